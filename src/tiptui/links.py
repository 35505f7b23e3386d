"""Who belongs to what, both ways.

Everything in a record is named by one id: events, organizations, themes, speakers and
recommendations by their own, statements and points by a derived one, counted from 1:
`SPEAKER/2`, `point/1`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tiptui.model import (
    Claim,
    Event,
    Evidence,
    Organization,
    Point,
    Recommendation,
    Record,
    Source,
    Speaker,
    Statement,
    Theme,
)

Item = Event | Organization | Theme | Speaker | Claim
"""What can stand under a cursor."""


class Links(NamedTuple):
    """A record with its ids resolved.

    `items` has everything by its id; `related` the ids that belong to an id, in both directions:
    a speaker's organization, claims and themes; a claim's speakers, their organizations and its
    themes; a theme's claims and their speakers; an organization's speakers and their claims.
    """

    record: Record
    items: dict[str, Item]
    related: dict[str, frozenset[str]]
    makers: dict[str, tuple[Speaker, ...]]
    """The speakers of each claim, by its id."""

    def claims(self, name: str) -> list[tuple[str, Claim]]:
        """Gives the claims of an id in the order of the record, as (id, claim); a claim itself."""
        item = self.items.get(name)
        if isinstance(item, Claim):
            return [(name, item)]
        if isinstance(item, Event):
            return list(_points(item))
        related = self.related.get(name, frozenset())
        return [(other, claim) for other, claim in _claims(self.record) if other in related]

    def organization(self, speaker: Speaker) -> Organization | None:
        """Gives the organization a speaker comes from."""
        item = self.items.get(speaker.organization)
        return item if isinstance(item, Organization) else None

    def themes(self, claim: Claim) -> list[Theme]:
        """Gives the themes of a claim."""
        items = (self.items.get(name) for name in claim.themes)
        return [item for item in items if isinstance(item, Theme)]

    def source(self, evidence: Evidence) -> Source | None:
        """Gives the source that a piece of evidence cites: the only one where it names none."""
        sources = self.record.sources
        if not evidence.source:
            return sources[0] if sources else None
        return next((source for source in sources if source.id == evidence.source), None)


def link(record: Record) -> Links:
    """Gives a record that was checked with its ids resolved."""
    items: dict[str, Item] = {record.event.id: record.event}
    items |= {organization.id: organization for organization in record.organizations}
    items |= {theme.id: theme for theme in record.themes}
    items |= {speaker.id: speaker for speaker in record.speakers}
    items |= dict(_claims(record))
    makers = {name: _makers(name, claim, items) for name, claim in _claims(record)}
    related: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in _pairs(record, makers):
        related[one].add(other)
        related[other].add(one)
    return Links(record, items, {name: frozenset(ids) for name, ids in related.items()}, makers)


def _points(event: Event) -> Iterator[tuple[str, Point]]:
    return ((f"point/{number}", point) for number, point in enumerate(event.points, 1))


def _statements(speaker: Speaker) -> Iterator[tuple[str, Statement]]:
    return ((f"{speaker.id}/{number}", said) for number, said in enumerate(speaker.statements, 1))


def _claims(record: Record) -> Iterator[tuple[str, Claim]]:
    yield from _points(record.event)
    for speaker in record.speakers:
        yield from _statements(speaker)
    yield from ((item.id, item) for item in record.recommendations)


def _makers(name: str, claim: Claim, items: dict[str, Item]) -> tuple[Speaker, ...]:
    ids: Iterable[str]
    if isinstance(claim, Point | Recommendation):
        ids = dict.fromkeys(claim.by)
    else:
        ids = [name.partition("/")[0]]
    return tuple(item for item in map(items.get, ids) if isinstance(item, Speaker))


def _pairs(record: Record, makers: dict[str, tuple[Speaker, ...]]) -> Iterator[tuple[str, str]]:
    """Gives each two ids that belong to each other, in one direction."""
    for speaker in record.speakers:
        if speaker.organization:
            yield speaker.id, speaker.organization
    for name, claim in _claims(record):
        for theme in claim.themes:
            yield name, theme
        for speaker in makers[name]:
            yield name, speaker.id
            if speaker.organization:
                yield name, speaker.organization
            yield from ((speaker.id, theme) for theme in claim.themes)
