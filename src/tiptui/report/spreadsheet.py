"""Rows as CSV (RFC 4180, with line feeds), of which no spreadsheet runs anything."""

import csv
from collections.abc import Iterable
from io import StringIO

from tiptui.text.visible import visible

# What a spreadsheet takes for a formula, in wide letters too; some look past white space.
_FORMULA = tuple("=+-@＝＋－＠")
_BEFORE = ("\t", "\r")


def as_csv(rows: Iterable[Iterable[str | int]]) -> str:
    """Return rows as CSV; a text that would be run has an apostrophe before it."""
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows(map(_neutral, row) for row in rows)
    return file.getvalue()


def _neutral(cell: str | int) -> str | int:
    if isinstance(cell, int):
        return cell
    is_run = cell.startswith(_BEFORE) or cell.lstrip().startswith(_FORMULA)
    return "'" * is_run + visible(cell)
