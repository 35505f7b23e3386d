"""Where quoted words stand in the text of their source, and which sentences nobody quotes.

Words are looked for as they were typed, then as `similarity` evens them out, then in the other
paragraphs. Nothing is ever taken for a place where the words do not stand.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, cached_property
from heapq import nsmallest
from itertools import accumulate, islice
from typing import NamedTuple
from weakref import WeakKeyDictionary

from tiptui.sources.source_text import SourceText, Span
from tiptui.text.similarity import even, splits_letter


class QuoteStatus(StrEnum):
    """How the words of a quotation were found."""

    VERBATIM = "verbatim"
    NORMALIZED = "normalized"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    UNCHECKED = "unchecked"


class Located(NamedTuple):
    """What was found of a quotation.

    For words that were found: the paragraph, counted from 1, the code points of it that they are,
    and in how many of its places they stand (the first is given). For words that are missing:
    the wording of their paragraph that is nearest, if any is near.
    """

    status: QuoteStatus
    paragraph: int
    start: int = 0
    end: int = 0
    places: int = 0
    nearest: str = ""

    @property
    def stands(self) -> bool:
        """Whether the words stand in the paragraph that the record names."""
        return self.status in (QuoteStatus.VERBATIM, QuoteStatus.NORMALIZED)


LONG = 2**16
"""The most code points of a paragraph in which parts of words are found; in longer ones, words."""

_MOST_PLACES = 1000
"""How many places of one quotation are looked at in one paragraph."""

_PATIENCE = 500_000
"""How many words of one text are looked at to find nearest wordings: more take too long."""

_LONGEST = 4_000
"""The most code points of words to which the nearest wording is given: a quotation is a phrase."""

# Scripts that put no space between words: each letter is one.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)


@cache
def _word() -> re.Pattern[str]:
    """Gives what finds each word; compiled when first needed, because that takes milliseconds."""
    return re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")


def locate(exact: str, paragraph: int, text: SourceText | None) -> Located:
    """Gives where the words `exact` stand, that should be in a paragraph (counted from 1)."""
    if text is None:
        return Located(QuoteStatus.UNCHECKED, paragraph)
    searched = _searched(text)
    return (
        (paragraph in text and searched.in_paragraph(exact, paragraph))
        or searched.elsewhere(exact, paragraph)
        or Located(QuoteStatus.MISSING, paragraph, nearest=searched.nearest(exact, paragraph))
    )


def _searched(text: SourceText) -> "_Searched":
    if text not in _SEARCHED:
        _SEARCHED[text] = _Searched(text.paragraphs)
    return _SEARCHED[text]


class _Searched:
    """The paragraphs of a text, made ready for search: each part once, when it is first needed."""

    def __init__(self, paragraphs: tuple[str, ...]) -> None:
        self._paragraphs = paragraphs
        self._patience = _PATIENCE
        self.evened = cache(lambda number: even(paragraphs[number - 1]))

    def in_paragraph(self, exact: str, number: int) -> Located | None:
        """Gives where the words stand in a paragraph, if they do."""
        paragraph = self._paragraphs[number - 1]
        short = len(paragraph) <= LONG
        if short and (spans := _whole(paragraph, _occurrences(paragraph, exact))):
            return Located(QuoteStatus.VERBATIM, number, *spans[0], len(spans))
        phrase = _phrase(exact)
        spans = self._evened_spans(phrase, number) if short else self._indexed(phrase, number)
        alike = [span for span in spans if paragraph[slice(*span)] == exact]
        status = QuoteStatus.VERBATIM if alike else QuoteStatus.NORMALIZED
        spans = alike or spans
        return Located(status, number, *spans[0], len(spans)) if spans else None

    def elsewhere(self, exact: str, number: int) -> Located | None:
        """Gives the first other paragraph in which the words stand as whole words."""
        phrase = _phrase(exact)
        for place in self._index.places(phrase):
            other = self._index.paragraph(place)
            if other != number and (spans := self._indexed(phrase, other)):
                return Located(QuoteStatus.ELSEWHERE, other, *spans[0], len(spans))
        return None

    def nearest(self, exact: str, number: int) -> str:
        """Gives the words of a paragraph that are most like `exact`, or nothing if none are."""
        if not 1 <= number <= len(self._paragraphs) or len(exact) > _LONGEST:
            return ""
        paragraph = self._paragraphs[number - 1]
        spans = [match.span() for match in islice(_word().finditer(paragraph), self._patience)]
        # What is compared closely takes as long as some hundreds of words, a long phrase thousands.
        self._patience = max(0, self._patience - len(spans) - 500 - len(exact) ** 2 // 200)
        return _nearest(exact, paragraph, spans)

    def _evened_spans(self, phrase: "_Phrase", number: int) -> list[Span]:
        text = self.evened(number).text
        spans = (
            span
            for spelling in phrase.spellings
            for place, end in _occurrences(text, spelling)
            if phrase.fits(text, place, spelling) and (span := self._span(number, place, end))
        )
        return _whole(self._paragraphs[number - 1], spans)

    def _indexed(self, phrase: "_Phrase", number: int) -> list[Span]:
        """Gives where a phrase stands in a paragraph, as whole words."""
        first = self._index.starts[number - 1]
        places = self._index.places(phrase, first, first + len(self.evened(number).text))
        begun = (place - first for place in islice(places, _MOST_PLACES))
        spans = (self._span(number, place, place + len(phrase.text)) for place in begun)
        return [span for span in spans if span]

    def _span(self, number: int, start: int, end: int) -> Span | None:
        """Gives the code points of a paragraph that a place of it, evened, has; whole letters."""
        span = self.evened(number).span(start, end)
        paragraph = self._paragraphs[number - 1]
        cut = span and any(splits_letter(paragraph, place) for place in span)
        return None if cut else span

    @cached_property
    def _index(self) -> "_Index":
        numbers = range(1, len(self._paragraphs) + 1)
        return _Index([self.evened(number).text for number in numbers])


_SEARCHED: WeakKeyDictionary[SourceText, _Searched] = WeakKeyDictionary()


def _occurrences(text: str, words: str) -> Iterator[Span]:
    """Gives where words stand in a text without splitting a letter from its marks."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not splits_letter(text, start) and not splits_letter(text, end):
            yield start, end
        start = text.find(words, start + 1)


