"""The state of the screen, without Textual: the reader's view, the way back, work that goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.files.config import UNSET
from tiptui.search.index import Index
from tiptui.search.search import Search
from tiptui.text.steps import Progress
from tiptui.ui.actions.job import Job
from tiptui.ui.actions.live_files import LiveFiles, without_collecting
from tiptui.view.contents import PaneContent
from tiptui.view.results import Results
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, KINDS, History, Pane, View

if TYPE_CHECKING:
    from tiptui.editing.edit import Edit
    from tiptui.editing.writer import WrittenChange


T = TypeVar("T")


class Choice(NamedTuple):
    """A choice: label, text, the value of taking it (None: none), keys and words of a command."""

    label: str
    text: str
    value: Any = None
    keys: str = ""
    words: str = ""


class PaneBody(Protocol):
    """The content of a pane, laid out; the cursor moves by its lines."""

    shown: PaneContent

    def step(self, steps: int) -> int: ...
    def page(self, pages: float) -> int: ...


class SessionScreen(Protocol):
    """The names of the screen that actions use: tests give another."""

    def run_worker(self, work: Any, /) -> Any: ...
    def work(self, group: str, make: Callable[[Progress], T], then: Callable[[T], object]) -> None:
        """Call `make` in a thread; `then` gets its result, unless other work of a group began."""

    def end_work(self, group: str) -> None: ...
    def call_after_refresh(self, call: Callable[..., Any], /, *arguments: Any) -> object: ...
    def run_editor(self, argv: list[str]) -> str: ...
    def copy(self, text: str) -> None: ...
    def print_at_end(self, text: str, /) -> None: ...

    def draw(self, scene: Scene) -> None: ...
    def body(self, pane: Pane) -> PaneBody: ...
    def forget(self) -> None: ...

    def choose(
        self,
        choices: Sequence[Choice],
        title: str,
        done: Callable[[Any], object],
        at: int = 0,
        numbered: bool = True,
    ) -> None: ...
    def fill_in(self, kinds: "Sequence[Edit]", at_words: bool) -> None: ...
    def ask_path(self, export: Any) -> None: ...


class Session:
    """A collection, its view, the history, and work that goes on: keys are functions of it."""

    def __init__(
        self,
        index: Index,
        live: Live,
        screen: SessionScreen,
        queries: Mapping[str, str] = UNSET.queries,
    ) -> None:
        """Begin; `queries` are the reader's own, by their names."""
        self.screen = screen
        self.queries = queries
        self.files = LiveFiles(self, live)
        everything = index.everything
        claims = next((pane for pane in CLAIMS if everything.of[KINDS[pane]]), CLAIMS[0])
        self._open(index, View(claims=claims))
        self.history = History()
        self.written: list[WrittenChange] = []  # the changes that A takes back, oldest first
        self.search_job = Job(screen.run_worker)
        self._prepared: Dialogue | None = None  # the last dialogue with a large text
        self._after_escape: View | None = None
        self.looked = 0.0  # the time of the last change on the screen, by `perf_counter`

    def _open(self, index: Index, view: View) -> None:
        self.index, self.collection = index, index.collection
        self.search: Search | None = None  # the last search, which may still go on
        self.view = view
        self.scene = Scene(index, view)
        self._last_step: tuple[View, Callable[[], View]] | None = None
        """The view that `go` led to last, and the step to it: repeated once its text is ready."""

    def begin_search(self, search: Search, view: View) -> None:
        self._give_up_search()
        self.search = search
        self.turn_to(view)

    def turn_to(self, view: View) -> None:
        """Replace the view; it is drawn with the next one, or by `look`."""
        found = self.scene.results
        if not found.holds(view, self.search):
            found = Results(self.index, view, self.search)
        self.view = view
        self.scene = Scene(self.index, view, found)

    def look(self, view: View) -> None:
        self.looked = perf_counter()
        self.turn_to(view)
        self.screen.draw(self.scene)
        if self.view.main is Pane.SOURCE:
            self._prepare_source()

    def redraw(self) -> None:
        """Draw the same view again, of which more is known by now."""
        self.look(self.view)

    def change(self, change: Callable[..., View], *arguments: Any) -> None:
        self.look(change(self.view, *arguments))

    def see(self, change: Callable[..., View], *arguments: Any) -> None:
        self.look(change(self.scene, *arguments))

    def remember_escape(self) -> None:
        self._after_escape = self.view

    @property
    def is_after_escape(self) -> bool:
        """True while the view is the one that Esc led to."""
        return self.view is self._after_escape

    def go(self, change: Callable[..., View], *arguments: Any) -> None:
        """Look at the view that a function returns; one elsewhere is a step of the history."""
        before, step = self.scene, partial(change, self.scene, *arguments)
        view = step()
        self._last_step = view, step
        self.turn_to(view)
        scenes = [(at.view.query, at.view.focus, at.subject) for at in (before, self.scene)]
        # Within the sources nothing is a step: one key closes them from everywhere.
        is_inside = before.view.main is self.view.main is Pane.SOURCE
        if scenes[0] != scenes[1] and not is_inside:
            self.history = History((*self.history.past, before.view))
        self.look(view)

    def back(self) -> None:
        past, future = self.history
        if past:
            self._return(past[-1], History(past[:-1], (*future, self.view)))
        else:
            self.remark("nothing to go back to")

    def forward(self) -> None:
        past, future = self.history
        if future:
            self._return(future[-1], History((*past, self.view), future[:-1]))
        else:
            self.remark("nothing to go forward to")

    def _return(self, step: View, history: History) -> None:
        self.history = history
        self.look(
            replace(step, is_zoomed=self.view.is_zoomed, remark="")
        )  # zoom is no part of a step

    def remark(self, words: str) -> None:
        self.look(replace(self.view, remark=words))

    def _give_up_search(self) -> None:
        if self.search and not self.search.ended:
            self.search_job.give_up()
            self.search.give_up()

    def renew(self, index: Index, view: View) -> None:
        self._give_up_search()
        self._open(index, view)
        self.look(view)

    # Work between keys.

    def catch_up(self) -> None:
        """Finish the search, because the next key acts on its hits."""
        if self.search and not self.search.ended:
            self.search_job.give_up()
            self.search.run()
            self.redraw()

    def wait_for(self, words: str, make: Callable[[], object], then: Callable[[], object]) -> None:
        """Say that work goes on in a thread; `then` follows if its reader is still there."""
        self.remark(words)
        query, focus = self.view.query, self.view.focus

        def go_on(_: object) -> None:
            if (self.view.query, self.view.focus, self.view.is_searching) == (query, focus, False):
                self.remark("")
                then()

        self.screen.work("awaited", lambda _: make(), go_on)

    def _prepare_source(self) -> None:
        """Look through a large text in a thread, so that no key waits for it."""
        dialogue = self.scene.dialogue
        if not (self.scene.is_ready or dialogue is None or self._prepared is dialogue):
            self._prepared = dialogue
            prepare = partial(without_collecting, dialogue.prepare)
            self.screen.work("source", lambda _: prepare(), lambda _: self._look_again(dialogue))

    def _look_again(self, dialogue: Dialogue) -> None:
        if self.scene.dialogue is dialogue:
            view, step = self._last_step or (None, None)
            # A reader who has moved since stays there.
            self.look(step() if step and view is self.view else self.view)
