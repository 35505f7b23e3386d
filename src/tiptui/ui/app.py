"""The app: theme, styles, palette."""

import gc
import io
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from rich.console import Console
from textual import actions
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from tiptui.crash import told
from tiptui.live import Live
from tiptui.progress import Progress
from tiptui.search import Index
from tiptui.ui.browser import Browser
from tiptui.ui.keys import APP, PANES
from tiptui.ui.source_keys import SourceKeys


class TiptuiApp(App[None]):
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

    def on_source_keys_print_at_end(self, message: SourceKeys.PrintAtEnd) -> None:
        """Keeps a text until the terminal is restored."""
        self.printed.append(message.text)

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
        from tiptui.ui.help import Help

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
    details = io.StringIO()
    # Textual prints the traceback of an internal error here, after it restored the terminal.
    app.error_console = Console(file=details, width=120)
    app.run()
    for text in app.printed:
        write(f"{text}\n")
    if not app.return_code:
        return 0
    name = "in the browser"
    print(f"tiptui: {told(name, details.getvalue())}", file=sys.stderr)
    return 70
