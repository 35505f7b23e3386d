"""What a text has to be cited: sentences that ask, by their words, and short phrases to quote.

Whether a sentence recommends, the record-keeper decides. The words for that are data, in
`asking.txt`: what asks, and what has the same words and does not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tiptui.documents.document import Paragraph
from tiptui.proof.source_text import TextSpan
from tiptui.record.recent import Recent
from tiptui.text.rules import rules
from tiptui.text.visible import visible
from tiptui.text.words import Span, word

_RULES = Path(__file__).with_name("asking.txt")
_QUESTION = ("?", "？", "؟")
_LONGEST = 2_000  # letters of a sentence that are looked at
_MOST_WORDS = 8
_MOST_COUNTED = 1_000  # paragraphs whose phrases are kept


def where_asks(sentence: str) -> int | None:
    """Return where a sentence begins to ask; None where it does not."""
    if sentence.rstrip(" \n\"'”’»)").endswith(_QUESTION):
        return None
    part = sentence[:_LONGEST]
    found = [each.start() for each in rules(_RULES)["asks"].finditer(part)]
    others = [each.span() for each in rules(_RULES)["asks not"].finditer(part)] if found else []
    return next((at for at in found if not any(a <= at < b for a, b in others)), None)


class ShortQuotes:
    """Short phrases that stand for longer words, each nowhere else in its paragraph."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._counted = Recent[tuple[int, int], Counter[str]](_MOST_COUNTED)

    def quote(self, words: Iterable[TextSpan]) -> TextSpan | None:
        """Return the first phrase of at most eight of the words that stands once in its paragraph.

        It is as long as may be. None where each of them stands there more than once.
        """
        for number, start, end in words:
            text = self._paragraphs[number - 1].text
            part = text[start:end]
            size = min(_MOST_WORDS, len(word().findall(part)))
            for first, last in _runs(part, size):
                phrase = part[first:last]
                if visible(phrase) == phrase and self._count(number, size)[phrase] == 1:
                    return TextSpan(number, start + first, start + last)
        return None

    def _count(self, number: int, size: int) -> Counter[str]:
        """Return how often each phrase of so many words stands in a paragraph."""
        text = self._paragraphs[number - 1].text
        phrases = (text[slice(*run)] for run in _runs(text, size))
        return self._counted.find((number, size), lambda: Counter(phrases))


def _runs(text: str, size: int) -> Iterator[Span]:
    """Yield where each phrase of so many words stands in a text."""
    spans = [found.span() for found in word().finditer(text)]
    for (start, _), (_, end) in zip(spans, spans[size - 1 :], strict=False):
        yield start, end
