"""How many claims have which value of a field, or of two fields crossed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from tiptui.search.columns import Heading, Value
from tiptui.search.facets import Facets, largest_first
from tiptui.search.matches import Hits, Matches, whole
from tiptui.search.rows import Numbers, Rows


class Count(NamedTuple):
    """How many claims have a value."""

    value: Value
    number: int


class Counts:
    """The values of a field that some claims have, largest first.

    The id of a row is the term that leaves its claims.
    """

    def __init__(self, facets: Facets, field: str, hits: Hits) -> None:
        cells = largest_first(facets.count([field], hits.claims))
        self.of = {facets.write(field, value): Count(value, n) for (value,), n in cells}
        rows = Rows(0)
        for term in self.of:
            rows.add(term, ())
        self.terms = Matches(rows, whole(rows))
        self.most = cells[0][1] if cells else 0
        """The largest of them."""


ALL = "all"
"""What the row and the column of sums are called."""

Fields = tuple[str, str]
"""The field of the rows, and that of the columns."""


class Crossing:
    """How many of some claims have a value of one field, a value of another, or both.

    `rows` and `columns` begin with None. Sums are of claims, each once, whatever its values of the
    other field: the cells of a row can make more, or less.
    """

    def __init__(self, facets: Facets, fields: Fields, hits: Hits) -> None:
        claims = hits.claims
        self.fields = fields
        self.total = sum(map(len, claims.values()))
        of_rows, of_columns = (facets.of_each(field, claims) for field in fields)
        in_rows, in_columns = map(facets.counted, fields)
        self._rows = _Axis(fields[0], in_rows, of_rows)
        self._columns = _Axis(fields[1], in_columns, of_columns)
        self._width = width = len(in_columns)
        # By one number for each cell: pairs of values would take much longer.
        self._cells = Counter(
            [
                row * width + column
                for rows, columns in zip(of_rows, of_columns, strict=True)
                for row in rows
                for column in columns
            ]
        )

    @property
    def rows(self) -> Sequence[Heading]:
        """The values of the rows, after None, which stands for all."""
        return self._rows.headings

    @property
    def columns(self) -> Sequence[Heading]:
        """The values of the columns, after None, which stands for all."""
        return self._columns.headings

    def count(self, row: Heading, column: Heading) -> int:
        """Return the number in a cell, or a sum."""
        if row is None:
            return self.total if column is None else self._columns.sum(column)
        if column is None:
            return self._rows.sum(row)
        return self._cells[self._rows.numbers[row] * self._width + self._columns.numbers[column]]

    def place(self, row: Heading, column: Heading) -> tuple[int, int]:
        """Return where a cell is: in the first row or column of a value where it has none."""
        return self._rows.place(row), self._columns.place(column)


class _Axis:
    """The values that claims have of a field, years in order of time, all else largest first."""

    def __init__(self, field: str, values: Sequence[Value], of: Sequence[Numbers]) -> None:
        self._sums = Counter(chain.from_iterable(of))
        self.numbers: Mapping[Value, int] = {values[number]: number for number in self._sums}
        in_time = field == "date"
        in_order = sorted(
            self.numbers, key=lambda each: (not in_time and -self.sum(each), each.name)
        )
        self.headings: Sequence[Heading] = [None, *in_order]
        self._places = {heading: place for place, heading in enumerate(self.headings)}

    def sum(self, value: Value) -> int:
        """Return how many claims have a value."""
        return self._sums[self.numbers[value]]

    def place(self, value: Heading) -> int:
        """Return where a value is: by what a query calls it, where its names have changed."""
        if value in self._places or value is None:
            return self._places[value]
        same = (place for each, place in self._places.items() if each and each.key == value.key)
        return next(same, min(1, len(self.headings) - 1))
