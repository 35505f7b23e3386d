"""The search for words in many texts: where they stand, else where most of them stand in order.

Words that `…` or an insertion in square brackets parts are read as one: their parts stand in this
order. A part stands where a text has the same words with the same signs between them; quotation
marks, dashes, spaces and the first capital may differ, and signs at its ends do not count.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
from itertools import accumulate, islice
from typing import Generic, NamedTuple, TypeVar

from tiptui.proof.source_text import SourceText, TextSpan
from tiptui.record.progress import Progress, quiet
from tiptui.text.folding import even
from tiptui.text.visible import INVISIBLE
from tiptui.text.words import Span, word

_ELISION = re.compile(
    r"[\[(]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]|…|\.(?:\s?\.){2,}|(?<!\w)\w*+\[[^\[\]]{0,500}\]\w*"
)
_DASH = re.compile(" ?- ?")
# What evening takes away from words, or writes as other letters.
_HIDES = re.compile(f"{INVISIBLE.pattern[:-1]}\u017f\u2100-\u214f\ufb00-\ufb06\uff01-\uff5e]")
_ASCII = bytes(range(128))
_ASCII_WORDS = bytes(
    ord(chr(n).lower()) if n < 128 and chr(n).isalnum() else 32 for n in range(256)
)
_NUMBER_SIGNS = "$€£¥₹%‰°"
_CUT_NUMBER = re.compile(r"\d[.,]\d")
# Other signs may be printed for these; not for ASCII, Cyrillic and Arabic letters, ideographs.
_MAY_DIFFER = re.compile(
    ".?[^ -~\u0410-\u0418\u041a-\u0438\u043a-\u044f\u0627-\u064a\u3400-\u9fff]|['\"-]"
)
_RUN = 3  # words by which parts are looked up
_MOST_PLACES = 100  # of a part in a text
_MOST_LIKELY = 2  # texts that are searched for a nearest wording
_MOST_UNKNOWN = 20  # texts that are searched for words in other letters than ASCII
_MOST_TEXTS = 1_000  # texts with rare words of a quotation, to choose the likely ones from
_MOST_WORDS = 400  # words of a part that are compared: more take long
PATIENCE = 5_000_000  # words of texts to look at for nearest wordings

K = TypeVar("K")
Words = tuple[str, ...]
Firsts = Mapping[Words, Sequence[int]]
"""The numbers of the words of a text with which runs of words begin, in order."""


class Place(NamedTuple, Generic[K]):
    """A place of a quotation: the spans of its parts in the text `source`."""

    source: K
    spans: tuple[TextSpan, ...]
    is_verbatim: bool


class Nearest(NamedTuple, Generic[K]):
    """The words of a text most like a `part` of a quotation.

    `likeness` is the share of the quotation's words that stand there in order, from 0 to 1.
    """

    source: K
    paragraph: int
    words: str
    likeness: float
    part: str


class Found(NamedTuple, Generic[K]):
    """The places of a quotation; without any, its nearest wording."""

    places: Sequence[Place[K]]
    nearest: Nearest[K] | None = None


class Wording:
    """Paragraphs evened out and joined, with the spans of their words."""

    def __init__(self, paragraphs: Sequence[str], known: dict[str, str]) -> None:
        self._paragraphs = paragraphs
        self._evened = [even(paragraph, known) for paragraph in paragraphs]
        self.joined = " ".join(evened.text for evened in self._evened)
        self._starts = [0, *accumulate(len(evened.text) + 1 for evened in self._evened)]

    @cached_property
    def spans(self) -> list[Span]:
        return [found.span() for found in word().finditer(self.joined)]

    @cached_property
    def words(self) -> list[str]:
        return [self.joined[start:end].casefold() for start, end in self.spans]

    def firsts(self, runs: Set[Words]) -> Firsts:
        """Return the numbers of the words with which runs begin, in order."""
        found = defaultdict[Words, list[int]](list)
        for size in {*map(len, runs)}:
            columns = (self.words[start:] for start in range(size))
            for first, run in enumerate(zip(*columns, strict=False)):
                if run in runs:
                    found[run].append(first)
        return found

    def spell(self, start: int, end: int) -> str:
        """Return a span as it is compared: with one kind of marks, and no space at a dash."""
        return _DASH.sub("-", self.joined[start:end].replace('"', "'"))

    def original(self, start: int, end: int) -> Iterator[TextSpan]:
        """Yield a span as spans of the paragraphs."""
        first, last = bisect_right(self._starts, start), bisect_left(self._starts, end)
        for number in range(first, last + 1):
            offset, evened = self._starts[number - 1], self._evened[number - 1]
            part = max(0, start - offset), min(len(evened.text), end - offset)
            yield TextSpan(number, *(evened.span(*part) or (0, len(self._paragraphs[number - 1]))))

    def as_printed(self, spans: Iterable[TextSpan]) -> str:
        parts = (self._paragraphs[number - 1][start:end] for number, start, end in spans)
        return " ".join(parts).replace("\n", " ")


class _Part(Wording):
    """A part of a quotation, from its first word to its last, with the signs of its numbers."""

    def __init__(self, text: str) -> None:
        super().__init__([text], {})
        spans, marks = self.spans, (*_NUMBER_SIGNS,)
        start, end = spans[0][0], spans[-1][1]
        self.before = self.joined[start - 1 : start].startswith(marks) if start else False
        self.after = self.joined[end : end + 1].startswith(marks)
        at = start - self.before, end + self.after
        self.run = tuple(self.words[:_RUN])
        parts = (self.joined[slice(*span)] for span in spans)
        self.ascii_words = {own.lower().encode() for own in parts if own.isascii()}
        # A text that has the part has this piece of it, as printed.
        self.piece = max(_MAY_DIFFER.split(self.joined[slice(*at)][1:]), key=len).strip()
        spelling = self.spell(*at)
        self.spelling = spelling[:1].casefold(), spelling[1:]
        self.printed = self.as_printed(self.original(*at))

    def places(self, text: Wording, firsts: Firsts, least: int = 0) -> Iterator[int]:
        """Yield the numbers of the words, from `least` on, with which it begins in a text."""
        size, numbers = len(self.words), firsts.get(self.run, ())
        for number in range(bisect_left(numbers, least), len(numbers)):
            first = numbers[number]
            if text.words[first : first + size] == self.words:
                start, end = self.span(text, first)
                spelling, own = text.spell(start, end), self.spelling
                is_cut = _CUT_NUMBER.match(text.joined, end - 1) or (
                    start > 1 and _CUT_NUMBER.match(text.joined, start - 2)
                )
                if not is_cut and (spelling[:1].casefold(), spelling[1:]) == own:
                    yield first

    def span(self, text: Wording, first: int) -> Span:
        """Return its span in a text where it begins with a word."""
        start, end = text.spans[first][0], text.spans[first + len(self.words) - 1][1]
        return start - self.before, end + self.after


def parts_of(exact: str) -> list[str]:
    """Return the parts of words between elisions and insertions."""
    return [part for part in _ELISION.split(exact) if word().search(part)]


def find_words(
    exacts: Iterable[str], texts: Mapping[K, SourceText], progress: Progress = quiet
) -> dict[str, Found[K]]:
    """Return the places of quotations in texts, or their nearest wordings.

    All are looked for together: each text is read once, and the likely ones once more.
    """
    search = _Search(exacts, texts)
    for number, name in enumerate(texts):
        search.look_through(name)
        progress((number + 1) / len(texts))
    return search.found()


class _Search(Generic[K]):
    """A search for quotations in texts, one after the other."""

    def __init__(self, exacts: Iterable[str], texts: Mapping[K, SourceText]) -> None:
        self._texts, self._known = texts, dict[str, str]()
        self._parts = {exact: [*map(_Part, parts_of(exact))] for exact in dict.fromkeys(exacts)}
        self._words = {
            exact: frozenset[bytes]().union(*(part.ascii_words for part in parts))
            for exact, parts in self._parts.items()
        }
        # The longest word of each leads to it: it is likely to be rare.
        self._by_word = defaultdict[bytes, list[str]](list)
        for exact, words in self._words.items():
            self._by_word[max(words, key=len, default=b"")].append(exact)
        self._wanted = frozenset[bytes]().union(*self._words.values())
        self._places = defaultdict[str, list[Place[K]]](list)
        self._with_word = defaultdict[bytes, list[K]](list)

    def look_through(self, name: K) -> None:
        data = self._texts[name].encoded()
        text = None
        if _HIDES.search(data.translate(None, _ASCII).decode("utf-8", "replace")):
            text = self._read(name)
            data = text.joined.encode("utf-8", "replace")
        # To take all texts apart, letter by letter, would take longer than all else.
        here = self._wanted.intersection(data.translate(_ASCII_WORDS).split())
        for own in here:
            self._with_word[own].append(name)
        led_to = (exact for own in (*here, b"") for exact in self._by_word.get(own, ()))
        likely = {exact: self._parts[exact] for exact in led_to if self._words[exact] <= here}
        printed = " ".join(data.decode("utf-8", "replace").split()) if likely else ""
        for exact, parts in [*likely.items()]:
            if not all(part.piece in printed for part in parts):
                del likely[exact]
        if likely:
            text = text or self._read(name)
            firsts = text.firsts({part.run for parts in likely.values() for part in parts})
            for exact, parts in likely.items():
                self._places[exact] += self._places_in(name, text, parts, firsts)

    def _read(self, name: K) -> Wording:
        once = self._texts[name].once()
        return Wording(once.paragraphs if once else (), self._known)

    def _places_in(
        self, name: K, text: Wording, parts: Sequence[_Part], firsts: Firsts
    ) -> Iterator[Place[K]]:
        """Yield the places of parts that stand in a text in order."""
        for first in islice(parts[0].places(text, firsts), _MOST_PLACES):
            spans, end = [parts[0].span(text, first)], first + len(parts[0].words)
            for part in parts[1:]:
                if (first := next(part.places(text, firsts, end), -1)) < 0:
                    return
                spans.append(part.span(text, first))
                end = first + len(part.words)
            printed = [[*text.original(*span)] for span in spans]
            is_verbatim = all(
                text.as_printed(own) == part.printed
                for own, part in zip(printed, parts, strict=True)
            )
            yield Place(name, tuple(span for own in printed for span in own), is_verbatim)

    def found(self) -> dict[str, Found[K]]:
        """Return what was found of each quotation."""
        nearest = self._nearest(exact for exact in self._parts if not self._places[exact])
        return {exact: Found(self._places[exact], nearest.get(exact)) for exact in self._parts}

    def _nearest(self, exacts: Iterable[str]) -> dict[str, Nearest[K]]:
        """Return the nearest wordings of quotations, as long as patience lasts."""
        by_text = defaultdict[K, list[str]](list)
        for exact in exacts:
            for name in self._likely(exact):
                by_text[name].append(exact)
        nearest, patience = dict[str, Nearest[K]](), PATIENCE
        for name, here in by_text.items():
            text = self._read(name)
            for exact in here if text.words else ():
                patience -= len(text.words)
                if patience > 0 and (near := _compare(name, text, self._parts[exact])):
                    nearest[exact] = max(near, nearest.get(exact, near), key=lambda it: it.likeness)
            if patience <= 0:
                break
        return nearest

    def _likely(self, exact: str) -> list[K]:
        """Return the texts that share most of the rarest words of a quotation."""
        shared = defaultdict[K, float](float)
        for names in sorted((self._with_word.get(own, ()) for own in self._words[exact]), key=len):
            if len(shared) + len(names) > _MOST_TEXTS and shared:
                break
            for name in names:
                shared[name] += 1 / len(names)
        likely = nlargest(_MOST_LIKELY, shared, key=shared.__getitem__)
        return likely if self._words[exact] else [*islice(self._texts, _MOST_UNKNOWN)]


def _compare(name: K, text: Wording, parts: Sequence[_Part]) -> Nearest[K] | None:
    """Return the wording of the part that differs most; None if no word of any is there."""
    found = [(*_align(text, part), part) for part in parts]
    if not (total := sum(shared for shared, *_ in found)):
        return None
    partly = (of for of in found if of[0])
    _, span, part = min(partly, key=lambda of: of[0] / len(of[2].words))
    words = text.as_printed(spans := [*text.original(*span)])
    likeness = total / sum(len(part.words) for part in parts)
    return Nearest(name, spans[0].paragraph, words, likeness, part.printed)


def _align(text: Wording, part: _Part) -> tuple[int, Span]:
    """Return how many words a part shares, in order, with the run of a text most like it."""
    words = part.words[:_MOST_WORDS]
    size, wanted = len(words), {*words}
    counts = Counter(word for word in text.words if word in wanted)
    weights = (1 / counts[word] if word in wanted else 0 for word in text.words)
    sums, last = [*accumulate(weights, initial=0.0)], len(text.words)
    gains = [after - before for before, after in zip(sums, sums[min(size, last) :], strict=False)]
    best = gains.index(max(gains))
    first = max(0, best - size // 2)
    matcher = SequenceMatcher(None, text.words[first : best + size + size // 2], words, False)
    blocks = matcher.get_matching_blocks()[:-1]
    if not blocks:
        return 0, (0, 0)
    # As many words more at either end as the part has there.
    first, after = first + blocks[0].a, blocks[-1]
    stop = first - blocks[0].a + after.a + size - after.b
    first, stop = max(0, first - blocks[0].b), min(last, stop)
    shared = sum(block.size for block in blocks)
    return shared, (text.spans[first][0], text.spans[stop - 1][1])
