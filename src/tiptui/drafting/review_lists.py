"""Lists of a state review: `123.4 Do this (Chile, Iceland);` below a heading with its status.

They are read in four stages too: lines → runs → lists → items. Their runs need not count on, as
themes may part them, and their items end at a bracket with states: no other kind does so.
`review_headings` reads headings; docs/documents.md, "Recommendations of a state review", has the
rules.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tiptui.documents.document import TextSpan
from tiptui.drafting.answers import answer_beside, themes_beside
from tiptui.drafting.item_lines import CELL, MarkedLine, has_end
from tiptui.drafting.item_texts import span_of
from tiptui.drafting.items import Item
from tiptui.drafting.review_headings import ListHeading, heading_at, speaks, words_of
from tiptui.drafting.states import brackets_in
from tiptui.proof.asking import begins_to_ask

# Between the last bracket and the end of an item the sign of a note may stand.
_ENDS = re.compile(r"\s*+[*†‡§\d]{0,4}\s*+(?:[;.,:|]|$|(?=[\dA-ZÀ-Þ]))")
_GOES_ON = re.compile(r"[\s,;/&]*+(?:(?:and|et|y|e)\b\s*+)?")
_NOTE = re.compile(r"\s*(?:\*+\s|\d{1,3}\s+[^a-z\s(]|GE\.\d|A/[A-Z]+/\S*\s*$|\d{1,3}\s*$|Page \d)")
_SHORT_NOTE = 40  # letters; it may have no end
_MOST_LOST = 3  # numbers that print may lose in a row
_MOST_LINES = 20  # of an item, with notes: each of its lines of print may be one
_FEW = 2  # items, too few for a list without a heading


class _Run(NamedTuple):
    """The positions of items whose numbers belong together, and where the last of them ends."""

    heading: ListHeading | None
    marks: Sequence[int]
    end: int


class _List(NamedTuple):
    heading: ListHeading | None
    items: Sequence[Item]
    asks: bool  # most of its items do

    def supporter(self) -> frozenset[str]:
        """Return who supports the items, as their heading says; empty if they ask themselves."""
        if not self.heading or not self.heading.answer:
            return frozenset()

        for item in self.items:
            if any(words_of(name) <= self.heading.supporter for name in item.makers):
                return frozenset()
        return self.heading.supporter


def review_items(
    lines: Sequence[MarkedLine], state: frozenset[str]
) -> tuple[list[Item], list[str]]:
    """Return the recommendations of a review, and the numbers of items that name no state.

    `state` has the words in the name of the state under review, if the document tells it.
    """
    headers = _headers(lines)
    lists = [_list(lines, headers, run) for run in _runs(lines, headers)]
    for review_list in lists:
        state = state or review_list.supporter()

    items: list[Item] = []
    nameless: list[str] = []
    for review_list in lists:
        heading = review_list.heading
        if heading and heading.answer and not heading.names <= state:
            heading = None  # its answer is that of another state
        if not _is_of_review(review_list, heading):
            continue

        answer = heading.answer if heading else None
        for item in review_list.items:
            if item.makers:
                items.append(item._replace(answer=item.answer or answer))
            else:
                nameless.append(item.number)
    return items, nameless


def _is_of_review(review_list: _List, heading: ListHeading | None) -> bool:
    """Return whether a list has recommendations by states, by its heading or its words."""
    items = review_list.items
    named = sum(bool(item.makers) for item in items)
    if 2 * named < len(items):
        return False
    if heading and heading.tells:
        return True
    return review_list.asks and (review_list.heading is not None or len(items) > _FEW)


# Runs.


def _runs(lines: Sequence[MarkedLine], headers: Sequence[str]) -> Iterator[_Run]:
    """Yield the runs; below a heading with a number, the items of each series are one."""
    heading = None
    start = 0
    for at in range(len(lines)):
        following = heading_at(lines, at)
        if following:
            yield from _runs_below(lines, headers, heading, range(start, at))
            heading = following
            start = at + 1
    yield from _runs_below(lines, headers, heading, range(start, len(lines)))


def _runs_below(
    lines: Sequence[MarkedLine],
    headers: Sequence[str],
    heading: ListHeading | None,
    region: range,
) -> Iterator[_Run]:
    """Yield the runs between a heading and the next: of series, then of numbers without one."""
    number = heading.number if heading else ""
    by_series: dict[str, list[int]] = {}
    for at in region:
        mark = lines[at].mark
        is_in_other_table = CELL in lines[at].text and headers[at] and not speaks(headers[at])
        if mark.scheme.startswith("number") and not is_in_other_table:
            series = mark.series
            if series and not number:
                series = _ANY_SERIES
            by_series.setdefault(series, []).append(at)

    if not heading:
        by_series.pop("", None)
    elif "" in by_series:
        by_series[""] = _counted(lines, by_series[""])

    for series, marks in by_series.items():
        if not marks:
            continue
        above = None
        if series in ("", _ANY_SERIES, number):
            above = heading
            if not above and speaks(headers[marks[0]]):
                above = ListHeading("")
        yield _Run(above, marks, region.stop)


_ANY_SERIES = "."


def _headers(lines: Sequence[MarkedLine]) -> list[str]:
    """Return, for each line, the last row above it that is no item of a list."""
    headers: list[str] = []
    header = ""
    for line in lines:
        headers.append(header)
        if CELL in line.text and not line.mark.number:
            header = line.text.partition("\n")[0]
    return headers


def _counted(lines: Sequence[MarkedLine], marks: Sequence[int]) -> list[int]:
    """Return the marks that count on from 1, with small losses."""
    counted: list[int] = []
    last = 0
    for at in marks:
        number = int(lines[at].mark.number)
        if 0 < number - last <= _MOST_LOST:
            counted.append(at)
            last = number
    return counted


# Items.


def _list(lines: Sequence[MarkedLine], headers: Sequence[str], run: _Run) -> _List:
    items: list[Item] = []
    asking = 0
    for start, end in pairwise((*run.marks, run.end)):
        items.append(_item(lines[start:end], headers[start]))
        asking += begins_to_ask(lines[start].words)
    return _List(run.heading, items, 2 * asking >= len(items))


def _item(region: Sequence[MarkedLine], header: str) -> Item:
    """Return the item that some lines begin with; without makers if it names no state."""
    lines = _lines_of_item(region)
    text = _text(lines)
    makers: dict[str, None] = {}
    for _, _, states in brackets_in(text):
        makers |= dict.fromkeys(states)

    words = _words(lines, _end_of_words(text))
    if not words:
        makers = {}

    first = lines[0]
    cell = first.text.find(CELL, first.mark.body)
    if cell < 0:
        return Item(first.mark.number, words, tuple(makers))
    answer = answer_beside(first.text, first.span, cell + len(CELL))
    themes = themes_beside(header.split(CELL), first.text)
    return Item(first.mark.number, words, tuple(makers), answer, themes)


def _lines_of_item(region: Sequence[MarkedLine]) -> list[MarkedLine]:
    """Return the lines of an item, past notes, up to a bracket with states."""
    first = region[0]
    lines = [first]
    if CELL in first.text[first.mark.body :]:
        return lines

    for line in region[1:_MOST_LINES]:
        if not _may_go_on(line):
            break
        if _NOTE.match(line.text):
            continue
        if _has_ended(_text(lines), line.text):
            break
        lines.append(line)
    return lines


def _may_go_on(line: MarkedLine) -> bool:
    """Return whether an item may go on at or behind a line: not in a paragraph with a number."""
    if _NOTE.match(line.text):
        # What stands after a note that breaks off may be the rest of either.
        note = "".join(line.text.split())
        if len(note) > _SHORT_NOTE and not has_end(note):
            return False
    return line.is_within or line.mark.scheme != "number"


def _has_ended(text: str, following: str) -> bool:
    """Return whether a bracket with states has ended an item before the next line."""
    brackets = brackets_in(text)
    if not brackets:
        return False
    end = _ENDS.match(text, brackets[-1][1])
    if not end:
        return False

    rest = text[end.end() :].strip()
    if rest and end[0].endswith(";"):
        return rest[-1] in ";.:"
    return bool(end[0].strip() or rest or not following[:1].islower())


def _text(lines: Sequence[MarkedLine]) -> str:
    parts: list[str] = []
    for line in lines:
        _, start, end = span_of(line, is_first=line is lines[0])
        parts.append(line.text[start - line.span.start : end - line.span.start])
    return "\n".join(parts)


def _end_of_words(text: str) -> int:
    """Return where the words of an item end: before the brackets with states behind them."""
    brackets = brackets_in(text)
    if not brackets:
        return len(text.rstrip())
    if not _ENDS.match(text, brackets[-1][1]):
        # The sentence goes on after the states.
        return len(text.rstrip(" \n;.,").rstrip())

    words_end = brackets[-1][0]
    for start, end, _ in reversed(brackets[:-1]):
        if not _GOES_ON.fullmatch(text, end, words_end):
            break
        words_end = start
    return len(text[:words_end].rstrip())


def _words(lines: Sequence[MarkedLine], length: int) -> tuple[TextSpan, ...]:
    """Return the spans of the first letters of an item, line by line."""
    spans: list[TextSpan] = []
    left = length
    for line in lines:
        span = span_of(line, is_first=line is lines[0])
        if left > 0:
            spans.append(span._replace(end=min(span.end, span.start + left)))
        left -= span.end - span.start + 1
    return tuple(spans)
