"""What the things of records are called, and which of many records are one.

Responses, and statements and points without an id, have derived ids, counted from 1: `SPEAKER/2`,
`point/1`, `RECOMMENDATION/1`. Addressees that are no organization have no id; they are called
`whom:WORDS`, as folded, which no id can be. Organizations, themes and speakers are one by id and
name, no more.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, count
from typing import Any, Literal, NamedTuple

from tiptui.record.model import (
    Evidence,
    Record,
    RecordedClaim,
    RecordedEvent,
    RecordedOrganization,
    RecordedResponse,
    RecordedTheme,
    Speaker,
)
from tiptui.record.problem import Path
from tiptui.text.folding import fold

IN_WORDS = "whom:"
"""What the name of an addressee in words begins with; no term of a query does."""


def in_words(addressee: str) -> str:
    """Return the name of an addressee in words; "" where there is nothing to be found in them."""
    # A query has no way to write a quotation mark.
    folded = fold(addressee.replace('"', ""))
    return IN_WORDS + folded if folded.strip() else ""


_WITH_IDS = ("organizations", "themes", "speakers", "recommendations", "sources")
"""The lists of a record whose items all have an id."""

_PARTS = {"speakers": "statements", "recommendations": "responses"}
"""The lists in the items of a list whose parts may have derived ids."""


def part_id(part: Any, owner: str, number: int) -> str:
    """Return the id of a part: its own, or the one derived from its number in a list, from 0."""
    return getattr(part, "id", "") or f"{owner}/{number + 1}"


def walk_ids(record: Record) -> Iterator[tuple[Path, str]]:
    """Yield every id written in a record, with the path of its owner; optional ones last."""
    yield ("event",), record.event.id
    for section in _WITH_IDS:
        items = enumerate(getattr(record, section))
        yield from (((section, position), item.id) for position, item in items if item.id)
    points = enumerate(record.event.points)
    yield from ((("event", "points", number), each.id) for number, each in points if each.id)
    for position, speaker in enumerate(record.speakers):
        # Most have none, and to number statements takes long.
        if [each for each in speaker.statements if each.id]:
            path, said = ("speakers", position, "statements"), enumerate(speaker.statements)
            yield from (((*path, number), each.id) for number, each in said if each.id)


def walk(
    record: Record,
) -> Iterator[tuple[Path, str, RecordedEvent | Speaker | RecordedClaim | RecordedResponse]]:
    """Yield all that can have evidence, with its path and its id, in the order of the model."""
    yield ("event",), record.event.id, record.event
    for number, point in enumerate(record.event.points):
        yield ("event", "points", number), part_id(point, "point", number), point
    for section, key in _PARTS.items():
        for position, item in enumerate(getattr(record, section)):
            yield (section, position), item.id, item
            for number, part in enumerate(getattr(item, key)):
                yield (section, position, key, number), part_id(part, item.id, number), part


def walk_claims(record: Record) -> Iterator[tuple[Path, RecordedClaim]]:
    return ((path, thing) for path, _, thing in walk(record) if isinstance(thing, RecordedClaim))


def walk_evidence(record: Record) -> Iterator[tuple[Path, str, Evidence]]:
    """Yield every piece of evidence: its path, the id of what it proves, itself."""
    for path, name, thing in walk(record):
        for number, item in enumerate(thing.evidence):
            yield (*path, "evidence", number), name, item


def part_at(part: Any, path: Path) -> Any:
    """Return what stands at a path of a record, or of a part of one."""
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def own_id(record: Record, reference: str) -> str:
    """Return the id in this record that `repeats` means; empty where it means another record's."""
    event, mark, name = reference.partition("#")
    if not mark:
        return reference
    return name if event == record.event.id else ""


SharedSection = Literal["speakers", "organizations", "themes"]
"""A list of a record whose things may be those of other records."""

Cluster = tuple[tuple[int, int], ...]
"""Things that are one, in the order of their records: the number of a record and a position in its
section, from 0. Ids are unique in a record: one of each."""


