"""Sentences that ask, by their words. Whether they recommend, the record-keeper decides.

The words for that are data, in `asking.txt`: what asks, and what has the same words and does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tiptui.documents.document import Paragraph
from tiptui.proof.source_text import Words
from tiptui.text.rules import rules
from tiptui.text.words import sentences

_RULES = Path(__file__).with_name("asking.txt")
_QUESTION = ("?", "？", "؟")
_LONGEST = 2_000
"""Letters of a sentence that are looked at."""


def asks(sentence: str) -> bool:
    """Return whether somebody asks in a sentence."""
    return _where(sentence) is not None


def sentences_that_ask(
    words: Iterable[Words], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[Words, Words]]:
    """Yield the sentences among words in which somebody asks, each also from where it does."""
    for number, start, end in words:
        line = paragraphs[number - 1].text[start:end]
        for first, last in sentences(line):
            if (asks := _where(line[first:last])) is not None:
                sentence = Words(number, start + first, start + last)
                yield sentence, sentence._replace(start=sentence.start + asks)


def _where(sentence: str) -> int | None:
    """Return where a sentence begins to ask; None where it does not."""
    if sentence.rstrip(" \n\"'”’»)").endswith(_QUESTION):
        return None
    part = sentence[:_LONGEST]
    found = [each.start() for each in rules(_RULES)["asks"].finditer(part)]
    others = [each.span() for each in rules(_RULES)["asks not"].finditer(part)] if found else []
    asking = (at for at in found if not any(first <= at < last for first, last in others))
    return next(asking, None)
