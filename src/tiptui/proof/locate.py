"""The search for quoted words in the text of their source: docs/decisions/words-as-proof.md."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from heapq import nsmallest
from itertools import accumulate, chain, groupby, islice
from operator import itemgetter
from typing import NamedTuple, TypeVar

from tiptui.text.folding import IDEOGRAPHS, Evened, even
from tiptui.text.near_words import folded_words, letter_pairs, most_alike
from tiptui.text.words import Span, splits_letter, tokens, word


class QuoteStatus(StrEnum):
    """How well a text bears out a quotation."""

    VERBATIM = "verbatim"
    NORMALIZED = "normalized"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    UNCHECKED = "unchecked"


class Located(NamedTuple):
    """The place of a quotation in a text: paragraph, from 1, and span of its first occurrence.

    A quotation that is missing has the nearest wording instead, if any is near.
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
        """True if the words stand in the paragraph that the record names."""
        return self.status in (QuoteStatus.VERBATIM, QuoteStatus.NORMALIZED)

    @property
    def is_wrong(self) -> bool:
        """True if the text is at hand and the words are not in that paragraph."""
        return self.status in (QuoteStatus.MISSING, QuoteStatus.ELSEWHERE)

    @property
    def in_words(self) -> str:
        if self.status is QuoteStatus.ELSEWHERE:
            return f"not found here; stands in ¶{self.paragraph}"
        if self.status is QuoteStatus.MISSING:
            near = f"; nearest: ¶{self.nearest_paragraph} “{self.nearest}”" if self.nearest else ""
            return f"not found{near}"
        places = f" in {self.occurrences} places" if self.occurrences > 1 else ""
        return f"{self.status}{places}"


UNCHECKED = Located(QuoteStatus.UNCHECKED, 0)  # of a text that is not at hand
LONG = 2**16  # code points of a paragraph; in longer ones only whole words are found
_MOST_OCCURRENCES = 1000  # of a quotation in its paragraph
# Code points, and pairs of equal ones, to look at for the nearest wordings of a text.
PATIENCE = 3_000_000
_LONGEST = 4_000  # code points of a quotation that gets a nearest wording: it is a phrase
MOST_SHOWN = 200  # letters of a nearest wording: it must be seen whole to compare
_MOST_PLACES = 1_000  # paragraphs with rare words of a quotation, to choose the likely one from
_BEGINNING = 32  # tokens of a phrase that are its key among others
_HALF = 0.5 + 1e-9  # the ratio from which a wording is near: more than half

P = TypeVar("P")
Quoted = tuple[int, str]
"""A paragraph, counted from 1, and the words that a record quotes from it."""


