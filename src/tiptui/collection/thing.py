"""The things of a dialogue: persons, organizations, themes, claims, responses, resolved.

A thing is made at each access, and two of one id are equal. Not cached: a dialogue that held its
things would be a reference cycle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, TypeVar, cast, get_args

from tiptui.record import follow_up, model
from tiptui.record.ids import SharedSection, own_id, part_id
from tiptui.record.problem import Path
from tiptui.text.visible import clip

if TYPE_CHECKING:
    from tiptui.collection.dialogue import Dialogue
    from tiptui.proof.locate import Located

T = TypeVar("T")

ClaimKind = Literal["point", "statement", "recommendation"]

CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)

MOST_IN_WORDS = 50  # addressees in words that an event lists; the counts have all


def own(key: str, nothing: T) -> T:
    """Return a property: the value of a key of a thing's item, or `nothing`."""
    return cast(T, property(lambda thing: getattr(thing.item, key, nothing)))


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

    def __repr__(self) -> str:
        return f"<{self.kind} {self.ref}: {clip(self.name)}>"

    @property
    def ref(self) -> str:
        return self.dialogue.prefix + self.id

    @property
    def path(self) -> Path:
        return self.dialogue.ids.path(self.id)

    @property
    def date(self) -> str:
        """The date of the dialogue; of a response, its own."""
        return getattr(self.item, "date", self.dialogue.date)

    other_names = own("other_names", tuple[str, ...]())
    note = own("note", "")
    text = own("text", "")

    @property
    def name(self) -> str:
        """The name; of a claim the text."""
        return getattr(self.item, "name", self.text)

    evidence = own("evidence", tuple[model.Evidence, ...]())

    @property
    def quotations(self) -> "list[Quotation]":
        return [Quotation(self, evidence) for evidence in self.evidence]

    @property
    def claim_numbers(self) -> Sequence[int]:
        return self.dialogue.belonging.claims.get(self.id, ())

    @property
    def claims(self) -> "Sequence[Claim]":
        """Its claims, in the order of the record; of a claim, itself."""
        return list(map(self.dialogue.claim, self.claim_numbers))

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
    def people(self) -> "Sequence[Person]":
        positions = self.dialogue.belonging.people.get(self.id, ())
        return self.dialogue.things(self.dialogue.record.speakers[n].id for n in positions)

    @property
    def asked(self) -> "Sequence[Claim]":
        return list(map(self.dialogue.claim, self.dialogue.belonging.asked.get(self.id, ())))

    @property
    def times_asked(self) -> int:
        return len(self.dialogue.belonging.asked.get(self.id, ()))

    @property
    def responses(self) -> "Sequence[Response]":
        """The responses to a recommendation, or of an organization."""
        numbers = dict.fromkeys(self.dialogue.belonging.answers.get(self.id, ()))
        answered = chain.from_iterable(self.dialogue.claim(n).responses for n in numbers)
        return [response for response in answered if response.item.by == self.id]

    mode = own("mode", "")
    due = own("due", "")
    repeats = own("repeats", tuple[str, ...]())
    to = own("to", tuple[str, ...]())  # the addressees of a recommendation, as typed
    reference_number = own("number", "")  # the number of a recommendation in its source

    @property
    def addressees(self) -> "list[Party]":
        return self.dialogue.things(self.dialogue.ids.parties(self.to))

    @property
    def repeated(self) -> list[str]:
        """The refs of the recommendations that it repeats, opened or not."""
        own = [(own_id(self.dialogue.record, reference), reference) for reference in self.repeats]
        return [self.dialogue.prefix + id if id else reference for id, reference in own]

    @property
    def status(self) -> str:
        """The status of a response; of a recommendation, that of its last response."""
        return follow_up.status(self.item) if type(self.item) is model.Recommendation else ""


class Event(Thing):
    """The event of a dialogue."""

    kind = "event"
    item: model.RecordedEvent

    @property
    def ref(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        return self.dialogue.name

    @property
    def claims(self) -> "Sequence[Claim]":
        return self.dialogue.points

    @property
    def parties(self) -> Sequence[str]:
        """The ids of all that are asked or respond; of addressees in words a few: each is drawn."""
        of = self.dialogue.belonging
        bodies = (body.id for body in self.dialogue.record.organizations)
        active = (id for id in bodies if id in of.asked or id in of.answers)
        return [*active, *islice(of.in_words, MOST_IN_WORDS)]


class Person(Thing):
    """A speaker: a person or a group."""

    kind = "speaker"
    section = "speakers"
    item: model.Speaker


class Organization(Thing):
    """A body that holds events, sends speakers, is asked or responds."""

    kind = "organization"
    section = "organizations"
    item: model.RecordedOrganization

    @property
    def full_name(self) -> str:
        """The name with its short form: `International … (IOM)`."""
        item = self.item
        return f"{item.name} ({item.abbreviation})" if item.abbreviation else item.name


class Addressee(Thing):
    """An addressee in words, as first written."""

    kind = "addressee"
    item: str

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


class Claim(Thing):
    """A statement, a recommendation or a point."""

    has_name = False
    item: model.RecordedClaim

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
            speaker = ids.speaker_of(ids.first["statement"] + self.number)
            return (self.dialogue.record.speakers[speaker].id,)
        return self.item.by

    @property
    def makers(self) -> tuple[Person, ...]:
        return tuple(self.dialogue.things(self.maker_ids))

    @property
    def organizations(self) -> list[Organization]:
        bodies = (maker.organization for maker in self.makers)
        return list(dict.fromkeys(body for body in bodies if body))

    @property
    def responses(self) -> "list[Response]":
        given = enumerate(getattr(self.item, "responses", ()))
        return [Response(self.dialogue, part_id(of, self.id, n), of, n) for n, of in given]


_CLASSES = (model.Point, model.Statement, model.Recommendation)
_KINDS: Mapping[Any, ClaimKind] = dict(zip(_CLASSES, CLAIM_KINDS, strict=True))


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
    """A piece of evidence, with the thing that it proves."""

    of: Thing
    evidence: model.Evidence

    @property
    def source(self) -> model.RecordedSource | None:
        return self.of.dialogue.source(self.evidence)

    @property
    def located(self) -> "Located":
        return self.of.dialogue.proof(self.evidence)
