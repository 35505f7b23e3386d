"""The content of a pane: marked text, in blocks to wrap, in sections drawn when they are seen.

Everything from a record comes in through `mark_up`. Styles are names.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.app import App
from textual.color import Color
from textual.content import Content, Span
from textual.style import Style

from tiptui.search.query import FoldedWords
from tiptui.text.folding import spans
from tiptui.text.styles import has_wide, line_starts
from tiptui.ui.terminal.widths import fit_with_offsets, is_plain

HEATS = range(1, 6)
"""The grounds of cells in the grid: the larger a number, the stronger."""

_STYLES: Mapping[str, str] = {
    "title": "bold",
    "marked": "bold",
    "name": "foreground",
    "cursor": "foreground bold",
    "muted": "muted",
    "uncited": "muted italic",
    "label": "text-primary bold",
    "quote": "text-secondary",
    "cited": "text-secondary underline",
    "bar": "text-accent",
    "remark": "text-accent",
    "key": "text-accent bold",
    "match": "text-accent bold underline",
    "differs": "bold underline",
    "asks": "text-accent italic",
    "wrong": "text-error bold",
    "thumb": "frame",
    # A bar is seen where its ground has no colour.
    **{f"bar-{n}": f"heat-{n} on:heat-{n}" for n in HEATS},
    **{f"cell-{n}": f"foreground on:heat-{n}" for n in HEATS},
    "cell-at": "foreground on:cell-at bold underline",
    "active": "on:at-cursor bold",
    "resting": "on:resting",
}
"""Styles by their names. As rules of a style sheet they take 6 ms of each start."""

# The terminal's own colours can't be mixed: a tint of one would be all of it, and hide text.
_MORE_IN_OWN_COLOURS = {
    "match": " no:dim",
    "muted": " dim",
    "uncited": " dim",
    "active": " foreground reverse no:dim",
    "cell-at": " no:reverse",  # in a row that is reversed
    "resting": " italic",
}

# With NO_COLOR no colour is sent: other styles replace these.
_MORE_WITHOUT_COLOURS = {
    "wrong": " reverse",
    "active": " reverse",
    "cell-at": " no:reverse",
    "resting": " italic",
}


def find_style(app: App[Any], name: str) -> Style:
    """Return a style by its name, in the theme of the app."""
    theme, words = app.theme_variables, _STYLES[name]
    if theme["background"].startswith("ansi"):
        words += _MORE_IN_OWN_COLOURS.get(name, "")
    if app.no_color:
        words += _MORE_WITHOUT_COLOURS.get(name, "")
    style = dict[str, Any]()
    for word in words.split():
        sort, _, value = word.rpartition(":")
        if value in theme:
            style["background" if sort == "on" else "foreground"] = Color.parse(theme[value])
        else:
            style[value] = sort != "no"
    return Style(**style)


def mark_up(text: str, words: FoldedWords = (), style: str = "") -> Content:
    """Return text, made visible, in a style, with matches of the words marked."""
    shown, offsets = (text, range(len(text) + 1)) if is_plain(text) else fit_with_offsets(text)
    marks = [Span(0, len(shown), style)] if style and shown else []
    if words:
        marks += [Span(offsets[start], offsets[end], "match") for start, end in spans(text, words)]
    return Content(shown, marks)


def wrap(text: Content, width: int) -> list[Content]:
    if not has_wide(text.plain):
        return text.wrap(width)
    lines = text.split(allow_blank=True)
    cut = (line.divide([*line_starts(line.plain, width, cell_len)]) for line in lines)
    return [line.rstrip() for line in chain.from_iterable(cut)]


class Block(NamedTuple):
    """A paragraph of a page, not wrapped yet; words in a `stop_style` are stops as well."""

    text: Content
    stop: int | None = None  # its number, if the cursor stops at it
    indent: int = 0  # cells left of its lines
    lead: str = ""  # stands in the indent of the first line
    hanging: bool = False  # the first line is not indented


GAP = Block(Content(""))


def stop_style(number: int) -> Style:
    return Style.from_meta({"stop": number})


def stop_in(span: Span) -> Any:
    return span.style.meta.get("stop") if isinstance(span.style, Style) else None


class PaneLine(NamedTuple):
    """A line, and its stops, which are words of it if it `has_words`."""

    text: Content
    stops: Sequence[int] = ()
    is_first: bool = True
    has_words: bool = False

    def text_at(self, cursor: int, style: str) -> Content:
        """Return its text with the words of the stop at the cursor highlighted."""
        spans = [
            span if stop_in(span) is None else span._replace(style=style)
            for span in self.text.spans
            if stop_in(span) in (None, cursor)
        ]
        return Content(self.text.plain, spans)


def stop_at(line: PaneLine, cell: int, _width: int) -> int | None:
    """Return the stop at a cell of a line, else the first in the line."""
    for span in line.text.spans:
        if (stop := stop_in(span)) is not None:
            start, end = (line.text[:at].cell_length for at in span[:2])
            if start <= cell < end:
                return int(stop)
    return next(iter(line.stops), None)


class Sections(NamedTuple):
    """The sections of a pane; in a text to read, its cursor stays in the middle third."""

    size: int
    lines: Callable[[int, int], list[PaneLine]]  # of a section, at most so many cells wide
    section_of: Callable[[int], int] = int  # by the number of a stop
    are_rows: bool = False  # not cut at the top; arrows scroll through no text between stops
    across: int = 1  # the stop below another is so many stops further
    stop_at: Callable[[PaneLine, int, int], int | None] = stop_at  # by line, cell and width
    head: Callable[[int], list[PaneLine]] | None = None  # lines that stay above, by the width
    steps: Sequence[int] | None = None  # in a text to read, the stops to which arrows go
    far: Sequence[int] = ()  # of these, the stops to which arrows go at once, however far
    draw: Callable[[Sequence[int], int], list[Content]] | None = None
    """The texts of sections of a line that are in sight, if each depends on the others."""


def in_sections(blocks: Iterable[Block]) -> Sections:
    """Return a page of blocks; a section begins at a gap."""
    parts = list[list[Block]]([[]])
    for block in blocks:
        if block is GAP:
            parts.append([])
        parts[-1].append(block)
    section_of = {block.stop: n for n, part in enumerate(parts) for block in part}
    lines = partial(draw_blocks, parts.__getitem__)
    return Sections(len(parts), lines, lambda stop: section_of.get(stop, 0))


def draw_blocks(
    blocks: Callable[[int], Iterable[Block]], section: int, width: int
) -> list[PaneLine]:
    lines = list[PaneLine]()
    for block in blocks(section):
        indent, own = min(block.indent, width - 1), [] if block.stop is None else [block.stop]
        for number, text in enumerate(wrap(block.text, width - indent)):
            inside = [stop for stop in map(stop_in, text.spans) if stop is not None]
            shown = text if block.hanging and not number else text.pad_left(indent)
            if block.lead and not number:
                shown = Content.styled(f"{block.lead:<{indent}}"[:indent], "label") + text
            lines.append(PaneLine(shown, inside or own, not number, bool(inside)))
    return lines
