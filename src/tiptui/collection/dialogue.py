"""A record that was opened, with its texts and all that is derived from the two."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import cached_property, partial
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from tiptui.collection.things import Belonging, Ids, Things
from tiptui.record.ids import walk_evidence
from tiptui.record.model import Evidence, Record
from tiptui.record.searched import Searched, fold_record
from tiptui.text.visible import clip

if TYPE_CHECKING:
    from tiptui.proof.locate import Located
    from tiptui.proof.passages import Passages
    from tiptui.proof.quotations import LocatedEvidence
    from tiptui.proof.source_text import SourceText

NO_TEXTS: "Mapping[str, SourceText]" = MappingProxyType({})


MOST_IN_WORDS = 50
"""Addressees in words that the event lists; the counts have all."""


class State(IntEnum):
    """What is known of what the texts of a dialogue tell. The rest is found in a thread."""

    WAITING = 0
    """Nothing: they are large, or documents that are not read yet."""

    CHECKED = 1
    """How each quotation was found."""

    READY = 2
    """All of it: what is not known yet is found at once, when it is asked for."""


class Dialogue:
    """A record, and the texts that are at hand by the ids of their sources.

    What is derived from them is found once, when it is asked for. When a file changes, another
    dialogue takes the place of this one. `alone` says that it was opened by itself: its ids are
    keys then; else the event goes before them.
    """

    def __init__(
        self,
        record: Record,
        texts: "Mapping[str, SourceText]" = NO_TEXTS,
        file: str = "",
        alone: bool = True,
        state: State = State.READY,
        searched: Searched | None = None,
    ) -> None:
        self.record = record
        if searched:
            self.searched = searched
        self.texts = texts
        self.file = file
        self.is_alone = alone
        self.prefix = "" if alone else f"{record.event.id}#"
        self.state = state
        self.quote_counts: Counter[str] | None = None
        """How many quotations have which status; None until they are checked."""
        self.wrong: Counter[Evidence] = Counter()
        """The quotations whose source has not got them there; none until they are checked."""
        self._nowhere: set[Evidence] = set()
        self._located: dict[Evidence, Located] = {}

    @property
    def id(self) -> str:
        """The id of the event: the record's global name."""
        return self.record.event.id

    @property
    def name(self) -> str:
        """What its event was called."""
        return self.record.event.name

    @property
    def date(self) -> str:
        """When its event was, which may be a month or a year."""
        return self.record.event.start_date

    def __repr__(self) -> str:
        return f"<dialogue {self.id}: {clip(self.name)}>"

    def key(self, local: str) -> str:
        """Return what the collection has a thing of the record under, by its id."""
        return _key(self.id, self.prefix, local)

    def with_texts(
        self, texts: "Mapping[str, SourceText]", state: State = State.READY
    ) -> "Dialogue":
        """Return the same record with other texts."""
        other = Dialogue(self.record, texts, self.file, self.is_alone, state)
        other.ids, other.belonging, other.searched = self.ids, self.belonging, self.searched
        return other

    @property
    def things(self) -> Things:
        """All that the record has, resolved."""
        return Things(self)  # kept, it would stand in a circle with the dialogue

    @cached_property
    def ids(self) -> Ids:
        """What each id of the record is of."""
        return Ids(self.record)

    @cached_property
    def searched(self) -> Searched:
        """What is searched of the record, folded."""
        return fold_record(self.record)

    @cached_property
    def belonging(self) -> Belonging:
        """What belongs to which id."""
        return Belonging(self.record, self.ids)

    @cached_property
    def passages(self) -> "Passages":
        """The places of the sources where a reader stops, with what rests on them."""
        # Not above: most readers start without it.
        from tiptui.proof.passages import Passages

        # Not its own method: in a circle the record and its texts would stay when it is done with.
        return Passages(self.record, self.texts, partial(_key, self.id, self.prefix))

    @cached_property
    def event_stops(self) -> tuple[str, ...]:
        """Where the cursor stops in the event: itself, organizers, themes, parties, points."""
        event = self.record.event
        organizers = (organizer.organization for organizer in event.organizers)
        themes = (theme.id for theme in self.record.themes)
        others = dict.fromkeys((*organizers, *themes, *self.parties))
        return (event.id, *others, *(point.id for point in self.things.points))

    @cached_property
    def theme_counts(self) -> Mapping[str, tuple[int, int]]:
        """How many claims each theme has, by its id, and how many of them are recommendations."""
        claims = {theme.id: theme.claims for theme in self.things.themes}
        return {
            id: (len(own), sum(each.is_recommendation for each in own))
            for id, own in claims.items()
        }

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Whom recommendations ask, and the organizations that responded, by name.

        Of those that are asked in words the first few: each is made anew with every query.
        """
        things = self.things
        bodies = (body.id for body in things.organizations if body.times_asked or body.responses)
        return (*bodies, *islice(self.belonging.in_words, MOST_IN_WORDS))

    # What the texts tell.

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
                self._nowhere = {each.evidence for each in quotations if not each.located.end}
            else:
                # Counted without being looked for, which takes longer than all else.
                counts = Counter(unchecked=sum(1 for _ in walk_evidence(self.record)))
            self.quote_counts = counts
            self.state = max(self.state, State.CHECKED)
        return self.quote_counts

    def look_through(self) -> "tuple[Sequence[LocatedEvidence], Mapping[str, SourceText]]":
        """Return every quotation, as it stands in the texts, and these.

        There may be thousands: nothing is kept of texts that are not shown yet.
        """
        # Not above: most readers start without them.
        from tiptui.proof.quotations import quotations_of
        from tiptui.proof.source_text import texts_once

        texts = texts_once(self.texts)
        is_kept = texts == self.texts
        return self.passages.quotations if is_kept else quotations_of(self.record, texts), texts

    def proof(self, evidence: Evidence) -> "Located":
        """Return what was found of a quotation in the text of its source, if that is at hand."""
        if evidence not in self._located and self.texts and self.state is not State.WAITING:
            self._located |= {each.evidence: each.located for each in self.passages.quotations}
        from tiptui.proof.locate import UNCHECKED

        return self._located.get(evidence, UNCHECKED)

    def locate(self, evidence: Iterable[Evidence]) -> None:
        """Find the words of some evidence now; `proof` of any other looks for all of the record."""
        if self.texts and self.quote_counts is None:
            # Not above: most readers start without it.
            from tiptui.proof.quotations import locate

            self._located |= locate(self.record, self.texts, evidence)

    def stands(self, evidence: Evidence) -> bool:
        """Return whether the words of evidence are anywhere in the text of its source."""
        if self.quote_counts is None:
            return bool(self.texts) and self.proof(evidence).end > 0
        return bool(self.texts) and evidence not in self._nowhere


def _key(event: str, prefix: str, local: str) -> str:
    return local if local == event else prefix + local
