"""The pages that the event, the detail and the source are: blocks, wrapped as they are looked at.

A page comes in sections. How many lines one takes is guessed until it is made.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple, Protocol

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from tiptui.ui.panes.window import Body, Line, Window
from tiptui.view.scene import Scene
from tiptui.view.shown import PageShown


class Block(NamedTuple):
    """A paragraph of a page, not wrapped yet. `stop` is its number where the cursor stops.

    All its lines are indented by `indent` cells, the first by none where it is `hanging`; in those
    of the first stands `lead`. Words in the style `stop_style(number)` are a stop as well.
    """

    text: Content
    stop: int | None = None
    indent: int = 0
    lead: str = ""
    hanging: bool = False


GAP = Block(Content(""))

INDENT = 5
"""Cells for the number of a paragraph."""

_STOP = "stop"


def stop_style(number: int) -> Style:
    """Return the style of words where the cursor stops."""
    return Style.from_meta({_STOP: number})


def stop_in(style: Style | str) -> Any:
    """Return the number of the stop that words in a style are; None for none."""
    return style.meta.get(_STOP) if isinstance(style, Style) else None


def stops_in(text: Content) -> list[tuple[int, int, int]]:
    """Return where words in a text begin and end that are stops, and the numbers of these."""
    spans = ((start, end, stop_in(style)) for start, end, style in text.spans)
    return [each for each in spans if each[2] is not None]


class Sections(Protocol):
    """A page in sections, so that no more of it is made than is looked at."""

    def __len__(self) -> int: ...

    def guess(self, width: int) -> list[int]:
        """Return for each section how many lines of `width` cells it may take."""

    def blocks(self, section: int) -> Iterable[Block]:
        """Return what stands in a section."""

    def section_of(self, stop: int) -> int:
        """Return the section that a stop is in."""


class Rows:
    """Sections each of which is a row: when they are scrolled, none is cut at the top."""


class BlockSections:
    """Blocks that are there already, some to a section."""

    SOME = 16

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = list(blocks)
        self._of = {block.stop: number for number, block in enumerate(self._blocks)}

    def __len__(self) -> int:
        return max(1, -(-len(self._blocks) // self.SOME))

    def guess(self, _width: int) -> list[int]:
        return [self.SOME] * len(self)

    def blocks(self, section: int) -> Iterable[Block]:
        return self._blocks[section * self.SOME : (section + 1) * self.SOME]

    def section_of(self, stop: int) -> int:
        return self._of.get(stop, 0) // self.SOME


def saying(words: str) -> BlockSections:
    """Return a page that only says something."""
    return BlockSections([Block(Content.styled(words, "muted"))])


def wrap(text: Content, width: int) -> list[Content]:
    """Return a text in lines of at most `width` cells, which are parted at spaces.

    Between wide letters, as of Chinese, and in words that are longer than a line, a line ends
    where it is full.
    """
    if text.cell_length <= width and "\n" not in text.plain:
        return [text]
    if not any(map(partial(_parts, width), text.plain.split())):
        return text.wrap(width)
    if "\n" in text.plain:
        return [line for each in text.split(allow_blank=True) for line in wrap(each, width)]
    cuts, free = [], width
    for word in re.finditer(r"\s*\S+\s*", text.plain):
        start = word.start()
        for piece in word[0] if _parts(width, word[0].rstrip()) else (word[0],):
            if start and free < cell_len(piece.rstrip()):
                cuts.append(start)
                free = width
            start, free = start + len(piece), free - cell_len(piece)
    return [line.rstrip() for line in text.divide(cuts)]


def _parts(width: int, word: str) -> bool:
    """Return whether a line of some cells may end within a word."""
    return cell_len(word) > min(width, len(word))


class WrappedLine(NamedTuple):
    """A wrapped line, the stop that it is whole of, all in it; whether it is a block's first."""

    text: Content
    whole: int | None
    stops: Sequence[int]
    is_first: bool = False

    @property
    def heads(self) -> bool:
        """Whether it is a heading: a label, and no stop."""
        return not self.stops and any(span.style == "label" for span in self.text.spans[:1])


class Lines:
    """The wrapped lines of a section, of at most `width` cells."""

    def __init__(self, blocks: Iterable[Block], width: int) -> None:
        self.lines: list[WrappedLine] = []
        self.extents: dict[int, tuple[int, int]] = {}
        """Of each stop the first line and the one after its last."""
        for block in blocks:
            indent = min(block.indent, width - 1)
            whole = [] if block.stop is None else [block.stop]
            for number, text in enumerate(wrap(block.text, width - indent)):
                line, inside = len(self.lines), [stop for _, _, stop in stops_in(text)]
                for stop in (*whole, *inside):
                    self.extents[stop] = self.extents.get(stop, (line, 0))[0], line + 1
                shown = text if block.hanging and not number else text.pad_left(indent)
                if block.lead and not number:
                    shown = Content.styled(f"{block.lead:<{indent}}"[:indent], "label") + text
                self.lines.append(WrappedLine(shown, block.stop, [*whole, *inside], not number))


