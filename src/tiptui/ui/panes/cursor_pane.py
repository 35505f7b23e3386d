"""What all panes are: lines drawn on demand, a cursor, a scrollbar."""

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.style import Style

from tiptui.ui.panes.scrolling import BAR, Scrolling
from tiptui.ui.terminal.widths import fitted, is_certain
from tiptui.view.state import Pane

GUTTER = 2
"""Cells left of each line: the cursor or mark, and a space."""


class CursorPane(Scrolling):
    """A pane drawn line by line on demand, with a cursor that goes from stop to stop.

    It never has Textual's focus: the screen takes every key, one after the other, and asks the pane
    that is `active` where its cursor goes, so that nothing typed ahead goes to the wrong pane.
    """

    class Clicked(Message):
        """The reader clicked a pane: at a stop or (None) beside them all, once or twice."""

        def __init__(self, pane: Pane, stop: int | None, times: int) -> None:
            super().__init__()
            self.pane = pane
            self.row = stop
            self.times = times

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane.value)
        self.pane = pane
        self.stop = 0
        """The number of the stop where the cursor is."""
        self.stops = 0
        """How many stops there are."""
        self.active = False
        """Whether keys move this cursor."""
        self._styles: dict[str, Style] = {}
        self._line_style: dict[tuple[bool, bool, bool], tuple[Style, Style]] = {}
        self._heading = ""

    # What a kind of pane has to give.

    def extent(self, stop: int) -> tuple[int, int]:
        """Return the first line of a stop, and the line after its last."""
        raise NotImplementedError

    def stop_at(self, line: int) -> int | None:
        """Return the stop that a line belongs to."""
        raise NotImplementedError

    def is_marked(self, stop: int) -> bool:
        """Return whether a stop belongs to what the reader looks at in another pane."""
        raise NotImplementedError

    def first_marked(self) -> int | None:
        """Return the first stop that is marked."""
        raise NotImplementedError

    def content(self, line: int) -> Content:
        """Return the text of a line, not wider than `text_width`."""
        raise NotImplementedError

    # Drawing.

    @property
    def text_width(self) -> int:
        """The cells that a line of text may take."""
        return max(1, self.area.width - GUTTER - BAR)

    def at_cursor(self, line: int) -> bool:
        """Return whether a whole line is of the stop where the cursor is."""
        return self.stop_at(line) == self.stop

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        line = y + self.top
        stop = self.stop_at(line)
        at_cursor = self.at_cursor(line)
        marked = stop is not None and self.is_marked(stop)
        base, gutter = self._line_styles(at_cursor, marked)
        glyph = " "
        if marked:
            glyph = "▌"
        elif self.active and self.stops and line == self.extent(self.stop)[0]:
            glyph = "❯"
        text = self.content(line) if line < self.length else Content("")
        pieces = text.render(base, end="", parse_style=self._parsed)
        segments = [Segment(f"{glyph} ", gutter.rich_style)]
        segments += [Segment(words, style.rich_style) for words, style in pieces]
        room = max(0, self.area.width - BAR)
        # Marked letters are drawn apart from those beside them, and may be measured otherwise then.
        cells = GUTTER + text.cell_length if is_certain(text.plain) else None
        row = Strip(segments, cells).adjust_cell_length(room, base.rich_style)
        return Strip([*row, self.scrollbar(y, base, self.style_of("thumb"))], room + BAR)

    def _parsed(self, style: str | Style) -> Style:
        return self.style_of(style) if isinstance(style, str) else style

    def style_of(self, name: str) -> Style:
        """Return the style that the lines know by a name."""
        if name not in self._styles:
            style = self.screen.get_visual_style(f"row--{name}", partial=True)
            self._styles[name] = self.visual_style + style if name == "thumb" else style
        return self._styles[name]

    def notify_style_update(self) -> None:
        """Forget the colours of a theme that changed."""
        super().notify_style_update()
        self._styles.clear()
        self._line_style.clear()

    def _line_styles(self, at_cursor: bool, marked: bool) -> tuple[Style, Style]:
        """Return the style of a line and that of what is left of it."""
        key = at_cursor, marked, self.active
        if key not in self._line_style:
            style = self.visual_style
            if marked:
                style += self.style_of("marked")
            if at_cursor:
                style += self.style_of("active" if self.active else "resting")
            self._line_style[key] = style, style + self.style_of("bar" if marked else "cursor")
        return self._line_style[key]

    def reveal(self, stop: int) -> None:
        """Scroll as little as possible to have a stop in the window, its beginning at least."""
        if stop < self.stops:
            first, after = self.extent(stop)
            self.scroll_lines(max(0, after - 1 - self.last_line))
            self.scroll_lines(min(0, first - self.top))

    def settle(self) -> None:
        """Scroll only if it must: to the cursor that keys move, or to a row that is marked."""
        if not self.area:
            return  # before it is laid out, every line seems out of sight
        self.scroll_lines(0)
        if self.active:
            self.reveal(self.stop)
        elif not self._sees_mark() and (stop := self.first_marked()) is not None:
            self.reveal(stop)

    def _sees_mark(self) -> bool:
        seen = {self.stop_at(line) for line in range(self.top, self.last_line + 1)}
        return any(stop is not None and self.is_marked(stop) for stop in seen)

    # Moving: each gives the stop where the cursor goes, and scrolls.

    def down(self) -> int:
        """Return the next stop; scrolls a line where going there would skip text in between."""
        following = self.stop + 1
        if following < self.stops and self.extent(following)[1] <= self.last_line + self.window + 1:
            return following
        self.scroll_lines(1)
        return self.stop

    def up(self) -> int:
        """Return the stop before; scrolls a line where going there would skip text in between."""
        before = self.stop - 1
        if before >= 0 and self.extent(before)[0] >= self.top - self.window:
            return before
        self.scroll_lines(-1)
        return self.stop

    def page(self, pages: float) -> int:
        """Return the stop that is some pages, or parts of a page, down or (less than 0) up."""
        lines = int(pages * self.window)
        target = self.extent(self.stop)[0] + lines if self.stops else 0
        target = min(max(0, target), self.length - 1)
        self.scroll_lines(lines)
        nearest = range(target, self.length) if lines < 0 else range(target, -1, -1)
        stops = (self.stop_at(line) for line in nearest)
        return next((stop for stop in stops if stop is not None), self.stop)

    def first(self) -> int:
        """Return the first stop; scrolls to the top."""
        self.scroll_lines(-self.length)
        return 0

    def last(self) -> int:
        """Return the last stop; scrolls to the end."""
        self.scroll_lines(self.length)
        return max(0, self.stops - 1)

    # What the screen and the mouse do.

    def hold(self) -> Callable[[], None]:
        """Return what scrolls the cursor's row back to the line of the window where it is now.

        Where it is out of sight, the window goes back to its lines.
        """
        top, offset = self.top, self._cursor_line - self.top
        in_sight = self.area and 0 <= offset < self.window

        def put_back() -> None:
            if self.area:
                self.scroll_lines((self._cursor_line - offset if in_sight else top) - self.top)

        return put_back

    @property
    def _cursor_line(self) -> int:
        return self.extent(self.stop)[0] if self.stops else 0

    def renew(self) -> None:
        """Forget what was drawn: the same value of a view shows another record."""
        self.refresh()

    def take(self, stop: int, stops: int, active: bool, heading: str) -> None:
        """Take what every value that is shown has: cursor, whether it is active, title."""
        self.stop, self.stops = stop, stops
        if active != self.active:
            self.active = active
            self.set_class(active, "-active", update=self.is_attached)
        if heading != self._heading:
            self._heading = heading
            # As content, so that it is never read as markup.
            self.border_title = Content(fitted(heading))

    def on_resize(self) -> None:
        """Keep in the window what was in it."""
        super().on_resize()
        self.settle()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.x < self.area.width - BAR:
            stop = None if offset is None else self.stop_at(offset.y + self.top)
            self.post_message(self.Clicked(self.pane, stop, event.chain))
