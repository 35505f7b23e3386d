"""What typing in the search line does: the part of the browser that runs searches."""

import asyncio
from dataclasses import replace
from time import perf_counter

from tiptui import view as views
from tiptui.search import Search
from tiptui.ui.source_keys import SourceKeys

AT_ONCE = 0.004
"""Seconds that a search may take before the next key is looked for."""

SCREENFUL = 60
"""Hits in each list that are worth a frame before all are found."""

FRAME = 0.05
"""Seconds after which a frame shows what there is by then."""


class SearchKeys(SourceKeys):
    """A screen whose searches never keep a key waiting, and never draw over one that is newer."""

    def type(self, query: str) -> None:
        """Searches for a query; the lists show it as soon as they have something to show."""
        view = views.typed(self.view, query)
        search = self.index.search(query)
        self.settle()
        started = perf_counter()
        while not search.ended and perf_counter() - started < AT_ONCE:
            search.step()
        if search.ended:
            self.look(view)
            return
        self.view = replace(view, hits=search.hits)
        # One at a time: that of the key before is cancelled, wherever it is.
        self.run_worker(self._go_on(search, started), group="search", exclusive=True)

    def settle(self) -> None:
        """Ends a search that goes on: what the next key does needs all of its hits."""
        if self.view.hits is not None:
            self.workers.cancel_group(self, "search")
            self.view = replace(self.view, hits=None)

    async def _go_on(self, search: Search, started: float) -> None:
        """Finds the rest of the hits between keys, with a frame when there is enough for one."""
        shown = complete = False
        while not search.ended:
            late = perf_counter() - started > FRAME
            if (not shown and search.has(SCREENFUL)) or late or search.hits.complete > complete:
                started, shown, complete = perf_counter(), True, search.hits.complete
                self.look(replace(self.view, hits=search.hits))
            await asyncio.sleep(0)
            search.step()
        self.look(replace(self.view, hits=None))

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
