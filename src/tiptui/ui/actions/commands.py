"""What keys do in the panes and between them."""

from tiptui.ui.actions import preparing, searching
from tiptui.ui.actions.session import Session
from tiptui.view import following, grid, state, tabs
from tiptui.view.following import turn_asking
from tiptui.view.state import Pane
from tiptui.view.tabs import ASKS, WHOLE


def catch_up(session: Session) -> None:
    """Finish what is done between keys: the next one acts on what is then seen."""
    searching.finish(session)
    if session.view.main is Pane.GRID and list(session.making):
        session.redraw()


# Between the panes.


def follow(session: Session) -> None:
    is_grid = session.view.main is Pane.GRID
    preparing.go(session, grid.follow_cell if is_grid else following.follow)


def escape(session: Session) -> None:
    """Leave zoom, else what was opened, else the grid with its query, else the query."""
    view = session.view
    is_bare = not (view.zoomed or view.searching)
    if is_bare and (view.opened or view.main is Pane.SOURCE):
        session.back()
    elif is_bare and view.main is Pane.GRID:
        preparing.toggle_grid(session)
    else:
        searching.clear(session)


def order(session: Session) -> None:
    session.look(state.turn_order(session.view, session.scene.in_list))


def enter(session: Session, pane: Pane) -> None:
    view = session.view
    if view.focus is pane and not view.searching:
        session.remark(f"already in {pane.capitalize()}")
    else:
        session.look(state.enter(view, pane))


def show_tab(session: Session, name: str) -> None:
    """Show the list whose tab was clicked."""
    catch_up(session)
    if name not in (WHOLE, ASKS):
        session.look(tabs.show_tab(session.view, name))
    elif (name == ASKS) is not session.view.asking:
        preparing.go(session, turn_asking)


def turn(session: Session, steps: int) -> None:
    """Go to the next pane, or (less than 0) to the one before."""
    view = session.view
    number = view.beside.index(view.focus) + steps
    session.look(state.enter(view, view.beside[number % len(view.beside)]))


# In a pane.


def step(session: Session, steps: int) -> None:
    at = session.scene.acting
    move(session, at, session.screen.panes.cursor(at).step(steps))


def page(session: Session, pages: float) -> None:
    at = session.scene.acting
    move(session, at, session.screen.panes.cursor(at).page(pages))


def first(session: Session) -> None:
    at = session.scene.acting
    move(session, at, session.screen.panes.cursor(at).first())


def last(session: Session) -> None:
    at = session.scene.acting
    move(session, at, session.screen.panes.cursor(at).last())


def move(session: Session, pane: Pane, stop: int) -> None:
    scene = session.scene
    if pane is Pane.GRID:
        session.look(grid.go_to_stop(scene, stop))
    elif pane in (Pane.DETAIL, Pane.SOURCE):
        session.look(state.move(scene.view, pane, stop))
    elif stop < len(rows := scene.rows(pane)):
        session.look(state.move(scene.view, pane, rows[stop]))


def click(session: Session, pane: Pane, stop: int | None, thing: object, times: int) -> None:
    """Go to the pane and the row that was clicked; follow the row on a double click."""
    catch_up(session)
    if pane not in session.view.beside:
        return  # by now it is out of sight
    session.look(state.enter(session.view, pane))
    if stop is not None and session.screen.panes.has(pane, stop, thing):
        move(session, pane, stop)
        if times == 2:
            follow(session)
