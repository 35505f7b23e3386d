"""The things of a dialogue, resolved: who made a claim, whom it asks, what proves it.

Each thing knows its dialogue, its id there and what it belongs to. It is made when it is asked
for, and two of one id are equal: kept, they and their dialogue would stand in a circle, and stay
in memory when they are done with.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from tiptui.record import model, outcomes
from tiptui.record.problem import Path

if TYPE_CHECKING:
    from tiptui.collection.dialogue import Dialogue
    from tiptui.proof.locate import Located

ClaimKind = Literal["point", "statement", "recommendation"]

CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)


class Thing:
    """Something of a dialogue that a cursor can stand on: `item` as its record has it."""

    __slots__ = ("dialogue", "id", "item", "number")

    kind: str

    def __init__(self, dialogue: "Dialogue", id: str, item: Any, number: int = 0) -> None:
        self.dialogue = dialogue
        self.id = id
        self.item = item
        self.number = number
        """Its position among those of its kind in the record."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and self.id == other.id and self.dialogue is other.dialogue

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.ref}>"

    @property
    def ref(self) -> str:
        """The full reference: `EVENT#ID`."""
        return f"{self.dialogue.id}#{self.id}"

    @property
    def name(self) -> str:
        """What it is called in what was opened: its id, of several records `EVENT#ID`."""
        return self.dialogue.name(self.id)

    @property
    def title(self) -> str:
        """What people call it; of a claim its text."""
        return str(self.item.name)

    @property
    def note(self) -> str:
        """The record-keeper's remark."""
        return getattr(self.item, "note", "")

    @property
    def evidence(self) -> tuple[model.Evidence, ...]:
        return getattr(self.item, "evidence", ())

    @property
    def quotations(self) -> "list[Quotation]":
        return [Quotation(self, each) for each in self.evidence]

    @property
    def claims(self) -> "Sequence[Claim]":
        """What belongs to it, in the order of the record; a claim is its own."""
        numbers = self.dialogue.belonging.claims.get(self.id, ())
        return list(map(self.dialogue.things.claim, numbers))

    @property
    def path(self) -> Path:
        """The way to it from the top of the record."""
        return (f"{self.kind}s", self.number)


class Event(Thing):
    """The event that a dialogue is the record of."""

    __slots__ = ()
    kind = "event"
    item: model.Event

    @property
    def ref(self) -> str:
        return self.id

    @property
    def claims(self) -> "Sequence[Claim]":
        return self.dialogue.things.points

    @property
    def path(self) -> Path:
        return ("event",)


class Person(Thing):
    """A speaker: a person or a group."""

    __slots__ = ()
    kind = "speaker"
    item: model.Speaker

    @property
    def organization(self) -> "Organization | None":
        return self.dialogue.things.organization(self.item.organization)


class Party(Thing):
    """Who can be asked to act; a body also sends speakers and responds."""

    __slots__ = ()

    @property
    def asked(self) -> "Sequence[Claim]":
        """What it is asked for."""
        positions = self.dialogue.belonging.asked.get(self.id, ())
        return list(map(self.dialogue.things.recommendation, positions))

    @property
    def times_asked(self) -> int:
        return len(self.dialogue.belonging.asked.get(self.id, ()))

    @property
    def people(self) -> "Sequence[Person]":
        """Its speakers."""
        positions = self.dialogue.belonging.people.get(self.id, ())
        return list(map(self.dialogue.things.person, positions))

    @property
    def answers(self) -> "Sequence[Response]":
        """The responses that it gave."""
        given = self.dialogue.belonging.answers.get(self.id, ())
        asked = self.dialogue.things.recommendation
        return [asked(position).responses[number] for position, number in given]

    @property
    def short_title(self) -> str:
        return self.title

    @property
    def full_title(self) -> str:
        return self.title


class Organization(Party):
    """A body that holds events, sends speakers, is asked or responds."""

    __slots__ = ()
    kind = "organization"
    item: model.Organization

    @property
    def short_title(self) -> str:
        return self.item.abbreviation or self.item.name

    @property
    def full_title(self) -> str:
        """Its name with its short form: `International … (IOM)`."""
        short = self.item.abbreviation
        return f"{self.item.name} ({short})" if short else self.item.name


class Addressee(Party):
    """Who is asked to act, in words as they are written first: no organization of the record."""

    __slots__ = ()
    kind = "addressee"
    item: str

    @property
    def title(self) -> str:
        return self.item

    @property
    def path(self) -> Path:
        return (*self.asked[0].path, "to")


class Theme(Thing):
    """A heading under which claims are gathered."""

    __slots__ = ()
    kind = "theme"
    item: model.Theme


