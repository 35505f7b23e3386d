"""Answers to recommendations: a sentence or the cell of a table that gives a status.

Rules must explain all of a sentence, or all of it up to words that can change nothing.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiptui.proof.source_text import TextSpan
from tiptui.record.model import ResponseStatus
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_STATUSES: dict[str, ResponseStatus] = {
    "partly": "partly-accepted",
    "accepted": "accepted",
    "rejected": "rejected",
    "noted": "noted",
}
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
    status = next((status for title, status in _STATUSES.items() if _whole(title, said)), None)
    at = words.start + start
    return Answer(status, TextSpan(words.paragraph, at, at + len(said))) if status else None


def _whole(title: str, said: str) -> bool:
    return bool(_RULES[title].fullmatch(said))


def answer_beside(row: str, words: TextSpan, start: int) -> Answer | None:
    """Return the one answer in the cells of a row from a position on."""
    found = dict[ResponseStatus, Answer]()
    for cell in row[start:].split(CELL):
        span = TextSpan(words.paragraph, words.start + start, words.start + start + len(cell))
        if answer := answer_in(cell, span):
            found.setdefault(answer.status, answer)
        start += len(cell) + len(CELL)
    return one_answer(found)


def themes_beside(header: Sequence[str], row: str) -> tuple[str, ...]:
    """Return the themes in the cells of a row below a header that names them."""
    # A bar before the row may be an empty cell: then the header may not be that of the cells.
    cells = zip(header, [] if row[:1] == "|" else row.split(CELL), strict=False)
    said = [cell for title, cell in cells if _RULES["themes"].search(title)]
    parts = [
        part
        for cell in said
        for part in _RULES["between themes"].split(_RULES["after themes"].split(cell)[0])
    ]
    return tuple(theme for part in parts if (theme := part.strip()))


def one_answer(found: dict[ResponseStatus, Answer]) -> Answer | None:
    """Return the answer, if all that were found say the same."""
    return next(iter(found.values())) if len(found) == 1 else None
