"""The search for quoted words in the text of their source: docs/decisions/words-as-proof.md."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from heapq import nsmallest
from itertools import accumulate, chain, islice
from typing import NamedTuple, TypeVar

from tiptui.proof.cuts import Cut
from tiptui.proof.phrases import Key, Phrase, find_likely, print_on_line, whole_words
from tiptui.text.folding import Evened, even
from tiptui.text.near_words import letter_pairs, most_alike
from tiptui.text.words import Span, word


class QuoteStatus(StrEnum):
    """How well a text bears out a quotation."""

    VERBATIM = "verbatim"
    NORMALIZED = "normalized"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    UNCHECKED = "unchecked"


class Located(NamedTuple):
    """Where a quotation stands in a text: paragraph, from 1, and span of its first occurrence.

    A quotation that is missing has the nearest wording instead, if any is near.
    """

    status: QuoteStatus
    paragraph: int
    start: int = 0
    end: int = 0
    occurrences: int = 0
    nearest: str = ""
    nearest_paragraph: int = 0
    cut: Cut | None = None  # the words left out that turn it round

    @property
    def stands(self) -> bool:
        """True if the words stand in the paragraph that the record names."""
        return self.status in (QuoteStatus.VERBATIM, QuoteStatus.NORMALIZED)

    @property
    def is_wrong(self) -> bool:
        """True if the text is at hand and the words are not in that paragraph."""
        return self.status in (QuoteStatus.MISSING, QuoteStatus.ELSEWHERE)

    def for_thing(self, thing: object) -> "Located":
        """Return the same without a cut that the text of a claim says itself."""
        if self.cut and self.cut.is_said_by(thing):
            return self._replace(cut=None)
        return self

    @property
    def in_words(self) -> str:
        if self.status is QuoteStatus.ELSEWHERE:
            return f"not found here; stands in ¶{self.paragraph}"
        if self.status is QuoteStatus.MISSING:
            near = f"; nearest: ¶{self.nearest_paragraph} “{self.nearest}”" if self.nearest else ""
            return f"not found{near}"
        often = f" in {self.occurrences} places" if self.occurrences > 1 else ""
        cut = f", {self.cut.in_words}" if self.cut else ""
        return f"{self.status}{often}{cut}"


UNCHECKED = Located(QuoteStatus.UNCHECKED, 0)  # of a text that is not at hand
_MOST_OCCURRENCES = 1000  # of a quotation in its paragraph
# Code points, and pairs of equal ones, to look at for the nearest wordings of a text.
PATIENCE = 3_000_000
_LONGEST = 4_000  # code points of a quotation that gets a nearest wording: it is a phrase
MOST_SHOWN = 200  # letters of a nearest wording: it must be seen whole to compare
_MOST_PARAGRAPHS = 1_000  # paragraphs with rare words of a quotation, to choose the likely one from
_HALF = 0.5 + 1e-9  # the ratio from which a wording is near: more than half

P = TypeVar("P")
Quoted = tuple[int, str]
"""A paragraph, counted from 1, and the words that a record quotes from it."""


class Locator:
    """A search for quotations in the paragraphs of a text, each evened out once, when needed."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = dict(enumerate(map(print_on_line, paragraphs), 1))
        self._evened: dict[int, Evened] = {}
        self._stretches: dict[str, str] = {}

    def locate(self, quoted: Iterable[Quoted]) -> dict[Quoted, Located]:
        """Locate all quotations together: the text is then read once."""
        located: dict[Quoted, Located] = {}
        missing: defaultdict[str, list[Quoted]] = defaultdict(list)
        for number, exact in sorted(set(quoted)):
            place = self._locate_in_paragraph(number, exact)
            if place:
                located[number, exact] = place
            else:
                missing[exact].append((number, exact))

        phrases = {Phrase(exact): exact for exact in missing}
        for number, phrase, spans in self._standing(phrases):
            place = _place(QuoteStatus.ELSEWHERE, number, spans)
            for quotation in missing.pop(phrases[phrase], ()):
                located[quotation] = place

        located.update(self.find_nearest(list(chain.from_iterable(missing.values()))))
        return located

    def _locate_in_paragraph(self, number: int, exact: str) -> Located | None:
        """Return the place of a quotation in a paragraph; None if it does not stand there."""
        words = print_on_line(exact)
        paragraph = self._paragraphs.get(number, "")
        # Most stands exactly as quoted; to find that is fast.
        if word().search(words):
            spans = list(islice(whole_words(paragraph, words), _MOST_OCCURRENCES))
            if spans:
                return _place(QuoteStatus.VERBATIM, number, spans)

        spans = self._spans(number, Phrase(exact))
        if not spans:
            return None

        alike = [(start, end) for start, end in spans if paragraph[start:end] == words]
        if alike:
            return _place(QuoteStatus.VERBATIM, number, alike)
        return _place(QuoteStatus.NORMALIZED, number, spans)

    def find_nearest(self, quoted: Sequence[Quoted]) -> Iterator[tuple[Quoted, Located]]:
        """Yield quotations as missing, with their nearest wordings as long as patience lasts."""
        phrases = {exact: Phrase(exact) for _, exact in quoted if len(exact) <= _LONGEST}
        numbers: defaultdict[Key, list[int]] = defaultdict(list)
        for number, keys, _ in find_likely(phrases.values(), self._paragraphs.items()):
            for key in keys:
                numbers[key].append(number)

        patience = PATIENCE
        for number, exact in quoted:
            words = phrases[exact].keys if patience and exact in phrases else ()
            shared = count_rarest(words, numbers)
            likely = max([number, *shared], key=shared.__getitem__)  # of as many its own
            text = self._paragraphs.get(likely, "")[:patience] if exact in phrases else ""
            nearest, pairs = _nearest_wording(exact, text)
            # A close look at any wording takes as long as reading a page.
            patience = max(0, patience - len(text) - 3_000 - pairs)
            near = nearest, likely if nearest else 0
            yield (number, exact), Located(QuoteStatus.MISSING, number, 0, 0, 0, *near)

    def last_paragraphs(self, exacts: Iterable[str]) -> dict[str, int]:
        """Return the number of the last paragraph in which each quotation stands."""
        phrases = {Phrase(exact): exact for exact in exacts}
        return {phrases[phrase]: number for number, phrase, _ in self._standing(phrases)}

    def _standing(self, phrases: Collection[Phrase]) -> Iterator[tuple[int, Phrase, list[Span]]]:
        """Yield each paragraph, and each phrase that stands in it with its spans."""
        for number, _, likely in find_likely(phrases, self._paragraphs.items()):
            for phrase in likely:
                if spans := self._spans(number, phrase):
                    yield number, phrase, spans

    def _spans(self, number: int, phrase: Phrase) -> list[Span]:
        """Return the spans of a phrase in a paragraph, from its first part to its last."""
        if number not in self._evened:
            self._evened[number] = even(self._paragraphs.get(number, ""), self._stretches)
        evened = self._evened[number]
        spans: list[Span] = []
        for parts in islice(phrase.spans(evened.text), _MOST_OCCURRENCES):
            span = evened.span(parts[0][0], parts[-1][1])
            if span:
                spans.append(span)
        return spans


