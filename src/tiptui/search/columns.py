"""The values of each row for each field of the query.

Rows with the same values share a set: a column takes one number a row, and a question about values
is answered once for each set.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, count, islice, repeat, starmap
from operator import attrgetter
from typing import Any, NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.forms import MISSING
from tiptui.record.ids import IN_WORDS, SharedSection, identify, in_words
from tiptui.record.model import Record, Speaker
from tiptui.search.query import FIELDS, NONE
from tiptui.search.rows import CLAIMS, STEP, AllRows, Numbers, RowKind, RowNumbers
from tiptui.text.folding import fold
from tiptui.text.steps import Steps

PROVED = "proved"  # the column of `is` with `unproved`, which takes long


class FieldValue(NamedTuple):
    """A value of a field, such as a speaker, a year or a status."""

    key: str  # as a query writes it
    name: str  # as people read it
    texts: tuple[str, ...] = ()  # its folded names
    id: str = ""
    row: str = ""  # the ref of its row, if it is a thing


GridHeading = FieldValue | None  # the heading of counts: a value, or None for the sum

MakerIds = tuple[str, ...]

OwnValues = Callable[[Any, MakerIds], Numbers]
"""A function from a claim and its makers' ids, or a speaker and its id, to numbers of values."""

DialogueReader = Callable[[int, Dialogue], OwnValues]
"""A function from the position of a dialogue and the dialogue to a reader of its claims."""

FieldReader = tuple[Sequence[FieldValue], DialogueReader]


class Column:
    """The values of a field, and for each row the number of its set of values."""

    def __init__(self, values: Sequence[FieldValue]) -> None:
        self.values = values
        self.sets: dict[Numbers, int] = defaultdict(count().__next__)
        self.of: dict[RowKind, array[int]] = {}

    def add(self, kind: RowKind, rows: Iterable[Numbers]) -> None:
        self.of.setdefault(kind, array("I")).extend(map(self.sets.__getitem__, rows))

    def add_value(self, value: int, rows: RowNumbers) -> None:
        own = [*self.sets]
        for kind, numbers in rows.items():
            for row in numbers:
                self.of[kind][row] = self.sets[(*own[self.of[kind][row]], value)]


def make_column(field: str, collection: Collection, rows: AllRows) -> Steps[Column]:
    values, read = _READERS[field](collection)
    column = Column(values)
    speakers: list[dict[int, None]] = [{} for _ in range(len(rows["speakers"]))]
    of_speakers = field in ("by", "org", "in", "is", PROVED)
    asked = ("to", "number", "status", "said", "silent")
    kinds = ("recommendations",) if field in asked else CLAIMS
    for number, dialogue in enumerate(collection.dialogues):
        own_values, people = read(number, dialogue), collection.people[number]
        for kind in kinds:
            claims = _claims(dialogue.record, kind)
            while some := list(islice(claims, STEP)):
                column.add(kind, starmap(own_values, some))
                yield
        for row, speaker in zip(people, dialogue.record.speakers, strict=True):
            if of_speakers:
                speakers[row] |= dict.fromkeys(own_values(speaker, (speaker.id,)))
    if of_speakers:
        column.add("speakers", map(tuple, speakers))
    if field == "in":
        column.add("dialogues", [(number,) for number in range(len(rows["dialogues"]))])
    return column


def _claims(record: Record, kind: RowKind) -> Iterator[tuple[Any, MakerIds]]:
    """Return the claims of a kind, with the ids of their makers."""
    if kind == "statements":
        said = (zip(speaker.statements, repeat((speaker.id,))) for speaker in record.speakers)
        return chain.from_iterable(said)
    claims = record.event.points if kind == "points" else record.recommendations
    return zip(claims, map(attrgetter("by"), claims), strict=True)


def _of_makers(own: Mapping[str, Numbers]) -> Callable[[MakerIds], Numbers]:
    """Return a reader of the values of makers, each once: many claims have the same makers."""
    return cache(lambda by: tuple(dict.fromkeys(chain.from_iterable([own[id] for id in by]))))


def _read_of_makers(section: SharedSection, key: str, collection: Collection) -> FieldReader:
    joined = collection.joined(section)
    id_of: Callable[[Speaker], str] = attrgetter(key)

    def read(number: int, dialogue: Dialogue) -> OwnValues:
        numbers, own = joined.of[number], dict[str, Numbers]()
        for speaker in dialogue.record.speakers:
            id = id_of(speaker)
            own[speaker.id] = (numbers[id],) if id else ()
        of_makers = _of_makers(own)
        return lambda _, by: of_makers(by)

    return _things(collection, section), read


def _read_named(section: SharedSection, key: str, collection: Collection) -> FieldReader:
    """Read a key of claims that names things of a section by their ids, or others in words."""
    joined, values = collection.joined(section), _things(collection, section)
    names_of: Callable[[Any], tuple[str, ...]] = attrgetter(key)
    in_other_words: dict[str, int] = {}

    def read(number: int, dialogue: Dialogue) -> OwnValues:
        @cache
        def own(names: tuple[str, ...]) -> Numbers:
            found: dict[int, None] = {}
            for name in names:
                if (value := joined.of[number].get(name)) is not None:
                    found[value] = None
                elif id := in_words(name):  # a dash names nobody
                    if id not in in_other_words:
                        in_other_words[id] = len(values)
                        texts, ref = (id.removeprefix(IN_WORDS),), dialogue.prefix + id
                        values.append(FieldValue(name, name, texts, row=ref))
                    found[in_other_words[id]] = None
            return tuple(found)

        return lambda claim, _: own(names_of(claim))

    return values, read


