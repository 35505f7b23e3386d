"""A reader in front of the browser, for the journeys: their keys, and the screen after them.

    async with reading(lahore()) as reader:
        await reader.press("/", *"kar")
        assert reader.cursor("speakers").startswith("Uzma Kardar")

The screen comes from Textual's screenshot, the one public picture of all of it.
"""

import re
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, NamedTuple
from unittest.mock import patch

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from textual import events
from textual._compositor import Compositor
from textual.geometry import Offset, Region
from textual.pilot import Pilot
from textual.strip import Strip

from tests.kit.terminal import PATIENCE
from tiptui.collection.live import Live, News
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.files.config import UNSET, Config
from tiptui.files.input import STDIN
from tiptui.record.load import ReadFile
from tiptui.ui.app import TiptuiApp
from tiptui.ui.browser import Browser
from tiptui.ui.chrome.overlays import Choices
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.view.state import History, View

PANES = ("event", "counts", "speakers", "recommendations", "statements", "points", "detail")

OPENING = ("a", "c", "v")  # the keys of forms
_NAMED = {
    "/": "slash",
    "?": "question_mark",
    "!": "exclamation_mark",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    " ": "space",
}
"""Textual's names of keys."""


class Cell(NamedTuple):
    """A cell of the screen; the second one of a wide character has no text."""

    text: str
    style: Style

    @property
    def colour(self) -> str:
        return _hex(self.style.bgcolor if self.style.reverse else self.style.color)

    @property
    def background(self) -> str:
        """The colour behind the text; empty for that of the terminal."""
        if self.style.reverse:
            return _hex(self.style.color)
        is_own = self.style.bgcolor and not self.style.bgcolor.is_default
        return _hex(self.style.bgcolor) if is_own else ""

    @property
    def bold(self) -> bool:
        return bool(self.style.bold)

    @property
    def underlined(self) -> bool:
        return bool(self.style.underline)


def _hex(colour: Color | None) -> str:
    return (colour or Color.default()).get_truecolor(SVG_EXPORT_THEME).hex


