"""Two wordings compared word by word: what one has that the other has not.

Words are the same where a reader would say so (see `similarity`), capitals aside; signs are words.
"""

import re
from collections.abc import Set
from typing import NamedTuple

from tiptui.text.folding import Span, fold
from tiptui.text.similarity import even
from tiptui.text.words import tokens
from tiptui.text.words import word as any_word

_MOST = 100
"""Words that are compared one by one, once the ends in common are left out: difflib takes more
than the square of them. What is longer differs as a whole."""

_ASCII_WORD = re.compile("[a-z0-9]+")


class Difference(NamedTuple):
    """From and up to which code points a wording is another, and what it leaves out, in order."""

    spans: list[Span]
    left_out: list[str]


def differ(text: str, other: str) -> Difference:
    """Return where a text differs from another one."""
    words, others = tokens(text), tokens(other)
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    spans: list[Span] = []
    left_out: list[str] = []
    for start, end, first, last in _changes(_keys(words), _keys(others)):
        if start < end:
            # The space before is no part of what differs.
            space = len(words[start]) - len(words[start].lstrip())
            spans.append((ends[start] + space, ends[end]))
        else:
            left_out.append("".join(others[first:last]).strip())
    return Difference(spans, left_out)


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded, by which it is found to be like another."""
    folded = fold(text)
    # Of ASCII the other would find the same, and take longer.
    return (_ASCII_WORD if folded.isascii() else any_word()).findall(folded)


def likeness(words: Set[str], others: Set[str]) -> float:
    """Return from 0 to 1 which part of the words of two texts is in both (Dice's coefficient)."""
    return 2 * len(words & others) / (len(words) + len(others) or 1)


def _keys(words: list[str]) -> list[str]:
    known: dict[str, str] = {}
    return [even(word.lstrip(), known).text.casefold() for word in words]


def _changes(own: list[str], others: list[str]) -> list[tuple[int, int, int, int]]:
    """Return what to change: from and up to which word of the one, and of the other."""
    shorter = min(len(own), len(others))
    start = next((n for n in range(shorter) if own[n] != others[n]), shorter)
    room = shorter - start
    end = next((n for n in range(room) if own[-1 - n] != others[-1 - n]), room)
    one, two = own[start : len(own) - end], others[start : len(others) - end]
    if not one and not two:
        return []
    if len(one) > _MOST or len(two) > _MOST:
        return [(start, start + len(one), start, start + len(two))]
    # Not above: most readers start without it, and it takes a millisecond.
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [
        (start + first, start + after, start + there, start + until)
        for kind, first, after, there, until in codes
        if kind != "equal"
    ]
