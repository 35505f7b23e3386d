"""What keys do in the grid, whose counts are made between keys."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from tiptui.search.facets import Facets
from tiptui.ui.actions.session import Session, Spawn
from tiptui.view.state import Pane, enter

if TYPE_CHECKING:
    from tiptui.view.grid import Axis, Edge

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.view.grid, tiptui.report.counting.

AT_ONCE = 0.1
"""Seconds that making what is counted may take before a frame says that there is a wait."""

Offer = Callable[[Mapping[str, str], str], None]
"""Offers texts by their labels, to `copy` or to `print` one."""


class Grids:
    """Two fields of the query crossed."""

    def __init__(self, session: Session, offer: Offer, spawn: Spawn) -> None:
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

    def catch_up(self) -> None:
        """Make the rest at once: a key acts on what it then sees."""
        if self._session.view.main is Pane.GRID and list(self._making):
            self._session.look(self._session.view)

    def toggle(self) -> None:
        """Open the grid; leave it where it is open, with its query, for where it was opened."""
        from tiptui.view.grid import open_grid

        if self._session.view.main is not Pane.GRID:
            self._session.go(open_grid)
        else:
            before = self._session.history.past[-1]
            self._session.go(lambda scene: enter(scene.view, before.main))

    def turn_field(self, axis: "Axis", step: int) -> None:
        """Cross another field: the next one, or (-1) the one before."""
        from tiptui.view.grid import turn_field

        self._session.look(turn_field(self._session.scene, axis, step))

    def transpose(self) -> None:
        from tiptui.view.grid import transpose

        self._session.look(transpose(self._session.scene))

    def move(self, stop: int) -> None:
        """Move the cursor to the cell of a number."""
        from tiptui.view.grid import go_to_stop

        self._session.look(go_to_stop(self._session.scene, stop))

    def go_across(self, columns: int) -> None:
        """Move the cursor to the right or (less than 0) to the left."""
        from tiptui.view.grid import go_across

        self._session.look(go_across(self._session.scene, columns))

    def go_to_edge(self, edge: "Edge") -> None:
        """Move the cursor to the first or last cell of its column or row."""
        from tiptui.view.grid import go_to_edge

        self._session.look(go_to_edge(self._session.scene, edge))

    def follow(self) -> None:
        """Go to the claims that the cell under the cursor counts."""
        from tiptui.view.grid import follow_cell

        self._session.go(follow_cell)

    def copy(self, how: str) -> None:
        """Offer the table as Markdown or CSV, to `copy` or to `print` it."""
        from tiptui.report.counting import MOST_CELLS, cells_of, choices
        from tiptui.view.grid import table

        crossing, caption = table(self._session.scene)
        if cells_of(crossing) > MOST_CELLS:
            self._session.remark(f"more than {MOST_CELLS:,} cells: / narrows the grid")
        else:
            self._offer(choices(crossing, caption), how)
