"""The search for words in many texts: where they stand, else where most of them stand in order.

Words that `…` or an insertion in square brackets parts are read as one: their parts stand in this
order. A part stands where a text has the same words with the same signs between them; quotation
marks, dashes, spaces and the first capital may differ, and signs at its ends do not count.
"""

import codecs
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain, groupby, islice
from operator import attrgetter, itemgetter
from typing import NamedTuple
from unicodedata import normalize

from tiptui.proof.locate import Locator, count_rarest
from tiptui.proof.source_text import SourceText, TextSpan
from tiptui.text.folding import even
from tiptui.text.near_words import folded_words
from tiptui.text.steps import Progress, quiet
from tiptui.text.words import Span, word

_ELISION = re.compile(
    r"[\[(]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]|…|\.(?:\s?\.){2,}|(?<!\w)\w*+\[[^\[\]]{0,500}\]\w*"
)
_QUOTE = " ?['\"] ?"
_CUTS = "eat"  # letters, each of which cuts a text into pieces that its quotations share
_SMALL = bytes(range(256)).lower()
_SIGNS = bytes(sign for sign in range(256) if not bytes([sign]).isalnum())
_MOST_KEPT = 2**14  # stretches of foreign letters
_LONGEST_WORD = 64
_MOST_PLACES = 100  # of a quotation in a text
_NEAR = 1 / 3  # the share of a quotation's words above which a wording is near
_LIKE = 0.7  # the share above which no other text is searched for a nearer one
_MOST_TEXTS = 8  # that are searched for a nearest wording: first those with rare pieces of it


class Occurrence(NamedTuple):
    """A place of a quotation: the spans of its parts in the text `source`."""

    source: str
    spans: tuple[TextSpan, ...]
    is_verbatim: bool


class Nearest(NamedTuple):
    """The words of a text most like a quotation.

    `likeness` is the share of the quotation's words that stand there in order, from 0 to 1.
    """

    source: str
    paragraph: int
    words: str
    likeness: float


class Occurrences(NamedTuple):
    """The places of a quotation; without any, its nearest wording."""

    places: Sequence[Occurrence]
    nearest: Nearest | None = None


class _EvenText:
    """The paragraphs of a text, evened out and joined."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs, known = paragraphs, dict[str, str]()
        self._evened = [even(paragraph, known) for paragraph in paragraphs]
        self.joined = " ".join(evened.text for evened in self._evened)
        self._starts = [*accumulate((len(of.text) + 1 for of in self._evened), initial=0)]

    def splits_word(self, position: int) -> bool:
        start = max(0, position - _LONGEST_WORD)
        near = _word_spans(self.joined[start : position + _LONGEST_WORD])
        return any(first < position - start < end for first, end in near)

    def original(self, start: int, end: int) -> list[TextSpan]:
        """Return a span as spans of the paragraphs."""
        spans = list[TextSpan]()
        for number in range(bisect_right(self._starts, start), bisect_left(self._starts, end) + 1):
            offset, evened = self._starts[number - 1], self._evened[number - 1]
            part = max(0, start - offset), min(len(evened.text), end - offset)
            whole = 0, len(self._paragraphs[number - 1])
            spans.append(TextSpan(number, *(evened.span(*part) or whole)))
        return spans

    def as_printed(self, spans: Iterable[TextSpan]) -> str:
        parts = (self._paragraphs[number - 1][start:end] for number, start, end in spans)
        return " ".join(parts).replace("\n", " ")


class _Part:
    """A part of a quotation, from its first word to its last."""

    def __init__(self, part: str) -> None:
        self.printed, self.evened = part.replace("\n", " "), even(part, {}).text
        self.letters = _letters(part)
        self.pieces = [piece for cut in _CUTS for piece in self.letters.split(cut)[1:-1]]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The pattern of all after the first letter: without a class before it, it is fast."""
        return re.compile(_QUOTE.join(map(re.escape, re.split(_QUOTE, self.evened[1:]))))

    def spans(self, text: _EvenText, start: int) -> Iterator[Span]:
        """Yield its spans in a text, from a position on."""
        firsts, at = self.evened[0] + self.evened[0].swapcase(), start + 1
        while found := self._pattern.search(text.joined, at):
            span = found.start() - 1, found.end()
            stands = text.joined[span[0]] in firsts and not any(map(text.splits_word, span))
            if stands:
                yield span
            at = max(found.end() if stands else 0, found.start() + 1)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(rf"\d+(?:[.,]\d+)+|{word().pattern}|[$€£¥₹%‰°]")


def _word_spans(text: str) -> list[Span]:
    """Return the spans of words, and of the signs of numbers."""
    return [found.span() for found in _token().finditer(text)]


