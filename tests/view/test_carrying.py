"""What the reader looks at, carried over to another record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.askers import WORDY
from tests.kit.cases import rows
from tests.kit.records import SMALL, SOURCED, SPOKEN, WITH_IDS, collected, indexed, small, sourced
from tests.kit.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    SPEAKERS,
    START,
    STATEMENTS,
    at,
    current,
    escape,
    follow,
    listed,
    retype,
    scene,
    search,
    stop_number,
)
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.view.carry_over import carry_view
from tiptui.view.contents import show
from tiptui.view.following import go_to_uncited, open_sources
from tiptui.view.state import Pane, View, open_search

FIRST = "{text: The air is good., themes: [air], evidence: [{paragraph: 1, exact: good air}]}"
HEAD = "tiptui: 1\nevent: {id: event, name: E, start_date: 2024}\nspeakers:\n"


def written(ids: str) -> str:
    """A record with a speaker for each letter, each with one recommendation."""
    speakers = "".join(f"  - {{id: {id}, name: Name {id}}}\n" for id in ids)
    asked = "".join(f"  - {{id: r{id}, text: Text {id}, by: [{id}]}}\n" for id in ids)
    return f"{HEAD}{speakers}recommendations:\n{asked}"


def of(ids: str) -> Collection:
    return collected(written(ids))


def changed(old: str, new: str, text: str = SMALL) -> Collection:
    assert old in text
    return collected(text.replace(old, new))


def carry(old: Collection, new: Collection, view: View) -> View:
    return carry_view(scene(old, view), indexed(new))


@pytest.mark.parametrize(("before", "after", "on", "then"), rows(__file__, "rows.txt", "cursors"))
def test_a_cursor_stays_on_its_row_or_in_its_place(
    before: str, after: str, on: str, then: str
) -> None:
    new = of(after)
    assert current(new, carry(of(before), new, at(SPEAKERS, on))) == then


@pytest.mark.parametrize(
    ("old", "new", "on", "then"),
    [
        # By its words, and then by its quotations.
        (f"      - {FIRST}\n", "", "ann/2", "ann/1"),
        (FIRST, f"{{text: First}}\n      - {FIRST}", "ann/2", "ann/3"),
        ("text: The water is cold", "text: It is cold", "ann/2", "ann/2"),
        (FIRST, f"{{text: First}}\n      - {FIRST.replace('The air', 'Air')}", "ann/1", "ann/2"),
        # Whatever it says and wherever it stands now: the words alone are another's.
        ("{id: ann-1, text: Two.", "{text: Two.}, {id: ann-1, text: Too.", "ann-1", "ann-1"),
        ("{id: reply, text: Four.}", "{text: Four.}, {id: reply, text: 4.}", "reply", "reply"),
        # An id that is gone, or new, leaves the words.
        ("{id: reply, ", "{text: Three and a half.}, {", "reply", "bo/2"),
        ("{id: reply, ", "{text: Three and a half.}, {id: answer, ", "reply", "answer"),
        ("{text: One.}", "{id: one, text: One.}", "ann/1", "one"),
        ("{text: One.}", "{text: Zero.}, {id: one, text: One.}", "ann/1", "one"),
        # So are points and addressees in words.
        ("[{text: I}, ", "[{text: 0}, {text: I}, ", "point/2", "point/3"),
        ("{text: I}, ", "", "point/2", "point/1"),
        (
            "{text: I}, {text: II}",
            "{text: II}, {text: II, id: k}, {text: I, id: i}",
            "point/1",
            "i",
        ),
        ("name: E,", "name: Another,", "whom:the mayor", "whom:the mayor"),
    ],
)
def test_a_claim_is_known_by_its_id_and_else_by_its_words(
    old: str, new: str, on: str, then: str
) -> None:
    pointed = SMALL.replace("name: An event", "name: An event, points: [{text: I}, {text: II}]")
    panes = {SMALL: STATEMENTS, WITH_IDS: STATEMENTS, pointed: EVENT, WORDY: EVENT}
    text = next(text for text in panes if old in text)
    before, after = collected(text), changed(old, new, text)
    assert current(after, carry(before, after, at(panes[text], on))) == then


def test_a_cursor_on_the_first_of_the_rows_left_stays_on_it() -> None:
    old, new = of("abc"), changed("by: [a]", "by: [a, b]", written("abc"))
    view = follow(old, at(SPEAKERS, "b", at(RECOMMENDATIONS, "ra")))
    now = carry(old, new, view)
    assert listed(new, now, RECOMMENDATIONS) == ["ra", "rb"]
    assert current(old, view) == current(new, now) == "rb"


def test_a_cursor_waits_in_a_list_in_which_nothing_is_left() -> None:
    text = SMALL.replace("name: Air}", "name: Air}\n  - {id: only, name: Only said}")
    text = text.replace("{text: Nothing new.,", "{text: Nothing new., themes: [only],")
    old, new = collected(text), changed("Warm the sea", "Cool the sea", text)
    view = follow(old, at(EVENT, "only", at(RECOMMENDATIONS, "r2")))
    assert listed(old, view, RECOMMENDATIONS) == []
    assert current(new, at(RECOMMENDATIONS, "", escape(new, carry(old, new, view)))) == "r2"


@pytest.mark.parametrize(
    ("old", "new", "claim", "stop"),
    [
        (FIRST, f"{{text: First}}\n      - {FIRST}", "ann/3", 4),
        (f"      - {FIRST}\n", "", "ann/1", 1),
        ("exact: cold water", "exact: water", "ann/2", 3),
        ("The water is cold.", "It is cold.", "ann/2", 3),
        ("ann", "anne", "anne/1", 0),
    ],
)
def test_in_the_detail_it_stays_on_its_claim(old: str, new: str, claim: str, stop: int) -> None:
    after = changed(old, new)
    now = carry(small(), after, at(DETAIL, 3))
    assert (current(after, now), stop_number(after, now)) == (claim, stop)


def test_the_stop_in_the_source_is_found_where_it_stood() -> None:
    old, new = sourced(), sourced(f"{SPOKEN} It ended.")
    view = open_sources(scene(old, START))
    for number, stop in enumerate(scene(old, view).source_stops):
        now = carry(old, new, at(Pane.SOURCE, number, view))
        assert now.main is Pane.SOURCE
        passage = scene(new, now).passage
        assert passage
        assert passage.words == stop.words
    # A query that nothing there matches stays.
    now = carry(old, new, search("zzz", view))
    assert (now.main, now.query, now.cursors[Pane.SOURCE]) == (Pane.SOURCE, "zzz", "")


def test_what_a_claim_leads_to_stays_under_the_cursor_of_the_detail() -> None:
    old, new = small(), changed("evidence: [{paragraph: 1, exact: windows}]", "evidence: []")
    for number, claim in ((2, "ann"), (4, "sea"), (5, "air")):
        view = at(DETAIL, number, at(RECOMMENDATIONS, "r1"))
        now = carry(old, new, view)
        assert (current(old, view), current(new, now)) == (claim, claim)
        assert stop_number(new, now) == number - 1


def test_a_sentence_that_is_cited_now_has_its_claim_in_the_detail() -> None:
    old = sourced()
    new = changed(
        "{paragraph: 1, exact: no such words}", "{paragraph: 2, exact: It rained.}", SOURCED
    )
    new = Collection([Dialogue(new.dialogues[0].record, old.dialogues[0].texts)])
    view = go_to_uncited(scene(old, open_sources(scene(old, START))))
    for before, after, claim in ((old, new, "r3"), (new, old, "")):
        view = at(DETAIL, "", carry(before, after, view))
        assert (current(after, view), stop_number(after, view)) == (claim, 0)


IDS = st.lists(st.sampled_from("abcdefg"), min_size=1, unique=True).map("".join)


@given(IDS, IDS, st.sampled_from("abcdefg"), st.sampled_from(["", "name", "a b", "id:ra", "-b "]))
def test_any_view_of_any_record_is_carried(before: str, after: str, on: str, words: str) -> None:
    old, new = of(before), of(after)
    view = follow(old, at(SPEAKERS, on))
    for query in (view.query, words, view.query + words):
        now = carry(old, new, retype(old, open_search(view), query))
        show(scene(new, now))
        assert now.query == query
        assert current(new, carry(new, new, now)) == current(new, now)
