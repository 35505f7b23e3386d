"""The one rule by which quoted words stand in a text, and the texts that may have them.

Words stand where a text has the same whole words with the same signs between them; quotation marks,
dashes, spaces and the first capital may differ. Words that `…` or an insertion in square brackets
parts stand where their parts stand in this order. Signs at the ends are part of
the words where the text has them, too.
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from heapq import merge
from itertools import chain, pairwise
from typing import TypeVar
from unicodedata import category, normalize

from tiptui.text.folding import even
from tiptui.text.words import UNSPACED, Span, within, word

_ELISION = re.compile(
    r"[\[(]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]|…|\.(?:\s?\.){2,}|(?<!\w)\w*+\[[^\[\]]{0,500}\]\w*"
)
# All ASCII letters small, and all signs as spaces.
_PLAIN = "".join(letter.lower() if letter.isalnum() else " " for letter in map(chr, range(128)))
_MOST_KEPT = 2**14  # stretches of foreign letters
_AS_ASCII = "tiptui.ascii"

K = TypeVar("K")
Key = str | tuple[str, str]
"""A plain word, or two side by side."""


class Phrase:
    """Words to look for: `parts` as typed, each from its first word to its last."""

    def __init__(self, exact: str) -> None:
        self.exact = print_on_line(exact)
        self.parts = parts_of(self.exact)
        self._evened = [even(part, {}).text for part in self.parts]
        self._plain = [f" {plain_words(part)} " for part in self.parts]
        self.words = "".join(self._plain).split()
        pairs = [*chain.from_iterable(pairwise(part.split()) for part in self._plain)]
        self.keys: list[Key] = [*self.words, *pairs]
        # Few texts have it.
        self.longest: Key = max(pairs or self.words, key=lambda key: len("".join(key)), default="")
        before = self.exact.partition("".join(self.parts[:1]) or self.exact)[0]
        after = self.exact.rpartition("".join(self.parts[-1:]) or self.exact)[2]
        self._before, self._after = even(before, {}).text.lstrip(), even(after, {}).text.rstrip()

    def may_stand(self, plain: str) -> bool:
        """Return whether the plain words of a text have those of all parts."""
        return all(part in plain for part in self._plain)

    def spans(self, text: str) -> Iterator[list[Span]]:
        """Yield the spans of the parts at each occurrence in a text that is evened out."""
        for first in self._part(0, text, 0) if self.parts else ():
            spans = [first]
            for number in range(1, len(self.parts)):
                span = next(self._part(number, text, spans[-1][1]), None)
                if span is None:
                    return
                spans.append(span)
            start, end = first[0] - len(self._before), spans[-1][1]
            if start >= 0 and text.startswith(self._before, start):
                spans[0] = start, spans[0][1]
            if text.startswith(self._after, end):
                spans[-1] = spans[-1][0], end + len(self._after)
            yield spans

    def _part(self, number: int, text: str, start: int) -> Iterator[Span]:
        words = self._evened[number]
        spellings = {words, words[0].swapcase() + words[1:]}
        return merge(*(whole_words(text, spelling, start) for spelling in spellings))


def whole_words(text: str, words: str, start: int = 0) -> Iterator[Span]:
    """Yield the spans of some letters in a text that part no word, number or letter."""
    while (start := text.find(words, start)) >= 0:
        end = start + len(words)
        if not (within().match(text, start) or within().match(text, end)):
            yield start, end
        start += 1


def print_on_line(text: str) -> str:
    """Return a text on one line: where a line breaks, a quotation may have a space."""
    return text.replace("\n", " ")


@cache
def _token() -> re.Pattern[str]:
    """Return the pattern of a word, or of the sign of a number."""
    return re.compile(rf"\d+(?:[.,]\d+)+|{word().pattern}|[$€£¥₹%‰°]")


def parts_of(exact: str) -> list[str]:
    """Return the parts between elisions and insertions, each from its first word to its last."""
    parts = list[str]()
    for part in _ELISION.split(exact):
        if word().search(part):
            words = [found.span() for found in _token().finditer(part)]
            parts.append(part[words[0][0] : words[-1][1]])
    return parts


def find_likely(
    phrases: Collection[Phrase], texts: Iterable[tuple[K, str]]
) -> Iterator[tuple[K, frozenset[Key], list[Phrase]]]:
    """Yield each text with the keys of phrases in it, and the phrases that it may have.

    To even out all texts would take long.
    """
    by_key = defaultdict[Key, list[Phrase]](list)
    for phrase in phrases:
        by_key[phrase.longest].append(phrase)
    wanted = frozenset(chain.from_iterable(phrase.keys for phrase in phrases))
    for name, text in texts if wanted else ():
        plain = f" {plain_words(text)} "
        words = plain.split()
        here = wanted & {*words, *pairwise(words)}
        near = chain.from_iterable(map(by_key.__getitem__, here & by_key.keys()))
        likely = [phrase for phrase in near if phrase.may_stand(plain)]
        yield name, here, likely


def plain_words(text: str) -> str:
    """Return the words of a text in small ASCII letters, with a space between them.

    Texts that are equal when evened out are equal here.
    """
    return " ".join(text.encode("ascii", _AS_ASCII).decode().translate(_PLAIN).split())


def _replace_foreign(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return _as_ascii(error.object[error.start : error.end]), error.end


@lru_cache(_MOST_KEPT)
def _as_ascii(run: str) -> str:
    """Return letters without their marks; as a number where they are not ASCII."""
    found = ""
    for letter in run:
        if letter.isalnum():
            bare = filter(str.isalnum, normalize("NFKD", letter).casefold())
            plain = "".join(one if one.isascii() else f"{ord(one):x}" for one in bare)
            found += f" {plain} " if re.match(f"[{UNSPACED}]", letter) else plain
        elif category(letter)[0] not in "MC":
            found += " "
    return found


codecs.register_error(_AS_ASCII, _replace_foreign)
