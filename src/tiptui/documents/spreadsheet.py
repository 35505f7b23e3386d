"""Excel's tables (.xlsx): one sheet, its values as they are shown. Never macros, never links.

Of what a reader of rows alone would miss, it tells: hidden sheets, rows and columns, merged cells,
formulas whose value is not there. For that it needs openpyxl's own parser: of sheets that are read
row by row, no other part of openpyxl says so.
"""

import datetime
import re
import warnings
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from tiptui.documents.document import NoDocument, Unclear
from tiptui.documents.parts import open_archive
from tiptui.documents.table import Table, name_columns
from tiptui.files.input import LARGEST
from tiptui.text.near_words import nearest
from tiptui.text.visible import clip, few, plural

# A format of numbers: zeros before and behind the point, a sign for hundredths.
_DIGITS = re.compile(r"[#,]*(0{1,30})(?:\.(0{1,10}))?((?:\\?[ \xa0])?%)?(?:;.*)?")
_MOST_EXACT = 1e15
_HEADER_WITHIN = 20  # rows
_Cells = dict[int, dict[int, str]]


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's parser of rows, which takes no error, and no formula without its value."""

    def parse_cell(self, element: Any) -> Any:
        cell = super().parse_cell(element)
        place = f"{get_column_letter(cell['column'])}{cell['row']}"
        if cell["data_type"] == "e":
            raise NoDocument(f"an error, {clip(str(cell['value']))}, {place}: mend it in Excel")
        if (
            cell["value"] is None
            and element.find(FORMULA_TAG) is not None
            # Words may be none, a number not.
            and (element.find(VALUE_TAG) is None or element.get("t") != "str")
        ):
            raise NoDocument(f"a formula without its value, {place}: save it anew in Excel")
        return cell


def read_spreadsheet(data: bytes, name: str = "") -> Table:
    """Return the sheet of a name, or for "" the only one that there is. Raise NoDocument."""
    warnings.simplefilter("ignore")  # of what openpyxl passes over: no cell
    try:
        open_archive(data)
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheets = {each.title: each for each in book.worksheets}
        hidden = [title for title, each in sheets.items() if each.sheet_state != "visible"]
        # A sheet without cells is none that anybody means.
        full = [
            title
            for title, each in sheets.items()
            if any(cell is not None for row in each.iter_rows(values_only=True) for cell in row)
        ]
        likely = [title for title in full if title not in hidden] or full
        if name not in sheets and (name or len(likely) > 1):
            wrong = f'no sheet is called "{clip(name)}"; there are'
            wrong = wrong if name else f"{len(likely)} sheets:"
            there = [*sheets] if name else likely
            meant = nearest(name, there) or there[0]
            raise Unclear(f'{wrong} {few(there)}: say --sheet "{clip(meant)}"')
        if not likely:
            raise NoDocument("it is empty")
        return _read(sheets[name or likely[0]], hidden)
    except (BadZipFile, KeyError, ValueError, TypeError, IndexError, EOFError) as error:
        raise NoDocument("it is damaged, or no table of Excel") from error


def _read(sheet: Any, hidden: list[str]) -> Table:
    book = sheet.parent

    @cache
    def form(style: int) -> str:
        return str(ReadOnlyCell(sheet, 1, 1, None, style_id=style).number_format)

    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        found: _Cells = {}
        left = LARGEST
        for number, cells in parser.parse():
            shown = {each["column"]: _shown(each, form, book.epoch) for each in cells}
            if number in found or len(shown) < len(cells):
                twice = f"row {number}: it, or a cell of it, is there twice"
                raise NoDocument(f"{twice}: save it anew in Excel")
            if row := {column: words for column, words in shown.items() if words}:
                found[number] = row
                left -= sum(map(len, row.values()))
            if left < 0:
                raise NoDocument(f"its text is larger than {LARGEST // 2**20} MiB")
    return _table(found, [*_hidden(sheet.title, hidden, parser, found), *_fill(parser, found)])


def _shown(cell: dict[str, Any], form: Callable[[int], str], epoch: datetime.datetime) -> str:
    """Return what a cell shows."""
    value = cell["value"]
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return _digits(value, form(cell["style_id"]))
    is_first_day = epoch == CALENDAR_MAC_1904 and "y" in form(cell["style_id"])
    if isinstance(value, datetime.time) and is_first_day:
        value = datetime.datetime.combine(epoch, value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return unescape(value) if isinstance(value, str) else str(value)


def _digits(value: float, form: str) -> str:
    """Return a number with the digits that its format shows, or as many as it has."""
    digits, found = f"{value:.15g}", _DIGITS.fullmatch(form)
    if not found or abs(value) >= _MOST_EXACT:
        return digits
    zeros, places, percent = (each.replace("\\", "") for each in found.groups(""))
    number = Decimal(digits).scaleb(2 if percent else 0)
    shown = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    width = len(zeros) + len(places) + (1 if places else 0)
    return f"{'-' if shown < 0 else ''}{abs(shown):0{width}f}{percent}"


def _hidden(title: str, sheets: list[str], parser: _Parser, found: _Cells) -> Iterator[str]:
    """Yield remarks on what is hidden: sheets, rows and columns."""
    if title in sheets:
        yield f'the sheet "{clip(title)}" is hidden'
    if others := [each for each in sheets if each != title]:
        yield f"{plural(len(others), 'hidden sheet')} left out: {few(others)}: --sheet reads one"
    last = max(map(max, found.values()), default=0)
    rows = ((name, each) for name, each in parser.row_dimensions.items() if int(name) in found)
    columns = (
        (get_column_letter(number), each)
        for each in parser.column_dimensions.values()
        for number in range(int(each["min"]), min(int(each["max"]), last) + 1)
    )
    for noun, dimensions in (("row", rows), ("column", columns)):
        names = [name for name, each in dimensions if each.get("hidden") in ("1", "true")]
        if names:
            yield f"{plural(len(names), f'hidden {noun}')} read like the others: {few(names)}"


def _fill(parser: _Parser, found: _Cells) -> Iterator[str]:
    """Give each row of merged cells their words, as they are seen; yield a remark."""
    ranges = list(parser.merged_cells.mergeCell) if parser.merged_cells else []
    last = max(found, default=0)
    for each in ranges:
        words = found.get(each.min_row, {}).get(each.min_col, "")
        for number in range(each.min_row + 1, min(each.max_row, last) + 1):
            if words and number in found:
                found[number].setdefault(each.min_col, words)
    if ranges:
        count = plural(len(ranges), "range")
        named = few(each.coord for each in ranges)
        yield f"{count} of merged cells: each of their rows has their words: {named}"


def _table(found: _Cells, remarks: list[str]) -> Table:
    """Return the rows from the header on: the first of two names or more."""
    numbers = sorted(found)
    if not numbers:
        raise NoDocument("it is empty")
    top = next((n for n in numbers[:_HEADER_WITHIN] if len(found[n]) > 1), numbers[0])
    if above := numbers.index(top):
        words = clip(" ".join(found[numbers[0]].values()))
        remarks.append(f"{plural(above, 'row')} above the header left out: {words}")
    columns = range(1, max(found[top]) + 1)
    header = name_columns([found[top].get(column, "") for column in columns], f"row {top}")
    numbers, rows = numbers[above + 1 :], []
    for number in numbers:
        row = found[number]
        if (last := max(row)) > len(columns):
            cell = f"{get_column_letter(last)}{number}"
            raise NoDocument(f"row {number}: a cell, {cell}, beyond the last name of the header")
        rows.append(tuple([row.get(column, "") for column in columns]))
    return Table(header, top, rows, numbers, numbers, "row", remarks)
