"""The page that the event and the detail are made of."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.render import STOP, Block
from tiptui.view.shown import PageShown
from tiptui.view.state import Pane


class Line(NamedTuple):
    """A wrapped line: its text, the block it is of, and the stops that have words in it."""

    text: Content
    block: Block
    stops: Sequence[int]


class Wrapped:
    """Blocks as lines of at most `width` cells, made as far as they are asked for."""

    def __init__(self, blocks: Iterable[Block], width: int) -> None:
        self.lines: list[Line] = []
        self.extents: dict[int, tuple[int, int]] = {}
        """Of each stop the first line and the one after its last."""
        self._blocks = iter(blocks)
        self._width = width

    def reach(self, line: int) -> None:
        """Makes the lines up to one, and to the end of its block."""
        while len(self.lines) <= line and (block := next(self._blocks, None)):
            self._add(block)

    def reach_stop(self, stop: int) -> None:
        """Makes the lines up to the end of a stop."""
        while stop not in self.extents and (block := next(self._blocks, None)):
            self._add(block)

    def _add(self, block: Block) -> None:
        start = len(self.lines)
        indent = min(block.indent, self._width - 1)
        for number, text in enumerate(block.text.wrap(self._width - indent)):
            lead = Content.styled(f"{block.lead if not number else '':<{indent}}"[:indent], "label")
            inside = _stops_in(text)
            whole = () if block.stop is None else (block.stop,)
            self.lines.append(Line(lead + text if indent else text, block, (*whole, *inside)))
            for stop in inside:
                first, _ = self.extents.get(stop, (start + number, 0))
                self.extents[stop] = first, start + number + 1
        if block.stop is not None:
            self.extents[block.stop] = start, len(self.lines)


def _stops_in(line: Content) -> list[int]:
    styles = (span.style for span in line.spans if isinstance(span.style, str))
    return [int(style.removeprefix(STOP)) for style in styles if style.startswith(STOP)]


AHEAD = 50
"""Lines below the window that are made with it, so that the scrollbar has something to go by."""


class Page(CursorPane):
    """A page of paragraphs, wrapped to the width: the event, or the detail."""

    def __init__(self, pane: Pane, compose_page: Callable[[PageShown], Iterable[Block]]) -> None:
        super().__init__(pane)
        self.shown: PageShown | None = None
        self.compose_page = compose_page
        self._wrapped = Wrapped((), 1)
        self._wrapped_to = 0

    def show(self, shown: PageShown) -> None:
        """Shows a value of the view."""
        if shown == self.shown:
            return
        before, self.shown = self.shown, shown
        self.take(shown.cursor, len(shown.stops), shown.active, shown.title)
        if before is None or (before.subject, before.words) != (shown.subject, shown.words):
            self._wrapped_to = 0
        if before is None or before.subject != shown.subject:
            self.scroll_lines(-self.top)
        if shown.active or before is None or before.marked != shown.marked:
            self.settle()
        self.refresh()

    def hold(self) -> Callable[[], None]:
        """Gives what scrolls back to where the cursor is now; a new subject stays at its top."""
        put_back, subject = super().hold(), self.shown and self.shown.subject

        def put_back_subject() -> None:
            if self.shown and self.shown.subject == subject:
                put_back()

        return put_back_subject

    def renew(self) -> None:
        """Forgets the lines that were wrapped."""
        self._wrapped_to = 0
        super().renew()

    def reveal(self, stop: int) -> None:
        """Scrolls as little as possible to have a stop in the window; for the first to the top."""
        if stop == 0 and self.extent(stop)[1] <= self.window:
            self.scroll_lines(-self.top)
        else:
            super().reveal(stop)

    @property
    def wrapped(self) -> Wrapped:
        """The page at its present width, wrapped when it is asked for; empty before it has one."""
        if self.shown and self.area and self._wrapped_to != self.text_width:
            self._wrapped_to = self.text_width
            self._wrapped = Wrapped(self.compose_page(self.shown), self.text_width)
        return self._wrapped

    @property
    def length(self) -> int:
        """The number of lines at this width, as far as they are made."""
        self.wrapped.reach(self.last_line + AHEAD)
        return len(self.wrapped.lines)

    def extent(self, stop: int) -> tuple[int, int]:
        """Gives the first line of a stop, and the line after its last."""
        self.wrapped.reach_stop(stop)
        return self.wrapped.extents.get(stop, (0, 0))

    def stop_at(self, line: int) -> int | None:
        """Gives the stop that a line belongs to, the first of several."""
        self.wrapped.reach(line)
        lines = self.wrapped.lines
        return next(iter(lines[line].stops), None) if 0 <= line < len(lines) else None

    def is_marked(self, stop: int) -> bool:
        """Says whether a stop belongs to what the reader looks at in another pane."""
        return self.shown is not None and self.shown.stops[stop] in self.shown.marked

    def first_marked(self) -> int | None:
        """Gives the first stop that is marked."""
        return next((stop for stop in range(self.stops) if self.is_marked(stop)), None)

    def content(self, line: int) -> Content:
        """Gives a wrapped line."""
        return self.wrapped.lines[line].text

    def last(self) -> int:
        """Gives the last stop; scrolls to the end."""
        self.wrapped.reach(sys.maxsize)
        return super().last()


class SourcePage(Page):
    """The sources: words inside a paragraph are stops, and the cursor marks just these."""

    CONTEXT = 3
    """Lines that are kept in sight around the cursor, to read the words in their sentence."""

    def reveal(self, stop: int) -> None:
        """Scrolls as little as possible to have a stop in the window, with what is around it."""
        first, after = self.extent(stop)
        margin = min(self.CONTEXT, max(0, self.window - (after - first)) // 2)
        self.scroll_lines(max(0, after + margin - 1 - self.last_line))
        self.scroll_lines(min(0, first - margin - self.top))

    def down(self) -> int:
        """Gives the next stop that a claim rests on."""
        return self._cited(range(self.stop + 1, self.stops))

    def up(self) -> int:
        """Gives the stop before that a claim rests on."""
        return self._cited(range(self.stop - 1, -1, -1))

    def _cited(self, numbers: Iterable[int]) -> int:
        stops = self.shown.stops if self.shown else ()
        cited = (n for n in numbers if getattr(stops[n], "claims", ()) or self._searched)
        return next(cited, self.stop)

    @property
    def _searched(self) -> bool:
        return bool(self.shown and self.shown.words)

    def at_cursor(self, line: int) -> bool:
        """Says whether a whole line is of the cursor's stop: not where it is words in the line."""
        lines = self.wrapped.lines
        return line < len(lines) and lines[line].block.stop == self.stop

    def style_of(self, name: str) -> Style:
        """Gives the style of words: those at the cursor stand out."""
        if not name.startswith(STOP):
            return super().style_of(name)
        return super().style_of("here") if name == f"{STOP}{self.stop}" else Style.null()
