"""What each pane shows of a view: marks, titles, why a list is empty, where the keys are."""

from collections.abc import Callable

import pytest

from tests.records import lahore, linked, small
from tiptui.search.index import Index, index
from tiptui.view.shown import Shown, show
from tiptui.view.state import BESIDE, Pane, View, entered, followed, kept, moved, searched, typed

EVENT, SPEAKERS, RECOMMENDATIONS, DETAIL = BESIDE

BARE = index(
    linked("tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: A}]\n")
)


def at(pane: Pane, row: str | int = "", view: View | None = None) -> View:
    there = entered(view or View(), pane)
    return moved(there, pane, row) if row != "" else there


def asked(query: str, view: View | None = None) -> View:
    return typed(searched(view or View()), query)


def marks(shown: Shown) -> dict[str, set[str]]:
    """The marked rows that a pane has, for each pane that has any."""
    parts: dict[str, tuple[frozenset[str], set[object]]] = {
        "event": (shown.event.marked, set(shown.event.stops)),
        "speakers": (shown.speakers.marked, set(shown.speakers.rows)),
        "recommendations": (shown.recommendations.marked, set(shown.recommendations.rows)),
    }
    found = {name: set(marked & there) for name, (marked, there) in parts.items()}
    return {name: marked for name, marked in found.items() if marked}


@pytest.mark.parametrize(
    ("view", "marked"),
    [
        (at(SPEAKERS, "ann"), {"event": {"air"}, "recommendations": {"r1"}}),
        (at(SPEAKERS, "crew"), {"event": {"water"}, "recommendations": {"r2"}}),
        (at(RECOMMENDATIONS, "r1"), {"event": {"air"}, "speakers": {"ann", "bo"}}),
        (at(EVENT, "air"), {"speakers": {"ann", "bo"}, "recommendations": {"r1"}}),
        (at(EVENT, "water"), {"speakers": {"crew"}, "recommendations": {"r2"}}),
        (at(DETAIL, 0), {"event": {"air"}, "speakers": {"ann"}}),
        (at(DETAIL, 2), {"speakers": {"ann"}}),
        (at(DETAIL, 4), {"event": {"air"}, "speakers": {"ann", "bo"}}),
    ],
)
def test_the_cursor_marks_what_belongs_to_its_row_in_the_other_panes(
    view: View, marked: dict[str, set[str]]
) -> None:
    assert marks(show(small(), view)) == marked


def test_an_organizer_marks_its_speakers_and_these_mark_it() -> None:
    assert marks(show(lahore(), at(EVENT, "iom"))) == {
        "speakers": {"nimra-nazir"},
        "recommendations": {"r8", "r9", "r10"},
    }
    assert "iom" in marks(show(lahore(), at(SPEAKERS, "nimra-nazir")))["event"]


def test_while_searching_the_best_hit_marks_what_belongs_to_it() -> None:
    shown = show(lahore(), asked("surveillance"))
    assert marks(shown) == {"event": {"prosecution"}}
    shown = show(lahore(), asked("kardar"))
    assert marks(shown)["recommendations"] == {"r3", "r4", "r5"}


# Titles


def titles(place: Index, view: View) -> list[str]:
    shown = show(place, view)
    return [shown.event.title, shown.speakers.title, shown.recommendations.title]


@pytest.mark.parametrize(
    ("view", "speakers", "recommendations"),
    [
        (View(), "Speakers · 6", "Recommendations · 11"),
        (asked("kar"), "Speakers · 1 of 6", "Recommendations · 3 of 11"),
        (asked("zzz"), "Speakers · 0 of 6", "Recommendations · 0 of 11"),
        (asked(" - "), "Speakers · 6", "Recommendations · 11"),
        (kept(lahore(), asked("kar")), "Speakers · 1 of 6", "Recommendations · 3 of 11"),
        (
            followed(lahore(), at(SPEAKERS, "syed-kausar-abbas")),
            "Speakers · 6",
            "Recommendations · 2 of 11 · Syed Kausar Abbas",
        ),
        (
            followed(lahore(), at(EVENT, "iom")),
            "Speakers · 1 of 6 · International Organization for Migration",
            "Recommendations · 3 of 11 · International Organization for Migration",
        ),
        (
            followed(lahore(), at(RECOMMENDATIONS, "r11")),
            "Speakers · 1 of 6 · Make regulations stricter.",
            "Recommendations · 11",
        ),
        (
            asked("awareness", followed(lahore(), at(SPEAKERS, "uzma-kardar"))),
            "Speakers · 1 of 6",
            "Recommendations · 1 of 11 · Uzma Kardar",
        ),
    ],
)
def test_titles_count_what_is_shown_and_say_to_whom_a_list_is_narrowed(
    view: View, speakers: str, recommendations: str
) -> None:
    assert titles(lahore(), view) == ["Event", speakers, recommendations]


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (View(), "Syed Kausar Abbas"),
        (at(SPEAKERS, "uzma-kardar"), "Uzma Kardar"),
        (at(DETAIL, 1, at(SPEAKERS, "uzma-kardar")), "Uzma Kardar"),
        (at(EVENT, "prevention"), "Prevention"),
        (at(EVENT, "iom"), "International Organization for Migration"),
        (at(EVENT, "point/2"), "Point"),
        (at(RECOMMENDATIONS, "r7"), "Recommendation r7"),
        (asked("surveillance"), "Recommendation r7"),
        (asked("zzz"), "Detail"),
    ],
)
def test_the_detail_is_titled_by_its_subject(view: View, title: str) -> None:
    assert show(lahore(), view).detail.title == title


