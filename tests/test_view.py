"""What keys change: cursors, focus, query, narrowing, zoom, and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.records import lahore, linked, small
from tiptui.search.index import Index, index
from tiptui.view.shown import show
from tiptui.view.state import (
    BESIDE,
    LISTS,
    Chosen,
    History,
    Narrowing,
    Pane,
    Stop,
    View,
    acting,
    current,
    detail_stops,
    entered,
    escaped,
    event_stops,
    followed,
    kept,
    moved,
    narrowing,
    position,
    rows,
    searched,
    subject_of,
    title,
    typed,
    zoomed,
)

EVENT, SPEAKERS, RECOMMENDATIONS, DETAIL = BESIDE

# What small() has not: points with and without speakers, bodies and themes with nothing behind.
CORNERS = index(
    linked("""\
tiptui: 1
event:
  id: e
  name: An event
  start_date: 2024
  organizers: [{organization: host}, {organization: sea}, {organization: sea, role: again}]
  points: [{text: All agree.}, {text: Bo objects., by: [bo], themes: [air]}]
organizations: [{id: host, name: The host}, {id: sea, name: Sea}]
themes: [{id: air, name: Air}, {id: void, name: Void}, {id: deed, name: Deed}]
speakers:
  - {id: ann, name: Ann, organization: sea, statements: [{text: One.}, {text: Two.}]}
  - {id: bo, name: Bo, statements: [{text: Three., themes: [air]}]}
  - {id: cy, name: Cy}
