"""The screen in sight while a large record is read."""

from collections.abc import Callable
from pathlib import PurePath

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tiptui.collection.live import Live
from tiptui.search.index import Index
from tiptui.ui.actions.job import REDRAWN
from tiptui.ui.terminal.widths import fit


class ReadingScreen(Screen[None]):
    """A file's name and how much of it is read, while a thread reads it."""

    CSS_PATH = "overlays.tcss"

    def __init__(self, live: Live, done: Callable[[Index], object]) -> None:
        super().__init__()
        self._live, self._done = live, done
        self._part = 0.0  # the part that is read, from 0 to 1

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self.set_interval(REDRAWN, self._show)
        self._show()
        self.call_after_refresh(self._read)

    def _show(self) -> None:
        words = f"Reading {fit(PurePath(self._live.paths[0]).name)}\n{self._part:.0%}\n"
        self.query_one(Static).update(Content(words) + Content.styled("q quits", "dim"))

    @work(thread=True)
    def _read(self) -> None:
        index = Index(self._live.read_first(self._report))
        self.app.call_later(self._done, index)

    def _report(self, part: float) -> None:
        self._part = part
