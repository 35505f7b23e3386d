"""What the reader looks at, carried over to another record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import SMALL, SOURCED, SPOKEN, collected, small, sourced
from tests.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    SPEAKERS,
    START,
    at,
    current,
    escape,
    follow,
    listed,
    search,
)
from tiptui.collection.opened import Collection
from tiptui.view.carry_over import carry_history, carry_view
from tiptui.view.evidence import go_to_uncited, open_sources
from tiptui.view.scene import Scene
from tiptui.view.shown import show
from tiptui.view.state import Chosen, History, Pane, View, change_query, move

HEAD = "tiptui: 1\nevent: {id: event, name: E, start_date: 2024}\nspeakers:\n"


def of(ids: str) -> Collection:
    """A record with a speaker for each letter, each with one recommendation."""
    speakers = "".join(f"  - {{id: {each}, name: Name {each}}}\n" for each in ids)
    asked = "".join(f"  - {{id: r{each}, text: Text {each}, by: [{each}]}}\n" for each in ids)
    return collected(f"{HEAD}{speakers}recommendations:\n{asked}")


def changed(old: str, new: str, text: str = SMALL) -> Collection:
    assert old in text
    return collected(text.replace(old, new))


def carry(old: Collection, new: Collection, view: View) -> View:
    return carry_view(Scene(old, view), new)


@pytest.mark.parametrize(
    ("before", "after", "on", "then"),
    [
        ("abc", "abc", "b", "b"),
        ("abc", "xabc", "", "a"),
        ("abc", "ac", "b", "c"),
        ("abc", "a", "c", "a"),
        ("abcd", "ad", "b", "a"),
        ("abc", "xyz", "b", "x"),
        ("abc", "cab", "b", "b"),
    ],
)
def test_a_cursor_stays_on_its_row_or_goes_to_the_nearest(
    before: str, after: str, on: str, then: str
) -> None:
    new = of(after)
    assert current(new, carry(of(before), new, at(SPEAKERS, on))) == then


def test_query_narrowing_and_the_way_they_were_reached_stay() -> None:
    old, new = of("abc"), of("abcd")
    view = follow(old, at(SPEAKERS, "b"))
    assert carry(old, new, view).narrowed == view.narrowed
    assert current(new, carry(old, new, view)) == "rb"
    now = carry(old, new, move(search("name"), SPEAKERS, "c"))
    assert now.query == "name"
    assert current(new, now) == "c"
    assert current(new, change_query(now, "")) == "a"


def test_a_narrowing_to_what_is_gone_is_dropped() -> None:
    old, new = of("abc"), of("ac")
    now = carry(old, new, follow(old, at(SPEAKERS, "b")))
    assert now.narrowed == ()
    assert current(new, now) == "rc"


def test_a_cursor_waits_in_a_list_that_is_narrowed_to_nothing() -> None:
    text = SMALL.replace("name: Air}", "name: Air}\n  - {id: only, name: Only said}")
    text = text.replace("{text: Nothing new.,", "{text: Nothing new., themes: [only],")
    old, new = collected(text), changed("Warm the sea", "Cool the sea", text)
    view = follow(old, at(EVENT, "only", at(RECOMMENDATIONS, "r2")))
    assert listed(old, view, RECOMMENDATIONS) == []
    assert current(new, at(RECOMMENDATIONS, "", escape(new, carry(old, new, view)))) == "r2"


FIRST = "{text: The air is good., themes: [air], evidence: [{paragraph: 1, exact: good air}]}"


@pytest.mark.parametrize(
    ("old", "new", "claim", "stop"),
    [
        (FIRST, f"{{text: First}}\n      - {FIRST}", "ann/3", 4),
        (f"      - {FIRST}\n", "", "ann/1", 1),
        ("exact: cold water", "exact: water", "ann/2", 3),
        ("The water is cold.", "It is cold.", "ann/2", 3),
        ("ann", "anne", "bo/1", 0),
    ],
)
def test_the_cursor_in_the_detail_stays_on_its_claim(
    old: str, new: str, claim: str, stop: int
) -> None:
    after = changed(old, new)
    now = carry(small(), after, at(DETAIL, 3))
    assert (current(after, now), now.chosen.detail) == (claim, stop)


def test_the_last_stop_of_the_detail_stays_the_last() -> None:
    after = changed("An event", "The event")
    assert carry(small(), after, at(DETAIL, 5)).chosen.detail == 5


def test_a_point_is_known_by_its_text() -> None:
    def record(*points: str) -> Collection:
        written = ", ".join(f"{{text: {point}}}" for point in points)
        return changed("name: An event", f"name: E, points: [{written}]")

    old, new = record("One", "Two"), record("Zero", "One", "Two")
    assert current(new, carry(old, new, at(EVENT, "point/2"))) == "point/3"
    assert current(old, carry(new, old, at(EVENT, "point/3"))) == "point/2"


def test_the_stop_in_the_source_is_found_by_its_words() -> None:
    old, new = sourced(), sourced(f"A new line.\n{SPOKEN}")
    view = open_sources(Scene(old, START))
    for number, stop in enumerate(Scene(old, view).source_stops):
        now = carry(old, new, move(view, Pane.SOURCE, number))
        assert now.main is Pane.SOURCE
        passage = Scene(new, now).passage
        assert passage
        assert passage.words == stop.words


def test_the_claim_in_the_detail_of_a_passage_stays() -> None:
    old = sourced()
    new = changed("text: Open the windows", "text: Open all windows", SOURCED)
    new = Collection([new.dialogues[0].with_texts(old.dialogues[0].texts)])
    view = at(DETAIL, 2, move(open_sources(Scene(old, START)), Pane.SOURCE, 5))
    assert current(old, view) == current(new, carry(old, new, view)) == "r2"


def test_a_sentence_that_is_cited_now_has_its_claim_in_the_detail() -> None:
    old = sourced()
    new = changed(
        "{paragraph: 1, exact: no such words}", "{paragraph: 2, exact: It rained.}", SOURCED
    )
    new = Collection([new.dialogues[0].with_texts(old.dialogues[0].texts)])
    view = go_to_uncited(Scene(old, open_sources(Scene(old, START))))
    for before, after, claim in ((old, new, "r3"), (new, old, "")):
        view = at(DETAIL, "", carry(before, after, view))
        assert (current(after, view), view.chosen.detail) == (claim, 0)


def test_a_query_that_nothing_in_the_source_matches_stays() -> None:
    old, new = sourced(), sourced(f"A new line.\n{SPOKEN}")
    now = carry(old, new, search("zzz", open_sources(Scene(old, START))))
    assert (now.main, now.query, now.chosen.source) == (Pane.SOURCE, "zzz", 0)


def test_steps_of_the_history_are_carried_too() -> None:
    old, new = of("abc"), of("ac")
    step = at(SPEAKERS, "b")
    history = History((step, follow(old, step)), (replace(step, query="name"),))
    now = carry_history(old, new, history)
    assert now.past[0].chosen.speakers == "c"
    assert now.past[1].narrowed == ()
    for each in (*now.past, *now.future):
        show(Scene(new, each))


IDS = st.lists(st.sampled_from("abcdefg"), min_size=1, unique=True).map("".join)


@given(IDS, IDS, st.sampled_from("abcdefg"), st.sampled_from(["", "name", "a b"]))
def test_any_view_of_any_record_can_be_carried(
    before: str, after: str, on: str, query: str
) -> None:
    old, new = of(before), of(after)
    now = carry(old, new, change_query(follow(old, at(SPEAKERS, on)), query))
    show(Scene(new, now))
    assert now.query == query
    assert all(new.get(each.subject) for each in now.narrowed)
    assert current(new, carry(new, new, now)) == current(new, now)
    assert now.aside is None or isinstance(now.aside, Chosen)
