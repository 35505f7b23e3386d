"""What is searched of each thing, by ranks: names, then roles and organizations, then the rest."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from sys import intern
from typing import Any, Literal, cast, get_args

from tiptui.collection.opened import Collection
from tiptui.files.bookmarks import Bookmarks, real_path
from tiptui.record.model import Record

Kind = Literal["dialogues", "speakers", "recommendations", "statements", "points"]
"""What there are rows of. A record that is opened by itself has no row for its dialogue."""

KINDS: tuple[Kind, ...] = get_args(Kind)

CLAIMS: tuple[Kind, ...] = ("recommendations", "statements", "points")

FOUND: tuple[Kind, ...] = ("speakers", *CLAIMS)
"""What stands for itself where it is found, and can be marked."""

LISTS: tuple[Kind, ...] = ("speakers", "recommendations", "statements")
"""What the screen always has a list of."""

STEP = 2_000
"""Rows that one step looks at: some tenths of a millisecond for short ones."""

Numbers = tuple[int, ...]
"""Numbers of rows, or of values, each once."""

RANKS = 3
"""Names rank before roles and organizations, these before text. Ids rank before all."""

Row = tuple[str, ...]
"""For each rank, folded, what is searched at it; no word goes over a line break."""

Made = tuple[Numbers, str, str]
"""The rows of the speakers of a claim, their names, their names with their offices."""

NOBODY: Made = (), "", ""


class Rows:
    """What is searched of the things of one kind, folded, in the order of the records.

    `layers[rank]` has for each row what is searched at a rank: names; also offices; then the rest.
    `makers` has for each claim the rows of the speakers that made it, `dialogues` for each row
    those of the dialogues that it is of; none where one is opened by itself.
    """

    def __init__(self, ranks: int = RANKS) -> None:
        self.ids: Sequence[str] = []
        self.layers: tuple[list[str], ...] = tuple([] for _ in range(ranks))
        self.makers: list[Numbers] = []
        self.dialogues: list[Numbers] = []

    def add(self, name: str, texts: Row, dialogues: Numbers = ()) -> None:
        """Add a row of what is no claim at the end."""
        self.ids = cast(list[str], self.ids)
        self.ids.append(name)
        self.dialogues.append(dialogues)
        for layer, text in zip(self.layers, texts, strict=True):
            layer.append(text)

    def extend(self, made: Sequence[Made], texts: Sequence[str], dialogues: Numbers) -> None:
        """Add the rows of the claims of a dialogue, by whom each was made."""
        columns = zip(*made, strict=True) if made else ((), (), ())
        for column, more in zip((self.makers, *self.layers), (*columns, texts), strict=True):
            cast(list[object], column).extend(more)
        self.dialogues += [dialogues] * len(made)

    def join(self, number: int, texts: Sequence[str], dialogue: int) -> None:
        """Add what is searched of the same speaker in another dialogue to a row."""
        self.dialogues[number] = (*self.dialogues[number], dialogue)
        for layer, text in zip(self.layers, texts, strict=True):
            if text not in layer[number]:
                layer[number] += f"\n{text}"

    def text(self, number: int) -> str:
        """Return all that is searched of a row."""
        return "\n".join([layer[number] for layer in self.layers[1:]])

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each row, by its id."""
        return {name: number for number, name in enumerate(self.ids)}


class ClaimRows(Rows):
    """The rows of the claims of a kind: of hundreds of thousands no ids are kept."""

    def __init__(self, collection: Collection, kind: Kind) -> None:
        super().__init__()
        self.ids = _ClaimIds(collection, kind)
        self.numbers = _ClaimNumbers(collection, kind)


class _ClaimIds(Sequence[str]):
    """The ids of claims, each made when it is asked for."""

    def __init__(self, collection: Collection, kind: Kind) -> None:
        self._dialogues = collection.dialogues
        self._firsts = collection.first_rows[kind]
        self._kind = kind[:-1]

    def __len__(self) -> int:
        return self._firsts[-1]

    def __getitem__(self, row: Any) -> Any:
        number = bisect_right(self._firsts, range(len(self))[row]) - 1
        dialogue = self._dialogues[number]
        return dialogue.key(dialogue.ids.claim(self._kind, row - self._firsts[number]))


