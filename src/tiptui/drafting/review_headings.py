"""The headings of lists in a state review, and their status: none if rules do not explain it all.

`review_headings.txt` has the words.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from tiptui.drafting.answers import Answer
from tiptui.drafting.item_lines import MarkedLine
from tiptui.proof.source_text import TextSpan
from tiptui.record.model import ResponseStatus
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_HEADING = re.compile(r"\s*(?:[-*•#>]+\s+|\*\*)*(\d{1,4})[.)]\s+")
_NUMBERED = re.compile(r"(?:^|[\s*#>])(?!(?:19|20)\d\d)(?P<number>\d{1,4})\.\**\s+(?=[^\s\d])")
_LONGEST_HEADING = 1_000
_MOST_LINES = 12
_STATUSES: tuple[ResponseStatus, ...] = ("noted", "rejected", "accepted")


class ListHeading(NamedTuple):
    """A paragraph above a list: it has a number, or it `speaks` of recommendations."""

    number: str
    text: str
    speaks: bool
    tells: bool = False  # rules explain all its words
    answer: Answer | None = None  # none if the recommendations are examined later
    names: frozenset[str] = frozenset()  # the words in names of states

    def leads(self) -> bool:
        """Return whether a list follows: the heading tells, ends with a colon, or says so."""
        colon = self.text.rstrip(" *\n").endswith(":")
        return self.speaks and bool(self.tells or colon or _RULES["lists"].search(self.text))


def heading_at(lines: Sequence[MarkedLine], at: int) -> ListHeading | None:
    """Return the heading that begins at a line, and may go on in the next."""
    first, *others = lines[at : at + _MOST_LINES]
    if not (speaks(first.text) or _HEADING.match(first.text)):
        return None
    more = takewhile(str.islower, (line.text[:1] for line in others))
    text = "\n".join(line.text for line in lines[at : at + 1 + len([*more])])
    if not speaks(text):
        numbered = _HEADING.match(text)
        return ListHeading(numbered[1] if numbered else "", text, speaks=False)
    return _tell(first, text)


def speaks(text: str) -> bool:
    return len(text) < _LONGEST_HEADING and bool(_RULES["recommend"].search(text))


def _tell(first: MarkedLine, text: str) -> ListHeading:
    """Return a heading that speaks of recommendations, with the answer that it gives."""
    # A title may stand before the number.
    numbers = [*_NUMBERED.finditer(text.partition(":")[0])]
    number, start = (numbers[-1]["number"], numbers[-1].end()) if numbers else ("", 0)
    rest = text[start:].strip(" \t\n*_#>")
    heading = ListHeading(number, text, speaks=True)
    found = {of.lastgroup: of.span() for of in reversed([*_RULES["status"].finditer(text)])}
    if found.keys() == {"later"}:
        return heading._replace(tells=True)
    status = next((of for of in _STATUSES if of in found), None)
    partly = bool(_RULES["partly"].search(text))
    are_refused = found.keys() <= {"noted", "rejected"}
    if are_refused:
        rest = _RULES["because"].sub("", rest)
    is_one = (are_refused and not partly) or [*found] == ["accepted"]
    if not status or not is_one or not _RULES["explained"].fullmatch(rest):
        return heading
    start, end = found[status]
    span = TextSpan(first.span.paragraph, first.span.start + start, first.span.start + end)
    said = span if end <= len(first.text) else None
    answer = Answer("partly-accepted" if partly else status, said)
    return heading._replace(tells=True, answer=answer, names=words_of(rest.partition(":")[0]))


def words_of(text: str) -> frozenset[str]:
    names = _RULES["name"].findall(_RULES["plain"].sub(" ", text))
    # Laos and Lao, Syria and Syrian are one.
    return frozenset(fold(name).rstrip("ns") for name in names)


def supporter(heading: ListHeading) -> frozenset[str]:
    """Return the words of the name of whoever supports the recommendations, as a heading says."""
    found = _RULES["supporter"].search(heading.text)
    return words_of(found[0]) if found else frozenset()
