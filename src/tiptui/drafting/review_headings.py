"""The headings of lists in a state review, and their status: none if rules do not explain it all.

`review_headings.txt` has the words.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from tiptui.documents.document import TextSpan
from tiptui.drafting.answers import Answer
from tiptui.drafting.item_lines import MarkedLine
from tiptui.drafting.states import brackets_in
from tiptui.record.model import ResponseStatus
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_NUMBERED = re.compile(r"(?:^|[\s*#>])(?!(?:19|20)\d\d)(?P<number>\d{1,4})\.\**\s+(?=[^\s\d])")
_LONGEST_HEADING = 1_000
_MOST_LINES = 12
_STATUSES: tuple[ResponseStatus, ...] = ("noted", "rejected", "accepted")


class ListHeading(NamedTuple):
    """A paragraph above a list, which speaks of recommendations."""

    number: str
    supporter: frozenset[str] = frozenset()  # the words in the name of whoever supports them
    tells: bool = False  # rules explain all its words
    answer: Answer | None = None  # none if the recommendations are examined later
    names: frozenset[str] = frozenset()  # the words in names of states


def heading_at(lines: Sequence[MarkedLine], at: int) -> ListHeading | None:
    """Return the heading of a list that begins at a line, and may go on in the next.

    It tells what becomes of recommendations, ends with a colon, or says that they follow; an item
    with states in brackets may do so too.
    """
    first, *others = lines[at : at + _MOST_LINES]
    more = takewhile(str.islower, (line.text[:1] for line in others))
    text = "\n".join(line.text for line in lines[at : at + 1 + len([*more])])
    if not speaks(text) or brackets_in(first.text):
        return None
    heading = _tell(first, text)
    leads = heading.tells or text.rstrip(" *\n").endswith(":") or _RULES["lists"].search(text)
    return heading if leads else None


def speaks(text: str) -> bool:
    return len(text) < _LONGEST_HEADING and bool(_RULES["recommend"].search(text))


def _tell(first: MarkedLine, text: str) -> ListHeading:
    """Return a heading that speaks of recommendations, with the answer that it gives."""
    # A title may stand before the number.
    numbers = [*_NUMBERED.finditer(text.partition(":")[0])]
    number, start = (numbers[-1]["number"], numbers[-1].end()) if numbers else ("", 0)
    rest = text[start:].strip(" \t\n*_#>")
    by = _RULES["supporter"].search(text)
    heading = ListHeading(number, words_of(by[0]) if by else frozenset())
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
