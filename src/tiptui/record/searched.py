"""What is searched of a record, folded: made where it is read, and kept with what was read.

Each text has a line break between its parts, for no word that is searched goes over one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from sys import intern
from typing import NamedTuple

from tiptui.record.forms import MISSING
from tiptui.record.model import Claim, Organization, Record, Speaker
from tiptui.text.folding import fold

_TOGETHER = 1_000
_BETWEEN = "\0"  # which no record has


class Searched(NamedTuple):
    """The texts of a record: of its event, of each speaker, of each claim."""

    event: Sequence[str]
    """Its name; where it was, and in which series; the rest."""
    names: Sequence[str]
    offices: Sequence[str]
    """What each speaker is, and where they come from."""
    points: Sequence[str]
    statements: Sequence[str]
    recommendations: Sequence[str]


class Names:
    """What the organizations and themes of a record are called, as it is searched for them."""

    def __init__(self, record: Record) -> None:
        self._bodies = {body.id: tuple(names_of(body)) for body in record.organizations}
        self._themes = {theme.id: theme.name for theme in record.themes}

    def office(self, speaker: Speaker) -> tuple[str, ...]:
        """Return what a speaker is and where they come from."""
        return (speaker.role, *self._bodies.get(speaker.organization, ()))

    def claim(self, claim: Claim) -> list[str]:
        """Return what is searched of a claim but for its evidence and who made it."""
        texts = [claim.text, claim.note, *map(self._themes.__getitem__, claim.themes)]
        for words in getattr(claim, "to", ()):
            texts += self._bodies.get(words, (words,))
        return [*texts, getattr(claim, "occasion", "")]

    def said(self, claim: Claim) -> list[str]:
        """Return what is searched of a claim but for who made it; what says nothing new is not."""
        quoted = (each.exact for each in claim.evidence if each.exact not in claim.text)
        return [*self.claim(claim), *quoted]


def names_of(item: Speaker | Organization) -> Iterator[str]:
    """Yield what somebody is called."""
    yield from filter(None, (item.name, getattr(item, "abbreviation", ""), *item.other_names))


def fold_record(record: Record) -> Searched:
    names, event, speakers = Names(record), record.event, record.speakers
    where = (event.place, event.series, event.classification)
    said = chain.from_iterable(each.statements for each in speakers)
    texts = _fold_all(
        chain(
            ([MISSING.get(event.name, event.name)], where, (event.summary, *event.topics)),
            map(names_of, speakers),
            map(names.office, speakers),
            *(map(names.said, claims) for claims in (event.points, said, record.recommendations)),
        )
    )
    return _share([list(islice(texts, count)) for count in _counts(record)])


def from_columns(record: Record, columns: Sequence[Sequence[str]]) -> Searched:
    """Return what was searched of a record, from the columns of that. Raise ValueError."""
    if list(map(len, columns)) != _counts(record) or {*map(type, chain(*columns))} != {str}:
        raise ValueError
    return _share(columns)


def _counts(record: Record) -> list[int]:
    speakers, said = len(record.speakers), sum(len(each.statements) for each in record.speakers)
    return [3, speakers, speakers, len(record.event.points), said, len(record.recommendations)]


def _share(columns: Sequence[Sequence[str]]) -> Searched:
    """Return columns with equal names only once in memory: many records have them."""
    event, names, offices, *claims = columns
    return Searched(event, list(map(intern, names)), list(map(intern, offices)), *claims)


def _fold_all(texts: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield texts folded, each from its parts: many at once take a third of the time."""
    joined = ("\n".join(filter(None, parts)) for parts in texts)
    while some := list(islice(joined, _TOGETHER)):
        folded = fold(_BETWEEN.join(some)).split(_BETWEEN)
        yield from folded if len(folded) == len(some) else map(fold, some)
