"""Counts of claims for `count`, and two fields crossed as a table, as in the grid."""

from collections.abc import Mapping, Sequence
from itertools import chain, starmap
from typing import Any, NamedTuple

from tiptui.entries.facts import SIGNS
from tiptui.entries.words import plain_name
from tiptui.report.markdown import escape_markdown, line
from tiptui.report.plain import Pen
from tiptui.report.tables import CellValue, as_csv, cell
from tiptui.search.counts import Crossing, name_of
from tiptui.search.facets import OF_KIND, Facets, ValueTuple, cells_of
from tiptui.search.query import for_shell, with_term
from tiptui.search.rows import RowKind
from tiptui.text.styles import columns
from tiptui.text.visible import clip, plural

MOST_CELLS = 100_000
"""Cells of a table to copy: more takes long, and no terminal has a clipboard for it."""

_NOTE = 'A claim with several values counts under each of them, and once under "all".'


class CellCount(NamedTuple):
    """A cell with a value of each field, the number of its claims, and of how many others."""

    cell: ValueTuple
    claims: int
    of: int | None = None  # the claims of another query, of which these are a share

    @property
    def share(self) -> float | None:
        return self.claims / self.of if self.of else None

    @property
    def data(self) -> dict[str, Any]:
        own = {"count": self.claims, "of": self.of, "share": self.share}
        return {name: own[name] for name in (own if self.of is not None else ["count"])}


CellCounts = Sequence[CellCount]

_FEW = 10  # claims, of which a share says little


def count_cells(
    counts: Mapping[ValueTuple, int], others: Mapping[ValueTuple, int] | None = None
) -> CellCounts:
    """Return counts, the largest first; as shares of `others`, those of few claims last."""
    if others is None:
        return list(starmap(CellCount, counts.items()))
    shares = [CellCount(cell, count, others.get(cell, 0)) for cell, count in counts.items()]
    return sorted(shares, key=lambda one: ((one.of or 0) < _FEW, -(one.share or 0)))


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
    widest = max(len("claims"), *(len(f"{one.claims:,}") for one in counts))
    share = [] if counts[0].of is None else ["share"]
    headings = [f"{'claims':>{widest}}", *share, *map(plain_name, fields), "query"]
    rows = [[pen(heading, "name") for heading in headings]]
    for one in counts:
        shares = [f"{_percent(one.share):>5}" for _ in share]
        names = (
            pen.status(value.key) if pen.width and value.key in SIGNS else pen(clip(value.name))
            for value in one.cell
        )
        query = for_shell(with_term(asked, *map(facets.write, fields, one.cell)))
        rows.append([f"{one.claims:>{widest},}", *shares, *names, pen(query, "id")])
    return "".join(f"{line}\n" for line in columns(rows, pen.width))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}".replace("%", " %")


def count_data(fields: Sequence[str], counts: CellCounts) -> list[dict[str, Any]]:
    """Return each cell by its fields, as a query has them; that of one field has a name too."""
    return [
        {
            **{key: value.key for key, value in zip(_twice(fields), one.cell, strict=True)},
            **({"name": one.cell[0].name} if len(one.cell) == 1 else {}),
            **one.data,
        }
        for one in counts
    ]


def count_csv(fields: Sequence[str], counts: CellCounts) -> str:
    last = counts[0].data if counts else ["count"]
    headings = [*chain.from_iterable(_headings(fields)), *last]
    return as_csv([headings, *(map(cell, row.values()) for row in count_rows(fields, counts))])


def count_rows(fields: Sequence[str], counts: CellCounts) -> list[dict[str, Any]]:
    rows = list[dict[str, Any]]()
    for one in counts:
        row = dict[str, Any]()
        for headings, value in zip(_headings(fields), one.cell, strict=True):
            row.update(zip(headings, (value.key, value.name), strict=False))
        rows.append(row | one.data)
    return rows


def _twice(fields: Sequence[str]) -> list[str]:
    """Return fields as keys: twice the same one is `theme, theme_2`."""
    return [of + "_2" * fields[:n].count(of) for n, of in enumerate(fields)]


def _headings(fields: Sequence[str]) -> list[list[str]]:
    """Return the headings of each field: beside an id stands a name."""
    plains = _twice([*map(plain_name, fields)])
    if len(fields) == 1:
        return [[*plains, "name"]]
    of_things = (field in OF_KIND.values() for field in fields)
    return [
        [plain, f"{plain}_name"] if is_thing else [plain]
        for plain, is_thing in zip(plains, of_things, strict=True)
    ]


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
