"""A record that was opened, with its texts and all that is derived from the two.

Its claims are numbered together in its order: points, statements, recommendations. What has no id
of its own is called as `tiptui.record.ids` says.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from tiptui.collection.thing import (
    MOST_IN_WORDS,
    Addressee,
    Claim,
    Event,
    Organization,
    Person,
    Source,
    Theme,
    Thing,
)
from tiptui.record import model
from tiptui.record.follow_up import statuses
from tiptui.record.forms import MISSING
from tiptui.record.ids import IN_WORDS, Belonging, RecordIds, part_id, walk_evidence
from tiptui.record.model import Evidence, Record
from tiptui.record.searched import Searched, fold_record
from tiptui.text.visible import clip

if TYPE_CHECKING:
    from tiptui.proof.locate import Located
    from tiptui.proof.passages import Passages
    from tiptui.proof.quotations import LocatedEvidence
    from tiptui.proof.source_text import SourceText

    Texts = Mapping[str, SourceText]

NO_TEXTS: "Texts" = MappingProxyType({})


class State(IntEnum):
    """What is known of what the texts of a dialogue tell. The rest is found in a thread."""

    WAITING = 0
    """Nothing: they are large, or documents that are not read yet."""

    CHECKED = 1
    """How each quotation was found."""

    READY = 2
    """All of it: what is not known yet is found at once, when it is asked for."""


T = TypeVar("T", bound=Thing)

_CLASSES: dict[str, type[Thing]] = {
    **{"organizations": Organization, "themes": Theme},
    **{"speakers": Person, "recommendations": Claim},
}


class Dialogue:
    """A record, and the texts that are at hand by the ids of their sources.

    What is derived from them is found once, when it is asked for. When a file changes, another
    takes its place.
    """

    def __init__(
        self,
        record: Record,
        texts: "Texts" = NO_TEXTS,
        file: str = "",
        state: State = State.READY,
        searched: Searched | None = None,
    ) -> None:
        self.record = record
        if searched:
            self.searched = searched
        self.texts = texts
        self.file = file
        self.id: str = record.event.id
        """The record's global name."""
        event = record.event
        self.name: str = MISSING.get(event.name, event.name)
        self.known_date: str = "" if event.start_date in MISSING else event.start_date
        self.date: str = self.known_date or MISSING[event.start_date]
        """When its event was, which may be a month or a year."""
        self.missing = [each for each in (self.name, self.date) if each in MISSING.values()]
        self.state = state
        self.quote_counts: Counter[str] | None = None
        """How many quotations have which status; None until they are checked."""
        self.wrong: Counter[Evidence] = Counter()
        """The quotations whose source has not got them there; none until they are checked."""
        self._located: dict[Evidence, Located] = {}

    def __repr__(self) -> str:
        return f"<dialogue {self.id}: {clip(self.name)}>"

    def ref_of(self, id: str) -> str:
        """Return the ref of a thing of the record by its id: `EVENT#ID`, of the event its own."""
        return id if id == self.id else f"{self.id}#{id}"

    def with_texts(self, texts: "Texts", state: State = State.READY) -> "Dialogue":
        other = Dialogue(self.record, texts, self.file, state)
        other.ids, other.belonging, other.searched = self.ids, self.belonging, self.searched
        return other

    @cached_property
    def ids(self) -> RecordIds:
        return RecordIds(self.record)

    @cached_property
    def searched(self) -> Searched:
        return fold_record(self.record)

    @cached_property
    def belonging(self) -> Belonging:
        return Belonging(self.record, self.ids)

    # All of a kind, in the record's order.

    @property
    def event(self) -> Event:
        return Event(self, self.id, self.record.event)

    @property
    def organizations(self) -> list[Organization]:
        return self._all(Organization, self.record.organizations)

    @property
    def themes(self) -> list[Theme]:
        return self._all(Theme, self.record.themes)

    @property
    def people(self) -> list[Person]:
        return self._all(Person, self.record.speakers)

    @property
    def points(self) -> list[Claim]:
        return [self.claim(n) for n in range(len(self.record.event.points))]

    @property
    def recommendations(self) -> list[Claim]:
        return self._all(Claim, self.record.recommendations)

    @property
    def claims(self) -> Iterator[Claim]:
        return chain(map(self.claim, range(self.ids.first["recommendation"])), self.recommendations)

    @property
    def sources(self) -> list[Source]:
        return self._all(Source, self.record.sources)

    @property
    def addressees(self) -> list[Addressee]:
        """Those that are no organization, as they are asked first."""
        in_words = self.belonging.in_words.items()
        return [Addressee(self, *each, n) for n, each in enumerate(in_words)]

    def _all(self, make: type[T], items: Sequence[Any]) -> list[T]:
        return [make(self, each.id, each, n) for n, each in enumerate(items)]

    # One, by its number or its id.

    def claim(self, number: int) -> Claim:
        """Return a claim by its number among all."""
        record, ids = self.record, self.ids
        if (asked := number - ids.first["recommendation"]) >= 0:
            item = record.recommendations[asked]
            return Claim(self, item.id, item, asked)
        if number < ids.first["statement"]:
            point = record.event.points[number]
            return Claim(self, part_id(point, "point", number), point, number)
        position = bisect_right(ids.first_said, number) - 1
        speaker, inside = record.speakers[position], number - ids.first_said[position]
        said = speaker.statements[inside]
        return Claim(self, part_id(said, speaker.id, inside), said, number - ids.first["statement"])

    def __getitem__(self, id: str) -> Thing:
        """Return the thing with an id. Raise KeyError for an id that the record does not have."""
        if id.startswith(IN_WORDS):
            return Addressee(self, id, self.belonging.in_words[id])
        path: Any = self.ids.declared.get(id) or self.ids.path(id)
        if len(path) == 2:
            section, position = path
            item = getattr(self.record, section)[position]
            return _CLASSES[section](self, id, item, position)
        if len(path) == 1:
            return self.event
        if len(path) == 3:
            return self.claim(path[2])
        section, position, number = path[0], int(path[1]), int(path[3])
        if section == "speakers":
            return self.claim(self.ids.first_said[position] + number)
        return self.claim(self.ids.first["recommendation"] + position).responses[number]

    def get(self, id: str) -> Thing | None:
        """Return the thing with an id; None for an id that the record does not have."""
        try:
            return self[id]
        except KeyError:
            return None

    def those(self, ids: Iterable[str]) -> list[Any]:
        """Return the things with some ids, each once."""
        return [self[id] for id in dict.fromkeys(ids)]

    def organization(self, words: str) -> Organization | None:
        """Return the organization that an addressee or who responded is; None for words."""
        return cast(Organization, self[words]) if self.ids.is_body(words) else None

    def source(self, evidence: Evidence) -> model.RecordedSource | None:
        """Return the source that a piece of evidence cites: the only one where it names none."""
        sources = self.ids.sources
        return sources.get(evidence.source or next(iter(sources), ""))

    @cached_property
    def event_stops(self) -> tuple[str, ...]:
        """Where the cursor stops in the event: itself, organizers, themes, parties, points."""
        organizers = (organizer.organization for organizer in self.record.event.organizers)
        themes = (theme.id for theme in self.record.themes)
        others = dict.fromkeys((*organizers, *themes, *self.event.parties))
        parts = (*others, *(point.id for point in self.points))
        return (self.id, *map(self.ref_of, parts))

    @cached_property
    def statuses(self) -> Counter[str]:
        """How many recommendations have which status, under "" those that have none."""
        return statuses(self.record.recommendations)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many speakers, statements and recommendations it has."""
        said, asked = self.ids.first.values()
        return len(self.record.speakers), asked - said, len(self.record.recommendations)

    @property
    def unlisted(self) -> int:
        """How many addressees in words its event does not list."""
        return max(0, len(self.belonging.in_words) - MOST_IN_WORDS)

    # What the texts tell.

    @cached_property
    def passages(self) -> "Passages":
        # Not above: most readers start without it.
        from tiptui.proof.passages import Passages

        return Passages(self.record, self.texts)

    def prepare(self) -> None:
        """Find out now all that a reader of the sources asks for first."""
        self.passages.prepare()
        self.state = State.READY

    def check(self) -> Counter[str]:
        """Find all quotations in their sources now, and return how many have which status."""
        if self.quote_counts is None:
            if self.texts:
                quotations, _ = self.look_through()
                counts = Counter(str(each.located.status) for each in quotations)
                self.wrong = Counter(each.evidence for each in quotations if each.located.is_wrong)
                nowhere = (each for each in quotations if not each.located.end)
                self._located |= {each.evidence: each.located for each in nowhere}
            else:
                # Counted without being looked for, which takes longer than all else.
                counts = Counter(unchecked=sum(1 for _ in walk_evidence(self.record)))
            self.quote_counts = counts
            self.state = max(self.state, State.CHECKED)
        return self.quote_counts

    def look_through(self) -> "tuple[Sequence[LocatedEvidence], Texts]":
        """Return every quotation, as it stands in the texts, and these; keep none not shown yet."""
        from tiptui.proof.quotations import quotations_of

        texts = {name: once for name, text in self.texts.items() if (once := text.once())}
        is_kept = texts == self.texts
        return self.passages.quotations if is_kept else quotations_of(self.record, texts), texts

    def proof(self, evidence: Evidence) -> "Located":
        """Return what was found of a quotation in the text of its source, if that is at hand."""
        found = self._located.get(evidence)
        if found is None and self.texts and self.state is not State.WAITING:
            self._located |= {each.evidence: each.located for each in self.passages.quotations}
            found = self._located.get(evidence)
        from tiptui.proof.locate import UNCHECKED

        return found or UNCHECKED

    def locate(self, evidence: Iterable[Evidence]) -> None:
        """Find the words of some evidence now; `proof` of any other looks for all of the record."""
        if self.texts and self.quote_counts is None:
            from tiptui.proof.quotations import locate

            self._located |= locate(self.record, self.texts, evidence)

    def stands(self, evidence: Evidence) -> bool:
        """Return whether the words of evidence are anywhere in the text of its source."""
        # Once all are checked, those that stand nowhere are known.
        is_known = self.quote_counts is not None and evidence not in self._located
        return bool(self.texts) and (is_known or self.proof(evidence).end > 0)