recommendations: [{id: r1, text: Act now, by: [bo], themes: [deed]}]
""")
)
BARE = index(
    linked("tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: A}]\n")
)
PLACES: dict[str, Index] = {
    "small": small(),
    "lahore": lahore(),
    "corners": CORNERS,
    "bare": BARE,
}


def at(pane: Pane, row: str | int = "", view: View | None = None) -> View:
    """A view with the focus on a pane and its cursor on a row."""
    there = entered(view or View(), pane)
    return moved(there, pane, row) if row != "" else there


def narrowed_to(view: View) -> dict[str, str]:
    return {each.pane.value: each.subject for each in view.narrowed}


# Cursors and panes


def test_work_starts_with_the_focus_on_the_first_speaker_and_nothing_narrowed() -> None:
    view = View()
    assert view.focus is SPEAKERS
    assert current(small(), view) == subject_of(small(), view) == "ann"
    assert (view.query, view.narrowed, view.zoomed, view.remark) == ("", (), False, "")
    assert view.chosen.detail == 0


def test_the_row_under_the_cursor_is_the_subject_of_the_detail() -> None:
    assert subject_of(small(), at(SPEAKERS, "bo")) == "bo"
    assert subject_of(small(), at(RECOMMENDATIONS, "r2")) == "r2"
    assert subject_of(small(), at(EVENT, "water")) == "water"


def test_moving_one_cursor_moves_no_other() -> None:
    view = at(RECOMMENDATIONS, "r2", at(EVENT, "water", at(SPEAKERS, "bo")))
    assert view.chosen == Chosen("water", "bo", "r2", 0)


def test_the_detail_keeps_its_subject_when_it_has_the_focus() -> None:
    view = entered(at(RECOMMENDATIONS, "r1"), DETAIL)
    assert view.focus is DETAIL
    assert subject_of(small(), view) == "r1"
    assert subject_of(small(), moved(view, DETAIL, 1)) == "r1"


def test_in_the_detail_the_cursor_is_on_a_claim_or_on_evidence_of_it() -> None:
    stops = detail_stops(small(), "ann")
    assert [(stop.claim, bool(stop.evidence)) for stop in stops] == [
        ("ann/1", False),
        ("ann/1", True),
        ("ann/2", False),
        ("ann/2", True),
        ("r1", False),
        ("r1", True),
    ]
    assert [stop.evidence.exact for stop in stops if stop.evidence] == [
        "good air",
        "cold water",
        "windows",
    ]
    assert current(small(), at(DETAIL, 3)) == "ann/2"
    assert current(small(), at(DETAIL, 99)) == "r1"
    assert current(CORNERS, at(DETAIL, 99)) == "ann/2"


def test_a_subject_without_claims_has_no_stops_in_the_detail_and_is_itself_current() -> None:
    assert detail_stops(CORNERS, "cy") == ()
    assert detail_stops(CORNERS, "") == ()
    assert current(CORNERS, at(DETAIL, 2, at(SPEAKERS, "cy"))) == "cy"


def test_a_new_subject_has_its_detail_at_the_top() -> None:
    below = at(DETAIL, 3)
    assert at(SPEAKERS, "bo", below).chosen.detail == 0
    assert entered(below, RECOMMENDATIONS).chosen.detail == 0
    assert typed(searched(below), "bo").chosen.detail == 0


def test_the_same_subject_keeps_its_place_in_the_detail() -> None:
    below = at(DETAIL, 3)
    assert entered(entered(below, SPEAKERS), DETAIL).chosen.detail == 3


def test_a_place_in_the_detail_is_not_kept_for_another_subject_while_a_query_is_up() -> None:
    view = typed(searched(at(DETAIL, 3)), "windows")
    view = escaped(kept(small(), view))
    assert view.focus is RECOMMENDATIONS
    assert view.chosen.detail == 0


def test_the_cursor_of_the_event_stops_on_organizers_themes_and_points() -> None:
    stops = event_stops(CORNERS)
    assert stops == ("host", "sea", "air", "void", "deed", "point/1", "point/2")


def test_a_record_with_nothing_in_its_event_has_the_event_itself_current() -> None:
    assert event_stops(BARE) == ()
    assert current(BARE, at(EVENT)) == "e"


def test_the_left_of_two_columns_is_event_or_speakers_whichever_was_entered_last() -> None:
    assert entered(View(), EVENT).left is EVENT
    assert entered(entered(View(), EVENT), RECOMMENDATIONS).left is EVENT
    assert entered(entered(View(), EVENT), DETAIL).left is EVENT
    assert entered(entered(View(), EVENT), SPEAKERS).left is SPEAKERS


@pytest.mark.parametrize(("chosen", "place"), [("a", 0), ("b", 1), ("", 0), ("gone", 0)])
def test_a_row_that_is_not_there_is_the_first(chosen: str, place: int) -> None:
    assert position(("a", "b"), chosen) == place
    assert position((), chosen) == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [("e", "An event"), ("sea", "Sea"), ("air", "Air"), ("ann", "Ann"), ("r1", "Act now")],
)
def test_what_a_thing_is_called(name: str, words: str) -> None:
    assert title(CORNERS.links[name]) == words


# Following


@dataclass(frozen=True)
class Follow:
    place: Index
    start: View
    focus: Pane
    narrowed: dict[str, str]
    speakers: str
    recommendations: str


FOLLOWS = {
    "speaker": Follow(
        small(), at(SPEAKERS, "bo"), RECOMMENDATIONS, {"recommendations": "bo"}, "ann bo crew", "r1"
    ),
    "recommendation": Follow(
        small(), at(RECOMMENDATIONS, "r1"), SPEAKERS, {"speakers": "r1"}, "ann bo", "r1 r2"
    ),
    "theme": Follow(
        small(),
        at(EVENT, "air"),
        RECOMMENDATIONS,
        {"speakers": "air", "recommendations": "air"},
        "ann bo",
        "r1",
    ),
    "theme without recommendations": Follow(
        CORNERS,
        at(EVENT, "air"),
        SPEAKERS,
        {"speakers": "air", "recommendations": "air"},
        "bo",
        "",
    ),
    "organizer": Follow(
        lahore(),
        at(EVENT, "iom"),
        SPEAKERS,
        {"speakers": "iom", "recommendations": "iom"},
        "nimra-nazir",
        "r8 r9 r10",
    ),
    "organizer whose speakers recommend nothing": Follow(
        CORNERS,
        at(EVENT, "sea"),
        SPEAKERS,
        {"speakers": "sea", "recommendations": "sea"},
        "ann",
        "",
    ),
    "point": Follow(CORNERS, at(EVENT, "point/2"), SPEAKERS, {"speakers": "point/2"}, "bo", "r1"),
    "statement in the detail": Follow(
        small(), at(DETAIL, 2), SPEAKERS, {"speakers": "ann/2"}, "ann", "r1 r2"
    ),
    "evidence in the detail": Follow(
        small(), at(DETAIL, 5), SPEAKERS, {"speakers": "r1"}, "ann bo", "r1 r2"
    ),
}


@pytest.mark.parametrize("case", FOLLOWS.values(), ids=FOLLOWS)
def test_enter_follows_to_what_belongs_to_the_row(case: Follow) -> None:
    view = followed(case.place, case.start)
    assert view.focus is case.focus
    assert narrowed_to(view) == case.narrowed
    assert tuple(rows(case.place, view, SPEAKERS)) == tuple(case.speakers.split())
    assert tuple(rows(case.place, view, RECOMMENDATIONS)) == tuple(case.recommendations.split())
    assert view.remark == ""


@pytest.mark.parametrize(
    ("place", "start", "remark"),
    [
        (CORNERS, at(SPEAKERS, "cy"), "no recommendations by Cy"),
        (CORNERS, at(SPEAKERS, "ann"), "no recommendations by Ann"),
        (CORNERS, at(EVENT, "void"), "no recommendations under Void"),
        (CORNERS, at(EVENT, "host"), "no speakers from The host"),
        (CORNERS, at(EVENT, "point/1"), "by all present"),
        (CORNERS, at(DETAIL, 0, at(SPEAKERS, "cy")), "no recommendations by Cy"),
        (BARE, at(EVENT), "nothing to follow here"),
        (BARE, at(RECOMMENDATIONS), "nothing to follow here"),
        (BARE, at(DETAIL, 0, at(EVENT)), "nothing to follow here"),
    ],
)
def test_a_link_with_nothing_behind_it_changes_nothing_and_says_so(
    place: Index, start: View, remark: str
) -> None:
    assert followed(place, start) == replace(start, remark=remark)


def test_what_a_remark_answers_is_the_last_key() -> None:
    said = followed(CORNERS, at(SPEAKERS, "cy"))
    assert said.remark
    narrowed = replace(followed(CORNERS, at(EVENT, "sea")), remark="x")
    assert escaped(narrowed).remark == ""
    for after in (
        moved(said, SPEAKERS, "bo"),
        entered(said, EVENT),
        entered(said, DETAIL),
        typed(said, "b"),
        searched(said),
        zoomed(said),
        escaped(said),
    ):
        assert after.remark == ""


def test_each_list_has_one_narrowing_and_a_new_one_replaces_it() -> None:
    view = followed(small(), at(EVENT, "air"))
    view = followed(small(), at(SPEAKERS, "bo", view))
    assert narrowed_to(view) == {"speakers": "air", "recommendations": "bo"}
    view = followed(small(), at(EVENT, "water", view))
    assert narrowed_to(view) == {"speakers": "water", "recommendations": "water"}
    assert len(view.narrowed) == 2


def test_following_leaves_the_cursor_on_the_row_that_was_followed() -> None:
    view = followed(lahore(), at(RECOMMENDATIONS, "r7"))
    assert subject_of(lahore(), entered(view, RECOMMENDATIONS)) == "r7"
    view = followed(lahore(), at(EVENT, "ssdo"))
    assert subject_of(lahore(), entered(view, EVENT)) == "ssdo"


def test_following_out_of_the_detail_leaves_its_subject_under_the_cursor() -> None:
    view = kept(lahore(), typed(searched(View()), "surveillance"))
    view = followed(lahore(), entered(view, DETAIL))
    assert view.focus is SPEAKERS
    assert view.query == ""
    assert subject_of(lahore(), entered(view, RECOMMENDATIONS)) == "r7"


def test_following_in_the_event_while_a_query_is_kept_moves_its_cursor_no_more() -> None:
    view = kept(lahore(), typed(searched(View()), "law"))
    view = followed(lahore(), at(EVENT, "prosecution", view))
    assert subject_of(lahore(), entered(view, EVENT)) == "prosecution"


def test_a_row_looked_at_in_a_narrowed_list_stays_when_the_list_widens() -> None:
    view = followed(lahore(), at(SPEAKERS, "uzma-kardar"))
    assert current(lahore(), view) == "r3"
    assert current(lahore(), escaped(view)) == "r3"
    in_detail = at(DETAIL, 1, view)
    assert subject_of(lahore(), escaped(in_detail)) == "r3"
    assert escaped(in_detail).chosen.detail == 1


# The query


def test_typing_puts_the_cursors_on_the_best_hits() -> None:
    start = at(SPEAKERS, "nimra-nazir", at(RECOMMENDATIONS, "r11"))
    shown = show(lahore(), typed(searched(start), "traffi"))
    assert "nimra-nazir" not in shown.speakers.rows
    shown = show(lahore(), typed(searched(start), "na"))
    assert "nimra-nazir" in shown.speakers.rows
    assert (shown.speakers.cursor, shown.recommendations.cursor) == (0, 0)
    shown = show(lahore(), typed(searched(start), "make"))
    assert shown.recommendations.rows[shown.recommendations.cursor] == "r11"


def test_a_query_without_words_leaves_the_cursors_alone() -> None:
    view = typed(searched(at(SPEAKERS, "travel-agents")), " ")
    assert current(lahore(), view) == "travel-agents"
    assert tuple(rows(lahore(), view, SPEAKERS)) == tuple(rows(lahore(), View(), SPEAKERS))


def test_while_searching_the_keys_move_in_the_first_list_with_a_hit() -> None:
    start = searched(at(EVENT))
    assert acting(lahore(), typed(start, "kardar")) is SPEAKERS
    assert acting(lahore(), typed(start, "surveillance")) is RECOMMENDATIONS
    assert current(lahore(), typed(start, "surveillance")) == "r7"


def test_while_nothing_matches_the_keys_stay_in_the_list_they_were_in() -> None:
    assert acting(lahore(), typed(searched(at(EVENT)), "zzz")) is SPEAKERS
    assert acting(lahore(), typed(searched(at(RECOMMENDATIONS)), "zzz")) is RECOMMENDATIONS


def test_the_first_list_with_a_hit_is_one_that_has_it_within_its_narrowing() -> None:
    view = followed(lahore(), at(RECOMMENDATIONS, "r1"))
    assert acting(lahore(), typed(searched(view), "kardar")) is RECOMMENDATIONS


def test_the_first_enter_keeps_the_query_and_focuses_the_first_list_with_a_hit() -> None:
    view = kept(lahore(), typed(searched(at(EVENT)), "surveillance"))
    assert view.focus is RECOMMENDATIONS
    assert (view.searching, view.query) == (False, "surveillance")
    assert current(lahore(), view) == "r7"


def test_enter_keeps_what_was_moved_to_while_typing() -> None:
    view = moved(typed(searched(View()), "na"), SPEAKERS, "nimra-nazir")
    assert current(lahore(), kept(lahore(), view)) == "nimra-nazir"


def test_the_next_enter_follows_and_puts_the_query_aside() -> None:
    at_hit = kept(lahore(), typed(searched(View()), "kar"))
    view = followed(lahore(), at_hit)
    assert view.query == ""
    assert view.focus is RECOMMENDATIONS
    assert narrowed_to(view) == {"recommendations": "uzma-kardar"}
    assert tuple(rows(lahore(), view, RECOMMENDATIONS)) == ("r3", "r4", "r5")
    assert subject_of(lahore(), entered(view, SPEAKERS)) == "uzma-kardar"
    history, back = History().stepped(at_hit).back(view)
    assert back == at_hit
    assert back.query == "kar"
    # Cleared now, the query gives the cursors back to where they were before it.
    assert escaped(back).chosen == View().chosen
    assert history.forward(back)[1] == view


def test_slash_opens_the_kept_query_again() -> None:
    view = searched(kept(lahore(), typed(searched(View()), "kar")))
    assert (view.searching, view.query) == (True, "kar")


def test_leaving_the_search_line_for_another_pane_keeps_the_query() -> None:
    view = entered(typed(searched(View()), "kar"), RECOMMENDATIONS)
    assert (view.searching, view.query, view.focus) == (False, "kar", RECOMMENDATIONS)


def test_query_and_narrowing_combine() -> None:
    view = typed(followed(lahore(), at(SPEAKERS, "uzma-kardar")), "comprehensive capacity")
    assert tuple(rows(lahore(), view, RECOMMENDATIONS)) == ("r3",)
    view = typed(view, "surveillance")
    assert tuple(rows(lahore(), view, RECOMMENDATIONS)) == ()
    assert tuple(rows(lahore(), escaped(view), RECOMMENDATIONS)) == ("r3", "r4", "r5")
    assert rows(lahore(), escaped(escaped(typed(view, "x"))), RECOMMENDATIONS)[:2] == ["r1", "r2"]


def test_keeping_outside_the_search_line_changes_nothing() -> None:
    assert kept(small(), at(EVENT, "air")) == at(EVENT, "air")


# Esc


def test_esc_undoes_zoom_then_query_then_the_newest_narrowing_then_nothing() -> None:
    view = followed(small(), at(SPEAKERS, "bo"))
    view = followed(small(), at(RECOMMENDATIONS, "r1", view))
    view = zoomed(kept(small(), typed(searched(view), "n")))
    steps = [view]
    for _ in range(6):
        steps.append(escaped(steps[-1]))
    assert [(each.zoomed, each.query, len(each.narrowed)) for each in steps] == [
        (True, "n", 2),
        (False, "n", 2),
        (False, "", 2),
        (False, "", 1),
        (False, "", 0),
        (False, "", 0),
        (False, "", 0),
    ]
    assert narrowed_to(steps[3]) == {"recommendations": "bo"}
    assert steps[-1] == steps[-2]


def test_esc_clears_the_query_and_leaves_the_search_line_at_once() -> None:
    view = escaped(typed(searched(View()), "kar"))
    assert view == View()


def test_esc_leaves_an_empty_search_line() -> None:
    start = at(DETAIL, 1, at(RECOMMENDATIONS, "r1"))
    assert escaped(searched(start)) == start


def test_esc_drops_both_halves_of_what_one_follow_narrowed() -> None:
    view = escaped(followed(small(), at(EVENT, "air")))
    assert view.narrowed == ()


def test_zoom_is_of_the_focused_pane_and_taken_back_by_the_same_key() -> None:
    view = zoomed(at(EVENT, "air"))
    assert (view.zoomed, view.focus) == (True, EVENT)
    assert zoomed(view) == at(EVENT, "air")


# History


def test_back_and_forward_walk_the_steps() -> None:
    first, second, third = View(), at(EVENT), at(RECOMMENDATIONS, "r2")
    history = History().stepped(first).stepped(second)
    history, view = history.back(third)
    assert view == second
    history, view = history.back(view)
    assert view == first
    history, view = history.forward(view)
    assert view == second
    history, view = history.forward(view)
    assert view == third


def test_a_new_step_drops_the_forward_ones() -> None:
    history, view = History().stepped(View()).back(at(EVENT))
    assert history.future
    assert history.stepped(view).future == ()


def test_at_either_end_of_the_history_only_the_remark_changes() -> None:
    view, history = at(EVENT, "air"), History()
    assert history.back(view) == (history, replace(view, remark="nothing to go back to"))
    assert history.forward(view) == (history, replace(view, remark="nothing to go forward to"))


def test_a_remark_does_not_come_back_with_the_view_it_was_made_on() -> None:
    _, said = History().back(View())
    assert said.remark == "nothing to go back to"
    history, view = History().stepped(said).back(at(EVENT))
    assert view == View()
    _, view = history.forward(replace(view, remark="x"))
    assert view.remark == ""


def test_going_back_leaves_the_zoom_as_it_is() -> None:
    history, view = History().stepped(zoomed(View())).back(at(EVENT))
    assert not view.zoomed
    _, view = history.forward(zoomed(view))
    assert view.zoomed


def test_what_is_moved_after_going_back_is_there_when_coming_forward_again() -> None:
    history, view = History().stepped(View()).back(at(RECOMMENDATIONS, "r2"))
    history, view = history.forward(at(SPEAKERS, "bo", view))
    assert view == at(RECOMMENDATIONS, "r2")
    assert history.back(view)[1] == at(SPEAKERS, "bo")


# Any sequence of keys


@dataclass(frozen=True)
class Table:
    """What the browser holds."""

    view: View
    history: History


START = Table(View(), History())


Key = tuple[str, str | int]
KEYS: st.SearchStrategy[Key] = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(["a", "e", "kar", "r", "water", "zzz", " ", "-"])),
    st.tuples(st.just("empty"), st.just("")),
    st.tuples(st.just("go to"), st.sampled_from([pane.value for pane in BESIDE])),
    st.tuples(st.just("move"), st.integers(0, 30)),
    st.tuples(
        st.sampled_from(
            ["search", "keep", "follow", "follow", "escape", "zoom", "back", "forward"]
        ),
        st.just(""),
    ),
)


def stops(place: Index, view: View) -> Sequence[str | Stop]:
    shown = show(place, view)
    pages = {EVENT: shown.event, DETAIL: shown.detail}
    at_list = shown.speakers if shown.acting is SPEAKERS else shown.recommendations
    if shown.acting not in pages:
        return at_list.rows
    return [each for each in pages[shown.acting].stops if isinstance(each, str | Stop)]


def pressed_move(place: Index, view: View, number: int) -> View:
    there = stops(place, view)
    pane = acting(place, view)
    if not there:
        return view
    number %= len(there)
    return moved(view, pane, number if pane is DETAIL else str(there[number]))


def pressed(place: Index, table: Table, key: Key) -> Table:
    """What the browser does with a key."""
    name, value = key
    view, history = table.view, table.history
    simple: dict[str, Callable[[], View]] = {
        "type": lambda: typed(searched(view), view.query + str(value)),
        "empty": lambda: typed(view, ""),
        "go to": lambda: entered(view, Pane(str(value))),
        "move": lambda: pressed_move(place, view, int(value)),
        "search": lambda: searched(view),
        "keep": lambda: kept(place, view),
        "escape": lambda: escaped(view),
        "zoom": lambda: zoomed(view),
    }
    if name in simple:
        return Table(simple[name](), history)
    if name == "follow":
        after = followed(place, view)
        same = after == replace(view, remark=after.remark)
        return Table(after, history if same else history.stepped(view))
    history, view = history.back(view) if name == "back" else history.forward(view)
    return Table(view, history)


def played(place: Index, keys: list[Key]) -> Table:
    table = START
    for key in keys:
        table = pressed(place, table, key)
    return table


some_place = st.sampled_from(sorted(PLACES))
some_keys = st.lists(KEYS, max_size=25)
any_keys = settings(deadline=None, max_examples=100)


@any_keys
@given(some_place, some_keys)
def test_whatever_is_pressed_every_cursor_is_on_a_row(name: str, keys: list[Key]) -> None:
    place, table = PLACES[name], START
    for key in keys:
        table = pressed(place, table, key)
        shown = show(place, table.view)
        lists, pages = (shown.speakers, shown.recommendations), (shown.event, shown.detail)
        for part in lists:
            assert 0 <= part.cursor < max(1, len(part.rows))
            assert bool(part.empty) == (not part.rows)
        for page in pages:
            assert 0 <= page.cursor < max(1, len(page.stops))
        active = [pages[0].active, *(part.active for part in lists), pages[1].active]
        assert active == [pane is shown.acting for pane in BESIDE]


@any_keys
@given(some_place, some_keys)
def test_whatever_is_pressed_the_view_is_sound(name: str, keys: list[Key]) -> None:
    view = played(PLACES[name], keys).view
    panes = [each.pane for each in view.narrowed]
    assert len(set(panes)) == len(panes)
    assert set(panes) <= set(LISTS)
    assert (view.aside is None) == (view.query == "")
    assert view.main is not DETAIL
    assert view.left in (EVENT, SPEAKERS)
    assert view.main in (view.left, RECOMMENDATIONS)


@any_keys
@given(some_place, some_keys)
def test_enough_escapes_always_lead_to_where_nothing_is_narrowed(
    name: str, keys: list[Key]
) -> None:
    view = start = played(PLACES[name], keys).view
    for _ in range(4):
        view = escaped(view)
    assert (view.zoomed, view.searching, view.query, view.narrowed) == (False, False, "", ())
    assert view == escaped(view)
    assert view.focus is start.focus


@any_keys
@given(some_place, some_keys, st.lists(KEYS, max_size=10))
def test_when_a_query_is_cleared_each_cursor_returns_to_its_row(
    name: str, keys: list[Key], while_typing: list[Key]
) -> None:
    place = PLACES[name]
    table = start = Table(typed(played(place, keys).view, ""), History())
    table = pressed(place, table, ("type", "a"))
    for key in while_typing:
        if key[0] in ("type", "move", "search"):
            table = pressed(place, table, key)
    start_view = replace(start.view, searching=False)
    assert replace(typed(table.view, ""), searching=False) == start_view
    assert escaped(replace(table.view, zoomed=False)) == replace(start_view, zoomed=False)


@any_keys
@given(some_place, some_keys)
def test_one_step_back_undoes_a_follow_and_one_forward_does_it_again(
    name: str, keys: list[Key]
) -> None:
    place = PLACES[name]
    before = played(place, keys)
    after = pressed(place, before, ("follow", ""))
    if after.view == replace(before.view, remark=after.view.remark):
        assert after.view.remark
        assert after.history == before.history
        return
    back = pressed(place, after, ("back", ""))
    assert back.view == replace(before.view, remark="")
    assert pressed(place, back, ("forward", "")).view == after.view


@any_keys
@given(some_place, some_keys)
def test_a_follow_goes_to_a_list_with_something_in_it_and_changes_what_is_shown(
    name: str, keys: list[Key]
) -> None:
    place = PLACES[name]
    before = played(place, keys).view
    after = followed(place, before)
    if after == replace(before, remark=after.remark):
        return
    subject = current(place, before)
    assert after.focus in LISTS
    assert rows(place, after, after.focus)
    assert narrowing(after, after.focus) == subject
    related = place.links.related(subject)
    assert set(rows(place, after, after.focus)) <= related
    assert (after.query, after.searching, after.aside, after.remark) == ("", False, None, "")
    # The pane that was left, or was beside the detail, still has its row under the cursor.
    left = acting(place, before) if before.searching else before.main
    assert after.chosen.row(left) == subject_of(place, before)


@any_keys
@given(some_place, some_keys)
@example("lahore", [("go to", "event"), ("move", 4), ("follow", "")])
def test_no_cursor_moves_when_a_narrowing_is_dropped(name: str, keys: list[Key]) -> None:
    place = PLACES[name]
    view = escaped(escaped(played(place, keys).view))
    assert view.query == ""
    if view.zoomed or not view.narrowed:
        return
    before, after = show(place, view), show(place, escaped(view))
    for old, new in (
        (before.speakers, after.speakers),
        (before.recommendations, after.recommendations),
    ):
        if old.rows:
            assert old.rows[old.cursor] == new.rows[new.cursor]
    assert (before.detail.subject, before.detail.cursor) == (
        after.detail.subject,
        after.detail.cursor,
    ) or not rows(place, view, view.main)


def test_a_narrowing_names_a_pane_and_whose_things_it_leaves() -> None:
    view = followed(small(), at(SPEAKERS, "bo"))
    assert view.narrowed == (Narrowing(RECOMMENDATIONS, "bo"),)
    assert narrowing(view, RECOMMENDATIONS) == "bo"
    assert narrowing(view, SPEAKERS) == ""
