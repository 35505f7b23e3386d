"""For each field of the query which values every row has.

Rows with the same values share them: a column takes one number a row, and whatever is asked of
values is asked once for each different set of them.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache, partial
from itertools import chain, count, islice, repeat, starmap
from operator import attrgetter
from typing import Any, NamedTuple

from tiptui.collection.dialogue import Dialogue, State
from tiptui.collection.opened import Collection
from tiptui.files.own import current_day
from tiptui.record.follow_up import is_overdue, status
from tiptui.record.forms import MISSING
from tiptui.record.ids import IN_WORDS, SharedSection, identify, in_words
from tiptui.record.model import Recommendation, Record, RecordedOrganization, RecordedTheme, Speaker
from tiptui.search.query import EXACT, FIELDS, IS, NONE, in_date
from tiptui.search.rows import CLAIMS, STEP, AllRows, Numbers, RowKind, RowNumbers
from tiptui.text.folding import fold, holds, with_edges
from tiptui.text.steps import Steps, finish

PROVED = "proved"
"""The column of `is` that has whether claims are proved too, which takes long."""


class FieldValue(NamedTuple):
    """A value of a field: as a query writes it, as people read it; its names, folded; its ids.

    `row` is what the collection calls the thing that it is, if it is one.
    """

    key: str
    name: str
    texts: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    row: str = ""


GridHeading = FieldValue | None
"""What stands beside counts: a value, or None for what is of all values, a sum."""


MakerIds = tuple[str, ...]


OfClaim = Callable[[Any, MakerIds], Numbers]
"""Returns what a claim by some ids has of a field."""

OfSpeaker = Callable[[Speaker], Numbers]

Read = Callable[[int, Dialogue], tuple[OfClaim, OfSpeaker]]
"""Returns how a dialogue is read, which has a number."""

Reading = tuple[Sequence[FieldValue], Read]
"""The values of a field, and how they are read."""


class Column:
    """The values of a field, and of the rows of some kinds the numbers of their `sets` of values.

    `is_final` says that it will stay as it is.
    """

    def __init__(self, values: Sequence[FieldValue]) -> None:
        self.values = values
        self.sets: dict[Numbers, int] = defaultdict(count().__next__)
        self.of: dict[RowKind, array[int]] = {}
        self.is_final = True

    def add(self, kind: RowKind, rows: Iterable[Numbers]) -> None:
        """Add what the next rows of a kind have."""
        self.of.setdefault(kind, array("I")).extend(map(self.sets.__getitem__, rows))

    def with_value(self, value: int, rows: RowNumbers) -> "Column":
        """Return a column in which some rows have one more value."""
        other, own = copy(self), [*self.sets]
        other.sets = defaultdict(count(len(own)).__next__, self.sets)
        other.of = {kind: of[:] for kind, of in self.of.items()}
        for kind, numbers in rows.items():
            for row in numbers:
                other.of[kind][row] = other.sets[(*own[self.of[kind][row]], value)]
        return other


class FieldColumns:
    """The columns of a collection, each made when it is first asked for, in steps."""

    def __init__(self, collection: Collection, rows: AllRows) -> None:
        self._collection = collection
        self._rows = rows
        self._columns: dict[str, Column] = {}
        self._bookmarked: RowNumbers = {}

    def with_bookmarked(self, rows: RowNumbers) -> "FieldColumns":
        """Return the same of rows of which others are bookmarked."""
        other = copy(self)
        other._bookmarked = rows
        return other

    def has(self, field: str) -> bool:
        """Return whether a field can be counted without a wait."""
        return field in self._columns

    def make(self, fields: Iterable[str]) -> Steps[None]:
        """Make what it takes to count fields, in steps."""
        for field in fields:
            yield from self.of(field)

    def of(self, field: str) -> Steps[Column]:
        """Return the column of a field; those of `is` with what is bookmarked now."""
        column = self._columns.get(field)
        if column is None:
            column = yield from make_column(field, self._collection, self._rows)
            if column.is_final:
                self._columns[field] = column
        if self._bookmarked and field in ("is", PROVED):
            return column.with_value(IS.index("marked"), self._bookmarked)
        return column

    def made(self, field: str) -> Column:
        return finish(self.of(field))

    def find(self, field: str, column: Column, value: str) -> set[int]:
        """Return the numbers of the values that a value of a query means."""
        if field == "date":
            is_within = in_date(value)
            dates = (each.record.event.start_date for each in self._collection.dialogues)
            return {number for number, each in enumerate(dates) if is_within(each)}
        if value == NONE and FIELDS[field].nothing:
            return set()
        values, folded = column.values, fold(value.removeprefix(EXACT))
        if value.startswith(EXACT):
            whole = {n for n, each in enumerate(values) if folded in each.texts}
            return {n for n in whole if not values[n].ids} or whole
        with_id = {n for n, each in enumerate(values) if value in each.ids}
        word = with_edges(folded)
        return with_id or {
            n for n, each in enumerate(values) if any(holds(text, word) for text in each.texts)
        }


def make_column(field: str, collection: Collection, rows: AllRows) -> Steps[Column]:
    """Return the column of a field, in steps; that of `proved` is of `is`, `unproved` included."""
    values, read = _READS[field](collection)
    column = Column(values)
    speakers: list[dict[int, None]] = [{} for _ in range(len(rows["speakers"]))]
    kinds = ("recommendations",) if field in ("to", "status") else CLAIMS
    for number, dialogue in enumerate(collection.dialogues):
        of_claim, of_speaker = read(number, dialogue)
        for kind in kinds:
            claims = _claims(dialogue.record, kind)
            column.add(kind, ())
            while some := list(islice(claims, STEP)):
                column.add(kind, starmap(of_claim, some))
                yield
        for row, speaker in zip(collection.people[number], dialogue.record.speakers, strict=True):
            speakers[row] |= dict.fromkeys(of_speaker(speaker))
    if field in ("by", "org", "in", "is", PROVED):
        column.add("speakers", map(tuple, speakers))
    if field == "in":
        column.add("dialogues", [(number,) for number in range(len(rows["dialogues"]))])
    if field == PROVED:
        column.is_final = all(each.state is not State.WAITING for each in collection.dialogues)
    return column


def _claims(record: Record, kind: RowKind) -> Iterator[tuple[Any, MakerIds]]:
    """Return the claims of a kind with the ids of their makers, as its rows stand."""
    if kind == "statements":
        said = (zip(each.statements, repeat((each.id,))) for each in record.speakers)
        return chain.from_iterable(said)
    claims = record.event.points if kind == "points" else record.recommendations
    return zip(claims, map(attrgetter("by"), claims), strict=True)


def _of_nobody(_: Speaker) -> Numbers:
    return ()


def _of_makers(record: Record, of_speaker: OfSpeaker) -> Callable[[MakerIds], Numbers]:
    """Return what tells what makers have, each once: many claims have the same."""
    own = {speaker.id: of_speaker(speaker) for speaker in record.speakers}
    return cache(lambda by: tuple(dict.fromkeys(chain.from_iterable([own[id] for id in by]))))


# The values of each field, and how they are read.


def _read_of_makers(section: SharedSection, key: str, collection: Collection) -> Reading:
    joined = collection.joined(section)
    id_of: Callable[[Speaker], str] = attrgetter(key)

    def read(number: int, dialogue: Dialogue) -> tuple[OfClaim, OfSpeaker]:
        def of_speaker(speaker: Speaker) -> Numbers:
            own = id_of(speaker)
            return (joined.of[number][own],) if own else ()

        of_makers = _of_makers(dialogue.record, of_speaker)
        return lambda _, by: of_makers(by), of_speaker

    return _things(collection, section), read


def _read_theme(collection: Collection) -> Reading:
    joined = collection.joined("themes")

    def read(number: int, _: Dialogue) -> tuple[OfClaim, OfSpeaker]:
        numbers = joined.of[number]
        own = cache(lambda ids: tuple(dict.fromkeys(map(numbers.__getitem__, ids))))
        return lambda claim, _: own(claim.themes), _of_nobody

    return _things(collection, "themes"), read


def _read_to(collection: Collection) -> Reading:
    joined = collection.joined("organizations")
    values = _things(collection, "organizations")
    further: dict[str, int] = {}

    def in_other_words(words: str, id: str, dialogue: Dialogue) -> int:
        if id not in further:
            further[id] = len(values)
            texts = (id.removeprefix(IN_WORDS),)
            values.append(FieldValue(words, words, texts, row=dialogue.prefix + id))
        return further[id]

    def read(number: int, dialogue: Dialogue) -> tuple[OfClaim, OfSpeaker]:
        @cache
        def own(to: Sequence[str]) -> Numbers:
            found: dict[int, None] = {}
            for words in to:
                if words in joined.of[number]:
                    found[joined.of[number][words]] = None
                elif id := in_words(words):  # a dash names nobody
                    found[in_other_words(words, id, dialogue)] = None
            return tuple(found)

        return lambda claim, _: own(claim.to), _of_nobody

    return values, read


def _read_in(collection: Collection) -> Reading:
    values = []
    for name, event in ((each.name, each.record.event) for each in collection.dialogues):
        names = tuple(map(fold, filter(None, (name, event.series, event.place))))
        values.append(FieldValue(event.id, name, names, frozenset((event.id,)), event.id))
    return values, lambda number, _: (lambda *_: (number,), lambda _: (number,))


def _read_date(collection: Collection) -> Reading:
    """By years, for counts."""
    years = [dialogue.record.event.start_date[:4] for dialogue in collection.dialogues]
    numbers = {year: number for number, year in enumerate(sorted(set(years)))}

    def read(number: int, _: Dialogue) -> tuple[OfClaim, OfSpeaker]:
        own = (numbers[years[number]],)
        return lambda *_: own, _of_nobody

    return [FieldValue(year, MISSING.get(f"{year}-01-01", year)) for year in numbers], read


def _read_status(_: Collection) -> Reading:
    values, numbers = _choices("status")

    def of_claim(claim: Recommendation, _: object) -> Numbers:
        return (numbers[status(claim)],) if claim.responses else ()

    return values, lambda *_: (of_claim, _of_nobody)


def _read_is(_: Collection, proved: bool = False) -> Reading:
    values, numbers = _choices("is")
    today = current_day()

    def of_speaker(speaker: Speaker) -> Numbers:
        return (numbers[speaker.kind],)

    def read(_: int, dialogue: Dialogue) -> tuple[OfClaim, OfSpeaker]:
        of_makers = _of_makers(dialogue.record, of_speaker)

        def of_claim(claim: Any, by: MakerIds) -> Numbers:
            found = [numbers[type(claim).__name__.lower()]]
            if mode := getattr(claim, "mode", ""):
                found.append(numbers[mode])
            found += of_makers(by)
            if getattr(claim, "due", "") and is_overdue(claim, today):
                found.append(numbers["overdue"])
            if proved and not any(map(dialogue.stands, claim.evidence)):
                found.append(numbers["unproved"])
            return tuple(found)

        return of_claim, of_speaker

    return values, read


def _read_has(_: Collection) -> Reading:
    values, _numbers = _choices("has")
    # `has:response` is said of what the format calls `responses`.
    keys = [{"response": "responses"}.get(value.key, value.key) for value in values]

    def of_claim(claim: Any, _: object) -> Numbers:
        return tuple([n for n, key in enumerate(keys) if getattr(claim, key, ())])

    return values, lambda *_: (of_claim, _of_nobody)


_READS: Mapping[str, Callable[[Collection], Reading]] = {
    "by": partial(_read_of_makers, "speakers", "id"),
    "org": partial(_read_of_makers, "organizations", "organization"),
    "to": _read_to,
    "theme": _read_theme,
    "in": _read_in,
    "date": _read_date,
    "status": _read_status,
    "is": _read_is,
    PROVED: partial(_read_is, proved=True),
    "has": _read_has,
}


def _choices(field: str) -> tuple[Sequence[FieldValue], Mapping[str, int]]:
    choices = FIELDS[field].choices
    values = [FieldValue(each, each.replace("-", " "), (), frozenset((each,))) for each in choices]
    return values, {each: number for number, each in enumerate(choices)}


def _things(collection: Collection, section: SharedSection) -> list[FieldValue]:
    """Return what a section of the records has, what is one as one value, by its number."""
    dialogues = collection.dialogues
    groups = [
        [(dialogues[n], getattr(dialogues[n].record, section)[position]) for n, position in group]
        for group in collection.joined(section).groups
    ]
    common = Counter(group[0][1].id for group in groups)
    # What is called as what has none can only be asked for by its full name.
    return [_value(each, common[each[0][1].id] == 1 and each[0][1].id != NONE) for each in groups]


def _value(
    same: Sequence[tuple[Dialogue, Speaker | RecordedOrganization | RecordedTheme]], is_unique: bool
) -> FieldValue:
    """Return what is one in some dialogues as a value."""
    dialogue, first = same[0]
    texts = {text for _, each in same for text in identify(each).names}
    ids = {id for where, each in same for id in (each.id, where.prefix + each.id)}
    key = first.id if is_unique else dialogue.prefix + first.id
    return FieldValue(key, first.name, tuple(texts), frozenset(ids), dialogue.prefix + first.id)
