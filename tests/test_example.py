"""examples/hearing.yaml: every key but optional ids, and quotations that stand there."""

from collections import Counter

import pytest

from tests.kit.checkout import CHECKOUT
from tests.kit.full import MAPPINGS, given_keys
from tests.kit.views import at, scene
from tiptui.collection.opened import Collection
from tiptui.collection.opening import open_record
from tiptui.proof.locate import QuoteStatus
from tiptui.record.follow_up import outcomes, status
from tiptui.record.model import keys
from tiptui.report.checking import Checked, check_record, remark
from tiptui.report.plain import as_text
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
    assert checked.quotes
    assert checked.quotes.keys() == {QuoteStatus.VERBATIM}


def test_some_of_what_the_example_asks_is_answered_with_proof_and_some_is_overdue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialogue = open_record(FILE).dialogue
    assert dialogue
    record, things = dialogue.record, dialogue
    responses = [each for claim in things.recommendations for each in claim.responses]
    assert sum(bool(each.evidence) for each in responses) == 4
    became = "6 asked · 1 noted · 1 rejected · 1 implemented · 3 with no response recorded"
    assert outcomes(Counter(map(status, record.recommendations))) == became
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767139200")  # 31 December 2025
    assert as_text(things).count("overdue") == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    text = as_text(things)
    assert text.count("overdue") == 1
    assert f"\n{became}\n" in text


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
