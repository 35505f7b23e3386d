"""Actions of the search line: no search keeps a key waiting, or draws over a newer search."""

from dataclasses import replace
from functools import partial
from time import perf_counter

from tiptui.search.query import LONGEST, TOO_LONG, NoSuchQuery, parse, without_names
from tiptui.search.search import Search
from tiptui.text.visible import clip
from tiptui.ui.actions.job import HANDED_ON, NOTHING_YET, SEARCH_AT_ONCE, SOON, pause
from tiptui.ui.actions.session import Session
from tiptui.view import state
from tiptui.view.following import change_query, keep_query
from tiptui.view.grid import open_grid
from tiptui.view.state import Pane


def search_for(session: Session, query: str) -> None:
    """Search for a query; the lists show it as soon as they have something to show."""
    search = Search(session.index, parse(query))
    session.begin_search(search, change_query(session.scene, query))
    started = perf_counter()
    search.run(SEARCH_AT_ONCE)
    if search.complete:
        session.redraw()
    if not search.ended:
        session.search_job.begin(partial(_find, session, search, started))


def insert(session: Session, text: str) -> None:
    room = max(0, LONGEST - len(session.view.query))
    search_for(session, state.insert(session.view, text[:room]))
    if len(text) > room:
        session.remark(f"{TOO_LONG}: the rest is left out")


def erase(session: Session, back_to: str) -> None:
    search_for(session, state.erase(session.view, back_to))


ANEW = (search_for, erase)
"""Actions that begin another search: the search before need not be finished for them."""


def complete(session: Session) -> None:
    scene = session.scene
    offered = [offer.query for offer in scene.offers[:1] if offer.query != scene.view.query]
    if query := next(iter(offered), scene.near_query):
        search_for(session, query)
    else:
        keep(session)


def keep(session: Session) -> None:
    """Keep the query, or the offer if it finds nothing; named queries (`@name`) are written out."""
    typed = session.view.query
    query = _write_out(session, typed)
    if query is None:
        return
    near = session.scene.near_query if query == typed else ""
    if near or query != typed:
        search_for(session, near or query)
        session.catch_up()
    session.see(keep_query)
    if near:
        session.remark(f"no match for {clip(typed.strip())} · found: {clip(near)}")
    if session.view.main is Pane.GRID:  # with columns for two values that are named
        session.see(open_grid)


def ask(session: Session, name: str) -> None:
    query = _write_out(session, f"@{name}")
    if query is not None:
        session.go(lambda scene: replace(change_query(scene, query), after_caret=0))


def _write_out(session: Session, query: str) -> str | None:
    """Return a query without names; None, with a remark, if a name has no query."""
    try:
        return without_names(query, session.queries)
    except NoSuchQuery as error:
        session.remark(str(error))
        return None


async def _find(session: Session, search: Search, started: float) -> None:
    """Find the rest between keys, with frames of the hits so far; the next letter ends this."""
    shown = search.complete
    while not search.ended:
        await pause(0)
        complete = search.complete
        next(search.steps, None)
        waited = perf_counter() - started
        if search.complete > complete or (
            not shown and (waited > NOTHING_YET or (waited > SOON and search.hits.total))
        ):
            session.redraw()
            shown = True
            await pause(HANDED_ON)
    if session.search is search:
        session.redraw()
