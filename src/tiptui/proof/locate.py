"""Where quoted words stand in the text of their source.

They are looked for as whole words of their paragraph, evened out; then as parts of its words; then
as whole words of the other paragraphs. They are never said to stand where they do not.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from heapq import nsmallest
from itertools import accumulate, chain, groupby, islice
from operator import itemgetter
from typing import NamedTuple

from tiptui.text.folding import IDEOGRAPHS, Evened, even
from tiptui.text.near_words import folded_words, letter_pairs, most_alike
from tiptui.text.words import Span, splits_letter, tokens, word


class QuoteStatus(StrEnum):
    """How the words of a quotation were found."""

    VERBATIM = "verbatim"
    NORMALIZED = "normalized"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    UNCHECKED = "unchecked"


class Located(NamedTuple):
    """Where the words of a quotation were found.

    Words that were found have the paragraph, counted from 1, their first and last code points in
    it where they stand first, and how often they stand there. Words that are missing have the
    nearest wording, if any is near, and its paragraph.
    """

    status: QuoteStatus
    paragraph: int
    start: int = 0
    end: int = 0
    occurrences: int = 0
    nearest: str = ""
    nearest_paragraph: int = 0

    @property
    def stands(self) -> bool:
        """Whether the words stand in the paragraph that the record names."""
        return self.status in (QuoteStatus.VERBATIM, QuoteStatus.NORMALIZED)

    @property
    def is_wrong(self) -> bool:
        """Whether the text is at hand and its paragraph has not got the words."""
        return self.status in (QuoteStatus.MISSING, QuoteStatus.ELSEWHERE)

    @property
    def in_words(self) -> str:
        """How the words were found, in a few words."""
        if self.status is QuoteStatus.ELSEWHERE:
            return f"not found here; stands in ¶{self.paragraph}"
        if self.status is QuoteStatus.MISSING:
            near = f"; nearest: ¶{self.nearest_paragraph} “{self.nearest}”" if self.nearest else ""
            return f"not found{near}"
        return self.status.value + (
            f" in {self.occurrences} places" if self.occurrences > 1 else ""
        )


UNCHECKED = Located(QuoteStatus.UNCHECKED, 0)  # where the text is not at hand
LONG = 2**16  # code points of a paragraph; in longer ones only whole words are found
_MOST_OCCURRENCES = 1000  # how often one quotation is looked for in one paragraph
# Code points, and pairs of equal ones, that are looked at to find the nearest wordings of a text.
PATIENCE = 3_000_000
_LONGEST = 4_000  # code points of words to which the nearest is given: a quotation is a phrase
_MOST_PLACES = 1_000  # paragraphs that have rare words of a quotation, among which one is likely
_BEGINNING = 200  # code points of a phrase by which it is found among others
_HALF = 0.5 + 1e-9  # the ratio from which a wording is near: more than half

Quoted = tuple[int, str]
"""The number of a paragraph, counted from 1, and the words that should stand in it."""


class Locator:
    """The paragraphs of a text, made ready for search: each once, when it is first needed."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = dict(enumerate(paragraphs, 1))
        self._evened: dict[int, Evened] = {}
        self._stretches: dict[str, str] = {}

    def locate(self, quoted: Iterable[Quoted]) -> dict[Quoted, Located]:
        """Return where quoted words stand: for all at once, lest the text be read for each."""
        located: dict[Quoted, Located] = {}
        phrases: dict[Quoted, str] = {}
        for number, exact in set(quoted):
            # Most stands just as it is quoted, and is found fast.
            if spans := _typed(self._paragraphs.get(number, ""), exact):
                located[number, exact] = _at(QuoteStatus.VERBATIM, number, spans)
            else:
                phrases[number, exact] = self._phrase(exact)
        for number, here in groupby(sorted(phrases), itemgetter(0)):
            if number in self._paragraphs:
                located.update(self._in_paragraph(number, {each: phrases[each] for each in here}))
        left = sorted(phrases.keys() - located.keys())
        first = self._first_with((phrases[each] for each in left), self._paragraphs)
        for each in left:
            if place := first.get(phrases[each]):
                located[each] = _at(QuoteStatus.ELSEWHERE, *place)
        located.update(self._missing([each for each in left if each not in located]))
        return located

    def _missing(self, quoted: Sequence[Quoted]) -> Iterator[tuple[Quoted, Located]]:
        """Yield words that are missing, with the nearest wording as long as patience lasts."""
        words = {exact: folded_words(exact) for _, exact in quoted if len(exact) <= _LONGEST}
        places, patience = self._places({*chain(*words.values())}), PATIENCE
        for number, exact in quoted:
            likely = _likely(number, words.get(exact, []) if patience else [], places)
            text = self._paragraphs.get(likely, "")[:patience] if exact in words else ""
            nearest, pairs = _nearest_wording(exact, text)
            # To look closely at anything takes as long as to read a page.
            patience = max(0, patience - len(text) - 3_000 - pairs)
            near = nearest, likely if nearest else 0
            yield (number, exact), Located(QuoteStatus.MISSING, number, 0, 0, 0, *near)

    def _places(self, words: set[str]) -> Mapping[str, Sequence[int]]:
        """Return the paragraphs in which each of some words stands, the first if they are many."""
        places = defaultdict[str, list[int]](list)
        for number in self._paragraphs if words else ():
            for each in words.intersection(folded_words(self._paragraphs[number])):
                if len(places[each]) < _MOST_PLACES:
                    places[each].append(number)
        return places

    def last_paragraphs(self, words: Iterable[str]) -> dict[str, int]:
        """Return the number of the last paragraph in which words stand."""
        phrases = {exact: self._phrase(exact) for exact in words}
        last = self._first_with(phrases.values(), reversed(self._paragraphs))
        return {exact: last[phrase][0] for exact, phrase in phrases.items() if phrase in last}

    def _phrase(self, exact: str) -> str:
        return even(exact, self._stretches).text.strip()

    def _even(self, number: int) -> Evened:
        if number not in self._evened:
            self._evened[number] = even(self._paragraphs[number], self._stretches)
        return self._evened[number]

    def _in_paragraph(
        self, number: int, phrases: Mapping[Quoted, str]
    ) -> Iterator[tuple[Quoted, Located]]:
        """Yield what stands in a paragraph, and where: as it was typed, if anywhere."""
        paragraph = self._paragraphs[number]
        whole = self._first_with(phrases.values(), [number])
        for each, phrase in phrases.items():
            _, exact = each
            _, spans = whole.get(phrase, (number, []))
            if not spans and len(paragraph) <= LONG:
                # Words that end inside longer ones: `law` in `laws`.
                spans = list(islice(_occurrences(paragraph, exact), _MOST_OCCURRENCES))
                parts = _occurrences(self._even(number).text, phrase) if not spans else ()
                found = filter(None, (self._even(number).span(*part) for part in parts))
                spans = spans or list(islice(found, _MOST_OCCURRENCES))
            if alike := [span for span in spans if paragraph[slice(*span)] == exact]:
                yield each, _at(QuoteStatus.VERBATIM, number, alike)
            elif spans:
                yield each, _at(QuoteStatus.NORMALIZED, number, spans)

    def _first_with(
        self, phrases: Iterable[str], numbers: Iterable[int]
    ) -> dict[str, tuple[int, list[Span]]]:
        """Return for each phrase the first of the paragraphs with it in whole words, and where."""
        # What begins with a mark would part it from its letter.
        wanted = {phrase for phrase in phrases if phrase and not splits_letter(f" {phrase}", 1)}
        search = _Phrases(wanted)
        first: dict[str, tuple[int, list[Span]]] = {}
        for number in numbers:
            if len(first) == len(wanted):
                break
            evened = self._even(number)
            here: defaultdict[str, list[Span]] = defaultdict(list)
            for phrase, start in search.walk(evened.text):
                if span := evened.span(start, start + len(phrase)):
                    here[phrase].append(span)
                    if len(here[phrase]) == _MOST_OCCURRENCES:
                        search.done.add(phrase)
            first.update((phrase, (number, spans)) for phrase, spans in here.items())
            search.done.update(here)
        return first


