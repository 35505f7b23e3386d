"""The facts of each thing: told here and nowhere else, in one order.

A fact has the name of the key of the format that it comes from. A new key is declared in
`tiptui.record.model` and told here: every renderer lays it out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple, NewType

from tiptui.collection.thing import Claim, Theme, Thing
from tiptui.entries.phrases import dates, listed, present
from tiptui.files.own import current_day
from tiptui.record.follow_up import outcomes
from tiptui.record.model import Point, Recommendation, Statement, keys
from tiptui.text.visible import long_date, plural

Ref = NewType("Ref", str)
"""The full reference of a thing: `EVENT#ID`, of an event its id alone."""

ALL_PRESENT = "all present"
"""The maker of a point that names none."""


class Fact(NamedTuple):
    """A fact of a thing, by the key of the format that it comes from."""

    name: str
    words: str
    """For people; empty where only programs take it."""
    value: str = ""
    """As the record has it: an id, a date."""
    ref: Ref | None = None
    """The thing that is named."""
    full: str = ""
    """The whole name, where `words` have a short form of it."""
    detail: str = ""
    """What follows the words: the office of a maker, the part of an organizer."""

    @property
    def in_full(self) -> str:
        return self.full or self.words

    @property
    def with_detail(self) -> str:
        return listed(self.words, self.detail)


_LEADS = {"number": "number ", "to": "to ", "due": "due ", "repeats": "repeats "}
"""Words that stand before those of a fact, so that it needs no label."""

_CLEAR = (*_LEADS, "mode", "kind", "status", "date", "attendance", "outcomes")
"""Facts whose words need no label."""


class Facts:
    """The facts of a thing in their order, each found when it is asked for.

    `headed` is the name of a fact whose first value a heading tells.
    """

    __slots__ = ("_headed", "_tellers", "_thing")

    def __init__(self, thing: Thing, headed: str = "") -> None:
        self._thing, self._headed = thing, headed
        self._tellers = _TELLERS[thing.kind]

    def of(self, name: str) -> list[Fact]:
        """Return the facts of a name that have words or a value."""
        if name not in self._tellers:
            return []
        told = [fact for fact in self._tellers[name](self._thing) if fact.words or fact.value]
        return told[name == self._headed :]

    def under(self, name: str) -> "Facts":
        """Return all but the first fact of a name, which a heading tells."""
        return Facts(self._thing, name)

    def __iter__(self) -> Iterator[Fact]:
        return chain.from_iterable(map(self.of, self._tellers))

    def words(self, name: str) -> str:
        """Return the words of all facts of a name: `IOM, Ministry of Justice`."""
        return listed(*(fact.words for fact in self.of(name)))

    def value(self, name: str) -> str:
        """Return the value of the first fact of a name; empty where there is none."""
        return next((fact.value for fact in self.of(name)), "")

    def values(self, name: str) -> list[str]:
        return [fact.value for fact in self.of(name) if fact.value]

    @property
    def office(self) -> str:
        """The role and the organization of a speaker, the latter short."""
        return listed(self.words("role"), self.words("organization"))

    def groups(self, *left_out: str) -> Iterator[tuple[str, list[Fact]]]:
        """Yield each name with its facts that have words."""
        for name in self._tellers:
            told = [] if name in left_out else [fact for fact in self.of(name) if fact.words]
            if told:
                yield name, told

    def phrase(self, name: str) -> str:
        """Return the facts of a name in words that are clear without a label: `due May 2025`."""
        words = listed(*(fact.with_detail for fact in self.of(name)))
        return f"{_LEADS.get(name, '')}{words}" if words else ""

    def phrases(self, *left_out: str) -> Iterator[tuple[str, str]]:
        """Yield a label, empty where none is needed, and the phrase of the facts of each name."""
        for name in self._tellers:
            if name not in left_out and (words := self.phrase(name)):
                yield "" if name in _CLEAR else name, words


CLAIM_KEYS = {key.name: key for of in (Recommendation, Statement, Point) for key in keys(of)}
"""The keys of the format that claims have, by their names."""

Teller = Callable[[Any], Iterable[Fact]]
"""Tells the facts of one name of a thing."""


def _plain(name: str) -> Teller:
    """Return what tells a key, or each of its values, as the record has it."""

    def tell(thing: Thing) -> Iterator[Fact]:
        value = getattr(thing.item, name, None) or ""
        for words in (value,) if isinstance(value, str) else value:
            yield Fact(name, words, words)

    return tell


def _date(name: str) -> Teller:
    def tell(thing: Thing) -> Iterator[Fact]:
        value = getattr(thing.item, name, "")
        yield Fact(name, long_date(value), value)

    return tell


def _makers(claim: Thing) -> Iterator[Fact]:
    for maker in claim.makers:
        yield Fact("by", maker.name, maker.id, Ref(maker.ref), detail=office(maker))
    if not claim.makers:
        yield Fact("by", ALL_PRESENT)


def _organizations(claim: Claim) -> Iterator[Fact]:
    for body in claim.organizations:
        yield Fact("organizations", "", body.id, Ref(body.ref), body.full_name)


def _addressees(claim: Thing) -> Iterator[Fact]:
    return (_party("to", claim, words) for words in claim.to)


def _themes(claim: Thing) -> Iterator[Fact]:
    return (Fact("themes", theme.name, theme.id, Ref(theme.ref)) for theme in claim.themes)


def _due(claim: Thing) -> Iterator[Fact]:
    overdue = "overdue" if claim.due and claim.is_overdue(current_day()) else ""
    yield Fact("due", long_date(claim.due), claim.due, detail=overdue)


def _repeats(claim: Thing) -> Iterator[Fact]:
    for reference, ref in zip(claim.repeats, claim.repeated, strict=True):
        yield Fact("repeats", reference, reference, Ref(ref))


def _status(thing: Thing) -> Iterator[Fact]:
    yield Fact("status", thing.status, thing.status)


def _responder(response: Thing) -> Iterator[Fact]:
    yield _party("by", response, response.item.by)


def _dates(event: Thing) -> Iterator[Fact]:
    yield Fact("start_date", dates(event.dialogue), event.dialogue.date)


def _end_date(event: Thing) -> Iterator[Fact]:
    yield Fact("end_date", "", event.item.end_date)


def _attendance(event: Thing) -> Iterator[Fact]:
    came = event.item.attendance
    number = "" if came is None or came.count is None else str(came.count)
    yield Fact("attendance", present(came, len(event.dialogue.record.speakers)), number)


def _approximate(event: Thing) -> Iterator[Fact]:
    came = event.item.attendance
    yield Fact("approximate", "", "yes" if came and came.approximate else "")


def _groups(event: Thing) -> Iterator[Fact]:
    came = event.item.attendance
    return (Fact("groups", group, group) for group in (came.groups if came else ()))


def _count(number: int, noun: str) -> Teller:
    """Return what tells how many of something a record has."""

    def tell(event: Thing) -> Iterator[Fact]:
        count = event.dialogue.counts[number]
        yield Fact(f"{noun}s", plural(count, noun) if count else "", str(count))

    return tell


def _outcomes(event: Thing) -> Iterator[Fact]:
    yield Fact("outcomes", outcomes(event.dialogue.statuses))


def _organizers(event: Thing) -> Iterator[Fact]:
    for organizer in event.item.organizers:
        party = _party("organizers", event, organizer.organization)
        yield party._replace(detail=organizer.role)


def _kind(person: Thing) -> Iterator[Fact]:
    kind = person.item.kind
    yield Fact("kind", "group" if kind == "group" else "", kind)


def _organization(person: Thing) -> Iterator[Fact]:
    if body := person.organization:
        yield Fact("organization", body.short_name, body.id, Ref(body.ref), body.full_name)


def _held(body: Thing) -> Iterator[Fact]:
    for organizer in body.dialogue.record.event.organizers:
        if organizer.organization == body.id:
            yield Fact("held", organizer.role, organizer.role)


def _speakers(body: Thing) -> Iterator[Fact]:
    for person in body.people:
        yield Fact("speakers", person.name, person.id, Ref(person.ref), detail=person.item.role)


def _asked(party: Thing) -> Iterator[Fact]:
    yield _times("asked", party.times_asked)


def _answered(party: Thing) -> Iterator[Fact]:
    yield _times("answered", len(party.responses))


def _times(name: str, count: int) -> Fact:
    return Fact(name, f"{count:,} {name}" if count else "", str(count or ""))


def _claims(theme: Theme) -> Iterator[Fact]:
    count, _ = theme.counts
    yield Fact("claims", plural(count, "claim"), str(count))


def _asked_under(theme: Theme) -> Iterator[Fact]:
    _, asked = theme.counts
    yield Fact("asked", f"{asked:,} asked", str(asked))


def _party(name: str, of: Thing, words: str) -> Fact:
    """Return who is asked, held an event or responded: an organization, or words."""
    if body := of.dialogue.organization(words):
        return Fact(name, body.short_name, words, Ref(body.ref), body.full_name)
    (id,) = of.dialogue.ids.parties([words]) or ("",)
    return Fact(name, words, words, Ref(f"{of.dialogue.id}#{id}") if id and name == "to" else None)


def office(person: Thing) -> str:
    """Return a speaker's role and organization, the latter short: `Programme Assistant, IOM`."""
    body = person.organization
    return listed(person.item.role, body.short_name if body else "")


