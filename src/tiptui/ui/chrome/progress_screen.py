"""What is seen while a large record is read."""

import asyncio
from collections.abc import Callable
from pathlib import PurePath

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ProgressBar, Static

from tiptui.collection.opened import Collection
from tiptui.files.input import file_size
from tiptui.record.progress import Progress
from tiptui.search.index import Index
from tiptui.ui.terminal.widths import fit

MEGABYTE = 1_000_000
REDRAWN = 0.1  # seconds between two looks at how far it has come


class _Cancelled(Exception):
    """The reader left before all was read."""


class ReadingScreen(Screen[None]):
    """A file's name and how much of it is read, while a thread reads it."""

    # Not in tiptui.tcss: the start does not need to read it.
    DEFAULT_CSS = """
    ReadingScreen {
        align: center middle;
        background: $background;

        & > Static { width: auto; text-align: center; }
        & > ProgressBar { width: auto; margin: 1 0; }
        & Bar { width: 40; max-width: 100%; }
        &:nocolor ProgressBar { display: none; }
    }
    """

    def __init__(
        self,
        file: str,
        read: Callable[[Progress], Collection],
        done: Callable[[Index], None],
        fail: Callable[[BaseException], None],
    ) -> None:
        """Make it with what reads, and what is called with what was read, or why not."""
        super().__init__()
        self._read, self._done, self._fail = read, done, fail
        self._file, self._bytes, self._part = file, file_size(file), 0.0

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Reading {fit(PurePath(self._file).name)}"), id="file")
        yield ProgressBar(total=1.0, show_eta=False, show_percentage=False)
        yield Static(id="bytes")
        yield Static(Content.styled("q leaves", "dim"))

    def on_mount(self) -> None:
        """Begin to read once this is on the screen."""
        self.set_interval(REDRAWN, self._show)
        self._show()
        self.call_after_refresh(self.run_worker, self._begin)

    def _show(self) -> None:
        self.query_one(ProgressBar).update(progress=self._part)
        read, size = (each / MEGABYTE for each in (self._part * self._bytes, self._bytes))
        self.query_one("#bytes", Static).update(Content(f"{read:,.1f} of {size:,.1f} MB"))

    async def _begin(self) -> None:
        """Read, and hand on what was read, or why not."""
        try:
            index = await asyncio.to_thread(lambda: Index(self._read(self._note)))
        except Exception as error:  # noqa: BLE001 (whatever it is, it is said at the end)
            if self.app.is_running:
                self.app.call_later(self._fail, error)
        else:
            self.app.call_later(self._done, index)

    def _note(self, part: float) -> None:
        if not self.app.is_running:
            raise _Cancelled
        self._part = part
