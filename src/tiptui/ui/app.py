"""The app: theme, styles, palette, and which screen comes first."""

import gc
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.ui.browser import Browser
from tiptui.ui.keys import APP, GRID, PANES
from tiptui.ui.terminal.driver import FrameDriver
from tiptui.ui.terminal.signals import SignalApp
from tiptui.view.state import Pane

if TYPE_CHECKING:
    from tiptui.ui.chrome.reading import ReadingScreen

LARGEST = Size(1_000, 500)
"""Cells that are drawn at most: a terminal may say anything, and each of them takes memory."""


_SWITCH = 0.001
"""Seconds after which a thread that reads lets a key go first, several times for each key."""


class TiptuiApp(SignalApp):
    """The browser over what was opened; what is not yet read is read first."""

    TITLE = "tiptui"
    CSS_PATH = "tiptui.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = list(APP)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (declared as Textual declares it)
        (0, "-one-column"),
        (70, "-two-columns"),
        (110, "-three-columns"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012

    def __init__(self, live: Live) -> None:
        super().__init__()
        # Textual would scroll help and lists of problems for a second before it shows their end.
        self.animation_level = "none"
        self.live = live
        self.printed: list[str] = []
        """What the reader wants printed at the end."""
        self.failure: BaseException | None = None
        """What kept the record from being read, or went wrong inside."""

    def on_mount(self) -> None:
        """Follow what happens to the terminal; read the record where that is still to do."""
        self.follow_terminal()
        if not isinstance(self.screen, Browser):
            # Not above: most records are read by now.
            from tiptui.ui.chrome.reading import ReadingScreen

            # Not the default screen: Textual can't switch from that to another.
            self.push_screen(ReadingScreen(self.live.paths[0], self.live.read_first))

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End. Textual's own would take seconds to write what the record says into its report."""
        self._close_messages_no_wait()

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that holds the frame."""
        return FrameDriver

    async def on_event(self, event: events.Event) -> None:
        """Take in an event; of the terminal's size, what is drawn on."""
        if isinstance(event, events.Resize):
            drawn = map(min, event.size, LARGEST)
            event = events.Resize.from_dimensions(Size(*drawn), event.pixel_size)
        await super().on_event(event)

    # Which screen comes first.

    def get_default_screen(self) -> Screen[None]:
        """Return the browser; an empty screen where the record is not read yet."""
        if self.live.collection:
            return self._browser(self.live.collection)
        return super().get_default_screen()

    def on_reading_screen_done(self, message: "ReadingScreen.Done") -> None:
        """Go on to the browser over what was read."""
        self.switch_screen(self._browser(message.collection))

    def on_reading_screen_failed(self, message: "ReadingScreen.Failed") -> None:
        """End: there is nothing to browse."""
        self.failure = message.error
        self.exit()

    def _browser(self, collection: Collection) -> Browser:
        """Return the browser, with the classes of its size."""
        browser = Browser(collection, self.live)
        # Textual gives these at the first resize, which is after the first frame.
        for cells, breakpoints in (
            (self.size.width, self.HORIZONTAL_BREAKPOINTS),
            (self.size.height, self.VERTICAL_BREAKPOINTS),
        ):
            name = max(each for each in breakpoints if each[0] <= cells)[1]
            browser.add_class(name, update=False)  # it has no style yet
        browser.call_after_refresh(_collect_garbage)
        return browser

    # What the browser and keys ask for.

    def on_browser_print_at_end(self, message: Browser.PrintAtEnd) -> None:
        """Keep a text until the terminal is restored."""
        self.printed.append(message.text)

    async def action_help(self) -> None:
        from tiptui.ui.chrome.help import Help

        await self.push_screen(Help())

    async def action_command_palette(self) -> None:  # type: ignore[override]
        # Not Textual's: that one fails on a narrow screen, and on keys that come ahead of it.
        await self._pick(self.get_system_commands(self.screen))

    async def _pick_theme(self) -> None:
        themes = sorted(self.available_themes)
        await self._pick(
            SystemCommand(each, "", partial(setattr, self, "theme", each)) for each in themes
        )

    async def _pick(self, commands: Iterable[SystemCommand]) -> None:
        """Open the palette; do what is picked there."""
        from tiptui.ui.chrome.palette import Palette

        await self.push_screen(Palette(commands), self._do)

    def _do(self, picked: Callable[[], object] | None) -> None:
        if picked:
            self.call_later(picked)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Return the palette: Textual's themes, and the keys of the browser by name."""
        yield SystemCommand("Theme", "Change the colours", self._pick_theme)
        if isinstance(screen, Browser):
            yield SystemCommand(
                "Export …", "Write what is shown for other programs", partial(_export, screen)
            )
            here = GRID if screen.session.view.main is Pane.GRID else ()
            for binding in (*here, *PANES):
                yield _command(binding, partial(screen.run, binding.action))
        for binding in APP:
            if binding.action != "command_palette":
                yield _command(binding, partial(self.run_action, binding.action))


def _command(binding: Binding, do: Callable[[], object]) -> SystemCommand:
    """Return a line of the palette, which also does what has a letter as its key in the search."""
    return SystemCommand(binding.description.capitalize(), binding.tooltip, do)


def _export(screen: Browser) -> None:
    # Not above: most readers do without.
    from tiptui.ui.exporting import offer_export

    offer_export(screen.session, screen, screen.spawn)


def _collect_garbage() -> None:
    # What is there by now stays to the end: no need to look through it again.
    gc.freeze()
    gc.enable()


def browse(live: Live, write: Callable[[str], None]) -> int:
    """Show the browser until its reader leaves; return the exit status.

    What the reader chose to have at the end goes to `write`. Raise what keeps a record from being
    read, once the terminal is restored.
    """
    sys.setswitchinterval(_SWITCH)
    app = TiptuiApp(live)
    app.run()
    for text in app.printed:
        write(f"{text}\n")
    if app.failure:
        raise app.failure
    return app.return_code or 0
