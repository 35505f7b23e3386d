"""A widget that scrolls lines by itself, with a bar at its right side."""

from rich.segment import Segment
from textual import events
from textual.geometry import NULL_SIZE, Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

BAR = 1
"""Cells right of each line, for the scrollbar."""

WHEEL = 3
"""Lines that one turn of the mouse wheel scrolls."""


def in_thumb(y: int, top: int, window: int, length: int) -> bool:
    """Return whether a line of the scrollbar is in its thumb, of a window of `length` lines."""
    size = max(1, window * window // length)
    start = top * (window - size) // (length - window)
    return start <= y < start + size


class Scrolling(Widget):
    """A window on lines. Textual would lay out the whole screen whenever their number changes."""

    ALLOW_SELECT = False

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.top = 0
        """The first line in the window."""
        self.area = NULL_SIZE
        """Its cells inside the border. Textual's `size` looks them up in the layout each time."""
        self._dragged = False

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, for the size that it has now."""
        self.area = self.size
        return super().render_lines(crop)

    def on_resize(self) -> None:
        self.area = self.size

    @property
    def length(self) -> int:
        """The number of lines, seen or not."""
        raise NotImplementedError

    @property
    def window(self) -> int:
        """The number of lines that are seen at once."""
        return max(1, self.area.height)

    @property
    def last_line(self) -> int:
        """The last line in the window."""
        return self.top + self.window - 1

    def scroll_lines(self, lines: int) -> None:
        """Scroll down or (less than 0) up, as far as there is something to see."""
        top = max(0, min(self.top + lines, self.length - self.window))
        if top != self.top:
            self.top = top
            self.refresh()

    def scrollbar(self, y: int, beside: Style, thumb_style: Style) -> Segment:
        """Draw the bar in a line of the window: nothing where all is seen."""
        if self.length <= self.window:
            return Segment(" ", beside.rich_style)
        glyph = "▐" if in_thumb(y, self.top, self.window, self.length) else " "
        return Segment(glyph, thumb_style.rich_style)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x >= self.area.width - BAR:
            self._dragged = True
            self.capture_mouse()
            self._drag(offset.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._drag(event.get_content_offset_capture(self).y)

    def on_mouse_up(self) -> None:
        self._dragged = False
        self.release_mouse()

    def _drag(self, y: int) -> None:
        middle = y * self.length // self.window
        self.scroll_lines(middle - self.window // 2 - self.top)
