"""A table as its header and rows, whatever file it comes from."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from tiptui.documents.document import one_line
from tiptui.text.visible import clip

MOST_COLUMNS = 1_000
LONGEST_CELL = 2**20
"""The most letters of a cell; a spreadsheet's has at most 32,767."""

Report = Callable[[float | None], object]
"""Is told how far a work is, from 0 to 1; None where nobody knows."""


class NoTable(Exception):
    """The table can't be read; says why, and where."""


class UnclearTable(Exception):
    """The table can be read once an option says how; says which option."""


class Table(NamedTuple):
    """A table: the names of its columns and the words of its cells, as they are printed.

    `numbers` are those of the rows as spreadsheets count them, `lines` where they begin in a file
    of text; `place` is what the latter are called. `remarks` say what else there is to know.
    """

    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    numbers: Sequence[int]
    lines: Sequence[int]
    place: str = "line"
    remarks: tuple[str, ...] = ()
    header_line: int = 1


def tidy(cell: str) -> str:
    """Return the words of a cell on one line; most cells are so already, and this is quick."""
    if cell.isascii() and cell.isprintable():
        return cell if cell[:1] != " " and cell[-1:] != " " and "  " not in cell else one_line(cell)
    return one_line(cell)


def few(words: Iterable[object], most: int = 3) -> str:
    """Return the first of some words in a row, for a message."""
    first = [clip(str(each)) for each in islice(words, most + 1)]
    return ", ".join([*first[:most], "…"] if len(first) > most else first)


def name_columns(cells: Sequence[str], place: str) -> tuple[str, ...]:
    """Return the names of columns, "" for one without. Raise NoTable where it is no header."""
    names = [tidy(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise NoTable(f"{place}: {len(names):,} columns; at most {MOST_COLUMNS:,} are read")
    if sum(map(bool, names)) < 2:
        only = f'one column, "{names[-1][:60]}"' if names else "no header"
        raise NoTable(f"{place}: {only}; a table has a row of names above two columns or more")
    return tuple(names)
