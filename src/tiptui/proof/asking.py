"""Sentences that ask, by their words. Whether they recommend, the record-keeper decides."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tiptui.documents.document import Paragraph
from tiptui.proof.source_text import Words
from tiptui.text.words import sentences

_ASKS = re.compile(
    r"\b(?:should|must|ought to|call(?:s|ed|ing)? (?:for|on|upon)|ask(?:s|ed|ing)? (?:for|that)"
    r"|recommend\w*|urg(?:e|es|ed|ing)|request(?:s|ed|ing)?|propos(?:e|es|ed|ing)"
    r"|suggest(?:s|ed|ing)?|appeal(?:s|ed)? (?:for|to)"
    r"|devrai(?:t|ent)|doi(?:t|vent)|il faut|recommand\w+|deben?|deberían?|recomend\w+"
    r"|sollten?|muss|müssen|empfehl\w+|следует|необходимо|должн[аоы]|рекоменду\w+)\b"
    r"|^\W*(?:action|recommendation)s?\b.{0,20}?:"
    "|يجب|ينبغي|ندعو|نوصي|چاہیے|چاہئے|चाहिए|सिफारिश|應該|应该|建議|建议|呼籲|呼吁|必須|必须",
    re.IGNORECASE,
)


class Asking(NamedTuple):
    """A sentence that asks, and its words from where it does."""

    sentence: Words
    asks: Words


def sentences_that_ask(words: Iterable[Words], paragraphs: Sequence[Paragraph]) -> Iterator[Asking]:
    """Yield the sentences among words in which somebody asks for something."""
    for number, start, end in words:
        line = paragraphs[number - 1].text[start:end]
        for first, last in sentences(line) if _ASKS.search(line) else ():
            if found := _ASKS.search(line, first, last):
                sentence = Words(number, start + first, start + last)
                yield Asking(sentence, sentence._replace(start=start + found.start()))