class Claim(Thing):
    """A statement, a recommendation or a point: all that is said, in one shape."""

    __slots__ = ()
    item: model.Claim

    @property
    def kind(self) -> ClaimKind:  # type: ignore[override]
        return _KINDS[type(self.item)]

    @property
    def is_recommendation(self) -> bool:
        return type(self.item) is model.Recommendation

    @property
    def title(self) -> str:
        return self.item.text

    @property
    def claims(self) -> "Sequence[Claim]":
        return (self,)

    @property
    def maker_ids(self) -> tuple[str, ...]:
        item = self.item
        return (self.id.partition("/")[0],) if isinstance(item, model.Statement) else item.by

    @property
    def makers(self) -> tuple[Person, ...]:
        """Its speakers, each once; none of a point of all present."""
        return self.dialogue.things.people_with(self.maker_ids)

    @property
    def mode(self) -> str:
        return getattr(self.item, "mode", "")

    @property
    def manner(self) -> str:
        """How the source gives it, `reported` or `quoted`; what a point is to the event."""
        return self.mode or getattr(self.item, "kind", "") or ""

    @property
    def occasion(self) -> str:
        return getattr(self.item, "occasion", "")

    @property
    def themes(self) -> list[Theme]:
        return self.dialogue.things.themes_with(self.item.themes)

    @property
    def organizations(self) -> list[Organization]:
        """Where its makers come from, each once."""
        bodies = (maker.organization for maker in self.makers)
        return list(dict.fromkeys(body for body in bodies if body))

    # Of a recommendation; empty for all else.

    @property
    def reference_number(self) -> str:
        """Its number as the source numbers it."""
        return getattr(self.item, "number", "")

    @property
    def to(self) -> tuple[str, ...]:
        """Whom it asks, as the record says it."""
        return getattr(self.item, "to", ())

    @property
    def addressees(self) -> list[Party]:
        """Whom it asks, each once."""
        return self.dialogue.things.parties(self.to)

    @property
    def due(self) -> str:
        return getattr(self.item, "due", "")

    @property
    def repeats(self) -> tuple[str, ...]:
        return getattr(self.item, "repeats", ())

    @property
    def responses(self) -> "list[Response]":
        given = getattr(self.item, "responses", ())
        return [Response(self, each, number) for number, each in enumerate(given)]

    @property
    def status(self) -> str:
        """The status that the last response gives; empty where nobody responded."""
        item = self.item
        return outcomes.status(item) if isinstance(item, model.Recommendation) else ""

    def is_overdue(self, today: str) -> bool:
        item = self.item
        return isinstance(item, model.Recommendation) and outcomes.is_overdue(item, today)

    @property
    def path(self) -> Path:
        if self.kind == "recommendation":
            return ("recommendations", self.number)
        if self.kind == "point":
            return ("event", "points", self.number)
        inside = int(self.id.rpartition("/")[2]) - 1
        return (*self.makers[0].path, "statements", inside)


_KINDS: Mapping[type[model.Claim], ClaimKind] = {
    model.Point: "point",
    model.Statement: "statement",
    model.Recommendation: "recommendation",
}


def is_recommendation(thing: Thing | None) -> bool:
    return isinstance(thing, Claim) and thing.is_recommendation


class Response(Thing):
    """What became of a recommendation, as somebody said at some time."""

    __slots__ = ("claim",)
    kind = "response"
    item: model.Response

    def __init__(self, claim: Claim, item: model.Response, number: int) -> None:
        super().__init__(claim.dialogue, f"{claim.id}/{number + 1}", item, number)
        self.claim = claim
        """The recommendation that it responds to."""

    @property
    def title(self) -> str:
        return self.item.text or self.item.status

    @property
    def claims(self) -> "Sequence[Claim]":
        return ()

    @property
    def organization(self) -> Organization | None:
        """Who gave it, where that is an organization of the record."""
        return self.dialogue.things.organization(self.item.by)

    @property
    def path(self) -> Path:
        return (*self.claim.path, "responses", self.number)


class Quotation:
    """Words of a source under the thing that they prove."""

    __slots__ = ("evidence", "of")

    def __init__(self, of: Thing, evidence: model.Evidence) -> None:
        self.of = of
        self.evidence = evidence

    @property
    def source(self) -> model.Source | None:
        return self.of.dialogue.things.source(self.evidence)

    @property
    def located(self) -> "Located":
        """How its words were found in the text of the source."""
        return self.of.dialogue.proof(self.evidence)

    @property
    def moment(self) -> str:
        """The time into a video at which the words are; empty for the rest."""
        source = self.source
        return self.evidence.time if source and source.type == "video" else ""

    @property
    def path(self) -> Path:
        return (*self.of.path, "evidence", self.of.evidence.index(self.evidence))
