"""The facts of each thing, in one order, for every renderer to lay out.

Most facts are the values of keys, as `tiptui.record.model` declares them: a new key is one by that.
They are told from the record: a speaker of a thousand dialogues makes no things for them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cache
from typing import Any, NamedTuple, NewType

from tiptui.collection.naming import REC, Name
from tiptui.collection.record_with_texts import RecordWithTexts
from tiptui.record import model
from tiptui.record.follow_up import STATUSES, outcomes, status
from tiptui.record.ids import in_words
from tiptui.record.model import Key, TextForm, keys
from tiptui.text.visible import long_date, plural

Ref = NewType("Ref", str)  # the full reference of a thing: `EVENT#ID`, of an event only its id

ALL_PRESENT = "all present"  # the maker of a point that names none


SIGNS = dict(zip(STATUSES, "✓±◦✗▱◧▰⊘", strict=True))
"""A sign of one cell for each status."""


def status_words(status: str) -> str:
    if not status:
        return ""
    return f"{SIGNS[status]} {status.replace('-', ' ')}"


def join_words(*parts: str, between: str = ", ") -> str:
    """Join the parts that are not empty."""
    return between.join([part for part in parts if part])


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

    def __init__(self, facts: Iterable[Fact], dialogue: RecordWithTexts, item: Any) -> None:
        """Begin with some facts; values of all other keys of the item follow."""
        self._by_name: dict[str, list[Fact]] = {}
        self._add(facts)
        self.placed = [*self._by_name]  # names of facts that belong to the page of a thing
        others = [name for name in fact_keys(item.__class__) if name not in self._by_name]
        self._add(values_of_keys(dialogue, item, *others))

    def _add(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            if fact.words or fact.value:
                self._by_name.setdefault(fact.name, []).append(fact)

    def of(self, name: str) -> list[Fact]:
        return self._by_name.get(name, [])

    def under(self, name: str, left_out: Iterable[str] = ()) -> "Facts":
        """Return the facts without the first of a name, a heading, and without some names."""
        others = copy(self)
        others._by_name = self._by_name | {name: self.of(name)[1:]}
        for other in left_out:
            others._by_name[other] = []
        return others

    def __iter__(self) -> Iterator[Fact]:
        for facts in self._by_name.values():
            yield from facts

    def words(self, name: str) -> str:
        return ", ".join([fact.words for fact in self.of(name) if fact.words])

    def value(self, name: str) -> str:
        facts = self.of(name)
        return facts[0].value if facts else ""

    def values(self, name: str) -> list[str]:
        return [fact.value for fact in self.of(name) if fact.value]

    @property
    def office(self) -> str:
        """The role and the short organization of a speaker: `Assistant, IOM`."""
        return join_words(self.words("role"), self.words("organization"))

    def groups(self, *left_out: str) -> Iterator[tuple[str, list[Fact]]]:
        """Yield each name with its facts that have words."""
        for name, facts in self._by_name.items():
            worded = [fact for fact in facts if fact.words]
            if worded and name not in left_out:
                yield name, worded

    def phrases(self, *left_out: str) -> dict[str, str]:
        """Return the facts of each name in words: `due May 2025, overdue`."""
        phrases: dict[str, str] = {}
        for name, facts in self.groups(*left_out):
            words = [fact.with_detail for fact in facts]
            phrases[name] = _LEADS.get(name, "") + ", ".join(words)
        return phrases

    def further(self) -> Iterator[str]:
        """Yield the facts of a named thing that have no place of their own beside its name."""
        for name, words in self.phrases(*self.placed).items():
            yield f"{name.replace('_', ' ')}: {words}"


CLAIMS = model.Recommendation, model.Statement, model.Point


def _searched_keys() -> Iterator[str]:
    for mapping in CLAIMS:
        for key in keys(mapping):
            if key.rank:
                yield key.name


SEARCHED = frozenset(_searched_keys())
"""The names of the keys of claims that are searched."""

_ELSEWHERE = {"id", "name", "title", "text", "outline", "note"}
"""The keys that are no facts, as all mappings: a thing has them itself."""


@cache
def fact_keys(*mappings: Any) -> Mapping[str, Key]:
    """Return the keys of some mappings whose values are facts, by their names; none of words."""
    facts: dict[str, Key] = {}
    for mapping in mappings:
        if mapping is str:
            continue
        for key in keys(mapping):
            if key.name not in _ELSEWHERE and not key.is_mapping:
                facts[key.name] = key
    return facts


def values_of_keys(dialogue: RecordWithTexts, item: Any, *names: str) -> Iterator[Fact]:
    """Yield the values of some keys, as their forms have it: names instead of ids."""
    known = fact_keys(item.__class__)
    for name in names:
        value = getattr(item, name, None)
        if not value:
            continue
        key = known[name]
        if not key.is_list:
            yield _fact(dialogue, key, "yes" if value is True else str(value))
            continue
        for words in dict.fromkeys(value):
            yield _fact(dialogue, key, str(words))


def _fact(dialogue: RecordWithTexts, key: Key, value: str) -> Fact:
    match key.form:
        case TextForm.DATE:
            return Fact(key.name, long_date(value), value)
        case TextForm.ORGANIZATION:
            return body_of(key.name, dialogue, value)
        case TextForm.PARTY:
            return _party(key.name, dialogue, value)
        case TextForm.SPEAKER | TextForm.THEME:
            name = _item(dialogue, value).name
            return Fact(key.name, name, value, Ref(dialogue.prefix + value))
    words = value.replace("-", " ") if key.choices else value
    return Fact(key.name, words, value)


def _item(dialogue: RecordWithTexts, id: str) -> Any:
    path: Any = dialogue.ids.declared[id]
    return getattr(dialogue.record, path[0])[path[1]]


def body_of(name: str, dialogue: RecordWithTexts, id: str, detail: str = "") -> Fact:
    body = _item(dialogue, id)
    words = body.abbreviation or body.name
    full = f"{body.name} ({words})" if body.abbreviation else words
    return Fact(name, words, id, Ref(dialogue.prefix + id), full, detail)


def _party(name: str, dialogue: RecordWithTexts, words: str) -> Fact:
    if dialogue.ids.is_body(words):
        return body_of(name, dialogue, words)
    ref = None
    if name == "to":
        id = in_words(words)
        ref = Ref(dialogue.prefix + id) if id else None
    return Fact(name, words, words, ref)


# Of each kind of thing, the facts that are more than values of its keys, or stand before them.


def claim_facts(
    dialogue: RecordWithTexts, item: model.RecordedClaim, maker_ids: Iterable[str]
) -> Iterator[Fact]:
    makers = dict.fromkeys(maker_ids)
    bodies: dict[str, Fact] = {}
    for id in makers:
        maker = _item(dialogue, id)
        office = maker.role
        if maker.organization:
            body = body_of("organizations", dialogue, maker.organization)
            bodies[maker.organization] = body
            if body.words != maker.name:
                office = join_words(office, body.words)
        yield Fact("by", maker.name, id, Ref(dialogue.prefix + id), detail=office)

    if not makers:
        yield Fact("by", ALL_PRESENT)
    # People read the organizations beside the makers.
    for body in bodies.values():
        yield body._replace(words="")

    names = "mode", "kind", "number", "occasion", "to", "themes"
    yield from values_of_keys(dialogue, item, *names)
    if isinstance(item, model.Recommendation):
        yield from _follow_up_facts(dialogue, item)


def _follow_up_facts(dialogue: RecordWithTexts, item: model.Recommendation) -> Iterator[Fact]:
    if item.due:
        overdue = "overdue" if item.id in dialogue.overdue else ""
        yield Fact("due", long_date(item.due), item.due, detail=overdue)

    for reference in item.repeats:
        yield Fact("repeats", reference, reference, Ref(dialogue.full_ref(reference)))

    became = status(item)
    if became:
        first, last = item.responses[0], item.responses[-1]
        if last.by not in ("", first.by):
            judge = _party("by", dialogue, last.by)
            yield Fact("said", "", first.status, detail=judge.words)
        yield Fact("status", became.replace("-", " "), became)

    months = dialogue.silences.get(item.id)
    if months:
        yield Fact("silent", "", f"silent for {plural(months, 'month')}")


def dates(dialogue: RecordWithTexts) -> str:
    """Return the day or days of a dialogue: `18 April 2024`, `18 April 2024 to 20 April 2024`."""
    start, end = long_date(dialogue.date), dialogue.record.event.end_date
    return start if not end or end == dialogue.date else f"{start} to {long_date(end)}"


def event_facts(dialogue: RecordWithTexts) -> Iterator[Fact]:
    record = dialogue.record
    item = record.event
    yield from values_of_keys(dialogue, item, "classification")
    yield Fact("start_date", dates(dialogue), dialogue.date)
    yield Fact("end_date", "", item.end_date)
    yield from values_of_keys(dialogue, item, "place")

    came = item.attendance or model.Attendance()
    speakers = plural(len(record.speakers), "speaker")
    number = ""
    present = ""
    if came.count is not None:
        about = "about " if came.approximate else ""
        number = str(came.count)
        present = f" of {about}{came.count:,} present"
    yield Fact("attendance", speakers + present, number)
    yield Fact("approximate", "", "yes" if came.approximate else "")

    yield Fact("speakers", speakers, str(len(record.speakers)))
    firsts = dialogue.ids.first
    statements = firsts["recommendation"] - firsts["statement"]
    yield _count(Name.STATEMENT, statements)
    yield _count(Name.RECOMMENDATION, len(record.recommendations))
    yield Fact("outcomes", outcomes(dialogue.statuses))

    for group in came.groups:
        yield Fact("groups", group, group)
    for organizer in item.organizers:
        yield body_of("organizers", dialogue, organizer.organization, organizer.role)
    yield from values_of_keys(dialogue, item, "series", "summary", "topics")


def _count(name: Name, count: int) -> Fact:
    return Fact(name.many, plural(count, name.one) if count else "", str(count))


_OF_SPEAKERS = {"kind", "role", "organization", "other_names"}


def has_further(item: Any) -> bool:
    """Return whether a speaker has values of other keys than `speaker_facts` tells."""
    names = fact_keys(item.__class__).keys() - _OF_SPEAKERS
    return any(getattr(item, name) for name in names)


def speaker_facts(dialogue: RecordWithTexts, item: model.Speaker) -> Iterator[Fact]:
    yield Fact("kind", "group" if item.kind == "group" else "", item.kind)
    yield from values_of_keys(dialogue, item, "role")
    if item.organization:
        body = body_of("organization", dialogue, item.organization)
        # A state is speaker and organization at once.
        yield body if body.words != item.name else body._replace(words="")
    yield from values_of_keys(dialogue, item, "other_names")


def organization_facts(
    dialogue: RecordWithTexts, item: model.RecordedOrganization
) -> Iterator[Fact]:
    record = dialogue.record
    yield from values_of_keys(dialogue, item, "abbreviation")
    for organizer in record.event.organizers:
        if organizer.organization == item.id:
            yield Fact("held", organizer.role, organizer.role)
    for number in dialogue.belonging.people.get(item.id, ()):
        person = record.speakers[number]
        ref = Ref(dialogue.prefix + person.id)
        yield Fact("speakers", person.name, person.id, ref, detail=person.role)
    yield from addressee_facts(dialogue, item.id)
    yield from values_of_keys(dialogue, item, "other_names")


def addressee_facts(dialogue: RecordWithTexts, id: str) -> Iterator[Fact]:
    asked = len(dialogue.belonging.asked.get(id, ()))
    if asked:
        yield Fact("asked", f"{plural(asked, REC)} to it", str(asked))
    answers = len(dialogue.belonging.answers.get(id, ()))
    if answers:
        yield Fact("answered", plural(answers, Name.RESPONSE.one), str(answers))


def theme_facts(dialogue: RecordWithTexts, item: model.RecordedTheme) -> Iterator[Fact]:
    numbers = dialogue.belonging.claims.get(item.id, ())
    # Recommendations stand last.
    asked = len(numbers) - bisect_left(numbers, dialogue.ids.first["recommendation"])
    yield Fact("claims", plural(len(numbers), "claim"), str(len(numbers)))
    yield Fact("asked", plural(asked, REC), str(asked))
    yield from values_of_keys(dialogue, item, "description")