class Identity(NamedTuple):
    """What joins a thing to others: its id and its folded names, the full name first."""

    id: str
    names: tuple[str, ...]


def identify(thing: Speaker | RecordedOrganization | RecordedTheme) -> Identity:
    """Return what joins a thing to those of other records."""
    others = (getattr(thing, "abbreviation", ""), *getattr(thing, "other_names", ()))
    return Identity(thing.id, tuple(dict.fromkeys(map(fold, filter(None, (thing.name, *others))))))


def join(records: Sequence[Sequence[Identity]]) -> list[Cluster]:
    """Return the things of a section of all records, those that are one together.

    Those with the same id and a name in common are one, and what is one with either is one with
    both. The groups stand in the order in which their first ones do.
    """
    members = [(number, each) for number, of in enumerate(records) for each in range(len(of))]
    earlier = list(range(len(members)))  # for each, itself or one before it that it is one with

    def first(number: int) -> int:
        """Return the first thing that a thing is one with, and shorten the way to it."""
        while earlier[number] != number:
            earlier[number] = number = earlier[earlier[number]]
        return number

    named: dict[tuple[str, str], int] = {}
    for number, thing in enumerate(chain.from_iterable(records)):
        for name in thing.names:
            low, high = sorted((first(number), first(named.setdefault((thing.id, name), number))))
            earlier[high] = low
    groups = defaultdict[int, list[tuple[int, int]]](list)
    for number, member in enumerate(members):
        groups[first(number)].append(member)
    return list(map(tuple, groups.values()))


class Joined:
    """The things of a section of many records, by the records that they stand in."""

    def __init__(self, records: Sequence[Record], section: SharedSection) -> None:
        things = [getattr(record, section) for record in records]
        self.groups = join([list(map(identify, those)) for those in things])
        self.of: list[dict[str, int]] = [{thing.id: 0 for thing in those} for those in things]
        """For each record the numbers of the groups of its things, by their ids, in its order."""
        for number, group in enumerate(self.groups):
            for record, position in group:
                self.of[record][things[record][position].id] = number


class RecordIds:
    """What each id of a record is of."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.declared = {id: path for path, id in walk_ids(record) if path[0] != "sources"}
        """The path of each thing whose id is written."""
        self.sources = {source.id: source for source in record.sources}
        counts = (len(speaker.statements) for speaker in record.speakers)
        self.first_said = list(accumulate(counts, initial=len(record.event.points)))
        """The number of each speaker's first statement among all claims, and after the last."""
        self.first = {"statement": self.first_said[0], "recommendation": self.first_said[-1]}
        """The number of the first claim of each kind among all; that of the first point is 0."""

    def is_body(self, words: str) -> bool:
        """Return whether who is asked, or responded, is an organization of the record."""
        return self.declared.get(words, ("",))[0] == "organizations"

    def path(self, id: str) -> Path:
        """Return the way to what has an id. Raise KeyError where the record has nothing of it."""
        if id in self.declared:
            return self.declared[id]
        owner, _, count = id.partition("/")
        number = int(count) - 1 if count.isdecimal() else -1
        lists: list[Path] = [("event", "points")] if owner == "point" else []
        section, *at = self.declared.get(owner, ("",))
        if len(at) == 1 and (key := _PARTS.get(str(section))):
            lists.append((section, *at, key))
        for path in lists:
            parts = part_at(self._record, path)
            if number in range(len(parts)) and part_id(parts[number], owner, number) == id:
                return (*path, number)
        raise KeyError(id)

    def speaker_of(self, statement: int) -> int:
        """Return the position of the speaker of a statement, by its number among those of all."""
        return bisect_right(self.first_said, self.first["statement"] + statement) - 1

    def parties(self, to: Iterable[str]) -> dict[str, str]:
        """Return the ids of those that are asked, each with the words that say so first."""
        found: dict[str, str] = {}
        for words in to:
            if id := words if self.is_body(words) else in_words(words):
                found.setdefault(id, words)
        return found


