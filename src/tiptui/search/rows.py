"""What is searched of each thing, by ranks: names, then roles and organizations, then the rest."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tiptui.files.progress import Progress, between, quiet, track
from tiptui.record.model import Claim, Organization, Recommendation, Record, Speaker, Statement
from tiptui.search.matches import Rows
from tiptui.text.folding import fold

Row = tuple[str, ...]
"""For each rank, folded, what is searched up to it; no word goes over a line break."""


class Names:
    """What the organizations and themes of a record are called, as it is searched for them."""

    def __init__(self, record: Record) -> None:
        self._bodies = {body.id: tuple(_names(body)) for body in record.organizations}
        self._themes = {theme.id: theme.name for theme in record.themes}

    def office(self, speaker: Speaker) -> tuple[str, ...]:
        """Return what a speaker is and where they come from."""
        return (speaker.role, *self._bodies.get(speaker.organization, ()))

    def claim(self, claim: Claim) -> list[str]:
        """Return what is searched of a claim but for its evidence and who made it."""
        texts = [claim.text, claim.note, *map(self._themes.__getitem__, claim.themes)]
        if isinstance(claim, Recommendation):
            texts += (name for words in claim.to for name in self._bodies.get(words, (words,)))
        elif isinstance(claim, Statement):
            texts.append(claim.occasion)
        return texts


class RecordRows(NamedTuple):
    """What is searched of a record: of each kind of thing its rows, in the order of the record.

    A speaker is searched by itself; what it said and asked for is found among the claims.
    """

    dialogues: Rows
    speakers: Rows
    recommendations: Rows
    statements: Rows
    points: Rows
    names: Names


def rows_of(record: Record, progress: Progress = quiet) -> RecordRows:
    """Return the rows of a record, folded; what is said of each speaker once."""
    names = Names(record)
    positions = {speaker.id: number for number, speaker in enumerate(record.speakers)}
    alone = [_layers(_names(each), names.office(each)) for each in record.speakers]
    dialogues, speakers, event = Rows(), Rows(2), record.event
    where = (event.place, event.series, event.classification)
    dialogues.add(event.id, _layers([event.name], where, (event.summary, *event.topics)))
    points, statements, recommendations = Rows(), Rows(), Rows()

    def add(rows: Rows, name: str, claim: Claim, makers: Sequence[int]) -> None:
        who = [alone[position] for position in makers]
        called, offices = who[0] if len(who) == 1 else _joined(who)
        texts = [*names.claim(claim), *(each.exact for each in claim.evidence)]
        said = fold("\n".join(filter(None, texts)))
        rows.add(name, (called, offices, f"{offices}\n{said}"), makers)

    def made_by(ids: Iterable[str]) -> Sequence[int]:
        return tuple([positions[name] for name in dict.fromkeys(ids)])

    for number, point in enumerate(event.points, 1):
        add(points, f"point/{number}", point, made_by(point.by))
    for position, speaker in enumerate(track(record.speakers, between(0, 0.7, progress))):
        speakers.add(speaker.id, alone[position])
        for number, statement in enumerate(speaker.statements, 1):
            add(statements, f"{speaker.id}/{number}", statement, (position,))
    for item in track(record.recommendations, between(0.7, 1, progress)):
        add(recommendations, item.id, item, made_by(item.by))
    return RecordRows(dialogues, speakers, recommendations, statements, points, names)


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
