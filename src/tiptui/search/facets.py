"""The fields of the query over all rows: the rows that a term leaves, and counts of values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import chain, combinations, islice, product, repeat
from operator import attrgetter, itemgetter, or_

from tiptui.collection.opened import Collection
from tiptui.collection.same import Alike, Same
from tiptui.record.recent import Recent
from tiptui.search.columns import PROVED, Column, FieldValue, make_column
from tiptui.search.matches import ALL, BY_NAME, look, together
from tiptui.search.query import EXACT, FIELDS, IS, NONE, RANGES, Query, Term, in_date, write
from tiptui.search.rows import CLAIMS, STEP, AllRows, RowKind, RowNumbers, RowsById
from tiptui.text.folding import EDGE, fold, holds, with_edges
from tiptui.text.steps import Steps, finish
from tiptui.text.visible import few

_OF_SPEAKERS = frozenset(("person", "group", "marked"))
"""The values of `is:` that speakers have themselves."""

OF_KIND = {"speaker": "by", "organization": "org", "theme": "theme", "event": "in"}
OF_KIND |= {"addressee": "to"}
"""The field with the things of each kind as its values."""

_NAMED = ("by", "org", "to", "theme", "in", "date")
"""The fields whose values may mean others than they seem."""

_ASKED_OF: Mapping[RowKind, frozenset[str]] = {
    "speakers": frozenset(("", "id", "by", "org", "in", "date", "is")),
    "dialogues": frozenset(("", "id", "in", "date")),
}
"""The fields of speakers and dialogues, for their own values only; claims have all fields."""

_MOST_MASKS = 16  # terms whose masks are kept: the next key has mostly the same, and one more

_INVERTED = bytes((ALL, *[0] * 255))  # the table from a mask to its opposite

Mask = Mapping[RowKind, bytes]
"""A byte for each row of each kind: ALL for rows that are left, else 0; for words the flags."""

ValueTuple = tuple[FieldValue, ...]


def cells_of(fields: Sequence[str], own: Sequence[Sequence[FieldValue]]) -> Iterator[ValueTuple]:
    """Yield each choice of a value of each field; of twice the same field, each pair once."""
    if len({*fields}) < len(fields):
        return combinations(sorted(own[0], key=attrgetter("name", "key")), 2)
    return product(*own)


class Facets:
    """The values of rows by fields: counts, and the terms that leave the rows with a value."""

    def __init__(self, collection: Collection, rows: AllRows, by_id: RowsById, same: Same) -> None:
        self._collection, self._rows, self._by_id, self._same = collection, rows, by_id, same
        self.columns: dict[str, Column] = {}
        self._bookmarked: RowNumbers = {}
        self._masks: Recent[Term, Mask] = Recent(_MOST_MASKS)

    def with_bookmarked(self, rows: RowNumbers) -> "Facets":
        other = copy(self)
        other._bookmarked = rows
        other._masks = Recent(_MOST_MASKS)
        unmarked = self.columns.keys() - {"is", PROVED}
        other.columns = {field: self.columns[field] for field in unmarked}
        return other

    # The rows that terms leave, found in steps when they are first needed.

    def masks(self, terms: Iterable[Term]) -> Steps[list[Mask]]:
        masks: list[Mask] = []
        for term in terms:
            mask = yield from self._mask(term)
            masks.append(mask)
        return masks

    def _mask(self, term: Term) -> Steps[Mask]:
        known = self._masks.get(term)
        if known is not None:
            return known
        own: dict[RowKind, bytes] = {}
        if term.either:
            masks = yield from self.masks(term.either)
            own = {kind: together(or_, *map(itemgetter(kind), masks)) for kind in self._rows}
        elif term.field in ("", "id"):
            ids = self._ids(_meant(term) if term.field else (term.id,))
            for kind, rows in self._rows.items():
                found = bytearray(len(rows))
                if not term.field:
                    yield from look(rows, bytes((BY_NAME,)) * len(rows), term.words, found)
                own[kind] = _with(found, ids[kind])
        elif term.field == "same":
            yield from self._same.wordings.make()
            own = {kind: bytes(len(rows)) for kind, rows in self._rows.items()}
            own["recommendations"] = _with(own["recommendations"], self._alike(term))
        else:
            own = yield from self._by_column(term)
        if term.negated:
            own = {kind: mask.translate(_INVERTED) for kind, mask in own.items()}
            # `-is:person` drops persons; `-is:statement` never drops speakers.
            asked = term.field != "is" or _OF_SPEAKERS.issuperset(_meant(term))
            for kind, fields in _ASKED_OF.items():
                own[kind] = own[kind] if asked and term.field in fields else bytes(len(own[kind]))
        if self.is_final(term):
            self._masks[term] = own
        return own

    def is_final(self, term: Term) -> bool:
        """Return False if a term may leave other rows once the texts are read."""
        return PROVED not in map(_column_of, term.either or (term,))

    def _ids(self, values: Iterable[str]) -> Mapping[RowKind, set[int]]:
        found: Mapping[RowKind, set[int]] = {kind: set() for kind in self._rows}
        for value in values:
            for kind, row in self._by_id.find(value):
                found[kind].add(row)
        return found

    def alike(self, query: Query) -> Mapping[int, Alike]:
        """Return the rows that `same:` finds, with the reasons; the most alike first."""
        terms = (term for term in query.terms if term.field == "same" and not term.negated)
        return next(map(self._alike, terms), {})

    def _alike(self, term: Term) -> Mapping[int, Alike]:
        found: dict[int, Alike] = {}
        for value in _meant(term):
            for row in self._ids((value,))["recommendations"]:
                for other, why in self._same.find(row).items():
                    found[other] = min(why, found.get(other, why))
        return found

    def _by_column(self, term: Term) -> Steps[dict[RowKind, bytes]]:
        column = yield from self.column(_column_of(term))
        values, find = _meant(term), self.find
        wanted = {n for value in values for n in find(term.field, column.values, value)}
        none = bool(FIELDS[term.field].nothing) and NONE in values
        table = [ALL * (not wanted.isdisjoint(own) if own else none) for own in column.sets]
        masks = {kind: bytes(len(rows)) for kind, rows in self._rows.items()}
        for kind, of in column.of.items():
            parts = []
            for start in range(0, len(of), STEP):
                parts.append(bytes(map(table.__getitem__, of[start : start + STEP])))
                yield
            masks[kind] = b"".join(parts)
        return masks

    # The values of a field.

    def column(self, field: str) -> Steps[Column]:
        column = self.columns.get(field)
        if column is None:
            column = yield from make_column(field, self._collection, self._rows)
            if field in ("is", PROVED):
                column.add_value(IS.index("marked"), self._bookmarked)
            if field != PROVED or not any(of.is_waiting for of in self._collection.dialogues):
                self.columns[field] = column
        return column

    def values(self, field: str) -> Sequence[FieldValue]:
        return finish(self.column(field)).values

    def find(self, field: str, values: Sequence[FieldValue], wanted: str) -> set[int]:
        """Return the numbers of the values that a value of a query means."""
        if field in RANGES:
            is_within = RANGES[field](wanted)
            return {number for number, value in enumerate(values) if is_within(value.key)}
        if field == "date":
            is_within = in_date(wanted)
            dates = (record.event.start_date for record in self._collection.records)
            return {number for number, date in enumerate(dates) if is_within(date)}
        if wanted == NONE and FIELDS[field].nothing:
            return set()
        folded = fold(wanted.removeprefix(EXACT))
        if wanted.startswith(EXACT):
            whole = {n for n, value in enumerate(values) if folded in value.texts}
            return {n for n in whole if not values[n].id} or whole
        row = self._collection.row_ref(wanted) if "#" in wanted else None
        with_id = {n for n, value in enumerate(values) if wanted == value.id or value.row == row}
        word = with_edges(folded)
        texts = ((n, text) for n, value in enumerate(values) for text in value.texts)
        return with_id or {n for n, text in texts if holds(text, word)}

    def count(self, fields: Sequence[str], rows: RowNumbers) -> dict[ValueTuple, int]:
        """Return the number of claims with a value of each field, the largest first."""
        cells: Counter[ValueTuple] = Counter()
        for own, count in self.own_values(fields, rows):
            for cell in cells_of(fields, own):
                cells[cell] += count
        return dict(sorted(cells.items(), key=lambda cell: (-cell[1], [of.name for of in cell[0]])))

    def kinds_with(self, fields: Sequence[str]) -> list[RowKind]:
        """Return the kinds of claims that can have each field."""
        columns = (finish(self.column(PROVED if field == "is" else field)) for field in fields)
        return sorted(set(CLAIMS).intersection(*(of.of for of in columns)), key=CLAIMS.index)

    def own_values(
        self, fields: Sequence[str], rows: RowNumbers
    ) -> Iterator[tuple[Sequence[Sequence[FieldValue]], int]]:
        """Yield for each field the values of some claims, and the number of these claims."""
        columns = [finish(self.column(PROVED if field == "is" else field)) for field in fields]
        counts: Counter[tuple[int, ...]] = Counter()
        for kind in CLAIMS:
            # A kind without the field has the last set, which is empty.
            of = (column.of.get(kind) for column in columns)
            sets = (map(own.__getitem__, rows[kind]) if own else repeat(-1) for own in of)
            counts.update(islice(zip(*sets, strict=False), len(rows[kind])))
        named = list[list[list[FieldValue]]]()
        for field, column in zip(fields, columns, strict=True):
            nothing = [FieldValue(NONE, name)] if (name := FIELDS[field].nothing) else []
            own_sets = ([*map(column.values.__getitem__, own)] or nothing for own in column.sets)
            named.append([*own_sets, []])
        for numbers, count in counts.items():
            yield [sets[number] for sets, number in zip(named, numbers, strict=True)], count

    def term_of(self, ref: str, field: str = "") -> str:
        """Return the term for the claims of a thing; "" for an unknown ref.

        For an organization without speakers, these are the claims that ask it.
        """
        thing = self._collection.get(ref)
        if thing is None:
            return ""
        if not field:
            if thing.kind not in OF_KIND:
                return write("id", self._collection.shown(thing.claim.ref))
            field = OF_KIND[thing.kind]
            if field == "org" and not self._collection.related(ref).of["speakers"]:
                field = "to"
        return self.write(field, self.value_of(field, ref))

    def value_of(self, field: str, ref: str) -> FieldValue:
        first = self._collection.same(ref)[0].ref
        return next(value for value in self.values(field) if value.row == first)

    def write(self, field: str, value: FieldValue) -> str:
        in_words = field == "to" and value.texts and not value.id
        return write(field, EXACT + value.key if in_words else value.key)

    def in_words(self, term: Term) -> str:
        """Return a term in the words of a title: `by Uzma Kardar`."""
        if term.either:
            return " or ".join(map(self.in_words, term.either))
        if not term.field:
            words = " ".join(term.words).replace(EDGE, "")
            return f"not {words}" if term.negated else words
        field, names = FIELDS[term.field], list[str]()
        for value in term.values:
            name = value
            if value == NONE and field.nothing:
                name = field.nothing
            elif term.field in ("id", "same"):
                name = value.rpartition("#")[2]  # the query has the event
            elif term.field not in ("date", *RANGES) and not field.choices:
                values = self.values(term.field)
                found = self.find(term.field, values, value.lower())
                name = values[found.pop()].name if len(found) == 1 else value.removeprefix(EXACT)
            names.append(name)
        words = field.words.format(" or ".join(names))
        return f"not {words}" if term.negated else words

    def wider(self, query: Query) -> Iterator[str]:
        """Yield `to:niger is Niger and Nigeria · to:=niger` for whole names that are parts too.

        Of a value beside others that finds nothing, yield `no record has date:2024`.
        """
        terms = chain.from_iterable(term.either or (term,) for term in query.terms)
        for term in (term for term in terms if term.field in _NAMED):
            values, field = finish(self.column(_column_of(term))).values, term.field
            for value in term.values:
                found = [values[number] for number in self.find(field, values, value.lower())]
                found.sort(key=lambda of: (fold(value) not in of.texts, of.name))
                names = [of.name for of in found]
                is_whole = [fold(value) in of.texts for of in found]
                if not found and term.values[1:] and value != NONE:
                    yield f"no record has {write(field, value)}"
                elif any(is_whole) and not all(is_whole):
                    means = few(names) if names[2:] else " and ".join(names)
                    yield f"{write(field, value)} is {means} · {write(field, EXACT + value)}"

    @cached_property
    def occurring(self) -> frozenset[str]:
        """The fields and facts that tell some of these records from others."""
        records = self._collection.records
        asked = [claim for record in records for claim in record.recommendations]
        occur = {
            "kind": len({one.kind for record in records for one in record.speakers}) > 1,
            "place": len({record.event.place for record in records}) > 1,
            "theme": any(record.themes for record in records),
            "org": any(speaker.organization for record in records for speaker in record.speakers),
            "to": any(claim.to for claim in asked),
            "status": any(claim.responses for claim in asked),
            "date": self._collection.single is None,
        }
        return frozenset(field for field, occurs in occur.items() if occurs)


def _with(mask: bytes | bytearray, rows: Iterable[int]) -> bytes:
    wider = bytearray(mask)
    for row in rows:
        wider[row] = ALL
    return bytes(wider)


def _meant(term: Term) -> list[str]:
    """Return the values of a term, with the choices that have one as their beginning."""
    values, field = [value.lower() for value in term.values], FIELDS[term.field]
    return [word for value in values for word in field.chosen(value)] if field.choices else values


def _column_of(term: Term) -> str:
    if term.field == "is" and "unproved" in _meant(term):
        return PROVED
    return "in" if term.field == "date" else term.field
