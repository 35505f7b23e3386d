"""Pages as sections of wrapped lines, made as they are looked at; before that, guessed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from textual.content import Content
from textual.style import Style


class Block(NamedTuple):
    """A paragraph of a page, not wrapped yet. `stop` is its number where the cursor stops.

    All its lines are indented by `indent` cells; in those of the first stands `lead`. Words in
    the style `stop_style(number)` are a stop as well.
    """

    text: Content
    stop: int | None = None
    indent: int = 0
    lead: str = ""


GAP = Block(Content(""))

INDENT = 5
"""Cells for the number of a paragraph."""

_STOP = "stop"


def stop_style(number: int) -> Style:
    """Return the style of words where the cursor stops."""
    return Style.from_meta({_STOP: number})


def stop_in(style: Style | str) -> int | None:
    """Return the number of the stop that words in a style are, if they are one."""
    number = style.meta.get(_STOP) if isinstance(style, Style) else None
    return number if isinstance(number, int) else None


class Sections(Protocol):
    """A page in sections, so that no more of it is made than is looked at."""

    def __len__(self) -> int:
        """Return how many sections there are."""

    def guess(self, width: int) -> list[int]:
        """Return for each section how many lines of `width` cells it may take."""

    def blocks(self, section: int) -> Iterable[Block]:
        """Return what stands in a section."""

    def section_of(self, stop: int) -> int:
        """Return the section that a stop is in."""


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


class Line(NamedTuple):
    """A wrapped line, the block it is of, and the stops that have words in it."""

    text: Content
    block: Block
    stops: Sequence[int]


class Lines:
    """The wrapped lines of a section, of at most `width` cells."""

    def __init__(self, blocks: Iterable[Block], width: int) -> None:
        self.lines: list[Line] = []
        self.extents: dict[int, tuple[int, int]] = {}
        """Of each stop the first line and the one after its last."""
        for block in blocks:
            self._add(block, width)

    def _add(self, block: Block, width: int) -> None:
        start = len(self.lines)
        indent = min(block.indent, width - 1)
        for number, text in enumerate(block.text.wrap(width - indent)):
            lead = Content.styled(f"{block.lead if not number else '':<{indent}}"[:indent], "label")
            inside = [stop for span in text.spans if (stop := stop_in(span.style)) is not None]
            whole = () if block.stop is None else (block.stop,)
            self.lines.append(Line(lead + text if indent else text, block, (*whole, *inside)))
            for stop in inside:
                first, _ = self.extents.get(stop, (start + number, 0))
                self.extents[stop] = first, start + number + 1
        if block.stop is not None:
            self.extents[block.stop] = start, len(self.lines)


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

    def section_at(self, line: int) -> int:
        """Return the section of a line; the last for one that is below all."""
        return min(bisect_right(self.starts, line), len(self.heights)) - 1

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

        Return for each the line after it, as that was before, and by how many lines it grew.
        """
        section = max(0, self.section_at(max(0, first)))
        start = self.starts[section]
        while start <= last and section < len(self.heights):
            guessed = self.heights[section]
            self.make(section)
            yield start + guessed, self.heights[section] - guessed, section
            start += self.heights[section]
            section += 1

    def line(self, number: int) -> Line | None:
        """Return a line, if there are so many."""
        while 0 <= number < self.starts[-1]:
            section = self.section_at(number)
            made = self.make(section).lines
            if number - self.starts[section] < len(made):
                return made[number - self.starts[section]]
        return None