def _place(status: QuoteStatus, number: int, spans: Sequence[Span]) -> Located:
    return Located(status, number, *spans[0], len(spans))


def count_rarest(words: Iterable[Key], places: Mapping[Key, Sequence[P]]) -> Counter[P]:
    """Return how many of the rarest words stand in each place."""
    shared = Counter[P]()
    by_word = [places.get(key, ()) for key in dict.fromkeys(words)]
    for rare in sorted(by_word, key=len):
        if shared.total() + len(rare) > _MOST_PARAGRAPHS:
            break
        shared.update(rare)
    return shared


def _nearest_wording(exact: str, text: str) -> tuple[str, int]:
    """Return the run of words most like `exact`, and how many pairs were compared to find it.

    The run is empty if none is half like `exact`. Only the four that share the most pairs of
    letters with it are compared: letter by letter, long ones word by word, for speed.
    """
    words = [match.span() for match in word().finditer(text)]
    wanted = [match[0].casefold() for match in word().finditer(exact)]
    size = min(len(wanted), len(words))
    pairs = set[str]().union(*map(letter_pairs, wanted))
    shared = cache(lambda word: len(letter_pairs(word) & pairs))
    sums = [0, *accumulate(shared(text[start:end].casefold()) for start, end in words)]
    likely = nsmallest(4, range(len(words) - size + 1), lambda n: sums[n] - sums[n + size])
    ends = ((first, last) for first in likely for last in range(first + size - 2, first + size + 1))
    runs = {(words[i][0], words[j][1]) for i, j in ends if i <= j < len(words)}
    # A run over three times as long can't be half alike, and takes long to compare.
    short = [text[start:end] for start, end in sorted(runs) if end - start < 4 * len(exact)]
    folded = (even(run, {}).text.casefold() for run in (exact, *short))
    parts = [run.split() if len(exact) > 300 else list(run) for run in folded]
    number, compared = most_alike(parts[0], parts[1:], _HALF)
    return short[number] if number >= 0 else "", compared
