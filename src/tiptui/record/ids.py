"""The ids of things in records, and which things of several records are one.

Responses, and statements and points without an id, have derived ids, counted from 1: `SPEAKER/2`,
`point/1`, `RECOMMENDATION/1`. The id of an addressee in words is `whom:WORDS`, folded, which no
written id can be.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain, count
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from tiptui.record.model import SECTIONS, Joinable, Record, RecordedClaim, WithEvidence
from tiptui.record.problem import Path
from tiptui.text.folding import fold

IN_WORDS = "whom:"  # no term of a query begins so


def in_words(addressee: str) -> str:
    """Return the id of an addressee in words; "" where there is nothing to be found in them."""
    # A query has no way to write a quotation mark.
    folded = fold(addressee.replace('"', ""))
    return IN_WORDS + folded if folded.strip() else ""


_PARTS = {"speakers": "statements", "recommendations": "responses"}
"""The list of parts in each item of a section. Parts may have derived ids."""


def part_id(part: Any, owner: str, number: int) -> str:
    """Return the id of a part: its own, or one derived from its number in a list, from 0."""
    return getattr(part, "id", "") or f"{owner}/{number + 1}"


def walk_ids(record: Record) -> Iterator[tuple[Path, str]]:
    """Yield every id written in a record, with the path of its owner; optional ones last."""
    yield ("event",), record.event.id
    lists: list[Path] = [*((section,) for section in SECTIONS.values()), ("event", "points")]
    lists += (("speakers", number, "statements") for number in range(len(record.speakers)))
    for path in lists:
        items = enumerate(part_at(record, path))
        yield from ((_path(*path, number), item.id) for number, item in items if item.id)


@lru_cache(2**12)
def _path(*steps: str | int) -> Path:
    """Return a path. Equal ones, which most records have, are in memory once."""
    return steps


def walk(record: Record) -> Iterator[tuple[Path, str, WithEvidence]]:
    """Yield everything that can have evidence, with its path and id, in the order of the model."""
    yield ("event",), record.event.id, record.event
    for number, point in enumerate(record.event.points):
        yield ("event", "points", number), part_id(point, "point", number), point
    for section, key in _PARTS.items():
        for position, item in enumerate(getattr(record, section)):
            yield (section, position), item.id, item
            for number, part in enumerate(getattr(item, key)):
                yield (section, position, key, number), part_id(part, item.id, number), part


def part_at(part: Any, path: Path) -> Any:
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def own_id(record: Record, reference: str) -> str:
    """Return the id in this record that `repeats` means; "" where it means another record's."""
    event, mark, id = reference.rpartition("#")
    return id if not mark or event == record.event.id else ""


SharedSection = Literal["speakers", "organizations", "themes"]
"""A list of a record with things that other records may share."""

Cluster = tuple[tuple[int, int], ...]
"""Things that are one, in the order of their records: the number of a record and a position in its
section, from 0. Ids are unique in a record: one of each."""


class Identity(NamedTuple):
    """The id of a thing and its folded names, the full name first: they join it to others."""

    id: str
    names: tuple[str, ...]


def identify(thing: Joinable) -> Identity:
    others = (getattr(thing, "abbreviation", ""), *getattr(thing, "other_names", ()))
    return Identity(thing.id, tuple(dict.fromkeys(map(fold, filter(None, (thing.name, *others))))))


def ids_by_name(things: Iterable[Joinable]) -> Mapping[str, Sequence[str]]:
    """Return the ids of things by each folded name and id; several of one name in their order."""
    found = defaultdict[str, list[str]](list)
    for thing in things:
        for name in {fold(thing.id), *identify(thing).names}:
            found[name].append(thing.id)
    return found


def party(bodies: Mapping[str, Sequence[str]], words: str) -> str:
    """Return the id of the one organization that words name, by its names; else the words."""
    ids = bodies.get(fold(words), ())
    return ids[0] if len(ids) == 1 else words


def join(records: Sequence[Sequence[Identity]]) -> list[Cluster]:
    """Return the clusters of things with the same id that share a name, or share one with a third.

    The clusters stand in the order of their first things.
    """
    members = [(number, at) for number, things in enumerate(records) for at in range(len(things))]
    earlier = list(range(len(members)))  # for each thing, itself or one before it in its cluster

    def first(number: int) -> int:
        """Return the first thing of the cluster of a thing, and shorten the way to it."""
        while earlier[number] != number:
            earlier[number] = number = earlier[earlier[number]]
        return number

    named: dict[tuple[str, str], int] = {}
    for number, thing in enumerate(chain.from_iterable(records)):
        for name in thing.names:
            low, high = sorted((first(number), first(named.setdefault((thing.id, name), number))))
            earlier[high] = low
    clusters = defaultdict[int, list[tuple[int, int]]](list)
    for number, member in enumerate(members):
        clusters[first(number)].append(member)
    return list(map(tuple, clusters.values()))


