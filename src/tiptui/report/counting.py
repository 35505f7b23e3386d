"""Counts of claims for `count`, and two fields crossed as a table, as in the grid."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from tiptui.collection.facts import SIGNS
from tiptui.collection.naming import plain_name
from tiptui.report.markdown import escape_markdown, line
from tiptui.report.plain import Pen
from tiptui.report.tables import CellValue, as_csv
from tiptui.report.tables import cell as as_cell
from tiptui.search.counts import ENOUGH, Crossing, name_of, years_of_course
from tiptui.search.facets import OF_KIND, Facets, ValueTuple, cells_of
from tiptui.search.query import for_shell, with_term
from tiptui.search.rows import RowKind
from tiptui.text.styles import columns, draw_course
from tiptui.text.visible import clip, plural

MOST_CELLS = 100_000
"""Cells of a table to copy: more takes long, and no terminal has a clipboard for it."""

_NOTE = 'A claim with several values counts under each of them, and once under "all".'

CellCounts = Sequence[tuple[ValueTuple, dict[str, Any]]]
"""Cells, which have a value of each field, with the number of their claims, and their share."""


def count_cells(
    counts: Mapping[ValueTuple, int], others: Mapping[ValueTuple, int] | None = None
) -> CellCounts:
    """Return counts, the largest first; as shares of `others`, those of few claims last."""
    if others is None:
        return [(cell, {"count": count}) for cell, count in counts.items()]
    shares = [
        (cell, {"count": count, "of": of, "share": count / of if of else None})
        for cell, count in counts.items()
        for of in [others.get(cell, 0)]
    ]
    return sorted(shares, key=lambda one: (one[1]["of"] < ENOUGH, -(one[1]["share"] or 0)))


def count_remark(
    facets: Facets, fields: Sequence[str], rows: Mapping[RowKind, Sequence[int]]
) -> str:
    """Return `20 of 29 claims counted`, each claim once; `29 claims` if no claim is left out."""
    own_values = facets.own_values(fields, rows)
    once = sum(count for own, count in own_values if any(cells_of(fields, own)))
    found = sum(map(len, rows.values()))
    total = plural(found, "claim")
    return total if once == found else f"{once:,} of {total} counted"


def count_table(
    facets: Facets, asked: str, fields: Sequence[str], counts: CellCounts, pen: Pen
) -> str:
    """Return a line for each cell: its count, its names, and the query that finds its claims."""
    if not counts:
        return ""
    widest = max(len("claims"), *(len(f"{own['count']:,}") for _, own in counts))
    share = [name for name in counts[0][1] if name == "share"]
    headings = [f"{'claims':>{widest}}", *share, *map(plain_name, fields), "query"]
    rows = [[pen(heading, "name") for heading in headings]]
    for cell, own in counts:
        shares = ["–" if own[name] is None else f"{100 * own[name]:3.0f} %" for name in share]
        names = (
            pen.status(value.key) if pen.width and value.key in SIGNS else pen(clip(value.name))
            for value in cell
        )
        query = for_shell(with_term(asked, *map(facets.write, fields, cell)))
        rows.append([f"{own['count']:>{widest},}", *shares, *names, pen(query, "id")])
    courses = columns(_courses(fields, counts), pen.width) if pen.width else ()
    return "".join(f"{line}\n" for line in chain(columns(rows, pen.width), courses))


def _courses(fields: Sequence[str], counts: CellCounts) -> list[tuple[str, str]]:
    """Return each value with its course, where values are counted by three years or more."""
    if len(fields) != 2 or fields.count("date") != 1:
        return []
    at = fields.index("date")
    numbers = {(cell[1 - at], cell[at]): own["count"] for cell, own in counts}
    values, in_time = map(dict.fromkeys, zip(*numbers, strict=True))
    if not (years := years_of_course(in_time)):
        return []
    rows = [("", ""), ("", f"{years[0].key} to {years[-1].key}")]
    for value in values:
        course = draw_course([numbers.get((value, year), 0) for year in years])
        rows.append((clip(value.name), course))
    return rows


def count_data(fields: Sequence[str], counts: CellCounts) -> list[dict[str, Any]]:
    """Return each cell by its fields, as a query has them; that of one field has a name too."""
    data = list[dict[str, Any]]()
    for cell, own in counts:
        keys = {key: value.key for key, value in zip(_twice(fields), cell, strict=True)}
        name = {"name": cell[0].name} if len(cell) == 1 else {}
        data.append({**keys, **name, **own})
    return data


def count_csv(fields: Sequence[str], counts: CellCounts) -> str:
    last = counts[0][1] if counts else ["count"]
    headings = [*chain.from_iterable(_headings(fields)), *last]
    return as_csv([headings, *(map(as_cell, row.values()) for row in count_rows(fields, counts))])


def count_rows(fields: Sequence[str], counts: CellCounts) -> list[dict[str, Any]]:
    rows = list[dict[str, Any]]()
    for cell, own in counts:
        row = dict[str, Any]()
        for headings, value in zip(_headings(fields), cell, strict=True):
            row.update(zip(headings, (value.key, value.name), strict=False))
        rows.append(row | own)
    return rows


def _twice(fields: Sequence[str]) -> list[str]:
    """Return fields as keys: twice the same one is `theme, theme_2`."""
    return [of + "_2" * fields[:n].count(of) for n, of in enumerate(fields)]


def _headings(fields: Sequence[str]) -> list[list[str]]:
    """Return the headings of each field: beside an id stands a name."""
    plains, many = _twice([*map(plain_name, fields)]), len(fields) > 1
    names = [f"{plain}_name" if many else "name" for plain in plains]
    pairs = zip(fields, plains, names, strict=True)
    things = OF_KIND.values()
    return [[one, name] if not many or of in things else [one] for of, one, name in pairs]


def _escape_cell(text: str) -> str:
    return escape_markdown(text).replace("|", r"\|")


def choices(crossing: Crossing, caption: str) -> dict[str, str]:
    """Return two fields crossed as Markdown and as CSV; cells without a claim are empty."""
    headings = [" × ".join(map(plain_name, crossing.fields)), *map(name_of, crossing.columns)]
    texts, numbers = [headings], list[Sequence[CellValue]]([headings])
    for row in crossing.rows:
        cells = [(crossing.text(row, column), column) for column in crossing.columns]
        texts.append([name_of(row), *(text for text, _ in cells)])
        counts = (text and crossing.count(row, column) for text, column in cells)
        numbers.append([name_of(row), *counts])  # which spreadsheets can add up
    first, *rows = (" | ".join(map(_escape_cell, row)) for row in texts)
    rule = " | ".join(("---", *("---:" for _ in crossing.columns)))
    table = "\n".join(f"| {row} |" for row in (first, rule, *rows))
    markdown = f"{line(caption)}. {_NOTE}\n\n{table}"
    return {"Markdown": markdown, "CSV": as_csv(numbers).rstrip("\n")}
