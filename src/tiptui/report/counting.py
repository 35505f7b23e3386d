"""Counts of claims for `count`, and two fields crossed as a table, as in the grid."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from tiptui.entries.facts import SIGNS
from tiptui.entries.words import plain_name
from tiptui.report.markdown import escape_markdown, line
from tiptui.report.plain import Pen
from tiptui.report.tables import CellValue, as_csv
from tiptui.search.counts import Crossing, name_of
from tiptui.search.facets import OF_KIND, Facets, ValueTuple
from tiptui.search.query import for_shell, with_term
from tiptui.search.rows import RowKind
from tiptui.text.styles import columns
from tiptui.text.visible import clip, plural

MOST_CELLS = 100_000
"""Cells of a table to copy: more takes long, and no terminal has a clipboard for it."""

_NOTE = 'A claim with several values counts under each of them, and once under "all".'

CellCounts = Sequence[tuple[ValueTuple, int]]
"""Cells, which have a value of each field, with the number of their claims."""


def count_remark(
    facets: Facets, fields: Sequence[str], rows: Mapping[RowKind, Sequence[int]]
) -> str:
    """Return `20 of 29 claims counted`, each claim once; `29 claims` if no claim is left out."""
    once = sum(count for own, count in facets.own_values(fields, rows) if all(own))
    found = sum(map(len, rows.values()))
    total = plural(found, "claim")
    return total if once == found else f"{once:,} of {total} counted"


def count_table(
    facets: Facets, asked: str, fields: Sequence[str], counts: CellCounts, pen: Pen
) -> str:
    """Return a line for each cell: its count, its names, and the query that finds its claims."""
    if not counts:
        return ""
    widest = max(len("claims"), *(len(f"{count:,}") for _, count in counts))
    headings = [f"{'claims':>{widest}}", *map(plain_name, fields), "query"]
    rows = [[pen(heading, "name") for heading in headings]]
    for cell, count in counts:
        names = (
            pen.status(value.key) if pen.width and value.key in SIGNS else pen(clip(value.name))
            for value in cell
        )
        query = for_shell(with_term(asked, *map(facets.write, fields, cell)))
        rows.append([f"{count:>{widest},}", *names, pen(query, "id")])
    return "".join(f"{line}\n" for line in columns(rows, pen.width))


def count_data(fields: Sequence[str], counts: CellCounts) -> list[dict[str, Any]]:
    """Return each cell by its fields, as a query has them; that of one field has a name too."""
    return [
        {
            **{field: value.key for field, value in zip(fields, cell, strict=True)},
            **({"name": cell[0].name} if len(cell) == 1 else {}),
            "count": count,
        }
        for cell, count in counts
    ]


def count_csv(fields: Sequence[str], counts: CellCounts) -> str:
    headings = chain.from_iterable(_headings(field, fields) for field in fields)
    return as_csv([[*headings, "count"], *map(dict.values, count_rows(fields, counts))])


def count_rows(fields: Sequence[str], counts: CellCounts) -> list[dict[str, str | int]]:
    rows: list[dict[str, str | int]] = []
    for cell, count in counts:
        row: dict[str, str | int] = {}
        for field, value in zip(fields, cell, strict=True):
            row.update(zip(_headings(field, fields), (value.key, value.name), strict=False))
        rows.append({**row, "count": count})
    return rows


def _headings(field: str, fields: Sequence[str]) -> list[str]:
    """Return the headings of a field: beside an id stands a name."""
    plain = plain_name(field)
    if len(fields) > 1:
        return [plain, f"{plain}_name"] if field in OF_KIND.values() else [plain]
    return [plain, "name"]


def choices(crossing: Crossing, caption: str) -> dict[str, str]:
    """Return two fields crossed as Markdown and as CSV; cells without a claim are empty."""
    headings = [" × ".join(map(plain_name, crossing.fields)), *map(name_of, crossing.columns)]
    texts, numbers = [headings], list[Sequence[CellValue]]([headings])
    for row in crossing.rows:
        cells = [(crossing.text(row, column), column) for column in crossing.columns]
        texts.append([name_of(row), *(text for text, _ in cells)])
        counts = (text and crossing.count(row, column) for text, column in cells)
        numbers.append([name_of(row), *counts])  # which spreadsheets can add up
    first, *rows = ([escape_markdown(cell).replace("|", r"\|") for cell in row] for row in texts)
    rule = ["---", *("---:" for _ in crossing.columns)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (first, rule, *rows))
    markdown = f"{line(caption)}. {_NOTE}\n\n{table}"
    return {"Markdown": markdown, "CSV": as_csv(numbers).rstrip("\n")}