class Locator:
    """A search for quotations in the paragraphs of a text, each evened out once, when needed."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = dict(enumerate(paragraphs, 1))
        self._evened: dict[int, Evened] = {}
        self._stretches: dict[str, str] = {}

    def locate(self, quoted: Iterable[Quoted]) -> dict[Quoted, Located]:
        """Return the places of all quotations together: the text is then read once."""
        located: dict[Quoted, Located] = {}
        phrases: dict[Quoted, str] = {}
        for number, exact in set(quoted):
            # Most stands exactly as quoted; to find that is fast.
            if spans := _typed(self._paragraphs.get(number, ""), exact):
                located[number, exact] = _at(QuoteStatus.VERBATIM, number, spans)
            else:
                phrases[number, exact] = self._phrase(exact)
        for number, here in groupby(sorted(phrases), itemgetter(0)):
            if number in self._paragraphs:
                own = {quote: phrases[quote] for quote in here}
                located.update(self._in_paragraph(number, own))
        left = sorted(phrases.keys() - located.keys())
        first = self._first_with((phrases[quote] for quote in left), self._paragraphs)
        for quote in left:
            if place := first.get(phrases[quote]):
                located[quote] = _at(QuoteStatus.ELSEWHERE, *place)
        located.update(self.find_nearest([quote for quote in left if quote not in located]))
        return located

    def find_nearest(self, quoted: Sequence[Quoted]) -> Iterator[tuple[Quoted, Located]]:
        """Yield quotations as missing, with their nearest wordings as long as patience lasts."""
        words = {exact: folded_words(exact) for _, exact in quoted if len(exact) <= _LONGEST}
        places, patience = self._places({*chain(*words.values())}), PATIENCE
        for number, exact in quoted:
            shared = count_rarest(words.get(exact, []) if patience else [], places)
            likely = max([number, *shared], key=shared.__getitem__)  # of as many its own
            text = self._paragraphs.get(likely, "")[:patience] if exact in words else ""
            nearest, pairs = _nearest_wording(exact, text)
            # A close look at any wording takes as long as reading a page.
            patience = max(0, patience - len(text) - 3_000 - pairs)
            near = nearest, likely if nearest else 0
            yield (number, exact), Located(QuoteStatus.MISSING, number, 0, 0, 0, *near)

    def _places(self, words: set[str]) -> Mapping[str, Sequence[int]]:
        places = defaultdict[str, list[int]](list)
        for number in self._paragraphs if words else ():
            for found in words.intersection(folded_words(self._paragraphs[number])):
                if len(places[found]) < _MOST_PLACES:
                    places[found].append(number)
        return places

    def last_paragraphs(self, words: Iterable[str]) -> dict[str, int]:
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
        """Yield the quotations that stand in a paragraph, verbatim if they do so anywhere in it."""
        paragraph, evened = self._paragraphs[number], self._even(number)
        whole = self._first_with(phrases.values(), [number])
        for quote, phrase in phrases.items():
            exact, (_, spans) = quote[1], whole.get(phrase, (number, []))
            if not spans and len(paragraph) <= LONG:
                # Words that end inside longer ones: `law` in `laws`.
                spans = list(islice(_occurrences(paragraph, exact), _MOST_OCCURRENCES))
                parts = _occurrences(evened.text, phrase) if not spans else ()
                found = filter(None, (evened.span(*part) for part in parts))
                spans = spans or list(islice(found, _MOST_OCCURRENCES))
            if alike := [span for span in spans if paragraph[slice(*span)] == exact]:
                yield quote, _at(QuoteStatus.VERBATIM, number, alike)
            elif spans:
                yield quote, _at(QuoteStatus.NORMALIZED, number, spans)

    def _first_with(
        self, phrases: Iterable[str], numbers: Iterable[int]
    ) -> dict[str, tuple[int, list[Span]]]:
        """Return the first of some paragraphs with each phrase in whole words, and its spans."""
        # A phrase that begins with a mark would part it from its letter.
        left = {phrase for phrase in phrases if phrase and not splits_letter(f" {phrase}", 1)}
        search = _Phrases(left)
        first: dict[str, tuple[int, list[Span]]] = {}
        for number in numbers:
            if not left:
                break
            evened = self._even(number)
            here = defaultdict[str, list[Span]](list)
            for phrase, start in search.walk(evened.text):
                if phrase in left and len(here[phrase]) < _MOST_OCCURRENCES:
                    here[phrase] += filter(None, [evened.span(start, start + len(phrase))])
            found = {phrase: (number, spans) for phrase, spans in here.items() if spans}
            first.update(found)
            left.difference_update(found)
        return first


def _at(status: QuoteStatus, number: int, spans: Sequence[Span]) -> Located:
    return Located(status, number, *spans[0], len(spans))


def _occurrences(text: str, words: str) -> Iterator[Span]:
    """Yield the spans of words in a text that split no letter from its marks."""
    start = text.find(words)
    while words and start >= 0:
        end = start + len(words)
        if not splits_letter(text, start) and not splits_letter(text, end):
            yield start, end
        start = text.find(words, start + 1)


_SIGNS = ',.;:!?()[]"，。、；：！？（）「」『』《》'
_FIRST, _LAST = IDEOGRAPHS.split("-")


def _is_whole(letter: str) -> bool:
    """Return whether a letter is a word by itself, a sign, or ASCII of a word."""
    return letter in _SIGNS or (letter.isalnum() if letter.isascii() else _FIRST <= letter <= _LAST)


def _typed(paragraph: str, exact: str) -> list[Span]:
    """Return the spans of whole words exactly as quoted; none if that takes a closer look."""
    if not (_is_whole(exact[:1]) and _is_whole(exact[-1:])):
        return []
    spans: list[Span] = []
    for start, end in _occurrences(paragraph, exact):
        joints = paragraph[max(0, start - 1) : start + 1], paragraph[end - 1 : end + 1]
        if not all(letter.isascii() or _is_whole(letter) for letter in chain(*joints)):
            return []
        if not any(len(of) > 1 and of.isascii() and of.isalnum() for of in joints):
            spans.append((start, end))
    return spans if len(spans) < _MOST_OCCURRENCES else []


_OPENING_MARKS = " \"'([\n"
_STOPS = (".", "!", "?", ":", "\u06d4", "\u3002")


class _Phrases:
    """Phrases to look for together, in one walk over the tokens of a text; all are evened out.

    A phrase is kept under its first tokens, which are reached token by token. Its first letter may
    be printed in the other case: a small one as a capital where a sentence begins; a capital as a
    small one anywhere, because the sentence may begin where it is quoted.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        # The spelling, whether only a sentence begins so, and the phrase.
        self._beginnings = defaultdict[str, list[tuple[str, bool, str]]](list)
        for phrase in phrases:
            for spelling, only_opens in _spellings(phrase):
                for beginning in accumulate(tokens(spelling)[:_BEGINNING]):
                    here = self._beginnings[beginning]
                here.append((spelling, only_opens, phrase))

    def walk(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each phrase that stands in a text in whole words, with its position."""
        parts = tokens(text)
        ends = list(accumulate(map(len, parts)))
        are_ends = frozenset(ends)
        for number, part in enumerate(map(str.lstrip, parts)):
            if part not in self._beginnings:
                continue
            start = ends[number] - len(part)
            for end in ends[number : number + _BEGINNING]:
                if (here := self._beginnings.get(text[start:end])) is None:
                    break
                for spelling, only_opens, phrase in here:
                    if (
                        text.startswith(spelling, start)
                        and start + len(spelling) in are_ends
                        and not (only_opens and _is_within(text, start))
                    ):
                        yield phrase, start


def _spellings(phrase: str) -> Iterator[tuple[str, bool]]:
    """Yield each spelling of a phrase, and whether it is one only where a sentence begins."""
    yield phrase, False
    first = next((n for n, letter in enumerate(phrase) if letter.isalnum()), 0)
    letter, start = phrase[first], phrase[:first].rstrip(_OPENING_MARKS)
    other = letter.swapcase()
    if other != letter and len(other) == 1:
        anywhere = letter.isupper() or start.endswith(_STOPS)
        if anywhere or not start:
            yield f"{phrase[:first]}{other}{phrase[first + 1 :]}", not anywhere


def _is_within(text: str, position: int) -> bool:
    """Return whether a position is not the start of a sentence, opening marks ignored."""
    before = text[max(0, position - 8) : position].rstrip(_OPENING_MARKS)
    return not before.endswith(_STOPS) if before else position >= 8


def count_rarest(words: Iterable[str], places: Mapping[str, Sequence[P]]) -> Counter[P]:
    """Return the numbers of the rarest words in each of their places."""
    shared = Counter[P]()
    for here in sorted((places.get(rare, ()) for rare in dict.fromkeys(words)), key=len):
        if shared.total() + len(here) > _MOST_PLACES:
            break
        shared.update(here)
    return shared


def _nearest_wording(exact: str, text: str) -> tuple[str, int]:
    """Return the run of words most like `exact`, and how many pairs were compared to find it.

    The run is empty if none is half like `exact`. Only the four places that share the most pairs of
    letters with it are compared: letter by letter, long ones word by word, for speed.
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
    # A run over three times as long can't be half alike, and takes long to compare.
    short = [text[start:end] for start, end in sorted(runs) if end - start < 4 * len(exact)]
    folded = (even(run, {}).text.casefold() for run in (exact, *short))
    parts = [run.split() if len(exact) > 300 else list(run) for run in folded]
    number, compared = most_alike(parts[0], parts[1:], _HALF)
    return short[number] if number >= 0 else "", compared
