"""Answers to recommendations: sentences or cells with a status, which rules explain whole."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from tiptui.documents.document import TextSpan
from tiptui.record.model import ResponseStatus
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_STATUSES: tuple[ResponseStatus, ...] = ("partly-accepted", "accepted", "rejected", "noted")
_SENTENCE = re.compile(r"[^.!?]{1,500}(?:[.!?](?=\s|$)|(?=[.!?]?\s*$))")
_NUMBER = re.compile(r"recommendations?\s+(\d[\d.]*\d|\d)", re.IGNORECASE)
CELL = " | "


class Answer(NamedTuple):
    """The status that an answer gives, and the span of its words if they stand together."""

    status: ResponseStatus
    words: TextSpan | None


def answers_begin(text: str) -> int:
    """Return the end of the words that announce an answer: `Government response:`; else 0."""
    found = _RULES["head"].match(text)
    return found.end() if found else 0


def answer_in(text: str, words: TextSpan, number: str = "") -> Answer | None:
    """Return the answer that the first sentence of a text gives to the recommendation `number`."""
    start = answers_begin(text)
    start += len(text[start:]) - len(text[start:].lstrip(" \n*_|>"))
    sentence = _SENTENCE.match(text, start)
    if not sentence or any(of != number for of in _NUMBER.findall(sentence[0]) if number):
        return None
    said = sentence[0].strip(" \n*_|")
    at = words.start + start
    span = TextSpan(words.paragraph, at, at + len(said))
    return next((Answer(of, span) for of in _STATUSES if _RULES[of].fullmatch(said)), None)


def answer_beside(row: str, words: TextSpan, start: int) -> Answer | None:
    """Return the one answer in the cells of a row from a position on."""
    found = []
    for cell in row[start:].split(CELL):
        found.append(answer_in(cell, words._replace(start=words.start + start)))
        start += len(cell) + len(CELL)
    return one_answer(filter(None, found))


def themes_beside(header: Sequence[str], row: str) -> tuple[str, ...]:
    # A bar before the row may be an empty cell: then the header may not be that of the cells.
    cells = zip(header, [] if row[:1] == "|" else row.split(CELL), strict=False)
    said = [
        _RULES["after themes"].split(cell)[0]
        for title, cell in cells
        if _RULES["themes"].search(title)
    ]
    parts = chain.from_iterable(map(_RULES["between themes"].split, said))
    return tuple(filter(None, map(str.strip, parts)))


def one_answer(answers: Iterable[Answer]) -> Answer | None:
    """Return the first answer, if all have its status."""
    found = [*answers]
    return found[0] if len({answer.status for answer in found}) == 1 else None
