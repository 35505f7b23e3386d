"""Excel's tables (.xlsx): one sheet, its values as they are shown. Never macros, never links.

Of what a reader of rows alone would miss, it tells: hidden sheets, rows and columns, merged cells,
formulas whose value is not there.
"""

import datetime
import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from tiptui.documents.document import NoDocument
from tiptui.documents.table import MOST_COLUMNS, few
from tiptui.files.input import LARGEST
from tiptui.text.visible import clip, plural

_DECIMALS = re.compile(r"#?,?#*0\.(0+)")
_HEADER_WITHIN = 20  # rows


class Sheet(NamedTuple):
    """The rows of a sheet that are not empty, their numbers, remarks; or which sheets there are."""

    rows: list[list[str]]
    numbers: list[int]
    remarks: list[str]
    sheets: list[str]


class _Reader(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's reader of rows, which remembers the first formula without a value."""

    without_value = ""

    def parse_cell(self, element: Any) -> Any:
        cell = super().parse_cell(element)
        if cell["value"] is None and not self.without_value:
            value = element.find(VALUE_TAG)
            # Words may be none, a number not.
            is_left_out = value is None or element.get("t") != "str"
            if element.find(FORMULA_TAG) is not None and is_left_out:
                self.without_value = f"{get_column_letter(cell['column'])}{cell['row']}"
        return cell


def read_spreadsheet(data: bytes, name: str) -> Sheet:
    """Return the sheet of a name, or for "" the only one that there is. Raise NoDocument."""
    warnings.simplefilter("ignore")  # of what openpyxl passes over: no cell
    try:
        # Little may unpack to much.
        if sum(each.file_size for each in ZipFile(BytesIO(data)).infolist()) > LARGEST:
            raise NoDocument(f"unpacked it is larger than {LARGEST // 2**20} MiB")
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheets = {each.title: each for each in book.worksheets}
        if name and name not in sheets:
            return Sheet([], [], [], list(sheets))
        shown = [title for title, each in sheets.items() if each.sheet_state == "visible"]
        # A sheet without cells is none that anybody means.
        full = [title for title, each in sheets.items() if next(_rows(each), None)]
        full = [title for title in full if title in shown] or full
        if not name and len(full) > 1:
            return Sheet([], [], [], full)
        if not full:
            raise NoDocument("it is empty")
        return _read(sheets[name or full[0]], [each for each in sheets if each not in shown])
    except (BadZipFile, KeyError, ValueError, TypeError, IndexError, EOFError) as error:
        raise NoDocument("it is damaged, or no table of Excel") from error


def _rows(sheet: Any) -> Iterator[Any]:
    return (row for row in sheet.iter_rows(values_only=True) if any(v is not None for v in row))


def _read(sheet: Any, hidden: list[str]) -> Sheet:
    words = _Words(sheet.parent)
    with sheet._get_source() as source:
        book = sheet.parent
        reader = _Reader(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        found: dict[int, dict[int, str]] = {}
        left = LARGEST
        for number, cells in reader.parse():
            row = {cell["column"]: words.of(cell) for cell in cells if cell["value"] is not None}
            found[number] = {column: each for column, each in row.items() if each}
            left -= sum(map(len, row.values()))
            if left < 0:
                raise NoDocument(f"its text is larger than {LARGEST // 2**20} MiB")
    if reader.without_value:
        cell = reader.without_value
        raise NoDocument(f"a formula without its value, {cell}: save it anew in Excel")
    remarks = [*_remarks(sheet, hidden, reader, found), *_fill(reader, found)]
    return _table(found, remarks)


def _table(found: dict[int, dict[int, str]], remarks: list[str]) -> Sheet:
    """Return the rows from the header on: the first of two names or more."""
    numbers = [number for number, row in sorted(found.items()) if row]
    top = [n for n in numbers[:_HEADER_WITHIN] if len(found[n]) > 1][:1] or numbers[:1]
    above = [number for number in numbers if number < min(top, default=0)]
    if above:
        rows = plural(len(above), "row")
        remarks.append(
            f"{rows} above the header left out: {clip(' '.join(found[above[0]].values()))}"
        )
    numbers = numbers[len(above) :]
    width = max(found[top[0]], default=0) if top else 0
    if len(found[top[0]] if top else ()) > MOST_COLUMNS:
        raise NoDocument(f"{width:,} columns; at most {MOST_COLUMNS:,} are read")
    for number in numbers:
        if (last := max(found[number])) > width:
            cell = f"{get_column_letter(last)}{number}"
            raise NoDocument(f"row {number}: a cell, {cell}, beyond the last name of the header")
    rows_of_cells = [[found[n].get(c, "") for c in range(1, width + 1)] for n in numbers]
    return Sheet(rows_of_cells, numbers, remarks, [])


def _remarks(
    sheet: Any, hidden: list[str], reader: _Reader, found: dict[int, dict[int, str]]
) -> Iterator[str]:
    if sheet.title in hidden:
        yield f'the sheet "{clip(sheet.title)}" is hidden'
    if others := [title for title in hidden if title != sheet.title]:
        yield f"{plural(len(others), 'hidden sheet')} left out: {few(others)}: --sheet reads one"
    rows = [int(n) for n, each in reader.row_dimensions.items() if _is_set(each.get("hidden"))]
    columns = [n for n, each in reader.column_dimensions.items() if _is_set(each.get("hidden"))]
    for noun, numbers in (("row", [n for n in rows if found.get(n)]), ("column", columns)):
        if numbers:
            yield f"{plural(len(numbers), f'hidden {noun}')} read like the others: {few(numbers)}"


def _is_set(value: str | None) -> bool:
    return value in ("1", "true")


def _fill(reader: _Reader, found: dict[int, dict[int, str]]) -> Iterator[str]:
    """Give each row of merged cells their words, as they are seen; yield a remark."""
    ranges = list(reader.merged_cells.mergeCell) if reader.merged_cells else []
    for each in ranges:
        words = found.get(each.min_row, {}).get(each.min_col, "")
        for number in range(each.min_row + 1, min(each.max_row, max(found, default=0)) + 1):
            if words and found.get(number):
                found[number].setdefault(each.min_col, words)
    if ranges:
        count = plural(len(ranges), "range")
        named = few(each.coord for each in ranges)
        yield f"{count} of merged cells: each of their rows has their words: {named}"


class _Words:
    """What cells of a workbook show."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._decimals: dict[int, int] = {}

    def of(self, cell: dict[str, Any]) -> str:
        value = cell["value"]
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, float | int):
            return self._number(value, cell["style_id"])
        if isinstance(value, datetime.datetime):
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
        return unescape(value) if isinstance(value, str) else str(value)

    def _number(self, value: float, style: int) -> str:
        if style not in self._decimals:
            self._decimals[style] = self._places(style)
        places = self._decimals[style]
        return f"{value:.{places}f}" if places else f"{value:.15g}"

    def _places(self, style: int) -> int:
        number = self._book._cell_styles[style].numFmtId
        custom = self._book._number_formats
        form = custom[number - 164] if number >= 164 else BUILTIN_FORMATS.get(number, "")
        decimals = _DECIMALS.fullmatch(form or "")
        return len(decimals[1]) if decimals else 0
