"""What stands above a numbered list of recommendations, and which status that gives to them.

A heading is a paragraph with a number, or one that speaks of recommendations. It tells a status, or
that the list will be examined later, where it says one thing: `… enjoy the support of …`, `… were
noted`, `… did not enjoy the support of …`. The words for that are data, in `numbered.txt`.
"""

import re
from pathlib import Path
from typing import NamedTuple

from tiptui.proof.source_text import Words
from tiptui.record.status import Status
from tiptui.text.rules import rules

_NUMBER = re.compile(r"\s*(?:[-*•#>]+\s+|\*\*)*(\d{1,4})[.)]\s+")
RULES = Path(__file__).with_name("numbered.txt")
LONGEST = 1_000


class Heading(NamedTuple):
    """What stands above a list: `said` are the words that tell what becomes of it.

    Of a list that is to be examined later it tells, but no status. It leads to a list where it
    tells, ends with a colon, or says that one follows.
    """

    number: str
    text: str
    words: Words
    speaks: bool
    tells: bool = False
    status: Status | None = None
    said: Words | None = None

    def leads(self) -> bool:
        """Return whether a list follows."""
        colon = self.text.rstrip(" *\n").endswith(":")
        return self.speaks and bool(self.tells or colon or rules(RULES)["lists"].search(self.text))

    def is_open(self) -> bool:
        """Return whether its sentence goes on where each line is a paragraph."""
        begun = self.speaks and self.number and len(self.text) < LONGEST
        return bool(begun) and self.text.rstrip()[-1:] not in ".:;"


def speaks(text: str) -> bool:
    """Return whether a text of moderate length speaks of recommendations."""
    return len(text) < LONGEST and bool(rules(RULES)["recommend"].search(text))


def heading_of(text: str, words: Words) -> Heading | None:
    """Return what may stand above a list, None for other paragraphs; `words` are where it is."""
    numbered = _NUMBER.match(text)
    number = numbered[1] if numbered else ""
    if not speaks(text):
        return Heading(number, text, words, speaks=False) if number else None
    return _tell(Heading(number, text, words, speaks=True), words, 0)


def extend(heading: Heading, line: str, words: Words) -> Heading:
    """Return a heading with the next line of its sentence."""
    whole = heading._replace(text=f"{heading.text}\n{line}")
    return _tell(whole, words, len(heading.text) + 1)


def _tell(heading: Heading, words: Words, start: int) -> Heading:
    """Return a heading with what it says of the list, where that is one thing.

    The words are those of its text from `start`.
    """
    patterns, text = rules(RULES), heading.text
    refused = [each.span() for each in patterns["refused"].finditer(text)]
    accepted = [
        each.span()
        for each in patterns["accepted"].finditer(text)
        if not any(first <= each.start() < last for first, last in refused)
    ]
    noted, later = ([each.span() for each in patterns[title].finditer(text)] for title in _OTHERS)
    if [bool(accepted), bool(refused or noted), bool(later)].count(True) != 1:
        return heading._replace(tells=False, status=None, said=None)
    status: Status | None = "noted" if noted else "rejected" if refused else None
    if accepted:
        status = "partly-accepted" if patterns["partly"].search(text) else "accepted"
    first, last = (noted or refused or accepted or later)[0]
    said = Words(words.paragraph, words.start + first - start, words.start + last - start)
    before = heading.said if last <= start else None
    return heading._replace(tells=True, status=status, said=said if first >= start else before)


_OTHERS = ("noted", "asked later")
