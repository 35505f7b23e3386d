"""Two fields crossed as a table, in Markdown and as CSV: what the grid shows, with its sums."""

from collections.abc import Iterator

from tiptui.report.markdown import escaped
from tiptui.report.spreadsheet import as_csv
from tiptui.search.columns import Heading
from tiptui.search.crossing import ALL, Crossing

MOST_CELLS = 100_000
"""Cells of a table that is copied: more takes long, and no terminal's clipboard."""

_NOTE = "A claim with several values counts under each of them, and once under “all”."


def choices(crossing: Crossing, caption: str) -> dict[str, str]:
    """Return a table in each form; the caption says what is crossed and counted."""
    csv = as_csv(_lines(crossing)).rstrip("\n")
    return {"Markdown": _markdown(crossing, caption), "CSV": csv}


def cells_of(crossing: Crossing) -> int:
    """Return how many cells a table has, its sums included."""
    return len(crossing.rows) * len(crossing.columns)


def _markdown(crossing: Crossing, caption: str) -> str:
    first, *rows = _lines(crossing)
    lines = [[escaped(each) for each in cells] for cells in (first, *rows)]
    lines.insert(1, ["---", *("---:" for _ in crossing.columns)])
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"{escaped(caption)}. {_NOTE}\n\n{table}"


def _lines(crossing: Crossing) -> Iterator[list[str]]:
    """Return the cells of each line, headings first; those without a claim are empty."""
    of_rows, of_columns = crossing.fields
    yield [f"{of_rows} × {of_columns}", *(_heading(each) for each in crossing.columns)]
    for row in crossing.rows:
        counts = (crossing.count(row, column) for column in crossing.columns)
        yield [_heading(row), *(str(count or "") for count in counts)]


def _heading(value: Heading) -> str:
    return ALL if value is None else value.name