def _whole(text: str, spans: Iterator[Span]) -> list[Span]:
    """Gives the spans that cut no word; if each does, all of them: `law` is found in `laws`."""
    found = sorted(islice(spans, _MOST_PLACES))
    return [span for span in found if _is_whole(text, *span)] or found


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (_in_word(text, start) or _in_word(text, end))


def _in_word(text: str, place: int) -> bool:
    """Whether a cut at a place goes through a word."""
    word = _word().match(text, place - 1) if place else None
    return word is not None and word.end() > place


class _Phrase(NamedTuple):
    """Words to look for, evened out; `first` is where their first letter is, -1 without any."""

    text: str
    first: int

    @property
    def spellings(self) -> tuple[str, ...]:
        """The phrase, and the phrase with its first letter in the other case."""
        if self.first < 0:
            return (self.text,) if self.text else ()
        letter = self.text[self.first]
        other = letter.lower() if letter.isupper() else letter.upper()
        if other == letter or len(other) != 1:
            return (self.text,)
        return (self.text, self.text[: self.first] + other + self.text[self.first + 1 :])

    def fits(self, text: str, place: int, spelling: str) -> bool:
        """Whether a spelling may stand at a place: a capital only for a sentence's start.

        That is one in the text, or one which the phrase was made to be.
        """
        if spelling == self.text or self.text[self.first].isupper():
            return True
        return _starts_sentence(text, place + self.first)


