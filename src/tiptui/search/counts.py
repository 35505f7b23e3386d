"""Numbers of claims for each value of a field, or for each pair of values of two fields."""

from collections import Counter
from collections.abc import Sequence
from copy import copy
from itertools import product
from typing import NamedTuple

from tiptui.search.columns import FieldValue, GridHeading
from tiptui.search.facets import Facets, ValueTuple, largest_first
from tiptui.search.matches import Hits, match_all


class Count(NamedTuple):
    """A number of claims with a value."""

    value: FieldValue
    number: int


class FieldCounts:
    """The values of a field that some claims have, largest first, by their terms."""

    def __init__(self, facets: Facets, field: str, hits: Hits) -> None:
        cells = largest_first(facets.count([field], hits.claims))
        self.of = {facets.write(field, value): Count(value, n) for (value,), n in cells}
        self.terms = match_all(self.of)
        self.most = cells[0][1] if cells else 0


ALL = "all"
"""The name of the row and of the column of sums."""

Fields = tuple[str, str]
"""The field of the rows, and that of the columns."""

CrossingOrder = tuple[GridHeading] | tuple[()]
"""The column that orders the rows, the largest number first; empty for the first order."""


class Crossing:
    """Numbers of claims with a value of one field, of another, or of both.

    `rows` and `columns` begin with None, for the sums; years follow in order of time, other values
    by size. A sum counts each claim once, so the cells of its row can make more, or less.
    """

    def __init__(self, facets: Facets, fields: Fields, hits: Hits) -> None:
        claims = hits.claims
        self.fields = fields
        self.total = sum(map(len, claims.values()))
        self._cells: Counter[ValueTuple] = Counter()
        self._sums = Counter[FieldValue](), Counter[FieldValue]()
        for own, count in facets.own_values(fields, claims):
            for sums, values in zip(self._sums, own, strict=True):
                sums.update(dict.fromkeys(values, count))
            self._cells.update(dict.fromkeys(product(*own), count))
        self.rows, self.columns = map(_headings, fields, self._sums)

    def in_order(self, column: GridHeading) -> "Crossing":
        other, (all_of_them, *rows) = copy(self), self.rows
        other.rows = [all_of_them, *sorted(rows, key=lambda row: -self.count(row, column))]
        return other

    def count(self, row: GridHeading, column: GridHeading) -> int:
        if row and column:
            return self._cells[row, column]
        if row:
            return self._sums[0][row]
        return self._sums[1][column] if column else self.total

    def place(self, row: GridHeading, column: GridHeading) -> tuple[int, int]:
        """Return the row and the column of a cell; the first of each for a value that has none."""

        def place_of(headings: Sequence[GridHeading], value: GridHeading) -> int:
            if value in headings or value is None:
                return headings.index(value)
            keys = [heading and heading.key for heading in headings]  # names may have changed
            return keys.index(value.key) if value.key in keys else min(1, len(headings) - 1)

        return place_of(self.rows, row), place_of(self.columns, column)


def _headings(field: str, sums: Counter[FieldValue]) -> Sequence[GridHeading]:
    in_time = field == "date"
    return [None, *sorted(sums, key=lambda value: (not in_time and -sums[value], value.name))]
