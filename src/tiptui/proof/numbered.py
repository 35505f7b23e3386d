"""Recommendations that a report numbers: `123.4 Do this (Chile, Iceland);` under a heading.

Such a list stands under a paragraph that speaks of recommendations and bears the first number
(`123. The recommendations below enjoy the support of …:`), or, where that is not there, at least
three items stand one below the other in a text that spoke of them before. Most of the items must
say what to do, and most must end with states in brackets. An item goes on over lines and pages up
to these. Without them it is none: nobody would have made it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.proof.list_headings import LONGEST, RULES, Heading, extend, heading_of, speaks
from tiptui.proof.source_text import Words
from tiptui.text.rules import rules
from tiptui.text.states import states_in

_NUMBER = r"\d{1,4}(?:\.\d{1,6}){1,3}(?:\.[a-z]\b| ?\([a-z]\))?|\d{1,3}(?=[.)])"
_START = re.compile(
    r"(?:^[ \t]*(?:[-*•·|]\s+)?|(?<=[;.:)\]*])(?:\d{1,2}[ \t]+|[ \t]*))(?:\*\*)?"
    rf"(?P<number>{_NUMBER})[.)]?(?:\*\*)?[ \t\n]+(?:\*\*|\|\s+)?(?=[^\s\d*])",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"(?:^|\s)(?P<number>\d{1,4})\. (?=[^\W\d_])")
_ENDED = re.compile(r"\)\s?[.;]?$")
_LIST = re.compile(r":\s*(?=\d)")
_BRACKET = re.compile(r"\((?:[^()]|\([^()]*+\))*+\)")
# What may stand between the last bracket and the end of an item: the sign of a note.
_ENDS = re.compile(r"\s*+[*†‡§\d]{0,4}\s*+(?:[;.,:|]|$|(?=[\dA-ZÀ-Þ]))")
_GOES_ON = re.compile(r"[\s,;/&]*+(?:(?:and|et|y|e)\b\s*+)?")
_NOTE = re.compile(r"\s*(?:\*+\s|\d{1,3}\s+[^a-z\s(]|GE\.\d|A/[A-Z]+/\S*\s*$|\d{1,3}\s*$|Page \d)")
_CELL = " | "
_LONGEST = 4_000
_SHORT = 40
_MOST_LOST = 3  # numbers, in print
_MOST_PARTS = 12  # paragraphs that an item may go over, where each line is one


class Numbered(NamedTuple):
    """A recommendation as a report numbers it; `makers` are those in its brackets."""

    number: str
    words: tuple[Words, ...]
    makers: tuple[str, ...]
    heading: Heading | None


class Lists(NamedTuple):
    """The recommendations that a text numbers, and the numbers of those that name nobody."""

    items: tuple[Numbered, ...]
    nameless: tuple[str, ...]


class _Item:
    """An item while it is read: its words in one or more paragraphs, or in one cell of a table."""

    def __init__(self, number: str, part: Words, text: str, is_cell: bool = False) -> None:
        self.number = number
        self.is_cell = is_cell
        self.parts = [part]
        self.text = text

    def add(self, part: Words, text: str) -> None:
        self.parts.append(part)
        self.text += f"\n{text}"

    def takes(self, text: str) -> bool:
        """Return whether a paragraph may go on with it: no bracket with states ended it."""
        many = len(self.parts) >= _MOST_PARTS or len(self.text) > _LONGEST
        if self.is_cell or many or self.end():
            return False
        brackets = _brackets(self.text)
        complete = brackets and not self.text[brackets[-1][1] :].strip()
        begins = text.lstrip()[:1]
        return not complete or begins == "(" or begins.islower()

    def end(self) -> re.Match[str] | None:
        """Return what ends it after its last brackets with states, None where it goes on."""
        brackets = _brackets(self.text)
        end = _ENDS.match(self.text, brackets[-1][1]) if brackets else None
        if not end:
            return None
        rest, line = self.text[end.end() :].strip(), self.text[end.end() :].partition("\n")[0]
        if end[0].endswith(";") and line.strip() and rest[-1] not in ";.:":
            return None
        return end if end[0].strip() or rest else None

    def read(self, heading: Heading | None) -> Numbered | None:
        """Return what it recommends; None where no state is named."""
        if not (brackets := _brackets(self.text)):
            return None
        makers = dict.fromkeys(name for *_, names in brackets for name in names)
        cut = brackets[-1][0]
        for start, end, _ in reversed(brackets[:-1]):
            if not _GOES_ON.fullmatch(self.text, end, cut):
                break
            cut = start
        if not _ENDS.match(self.text, brackets[-1][1]):
            # Its sentence goes on after those who ask.
            cut = len(self.text.rstrip(" \n;.,"))
        words = tuple(self._words(cut))
        return Numbered(self.number, words, tuple(makers), heading) if words else None

    def _words(self, end: int) -> Iterator[Words]:
        """Yield its words up to a place in its text."""
        start = 0
        for part in self.parts:
            length = part.end - part.start
            taken = self.text[start : min(end, start + length)].rstrip()
            if taken.strip():
                first = part.start + len(taken) - len(taken.lstrip())
                yield Words(part.paragraph, first, part.start + len(taken))
            start += length + 1


def _brackets(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return where brackets with states begin and end, and the states."""
    found = (
        (each.start(), each.end(), states_in(each[0][1:-1])) for each in _BRACKET.finditer(text)
    )
    return [each for each in found if each[2]]


