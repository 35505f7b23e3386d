"""What keys do in the search line."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from time import perf_counter

from tiptui.files.config import UNSET
from tiptui.search.query import LONGEST, TOO_LONG, NoSuchQuery, parse, without_names
from tiptui.search.search import Search
from tiptui.ui.actions.session import Session, Work
from tiptui.view import state
from tiptui.view.following import change_query, escape, keep_query

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


class Searching:
    """Searches that never keep a key waiting, and never draw over one that is newer."""

    def __init__(
        self,
        session: Session,
        spawn: Callable[[Work], Callable[[], None]],
        queries: Mapping[str, str] = UNSET.queries,
    ) -> None:
        self._session = session
        self._spawn = spawn
        self._queries = queries
        self._give_up: Callable[[], None] = lambda: None
        """Ends a search that goes on, whatever it has found."""

    def type(self, query: str) -> None:
        """Search for a query; the lists show it as soon as they have something to show."""
        self._give_up()
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
        self.type(state.insert(view, text[:room]))
        if len(text) > room:
            self._session.remark(f"{TOO_LONG}: the rest is left out")

    def erase(self, what: str) -> None:
        """Take back the `letter` or the `word` before the caret, or `all` of the query."""
        self.type(state.erase(self._session.view, what))

    def move_caret(self, where: str) -> None:
        self._session.look(state.move_caret(self._session.view, where))

    def complete(self) -> None:
        """Take the value or the spelling that is offered; without one, keep the query."""
        scene = self._session.scene
        offered = [offer.query for offer in scene.offers[:1] if offer.query != scene.view.query]
        if query := next(iter(offered), scene.near):
            self.type(query)
        else:
            self.keep()

    def keep(self) -> None:
        """Keep the query, with what it has by name (`@name`) written out."""
        view = self._session.view
        query = self._written_out(view.query)
        if query is None:
            return
        if query != view.query:
            self.type(query)
            self.finish()
        self._session.look(keep_query(self._session.scene))

    def ask(self, name: str) -> None:
        """Replace the query by one that the reader gave a name."""
        query = self._written_out(f"@{name}")
        if query is not None:
            self._session.go(lambda scene: replace(change_query(scene, query), behind=0))

    def _written_out(self, query: str) -> str | None:
        """Return a query without names; None, and a remark, where a name has no query."""
        try:
            return without_names(query, self._queries)
        except NoSuchQuery as error:
            self._session.remark(str(error))
            return None

    def clear(self) -> None:
        self._session.look(escape(self._session.scene))

    def finish(self) -> None:
        """Find all hits of a search that goes on: another key acts on what it then sees."""
        search = self._session.search
        if search and not search.ended:
            self._give_up()
            search.finish()
            self._show()

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
