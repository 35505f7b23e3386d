"""What keys do in the grid, whose counts are made between keys."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from time import perf_counter

from tiptui.search.facets import Facets
from tiptui.ui.actions.session import Session, Work
from tiptui.view.grid import open_grid, table
from tiptui.view.state import Pane, enter

AT_ONCE = 0.1
"""Seconds that making what is counted may take before a frame says that there is a wait."""


class Grids:
    """Two fields of the query crossed. `offer` offers texts, to `copy` or to `print` one."""

    def __init__(
        self,
        session: Session,
        offer: Callable[[Mapping[str, str], str], None],
        spawn: Callable[[Work], object],
    ) -> None:
        self._session = session
        self._offer = offer
        self._spawn = spawn
        self._made: tuple[Facets, str, str] | None = None
        """What is made, or being made."""
        self._making: Iterator[None] = iter(())

    def prepare(self) -> None:
        """Make what the grid counts; what takes long is made between keys."""
        session, grid = self._session, self._session.view.grid
        wanted = session.index.facets, grid.rows, grid.columns
        if self._made == wanted:
            return
        self._made = wanted
        making = self._making = wanted[0].make(wanted[1:])
        began = perf_counter()
        for _ in making:
            if perf_counter() - began > AT_ONCE:
                self._spawn(partial(self._make, making))
                return

    async def _make(self, making: Iterator[None]) -> None:
        for _ in making:
            await asyncio.sleep(0)
        self._session.look(self._session.view)

    def finish(self) -> None:
        """Make the rest at once: a key acts on what it then sees."""
        if list(self._making):
            self._session.look(self._session.view)

    def toggle(self) -> None:
        """Open the grid; leave it where it is open, with its query, for where it was opened."""
        if self._session.view.main is not Pane.GRID:
            self._session.go(open_grid)
        else:
            before = self._session.history.past[-1]
            self._session.go(lambda scene: enter(scene.view, before.main))

    def copy(self, how: str) -> None:
        """Offer the table as Markdown or CSV, to `copy` or to `print` it."""
        # Imported where it is first needed, so that the start does not wait for it.
        from tiptui.report.counting import MOST_CELLS, cells_of, choices

        crossing, caption = table(self._session.scene)
        if cells_of(crossing) > MOST_CELLS:
            self._session.remark(f"more than {MOST_CELLS:,} cells: / narrows the grid")
        else:
            self._offer(choices(crossing, caption), how)
