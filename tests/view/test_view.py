"""What keys change: cursors, focus, query, zoom, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.kit.askers import asks, dialogue
from tests.kit.opened import OPENED, asked, bare, corners
from tests.kit.records import indexed, lahore, small, sourced
from tests.kit.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    SPEAKERS,
    START,
    STATEMENTS,
    at,
    by_ref,
    current,
    escape,
    follow,
    keep,
    listed,
    move_to,
    retype,
    scene,
    search,
    session_of,
    stop_number,
    under_cursors,
)
from tiptui.collection.opened import MORE, Collection
from tiptui.proof.passages import Passage
from tiptui.search.query import LONGEST, TOO_LONG, parse
from tiptui.ui.actions.keys import area_of, commands_at
from tiptui.ui.actions.session import Session
from tiptui.view import following
from tiptui.view.contents import show
from tiptui.view.scene import Scene
from tiptui.view.state import (
    FIRST,
    History,
    Pane,
    View,
    enter,
    erase,
    insert,
    move,
    move_caret,
    open_search,
    turn_order,
    zoom,
)

# Cursors and panes


@pytest.mark.parametrize("opened", OPENED.values(), ids=OPENED)
def test_each_stop_has_a_ref_of_its_own_by_which_it_is_found(opened: Collection) -> None:
    index = indexed(opened)
    for of in opened.dialogues:
        given = [response for claim in of.claims for response in claim.responses]
        owners = (*of.people, *of.organizations, *of.themes)
        for thing in (*owners, *of.claims, *given, *of.addressees):
            stops = index.stops(thing.ref)
            assert [stops.find(stop.ref) for stop in stops] == list(range(len(stops)))
            assert stops.find(f"{thing.ref}@99") is stops.find("nobody") is None
        passages = of.passages
        for some in (passages.stops, passages.sentences):
            found = [passages.find(passages.ref(passage), some) for passage in some]
            assert found == list(range(len(some)))


def test_only_the_same_subject_keeps_its_row_in_the_detail() -> None:
    below = at(DETAIL, 3)
    assert enter(enter(below, SPEAKERS), DETAIL).cursors[Pane.DETAIL] == "3"
    assert at(SPEAKERS, "bo", below).cursors[Pane.DETAIL] == ""
    assert enter(below, RECOMMENDATIONS).cursors[Pane.DETAIL] == ""
    assert search("bo", below).cursors == {}
    cleared = escape(small(), keep(small(), search("windows", at(DETAIL, 1, at(EVENT, "air")))))
    assert (cleared.focus, cleared.cursors[Pane.DETAIL]) == (SPEAKERS, "")


def test_the_cursor_of_the_event_stops_on_itself_organizers_themes_and_points() -> None:
    stops = ("e", "host", "sea", "air", "void", "deed", "point/1", "point/2")
    assert tuple(map(corners.shown, corners.dialogues[0].event_stops)) == stops
    assert bare.dialogues[0].event_stops == ("e",)


# Following

ALL_HERE = "everything here belongs to the event: j goes to its parts"
NO_LIST = "n and N go from hit to hit in the detail and in the source"
NOT_ASKED = "= on a recommendation lists who asked the same"
CITED = "She met in May: Ann chairs.\nSaid: all is well, windows."
next_hit = partial(following.next_hit, step=1)
longest = Collection([dialogue("e", "2024", asks("r1", to=["x" * LONGEST]))])


def in_source(number: int) -> View:
    return at(Pane.SOURCE, number, following.open_sources(scene(sourced())))


R1, R2 = at(RECOMMENDATIONS, "r1"), at(RECOMMENDATIONS, "r2")


@pytest.mark.parametrize(
    ("opened", "start", "focus", "query", "speakers", "recommendations"),
    [
        # A speaker; themes and organizations of the event.
        (small(), at(SPEAKERS, "bo"), RECOMMENDATIONS, "by:bo ", "bo ann", "r1"),
        (small(), at(EVENT, "air"), RECOMMENDATIONS, "theme:air ", "ann bo", "r1"),
        (corners, at(EVENT, "air"), STATEMENTS, "theme:air ", "bo", ""),
        (lahore(), at(EVENT, "iom"), SPEAKERS, "org:iom ", "nimra-nazir", "r8 r9 r10"),
        (corners, at(EVENT, "sea"), SPEAKERS, "org:sea ", "ann", ""),
        (asked, at(EVENT, "port-authority"), RECOMMENDATIONS, "to:port-authority ", "ann", "r1 r2"),
        # In the detail where a speaker comes from; makers, addressees and themes of a claim.
        (small(), at(DETAIL, 6), SPEAKERS, "org:sea ", "ann bo", "r1"),
        (small(), at(DETAIL, 3, R1), RECOMMENDATIONS, "by:bo ", "bo ann", "r1"),
        (small(), at(DETAIL, 4, R1), SPEAKERS, "org:sea ", "ann bo", "r1"),
        (small(), at(DETAIL, 5, R1), RECOMMENDATIONS, "theme:air ", "ann bo", "r1"),
        (small(), at(DETAIL, 3, R2), RECOMMENDATIONS, 'to:="the sun" ', "crew", "r2"),
    ],
)
def test_enter_writes_what_belongs_to_the_row_as_a_query_that_holds_for_both_lists(
    opened: Collection, start: View, focus: Pane, query: str, speakers: str, recommendations: str
) -> None:
    view = follow(opened, start)
    assert (view.focus, view.query, view.caret, view.remark) == (focus, query, len(query), "")
    assert listed(opened, view, SPEAKERS) == speakers.split()
    assert listed(opened, view, RECOMMENDATIONS) == recommendations.split()


@pytest.mark.parametrize(
    ("key", "opened", "start", "remark"),
    [
        (following.follow, corners, at(SPEAKERS, "cy"), "no recommendations by Cy"),
        (following.follow, corners, at(EVENT, "void"), "no recommendations under Void"),
        (following.follow, corners, at(EVENT, "host"), "no recommendations to The host"),
        (following.follow, bare, at(RECOMMENDATIONS), "nothing here to open"),
        (following.follow, bare, at(EVENT), ALL_HERE),
        (following.follow, bare, at(DETAIL, 0, at(EVENT)), ALL_HERE),
        (following.follow, sourced(), in_source(4), "nothing cites this yet"),
        (following.follow, longest, at(DETAIL, 3, R1), TOO_LONG),
        (
            following.ask_again,
            small(),
            R1,
            "no linked repeats, and nothing in nearly the same words",
        ),
        (following.ask_again, small(), START, NOT_ASKED),
        (following.ask_again, small(), at(DETAIL, 2, R1), NOT_ASKED),
        (next_hit, lahore(), keep(lahore(), search("kar")), NO_LIST),
        (next_hit, lahore(), at(DETAIL), "nothing is searched for: / begins a search"),
        (
            next_hit,
            lahore(),
            at(DETAIL, 0, keep(lahore(), search("kardar"))),
            "no hit in this pane",
        ),
        (following.trace, sourced(), at(DETAIL, 2), "no quote is recorded for this"),
        (following.trace, sourced(), in_source(1), "no other quote is recorded for this"),
        (following.open_sources, bare, START, "this dialogue names no source"),
        (following.go_to_uncited, bare, START, "this dialogue names no source"),
        (following.go_to_uncited, sourced(CITED), START, "every sentence is cited"),
        (following.go_to_uncited, sourced(f"{CITED} So?"), in_source(9), "this is the only one"),
    ],
)
def test_a_key_that_leads_nowhere_changes_nothing_and_says_why(
    key: Callable[[Scene], View], opened: Collection, start: View, remark: str
) -> None:
    there = scene(opened, start)
    assert key(there) == replace(there.view, remark=remark)


def test_a_remark_answers_the_last_key_alone() -> None:
    said = follow(corners, at(SPEAKERS, "cy"))
    assert said.remark
    for after in (
        *(move(said, SPEAKERS, "bo"), enter(said, EVENT), retype(corners, said, "b")),
        *(open_search(said), move_caret(said, "end"), zoom(said)),
        escape(corners, replace(said, is_zoomed=True)),
        escape(corners, replace(follow(corners, at(EVENT, "sea")), remark="x")),
    ):
        assert after.remark == ""


# The query


def test_typing_puts_the_cursors_on_the_best_hits() -> None:
    start = at(SPEAKERS, "nimra-nazir", at(RECOMMENDATIONS, "r11"))
    shown = show(scene(lahore(), search("na", start)))
    assert lahore().dialogues[0].prefix + "nimra-nazir" in shown[SPEAKERS].stops
    assert [shown[pane].cursor for pane in (SPEAKERS, RECOMMENDATIONS)] == [0, 0]


def test_the_first_enter_keeps_the_query_and_focuses_the_first_list_with_a_hit() -> None:
    view = keep(lahore(), search("surveillance", at(RECOMMENDATIONS)))
    assert (view.focus, view.is_searching, view.query) == (RECOMMENDATIONS, False, "surveillance")
    assert current(lahore(), view) == "r7"
    view = move(search("na"), SPEAKERS, "nimra-nazir")
    assert current(lahore(), keep(lahore(), view)) == "nimra-nazir"


@pytest.mark.parametrize(
    ("query", "steps", "seen"),
    [
        # In texts and quoted words, around either end.
        ("comprehensive", [1, 1, 1, 1, -1, -1], [1, 2, 0, 1, 0, 2]),
        # In notes, by a maker's name, by the theme that it is; nothing more than is found.
        ("spelling", [1, 1], [0, 0]),
        ("kardar", [1, 1, 1], [2, 0, 2]),
        ("protection", [1, -1], [0, 0]),
    ],
)
def test_n_goes_from_hit_to_hit_in_the_detail(
    query: str, steps: list[int], seen: list[int]
) -> None:
    view = at(DETAIL, 0, at(EVENT, "prevention", keep(lahore(), search(query))))
    numbers = []
    for step in steps:
        view = following.next_hit(scene(lahore(), view), step)
        numbers.append(stop_number(lahore(), view))
    assert numbers == seen


@pytest.mark.parametrize(
    ("moves", "seen"),
    [
        (["left"], "ab c|d"),
        (["left", "left", "right"], "ab c|d"),
        (["left"] * 2, "ab |cd"),
        (["start", "left"], "|ab cd"),
        (["start", "end", "right"], "ab cd|"),
    ],
)
def test_the_caret_moves_by_letters_and_to_the_ends(moves: list[str], seen: str) -> None:
    view = search("ab cd")
    for where in moves:
        view = move_caret(view, where)
    assert f"{view.query[: view.caret]}|{view.query[view.caret :]}" == seen
    # There a text is put in, and from there it is taken back.
    before, after = seen.split("|")
    assert insert(view, "x") == f"{before}x{after}"
    assert retype(small(), view, insert(view, "x")).caret == len(before) + 1
    assert erase(view, "left") == before[:-1] + after
    assert retype(small(), view, erase(view, "left")).caret == len(before[:-1])
    assert retype(small(), view, "").caret == 0
    assert erase(view, "word") == ("ab " if before[3:] else "") + after


# Esc, zoom, history


def test_what_is_searched_in_the_source_moves_no_cursor_of_a_list() -> None:
    view = at(EVENT, "e", at(RECOMMENDATIONS, "r2", at(SPEAKERS, "ann", START)))
    there = following.open_sources(scene(sourced(), view))
    for found in (search("zzz", there), escape(sourced(), search("stayed", there))):
        chosen = {**by_ref(sourced(), view).cursors, Pane.SOURCE: ""}
        assert {**found.cursors, Pane.SOURCE: ""} == chosen


def test_back_and_forward_walk_the_steps_and_find_them_as_they_were_left() -> None:
    first, second, third = START, at(EVENT), at(RECOMMENDATIONS, "e#r2")
    session = session_of(indexed(small()))
    session.history = History((zoom(replace(first, remark="x")), second))
    session.renew(session.index, third)
    # No remark comes back with the view that it was on, nor zoom.
    for way, there in ((session.back, second), (session.back, first), (session.forward, second)):
        way()
        assert session.view == there
    session.forward()
    session.forward()
    assert session.view == replace(third, remark="nothing to go forward to")
    session.history = History()
    session.back()
    assert session.view.remark == "nothing to go back to"


# Any sequence of keys

TYPED = ["a", "e", "kar", "water", "zzz", " ", " -", ' "', " by:", " is:statement ", " theme:a"]
KEYS = "1 2 3 4 slash enter enter escape z left_square_bracket right_square_bracket".split()
keys = st.sampled_from([*KEYS, *(f"/{text}" for text in TYPED)]) | st.integers(0, 30)


def press(session: Session, key: str | int) -> None:
    """Press a key, search for more text after a slash, or go to the row of a number."""
    view = session.view
    if isinstance(key, int):
        session.look(move_to(session.scene, key))
    elif key.startswith("/"):
        session.look(retype(session.collection, open_search(view), view.query + key[1:]))
    elif (command := commands_at(area_of(view)).get(key)) and command.do:
        command.do(session, *command.arguments)


def play(name: str, pressed: list[str | int]) -> Session:
    session = session_of(indexed(OPENED[name]))
    for key in pressed:
        press(session, key)
    return session


some_name = st.sampled_from(sorted(OPENED))
some_keys = st.lists(keys, max_size=25)


@given(some_name, st.lists(keys | st.sampled_from("seuUf"), max_size=25))
def test_whatever_is_pressed_every_cursor_is_on_a_row_and_the_view_is_sound(
    name: str, pressed: list[str | int]
) -> None:
    session = play(name, [])
    for key in pressed:
        press(session, key)
        shown, view = show(session.scene), session.view
        for pane, part in shown.items():
            assert 0 <= part.cursor < max(1, len(part.stops))
            assert part.active == (pane is session.scene.active_pane)
            assert bool(part.empty) == (not part.stops) or pane in (DETAIL, Pane.SOURCE)
        assert 0 <= view.caret <= len(view.query)
        assert view.main in (view.left, view.claims, Pane.SOURCE)
        assert view.left in (view.first, SPEAKERS)


@given(some_name, some_keys)
def test_each_escape_takes_something_away_until_nothing_is_left(
    name: str, pressed: list[str | int]
) -> None:
    opened, view = OPENED[name], play(name, pressed).view
    while view.is_zoomed or view.is_searching or view.query:
        before, view = view, escape(opened, view)
        if before.is_zoomed:
            assert view == replace(before, is_zoomed=False, remark="")
            continue
        assert not view.is_searching
        if before.is_searching:
            assert view.query == before.query_before
            continue
        terms, left = parse(before.query).terms, parse(view.query).terms
        gone = terms[len(left) :]
        assert left == terms[: len(left)]
        assert len(gone) < 2 or all(term.is_text for term in gone)
        assert not (gone and gone[0].is_text and left and left[-1].is_text)
        assert len(view.query) < len(before.query)
    assert escape(opened, view) == escape(opened, escape(opened, view))


@given(some_name, some_keys, st.booleans())
@example("lahore", ["/strategize"], False)
@example("torn", ["1", 1, "slash"], False)
@example("asked", ["1", "/a"], False)
@example("lahore", ["3", "enter", "enter", "/a"], False)
def test_no_cursor_moves_when_less_is_asked(
    name: str, pressed: list[str | int], emptied: bool
) -> None:
    before = replace(play(name, pressed).view, is_zoomed=False)
    after = retype(OPENED[name], before, "") if emptied else escape(OPENED[name], before)
    assume(len(after.query) <= len(before.query))  # Esc brings back what was there before.
    now, then = scene(OPENED[name], before), scene(OPENED[name], after)
    there = under_cursors(then)
    for pane, row in under_cursors(now).items():
        assert there.get(pane, row) == row
    if not emptied and before.main in FIRST:  # a search leads back to the first pane, as it was
        assert (after.focus, after.main) == (before.focus, before.main)
    elif not emptied and now.query.terms and now.subject:
        assert after.focus == now.active_pane
        if isinstance(now.subject, Passage):  # a hit may be wider than the words cited in it
            assert isinstance(then.subject, Passage)
            assert then.subject.words in now.subject.words
            assert then.subject[:2] == now.subject[:2]  # the source and the paragraph
        else:
            assert then.subject == now.subject
        if after.main is before.main and not (now.stop and now.stop.field == MORE):
            assert then.stop == now.stop


def test_a_list_is_turned_through_its_orders_and_says_which() -> None:
    view = at(SPEAKERS, "", turn_order(at(EVENT)))
    for order in ("name", "count", None):
        view = turn_order(view)
        assert view.remark == (f"ordered by {order}" if order else "in its own order")
        assert (view.orders.get(SPEAKERS), view.orders[EVENT]) == (order, "name")
    assert turn_order(at(RECOMMENDATIONS)).remark.startswith("ordered by times asked · = lists")
    assert turn_order(at(DETAIL)) == replace(at(DETAIL), remark="S orders only lists")


def test_where_there_is_nothing_nothing_is_under_the_cursor() -> None:
    for there in scene(Collection(()), at(EVENT)), scene(bare, at(RECOMMENDATIONS)):
        assert there.subject == ""
    there = scene(bare, at(Pane.SOURCE, 3))
    assert (there.subject, there.under_cursor) == ("", ("", None))
    shown = show(there)[Pane.SOURCE]
    assert (shown.cursor, shown.titles) == (0, ("Source",))


def test_n_goes_to_what_has_any_word_of_the_query() -> None:
    view = at(DETAIL, 0, keep(small(), search("ann cold")))
    assert stop_number(small(), following.next_hit(scene(small(), view), 1)) == 1