_numbers = partial(array, "I")


class Belonging:
    """What belongs to which id, found in one pass over a record."""

    def __init__(self, record: Record, ids: RecordIds) -> None:
        self.people = defaultdict[str, "array[int]"](_numbers)
        """Of each organization its speakers."""
        self.claims = defaultdict[str, "array[int]"](_numbers)
        """Of each theme, speaker and organization the numbers of the claims."""
        self.asked = defaultdict[str, "array[int]"](_numbers)
        """Of each addressee the numbers of the recommendations."""
        self.answers = defaultdict[str, list[tuple[int, int]]](list)
        """Of each organization the numbers of recommendations, and of its responses there."""
        self.in_words: dict[str, str] = {}
        """The ids of the addressees that are no organization, with the words that say so first."""
        self._add_claims(record)
        for position, speaker in enumerate(record.speakers):
            if speaker.organization:
                self.people[speaker.organization].append(position)
        for claim, item in enumerate(record.recommendations, ids.first["recommendation"]):
            for id, words in ids.parties(item.to).items():
                self.asked[id].append(claim)
                if id not in ids.declared:
                    self.in_words.setdefault(id, words)
            for number, response in enumerate(item.responses):
                if ids.is_body(response.by):
                    self.answers[response.by].append((claim, number))

    def _add_claims(self, record: Record) -> None:
        bodies, first = {each.id: each.organization for each in record.speakers}, 0
        for by, claims in _made(record):
            numbers = range(first, first := first + len(claims))
            for id in dict.fromkeys(filter(None, (*by, *map(bodies.__getitem__, by)))):
                self.claims[id].extend(numbers)
            for number, claim in zip(numbers, claims, strict=True):
                for id in dict.fromkeys(claim.themes):
                    self.claims[id].append(number)


def _made(record: Record) -> Iterator[tuple[Sequence[str], Sequence[RecordedClaim]]]:
    """Yield all claims with their makers, those of a speaker together."""
    yield from ((point.by, (point,)) for point in record.event.points)
    yield from (((each.id,), each.statements) for each in record.speakers if each.statements)
    yield from ((each.by, (each,)) for each in record.recommendations)


# Ids of what is drafted: made of names and numbers, so that the same name has the same id.

_LONGEST = 64
_HASH = 8


def slug(words: str) -> str:
    """Return an id made of words; empty where they have no letter for one."""
    # Folding drops dashes, which here part words as spaces do.
    folded = fold(re.sub("[-\u2010-\u2015]", " ", words))
    return re.sub("[^a-z0-9]+", "-", folded).strip("-")[:_LONGEST].strip("-")


class FreeIds:
    """The ids of one record, none given twice."""

    def __init__(self, *taken: str) -> None:
        self._taken = {*taken}
        # Thousands may want the same id: no number is tried twice for it.
        self._further: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))

    def take(self, *wanted: str) -> str:
        """Return the first id that is not taken, or that with a number, and take it."""
        stem = wanted[0][:60]
        numbered = (f"{stem}-{number}" for number in self._further[stem])
        id = next(each for each in chain(wanted, numbered) if each not in self._taken)
        self._taken.add(id)
        return id


def ids_of_names(names: Iterable[str], prefix: str) -> dict[str, str]:
    """Return the id of each name: `s-spain` for Spain and the prefix `s`.

    Where two names give one id, or a name has no letter for one, its hash follows.
    """
    # Not above: no reader needs it.
    from hashlib import sha256

    ids = {name: slug(f"{prefix} {name}") for name in names}
    named = Counter(ids.values())
    for name, found in ids.items():
        if found == prefix or named[found] > 1:
            digits = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
            ids[name] = f"{found[: _LONGEST - _HASH - 1].strip('-')}-{digits}"
    return ids


def id_of_number(number: str) -> str:
    """Return the id of a recommendation by its number: `r123-4` for 123.4; empty for none."""
    found = slug(number)
    return f"r{found}"[:_LONGEST] if found else ""
