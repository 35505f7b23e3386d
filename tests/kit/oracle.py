"""Queries drawn by chance, and their answers: the rows of a collection that hold each term.

A term comes with its predicate, so that nothing here reads a query.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, combinations, count, product
from random import Random
from typing import NamedTuple

from tests.kit.scan import Word, fold
from tiptui.collection.dialogue import Claim, Dialogue, Person, Thing
from tiptui.collection.opened import Collection
from tiptui.record.follow_up import SETTLED, STATUSES

CHOICES = {
    "status": (*STATUSES, "none"),
    "said": STATUSES,
    "is": (
        *("statement", "recommendation", "point", "decision", "reported", "quoted"),
        *("person", "group", "unproved", "overdue"),
    ),
    "has": ("evidence", "response", "note", "due", "repeats", "number"),
}
NAMED = ("by", "org", "theme", "to", "in")
COUNTED = (*NAMED, "date", *CHOICES)
FIELDS = (*COUNTED, "number", "silent")
OF_ASKING = ("to", "status", "said", "number", "silent")
WITH_NONE = ("to", "theme", "status")
OF_SPEAKERS = ("by", "org", "in", "date", "is")
_OTHERS = ("speaker", "recommendation", "statement", "point")
_KINDS = {"event": "dialogues", **{kind: f"{kind}s" for kind in _OTHERS}}
"""The lists of the screen by the kinds of things."""

DATES = ("2024", "2024-04", "2023-12-01", "2019..2023", "..2019", "2024..", "2024..2019")


class Value(NamedTuple):
    """A value that a row has of a field: its key in counts, its ids, its folded names."""

    key: str
    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


class Row(NamedTuple):
    """A thing that a query can find; a speaker of several dialogues is one row of them all."""

    kind: str
    ref: str
    things: Sequence[Thing]
    ids: frozenset[str]
    texts: tuple[list[str], ...]
    """The folded texts: names, roles and organizations, the rest."""
    values: Mapping[str, list[Value]]


class Term(NamedTuple):
    """A term as it is typed, without a minus, and its predicate."""

    typed: str
    holds: Callable[[Row], bool]
    field: str = ""
    word: Word | None = None
    is_negated: bool = False
    is_of_people: bool = False
    """True for a term of `is:` with values that only speakers have."""
    either: "tuple[Term, ...]" = ()
    """The terms of which one must hold."""


class Oracle:
    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        events = [each.event for each in collection.dialogues if not collection.single]
        things = chain(events, *map(things_of, collection.dialogues))
        self.rows = [self._row(each) for each in things if self._is_first(each)]

    def _is_first(self, thing: Thing) -> bool:
        return thing.kind != "speaker" or self._collection.same(thing.ref)[0] == thing

    def _row(self, thing: Thing) -> Row:
        things = self._collection.same(thing.ref) if isinstance(thing, Person) else [thing]
        texts = [self._texts(each) for each in things]
        called = [*things, *chain.from_iterable(each.responses for each in things)]
        return Row(
            kind=thing.kind,
            ref=thing.ref,
            things=things,
            ids=frozenset(
                id
                for each in called
                for id in (each.id, each.ref, getattr(each.claim.item, "number", "").lower())
                if id
            ),
            texts=tuple([fold(text) for some in texts for text in some[rank]] for rank in range(3)),
            values={field: self._values(field, things) for field in FIELDS},
        )

    def _texts(self, thing: Thing) -> tuple[list[str], ...]:
        if thing.kind == "event":
            event = thing.item
            where = [event.place, event.series, event.classification]
            return [event.name], where, [event.summary, *event.topics]
        people = [thing] if isinstance(thing, Person) else list(thing.makers)
        offices = [each.item.role for each in people]
        offices += [
            name for each in people if each.organization for name in names(each.organization)
        ]
        rest = [] if isinstance(thing, Person) else self._words(thing)
        return [name for each in people for name in names(each)], offices, rest

    @staticmethod
    def _words(claim: Thing) -> list[str]:
        asked = [name for each in claim.addressees for name in names(each)]
        quoted = [each.exact for each in claim.evidence]
        themes = [each.name for each in claim.themes]
        occasion = getattr(claim.item, "occasion", "")
        return [claim.text, *asked, occasion, *themes, claim.note, *quoted]

    def _values(self, field: str, things: Iterable[Thing]) -> list[Value]:
        return list(dict.fromkeys(value for each in things for value in self._own(field, each)))

    def _own(self, field: str, thing: Thing) -> Iterator[Value]:
        event = thing.dialogue.record.event
        people = [thing] if isinstance(thing, Person) else list(thing.makers)
        if field == "in":
            called = (event.name, event.series, event.place)
            yield Value(event.id, frozenset([event.id]), frozenset(map(fold, filter(None, called))))
        elif field == "date":
            yield Value(event.start_date[:4], names=frozenset([event.start_date]))
        elif field == "by":
            yield from map(self._shared, people)
        elif field == "org":
            yield from (self._shared(each.organization) for each in people if each.organization)
        elif not isinstance(thing, Claim):
            yield from (Value(each.item.kind) for each in people if field == "is")
        elif field == "to":
            yield from map(self._addressee, thing.addressees)
        elif field == "theme":
            yield from map(self._shared, thing.themes)
        elif field in OF_ASKING:
            yield from map(Value, answers(field, thing))
        elif field == "has":
            keys = {each: "responses" if each == "response" else each for each in CHOICES["has"]}
            yield from (Value(each) for each, key in keys.items() if getattr(thing.item, key, ""))
        else:
            yield from (Value(each.item.kind) for each in people)
            is_proved = any(each.located.end for each in thing.quotations)
            own = [thing.kind, getattr(thing.item, "mode", ""), "" if is_proved else "unproved"]
            own += {getattr(thing.item, "kind", "")} & {"decision"}
            yield from map(Value, filter(None, [*own, "overdue" if is_overdue(thing) else ""]))

    def _shared(self, thing: Thing) -> Value:
        same = self._collection.same(thing.ref)
        first, refs = same[0], [each.ref for each in same]
        key = first.id if self._counts[first.kind, first.id] == 1 else first.ref
        called = {fold(name) for each in same for name in names(each)}
        return Value(key, frozenset([first.id, *refs]), frozenset(called))

    @cached_property
    def _ids(self) -> dict[str, set[str]]:
        """All ids of the things that a field can have, whether a row has them or not."""
        dialogues = self._collection.dialogues
        bodies = [each for dialogue in dialogues for each in dialogue.organizations]
        things: dict[str, Iterable[Thing]] = {
            "by": chain.from_iterable(each.people for each in dialogues),
            "theme": chain.from_iterable(each.themes for each in dialogues),
            "in": [each.event for each in dialogues],
            "org": bodies,
            "to": bodies,
        }
        return {
            field: {id for each in of for id in (each.id, each.ref)} for field, of in things.items()
        }

    @cached_property
    def _in_words(self) -> set[str]:
        """The folded names of addressees that are no organizations."""
        asked = chain.from_iterable(row.values["to"] for row in self.rows)
        return {name for each in asked if not each.ids for name in each.names}

    @cached_property
    def _counts(self) -> Counter[tuple[str, str]]:
        """The number of different things of a kind that have an id; `none` is never one's own."""
        every = (
            chain(each.people, each.organizations, each.themes)
            for each in self._collection.dialogues
        )
        firsts = {self._collection.same(each.ref)[0] for each in chain.from_iterable(every)}
        return Counter((each.kind, each.id) for each in firsts) | Counter(
            {(each.kind, "none"): 2 for each in firsts}
        )

    def _addressee(self, thing: Thing) -> Value:
        if thing.kind == "organization":
            return self._shared(thing)
        first = self._collection.same(thing.ref)[0].name
        return Value(f"={first}", names=frozenset([fold(first.replace('"', ""))]))

    # The findings.

    def found(self, terms: Sequence[Term]) -> list[Row]:
        ranked = [(self._rank(terms, row), row) for row in self.rows]
        found = [(rank, row) for rank, row in ranked if rank is not None]
        return [row for _, row in sorted(found, key=lambda one: one[0])]

    def findings(self, terms: Sequence[Term]) -> list[Row]:
        """Return the claims and speakers of `found`; of a rank first speakers, by their claims."""
        found = [row for row in self.found(terms) if row.kind != "event"]
        claims = [row.things[0] for row in found if row.kind != "speaker"]
        counts = Counter(ref for each in claims for ref in {self._first(m) for m in each.makers})

        def place(row: Row) -> tuple[int, int]:
            is_counted = row.kind == "speaker" and not self._collection.single
            return self._rank(terms, row) or 0, -1 - counts[row.ref] if is_counted else 0

        return sorted(found, key=place)

    @staticmethod
    def _rank(terms: Sequence[Term], row: Row) -> int | None:
        if not all(is_held(term, row) for term in terms):
            return None
        words = [term.word for term in terms if term.word and not term.is_negated]
        left = [word for word in words if word.is_phrase or word.text not in row.ids]
        rank = next(rank for rank in range(3) if has(row, left, rank))
        if len(left) < len(words):
            return -1
        return max([rank, *(rank_of(term, row) for term in terms if term.either)])

    def listed(self, terms: Sequence[Term]) -> dict[str, list[str]]:
        """Return the refs that the screen lists, by kind, last those found by their claims.

        A speaker is found by a claim, a dialogue by all that is found in it.
        """
        found = self.found(terms)
        lists = {kind: [row.ref for row in found if row.kind == kind] for kind in _KINDS}
        of_event = [term for term in terms if term.field in ("in", "date")]
        speakers = {
            self._first(each) for row in found for thing in row.things for each in thing.makers
        }
        events = {each.dialogue.id for row in found for each in row.things}
        for row in self.rows:
            if row.kind == "speaker" and row.ref in speakers - {*lists["speaker"]}:
                lists["speaker"].append(row.ref)
            elif row.kind == "event" and row.ref in events - {*lists["event"]}:
                lists["event"] += [row.ref] if all(is_held(term, row) for term in of_event) else []
        return {name: lists[kind] for kind, name in _KINDS.items()}

    def _first(self, thing: Thing) -> str:
        return self._collection.same(thing.ref)[0].ref

    def counts(self, fields: Sequence[str], terms: Sequence[Term]) -> Counter[tuple[str, ...]]:
        counts: Counter[tuple[str, ...]] = Counter()
        for row in self.found(terms):
            if row.kind in ("speaker", "event"):
                continue
            if len({*fields}) < len(fields):
                keys = [each.key for each in row.values[fields[0]]]
                counts.update(map(tuple, map(sorted, combinations(keys, 2))))
                continue
            own = []
            for field in fields:
                none = ["none"] if field in WITH_NONE else []
                has_field = row.kind == "recommendation" or field not in OF_ASKING
                own.append([each.key for each in row.values[field]] or none if has_field else [])
            counts.update(product(*own))
        return counts

    # Terms.

    def terms(self, chance: Random) -> list[Term]:
        """Return one to three terms: words, phrases and fields, some of them negated."""
        made = [self._word, self._phrase, self._field, self._field, self._field]
        terms = [chance.choice(made)(chance) for _ in range(chance.choice([1, 1, 2, 2, 3]))]
        terms = [term._replace(is_negated=chance.random() < 0.2) for term in terms]
        if len(terms) > 1 and chance.random() < 0.3:
            first, second, *others = terms
            typed = f"{as_typed([first])} | {as_typed([second])}"
            terms = [Term(typed, lambda _: False, either=(first, second)), *others]
        return terms

    def _word(self, chance: Random) -> Term:
        row = chance.choice(self.rows)
        words = [each for each in chain(*row.texts, row.ids) for each in each.split()]
        piece = chance.choice(words)[chance.choice([0, 0, 1, 2]) :][: chance.choice([2, 4, 99])]
        word = Word(fold(piece if piece.isalnum() else "a"))
        return Term(word.text, lambda row: word.text in row.ids or has(row, [word]), word=word)

    def _phrase(self, chance: Random) -> Term:
        texts = [each for each in chain(*chance.choice(self.rows).texts) if each.strip()]
        text = chance.choice(texts).replace('"', "")
        start = chance.randrange(len(text) or 1)
        phrase = " ".join(fold(text[start : start + chance.randint(1, 12)]).split()) or "a"
        word = Word(phrase, is_phrase=True)
        return Term(f'"{phrase}"', lambda row: has(row, [word]), word=word)

    def _field(self, chance: Random) -> Term:
        field = chance.choice(FIELDS)
        values = [self._value(field, chance) for _ in range(chance.choice([1, 1, 2]))]
        typed = ",".join(f'"{each}"' if not each.isalnum() else each for each in values)

        def holds(row: Row) -> bool:
            own = row.values[field]
            return any(self._is_value(field, value, own) for value in values)

        of_people = field == "is" and {*values} <= {"person", "group"}
        return Term(f"{field}:{typed}", holds, field, is_of_people=of_people)

    def _value(self, field: str, chance: Random) -> str:
        if field == "date":
            return chance.choice(DATES)
        if field in CHOICES:
            return chance.choice(CHOICES[field])
        if field == "silent":
            return chance.choice(["0", "1", "6..", "..12", "3..40", f"{chance.randint(0, 40)}.."])
        if field == "number":
            numbers = [each.key for row in self.rows for each in row.values[field] if each.key]
            ends = chance.choices(numbers or ["1.1"], k=2)
            return chance.choice([ends[0], "..".join(ends)])
        own = chance.choice(self.rows).values[field] or [Value("none")]
        value = chance.choice(own)
        name = chance.choice(sorted(value.names) or ["none"]).replace('"', "")
        start = chance.choice([0, 0, 1])
        part = name[start : start + chance.choice([2, 5])].strip()
        return chance.choice([*value.ids, name, f"={name}", part or "none", "none"])

    def _is_value(self, field: str, value: str, own: Sequence[Value]) -> bool:
        if value == "none" and field in WITH_NONE:
            return not own
        if field == "date":
            return any(is_in(date, value) for each in own for date in each.names)
        if field in CHOICES:
            return any(each.key == value for each in own)
        if field == "silent":
            first, dots, last = value.partition("..")
            most = int(last or 999) if dots else int(first)
            return any(int(first or 0) <= int(each.key) <= most for each in own)
        if field == "number":
            return any(is_numbered(each.key, value) for each in own)
        if value.startswith("="):
            name = fold(value[1:])
            in_words = field == "to" and name in self._in_words
            return any(name in each.names and not (in_words and each.ids) for each in own)
        if value in self._ids[field]:
            return any(value in each.ids for each in own)
        word = Word(fold(value), is_phrase=True)
        return any(word.is_in(name) for each in own for name in each.names)


