"""An entry: everything to tell of one thing of a dialogue."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tiptui.collection.thing import Claim, Source, Thing
from tiptui.entries.facts import SEARCHED, Facts, Ref, facts_of
from tiptui.entries.phrases import dates
from tiptui.record.model import Rank
from tiptui.record.searched import parts

if TYPE_CHECKING:
    from tiptui.collection.dialogue import Dialogue
    from tiptui.proof.locate import Located
    from tiptui.record.model import Evidence
    from tiptui.record.problem import Path


_LABELS = {"to": "to ", "themes": "theme ", "occasion": ""}
"""The labels of parts in which a query found something, where they are not their names."""


@dataclass(slots=True, unsafe_hash=True, match_args=False)
class Entry:
    """The title, facts, quotes and note of a thing, and the entries below it.

    All but the thing is found when it is asked for, and not kept: a list of entries is small.
    """

    _thing: Thing

    @property
    def ref(self) -> Ref:
        return Ref(self._thing.ref)

    @property
    def id(self) -> str:
        """Its id in its record."""
        return self._thing.id

    @property
    def kind(self) -> str:
        return self._thing.kind

    @property
    def is_claim(self) -> bool:
        return isinstance(self._thing, Claim)

    @property
    def is_recommendation(self) -> bool:
        return self._thing.is_recommendation

    @property
    def is_named(self) -> bool:
        """True for a person, a body, a theme; a claim and a response have words of their own."""
        return self._thing.has_name

    @property
    def title(self) -> str:
        """The name of a person, the text of a claim."""
        return self._thing.name

    @property
    def full_title(self) -> str:
        """Its title, of an organization with its short form: `International … (IOM)`."""
        return getattr(self._thing, "full_name", self.title)

    @property
    def dated_title(self) -> str:
        """The name of an event with its dates, which it may end with by itself."""
        when = dates(self.dialogue)
        return self.title if self.title.endswith(f" {when}") else f"{self.title}, {when}"

    @property
    def text(self) -> str:
        """The words of the record-keeper of a claim or a response."""
        return self._thing.text

    @property
    def note(self) -> str:
        return self._thing.note

    @property
    def status(self) -> str:
        """The status of a response; of a recommendation that of the last."""
        return self._thing.status

    @property
    def facts(self) -> Facts:
        """All its facts: a caller that asks for more than one keeps them meanwhile."""
        return facts_of(self._thing)

    @property
    def outline(self) -> Sequence[str]:
        """The lines of the record-keeper for the paragraphs of a source."""
        return getattr(self._thing.item, "outline", ())

    @property
    def quotes(self) -> "list[Quote]":
        return [Quote(self, n, each) for n, each in enumerate(self._thing.evidence, 1)]

    def quote(self, evidence: "Evidence") -> "Quote":
        return Quote(self, self._thing.evidence.index(evidence) + 1, evidence)

    @property
    def date(self) -> str:
        """The day, month or year of its event, in ISO 8601."""
        return self._thing.dialogue.date

    @property
    def known_date(self) -> str:
        """The same; empty where the record does not say it yet."""
        return self._thing.dialogue.known_date

    def is_more_than(self, name: str) -> bool:
        """Return whether anything is told of it beside the facts of a name."""
        return bool(self.text or self.note or self.quotes or [*self.facts.groups(name)])

    # Where it stands.

    @property
    def setting(self) -> tuple[str, str]:
        """The name of its event with its dates, and the place, which may be unknown."""
        return self.event.dated_title, self.dialogue.record.event.place

    @property
    def event(self) -> "Entry":
        return Entry(self._thing.dialogue.event)

    @property
    def dialogue(self) -> "Dialogue":
        return self._thing.dialogue

    @property
    def path(self) -> "Path":
        return self._thing.path

    # What stands below it, and beside it.

    @property
    def responses(self) -> "list[Entry]":
        return list(map(Entry, self._thing.responses))

    @property
    def claims(self) -> "list[Entry]":
        return list(map(Entry, self._thing.claims))

    @property
    def people(self) -> "list[Entry]":
        """The speakers of an organization."""
        return list(map(Entry, self._thing.people))

    @property
    def asked(self) -> "list[Entry]":
        """The recommendations that an organization or an addressee is asked for."""
        return list(map(Entry, self._thing.asked))

    def searched(self) -> Iterator[str]:
        """Yield the texts of a claim that a query looks in, each with what it is."""
        yield self.title
        for name, facts in self.facts.groups():
            if name in SEARCHED:
                label = _LABELS.get(name, f"{name} ")
                yield from (f"{label}{fact.in_full}" for fact in facts)
        for maker in self._thing.makers:
            yield from (maker.name, maker.item.role)
            if maker.organization:
                yield from sorted(parts(maker.organization.item, Rank.NAME), key=len)
            yield from maker.other_names
        yield from (quote.cited for quote in self.quotes)
        if self.note:
            yield f"note: {self.note}"

    @property
    def answered(self) -> "Entry":
        """The recommendation that a response answers; of all else itself."""
        return Entry(self._thing.claim)


@dataclass(slots=True, eq=False, repr=False, match_args=False)
class Quote:
    """Words of a source that prove an entry: its `number` among these, from 1, is in its ref."""

    of: Entry
    number: int
    _evidence: "Evidence"

    @property
    def ref(self) -> Ref:
        """`EVENT#ID@2`."""
        return Ref(f"{self.of.ref}@{self.number}")

    @property
    def exact(self) -> str:
        return self._evidence.exact

    @property
    def path(self) -> "Path":
        return (*self.of.path, "evidence", self.number - 1)

    @property
    def data(self) -> dict[str, Any]:
        """Its keys as the record gives them."""
        return self._evidence.given()

    @property
    def source(self) -> Entry | None:
        """The source that it cites; None in a record without any."""
        dialogue = self.of.dialogue
        source = dialogue.source(self._evidence)
        return Entry(Source(dialogue, source.id, source)) if source else None

    @property
    def origin(self) -> str:
        """The title of its source, where its record has others too."""
        source = self.source if len(self.of.dialogue.record.sources) > 1 else None
        return source.title if source else ""

    @property
    def found(self) -> "Located":
        """How the words were found in the text of the source."""
        return self.of.dialogue.proof(self._evidence)

    @property
    def paragraph(self) -> int:
        """The paragraph that the record names, from 1."""
        return self._evidence.paragraph

    @property
    def moment(self) -> str:
        """The time into a video at which the words are; empty for the rest."""
        source = self.of.dialogue.source(self._evidence)
        return self._evidence.time if source and source.type == "video" else ""

    @property
    def place(self) -> str:
        """The paragraph that the record names, page and time: `¶6, p. 12, 00:12:31`."""
        return self._place(self.paragraph)

    @property
    def true_place(self) -> str:
        """The same with the paragraph that the words stand in, whatever the record says."""
        return self._place(self.found.paragraph if self.found.is_wrong else self.paragraph)

    def _place(self, paragraph: int) -> str:
        page, time = self._evidence.page, self._evidence.time
        return f"¶{paragraph}" + (f", p. {page}" if page else "") + (f", {time}" if time else "")

    @property
    def cited(self) -> str:
        """Its place and its words: `¶6 “provincial-level rules”`."""
        return f"{self.place} “{self.exact}”"


def locate(entries: Iterable[Entry]) -> None:
    """Look for the words that prove some entries, and no others: there may be many more."""
    by_dialogue: dict[Dialogue, list[Evidence]] = {}
    for entry in entries:
        by_dialogue.setdefault(entry.dialogue, []).extend(entry._thing.evidence)
    for dialogue, evidence in by_dialogue.items():
        dialogue.locate(evidence)
