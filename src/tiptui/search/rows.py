"""The rows of each list, and their searched texts: names, roles and organizations, the rest."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, get_args

from tiptui.collection.opened import Collection
from tiptui.files.bookmarks import Bookmarks, real_path

RowKind = Literal["dialogues", "speakers", "recommendations", "statements", "points"]
"""The kinds of rows. A single record has no row for its dialogue."""

KINDS: tuple[RowKind, ...] = get_args(RowKind)

CLAIMS: tuple[RowKind, ...] = ("recommendations", "statements", "points")

FOUND: tuple[RowKind, ...] = ("speakers", *CLAIMS)
"""Kinds that the screen lists, `find` gives as results and `m` can mark. Dialogues are not."""

RowNumbers = Mapping[RowKind, Sequence[int]]  # the numbers of rows of each kind, sorted

STEP = 5_000  # rows of one step of a search: some tenths of a millisecond

Numbers = tuple[int, ...]  # numbers of rows, or of values, each once

Made = tuple[Numbers, str, str]
"""The rows of the speakers of a claim, their names, and their offices, folded."""


class SearchedRows:
    """The rows of one kind in the order of the records, with their searched texts, folded.

    `layers` have the names of each row, its offices, and the rest: the order of ranks. Parts stand
    on lines of their own, which no searched word crosses.
    """

    def __init__(self) -> None:
        self.refs: list[str] = []
        self.layers: tuple[list[str], list[str], list[str]] = [], [], []
        self.makers: list[Numbers] = []  # the rows of the speakers of each claim

    def __len__(self) -> int:
        return len(self.refs)

    def ref(self, row: int) -> str:
        return self.refs[row]

    def number(self, ref: str) -> int | None:
        return self._numbers.get(ref)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {ref: number for number, ref in enumerate(self.refs)}

    def add(self, ref: str, texts: Sequence[str]) -> None:
        self.refs.append(ref)
        for layer, text in zip(self.layers, texts, strict=True):
            layer.append(text)

    def add_claims(self, made: Made, count: int = 1) -> None:
        """Add `count` claims of the same speakers, without their own texts."""
        rows, names, offices = made
        self.makers.extend([rows] * count)
        self.layers[0].extend([names] * count)
        self.layers[1].extend([offices] * count)

    def text(self, row: int) -> str:
        return "\n".join([layer[row] for layer in self.layers])


class ClaimRows(SearchedRows):
    """The rows of the claims of a kind, without refs: there are hundreds of thousands."""

    def __init__(self, collection: Collection, kind: RowKind) -> None:
        super().__init__()
        self._collection, self._kind = collection, kind

    def __len__(self) -> int:
        return self._collection.first_rows[self._kind][-1]

    def ref(self, row: int) -> str:
        return self._collection.claim(self._kind, row).ref

    def number(self, ref: str) -> int | None:
        claim = self._collection.get(ref)
        return self._collection.row(claim) if claim and f"{claim.kind}s" == self._kind else None


AllRows = Mapping[RowKind, SearchedRows]


def all_rows(collection: Collection) -> AllRows:
    """Return the rows of all records: one for each speaker, however many records have it."""
    dialogues, speakers = SearchedRows(), SearchedRows()
    asked, said, points = (ClaimRows(collection, kind) for kind in CLAIMS)
    for people, dialogue in zip(collection.people, collection.dialogues, strict=True):
        record, texts = dialogue.record, dialogue.searched
        made: dict[str, Made] = {}
        own = zip(people, texts.names, texts.offices, record.speakers, strict=True)
        for row, name, office, speaker in own:
            if row == len(speakers):
                speakers.add(dialogue.prefix + speaker.id, (name, office, ""))
            for layer, text in zip(speakers.layers[:2], (name, office), strict=True):
                if text not in layer[row]:  # of the same speaker in another dialogue
                    layer[row] += f"\n{text}"
            made[speaker.id] = (row,), name, office
            said.add_claims(made[speaker.id], len(speaker.statements))
        if not collection.single:
            dialogues.add(dialogue.id, texts.event)

        @cache
        def made_by(by: tuple[str, ...], made: Mapping[str, Made] = made) -> Made:
            makers = [made[id] for id in dict.fromkeys(by)]
            rows = tuple(row for own, _, _ in makers for row in own)
            return rows, "\n".join(of[1] for of in makers), "\n".join(of[2] for of in makers)

        for claims, rows in ((record.recommendations, asked), (record.event.points, points)):
            for claim in claims:
                rows.add_claims(made_by(claim.by))
        asked.layers[-1].extend(texts.recommendations)
        said.layers[-1].extend(texts.statements)
        points.layers[-1].extend(texts.points)
    return dict(zip(KINDS, (dialogues, speakers, asked, said, points), strict=True))


class RowsById:
    """The rows with an id or with a number of the source."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def find(self, id: str) -> Iterator[tuple[RowKind, int]]:
        for row in self._numbered.get(id, ()):
            yield "recommendations", row
        event, _, local = id.rpartition("#")
        # Most words are no id, and there may be thousands of records to ask.
        is_id = local.partition("/")[0] in self._ids
        for dialogue in self._collection.dialogues if is_id else ():
            thing = dialogue.get(local) if event in ("", dialogue.id) else None
            kind = _KIND_OF.get(thing.claim.kind) if thing else None
            if thing and kind and not (self._collection.single and kind == "dialogues"):
                yield kind, self._collection.row(thing.claim)

    @cached_property
    def _ids(self) -> Set[str]:
        """The ids of events, speakers and claims, and `point`: one begins each id, up to `/`."""
        ids = {"point"}
        for record in self._collection.records:
            said = record.statements
            claims = (record.event.points, said, record.recommendations)
            things = chain[Any]((record.event,), record.speakers, *claims)
            ids.update(map(attrgetter("id"), things))
        return ids

    @cached_property
    def _numbered(self) -> Mapping[str, Sequence[int]]:
        numbered = defaultdict[str, list[int]](list)
        asked = (record.recommendations for record in self._collection.records)
        for row, claim in enumerate(chain.from_iterable(asked)):
            if claim.number:
                numbered[claim.number.lower()].append(row)
        return numbered

    def bookmarked(self, bookmarks: Bookmarks) -> RowNumbers:
        found: defaultdict[RowKind, set[int]] = defaultdict(set)
        for file, refs in bookmarks.items():
            for thing in filter(None, map(self._collection.get, refs)):
                kind = _KIND_OF.get(thing.kind)
                if kind in FOUND and real_path(thing.dialogue.file) == file:
                    found[kind].add(self._collection.row(thing))
        return {kind: sorted(numbers) for kind, numbers in found.items()}


_KIND_OF: Mapping[str, RowKind] = {"event": "dialogues", **{kind[:-1]: kind for kind in KINDS}}
