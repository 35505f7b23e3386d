"""Text as it is compared: folded for search, evened out where words must be the same.

Folded it has no case, accents, apostrophes, dashes (between digits a space stays, for two numbers
are not one), nor what can't be seen. Evened out it has the same letters in one typography: one
Unicode form (composed or not, ligatures, wide and narrow letters), and white space, quotation marks
and dashes of one kind, without soft hyphens and what else can't be seen. What changes the meaning
stays: superscripts, fractions, accents and case.

Both can change the length of a text; `spans` and `Evened.span` lead back to the letters as written.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import cache
from operator import itemgetter
from typing import NamedTuple
from unicodedata import category, combining, decomposition, normalize

from tiptui.text.visible import INVISIBLE
from tiptui.text.words import JAMO, Span, marks

DASHES = (
    "-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40"
    "\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"
    "\u2043\u2053\u2212"
)
"""Every dash of Unicode (category Pd), and what acts as one: bullet, swung dash, minus."""

UNSEEN = re.compile(f"{INVISIBLE.pattern[:-1]}\u200c\u200d\ufe0e\ufe0f]")
"""What has no looks of its own, also where scripts and emoji need it."""

# Apostrophes, and the Arabic letter that only draws a line.
_DROPPED = (
    "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u05f3\u2032\ua78c\u0640"
)
# Letters that Unicode does not take apart into a base letter and an accent; every dash is one.
_LETTERS = {**dict(zip("łøđðħıŧ", "loddhit", strict=True)), **{"æ": "ae", "œ": "oe", "þ": "th"}}
_LETTERS |= dict.fromkeys(DASHES, "-")
_BETWEEN_DIGITS = re.compile(r"-(?<=\d-)(?=-*\d)")

EDGE = "-"
"""Beside a digit at an end of a word, where no number goes on; folded text has no dash."""


class _Folding(dict[int, str]):
    """A table for `translate` of what each code point folds to, filled when one is first met."""

    MOST = 4096

    def __missing__(self, code: int) -> str:
        whole = "" if _is_nothing(chr(code)) else normalize("NFKD", chr(code))
        apart = normalize("NFKD", whole.casefold())
        parts = (part for part in apart if not (combining(part) or _is_nothing(part)))
        folded = "".join(_LETTERS.get(part, part) for part in parts)
        if len(self) < self.MOST:
            self[code] = folded
        return folded


def _is_nothing(character: str) -> bool:
    return character in _DROPPED or UNSEEN.match(character) is not None


_FOLDED = _Folding()


def fold(text: str) -> str:
    """Return text with only what search compares; its length may change."""
    if text.isascii():
        # Of _DROPPED these are ASCII; translate takes four times as long.
        text = text.lower().replace("'", "").replace("`", "")
    else:
        text = text.translate(_FOLDED)
    return _BETWEEN_DIGITS.sub(" ", text).replace("-", "")


def words_of(query: str) -> tuple[str, ...]:
    """Return the folded words of a query, each once; a dash parts words."""
    return tuple(dict.fromkeys(query.translate(_FOLDED).replace("-", " ").split()))


def with_edges(text: str) -> str:
    """Return folded text as a word that is looked for, in which numbers at its ends are whole."""
    return re.sub(r"\A(?=\d)|(?<=\d)\Z", EDGE, text)


def holds(text: str, word: str) -> bool:
    """Return whether a word that is looked for stands in folded text."""
    plain = word.strip(EDGE)
    return plain in text and (plain == word or re.search(_pattern(word), text) is not None)


def _pattern(word: str) -> str:
    before = r"(?<!\d)(?<!\d\.)" if word.startswith(EDGE) else ""
    after = r"(?!\.?\d)" if word.endswith(EDGE) else ""
    return f"{before}{re.escape(word.strip(EDGE))}{after}"


def spans(text: str, words: Collection[str]) -> list[Span]:
    """Return where words stand in `text`, sorted; a letter is taken with its marks."""
    folded = fold(text)
    found = [word for word in words if holds(folded, word)]
    if not found:  # most texts have none, and it is slow to tell where
        return []
    parts = [_FOLDED[ord(character)] for character in text]
    origin = [position for position, part in enumerate(parts) for _ in part]
    dashed = _BETWEEN_DIGITS.sub(" ", "".join(parts))
    origin = [place for place, letter in zip(origin, dashed, strict=True) if letter != "-"]
    within = bytearray(len(text))
    for word in found:
        for place in re.finditer(f"(?=({_pattern(word)}))", folded):  # they may overlap
            start, end = origin[place.start(1)], origin[place.end(1) - 1] + 1
            # A mark, or a joiner, belongs to the character before it.
            while end < len(text) and (
                category(text[end])[0] == "M" or text[end] in "\u200c\u200d"
            ):
                end += 1
            within[start:end] = b"\1" * (end - start)
    return [run.span() for run in re.finditer(b"\1+", within)]


_QUOTES = dict.fromkeys("“”„‟«»〝〞〟″＂", '"') | dict.fromkeys("`´‘’‚‛‹›ʹʻʼ′＇", "'")
# The most frequent, which stay as long: with them evened, most texts are plain ASCII.
_ONE_FOR_ONE = str.maketrans(
    {
        **_QUOTES,
        **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\xa0\u2009\u202f", " "),
        **dict.fromkeys("‐‑–—−", "-"),
    }
)
_ASCII_STRETCHES = re.compile("  +|--+")
IDEOGRAPHS = "\u3400-\u9fff"
"""What is evened to itself, and makes most of a text where there is any."""
# Decompositions that make another text of it: 10² is not 102.
_OTHER_MEANING = ("<super>", "<sub>", "<circle>", "<square>", "<fraction>", "<font>")

# Marks of one letter that are put in order together, as of UAX 15's stream-safe text: for as many
# as someone may pile up, Python takes the square.
_MOST_MARKS = 30


class Evened(NamedTuple):
    """Text evened out, with what is needed to find the original of a part.

    `changed` has each stretch that may be longer or shorter, or begins or ends where no part may:
    from and up to where in `text`, and in the original.
    """

    text: str
    changed: list[tuple[int, int, int, int]]

    def span(self, start: int, end: int) -> Span | None:
        """Return the code points of the original; None where an end is inside a letter there."""
        first = self._original(start, bisect_right(self.changed, start, key=itemgetter(0)) - 1)
        up_to = self._original(end, bisect_left(self.changed, end, key=itemgetter(0)) - 1)
        return None if first is None or up_to is None else (first, up_to)

    def _original(self, position: int, before: int) -> int | None:
        """Return a position in the original; `before` is the last stretch that begins before it."""
        if before < 0:
            return position
        start, end, original, original_end = self.changed[before]
        if position >= end:
            return original_end + position - end
        return original if position == start else None


def even(text: str, known: dict[str, str]) -> Evened:
    """Return a text evened out. `known` has stretches evened before, and gets new ones."""
    text = text.translate(_ONE_FOR_ONE)
    pattern = _ASCII_STRETCHES if text.isascii() else _stretches()
    parts: list[str] = []
    changed: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if (plain := known.get(match[0])) is None:
            seen = "".join(map(_plain_letter, INVISIBLE.sub("", match[0])))
            plain = re.sub(" +", " ", re.sub("-+", "-", normalize("NFD", seen)))
            known[match[0]] = plain
        parts += (text[done:start], plain)
        length += start - done
        # One code point for one needs no place: in some scripts that is each.
        if len(plain) != 1 or end - start != 1:
            changed.append((length, length + len(plain), start, end))
        length += len(plain)
        done = end
    parts.append(text[done:])
    return Evened("".join(parts), changed)


@cache
def _stretches() -> re.Pattern[str]:
    near, far = marks()
    space = f"\\s{INVISIBLE.pattern[1:-1]}"
    return re.compile(
        f"(?s:.)(?:[{near}{JAMO}]|(?=[\U00010000-\U0010ffff])[{far}])"
        f"{{1,{_MOST_MARKS}}}"
        f"|[{space}]{{2,}}|[{re.escape(DASHES)}]{{2,}}|[^\x00-\x7f{IDEOGRAPHS}]"
    )


def _plain_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in _QUOTES or letter in DASHES:
        return _QUOTES.get(letter, "-")
    apart = decomposition(letter)
    if apart.startswith("<") and not apart.startswith(_OTHER_MEANING):
        whole = normalize("NFKD", letter)
        return letter if whole.startswith(" ") else whole
    return letter
