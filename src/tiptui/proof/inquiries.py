"""Recommendations of inquiries, committees and auditors: labelled, or numbered under a heading.

docs/documents.md, "Numbered recommendations", has the rules; `inquiries.txt` has their words.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.proof.answers import (
    CELL,
    Answer,
    answer_beside,
    answer_in,
    answers_begin,
    one_answer,
)
from tiptui.proof.asking import begins_to_ask, where_asks
from tiptui.proof.numbered import Numbered
from tiptui.proof.source_text import TextSpan
from tiptui.record.model import ResponseStatus
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_N = r"\d{1,3}(?:\.\d{1,3}){0,2}"
_LABEL = re.compile(
    rf"[\s*_#>|•-]*recommendation\s+(?:no\.?\s*)?(?P<number>{_N}[a-z]?)\b[*_]*"
    r"(?:\s*[:.–—-]+[*_\s]*|\s*(?:\n|$|\|\s*)|\s+(?=(?-i:[A-Z“\"])))",
    re.IGNORECASE,
)
_LABEL_BEHIND = re.compile(rf"\(recommendation\s+(?P<number>{_N})\)[.\s]*$", re.IGNORECASE)
_NUMBER = re.compile(
    r"[\s*_#>|-]*(?P<number>\d{1,3}(?:\.\d{1,3}){1,2}|\d{1,3}(?=[.)]|\s?\|))[.)]?[*_]*\s+(?:\|\s*)?(?=\S)"
)
# A line within a paragraph that begins something else.
_LINE = re.compile(
    r"(?<=[.:;)”\"*\w])\n(?=[ *_#>]*(?:\d{1,3}[.)]\s|recommendation \d|(?:\w+ )?response"
    r"|(?:not |partly |partially |fully )?(?:agree|accept|support|note|reject)))",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(r"[\s*_#>]*recommendation[*_]*\s*[:–—-][*_]*\s+\S", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.[ .]{2,}|…|\t)[ .…]*\d{1,4}\s*$")
_LISTED = re.compile(r"[\s>]*(?:[-*•●▪–]\s|\(?(?:[a-z]|[ivx]{1,5})\)\s)")
_BEFORE_MORE = (":", ";", ",", " and", " or")
TOP = 15  # lines that name the body
_LONGEST_HEADING = 150
_LONGEST_TITLE = 200
_LONGEST = 6_000  # letters of an item
_FEWEST = 2  # items of a list under a heading
_MOST_BEFORE = 3  # paragraphs between a heading and the first item
_MOST_BETWEEN = 30  # paragraphs between two items
_MOST_LOST = 3  # numbers that print may lose in a row
_MOST_ANSWERS = 3  # paragraphs behind an item that may answer it


def _order(number: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", number)))


def _asks(text: str) -> bool:
    return begins_to_ask(_LISTED.sub("", text, count=1)) or where_asks(text) is not None


def _is_title(text: str) -> bool:
    """Return whether a text has no end, as a title has none, and no `should`."""
    has_ended = text[-1:] in (*'.;:!?)”"',) or len(text) > _LONGEST_TITLE
    return not has_ended and where_asks(text) is None


def _is_heading(text: str) -> bool:
    """Return whether a text is the heading of a list of recommendations."""
    return len(text) <= _LONGEST_HEADING and bool(_RULES["heading"].fullmatch(text.strip()))


class _Item:
    """An item: its words, and answers in the paragraphs behind it."""

    def __init__(self, number: str, is_answered: bool) -> None:
        self.number, self.order = number, _order(number)
        self.words: list[TextSpan] = []
        self.first = self.text = ""  # of the first paragraph, and of all
        self.answers: dict[ResponseStatus, Answer] = {}
        self._is_answered = is_answered
        self._is_open = True
        self._is_listing = False
        self._behind = 0

    def _goes_on(self, text: str) -> bool:
        """Return whether a paragraph continues the words: they lack an end, or it is of a list."""
        more = self.text.endswith(_BEFORE_MORE)
        lower = text[:1].islower() and self.text[-1:] not in ".!?”"
        listed = bool(_LISTED.match(text)) and (more or self._is_listing or not self._is_answered)
        self._is_listing = listed
        return bool(self.text) and (more or lower or listed)

    def add(self, text: str, words: TextSpan) -> None:
        if text.strip():
            start = words.start + len(text) - len(text.lstrip())
            end = words.start + len(text.rstrip(" \n*_|"))
            self.words.append(TextSpan(words.paragraph, start, end))
            self.first = self.first or text.strip()
            self.text = f"{self.text} {text.strip(' *_|')}".strip()

    def read(self, text: str, words: TextSpan, is_numbered: bool) -> None:
        """Read a paragraph behind: more of the words, or an answer.

        Where others answer, only a paragraph that must be of the item is more of its words.
        """
        announced = answers_begin(text)
        answer = answer_in(text, words, self.number)
        if announced or answer or len(self.text) > _LONGEST:
            self._is_open = False
        goes_on = self._goes_on(text)
        title, asks = _is_title(self.text), _asks(text)
        more = (title and asks) if self._is_answered else (title or asks)
        if self._is_open and (goes_on or (more and not is_numbered)):
            self.add(text, words)
            return
        self._is_open = False
        if announced:
            self.answers, self._behind = {}, 0
        if answer and self._behind < _MOST_ANSWERS:
            self.answers.setdefault(answer.status, answer)
        self._behind += 1


class _List:
    """Items in one run; `is_labelled` if each has its label, else they stand under a heading."""

    def __init__(self, is_labelled: bool, is_mixed: bool = False) -> None:
        self.is_labelled, self.is_mixed = is_labelled, is_mixed
        self.items: list[_Item] = []

    def is_next(self, order: tuple[int, ...]) -> bool:
        """Return whether a number is the next of the run; print may lose some."""
        last = self.items[-1].order if self.items else (*order[:-1], 0)
        most = _MOST_LOST if self.items else 1
        return order[:-1] == last[:-1] and 0 < order[-1] - last[-1] <= most

    def recommendations(self) -> list[_Item]:
        """Return the items that are recommendations: none if too few of them ask."""
        for item, later in pairwise(self.items):
            if later.order[-1] - item.order[-1] > 1:
                # A number between them is lost: words behind may be of that.
                item.words, item.answers = item.words[:1], {}
        items = [item for item in self.items if item.words]
        asking = [item for item in items if _asks(item.text)]
        if self.is_mixed:
            items = asking
        few = len(asking) < _FEWEST and not self.is_labelled
        return [] if few or 2 * len(asking) < len(items) else items


class _Reading:
    """The state of reading a text: its lists, the last item, and the heading above."""

    def __init__(self, is_answered: bool) -> None:
        self.lists: list[_List] = []
        self.unnumbered = 0
        self._is_answered = is_answered
        self._labelled, self._run = _List(True), _List(False)
        self._item: _Item | None = None
        self._heading: str | None = None  # which has no item yet
        self._between = 0  # paragraphs since the last item or heading

    def read(self, text: str, words: TextSpan) -> None:
        """Read a paragraph, or a part of one: an item, a heading, or what is behind an item."""
        label, behind = _LABEL.match(text), _LABEL_BEHIND.search(text)
        if label and not _CONTENTS.search(text.partition("\n")[0]):
            self._begin(self._labels(label["number"]), label["number"], text, words, label.end())
        elif behind and not text[:1].islower():
            labels = self._labels(behind["number"])
            self._begin(labels, behind["number"], text[: behind.start()], words)
            self._item = None
        elif any(map(_is_heading, text.split(CELL))):
            self._heading, self._item, self._between = text, None, 0
        elif (number := _NUMBER.match(text)) and self._is_next(number["number"], text):
            self._begin(self._run, number["number"], text, words, number.end())
        else:
            self._between += 1
            if _UNNUMBERED.match(text):
                self.unnumbered += 1
                self._item = None
            if self._item:
                self._item.read(text, words, bool(number))

    def _labels(self, number: str) -> _List:
        """Return the list of labelled items that goes on with a number: a new one if it is less."""
        if not (items := self._labelled.items) or _order(number) <= items[-1].order:
            self._labelled = _List(True)
            self.lists.append(self._labelled)
        return self._labelled

    def _is_next(self, number: str, text: str) -> bool:
        """Return whether a number goes on with the list under a heading, or begins it."""
        order = _order(number)
        items = self._run.items
        if items and _is_title(text.strip()) and not _is_title(items[0].first):
            self._run = _List(False)  # after sentences a title is of something else
        elif items and self._run.is_next(order) and self._between <= _MOST_BETWEEN:
            return True
        if self._heading is None or self._between > _MOST_BEFORE or order[-1] != 1:
            return False
        self._run = _List(False, bool(_RULES["mixed"].search(self._heading)))
        self.lists.append(self._run)
        return True

    def _begin(self, of: _List, number: str, text: str, words: TextSpan, start: int = 0) -> None:
        item = self._item = _Item(number, self._is_answered)
        of.items.append(item)
        self._heading, self._between = None, 0
        end = text.find(CELL, start)
        item.add(text[start : end if end > 0 else None], words._replace(start=words.start + start))
        if end > 0:
            if answer := answer_beside(text, words, end + len(CELL)):
                item.answers[answer.status] = answer
            self._item = None


class Inquiry(NamedTuple):
    """Recommendations of a body, and how many others look so, by the reason to leave them out."""

    recommendations: list[Numbered]
    left_out: dict[str, int]


def _size(items: Sequence[_Item]) -> tuple[int, int]:
    return len(items), sum(len(item.text) for item in items)


def inquiry_in(paragraphs: Sequence[Paragraph], is_answered: bool) -> Inquiry:
    """Return the recommendations of an inquiry's report, or of the answer to it."""
    reading = _Reading(is_answered)
    for number, paragraph in enumerate(paragraphs, 1):
        text = paragraph.text
        starts = [0, *(line.end() for line in _LINE.finditer(text)), len(text)]
        for start, end in pairwise(starts):
            reading.read(text[start:end], TextSpan(number, start, end))
    lists = [(of, of.recommendations()) for of in reading.lists]
    labelled = [items for of, items in lists if of.is_labelled]
    others = [items for of, items in lists if not of.is_labelled]
    # Labels and numbers may count the same.
    sorts = labelled, others
    lists_taken = max(sorts, key=lambda sort: sum(map(len, sort)))
    longest_first = sorted(lists_taken, key=_size, reverse=True)
    found: dict[tuple[str, str], _Item] = {}
    for item in chain.from_iterable(longest_first):
        # A list may come back in a summary.
        key = item.number, "" if lists_taken is labelled else fold(item.first)
        kept = found.setdefault(key, item)
        kept.answers |= item.answers
    numbers = {number for number, _ in found}
    left = {
        (item.number, bool(item.words))
        for of, items in lists
        for item in of.items
        if len(of.items) >= _FEWEST and item not in items and item.number not in numbers
    }
    left_out = {
        "that ask for nothing": sum(has_words for _, has_words in left),
        "without words": sum(not has_words for _, has_words in left),
        "without number": reading.unnumbered,
    }
    items = sorted(found.values(), key=lambda item: item.words)
    return Inquiry(
        [Numbered(item.number, tuple(item.words), (), one_answer(item.answers)) for item in items],
        {why: count for why, count in left_out.items() if count},
    )


def answers_others(lines: Iterable[str]) -> bool:
    """Return whether the lines at the top are of a document that answers recommendations."""
    return any(_RULES["answering"].search(line) for line in lines)


def bodies_named(lines: Sequence[str]) -> list[str]:
    """Return the bodies that the lines at the top name as makers; never who answers."""
    if answers_others(lines):
        found = [match[1] for line in lines if (match := _RULES["answered"].search(line))]
    else:
        found = [match[1] for line in lines if (match := _RULES["line"].fullmatch(line))]
    names = list(dict.fromkeys(" ".join(name.split()) for name in found))
    # The fullest name of one body.
    return [
        name
        for name in names
        if not any(fold(name) in fold(other) and len(name) < len(other) for other in names)
    ]
