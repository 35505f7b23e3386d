"""The sources and the grid, which take the place of the lists: made ready between keys."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter

from tiptui.collection.dialogue import Dialogue
from tiptui.search.facets import Facets
from tiptui.text.visible import plural
from tiptui.ui.actions.live_files import without_collecting
from tiptui.ui.actions.session import Choice, Screen, Session, Work
from tiptui.view.following import open_sources
from tiptui.view.grid import NAMES, Axis, fields_to_cross, open_grid, take_field
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View, enter

AT_ONCE = 0.1
"""Seconds that making what is counted may take before a frame says that there is a wait."""


class Sources:
    """The way between claims and the words that prove them."""

    def __init__(self, session: Session, spawn: Callable[[Work], object]) -> None:
        self._session = session
        self._spawn = spawn
        self._prepared: Dialogue | None = None
        self._meant: tuple[View, Callable[[], View]] | None = None
        """A view that was opened before all was ready, and what then gives the one meant."""

    def prepare(self) -> None:
        """Look through a large text in a thread, so that no key waits for it."""
        scene = self._session.scene
        if not scene.is_ready and scene.dialogue and self._prepared is not scene.dialogue:
            self._prepared = scene.dialogue
            self._spawn(partial(self._prepare_aside, scene.dialogue))

    async def _prepare_aside(self, dialogue: Dialogue) -> None:
        await asyncio.to_thread(without_collecting, dialogue.prepare)
        session, meant = self._session, self._meant
        if session.scene.dialogue is dialogue:
            unmoved = meant and meant[0] is session.view
            session.look(meant[1]() if meant and unmoved else session.view)

    def go(self, change: Callable[[Scene], View]) -> None:
        """Look at what a function returns; call it again once the text is ready."""
        scene, session = self._session.scene, self._session
        session.go(change)
        self._meant = None if session.scene.is_ready else (session.view, partial(change, scene))

    def toggle(self) -> None:
        """Open the sources; close them where they are open."""
        if self._session.view.main is Pane.SOURCE:
            self._session.back()
        else:
            self.go(open_sources)


class Grids:
    """Two fields of the query crossed."""

    def __init__(self, session: Session, screen: Screen) -> None:
        self._session = session
        self._screen = screen
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
                self._screen.spawn(partial(self._make, making))
                return

    async def _make(self, making: Iterator[None]) -> None:
        for _ in making:
            await asyncio.sleep(0)
        self._session.look(self._session.view)

    def finish(self) -> None:
        """Make the rest at once: a key acts on what it then sees."""
        if list(self._making):
            self._session.look(self._session.view)

    def choose(self, axis: Axis) -> None:
        """Offer the fields for an axis, with how many values each has in what is found."""
        scene = self._session.scene
        fields = fields_to_cross(scene)

        def take(field: str) -> None:
            self._session.see(take_field, axis, field)

        choices = [
            Choice(NAMES[field].capitalize(), plural(count, "value") if count else "none", field)
            for field, count in fields.items()
        ]
        present = [*fields].index(getattr(scene.view.grid, axis))
        self._screen.choose(choices, axis.capitalize(), take, present)

    def toggle(self) -> None:
        """Open the grid; leave it where it is open, with its query, for where it was opened."""
        if self._session.view.main is not Pane.GRID:
            self._session.go(open_grid)
        else:
            before = self._session.history.past[-1]
            self._session.go(lambda scene: enter(scene.view, before.main))