class Joined:
    """The things of a section of many records, in clusters."""

    def __init__(self, records: Sequence[Record], section: SharedSection) -> None:
        sections = [getattr(record, section) for record in records]
        self.clusters = join([list(map(identify, things)) for things in sections])
        self.of: list[dict[str, int]] = [
            dict.fromkeys(map(attrgetter("id"), things), 0) for things in sections
        ]
        """For each record the numbers of the clusters of its things, by their ids, in its order."""
        for number, cluster in enumerate(self.clusters):
            for record, position in cluster:
                self.of[record][sections[record][position].id] = number


class RecordIds:
    """The things of a record by their ids, and the numbers of its claims."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.declared = {id: path for path, id in walk_ids(record) if path[0] != "sources"}
        """The paths of the things with a written id."""
        self.sources = {source.id: source for source in record.sources}
        counts = (len(speaker.statements) for speaker in record.speakers)
        self.first_said = list(accumulate(counts, initial=len(record.event.points)))
        """The number of each speaker's first statement among all claims, and after the last."""
        self.first = {"statement": self.first_said[0], "recommendation": self.first_said[-1]}
        """The number of the first claim of each kind among all; that of the first point is 0."""

    def is_body(self, words: str) -> bool:
        """Return whether an addressee or a responder is an organization of the record."""
        return self.declared.get(words, ("",))[0] == "organizations"

    def path(self, id: str) -> Path:
        """Return the path of the thing with an id. Raise KeyError for an id that is not there."""
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

    def speaker_of(self, claim: int) -> int:
        """Return the position of the speaker of a statement, by its number among all claims."""
        return bisect_right(self.first_said, claim) - 1

    def parties(self, to: Iterable[str]) -> dict[str, str]:
        """Return the ids of addressees, each with the words that name it first."""
        found: dict[str, str] = {}
        for words in to:
            if id := words if self.is_body(words) else in_words(words):
                found.setdefault(id, words)
        return found


_numbers = partial(array, "I")


class Belonging:
    """The speakers, claims and responses that belong to each id of a record, by their numbers."""

    def __init__(self, record: Record, ids: RecordIds) -> None:
        # The speakers of an organization; the claims of a theme, a speaker or an organization.
        self.people = defaultdict[str, "array[int]"](_numbers)
        self.claims = defaultdict[str, "array[int]"](_numbers)
        # The recommendations to an addressee.
        self.asked = defaultdict[str, "array[int]"](_numbers)
        # The recommendations that an organization responds to, once for each response.
        self.answers = defaultdict[str, "array[int]"](_numbers)
        # The ids of the addressees in words, with the first words for each.
        self.in_words: dict[str, str] = {}
        self._add_claims(record)
        for position, speaker in enumerate(record.speakers):
            if speaker.organization:
                self.people[speaker.organization].append(position)
        for claim, item in enumerate(record.recommendations, ids.first["recommendation"]):
            for id, words in ids.parties(item.to).items():
                self.asked[id].append(claim)
                if id not in ids.declared:
                    self.in_words.setdefault(id, words)
            for response in item.responses:
                if ids.is_body(response.by):
                    self.answers[response.by].append(claim)

    def _add_claims(self, record: Record) -> None:
        bodies = {speaker.id: speaker.organization for speaker in record.speakers}
        makers: Iterable[tuple[Sequence[str], Sequence[RecordedClaim]]] = chain(
            ((point.by, (point,)) for point in record.event.points),
            (((speaker.id,), speaker.statements) for speaker in record.speakers),
            ((item.by, (item,)) for item in record.recommendations),
        )
        numbers = count()
        for by, claims in makers:
            owners = dict.fromkeys(filter(None, (*by, *map(bodies.__getitem__, by))))
            for claim in claims:
                number = next(numbers)
                for id in (*owners, *dict.fromkeys(claim.themes)):
                    self.claims[id].append(number)


# Ids of drafted things: made of names and numbers, so that the same name has the same id.

_LONGEST = 64
_HASH = 8


def slug(words: str) -> str:
    """Return an id made of words; "" where they have no letter for one."""
    # Folding drops dashes, which here part words as spaces do.
    folded = fold(re.sub("[-\u2010-\u2015]", " ", words))
    return re.sub("[^a-z0-9]+", "-", folded).strip("-")[:_LONGEST].strip("-")


def recommendation_ids(record: Record) -> Iterator[str]:
    """Yield free ids of recommendations: `r` with the next numbers after the highest."""
    found = (re.fullmatch("r([0-9]{1,9})", id) for _, id in walk_ids(record))
    highest = max((int(match[1]) for match in found if match), default=0)
    return map("r{}".format, count(highest + 1))


class FreeIds:
    """The ids of one record, none given twice."""

    def __init__(self, *taken: str) -> None:
        self._taken = {*taken}

    def reserve(self, *wanted: str) -> str:
        """Return the first id that is free, or with a number one that is; now it is taken."""
        numbered = (f"{wanted[0][:60]}-{number}" for number in count(2))
        id = next(id for id in chain(wanted, numbered) if id not in self._taken)
        self._taken.add(id)
        return id


def ids_of_names(names: Iterable[str], prefix: str) -> dict[str, str]:
    """Return the id of each name, `s-spain` for Spain. Equal and empty ones get a hash."""
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
    """Return the id of a recommendation by its number: `r123-4` for 123.4; "" for none."""
    found = slug(number)
    return f"r{found}"[:_LONGEST] if found else ""
