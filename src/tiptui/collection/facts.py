"""The facts of each thing, in one order, for every renderer to lay out.

Most facts are the values of keys, as `tiptui.record.model` declares them: a new key is one by that.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, NewType

from tiptui.collection import thing as things
from tiptui.collection.words import REC, Name
from tiptui.record.follow_up import STATUSES, outcomes
from tiptui.record.ids import in_words
from tiptui.record.model import Attendance, Key, Point, Recommendation, Statement, TextForm, keys
from tiptui.text.visible import long_date, plural

if TYPE_CHECKING:
    from tiptui.collection.dialogue import Dialogue

Ref = NewType("Ref", str)  # the full reference of a thing: `EVENT#ID`, of an event only its id

ALL_PRESENT = "all present"  # the maker of a point that names none


SIGNS = dict(zip(STATUSES, "✓±◦✗▱◧▰⊘", strict=True))
"""A sign of one cell for each status."""


def status_words(status: str) -> str:
    return f"{SIGNS[status]} {status.replace('-', ' ')}" if status else ""


def join_words(*parts: str, between: str = ", ") -> str:
    """Join the parts that are not empty."""
    return between.join(filter(None, parts))


class Fact(NamedTuple):
    """A fact of a thing, by the name of its key in the format."""

    name: str
    words: str
    """For people; empty where only programs use the value."""
    value: str = ""  # as the record has it: an id, a date
    ref: Ref | None = None  # the ref of the thing that is named
    full: str = ""  # the whole name, where `words` are a short form of it
    detail: str = ""  # the office of a maker, the part of an organizer: follows the words

    @property
    def in_full(self) -> str:
        return self.full or self.words

    @property
    def with_detail(self) -> str:
        return f"{self.words}, {self.detail}" if self.detail else self.words


_LEADS = {"number": "number ", "to": "to ", "due": "due ", "repeats": "repeats "}
"""The words before some facts, so that they need no label."""


class Facts:
    """The facts of a thing that have words or a value, by name, in order."""

    __slots__ = ("_by_name", "placed")

    def __init__(self, thing: things.Thing) -> None:
        self._by_name: dict[str, list[Fact]] = {}
        self._add(_FACTS_OF.get(type(thing), _plain)(thing))
        self.placed = [*self._by_name]  # names of facts that belong to the page of a thing
        others = (name for name in fact_keys(thing.item.__class__) if name not in self._by_name)
        self._add(_plain(thing, *others))

    def _add(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            if fact.words or fact.value:
                self._by_name.setdefault(fact.name, []).append(fact)

    def of(self, name: str) -> list[Fact]:
        return self._by_name.get(name, [])

    def under(self, name: str, said: Iterable[str] = ()) -> "Facts":
        """Return the facts without the first of a name, a heading, and without those of `said`."""
        others = copy(self)
        others._by_name = self._by_name | {name: self.of(name)[1:], **{of: [] for of in said}}
        return others

    def __iter__(self) -> Iterator[Fact]:
        return chain.from_iterable(self._by_name.values())

    def words(self, name: str) -> str:
        return ", ".join([fact.words for fact in self.of(name) if fact.words])

    def value(self, name: str) -> str:
        return next((fact.value for fact in self.of(name)), "")

    def values(self, name: str) -> list[str]:
        return [fact.value for fact in self.of(name) if fact.value]

    @property
    def office(self) -> str:
        """The role and the short organization of a speaker: `Assistant, IOM`."""
        return join_words(self.words("role"), self.words("organization"))

    def groups(self, *left_out: str) -> Iterator[tuple[str, list[Fact]]]:
        """Yield each name with its facts that have words."""
        for name, facts in self._by_name.items():
            if name not in left_out and (worded := [fact for fact in facts if fact.words]):
                yield name, worded

    def phrases(self, *left_out: str) -> dict[str, str]:
        """Return the facts of each name in words: `due May 2025, overdue`."""
        return {
            name: _LEADS.get(name, "") + ", ".join(map(attrgetter("with_detail"), same))
            for name, same in self.groups(*left_out)
        }


CLAIMS = Recommendation, Statement, Point

SEARCHED = frozenset(key.name for key in chain.from_iterable(map(keys, CLAIMS)) if key.rank)

_ELSEWHERE = {"id", "name", "title", "text", "outline", "note"}
"""The keys that are no facts, as all mappings: an entry has them itself."""


@cache
def fact_keys(*mappings: Any) -> Mapping[str, Key]:
    """Return the keys of some mappings whose values are facts, by their names; none of words."""
    own = dict[str, Key]()
    for mapping in mappings:
        if mapping is not str:
            own |= {key.name: key for key in keys(mapping)}
    return {n: key for n, key in own.items() if n not in _ELSEWHERE and not key.is_mapping}


def _plain(thing: things.Thing, *names: str) -> Iterator[Fact]:
    """Yield the values of some keys, as their forms have it: names instead of ids."""
    own = fact_keys(thing.item.__class__)
    for name in names:
        if value := getattr(thing.item, name, None):
            key = own[name]
            for words in dict.fromkeys(value) if key.is_list else (value,):
                yield _fact(thing.dialogue, key, "yes" if words is True else str(words))


def _fact(dialogue: "Dialogue", key: Key, value: str) -> Fact:
    match key.form:
        case TextForm.DATE:
            return Fact(key.name, long_date(value), value)
        case TextForm.ORGANIZATION:
            return body_of(key.name, dialogue, value)
        case TextForm.PARTY:
            return _party(key.name, dialogue, value)
        case TextForm.SPEAKER | TextForm.THEME:
            return Fact(key.name, _item(dialogue, value).name, value, Ref(dialogue.prefix + value))
    return Fact(key.name, value.replace("-", " ") if key.choices else value, value)


def _item(dialogue: "Dialogue", id: str) -> Any:
    path: Any = dialogue.ids.declared[id]
    return getattr(dialogue.record, path[0])[path[1]]


def body_of(name: str, dialogue: "Dialogue", id: str, detail: str = "") -> Fact:
    body = _item(dialogue, id)
    words = body.abbreviation or body.name
    full = f"{body.name} ({words})" if body.abbreviation else words
    return Fact(name, words, id, Ref(dialogue.prefix + id), full, detail)


def _party(name: str, dialogue: "Dialogue", words: str) -> Fact:
    if dialogue.ids.is_body(words):
        return body_of(name, dialogue, words)
    id = in_words(words) if name == "to" else ""
    return Fact(name, words, words, Ref(dialogue.prefix + id) if id else None)


def _claim_facts(claim: things.Claim) -> Iterator[Fact]:
    item, dialogue = claim.item, claim.dialogue
    bodies, makers = dict[str, Fact](), dict.fromkeys(claim.maker_ids)
    for id in makers:
        maker, office = _item(dialogue, id), ""
        if own := maker.organization:
            bodies[own] = body = body_of("organizations", dialogue, own)
            office = body.words if body.words != maker.name else ""
        office = join_words(maker.role, office)
        yield Fact("by", maker.name, id, Ref(dialogue.prefix + id), detail=office)
    if not makers:
        yield Fact("by", ALL_PRESENT)
    # People read the organizations beside the makers.
    yield from (body._replace(words="") for body in bodies.values())
    yield from _plain(claim, "mode", "kind", "number", "occasion", "to", "themes")
    if isinstance(item, Recommendation):
        yield from _follow_up_facts(claim, item)


def _follow_up_facts(claim: things.Claim, item: Recommendation) -> Iterator[Fact]:
    dialogue = claim.dialogue
    if due := item.due:
        overdue = "overdue" if item.id in dialogue.overdue else ""
        yield Fact("due", long_date(due), due, detail=overdue)
    for reference, ref in zip(item.repeats, item.repeats and claim.repeated, strict=True):
        yield Fact("repeats", reference, reference, Ref(ref))
    if became := claim.status:
        first, last = item.responses[0], item.responses[-1]
        if last.by not in ("", first.by):
            yield Fact("said", "", first.status, detail=_party("by", dialogue, last.by).words)
        yield Fact("status", became.replace("-", " "), became)
    if months := dialogue.silences.get(item.id):
        yield Fact("silent", "", f"silent for {plural(months, 'month')}")


def dates(dialogue: "Dialogue") -> str:
    """Return the day or days of a dialogue: `18 April 2024`, `18 April 2024 to 20 April 2024`."""
    start, end = long_date(dialogue.date), dialogue.record.event.end_date
    return start if not end or end == dialogue.date else f"{start} to {long_date(end)}"


def _event_facts(event: things.Event) -> Iterator[Fact]:
    item, dialogue = event.item, event.dialogue
    yield from _plain(event, "classification")
    yield Fact("start_date", dates(dialogue), dialogue.date)
    yield Fact("end_date", "", item.end_date)
    yield from _plain(event, "place")
    came, speakers = item.attendance or Attendance(), len(dialogue.record.speakers)
    number = "" if came.count is None else str(came.count)
    about = "about " if came.approximate else ""
    present = "" if came.count is None else f" of {about}{came.count:,} present"
    yield Fact("attendance", plural(speakers, "speaker") + present, number)
    yield Fact("approximate", "", "yes" if came.approximate else "")
    yield Fact("speakers", plural(speakers, "speaker"), str(speakers))
    first, end = dialogue.ids.first.values()
    counts = {"statement": end - first, "recommendation": len(dialogue.record.recommendations)}
    for noun, count in counts.items():
        yield Fact(f"{noun}s", plural(count, noun) if count else "", str(count))
    yield Fact("outcomes", outcomes(dialogue.statuses))
    yield from (Fact("groups", group, group) for group in came.groups)
    for organizer in item.organizers:
        yield body_of("organizers", dialogue, organizer.organization, organizer.role)
    yield from _plain(event, "series", "summary", "topics")


_OF_SPEAKERS = {"kind", "role", "organization", "other_names"}


def has_further(person: things.Thing) -> bool:
    """Return whether a speaker has values of other keys than `_speaker_facts` tells."""
    names = fact_keys(person.item.__class__).keys() - _OF_SPEAKERS
    return any(getattr(person.item, name) for name in names)


def _speaker_facts(person: things.Person) -> Iterator[Fact]:
    item = person.item
    yield Fact("kind", "group" if item.kind == "group" else "", item.kind)
    yield from _plain(person, "role")
    if item.organization:
        body = body_of("organization", person.dialogue, item.organization)
        # A state is speaker and organization at once.
        yield body if body.words != item.name else body._replace(words="")
    yield from _plain(person, "other_names")


def _organization_facts(body: things.Organization) -> Iterator[Fact]:
    yield from _plain(body, "abbreviation")
    for organizer in body.dialogue.record.event.organizers:
        if organizer.organization == body.id:
            yield Fact("held", organizer.role, organizer.role)
    for person in body.people:
        yield Fact("speakers", person.name, person.id, Ref(person.ref), "", person.item.role)
    yield from _addressee_facts(body)
    yield from _plain(body, "other_names")


def _addressee_facts(party: things.Party) -> Iterator[Fact]:
    belonging = party.dialogue.belonging
    if count := len(belonging.asked.get(party.id, ())):
        yield Fact("asked", f"{plural(count, REC)} to it", str(count))
    if count := len(belonging.answers.get(party.id, ())):
        yield Fact("answered", plural(count, Name.RESPONSE.one), str(count))


def _theme_facts(theme: things.Theme) -> Iterator[Fact]:
    numbers = theme.claim_numbers
    # Recommendations stand last.
    asked = len(numbers) - bisect_left(numbers, theme.dialogue.ids.first["recommendation"])
    yield Fact("claims", plural(len(numbers), "claim"), str(len(numbers)))
    yield Fact("asked", plural(asked, REC), str(asked))
    yield from _plain(theme, "description")


_FACTS_OF: Mapping[type[things.Thing], Callable[[Any], Iterator[Fact]]] = {
    things.Claim: _claim_facts,
    things.Event: _event_facts,
    things.Person: _speaker_facts,
    things.Organization: _organization_facts,
    things.Addressee: _addressee_facts,
    things.Theme: _theme_facts,
}
"""The generator of the facts of a kind of thing that are more than values of its keys."""
