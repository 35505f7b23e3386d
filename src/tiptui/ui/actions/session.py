"""What the reader has before them, and the way back: all state of the screen, without Textual."""

from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.files.config import UNSET
from tiptui.search.columns import Columns
from tiptui.search.index import Index
from tiptui.search.search import Search
from tiptui.ui.actions.live_files import LiveFiles
from tiptui.view.found import Found
from tiptui.view.scene import Scene
from tiptui.view.state import History, Pane, View

if TYPE_CHECKING:
    from tiptui.collection.editing import Added
    from tiptui.view.form import Blank

Work = Callable[[], Coroutine[None, None, None]]
"""A coroutine function of what is done between keys: cancelled, nothing is left un-awaited."""


class Cursor(Protocol):
    """The cursor of a pane. What moves it returns the stop where it goes, and scrolls."""

    def step(self, steps: int) -> int: ...
    def page(self, pages: float) -> int: ...
    def first(self) -> int: ...
    def last(self) -> int: ...


class Panes(Protocol):
    """The panes of the screen.

    `has` says whether a stop is still what it was when it was clicked. `replace_lines` makes
    a change to what all panes show, with what is under each cursor kept in its line.
    """

    def cursor(self, pane: Pane) -> Cursor: ...
    def has(self, pane: Pane, stop: int, thing: object) -> bool: ...
    def replace_lines(self, change: Callable[[], None]) -> None: ...


class Choice(NamedTuple):
    """A choice: label, text, the value of taking it (None: none), and keys that do the same."""

    label: str
    text: str
    value: Any = None
    keys: str = ""


class Screen(Protocol):
    """What actions ask of the screen.

    `spawn` has work done between keys, and returns what cancels it. `choose` opens a menu with the
    cursor `at` a choice; `done` is called with the value of one. `run_editor` returns in words what
    went wrong, or nothing. `tell_problems` lists them anew where they are listed now.
    """

    @property
    def panes(self) -> Panes: ...
    def draw(self, scene: Scene) -> None: ...
    def spawn(self, work: Work) -> Callable[[], None]: ...
    def choose(
        self, choices: Sequence[Choice], title: str, done: Callable[[Any], object], at: int = 0
    ) -> None: ...
    def fill_in(self, blank: "Blank") -> None: ...
    def copy_text(self, text: str) -> None: ...
    def print_at_end(self, text: str) -> None: ...
    def run_editor(self, argv: list[str]) -> str: ...
    def list_problems(self) -> None: ...
    def tell_problems(self) -> None: ...


class Session:
    """A collection, the view of it, the history, and what goes on: keys are functions of it."""

    def __init__(
        self, index: Index, live: Live, screen: Screen, queries: Mapping[str, str] = UNSET.queries
    ) -> None:
        """Begin; `queries` are those that the reader gave names."""
        self.screen = screen
        self.queries = queries
        self.files = LiveFiles(self, live)
        everything = index.everything
        only_said = everything.statements and not everything.recommendations
        self._take(index, View(claims=Pane.STATEMENTS if only_said else Pane.RECOMMENDATIONS))
        self.history = History()
        self.give_up: Callable[[], None] = lambda: None
        """Ends a search that goes on, whatever it has found."""
        self.prepared: Dialogue | None = None
        """The dialogue whose large text was looked through, or is."""
        self.meant: tuple[View, Callable[[], View]] | None = None
        """A view that was opened before all was ready, and what then gives the one meant."""
        self.made: tuple[Columns, str, str] | None = None
        """What is made for the grid to count, or being made."""
        self.making: Iterator[None] = iter(())
        self.looked = 0.0
        """When the reader last saw something else, as `perf_counter` has it."""
        self.added: list[Added] = []
        """What was added to records, the last last."""

    def _take(self, index: Index, view: View) -> None:
        self.index, self.collection = index, index.collection
        self.search: Search | None = None
        """The last search, which may still go on."""
        self.view = view
        self.scene = Scene(index, view)

    def turn_to(self, view: View) -> None:
        """Replace the view; it is drawn with the next one, or by `look`."""
        found = self.scene.found
        if not found.holds(view, self.search):
            found = Found(self.index, view, self.search)
        self.view = view
        self.scene = Scene(self.index, view, found)

    def look(self, view: View) -> None:
        """Replace the view and have it drawn."""
        self.looked = perf_counter()
        self.turn_to(view)
        self.screen.draw(self.scene)

    def redraw(self) -> None:
        """Draw the same view again, of which more is known by now."""
        self.look(self.view)

    def change(self, change: Callable[[View], View]) -> None:
        self.look(change(self.view))

    def see(self, change: Callable[..., View], *arguments: Any) -> None:
        """Look at what a function makes of the scene."""
        self.look(change(self.scene, *arguments))

    def go(self, change: Callable[..., View], *arguments: Any) -> None:
        """Look at what a function returns; what leads elsewhere is a step of the history."""
        before = self.scene
        self.turn_to(change(before, *arguments))
        places = [(each.view.query, each.view.focus, each.subject) for each in (before, self.scene)]
        # Within the sources nothing is a step: one key closes them, wherever it is pressed.
        is_inside = before.view.main is self.view.main is Pane.SOURCE
        if places[0] != places[1] and not is_inside:
            self.history = self.history.step(before.view)
        self.redraw()

    def back(self) -> None:
        self.history, view = self.history.back(self.view)
        self.look(view)

    def forward(self) -> None:
        self.history, view = self.history.forward(self.view)
        self.look(view)

    def remark(self, words: str) -> None:
        self.look(replace(self.view, remark=words))

    def renew(self, index: Index, view: View, history: History) -> None:
        """Take another collection, with the view and the history as they are in it."""
        self._take(index, view)
        self.history = history
        self.screen.draw(self.scene)