def _letters(text: str) -> str:
    """Return the letters and digits of a text in small ASCII letters.

    Texts that are equal when evened out are equal here: to even out all texts would take long.
    """
    return text.encode("ascii", _ASCII).translate(_SMALL, _SIGNS).decode()


def _replace_foreign(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return _as_ascii(error.object[error.start : error.end]), error.end


@lru_cache(_MOST_KEPT)
def _as_ascii(run: str) -> str:
    """Return letters without their marks; as a number where they are not ASCII."""
    letters = filter(str.isalnum, normalize("NFKD", run).casefold())
    return "".join(one if one.isascii() else f"{ord(one):x}" for one in letters)


_ASCII = "tiptui.ascii"
codecs.register_error(_ASCII, _replace_foreign)


def parts_of(exact: str) -> list[str]:
    """Return the parts between elisions and insertions, each from its first word to its last."""
    parts = [part for part in _ELISION.split(exact) if word().search(part)]
    spans = map(_word_spans, parts)
    return [part[of[0][0] : of[-1][1]] for part, of in zip(parts, spans, strict=True)]


def find_words(
    exacts: Iterable[str], texts: Mapping[str, SourceText], progress: Progress = quiet
) -> dict[str, Occurrences]:
    """Return the places of quotations in texts, or their nearest wordings.

    All are looked for together: each text is read once, and the likely ones once more.
    """
    parts = {exact: [*map(_Part, parts_of(exact))] for exact in exacts}
    pieces_of = attrgetter("pieces")
    pieces = {exact: dict.fromkeys(chain(*map(pieces_of, of))) for exact, of in parts.items()}
    wanted = frozenset[str]().union(*pieces.values())
    with_piece = defaultdict[str, list[str]](list)
    places = {exact: list[Occurrence]() for exact in parts}
    for number, name in enumerate(texts, 1):
        letters, text = _letters(texts[name].whole()), None
        here = wanted.intersection(chain(*map(letters.split, _CUTS)))
        for known in here:
            with_piece[known].append(name)
        for exact, of in parts.items():
            if pieces[exact].keys() <= here and all(part.letters in letters for part in of):
                text = text or _EvenText(_paragraphs(texts[name]))
                for spans in islice(_places(text, of), _MOST_PLACES):
                    original = [text.original(*span) for span in spans]
                    is_verbatim = [*map(text.as_printed, original)] == [part.printed for part in of]
                    places[exact].append(Occurrence(name, (*chain(*original),), is_verbatim))
        progress(number / len(texts))
    likely = dict[str, list[str]]()
    for exact in (exact for exact in parts if not places[exact]):
        counts = dict(count_rarest(pieces[exact], with_piece).most_common())
        likely[exact] = [*(counts | dict.fromkeys(texts))][:_MOST_TEXTS]
    nearest = dict[str, Nearest]()
    for rank in range(min(_MOST_TEXTS, len(texts))):
        pairs = [(of[rank], exact) for exact, of in likely.items()]
        for exact, near in _nearest_wordings(pairs, texts):
            nearest[exact] = max(nearest.get(exact, near), near, key=lambda one: one.likeness)
            if near.likeness > _LIKE:
                del likely[exact]
    return {exact: Occurrences(places[exact], nearest.get(exact)) for exact in parts}


def _paragraphs(text: SourceText) -> Sequence[str]:
    once = text.once()
    return once.paragraphs if once else ()


def _places(text: _EvenText, parts: Sequence[_Part]) -> Iterator[list[Span]]:
    """Yield the spans of parts that stand in a text in order."""
    for span in parts[0].spans(text, 0):
        spans = [span]
        for part in parts[1:]:
            spans += islice(part.spans(text, spans[-1][1]), 1)
        if len(spans) < len(parts):
            break
        yield spans


def _nearest_wordings(
    likely: Iterable[tuple[str, str]], texts: Mapping[str, SourceText]
) -> Iterator[tuple[str, Nearest]]:
    """Yield each quotation with its nearest wording, if one is near, from texts to try."""
    for name, pairs in groupby(sorted(likely), itemgetter(0)):
        sought = {(0, " ".join(parts_of(exact))): exact for _, exact in pairs}
        paragraphs = _paragraphs(texts[name])
        for quoted, at in Locator(paragraphs).find_nearest([*sought]):
            words, near = map(folded_words, (quoted[1], at.nearest))
            blocks = SequenceMatcher(None, near, words, False).get_matching_blocks()
            likeness = sum(block.size for block in blocks) / (len(words) or 1)
            if likeness > _NEAR:
                number, printed = at.nearest_paragraph, at.nearest
                if len(near) < len(words) and near[-1] != words[-1]:  # one more word to compare
                    longer = re.search(rf"{re.escape(printed)}\W+\w+", paragraphs[number - 1])
                    printed = longer[0] if longer else printed
                yield sought[quoted], Nearest(name, number, printed.replace("\n", " "), likeness)
