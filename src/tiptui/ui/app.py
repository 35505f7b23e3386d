"""The app: theme, styles, palette."""

import gc
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from textual import actions
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.worker import WorkerFailed

from tiptui.collection.live import Live
from tiptui.files.progress import Progress
from tiptui.search.index import Index
from tiptui.ui.browser import Browser
from tiptui.ui.keys import APP, PANES
from tiptui.ui.source_keys import SourceKeys
from tiptui.ui.terminal.driver import FrameDriver
from tiptui.ui.terminal.signals import SignalApp


class TiptuiApp(SignalApp):
    """The browser over one record."""

    TITLE = "tiptui"
    CSS_PATH = "tiptui.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(APP)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (declared as Textual declares it)
        (0, "-one-column"),
        (70, "-two-columns"),
        (110, "-three-columns"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012

    def __init__(self, index: Index | None = None, live: Live | None = None) -> None:
        super().__init__()
        self.index = index
        self.live = live
        self.printed: list[str] = []
        """What the reader wants printed at the end."""
        self.error: Exception | None = None
        """What went wrong inside."""

    def on_mount(self) -> None:
        """Follows what happens to the terminal."""
        self.follow_terminal()

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.error = self.error or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Ends. Textual's own would take seconds to write what the record says into its report."""
        self._close_messages_no_wait()

    def on_source_keys_print_at_end(self, message: SourceKeys.PrintAtEnd) -> None:
        """Keeps a text until the terminal is restored."""
        self.printed.append(message.text)

    def get_driver_class(self) -> type[Driver]:
        """Gives the driver that holds the frame, unless the environment names another."""
        driver = super().get_driver_class()
        return FrameDriver if driver is LinuxDriver else driver

    def get_default_screen(self) -> Screen[None]:
        """Gives the browser; an empty screen where there is nothing to browse yet."""
        return self.browser(self.index) if self.index else super().get_default_screen()

    def browser(self, index: Index) -> Browser:
        """Gives the browser over a record, with the classes of its size."""
        browser = Browser(index, self.live)
        # Textual gives these at the first resize, which is after the first frame.
        for cells, breakpoints in (
            (self.size.width, self.HORIZONTAL_BREAKPOINTS),
            (self.size.height, self.VERTICAL_BREAKPOINTS),
        ):
            name = max(each for each in breakpoints if each[0] <= cells)[1]
            browser.add_class(name, update=False)  # it has no style yet
        browser.call_after_refresh(_collect_garbage)
        return browser

    async def action_help(self) -> None:
        """Shows every key."""
        from tiptui.ui.chrome.help import Help

        await self.push_screen(Help())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Gives the palette: Textual's themes, and the keys of the browser by name."""
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        here = [(screen, PANES)] if isinstance(screen, Browser) else []
        for target, bindings in (*here, (self, APP)):
            for binding in bindings:
                if binding.action != "command_palette":
                    words = binding.description.capitalize()
                    yield SystemCommand(words, binding.tooltip, _doing(target, binding.action))


def _doing(target: DOMNode, action: str) -> Callable[[], object]:
    """Gives what does an action, also where its key is text for the search line."""
    _, name, arguments = actions.parse(action)
    return partial(getattr(target, f"action_{name}"), *arguments)


def _collect_garbage() -> None:
    # What is there by now stays to the end: no need to look through it again.
    gc.freeze()
    gc.enable()


def browse(index: Index, live: Live, write: Callable[[str], None]) -> int:
    """Shows the browser until its reader leaves; gives the exit status.

    What the reader chose to have at the end goes to `write`.
    """
    return _run(TiptuiApp(index, live), write)


def browse_when_read(
    live: Live,
    size: int,
    read: Callable[[Progress], Index],
    write: Callable[[str], None],
) -> int:
    """Reads a large file of `size` bytes with its progress on the screen, then browses it.

    Raises what `read` raises, once the terminal is restored.
    """
    from tiptui.ui.reading_app import ReadingApp

    app = ReadingApp(live.file, size, read, live)
    status = _run(app, write)
    if app.failure:
        raise app.failure
    return status


def _run(app: TiptuiApp, write: Callable[[str], None]) -> int:
    app.run()
    for text in app.printed:
        write(f"{text}\n")
    if app.error:
        raise app.error
    return app.return_code or 0
