"""The app that first reads a large record: the part that most starts do without."""

from collections.abc import Callable

from textual.worker import Worker, WorkerState

from tiptui.collection.live import Live
from tiptui.files.progress import Progress
from tiptui.search.index import Index
from tiptui.ui.app import TiptuiApp
from tiptui.ui.chrome.reading import Reading


class _Cancelled(Exception):
    """The reader left before all was read."""


class ReadingApp(TiptuiApp):
    """The browser over a record that a thread reads while its progress is on the screen."""

    def __init__(
        self,
        file: str,
        size: int,
        read: Callable[[Progress], Index],
        live: Live | None = None,
    ) -> None:
        super().__init__(live=live)
        self.failure: BaseException | None = None
        """What kept the record from being read."""
        self._reading = Reading(file, size)
        self._read = read

    def on_mount(self) -> None:
        """Shows the progress, and begins to read once it is on the screen."""
        self.push_screen(self._reading)
        self._reading.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.run_worker(lambda: self._read(self._progress), thread=True, exit_on_error=False)

    def _progress(self, part: float) -> None:
        if not self.is_running:
            raise _Cancelled
        self._reading.part = part

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Goes on to the browser, or ends where there is nothing to browse."""
        index = event.worker.result
        if event.state is WorkerState.SUCCESS and isinstance(index, Index):
            self.switch_screen(self.browser(index))
        elif event.state is WorkerState.ERROR and self.is_running:
            self.failure = event.worker.error
            self.exit()