def is_held(term: Term, row: Row) -> bool:
    """Return whether a row holds a term; speakers and dialogues have fewer fields than claims."""
    if term.either:
        return any(is_held(side, row) for side in term.either)
    field, negated = term.field, term.is_negated
    if not field:
        return negated is not term.holds(row)
    if row.kind == "event" and field not in ("in", "date"):
        return False
    if row.kind == "speaker" and field not in OF_SPEAKERS:
        return False
    if row.kind in ("statement", "point") and field in OF_ASKING:
        return negated
    if row.kind == "speaker" and field == "is" and negated and not term.is_of_people:
        return False
    return negated is not term.holds(row)


def rank_of(group: Term, row: Row) -> int:
    """Return the best rank of the sides of an *or* that a row holds; a field has the first."""
    ranks = list[int]()
    for side in group.either:
        if is_held(side, row):
            word = None if side.is_negated else side.word
            if word is None or (not word.is_phrase and word.text in row.ids):
                return 0
            ranks.append(next(rank for rank in range(3) if has(row, [word], rank)))
    return min(ranks)


def as_typed(terms: Iterable[Term]) -> str:
    return " ".join("-" * term.is_negated + term.typed for term in terms)


def has(row: Row, words: Iterable[Word], rank: int = 2) -> bool:
    texts = list(chain(*row.texts[: rank + 1]))
    return all(any(word.is_in(text) for text in texts) for word in words)


