"""What typing in the search line does: the part of the browser that runs searches."""

import asyncio
from dataclasses import replace
from functools import partial
from time import perf_counter

from textual.worker import Worker

from tiptui.search.index import Search
from tiptui.ui.source_keys import SourceKeys
from tiptui.view import state as views

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


class SearchKeys(SourceKeys):
    """A screen whose searches never keep a key waiting, and never draw over one that is newer."""

    search: Search | None = None
    """The last search, which may still go on."""

    _finding: Worker[None] | None = None

    def type(self, query: str) -> None:
        """Searches for a query; the lists show it as soon as they have something to show."""
        self._give_up()
        search = self.search = self.index.search(query)
        self.view = replace(views.typed(self.view, query), hits=search.hits)
        started = perf_counter()
        while not search.ended and perf_counter() - started < AT_ONCE:
            search.step()
        if search.has(SCREENFUL):
            self._show(search)
        if not search.ended:
            self._finding = self.run_worker(partial(self._find, search, started))

    def catch_up(self) -> None:
        """Ends a search that goes on, all hits found: another key acts on what it then sees."""
        if self.search and not self.search.ended:
            self._give_up()
            self.search.finish()
            self._show(self.search)

    def drop_search(self) -> None:
        """Ends a search that goes on, whatever it has found."""
        self._give_up()
        self.search = None

    def _give_up(self) -> None:
        if self._finding:
            self._finding.cancel()

    async def _find(self, search: Search, started: float) -> None:
        """Finds the rest of the hits between keys; frames show what there is by then.

        A key that is typed meanwhile comes first, and cancels this.
        """
        shown = search.has(SCREENFUL)
        await asyncio.sleep(FRAME if shown else 0)
        while not search.ended:
            complete = search.complete
            search.step()
            waited = perf_counter() - started
            worth_it = search.has(SCREENFUL) or (search.found and waited > FEW)
            if search.complete > complete or (not shown and (worth_it or waited > PATIENCE)):
                self._show(search)
                shown = True
                await asyncio.sleep(FRAME)
            await asyncio.sleep(0)
        self._show(search)

    def _show(self, search: Search) -> None:
        self.look(replace(self.view, hits=None if search.ended else search.hits))

    def action_search(self) -> None:
        """Opens the search line."""
        self.look(views.searched(self.view))

    def action_erase(self, what: str) -> None:
        """Takes back the last letter, the last word, or all of the query."""
        query = self.view.query
        shorter = {"letter": query[:-1], "word": query.rstrip().rpartition(" ")[0], "all": ""}
        self.type(shorter[what])

    def action_keep(self) -> None:
        """Leaves the search line with the query kept."""
        self.look(views.kept(self.index, self.view))
