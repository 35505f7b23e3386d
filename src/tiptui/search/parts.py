"""Records as parts of what is searched, and the rows of all of them by kind."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Response
from tiptui.record.model import Claim, Record
from tiptui.search.matches import NO_ROWS, Rows
from tiptui.search.rows import RecordRows

Kind = Literal["dialogues", "speakers", "recommendations", "statements", "points"]
"""What there are rows of. A record that is opened by itself has no row for its dialogue."""

KINDS: tuple[Kind, ...] = get_args(Kind)

CLAIMS: tuple[Kind, ...] = ("recommendations", "statements", "points")

LISTS: tuple[Kind, ...] = ("speakers", "recommendations", "statements")
"""What the screen always has a list of."""

STEP = 2_000
"""Rows that one step looks at: some tenths of a millisecond for short ones."""

AllRows = Mapping[Kind, Rows]


class Part(NamedTuple):
    """A dialogue with its rows, and for each of its speakers the row in the list of all."""

    dialogue: Dialogue
    rows: RecordRows
    people: Sequence[int]

    @property
    def record(self) -> Record:
        return self.dialogue.record

    def claims(self, kind: Kind) -> Iterator[tuple[Claim, Sequence[int]]]:
        """Yield the claims of a kind with the positions of their makers, as its rows stand."""
        record, makers = self.record, getattr(self.rows, kind).makers
        claims: Mapping[Kind, Iterator[Claim]] = {
            "points": iter(record.event.points),
            "statements": (said for speaker in record.speakers for said in speaker.statements),
            "recommendations": iter(record.recommendations),
        }
        return zip(claims[kind], makers, strict=True)


def all_rows(parts: Sequence[Part], several: bool) -> AllRows:
    """Return the rows of all records: one for each speaker, however many have it."""
    if not several:
        rows = parts[0].rows
        return {kind: getattr(rows, kind) for kind in KINDS} | {"dialogues": NO_ROWS}
    joined: dict[Kind, Rows] = {kind: Rows() for kind in KINDS} | {"speakers": Rows(2)}
    for dialogue, (of, rows, people) in enumerate(parts):
        joined["dialogues"].extend("", rows.dialogues, (), dialogue)
        for kind in CLAIMS:
            joined[kind].extend(of.prefix, getattr(rows, kind), people, dialogue)
        for position, person in enumerate(people):
            speakers, texts = joined["speakers"], rows.speakers.row(position)
            if person < len(speakers.ids):
                speakers.join(person, texts, dialogue)
            else:
                speakers.add(of.prefix + rows.speakers.ids[position], texts, (), (dialogue,))
    return joined


def rows_with_id(parts: Sequence[Part], rows: AllRows, id: str) -> Iterator[tuple[Kind, int]]:
    """Yield the rows that have an id: of several records, or of the one before its `#`."""
    event, _, name = id.rpartition("#")
    for part in parts:
        if event not in ("", part.dialogue.id):
            continue
        # The id of a response leads to its recommendation.
        thing = part.dialogue.things.get(name) if "/" in name else None
        local = thing.claim.id if isinstance(thing, Response) else name
        for kind in KINDS:
            number = getattr(part.rows, kind).numbers.get(local)
            if kind == "speakers" and number is not None:
                yield kind, part.people[number]
            elif number is not None and (kind != "dialogues" or part.dialogue.prefix):
                own = local if kind == "dialogues" else part.dialogue.prefix + local
                yield kind, rows[kind].numbers[own]
