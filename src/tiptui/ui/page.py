"""The page that the event and the detail are made of."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from tiptui.shown import PageShown
from tiptui.ui.cursor_pane import CursorPane
from tiptui.ui.render import Block
from tiptui.view import Pane


class Wrapped(NamedTuple):
    """Blocks as lines, each with its block; and of each stop the first line and the one after."""

    lines: Sequence[tuple[Content, Block]]
    extents: Mapping[int, tuple[int, int]]


def wrap(blocks: Sequence[Block], width: int) -> Wrapped:
    """Gives blocks as lines of at most `width` cells."""
    lines: list[tuple[Content, Block]] = []
    extents: dict[int, tuple[int, int]] = {}
    for block in blocks:
        start = len(lines)
        space = " " * min(block.indent, width - 1)
        wrapped = block.text.wrap(width - len(space))
        lines += [(space + line if space else line, block) for line in wrapped]
        if block.stop is not None:
            extents[block.stop] = (start, len(lines))
    return Wrapped(lines, extents)


class Page(CursorPane):
    """A page of paragraphs, wrapped to the width: the event, or the detail."""

    def __init__(self, pane: Pane, compose_page: Callable[[PageShown], list[Block]]) -> None:
        super().__init__(pane)
        self.shown: PageShown | None = None
        self.compose_page = compose_page
        self._blocks: Sequence[Block] = ()
        self._wrapped = Wrapped((), {})
        self._wrapped_to = 0

    def show(self, shown: PageShown) -> None:
        """Shows a value of the view."""
        if shown == self.shown:
            return
        before, self.shown = self.shown, shown
        self.take(shown.cursor, len(shown.stops), shown.active, shown.title)
        if before is None or (before.subject, before.words) != (shown.subject, shown.words):
            self._blocks = self.compose_page(shown)
            self._wrapped_to = 0
        if before is None or before.subject != shown.subject:
            self.scroll_lines(-self.top)
        if shown.active or before is None or before.marked != shown.marked:
            self.settle()
        self.refresh()

    def reveal(self, stop: int) -> None:
        """Scrolls as little as possible to have a stop in the window; for the first to the top."""
        if stop == 0 and self.extent(stop)[1] <= self.window:
            self.scroll_lines(-self.top)
        else:
            super().reveal(stop)

    @property
    def wrapped(self) -> "Wrapped":
        """The page at its present width, wrapped when it is asked for; empty before it has one."""
        if self.size and self._wrapped_to != self.text_width:
            self._wrapped_to = self.text_width
            self._wrapped = wrap(self._blocks, self.text_width)
        return self._wrapped

    @property
    def length(self) -> int:
        """The number of lines at this width."""
        return len(self.wrapped.lines)

    def extent(self, stop: int) -> tuple[int, int]:
        """Gives the first line of a stop, and the line after its last."""
        return self.wrapped.extents.get(stop, (0, 0))

    def stop_at(self, line: int) -> int | None:
        """Gives the stop that a line belongs to."""
        lines = self.wrapped.lines
        return lines[line][1].stop if 0 <= line < len(lines) else None

    def is_marked(self, stop: int) -> bool:
        """Says whether a stop belongs to what the reader looks at in another pane."""
        return self.shown is not None and self.shown.stops[stop] in self.shown.marked

    def first_marked(self) -> int | None:
        """Gives the first stop that is marked."""
        return next((stop for stop in self.wrapped.extents if self.is_marked(stop)), None)

    def content(self, line: int) -> Content:
        """Gives a wrapped line."""
        return self.wrapped.lines[line][0]
