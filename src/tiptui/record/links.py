"""Who belongs to what, both ways."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from tiptui.files.progress import Progress, quiet
from tiptui.record.belonging import Behind, Belonging
from tiptui.record.items import (
    IN_WORDS,
    POINT,
    Addressee,
    Item,
    NamedClaim,
    NamedResponse,
    in_words,
    points,
    responses,
    statements,
)
from tiptui.record.model import (
    Claim,
    Event,
    Evidence,
    Organization,
    Point,
    Recommendation,
    Record,
    Response,
    Source,
    Speaker,
    Statement,
    Theme,
)
from tiptui.record.problem import Path
from tiptui.record.recent import Recent


class Related(NamedTuple):
    """What belongs to an id, in both directions.

    `speakers` and `recommendations` are positions in the record's lists, sorted, `statements` in
    that of all statements; `others` the ids of organizations, themes and points.
    """

    speakers: Sequence[int] = ()
    recommendations: Sequence[int] = ()
    statements: Sequence[int] = ()
    others: frozenset[str] = frozenset()


NOTHING = Related()

_MOST_RELATED = 256
"""Ids whose related ones are kept: the next key often asks for the same."""


class Links(Mapping[str, Item]):
    """A record that was checked, as a mapping from every id to what it names.

    What belongs to an id is put together when it is asked for, so that a record takes little more
    memory than its ids.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        event, organizations, themes = record.event, record.organizations, record.themes
        self._declared: dict[str, Item] = {event.id: event}
        for items in (organizations, themes, record.speakers, record.recommendations):
            self._declared |= {item.id: item for item in items}
        self._sources = {source.id: source for source in record.sources}
        self._positions = {speaker.id: n for n, speaker in enumerate(record.speakers)}
        self._related: Recent[str, Related] = Recent(_MOST_RELATED)

    def prepare(self, progress: Progress = quiet) -> None:
        """Pass over the record now, lest the first key wait for it."""
        self._belonging = Belonging(self, progress)

    @cached_property
    def _belonging(self) -> Belonging:
        return Belonging(self, quiet)

    def speakers(self, ids: Iterable[str]) -> tuple[Speaker, ...]:
        """Return the speakers with the ids, each once."""
        items = map(self._declared.get, dict.fromkeys(ids))
        return tuple(item for item in items if isinstance(item, Speaker))

    def position(self, speaker: Speaker) -> int:
        """Return the position of a speaker of the record."""
        return self._positions[speaker.id]

    def __getitem__(self, name: str) -> Item:
        """Return what an id names. Raise KeyError for an id that the record does not have."""
        if item := self._declared.get(name):
            return item
        if name.startswith(IN_WORDS):
            return self._belonging.in_words[name]
        owner, _, number = name.partition("/")
        position = int(number) - 1 if number.isdecimal() else -1
        holder = self._declared.get(owner)
        derived: tuple[Claim | Response, ...] = ()
        if owner == POINT and position < len(self.record.event.points):
            derived = self.record.event.points
        elif isinstance(holder, Speaker):
            derived = holder.statements
        elif isinstance(holder, Recommendation):
            derived = holder.responses
        if not 0 <= position < len(derived):
            raise KeyError(name)
        return derived[position]

    @property
    def owners(self) -> Collection[str]:
        """What the ids begin with that the record has: all others are derived from these."""
        return self._declared.keys() | {POINT}

    def __iter__(self) -> Iterator[str]:
        """Return all ids, those of points, statements and responses last."""
        yield from self._declared
        yield from (name for name, claim in self.all_claims() if not hasattr(claim, "id"))
        yield from (name for name, _ in self.all_responses())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def all_claims(self) -> Iterator[NamedClaim]:
        """Return every point, statement and recommendation, in the record's order."""
        yield from points(self.record.event)
        for speaker in self.record.speakers:
            yield from statements(speaker)
        yield from ((item.id, item) for item in self.record.recommendations)

    def all_responses(self) -> Iterator[NamedResponse]:
        """Return every response, in the record's order."""
        for item in self.record.recommendations:
            yield from responses(item)

    def responses(self, name: str) -> list[NamedResponse]:
        """Return the responses to a recommendation, oldest first; none for any other id."""
        item = self.get(name)
        return list(responses(item)) if isinstance(item, Recommendation) else []

    def recommendation(self, response: str) -> str:
        """Return the id of the recommendation that a response, by its id, responds to."""
        return response.partition("/")[0] if isinstance(self.get(response), Response) else ""

    def party(self, words: str) -> Organization | None:
        """Return the organization that an addressee or a response's `by` is; None for words."""
        item = self._declared.get(words)
        return item if isinstance(item, Organization) else None

    def addressees(self, item: Recommendation) -> dict[str, str]:
        """Return the names of whom a recommendation asks, each with the words that say so first."""
        names: dict[str, str] = {}
        for words in item.to:
            name = words if self.party(words) else in_words(words)
            if name:
                names.setdefault(name, words)
        return names

    @property
    def addressees_in_words(self) -> Collection[str]:
        """The names of the addressees that are no organization, as they are asked first."""
        return self._belonging.in_words.keys()

    def asked(self, addressee: str) -> list[tuple[str, Recommendation]]:
        """Return the recommendations that an addressee is asked for, in the record's order."""
        items = self.record.recommendations
        positions = self._belonging.asked.get(addressee, ())
        return [(items[position].id, items[position]) for position in positions]

    def times_asked(self, addressee: str) -> int:
        """Return how many recommendations an addressee is asked for."""
        return len(self._belonging.asked.get(addressee, ()))

    def answered(self, organization: str) -> list[NamedResponse]:
        """Return the responses that an organization gave, in the record's order."""
        positions = self._belonging.answered.get(organization, ())
        given = (each for n in positions for each in responses(self.record.recommendations[n]))
        return [(name, response) for name, response in given if response.by == organization]

    def claims(self, name: str) -> list[NamedClaim]:
        """Return the claims of an id in the order of the record; a claim is its own."""
        item = self.get(name)
        if isinstance(item, Claim):
            return [(name, item)]
        if isinstance(item, Event):
            return list(points(item))
        behind = self._belonging.behind.get(name)
        return behind.claims if behind else []

    def related(self, name: str) -> Related:
        """Return what belongs to an id.

        To a speaker its organization, claims and their themes; to a claim its speakers, their
        organizations, those that are asked or respond, and its themes; to a theme its claims and
        their speakers; to an organization its speakers, their claims and what it is asked for (to
        an addressee in words the last alone); to a response its recommendation.
        """
        return self._related.find(name, partial(self._relate, name))

    def _relate(self, name: str) -> Related:
        item = self.get(name)
        if item is None or isinstance(item, Event):
            return NOTHING
        if isinstance(item, Response):
            return Related((), tuple(n for n in self.path(name)[1:2] if isinstance(n, int)))
        if isinstance(item, Claim):
            makers = self.makers(name)
            bodies = [speaker.organization for speaker in makers if speaker.organization]
            if isinstance(item, Recommendation):
                bodies += self.addressees(item)
                bodies += filter(self.party, (response.by for response in item.responses))
            positions = sorted(self._positions[speaker.id] for speaker in makers)
            return Related(positions, others=frozenset((*item.themes, *bodies)))
        behind = self._belonging.behind.get(name, Behind())
        others = set(behind.points)
        if not isinstance(item, Speaker):
            speakers = list(behind.speakers)
            if isinstance(item, Theme):
                # Not kept: of one claim under many themes by many they are more than all else.
                speakers = sorted(map(self._positions.__getitem__, _maker_ids(behind.claims)))
            recommendations: Sequence[int] = behind.recommendations
            if asked := self._belonging.asked.get(name):
                recommendations = sorted({*recommendations, *asked})
            return Related(speakers, recommendations, behind.statements, frozenset(others))
        others.update(theme for _, claim in behind.claims for theme in claim.themes)
        others |= {item.organization} - {""}
        return Related((), behind.recommendations, behind.statements, frozenset(others))

    def makers(self, name: str) -> tuple[Speaker, ...]:
        """Return the speakers of a claim, each once, in the order given."""
        claim = self.get(name)
        if isinstance(claim, Point | Recommendation):
            return self.speakers(claim.by)
        if isinstance(claim, Statement):
            return self.speakers([name.partition("/")[0]])
        return ()

    def speakers_from(self, organization: str) -> list[str]:
        """Return the ids of an organization's speakers in the order of the record."""
        behind = self._belonging.behind.get(organization)
        speakers = self.record.speakers
        return [speakers[position].id for position in behind.speakers] if behind else []

    def organization(self, speaker: Speaker) -> Organization | None:
        """Return the organization a speaker comes from."""
        return self.party(speaker.organization)

    def themes(self, claim: Claim) -> list[Theme]:
        """Return the themes of a claim."""
        items = map(self._declared.get, claim.themes)
        return [item for item in items if isinstance(item, Theme)]

    def evidence(self, name: str) -> tuple[Evidence, ...]:
        """Return the evidence that stands at an id itself."""
        item = self.get(name)
        if item is None or isinstance(item, Organization | Theme | Addressee):
            return ()
        return item.evidence

    def path(self, name: str) -> Path:
        """Return the way to what an id names from the top of the record; to the event for none."""
        owner, _, number = name.partition("/")
        item = self.get(name)
        if isinstance(item, Point):
            return ("event", "points", int(number) - 1)
        if isinstance(item, Statement):
            return (*self.path(owner), "statements", int(number) - 1)
        if isinstance(item, Response):
            return (*self.path(owner), "responses", int(number) - 1)
        if isinstance(item, Addressee):
            return ("recommendations", self._belonging.asked[name][0], "to")
        return self._paths.get(name, ("event",))

    @cached_property
    def _paths(self) -> dict[str, Path]:
        sections = ("organizations", "themes", "speakers", "recommendations")
        return {
            item.id: (section, position)
            for section in sections
            for position, item in enumerate(getattr(self.record, section))
        }

    def source(self, evidence: Evidence) -> Source | None:
        """Return the source that a piece of evidence cites: the only one where it names none."""
        if evidence.source:
            return self._sources.get(evidence.source)
        return next(iter(self.record.sources), None)

    def moment(self, evidence: Evidence) -> str:
        """Return the time into a video at which the words of evidence are; empty for the rest."""
        source = self.source(evidence)
        return evidence.time if source and source.type == "video" else ""


def _maker_ids(claims: Iterable[NamedClaim]) -> set[str]:
    """Return the ids of the speakers of claims."""
    return {
        maker for name, claim in claims for maker in getattr(claim, "by", (name.partition("/")[0],))
    }
