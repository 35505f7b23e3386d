"""The headings of lists in a state review, and their status: none if rules do not explain it all.

`review_headings.txt` has the words.
"""

import re
from collections.abc import Sequence
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
    parts = [(lines[at].text, lines[at].span)]
    heading = _heading(parts)
    for line in lines[at + 1 : at + _MOST_LINES]:
        if not heading or not line.text[:1].islower():
            break
        parts.append((line.text, line.span))
        heading = _heading(parts)
    return heading


def speaks(text: str) -> bool:
    return len(text) < _LONGEST_HEADING and bool(_RULES["recommend"].search(text))


def _heading(parts: Sequence[tuple[str, TextSpan]]) -> ListHeading | None:
    """Return the heading that some lines are; None for other lines."""
    text = "\n".join(part for part, _ in parts)
    if not speaks(text):
        numbered = _HEADING.match(text)
        return ListHeading(numbered[1], text, speaks=False) if numbered else None
    heading = ListHeading(_number_and_rest(text)[0], text, speaks=True)
    refused, noted, later, accepted = (
        [match.span() for match in _RULES[title].finditer(text)]
        for title in ("refused", "noted", "asked later", "accepted")
    )
    accepted = [at for at in accepted if not any(a <= at[0] < b for a, b in refused)]
    partly = bool(_RULES["partly"].search(text))
    names = frozenset[str]() if later else _names(text, bool(refused))
    is_one = [bool(accepted), bool(refused or noted), bool(later)].count(True) == 1
    if not is_one or names is None or (partly and not accepted):
        return heading
    if later:
        return heading._replace(tells=True, names=names)
    status: ResponseStatus = "noted" if noted else "rejected" if refused else "accepted"
    said = _said(parts, *(noted or refused or accepted)[0])
    answer = Answer("partly-accepted" if partly else status, said)
    return heading._replace(tells=True, answer=answer, names=names)


def _said(parts: Sequence[tuple[str, TextSpan]], first: int, last: int) -> TextSpan | None:
    """Return the span of some letters of a heading, if they stand in one of its lines."""
    for text, span in parts:
        if last <= len(text):
            return TextSpan(span.paragraph, span.start + first, span.start + last)
        first, last = first - len(text) - 1, last - len(text) - 1
    return None


def _names(text: str, is_refusal: bool) -> frozenset[str] | None:
    """Return the words of names in a heading; None if rules do not explain all of it."""
    _, rest = _number_and_rest(text)
    if is_refusal:
        rest = _RULES["because"].sub("", rest)
    return words_of(rest.partition(":")[0]) if _RULES["explained"].fullmatch(rest) else None


def _number_and_rest(text: str) -> tuple[str, str]:
    """Return the number of a heading and the text after it; a title may stand before it."""
    numbers = [*_NUMBERED.finditer(text.partition(":")[0])]
    number, start = (numbers[-1]["number"], numbers[-1].end()) if numbers else ("", 0)
    return number, text[start:].strip(" \t\n*_#>")


def words_of(text: str) -> frozenset[str]:
    names = _RULES["name"].findall(_RULES["plain"].sub(" ", text))
    # Laos and Lao, Syria and Syrian are one.
    return frozenset(fold(name).rstrip("ns") for name in names)


def supporter(heading: ListHeading) -> frozenset[str]:
    """Return the words of the name of whoever supports the recommendations, as a heading says."""
    found = _RULES["supporter"].search(heading.text)
    return words_of(found[0]) if found else frozenset()
