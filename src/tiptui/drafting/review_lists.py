"""Lists of a state review: `123.4 Do this (Chile, Iceland);` below a heading with its status.

They are a kind of items whose runs need not count on: themes may part them. `review_headings` reads
headings; docs/documents.md, "Recommendations of a state review", has the rules.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

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


class _List(NamedTuple):
    heading: ListHeading | None
    items: list[Item]
    asks: bool  # most of its items do

    def supporter(self) -> frozenset[str]:
        """Return who supports the items, as their heading says; empty if they ask themselves."""
        by = self.heading.supporter if self.heading and self.heading.answer else frozenset[str]()
        asking = (words_of(name) for item in self.items for name in item.makers)
        return by if not any(name <= by for name in asking) else frozenset()


def review_items(
    lines: Sequence[MarkedLine], state: frozenset[str]
) -> tuple[list[Item], list[str]]:
    """Return the recommendations of a review, and the numbers of items that name no state.

    `state` has the words in the name of the state under review, if the document tells it.
    """
    lists = [*_lists(lines)]
    state = state or next(filter(None, (of.supporter() for of in lists)), state)
    found, nameless = list[Item](), list[str]()
    for heading, items, asks in lists:
        known = heading if heading and (not heading.answer or heading.names <= state) else None
        is_list = (known and known.tells) or (asks and (heading or len(items) > 2))
        named = [item for item in items if item.makers]
        if is_list and 2 * len(named) >= len(items):
            given = known.answer if known else None
            found += (item._replace(answer=item.answer or given) for item in named)
            nameless += (item.number for item in items if not item.makers)
    return found, nameless


def _lists(lines: Sequence[MarkedLine]) -> Iterator[_List]:
    """Yield the lists; below a heading with a number, the items of each series are one."""
    leads = [(at, of) for at in range(len(lines)) if (of := heading_at(lines, at))]
    headers = [*accumulate(lines, _header, initial="")]
    for (start, heading), (end, _) in pairwise([(-1, None), *leads, (len(lines), None)]):
        number = heading.number if heading else ""
        lists = defaultdict[str, list[int]](list)
        for at in range(start + 1, end):
            mark, is_other = lines[at].mark, CELL in lines[at].text and headers[at]
            if mark.scheme.startswith("number") and not (is_other and not speaks(headers[at])):
                lists[mark.series and (mark.series if number else ".")].append(at)
        lists[""] = _counted(lines, lists[""]) if heading else []
        for series, marks in filter(itemgetter(1), lists.items()):
            items = [_item(lines[at:to], headers[at]) for at, to in pairwise((*marks, end))]
            asks = 2 * sum(begins_to_ask(lines[at].words) for at in marks) >= len(items)
            above = heading or (ListHeading("") if speaks(headers[marks[0]]) else None)
            yield _List(above if series in ("", ".", number) else None, items, asks)


def _header(above: str, line: MarkedLine) -> str:
    """Return the last row up to a line that is no item of a list."""
    is_header = CELL in line.text and not line.mark.number
    return line.text.partition("\n")[0] if is_header else above


def _counted(lines: Sequence[MarkedLine], marks: Sequence[int]) -> list[int]:
    """Return the marks that count on from 1, with small losses."""
    numbers = [int(lines[at].mark.number) for at in marks]
    last = accumulate(numbers, lambda a, b: b if 0 < b - a <= _MOST_LOST else a, initial=0)
    return [at for at, (before, now) in zip(marks, pairwise(last), strict=True) if now > before]


def _own(region: Sequence[MarkedLine]) -> list[MarkedLine]:
    """Return the lines of an item, past notes, up to a bracket with states."""
    is_row = CELL in region[0].text[region[0].mark.body :]
    others = takewhile(_may_go_on, region[1 : 1 if is_row else _MOST_LINES])
    own = [region[0], *(line for line in others if not _NOTE.match(line.text))]
    ends = (n for n in range(1, len(own)) if _has_ended(_text(own[:n]), own[n].text))
    return own[: next(ends, None)]


def _may_go_on(line: MarkedLine) -> bool:
    """Return whether an item may go on at or behind a line: not in a paragraph with a number."""
    # What stands after a note that breaks off may be the rest of either.
    note = "".join(line.text.split()) if _NOTE.match(line.text) else ""
    breaks_off = len(note) > _SHORT_NOTE and not has_end(note)
    return not breaks_off and (line.is_within or line.mark.scheme != "number")


def _has_ended(said: str, text: str) -> bool:
    """Return whether a bracket with states has ended an item before a text."""
    brackets = brackets_in(said)
    if not (end := _ENDS.match(said, brackets[-1][1]) if brackets else None):
        return False
    after = said[end.end() :].strip()
    if after and end[0].endswith(";"):
        return after[-1] in ";.:"
    return bool(end[0].strip() or after or not text[:1].islower())


def _text(own: Sequence[MarkedLine]) -> str:
    spans = ((of.text, span_of(of, is_first=of is own[0]), of.span.start) for of in own)
    return "\n".join(text[start - at : end - at] for text, (_, start, end), at in spans)


def _item(region: Sequence[MarkedLine], header: str) -> Item:
    """Return the item that some lines begin with; without makers if it names no state."""
    own = _own(region)
    first, text = own[0], _text(own)
    brackets = brackets_in(text)
    makers = dict.fromkeys(name for *_, names in brackets for name in names)
    cut = brackets[-1][0] if brackets else len(text)
    for start, end, _ in reversed(brackets[:-1]):
        if not _GOES_ON.fullmatch(text, end, cut):
            break
        cut = start
    if brackets and not _ENDS.match(text, brackets[-1][1]):
        # The sentence goes on after the states.
        cut = len(text.rstrip(" \n;.,"))
    cut = len(text[:cut].rstrip())
    spans = [span_of(line, is_first=line is first) for line in own]
    *starts, _ = accumulate((end - start + 1 for _, start, end in spans), initial=0)
    room = zip(spans, (cut - start for start in starts), strict=True)
    words = tuple(of._replace(end=min(of.end, of.start + left)) for of, left in room if left > 0)
    cell = first.text.find(CELL, first.mark.body)
    answer = answer_beside(first.text, first.span, cell + len(CELL)) if cell >= 0 else None
    themes = themes_beside(header.split(CELL), first.text) if cell >= 0 else ()
    return Item(first.mark.number, words, tuple(makers) if words else (), answer, themes)
