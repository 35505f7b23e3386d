"""The things of a dialogue by their ids, and what belongs to which.

Claims are numbered together in the record's order: points, statements, recommendations.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_args

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
from tiptui.record.ids import IN_WORDS, in_words

if TYPE_CHECKING:
    from tiptui.collection.dialogue import Dialogue

T = TypeVar("T", bound=Thing)

Section = Literal["organizations", "themes", "speakers", "recommendations"]
"""A list of a record whose things have ids of their own."""

_CLASSES: dict[Section, type[Thing]] = {
    **{"organizations": Organization, "themes": Theme},
    **{"speakers": Person, "recommendations": Claim},
}


class Ids:
    """What each id of a record is of; statements, points and responses have derived ids."""

    def __init__(self, record: model.Record) -> None:
        self._record = record
        self.declared: dict[str, tuple[Section, int]] = {
            each.id: (section, position)
            for section in get_args(Section)
            for position, each in enumerate(getattr(record, section))
        }
        self.sources = {source.id: source for source in record.sources}
        counts = (len(speaker.statements) for speaker in record.speakers)
        self.first_said = list(accumulate(counts, initial=0))
        """The number of each speaker's first statement among those of all."""

    def positions(self, section: Section, ids: Iterable[str]) -> list[int]:
        """Return the positions of those ids that are of a section, each once."""
        found = map(self.declared.get, dict.fromkeys(ids))
        return [where[1] for where in found if where and where[0] == section]

    def claim(self, kind: str, number: int) -> str:
        """Return the id of a claim by its number among those of its kind."""
        if kind == "recommendation":
            return self._record.recommendations[number].id
        if kind == "point":
            return f"point/{number + 1}"
        position = self.speaker_of(number)
        inside = number - self.first_said[position]
        return f"{self._record.speakers[position].id}/{inside + 1}"

    def speaker_of(self, statement: int) -> int:
        """Return the position of the speaker of a statement, by its number among those of all."""
        return bisect_right(self.first_said, statement) - 1

    def parties(self, to: Iterable[str]) -> dict[str, str]:
        """Return the ids of those that are asked, each with the words that say so first."""
        found: dict[str, str] = {}
        for words in to:
            if id := words if self.positions("organizations", (words,)) else in_words(words):
                found.setdefault(id, words)
        return found


class Belonging:
    """What belongs to which id, found in one pass over a record."""

    def __init__(self, record: model.Record, ids: Ids) -> None:
        self.people: defaultdict[str, array[int]] = defaultdict(_numbers)
        """Of each organization its speakers."""
        self.claims: defaultdict[str, array[int]] = defaultdict(_numbers)
        """Of each theme, speaker and organization the numbers of the claims."""
        self.asked: defaultdict[str, array[int]] = defaultdict(_numbers)
        """Of each addressee the recommendations."""
        self.answers: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        """Of each organization the positions of recommendations, and of its responses there."""
        self.in_words: dict[str, str] = {}
        """The ids of the addressees that are no organization, with the words that say so first."""
        self._count = 0
        speakers = {speaker.id: speaker for speaker in record.speakers}
        for point in record.event.points:
            self._add(point, map(speakers.__getitem__, point.by))
        for position, speaker in enumerate(record.speakers):
            if speaker.organization:
                self.people[speaker.organization].append(position)
            for statement in speaker.statements:
                self._add(statement, (speaker,))
        for position, item in enumerate(record.recommendations):
            self._add(item, map(speakers.__getitem__, item.by))
            for id, words in ids.parties(item.to).items():
                self.asked[id].append(position)
                if id not in ids.declared:
                    self.in_words.setdefault(id, words)
            for number, response in enumerate(item.responses):
                if ids.positions("organizations", (response.by,)):
                    self.answers[response.by].append((position, number))

    def _add(self, claim: model.Claim, makers: Iterable[model.Speaker]) -> None:
        """Put the next claim to its themes, its makers and where they come from, once to each."""
        owners = dict.fromkeys(claim.themes)
        for maker in makers:
            owners[maker.id] = owners[maker.organization] = None
        for id in filter(None, owners):
            self.claims[id].append(self._count)
        self._count += 1


def _numbers() -> "array[int]":
    return array("I")


