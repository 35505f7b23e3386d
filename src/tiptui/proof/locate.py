"""Where quoted words stand in the text of their source.

They are looked for as whole words of their paragraph, evened out as `similarity` does; then as
parts of its words; then as whole words of the other paragraphs. They are never said to stand where
they do not.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum
from functools import cache
from heapq import nsmallest
from itertools import accumulate, islice
from typing import NamedTuple

from tiptui.text.folding import Span
from tiptui.text.near_words import letter_pairs
from tiptui.text.similarity import IDEOGRAPHS, Evened, even
from tiptui.text.words import splits_letter, tokens, word


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
    wording of their paragraph that is nearest, if any is near.
    """

    status: QuoteStatus
    paragraph: int
    start: int = 0
    end: int = 0
    occurrences: int = 0
    nearest: str = ""

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
            return f"not found; nearest: {self.nearest}" if self.nearest else "not found"
        return self.status.value + (
            f" in {self.occurrences} places" if self.occurrences > 1 else ""
        )


# What is known of a quotation whose text is not at hand.
UNCHECKED = Located(QuoteStatus.UNCHECKED, 0)
# The most code points of a paragraph in which parts of words are found; in longer ones, words.
LONG = 2**16
_MOST_OCCURRENCES = 1000  # how often one quotation is looked for in one paragraph
PATIENCE = 3_000_000
"""Code points, and pairs of equal ones, that are looked at to find the nearest wordings of a text.

More take too long.
"""

_MOST_PAIRS = 10_000
"""Pairs of equal parts in two wordings that are compared; those of two prose pages are fewer.

For more, as of a word over and over, difflib takes the square of them.
"""

_LONGEST = 4_000
"""The most code points of words to which the nearest wording is given, and by which phrases are
sorted: a quotation is a phrase."""

Quoted = tuple[int, str]
"""The number of a paragraph, counted from 1, and the words that should stand in it."""


