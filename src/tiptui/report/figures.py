"""The figures with which a workbook and a report for Word begin: those of `count`."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from tiptui.collection.naming import OF_FIELD
from tiptui.report.export import Selection
from tiptui.search.query import parse
from tiptui.text.visible import plural

MOST = 15  # values of a field; the rest of them are one


class Figure(NamedTuple):
    """Numbers of claims by the values of a field: in all, or in columns."""

    title: str
    columns: list[str]
    rows: list[tuple[str, list[int]]]


def figures(selection: Selection) -> Iterator[Figure]:
    """Yield the figures with more than one number. The values of a claim count each."""
    index = selection.opened
    hits = index.hits(parse(selection.query))
    for field in ("status", "to", "theme", "date"):
        name = OF_FIELD[field]
        counts = index.facets.count([field], hits.claims)
        rows = [(value.name, [count]) for (value,), count in counts.items()]
        if field == "date":
            rows.sort()
        elif others := rows[MOST:]:
            rest = sum(count for _, (count,) in others)
            rows[MOST:] = [(f"the {plural(len(others), 'other')}", [rest])]
        if len(rows) > 1:
            yield Figure(name.title, ["Claims"], rows)
    crossed = index.cross(hits, ("theme", "date"))
    if years := crossed.years:
        themes = [row for row in crossed.rows if row][:MOST]
        cells = [(row.name, [*map(partial(crossed.count, row), years)]) for row in themes]
        yield Figure("Themes by year", [year.name for year in years], cells)
