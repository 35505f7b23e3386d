"""A record that was opened, with its texts and all that is derived from the two."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from tiptui.collection.belonging import Belonging, Ids
from tiptui.collection.things import Things
from tiptui.record.model import Evidence, Record
from tiptui.record.rules import all_evidence

if TYPE_CHECKING:
    from tiptui.proof.locate import Located
    from tiptui.proof.passages import Passages
    from tiptui.proof.source_text import SourceText

NO_TEXTS: "Mapping[str, SourceText]" = MappingProxyType({})


MOST_IN_WORDS = 50
"""Addressees in words that the event lists; the counts have all."""


class Dialogue:
    """A record, and the texts that are at hand by the ids of their sources.

    What is derived from them is found once, when it is asked for. When a file changes, another
    dialogue takes the place of this one. `prefix` goes before its ids where it is one of several.
    """

    def __init__(
        self,
        record: Record,
        texts: "Mapping[str, SourceText]" = NO_TEXTS,
        file: str = "",
        several: bool = False,
    ) -> None:
        self.record = record
        self.texts = texts
        self.file = file
        self.prefix = f"{record.event.id}#" if several else ""
        self.takes_long = False
        """Whether what the texts tell is found out in a thread, so that no key waits for it."""
        self._located: dict[Evidence, Located] = {}

    @property
    def id(self) -> str:
        """The id of the event: the record's global name."""
        return self.record.event.id

    def name(self, local: str) -> str:
        """Return what an id of the record is called in the collection."""
        return _name(self.id, self.prefix, local)

    @property
    def is_ready(self) -> bool:
        """Whether the sources can be opened without a wait."""
        return not self.takes_long or self.passages.is_prepared

    def with_texts(self, texts: "Mapping[str, SourceText]") -> "Dialogue":
        """Return the same record with other texts."""
        other = Dialogue(self.record, texts, self.file, bool(self.prefix))
        other.ids, other.belonging = self.ids, self.belonging
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
    def belonging(self) -> Belonging:
        """What belongs to which id."""
        return Belonging(self.record, self.ids)

    @cached_property
    def passages(self) -> "Passages":
        """The places of the sources where a reader stops, with what rests on them."""
        # Not above: most readers start without it.
        from tiptui.proof.passages import Passages

        # Not its own method: in a circle the record and its texts would stay when it is done with.
        return Passages(self.record, self.texts, partial(_name, self.id, self.prefix))

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
        return {
            theme.id: (len(theme.claims), sum(claim.is_recommendation for claim in theme.claims))
            for theme in self.things.themes
        }

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Whom recommendations ask, and the organizations that responded, by name.

        Of those that are asked in words the first few: each is made anew with every query.
        """
        things = self.things
        bodies = (body.id for body in things.organizations if body.asked or body.answers)
        return (*bodies, *islice(self.belonging.in_words, MOST_IN_WORDS))

    def proof(self, evidence: Evidence) -> "Located":
        """Return what was found of a quotation in the text of its source, if that is at hand."""
        if evidence not in self._located and self.texts and self.knows_proof():
            self._located |= {each.evidence: each.located for each in self.passages.quotations}
        from tiptui.proof.locate import UNCHECKED

        return self._located.get(evidence, UNCHECKED)

    def locate(self, evidence: Iterable[Evidence]) -> None:
        """Find the words of some evidence now; `proof` of any other looks for all of the record."""
        if self.texts and not self.is_checked:
            # Not above: most readers start without it.
            from tiptui.proof.quotations import locate

            self._located |= locate(self.record, self.texts, evidence)

    def knows_proof(self) -> bool:
        """Return whether it can be told at once how each quotation was found."""
        return self.is_checked or not self.takes_long

    def stands(self, evidence: Evidence) -> bool:
        """Return whether the words of evidence are anywhere in the text of its source."""
        return bool(self.texts) and self.proof(evidence).end > 0

    @cached_property
    def quote_counts(self) -> Counter[str]:
        """How many quotations have which status."""
        if not self.texts:
            # Counted without being looked for, which takes longer than all else.
            return Counter({"unchecked": sum(1 for _ in all_evidence(self.record))})
        return Counter(each.located.status.value for each in self.passages.quotations)

    @property
    def is_checked(self) -> bool:
        """Whether the quotations are counted, which takes a while where they are many."""
        return "quote_counts" in self.__dict__


def _name(event: str, prefix: str, local: str) -> str:
    return local if local == event else prefix + local