_CLAIM: Mapping[str, Teller] = {
    "by": _makers,
    "organizations": _organizations,
    "mode": _plain("mode"),
    "kind": _plain("kind"),
    "number": _plain("number"),
    "occasion": _plain("occasion"),
    "to": _addressees,
    "themes": _themes,
    "due": _due,
    "repeats": _repeats,
    "status": _status,
}
"""The facts of a claim in their order: a new key of the format has its row here."""

_TIMES: Mapping[str, Teller] = {"asked": _asked, "answered": _answered}

_TELLERS: Mapping[str, Mapping[str, Teller]] = {
    **dict.fromkeys(("point", "statement", "recommendation"), _CLAIM),
    "response": {"status": _status, "date": _date("date"), "by": _responder},
    "event": {
        "classification": _plain("classification"),
        "start_date": _dates,
        "end_date": _end_date,
        "place": _plain("place"),
        "attendance": _attendance,
        "approximate": _approximate,
        "speakers": _count(0, "speaker"),
        "statements": _count(1, "statement"),
        "recommendations": _count(2, "recommendation"),
        "outcomes": _outcomes,
        "groups": _groups,
        "organizers": _organizers,
        "series": _plain("series"),
        "topics": _plain("topics"),
        "summary": _plain("summary"),
    },
    "speaker": {
        "kind": _kind,
        "role": _plain("role"),
        "organization": _organization,
        "other_names": _plain("other_names"),
    },
    "organization": {
        "abbreviation": _plain("abbreviation"),
        "held": _held,
        "speakers": _speakers,
        "other_names": _plain("other_names"),
        **_TIMES,
    },
    "addressee": _TIMES,
    "theme": {
        "claims": _claims,
        "asked": _asked_under,
        "description": _plain("description"),
    },
    "source": {
        "type": _plain("type"),
        "publisher": _plain("publisher"),
        "published": _date("published"),
        "url": _plain("url"),
        "language": _plain("language"),
        "file": _plain("file"),
        "outline": _plain("outline"),
    },
}
