"""examples/hearing.yaml: every key but optional ids, and quotations that stand there."""

from tests.kit.checkout import CHECKOUT
from tests.kit.full import MAPPINGS, given_keys
from tests.kit.views import at, scene
from tiptui.collection.opened import Collection
from tiptui.collection.opening import open_record
from tiptui.record.model import keys
from tiptui.report.checking import Checked, check_record, remark
from tiptui.view.following import follow, open_sources
from tiptui.view.state import Pane

FILE = str(CHECKOUT / "examples" / "hearing.yaml")


def test_the_example_has_every_key_of_the_format_but_ids_that_may_be_left_out() -> None:
    dialogue = open_record(FILE).dialogue
    assert dialogue
    every = {(mapping.__name__, key) for mapping in MAPPINGS for key in keys(mapping)}
    wanted = {(name, key.name) for name, key in every if key.required or key.name != "id"}
    assert set(given_keys(dialogue.record)) == wanted


def test_all_quotations_of_the_example_are_verbatim_and_nothing_is_wrong_with_it() -> None:
    checked = check_record(FILE, {})
    assert isinstance(checked, Checked)
    assert remark({FILE: checked}).startswith("1 record: no problems · 33 quotes: 33 verbatim")


def test_from_words_to_the_response_that_they_prove_and_to_its_recommendation() -> None:
    dialogue = open_record(FILE).dialogue
    assert dialogue
    [proof] = dialogue["r5/1"].evidence
    response = dialogue.prefix + "r5/1"
    stop = dialogue.passages.stop(response, proof)
    assert stop.claims == (response,)
    opened = Collection([dialogue])
    words = at(Pane.SOURCE, dialogue.passages.ref(stop), open_sources(scene(opened)))
    there = scene(opened, follow(scene(opened, words)))
    assert (there.view.main, there.current) == (Pane.RECOMMENDATIONS, dialogue.prefix + "r5")
