"""The app: theme, styles, palette, and which screen comes first."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.geometry import Offset, Size
from textual.screen import ModalScreen, Screen
from textual.worker import WorkerFailed

from tiptui.collection.live import Live
from tiptui.collection.naming import COLOUR_THEME
from tiptui.files.bookmarks import read_bookmarks
from tiptui.files.config import UNSET, Config, picked_theme, read_config, save_theme
from tiptui.files.output import say
from tiptui.search.index import Index
from tiptui.text.visible import clip
from tiptui.ui.actions.job import SWITCHED
from tiptui.ui.actions.keys import APP, GRID, MOVEMENTS, PANES, Area, Command, area_of, with_keys
from tiptui.ui.actions.searching import ask
from tiptui.ui.actions.session import Choice
from tiptui.ui.browser import Browser
from tiptui.ui.chrome.colours import DARK, LIGHT, add_names
from tiptui.ui.panes.cursor_pane import write_keys
from tiptui.ui.terminal.frames import FrameDriver
from tiptui.ui.terminal.signals import SignalApp, keep_modes
from tiptui.ui.terminal.widths import Colourless
from tiptui.view.state import Pane

LARGEST = Size(1_000, 500)  # cells: a terminal may say anything, and each of them takes memory


class TiptuiApp(SignalApp):
    """The browser over the opened records; those not read yet are read first."""

    TITLE = "tiptui"
    CSS_PATH = "tiptui.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.keys, key.action, key.words, show=False, tooltip=key.tooltip, id=key.id)
        for key in APP
    ]

    def __init__(self, live: Live, config: Config = UNSET, theme: str = "") -> None:
        """Begin with the reader's settings; `theme` is the one picked last."""
        super().__init__(driver_class=FrameDriver)
        # Textual would scroll help and lists of problems for a second before it shows their end.
        self.animation_level = "none"
        # Their widgets take 3 ms of each start, and nothing here shows a toast or a tooltip.
        self._disable_notifications = self._disable_tooltips = True
        self.live = live
        self.printed: list[str] = []  # the texts to print at the end
        self.failure: BaseException | None = None  # the first error, if there was one
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        forced = os.environ.get("TEXTUAL_THEME", "")  # it goes before all others, for this time
        if config.keys or config.theme:
            # Imported here, because most readers set neither.
            from tiptui.ui.settings import check_config

            config = check_config(config, self.available_themes, "" if forced else theme)
            self.set_keymap(dict(config.keys))
        self._bookmarks, unread = read_bookmarks()
        wrong = list(config.wrong)
        if unread:
            wrong.append(unread)
        if forced and not self.get_theme(forced):
            wrong.append(f'TEXTUAL_THEME: no colour theme is called "{clip(forced)}"')
        self.config = config._replace(wrong=tuple(wrong))

        for name in (forced, theme, config.theme, DARK.name):
            known = self.get_theme(name)
            if known:
                # Set so that no watcher parses the styles, which are not read yet, for 12 ms.
                self.set_reactive(App.theme, known.name)
                self.stylesheet.set_variables(self.get_css_variables())
                break

    @property  # read with each frame, after its layout
    def cursor_position(self) -> Offset:
        """The cell of the terminal's own cursor: in a form its field, else the row that is lit."""
        if field := self.focused:
            return getattr(field, "cursor_screen_offset", field.content_region.offset)
        return self._lit

    @cursor_position.setter
    def cursor_position(self, cell: Offset) -> None:
        self._lit = cell

    def on_mount(self) -> None:
        self.follow_terminal()
        if not isinstance(self.screen, Browser):
            # Imported here, because most records are read by now.
            from tiptui.ui.chrome.progress_screen import ReadingScreen

            def go_on(index: Index) -> object:
                return self.switch_screen(self._browser(index))

            # Not the default screen: Textual can't switch from that to another.
            self.push_screen(ReadingScreen(self.live, go_on))

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End. Textual's own would write texts of the record into its report, for seconds."""
        self._close_messages_no_wait()

    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = add_names(super().get_css_variables())
        return self.theme_variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        # Textual's own filter would look in each line for colours that only the ansi themes have.
        return [Colourless()] if self.no_color else []

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Resize):
            if isinstance(self._driver, FrameDriver):
                self._driver.forget()
            drawn = map(min, event.size, LARGEST)
            event = events.Resize.from_dimensions(Size(*drawn), event.pixel_size)
        if isinstance(event, events.Key) and isinstance(self.screen, Browser | ModalScreen):
            # A key is handled to its end before the next one, by the screen that it left on top.
            # Keys typed after the one that ends the browser do nothing.
            while self.return_code is None and not self.screen.is_mounted:  # noqa: ASYNC110
                await asyncio.sleep(0)
            if self.return_code is None:
                screen: Any = self.screen
                await screen.on_key(event)
        else:
            await super().on_event(event)

    # The first screen.

    def get_default_screen(self) -> Screen[None]:
        if self.live.taken:
            return self._browser(Index(self.live.now.collection))
        return super().get_default_screen()

    def _browser(self, index: Index) -> Browser:
        index = index.with_bookmarks(self._bookmarks)
        return Browser(index, self.live, self.config, self.printed.append)

    # Commands of the app.

    async def action_help(self) -> None:
        from tiptui.ui.chrome.help import Help

        at = self.screen
        if isinstance(at, Browser):
            page = Help(area_of(at.session.view), self.config, at.keys)
        else:
            page = Help(Area.LISTS, self.config, at.active_bindings)
        await self.push_screen(page)

    async def action_palette(self) -> None:
        # Not Textual's: docs/decisions/own-lists-over-the-browser.md says why.
        from tiptui.ui.chrome.overlays import Choosing

        palette = Choosing[Callable[[], Any]](choices_of_app(self))
        await self.push_screen(palette, lambda picked: picked and picked())


