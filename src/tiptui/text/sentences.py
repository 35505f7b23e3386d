"""Where sentences end, by the rules of sentencex and of minutes."""

import re
from collections.abc import Iterator

from tiptui.text.folding import Span

# After these the library sees a full stop; in minutes and articles a name or number follows.
_ABBREVIATION = re.compile(
    r"\b(?:Addl|Amb|Atty|Cdr|Ch|Ed|Eds|Engr|Ft|Govt|M[dsx]|Mohd|Paras?|Smt|Vol"
    r"|approx|eds?|paras?)\.\s*$"
)
_NUMBERED = re.compile(r"\s*\(?(?:\d{1,3}|[^\W\d_])[.)]\s*")
_QUOTE_ENDS = re.compile(r"""[.!?…]["'”’»]+\s*$""")
_CLOSERS = re.compile(r"""[)\]}”’»"']+(?=\s|$)""")
_SIGN = re.compile(r"\S")
_BRACKETED = re.compile(r"""\s*[(\[][^()\[\]]*[.!?…]["'”’»]*[)\]]\s+(?=\S)""")
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
_WINDOW = 2**13
"""Code points that the library is given at once: quotes that stay open take it their square."""


def sentences(paragraph: str, language: str = "en") -> tuple[Span, ...]:
    """Return where each sentence stands, without the white space around it.

    `language` is a language tag; of a language that it does not know, the library takes the rules
    for English.
    """
    cuts = list(_cuts(paragraph, language.partition("-")[0].lower()))
    spans: list[Span] = []
    start = 0
    for end in _sentence_ends(paragraph, cuts):
        piece = paragraph[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return tuple(spans)


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


def _sentence_ends(paragraph: str, cuts: list[int]) -> Iterator[int]:
    """Yield where sentences end, from where what the library took for them ends."""
    start = 0
    for cut in cuts:
        # A bracket or quotation mark that closes belongs to what it closes.
        closers = _CLOSERS.match(paragraph, cut)
        end = closers.end() if closers else cut
        if end <= start or _goes_on(paragraph, start, end):
            continue
        # A whole sentence in brackets is one; the library looks for no end in brackets.
        inner = _BRACKETED.match(paragraph, start, end)
        if inner and _is_sentence(inner[0]) and not paragraph[inner.end()].islower():
            yield inner.end()
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


def _is_sentence(bracketed: str) -> bool:
    """Return whether there are words in brackets, and not only one: `(etc.)`."""
    return len(bracketed.split()) > 1
