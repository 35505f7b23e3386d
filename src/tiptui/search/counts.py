"""Numbers of claims for each value of a field, or for each pair of values of two fields."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from itertools import product
from typing import NamedTuple

from tiptui.search.columns import FieldValue, GridHeading
from tiptui.search.facets import Facets
from tiptui.search.matches import Hits, match_all

COURSE = 3  # years that make a course
ENOUGH = 10  # claims of which a share says something


class Count(NamedTuple):
    """A value and the number of claims that have it, in all and by years that make a course."""

    value: FieldValue
    number: int
    by_year: Mapping[tuple[FieldValue, ...], int]


class FieldCounts:
    """The values of a field that some claims have, largest first, by their terms."""

    def __init__(self, facets: Facets, field: str, hits: Hits) -> None:
        of_value = defaultdict[FieldValue, Counter[tuple[FieldValue, ...]]](Counter)
        fields = [field, "date"] if years_of_course(facets.values("date")) else [field]
        for own, number in facets.own_values(fields, hits.claims):
            for value, *year in product(*own):
                of_value[value][tuple(year)] += number
        counts = [Count(value, years.total(), years) for value, years in of_value.items()]
        counts.sort(key=lambda count: (-count.number, count.value.name))
        self.of = {facets.write(field, count.value): count for count in counts}
        self.terms = match_all(self.of)
        self.most, self.least = (counts[end].number if counts else 0 for end in (0, -1))


ALL = "all"  # the name of the row and of the column of sums

Fields = tuple[str, str]  # the field of the rows, and that of the columns

THIRD = CHANGE, DIFFERENCE = FieldValue("-", "change"), FieldValue("-", "difference")
"""Headings of the third column, beside two years and beside two others; no value has the key."""


class Arrangement(NamedTuple):
    """An order of rows, and a choice of them."""

    by: tuple[GridHeading] | tuple[()] = ()  # the column that orders the rows, if one does
    both: bool = False  # only rows with both of two columns
    shares: bool = False  # of the sums of rows, instead of numbers


AS_COUNTED = Arrangement()


class Crossing:
    """Numbers of claims with a value of one field, of another, or of both.

    `rows` and `columns` begin with None, for the sums. A sum counts each claim once, so its cells
    can make more, or less. Two columns are `compared`: a third has the change or the difference.
    """

    def __init__(self, facets: Facets, fields: Fields, hits: Hits) -> None:
        self.fields = fields
        self._cells: Counter[tuple[GridHeading, GridHeading]] = Counter()
        are_pairs = fields[0] == fields[1]  # of values of one field, none with itself
        self.kinds = facets.kinds_with(fields)
        claims = {kind: rows if kind in self.kinds else () for kind, rows in hits.claims.items()}
        for (of_row, of_column), count in facets.own_values(fields, claims):
            cells = product((None, *of_row), (None, *of_column))
            others = (cell for cell in cells if not are_pairs or None in cell or cell[0] != cell[1])
            self._cells.update(dict.fromkeys(others, count))
        self.total = self._cells[None, None]
        of_rows = {row: n for (row, column), n in self._cells.items() if row and not column}
        of_columns = {column: n for (row, column), n in self._cells.items() if column and not row}
        rows, columns = map(_headings, fields, (of_rows, of_columns))
        self.rows, self.columns = [None, *rows], [None, *columns]
        self.rows_in_all = 0  # the number of all rows where some are left out, else 0
        self.first_row = 0  # the first row in sight: 1 where the sums are left out
        self.compared = columns if len(columns) == 2 and not are_pairs else []
        self.has_shares = False
        self.years = years_of_course(columns) if fields[1] == "date" else []
        if self.compared:
            self.columns += [CHANGE if fields[1] == "date" else DIFFERENCE]
            for row in self.rows:
                first, last = self.pair(row)
                self._cells[row, self.columns[-1]] = last - first

    def arrange(self, arrangement: Arrangement) -> "Crossing":
        other, (all_of_them, *rows) = copy(self), self.rows
        if arrangement.both and self.compared:
            other.rows_in_all = len(rows)
            rows = [row for row in rows if all(self.pair(row))]
            other.first_row = min(1, len(rows))
        other.has_shares = arrangement.shares
        for column in arrangement.by:
            rows.sort(key=lambda row: other._order(row, column), reverse=True)
        other.rows = [all_of_them, *rows]
        return other

    def pair(self, row: GridHeading) -> list[int]:
        """Return the numbers of a row in the two compared columns, if there are any."""
        return [self.count(row, column) for column in self.compared]

    def text(self, row: GridHeading, column: GridHeading) -> str:
        """Return the number or the share of a cell, signed for a change; empty for 0."""
        number = round(self._value(row, column))
        if column in THIRD and any(self.pair(row)):
            return f"{number:+,}" if number else "0"
        end = " %" if self.has_shares and column else ""
        return f"{number:,}{end}" if self.count(row, column) else ""

    def weight(self, row: GridHeading, column: GridHeading) -> float:
        """Return the number or share of a cell that others are compared with, else 0."""
        is_sum = row is None or column is None or column in THIRD
        return 0 if is_sum else self._value(row, column)

    def _value(self, row: GridHeading, column: GridHeading) -> float:
        """Return the number of a cell, or its share of the sum of its row."""
        number = self.count(row, column)
        is_share = self.has_shares and column is not None and number
        return number * 100 / self.count(row, None) if is_share else number

    def _order(self, row: GridHeading, column: GridHeading) -> tuple[bool, float]:
        is_enough = not self.has_shares or self.count(row, None) >= ENOUGH
        return is_enough, self._value(row, column)

    def count(self, row: GridHeading, column: GridHeading) -> int:
        return self._cells[row, column]

    def find(self, row: GridHeading, column: GridHeading) -> tuple[int, int]:
        """Return the numbers of a row and a column; of unknown ones the first that count.

        Of years that are compared, the change goes before.
        """

        def number_of(headings: Sequence[GridHeading], value: GridHeading, first: int) -> int:
            if value in headings or value is None:
                return headings.index(value)
            keys = [heading and heading.key for heading in headings]  # names may have changed
            return keys.index(value.key) if value.key in keys else min(first, len(headings) - 1)

        at_row = max(self.first_row, number_of(self.rows, row, 1))
        of_row = enumerate(self.columns[1:], 1)
        first = next((at for at, of in of_row if self.count(self.rows[at_row], of)), 1)
        first = len(self.columns) - 1 if CHANGE in self.columns else first
        return at_row, number_of(self.columns, column, first)


def years_of_course(values: Iterable[FieldValue]) -> list[FieldValue]:
    """Return the known years, the oldest first; none if they are too few for a course."""
    years = sorted(value for value in values if value.name == value.key)
    return years if len(years) >= COURSE else []


def name_of(heading: GridHeading) -> str:
    return ALL if heading is None else heading.name


def _headings(field: str, sums: Mapping[FieldValue, int]) -> list[FieldValue]:
    return sorted(sums, key=lambda value: (field != "date" and -sums[value], value.name))