def _phrase(exact: str) -> _Phrase:
    text = even(exact).text.strip()
    return _Phrase(text, next((n for n, letter in enumerate(text) if letter.isalnum()), -1))


def _starts_sentence(text: str, place: int) -> bool:
    while place and text[place - 1] in " \"'([":
        place -= 1
    return not place or text[place - 1] in ".!?:\n\u06d4\u3002"


class _Index:
    """Every word of evened paragraphs with its places in all of them, joined by line breaks."""

    def __init__(self, paragraphs: list[str]) -> None:
        self._text = "\n".join(paragraphs)
        self.starts = [0, *accumulate(len(paragraph) + 1 for paragraph in paragraphs)]
        self._places: dict[str, array[int]] = {}
        for match in _word().finditer(self._text):
            word = match[0].casefold()
            if word not in self._places:
                self._places[word] = array("q")
            self._places[word].append(match.start())

    def paragraph(self, place: int) -> int:
        """Gives the number of the paragraph in which a place is."""
        return bisect_left(self.starts, place + 1)

    def places(self, phrase: _Phrase, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Gives the places from `start` to before `end` at which a phrase stands, in whole words.

        They are looked for where its rarest word is.
        """
        words = [(match[0].casefold(), match.start()) for match in _word().finditer(phrase.text)]
        if not words or any(word not in self._places for word, _ in words):
            return
        word, offset = min(words, key=lambda each: len(self._places[each[0]]))
        listed = self._places[word]
        for n in range(bisect_left(listed, start + offset), len(listed)):
            place = listed[n] - offset
            if end is not None and place + len(phrase.text) > end:
                return
            if self._stands(phrase, place):
                yield place

    def _stands(self, phrase: _Phrase, place: int) -> bool:
        end = place + len(phrase.text)
        whole = _is_whole(self._text, place, end) and not (
            splits_letter(self._text, place) or splits_letter(self._text, end)
        )
        return whole and any(
            self._text.startswith(spelling, place) and phrase.fits(self._text, place, spelling)
            for spelling in phrase.spellings
        )


def _pairs(word: str) -> set[str]:
    return {word[n : n + 2] for n in range(max(1, len(word) - 1))}


def _nearest(exact: str, text: str, words: list[Span]) -> str:
    """Gives the run of words most like `exact`, by difflib's ratio.

    It is looked for where the words share the most pairs of letters with those of `exact`.
    """
    wanted = [match[0].casefold() for match in _word().finditer(exact)]
    if not wanted or not words:
        return ""
    size = min(len(wanted), len(words))
    pairs = set().union(*map(_pairs, wanted))
    shared = cache(lambda word: len(_pairs(word) & pairs))
    sums = [0, *accumulate(shared(text[start:end].casefold()) for start, end in words)]
    likely = nsmallest(3, range(len(words) - size + 1), lambda n: sums[n] - sums[n + size])
    runs = {
        (words[first][0], words[first + length - 1][1])
        for first in likely
        for length in (size - 1, size, size + 1)
        if 0 < length <= len(words) - first
    }
    start, end = _most_alike(exact, text, sorted(runs))
    while splits_letter(text, end):
        end += 1
    return text[start:end]


def _most_alike(exact: str, text: str, runs: list[Span]) -> Span:
    """Gives the run of a text that is most like `exact`, or an empty one if none is half like it.

    Long ones are compared by words, to take less time.
    """
    from difflib import SequenceMatcher

    def parts(words: str) -> list[str]:
        folded = even(words).text.casefold()
        return folded.split() if len(exact) > 300 else list(folded)

    matcher = SequenceMatcher(None, "", parts(exact), autojunk=False)
    most, best = 0.5, (0, 0)
    for start, end in runs:
        matcher.set_seq1(parts(text[start:end]))
        if matcher.quick_ratio() > most and (ratio := matcher.ratio()) > most:
            most, best = ratio, (start, end)
    return best
