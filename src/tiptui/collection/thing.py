"""The things of a dialogue, resolved: who made a claim, whom it asks, what proves it.

A thing is made when it is asked for, and two of one id are equal: kept, they and their dialogue
would stand in a circle, and stay in memory when they are done with.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, NamedTuple, TypeVar, get_args

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

MOST_IN_WORDS = 50
"""Addressees in words that the event lists; the counts have all."""


class Own(Generic[T]):
    """The value of a key of the item of a thing; `nothing` where the item has none."""

    def __init__(self, key: str, nothing: T) -> None:
        self._key, self._nothing = key, nothing

    def __get__(self, thing: "Thing", _: object) -> T:
        value: T = getattr(thing.item, self._key, self._nothing)
        return value


@dataclass(slots=True, unsafe_hash=True, repr=False, match_args=False)
class Thing:
    """Something of a dialogue that a cursor can stand on: `item` as its record has it.

    Every thing answers whatever one of them is asked; what it has not got is empty.
    """

    dialogue: "Dialogue"
    id: str
    item: Any = field(compare=False)
    number: int = field(default=0, compare=False)
    """Its position among those of its kind in the record."""

    kind: ClassVar[str]
    section: ClassVar[SharedSection | None] = None
    """The list in which records may have it in common."""
    has_name: ClassVar[bool] = True
    """Whether people call it by a name; a claim and a response have words of their own."""

    def __repr__(self) -> str:
        return f"<{self.kind} {self.ref}: {clip(self.name)}>"

    @property
    def ref(self) -> str:
        """The full reference: `EVENT#ID`, of an event only its id."""
        return self.dialogue.ref_of(self.id)

    @property
    def path(self) -> Path:
        return self.dialogue.ids.path(self.id)

    @property
    def date(self) -> str:
        """When its dialogue was; of a response, when that was given."""
        return getattr(self.item, "date", self.dialogue.date)

    # What people call it.

    other_names = Own[tuple[str, ...]]("other_names", ())
    note = Own("note", "")
    text = Own("text", "")

    @property
    def name(self) -> str:
        """Its name; of a claim its text."""
        return getattr(self.item, "name", self.text)

    # What proves it.

    evidence = Own[tuple[model.Evidence, ...]]("evidence", ())

    @property
    def quotations(self) -> "list[Quotation]":
        return [Quotation(self, each) for each in self.evidence]

    # What belongs to it.

    @property
    def claim_numbers(self) -> Sequence[int]:
        """The numbers of the claims that belong to it, as its record counts them."""
        return self.dialogue.belonging.claims.get(self.id, ())

    @property
    def claims(self) -> "Sequence[Claim]":
        """What belongs to it, in the order of the record; a claim is its own."""
        return list(map(self.dialogue.claim, self.claim_numbers))

    @property
    def claim(self) -> "Thing":
        """What a response responds to; all else itself."""
        return self

    @property
    def organization(self) -> "Organization | None":
        """Where a speaker comes from; who gave a response, if that is an organization."""
        return self.dialogue.organization(getattr(self.item, "organization", ""))

    @property
    def themes(self) -> "list[Theme]":
        return self.dialogue.those(getattr(self.item, "themes", ()))

    @property
    def makers(self) -> "tuple[Person, ...]":
        """The speakers of a claim, each once; none of a point of all present."""
        return ()

    @property
    def people(self) -> "Sequence[Person]":
        """The speakers of an organization."""
        positions = self.dialogue.belonging.people.get(self.id, ())
        return self.dialogue.those(self.dialogue.record.speakers[each].id for each in positions)

    @property
    def asked(self) -> "Sequence[Claim]":
        return list(map(self.dialogue.claim, self.dialogue.belonging.asked.get(self.id, ())))

    @property
    def times_asked(self) -> int:
        return len(self.dialogue.belonging.asked.get(self.id, ()))

    @property
    def responses(self) -> "Sequence[Response]":
        """The responses to a recommendation, or those that an organization gave."""
        given = self.dialogue.belonging.answers.get(self.id, ())
        return [self.dialogue.claim(asked).responses[number] for asked, number in given]

    # What is said of a claim.

    mode = Own("mode", "")

    due = Own("due", "")
    repeats = Own[tuple[str, ...]]("repeats", ())
    to = Own[tuple[str, ...]]("to", ())
    """Whom a recommendation asks, as the record says it."""
    reference_number = Own("number", "")
    """The number of a recommendation as the source numbers it."""

    @property
    def addressees(self) -> "list[Party]":
        """Whom it asks, each once."""
        return self.dialogue.those(self.dialogue.ids.parties(self.to))

    @property
    def repeated(self) -> list[str]:
        """The refs of what it repeats, be it opened or not."""
        references = getattr(self.item, "repeats", ())
        own = [(own_id(self.dialogue.record, each), each) for each in references]
        return [self.dialogue.ref_of(id) if id else reference for id, reference in own]

    @property
    def is_recommendation(self) -> bool:
        return type(self.item) is model.Recommendation

    @property
    def status(self) -> str:
        """The status of a response; of a recommendation that of the last."""
        return follow_up.status(self.item) if self.is_recommendation else ""


class Event(Thing):
    """The event that a dialogue is the record of."""

    __slots__ = ()
    kind = "event"
    item: model.RecordedEvent

    @property
    def name(self) -> str:
        return self.dialogue.name

    @property
    def claims(self) -> "Sequence[Claim]":
        return self.dialogue.points

    @property
    def parties(self) -> Sequence[str]:
        """Whom recommendations ask, and the organizations that responded, by their ids.

        Of those that are asked in words the first few: each is made anew with every query.
        """
        of = self.dialogue.belonging
        bodies = (each.id for each in self.dialogue.record.organizations)
        active = (id for id in bodies if id in of.asked or id in of.answers)
        return [*active, *islice(of.in_words, MOST_IN_WORDS)]


class Person(Thing):
    """A speaker: a person or a group."""

    __slots__ = ()
    kind = "speaker"
    section = "speakers"
    item: model.Speaker


def full_name(body: model.RecordedOrganization) -> str:
    """Return the name of an organization with its short form: `International … (IOM)`."""
    return f"{body.name} ({body.abbreviation})" if body.abbreviation else body.name


class Organization(Thing):
    """A body that holds events, sends speakers, is asked or responds."""

    __slots__ = ()
    kind = "organization"
    section = "organizations"
    item: model.RecordedOrganization

    @property
    def full_name(self) -> str:
        return full_name(self.item)


class Addressee(Thing):
    """Who is asked to act, in words as they are written first: no organization of the record."""

    __slots__ = ()
    kind = "addressee"
    item: str

    @property
    def name(self) -> str:
        return self.item

    @property
    def path(self) -> Path:
        return (*self.asked[0].path, "to")


Party = Organization | Addressee
"""Who can be asked to act."""


class Theme(Thing):
    """A heading under which claims are gathered."""

    __slots__ = ()
    kind = "theme"
    section = "themes"
    item: model.RecordedTheme

    @property
    def counts(self) -> tuple[int, int]:
        """How many claims it has, and how many of them are recommendations, which stand last."""
        own, first = self.claim_numbers, self.dialogue.ids.first["recommendation"]
        return len(own), len(own) - bisect_left(own, first)


class Claim(Thing):
    """A statement, a recommendation or a point: all that is said, in one shape."""

    __slots__ = ()
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
            speaker = self.dialogue.ids.speaker_of(self.number)
            return (self.dialogue.record.speakers[speaker].id,)
        return self.item.by

    @property
    def makers(self) -> tuple[Person, ...]:
        return tuple(self.dialogue.those(self.maker_ids))

    @property
    def organizations(self) -> list[Organization]:
        """Where its makers come from, each once."""
        bodies = (maker.organization for maker in self.makers)
        return list(dict.fromkeys(body for body in bodies if body))

    @property
    def responses(self) -> "list[Response]":
        given = getattr(self.item, "responses", ())
        return [
            Response(self.dialogue, part_id(each, self.id, number), each, number)
            for number, each in enumerate(given)
        ]


_CLASSES = (model.Point, model.Statement, model.Recommendation)
_KINDS: Mapping[Any, ClaimKind] = dict(zip(_CLASSES, CLAIM_KINDS, strict=True))


class Response(Thing):
    """What became of a recommendation, as somebody said at some time."""

    __slots__ = ()
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
    """Where words come from."""

    __slots__ = ()
    kind = "source"
    item: model.RecordedSource

    @property
    def name(self) -> str:
        return self.item.title


class Quotation(NamedTuple):
    """Words of a source under the thing that they prove."""

    of: Thing
    evidence: model.Evidence

    @property
    def source(self) -> model.RecordedSource | None:
        return self.of.dialogue.source(self.evidence)

    @property
    def located(self) -> "Located":
        """How its words were found in the text of the source."""
        return self.of.dialogue.proof(self.evidence)
