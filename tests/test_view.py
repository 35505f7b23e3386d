"""What keys change: cursors, focus, query, narrowing, zoom, and the way back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.records import BARE, CORNERS, collected, lahore, small, sourced
from tests.test_provincial import FILES
from tests.views import (
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
    keep,
    listed,
    search,
)
from tiptui.collection.opened import Collection
from tiptui.collection.opening import open_record
from tiptui.record.links import title
from tiptui.ui.session import Session
from tiptui.view import evidence, following
from tiptui.view.scene import Scene, position
from tiptui.view.shown import show
from tiptui.view.state import (
    KINDS,
    LISTS,
    Chosen,
    History,
    Narrowing,
    Pane,
    View,
    change_query,
    enter,
    erase,
    insert,
    move,
    move_caret,
    open_search,
    turn_claims,
    zoom,
)


def series() -> Collection:
    """A collection of several dialogues."""
    opened = (open_record(str(file), {}, several=True).dialogue for file in FILES)
    return Collection(filter(None, opened), several=True)


OPENED = {
    "small": small(),
    "lahore": lahore(),
    "corners": collected(CORNERS),
    "bare": collected(BARE),
    "sourced": sourced(),
    "series": series(),
}
corners, bare = OPENED["corners"], OPENED["bare"]


def narrowed_to(view: View) -> dict[str, str]:
    return {each.pane.value: each.subject for each in view.narrowed}


# Cursors and panes


def test_work_starts_with_the_focus_on_the_first_speaker_and_nothing_narrowed() -> None:
    assert START.focus is SPEAKERS
    assert current(small(), START) == Scene(small(), START).subject == "ann"
    assert (START.query, START.narrowed, START.zoomed, START.remark) == ("", (), False, "")
    assert START.chosen.detail == 0


def test_the_row_under_the_cursor_is_the_subject_of_the_detail_which_keeps_it() -> None:
    for pane, row in ((SPEAKERS, "bo"), (RECOMMENDATIONS, "r2"), (EVENT, "water")):
        view = at(pane, row)
        for there in (view, at(DETAIL, "", view), at(DETAIL, 1, view)):
            assert Scene(small(), there).subject == row


def test_moving_one_cursor_moves_no_other() -> None:
    view = at(RECOMMENDATIONS, "r2", at(EVENT, "water", at(SPEAKERS, "bo")))
    assert view.chosen == Chosen("water", "bo", "r2")


def test_in_the_detail_the_cursor_is_on_a_claim_or_on_evidence_of_it() -> None:
    stops = small().stops("ann")
    assert [(stop.claim, stop.evidence and stop.evidence.exact) for stop in stops] == [
        ("ann/1", None),
        ("ann/1", "good air"),
        ("ann/2", None),
        ("ann/2", "cold water"),
        ("r1", None),
        ("r1", "windows"),
    ]
    assert stops[-2:] == [stops[4], stops[-1]]
    for beyond in (6, -7):
        with pytest.raises(IndexError):
            stops[beyond]
    assert current(small(), at(DETAIL, 3)) == "ann/2"
    assert current(small(), at(DETAIL, 99)) == "r1"


def test_a_subject_without_claims_has_no_stops_in_the_detail_and_is_itself_current() -> None:
    assert not corners.stops("cy")
    assert not corners.stops("")
    assert current(corners, at(DETAIL, 2, at(SPEAKERS, "cy"))) == "cy"


def test_only_the_same_subject_keeps_its_row_in_the_detail() -> None:
    below = at(DETAIL, 3)
    assert enter(enter(below, SPEAKERS), DETAIL).chosen.detail == 3
    assert at(SPEAKERS, "bo", below).chosen.detail == 0
    assert enter(below, RECOMMENDATIONS).chosen.detail == 0
    assert search("bo", below).chosen.detail == 0
    cleared = escape(small(), keep(small(), search("windows", at(DETAIL, 1, at(EVENT, "air")))))
    assert (cleared.focus, cleared.chosen.detail) == (RECOMMENDATIONS, 0)


def test_the_cursor_of_the_event_stops_on_itself_organizers_themes_and_points() -> None:
    stops = ("e", "host", "sea", "air", "void", "deed", "point/1", "point/2")
    assert corners.dialogues[0].event_stops == stops
    assert bare.dialogues[0].event_stops == ("e",)


def test_the_left_of_two_columns_is_event_or_speakers_whichever_was_entered_last() -> None:
    event = enter(START, EVENT)
    panes = (SPEAKERS, RECOMMENDATIONS, DETAIL)
    assert [enter(event, pane).left for pane in panes] == [SPEAKERS, EVENT, EVENT]


@pytest.mark.parametrize(("chosen", "number"), [("a", 0), ("b", 1), ("", 0), ("gone", 0)])
def test_a_row_that_is_not_there_is_the_first(chosen: str, number: int) -> None:
    assert position(("a", "b"), chosen) == number
    assert position((), chosen) == 0


def test_what_a_thing_is_called() -> None:
    names = [title(corners[name]) for name in ("e", "sea", "air", "ann", "r1", "ann/2")]
    assert names == ["An event", "Sea", "Air", "Ann", "Act now", "Two."]


# Following

CLAIMED = "recommendations statements"
ALL = f"speakers {CLAIMED}"


@pytest.mark.parametrize(
    ("opened", "start", "focus", "narrowed", "speakers", "recommendations"),
    [
        # A speaker, a recommendation; themes, organizers and a point of the event.
        (small(), at(SPEAKERS, "bo"), RECOMMENDATIONS, CLAIMED, "ann bo crew", "r1"),
        (small(), at(RECOMMENDATIONS, "r1"), SPEAKERS, "speakers", "ann bo", "r1 r2"),
        (small(), at(EVENT, "air"), RECOMMENDATIONS, ALL, "ann bo", "r1"),
        (corners, at(EVENT, "air"), STATEMENTS, ALL, "bo", ""),
        (lahore(), at(EVENT, "iom"), SPEAKERS, ALL, "nimra-nazir", "r8 r9 r10"),
        (corners, at(EVENT, "sea"), SPEAKERS, ALL, "ann", ""),
        (corners, at(EVENT, "point/2"), SPEAKERS, "speakers", "bo", "r1"),
        # In the detail a statement, and a piece of evidence.
        (small(), at(DETAIL, 2), SPEAKERS, "speakers", "ann", "r1 r2"),
        (small(), at(DETAIL, 5), SPEAKERS, "speakers", "ann bo", "r1 r2"),
    ],
)
def test_enter_follows_to_what_belongs_to_the_row(
    opened: Collection, start: View, focus: Pane, narrowed: str, speakers: str, recommendations: str
) -> None:
    view = follow(opened, start)
    assert (view.focus, view.remark) == (focus, "")
    assert narrowed_to(view) == dict.fromkeys(narrowed.split(), current(opened, start))
    assert listed(opened, view, SPEAKERS) == speakers.split()
    assert listed(opened, view, RECOMMENDATIONS) == recommendations.split()


@pytest.mark.parametrize(
    ("opened", "start", "remark"),
    [
        (corners, at(SPEAKERS, "cy"), "no recommendations by Cy"),
        (corners, at(EVENT, "void"), "no recommendations under Void"),
        (corners, at(EVENT, "host"), "no speakers from The host"),
        (corners, at(EVENT, "point/1"), "said by all present: no one speaker to show"),
        (corners, at(DETAIL, 0, at(SPEAKERS, "cy")), "no recommendations by Cy"),
        (bare, at(EVENT), "nothing to follow here"),
        (bare, at(RECOMMENDATIONS), "nothing to follow here"),
        (bare, at(DETAIL, 0, at(EVENT)), "nothing to follow here"),
    ],
)
def test_a_link_with_nothing_behind_it_changes_nothing_and_says_so(
    opened: Collection, start: View, remark: str
) -> None:
    assert follow(opened, start) == replace(start, remark=remark)


def test_what_a_remark_answers_is_the_last_key() -> None:
    said = follow(corners, at(SPEAKERS, "cy"))
    assert said.remark
    narrowed = replace(follow(corners, at(EVENT, "sea")), remark="x")
    for after in (
        move(said, SPEAKERS, "bo"),
        enter(said, EVENT),
        enter(said, DETAIL),
        change_query(said, "b"),
        change_query(said, ""),
        open_search(said),
        move_caret(said, "end"),
        zoom(said),
        escape(corners, said),
        escape(corners, narrowed),
    ):
        assert after.remark == ""


def test_each_list_has_one_narrowing_and_a_new_one_replaces_it() -> None:
    view = follow(small(), at(SPEAKERS, "bo"))
    assert set(view.narrowed) == {Narrowing(pane, "bo") for pane in (RECOMMENDATIONS, STATEMENTS)}
    assert (view.narrowing(RECOMMENDATIONS), view.narrowing(SPEAKERS)) == ("bo", "")
    view = follow(small(), at(SPEAKERS, "bo", follow(small(), at(EVENT, "air"))))
    assert narrowed_to(view) == dict.fromkeys(CLAIMED.split(), "bo") | {"speakers": "air"}
    view = follow(small(), at(EVENT, "water", view))
    assert narrowed_to(view) == dict.fromkeys(ALL.split(), "water")
    assert len(view.narrowed) == 3


@pytest.mark.parametrize(
    ("start", "query", "pane", "row"),
    [
        (at(RECOMMENDATIONS, "r7"), "", RECOMMENDATIONS, "r7"),
        (at(EVENT, "ssdo"), "", EVENT, "ssdo"),
        (at(EVENT), "surveillance", RECOMMENDATIONS, "r7"),
    ],
)
def test_following_leaves_the_cursor_on_the_row_that_was_followed(
    start: View, query: str, pane: Pane, row: str
) -> None:
    view = keep(lahore(), search(query, start)) if query else start
    for followed in (follow(lahore(), view), follow(lahore(), enter(view, DETAIL))):
        assert followed.focus is not pane
        assert followed.query == ""
        assert current(lahore(), enter(followed, pane)) == row


def test_following_in_the_event_while_a_query_is_kept_moves_its_cursor_no_more() -> None:
    view = follow(lahore(), at(EVENT, "prosecution", keep(lahore(), search("law"))))
    assert current(lahore(), enter(view, EVENT)) == "prosecution"


def test_a_row_looked_at_in_a_narrowed_list_stays_when_the_list_widens() -> None:
    view = follow(lahore(), at(SPEAKERS, "uzma-kardar"))
    assert current(lahore(), view) == current(lahore(), escape(lahore(), view)) == "r3"
    in_detail = escape(lahore(), at(DETAIL, 1, view))
    assert (Scene(lahore(), in_detail).subject, in_detail.chosen.detail) == ("r3", 1)


# The query


def test_typing_puts_the_cursors_on_the_best_hits() -> None:
    start = at(SPEAKERS, "nimra-nazir", at(RECOMMENDATIONS, "r11"))
    assert "nimra-nazir" not in listed(lahore(), search("uzma", start), SPEAKERS)
    shown = show(Scene(lahore(), search("na", start)))
    assert "nimra-nazir" in shown.lists[SPEAKERS].rows
    assert [each.cursor for each in shown.lists.values()] == [0, 0]
    shown = show(Scene(lahore(), search("make", start)))
    assert shown.lists[RECOMMENDATIONS].rows[shown.lists[RECOMMENDATIONS].cursor] == "r11"


def test_a_query_without_words_leaves_rows_and_cursors_alone() -> None:
    view = search(" ", at(SPEAKERS, "travel-agents"))
    assert current(lahore(), view) == "travel-agents"
    assert listed(lahore(), view, SPEAKERS) == listed(lahore(), START, SPEAKERS)


@pytest.mark.parametrize(
    ("start", "query", "acting"),
    [
        (at(EVENT), "kardar", SPEAKERS),
        (at(EVENT), "surveillance", RECOMMENDATIONS),
        (at(EVENT), "zzz", SPEAKERS),
        (at(RECOMMENDATIONS), "zzz", RECOMMENDATIONS),
        # Where the search began it stays, if that list has a hit.
        (at(RECOMMENDATIONS), "kardar", RECOMMENDATIONS),
        (at(SPEAKERS), "surveillance", SPEAKERS),
        (START, "strategize", EVENT),
        (View(main=Pane.SOURCE), "kardar", Pane.SOURCE),
        # Within its narrowing the first list has none.
        (follow(lahore(), at(RECOMMENDATIONS, "r1")), "kardar", RECOMMENDATIONS),
    ],
)
def test_while_searching_the_keys_move_where_the_hits_are(
    start: View, query: str, acting: Pane
) -> None:
    assert Scene(lahore(), search(query, start)).acting is acting


def test_the_first_enter_keeps_the_query_and_focuses_the_first_list_with_a_hit() -> None:
    view = keep(lahore(), search("surveillance", at(EVENT)))
    assert (view.focus, view.searching, view.query) == (RECOMMENDATIONS, False, "surveillance")
    assert current(lahore(), view) == "r7"
    view = move(search("na"), SPEAKERS, "nimra-nazir")
    assert current(lahore(), keep(lahore(), view)) == "nimra-nazir"
    # Outside the search line there is nothing to keep.
    assert keep(small(), at(EVENT, "air")) == at(EVENT, "air")


@pytest.mark.parametrize(
    ("query", "steps", "seen"),
    [
        # In texts and quoted words, around either end.
        ("comprehensive", [1, 1, 1, 1, -1, -1], [11, 12, 13, 11, 13, 12]),
        # In notes, by a maker's name, by the theme that it is.
        ("spelling", [1, 1], [13, 13]),
        ("kardar", [1, 1, 1], [11, 13, 11]),
        ("protection", [1, -1], [8, 8]),
    ],
)
def test_n_goes_from_hit_to_hit_in_the_detail(
    query: str, steps: list[int], seen: list[int]
) -> None:
    view = at(DETAIL, 0, at(EVENT, "prevention", keep(lahore(), search(query))))
    numbers = []
    for step in steps:
        view = following.next_hit(Scene(lahore(), view), step)
        numbers.append(view.chosen.detail)
    assert numbers == seen


@pytest.mark.parametrize(
    ("view", "remark"),
    [
        (keep(lahore(), search("kar")), "n and N go from hit to hit in the detail"),
        (at(DETAIL), "nothing is searched for"),
        (at(DETAIL, 0, keep(lahore(), search("kardar"))), "no hit here"),
    ],
)
def test_n_says_why_it_goes_nowhere(view: View, remark: str) -> None:
    there = following.next_hit(Scene(lahore(), view), 1)
    assert there.remark.startswith(remark)
    assert there == replace(view, remark=there.remark)


@pytest.mark.parametrize(
    ("moves", "seen"),
    [
        (["left"], "ab c|d"),
        (["left", "left", "right"], "ab c|d"),
        (["word left"], "ab |cd"),
        (["left", "word left"], "ab |cd"),
        (["word left", "word left"], "|ab cd"),
        (["start", "left"], "|ab cd"),
        (["start", "word right"], "ab| cd"),
        (["start", "word right", "word right"], "ab cd|"),
        (["start", "end", "right"], "ab cd|"),
    ],
)
def test_the_caret_moves_by_letters_and_words(moves: list[str], seen: str) -> None:
    view = search("ab cd")
    for where in moves:
        view = move_caret(view, where)
    assert f"{view.query[: view.caret]}|{view.query[view.caret :]}" == seen
    # There a text is put in, and from there it is taken back.
    before, after = seen.split("|")
    assert insert(view, "x") == f"{before}x{after}"
    assert change_query(view, insert(view, "x")).caret == len(before) + 1
    assert erase(view, "letter") == before[:-1] + after
    assert change_query(view, erase(view, "letter")).caret == len(before[:-1])
    assert (
        erase(view, "word")
        == {"ab c": "ab ", "ab ": "", "ab": "", "": "", "ab cd": "ab "}[before] + after
    )
    assert erase(view, "all") == ""


def test_the_next_enter_follows_and_puts_the_query_aside() -> None:
    at_hit = keep(lahore(), search("kar"))
    view = follow(lahore(), at_hit)
    assert (view.query, view.focus) == ("", RECOMMENDATIONS)
    assert narrowed_to(view) == dict.fromkeys(CLAIMED.split(), "uzma-kardar")
    assert listed(lahore(), view, RECOMMENDATIONS) == ["r3", "r4", "r5"]
    assert current(lahore(), enter(view, SPEAKERS)) == "uzma-kardar"
    _, back = History().step(at_hit).back(view)
    assert back == at_hit
    # Cleared now, the query gives the cursors back to where they were before it.
    assert escape(lahore(), back).chosen == at(SPEAKERS, "uzma-kardar").chosen


def test_a_kept_query_is_opened_again_and_stays_for_another_pane() -> None:
    again = open_search(keep(lahore(), search("kar")))
    assert (again.searching, again.query) == (True, "kar")
    view = enter(again, RECOMMENDATIONS)
    assert (view.searching, view.query, view.focus) == (False, "kar", RECOMMENDATIONS)


def test_query_and_narrowing_combine() -> None:
    narrowed = follow(lahore(), at(SPEAKERS, "uzma-kardar"))

    def found(view: View) -> list[str]:
        return listed(lahore(), view, RECOMMENDATIONS)

    assert found(search("comprehensive capacity", narrowed)) == ["r3"]
    assert found(search("surveillance", narrowed)) == []
    assert found(escape(lahore(), search("surveillance", narrowed))) == ["r3", "r4", "r5"]
    assert len(found(escape(lahore(), escape(lahore(), search("x", narrowed))))) == 11


# Esc, zoom, history


def test_esc_undoes_zoom_then_query_then_the_newest_narrowing_then_nothing() -> None:
    view = follow(small(), at(SPEAKERS, "bo"))
    view = follow(small(), at(RECOMMENDATIONS, "r1", view))
    steps = [zoom(keep(small(), search("n", view)))]
    for _ in range(5):
        steps.append(escape(small(), steps[-1]))
    by_bo = dict.fromkeys(CLAIMED.split(), "bo")
    assert [(each.zoomed, each.query, narrowed_to(each)) for each in steps] == [
        (True, "n", by_bo | {"speakers": "r1"}),
        (False, "n", by_bo | {"speakers": "r1"}),
        (False, "", by_bo | {"speakers": "r1"}),
        (False, "", by_bo),
        (False, "", {}),
        (False, "", {}),
    ]
    assert steps[-1] == steps[-2]
    # All that one follow narrowed goes at once.
    assert escape(small(), follow(small(), at(EVENT, "air"))).narrowed == ()


def test_esc_clears_the_query_and_leaves_the_search_line_at_once() -> None:
    start = at(DETAIL, 1, at(RECOMMENDATIONS, "r1"))
    assert escape(small(), open_search(start)) == start
    assert escape(small(), search("qq", start)) == start


def test_zoom_is_of_the_focused_pane_and_taken_back_by_the_same_key() -> None:
    view = zoom(at(EVENT, "air"))
    assert (view.zoomed, view.focus) == (True, EVENT)
    assert zoom(view) == at(EVENT, "air")


def test_back_and_forward_walk_the_steps_and_find_them_as_they_were_left() -> None:
    first, second, third = START, at(EVENT), at(RECOMMENDATIONS, "r2")
    history, view = History().step(first).step(second).back(third)
    assert view == second
    history, view = history.back(view)
    assert view == first
    history, view = history.forward(at(SPEAKERS, "bo"))
    assert view == second
    history, view = history.forward(view)
    assert view == third
    assert history == History((at(SPEAKERS, "bo"), second))


def test_a_new_step_drops_the_forward_ones() -> None:
    history, view = History().step(START).back(at(EVENT))
    assert history.future
    assert history.step(view).future == ()


def test_at_either_end_of_the_history_only_the_remark_changes() -> None:
    view, history = at(EVENT, "air"), History()
    assert history.back(view) == (history, replace(view, remark="nothing to go back to"))
    assert history.forward(view) == (history, replace(view, remark="nothing to go forward to"))


def test_neither_remark_nor_zoom_comes_back_with_the_view_they_were_on() -> None:
    history, view = History().step(zoom(replace(START, remark="x"))).back(at(EVENT))
    assert view == START
    _, view = history.forward(zoom(replace(view, remark="y")))
    assert view == zoom(at(EVENT))


# Any sequence of keys

PANES = (EVENT, *LISTS, DETAIL)
Key = tuple[str, str | int]
LETTERS = ["a", "e", "kar", "r", "water", "zzz", " ", "-"]
PLAIN = ["search", "keep", "follow", "follow", "escape", "zoom", "back", "forward"]
keys = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(LETTERS)),
    st.tuples(st.just("empty"), st.just("")),
    st.tuples(st.just("claims"), st.just("")),
    st.tuples(st.just("go to"), st.sampled_from([pane.value for pane in PANES])),
    st.tuples(st.just("move"), st.integers(0, 30)),
    st.tuples(st.sampled_from(PLAIN), st.just("")),
)
source_keys = st.tuples(st.sampled_from(["source", "trace", "uncited", "claim"]), st.just(""))


def move_to(scene: Scene, number: int) -> View:
    pane, view = scene.acting, scene.view
    if pane in (DETAIL, Pane.SOURCE):
        stops = scene.stops if pane is DETAIL else scene.source_stops
        return move(view, pane, number % len(stops)) if stops else view
    rows = scene.event_stops if pane is EVENT else scene.rows(pane)
    return move(view, pane, rows[number % len(rows)]) if rows else view


def press(session: Session, key: Key) -> None:
    """Do what the screen does with a key."""
    name, value = key
    view = session.view
    looks: dict[str, Callable[[], View]] = {
        "type": lambda: search(view.query + str(value), view),
        "empty": lambda: change_query(view, ""),
        "go to": lambda: enter(view, Pane(str(value))),
        "claims": lambda: turn_claims(view),
        "move": lambda: move_to(session.scene, int(value)),
        "search": lambda: open_search(view),
        "keep": lambda: following.keep_query(session.scene),
        "escape": lambda: following.escape(session.scene),
        "zoom": lambda: zoom(view),
    }
    ways: dict[str, Callable[[Scene], View]] = {
        "follow": following.follow,
        "source": evidence.open_sources,
        "trace": evidence.trace,
        "uncited": evidence.go_to_uncited,
        "claim": evidence.go_to_claim,
    }
    if name in looks:
        session.look(looks[name]())
    elif name in ways:
        session.go(ways[name])
    elif name == "back":
        session.back()
    else:
        session.forward()


def play(name: str, pressed: list[Key]) -> Session:
    session = Session(OPENED[name], lambda _scene: None)
    for key in pressed:
        press(session, key)
    return session


some_name = st.sampled_from(sorted(OPENED))
some_keys = st.lists(keys, max_size=25)
any_keys = settings(deadline=None, max_examples=100)


@any_keys
@given(some_name, st.lists(keys | source_keys, max_size=25))
def test_whatever_is_pressed_every_cursor_is_on_a_row_and_the_view_is_sound(
    name: str, pressed: list[Key]
) -> None:
    session = play(name, [])
    for key in pressed:
        press(session, key)
        shown, view = show(session.scene), session.view
        for part in shown.lists.values():
            assert 0 <= part.cursor < max(1, len(part.rows))
            assert bool(part.empty) == (not part.rows)
        pages = [shown.event, shown.detail, *([shown.source] if shown.source else [])]
        for page in pages:
            assert 0 <= page.cursor < max(1, len(page.stops))
        for pane, active in (
            (EVENT, shown.event.active),
            (DETAIL, shown.detail.active),
            *((pane, rows.active) for pane, rows in shown.lists.items()),
        ):
            assert active == (pane is shown.acting)
        panes = [each.pane for each in view.narrowed]
        assert len(set(panes)) == len(panes)
        assert set(panes) <= set(LISTS)
        assert (view.aside is None) == (view.query == "")
        assert view.main in (view.left, view.claims, Pane.SOURCE)
        assert view.left in (EVENT, SPEAKERS)


@any_keys
@given(some_name, some_keys)
def test_enough_escapes_always_lead_to_where_nothing_is_narrowed(
    name: str, pressed: list[Key]
) -> None:
    view = play(name, pressed).view
    for _ in range(4):
        view = escape(OPENED[name], view)
    assert (view.zoomed, view.searching, view.query, view.narrowed) == (False, False, "", ())
    assert view == escape(OPENED[name], view)


@any_keys
@given(some_name, some_keys, st.lists(keys, max_size=10))
def test_when_a_query_is_cleared_each_cursor_returns_to_its_row(
    name: str, pressed: list[Key], while_typing: list[Key]
) -> None:
    session = play(name, [*pressed, ("empty", "")])
    start = replace(session.view, searching=False)
    press(session, ("type", "a"))
    for key in while_typing:
        if key[0] in ("type", "move", "search"):
            press(session, key)
    assert replace(change_query(session.view, ""), searching=False) == start
    # Esc keeps what was found, and no other cursor.
    scene, view = session.scene, escape(OPENED[name], replace(session.view, zoomed=False))
    found = Scene(OPENED[name], view)
    if scene.words and scene.subject:
        assert (found.subject, view.focus) == (scene.subject, scene.acting)
        assert view.chosen.with_row(scene.subject_pane, "") == start.chosen.with_row(
            scene.subject_pane, ""
        )
    else:
        assert view == replace(start, zoomed=False)


@any_keys
@given(some_name, some_keys)
def test_a_follow_goes_to_a_list_with_something_in_it_and_is_one_step(
    name: str, pressed: list[Key]
) -> None:
    session = play(name, [*pressed, ("keep", "")])
    before, history, scene = session.view, session.history, session.scene
    press(session, ("follow", ""))
    after, related = session.view, session.collection.related(scene.current)
    if after == replace(before, remark=after.remark):
        assert after.remark
        assert session.history == history
        return
    assert after.focus in LISTS
    rows = session.scene.rows(after.focus)
    assert rows
    assert after.narrowing(after.focus) == scene.current
    assert set(map(rows.row, range(len(rows)))) <= set(related.of(KINDS[after.focus]))
    assert (after.query, after.searching, after.aside, after.remark) == ("", False, None, "")
    # The pane that was left, or was beside the detail, still has its row under the cursor.
    assert after.chosen.row(scene.subject_pane) == scene.subject
    press(session, ("back", ""))
    assert session.view == replace(before, remark="")
    press(session, ("forward", ""))
    assert session.view == after


@any_keys
@given(some_name, some_keys)
@example("lahore", [("go to", "event"), ("move", 4), ("follow", "")])
def test_no_cursor_moves_when_a_narrowing_is_dropped(name: str, pressed: list[Key]) -> None:
    opened = OPENED[name]
    view = escape(opened, escape(opened, play(name, pressed).view))
    assert view.query == ""
    if view.zoomed or not view.narrowed:
        return
    before, after = (show(Scene(opened, each)) for each in (view, escape(opened, view)))
    for old, new in zip(before.lists.values(), after.lists.values(), strict=True):
        if old.rows:
            assert old.rows[old.cursor] == new.rows[new.cursor]
    if Scene(opened, view).subject:
        assert before.detail[:3:2] == after.detail[:3:2]
