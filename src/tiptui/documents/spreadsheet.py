"""Excel's tables (.xlsx): the values of one sheet, as they are shown. Never macros, never links.

openpyxl gives the values row by row, as a whole sheet would take fifty times the memory. It says
nothing then of hidden rows and columns, merged cells, formulas without a value, and rows or cells
that it skips: these are read from the XML of the sheet.
"""

import datetime
import re
import warnings
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import IO, Any
from zipfile import BadZipFile

from lxml import etree
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.cell_range import CellRange

from tiptui.documents.document import NoDocument, Unclear
from tiptui.documents.parts import open_archive
from tiptui.documents.table import SAMPLE, Table, below_header
from tiptui.files.input import LARGEST
from tiptui.text.near_words import nearest
from tiptui.text.visible import clip, few, plural

# A number format: zeros before and after the point, and a percent sign.
_DIGITS = re.compile(r"[#,]*(0{1,30})(?:\.(0{1,10}))?((?:\\?[ \xa0])?%)?(?:;.*)?")
_MOST_EXACT = 1e15
_Cells = dict[int, dict[int, str]]


def read_spreadsheet(data: bytes, header: str = "0", name: str = "") -> Table:
    """Return the sheet of a name, or for "" the only one. Raise NoDocument, Unclear."""
    warnings.simplefilter("ignore")  # on parts that openpyxl skips, which are no cells
    try:
        file = open_archive(data).fp
        reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        reader.read()
        sheets = {sheet.title: sheet for sheet in reader.wb.worksheets}
        for sheet in sheets.values():
            sheet.reset_dimensions()  # if they are wrong, cells beyond would be left out
        hidden = [title for title, sheet in sheets.items() if sheet.sheet_state != "visible"]
        full = [title for title, sheet in sheets.items() if _has_cells(sheet)]
        likely = [title for title in full if title not in hidden] or full
        if name not in sheets and (name or len(likely) > 1):
            there, wrong = likely, f"{len(likely)} sheets:"
            if name:
                there, wrong = [*sheets], f'no sheet is called "{clip(name)}"; there are'
            meant = nearest(name, there) or there[0]
            raise Unclear(f'{wrong} {few(there)}: say --sheet "{clip(meant)}"')
        sheet = sheets[name or [*likely, *sheets][0]]
        parts = {sheet.name: part.target for sheet, part in reader.parser.find_sheets()}
        with reader.archive.open(parts[sheet.title]) as xml:
            layout = _layout(xml)
        found = _read(sheet)
        remarks = [*_remarks_on_hidden(sheet.title, hidden, layout, found), *_fill(layout, found)]
        # Cells that are missing at the end of a row are empty ones.
        numbers = sorted(found)
        width = max((max(found[number]) for number in numbers[:SAMPLE]), default=0)
        rows = [_cells(found[number], width) for number in numbers]
        return below_header(Table((), 0, rows, numbers, numbers, "row", remarks), int(header))
    except (BadZipFile, SyntaxError, LookupError, ValueError, TypeError, EOFError) as error:
        raise NoDocument("it is damaged, or no table of Excel") from error


def _has_cells(sheet: Any) -> bool:
    """Return whether somebody may mean a sheet."""
    return any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row)


def _cells(row: dict[int, str], least: int) -> tuple[str, ...]:
    return tuple([row.get(column, "") for column in range(1, max(least, *row) + 1)])


def _layout(xml: IO[bytes]) -> Any:
    """Return the XML of a sheet without its cells. Raise NoDocument where a cell is wrong."""
    sheet = etree.iterparse(xml, tag="{*}row", resolve_entities=False)
    number = 0
    for _, row in sheet:
        last, number = number, int(float(row.get("r", number + 1)))
        names = [(len(name), name) for cell in row if (name := cell.get("r"))]
        if number <= last or names != sorted({*names}):
            twice = f"row {number}: it, or a cell of it, is there twice or out of order"
            raise NoDocument(f"{twice}: save it anew in Excel")
        for formula in row.iter("{*}f"):
            cell = formula.getparent()
            value = cell.findtext("{*}v")
            # A text may be empty, a number not.
            if not value and (value is None or cell.get("t") != "str"):
                name = cell.get("r", f"row {number}")
                raise NoDocument(f"a formula without its value, {name}: save it anew in Excel")
        row.set("r", str(number))
        del row[:]
    return sheet.root


def _read(sheet: Any) -> _Cells:
    found: _Cells = {}
    left = LARGEST
    for number, cells in enumerate(sheet.iter_rows(), 1):
        shown = {column: _cell_text(cell) for column, cell in enumerate(cells, 1)}
        if row := {column: words for column, words in shown.items() if words}:
            found[number] = row
            left -= sum(map(len, row.values()))
        if left < 0:
            raise NoDocument(f"its text is larger than {LARGEST // 2**20} MiB")
    return found


def _cell_text(cell: Any) -> str:
    """Return a cell as Excel shows it. Raise NoDocument for an error."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise NoDocument(f"an error, {clip(str(value))}, {cell.coordinate}: mend it in Excel")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return _digits(value, cell.number_format)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    return unescape(value) if isinstance(value, str) else str(value)


def _digits(value: float, form: str) -> str:
    """Return a number with the digits of its format, or all."""
    digits, found = f"{value:.15g}", _DIGITS.fullmatch(form)
    if not found or abs(value) >= _MOST_EXACT:
        return digits
    zeros, decimals, percent = (part.replace("\\", "") for part in found.groups(""))
    number = Decimal(digits).scaleb(2 if percent else 0)
    shown = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    width = len(zeros) + len(decimals) + (1 if decimals else 0)
    return f"{'-' if shown < 0 else ''}{abs(shown):0{width}f}{percent}"


def _remarks_on_hidden(title: str, sheets: list[str], layout: Any, found: _Cells) -> Iterator[str]:
    if title in sheets:
        yield f'the sheet "{clip(title)}" is hidden'
    if others := [other for other in sheets if other != title]:
        yield f"{plural(len(others), 'hidden sheet')} left out: {few(others)}: --sheet reads one"
    last = max(map(max, found.values()), default=0)
    rows = ((row, row.get("r")) for row in layout.iter("{*}row") if int(row.get("r")) in found)
    columns = (
        (column, get_column_letter(number))
        for column in layout.iter("{*}col")
        for number in range(int(column.get("min")), min(int(column.get("max")), last) + 1)
    )
    for noun, elements in (("row", rows), ("column", columns)):
        names = [name for element, name in elements if element.get("hidden") in ("1", "true")]
        if names:
            yield f"{plural(len(names), f'hidden {noun}')} read like the others: {few(names)}"


def _fill(layout: Any, found: _Cells) -> Iterator[str]:
    """Copy the words of merged cells to each of their rows; yield a remark."""
    ranges = [CellRange(merged.get("ref")) for merged in layout.iter("{*}mergeCell")]
    last = max(found, default=0)
    for merged in ranges:
        words = found.get(merged.min_row, {}).get(merged.min_col, "")
        for number in range(merged.min_row, min(merged.max_row, last) + 1):
            if words and number in found:
                found[number].setdefault(merged.min_col, words)
    if ranges:
        count, named = plural(len(ranges), "range"), few(merged.coord for merged in ranges)
        yield f"{count} of merged cells: each of their rows has their words: {named}"
