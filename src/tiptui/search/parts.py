"""Records as parts of what is searched, and the rows of all of them by kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from tiptui.record.links import Links
from tiptui.record.model import Claim, Evidence
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


def _stands_nowhere(_: Evidence) -> bool:
    return False


class Part(NamedTuple):
    """A linked record with its rows, and for each of its speakers the row in the list of all.

    `prefix` goes before its ids where there are several records: `EVENT#`. `stands` says whether
    evidence is in a source at hand; before all is known of that, `is_checked`
    returns false.
    """

    links: Links
    rows: RecordRows
    people: Sequence[int]
    prefix: str = ""
    stands: Callable[[Evidence], bool] = _stands_nowhere
    is_checked: Callable[[], bool] = lambda: True

    @property
    def event(self) -> str:
        """The id of its event."""
        return self.links.record.event.id

    def claims(self, kind: Kind) -> Iterator[tuple[Claim, Sequence[int]]]:
        """Yield the claims of a kind with the positions of their makers, as its rows stand."""
        record, makers = self.links.record, getattr(self.rows, kind).makers
        claims: Mapping[Kind, Iterator[Claim]] = {
            "points": (claim for _, claim in self.links.claims(self.event)),
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
    for dialogue, (_, rows, people, prefix, *_) in enumerate(parts):
        joined["dialogues"].extend("", rows.dialogues, (), dialogue)
        for kind in CLAIMS:
            joined[kind].extend(prefix, getattr(rows, kind), people, dialogue)
        for position, person in enumerate(people):
            speakers, texts = joined["speakers"], rows.speakers.row(position)
            if person < len(speakers.ids):
                speakers.join(person, texts, dialogue)
            else:
                speakers.add(prefix + rows.speakers.ids[position], texts, (), (dialogue,))
    return joined


def rows_with_id(parts: Sequence[Part], rows: AllRows, id: str) -> Iterator[tuple[Kind, int]]:
    """Yield the rows that have an id: of several records, or of the one before its `#`."""
    event, _, name = id.rpartition("#")
    for part in parts:
        if event not in ("", part.event):
            continue
        # The id of a response leads to its recommendation.
        local = part.links.recommendation(name) or name if "/" in name else name
        for kind in KINDS:
            number = getattr(part.rows, kind).numbers.get(local)
            if kind == "speakers" and number is not None:
                yield kind, part.people[number]
            elif number is not None and (kind != "dialogues" or part.prefix):
                own = local if kind == "dialogues" else part.prefix + local
                yield kind, rows[kind].numbers[own]
