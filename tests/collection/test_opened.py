"""What was opened, with what is derived from it: found once."""

from pathlib import Path

import pytest

from tests.kit.records import SMALL, SOURCED, SPOKEN, record, sourced
from tiptui.collection.live import Live
from tiptui.editing.change import RecordChange
from tiptui.editing.writer import write
from tiptui.files.saving import HasChanged
from tiptui.proof.locate import UNCHECKED, QuoteStatus


def test_a_quotation_has_its_proof_once_the_text_is_at_hand_which_is_not_waited_for() -> None:
    without = sourced("")
    assert without.dialogues[0].proof(without["r1"].evidence[0]) == UNCHECKED
    collection = sourced()
    (dialogue,) = collection.dialogues
    dialogue.is_ready = False
    (evidence,) = collection["r1"].evidence
    assert dialogue.proof(evidence) == UNCHECKED
    collection.check()
    assert dialogue.proof(evidence).status is QuoteStatus.VERBATIM
    assert (dialogue.is_waiting, dialogue.is_ready) == (False, False)
    dialogue.prepare()
    collection.check()
    assert dialogue.is_ready


def test_of_many_records_a_text_is_kept_once_it_is_shown(tmp_path: Path) -> None:
    text = tmp_path / "minutes.txt"
    text.write_text(SPOKEN)
    (tmp_path / "e.yaml").write_text(SOURCED.replace("id: log", "id: log, file: minutes.txt"))
    alone, many = (Live([str(each)], {}).read_all() for each in (tmp_path / "e.yaml", tmp_path))
    (dialogue,) = many.dialogues
    alone.check()
    many.check()
    wrong = [[evidence for _, evidence in each.wrong_quotations()] for each in (alone, many)]
    assert (many.quote_counts, wrong[1]) == (alone.quote_counts, wrong[0])
    for claim in alone.dialogues[0].claims:
        for evidence in claim.evidence:
            assert dialogue.stands(evidence) is alone.dialogues[0].stands(evidence)
    late = dialogue.texts["log"]
    assert late.once() is not late
    assert dialogue.passages.stops
    assert late.once() is late
    unseen = Live([str(tmp_path)], {}).read_all()
    text.unlink()
    assert late.paragraphs
    # One that has gone before it was shown leaves its quotations unchecked.
    unseen.check()
    assert unseen.quote_counts
    assert unseen.quote_counts.keys() == {"unchecked"}
    assert not unseen.dialogues[0].texts["log"].paragraphs


def test_a_record_is_changed_only_as_it_was_read(tmp_path: Path) -> None:
    file = tmp_path / "e.yaml"
    file.write_text(SOURCED)
    with pytest.raises(HasChanged):
        write(RecordChange(str(file), record(SMALL), ()))
