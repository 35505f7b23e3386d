"""What is searched of each thing, by ranks: names, then roles and organizations, then the rest."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tiptui.files.progress import Progress, between, quiet, track
from tiptui.record.links import Links
from tiptui.record.model import (
    Claim,
    Organization,
    Point,
    Recommendation,
    Speaker,
    Statement,
)
from tiptui.search.matches import Rows
from tiptui.text.folding import fold

Row = tuple[str, ...]
"""For each rank, folded, what is searched up to it; no word goes over a line break."""


class RecordRows(NamedTuple):
    """What is searched of a record: of each kind of thing its rows, in the order of the record.

    A speaker is searched by itself; what it said and asked for is found among the claims.
    """

    dialogues: Rows
    speakers: Rows
    recommendations: Rows
    statements: Rows
    points: Rows


Earlier = tuple[RecordRows, frozenset[str]]
"""The rows of a record as it was before, and the ids of all that differs."""


def rows_of(links: Links, progress: Progress = quiet, earlier: Earlier | None = None) -> RecordRows:
    """Return the rows of a record, what is the same as `earlier` taken from there."""
    return _Folding(links, earlier).rows(progress)


class _Folding:
    """A record whose texts are folded, what is said of each speaker once."""

    def __init__(self, links: Links, earlier: Earlier | None) -> None:
        self._links = links
        self._before: RecordRows | None = earlier[0] if earlier else None
        self._different = earlier[1] if earlier else frozenset[str]()
        speakers = links.record.speakers
        self._positions = {speaker.id: n for n, speaker in enumerate(speakers)}
        self._alone = [_layers(_names(each), _office(links, each)) for each in speakers]

    def rows(self, progress: Progress) -> RecordRows:
        record, before = self._links.record, self._before
        dialogues, speakers, points = Rows(), Rows(2), Rows()
        event = record.event
        where = (event.place, event.series, event.classification)
        dialogues.add(event.id, _layers([event.name], where, (event.summary, *event.topics)))
        for name, point in self._links.claims(event.id):
            # Points are few, and their ids are counted: what changed is not told by them.
            makers = point.by if isinstance(point, Point) else ()
            self._add(points, name, point, self._rows_of(makers), None)
        statements, old = Rows(), before and before.statements
        for position, speaker in enumerate(track(record.speakers, between(0, 0.7, progress))):
            speakers.add(speaker.id, self._alone[position])
            for number, statement in enumerate(speaker.statements, 1):
                self._add(statements, f"{speaker.id}/{number}", statement, (position,), old)
        recommendations, old = Rows(), before and before.recommendations
        for item in track(record.recommendations, between(0.7, 1, progress)):
            self._add(recommendations, item.id, item, self._rows_of(item.by), old)
        return RecordRows(dialogues, speakers, recommendations, statements, points)

    def _rows_of(self, makers: Iterable[str]) -> Sequence[int]:
        return tuple([self._positions[name] for name in dict.fromkeys(makers)])

    def _add(
        self, rows: Rows, name: str, claim: Claim, makers: Sequence[int], old: Rows | None
    ) -> None:
        number = old.numbers.get(name) if old else None
        if old and number is not None and self._is_same(name, claim, makers):
            rows.add(name, old.row(number), makers)
            return
        alone = [self._alone[position] for position in makers]
        names, offices = alone[0] if len(alone) == 1 else _joined(alone)
        texts = [*claim_texts(self._links, claim), *(each.exact for each in claim.evidence)]
        said = fold("\n".join(filter(None, texts)))
        rows.add(name, (names, offices, f"{offices}\n{said}"), makers)

    def _is_same(self, name: str, claim: Claim, makers: Iterable[int]) -> bool:
        """Return whether nothing that a row is made of is among the ids of what differs."""
        speakers = [self._links.record.speakers[position] for position in makers]
        bodies = [speaker.organization for speaker in speakers]
        bodies += claim.to if isinstance(claim, Recommendation) else ()
        ids = (name, *claim.themes, *(speaker.id for speaker in speakers), *bodies)
        return self._different.isdisjoint(ids)


def _joined(rows: Sequence[Row]) -> Row:
    """Return what is searched of several speakers: names; also roles and organizations."""
    return tuple("\n".join(row[rank] for row in rows) for rank in (0, 1))


def _layers(*parts: Iterable[str]) -> Row:
    joined = (fold("\n".join(filter(None, texts))) for texts in parts)
    return tuple(accumulate(joined, lambda before, more: f"{before}\n{more}"))


def _names(item: Speaker | Organization) -> Iterator[str]:
    yield item.name
    if isinstance(item, Organization):
        yield item.abbreviation
    yield from item.other_names


def _office(links: Links, speaker: Speaker) -> Iterator[str]:
    yield speaker.role
    if body := links.organization(speaker):
        yield from _names(body)


def claim_texts(links: Links, claim: Claim) -> list[str]:
    """Return what is searched of a claim but for its evidence and who made it."""
    texts = [claim.text, claim.note, *[theme.name for theme in links.themes(claim)]]
    if isinstance(claim, Recommendation):
        texts += addressee_texts(links, claim)
    elif isinstance(claim, Statement):
        texts.append(claim.occasion)
    return texts


def addressee_texts(links: Links, item: Recommendation) -> Iterator[str]:
    """Return what is searched of addressees: an organization's names, or the words."""
    for words in item.to:
        body = links.party(words)
        yield from _names(body) if body else (words,)