def test_the_detail_of_an_event_without_stops_is_the_event() -> None:
    shown = show(BARE, at(EVENT))
    assert (shown.detail.subject, shown.detail.title) == ("e", "E")


# Empty lists


@pytest.mark.parametrize(
    ("place", "view", "speakers", "recommendations"),
    [
        (small, View(), "", ""),
        (lambda: BARE, View(), "", "No recommendations in this record"),
        (lambda: BARE, asked("a"), "", "No recommendations in this record"),
        (lambda: BARE, asked("zz"), "No match for zz", "No recommendations in this record"),
        (small, asked("cold"), "", "No match for cold"),
        (small, asked(" sun "), "No match for sun", ""),
        (small, asked("zzz"), "No match for zzz", "No match for zzz"),
        (
            lahore,
            asked("kardaar"),
            "No match for kardaar; close: Uzma Kardar",
            "No match for kardaar; close: Uzma Kardar",
        ),
        (
            lahore,
            asked("surveillance", followed(lahore(), at(SPEAKERS, "uzma-kardar"))),
            "No match for surveillance",
            "No match for surveillance within Uzma Kardar",
        ),
    ],
)
def test_an_empty_list_says_why(
    place: Callable[[], Index], view: View, speakers: str, recommendations: str
) -> None:
    shown = show(place(), view)
    assert (shown.speakers.empty, shown.recommendations.empty) == (speakers, recommendations)


THEME_OF_STATEMENTS = index(
    linked("""\
tiptui: 1
event: {id: e, name: E, start_date: 2024}
themes: [{id: t, name: Thought}]
speakers: [{id: a, name: A, statements: [{text: One., themes: [t]}]}]
recommendations: [{id: r, text: Act, by: [a]}]
""")
)


@pytest.mark.parametrize("query", ["", " ", "-"])
def test_a_list_that_only_its_narrowing_empties_says_so(query: str) -> None:
    view = followed(THEME_OF_STATEMENTS, at(EVENT, "t"))
    shown = show(THEME_OF_STATEMENTS, typed(view, query))
    assert not shown.recommendations.rows
    assert shown.recommendations.empty == "No recommendations within Thought"


# Where the keys are, and what is seen where there is little room


@pytest.mark.parametrize(
    ("view", "acting", "front", "left"),
    [
        (View(), SPEAKERS, SPEAKERS, SPEAKERS),
        (at(EVENT), EVENT, EVENT, EVENT),
        (at(RECOMMENDATIONS), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (at(RECOMMENDATIONS, "r1", at(EVENT)), RECOMMENDATIONS, RECOMMENDATIONS, EVENT),
        (at(DETAIL, 0, at(EVENT)), DETAIL, EVENT, EVENT),
        (asked("kardar", at(EVENT)), SPEAKERS, SPEAKERS, SPEAKERS),
        (asked("surveillance", at(EVENT)), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
        (asked("surveillance", at(DETAIL)), RECOMMENDATIONS, RECOMMENDATIONS, SPEAKERS),
    ],
)
def test_which_pane_has_the_keys_and_which_are_seen(
    view: View, acting: Pane, front: Pane, left: Pane
) -> None:
    shown = show(lahore(), view)
    assert (shown.acting, shown.front, shown.left) == (acting, front, left)


def test_the_cursor_is_on_the_chosen_row_and_on_the_first_where_that_is_not_shown() -> None:
    view = at(RECOMMENDATIONS, "r2", at(EVENT, "water", at(SPEAKERS, "crew")))
    shown = show(small(), view)
    cursors = (shown.event.cursor, shown.speakers.cursor, shown.recommendations.cursor)
    assert cursors == (1, 2, 1)
    assert show(small(), asked("bo", at(SPEAKERS, "crew"))).speakers.cursor == 0


@pytest.mark.parametrize(
    ("view", "cursor"),
    [
        (View(), 0),
        (at(DETAIL, 3), 3),
        (at(DETAIL, 99), 5),
        (at(DETAIL, 3, at(SPEAKERS, "crew")), 1),
    ],
)
def test_the_cursor_of_the_detail_is_on_one_of_its_stops(view: View, cursor: int) -> None:
    assert show(small(), view).detail.cursor == cursor


def test_a_detail_without_stops_has_its_cursor_at_the_top() -> None:
    shown = show(BARE, at(DETAIL, 3))
    assert (shown.detail.stops, shown.detail.cursor) == ((), 0)


def test_the_lists_and_the_detail_have_the_words_to_mark_and_the_event_has_none() -> None:
    shown = show(lahore(), asked("Kar-dar x"))
    assert shown.speakers.words == shown.recommendations.words == ("kar", "dar", "x")
    assert shown.detail.words == ("kar", "dar", "x")
    assert shown.event.words == ()
