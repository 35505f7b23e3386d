"""Views for tests, made as keys make them, and work between keys."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from tests.kit.records import indexed, small
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.search.index import Index
from tiptui.ui.actions.session import Session
from tiptui.view import following
from tiptui.view.scene import Scene
from tiptui.view.state import LISTS, Pane, View, enter, move, open_search
from tiptui.view.tabs import Title

EVENT, SPEAKERS, RECOMMENDATIONS = Pane.EVENT, Pane.SPEAKERS, Pane.RECOMMENDATIONS
STATEMENTS, DETAIL = Pane.STATEMENTS, Pane.DETAIL
START = View()


def told(title: Title) -> str:
    return title if isinstance(title, str) else " │ ".join(tab.title for tab in title)


def _choose(view: View, pane: Pane, ref: str) -> View:
    return replace(view, cursors={**view.cursors, pane: ref})


def by_ref(collection: Collection, view: View) -> View:
    """Return a view with refs in the place of ids for people, and of numbers of stops."""
    things = {pane: collection.get(view.cursors.get(pane, "")) for pane in (EVENT, *LISTS)}
    refs = {pane: thing.ref for pane, thing in things.items() if thing}
    view = replace(view, cursors={**view.cursors, **refs})
    for pane in (Pane.SOURCE, DETAIL):
        number = view.cursors.get(pane, "")
        if number.isdecimal():
            there = Scene(indexed(collection), _choose(view, pane, ""))
            stops = there.stops if pane is DETAIL else there.source_stops
            last = max(0, len(stops) - 1)
            view = _choose(view, pane, there.ref_at(pane, min(int(number), last)))
    return view


def scene(collection: Collection, view: View = START) -> Scene:
    return Scene(indexed(collection), by_ref(collection, view))


def at(pane: Pane, row: str | int = "", view: View = START) -> View:
    """Return the view with the focus on a pane and its cursor on a row."""
    there = enter(view, pane)
    return there if row == "" else move(there, pane, str(row))


def retype(collection: Collection, view: View, query: str) -> View:
    return following.change_query(scene(collection, view), query)


def search(query: str, view: View = START) -> View:
    """Return the view with a query of some terms in the search line: they need no record."""
    return retype(small(), open_search(view), query)


def follow(collection: Collection, view: View) -> View:
    return following.follow(scene(collection, view))


def keep(collection: Collection, view: View) -> View:
    return following.keep_query(scene(collection, view))


def escape(collection: Collection, view: View) -> View:
    return following.escape(scene(collection, view))


def current(collection: Collection, view: View) -> str:
    """Return the ref under the cursor, as people read it."""
    return collection.shown(scene(collection, view).current)


def stop_number(collection: Collection, view: View) -> int:
    there = scene(collection, view)
    return there.cursor(Pane.SOURCE if view.focus is Pane.SOURCE else DETAIL)


def listed(collection: Collection, view: View, pane: Pane) -> list[str]:
    return list(map(collection.shown, scene(collection, view).results.rows(pane)))


class Work:
    """The work between keys, run as the screen runs it."""

    def __init__(self) -> None:
        self.tasks: list[asyncio.Future[None]] = []
        self._newest: dict[str, object] = {}

    def run_worker(self, work: Callable[[], Coroutine[None, None, None]]) -> asyncio.Future[None]:
        self.tasks.append(asyncio.ensure_future(work()))
        return self.tasks[-1]

    def work(self, group: str, make: Callable[..., Any], then: Callable[..., object]) -> None:
        number = self._newest[group] = object()

        def go_on(_part: float) -> None:
            if self._newest.get(group) is not number:
                raise asyncio.CancelledError

        async def run() -> None:
            result = await asyncio.to_thread(make, go_on)
            if self._newest.get(group) is number:
                then(result)

        self.tasks.append(asyncio.ensure_future(run()))

    def end_work(self, group: str) -> None:
        self._newest.pop(group, None)

    async def end(self) -> None:
        for task in self.tasks:
            with suppress(asyncio.CancelledError):
                await task


class OffScreen(Work):
    @property
    def panes(self) -> Any:
        return self

    def __getattr__(self, name: str) -> Callable[..., str]:
        return lambda *_, **__: ""


def session_of(index: Index, screen: Any = None) -> Session:
    """Return a session for keys to act on, without files to follow."""
    given: Any = screen or OffScreen()
    return Session(index, Live(["e.yaml"], {}), given)


def move_to(scene: Scene, number: int) -> View:
    pane, view = scene.active_pane, scene.view
    if pane in (DETAIL, Pane.SOURCE):
        stops: Sequence[object] = scene.stops if pane is DETAIL else scene.source_stops
    else:
        stops = scene.rows(pane)
    return move(view, pane, scene.ref_at(pane, number % len(stops))) if stops else view


def under_cursors(scene: Scene) -> dict[Pane, str]:
    """Return the refs under the cursors of the event and of each list in sight that has rows."""
    counts = (Pane.COUNTS,) if scene.view.first is Pane.COUNTS else ()
    panes = (EVENT, *scene.view.lists, *counts)
    return {pane: scene.ref_at(pane) for pane in panes if scene.rows(pane)}
