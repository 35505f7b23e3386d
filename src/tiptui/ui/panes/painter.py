"""How a line of a pane is drawn."""

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tiptui.ui.panes.body import Body
from tiptui.ui.panes.window import Window
from tiptui.ui.terminal.widths import is_certain

GUTTER = 2
"""Cells left of each line: the cursor or mark, and a space."""

CURSOR, MARK = "❯", "▌"
"""What stands left of the row under the cursor, and of one that belongs to it."""

BAR = 1
"""Cells right of each line, for the scrollbar."""


def text_width(window: Window) -> int:
    """Return the cells that a line of text may take."""
    return max(1, window.width - GUTTER - BAR)


def style_of(widget: Widget, name: str) -> Style:
    """Return a style of the style sheet; Textual's own way to it forgets `reverse`."""
    reverse = widget.get_component_styles(name).text_style.reverse
    return widget.get_visual_style(name, partial=True) + Style(reverse=reverse)


class Painter:
    """Draws a body's lines in the styles that the screen gives to names."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._line_styles: dict[tuple[bool, bool, bool], tuple[Style, Style]] = {}
        self._cursor: int | None = None
        self._length = 0
        self._thumb = range(0)

    def forget(self) -> None:
        """Forget the colours of a theme that changed."""
        self._styles.clear()
        self._line_styles.clear()

    def look(self, body: Body, window: Window) -> None:
        """Find out what all lines of a frame are drawn by."""
        has_cursor = body.active and body.stops
        self._cursor = body.extent(window, body.stop)[0] if has_cursor else None
        self._length = body.length(window)
        self._thumb = window.thumb(self._length)

    def line(self, body: Body, window: Window, y: int) -> Strip:
        """Draw a line of the frame, or one above it: cursor or mark, text, scrollbar."""
        number, length = y + (window.top if y >= 0 else 0), self._length
        stop = body.stop_at(number)
        marked = stop is not None and body.is_marked(stop)
        base, gutter = self._styles_of_line(body.is_at_cursor(number), marked, body.active)
        glyph = CURSOR if number == self._cursor else MARK if marked else " "
        text = body.content(number) if number < length else Content("")
        pieces = text.render(base, end="", parse_style=self._parse)
        segments = [Segment(f"{glyph} ", gutter.rich_style)]
        segments += [Segment(words, style.rich_style) for words, style in pieces]
        room = max(0, window.width - BAR)
        # Marked letters are drawn apart from those beside them, and may be measured otherwise then.
        cells = GUTTER + text.cell_length if is_certain(text.plain) else None
        row = Strip(segments, cells).adjust_cell_length(room, base.rich_style)
        style = self._style("thumb") if length > window.height else base
        bar = Segment("▐" if y in self._thumb else " ", style.rich_style)
        return Strip([*row, bar], room + BAR)

    def _parse(self, style: str | Style) -> Style:
        return self._style(style) if isinstance(style, str) else style

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            style = style_of(self._widget.screen, f"row--{name}")
            own = self._widget.visual_style
            self._styles[name] = own + style if name == "thumb" else style
        return self._styles[name]

    def _styles_of_line(self, at_cursor: bool, marked: bool, active: bool) -> tuple[Style, Style]:
        """Return the style of a line and that of what is left of it."""
        key = at_cursor, marked, active
        if key not in self._line_styles:
            style = self._widget.visual_style
            if marked:
                style += self._style("marked")
            if at_cursor:
                style += self._style("active" if active else "resting")
            self._line_styles[key] = style, style + self._style("bar" if marked else "cursor")
        return self._line_styles[key]
