"""What is searched of each thing, by ranks: names, then roles and organizations, then the rest."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Any, Literal, TypeVar, cast, get_args

from tiptui.collection.opened import Collection
from tiptui.files.bookmarks import Bookmarks, real_path

RowKind = Literal["dialogues", "speakers", "recommendations", "statements", "points"]
"""What there are rows of. A record that is opened by itself has no row for its dialogue."""

KINDS: tuple[RowKind, ...] = get_args(RowKind)

CLAIMS: tuple[RowKind, ...] = ("recommendations", "statements", "points")

FOUND: tuple[RowKind, ...] = ("speakers", *CLAIMS)
"""What stands for itself where it is found, and can be marked."""

LISTS: tuple[RowKind, ...] = ("speakers", "recommendations", "statements")
"""What the screen always has a list of."""

RowNumbers = Mapping[RowKind, Sequence[int]]
"""The numbers of rows of each kind, sorted."""

STEP = 5_000
"""Rows that one step looks at: some tenths of a millisecond."""

Numbers = tuple[int, ...]
"""Numbers of rows, or of values, each once."""

LAYERS = 3
"""Names rank before roles and organizations, these before text. Ids rank before all."""

T = TypeVar("T")

Made = tuple[Numbers, str, str]
"""The rows of the speakers of a claim, their names, and their offices, folded."""

NOBODY: Made = (), "", ""


class SearchedRows:
    """What is searched of the things of one kind, folded, in the order of the records.

    `layers` have for each row its names, its offices, and the rest; no word that is searched goes
    over a line break. `makers` has for each claim the rows of the speakers that made it.
    """

    def __init__(self, layers: int = LAYERS) -> None:
        self.ids: Sequence[str] = []
        self.layers: tuple[list[str], ...] = tuple([] for _ in range(layers))
        self.makers: list[Numbers] = []

    def add(self, name: str, texts: Sequence[str]) -> None:
        """Add a row of what is no claim at the end."""
        cast(list[str], self.ids).append(name)
        for layer, text in zip(self.layers, texts, strict=True):
            layer.append(text)

    def join(self, number: int, texts: Sequence[str]) -> None:
        """Add what is searched of the same speaker in another dialogue to a row."""
        for layer, text in zip(self.layers, texts, strict=True):
            if text not in layer[number]:
                layer[number] += f"\n{text}"

    def make(self, made: Made, count: int = 1) -> None:
        """Add what some claims, one after the other, have of their speakers."""
        for column, value in zip((self.makers, *self.layers), made, strict=False):
            cast(list[object], column).extend([value] * count)

    def text(self, number: int) -> str:
        """Return all that is searched of a row."""
        return "\n".join([layer[number] for layer in self.layers])

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each row, by its id."""
        return {name: number for number, name in enumerate(self.ids)}


class ClaimRows(SearchedRows):
    """The rows of the claims of a kind: of hundreds of thousands no ids are kept."""

    def __init__(self, collection: Collection, kind: RowKind) -> None:
        super().__init__()
        self.ids = _ClaimIds(collection, kind)
        self.numbers = _ClaimNumbers(collection, kind, self.ids)


class _ClaimIds(Sequence[str]):
    """The ids of claims, each made when it is asked for."""

    def __init__(self, collection: Collection, kind: RowKind) -> None:
        self._collection = collection
        self._kind = kind

    def __len__(self) -> int:
        return self._collection.first_rows[self._kind][-1]

    def __getitem__(self, row: Any) -> Any:
        return self._collection.claim(self._kind, range(len(self))[row]).ref


class _ClaimNumbers(Mapping[str, int]):
    """The number of each row of a claim, by its id."""

    def __init__(self, collection: Collection, kind: RowKind, ids: Sequence[str]) -> None:
        self._collection = collection
        self._kind = kind
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __getitem__(self, name: str) -> int:
        thing = self._collection[name]
        if thing.kind != self._kind[:-1]:
            raise KeyError(name)
        return self._collection.row(thing)


AllRows = Mapping[RowKind, SearchedRows]


def all_rows(collection: Collection) -> AllRows:
    """Return the rows of all records: one for each speaker, however many have it."""
    dialogues, speakers = SearchedRows(), SearchedRows(2)
    asked, said, points = (ClaimRows(collection, kind) for kind in CLAIMS)
    for number, dialogue in enumerate(collection.dialogues):
        record, texts = dialogue.record, dialogue.searched
        made: dict[str, Made] = {}
        people = range(len(record.speakers)) if collection.single else collection.people[number]
        for row, *called, speaker in zip(
            people, texts.names, texts.offices, record.speakers, strict=True
        ):
            if row < len(speakers.ids):
                speakers.join(row, called)
            else:
                speakers.add(dialogue.prefix + speaker.id, called)
            made[speaker.id] = (row,), called[0], called[1]
            said.make(made[speaker.id], len(speaker.statements))
        if not collection.single:
            dialogues.add(dialogue.id, texts.event)

        @cache
        def made_by(by: tuple[str, ...], made: Mapping[str, Made] = made) -> Made:
            rows, names, offices = zip(*(made[id] for id in dict.fromkeys(by)), strict=True)
            return tuple(chain.from_iterable(rows)), "\n".join(names), "\n".join(offices)

        for claims, rows in ((record.recommendations, asked), (record.event.points, points)):
            for claim in claims:
                rows.make(made_by(claim.by) if claim.by else NOBODY)
        asked.layers[-1].extend(texts.recommendations)
        said.layers[-1].extend(texts.statements)
        points.layers[-1].extend(texts.points)
    return {
        "dialogues": dialogues,
        "speakers": speakers,
        "recommendations": asked,
        "statements": said,
        "points": points,
    }


def rows_with_id(collection: Collection, rows: AllRows, id: str) -> Iterator[tuple[RowKind, int]]:
    """Yield the rows that have an id, in all records or in the one before its `#`."""
    event, _, local = id.rpartition("#")
    for dialogue in collection.dialogues:
        thing = dialogue.get(local) if event in ("", dialogue.id) else None
        if thing and (kind := _KINDS.get(thing.claim.kind)):
            number = rows[kind].numbers.get(collection.row_ref(thing.claim.ref))
            if number is not None:
                yield kind, number


def bookmarked_rows(collection: Collection, rows: AllRows, bookmarks: Bookmarks) -> RowNumbers:
    """Return the rows of each kind that are bookmarked, sorted."""
    found: defaultdict[RowKind, set[int]] = defaultdict(set)
    events = {ref.partition("#")[0] for refs in bookmarks.values() for ref in refs}
    for dialogue in collection.dialogues if events else ():
        # Of thousands of records, most have none.
        refs = bookmarks.get(real_path(dialogue.file), ()) if dialogue.id in events else ()
        for event, _, local in (ref.partition("#") for ref in refs):
            thing = dialogue.get(local) if event == dialogue.id else None
            kind = _KINDS.get(thing.kind) if thing else None
            if thing and kind in FOUND:
                found[kind].add(rows[kind].numbers[collection.row_ref(thing.ref)])
    return {kind: sorted(numbers) for kind, numbers in found.items()}


_KINDS: Mapping[str, RowKind] = {
    **{"event": "dialogues", "speaker": "speakers", "recommendation": "recommendations"},
    **{"statement": "statements", "point": "points"},
}
