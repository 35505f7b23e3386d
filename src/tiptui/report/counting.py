"""What `count` prints of how many claims have which values: a table, or data for other programs."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import combining, east_asian_width

from tiptui.report.spreadsheet import as_csv
from tiptui.search.columns import Value
from tiptui.search.facets import Cell, Facets, largest_first
from tiptui.search.rows import Kind
from tiptui.text.visible import clip, plural, visible

RowsOfClaims = Mapping[Kind, Sequence[int]]


class Counting(NamedTuple):
    """The claims that have each cell of some fields, largest first."""

    facets: Facets
    fields: Sequence[str]
    cells: Sequence[tuple[Cell, int]]


def count_claims(facets: Facets, fields: Sequence[str], rows: RowsOfClaims) -> Counting:
    """Return how many of some claims have which values."""
    return Counting(facets, fields, largest_first(facets.count(fields, rows)))


def count_remark(counting: Counting, rows: RowsOfClaims) -> str:
    """Return how many claims are counted, each once, and of how many."""
    once = counting.facets.count_once(counting.fields, rows)
    found = sum(map(len, rows.values()))
    total = plural(found, "claim")
    return total if once == found else f"{once:,} of {total} counted"


def count_table(counting: Counting) -> str:
    """Return a line for each cell: how many, their names, and the query that finds them."""
    fields, write = counting.fields, counting.facets.write
    rows = [("claims", *fields, "query")] if counting.cells else []
    for cell, count in counting.cells:
        terms = (write(field, value) for field, value in zip(fields, cell, strict=True))
        rows.append((f"{count:,}", *(clip(value.name) for value in cell), visible(" ".join(terms))))
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    gaps = [" " * (width - _width(text)) for text, width in zip(row, widths, strict=True)]
    names = (text + gap for text, gap in zip(row[1:-1], gaps[1:-1], strict=True))
    return "  ".join([gaps[0] + row[0], *names, row[-1]]) + "\n"


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes, as nearly as Unicode tells."""
    wide = sum(east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(combining(letter) > 0 for letter in text)


def count_data(counting: Counting) -> list[dict[str, Any]]:
    """Return each cell by its fields, as a query has them, with the name where there is one."""
    return [_data(counting.fields, cell, count) for cell, count in counting.cells]


def _data(fields: Sequence[str], cell: Sequence[Value], count: int) -> dict[str, Any]:
    keys: dict[str, Any] = {field: value.key for field, value in zip(fields, cell, strict=True)}
    name = {"name": cell[0].name} if len(cell) == 1 else {}
    return keys | name | {"count": count}


def count_csv(counting: Counting) -> str:
    """Return what `count_data` does as CSV, with a line of headings."""
    name = ["name"] if len(counting.fields) == 1 else []
    rows = (row.values() for row in count_data(counting))
    return as_csv([[*counting.fields, *name, "count"], *rows])
