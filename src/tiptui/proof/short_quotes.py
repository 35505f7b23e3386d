"""Short phrases of a source, to be quoted for longer words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tiptui.documents.document import Paragraph
from tiptui.proof.source_text import Words
from tiptui.record.recent import Recent
from tiptui.text.visible import visible
from tiptui.text.words import Span, word

_MOST_WORDS = 8
_MOST_COUNTED = 1_000  # paragraphs whose phrases are kept


class ShortQuotes:
    """Short phrases that stand for longer words, each nowhere else in its paragraph."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._counted = Recent[tuple[int, int], Counter[str]](_MOST_COUNTED)

    def quote(self, words: Iterable[Words]) -> Words | None:
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
                    return Words(number, start + first, start + last)
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
