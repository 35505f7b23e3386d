"""The search for words in many texts: where they stand, else where most of them stand in order."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, chain, groupby, islice
from operator import itemgetter
from typing import NamedTuple

from tiptui.documents.document import TextSpan
from tiptui.proof.locate import Locator, count_rarest
from tiptui.proof.phrases import Key, Phrase, find_likely, parts_of, print_on_line
from tiptui.proof.source_text import SourceText, Texts
from tiptui.text.folding import even
from tiptui.text.near_words import folded_words
from tiptui.text.steps import Progress, quiet

_MOST_OCCURRENCES = 100  # of a quotation in a text
_NEAR = 1 / 3  # the share of a quotation's words above which a wording is near
_LIKE = 0.7  # the share above which no other text is searched for a nearer one
_MOST_TEXTS = 8  # that are searched for a nearest wording: first those with rare words of it


class Occurrence(NamedTuple):
    """An occurrence of a quotation: the spans of its parts in the text `source`.

    `words` are all from the first part on, in the paragraph where it begins. It is verbatim
    if the words of the parts are, and exact if all is, with the signs between and beside them.
    """

    source: str
    spans: tuple[TextSpan, ...]
    words: TextSpan
    is_verbatim: bool
    is_exact: bool


class Nearest(NamedTuple):
    """The words of a text most like a quotation.

    `likeness` is the share of the quotation's words that stand there in order, from 0 to 1.
    """

    source: str
    paragraph: int
    words: str
    likeness: float


class Occurrences(NamedTuple):
    """The occurrences of a quotation; without any, its nearest wording."""

    occurrences: Sequence[Occurrence]
    nearest: Nearest | None = None


class _EvenText:
    """The paragraphs of a text, evened out and joined."""

    def __init__(self, name: str, paragraphs: Sequence[str]) -> None:
        known = dict[str, str]()
        self._name, self._paragraphs = name, paragraphs
        self._evened = [even(paragraph, known) for paragraph in self._paragraphs]
        self._joined = " ".join(evened.text for evened in self._evened)
        self._starts = [*accumulate((len(of.text) + 1 for of in self._evened), initial=0)]

    def occurrences(self, phrase: Phrase) -> Iterator[Occurrence]:
        for found in islice(phrase.spans(self._joined), _MOST_OCCURRENCES):
            parts = [[*self._original(*span)] for span in found]
            printed = [" ".join(map(self._print, part)) for part in parts]
            is_verbatim = all(of in its for of, its in zip(phrase.parts, printed, strict=True))
            first, *others = spans = tuple(chain(*parts))
            last = [first, *(of for of in others if of.paragraph == first.paragraph)][-1]
            words = first._replace(end=last.end)
            is_exact = self._print(words) == phrase.exact
            yield Occurrence(self._name, spans, words, is_verbatim, is_exact)

    def _original(self, start: int, end: int) -> Iterator[TextSpan]:
        """Yield a span as spans of the paragraphs."""
        for number in range(bisect_right(self._starts, start), bisect_left(self._starts, end) + 1):
            offset, evened = self._starts[number - 1], self._evened[number - 1]
            part = max(0, start - offset), min(len(evened.text), end - offset)
            whole = 0, len(self._paragraphs[number - 1])
            yield TextSpan(number, *(evened.span(*part) or whole))

    def _print(self, span: TextSpan) -> str:
        return self._paragraphs[span.paragraph - 1][span.start : span.end]


def find_words(
    exacts: Iterable[str], texts: Texts, progress: Progress = quiet
) -> dict[str, Occurrences]:
    """Return the occurrences of quotations in texts, or their nearest wordings.

    All are looked for together: each text is read once, and the likely ones once more.
    """
    phrases = {exact: Phrase(exact) for exact in exacts}
    found = {phrase: list[Occurrence]() for phrase in phrases.values()}
    with_key = defaultdict[Key, list[str]](list)
    whole = ((name, text.whole()) for name, text in texts.items())
    for number, (name, here, likely) in enumerate(find_likely(phrases.values(), whole), 1):
        for known in here:
            with_key[known].append(name)
        text = _EvenText(name, _paragraphs(texts[name]) if likely else ())
        for phrase in likely:
            found[phrase] += text.occurrences(phrase)
        progress(number / len(texts))
    untried = dict[str, list[str]]()
    for exact, phrase in phrases.items():
        if not found[phrase]:
            counts = dict(count_rarest(phrase.keys, with_key).most_common())
            untried[exact] = [*(counts | dict.fromkeys(texts))][:_MOST_TEXTS]
    nearest = dict[str, Nearest]()
    for rank in range(min(_MOST_TEXTS, len(texts))):
        pairs = [(of[rank], exact) for exact, of in untried.items()]
        for exact, near in _nearest_wordings(pairs, texts):
            nearest[exact] = max(nearest.get(exact, near), near, key=lambda one: one.likeness)
            if near.likeness > _LIKE:
                del untried[exact]
    return {exact: Occurrences(found[of], nearest.get(exact)) for exact, of in phrases.items()}


def _paragraphs(text: SourceText) -> Sequence[str]:
    once = text.once()
    return [*map(print_on_line, once.paragraphs)] if once else []


def _nearest_wordings(
    likely: Iterable[tuple[str, str]], texts: Texts
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
                yield sought[quoted], Nearest(name, number, printed, likeness)
