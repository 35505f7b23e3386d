"""For each field of the query which values every row has.

Rows with the same values share them: a column takes one number a row, and whatever is asked of
values is asked once for each different set of them.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, count, islice, starmap
from typing import NamedTuple

from tiptui.record.items import IN_WORDS, in_words
from tiptui.record.joining import Joined, Section, named
from tiptui.record.model import Claim, Point, Recommendation
from tiptui.record.outcomes import is_overdue, status
from tiptui.search.fields import FIELDS, NONE
from tiptui.search.parts import CLAIMS, STEP, AllRows, Kind, Part
from tiptui.text.folding import fold

Numbers = tuple[int, ...]
"""Numbers of values, each once."""


class Value(NamedTuple):
    """A value of a field: as a query writes it, as people read it; its names, folded; its ids."""

    key: str
    name: str
    texts: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()


Heading = Value | None
"""What stands beside counts: a value, or None for what is of all values, a sum."""


Claims = Sequence[tuple[Claim, Sequence[int]]]
"""Some claims of a record, each with the positions of its makers."""


class Reading(NamedTuple):
    """How a record is read: what each of some claims has, and each speaker."""

    claims: Callable[[Claims], Iterable[Numbers]]
    speakers: Sequence[Numbers] = ()


Read = Callable[[int, Part], Reading]
"""Returns how a record is read, which has a number."""


class Column:
    """The values of a field, and of the rows of some kinds the numbers of their `sets` of values.

    `is_final` says that it will stay as it is.
    """

    def __init__(self, values: Sequence[Value]) -> None:
        self.values = values
        self.sets: dict[Numbers, int] = defaultdict(count().__next__)
        self.of: dict[Kind, array[int]] = {}
        self.is_final = True

    def add(self, kind: Kind, rows: Iterable[Numbers]) -> None:
        """Add what the next rows of a kind have."""
        self.of.setdefault(kind, array("I")).extend(map(self.sets.__getitem__, rows))


def make_column(field: str, parts: Sequence[Part], rows: AllRows) -> Generator[None, None, Column]:
    """Return the column of a field, in steps; that of `proved` is of `is`, `unproved` included."""
    if field == "by":
        return (yield from _makers(parts, rows))
    values, read = _READS[field](parts)
    column = Column(values)
    speakers: list[dict[int, None]] = [{} for _ in rows["speakers"].ids]
    kinds = ("recommendations",) if field in ("to", "status") else CLAIMS
    for number, part in enumerate(parts):
        reading = read(number, part)
        for kind in kinds:
            claims = part.claims(kind)
            column.add(kind, ())
            while some := list(islice(claims, STEP)):
                column.add(kind, reading.claims(some))
                yield
        for row, own in zip(part.people, reading.speakers, strict=False):
            speakers[row] |= dict.fromkeys(own)
    if field in ("by", "org", "in", "is", "proved"):
        column.add("speakers", map(tuple, speakers))
    if field == "in":
        column.add("dialogues", [(number,) for number in range(len(rows["dialogues"].ids))])
    column.is_final = field != "proved" or all(part.dialogue.knows_proof() for part in parts)
    return column


def _makers(parts: Sequence[Part], rows: AllRows) -> Generator[None, None, Column]:
    """Return the column of makers, which are known: their numbers are those of their rows."""
    column = Column(_things(parts, "speakers", _join(parts, "speakers")))
    column.add("speakers", [(row,) for row in range(len(rows["speakers"].ids))])
    for kind in CLAIMS:
        makers = rows[kind].makers
        column.add(kind, ())
        for start in range(0, len(makers), STEP):
            column.add(kind, map(tuple, makers[start : start + STEP]))
            yield
    return column


class _Once(dict[tuple[str, ...], Numbers]):
    """The numbers of some names, found once: many claims have the same."""

    def __init__(self, find: Callable[[tuple[str, ...]], Iterable[int]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, names: tuple[str, ...]) -> Numbers:
        self[names] = numbers = tuple(self._find(names))
        return numbers


# The values of each field, and how they are read.


def _read_org(parts: Sequence[Part]) -> tuple[Sequence[Value], Read]:
    joined = _join(parts, "organizations")

    def read(number: int, part: Part) -> Reading:
        numbers = joined.of[number]
        speakers = part.record.speakers
        own = [(numbers[each.organization],) if each.organization else () for each in speakers]

        def bodies(makers: Sequence[int]) -> Numbers:
            return tuple(dict.fromkeys(chain(*[own[maker] for maker in makers])))

        return Reading(lambda claims: [bodies(makers) for _, makers in claims], own)

    return _things(parts, "organizations", joined), read


def _read_theme(parts: Sequence[Part]) -> tuple[Sequence[Value], Read]:
    joined = _join(parts, "themes")

    def read(number: int, _: Part) -> Reading:
        numbers = joined.of[number]
        own = _Once(lambda names: dict.fromkeys(map(numbers.__getitem__, names)))
        return Reading(lambda claims: [own[claim.themes] for claim, _ in claims])

    return _things(parts, "themes", joined), read


def _read_to(parts: Sequence[Part]) -> tuple[Sequence[Value], Read]:
    joined = _join(parts, "organizations")
    values = _things(parts, "organizations", joined)
    further: dict[str, int] = {}

    def numbers_of(words: str, bodies: Mapping[str, int]) -> Numbers:
        if words in bodies:
            return (bodies[words],)
        name = in_words(words)
        if not name:
            return ()  # a dash names nobody
        if name not in further:
            further[name] = len(values)
            values.append(Value(words, words, (name.removeprefix(IN_WORDS),)))
        return (further[name],)

    def read(number: int, _: Part) -> Reading:
        bodies = joined.of[number]
        own = _Once(lambda to: dict.fromkeys(chain(*[numbers_of(words, bodies) for words in to])))
        return Reading(lambda claims: [own[claim.to] for claim in _recommendations(claims)])

    return values, read


def _read_in(parts: Sequence[Part]) -> tuple[Sequence[Value], Read]:
    values = []
    for part in parts:
        event = part.record.event
        names = tuple(map(fold, filter(None, (event.name, event.series, event.place))))
        values.append(Value(event.id, event.name, names, frozenset((event.id,))))

    def read(number: int, part: Part) -> Reading:
        return Reading(lambda claims: [(number,)] * len(claims), [(number,)] * len(part.people))

    return values, read


def _read_date(parts: Sequence[Part]) -> tuple[Sequence[Value], Read]:
    """By years, for counts."""
    years = [part.record.event.start_date[:4] for part in parts]
    values = [Value(year, year) for year in sorted(set(years))]
    numbers = {value.key: number for number, value in enumerate(values)}

    def read(number: int, _: Part) -> Reading:
        return Reading(lambda claims: [(numbers[years[number]],)] * len(claims))

    return values, read


def _read_status(_: Sequence[Part]) -> tuple[Sequence[Value], Read]:
    values, numbers = _choices("status")

    def read(_: int, __: Part) -> Reading:
        return Reading(
            lambda claims: [
                (numbers[status(claim)],) if claim.responses else ()
                for claim in _recommendations(claims)
            ]
        )

    return values, read


def _read_is(_: Sequence[Part], proved: bool = False) -> tuple[Sequence[Value], Read]:
    values, numbers = _choices("is")
    today = date.today().isoformat()

    def read(_: int, part: Part) -> Reading:
        own = [(numbers[speaker.kind],) for speaker in part.record.speakers]

        def kinds(claim: Claim, makers: Sequence[int]) -> Numbers:
            found = [numbers[type(claim).__name__.lower()]]
            if not isinstance(claim, Point):
                found.append(numbers[claim.mode])
            found += dict.fromkeys(chain(*[own[maker] for maker in makers]))
            if isinstance(claim, Recommendation) and is_overdue(claim, today):
                found.append(numbers["overdue"])
            if proved and not any(map(part.dialogue.stands, claim.evidence)):
                found.append(numbers["unproved"])
            return tuple(found)

        return Reading(partial(starmap, kinds), own)

    return values, read


def _read_has(_: Sequence[Part]) -> tuple[Sequence[Value], Read]:
    values, _numbers = _choices("has")
    # `has:response` is said of what the format calls `responses`.
    keys = [{"response": "responses"}.get(value.key, value.key) for value in values]

    def having(claim: Claim) -> Numbers:
        return tuple([n for n, key in enumerate(keys) if getattr(claim, key, ())])

    return values, lambda _, __: Reading(lambda claims: [having(claim) for claim, _ in claims])


_READS: Mapping[str, Callable[[Sequence[Part]], tuple[Sequence[Value], Read]]] = {
    "org": _read_org,
    "to": _read_to,
    "theme": _read_theme,
    "in": _read_in,
    "date": _read_date,
    "status": _read_status,
    "is": _read_is,
    "proved": lambda parts: _read_is(parts, proved=True),
    "has": _read_has,
}


def _recommendations(claims: Claims) -> Iterator[Recommendation]:
    """Yield claims of which all are recommendations."""
    return (claim for claim, _ in claims if isinstance(claim, Recommendation))


def _choices(field: str) -> tuple[Sequence[Value], Mapping[str, int]]:
    choices = FIELDS[field].choices
    values = [Value(each, each.replace("-", " "), (), frozenset((each,))) for each in choices]
    return values, {each: number for number, each in enumerate(choices)}


def _join(parts: Sequence[Part], section: Section) -> Joined:
    return Joined([part.record for part in parts], section)


def _things(parts: Sequence[Part], section: Section, joined: Joined) -> list[Value]:
    """Return what a section of the records has, what is one as one value, by its number."""
    found: list[tuple[str, str, set[str], set[str]]] = []
    records = [part.record for part in parts]
    for group in joined.groups:
        things = [(parts[n].dialogue.id, getattr(records[n], section)[place]) for n, place in group]
        event, first = things[0]
        texts = {text for _, thing in things for text in named(thing).names}
        ids = {each for event, thing in things for each in (thing.id, f"{event}#{thing.id}")}
        found.append((f"{event}#{first.id}", first.name, texts, ids))
    common = Counter(key.partition("#")[2] for key, *_ in found)
    values = []
    for key, name, texts, ids in found:
        bare = key.partition("#")[2]
        # What is called as what has none can only be asked for by its full name.
        unique = bare if common[bare] == 1 and bare != NONE else key
        values.append(Value(unique, name, tuple(texts), frozenset(ids)))
    return values
