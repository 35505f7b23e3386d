"""Where words and letters begin and end, after Unicode's rules (UAX 29).

A word is letters and digits with the marks on them; it goes on through joiners between them. An
apostrophe ends it, so that `Pakistan` and `État` are words of `Pakistan's` and `l'État`. Scripts
without spaces between words have a word for each letter.
"""

import re
from functools import cache
from itertools import chain
from unicodedata import category

# Vowels and finals of Hangul: to the eye they are parts of the letter before.
JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"
_JAMO_PART = re.compile(f"[{JAMO}]")
# Where Unicode has marks. To ask of every code point takes long.
_WITH_MARKS = (
    (0x0300, 0x3400),
    (0xA000, 0xAC00),
    (0xFB00, 0xFF00),
    (0x10000, 0x20000),
    (0xE0100, 0xE01F0),
)
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_JOINERS = "\u200c\u200d"

STRETCH = 2**16
_GAP = re.compile(r"\S(?=\s)")


@cache
def marks() -> tuple[str, str]:
    """Return the combining marks up to U+FFFF, and those over it.

    A pattern's class with the latter is slow, so it is to be asked last and for these only.
    """
    points = chain.from_iterable(range(*bounds) for bounds in _WITH_MARKS)
    found = "".join(letter for letter in map(chr, points) if category(letter)[0] == "M")
    near = "".join(mark for mark in found if mark <= "\uffff")
    return near, found[len(near) :]


def splits_letter(text: str, position: int) -> bool:
    """Return whether a cut at a position parts a letter from a mark on it."""
    if not 0 < position < len(text) or text[position].isascii():
        return False
    return category(text[position])[0] == "M" or bool(_JAMO_PART.match(text[position]))


@cache
def word() -> re.Pattern[str]:
    """Return what finds each word of a text."""
    return re.compile(_word())


def tokens(text: str) -> list[str]:
    """Return each word of a text and each other sign with its marks, and the space before it."""
    found: list[str] = []
    start = 0
    while start < len(text):
        # In stretches: no other thread goes on while a pattern is looked for.
        gap = _GAP.search(text, start + STRETCH)
        end = gap.end() if gap else len(text)
        found += token().findall(text[start:end])
        start = end
    return found


@cache
def token() -> re.Pattern[str]:
    return re.compile(f"\\s*+(?:{_word()}|\\S{_mark()}*+)")


def _word() -> str:
    mark, letter = _mark(), f"[^\\W_{_UNSPACED}]"
    goes_on = f"(?:{letter}++|{mark}++|[{_JOINERS}]++(?={letter}|{mark}))"
    return f"{letter}++{goes_on}*+|[{_UNSPACED}]{mark}*+"


def _mark() -> str:
    near, far = marks()
    return f"(?:[{near}]|(?=[\U00010000-\U0010ffff])[{far}])"
