"""Recommendations that a report numbers: `123.4 Do this (Chile, Iceland);` under a heading.

docs/documents.md, "Numbered recommendations", has the rules; `numbered.txt` has words of headings.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.proof.answers import CELL, Answer, answer_beside, themes_beside
from tiptui.proof.asking import begins_to_ask
from tiptui.proof.source_text import TextSpan
from tiptui.proof.states import states_in
from tiptui.record.model import ResponseStatus
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_NUMBER = r"\d{1,4}(?:\.\d{1,6}){1,3}(?:\.[a-z]\b| ?\([a-z]\))?|\d{1,3}(?=[.)])"
_START = re.compile(
    r"(?:^[ \t]*(?:[-*•·|]\s+)?|(?<=[;.:)\]*])(?:\d{1,2}[ \t]+|[ \t]*))(?:\*\*)?"
    rf"(?P<number>{_NUMBER})[.)]?(?:\*\*)?[ \t\n]+(?:\*\*|\|\s+)?(?=[^\s\d*])"
    # No line of a table of contents, and no value.
    r"(?![^\n]{1,200}?(?:\.[ .]{2,}|…|\t)[ .…]*\d{1,4}$|[^\W\d]+ (?:of|by|de) [\d.,]+ ?%? \()",
    re.MULTILINE,
)
_HEADING = re.compile(r"\s*(?:[-*•#>]+\s+|\*\*)*(\d{1,4})[.)]\s+")
_NUMBERED = re.compile(r"(?:^|[\s*#>])(?!(?:19|20)\d\d)(?P<number>\d{1,4})\.\**\s+(?=[^\s\d])")
_ENDED = re.compile(r"\)\s?[.;]?$")
_LIST = re.compile(r":\s*(?=\d)")
_BRACKET = re.compile(r"\((?:[^()]|\([^()]*+\))*+\)")
# Between the last bracket and the end of an item the sign of a note may stand.
_ENDS = re.compile(r"\s*+[*†‡§\d]{0,4}\s*+(?:[;.,:|]|$|(?=[\dA-ZÀ-Þ]))")
_GOES_ON = re.compile(r"[\s,;/&]*+(?:(?:and|et|y|e)\b\s*+)?")
_NOTE = re.compile(r"\s*(?:\*+\s|\d{1,3}\s+[^a-z\s(]|GE\.\d|A/[A-Z]+/\S*\s*$|\d{1,3}\s*$|Page \d)")
_LONGEST_HEADING = 1_000
_SHORT = 40
_MOST_LOST = 3  # numbers that print may lose in a row
_MOST_PARTS = 12  # paragraphs of an item: each of its lines may be one


class ListHeading(NamedTuple):
    """A paragraph above a list: it has a number, or it `speaks` of recommendations."""

    number: str
    text: str
    words: TextSpan
    speaks: bool
    tells: bool = False  # rules explain all its words
    answer: Answer | None = None  # none if the recommendations are examined later
    names: frozenset[str] = frozenset()  # the words in names of states

    def leads(self) -> bool:
        """Return whether a list follows: the heading tells, ends with a colon, or says so."""
        colon = self.text.rstrip(" *\n").endswith(":")
        return self.speaks and bool(self.tells or colon or _RULES["lists"].search(self.text))

    def goes_on(self, line: str) -> bool:
        """Return whether the next paragraph, a line of print, continues the sentence."""
        has_ended = len(self.text) >= _LONGEST_HEADING or self.text.rstrip()[-1:] in ".:;"
        return not has_ended and bool(self.number or (self.tells and line[:1].islower()))


class Numbered(NamedTuple):
    """A recommendation as a report numbers it; `makers` are the states in its brackets."""

    number: str
    words: tuple[TextSpan, ...]
    makers: tuple[str, ...]
    answer: Answer | None = None
    themes: tuple[str, ...] = ()


def numbered_recommendations(paragraphs: Sequence[Paragraph]) -> tuple[list[Numbered], list[str]]:
    """Return the recommendations that a text numbers, and the numbers of items without a state."""
    review = review_in(paragraphs)
    reading = _Reading(_words(review.name) if review else frozenset[str]())
    for number, paragraph in enumerate(paragraphs, 1):
        reading.read(number, paragraph.text)
    reading.end_list()
    return reading.found, reading.nameless


class Review(NamedTuple):
    """The name of a state's review, the number of its paragraph, and the text behind it there."""

    name: str
    paragraph: int
    after: str