def numbered_recommendations(paragraphs: Sequence[Paragraph]) -> Lists:
    """Return the recommendations that a text numbers, in its order."""
    reading = _Reading()
    for number, paragraph in enumerate(paragraphs, 1):
        reading.read(number, paragraph.text)
    reading.end_list()
    return Lists(tuple(reading.found), tuple(reading.nameless))


class _Start(NamedTuple):
    """Where an item begins in its paragraph, and its words; without a number it is no item."""

    at: int
    body: int
    number: str


class _Reading:
    """What has been read of a text: the heading, the list under it, and its last item."""

    def __init__(self) -> None:
        self.found: list[Numbered] = []
        self.nameless: list[str] = []
        self._heading: Heading | None = None
        self._open = False
        self._items: list[_Item] = []
        self._last: _Item | None = None
        self._spoken = False

    def read(self, number: int, text: str) -> None:
        """Read a paragraph: its items, and what stands before and between them."""
        starts = [_Start(0, 0, ""), *self._starts(text), _Start(len(text), 0, "")]
        for found, following in pairwise(starts):
            words = Words(number, found.body, following.at)
            if found.number:
                self._begin(found.number, words, text)
            else:
                self._read_other(words, text)

    def _starts(self, text: str) -> Iterator[_Start]:
        """Yield where items begin, on a line or behind others, and where other text does."""
        item, heading, other, tried = self._last, self._heading, 0, 0
        body = 0
        for found in _START.finditer(text):
            number, at = found["number"], found.start()
            begins = not at or text[at - 1] == "\n"
            line = _LIST.split(text[at : at + LONGEST], maxsplit=1)[0] if begins else ""
            if line or other < 0 or number.rpartition(".")[2] != "1":
                begun = None
            else:
                begun, tried = _heading_before(number, text, max(other, tried), at), at
            if begun:
                heading, item = begun, None
                yield _Start(begun.words.start, begun.words.start, "")
            elif item and body:
                item = _Item(item.number, Words(0, body, at), text[body:at])
            ended = bool(_ENDED.search(text[max(0, at - 3) : at]))
            if self._begins(number, item, heading, line, ended) and not _is_heading(line):
                item, other, body = _Item(number, Words(0, 0, 0), ""), -1, found.end()
                yield _Start(at, body, number)
            elif ended and _may_head(number, item.number if item else ""):
                other = at
                yield _Start(at, at, "")

    def _begins(
        self, number: str, item: _Item | None, heading: Heading | None, line: str, ended: bool
    ) -> bool:
        """Return whether a number begins an item, and no line that happens to begin with one.

        Within a line, which is empty then, it follows an item, which may have ended; some may be
        lost in print.
        """
        first, last = _first(number), item.number if item else ""
        if not first:
            begun = last.isdigit() or (heading == self._heading and self._items)
            ahead = int(number) - int(last if last.isdigit() else "0")
            near = ahead == 1 and not (begun and number == "1")
            far = ahead > 1 and (bool(_brackets(line)) or (ended and ahead <= _MOST_LOST))
            return (near or far) and bool(heading and heading.leads())
        under = bool(heading and heading.number == first)
        if line:
            return under or first == _first(last) or not (item and item.takes(number))
        if first == _first(last):
            return ended and _order(number) > _order(last)
        return under and not last

    def _begin(self, number: str, words: Words, text: str) -> None:
        parted = self._items and _first(number) != _first(self._items[-1].number)
        if parted and self._heading and self._heading.number:
            self.end_list()
        self._open = False
        if (cell := text.find(_CELL, words.start, words.end)) > 0:
            words = words._replace(end=cell)
        self._last = _Item(number, words, text[words.start : words.end], cell > 0)
        self._items.append(self._last)

    def _read_other(self, words: Words, text: str) -> None:
        """Read what is no item: the rest of the last one, a heading, or anything else."""
        line = text[words.start : words.end]
        if not line.strip():
            return
        if _NOTE.match(line):
            # What follows a note that breaks off may be the rest of either.
            if len("".join(line.split())) > _SHORT and line.rstrip()[-1] not in ".”\"'’*)":
                self._last = None
            return
        heading = heading_of(line, words)
        if self._last and not heading and self._last.takes(line):
            self._last.add(words, line)
        elif self._heading and not heading and self._open:
            self._heading = extend(self._heading, line, words)
            self._open = self._heading.is_open()
        else:
            self._last = None
            self._begin_list(heading)
            self._spoken = self._spoken or speaks(line)

    def _begin_list(self, heading: Heading | None) -> None:
        """End the list and begin the next where this is its heading."""
        if heading and (heading.number or heading.leads() or not self._heading):
            self.end_list()
            self._heading = heading if heading.speaks else None
        self._open = bool(self._heading and self._heading is heading and heading.is_open())

    def end_list(self) -> None:
        """Keep what the list that ends here recommends, if it is one."""
        items, self._items, self._last = self._items, [], None
        if not items:
            return
        first = _first(items[0].number)
        above = self._heading
        under = (
            above if above and (not above.number or not first or above.number == first) else None
        )
        read = [(item.number, item.read(under)) for item in items]
        if not self._is_list(items, [each for _, each in read if each], under):
            return
        self.found += (each for _, each in read if each)
        self.nameless += (number for number, each in read if not each)

    def _is_list(
        self, items: Sequence[_Item], named: Sequence[Numbered], heading: Heading | None
    ) -> bool:
        if 2 * len(named) < len(items):
            return False
        doing = sum(bool(rules(RULES)["doing"].match(each.text.lstrip())) for each in items)
        under = heading and (heading.tells or 2 * doing >= len(items))
        return bool(under) or (self._spoken and len(items) > 2 and 2 * doing >= len(items))


def _first(number: str) -> str:
    """Return what the numbers of a list have in common; empty where it counts from 1."""
    return number.partition(".")[0] if "." in number else ""


def _order(number: str) -> list[int]:
    """Return what tells which of two numbers comes first."""
    return [int(each) if each.isdigit() else ord(each) for each in re.findall(r"\d+|[a-z]", number)]


def _heading_before(number: str, text: str, start: int, end: int) -> Heading | None:
    """Return the heading in a part of a paragraph, where a number can be the first of its list."""
    starts = [
        each.start("number") for each in _NUMBERED.finditer(text, max(start, end - LONGEST), end)
    ]
    for begins in reversed(starts):
        heading = heading_of(text[begins:end], Words(0, begins, end))
        if heading and heading.leads() and _first(number) in ("", heading.number):
            return heading
    return None


def _may_head(number: str, last: str) -> bool:
    """Return whether a number behind an item may be that of the next heading."""
    return number.isdigit() and int(number) > int(_first(last) or "0")


def _is_heading(line: str) -> bool:
    """Return whether a line that begins with a number says what becomes of a list."""
    heading = heading_of(line.partition("\n\n")[0], Words(0, 0, 0))
    return bool(heading and heading.tells) and not _brackets(line)
