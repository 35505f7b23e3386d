"""What is seen while a large record is read."""

from collections.abc import Callable
from pathlib import PurePath

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import ProgressBar, Static
from textual.worker import Worker, WorkerState

from tiptui.collection.opened import Collection
from tiptui.files.input import file_size
from tiptui.files.progress import Progress, between
from tiptui.search.index import Index
from tiptui.ui.terminal.widths import fitted

MEGABYTE = 1_000_000
REDRAWN = 0.1
"""Seconds between two looks at how far it has come."""


class _Cancelled(Exception):
    """The reader left before all was read."""


_READ = 0.85
"""The part of the time after which a record is read; then it is folded."""


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

    class Done(Message):
        """All is read."""

        def __init__(self, index: Index) -> None:
            super().__init__()
            self.index = index

    class Failed(Message):
        """It can't be read."""

        def __init__(self, error: BaseException) -> None:
            super().__init__()
            self.error = error

    def __init__(self, file: str, read: Callable[[Progress], Collection]) -> None:
        super().__init__()
        self._file = file
        self._bytes = file_size(file)
        self._read = read
        self._part = 0.0

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Reading {fitted(PurePath(self._file).name)}"), id="file")
        yield ProgressBar(total=1.0, show_eta=False, show_percentage=False)
        yield Static(id="bytes")
        yield Static(Content.styled("q leaves", "dim"))

    def on_mount(self) -> None:
        """Begin to read once this is on the screen."""
        self.set_interval(REDRAWN, self._show)
        self._show()
        self.call_after_refresh(self._begin)

    def _show(self) -> None:
        self.query_one(ProgressBar).update(progress=self._part)
        read, size = (each / MEGABYTE for each in (self._part * self._bytes, self._bytes))
        self.query_one("#bytes", Static).update(Content(f"{read:,.1f} of {size:,.1f} MB"))

    def _begin(self) -> None:
        self.run_worker(self._read_whole, thread=True, exit_on_error=False)

    def _read_whole(self) -> Index:
        """Read what is to be opened, ready for search."""
        collection = self._read(between(0, _READ, self._tell))
        return Index(collection, progress=between(_READ, 1, self._tell))

    def _tell(self, part: float) -> None:
        if not self.app.is_running:
            raise _Cancelled
        self._part = part

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what came of the reading."""
        index, error = event.worker.result, event.worker.error
        if event.state is WorkerState.SUCCESS and isinstance(index, Index):
            self.post_message(self.Done(index))
        elif event.state is WorkerState.ERROR and error and self.app.is_running:
            self.post_message(self.Failed(error))
