"""Actions of keys and of the mouse in the panes and between them."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from tiptui.collection.naming import OF_FIELD
from tiptui.search.matches import Order
from tiptui.ui.actions.session import Choice, Session
from tiptui.view import following, grid, state, tabs
from tiptui.view.following import open_sources
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View

ORDERED_AT_ONCE = 2_500  # recommendations that take a tenth of a second, by times asked

# Between the panes.


def follow(session: Session) -> None:
    session.go(grid.follow_cell if session.view.main is Pane.GRID else following.follow)


def turn_list(session: Session, turn_on: Callable[[Scene], View], panes: Sequence[Pane]) -> None:
    """Go to a pane, from there to its next list; right after Esc stay on the list that is there."""
    at = session.view.focus
    if session.is_after_escape and at in panes:
        session.remark(f"already in {at.capitalize()} · once more: the next list")
    else:
        session.see(turn_on)


def escape(session: Session) -> None:
    """Leave zoom, else the claim or the sources, else the grid with its query, else the query."""
    view = session.view
    is_bare = not (view.is_zoomed or view.is_searching)
    if is_bare and (view.is_open or view.main is Pane.SOURCE):
        session.back()
    elif is_bare and view.main is Pane.GRID:
        toggle_grid(session)
    else:
        session.see(following.escape)
    session.remember_escape()


def order(session: Session) -> None:
    scene, turn = session.scene, partial(state.turn_order, in_list=session.scene.in_list)
    hits, by = scene.results.hits, turn(session.view).orders.get(session.view.focus)
    count, change = len(hits.of["recommendations"]), partial(session.change, turn)
    if by is Order.TIMES and count > ORDERED_AT_ONCE:
        make = partial(scene.index.order, hits, "recommendations", by)
        session.wait_for(f"ordering {count:,} recommendations …", make, change)
    else:
        change()


def enter(session: Session, pane: Pane) -> None:
    view = session.view
    if view.focus is pane and not view.is_searching:
        session.remark(f"already in {pane.capitalize()}")
    else:
        session.look(state.enter(view, pane))


def turn(session: Session, steps: int) -> None:
    """Go some panes on, or (less than 0) back."""
    view = session.view
    pane = view.tab_ring[(view.tab_ring.index(view.focus) + steps) % len(view.tab_ring)]
    if pane is view.claims:
        session.see(tabs.turn_claims)
    else:
        session.look(state.enter(view, pane))


def toggle_source(session: Session) -> None:
    if session.view.main is Pane.SOURCE:
        session.back()
    else:
        session.go(open_sources)


# The grid.


def toggle_grid(session: Session) -> None:
    """Open the grid; from an open grid go back to the pane before it, with the query."""
    if session.view.main is not Pane.GRID:
        session.go(grid.open_grid)
    elif (before := session.history.past[-1].main) is Pane.SOURCE:
        session.back()  # one step more would lead from the source to the grid again
    else:
        session.go(lambda scene: state.enter(scene.view, before))


def choose_field(session: Session, axis: grid.Axis) -> None:
    crossed, cross = session.view.grid, partial(session.see, grid.set_field, axis)
    choices = [Choice(name.title, "", field) for field, name in OF_FIELD.items()]
    present = [*OF_FIELD].index(crossed.rows if axis == "rows" else crossed.columns)
    session.screen.choose(choices, axis.capitalize(), cross, present)


# Additions and exports, whose modules the start does not import.


def run_late(session: Session, function: str, *arguments: Any) -> None:
    """Run a function of a module of actions, by its name such as `adding.add`."""
    module, _, name = function.partition(".")
    getattr(import_module(f"tiptui.ui.actions.{module}"), name)(session, *arguments)


# In a pane.


def step(session: Session, steps: int) -> None:
    _move(session, session.screen.body(session.scene.active_pane).step(steps))


def page(session: Session, pages: float) -> None:
    _move(session, session.screen.body(session.scene.active_pane).page(pages))


def _move(session: Session, stop: int) -> None:
    scene, pane = session.scene, session.scene.active_pane
    if pane is Pane.GRID:
        across = len(grid.at_cursor(scene)[0].columns)
        session.look(grid.go_to(scene, *divmod(stop, across)))
    elif ref := scene.ref_at(pane, stop):
        session.look(state.move(scene.view, pane, ref))


def click(session: Session, pane: Pane, stop: int | None, thing: object, times: int) -> None:
    session.catch_up()
    if pane not in session.view.tab_ring:
        return  # by now it is out of sight
    session.look(state.enter(session.view, pane))
    stops = session.screen.body(pane).shown.stops
    if stop is not None and stop < len(stops) and stops[stop] == thing:
        _move(session, stop)
        if times == 2:
            follow(session)
