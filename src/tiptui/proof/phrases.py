"""Phrases looked for in a text all at once: one walk over it finds each, in whole words.

However many they are, and however alike, a walk takes about as long as the text is. Text and
phrases are compared with every word, and every other sign, on a line of its own, so that `law`
does not begin `laws`.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from tiptui.text.words import tokens

_HEAD = 4_000
"""The most code points by which spellings are sorted; longer ones are compared one by one."""

_OPENING_MARKS = " \"'([\n"
_STOPS = (".", "!", "?", ":", "\u06d4", "\u3002")


class Phrases:
    """Phrases that are looked for together; `drop` those found often enough.

    Text and phrases are evened out, and no phrase is empty.

    Their first letter may be printed in the other case: a small one as a capital where a sentence
    begins; a capital as a small one anywhere, for the sentence may begin where it is quoted.
    """

    def __init__(self, phrases: Set[str]) -> None:
        dropped: set[str] = set()
        self.drop = dropped.add
        self._anywhere: defaultdict[str, _Spellings] = defaultdict(lambda: _Spellings(dropped))
        self._opening: defaultdict[str, _Spellings] = defaultdict(lambda: _Spellings(dropped))
        for phrase in phrases:
            lines = _lines(tokens(phrase))
            _add(self._anywhere, lines, phrase)
            first = next((n for n, sign in enumerate(lines) if sign.isalnum()), len(lines))
            before, letter, after = lines[:first], lines[first : first + 1], lines[first + 1 :]
            other = letter.swapcase()
            if other != letter and len(other) == 1:
                start = before.rstrip(_OPENING_MARKS)
                if letter.isupper() or start.endswith(_STOPS):
                    _add(self._anywhere, before + other + after, phrase)
                elif not start:
                    _add(self._opening, before + other + after, phrase)

    def walk(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield each occurrence of a phrase in a text: itself, from and up to which position."""
        words = tokens(text)
        lines = _lines(words)
        end = 0
        for number, spaced in enumerate(words):
            end += len(spaced)
            word = spaced.lstrip()
            start = end - len(word)
            phrases: list[str] = []
            if word in self._anywhere:
                phrases += self._anywhere[word].at(lines, start + number)
            if word in self._opening and _opens_sentence(text, start):
                phrases += self._opening[word].at(lines, start + number)
            for phrase in phrases:
                yield phrase, start, start + len(phrase)


def _lines(words: Iterable[str]) -> str:
    return "\n".join((*words, ""))


def _add(spellings: "defaultdict[str, _Spellings]", lines: str, phrase: str) -> None:
    spellings[lines.partition("\n")[0]].add(_Spelling(lines, phrase))


def _opens_sentence(text: str, position: int) -> bool:
    """Return whether a sentence begins at a position, after a few quotation marks and brackets."""
    before = text[max(0, position - 8) : position].rstrip(_OPENING_MARKS)
    return before.endswith(_STOPS) if before else position < 8


class _Spelling(NamedTuple):
    """A phrase as it may be printed, each word on a line."""

    lines: str
    phrase: str


class _Spellings:
    """Spellings that begin with the same word.

    Sorted, those that a text goes on with at a position are the last that does not come after it,
    if it does go on with that, and of the others those that this one begins with.
    """

    def __init__(self, dropped: set[str]) -> None:
        self._spellings: list[_Spelling] = []
        self._heads: list[str] = []
        self._dropped = dropped

    def add(self, spelling: _Spelling) -> None:
        self._spellings.append(spelling)

    def _sort(self) -> None:
        self._spellings.sort()
        self._heads = [spelling.lines[:_HEAD] for spelling in self._spellings]
        self._longest = max(map(len, self._heads))
        self._shorter = list(_beginnings(self._heads))

    def at(self, lines: str, start: int) -> list[str]:
        """Return the phrases that a text goes on with at a position, longest first."""
        if not self._heads:
            self._sort()
        phrases = []
        number = bisect_right(self._heads, lines[start : start + self._longest]) - 1
        while number >= 0:
            spelling = self._spellings[number]
            if lines.startswith(spelling.lines, start) and spelling.phrase not in self._dropped:
                phrases.append(spelling.phrase)
            shorter = self._shorter[number]
            # Those that were dropped are passed over, but once.
            while shorter >= 0 and self._spellings[shorter].phrase in self._dropped:
                shorter = self._shorter[number] = self._shorter[shorter]
            number = shorter
        return phrases


def _beginnings(heads: Iterable[str]) -> Iterator[int]:
    """Yield for each of sorted texts the number of the longest other that it begins with, or -1."""
    above: list[tuple[int, str]] = []
    for number, head in enumerate(heads):
        while above and not head.startswith(above[-1][1]):
            above.pop()
        yield above[-1][0] if above else -1
        above.append((number, head))
