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
from functools import lru_cache
from itertools import accumulate, count
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
    lists: list[Path] = [(section,) for section in SECTIONS.values()]
    lists.append(("event", "points"))
    lists += [("speakers", number, "statements") for number in range(len(record.speakers))]
    for path in lists:
        for number, item in enumerate(part_at(record, path)):
            if item.id:
                yield _path(*path, number), item.id


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
    names = [thing.name, getattr(thing, "abbreviation", ""), *getattr(thing, "other_names", ())]
    folded = dict.fromkeys([fold(name) for name in names if name])
    return Identity(thing.id, tuple(folded))


def ids_by_name(things: Iterable[Joinable]) -> Mapping[str, Sequence[str]]:
    """Return the ids of things by each folded name and id; several of one name in their order."""
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for thing in things:
        for name in {fold(thing.id), *identify(thing).names}:
            ids[name].append(thing.id)
    return ids


def party(bodies: Mapping[str, Sequence[str]], words: str) -> str:
    """Return the id of the one organization that words name, by its names; else the words."""
    ids = bodies.get(fold(words), ())
    return ids[0] if len(ids) == 1 else words


def join(records: Sequence[Sequence[Identity]]) -> list[Cluster]:
    """Return the clusters of things with the same id that share a name, or share one with a third.

    The clusters stand in the order of their first things.
    """
    members: list[tuple[int, int]] = []
    earlier: list[int] = []  # for each thing, itself or one before it in its cluster
    first_of_name: dict[tuple[str, str], int] = {}
    for record, things in enumerate(records):
        for position, thing in enumerate(things):
            number = len(members)
            members.append((record, position))
            earlier.append(number)
            for name in thing.names:
                namesake = first_of_name.setdefault((thing.id, name), number)
                low, high = sorted((_first(earlier, number), _first(earlier, namesake)))
                earlier[high] = low

    clusters: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, member in enumerate(members):
        clusters[_first(earlier, number)].append(member)
    return [tuple(cluster) for cluster in clusters.values()]


def _first(earlier: list[int], number: int) -> int:
    """Return the first thing of the cluster of a thing, and shorten the way to it."""
    while earlier[number] != number:
        earlier[number] = earlier[earlier[number]]
        number = earlier[number]
    return number


class Joined:
    """The things of a section of many records, in clusters."""

    def __init__(self, records: Sequence[Record], section: SharedSection) -> None:
        sections = [getattr(record, section) for record in records]
        identities: list[list[Identity]] = []
        self.of: list[dict[str, int]] = []
        """For each record the numbers of the clusters of its things, by their ids, in its order."""
        for things in sections:
            identities.append([identify(thing) for thing in things])
            self.of.append({thing.id: 0 for thing in things})
        self.clusters = join(identities)
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
        counts = [len(speaker.statements) for speaker in record.speakers]
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
        for path in self._lists_of_parts(owner):
            parts = part_at(self._record, path)
            if 0 <= number < len(parts) and part_id(parts[number], owner, number) == id:
                return (*path, number)
        raise KeyError(id)

    def _lists_of_parts(self, owner: str) -> Iterator[Path]:
        """Yield the paths of the lists whose parts have ids derived from that of an owner."""
        if owner == "point":
            yield "event", "points"
        path = self.declared.get(owner, ())
        if len(path) == 2 and path[0] in _PARTS:
            yield *path, _PARTS[str(path[0])]

    def speaker_of(self, claim: int) -> int:
        """Return the position of the speaker of a statement, by its number among all claims."""
        return bisect_right(self.first_said, claim) - 1

    def parties(self, to: Iterable[str]) -> dict[str, str]:
        """Return the ids of addressees, each with the words that name it first."""
        words_by_id: dict[str, str] = {}
        for words in to:
            id = words if self.is_body(words) else in_words(words)
            if id:
                words_by_id.setdefault(id, words)
        return words_by_id


def _numbers() -> "array[int]":
    return array("I")


class Belonging:
    """The speakers, claims and responses that belong to each id of a record, by their numbers."""

    def __init__(self, record: Record, ids: RecordIds) -> None:
        # The speakers of an organization; the claims of a theme, a speaker or an organization.
        self.people: defaultdict[str, array[int]] = defaultdict(_numbers)
        self.claims: defaultdict[str, array[int]] = defaultdict(_numbers)
        # The recommendations to an addressee.
        self.asked: defaultdict[str, array[int]] = defaultdict(_numbers)
        # The recommendations that an organization responds to, once for each response.
        self.answers: defaultdict[str, array[int]] = defaultdict(_numbers)
        # The ids of the addressees in words, with the first words for each.
        self.in_words: dict[str, str] = {}
        self._organizations = {speaker.id: speaker.organization for speaker in record.speakers}
        for claim, point in enumerate(record.event.points):
            self._add_claims(claim, point.by, (point,))
        for position, speaker in enumerate(record.speakers):
            self._add_claims(ids.first_said[position], (speaker.id,), speaker.statements)
            if speaker.organization:
                self.people[speaker.organization].append(position)
        for claim, item in enumerate(record.recommendations, ids.first["recommendation"]):
            self._add_claims(claim, item.by, (item,))
            for id, words in ids.parties(item.to).items():
                self.asked[id].append(claim)
                if id not in ids.declared:
                    self.in_words.setdefault(id, words)
            for response in item.responses:
                if ids.is_body(response.by):
                    self.answers[response.by].append(claim)

    def _add_claims(
        self, first: int, makers: Sequence[str], claims: Sequence[RecordedClaim]
    ) -> None:
        """Add successive claims of some makers, which also belong to the makers' organizations."""
        organizations = [self._organizations[maker] for maker in makers]
        owners = [id for id in dict.fromkeys([*makers, *organizations]) if id]
        for number, claim in enumerate(claims, first):
            for id in owners:
                self.claims[id].append(number)
            for theme in dict.fromkeys(claim.themes):
                self.claims[theme].append(number)


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
    highest = 0
    for _, id in walk_ids(record):
        if match := re.fullmatch("r([0-9]{1,9})", id):
            highest = max(highest, int(match[1]))
    for number in count(highest + 1):
        yield f"r{number}"


class FreeIds:
    """The ids of one record, none given twice."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def reserve(self, *wanted: str) -> str:
        """Return the first id that is free, or with a number one that is; now it is taken."""
        free = [id for id in wanted if id not in self._taken]
        numbers = count(2)
        while not free:
            id = f"{wanted[0][:60]}-{next(numbers)}"
            if id not in self._taken:
                free.append(id)
        self._taken.add(free[0])
        return free[0]


def ids_of_names(names: Iterable[str], prefix: str) -> dict[str, str]:
    """Return the id of each name, `s-spain` for Spain. Equal and empty ones get a hash."""
    # Not above: no reader needs it.
    from hashlib import sha256

    ids = {name: slug(f"{prefix} {name}") for name in names}
    times = Counter(ids.values())
    for name, id in ids.items():
        if id == prefix or times[id] > 1:
            digits = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
            ids[name] = f"{id[: _LONGEST - _HASH - 1].strip('-')}-{digits}"
    return ids


def id_of_number(number: str) -> str:
    """Return the id of a recommendation by its number: `r123-4` for 123.4; "" for none."""
    id = slug(number)
    return f"r{id}"[:_LONGEST] if id else ""
