"""What was opened: one value with all that is derived from it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from tiptui.collection.again import beside
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.orders import Order, Orders
from tiptui.collection.questions import Questions
from tiptui.collection.related import Related, RowsOfParts
from tiptui.collection.stops import Proved, Stops, Subject
from tiptui.files.progress import Progress, quiet
from tiptui.record.items import Addressee, Item, NamedClaim
from tiptui.record.joining import Joined, Section
from tiptui.record.model import Evidence, Organization, Record, Speaker, Theme
from tiptui.record.problem import Place, Problem
from tiptui.record.recent import Recent
from tiptui.search.index import Index
from tiptui.search.matches import Matches
from tiptui.search.parts import Kind, Part
from tiptui.text.visible import plural

_MOST_KEPT = 256
"""Details and related rows that are kept: the next key often asks for the same."""

_SECTIONS: dict[type[Item], Section] = {
    Speaker: "speakers",
    Organization: "organizations",
    Theme: "themes",
}


def _named(dialogue: Dialogue, items: Iterable[Proved]) -> list[Proved]:
    return [(dialogue.name(name), item) for name, item in items]


class Trouble(NamedTuple):
    """A file that should be a record of the collection, and what keeps it from being one.

    `beside` is the problem that it has only beside the others.
    """

    file: str
    words: str
    place: Place = Place(1, 1)
    beside: Problem | None = None

    @property
    def name(self) -> str:
        """What its row is called; no id has a colon."""
        return f"file:{self.file}"


class Collection:
    """The dialogues that were opened, with all that is derived from them: found once, when asked.

    When a file changes, another collection takes the place of this one. A record that is opened by
    itself has its own ids for names; of several each name is `EVENT#ID`, that of an event its id.
    What is one in several records has one row, and the name that it has in the first of them.
    """

    def __init__(
        self,
        dialogues: Iterable[Dialogue],
        several: bool = False,
        troubles: Iterable[Trouble] = (),
    ) -> None:
        self.dialogues = tuple(dialogues)
        self.troubles = tuple(troubles)
        self.several = several
        self._troubles: dict[Subject, Trouble] = {each.name: each for each in self.troubles}
        self._numbers = {dialogue.id: number for number, dialogue in enumerate(self.dialogues)}
        self._places: Recent[str, list[tuple[Dialogue, str]]] = Recent(_MOST_KEPT)
        self._stops: Recent[Subject, Stops] = Recent(_MOST_KEPT)
        self._related: Recent[str, Related] = Recent(_MOST_KEPT)

    def prepare(self, progress: Progress = quiet) -> None:
        """Index what was opened now, lest the first key wait for it."""
        for dialogue in self.dialogues:
            dialogue.prepare(progress)
        self.index  # noqa: B018 (found once, when asked)

    @property
    def unread(self) -> str:
        """What to say of records that can't be read; empty where all can."""
        if not (bad := len(self.troubles)):
            return ""
        total = plural(bad + len(self.dialogues), "record")
        return f"{bad:,} of {total} can't be read; tiptui check says why"

    @cached_property
    def index(self) -> Index:
        """All that is searched by keystroke."""
        parts = [
            Part(
                *(each.links, each.rows, list(of.values()), each.prefix),
                *(each.stands, each.knows_proof),
            )
            for each, of in zip(self.dialogues, self._joined("speakers").of, strict=True)
        ]
        return Index(parts, self.several)

    # Names.

    def place(self, name: str) -> tuple[Dialogue, str]:
        """Return the dialogue that a name is of, and the id there. Raise KeyError for none."""
        if not self.several:
            return self.dialogues[0], name
        event, mark, local = name.partition("#")  # an addressee may have another in its words
        return self.dialogues[self._numbers[event]], local if mark else event

    def get(self, name: str) -> Item | None:
        """Return what a name is of; None for no name of the collection."""
        try:
            dialogue, local = self.place(name)
            return dialogue.links[local]
        except LookupError:
            return None

    def __getitem__(self, name: str) -> Item:
        """Return what a name is of. Raise KeyError for none."""
        dialogue, local = self.place(name)
        return dialogue.links[local]

    def item(self, subject: Subject) -> Item | None:
        """Return what a name is of; None for no name of the collection, and for a passage."""
        return self.get(subject) if isinstance(subject, str) else None

    def trouble(self, subject: Subject) -> Trouble | None:
        """Return what keeps a file from being a record, by the name of its row."""
        return self._troubles.get(subject)

    def places(self, name: str) -> Sequence[tuple[Dialogue, str]]:
        """Return each dialogue that has something, and its id there; none for no name."""
        return self._places.find(name, lambda: list(self._find_places(name)))

    def _find_places(self, name: str) -> Iterator[tuple[Dialogue, str]]:
        item = self.get(name)
        if item is None:
            return
        dialogue, local = self.place(name)
        section = _SECTIONS.get(type(item))
        if self.several and isinstance(item, Addressee):
            yield from ((each, local) for each in self.asked_in_words[local])
        elif not self.several or section is None:
            yield dialogue, local
        else:
            joined = self._joined(section)
            for number, position in joined.groups[joined.of[self._numbers[dialogue.id]][local]]:
                each = self.dialogues[number]
                yield each, getattr(each.record, section)[position].id

    @cached_property
    def asked_in_words(self) -> Mapping[str, Sequence[Dialogue]]:
        """The dialogues in which each addressee in words is asked, by its id there."""
        found: defaultdict[str, list[Dialogue]] = defaultdict(list)
        for dialogue in self.dialogues:
            for local in dialogue.links.addressees_in_words:
                found[local].append(dialogue)
        return found

    def same(self, name: str) -> list[str]:
        """Return the names of what is one with something, in the order of the dialogues."""
        return [dialogue.name(local) for dialogue, local in self.places(name)] or [name]

    def row_name(self, name: str) -> str:
        """Return the name of the row that something has: that of the first it is one with."""
        # Each record that has it may ask: not all places are listed each time.
        return next((dialogue.name(local) for dialogue, local in self._find_places(name)), name)

    def _joined(self, section: Section) -> Joined:
        if section not in self._join_by_section:
            records = [dialogue.record for dialogue in self.dialogues]
            self._join_by_section[section] = Joined(records, section)
        return self._join_by_section[section]

    @cached_property
    def _join_by_section(self) -> dict[Section, Joined]:
        return {}

    # What belongs to what.

    def claims(self, name: str) -> Iterator[NamedClaim]:
        """Yield the claims of something by their names, dialogue by dialogue."""
        for dialogue, local in self.places(name):
            for claim, item in dialogue.links.claims(local):
                yield dialogue.prefix + claim, item

    def makers(self, name: str) -> list[str]:
        """Return the names of a claim's speakers, each once, in the order given."""
        dialogue, local = self.place(name)
        return [dialogue.name(speaker.id) for speaker in dialogue.links.makers(local)]

    def evidence(self, name: str) -> tuple[Evidence, ...]:
        """Return the evidence that stands at a name itself; none for no name."""
        if self.get(name) is None:
            return ()
        dialogue, local = self.place(name)
        return dialogue.links.evidence(local)

    def entries(self, name: str) -> Sequence[Proved]:
        """Return all that is told of something: its claims, what it is asked for, its responses.

        Each with its name, dialogue by dialogue; the responses of a recommendation, those that an
        organization gave.
        """
        places = self.places(name)
        claims: Sequence[Proved]
        # Those of a record by itself are not copied: there may be many.
        claims = list(self.claims(name)) if self.several else self.dialogues[0].links.claims(name)
        further: list[Proved] = []
        for dialogue, local in places:
            further += _named(dialogue, dialogue.links.asked(local))
        for dialogue, local in places:
            links = dialogue.links
            further += _named(dialogue, [*links.answered(local), *links.responses(local)])
        known = {each for each, _ in claims} if further else ()
        further = [each for each in further if each[0] not in known]
        return [*claims, *further] if further else claims

    def stops(self, subject: Subject) -> Stops:
        """Return where the cursor stops in the detail of a subject."""
        return self._stops.find(subject, partial(self._find_stops, subject))

    def _find_stops(self, subject: Subject) -> Stops:
        if isinstance(subject, str):
            return Stops(self.entries(subject), beside(self, subject))
        return Stops([(name, self[name]) for name in subject.claims])

    def related(self, name: str) -> Related:
        """Return what belongs to something; to a dialogue all that is in it."""
        return self._related.find(name, partial(self._relate, name))

    def _relate(self, name: str) -> Related:
        if self.get(name) is None:
            return Related()
        if not self.several:
            return Related((), *self.dialogues[0].links.related(name))
        if name in self._numbers:
            return self._rows_of_parts.of_part(self._numbers[name])
        return self._rows_of_parts.of_places(
            (self._numbers[dialogue.id], dialogue.links.related(local))
            for dialogue, local in self.places(name)
        )

    @cached_property
    def _rows_of_parts(self) -> RowsOfParts:
        return RowsOfParts(self.index.parts)

    @cached_property
    def questions(self) -> Questions:
        """What queries ask of the claims: how many have what, and what belongs to a value."""
        return Questions(self.index)

    def order(self, matches: Matches, kind: Kind, by: Order) -> Matches:
        """Return the matches in a list in another order than that of the records."""
        # Not kept there: in a circle this would stay when another has taken its place.
        return self._orders.order(matches, kind, by, self._count_claims)

    @cached_property
    def _orders(self) -> Orders:
        return Orders(self.index)

    def _count_claims(self, name: str) -> int:
        related = self.related(name)
        return len(related.recommendations) + len(related.statements)

    # Quotations.

    @property
    def takes_long(self) -> bool:
        """Whether what the texts tell is found out in a thread, so that no key waits for it."""
        return any(dialogue.takes_long for dialogue in self.dialogues)

    @property
    def has_texts(self) -> bool:
        """Whether the text of any source is at hand."""
        return any(dialogue.texts for dialogue in self.dialogues)

    @cached_property
    def quote_counts(self) -> Counter[str]:
        """How many quotations have which status."""
        return sum((dialogue.quote_counts for dialogue in self.dialogues), Counter())

    @property
    def is_checked(self) -> bool:
        """Whether the quotations are counted, which takes a while where they are many."""
        counted = "quote_counts" in self.__dict__
        return counted or all(dialogue.is_checked for dialogue in self.dialogues)

    def check(self, progress: Progress = quiet) -> None:
        """Find all quotations in their sources now, and count them."""
        for number, dialogue in enumerate(self.dialogues):
            progress(number / len(self.dialogues))
            dialogue.quote_counts  # noqa: B018 (found once, when asked)

    def wrong_quotations(self) -> Counter[tuple[str, Evidence]]:
        """Return the quotations whose source has not got them there, with the ids of events."""
        return Counter(
            (dialogue.id, each.evidence)
            for dialogue in self.dialogues
            if dialogue.quote_counts["missing"] or dialogue.quote_counts["elsewhere"]
            for each in dialogue.passages.quotations
            if each.located.is_wrong
        )

    # A record by itself.

    @property
    def record(self) -> Record:
        """The record that was opened by itself."""
        return self.dialogues[0].record
