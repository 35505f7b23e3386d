"""The way between claims and the words of their sources."""

from collections.abc import Callable

import pytest

from tests.kit.records import ADDED_TO, SOURCED, SPOKEN, lahore, provincial, record, sourced
from tests.kit.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    START,
    STATEMENTS,
    at,
    by_ref,
    scene,
    search,
    stop_number,
)
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.proof.passages import Passage
from tiptui.proof.source_text import SourceText
from tiptui.view import following
from tiptui.view.following import follow, go_to_uncited, open_sources, trace, turn_asking
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View

HERE = sourced()
BARE = sourced("")
MET, CHAIRS, MISSING, WELL, RAINED, WINDOWS, STAYED = range(7)
"""The stops of HERE in the order of the text."""


def at_passage(number: int, view: View = START) -> View:
    return at(Pane.SOURCE, number, open_sources(scene(HERE, view)))


@pytest.mark.parametrize(
    ("view", "focus", "main", "query", "current"),
    [
        (at_passage(MET), Pane.EVENT, Pane.EVENT, "", "e"),
        (at_passage(CHAIRS), RECOMMENDATIONS, RECOMMENDATIONS, "by:ann ", "r1"),
        (at_passage(WELL), DETAIL, STATEMENTS, "", "ann/1"),
        (at_passage(WINDOWS), DETAIL, RECOMMENDATIONS, "", "r1"),
        # The second claim of the detail; a query and a narrowing that hide what is gone to.
        (at(DETAIL, 2, at_passage(WINDOWS)), DETAIL, RECOMMENDATIONS, "", "r2"),
        (search("windows", at_passage(0)), DETAIL, RECOMMENDATIONS, "", "r1"),
    ],
)
def test_from_a_passage_to_what_rests_on_it(
    view: View, focus: Pane, main: Pane, query: str, current: str
) -> None:
    there = follow(scene(HERE, view))
    assert (there.focus, there.main, there.query, there.remark) == (focus, main, query, "")
    assert HERE.shown(scene(HERE, there).current) == current


def test_e_says_which_of_the_places_it_is() -> None:
    view = at(RECOMMENDATIONS, "r1")
    for place in (1, 2, 1):
        view = trace(scene(lahore(), view))
        assert view.remark == f"{place} of 2 quotes"
    there = trace(scene(HERE, search("well", at_passage(MET))))
    assert (there.query, there.remark, stop_number(HERE, there)) == ("", "", WELL)
    second = at(DETAIL, 2, at(RECOMMENDATIONS, "r2"))
    assert trace(scene(HERE, second)).remark == "2 of 2 quotes"


@pytest.mark.parametrize("key", [open_sources, trace, go_to_uncited, turn_asking])
def test_a_source_without_its_text_says_so_and_how_it_is_loaded(
    key: Callable[[Scene], View],
) -> None:
    asked = at(RECOMMENDATIONS, "r1")
    for start in (asked, asked if key is trace else at_passage(MET)):
        there = key(scene(BARE, start))
        said = "source text not loaded · tiptui --source log=FILE loads it"
        assert (there.main, there.remark) == (Pane.SOURCE, said)
    assert "not loaded" not in key(scene(HERE, at(RECOMMENDATIONS, "r1"))).remark
    several = Collection(BARE.dialogues, several=True)
    assert " --source e#log=FILE " in key(scene(several, at(RECOMMENDATIONS, "e#r1"))).remark


def test_u_goes_from_one_sentence_that_no_claim_cites_to_the_next_around_the_end() -> None:
    view = at_passage(MET)
    for number in (RAINED, STAYED, RAINED):
        view = go_to_uncited(scene(HERE, view))
        assert stop_number(HERE, view) == number
    # From elsewhere and from a query it is the first; from the detail the cursor is in the text.
    away = follow(scene(HERE, at_passage(WINDOWS)))
    assert stop_number(HERE, go_to_uncited(scene(HERE, away))) == RAINED
    found = go_to_uncited(scene(HERE, search("windows", at_passage(STAYED))))
    assert (found.query, stop_number(HERE, found)) == ("", RAINED)
    assert go_to_uncited(scene(HERE, at(DETAIL, 0, at_passage(MET)))).focus is Pane.SOURCE


def test_a_query_stops_at_sentences_with_all_its_words() -> None:
    (stop,) = scene(HERE, search("open wind", at_passage(0))).source_stops
    assert (stop.words, stop.claims) == ("Open the windows, she asked.", ("e#r1", "e#r2"))
    # Without a text, the lines of the outline with the phrases under them.
    lines = scene(BARE, search("well", open_sources(scene(BARE, START)))).source_stops
    assert [line.words for line in lines] == ["What was said\nall is well\nwindows"]


def test_the_sources_of_another_dialogue_are_opened_at_their_beginning() -> None:
    opened = provincial()
    first, second = opened.dialogues[:2]
    view = at(Pane.SOURCE, 3, following.open_sources(scene(opened, at(EVENT, first.id))))
    view = by_ref(opened, view)
    assert scene(opened, view).dialogue is first
    # Again where they were left, but not in those of another.
    again = following.open_sources(scene(opened, at(EVENT, first.id, view)))
    assert stop_number(opened, again) == 3
    other = following.open_sources(scene(opened, at(EVENT, second.id, view)))
    assert (other.dialogue, stop_number(opened, other)) == (second.id, 0)


def test_from_words_to_a_theme_or_point_that_rests_on_them() -> None:
    pointed = SOURCED.replace(
        "evidence: [{paragraph: 1, exact: met in May}]}",
        "points: [{text: It rained., evidence: [{paragraph: 2, exact: It rained}]}]}",
    )
    opened = Collection([Dialogue(record(pointed), {"log": SourceText(SPOKEN)})])
    there = following.trace(scene(opened, at(EVENT, "point/1")))
    back = following.follow(scene(opened, there))
    assert (back.main, back.cursors[back.main], back.focus) == (Pane.POINTS, "e#point/1", DETAIL)


def test_s_on_a_claim_opens_the_source_at_its_words() -> None:
    opened = sourced()
    row = scene(opened, at(RECOMMENDATIONS, "r2"))
    here = scene(opened, open_sources(row))
    _, evidence = row.proof
    assert here.passage
    assert evidence
    assert here.passage.words == evidence.exact


def test_below_words_stands_every_claim_that_cites_some_of_them() -> None:
    cited = {"r1": "light the quays", "r7": "Ann Lee: We must light the quays, and soon"}
    text = ADDED_TO
    for id, words in cited.items():
        proof = f"evidence: [{{paragraph: 1, exact: '{words}'}}]"
        text = text.replace(f"id: {id},", f"id: {id}, {proof},")
    log = SourceText(f"{cited['r7']}. We must light them. Yes.")
    opened = Collection([Dialogue(record(text), {"log": log})])
    found = dict[str, list[str]]()
    for stop in opened.dialogues[0].passages.stops:
        there = scene(opened, at(Pane.SOURCE, opened.dialogues[0].passages.ref(stop)))
        assert isinstance(there.subject, Passage)
        found[stop.words] = [opened.shown(ref) for ref in there.subject.claims]
    assert found[cited["r1"]] == ["r1", "r7"]
    assert found[cited["r7"]] == ["r7", "r1"]
    assert found["We must light them."] == []
