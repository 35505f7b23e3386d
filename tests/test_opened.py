"""What was opened, with what is derived from it: found once."""

from tests.records import SOURCED, record, small, sourced
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.stops import Stop
from tiptui.record.model import Theme
from tiptui.sources.locate import UNCHECKED, QuoteStatus


def test_an_id_names_a_thing_and_a_passage_none() -> None:
    collection = sourced()
    passage = collection.dialogues[0].passages.stops[0]
    assert isinstance(small().item("air"), Theme)
    assert collection.item("none") is None
    assert collection.item(passage) is None


def test_the_stops_of_a_subject_are_counted_once() -> None:
    collection = Collection([Dialogue(record(SOURCED))])
    assert collection.stops("ann") is collection.stops("ann")


def test_the_stops_of_a_claim_are_itself_and_each_piece_of_its_evidence() -> None:
    stops, (first, second) = sourced().stops("r2"), sourced().evidence("r2")
    assert list(stops) == [Stop("r2"), Stop("r2", first), Stop("r2", second)]


def test_a_quotation_has_its_proof_where_the_text_is_at_hand() -> None:
    for collection, status in ((sourced(), QuoteStatus.VERBATIM), (sourced(""), None)):
        (evidence,) = collection.evidence("r1")
        proof = collection.dialogues[0].proof(evidence)
        assert proof.status is status or proof == UNCHECKED


def test_the_proof_of_a_quotation_in_a_large_text_is_not_waited_for() -> None:
    collection = sourced()
    (dialogue,) = collection.dialogues
    dialogue.takes_long = True
    (evidence,) = collection.evidence("r1")
    assert dialogue.proof(evidence) == UNCHECKED
    collection.check()
    assert dialogue.proof(evidence).status is QuoteStatus.VERBATIM
