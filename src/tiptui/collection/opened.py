"""What was opened: one value with all that is derived from it."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tiptui.collection.stops import Stops, Subject
from tiptui.files.progress import Progress, between, quiet
from tiptui.record.links import Item, Links
from tiptui.record.model import Evidence, Record
from tiptui.record.recent import Recent
from tiptui.search.index import Index
from tiptui.search.matches import Matches

if TYPE_CHECKING:
    from tiptui.sources.locate import Located
    from tiptui.sources.passages import Passages
    from tiptui.sources.source_text import SourceText

NO_TEXTS: "Mapping[str, SourceText]" = MappingProxyType({})

_MOST_KEPT = 64
"""Details and narrowed lists that are kept: the next key often asks for the same."""


class Dialogue(NamedTuple):
    """A record, and the texts that are at hand by the ids of their sources."""

    record: Record
    texts: "Mapping[str, SourceText]" = NO_TEXTS


class Collection:
    """The dialogues that were opened, with all that is derived from them: found once, when asked.

    When a file changes, another collection takes the place of this one. It holds one dialogue.
    """

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogues = (dialogue,)
        self.takes_long = False
        """Whether what the texts tell is found out in a thread, so that no key waits for it."""
        self._stops: Recent[Subject, Stops] = Recent(_MOST_KEPT)
        self._narrowed: Recent[tuple[Matches, str], Matches] = Recent(_MOST_KEPT)

    @property
    def record(self) -> Record:
        """The record of the one dialogue."""
        return self.dialogues[0].record

    @property
    def texts(self) -> "Mapping[str, SourceText]":
        """The texts that are at hand, by the ids of their sources."""
        return self.dialogues[0].texts

    def prepare(
        self, progress: Progress = quiet, earlier: "tuple[Collection, frozenset[str]] | None" = None
    ) -> None:
        """Link and index now, lest the first key wait for it.

        `earlier` is the collection before a change, with the ids of all that differs.
        """
        self.links = Links(self.record, between(0, 0.4, progress))
        before = earlier and (earlier[0].index, earlier[1])
        self.index = Index(self.links, between(0.4, 1, progress), before)
        progress(1)

    def with_texts(self, texts: "Mapping[str, SourceText]") -> "Collection":
        """Return the same records with other texts."""
        other = Collection(Dialogue(self.record, texts))
        other.links, other.index = self.links, self.index
        return other

    @cached_property
    def links(self) -> Links:
        """Who belongs to what."""
        return Links(self.record)

    @cached_property
    def index(self) -> Index:
        """All that is searched by keystroke."""
        return Index(self.links)

    @cached_property
    def passages(self) -> "Passages":
        """The places of the sources where a reader stops, with what rests on them."""
        # Not above: most readers start without it.
        from tiptui.sources.passages import Passages

        return Passages(self.links, self.texts)

    @property
    def is_ready(self) -> bool:
        """Whether the sources can be opened without a wait."""
        return not self.takes_long or self.passages.is_prepared

    @cached_property
    def event_stops(self) -> tuple[str, ...]:
        """Where the cursor stops in the event: itself, organizers, themes, points, by id."""
        event = self.record.event
        organizers = dict.fromkeys(organizer.organization for organizer in event.organizers)
        themes = (theme.id for theme in self.record.themes)
        points = (name for name, _ in self.links.claims(event.id))
        return (event.id, *organizers, *themes, *points)

    def item(self, subject: Subject) -> Item | None:
        """Return what an id names; None for no id of the records, and for a passage."""
        return self.links.get(subject) if isinstance(subject, str) else None

    def stops(self, subject: Subject) -> Stops:
        """Return where the cursor stops in the detail of a subject."""
        known = self._stops.get(subject)
        if known is not None:
            return known
        links = self.links
        if isinstance(subject, str):
            stops = Stops(links.claims(subject), links.stop_counts(subject))
        else:
            claims = [(name, links[name]) for name in subject.claims]
            stops = Stops(claims, (1 + len(links.evidence(name)) for name in subject.claims))
        return self._stops.keep(subject, stops)

    def narrow(self, matches: Matches, kind: str, subject: str) -> Matches:
        """Return the matches that belong to a subject: `speakers`, or `recommendations`."""
        known = self._narrowed.get((matches, subject))
        if known is not None:
            return known
        related = self.links.related(subject)
        rows = related.speakers if kind == "speakers" else related.recommendations
        return self._narrowed.keep((matches, subject), matches.among(rows))

    def proof(self, evidence: Evidence) -> "Located":
        """Return what was found of a quotation in the text of its source, if that is at hand."""
        if self.is_checked or not self.takes_long:
            found = self._located.get(evidence)
            if found is not None:
                return found
        from tiptui.sources.locate import UNCHECKED

        return UNCHECKED

    @cached_property
    def quote_counts(self) -> Counter[str]:
        """How many quotations have which status."""
        return Counter(each.located.status.value for each in self.passages.quotations)

    @property
    def is_checked(self) -> bool:
        """Whether the quotations are counted, which takes a while where they are many."""
        return "quote_counts" in self.__dict__

    def check(self) -> None:
        """Count the quotations now."""
        self.quote_counts  # noqa: B018 (found once, when asked)

    @cached_property
    def _located(self) -> "dict[Evidence, Located]":
        # Equal evidence stands in the same words of the same source.
        return (
            {each.evidence: each.located for each in self.passages.quotations} if self.texts else {}
        )
