"""The pages that the event, the detail and the source are: blocks, wrapped as they are looked at.

A page comes in sections. How many lines one takes is guessed until it is made.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from tiptui.ui.panes.window import Body, Line
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
SOME = 16  # blocks of a section, where all are there already


def stop_style(number: int) -> Style:
    return Style.from_meta({"stop": number})


def stop_in(span: Span) -> Any:
    """Return the number of the stop that words are; None for none."""
    return span.style.meta.get("stop") if isinstance(span.style, Style) else None


class Sections(NamedTuple):
    """A page in sections, so that no more of it is made than is looked at."""

    size: int
    guess: Callable[[int], list[int]]  # how many lines of some cells each may take
    blocks: Callable[[int], Iterable[Block]]  # what stands in the one of a number
    section_of: Callable[[int], int]  # the number of that which a stop is in
    are_rows: bool = False  # whether none is to be cut at the top


def in_sections(blocks: Iterable[Block]) -> Sections:
    """Return a page of blocks that are there already, some to a section."""
    there = list(blocks)
    parts = [there[start : start + SOME] for start in range(0, len(there), SOME)] or [[]]
    section_of = {block.stop: n for n, part in enumerate(parts) for block in part}
    guesses = [SOME] * len(parts)
    return Sections(
        len(parts), lambda _: guesses, parts.__getitem__, lambda stop: section_of.get(stop, 0)
    )


def saying(words: str) -> Sections:
    return in_sections([Block(Content.styled(words, "muted"))])


def wrap(text: Content, width: int) -> list[Content]:
    """Return a text in lines of at most `width` cells, which are parted at spaces.

    Between wide letters, as of Chinese, and in words that are longer than a line, a line ends
    where it is full.
    """
    if text.cell_length <= width and "\n" not in text.plain:
        return [text]
    if not any(_parts(width, word) for word in text.plain.split()):
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
    is_first: bool

    @property
    def heads(self) -> bool:
        """Whether it is a heading: a label, and no stop."""
        return not self.stops and any(span.style == "label" for span in self.text.spans[:1])

    def text_at(self, cursor: int) -> Content:
        """Return its text, in which words that are the stop at the cursor stand out."""
        if self.stops == [self.whole] or not self.stops:
            return self.text
        spans = [
            span if stop_in(span) is None else span._replace(style="here")
            for span in self.text.spans
            if stop_in(span) in (None, cursor)
        ]
        return Content(self.text.plain, spans)


def wrapped(block: Block, width: int) -> Iterator[WrappedLine]:
    """Return the lines of a block, of at most `width` cells."""
    indent, whole = min(block.indent, width - 1), [] if block.stop is None else [block.stop]
    for number, text in enumerate(wrap(block.text, width - indent)):
        inside = [stop for stop in map(stop_in, text.spans) if stop is not None]
        shown = text if block.hanging and not number else text.pad_left(indent)
        if block.lead and not number:
            shown = Content.styled(f"{block.lead:<{indent}}"[:indent], "label") + text
        yield WrappedLine(shown, block.stop, whole + inside, not number)


class Wrapped:
    """A page as lines of at most `width` cells.

    The lines of a section are counted when it is made, and guessed before: by the `heights` of the
    page that this one takes the place of, where it has as many sections.
    """

    def __init__(self, sections: Sections, width: int, heights: Sequence[int] = ()) -> None:
        self.sections = sections
        self.width = width
        self.heights = list(heights if len(heights) == sections.size else sections.guess(width))
        self._made: dict[int, list[WrappedLine]] = {}
        self._extents: dict[tuple[int, int], tuple[int, int]] = {}
        """Of each section and stop made the first line in it, and the one after the last."""
        self._starts: list[int] = []

    @property
    def starts(self) -> list[int]:
        """The first line of each section, and at last the number of lines."""
        if not self._starts:
            self._starts = list(accumulate(self.heights, initial=0))
        return self._starts

    def make(self, section: int) -> list[WrappedLine]:
        """Return the lines of a section, which are counted from now on."""
        if section not in self._made:
            blocks = self.sections.blocks(section)
            made = [line for block in blocks for line in wrapped(block, self.width)]
            self._made[section] = made
            for number, line in enumerate(made):
                for stop in line.stops:
                    first, _ = self._extents.get((section, stop), (number, 0))
                    self._extents[section, stop] = first, number + 1
            if len(made) != self.heights[section]:
                self.heights[section] = len(made)
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
            lines += self.make(section)[max(0, first - self.starts[section]) :]
        return lines[: max(0, after - first)]

    def extent(self, stop: int) -> tuple[int, int]:
        """Return the first line of a stop, and the one after its last."""
        section = self.sections.section_of(stop)
        self.make(section)
        first, after = self._extents.get((section, stop), (0, 0))
        return self.starts[section] + first, self.starts[section] + after


NOTHING = Wrapped(in_sections(()), 1)  # what is shown before lines are made


Compose = Callable[[Scene, PageShown], Sections]


class Page(Body):
    """Paragraphs, wrapped to the width section by section, as they come into the window.

    Words inside a paragraph may be stops: the cursor marks just these, and leaves out what no claim
    rests on, but while searching.
    """

    def __init__(self, compose: Compose, widest: int = 1_000, context: int = 0) -> None:
        """Make it of lines of at most `widest` cells; around its cursor `context` are in sight."""
        self._compose, self._widest, self._context = compose, widest, context
        self.jumps = context > 0
        self._wrapped = NOTHING
        self._wanted: object = None  # what is to be in sight where keys do not move the cursor
        self._heights: tuple[int, Sequence[int]] = 1, ()
        """The width of the page that was made last, and the lines of each of its sections."""

    def take(self, shown: PageShown, before: PageShown | None) -> None:
        self.stop, self.stops = shown.cursor, len(shown.stops)
        if before is None or before[:2] != shown[:2] or before.words != shown.words:
            self._wrapped = NOTHING
        if self.subject != shown.subject:
            self.subject, self._heights, self.window.top = shown.subject, (1, ()), 0
        self.marks = sum(stop in shown.marked for stop in shown.stops) if shown.marked else 0
        wanted = shown.marked, shown.sought and (shown.subject, shown.cursor)
        self.must_settle = shown.active or wanted != self._wanted
        self._wanted = wanted

    def forget(self) -> None:
        super().forget()
        self._wrapped, self._wanted = NOTHING, None

    @property
    def _page(self) -> Wrapped:
        """The page at the width that the window has; nothing before it has one."""
        width = min(self.window.room, self._widest)
        is_made = self._wrapped is not NOTHING and self._wrapped.width == width
        if self.shown and self.window.is_laid_out and not is_made:
            heights = self._heights[1] if self._heights[0] == width else ()
            self._wrapped = Wrapped(self._compose(self.scene, self.shown), width, heights)
            self._heights = width, self._wrapped.heights
        return self._wrapped

    def reach(self, first: int, last: int) -> None:
        for _, end, growth in self._page.walk(first, last):
            if growth and end <= self.window.top:
                self.window.top += growth

    def length(self) -> int:
        if self.window.is_laid_out:
            self.reach(self.window.top, self.window.top + self.window.height - 1)
        return self._page.starts[-1]

    def lines(self, first: int, after: int) -> list[Line]:
        return [self._line(each) for each in self._wrapped.lines(first, after)]

    def _line(self, line: WrappedLine) -> Line:
        stops = line.stops[:1]
        marked = any(map(self._is_marked, stops))
        bookmark = line.is_first and any(self.thing_at(n) in self.shown.bookmarked for n in stops)
        return Line(line.text_at(self.stop), line.whole == self.stop, marked, bookmark)

    def _is_marked(self, stop: int) -> bool:
        return not self.is_crowded and self.thing_at(stop) in self.shown.marked

    def extent(self, stop: int) -> tuple[int, int]:
        page = self._page
        start = page.starts[page.sections.section_of(stop)]
        self.reach(start, start)
        return page.extent(stop)

    def around(self, stop: int) -> tuple[int, int]:
        """Return its extent with its context, or with all above the first, where there is room."""
        first, after = self.extent(stop)
        context = min(self._context, max(0, self.window.height - (after - first)) // 2)
        is_below_head = not self._context and stop == 0 and after <= self.window.height
        return (0, after) if is_below_head else (first - context, after + context)

    def heading(self, unit: int, least: int) -> int:
        heads = [each.heads for each in self._wrapped.lines(least, unit)]
        if not any(heads):
            return unit
        while not heads.pop():
            unit -= 1
        while heads and heads.pop():  # it may take more than one line
            unit -= 1
        return unit - 1

    def row_start(self, unit: int, units: int) -> int:
        page = self._page
        if not page.sections.are_rows:
            return unit
        row = bisect_left(page.starts, unit) if units > 0 else bisect_right(page.starts, unit) - 1
        return page.starts[min(row, len(page.heights) - 1)]

    def next_stop(self, step: int) -> int | None:
        for stop in range(self.stop + step, self.stops if step > 0 else -1, step):
            if self.shown.words or getattr(self.thing_at(stop), "claims", True):
                return stop
        return None

    def stop_at(self, unit: int, cell: int | None = None) -> int | None:
        """Return the stop whose words are at a cell of a line, else the first in the line."""
        for line in self._wrapped.lines(unit, unit + 1):
            for span in line.text.spans:
                if cell is not None and (stop := stop_in(span)) is not None:
                    start, end = (line.text[:at].cell_length for at in span[:2])
                    if start <= cell < end:
                        return int(stop)
            return next(iter(line.stops), None)
        return None

    def thing_at(self, stop: int) -> object:
        return self.shown.stops[stop]

    def unseen_mark(self) -> int | None:
        if not (self.shown and (self.marks or self.shown.sought)):
            return None
        top, after = self.window.top, self.window.top + self.window.height
        if self.shown.sought:
            first, end = self.extent(self.stop)
            return None if top <= first < end <= after else self.stop
        if self.active or any(self._line(line).marked for line in self._wrapped.lines(top, after)):
            return None
        return next(filter(self._is_marked, range(self.stops)), None)
