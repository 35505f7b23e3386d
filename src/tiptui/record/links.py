"""Who belongs to what, both ways.

Everything in a record is named by one id: events, organizations, themes, speakers and
recommendations by their own, statements and points by a derived one, counted from 1:
`SPEAKER/2`, `point/1`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tiptui.files.progress import Progress, between, quiet, track
from tiptui.record.model import (
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

_POINT = "point"


class Links(Mapping[str, Item]):
    """A record as a mapping from every id to what it names, with what belongs to each.

    Built in one pass; what belongs to an id is put together when it is asked for, so that a
    record takes little more memory than its ids.
    """

    MOST_KNOWN = 256
    """Ids whose related ones are kept: one view asks for the same several times."""

    def __init__(self, record: Record, progress: Progress = quiet) -> None:
        self.record = record
        event, organizations, themes = record.event, record.organizations, record.themes
        self._declared: dict[str, Item] = {event.id: event}
        for items in (organizations, themes, record.speakers, record.recommendations):
            self._declared |= {item.id: item for item in items}
        self._sources = {source.id: source for source in record.sources}
        self._claims: defaultdict[str, list[str]] = defaultdict(list)
        self._speakers: defaultdict[str, list[str]] = defaultdict(list)
        for name, point in _points(event):
            self._add(name, point, self._speakers_of(point.by))
        for speaker in track(record.speakers, between(0, 0.8, progress)):
            self._speakers[speaker.organization].append(speaker.id)
            for name, statement in _statements(speaker):
                self._add(name, statement, (speaker,))
        for recommendation in track(record.recommendations, between(0.8, 1, progress)):
            self._add(recommendation.id, recommendation, self._speakers_of(recommendation.by))
        self._known: dict[str, frozenset[str]] = {}

    def _add(self, name: str, claim: Claim, makers: Iterable[Speaker]) -> None:
        behind = dict.fromkeys(claim.themes)
        for speaker in makers:
            behind[speaker.id] = behind[speaker.organization] = None
        for other in behind:
            self._claims[other].append(name)

    def _speakers_of(self, ids: Iterable[str]) -> tuple[Speaker, ...]:
        """Return the speakers with the ids, each once."""
        items = map(self._declared.get, dict.fromkeys(ids))
        return tuple(item for item in items if isinstance(item, Speaker))

    def __getitem__(self, name: str) -> Item:
        if item := self._declared.get(name):
            return item
        owner, _, number = name.partition("/")
        position = int(number) - 1 if number.isdecimal() else -1
        holder = self._declared.get(owner)
        derived: tuple[Claim, ...] = ()
        if owner == _POINT and position < len(self.record.event.points):
            derived = self.record.event.points
        elif isinstance(holder, Speaker):
            derived = holder.statements
        if not 0 <= position < len(derived):
            raise KeyError(name)
        return derived[position]

    def __iter__(self) -> Iterator[str]:
        """Yield all ids, those of statements and points last."""
        yield from self._declared
        yield from (name for name, claim in self.all_claims() if not hasattr(claim, "id"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def all_claims(self) -> Iterator[tuple[str, Claim]]:
        """Yield every point, statement and recommendation with its id, in the record's order."""
        yield from _points(self.record.event)
        for speaker in self.record.speakers:
            yield from _statements(speaker)
        yield from ((item.id, item) for item in self.record.recommendations)

    def claim_ids(self, name: str) -> list[str]:
        """Return the ids of the claims of an id in the order of the record; a claim is its own."""
        item = self.get(name)
        if isinstance(item, Claim):
            return [name]
        if isinstance(item, Event):
            return [point for point, _ in _points(item)]
        return self._claims.get(name, []) if name else []

    def claims(self, name: str) -> list[tuple[str, Claim]]:
        """Return the claims of an id with their ids, in the order of the record."""
        pairs = ((claim, self[claim]) for claim in self.claim_ids(name))
        return [(claim, item) for claim, item in pairs if isinstance(item, Claim)]

    def related(self, name: str) -> frozenset[str]:
        """Return the ids that belong to an id, in both directions.

        To a speaker its organization, claims and their themes; to a claim its speakers, their
        organizations and its themes; to a theme its claims and their speakers; to an organization
        its speakers and their claims.
        """
        # Kept by hand: a cache that holds a method would keep a record that another has replaced.
        if name not in self._known:
            if len(self._known) >= self.MOST_KNOWN:
                del self._known[next(iter(self._known))]
            self._known[name] = self._related(name)
        return self._known[name]

    def _related(self, name: str) -> frozenset[str]:
        item = self.get(name)
        if item is None or isinstance(item, Event):
            return frozenset()
        if isinstance(item, Claim):
            makers = self.makers(name)
            bodies = (speaker.organization for speaker in makers if speaker.organization)
            return frozenset((*item.themes, *(speaker.id for speaker in makers), *bodies))
        related = set(self.claim_ids(name))
        if isinstance(item, Organization):
            related.update(self._speakers.get(name, ()))
        elif isinstance(item, Theme):
            related.update([maker.id for claim in related for maker in self.makers(claim)])
        else:
            related.update([theme for _, claim in self.claims(name) for theme in claim.themes])
            related |= {item.organization} - {""}
        return frozenset(related)

    def makers(self, name: str) -> tuple[Speaker, ...]:
        """Return the speakers of a claim, each once, in the order given."""
        claim = self.get(name)
        if isinstance(claim, Point | Recommendation):
            return self._speakers_of(claim.by)
        return self._speakers_of([name.partition("/")[0]]) if isinstance(claim, Statement) else ()

    def speakers_from(self, organization: str) -> list[str]:
        """Return the ids of an organization's speakers in the order of the record."""
        return self._speakers.get(organization, [])

    def organization(self, speaker: Speaker) -> Organization | None:
        item = self._declared.get(speaker.organization)
        return item if isinstance(item, Organization) else None

    def themes(self, claim: Claim) -> list[Theme]:
        items = (self._declared.get(name) for name in claim.themes)
        return [item for item in items if isinstance(item, Theme)]

    def source(self, evidence: Evidence) -> Source | None:
        """Return the source that a piece of evidence cites: the only one where it names none."""
        if evidence.source:
            return self._sources.get(evidence.source)
        return next(iter(self.record.sources), None)


def link(record: Record, progress: Progress = quiet) -> Links:
    """Return a record that was checked with its ids resolved."""
    return Links(record, progress)


def _points(event: Event) -> Iterator[tuple[str, Point]]:
    return ((f"{_POINT}/{number}", point) for number, point in enumerate(event.points, 1))


def _statements(speaker: Speaker) -> Iterator[tuple[str, Statement]]:
    return ((f"{speaker.id}/{number}", said) for number, said in enumerate(speaker.statements, 1))
