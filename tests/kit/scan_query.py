"""What a query means, by a plain scan of the data of records, without any help of tiptui.

A thing by itself has facts of each field; a query is looked for in all things, one by one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, product
from typing import NamedTuple

from tests.kit.scan import (
    KINDS,
    Data,
    Thing,
    Word,
    fold,
    in_word,
    is_dash,
    is_mark,
    is_unseen,
    joined,
    names_of,
)

STATUSES = (
    *("accepted", "partly-accepted", "noted", "rejected"),
    *("in-progress", "partly-implemented", "implemented"),
)
OF_PEOPLE = ("person", "group")
CLOSED = {
    "status": (*STATUSES, "none"),
    "is": (
        *("statement", "recommendation", "point", "reported", "quoted"),
        *(*OF_PEOPLE, "unproved", "overdue"),
    ),
    "has": ("evidence", "response", "note", "due", "repeats", "number"),
}
SECTIONS = {"by": "speakers", "org": "organizations", "theme": "themes", "to": "organizations"}
COUNTED = (*SECTIONS, "in", "date", *CLOSED)
"""The fields that have counts."""

FIELDS = (*COUNTED, "id", "same")
WITH_NONE = ("to", "theme", "status")
OF_SPEAKERS = ("by", "org", "in", "date", "is")
"""What a speaker is asked by itself."""


class Term(NamedTuple):
    """A term: words or an id, or a field with its values."""

    negated: bool
    words: tuple[Word, ...] = ()
    id: str = ""
    field: str = ""
    values: tuple[str, ...] = ()


class Fact(NamedTuple):
    """What a thing has of a field: as a query writes it, what it is called by ids and by names."""

    key: str
    ids: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


# How a query is read.


def read(query: str) -> Iterator[Term]:
    """Yield the terms of a query."""
    text = "".join(letter for letter in query if not is_unseen(letter))
    while text := text.lstrip():
        negated = text[0] == "-" and bool(text[1:2].strip())
        text = text[negated:]
        name, colon, _ = text.partition(":")
        is_field = bool(colon) and name.isascii() and name.isalpha()
        end = _end(text, is_field)
        written, text = text[:end], text[end:]
        if is_field:
            yield from _field(name.lower(), written, negated)
        elif written[0] == '"':
            if phrase := " ".join(fold(written.strip('"')).split()):
                yield Term(negated, (Word(phrase, is_phrase=True),))
        else:
            yield from _text(written, negated)


def _end(text: str, is_field: bool) -> int:
    """Return where a term ends: a phrase at its second mark, a field not inside of two."""
    if text[0] == '"':
        return text.find('"', 1) + 1 or len(text)
    is_quoted = False
    for place, letter in enumerate(text):
        is_quoted ^= is_field and letter == '"'
        if letter.isspace() and not is_quoted:
            return place
    return len(text)


def _field(name: str, written: str, negated: bool) -> Iterator[Term]:
    said = written[len(name) + 1 :]
    values = [value for value in _values(said) if fold(value.removeprefix("=")).strip()]
    if name in FIELDS and not said.strip('=",'):
        return  # its value is still to be typed
    if name not in FIELDS or not values or not all(_is_readable(name, each) for each in values):
        yield from _text(written, negated)
    else:
        meant = [each for value in values for each in _meant(name, value.lower())]
        yield Term(negated, field=name, values=tuple(meant))


def _values(said: str) -> Iterator[str]:
    value, is_quoted = "", False
    for letter in f"{said},":
        if letter == '"' and not is_quoted and value in ("", "="):
            is_quoted = True
        elif letter == '"':
            yield value
            value, is_quoted = "", not is_quoted
        elif letter == "," and not is_quoted:
            yield value
            value = ""
        else:
            value += letter
    yield value[:-1]


def _is_readable(name: str, value: str) -> bool:
    if name == "date":
        day = "([0-9]{1,4}|[0-9]{4}-([0-9]{1,2}(-[0-9]{0,2})?)?)"
        return bool(re.fullmatch(rf"{day}?(\.|\.\.{day}?)?", value))
    return bool(_meant(name, value.lower()))


def _meant(name: str, value: str) -> tuple[str, ...]:
    """Return the values that one is: of a few choices those that begin so."""
    if name not in CLOSED:
        return (value,)
    begun = tuple(each for each in CLOSED[name] if each.startswith(value))
    return (value,) if value in begun else begun


def _text(written: str, negated: bool) -> Iterator[Term]:
    words = fold("".join(" " if is_dash(each) else each for each in written)).split()
    if words:
        yield Term(negated, tuple(map(Word, words)), written.lower())


# What things have, and what a query finds.


class Plain:
    """Records in their order, and all things in them.

    `stands` says whether evidence of the record with a number stands in a source at hand.
    """

    def __init__(
        self,
        records: Sequence[Data],
        things: Iterable[Thing],
        stands: Callable[[int, Data], bool],
    ) -> None:
        self.records = records
        self.things = list(things)
        self._stands = stands
        self._today = date.today().isoformat()
        self._facts = {section: self._joined(section) for section in {*SECTIONS.values()}}
        self._words: dict[str, Fact] = {}
        for number, record in enumerate(records):
            for words in chain.from_iterable(each["to"] for each in record["recommendations"]):
                folded = fold(words.replace('"', ""))
                if folded.strip() and (number, words) not in self._facts["organizations"]:
                    self._words.setdefault(folded, Fact(f"={words}", names=(folded,)))

    def _joined(self, section: str) -> dict[tuple[int, str], Fact]:
        """Return each thing of a section by the number of its record and its id."""
        facts: dict[tuple[int, str], Fact] = {}
        groups = joined(self.records, section)
        firsts = [self.records[group[0][0]][section][group[0][1]]["id"] for group in groups]
        for group, first in zip(groups, firsts, strict=True):
            same = [(number, self.records[number][section][place]) for number, place in group]
            full = [f"{self.records[number]['event']['id']}#{each['id']}" for number, each in same]
            key = first if firsts.count(first) == 1 and first != "none" else full[0]
            names = {fold(name) for _, each in same for name in names_of(each)}
            fact = Fact(key, frozenset([first, *full]), tuple(names))
            facts |= {(number, each["id"]): fact for number, each in same}
        return facts

    def facts(self, field: str, thing: Thing) -> list[Fact]:
        """Return what a thing has of a field, each once."""
        return list(dict.fromkeys(chain(*[self._of(field, thing, n) for n in thing.of])))

    def _of(self, field: str, thing: Thing, number: int) -> Iterator[Fact]:
        record, data = self.records[number], thing.data
        event = record["event"]
        if field == "in":
            names = tuple(fold(event[key]) for key in ("name", "series", "place") if event[key])
            yield Fact(event["id"], frozenset([event["id"]]), names)
        elif field == "date":
            yield Fact(event["start_date"][:4], names=(event["start_date"],))
        elif field == "to":
            for words in data["to"] if thing.kind == "recommendation" else ():
                body = self._facts["organizations"].get((number, words))
                said = self._words.get(fold(words.replace('"', "")))
                yield from filter(None, [body or said])
        elif field == "status":
            yield from (Fact(each["status"]) for each in data.get("responses", [])[-1:])
        elif field == "has":
            keys = {each: "responses" if each == "response" else each for each in CLOSED["has"]}
            yield from (Fact(each) for each, key in keys.items() if data.get(key))
        elif field == "theme":
            yield from (self._facts["themes"][number, each] for each in data["themes"])
        elif field in ("by", "org", "is"):
            makers = [each for each in record["speakers"] if each["id"] in data["by"]]
            makers.sort(key=lambda each: data["by"].index(each["id"]))
            yield from self._of_makers(field, thing, number, makers)

    def _of_makers(
        self, field: str, thing: Thing, number: int, makers: Sequence[Data]
    ) -> Iterator[Fact]:
        if field == "by":
            yield from (self._facts["speakers"][number, each["id"]] for each in makers)
        elif field == "org":
            bodies = [each["organization"] for each in makers if each["organization"]]
            yield from (self._facts["organizations"][number, each] for each in bodies)
        else:
            yield from (Fact(each["kind"]) for each in makers)
            if thing.kind != "speaker":
                yield from map(Fact, self._kinds(thing, number))

    def _kinds(self, thing: Thing, number: int) -> Iterator[str]:
        data = thing.data
        yield thing.kind
        if thing.kind != "point":
            yield data["mode"]
        due, responses = data.get("due", ""), data.get("responses", [])
        settled = [each["status"] in ("implemented", "rejected") for each in responses[-1:]]
        if due and due < self._today[: len(due)] and True not in settled:
            yield "overdue"
        if not any(self._stands(number, each) for each in data["evidence"]):
            yield "unproved"

    def _known(self, field: str) -> Iterator[Fact]:
        if field == "in":
            yield from (
                Fact(each["event"]["id"], frozenset([each["event"]["id"]])) for each in self.records
            )
        else:
            yield from self._facts[SECTIONS[field]].values()
        if field == "to":
            yield from self._words.values()

    def _has(self, field: str, value: str, own: Sequence[Fact]) -> bool:
        """Return whether some facts are what a value asks for."""
        if value == "none" and field in WITH_NONE:
            return not own
        if field == "date":
            return any(_is_in(each.names[0], value) for each in own)
        if field in CLOSED:
            return any(each.key == value for each in own)
        folded = fold(value.removeprefix("="))
        if value.startswith("="):
            words = folded in self._words and field == "to"
            return any(folded in each.names and not (words and each.ids) for each in own)
        if any(value in each.ids for each in self._known(field)):
            return any(value in each.ids for each in own)
        word = Word(folded, is_phrase=True)
        return any(word.is_in(name) for each in own for name in each.names)

    def _holds(self, term: Term, thing: Thing) -> bool:
        field, negated = term.field, term.negated
        is_claim = thing.kind not in ("speaker", "dialogue")
        if not field:
            return negated is not (term.id in thing.ids or thing.has(term.words))
        if field == "id":
            return negated is not any(each in thing.ids for each in term.values)
        if field in ("to", "status", "same") and is_claim and thing.kind != "recommendation":
            return negated
        if thing.kind == "dialogue" and field not in ("in", "date"):
            return False
        if thing.kind == "speaker":
            if field not in OF_SPEAKERS:
                return False
            if negated and field == "is" and {*term.values} - {*OF_PEOPLE}:
                return False
        if field == "same":
            return negated is not (self.alike([term], thing) is not None)
        own = self.facts(field, thing)
        return negated is not any(self._has(field, value, own) for value in term.values)

    def alike(self, terms: Iterable[Term], thing: Thing) -> int | None:
        """Return why a recommendation asks the same as one that is asked for; None if it does not.

        0 is the one itself; then what is linked, has the same words, or nearly; 9 for no question.
        """
        asked = next((each for each in terms if each.field == "same"), None)
        if asked is None:
            return 9
        those = [
            each
            for each in self.things
            if each.kind == "recommendation" and {*asked.values} & {*each.ids}
        ]
        whys = [self._alike(each, thing) for each in those]
        return min((why for why in whys if why is not None), default=None)

    def _alike(self, one: Thing, other: Thing) -> int | None:
        if one.id == other.id:
            return 0
        if other.kind != "recommendation":
            return None
        linked = {one.id}
        for _ in self.things:
            linked |= {each for pair in self._links for each in pair if linked & {*pair}}
        words, others = words_of(one.data["text"]), words_of(other.data["text"])
        both, either = {*words} & {*others}, len({*words}) + len({*others})
        if other.id in linked:
            return 1
        if words == others:
            return 2 if words else None
        return 3 if words and 5 * 2 * len(both) >= 4 * either else None

    @cached_property
    def _links(self) -> list[tuple[str, str]]:
        """What repeats what, by their ids."""
        by_id = {name: each for each in self.things for name in each.ids if "#" in name}
        asked = [each for each in self.things if each.kind == "recommendation"]
        full = {each.id: next(name for name in each.ids if "#" in name) for each in asked}
        return [
            (each.id, by_id[name].id)
            for each in asked
            for repeated in each.data["repeats"]
            if (
                name := repeated
                if "#" in repeated
                else f"{full[each.id].partition('#')[0]}#{repeated}"
            )
            in by_id
        ]

    def rank(self, terms: Sequence[Term], thing: Thing) -> int | None:
        """Return how near a thing by itself matches, -1 if by an id; None if it does not."""
        texts = [each for each in terms if not each.field and not each.negated]
        if not all(self._holds(each, thing) for each in terms if each not in texts):
            return None
        by_id = any(each.id in thing.ids for each in texts)
        words = [word for each in texts if each.id not in thing.ids for word in each.words]
        rank = next((rank for rank in range(3) if thing.has(words, rank)), None)
        return -1 if by_id and rank is not None else rank

    def found(self, query: str) -> list[Thing]:
        """Return what matches a query by itself, nearest first, else in their order."""
        terms = list(read(query))
        ranked = [(self.rank(terms, thing), thing) for thing in self.things]
        found = [(rank, thing) for rank, thing in ranked if rank is not None]
        return [thing for _, thing in sorted(found, key=lambda each: each[0])]

    def printed(self, query: str) -> list[Thing]:
        """Return what is found, of what asks the same the most alike first."""
        asked = [each for each in read(query) if not each.negated]
        return sorted(self.found(query), key=lambda each: self.alike(asked, each) or 0)

    def listed(self, query: str) -> dict[str, list[str]]:
        """Return what the screen lists, by id: last what is found only by what is in it.

        These are speakers by what they said, and the dialogues of all that is found.
        """
        hits = self.found(query)
        lists = {f"{kind}s": [each.id for each in hits if each.kind == kind] for kind in KINDS}
        of_event = [each for each in read(query) if each.field in ("in", "date")]
        within = {
            "speakers": {name for each in hits for name in each.by},
            "dialogues": {self.records[n]["event"]["id"] for each in hits for n in each.of},
        }
        for kind, names in within.items():
            for each in self.things:
                through = f"{each.kind}s" == kind and each.id in names
                if (
                    through
                    and each.id not in lists[kind]
                    and (kind == "speakers" or all(self._holds(term, each) for term in of_event))
                ):
                    lists[kind].append(each.id)
        return lists

    def counts(self, fields: Sequence[str], query: str) -> Counter[tuple[str, ...]]:
        """Return how many claims that match have which values of fields."""
        counts: Counter[tuple[str, ...]] = Counter()
        for thing in self.found(query):
            is_asked = thing.kind == "recommendation"
            if thing.kind in ("speaker", "dialogue"):
                continue
            own = []
            for field in fields:
                none = ["none"] if field in WITH_NONE else []
                keys = [each.key for each in self.facts(field, thing)] or none
                own.append(keys if is_asked or field not in ("to", "status") else [])
            counts.update(product(*own))
        return counts


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; of scripts without spaces each letter is one."""
    words: list[str] = []
    before = ""
    for letter in fold(text):
        if is_mark(letter) and before:
            words[-1] += letter
            continue
        if in_word(letter) and in_word(before):
            words[-1] += letter
        elif letter.isalnum():
            words.append(letter)
        before = letter if letter.isalnum() else ""
    return words


def _is_in(day: str, value: str) -> bool:
    first, dots, last = value.partition("..")
    if not dots:
        return day.startswith(first.rstrip("."))
    return day >= first and day[: len(last)] <= last
