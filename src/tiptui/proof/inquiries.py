"""Recommendations of inquiries, committees and auditors: labelled, or numbered under a heading.

docs/documents.md, "Numbered recommendations", has the rules; `inquiries.txt` has their words.
"""

import re
from itertools import chain, pairwise

from tiptui.documents.document import Document
from tiptui.proof.answers import CELL, Answer, answer_beside, answer_in, answers_begin, one_answer
from tiptui.proof.asking import begins_to_ask, where_asks
from tiptui.proof.numbered import Numbered
from tiptui.proof.source_text import TextSpan
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_ENDS = tuple('.;:!?)”"')
_BEFORE_MORE = (":", ";", ",", " and", " or")
_TOP = 15  # lines that name the body
_LONGEST_HEADING = 150
_LONGEST_TITLE = 200
_LONGEST = 6_000  # letters of an item
_FEWEST = 2  # items of a list under a heading
_MOST_BEFORE = 4  # paragraphs from a heading to the first item
_MOST_BETWEEN = 30  # paragraphs from an item to the next
_MOST_LOST = 3  # numbers that print may lose in a row
_MOST_BEHIND = 5  # paragraphs behind an item that may answer it


def _order(number: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", number)))


def _asks(text: str) -> bool:
    if said := _RULES["said"].search(text[-_LONGEST_TITLE:]):
        return said[1].lower() == "recommendation"
    return begins_to_ask(_RULES["listed"].sub("", text, count=1)) or where_asks(text) is not None


def _is_title(text: str) -> bool:
    """Return whether a text has no end, as a title has none, and no `should`."""
    has_ended = text.endswith(_ENDS) or len(text) > _LONGEST_TITLE
    return not has_ended and where_asks(text) is None


class _InquiryItem:
    def __init__(self, number: str, is_answered: bool, must_ask: bool) -> None:
        self.number, self.order, self.must_ask = number, _order(number), must_ask
        self.words: list[TextSpan] = []
        self.title = self.text = ""  # of the first paragraph, and of all
        self.answers: list[Answer] = []
        self._is_answered = is_answered
        self._behind = 0

    def add(self, text: str, words: TextSpan) -> None:
        """Add words, without the marks and the white space around them."""
        if bare := text.strip(" \n*_|"):
            start = words.start + text.find(bare)
            self.words.append(TextSpan(words.paragraph, start, start + len(bare)))
            self.title = self.title or bare
            self.text = f"{self.text} {bare}".strip()

    def read(self, text: str, words: TextSpan, is_numbered: bool) -> None:
        """Read a paragraph behind: more of the words, or an answer."""
        if self._behind >= _MOST_BEHIND:
            return
        answer = answer_in(text, words, self.number)
        if not (self._behind or answers_begin(text) or answer) and self._goes_on(text, is_numbered):
            self.add(text, words)
            return
        self._behind += 1
        self.answers += filter(None, [answer])

    def _goes_on(self, text: str, is_numbered: bool) -> bool:
        """Return whether a paragraph is more of the words: they lack an end, or it is of a list."""
        if len(self.text) > _LONGEST:
            return False
        more = self.text.endswith(_BEFORE_MORE)
        is_listed = _RULES["listed"].match(text)
        is_cut = text[:1].islower() and not self.text.endswith(_ENDS)
        if self.text and (more or is_listed or is_cut):
            return True
        if is_numbered:
            return False
        title, asks = _is_title(self.text), _asks(text)
        return (title and asks) if self._is_answered else (title or asks)


_InquiryItems = list[_InquiryItem]  # in one run


def _recommendations(items: _InquiryItems, fewest: int) -> _InquiryItems:
    """Return the items that are recommendations: none if fewer than `fewest`, or than half, ask."""
    for item, later in pairwise(items):
        if later.order[-1] - item.order[-1] > 1:
            # A number between them is lost: words behind may be of that.
            item.words, item.answers = item.words[:1], []
    found = [item for item in items if item.words]
    asking = [item for item in found if _asks(item.text)]
    if items[0].must_ask:
        found = asking
    return found if len(asking) >= fewest and 2 * len(asking) >= len(found) else []


class _InquiryReading:
    """The items of a text: those with labels, and those with numbers under headings."""

    def __init__(self, document: Document, is_answer: bool) -> None:
        self.labelled: list[_InquiryItems] = []
        self.numbered: list[_InquiryItems] = []  # under headings
        self.unnumbered = 0
        self._is_answer = is_answer
        self._run: _InquiryItems = []
        self._item: _InquiryItem | None = None
        self._heading = ""  # which has no item yet
        self._between = 0  # paragraphs from the last item or heading on
        for number, (text, *_) in enumerate(document.paragraphs, 1):
            starts = [0, *(line.end() for line in _RULES["line"].finditer(text)), len(text)]
            for start, end in pairwise(starts):
                self._read(text[start:end], TextSpan(number, start, end))

    def _read(self, text: str, words: TextSpan) -> None:
        """Read a paragraph, or a part of one: an item, a heading, or what is behind an item."""
        label, behind = _RULES["label"].match(text), _RULES["label behind"].search(text)
        self._between += 1
        if label and not _RULES["contents"].search(text.partition("\n")[0][-_LONGEST_TITLE:]):
            self._begin(self._labels(label["number"]), label["number"], text, words, label.end())
        elif behind:
            # A page may have cut the words before.
            text = "" if text[:1].islower() else text[: behind.start()]
            self._begin(self._labels(behind["number"]), behind["number"], text, words)
            self._item = None
        elif any(
            len(cell) <= _LONGEST_HEADING and _RULES["heading"].fullmatch(cell.strip())
            for cell in text.split(CELL)
        ):
            self._heading, self._item, self._between = text, None, 0
        elif (number := _RULES["number"].match(text)) and self._is_next(number["number"], text):
            self._begin(self._run, number["number"], text, words, number.end())
        elif _RULES["unnumbered"].match(text):
            self.unnumbered += 1
            self._item = None
        elif self._item:
            self._item.read(text, words, bool(number))

    def _labels(self, number: str) -> _InquiryItems:
        """Return the labelled items that go on with a number: of a new list if it is less."""
        if not self.labelled or _order(number) <= self.labelled[-1][-1].order:
            self.labelled.append([])
        return self.labelled[-1]

    def _is_next(self, number: str, text: str) -> bool:
        """Return whether a number goes on with the run under a heading, or begins it."""
        *before, count = _order(number)
        if self._run and _is_title(text.strip()) and not _is_title(self._run[0].title):
            self._run = []  # after sentences a title is of something else
        if self._run and self._between <= _MOST_BETWEEN:
            *theirs, last = self._run[-1].order
            if before == theirs and 0 < count - last <= _MOST_LOST:
                return True
        if not self._heading or self._between > _MOST_BEFORE or count != 1:
            return False
        self._run = []
        self.numbered.append(self._run)
        return True

    def _begin(
        self, of: _InquiryItems, number: str, text: str, words: TextSpan, start: int = 0
    ) -> None:
        is_mixed = of is self._run and bool(_RULES["mixed"].search(self._heading))
        must_ask = of[0].must_ask if of else is_mixed
        item = self._item = _InquiryItem(number, self._is_answer, must_ask)
        of.append(item)
        self._heading, self._between = "", 0
        end = text.find(CELL, start)
        item.add(text[start : end if end > 0 else None], words._replace(start=words.start + start))
        if end > 0:
            item.answers += filter(None, [answer_beside(text, words, end + len(CELL))])
            self._item = None


def inquiry_in(document: Document) -> tuple[list[Numbered], list[str], int]:
    """Return the recommendations of an inquiry, in its report or in an answer to it.

    With them the bodies that may make them, and how many items like them are left out.
    """
    texts = (document.title, *(of.text for of in document.paragraphs[:_TOP]))
    lines = (line.strip() for text in texts for line in text[:_LONGEST].split("\n"))
    top = [line for line in lines if len(line) < _LONGEST_TITLE][:_TOP]
    is_answer = any(map(_RULES["answering"].search, top))
    reading = _InquiryReading(document, is_answer)
    if not is_answer and any(of.answers for of in chain(*reading.labelled, *reading.numbered)):
        # Others answer here too, and their words may ask.
        reading = _InquiryReading(document, is_answer=True)
    labelled = [_recommendations(items, 1) for items in reading.labelled]
    numbered = [_recommendations(items, _FEWEST) for items in reading.numbered]
    # Labels and numbers may count the same.
    has_labels = sum(map(len, labelled)) >= sum(map(len, numbered))
    found: dict[tuple[str, str], _InquiryItem] = {}
    left_out = reading.unnumbered
    for item in chain(*sorted(labelled if has_labels else numbered, key=len, reverse=True)):
        # A list may come back in a summary.
        kept = found.setdefault((item.number, "" if has_labels else fold(item.title)), item)
        if fold(kept.title) == fold(item.title):
            kept.answers += item.answers
        else:
            left_out += 1  # with the number of another
    all_items = chain(*reading.labelled, *reading.numbered)
    left_out += len({item.number for item in all_items} - {number for number, _ in found})
    taken = [
        Numbered(item.number, tuple(item.words), (), one_answer(item.answers))
        for item in sorted(found.values(), key=lambda item: item.words)
    ]
    # By their fullest names.
    rule = _RULES["answered" if is_answer else "named"]
    bodies = {" ".join(match[1].split()): None for match in map(rule.match, top) if match}
    fullest = [of for of in bodies if not any(fold(of) in fold(b) for b in bodies if b != of)]
    return taken, fullest, left_out
