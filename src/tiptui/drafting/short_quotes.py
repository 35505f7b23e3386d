"""A phrase that stands for longer words: short, and nowhere else in its paragraph."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tiptui.documents.document import Paragraph
from tiptui.proof.source_text import Words
from tiptui.text.folding import Span
from tiptui.text.visible import visible
from tiptui.text.words import word

_MOST_WORDS = 8


class ShortQuotes:
    """Phrases of a text, each found once in its paragraph however often they are asked for."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._counted: dict[tuple[int, int], Counter[str]] = {}

    def quote(self, words: Iterable[Words]) -> Words | None:
        """Return the first phrase of at most eight of the words that stands once in its paragraph.

        It is as long as may be. None where each of them stands there more than once.
        """
        for each in words:
            number, start, end = each
            text = self._paragraphs[number - 1].text
            spans = [(start + first, start + last) for first, last in _spans(text[start:end])]
            size = min(_MOST_WORDS, len(spans))
            for first in range(len(spans) - size + 1) if size else ():
                found = Words(number, spans[first][0], spans[first + size - 1][1])
                phrase = text[found.start : found.end]
                if visible(phrase) == phrase and self._count(number, size)[phrase] == 1:
                    return found
        return None

    def _count(self, number: int, size: int) -> Counter[str]:
        """Return how often each phrase of so many words stands in a paragraph."""
        if (number, size) not in self._counted:
            text = self._paragraphs[number - 1].text
            spans = _spans(text)
            pairs = zip(spans, spans[size - 1 :], strict=False)
            self._counted[number, size] = Counter(text[a[0] : b[1]] for a, b in pairs)
        return self._counted[number, size]


def _spans(text: str) -> list[Span]:
    return [found.span() for found in word().finditer(text)]