def _at(status: QuoteStatus, number: int, spans: Sequence[Span]) -> Located:
    return Located(status, number, *spans[0], len(spans))


def _occurrences(text: str, words: str) -> Iterator[Span]:
    """Yield where words stand in a text without splitting a letter from its marks."""
    start = text.find(words)
    while words and start >= 0:
        end = start + len(words)
        if not splits_letter(text, start) and not splits_letter(text, end):
            yield start, end
        start = text.find(words, start + 1)


_FIRST, _LAST = IDEOGRAPHS.split("-")
_SIGNS = ',.;:!?()[]"，。、；：！？（）「」『』《》'


def _is_plain(character: str) -> bool:
    """Return whether it stays one sign when it is evened out, and is a word's end or a word."""
    is_word = character.isalnum() if character.isascii() else _FIRST <= character <= _LAST
    return is_word or character in _SIGNS


def _typed(paragraph: str, exact: str) -> list[Span]:
    """Return where words stand whole, as quoted; nothing where that takes a closer look."""
    if not (exact and _is_plain(exact[0]) and _is_plain(exact[-1])):
        return []
    spans: list[Span] = []
    for start, end in _occurrences(paragraph, exact):
        before, after = paragraph[max(0, start - 1) : start], paragraph[end : end + 1]
        if not all(each.isascii() or _is_plain(each) for each in (before, after)):
            return []
        joints = (before + exact[0], exact[-1] + after)
        if not any(len(each) > 1 and each.isascii() and each.isalnum() for each in joints):
            spans.append((start, end))
    return spans if len(spans) < _MOST_OCCURRENCES else []


_OPENING_MARKS = " \"'([\n"
_STOPS = (".", "!", "?", ":", "\u06d4", "\u3002")