class _ClaimNumbers(Mapping[str, int]):
    """The number of each row of a claim, by its id."""

    def __init__(self, collection: Collection, kind: Kind) -> None:
        self._collection = collection
        self._ids = _ClaimIds(collection, kind)
        self._firsts = collection.first_rows[kind]
        self._kind = kind[:-1]

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __getitem__(self, name: str) -> int:
        thing = self._collection[name]
        if thing.kind != self._kind:
            raise KeyError(name)
        return self._firsts[self._collection.number(thing.dialogue)] + thing.number


AllRows = Mapping[Kind, Rows]


def all_rows(collection: Collection) -> AllRows:
    """Return the rows of all records: one for each speaker, however many have it."""
    claims = {kind: ClaimRows(collection, kind) for kind in CLAIMS}
    dialogues, speakers = Rows(), Rows(ranks=2)
    for number, dialogue in enumerate(collection.dialogues):
        texts, here = dialogue.searched, () if dialogue.is_alone else (number,)
        offices = [intern("\n".join(each)) for each in zip(texts.names, texts.offices, strict=True)]
        people = range(len(offices)) if dialogue.is_alone else collection.people[number]
        for row, *called, speaker in zip(
            people, texts.names, offices, dialogue.record.speakers, strict=True
        ):
            if row < len(speakers.ids):
                speakers.join(row, called, number)
            else:
                speakers.add(dialogue.key(speaker.id), tuple(called), here)
        if here:
            name, where, rest = texts.event
            dialogues.add(dialogue.id, (name, f"{name}\n{where}", rest), here)
        made = _made(dialogue.record, list(zip(people, texts.names, offices, strict=True)))
        for kind, rows in claims.items():
            rows.extend(made[kind], getattr(texts, kind), here)
    return {"dialogues": dialogues, "speakers": speakers, **claims}


def _made(
    record: Record, speakers: Sequence[tuple[int, str, str]]
) -> Mapping[Kind, Sequence[Made]]:
    """Return of each claim the rows of its speakers, their names, and their offices."""
    positions = {speaker.id: number for number, speaker in enumerate(record.speakers)}

    @cache
    def made_by(by: tuple[str, ...]) -> Made:
        rows, names, offices = zip(
            *[speakers[positions[id]] for id in dict.fromkeys(by)], strict=True
        )
        return rows, "\n".join(names), "\n".join(offices)

    return {
        "recommendations": [made_by(each.by) for each in record.recommendations],
        "statements": [made_by((each.id,)) for each in record.speakers for _ in each.statements],
        "points": [made_by(each.by) if each.by else NOBODY for each in record.event.points],
    }


def rows_with_id(collection: Collection, rows: AllRows, id: str) -> Iterator[tuple[Kind, int]]:
    """Yield the rows that have an id, in all records or in the one before its `#`."""
    event, _, local = id.rpartition("#")
    for dialogue in collection.dialogues:
        thing = dialogue.get(local) if event in ("", dialogue.id) else None
        if thing and (kind := _KINDS.get(thing.claim.kind)):
            number = rows[kind].numbers.get(collection.row_key(thing.claim.key))
            if number is not None:
                yield kind, number


def bookmarked_rows(
    collection: Collection, rows: AllRows, bookmarks: Bookmarks
) -> Mapping[Kind, Sequence[int]]:
    """Return the rows of each kind that are bookmarked, sorted."""
    found: defaultdict[Kind, set[int]] = defaultdict(set)
    events = {ref.partition("#")[0] for refs in bookmarks.values() for ref in refs}
    for dialogue in collection.dialogues if events else ():
        # Of thousands of records, most have none.
        refs = bookmarks.get(real_path(dialogue.file), ()) if dialogue.id in events else ()
        for event, _, local in (ref.partition("#") for ref in refs):
            thing = dialogue.get(local) if event == dialogue.id else None
            kind = _KINDS.get(thing.kind) if thing else None
            if thing and kind in FOUND:
                found[kind].add(rows[kind].numbers[collection.row_key(thing.key)])
    return {kind: sorted(numbers) for kind, numbers in found.items()}


_KINDS: Mapping[str, Kind] = {
    **{"event": "dialogues", "speaker": "speakers", "recommendation": "recommendations"},
    **{"statement": "statements", "point": "points"},
}
