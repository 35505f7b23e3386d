"""What the reader has before them, and the way back: all state of the screen, without Textual."""

from collections.abc import Callable
from dataclasses import replace

from tiptui.collection.opened import Collection
from tiptui.search.index import Index
from tiptui.search.search import Search
from tiptui.view.scene import Scene, first_view
from tiptui.view.state import History, Pane, View


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

    def go(self, way: Callable[[Scene], View]) -> None:
        """Go a way; one that leads elsewhere is a step of the history."""
        before, view = self.view, way(self.scene)
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