def review_in(paragraphs: Sequence[Paragraph]) -> Review | None:
    for number, paragraph in enumerate(paragraphs, 1):
        if found := _RULES["review"].search(paragraph.text):
            name = " ".join(next(filter(None, found.groups())).split())
            return Review(name, number, paragraph.text[found.end() :])
    return None


def _speaks(text: str) -> bool:
    return len(text) < _LONGEST_HEADING and bool(_RULES["recommend"].search(text))


def _heading_of(line: str, words: TextSpan, begun: ListHeading | None = None) -> ListHeading | None:
    """Return the heading that a line is, or that a line continues; None for other lines."""
    if begun:
        heading = begun._replace(text=f"{begun.text}\n{line}")
    elif _speaks(line):
        heading = ListHeading(_number_and_rest(line)[0], line, words, speaks=True)
    else:
        numbered = _HEADING.match(line)
        return ListHeading(numbered[1], line, words, speaks=False) if numbered else None
    text = heading.text
    refused, noted, later, accepted = (
        [match.span() for match in _RULES[title].finditer(text)]
        for title in ("refused", "noted", "asked later", "accepted")
    )
    accepted = [at for at in accepted if not any(a <= at[0] < b for a, b in refused)]
    partly = bool(_RULES["partly"].search(text))
    names = frozenset[str]() if later else _names(text, bool(refused))
    is_one = [bool(accepted), bool(refused or noted), bool(later)].count(True) == 1
    if not is_one or names is None or (partly and not accepted):
        return heading._replace(tells=False, answer=None)
    if later:
        return heading._replace(tells=True, names=names)
    first, last = (noted or refused or accepted)[0]
    before = len(text) - len(line) - words.start
    said = heading.answer.words if heading.answer and last <= len(text) - len(line) else None
    if first >= len(text) - len(line):
        said = TextSpan(words.paragraph, first - before, last - before)
    status: ResponseStatus = "noted" if noted else "rejected" if refused else "accepted"
    answer = Answer("partly-accepted" if partly else status, said)
    return heading._replace(tells=True, answer=answer, names=names)


def _names(text: str, is_refusal: bool) -> frozenset[str] | None:
    """Return the words of names in a heading; None if rules do not explain all of it."""
    if len(text) > _LONGEST_HEADING:
        return None
    _, rest = _number_and_rest(text)
    if is_refusal:
        rest = _RULES["because"].sub("", rest)
    return _words(rest.partition(":")[0]) if _RULES["explained"].fullmatch(rest) else None


def _number_and_rest(text: str) -> tuple[str, str]:
    """Return the number of a heading and the text after it; a title may stand before it."""
    numbers = [*_NUMBERED.finditer(text.partition(":")[0])]
    number, start = (numbers[-1]["number"], numbers[-1].end()) if numbers else ("", 0)
    return number, text[start:].strip(" \t\n*_#>")


def _words(text: str) -> frozenset[str]:
    names = _RULES["name"].findall(_RULES["plain"].sub(" ", text))
    # Laos and Lao, Syria and Syrian are one.
    return frozenset(fold(name).rstrip("ns") for name in names)


