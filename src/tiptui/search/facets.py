"""What rows have of the fields of the query: which a term leaves, and how many have what.

Of a speaker or a dialogue a field says what it is by itself; what it is found through has been
sifted before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, product, repeat

from tiptui.collection.opened import Collection
from tiptui.record.recent import Recent
from tiptui.search.columns import PROVED, Column, FieldColumns, FieldValue
from tiptui.search.matches import ALL, BY_WORDS, INVERTED, LEFT, Scan
from tiptui.search.query import COUNTED, EXACT, FIELDS, NONE, Query, Term, write
from tiptui.search.rows import CLAIMS, STEP, AllRows, RowKind, RowNumbers, rows_with_id
from tiptui.search.same import Alike, Same
from tiptui.text.steps import Steps

_OF_SPEAKERS = frozenset(("person", "group", "marked"))
"""What a speaker is by itself, of all that `is:` asks."""

OF_KIND = {"speaker": "by", "organization": "org", "theme": "theme", "event": "in"}
OF_KIND |= {"addressee": "to"}
"""The fields whose values are things of a kind."""

_ASKED_OF: Mapping[RowKind, frozenset[str]] = {
    "speakers": frozenset(("", "id", "by", "org", "in", "date", "is")),
    "dialogues": frozenset(("", "id", "in", "date")),
}
"""The fields that are asked of what is no claim; of a claim all are."""

_MOST_MASKS = 16
"""Terms whose masks are kept: the next key mostly has the same ones, and one more."""

Mask = Mapping[RowKind, bytes]
"""For each row of each kind whether it is left: ALL, or 0."""

ValueTuple = tuple[FieldValue, ...]
"""A value of each of some fields."""


class Masks:
    """Which rows terms leave, each found when it is first asked for, in steps."""

    def __init__(
        self, collection: Collection, rows: AllRows, columns: FieldColumns, same: Same
    ) -> None:
        self._collection = collection
        self._rows = rows
        self._columns = columns
        self._same = same
        self._masks: Recent[Term, Mask] = Recent(_MOST_MASKS)

    def of(self, terms: Iterable[Term]) -> Steps[list[Mask]]:
        """Return what each of some terms leaves."""
        masks: list[Mask] = []
        for term in terms:
            mask = yield from self.mask(term)
            masks.append(mask)
        return masks

    def mask(self, term: Term) -> Steps[Mask]:
        """Return which rows of each kind a term leaves; one of words, without what leads to it."""
        known = self._masks.get(term)
        if known is not None:
            return known
        own: dict[RowKind, bytes] = {}
        if term.field in ("", "id"):
            ids = self._ids(_meant(term) if term.field else (term.id,))
            for kind, rows in self._rows.items():
                scan = Scan(rows, bytes((0 if term.field else BY_WORDS,)) * len(rows))
                yield from scan.look(term.words)
                own[kind] = _with(scan.flags, ids[kind])
        elif term.field == "same":
            yield from self._same.make()
            own = {kind: bytes(len(rows)) for kind, rows in self._rows.items()}
            own["recommendations"] = _with(own["recommendations"], self._alike(term))
        else:
            column = yield from self._columns.of(_column_of(term))
            own = yield from self._by_column(column, term)
        if term.negated:
            own = {kind: mask.translate(INVERTED) for kind, mask in own.items()}
            # Whoever is a person is also one "or a statement", but nobody is no statement.
            asked = term.field != "is" or _OF_SPEAKERS.issuperset(_meant(term))
            for kind, fields in _ASKED_OF.items():
                own[kind] = own[kind] if asked and term.field in fields else bytes(len(own[kind]))
        return self._masks.keep(term, own) if self.is_final(term) else own

    def is_final(self, term: Term) -> bool:
        """Return whether a term will always leave what it does now."""
        return not term.field or _column_of(term) != PROVED or self._columns.has(PROVED)

    def _ids(self, values: Iterable[str]) -> Mapping[RowKind, set[int]]:
        """Return the rows of each kind that have one of some ids."""
        found: Mapping[RowKind, set[int]] = {kind: set() for kind in self._rows}
        for value in values:
            for kind, row in rows_with_id(self._collection, value):
                found[kind].add(row)
        return found

    def alike(self, query: Query) -> Mapping[int, Alike]:
        """Return the recommendations that a query wants to ask the same, by their rows, and why.

        The most alike are first; there are none where it has no such term.
        """
        asked = (each for each in query.terms if each.field == "same" and not each.negated)
        term = next(asked, None)
        return self._alike(term) if term else {}

    def _alike(self, term: Term) -> Mapping[int, Alike]:
        found: dict[int, Alike] = {}
        for value in _meant(term):
            for row in self._ids((value,))["recommendations"]:
                alike = self._same.find(row)
                found |= {each: min(why, found.get(each, why)) for each, why in alike.items()}
        return found

    def _by_column(self, column: Column, term: Term) -> Steps[dict[RowKind, bytes]]:
        values = _meant(term)
        wanted = {
            number for each in values for number in self._columns.find(term.field, column, each)
        }
        none = bool(FIELDS[term.field].nothing) and NONE in values
        table = [ALL * (not wanted.isdisjoint(own) if own else none) for own in column.sets]
        # What has not got the field has none of its values.
        masks = {kind: bytes(len(rows)) for kind, rows in self._rows.items()}
        for kind, of in column.of.items():
            parts = []
            for start in range(0, len(of), STEP):
                parts.append(bytes(map(table.__getitem__, of[start : start + STEP])))
                yield
            masks[kind] = b"".join(parts)
        return masks


class Facets:
    """What claims have of the fields: how many have what, and the term that leaves what has it."""

    def __init__(self, collection: Collection, columns: FieldColumns) -> None:
        self._collection = collection
        self._columns = columns

    def values(self, field: str) -> Sequence[FieldValue]:
        """Return all values of a field."""
        return self._columns.made(field).values

    def count(self, fields: Sequence[str], rows: RowNumbers) -> Counter[ValueTuple]:
        """Return how many of some claims have which values of the fields.

        A claim counts under each of its values.
        """
        cells: Counter[ValueTuple] = Counter()
        for own, count in self.own_values(fields, rows):
            for cell in product(*own):
                cells[cell] += count
        return cells

    def own_values(
        self, fields: Sequence[str], rows: RowNumbers
    ) -> Iterator[tuple[Sequence[Sequence[FieldValue]], int]]:
        """Yield what claims have of each field, and how many have the same."""
        columns = [self._columns.made(PROVED if field == "is" else field) for field in fields]
        counts: Counter[tuple[int, ...]] = Counter()
        for kind in CLAIMS:
            # Of a field that is not asked of a kind it has the last: nothing.
            of = (column.of.get(kind) for column in columns)
            sets = (map(each.__getitem__, rows[kind]) if each else repeat(-1) for each in of)
            counts.update(islice(zip(*sets, strict=False), len(rows[kind])))
        named = [
            [*([column.values[n] for n in own] or self._nothing(field) for own in column.sets), []]
            for field, column in zip(fields, columns, strict=True)
        ]
        for numbers, count in counts.items():
            yield [each[number] for each, number in zip(named, numbers, strict=True)], count

    def _nothing(self, field: str) -> list[FieldValue]:
        nothing = FIELDS[field].nothing
        return [FieldValue(NONE, nothing)] if nothing else []

    def term_of(self, name: str) -> str:
        """Return the term that leaves what belongs to something; "" for no name.

        What an organization is asked for is left where none of its people speak.
        """
        thing = self._collection.get(name)
        if thing is None:
            return ""
        if thing.kind not in OF_KIND:
            return write("id", self._collection.shown(thing.claim.ref))
        field = OF_KIND[thing.kind]
        if field == "org" and not self._collection.related(name).of["speakers"]:
            field = "to"
        return self.term_in(field, name)

    def term_in(self, field: str, name: str) -> str:
        """Return the term of a field that leaves what has something there."""
        return self.write(field, self.value_of(field, name))

    def value_of(self, field: str, name: str) -> FieldValue:
        """Return the value of a field that something is."""
        row = self._collection.row_ref(name)
        return next(each for each in self.values(field) if each.row == row)

    def write(self, field: str, value: FieldValue) -> str:
        """Return the term that leaves what has a value, and no other value's."""
        in_words = field == "to" and value.texts and not value.ids
        return write(field, EXACT + value.key if in_words else value.key)

    def in_words(self, term: Term) -> str:
        """Return what a field asks, `by Uzma Kardar`, as a title says it."""
        field = FIELDS[term.field]
        names = [self._name(term.field, value) for value in term.values]
        words = field.words.format(" or ".join(names))
        return f"not {words}" if term.negated else words

    def _name(self, field: str, value: str) -> str:
        if value == NONE and FIELDS[field].nothing:
            return FIELDS[field].nothing
        if field not in COUNTED:
            # Whose it is stands in the query.
            return value.rpartition("#")[2]
        if field == "date" or FIELDS[field].choices:
            return value
        column = self._columns.made(field)
        found = self._columns.find(field, column, value.lower())
        only = next(iter(found)) if len(found) == 1 else None
        return value.removeprefix(EXACT) if only is None else column.values[only].name

    @cached_property
    def occurring(self) -> frozenset[str]:
        """The fields that something has a value of, and by which things can be told apart."""
        records = [each.record for each in self._collection.dialogues]
        asked = [claim for each in records for claim in each.recommendations]
        occur = {
            "theme": any(each.themes for each in records),
            "org": any(each.organization for record in records for each in record.speakers),
            "to": any(each.to for each in asked),
            "status": any(each.responses for each in asked),
            "date": self._collection.single is None,
        }
        return frozenset(field for field, occurs in occur.items() if occurs)


def _with(mask: bytes, rows: Iterable[int]) -> bytes:
    """Return a mask that leaves some more rows."""
    wider = bytearray(mask.translate(LEFT))
    for row in rows:
        wider[row] = ALL
    return bytes(wider)


def largest_first(cells: Counter[ValueTuple]) -> list[tuple[ValueTuple, int]]:
    """Return counts, the largest first; as many as each other by their names."""
    return sorted(cells.items(), key=lambda cell: (-cell[1], [value.name for value in cell[0]]))


def _meant(term: Term) -> list[str]:
    """Return the values of a term, each beginning of a choice as the choices that it means."""
    values, field = [value.lower() for value in term.values], FIELDS[term.field]
    return [each for value in values for each in field.chosen(value)] if field.choices else values


def _column_of(term: Term) -> str:
    """Return the name of the column that a term asks; whether a claim is proved takes long."""
    if term.field == "is" and "unproved" in _meant(term):
        return PROVED
    return "in" if term.field == "date" else term.field
