"""The screen in sight while a large record is read."""

from collections.abc import Callable
from pathlib import PurePath

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tiptui.collection.live import Live
from tiptui.search.index import Index
from tiptui.ui.actions.job import REDRAWN, Job, in_thread
from tiptui.ui.terminal.widths import fit


class ReadingScreen(Screen[None]):
    """A file's name and how much of it is read, while a thread reads it."""

    CSS_PATH = "overlays.tcss"

    def __init__(self, live: Live, done: Callable[[Index], object]) -> None:
        super().__init__()
        self._live, self._done = live, done
        self._job = Job(self.run_worker)

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self.set_interval(REDRAWN, self._show)
        self._show()
        self.call_after_refresh(self._job.begin, self._read_index)

    def on_unmount(self) -> None:
        self._job.give_up()

    def _show(self) -> None:
        words = f"Reading {fit(PurePath(self._live.paths[0]).name)}\n{self._job.part:.0%}\n"
        self.query_one(Static).update(Content(words) + Content.styled("q quits", "dim"))

    async def _read_index(self) -> None:
        progress = self._job.progress
        index = await in_thread(lambda: Index(self._live.read_first(progress)))
        self.app.call_later(self._done, index)
