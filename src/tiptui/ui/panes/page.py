"""The content of a pane: sections of lines, each drawn when it is seen; blocks to wrap."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style


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
SOME = 16  # blocks of a section at most, where all are there already


def stop_style(number: int) -> Style:
    return Style.from_meta({"stop": number})


def stop_in(span: Span) -> Any:
    """Return the number of the stop that words are; None for none."""
    return span.style.meta.get("stop") if isinstance(span.style, Style) else None


class Line(NamedTuple):
    """A line, the stops that it is of, or that it `has_words` of; whether it is their first."""

    text: Content
    stops: Sequence[int] = ()
    is_first: bool = True
    has_words: bool = False

    def text_at(self, cursor: int) -> Content:
        """Return its text, in which words that are the stop at the cursor stand out."""
        spans = [
            span if stop_in(span) is None else span._replace(style="here")
            for span in self.text.spans
            if stop_in(span) in (None, cursor)
        ]
        return Content(self.text.plain, spans)


def stop_at(line: Line, cell: int) -> int | None:
    """Return the stop whose words are at a cell of a line, else the first in the line."""
    for span in line.text.spans:
        if (stop := stop_in(span)) is not None:
            start, end = (line.text[:at].cell_length for at in span[:2])
            if start <= cell < end:
                return int(stop)
    return next(iter(line.stops), None)


class Sections(NamedTuple):
    """The sections of a pane: each is drawn when it is seen, for a width in cells.

    `section_of` is that of a stop. Of `are_rows` none is cut at the top, and text between stops is
    not scrolled through. The stop below another is so many stops `across`. The `head` stays above.
    """

    size: int
    lines: Callable[[int, int], list[Line]]
    section_of: Callable[[int], int] = int
    are_rows: bool = False
    across: int = 1
    stop_at: Callable[[Line, int], int | None] = stop_at
    head: Callable[[int], list[Line]] | None = None


def of_blocks(
    size: int,
    blocks: Callable[[int], Iterable[Block]],
    section_of: Callable[[int], int] = int,
    are_rows: bool = False,
) -> Sections:
    """Return sections of paragraphs, which are wrapped."""

    def lines(section: int, width: int) -> list[Line]:
        return [line for block in blocks(section) for line in wrapped(block, width)]

    return Sections(size, lines, section_of, are_rows)


def in_sections(blocks: Iterable[Block]) -> Sections:
    """Return a page of blocks that are there already, some to a section, which begins at a gap."""
    parts = list[list[Block]]([[]])
    for block in blocks:
        if block is GAP or len(parts[-1]) == SOME:
            parts.append([])
        parts[-1].append(block)
    section_of = {block.stop: n for n, part in enumerate(parts) for block in part}
    return of_blocks(len(parts), parts.__getitem__, lambda stop: section_of.get(stop, 0))


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


def wrapped(block: Block, width: int) -> Iterator[Line]:
    """Return the lines of a block, of at most `width` cells."""
    indent, own = min(block.indent, width - 1), [] if block.stop is None else [block.stop]
    for number, text in enumerate(wrap(block.text, width - indent)):
        inside = [stop for stop in map(stop_in, text.spans) if stop is not None]
        shown = text if block.hanging and not number else text.pad_left(indent)
        if block.lead and not number:
            shown = Content.styled(f"{block.lead:<{indent}}"[:indent], "label") + text
        yield Line(shown, inside or own, not number, bool(inside))