def _brackets(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the spans of the brackets that name states, and the states."""
    found = ((*match.span(), states_in(match[0][1:-1])) for match in _BRACKET.finditer(text))
    return [bracket for bracket in found if bracket[2]]


class _Item:
    """An item that is being read: parts of one or more paragraphs, or a part of a table's cell."""

    def __init__(self, number: str, part: TextSpan, text: str, is_cell: bool = False) -> None:
        self.number = number
        self.is_cell = is_cell
        self.parts = [part]
        self.text = text
        self.answer: Answer | None = None
        self.themes: tuple[str, ...] = ()

    def may_continue(self, text: str) -> bool:
        """Return whether a paragraph may continue the item: no bracket with states ended it."""
        if self.is_cell or len(self.parts) >= _MOST_PARTS:
            return False
        brackets = _brackets(self.text)
        end = _ENDS.match(self.text, brackets[-1][1]) if brackets else None
        if not end:
            return True
        after = self.text[end.end() :]
        if end[0].endswith(";") and after.partition("\n")[0].strip():
            return after.rstrip()[-1] not in ";.:"
        begins = text.lstrip()[:1]
        return not (end[0].strip() or after.strip()) and (begins == "(" or begins.islower())

    def recommendation(self) -> Numbered | None:
        """Return the recommendation; None if it names no state."""
        if not (brackets := _brackets(self.text)):
            return None
        makers = dict.fromkeys(name for *_, names in brackets for name in names)
        cut = brackets[-1][0]
        for start, end, _ in reversed(brackets[:-1]):
            if not _GOES_ON.fullmatch(self.text, end, cut):
                break
            cut = start
        if not _ENDS.match(self.text, brackets[-1][1]):
            # The sentence goes on after the states.
            cut = len(self.text.rstrip(" \n;.,"))
        words, start = list[TextSpan](), 0
        for number, first, last in self.parts:
            part = self.text[start : min(cut, start + last - first)].rstrip()
            if own := part.lstrip():
                end = first + len(part)
                words.append(TextSpan(number, end - len(own), end))
            start += last - first + 1
        found = Numbered(self.number, tuple(words), tuple(makers), self.answer, self.themes)
        return found if words else None


class _Reading:
    """The state of reading a text: the heading, the list under it, and its last item."""

    def __init__(self, state: frozenset[str]) -> None:
        self.found: list[Numbered] = []
        self.nameless: list[str] = []
        self._heading: ListHeading | None = None
        self._items: list[_Item] = []
        self._last: _Item | None = None
        self._spoken = False
        self._is_row = False
        self._header = list[str]()  # of a table of recommendations
        self._state = state

    def read(self, number: int, text: str) -> None:
        """Read a paragraph: its items, and the text before and between them."""
        was_row, self._is_row = self._is_row, CELL in text
        if self._is_row and not was_row and not _START.match(text):
            # The names of its columns say if a table lists recommendations.
            header = text.partition("\n")[0]
            self._header = header.split(CELL) if _speaks(header) else []
        starts = [(0, 0, ""), *self._starts(text), (len(text), 0, "")]
        for (_, body, item), (end, _, _) in pairwise(starts):
            if item:
                self._begin(item, TextSpan(number, body, end), text)
            elif text[body:end].strip():
                self._read_other(text[body:end], TextSpan(number, body, end))

    def _starts(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the starts of each item and its words, and its number; "" for other text."""
        item, heading, other, tried, body = self._last, self._heading, 0, 0, 0
        is_row = CELL in text and not self._header
        for found in _START.finditer(text):
            number, at = found["number"], found.start()
            if is_row and not (heading and heading.number == _first(number)):
                continue
            begins = not at or text[at - 1] == "\n"
            line = _LIST.split(text[at : at + _LONGEST_HEADING], 1)[0] if begins else ""
            begun = None
            if other >= 0 and number.rpartition(".")[2] == "1":
                begun, tried = _heading_before(number, text, max(other, tried), at), at
            if begun:
                heading, item = begun, None
                yield begun.words.start, begun.words.start, ""
            elif item and body:
                item = _Item(item.number, TextSpan(0, body, at), text[body:at])
            ended = bool(_ENDED.search(text[max(0, at - 3) : at]))
            last = item.number if item else ""
            if self._begins(number, item, heading, line, ended) and not _is_heading(line):
                item, other, body = _Item(number, TextSpan(0, 0, 0), ""), -1, found.end()
                yield at, body, number
            elif ended and number.isdigit() and int(number) > int(_first(last) or "0"):
                # The next heading may bear it.
                other = at
                yield at, at, ""

    def _begins(
        self, number: str, item: _Item | None, heading: ListHeading | None, line: str, ended: bool
    ) -> bool:
        """Return whether a number begins an item: on a line, or within one (`line` is empty)."""
        first, last = _first(number), item.number if item else ""
        if not first:
            ahead = int(number) - int(last if last.isdigit() else "0")
            far = ahead > 1 and (bool(_brackets(line)) or (ended and ahead <= _MOST_LOST))
            return (ahead == 1 or far) and bool(heading and heading.leads())
        under = bool(heading and heading.number == first)
        if line:
            return under or first == _first(last) or not (item and item.may_continue(number))
        return ended if first == _first(last) else under and not last

    def _begin(self, number: str, words: TextSpan, text: str) -> None:
        parted = self._items and _first(number) != _first(self._items[-1].number)
        if parted and self._heading and self._heading.number:
            self.end_list()
        # An item ends with its cell.
        cell, end = text.find(CELL, words.start, words.end), words.end
        if cell > 0:
            words = words._replace(end=cell)
        self._last = _Item(number, words, text[words.start : words.end], cell > 0)
        self._items.append(self._last)
        if cell > 0:
            row = text[:end]
            self._last.answer = answer_beside(row, words._replace(start=0), cell + len(CELL))
            self._last.themes = themes_beside(self._header, row)

    def _read_other(self, line: str, words: TextSpan) -> None:
        """Read a part that begins no item: the rest of the last one, a heading, or other text."""
        if _NOTE.match(line):
            # A paragraph after a note that breaks off may be the rest of either.
            if len("".join(line.split())) > _SHORT and line.rstrip()[-1] not in ".”\"'’*)":
                self._last = None
            return
        heading = _heading_of(line, words)
        if self._last and not heading and self._last.may_continue(line):
            self._last.parts.append(words)
            self._last.text += f"\n{line}"
        elif self._heading and not heading and not self._items and self._heading.goes_on(line):
            self._heading = _heading_of(line, words, self._heading)
        else:
            self._last = None
            if heading and (heading.number or heading.leads() or not self._heading):
                self.end_list()
                self._heading = heading if heading.speaks else None
            self._spoken = self._spoken or _speaks(line)

    def end_list(self) -> None:
        """End the list that is being read: add its recommendations to those found if it is one."""
        items, self._items, self._last = self._items, [], None
        if not items:
            return
        first, heading = _first(items[0].number), self._heading
        if heading and first and heading.number not in ("", first):
            heading = None
        read = [(item.number, item.recommendation()) for item in items]
        named = [found for _, found in read if found]
        if heading and heading.answer and not heading.names <= self._supporter(heading, named):
            heading = heading._replace(tells=False, answer=None)
        do = 2 * sum(begins_to_ask(item.text) for item in items) >= len(items)
        under = (heading and (heading.tells or do)) or (self._spoken and len(items) > 2 and do)
        if under and 2 * len(named) >= len(items):
            given = heading and heading.answer
            self.found += (found._replace(answer=found.answer or given) for found in named)
            self.nameless += (number for number, found in read if not found)

    def _supporter(self, heading: ListHeading, items: Sequence[Numbered]) -> frozenset[str]:
        """Return the words of the state under review, else of the first supporter."""
        if not self._state and (found := _RULES["supporter"].search(heading.text)):
            words = _words(found[0])
            asks = any(_words(name) <= words for item in items for name in item.makers)
            self._state = frozenset() if asks else words
        return self._state


def _first(number: str) -> str:
    """Return the number of a list, which its items share; empty if it counts from 1."""
    return number.partition(".")[0] if "." in number else ""


def _heading_before(number: str, text: str, start: int, end: int) -> ListHeading | None:
    """Return the heading between two positions with a number that can be the first of its list."""
    numbers = [*_NUMBERED.finditer(text, max(start, end - _LONGEST_HEADING), end)]
    for begins in reversed([found.start("number") for found in numbers]):
        heading = _heading_of(text[begins:end], TextSpan(0, begins, end))
        if heading and heading.leads() and _first(number) in ("", heading.number):
            return heading
    return None


def _is_heading(line: str) -> bool:
    """Return whether a line that begins with a number leads to a list."""
    heading = _heading_of(line.partition("\n\n")[0], TextSpan(0, 0, 0))
    does = begins_to_ask(_number_and_rest(line)[1])
    leads = heading and (heading.tells or (heading.number and heading.leads() and not does))
    return bool(leads) and not _brackets(line)
