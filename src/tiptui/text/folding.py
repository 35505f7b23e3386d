"""Text for comparison: folded for search, evened out where words must be the same.

- Folded: no case, accents, apostrophes, dashes or invisible characters; a dash between digits
  or ideographs becomes a space, spaces between ideographs go, variants of one are one.
- Evened: the same letters in one Unicode form (composed or not, ligatures, wide and narrow), one
  kind of white space, quotation mark and dash, no invisible characters, no space beside a dash or a
  double quotation mark, or before `! ? : ; %`. Superscripts, fractions,
  accents and case stay, as they change the meaning.

Both can change the length of a text; `spans` and `Evened.span` lead back to the letters as written.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import cache
from typing import NamedTuple
from unicodedata import category, combining, decomposition, normalize

from tiptui.text.visible import INVISIBLE, late
from tiptui.text.words import JAMO, JOINERS, Span, marks

DASHES = (
    "-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40"
    "\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"
    "\u2043\u2053\u2212"
)
"""Every dash of Unicode (category Pd), and the bullet, the swung dash and the minus."""

UNSEEN = late(f"{INVISIBLE.pattern[:-1]}\u200c\u200d\ufe0e\ufe0f]")
"""An invisible character, or one that only scripts and emoji need."""

# Apostrophes, and the Arabic letter that is only a line.
_DROPPED = (
    "'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u05f3\u2032\ua78c\u0640"
)
# Letters that Unicode does not take apart into a base letter and an accent, and dashes.
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t"}
_LETTERS |= {"æ": "ae", "œ": "oe", "þ": "th"}
_LETTERS |= dict.fromkeys(DASHES, "-")
_IDEOGRAPHS = "台臺 裡裏 峰峯 群羣 線綫 衛衞 為爲 真眞 教敎 青靑 產産 告吿 啟啓 床牀 強强 說説 戶户"
for _pair in _IDEOGRAPHS.split():
    _LETTERS[_pair[1]] = _pair[0]
_BETWEEN_DIGITS = late(r"-(?<=\d-)(?=-*\d)")
IDEOGRAPHS = "\u3400-\u9fff"
"""Letters that stay as they are when text is evened, and are most of a text that has any."""
_BETWEEN_IDEOGRAPHS = late(rf"[- ](?<=[{IDEOGRAPHS}].)[- ]*(?=[{IDEOGRAPHS}])")

EDGE = "-"
"""A mark at an end of a word where a number must be whole: a dash, which no folded text has."""


class _Folding(dict[int, str]):
    """A bounded table for `translate`, filled with code points as they are met."""

    MOST = 4096

    def __missing__(self, code: int) -> str:
        whole = "" if chr(code) in _DROPPED else normalize("NFKD", chr(code))
        folded = ""
        for part in normalize("NFKD", whole.casefold()):
            if not (combining(part) or part in _DROPPED or UNSEEN.match(part)):
                folded += _LETTERS.get(part, part)
        if len(self) < self.MOST:
            self[code] = folded
        return folded


_FOLDED = _Folding()


def fold(text: str) -> str:
    """Return text as search compares it; its length may change."""
    if text.isascii():
        # The ASCII of _DROPPED; translate takes four times as long.
        text = text.lower().replace("'", "").replace("`", "")
    else:
        text = _part(text.translate(_FOLDED))
    return _BETWEEN_DIGITS.sub(" ", text).replace("-", "")


def _part(text: str) -> str:
    """Make a dash between digits or ideographs a space, a space between ideographs a dash."""
    if max(text, default="") > "\u3400":
        text = _BETWEEN_IDEOGRAPHS.sub(_exchange, text)
    return _BETWEEN_DIGITS.sub(" ", text)


def _exchange(match: re.Match[str]) -> str:
    """Return a space for dashes, a dash for spaces; further dashes, which go, keep the length."""
    sign = " " if "-" in match[0] else "-"
    return sign.ljust(len(match[0]), "-")


def words_of(query: str) -> tuple[str, ...]:
    """Return the different folded words of a query; a dash parts words."""
    return tuple(dict.fromkeys(query.translate(_FOLDED).replace("-", " ").split()))


def with_edges(text: str) -> str:
    """Return folded text as a word to look for; numbers at its ends are whole."""
    return re.sub(r"\A(?=\d)|(?<=\d)\Z", EDGE, text)


def holds(text: str, word: str) -> bool:
    """Return whether folded text has a word, which may have edges."""
    plain = word.strip(EDGE)
    return plain in text and (plain == word or re.search(_pattern(word), text) is not None)


def _pattern(word: str) -> str:
    before = r"(?<!\d)(?<!\d\.)" if word.startswith(EDGE) else ""
    after = r"(?!\.?\d)" if word.endswith(EDGE) else ""
    return f"{before}{re.escape(word.strip(EDGE))}{after}"


def spans(text: str, words: Collection[str]) -> list[Span]:
    """Return the spans of words in `text`, sorted; a span ends after the marks of a letter."""
    folded = fold(text)
    present = [word for word in words if holds(folded, word)]
    if not present:  # most texts have none, and to find the offsets is slow
        return []

    positions = _positions(text)
    covered = bytearray(len(text))
    for word in present:
        for match in re.finditer(f"(?=({_pattern(word)}))", folded):  # they may overlap
            start = positions[match.start(1)]
            end = _end_of_letter(text, positions[match.end(1) - 1])
            covered[start:end] = b"\1" * (end - start)
    return [run.span() for run in re.finditer(b"\1+", covered)]


def _positions(text: str) -> list[int]:
    """Return the position in a text of each letter of the folded text."""
    positions: list[int] = []
    folded = ""
    for position, character in enumerate(text):
        part = _FOLDED[ord(character)]
        folded += part
        positions += [position] * len(part)

    # Dashes go at the end of folding.
    letters = enumerate(_part(folded))
    return [positions[number] for number, letter in letters if letter != "-"]


def _end_of_letter(text: str, position: int) -> int:
    """Return the end of a letter with the marks and joiners that belong to it."""
    end = position + 1
    while end < len(text) and (category(text[end])[0] == "M" or text[end] in JOINERS):
        end += 1
    return end


_QUOTES = dict.fromkeys("“”„‟«»〝〞〟″＂'`´‘’‚‛‹›ʹʻʼ′＇", '"')
_SPACES = dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\xa0\u2009\u202f", " ")
# The most frequent signs that another one replaces: without them, most texts are plain ASCII.
_ONE_FOR_ONE = str.maketrans(_QUOTES | _SPACES | dict.fromkeys("‐‑–—−", "-"))
# Spaces that a language or a printer may leave out: « oui », 5 %, so – yes.
_BESIDE = '(?P<beside>[{0}]++(?=["{1}!?:;%])|(?<=["{1}])[{0}]++)'
_ASCII_STRETCHES = late(_BESIDE.format(" ", r"\-") + "|  +|--+")
# Decompositions that change the meaning: 10² is not 102.
_OTHER_MEANING = ("<super>", "<sub>", "<circle>", "<square>", "<fraction>", "<font>")

# Marks of one letter that are put in order together, as in UAX 15's stream-safe text: Python takes
# the square of their number.
_MOST_MARKS = 30


class Evened(NamedTuple):
    """Text evened out, and the way back to the original.

    `changed` has the stretches whose length may differ, or in which no part begins or ends: their
    start and end in `text`, then in the original.
    """

    text: str
    changed: list[tuple[int, int, int, int]]

    def span(self, start: int, end: int) -> Span | None:
        """Return the span in the original, None where an end is inside a letter there."""
        before_start = bisect_right(self.changed, start, key=_start_of) - 1
        before_end = bisect_left(self.changed, end, key=_start_of) - 1
        original_start = self._original(start, before_start)
        original_end = self._original(end, before_end)
        if original_start is None or original_end is None:
            return None
        return original_start, original_end

    def _original(self, position: int, before: int) -> int | None:
        """Return a position in the original, given the last stretch that begins before it."""
        if before < 0:
            return position
        start, end, original, original_end = self.changed[before]
        if position >= end:
            return original_end + position - end
        return original if position == start else None


def _start_of(stretch: tuple[int, int, int, int]) -> int:
    return stretch[0]


def even(text: str, known: dict[str, str]) -> Evened:
    """Even a text out. `known` has stretches evened before, and gets new ones."""
    text = text.translate(_ONE_FOR_ONE)
    pattern = _ASCII_STRETCHES if text.isascii() else _stretches()
    parts: list[str] = []
    changed: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        stretch = match[0]
        if match["beside"] is not None:
            plain = ""
        elif stretch in known:
            plain = known[stretch]
        else:
            plain = known[stretch] = _even_stretch(stretch)

        parts += (text[done:start], plain)
        length += start - done
        # One code point for one changes no position: in some scripts that is all of them.
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
        f"{_BESIDE.format(space, re.escape(DASHES))}"
        f"|(?s:.)(?:[{near}{JAMO}]|(?=[\U00010000-\U0010ffff])[{far}])"
        f"{{1,{_MOST_MARKS}}}"
        f"|[{space}]{{2,}}|[{re.escape(DASHES)}]{{2,}}|[^\x00-\x7f{IDEOGRAPHS}]"
    )


def _even_stretch(stretch: str) -> str:
    letters = ""
    for letter in INVISIBLE.sub("", stretch):
        letters += _plain_letter(letter)
    letters = normalize("NFD", letters)
    return re.sub(" +", " ", re.sub("-+", "-", letters))


def _plain_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in _QUOTES or letter in DASHES:
        return _QUOTES.get(letter, "-")
    apart = decomposition(letter)
    if not apart.startswith("<") or apart.startswith(_OTHER_MEANING):
        return letter
    whole = normalize("NFKD", letter)
    return letter if whole.startswith(" ") else whole