def things_of(dialogue: Dialogue) -> Iterator[Thing]:
    by_kind: dict[str, list[Claim]] = {"point": [], "statement": [], "recommendation": []}
    for claim in dialogue.claims:
        by_kind[claim.kind].append(claim)
    yield from by_kind["point"]
    for person in dialogue.people:
        yield person
        yield from (each for each in by_kind["statement"] if each.makers[0] == person)
    yield from by_kind["recommendation"]


def is_overdue(claim: Claim) -> bool:
    due, last = getattr(claim.item, "due", ""), claim.responses[-1:]
    is_settled = any(each.item.status in ("implemented", "rejected") for each in last)
    return bool(due) and due < date.today().isoformat()[: len(due)] and not is_settled


def answers(field: str, claim: Claim) -> list[str]:
    if field == "number":
        return [getattr(claim.item, "number", "")]
    if field == "silent":
        return [str(months) for months in silence(claim)]
    return [each.item.status for each in claim.responses[-1 if field == "status" else 0 :]]


def silence(claim: Claim) -> Iterator[int]:
    """Yield the months for which nothing was heard of a recommendation, if it is open."""
    said, event = claim.responses, claim.dialogue.record.event
    if claim.kind != "recommendation" or {each.item.status for each in said[-1:]} & SETTLED:
        return
    dated = [each.item.date for each in said if each.item.date]
    last = [*dated, "" if event.start_date == "0001-01-01" else event.end_date or event.start_date]
    if since := last[len(dated) - 1] if dated else last[0]:
        year, month, day = (
            [*map(int, since.split("-")), 12, 99][:3]
            if len(since) == 4
            else ([*map(int, since.split("-")), 99][:3])
        )
        now = date.today()
        passed = (
            k
            for k in count()
            if (12 * year + month + k, day) > (12 * now.year + now.month, now.day)
        )
        yield max(0, next(passed) - 1)


def names(thing: Thing) -> list[str]:
    called = [thing.name, getattr(thing.item, "abbreviation", ""), *thing.other_names]
    return list(filter(None, called))


def is_numbered(number: str, value: str) -> bool:
    first, dots, last = value.lower().partition("..")
    if not dots:
        return number.lower() == first
    heads = [each.rstrip("0123456789") for each in (first, number.lower(), last)]
    tails = [
        each.removeprefix(head)
        for each, head in zip((first, number.lower(), last), heads, strict=True)
    ]
    return len({*heads}) == 1 and all(tails) and int(tails[0]) <= int(tails[1]) <= int(tails[2])


def is_in(day: str, value: str) -> bool:
    first, dots, last = value.partition("..")
    if not dots:
        return day.startswith(first)
    return day >= first and day[: len(last)] <= last
