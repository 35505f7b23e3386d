"""What the reader has before them, and the way back: all state of the screen, without Textual."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Protocol

from tiptui.collection.opened import Collection
from tiptui.search.index import Index
from tiptui.search.search import Search
from tiptui.view.scene import Scene, first_view
from tiptui.view.state import History, Pane, View

Work = Callable[[], Coroutine[None, None, None]]
"""A coroutine function of what is done between keys: cancelled, nothing is left un-awaited."""

Spawn = Callable[[Work], Callable[[], None]]
"""Has work done between keys; returns what cancels it."""


class Cursors(Protocol):
    """The cursors of the panes."""

    def step(self, pane: Pane, steps: int) -> int:
        """Return the next stop, or (-1) the one before."""

    def page(self, pane: Pane, pages: float) -> int:
        """Return the stop some pages, or parts of a page, down or (less than 0) up."""

    def end(self, pane: Pane, *, last: bool) -> int:
        """Return the first stop or the last."""

    def has(self, pane: Pane, stop: int, thing: object) -> bool:
        """Return whether a stop is still what it was when it was clicked."""


class Screen(Protocol):
    """What actions ask of the screen."""

    @property
    def panes(self) -> Cursors: ...

    def draw(self, scene: Scene) -> None:
        """Draw a scene."""

    def spawn(self, work: Work) -> Callable[[], None]:
        """Have work done between keys; return what cancels it."""

    def choose(
        self, texts: Mapping[str, str], title: str, done: Callable[[str | None], None]
    ) -> None:
        """Open a menu of texts by their labels; `done` is called with one of them, or None."""

    def copy_text(self, text: str) -> None:
        """Copy a text to the clipboard."""

    def print_at_end(self, text: str) -> None:
        """Print a text when the program ends."""

    def replace_lines(self, change: Callable[[], None]) -> None:
        """Make a change to what all panes show, with what is under each cursor kept in its line."""

    def run_editor(self, argv: list[str]) -> str:
        """Run an editor in the terminal; return in words what went wrong, or nothing."""

    def list_problems(self) -> None:
        """List the problems of the files."""

    def tell_problems(self) -> None:
        """List them anew where they are listed now."""


class Session:
    """A collection, the view of it and the history. `draw` is called with each new scene."""

    def __init__(self, index: Index, draw: Callable[[Scene], None]) -> None:
        self.history = History()
        self.search: Search | None = None
        """The last search, which may still go on."""
        self.scene = Scene(index, first_view(index))
        self._draw = draw

    @property
    def view(self) -> View:
        """What the reader looks at."""
        return self.scene.view

    @property
    def collection(self) -> Collection:
        """What was opened."""
        return self.scene.collection

    @property
    def index(self) -> Index:
        """What was opened, to be searched."""
        return self.scene.index

    def turn_to(self, view: View) -> None:
        """Replace the view; it is drawn with the next one, or by `look`."""
        self.scene = Scene(self.index, view, self.search)

    def look(self, view: View) -> None:
        """Replace the view and have it drawn."""
        self.turn_to(view)
        self._draw(self.scene)

    def change(self, change: Callable[[View], View]) -> None:
        """Look at what a function makes of the view."""
        self.look(change(self.view))

    def go(self, change: Callable[[Scene], View]) -> None:
        """Look at what a function returns; what leads elsewhere is a step of the history."""
        before, view = self.view, change(self.scene)
        elsewhere = (view.query, view.main) != (before.query, before.main)
        # Within the sources nothing is a step: one key closes them, wherever it is pressed.
        if elsewhere or (view.focus is not before.focus and view.main is not Pane.SOURCE):
            self.history = self.history.step(before)
        self.look(view)

    def back(self) -> None:
        """Go one step back."""
        self.history, view = self.history.back(self.view)
        self.look(view)

    def forward(self) -> None:
        """Go one step forward again."""
        self.history, view = self.history.forward(self.view)
        self.look(view)

    def remark(self, words: str) -> None:
        """Answer a key in words."""
        self.look(replace(self.view, remark=words))

    def renew(self, index: Index, view: View, history: History) -> None:
        """Take another collection, with the view and the history as they are in it."""
        self.search = None
        self.history = history
        self.scene = Scene(index, view)
        self._draw(self.scene)