class Locator:
    """The paragraphs of a text, made ready for search: each once, when it is first needed."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs
        self._evened: dict[int, Evened] = {}
        self._stretches: dict[str, str] = {}

    def locate(self, quoted: Iterable[Quoted]) -> dict[Quoted, Located]:
        """Return where quoted words stand: for all at once, lest the text be read for each."""
        quoted = set(quoted)
        located = dict(self._as_typed(quoted))
        phrases = {each: self._phrase(each[1]) for each in quoted - located.keys()}
        located |= self._in_their_paragraphs(phrases)
        left = {each: phrase for each, phrase in phrases.items() if each not in located}
        first = self._first_with(left.values(), range(1, len(self._paragraphs) + 1))
        patience = PATIENCE
        for each in sorted(left):
            if found := first.get(left[each]):
                other, spans = found
                located[each] = Located(QuoteStatus.ELSEWHERE, other, *spans[0], len(spans))
                continue
            (number, exact), nearest = each, ""
            if self._has(number) and len(exact) <= _LONGEST:
                paragraph = self._paragraphs[number - 1][:patience]
                nearest, pairs = _nearest_wording(exact, paragraph)
                # To look closely at anything takes as long as to read a page.
                patience = max(0, patience - len(paragraph) - 3_000 - pairs)
            located[each] = Located(QuoteStatus.MISSING, number, nearest=nearest)
        return located

    def only_paragraphs(self, words: Iterable[str]) -> dict[str, int]:
        """Return the number of the paragraph in which words stand, where that is only one."""
        phrases = {exact: self._phrase(exact) for exact in words}
        numbers = range(1, len(self._paragraphs) + 1)
        first, last = (self._first_with(phrases.values(), way) for way in (numbers, numbers[::-1]))
        return {
            exact: first[phrase][0]
            for exact, phrase in phrases.items()
            if phrase in first and first[phrase][0] == last[phrase][0]
        }

    def _as_typed(self, quoted: Iterable[Quoted]) -> Iterator[tuple[Quoted, Located]]:
        """Yield what stands in its paragraph just as it is quoted: most does, and is found fast."""
        for number, exact in quoted:
            if self._has(number) and (spans := _typed(self._paragraphs[number - 1], exact)):
                located = Located(QuoteStatus.VERBATIM, number, *spans[0], len(spans))
                yield (number, exact), located

    def _in_their_paragraphs(
        self, phrases: Mapping[Quoted, str]
    ) -> Iterator[tuple[Quoted, Located]]:
        by_paragraph: defaultdict[int, list[Quoted]] = defaultdict(list)
        for each in phrases:
            if self._has(each[0]):
                by_paragraph[each[0]].append(each)
        for number, quoted in by_paragraph.items():
            whole = self._first_with((phrases[each] for each in quoted), [number])
            for each in quoted:
                _, spans = whole.get(phrases[each], (number, []))
                if spans := spans or self._parts_of_words(each, phrases[each]):
                    yield each, self._as_printed(each, spans)

    def _has(self, number: int) -> bool:
        return 1 <= number <= len(self._paragraphs)

    def _even(self, number: int) -> Evened:
        if number not in self._evened:
            self._evened[number] = even(self._paragraphs[number - 1], self._stretches)
        return self._evened[number]

    def _phrase(self, exact: str) -> str:
        return even(exact, self._stretches).text.strip()

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

    def _parts_of_words(self, quoted: Quoted, phrase: str) -> list[Span]:
        """Return where a paragraph has words that end inside longer ones: `law` in `laws`."""
        number, exact = quoted
        paragraph = self._paragraphs[number - 1]
        if len(paragraph) > LONG:
            return []
        if printed := list(islice(_occurrences(paragraph, exact), _MOST_OCCURRENCES)):
            return printed
        evened = self._even(number)
        spans = (evened.span(*span) for span in _occurrences(evened.text, phrase))
        return list(islice(filter(None, spans), _MOST_OCCURRENCES))

    def _as_printed(self, quoted: Quoted, spans: list[Span]) -> Located:
        """Return where words stand in their paragraph: as they were typed, if anywhere."""
        number, exact = quoted
        paragraph = self._paragraphs[number - 1]
        alike = [span for span in spans if paragraph[slice(*span)] == exact]
        status = QuoteStatus.VERBATIM if alike else QuoteStatus.NORMALIZED
        spans = alike or spans
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
    spans: list[Span] = []
    if not (exact and _is_plain(exact[0]) and _is_plain(exact[-1])):
        return spans
    start = paragraph.find(exact)
    while start >= 0:
        end = start + len(exact)
        before, after = paragraph[max(0, start - 1) : start], paragraph[end : end + 1]
        if not all(each.isascii() or _is_plain(each) for each in (before, after)):
            return []
        if not (_is_one_word(before + exact[0]) or _is_one_word(exact[-1] + after)):
            spans.append((start, end))
        start = paragraph.find(exact, start + 1)
    return spans if len(spans) < _MOST_OCCURRENCES else []


def _is_one_word(letters: str) -> bool:
    return len(letters) > 1 and letters.isascii() and letters.isalnum()


_OPENING_MARKS = " \"'([\n"
_STOPS = (".", "!", "?", ":", "\u06d4", "\u3002")


class _Phrases:
    """Phrases looked for in a text all at once: one walk over it finds each, in whole words.

    However many they are, and however alike, a walk takes about as long as the text is. Those that
    are `done` are passed over. Text and phrases are evened out, and no phrase is empty. They are
    compared with every word, and every other sign, on a line of its own, so that `law` does not
    begin `laws`.

    Their first letter may be printed in the other case: a small one as a capital where a sentence
    begins; a capital as a small one anywhere, for the sentence may begin where it is quoted.
    """

    def __init__(self, phrases: Set[str]) -> None:
        self.done: set[str] = set()
        # As it may be printed, whether only where a sentence begins, and the phrase.
        self._spellings = sorted(each for phrase in phrases for each in _spellings(phrase))
        self._first_words = {lines.partition("\n")[0] for lines, _, _ in self._spellings}
        # Those that a text goes on with at a position are the last that does not come after it, if
        # it does go on with that, and of the others those that this one begins with.
        self._heads = [lines[:_LONGEST] for lines, _, _ in self._spellings]
        self._longest = max(map(len, self._heads), default=0)
        self._shorter = list(_beginnings(self._heads))

    def walk(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each occurrence of a phrase in a text: itself, and from which position."""
        words = tokens(text)
        lines = "\n".join((*words, ""))
        end = 0
        for number, spaced in enumerate(words):
            end += len(spaced)
            word = spaced.lstrip()
            if word in self._first_words:
                start = end - len(word)
                for only_opens, phrase in self._at(lines, start + number):
                    if not only_opens or _opens_sentence(text, start):
                        yield phrase, start

    def _at(self, lines: str, start: int) -> Iterator[tuple[bool, str]]:
        """Yield the phrases that a text goes on with at a position, longest first."""
        number = bisect_right(self._heads, lines[start : start + self._longest]) - 1
        while number >= 0:
            spelling, only_opens, phrase = self._spellings[number]
            if phrase not in self.done and lines.startswith(spelling, start):
                yield only_opens, phrase
            shorter = self._shorter[number]
            # Those that are done are passed over, but once.
            while shorter >= 0 and self._spellings[shorter][2] in self.done:
                shorter = self._shorter[number] = self._shorter[shorter]
            number = shorter


