"""Which organizations, themes and speakers of several records are one: by id and name, no more."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from tiptui.record.model import Organization, Record, Speaker, Theme
from tiptui.text.folding import fold

Section = Literal["speakers", "organizations", "themes"]
"""A list of a record whose things may be those of other records."""

Member = tuple[int, int]
"""The number of a record and a position in its section, both counted from 0."""

Group = tuple[Member, ...]
"""Things that are one, in the order of their records. Ids are unique in a record: one of each."""


class Identity(NamedTuple):
    """What joins a thing to others: its id and its folded names, the full name first."""

    id: str
    names: tuple[str, ...]


def identify(thing: Speaker | Organization | Theme) -> Identity:
    """Return what joins a thing to those of other records."""
    others = (getattr(thing, "abbreviation", ""), *getattr(thing, "other_names", ()))
    return Identity(thing.id, tuple(dict.fromkeys(map(fold, filter(None, (thing.name, *others))))))


def join(records: Sequence[Iterable[Identity]]) -> list[Group]:
    """Return the things of a section of all records, those that are one together.

    Those with the same id and a name in common are one, and what is one with either is one with
    both. The groups stand in the order in which their first ones do.
    """
    members: list[Member] = []
    earlier: list[int] = []  # for each, itself or one before it that it is one with
    first: dict[tuple[str, str], int] = {}
    for record, things in enumerate(records):
        for position, thing in enumerate(things):
            number = len(members)
            members.append((record, position))
            earlier.append(number)
            for name in thing.names:
                _unite(earlier, number, first.setdefault((thing.id, name), number))
    groups: dict[int, list[Member]] = {}
    for number, member in enumerate(members):
        groups.setdefault(_first(earlier, number), []).append(member)
    return list(map(tuple, groups.values()))


def _unite(earlier: list[int], one: int, other: int) -> None:
    low, high = sorted((_first(earlier, one), _first(earlier, other)))
    earlier[high] = low


def _first(earlier: list[int], number: int) -> int:
    """Return the number of the first thing that a thing is one with, and shorten the way to it."""
    while earlier[number] != number:
        earlier[number] = number = earlier[earlier[number]]
    return number


class Joined:
    """The things of a section of several records, by the records that they stand in.

    `groups` are those of `join`; `of` has for each record the numbers of the groups of its things
    by their ids, in its order.
    """

    def __init__(self, records: Sequence[Record], section: Section) -> None:
        things = [getattr(record, section) for record in records]
        self.groups = join([map(identify, those) for those in things])
        self.of: list[dict[str, int]] = [{thing.id: 0 for thing in those} for those in things]
        for number, group in enumerate(self.groups):
            for record, position in group:
                self.of[record][things[record][position].id] = number
