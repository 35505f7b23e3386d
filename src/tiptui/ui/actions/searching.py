"""What typing in the search line does. It knows nothing of Textual."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from time import perf_counter

from tiptui.search.query import LONGEST, TOO_LONG, parse
from tiptui.search.search import Search
from tiptui.ui.actions.session import Session
from tiptui.view.querying import change_query
from tiptui.view.state import erase, insert

SCREENFUL = 60
"""Hits in each list that are worth a frame before all are found."""

AT_ONCE = 0.002
"""Seconds that a search may take before the next key is looked for."""

FEW = 0.006
"""Seconds after which fewer hits are worth a frame too."""

FRAME = 1 / 60
"""Seconds that a frame takes to be drawn and written."""

PATIENCE = 0.1
"""Seconds after which a frame says that nothing is found yet."""

Work = Callable[[], Coroutine[None, None, None]]
"""What is done between keys, made when it begins: no coroutine is left over of what never did."""

Spawn = Callable[[Work], Callable[[], None]]
"""Has work done between keys; returns what ends it before its time."""


class Searching:
    """Searches that never keep a key waiting, and never draw over one that is newer."""

    def __init__(self, session: Session, spawn: Spawn) -> None:
        self._session = session
        self._spawn = spawn
        self._give_up: Callable[[], None] | None = None

    def type(self, query: str) -> None:
        """Search for a query; the lists show it as soon as they have something to show."""
        self.drop()
        session = self._session
        search = session.search = session.index.search(parse(query))
        session.turn_to(change_query(session.scene, query))
        started = perf_counter()
        while not search.ended and perf_counter() - started < AT_ONCE:
            search.step()
        if search.has(SCREENFUL):
            self._show()
        if not search.ended:
            self._give_up = self._spawn(partial(self._find, search, started))

    def insert(self, text: str) -> None:
        """Put a text in at the caret, as much of it as a query has room for."""
        view = self._session.view
        room = max(0, LONGEST - len(view.query))
        self.type(insert(view, text[:room]))
        if len(text) > room:
            self._session.remark(f"{TOO_LONG}: the rest is left out")

    def erase(self, what: str) -> None:
        """Take back the `letter` or the `word` before the caret, or `all` of the query."""
        self.type(erase(self._session.view, what))

    def catch_up(self) -> None:
        """End a search that goes on, all hits found: another key acts on what it then sees."""
        search = self._session.search
        if search and not search.ended:
            self.drop()
            search.finish()
            self._show()

    def drop(self) -> None:
        """End a search that goes on, whatever it has found."""
        if self._give_up:
            self._give_up()

    async def _find(self, search: Search, started: float) -> None:
        """Find the rest of the hits between keys; frames show what there is by then.

        A key that is typed meanwhile comes first, and ends this.
        """
        shown = search.has(SCREENFUL)
        await asyncio.sleep(FRAME if shown else 0)
        while not search.ended:
            if self._session.search is not search:
                return  # another record has taken the place of the one that is searched
            complete = search.complete
            search.step()
            waited = perf_counter() - started
            worth_it = search.has(SCREENFUL) or (search.found and waited > FEW)
            if search.complete > complete or (not shown and (worth_it or waited > PATIENCE)):
                self._show()
                shown = True
                await asyncio.sleep(FRAME)
            await asyncio.sleep(0)
        self._show()

    def _show(self) -> None:
        self._session.look(self._session.view)
