"""A query in which nothing matches, spelt as something that is there."""

from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from itertools import chain

from tiptui.record.model import Record
from tiptui.record.searched import names_of
from tiptui.search.query import Words
from tiptui.text.folding import fold
from tiptui.text.near_words import near_word
from tiptui.text.visible import INVISIBLE

STEP = 500
"""Rows that one step looks at."""

_MOST_WORDS = 12
"""Words of a query that is looked through for slips: each takes a look at everything."""

_AROUND = ',;.:()“”"!?'
"""What stands before or after a word and is no part of it."""


def correct(
    words: Words, records: Sequence[Record], rows: Sequence[str]
) -> Generator[None, None, str]:
    """Return words with each that is nowhere replaced by the nearest in the same row.

    What is returned finds something; it is empty where every word is somewhere, nothing is near,
    or the words are too many. Goes on in steps. `rows` are all that is searched, folded.
    """
    if len(words) > _MOST_WORDS:
        return ""
    spelling: dict[str, str] = {}
    together = rows
    for word in words:
        if (yield from _holding(word, rows)):
            together = yield from _holding(word, together)
        else:
            spelling[word] = ""
    for word in spelling:
        near = yield from near_word(word, (yield from _words(together)))
        if not near:
            return ""
        spelling[word] = yield from _as_written(near, records)
        together = yield from _holding(near, together)
    return " ".join(spelling.get(word, word) for word in words) if spelling else ""


def _holding(word: str, rows: Sequence[str]) -> Generator[None, None, list[str]]:
    """Return the rows that have a word."""
    found: list[str] = []
    for start in range(0, len(rows), STEP):
        found += [row for row in rows[start : start + STEP] if word in row]
        yield
    return found


def _words(rows: Sequence[str]) -> Generator[None, None, Collection[str]]:
    """Return every word of rows once."""
    words: dict[str, None] = {}
    for start in range(0, len(rows), STEP):
        for row in rows[start : start + STEP]:
            words |= dict.fromkeys(word.strip(_AROUND) for word in row.split())
        yield
    return words


def _as_written(word: str, records: Iterable[Record]) -> Generator[None, None, str]:
    """Return a folded word as a name has it; as it is, where none has."""
    for number, name in enumerate(chain.from_iterable(map(_names, records))):
        if word in fold(name):
            for written in INVISIBLE.sub("", name).split():
                if fold(written.strip(_AROUND)) == word:
                    return written.strip(_AROUND)
        if number % STEP == 0:
            yield
    return word


def _names(record: Record) -> Iterator[str]:
    yield from chain.from_iterable(map(names_of, record.speakers))
    yield from chain.from_iterable(map(names_of, record.organizations))
    yield from (theme.name for theme in record.themes)
    for recommendation in record.recommendations:
        yield from recommendation.to