class _Phrases:
    """Phrases looked for in a text all at once: one walk over its words finds each, in whole words.

    They are sorted, so that of those with which a stretch of text begins, the longest is the last
    that is not after it, and this begins with all others. Those that are `done` are passed over.
    Text and phrases are evened out, and no phrase is empty.

    Their first letter may be printed in the other case: a small one as a capital where a sentence
    begins; a capital as a small one anywhere, for the sentence may begin where it is quoted.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.done: set[str] = set()
        # Of each beginning the spellings, whether only where a sentence begins, and the phrases.
        self._whole = defaultdict[str, list[tuple[str, bool, str]]](list)
        for phrase in phrases:
            for spelling, only_opens in _spellings(phrase):
                self._whole[spelling[:_BEGINNING]].append((spelling, only_opens, phrase))
        self._sorted = sorted(self._whole)
        self._first_words = {tokens(each)[0] for each in self._sorted}
        # The longest other one with which each begins.
        self._shorter: dict[str, str] = {}
        way = [""]
        for each in self._sorted:
            while not each.startswith(way[-1]):
                way.pop()
            self._shorter[each] = way[-1]
            way.append(each)

    def walk(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each occurrence of a phrase in a text: itself, and from which position."""
        parts = tokens(text)
        ends = list(accumulate(map(len, parts)))
        are_ends = frozenset(ends)
        for part, end in zip(map(str.lstrip, parts), ends, strict=True):
            if part not in self._first_words:
                continue
            start = end - len(part)
            number = bisect_right(self._sorted, text[start : start + _BEGINNING])
            beginning = self._sorted[number - 1] if number else ""
            while not text.startswith(beginning, start):
                beginning = self._shorter[beginning]
            while beginning:
                for spelling, only_opens, phrase in self._whole[beginning]:
                    if (
                        phrase not in self.done
                        and text.startswith(spelling, start)
                        and start + len(spelling) in are_ends
                        and not (only_opens and _is_within(text, start))
                    ):
                        yield phrase, start
                # Those that are done are passed over, but once.
                while (shorter := self._shorter[beginning]) and self.done.issuperset(
                    phrase for *_, phrase in self._whole[shorter]
                ):
                    self._shorter[beginning] = self._shorter[shorter]
                beginning = shorter


def _spellings(phrase: str) -> Iterator[tuple[str, bool]]:
    """Yield a phrase as it may be printed, and whether only where a sentence begins."""
    yield phrase, False
    first = next((n for n, letter in enumerate(phrase) if letter.isalnum()), 0)
    letter, start = phrase[first], phrase[:first].rstrip(_OPENING_MARKS)
    other = letter.swapcase()
    if other != letter and len(other) == 1:
        anywhere = letter.isupper() or start.endswith(_STOPS)
        if anywhere or not start:
            yield f"{phrase[:first]}{other}{phrase[first + 1 :]}", not anywhere


def _is_within(text: str, position: int) -> bool:
    """Return whether no sentence begins at a position, after a few quotation marks and brackets."""
    before = text[max(0, position - 8) : position].rstrip(_OPENING_MARKS)
    return not before.endswith(_STOPS) if before else position >= 8


def _likely(number: int, words: Sequence[str], places: Mapping[str, Sequence[int]]) -> int:
    """Return the paragraph that shares most of the rarest of some words, of equals one first."""
    shared = Counter({number: 0})
    for here in sorted((places.get(each, ()) for each in dict.fromkeys(words)), key=len):
        if shared.total() + len(here) > _MOST_PLACES:
            break
        shared.update(here)
    return shared.most_common(1)[0][0]


def _nearest_wording(exact: str, text: str) -> tuple[str, int]:
    """Return the run of words most like `exact`, and how many pairs were compared to find it.

    It is empty if none is half like it. It is looked for where the words share the most pairs of
    letters with those of `exact`. Long ones are compared word by word, for speed.
    """
    words = [match.span() for match in word().finditer(text)]
    wanted = [match[0].casefold() for match in word().finditer(exact)]
    size = min(len(wanted), len(words))
    pairs = set[str]().union(*map(letter_pairs, wanted))
    shared = cache(lambda word: len(letter_pairs(word) & pairs))
    sums = [0, *accumulate(shared(text[start:end].casefold()) for start, end in words)]
    likely = nsmallest(4, range(len(words) - size + 1), lambda n: sums[n] - sums[n + size])
    runs = {
        (words[first][0], words[first + length - 1][1])
        for first in likely
        for length in (size - 1, size, size + 1)
        if 0 < length <= len(words) - first
    }
    # What is over three times as long can't be half like it, and takes long to compare.
    short = [text[start:end] for start, end in sorted(runs) if end - start < 4 * len(exact)]
    folded = (even(each, {}).text.casefold() for each in (exact, *short))
    parts = [each.split() if len(exact) > 300 else list(each) for each in folded]
    number, compared = most_alike(parts[0], parts[1:], _HALF)
    return short[number] if number >= 0 else "", compared
