"""What a text has to be cited: sentences that ask, by their words, and short phrases to quote.

Whether a sentence recommends, the record-keeper decides. The words for that are data, in
`asking.txt`: what asks, and what has the same words and does not.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from tiptui.documents.document import Paragraph
from tiptui.proof.source_text import Words
from tiptui.text.rules import rules
from tiptui.text.visible import visible
from tiptui.text.words import Span, word

_RULES = Path(__file__).with_name("asking.txt")
_QUESTION = ("?", "？", "؟")
_LONGEST = 2_000  # letters of a sentence that are looked at
_MOST_WORDS = 8
_MOST_RUNS = 100  # phrases that are tried: each is looked for in the whole paragraph


def where_asks(sentence: str) -> int | None:
    """Return where a sentence begins to ask; None where it does not."""
    if sentence.rstrip(" \n\"'”’»)").endswith(_QUESTION):
        return None
    part = sentence[:_LONGEST]
    found = [each.start() for each in rules(_RULES)["asks"].finditer(part)]
    others = [each.span() for each in rules(_RULES)["asks not"].finditer(part)] if found else []
    return next((at for at in found if not any(a <= at < b for a, b in others)), None)


def short_quote(paragraphs: Sequence[Paragraph], words: Iterable[Words]) -> Words | None:
    """Return the first phrase of at most eight of some words that stands once in its paragraph.

    None where each of them stands there more than once.
    """
    for number, start, end in words:
        if span := short_span(paragraphs[number - 1].text, start, end):
            return Words(number, *span)
    return None


def short_span(text: str, start: int, end: int) -> Span | None:
    """Return where the first eight words of a part of a text stand that are nowhere else in it.

    Of fewer words it is all of them, if any phrase is.
    """
    following = word().finditer(text, start, end)
    run = [found.span() for found in islice(following, _MOST_WORDS)]
    for _ in range(_MOST_RUNS if run else 0):
        (first, _), (_, last) = run[0], run[-1]
        phrase = text[first:last]
        if visible(phrase) == phrase and text.find(phrase, text.find(phrase) + 1) < 0:
            return first, last
        if (found := next(following, None)) is None:
            break
        run = [*run[1:], found.span()]
    return None
