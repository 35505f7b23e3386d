"""What the reader looks at, carried over to another record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import SMALL, linked
from tiptui.search.index import Index, index
from tiptui.sources.source_text import SourceText
from tiptui.view.carry_over import carried, carried_history, forget
from tiptui.view.evidence import opened
from tiptui.view.shown import show
from tiptui.view.state import (
    Chosen,
    History,
    Narrowing,
    Pane,
    View,
    current,
    entered,
    followed,
    moved,
    source_stops,
    typed,
)

HEAD = "tiptui: 1\nevent: {id: event, name: E, start_date: 2024}\nspeakers:\n"


def of(ids: str) -> Index:
    """Gives a record with a speaker for each letter, each with one recommendation."""
    speakers = "".join(f"  - {{id: {each}, name: Name {each}}}\n" for each in ids)
    asked = "".join(f"  - {{id: r{each}, text: Text {each}, by: [{each}]}}\n" for each in ids)
    return index(linked(f"{HEAD}{speakers}recommendations:\n{asked}"))


def changed(*pairs: tuple[str, str]) -> Index:
    text = SMALL
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return index(linked(text))


def small() -> Index:
    return index(linked(SMALL))


def at(speaker: str) -> View:
    return moved(View(), Pane.SPEAKERS, speaker)


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
    old, new = of(before), of(after)
    assert current(new, carried(old, new, at(on))) == then


def test_query_narrowing_and_the_way_they_were_reached_stay() -> None:
    old, new = of("abc"), of("abcd")
    view = followed(old, at("b"))
    assert carried(old, new, view).narrowed == view.narrowed
    assert current(new, carried(old, new, view)) == "rb"
    query = moved(typed(entered(View(), Pane.SPEAKERS), "name"), Pane.SPEAKERS, "c")
    now = carried(old, new, query)
    assert now.query == "name"
    assert current(new, now) == "c"
    assert current(new, typed(now, "")) == "a"


def test_a_narrowing_to_what_is_gone_is_dropped() -> None:
    old, new = of("abc"), of("ac")
    view = followed(old, at("b"))
    assert view.narrowed == (Narrowing(Pane.RECOMMENDATIONS, "b"),)
    now = carried(old, new, view)
    assert now.narrowed == ()
    assert current(new, now) == "rc"
    show(new, now)


def test_the_cursor_in_the_detail_stays_on_its_claim() -> None:
    first = "{text: The air is good., themes: [air], evidence: [{paragraph: 1, exact: good air}]}"
    old = small()
    view = moved(entered(at("ann"), Pane.DETAIL), Pane.DETAIL, 3)
    assert current(old, view) == "ann/2"
    for new, claim, stop in (
        (changed((first, f"{{text: First}}\n      - {first}")), "ann/3", 4),
        (
            changed((f"      - {first}\n", ""), ("\n    statements: [{", "\n    statements: [{")),
            "ann/1",
            1,
        ),
        (changed(("exact: cold water", "exact: water")), "ann/2", 3),
        (changed(("The water is cold.", "It is cold.")), "ann/2", 3),
    ):
        now = carried(old, new, view)
        assert (current(new, now), now.chosen.detail) == (claim, stop)
    assert carried(old, changed(("ann", "anne")), view).chosen.detail == 0


def test_a_point_is_known_by_its_text() -> None:
    def record(*points: str) -> Index:
        written = ", ".join(f"{{text: {point}}}" for point in points)
        return index(linked(SMALL.replace("name: An event", f"name: E, points: [{written}]")))

    old, new = record("One", "Two"), record("Zero", "One", "Two")
    view = moved(entered(View(), Pane.EVENT), Pane.EVENT, "point/2")
    assert current(new, carried(old, new, view)) == "point/3"
    assert current(old, carried(new, old, moved(view, Pane.EVENT, "point/3"))) == "point/2"


def test_the_stop_in_the_source_is_found_by_its_words() -> None:
    text = "We have good air. Nothing.\nIt is cold water, and warm. The windows."
    old = Index(linked(SMALL), {"log": SourceText(text)})
    new = Index(linked(SMALL), {"log": SourceText(f"A new line.\n{text}")})
    view = opened(old, View())
    for number, stop in enumerate(source_stops(old, "")):
        there = moved(view, Pane.SOURCE, number)
        now = carried(old, new, there)
        assert now.main is Pane.SOURCE
        assert source_stops(new, "")[now.chosen.source].words == stop.words


def test_steps_of_the_history_are_carried_too() -> None:
    old, new = of("abc"), of("ac")
    view = followed(old, at("b"))
    history = History((at("b"), view), (replace(at("b"), query="name", hits=old.hits("name")),))
    now = carried_history(old, new, history)
    assert now.past[0].chosen.speakers == "c"
    assert now.past[1].narrowed == ()
    assert now.future[0].hits is None
    for step in (*now.past, *now.future):
        show(new, step)
    forget()


IDS = st.lists(st.sampled_from("abcdefg"), min_size=1, unique=True).map("".join)


@given(IDS, IDS, st.sampled_from("abcdefg"), st.sampled_from(["", "name", "a b"]))
def test_any_view_of_any_record_can_be_carried(
    before: str, after: str, on: str, query: str
) -> None:
    old, new = of(before), of(after)
    view = typed(followed(old, at(on)), query)
    now = carried(old, new, view)
    show(new, now)
    assert now.query == query
    assert all(each.subject in new.links for each in now.narrowed)
    assert current(new, carried(new, new, now)) == current(new, now)
    assert now.aside is None or isinstance(now.aside, Chosen)
