"""Choices of words to cite: sentences that ask, by their words, and short phrases to quote."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tiptui.documents.document import Paragraph, TextSpan
from tiptui.text.rules import Rules
from tiptui.text.visible import visible
from tiptui.text.words import Span, within, word

_RULES = Rules(__file__)
_QUESTION = ("?", "？", "؟")
_LONGEST = 2_000  # letters of a sentence that are looked at
_MOST_KEPT = 2**14  # sentences: of a text that is shown, all are asked for after each addition
_MOST_WORDS = 8
_FEWEST_WORDS = 4  # of a clause that says what is asked
_MOST_COUNTED = 1_000  # paragraphs whose phrases are kept


@lru_cache(_MOST_KEPT)
def where_asks(sentence: str) -> int | None:
    """Return the position at which a sentence begins to ask; None if it does not ask."""
    if sentence.rstrip(" \n\"'”’»)").endswith(_QUESTION):
        return None
    part = sentence[:_LONGEST]
    found = [match.start() for match in _RULES["asks"].finditer(part)]
    for other in _RULES["asks not"].finditer(part) if found else ():
        found = [at for at in found if not other.start() <= at < other.end()]
    return next(iter(found), None)


def asking_clause(sentence: str) -> Span | None:
    """Return the span of the clause that asks, if it says enough; else None.

    It begins at a verb of asking (`urges you to`), but with its subject where that has to act
    (`the port should`).
    """
    start = where_asks(sentence)
    if start is None or not (enough := [*_runs(sentence[start:], _FEWEST_WORDS)]):
        return None
    end = _RULES["clause ends"].search(sentence, start + enough[0][1])
    if _RULES["duties"].match(sentence, start):
        *_, start = (found.end() for found in _RULES["clause begins"].finditer(sentence, 0, start))
    clause = sentence[start : end.start()] if end else ""
    is_enough = len(word().findall(clause)) > _FEWEST_WORDS  # not only `ask for a date`
    return (start, start + len(clause)) if is_enough else None


def begins_to_ask(text: str) -> bool:
    """Return whether the first word of a text asks: `Ratify the treaty`."""
    return bool(_RULES["begins"].match(text.lstrip()))


class ShortQuotes:
    """Short phrases that can stand for longer words: each occurs once in its paragraph."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs

        @lru_cache(_MOST_COUNTED)
        def counts(number: int, size: int) -> Counter[str]:
            text = paragraphs[number - 1].text
            return Counter(text[slice(*run)] for run in _runs(text, size))

        self._counts = counts

    def quote(self, words: Iterable[TextSpan]) -> TextSpan | None:
        """Return the first phrase of eight words, or all of a span, that occurs once there."""
        for number, start, end in words:
            part = self._paragraphs[number - 1].text[start:end]
            size = min(_MOST_WORDS, len(word().findall(part)))
            for first, last in _runs(part, size):
                phrase = part[first:last]
                if any(within().match(part, at) for at in (first, last)):
                    continue  # it would part a number
                if visible(phrase) == phrase and self._counts(number, size)[phrase] == 1:
                    return TextSpan(number, start + first, start + last)
        return None


def _runs(text: str, size: int) -> Iterator[Span]:
    spans = [found.span() for found in word().finditer(text)]
    for (start, _), (_, end) in zip(spans, spans[size - 1 :], strict=False):
        yield start, end