class Picture:
    """The rows of a frame, each made of cells once one of them is looked at."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        lines = Segment.split_lines(Segment.filter_control(segments))
        self._strips = [Strip(line) for line in lines]
        self._row = cache(self._cells)

    def _cells(self, y: int) -> list[Cell]:
        row = list[Cell]()
        for text, style, _ in self._strips[y]:
            for character in text:
                if width := cell_len(character):
                    row.append(Cell(character, style or Style.null()))
                    row += [Cell("", style or Style.null())] * (width - 1)
                elif row:
                    row[-1] = row[-1]._replace(text=row[-1].text + character)
        return row

    def rows(self, region: Region) -> list[list[Cell]]:
        rows = map(self._row, self._seen(region))
        return [row[max(0, region.x) : max(0, region.right)] for row in rows]

    def lines(self, region: Region) -> list[str]:
        ends = max(0, region.x), max(0, region.right)
        return [self._strips[y].crop(*ends).text for y in self._seen(region)]

    def _seen(self, region: Region) -> range:
        return range(len(self._strips))[max(0, region.y) : max(0, region.bottom)]


class Reader:
    """Somebody with a keyboard, a mouse and eyes."""

    def __init__(self, app: TiptuiApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self._picture: Picture | None = None

    @property
    def _browsers(self) -> list[Browser]:
        return [screen for screen in self.app.screen_stack if isinstance(screen, Browser)]

    @property
    def browser(self) -> Browser:
        return self._browsers[0]

    # Keys and mouse.

    async def press(self, *keys: str) -> None:
        for key in keys:
            name = _NAMED.get(key, key)
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))
            if key in OPENING:
                await self.settle()  # a form takes no key that was pressed before it is seen
        await self.settle()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def click(self, text: str, where: str = "", times: int = 1) -> None:
        await self.click_at(*self.place(text, where), times=times)

    async def click_ahead(self, text: str, *keys: str, times: int = 1) -> None:
        x, y = self.place(text)
        for key in keys:
            self.app.post_message(events.Key(_NAMED.get(key, key), key if len(key) == 1 else None))
        await self.click_at(x, y, times)

    async def click_at(self, x: int, y: int, times: int = 1) -> None:
        for kind in (events.MouseDown, events.MouseUp) * times:
            event = kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
            self.app.post_message(event)
        await self.settle()

    async def turn_wheel(self, pane: str, lines: int) -> None:
        """Turn the mouse wheel over a pane, down or (less than 0) up."""
        x, y = self.region(pane).center
        kind = events.MouseScrollDown if lines > 0 else events.MouseScrollUp
        for _ in range(abs(lines)):
            event = kind(None, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y)
            self.app.post_message(event)
        await self.settle()

    async def start_again(self) -> None:
        """Go back to the view that the browser begins with."""
        session = self.browser.session
        session.history = History()
        session.renew(session.index, View())
        await self.settle()

    async def look(self) -> None:
        """Have the browser look at the files, as its timer does: a change needs two looks."""
        self.browser.files.look()
        self.browser.files.look()
        await self.settle()

    async def resize(self, columns: int, rows: int) -> None:
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()

    async def settle(self) -> None:
        """Let the browser work and draw, as often as one step leads to another, and find all."""
        for _ in range(3):
            await self.pilot.pause(0)
        # On a busy machine a search goes on between keys.
        while any(screen.session.search_job._worker for screen in self._browsers):
            await self.pilot.pause(0)
        self._picture = None

    async def wait_until(self, seen: Callable[[], bool]) -> None:
        """Wait for a change that Textual makes by its own timer: the palette, smooth scrolling."""
        deadline = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < deadline, f"not seen in time:\n{self.text}"
            await self.pilot.pause()
            self._picture = None

    # The screen.

    @property
    def picture(self) -> Picture:
        if self._picture is None:
            # Only the frame is wanted: the picture hands it to Rich.
            with patch.object(Console, "print") as printed:
                self.app.export_screenshot()
            self._picture = Picture(Console().render(*printed.call_args.args))
        return self._picture

    def region(self, where: str = "") -> Region:
        """Return the region of a pane, its border included, empty where it is not seen; or all."""
        if not where:
            return self.app.size.region
        found = self.browser.query(f"#{where}")
        return found.first().region if found else Region()

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.picture.lines(self.region())]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def search_line(self) -> str:
        """The text typed in the line above the last, or its invitation."""
        left, gap, right = self.lines[-2].strip().rpartition("  ")
        return left.rstrip() if gap else right

    @property
    def status(self) -> str:
        """The right end of that line: the answer to the last key, else the status."""
        _, gap, right = self.lines[-2].strip().rpartition("  ")
        return right if gap else ""

    @property
    def keys_line(self) -> str:
        return self.lines[-1].strip()

    @property
    def panes(self) -> list[str]:
        return [name for name in ("source", *PANES) if self.region(name)]

    @property
    def focus(self) -> str:
        """The name of the pane whose title is bold."""
        (focus,) = [name for name in self.panes if self.cells(self.title(name), name)[0].bold]
        return focus

    def title(self, pane: str) -> str:
        """Return the words in the upper border of a pane, after the key that goes there."""
        line = self.picture.lines(self.region(pane))[0].strip("╭─╮ ")
        return re.sub(r"^\d ", "", line)

    def pane(self, pane: str) -> list[str]:
        """Return the lines of a pane, without border, scrollbar and the blanks at their ends."""
        inside = self.region(pane).shrink((1, 2, 1, 1))
        return [line.rstrip() for line in self.picture.lines(inside)]

    @property
    def menu(self) -> list[str]:
        """The lines of the choices that lie over the browser, without border and outer blanks."""
        inside = self.app.screen.query_one(Choices).region.shrink((1, 2, 1, 2))
        return [line.strip() for line in self.picture.lines(inside)]

    def marked(self, pane: str) -> list[str]:
        return [line[2:] for line in self.pane(pane) if line.startswith("▌")]

    def cursor(self, pane: str) -> str:
        """Return the line of a pane that has the cursor; empty where none has."""
        return next((line[2:] for line in self.pane(pane) if line.startswith("❯")), "")

    def place(self, text: str, where: str = "") -> Offset:
        """Return the first place of a text, in a pane or anywhere."""
        region = self.region(where)
        for y, row in enumerate(self.picture.rows(region)):
            start = "".join(cell.text for cell in row).find(text)
            if start >= 0:
                columns = [x for x, cell in enumerate(row) for _ in cell.text]
                return Offset(region.x + columns[start], region.y + y)
        raise AssertionError(f"{text!r} is not in {where or 'all'}:\n{self.text}")

    def cells(self, text: str, where: str = "") -> list[Cell]:
        x, y = self.place(text, where)
        (row,) = self.picture.rows(Region(x, y, cell_len(text), 1))
        return row


def shown(
    collection: Collection, live: Live | None = None, config: Config = UNSET, theme: str = ""
) -> TiptuiApp:
    """Return the app over a collection, without files if none are given."""
    if live is None:
        live = Live([STDIN], {})
        live.options = live.options._replace(of_collection=collection.single is None)
        for dialogue in collection.dialogues:
            dialogue.file = dialogue.file or STDIN
        files = [dialogue.file for dialogue in collection.dialogues]
        live.take(News({file: Opened(ReadFile(file, data=b"")) for file in files}, collection))
    if not live.taken:
        live.take(News({}, collection))
    return TiptuiApp(live, config, theme)


_render = Compositor.render_update


def _render_whole(compositor: Compositor, full: bool = False, **given: Any) -> Any:
    """Render a whole frame, as a screenshot needs; for any other, only fit the panes."""
    if full:
        return _render(compositor, full, **given)
    compositor._dirty_regions.clear()
    for pane in compositor.visible_widgets:
        if isinstance(pane, CursorPane):
            pane.fit()
    return None


@asynccontextmanager
async def reading(
    collection: Collection,
    size: tuple[int, int] = (120, 40),
    live: Live | None = None,
    config: Config = UNSET,
    theme: str = "",
) -> AsyncIterator[Reader]:
    app = shown(collection, live, config, theme)
    del collection  # a changed file replaces it, and then nothing here keeps it
    with patch.object(Compositor, "render_update", _render_whole):
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            yield reader
