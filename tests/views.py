"""Views for tests, made as keys make them, and work between keys."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

from tests.records import indexed, small
from tiptui.collection.opened import Collection
from tiptui.view import following, querying
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View, enter, move, open_search

EVENT, SPEAKERS, RECOMMENDATIONS = Pane.EVENT, Pane.SPEAKERS, Pane.RECOMMENDATIONS
STATEMENTS, DETAIL = Pane.STATEMENTS, Pane.DETAIL
START = View()


def scene(collection: Collection, view: View = START) -> Scene:
    """What the reader of a collection has before them."""
    return Scene(indexed(collection), view)


def at(pane: Pane, row: str | int = "", view: View = START) -> View:
    """The view with the focus on a pane and its cursor on a row."""
    there = enter(view, pane)
    return there if row == "" else move(there, pane, row)


def retype(collection: Collection, view: View, query: str) -> View:
    """The view after another query is typed."""
    return querying.change_query(scene(collection, view), query)


def search(query: str, view: View = START) -> View:
    """The view with a query in the search line, which has terms: no record is asked."""
    return retype(small(), open_search(view), query)


def follow(collection: Collection, view: View) -> View:
    """The view after Enter."""
    return following.follow(scene(collection, view))


def keep(collection: Collection, view: View) -> View:
    """The view after Enter in the search line."""
    return querying.keep_query(scene(collection, view))


def escape(collection: Collection, view: View) -> View:
    """The view after Esc."""
    return querying.escape(scene(collection, view))


def current(collection: Collection, view: View) -> str:
    """The id under the cursor."""
    return scene(collection, view).current


def listed(collection: Collection, view: View, pane: Pane) -> list[str]:
    """The ids of the rows of a list."""
    return list(scene(collection, view).rows(pane))


class Work:
    """What is done between keys, as the screen has it done."""

    def __init__(self) -> None:
        self.tasks: list[asyncio.Future[None]] = []

    def spawn(self, work: Callable[[], Coroutine[None, None, None]]) -> Callable[[], None]:
        task = asyncio.ensure_future(work())
        self.tasks.append(task)

        def cancel() -> None:
            task.cancel()

        return cancel

    async def end(self) -> None:
        """Wait until all of it is done or cancelled."""
        for task in self.tasks:
            with suppress(asyncio.CancelledError):
                await task
