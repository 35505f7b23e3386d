"""Excel's tables (.xlsx): one sheet, its values as they are shown. Never macros, never links.

openpyxl gives the values, row by row: a whole sheet would take fifty times the memory. It tells
nothing then of hidden rows and columns, of merged cells, of formulas whose value is not there, and
of rows or cells that it passes over: this is read from the XML of the sheet.
"""

import datetime
import re
import warnings
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import IO, Any
from zipfile import BadZipFile

from lxml import etree
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.cell_range import CellRange

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


def read_spreadsheet(data: bytes, name: str = "") -> Table:
    """Return the sheet of a name, or for "" the only one that there is. Raise NoDocument."""
    warnings.simplefilter("ignore")  # of what openpyxl passes over: no cell
    try:
        open_archive(data)
        reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read()
        sheets = {each.title: each for each in reader.wb.worksheets}
        for each in sheets.values():
            each.reset_dimensions()  # which may be wrong: cells beyond would be left out
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
        sheet = sheets[name or likely[0]]
        parts = {each.name: part.target for each, part in reader.parser.find_sheets()}
        with reader.archive.open(parts[sheet.title]) as xml:
            layout = _layout(xml)
        found = _read(sheet)
        return _table(found, [*_hidden(sheet.title, hidden, layout, found), *_fill(layout, found)])
    except (BadZipFile, SyntaxError, LookupError, ValueError, TypeError, EOFError) as error:
        raise NoDocument("it is damaged, or no table of Excel") from error


def _layout(xml: IO[bytes]) -> Any:
    """Return the XML of a sheet without its cells. Raise NoDocument for wrong ones."""
    sheet = etree.iterparse(xml, tag="{*}row", resolve_entities=False)
    number = 0
    for _, row in sheet:
        last, number = number, int(float(row.get("r", number + 1)))
        places = [(len(place), place) for cell in row if (place := cell.get("r"))]
        if number <= last or places != sorted({*places}):
            twice = f"row {number}: it, or a cell of it, is there twice or out of order"
            raise NoDocument(f"{twice}: save it anew in Excel")
        for formula in row.iter("{*}f"):
            cell = formula.getparent()
            value = cell.findtext("{*}v")
            # Words may be none, a number not.
            if not value and (value is None or cell.get("t") != "str"):
                place = cell.get("r", f"row {number}")
                raise NoDocument(f"a formula without its value, {place}: save it anew in Excel")
        row.set("r", str(number))
        del row[:]
    return sheet.root


def _read(sheet: Any) -> _Cells:
    """Return what the cells of a sheet show, but for empty ones."""
    found: _Cells = {}
    left = LARGEST
    for number, cells in enumerate(sheet.iter_rows(), 1):
        shown = {column: _shown(cell) for column, cell in enumerate(cells, 1)}
        if row := {column: words for column, words in shown.items() if words}:
            found[number] = row
            left -= sum(map(len, row.values()))
        if left < 0:
            raise NoDocument(f"its text is larger than {LARGEST // 2**20} MiB")
    return found


def _shown(cell: Any) -> str:
    """Return what a cell shows. Raise NoDocument for an error."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise NoDocument(f"an error, {clip(str(value))}, {cell.coordinate}: mend it in Excel")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return _digits(value, cell.number_format)
    if isinstance(value, datetime.time) and "y" in cell.number_format:
        epoch = cell.parent.parent.epoch
        value = datetime.datetime.combine(epoch, value) if epoch == CALENDAR_MAC_1904 else value
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


def _hidden(title: str, sheets: list[str], layout: Any, found: _Cells) -> Iterator[str]:
    """Yield remarks on what is hidden: sheets, rows and columns."""
    if title in sheets:
        yield f'the sheet "{clip(title)}" is hidden'
    if others := [each for each in sheets if each != title]:
        yield f"{plural(len(others), 'hidden sheet')} left out: {few(others)}: --sheet reads one"
    last = max(map(max, found.values()), default=0)
    rows = ((each.get("r"), each) for each in layout.iter("{*}row") if int(each.get("r")) in found)
    columns = (
        (get_column_letter(number), each)
        for each in layout.iter("{*}col")
        for number in range(int(each.get("min")), min(int(each.get("max")), last) + 1)
    )
    for noun, dimensions in (("row", rows), ("column", columns)):
        names = [name for name, each in dimensions if each.get("hidden") in ("1", "true")]
        if names:
            yield f"{plural(len(names), f'hidden {noun}')} read like the others: {few(names)}"


def _fill(layout: Any, found: _Cells) -> Iterator[str]:
    """Give each row of merged cells their words, as they are seen; yield a remark."""
    ranges = [CellRange(each.get("ref")) for each in layout.iter("{*}mergeCell")]
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
