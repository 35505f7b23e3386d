"""A dialogue and its things, with all there is to tell of them: persons, claims, quotations.

A thing is made at each access, and two of one id are equal. Not cached: a dialogue that held its
things would be a reference cycle. They lead to each other, so all of them stand in one module.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar, Literal, NamedTuple, TypeVar, cast, get_args

from tiptui.collection import facts
from tiptui.collection.facts import Fact, Facts, Ref, join_words
from tiptui.collection.record_with_texts import RecordWithTexts
from tiptui.documents.document import TextSpan
from tiptui.proof.locate import Located
from tiptui.record import follow_up, model
from tiptui.record.ids import IN_WORDS, SharedSection, part_id
from tiptui.record.problem import Path
from tiptui.text.visible import clip

ClaimKind = Literal["point", "statement", "recommendation"]

CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)

MOST_IN_WORDS = 50  # addressees in words that an event lists; the counts have all


@dataclass(slots=True, unsafe_hash=True, repr=False, match_args=False)
class Thing:
    """A part of a dialogue that a cursor can stand on: all have the same attributes, many empty."""

    dialogue: "Dialogue"
    id: str
    item: Any = field(compare=False)  # the part of the record
    number: int = field(default=0, compare=False)  # the position among its kind in the record

    kind: ClassVar[str]
    section: ClassVar[SharedSection | None] = None
    """The list of the record, if other records may share its things."""
    has_name: ClassVar[bool] = True
    """True for a person, an organization or a theme; false for a claim or a response."""
    is_claim: ClassVar[bool] = False

    def __repr__(self) -> str:
        return f"<{self.kind} {self.ref}: {clip(self.name)}>"

    @property
    def ref(self) -> Ref:
        return Ref(self.dialogue.prefix + self.id)

    @property
    def path(self) -> Path:
        return self.dialogue.ids.path(self.id)

    @property
    def event(self) -> "Event":
        return self.dialogue.event

    @property
    def facts(self) -> Facts:
        return Facts(self._tell(), self.dialogue, self.item)

    def _tell(self) -> Iterable[Fact]:
        """Return the facts that stand before the values of other keys, in their order."""
        return ()

    # Values of the item.

    @property
    def date(self) -> str:
        """The date of the dialogue; of a response, its own."""
        return getattr(self.item, "date", self.dialogue.date)

    @property
    def name(self) -> str:
        """The name; of a claim the text."""
        return getattr(self.item, "name", self.text)

    @property
    def full_name(self) -> str:
        """The name; of an organization with its short form: `International … (IOM)`."""
        return self.name

    @property
    def other_names(self) -> tuple[str, ...]:
        return getattr(self.item, "other_names", ())

    @property
    def note(self) -> str:
        return getattr(self.item, "note", "")

    @property
    def text(self) -> str:
        return getattr(self.item, "text", "")

    @property
    def mode(self) -> str:
        return getattr(self.item, "mode", "")

    @property
    def due(self) -> str:
        return getattr(self.item, "due", "")

    @property
    def to(self) -> tuple[str, ...]:
        """The addressees of a recommendation, as typed."""
        return getattr(self.item, "to", ())

    @property
    def repeats(self) -> tuple[str, ...]:
        return getattr(self.item, "repeats", ())

    @property
    def reference_number(self) -> str:
        """The number of a recommendation in its source."""
        return getattr(self.item, "number", "")

    @property
    def outline(self) -> Sequence[str]:
        return getattr(self.item, "outline", ())

    @property
    def evidence(self) -> tuple[model.Evidence, ...]:
        return getattr(self.item, "evidence", ())

    @property
    def quotations(self) -> "list[Quotation]":
        return [Quotation(self, evidence, n) for n, evidence in enumerate(self.evidence, 1)]

    def quotation(self, evidence: model.Evidence) -> "Quotation":
        return Quotation(self, evidence, self.evidence.index(evidence) + 1)

    # Other things.

    @property
    def claim_numbers(self) -> Sequence[int]:
        return self.dialogue.belonging.claims.get(self.id, ())

    @property
    def claims(self) -> "Sequence[Claim]":
        """Its claims, in the order of the record; of a claim, itself."""
        return [self.dialogue.claim(number) for number in self.claim_numbers]

    @property
    def claim(self) -> "Thing":
        """The recommendation of a response; any other thing itself."""
        return self

    @property
    def organization(self) -> "Organization | None":
        return self.dialogue.organization(getattr(self.item, "organization", ""))

    @property
    def themes(self) -> "list[Theme]":
        return self.dialogue.things(getattr(self.item, "themes", ()))

    @property
    def makers(self) -> "tuple[Person, ...]":
        """The speakers of a claim; none for a point of all present."""
        return ()

    @property
    def maker_names(self) -> str:
        # Without its other facts: it may repeat many.
        return ", ".join(maker.name for maker in self.makers) or facts.ALL_PRESENT

    @property
    def people(self) -> "Sequence[Person]":
        positions = self.dialogue.belonging.people.get(self.id, ())
        return self.dialogue.things(self.dialogue.record.speakers[n].id for n in positions)

    @property
    def asked(self) -> "Sequence[Claim]":
        numbers = self.dialogue.belonging.asked.get(self.id, ())
        return [self.dialogue.claim(number) for number in numbers]

    @property
    def times_asked(self) -> int:
        return len(self.dialogue.belonging.asked.get(self.id, ()))

    @property
    def responses(self) -> "Sequence[Response]":
        """The responses to a recommendation, or of an organization."""
        responses: list[Response] = []
        for number in dict.fromkeys(self.dialogue.belonging.answers.get(self.id, ())):
            answers = self.dialogue.claim(number).responses
            responses += [response for response in answers if response.item.by == self.id]
        return responses

    @property
    def addressees(self) -> "list[Party]":
        return self.dialogue.things(self.dialogue.ids.parties(self.to))

    @property
    def repeated(self) -> list[str]:
        """The refs of the recommendations that it repeats, opened or not."""
        return [self.dialogue.full_ref(reference) for reference in self.repeats]

    @property
    def status(self) -> str:
        """The status of a response; of a recommendation, that of its last response."""
        return follow_up.status(self.item) if type(self.item) is model.Recommendation else ""


class Event(Thing):
    """The event of a dialogue."""

    kind = "event"
    item: model.RecordedEvent

    def _tell(self) -> Iterable[Fact]:
        return facts.event_facts(self.dialogue)

    @property
    def ref(self) -> Ref:
        return Ref(self.id)

    @property
    def name(self) -> str:
        return self.dialogue.name

    @property
    def claims(self) -> "Sequence[Claim]":
        return self.dialogue.points

    @property
    def parties(self) -> Sequence[str]:
        """The ids of all that are asked or respond; of addressees in words a few: each is drawn."""
        belonging = self.dialogue.belonging
        active = belonging.asked.keys() | belonging.answers.keys()
        bodies = [body.id for body in self.dialogue.record.organizations if body.id in active]
        return [*bodies, *islice(belonging.in_words, MOST_IN_WORDS)]


class Person(Thing):
    """A speaker: a person or a group."""

    kind = "speaker"
    section = "speakers"
    item: model.Speaker

    def _tell(self) -> Iterable[Fact]:
        return facts.speaker_facts(self.dialogue, self.item)


class Organization(Thing):
    """A body that holds events, sends speakers, is asked or responds."""

    kind = "organization"
    section = "organizations"
    item: model.RecordedOrganization

    def _tell(self) -> Iterable[Fact]:
        return facts.organization_facts(self.dialogue, self.item)

    @property
    def full_name(self) -> str:
        item = self.item
        return f"{item.name} ({item.abbreviation})" if item.abbreviation else item.name


class Addressee(Thing):
    """An addressee in words, as first written."""

    kind = "addressee"
    item: str

    def _tell(self) -> Iterable[Fact]:
        return facts.addressee_facts(self.dialogue, self.id)

    @property
    def name(self) -> str:
        return self.item

    @property
    def path(self) -> Path:
        return (*self.asked[0].path, "to")


Party = Organization | Addressee


class Theme(Thing):
    """A heading of claims."""

    kind = "theme"
    section = "themes"
    item: model.RecordedTheme

    def _tell(self) -> Iterable[Fact]:
        return facts.theme_facts(self.dialogue, self.item)


class Claim(Thing):
    """A statement, a recommendation or a point."""

    has_name = False
    is_claim = True
    item: model.RecordedClaim

    def _tell(self) -> Iterable[Fact]:
        return facts.claim_facts(self.dialogue, self.item, self.maker_ids)

    @property
    def kind(self) -> ClaimKind:  # type: ignore[override]
        return _KINDS[type(self.item)]

    @property
    def claims(self) -> "Sequence[Claim]":
        return (self,)

    @property
    def maker_ids(self) -> tuple[str, ...]:
        if isinstance(self.item, model.Statement):
            ids = self.dialogue.ids
            position = ids.speaker_of(ids.first["statement"] + self.number)
            speaker = self.dialogue.record.speakers[position]
            return (speaker.id,)
        return self.item.by

    @property
    def makers(self) -> tuple[Person, ...]:
        return tuple(self.dialogue.things(self.maker_ids))

    @property
    def organizations(self) -> list[Organization]:
        bodies: dict[Organization, None] = {}
        for maker in self.makers:
            if maker.organization:
                bodies[maker.organization] = None
        return list(bodies)

    @property
    def responses(self) -> "list[Response]":
        responses: list[Response] = []
        for number, item in enumerate(getattr(self.item, "responses", ())):
            id = part_id(item, self.id, number)
            responses.append(Response(self.dialogue, id, item, number))
        return responses


_KINDS: Mapping[Any, ClaimKind] = {
    model.Point: "point",
    model.Statement: "statement",
    model.Recommendation: "recommendation",
}


class Response(Thing):
    """A response to a recommendation."""

    kind = "response"
    has_name = False
    item: model.RecordedResponse

    @property
    def claim(self) -> Thing:
        return self.dialogue[self.id.rpartition("/")[0]]

    @property
    def name(self) -> str:
        return self.item.text or self.item.status

    @property
    def status(self) -> str:
        return self.item.status

    @property
    def organization(self) -> Organization | None:
        return self.dialogue.organization(self.item.by)


class Source(Thing):
    """A source of quotations."""

    kind = "source"
    item: model.RecordedSource

    @property
    def path(self) -> Path:
        return ("sources", self.number)

    @property
    def name(self) -> str:
        return self.item.title


class Quotation(NamedTuple):
    """Words of a source that prove a thing. `number` counts them from 1."""

    of: Thing
    evidence: model.Evidence
    number: int

    @property
    def ref(self) -> Ref:
        return Ref(f"{self.of.ref}@{self.number}")

    @property
    def path(self) -> Path:
        return (*self.of.path, "evidence", self.number - 1)

    @property
    def exact(self) -> str:
        return self.evidence.exact

    @property
    def locator(self) -> str:
        """The paragraph in the record, page and time: `¶6, p. 12, 00:12:31`; `¶56, row 57`."""
        page = self.evidence.page
        if page and (page[0].isdecimal() or " " not in page):
            page = f"p. {page}"
        return join_words(f"¶{self.evidence.paragraph}", page, self.evidence.time)

    @property
    def true_locator(self) -> str:
        """The same with the paragraph in the source, where the record has a wrong one."""
        located = self.located
        if not located.is_wrong:
            return self.locator
        _, comma, rest = self.locator.partition(",")
        return f"¶{located.paragraph}{comma}{rest}"

    @property
    def cited(self) -> str:
        return f"{self.locator} “{self.exact}”"

    @property
    def source(self) -> model.RecordedSource | None:
        """The source as typed; None in a record without sources."""
        return self.of.dialogue.source(self.evidence)

    @property
    def origin(self) -> Source | None:
        """The source as a thing."""
        source = self.source
        return Source(self.of.dialogue, source.id, source) if source else None

    @property
    def source_title(self) -> str:
        """The title of the source, if the record has several."""
        source = self.source
        if source is None or len(self.of.dialogue.record.sources) == 1:
            return ""
        return source.title

    @property
    def moment(self) -> str:
        """The time of the words in a video; empty for other sources."""
        source = self.source
        return self.evidence.time if source and source.type == "video" else ""

    @property
    def located(self) -> Located:
        return self.of.dialogue.proof(self.evidence).for_thing(self.of.item)

    @property
    def doubt(self) -> str:
        """`not found`, `not checked` or what was cut; empty for words that stand there whole."""
        located = self.located
        if located.cut or located.is_wrong:
            return located.in_words
        return "" if located.stands else "not checked"

    @property
    def sentence(self) -> str:
        """The whole sentences around the words; empty where these do not stand in a text."""
        located, source = self.located, self.source
        if source is None or not located.end:
            return ""
        text = self.of.dialogue.texts.get(source.id)
        if text is None:
            return ""

        # Not above: most readers start without it.
        from tiptui.proof.spoken import widen

        words = TextSpan(located.paragraph, located.start, located.end)
        number, start, end = widen(text, words)
        return text[number][start:end].strip()


T = TypeVar("T", bound=Thing)

_CLASSES: dict[str, type[Thing]] = {
    "organizations": Organization,
    "themes": Theme,
    "speakers": Person,
    "recommendations": Claim,
}


class Dialogue(RecordWithTexts):
    """A record that was opened, with its things; a change of a file makes another."""

    @property
    def event(self) -> Event:
        return Event(self, self.id, self.record.event)

    def _all(self, kind: type[T], items: Sequence[Any]) -> list[T]:
        return [kind(self, item.id, item, number) for number, item in enumerate(items)]

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
    def recommendations(self) -> list[Claim]:
        return self._all(Claim, self.record.recommendations)

    @property
    def sources(self) -> list[Source]:
        return self._all(Source, self.record.sources)

    @property
    def points(self) -> list[Claim]:
        return [self.claim(number) for number in range(len(self.record.event.points))]

    @property
    def claims(self) -> Iterator[Claim]:
        for number in range(self.ids.first["recommendation"]):
            yield self.claim(number)
        yield from self.recommendations

    @property
    def addressees(self) -> list[Addressee]:
        """The addressees in words, in the order of their first claims."""
        in_words = self.belonging.in_words.items()
        return [Addressee(self, id, words, n) for n, (id, words) in enumerate(in_words)]

    def claim(self, number: int) -> Claim:
        """Return the claim of a number: points, statements and recommendations, in this order."""
        record, ids = self.record, self.ids
        first_statement = ids.first["statement"]
        first_asked = ids.first["recommendation"]
        if number >= first_asked:
            position = number - first_asked
            asked = record.recommendations[position]
            return Claim(self, asked.id, asked, position)
        if number < first_statement:
            point = record.event.points[number]
            return Claim(self, part_id(point, "point", number), point, number)

        position = ids.speaker_of(number)
        speaker = record.speakers[position]
        inside = number - ids.first_said[position]
        statement = speaker.statements[inside]
        id = part_id(statement, speaker.id, inside)
        return Claim(self, id, statement, number - first_statement)

    def __getitem__(self, id: str) -> Thing:
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

        section, position, _, number = path
        if section == "speakers":
            return self.claim(self.ids.first_said[position] + number)
        asked = self.claim(self.ids.first["recommendation"] + position)
        return asked.responses[int(number)]

    def get(self, id: str) -> Thing | None:
        try:
            return self[id]
        except KeyError:
            return None

    def things(self, ids: Iterable[str]) -> list[Any]:
        return [self[id] for id in dict.fromkeys(ids)]

    def organization(self, words: str) -> Organization | None:
        return cast(Organization, self[words]) if self.ids.is_body(words) else None

    @cached_property
    def event_stops(self) -> tuple[str, ...]:
        ids = [organizer.organization for organizer in self.record.event.organizers]
        ids += [theme.id for theme in self.record.themes]
        ids += self.event.parties
        ids = [*dict.fromkeys(ids), *(point.id for point in self.points)]
        return (self.id, *(self.prefix + id for id in ids))

    @property
    def unlisted(self) -> int:
        """The number of addressees in words that the event does not list."""
        return max(0, len(self.belonging.in_words) - MOST_IN_WORDS)


def locate(quotations: Iterable[Quotation]) -> None:
    """Find the words of some quotations, and no others of their records."""
    by_dialogue: dict[Dialogue, list[model.Evidence]] = {}
    for quotation in quotations:
        by_dialogue.setdefault(quotation.of.dialogue, []).append(quotation.evidence)
    for dialogue, evidence in by_dialogue.items():
        dialogue.locate(evidence)
