"""What is searched of each thing, by ranks: names, then roles and organizations, then the rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple, get_args

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.model import Claim, Organization, Record, Speaker
from tiptui.record.progress import Progress, between, quiet, track
from tiptui.text.folding import fold

Kind = Literal["dialogues", "speakers", "recommendations", "statements", "points"]
"""What there are rows of. A record that is opened by itself has no row for its dialogue."""

KINDS: tuple[Kind, ...] = get_args(Kind)

CLAIMS: tuple[Kind, ...] = ("recommendations", "statements", "points")

LISTS: tuple[Kind, ...] = ("speakers", "recommendations", "statements")
"""What the screen always has a list of."""

STEP = 2_000
"""Rows that one step looks at: some tenths of a millisecond for short ones."""

Numbers = tuple[int, ...]
"""Numbers of rows, or of values, each once."""

RANKS = 3
"""Names rank before roles and organizations, these before text. Ids rank before all."""

Row = tuple[str, ...]
"""For each rank, folded, what is searched up to it; no word goes over a line break."""


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
        texts.append(getattr(claim, "occasion", ""))
        return texts


class Rows:
    """What is searched of the things of one kind, folded, in the order of the records.

    `layers[rank]` has for each row all that is searched up to that rank: names; also offices; all.
    `makers` has for each claim the rows of the speakers that made it, `dialogues` for each row
    those of the dialogues that it is of; none where one is opened by itself.
    """

    def __init__(self, ranks: int = RANKS) -> None:
        self.ids: list[str] = []
        self.layers: tuple[list[str], ...] = tuple([] for _ in range(ranks))
        self.makers: list[Numbers] = []
        self.dialogues: list[Numbers] = []

    def add(self, name: str, texts: Row, makers: Numbers = (), dialogues: Numbers = ()) -> None:
        """Add a row at the end."""
        self.ids.append(name)
        self.makers.append(makers)
        self.dialogues.append(dialogues)
        for layer, text in zip(self.layers, texts, strict=True):
            layer.append(text)

    def extend(self, rows: "Rows", people: Sequence[int], dialogue: int) -> None:
        """Add the rows of a dialogue, whose speakers have the rows `people`."""
        self.ids += rows.ids
        self.makers += [tuple([people[maker] for maker in makers]) for makers in rows.makers]
        self.dialogues += [(dialogue,)] * len(rows.ids)
        for layer, more in zip(self.layers, rows.layers, strict=True):
            layer.extend(more)

    def join(self, number: int, texts: Sequence[str], dialogue: int) -> None:
        """Add what is searched of the same speaker in another dialogue to a row."""
        self.dialogues[number] = (*self.dialogues[number], dialogue)
        for layer, text in zip(self.layers, texts, strict=True):
            if text not in layer[number]:
                layer[number] += f"\n{text}"

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each row, by its id."""
        return {name: number for number, name in enumerate(self.ids)}


AllRows = Mapping[Kind, Rows]


class RecordRows(NamedTuple):
    """What is searched of a record: of each kind of thing its rows, in the order of the record.

    A speaker is searched by itself; what it said and asked for is found among the claims.
    """

    record: Record
    names: Names
    rows: AllRows


def rows_of(dialogue: Dialogue, progress: Progress = quiet) -> RecordRows:
    """Return the rows of a dialogue, folded; what is said of each speaker once."""
    record, event, prefix = dialogue.record, dialogue.record.event, dialogue.prefix
    names = Names(record)
    positions = {speaker.id: number for number, speaker in enumerate(record.speakers)}
    alone = [_layers(names_of(each), names.office(each)) for each in record.speakers]
    rows = _no_rows()
    if not dialogue.is_alone:
        where = (event.place, event.series, event.classification)
        layers = _layers([event.name], where, (event.summary, *event.topics))
        rows["dialogues"].add(event.id, layers)

    def add(kind: Kind, id: str, claim: Claim, makers: Numbers) -> None:
        if len(makers) == 1:
            called, offices = alone[makers[0]]
        else:
            who = [alone[position] for position in makers]
            called, offices = ("\n".join([each[rank] for each in who]) for rank in (0, 1))
        texts = names.claim(claim)
        texts += [each.exact for each in claim.evidence]
        said = fold("\n".join(filter(None, texts)))
        rows[kind].add(prefix + id, (called, offices, f"{offices}\n{said}"), makers)

    def made_by(ids: Iterable[str]) -> Numbers:
        return tuple([positions[id] for id in dict.fromkeys(ids)])

    for number, point in enumerate(event.points, 1):
        add("points", f"point/{number}", point, made_by(point.by))
    for position, speaker in enumerate(track(record.speakers, between(0, 0.7, progress))):
        rows["speakers"].add(prefix + speaker.id, alone[position])
        for number, statement in enumerate(speaker.statements, 1):
            add("statements", f"{speaker.id}/{number}", statement, (position,))
    for item in track(record.recommendations, between(0.7, 1, progress)):
        add("recommendations", item.id, item, made_by(item.by))
    return RecordRows(record, names, rows)


def _no_rows() -> dict[Kind, Rows]:
    return {kind: Rows(2 if kind == "speakers" else RANKS) for kind in KINDS}


def all_rows(collection: Collection, records: Sequence[RecordRows]) -> AllRows:
    """Return the rows of all records: one for each speaker, however many have it."""
    if collection.alone:
        return records[0].rows
    joined = _no_rows()
    speakers = joined["speakers"]
    for number, (people, (*_, rows)) in enumerate(zip(collection.people, records, strict=True)):
        for kind in ("dialogues", *CLAIMS):
            joined[kind].extend(rows[kind], people, number)
        for position, row in enumerate(people):
            texts = tuple([layer[position] for layer in rows["speakers"].layers])
            if row < len(speakers.ids):
                speakers.join(row, texts, number)
            else:
                speakers.add(rows["speakers"].ids[position], texts, (), (number,))
    return joined


def rows_with_id(collection: Collection, rows: AllRows, id: str) -> Iterator[tuple[Kind, int]]:
    """Yield the rows that have an id, in all records or in the one before its `#`."""
    event, _, local = id.rpartition("#")
    for dialogue in collection.dialogues:
        thing = dialogue.things.get(local) if event in ("", dialogue.id) else None
        if thing and (kind := _KINDS.get(thing.claim.kind)):
            number = rows[kind].numbers.get(collection.row_name(thing.claim.key))
            if number is not None:
                yield kind, number


_KINDS: Mapping[str, Kind] = {
    **{"event": "dialogues", "speaker": "speakers", "recommendation": "recommendations"},
    **{"statement": "statements", "point": "points"},
}


def _layers(*parts: Iterable[str]) -> Row:
    joined = (fold("\n".join(filter(None, texts))) for texts in parts)
    return tuple(accumulate(joined, lambda before, more: f"{before}\n{more}"))


def names_of(item: Speaker | Organization) -> Iterator[str]:
    """Yield what somebody is called."""
    yield item.name
    if short := getattr(item, "abbreviation", ""):
        yield short
    yield from item.other_names