def _read_in(collection: Collection) -> FieldReader:
    values = []
    for dialogue in collection.dialogues:
        name, event = dialogue.name, dialogue.record.event
        names = tuple(map(fold, filter(None, (name, event.series, event.place))))
        values.append(FieldValue(event.id, name, names, event.id, event.id))
    return values, lambda number, _: lambda *_: (number,)


def _read_date(collection: Collection) -> FieldReader:  # by years
    dates = [record.event.start_date for record in collection.records]
    years = sorted({date[:4] for date in dates})
    values = [FieldValue(year, MISSING.get(f"{year}-01-01", year)) for year in years]
    own = [(years.index(date[:4]),) for date in dates]
    return values, lambda number, _: lambda *_: own[number]


def _read_number(collection: Collection) -> FieldReader:
    asked = (claim.number for record in collection.records for claim in record.recommendations)
    numbers = {number: n for n, number in enumerate(dict.fromkeys(filter(None, asked)))}
    values = [FieldValue(number, number) for number in numbers]
    return values, lambda *_: lambda claim, _: (numbers[claim.number],) if claim.number else ()


def _read_statuses(field: str, responses: slice, _: Collection) -> FieldReader:
    values, numbers = _choices(field)

    def of_claim(claim: Any, _: object) -> Numbers:
        return tuple(dict.fromkeys([numbers[of.status] for of in claim.responses[responses]]))

    return values, lambda *_: of_claim


def _read_silent(collection: Collection) -> FieldReader:
    months = sorted({*chain.from_iterable(of.silences.values() for of in collection.dialogues)})
    numbers = {count: (number,) for number, count in enumerate(months)}
    values = [FieldValue(str(count), str(count)) for count in months]
    return values, lambda _, of: lambda claim, _: numbers.get(of.silences.get(claim.id, -1), ())


def _read_is(_: Collection, proved: bool = False) -> FieldReader:
    values, numbers = _choices("is")

    def read(_: int, dialogue: Dialogue) -> OwnValues:
        own = {speaker.id: (numbers[speaker.kind],) for speaker in dialogue.record.speakers}
        of_makers = _of_makers(own)

        def own_values(claim: Any, by: MakerIds) -> Numbers:
            if isinstance(claim, Speaker):
                return own[claim.id]
            found = [numbers[type(claim).__name__.lower()]]
            if getattr(claim, "kind", "") == "decision":
                found.append(numbers["decision"])
            if mode := getattr(claim, "mode", ""):
                found.append(numbers[mode])
            found += of_makers(by)
            if getattr(claim, "due", "") and claim.id in dialogue.overdue:
                found.append(numbers["overdue"])
            if proved and not any(map(dialogue.stands, claim.evidence)):
                found.append(numbers["unproved"])
            return tuple(found)

        return own_values

    return values, read


def _read_has(_: Collection) -> FieldReader:
    values, numbers = _choices("has")
    # The value `response` means the key `responses` of the format.
    keys = [({"response": "responses"}.get(key, key), number) for key, number in numbers.items()]

    def of_claim(claim: Any, _: object) -> Numbers:
        return tuple([number for key, number in keys if getattr(claim, key, ())])

    return values, lambda *_: of_claim


_READERS: Mapping[str, Callable[[Collection], FieldReader]] = {
    "by": partial(_read_of_makers, "speakers", "id"),
    "org": partial(_read_of_makers, "organizations", "organization"),
    "to": partial(_read_named, "organizations", "to"),
    "theme": partial(_read_named, "themes", "themes"),
    "in": _read_in,
    "date": _read_date,
    "number": _read_number,
    "status": partial(_read_statuses, "status", slice(-1, None)),
    "said": partial(_read_statuses, "said", slice(None)),
    "silent": _read_silent,
    "is": _read_is,
    PROVED: partial(_read_is, proved=True),
    "has": _read_has,
}


def _choices(field: str) -> tuple[Sequence[FieldValue], Mapping[str, int]]:
    choices = FIELDS[field].choices
    values = [FieldValue(word, word.replace("-", " "), (), word) for word in choices]
    return values, {choice: number for number, choice in enumerate(choices)}


def _things(collection: Collection, section: SharedSection) -> list[FieldValue]:
    """Return the things of a section as values; things that are joined make one value."""
    dialogues, clusters = collection.dialogues, collection.joined(section).clusters
    sections = [getattr(record, section) for record in collection.records]
    common = Counter(sections[number][at].id for (number, at), *_ in clusters)
    values = list[FieldValue]()
    for cluster in clusters:
        same = [sections[number][at] for number, at in cluster]
        first, number = same[0], cluster[0][0]
        texts = {text for thing in same for text in identify(thing).names}
        ref = dialogues[number].prefix + first.id
        # A thing with the id "none" can be asked for only by its ref.
        key = first.id if common[first.id] == 1 and first.id != NONE else ref
        values.append(FieldValue(key, first.name, tuple(texts), first.id, ref))
    return values