class Wrapped:
    """A page as lines of at most `width` cells.

    The lines of a section are counted when it is made, and guessed before: by the `heights` of the
    page that this one takes the place of, where it has as many sections.
    """

    def __init__(self, sections: Sections, width: int, heights: Sequence[int] = ()) -> None:
        self.sections = sections
        self.width = width
        self.heights = list(heights if len(heights) == len(sections) else sections.guess(width))
        self._made: dict[int, Lines] = {}
        self._starts: list[int] = []

    @property
    def starts(self) -> list[int]:
        """The first line of each section, and at last the number of lines."""
        if not self._starts:
            self._starts = list(accumulate(self.heights, initial=0))
        return self._starts

    def make(self, section: int) -> Lines:
        """Return the lines of a section, which are counted from now on."""
        if section not in self._made:
            made = Lines(self.sections.blocks(section), self.width)
            self._made[section] = made
            if len(made.lines) != self.heights[section]:
                self.heights[section] = len(made.lines)
                self._starts = []
        return self._made[section]

    def walk(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Make the sections from that of a line on, as far as to another line.

        Return for each its number, the line after it as that was before, and by how many it grew.
        """
        section = max(0, bisect_right(self.starts, max(0, first), hi=len(self.heights)) - 1)
        start = self.starts[section]
        while start <= last and section < len(self.heights):
            guessed = self.heights[section]
            self.make(section)
            yield section, start + guessed, self.heights[section] - guessed
            start += self.heights[section]
            section += 1

    def lines(self, first: int, after: int) -> list[WrappedLine]:
        """Return the lines from one to another, as far as there are so many."""
        lines: list[WrappedLine] = []
        for section, *_ in self.walk(first, after - 1):
            lines += self.make(section).lines[max(0, first - self.starts[section]) :]
        return lines[: max(0, after - first)]

    def heading(self, line: int, least: int) -> int:
        """Return the first line of the heading that a line stands under, from the `least` on."""
        heads = [each.heads for each in self.lines(least, line)]
        if not any(heads):
            return line
        while not heads.pop():
            line -= 1
        while heads and heads.pop():  # it may take several lines
            line -= 1
        return line - 1

    def row_start(self, line: int, lines: int) -> int:
        """Return the line to begin with, scrolled by some lines, so that no row is cut there."""
        if not isinstance(self.sections, Rows):
            return line
        row = bisect_left(self.starts, line) if lines > 0 else bisect_right(self.starts, line) - 1
        return self.starts[min(row, len(self.heights) - 1)]


def _shows(shown: PageShown) -> object:
    """Return what a page is to have in sight where keys do not move its cursor."""
    return shown.marked, shown.sought and (shown.subject, shown.cursor)


class Page(Body[PageShown]):
    """Paragraphs, wrapped to the width section by section, as they come into the window."""

    widest = 1_000
    """Cells that a line takes at most."""

    def __init__(self, compose: Callable[[Scene, PageShown], Sections]) -> None:
        super().__init__()
        self._compose = compose
        self._wrapped: Wrapped | None = None
        """What is shown, as lines; None before they are made."""
        self._unmade = Wrapped(BlockSections(()), 1)
        self._guess: tuple[int, list[int]] = (1, [])
        """The width of the page that was shown before, and the lines of each of its sections."""

    def take(self, shown: PageShown, before: PageShown | None, window: Window) -> None:
        self.stop, self.stops = shown.cursor, len(shown.stops)
        self.active, self.titles, self.whose = shown.active, shown.titles, shown.whose
        if before is None or before[:2] != shown[:2] or before.words != shown.words:
            self._take_down()
        if self.subject != shown.subject:
            self.subject = shown.subject
            self._guess = (1, [])
            window.top = 0
        self.marks = sum(stop in shown.marked for stop in shown.stops) if shown.marked else 0
        self.must_settle = shown.active or before is None or _shows(before) != _shows(shown)

    def forget(self) -> None:
        super().forget()
        self._take_down()

    def _take_down(self) -> None:
        """Answer no more from the lines that were made."""
        if self._wrapped:
            self._guess = self._wrapped.width, self._wrapped.heights
        self._wrapped = None

    def _page(self, window: Window) -> Wrapped:
        """Return the page at the width that the window has; empty before it has one."""
        width = min(window.room, self.widest)
        is_made = self._wrapped and self._wrapped.width == width
        if self.shown and self.scene and window.is_laid_out and not is_made:
            heights = self._guess[1] if self._guess[0] == width else []
            self._wrapped = Wrapped(self._compose(self.scene, self.shown), width, heights)
        return self._wrapped or self._unmade

    def reach(self, window: Window, first: int, last: int) -> None:
        """Make what stands in some lines; where that is above the window, it scrolls with it."""
        for _, end, growth in self._page(window).walk(first, last):
            if growth and end <= window.top:
                window.top += growth

    def length(self, window: Window) -> int:
        """Return the number of lines, guessed of what was not yet in the window."""
        if window.is_laid_out:
            self.reach(window, window.top, window.top + window.height - 1)
        return self._page(window).starts[-1]

    def lines(self, first: int, after: int) -> list[Line]:
        return [self._line(each) for each in self._wrapped_lines(first, after)]

    def _wrapped_lines(self, first: int, after: int) -> list[WrappedLine]:
        return self._wrapped.lines(first, after) if self._wrapped else []

    def _line(self, line: WrappedLine) -> Line:
        stop = line.stops[0] if line.stops else None
        bookmarked = self.shown.bookmarked if self.shown and line.is_first else ()
        bookmark = stop is not None and self.thing_at(stop) in bookmarked
        return Line(line.text, stop == self.stop, self._is_marked(stop), bookmark)

    def _is_marked(self, stop: int | None) -> bool:
        if stop is None or self.shown is None or self.is_crowded:
            return False
        return self.shown.stops[stop] in self.shown.marked

    def extent(self, window: Window, stop: int) -> tuple[int, int]:
        page = self._page(window)
        section = page.sections.section_of(stop)
        self.reach(window, page.starts[section], page.starts[section])
        first, after = page.make(section).extents.get(stop, (0, 0))
        start = page.starts[section]
        return start + first, start + after

    def margin(self, stop: int, first: int, after: int, height: int) -> tuple[int, int]:
        """Return all that is above the first stop, where there is room for it."""
        return (first if stop == 0 and after <= height else 0), 0

    def heading(self, unit: int, least: int) -> int:
        return self._wrapped.heading(unit, least) if self._wrapped else unit

    def row_start(self, window: Window, unit: int, units: int) -> int:
        return self._page(window).row_start(unit, units)

    def stop_at(self, line: int) -> int | None:
        found = self._wrapped_lines(line, line + 1)
        return next((stop for each in found for stop in each.stops), None)

    def stop_under(self, line: int, cell: int) -> int | None:
        """Return the stop whose words are at a cell of a line, else the first in the line."""
        for found in self._wrapped_lines(line, line + 1):
            for start, end, stop in stops_in(found.text):
                if found.text[:start].cell_length <= cell < found.text[:end].cell_length:
                    return stop
        return self.stop_at(line)

    def thing_at(self, stop: int) -> object:
        return self.shown.stops[stop] if self.shown else None

    def unseen_mark(self, window: Window) -> int | None:
        if self.shown is None or not (self.marks or self.shown.sought):
            return None
        if self.shown.sought:
            first, after = self.extent(window, self.stop)
            return None if window.top <= first < after <= window.top + window.height else self.stop
        if self.active:
            return None
        seen = self._wrapped_lines(window.top, window.top + window.height)
        if any(self._is_marked(stop) for line in seen for stop in line.stops[:1]):
            return None
        return next(filter(self._is_marked, range(self.stops)), None)


class SourcePage(Page):
    """The sources: words inside a paragraph are stops, and the cursor marks just these."""

    CONTEXT = 3
    """Lines that are kept in sight around the cursor, to read the words in their sentence."""

    jumps = True
    # Longer lines are hard to read on from.
    widest = INDENT + 90

    def margin(self, _stop: int, first: int, after: int, height: int) -> tuple[int, int]:
        context = min(self.CONTEXT, max(0, height - (after - first)) // 2)
        return context, context

    def next_stop(self, step: int) -> int | None:
        """Return the next stop that a claim rests on; while searching, the next sentence."""
        stops = self.shown.stops if self.shown else ()
        searched = bool(self.shown and self.shown.words)
        numbers = range(self.stop + step, self.stops if step > 0 else -1, step)
        cited = (n for n in numbers if searched or getattr(stops[n], "claims", None))
        return next(cited, None)

    def _line(self, line: WrappedLine) -> Line:
        """Return a line, in which the words at the cursor stand out."""
        spans = [
            span if stop_in(span.style) is None else Span(span.start, span.end, "here")
            for span in line.text.spans
            if stop_in(span.style) in (None, self.stop)
        ]
        text, marked = Content(line.text.plain, spans), super()._line(line).marked
        return Line(text, line.whole == self.stop, marked)
