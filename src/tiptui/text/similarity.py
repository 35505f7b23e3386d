"""Words evened out, so that they compare as a reader would: same letters, other typography.

Evened are the Unicode form (composed or not, ligatures, wide and narrow letters), white space,
quotation marks, dashes, and what can't be seen, soft hyphens among it. What changes the meaning
stays: superscripts, fractions, accents and case.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple
from unicodedata import category, decomposition, normalize

from tiptui.text.visible import INVISIBLE

_QUOTES = dict.fromkeys("“”„‟«»〝〞〟″＂", '"') | dict.fromkeys("`´‘’‚‛‹›ʹʻʼ′＇", "'")
# The most frequent, which keep their place: with them evened, most texts are plain ASCII.
_ONE_FOR_ONE = str.maketrans(
    {
        **_QUOTES,
        **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\xa0\u2009\u202f", " "),
        **dict.fromkeys("‐‑–—−", "-"),
    }
)
_ASCII_STRETCHES = re.compile("  +|--+")
# Decompositions that make another text of it: 10² is not 102.
_OTHER_MEANING = ("<super>", "<sub>", "<circle>", "<square>", "<fraction>", "<font>")
# Vowels and finals of Hangul: to the eye they are parts of the letter before.
_JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"
_JAMO_PART = re.compile(f"[{_JAMO}]")
# Where Unicode has marks. To ask of every code point takes long.
_WITH_MARKS = (
    (0x0300, 0x3400),
    (0xA000, 0xAC00),
    (0xFB00, 0xFF00),
    (0x10000, 0x20000),
    (0xE0100, 0xE01F0),
)


class Evened(NamedTuple):
    """Text evened out, with what is needed to find its places in the original.

    `changed` has each stretch that may differ: from and up to where in `text`, and in the
    original; `starts` the first of these four.
    """

    text: str
    starts: list[int]
    changed: list[tuple[int, int, int, int]]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Gives the code points of the original, or None where they would begin or end inside one.

        That is, inside a ligature, or a letter and its marks.
        """
        first = self._original(start, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end)
        if last < len(self.starts) and self.starts[last] == end:
            return None if first is None else (first, self.changed[last][2])
        up_to = self._original(end, last - 1)
        return None if first is None or up_to is None else (first, up_to)

    def _original(self, place: int, before: int) -> int | None:
        """Gives a place in the original; `before` is the last stretch that begins before it."""
        if before < 0:
            return place
        start, end, original, original_end = self.changed[before]
        if place >= end:
            return original_end + place - end
        return original if place == start else None


def even(text: str) -> Evened:
    """Gives a text evened out."""
    text = text.translate(_ONE_FOR_ONE)
    pattern = _ASCII_STRETCHES if text.isascii() else _stretches()
    parts: list[str] = []
    changed: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        plain = _plain(match[0])
        parts += (text[done:start], plain)
        length += start - done
        changed.append((length, length + len(plain), start, end))
        length += len(plain)
        done = end
    parts.append(text[done:])
    return Evened("".join(parts), [each[0] for each in changed], changed)


def splits_letter(text: str, place: int) -> bool:
    """Whether a cut at a place parts a letter from a mark on it."""
    if not 0 < place < len(text) or text[place].isascii():
        return False
    return category(text[place])[0] == "M" or bool(_JAMO_PART.match(text[place]))


@cache
def _stretches() -> re.Pattern[str]:
    """Gives what finds each stretch of a text that may change."""
    points = chain.from_iterable(range(*bounds) for bounds in _WITH_MARKS)
    marks = "".join(letter for letter in map(chr, points) if category(letter)[0] == "M")
    near = "".join(mark for mark in marks if mark <= "\uffff") + _JAMO
    far = "".join(mark for mark in marks if mark > "\uffff")
    dashes = "".join(chr(n) for n in range(0x80, 0x10000) if category(chr(n)) == "Pd")
    dashes = f"\\-\u2043\u2212{dashes}"
    space = f"\\s{INVISIBLE.pattern[1:-1]}"
    # A class with code points over U+FFFF is slow, so it is asked last and for these only.
    return re.compile(
        f"(?s:.)(?:[{near}]|(?=[\U00010000-\U0010ffff])[{far}])+"
        f"|[{space}]{{2,}}|[{dashes}]{{2,}}|[^\x00-\x7f]"
    )


@lru_cache(maxsize=2**14)
def _plain(stretch: str) -> str:
    """Gives what a stretch is evened to."""
    plain = normalize("NFD", "".join(map(_plain_letter, INVISIBLE.sub("", stretch))))
    return re.sub(" +", " ", re.sub("-+", "-", plain))


def _plain_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in _QUOTES:
        return _QUOTES[letter]
    if letter in "\u2043\u2212" or category(letter) == "Pd":
        return "-"
    apart = decomposition(letter)
    if apart.startswith("<") and not apart.startswith(_OTHER_MEANING):
        whole = normalize("NFKD", letter)
        return letter if whole.startswith(" ") else whole
    return letter