def choices_of_app(app: TiptuiApp) -> Iterator[Choice]:
    """Yield the browser's commands if it is in sight, the first of each name; then the app's."""

    def choices(rows: Iterable[Command], run: Callable[[Command], object]) -> Iterator[Choice]:
        for command in with_keys(rows, app.config.keys):
            keys, name = write_keys(command.keys), command.words.capitalize()
            run_it, words = partial(run, command), command.everyday
            yield Choice(name, command.tooltip, run_it, keys, words)

    if isinstance(screen := app.screen, Browser):
        here = GRID if screen.session.view.main is Pane.GRID else ()
        named = {row.words: row for row in reversed((*here, *PANES)) if row.id not in MOVEMENTS}
        yield from choices(reversed(named.values()), screen.run)
        for name, query in app.config.queries.items():
            yield Choice(f"@{name}", query, partial(ask, screen.session, name))
    about = "Choose the colours (color theme)"
    yield Choice(f"{COLOUR_THEME} …", about, partial(_choose_theme, app))
    others = (command for command in APP if command.id != "palette")
    yield from choices(others, lambda command: app.run_action(command.action))


def _choose_theme(app: TiptuiApp) -> None:
    from tiptui.ui.chrome.overlays import ThemeMenu

    before = app.theme

    def change(name: str | None) -> None:
        app.theme = name or before
        failure = save_theme(name) if name else ""
        if failure and isinstance(app.screen, Browser):
            app.screen.session.remark(failure)

    themes = sorted(app.available_themes)
    choices = (Choice(theme, "", theme) for theme in themes)
    app.push_screen(ThemeMenu(choices, COLOUR_THEME, themes.index(before)), change)


def browse(live: Live, write: Callable[[str], None]) -> int:
    """Show the browser until its reader leaves; return the exit status, or raise its error."""
    sys.setswitchinterval(SWITCHED)
    app = TiptuiApp(live, read_config(), picked_theme())
    for remark in app.config.wrong:
        say(f"tiptui: {remark}")
    # With a loop of our own, since Textual's waits at the end for threads that nobody can stop.
    with keep_modes(), closing(asyncio.new_event_loop()) as loop:
        app.run(loop=loop)
    for text in app.printed:
        write(f"{text}\n")
    if app.failure:
        raise app.failure
    return app.return_code or 0
