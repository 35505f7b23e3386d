"""The things of a dialogue, by their ids and by what they belong to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import chain
from typing import TYPE_CHECKING, cast

from tiptui.collection.belonging import parties
from tiptui.collection.thing import (
    Addressee,
    Claim,
    Event,
    Organization,
    Party,
    Person,
    Theme,
    Thing,
)
from tiptui.record import model
from tiptui.record.ids import IN_WORDS

if TYPE_CHECKING:
    from tiptui.collection.dialogue import Dialogue


class Things(Mapping[str, Thing]):
    """The things of a dialogue by their ids: a record that was checked, resolved.

    Statements, points and responses have derived ids, counted from 1: `SPEAKER/2`, `point/1`,
    `RECOMMENDATION/1`. An addressee that is no organization is called `whom:WORDS`, folded.
    """

    def __init__(self, dialogue: "Dialogue") -> None:
        self._dialogue = dialogue
        self._record = dialogue.record
        self._ids = dialogue.ids

    # All of a kind, in the record's order.

    @property
    def event(self) -> Event:
        return Event(self._dialogue, self._record.event.id, self._record.event)

    @property
    def organizations(self) -> list[Organization]:
        items = self._record.organizations
        return [Organization(self._dialogue, each.id, each, n) for n, each in enumerate(items)]

    @property
    def themes(self) -> list[Theme]:
        items = self._record.themes
        return [Theme(self._dialogue, each.id, each, n) for n, each in enumerate(items)]

    @property
    def people(self) -> list[Person]:
        items = self._record.speakers
        return [Person(self._dialogue, each.id, each, n) for n, each in enumerate(items)]

    @property
    def points(self) -> list[Claim]:
        return [self._point(number) for number in range(len(self._record.event.points))]

    @property
    def statements(self) -> list[Claim]:
        return [self._statement(number) for number in range(self._ids.first_said[-1])]

    @property
    def recommendations(self) -> list[Claim]:
        return [self.recommendation(n) for n in range(len(self._record.recommendations))]

    @property
    def claims(self) -> Iterator[Claim]:
        """Every point, statement and recommendation."""
        return chain(self.points, self.statements, self.recommendations)

    @property
    def addressees(self) -> list[Addressee]:
        """Those that are no organization, as they are asked first."""
        in_words = self._dialogue.belonging.in_words.items()
        return [Addressee(self._dialogue, *each, n) for n, each in enumerate(in_words)]

    # One.

    def person(self, number: int) -> Person:
        """Return a speaker by its position."""
        item = self._record.speakers[number]
        return Person(self._dialogue, item.id, item, number)

    def _point(self, number: int) -> Claim:
        item = self._record.event.points[number]
        return Claim(self._dialogue, f"point/{number + 1}", item, number)

    def _statement(self, number: int) -> Claim:
        position = self._ids.speaker_of(number)
        speaker, inside = self._record.speakers[position], number - self._ids.first_said[position]
        id = f"{speaker.id}/{inside + 1}"
        return Claim(self._dialogue, id, speaker.statements[inside], number)

    def recommendation(self, number: int) -> Claim:
        """Return a recommendation by its position."""
        item = self._record.recommendations[number]
        return Claim(self._dialogue, item.id, item, number)

    def claim(self, number: int) -> Claim:
        """Return a claim by its number among all."""
        points, said = len(self._record.event.points), self._ids.first_said[-1]
        if number < points:
            return self._point(number)
        if number < points + said:
            return self._statement(number - points)
        return self.recommendation(number - points - said)

    # By ids.

    def __getitem__(self, id: str) -> Thing:
        """Return the thing with an id. Raise KeyError for an id that the record does not have."""
        if id == self._dialogue.id:
            return self.event
        where = self._ids.declared.get(id)
        if where is None:
            return self._derived(id)
        section, number = where
        if section == "speakers":
            return self.person(number)
        if section == "recommendations":
            return self.recommendation(number)
        kind = Organization if section == "organizations" else Theme
        return kind(self._dialogue, id, getattr(self._record, section)[number], number)

    def _derived(self, id: str) -> Thing:
        if id.startswith(IN_WORDS):
            return Addressee(self._dialogue, id, self._dialogue.belonging.in_words[id])
        owner, _, number = id.partition("/")
        make: Callable[[int], Thing]
        where = self._ids.declared.get(owner)
        position = int(number) - 1 if number.isdecimal() else -1
        if owner == "point":
            numbers, make = range(len(self._record.event.points)), self._point
        elif where and where.section == "recommendations":
            responses = self.recommendation(where.position).responses
            numbers, make = range(len(responses)), responses.__getitem__
        elif where and where.section == "speakers":
            said = self._ids.first_said[where.position : where.position + 2]
            numbers, make = range(*said), self._statement
        else:
            raise KeyError(id)
        if not 0 <= position < len(numbers):
            raise KeyError(id)
        thing = make(numbers[position])
        if thing.id != id:
            raise KeyError(id)  # with noughts before the number
        return thing

    def __iter__(self) -> Iterator[str]:
        """Return all ids, the derived ones last; not those of addressees in words."""
        yield self._dialogue.id
        yield from self._ids.declared
        yield from (claim.id for claim in chain(self.points, self.statements))
        yield from (each.id for claim in self.recommendations for each in claim.responses)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def owners(self) -> Set[str]:
        """What the ids begin with that the record has: all others are derived from these."""
        return self._ids.declared.keys() | {"point", self._dialogue.id}

    def people_with(self, ids: Iterable[str]) -> tuple[Person, ...]:
        """Return the speakers with some ids, each once."""
        return tuple([self.person(n) for n in self._ids.positions("speakers", ids)])

    def themes_with(self, ids: Iterable[str]) -> list[Theme]:
        items = self._record.themes
        positions = self._ids.positions("themes", ids)
        return [Theme(self._dialogue, items[n].id, items[n], n) for n in positions]

    def organization(self, words: str) -> Organization | None:
        """Return the organization that an addressee or who responded is; None for words."""
        for n in self._ids.positions("organizations", (words,)):
            return Organization(self._dialogue, words, self._record.organizations[n], n)
        return None

    def parties(self, to: Iterable[str]) -> list[Party]:
        """Return whom a recommendation asks, each once."""
        return [cast(Party, self[id]) for id in parties(self._ids, to)]

    def source(self, evidence: model.Evidence) -> model.Source | None:
        """Return the source that a piece of evidence cites: the only one where it names none."""
        sources = self._ids.sources
        return sources.get(evidence.source or next(iter(sources), ""))
