"""Text as search sees it: without case, accents, apostrophes, dashes and what can't be seen.

Folding can change the length of a text; `spans` leads from a match back to the letters as written.
"""

import re
import unicodedata
from collections.abc import Collection

from tiptui.text.visible import INVISIBLE

Span = tuple[int, int]
"""From and up to which code point."""

DASHES = (
    "-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40"
    "\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"
    "\u2043\u2053\u2212"
)
"""Every dash of Unicode (category Pd), and what acts as one: bullet, swung dash, minus."""

UNSEEN = re.compile(f"{INVISIBLE.pattern[:-1]}\u200c\u200d\ufe0e\ufe0f]")
"""What has no looks of its own, also where scripts and emoji need it."""

# Apostrophes, dashes, and the Arabic letter that only draws a line.
_DROPPED = (
    "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u05f3\u2032\ua78c"
    f"{DASHES}\u0640"
)
_DASH_TO_SPACE = str.maketrans(dict.fromkeys(f"{DASHES}\u207b\u208b", " "))
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = {
    **dict(zip("łøđðħıŧ", "loddhit", strict=True)),
    **{"æ": "ae", "œ": "oe", "þ": "th"},
}


class _Folding(dict[int, str]):
    """A table for `translate` of what each code point folds to, filled when one is first met."""

    MOST = 4096

    def __missing__(self, code: int) -> str:
        folded = _fold_one(chr(code))
        if len(self) < self.MOST:
            self[code] = folded
        return folded


def _fold_one(character: str) -> str:
    if _is_nothing(character):
        return ""
    apart = unicodedata.normalize("NFKD", character).casefold()
    apart = unicodedata.normalize("NFKD", apart)
    parts = (part for part in apart if not unicodedata.combining(part))
    return "".join(_LETTERS.get(part, part) for part in parts if not _is_nothing(part))


def _is_nothing(character: str) -> bool:
    return character in _DROPPED or UNSEEN.match(character) is not None


_FOLDED = _Folding()


def fold(text: str) -> str:
    """Return text with only what search compares; its length may change."""
    if text.isascii():
        # Of _DROPPED these are ASCII; translate takes four times as long.
        return text.lower().replace("'", "").replace("`", "").replace("-", "")
    return text.translate(_FOLDED)


def words_of(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, each once; a dash parts words."""
    return tuple(dict.fromkeys(fold(query.translate(_DASH_TO_SPACE)).split()))


def spans(text: str, words: Collection[str]) -> list[Span]:
    """Return where words stand in `text`, sorted; a letter is taken with its marks."""
    if not words:
        return []
    folded = [_FOLDED[ord(character)] for character in text]
    joined = "".join(folded)
    origin = [position for position, part in enumerate(folded) for _ in part]
    matches: set[Span] = set()
    for word in words:
        start = joined.find(word)
        while start >= 0:
            end = origin[start + len(word) - 1] + 1
            while end < len(text) and _continues(text[end]):
                end += 1
            matches.add((origin[start], end))
            start = joined.find(word, start + 1)
    return _merge(sorted(matches))


def _continues(character: str) -> bool:
    """Return whether a character belongs to the one before it: a mark, or a joiner."""
    return unicodedata.category(character) in ("Mn", "Mc", "Me") or character in "\u200c\u200d"


def _merge(overlapping: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in overlapping:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
