"""The facts of each thing: told here and nowhere else, in one order.

A fact has the name of the key of the format that it comes from. A new key is declared in
`tiptui.record.model` and told here: every renderer lays it out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple, NewType

from tiptui.collection.thing import Theme, Thing
from tiptui.entries.phrases import dates, listed, present
from tiptui.files.own import current_day
from tiptui.record.follow_up import outcomes
from tiptui.record.model import Attendance, Point, Recommendation, Statement, keys
from tiptui.text.visible import long_date, plural

Ref = NewType("Ref", str)
"""The full reference of a thing: `EVENT#ID`, of an event only its id."""

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
        teller = self._tellers.get(name)
        told = teller(self._thing) if teller else ()
        facts = [each for each in told if each.name == name and (each.words or each.value)]
        return facts[name == self._headed :]

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
        """The role and the organization of a speaker, the latter short: `Assistant, IOM`."""
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

SEARCHED = frozenset(name for name, key in CLAIM_KEYS.items() if key.rank)
"""The keys of a claim that a query looks in."""

Teller = Callable[[Any], Iterable[Fact]]
"""Tells the facts of one name of a thing."""


def _plain(name: str) -> Teller:
    """Return the teller of a key, or of each of its values, as the record has it."""

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


def _named(name: str, attribute: str) -> Teller:
    """Return the teller of the things that a thing leads to."""

    def tell(thing: Thing) -> Iterator[Fact]:
        for other in getattr(thing, attribute):
            short = getattr(other, "short_name", other.name)
            detail = Facts(other).office if name == "by" else getattr(other.item, "role", "")
            yield Fact(name, short, other.id, Ref(other.ref), other.full_name, detail)

    return tell


def _makers(claim: Thing) -> Iterable[Fact]:
    return [*_named("by", "makers")(claim)] or [Fact("by", ALL_PRESENT)]


def _parties(name: str) -> Teller:
    """Return the teller of those that are named by an id of an organization, or in words."""

    def tell(thing: Thing) -> Iterator[Fact]:
        words = getattr(thing.item, name, ())
        for party in (words,) if isinstance(words, str) else words:
            yield _party(name, thing, party)

    return tell


def _party(name: str, of: Thing, words: str) -> Fact:
    if body := of.dialogue.organization(words):
        return Fact(name, body.short_name, words, Ref(body.ref), body.full_name)
    (id,) = of.dialogue.ids.parties([words]) or ("",)
    return Fact(name, words, words, Ref(f"{of.dialogue.id}#{id}") if id and name == "to" else None)


def _organizations(claim: Thing) -> Iterator[Fact]:
    """Yield where the makers come from, for programs: people read it beside the makers."""
    return (fact._replace(words="") for fact in _named("organizations", "organizations")(claim))


def _due(claim: Thing) -> Iterator[Fact]:
    overdue = "overdue" if claim.due and claim.is_overdue(current_day()) else ""
    yield Fact("due", long_date(claim.due), claim.due, detail=overdue)


def _repeats(claim: Thing) -> Iterator[Fact]:
    for reference, ref in zip(claim.repeats, claim.repeated, strict=True):
        yield Fact("repeats", reference, reference, Ref(ref))


def _dates(event: Thing) -> Iterator[Fact]:
    yield Fact("start_date", dates(event.dialogue), event.dialogue.date)
    yield Fact("end_date", "", event.item.end_date)


def _attendance(event: Thing) -> Iterator[Fact]:
    came, speakers = event.item.attendance or Attendance(), len(event.dialogue.record.speakers)
    number = "" if came.count is None else str(came.count)
    yield Fact("attendance", present(event.item.attendance, speakers), number)
    yield Fact("approximate", "", "yes" if came.approximate else "")
    yield from (Fact("groups", group, group) for group in came.groups)


def _counts(event: Thing) -> Iterator[Fact]:
    nouns = ("speaker", "statement", "recommendation")
    for noun, count in zip(nouns, event.dialogue.counts, strict=True):
        yield Fact(f"{noun}s", plural(count, noun) if count else "", str(count))


def _outcomes(event: Thing) -> Iterator[Fact]:
    yield Fact("outcomes", outcomes(event.dialogue.statuses))


def _organizers(event: Thing) -> Iterator[Fact]:
    for organizer in event.item.organizers:
        party = _party("organizers", event, organizer.organization)
        yield party._replace(detail=organizer.role)


def _status(thing: Thing) -> Iterator[Fact]:
    yield Fact("status", thing.status, thing.status)


def _kind(person: Thing) -> Iterator[Fact]:
    kind = person.item.kind
    yield Fact("kind", "group" if kind == "group" else "", kind)


def _organization(person: Thing) -> Iterator[Fact]:
    if body := person.organization:
        yield Fact("organization", body.short_name, body.id, Ref(body.ref), body.full_name)


def _held(body: Thing) -> Iterator[Fact]:
    """Yield the parts of an organization in holding the event."""
    for organizer in body.dialogue.record.event.organizers:
        if organizer.organization == body.id:
            yield Fact("held", organizer.role, organizer.role)


def _asked(party: Thing) -> Iterator[Fact]:
    yield _times("asked", party.times_asked)


def _answered(party: Thing) -> Iterator[Fact]:
    yield _times("answered", len(party.responses))


def _times(name: str, count: int) -> Fact:
    return Fact(name, f"{count:,} {name}" if count else "", str(count or ""))


def _under(theme: Theme) -> Iterator[Fact]:
    """Yield how many claims, and how many recommendations, a theme has."""
    claims, asked = theme.counts
    yield Fact("claims", plural(claims, "claim"), str(claims))
    yield Fact("asked", f"{asked:,} asked", str(asked))


def _tellers(names: str, **special: Teller) -> Mapping[str, Teller]:
    """Return a teller for each name, in this order: one for a key as it is, if none is given."""
    return {name: special.get(name) or _plain(name) for name in names.split()}


_TELLERS: Mapping[str, Mapping[str, Teller]] = {
    **dict.fromkeys(
        ("point", "statement", "recommendation"),
        _tellers(
            "by organizations mode kind number occasion to themes due repeats status",
            by=_makers,
            organizations=_organizations,
            to=_parties("to"),
            themes=_named("themes", "themes"),
            due=_due,
            repeats=_repeats,
            status=_status,
        ),
    ),
    "response": _tellers("status date by", date=_date("date"), by=_parties("by")),
    "event": _tellers(
        "classification start_date end_date place attendance approximate speakers statements "
        "recommendations outcomes groups organizers series topics summary",
        **dict.fromkeys(("start_date", "end_date"), _dates),
        **dict.fromkeys(("attendance", "approximate", "groups"), _attendance),
        **dict.fromkeys(("speakers", "statements", "recommendations"), _counts),
        outcomes=_outcomes,
        organizers=_organizers,
    ),
    "speaker": _tellers(
        "kind role organization other_names", kind=_kind, organization=_organization
    ),
    "organization": _tellers(
        "abbreviation held speakers other_names asked answered",
        held=_held,
        speakers=_named("speakers", "people"),
        asked=_asked,
        answered=_answered,
    ),
    "addressee": _tellers("asked answered", asked=_asked, answered=_answered),
    "theme": _tellers("claims asked description", claims=_under, asked=_under),
    "source": _tellers(
        "type publisher published url language file outline", published=_date("published")
    ),
}
"""The facts of each kind of thing, in their order: a new key of the format has its name here."""