def _spellings(phrase: str) -> Iterator[tuple[str, bool, str]]:
    """Yield a phrase as it may be printed, each word on a line."""
    lines = "\n".join((*tokens(phrase), ""))
    yield lines, False, phrase
    first = next((n for n, sign in enumerate(lines) if sign.isalnum()), len(lines))
    before, letter, after = lines[:first], lines[first : first + 1], lines[first + 1 :]
    other = letter.swapcase()
    if other != letter and len(other) == 1:
        start = before.rstrip(_OPENING_MARKS)
        anywhere = letter.isupper() or start.endswith(_STOPS)
        if anywhere or not start:
            yield before + other + after, not anywhere, phrase


def _opens_sentence(text: str, position: int) -> bool:
    """Return whether a sentence begins at a position, after a few quotation marks and brackets."""
    before = text[max(0, position - 8) : position].rstrip(_OPENING_MARKS)
    return before.endswith(_STOPS) if before else position < 8


def _beginnings(heads: Iterable[str]) -> Iterator[int]:
    """Yield for each of sorted texts the number of the longest other that it begins with, or -1."""
    above: list[tuple[int, str]] = []
    for number, head in enumerate(heads):
        while above and not head.startswith(above[-1][1]):
            above.pop()
        yield above[-1][0] if above else -1
        above.append((number, head))


def _nearest_wording(exact: str, text: str) -> tuple[str, int]:
    """Return the run of words most like `exact`, and how many pairs were compared to find it.

    It is that by difflib's ratio, and empty if none is half like it. It is looked for where the
    words share the most pairs of letters with those of `exact`.
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
    return _most_alike(exact, short)


def _most_alike(exact: str, runs: Iterable[str]) -> tuple[str, int]:
    """Return the text that is most like `exact`, and how many pairs were compared.

    Long ones are compared word by word, for speed.
    """
    from difflib import SequenceMatcher

    def parts(words: str) -> list[str]:
        folded = even(words, {}).text.casefold()
        return folded.split() if len(exact) > 300 else list(folded)

    wanted = parts(exact)
    counts = Counter(wanted)
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    most, best, compared = 0.5, "", 0
    for run in runs:
        matcher.set_seq1(here := parts(run))
        pairs = sum(counts[part] for part in here)
        if pairs > _MOST_PAIRS or matcher.quick_ratio() <= most:
            continue
        compared += pairs
        if (ratio := matcher.ratio()) > most:
            most, best = ratio, run
    return best, compared
