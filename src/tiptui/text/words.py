"""Where letters, words and sentences begin and end, after Unicode's rules (UAX 29).

A word is letters and digits with the marks on them; it goes on through joiners between them. An
apostrophe ends it, so that `Pakistan` and `État` are words of `Pakistan's` and `l'État`. Scripts
without spaces between words have a word for each letter. Sentences end by the rules of sentencex
and of minutes.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise
from unicodedata import category

Span = tuple[int, int]
"""From and up to which code point."""

# Vowels and finals of Hangul: to the eye they are parts of the letter before.
JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"
_JAMO_PART = re.compile(f"[{JAMO}]")
# Where Unicode has marks. To ask of every code point takes long.
_WITH_MARKS = (0x0300, 0x3400), (0xA000, 0xAC00), (0xFB00, 0x20000), (0xE0100, 0xE01F0)
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_JOINERS = "\u200c\u200d"


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
def _parts() -> tuple[str, str]:
    """Return patterns of a mark and of a word."""
    near, far = marks()
    mark, letter = f"(?:[{near}]|(?=[\U00010000-\U0010ffff])[{far}])", f"[^\\W_{_UNSPACED}]"
    goes_on = f"(?:{letter}++|{mark}++|[{_JOINERS}]++(?={letter}|{mark}))"
    return mark, f"{letter}++{goes_on}*+|[{_UNSPACED}]{mark}*+"


@cache
def word() -> re.Pattern[str]:
    return re.compile(_parts()[1])


@cache
def token() -> re.Pattern[str]:
    mark, word = _parts()
    return re.compile(f"\\s*+(?:{word}|\\S{mark}*+)")


def tokens(text: str) -> list[str]:
    """Return each word of a text and each other sign with its marks, and the space before it."""
    # One by one: no other thread goes on while all of a pattern are looked for at once.
    return [found[0] for found in token().finditer(text)]


# After these the library sees a full stop; in minutes and articles a name or number follows.
_ABBREVIATION = re.compile(
    r"\b(?:Addl|Amb|Atty|Cdr|Ch|Ed|Eds|Engr|Ft|Govt|M[dsx]|Mohd|Paras?|Smt|Vol"
    r"|approx|eds?|paras?)\.\s*$"
)
_NUMBERED = re.compile(r"\s*\(?(?:\d{1,3}|[^\W\d_])[.)]\s*")
_QUOTE_ENDS = re.compile(r"""[.!?…]["'”’»]+\s*$""")
_CLOSERS = re.compile(r"""[)\]}”’»"']+(?=\s|$)""")
_SIGN = re.compile(r"\S")
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
_WINDOW = 2**13  # code points given to the library at once: open quotes take it their square


def sentences(paragraph: str, language: str = "en") -> tuple[Span, ...]:
    """Return where each sentence stands, without the white space around it."""
    ends = (0, *_sentence_ends(paragraph, _cuts(paragraph, language.partition("-")[0].lower())))
    pieces = ((start, paragraph[start:end]) for start, end in pairwise(ends))
    return tuple(
        (start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        for start, piece in pieces
        if piece.strip()
    )


def _cuts(paragraph: str, language: str) -> Iterator[int]:
    """Yield where the library sees sentences end; it is given a long paragraph part by part."""
    # Not above: only a source needs it.
    from sentencex import get_sentence_boundaries

    start = 0
    # The library ends the program at a letter before a wide space and a full stop.
    paragraph = _WIDE_SPACE.sub(" ", paragraph)
    while start < len(paragraph):
        part = paragraph[start : start + _WINDOW]
        ends = [start + found["end_index"] for found in get_sentence_boundaries(language, part)]
        last = start + len(part) == len(paragraph)
        # The part may break its last sentence off: the next one begins with that.
        if not last and len(ends) > 1:
            ends.pop()
        yield from ends
        start = len(paragraph) if last or not ends else ends[-1]


def _sentence_ends(paragraph: str, cuts: Iterable[int]) -> Iterator[int]:
    """Yield where sentences end, from where what the library took for them ends."""
    start = 0
    for cut in cuts:
        # A bracket or quotation mark that closes belongs to what it closes.
        closers = _CLOSERS.match(paragraph, cut)
        end = closers.end() if closers else cut
        if end <= start or _goes_on(paragraph, start, end):
            continue
        yield end
        start = end
    yield len(paragraph)


def _goes_on(paragraph: str, start: int, end: int) -> bool:
    """Return whether the sentence goes on: after a number, an abbreviation, a quoted question."""
    # A part of it, lest a text of nothing but abbreviations be read over and over.
    tail = paragraph[max(start, end - 40) : end]
    if _ABBREVIATION.search(tail) or _NUMBERED.fullmatch(paragraph, start, end):
        return True
    following = _SIGN.search(paragraph, end)
    return bool(following and following[0].islower() and _QUOTE_ENDS.search(tail))
