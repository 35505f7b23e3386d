"""Text to which terminals give different widths (docs/decisions/widths-of-text.md)."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from unicodedata import category

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tiptui.text.visible import late, visible

FILLER = "\u2800"  # a cell of the word before it: unlike at a space, no line is broken at it

_USUAL = "\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u23ce\u2400-\u2426\u2500-\u25fc\u276f"
is_plain = late(f"[ -~{_USUAL}]*").fullmatch
"""The test of a text for Latin letters and the browser's own signs: it is drawn as it is."""
# The pattern below takes two milliseconds to compile; most starts do without it.
_UNUSUAL = late(f"[^\x00-\x9f{_USUAL}]")


@cache
def _uncertain() -> re.Pattern[str]:
    """Return a pattern of letters and signs to which terminals give different numbers of cells.

    All give the same to Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic without marks,
    punctuation, currencies, arrows, mathematics, boxes, the pictures of control characters, the
    cursor, kana, Chinese and Hangul.
    """
    return re.compile(
        "[^\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u060c\u061b"
        "\u061f-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff\u1e00-\u1fff\u2010-\u2027"
        "\u2030-\u205e\u20a0-\u20bf\u2100-\u2319\u231c-\u2328\u232b-\u23e8\u2400-\u2426"
        "\u2500-\u25fc\u276f\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff"
        "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]"
    )


_WORD = late(r"\S+")

# An escape sequence of Textual's, or a word with the cells that belong to it.
_TOKEN = late(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[^\[\]])"
    r"|[^\x00-\x20\x7f\u2800]+\u2800*|\u2800+"
)

_ZWJ = "\u200d"
_SAVE, _RESTORE = "\x1b7", "\x1b8"
_NO_WRAP, _WRAP = "\x1b[?7l", "\x1b[?7h"


def fit(text: str) -> str:
    """Return `visible(text)` with cells after each word that a terminal may draw wider."""
    if is_plain(text):
        return text
    shown = visible(text)
    if not (_UNUSUAL.search(shown) and _uncertain().search(shown)):
        return shown
    return _WORD.sub(lambda word: word[0] + FILLER * _missing(word[0]), shown)


def fit_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return `fit(text)`, and the offset there of each code point of `text`, and of its end."""
    shown = fit(text)
    if len(shown) == len(text):
        return shown, range(len(text) + 1)
    pieces = [visible(character) for character in text]
    # The fillers of a word stand after it, and move the words that follow.
    words = [*_WORD.finditer("".join(pieces))]
    ends = [word.end() for word in words]
    moved = [*accumulate((_missing(word[0]) for word in words), initial=0)]
    offsets = accumulate(map(len, pieces), initial=0)
    return shown, [offset + moved[bisect_left(ends, offset)] for offset in offsets]


def _missing(word: str) -> int:
    """Return the cells of a word in the most spacious terminals beyond the cells of Textual."""
    # Textual has none for vowel signs, nor for a letter after a joiner, be it of the next word.
    cells = [*map(category, word)].count("Mc")
    for joined in word.split(_ZWJ)[1:]:
        if not joined:
            cells += 1
        elif category(joined[0])[0] == "L":
            cells += cell_len(joined[0])
    return cells


def put_words(output: str) -> str:
    """Return output for the terminal after which the cursor is where Textual takes it to be."""
    if output.isascii() or not (_UNUSUAL.search(output) and _uncertain().search(output)):
        return output
    return _TOKEN.sub(_put, output)


def _put(token: re.Match[str]) -> str:
    word = token[0]
    if word[0] == "\x1b" or not _uncertain().search(word):
        return word
    cells, drawn = cell_len(word), word.rstrip(FILLER)
    blank = f"{_SAVE}{' ' * cells}{_RESTORE}" if cells else ""
    forward = f"\x1b[{cells}C" if cells else ""
    return f"{_NO_WRAP}{blank}{_SAVE}{drawn}{_RESTORE}{forward}{_WRAP}"


class Colourless(LineFilter):
    """A filter of colours for `NO_COLOR`: Textual's own send greys, or codes that reset colours."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        return [
            Segment(text, style and style.without_color + Style(meta=style.meta), control)
            for text, style, control in segments
        ]