class Things:
    """The things of a dialogue: its record, which was checked, resolved.

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
        return self._all(Organization, self._record.organizations)

    @property
    def themes(self) -> list[Theme]:
        return self._all(Theme, self._record.themes)

    @property
    def people(self) -> list[Person]:
        return self._all(Person, self._record.speakers)

    @property
    def points(self) -> list[Claim]:
        return [self.point(number) for number in range(len(self._record.event.points))]

    @property
    def statements(self) -> list[Claim]:
        return [self.statement(number) for number in range(self._ids.first_said[-1])]

    @property
    def recommendations(self) -> list[Claim]:
        return self._all(Claim, self._record.recommendations)

    @property
    def claims(self) -> Iterator[Claim]:
        """Every point, statement and recommendation."""
        return chain(self.points, self.statements, self.recommendations)

    @property
    def addressees(self) -> list[Addressee]:
        """Those that are no organization, as they are asked first."""
        in_words = self._dialogue.belonging.in_words.items()
        return [Addressee(self._dialogue, *each, n) for n, each in enumerate(in_words)]

    def _all(self, make: type[T], items: Sequence[Any]) -> list[T]:
        return [make(self._dialogue, each.id, each, n) for n, each in enumerate(items)]

    # One, by its position or by its number among all of a kind.

    def person(self, position: int) -> Person:
        item = self._record.speakers[position]
        return Person(self._dialogue, item.id, item, position)

    def recommendation(self, position: int) -> Claim:
        item = self._record.recommendations[position]
        return Claim(self._dialogue, item.id, item, position)

    def point(self, number: int) -> Claim:
        item = self._record.event.points[number]
        return Claim(self._dialogue, self._ids.claim("point", number), item, number)

    def statement(self, number: int) -> Claim:
        position = self._ids.speaker_of(number)
        item = self._record.speakers[position].statements[number - self._ids.first_said[position]]
        return Claim(self._dialogue, self._ids.claim("statement", number), item, number)

    def claim(self, number: int) -> Claim:
        points, said = len(self._record.event.points), self._ids.first_said[-1]
        if number < points:
            return self.point(number)
        if number < points + said:
            return self.statement(number - points)
        return self.recommendation(number - points - said)

    # By ids.

    def __getitem__(self, id: str) -> Thing:
        """Return the thing with an id. Raise KeyError for an id that the record does not have."""
        if id == self._dialogue.id:
            return self.event
        if where := self._ids.declared.get(id):
            section, position = where
            item = getattr(self._record, section)[position]
            return _CLASSES[section](self._dialogue, id, item, position)
        if id.startswith(IN_WORDS):
            return Addressee(self._dialogue, id, self._dialogue.belonging.in_words[id])
        return self._derived(id)

    def _derived(self, id: str) -> Thing:
        owner, _, count = id.partition("/")
        number = int(count) - 1 if count.isdecimal() else -1
        section, position = self._ids.declared.get(owner, ("", 0))
        if str(number + 1) == count and number >= 0:
            if owner == "point" and number < len(self._record.event.points):
                return self.point(number)
            if section == "speakers" and number < len(self._record.speakers[position].statements):
                return self.statement(self._ids.first_said[position] + number)
            if section == "recommendations":
                responses = self.recommendation(position).responses
                if number < len(responses):
                    return responses[number]
        raise KeyError(id)

    def get(self, id: str) -> Thing | None:
        """Return the thing with an id; None for an id that the record does not have."""
        try:
            return self[id]
        except KeyError:
            return None

    def people_with(self, ids: Iterable[str]) -> tuple[Person, ...]:
        """Return the speakers with some ids, each once."""
        return tuple([self.person(n) for n in self._ids.positions("speakers", ids)])

    def themes_with(self, ids: Iterable[str]) -> list[Theme]:
        """Return the themes with some ids, each once."""
        return [cast(Theme, self[id]) for id in dict.fromkeys(ids)]

    def organization(self, words: str) -> Organization | None:
        """Return the organization that an addressee or who responded is; None for words."""
        is_body = self._ids.positions("organizations", (words,))
        return cast(Organization, self[words]) if is_body else None

    def parties(self, to: Iterable[str]) -> list[Party]:
        """Return whom a recommendation asks, each once."""
        return [cast(Party, self[id]) for id in self._ids.parties(to)]

    def source(self, evidence: model.Evidence) -> model.Source | None:
        """Return the source that a piece of evidence cites: the only one where it names none."""
        sources = self._ids.sources
        return sources.get(evidence.source or next(iter(sources), ""))
