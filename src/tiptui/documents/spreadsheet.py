"""Excel's tables (.xlsx): the values of one sheet, as they are shown. Never macros, never links.

openpyxl gives the values row by row, as a whole sheet would take fifty times the memory. It says
nothing then of hidden rows and columns, merged cells, formulas without a value, and rows or cells
that it skips: these are read from the XML of the sheet.
"""

import datetime
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
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
        title = _choose(sheets, hidden, name)
        parts = {sheet.name: part.target for sheet, part in reader.parser.find_sheets()}
        with reader.archive.open(parts[title]) as xml:
            layout = _layout(xml)

        cells = _read(sheets[title])
        remarks = list(_remarks_on_hidden(title, hidden, layout, cells))
        remarks += _fill(layout, cells)
        numbers = sorted(cells)
        rows = _rows([cells[number] for number in numbers])
        return below_header(Table((), 0, rows, numbers, numbers, "row", remarks), int(header))
    except (BadZipFile, SyntaxError, LookupError, ValueError, TypeError, EOFError) as error:
        raise NoDocument("it is damaged, or no table of Excel") from error


def _choose(sheets: Mapping[str, Any], hidden: Sequence[str], name: str) -> str:
    """Return the title of the sheet that is meant: the named, or the only likely. Raise Unclear."""
    titles = list(sheets)
    if name in sheets:
        return name
    if name:
        meant = nearest(name, titles) or titles[0]
        wrong = f'no sheet is called "{clip(name)}"; there are {few(titles)}'
        raise Unclear(f'{wrong}: say --sheet "{clip(meant)}"')

    full = [title for title in titles if _has_cells(sheets[title])]
    likely = [title for title in full if title not in hidden] or full
    if len(likely) > 1:
        wrong = f"{len(likely)} sheets: {few(likely)}"
        raise Unclear(f'{wrong}: say --sheet "{clip(likely[0])}"')
    return likely[0] if likely else titles[0]


def _has_cells(sheet: Any) -> bool:
    """Return whether somebody may mean a sheet."""
    rows = sheet.iter_rows(values_only=True)
    return any(row.count(None) < len(row) for row in rows)


def _rows(rows: Sequence[dict[int, str]]) -> list[tuple[str, ...]]:
    """Return the words of rows; cells that are missing at the end of a row are empty ones."""
    width = max((max(row) for row in rows[:SAMPLE]), default=0)
    whole: list[tuple[str, ...]] = []
    for row in rows:
        last = max(width, *row)
        whole.append(tuple([row.get(column, "") for column in range(1, last + 1)]))
    return whole


def _layout(xml: IO[bytes]) -> Any:
    """Return the XML of a sheet without its cells. Raise NoDocument where a cell is wrong."""
    sheet = etree.iterparse(xml, tag="{*}row", resolve_entities=False)
    number = 0
    for _, row in sheet:
        last = number
        number = int(float(row.get("r", number + 1)))
        if number <= last or not _is_in_order(row):
            twice = f"row {number}: it, or a cell of it, is there twice or out of order"
            raise NoDocument(f"{twice}: save it anew in Excel")
        _refuse_empty_formulas(row, number)
        row.set("r", str(number))
        del row[:]
    return sheet.root


def _is_in_order(row: Any) -> bool:
    names = [cell.get("r") for cell in row]
    places = [(len(name), name) for name in names if name]
    return places == sorted(set(places))


def _refuse_empty_formulas(row: Any, number: int) -> None:
    """Raise NoDocument where a formula of a row has no value."""
    for formula in row.iter("{*}f"):
        cell = formula.getparent()
        value = cell.findtext("{*}v")
        # A text may be empty, a number not.
        if not value and (value is None or cell.get("t") != "str"):
            name = cell.get("r", f"row {number}")
            raise NoDocument(f"a formula without its value, {name}: save it anew in Excel")


def _read(sheet: Any) -> _Cells:
    rows: _Cells = {}
    letters = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row: dict[int, str] = {}
        for column, cell in enumerate(cells, 1):
            if words := _cell_text(cell):
                row[column] = words
                letters += len(words)
        if row:
            rows[number] = row
        if letters > LARGEST:
            raise NoDocument(f"its text is larger than {LARGEST // 2**20} MiB")
    return rows


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
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.isoformat(" ", "seconds")
    return str(unescape(value) if isinstance(value, str) else value)


def _digits(value: float, form: str) -> str:
    """Return a number with the digits of its format, or all."""
    digits = f"{value:.15g}"
    match = _DIGITS.fullmatch(form)
    if not match or abs(value) >= _MOST_EXACT:
        return digits

    zeros, decimals, percent = match.groups("")
    number = Decimal(digits)
    if percent:
        number = number.scaleb(2)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    width = len(zeros)
    if decimals:
        width += 1 + len(decimals)
    minus = "-" if rounded < 0 else ""
    return minus + f"{abs(rounded):0{width}f}" + percent.replace("\\", "")


def _remarks_on_hidden(title: str, sheets: list[str], layout: Any, cells: _Cells) -> Iterator[str]:
    if title in sheets:
        yield f'the sheet "{clip(title)}" is hidden'
    if others := [other for other in sheets if other != title]:
        yield f"{plural(len(others), 'hidden sheet')} left out: {few(others)}: --sheet reads one"

    rows: list[str] = []
    for row in layout.iter("{*}row"):
        number = row.get("r")
        if int(number) in cells and _is_hidden(row):
            rows.append(number)
    if rows:
        yield f"{plural(len(rows), 'hidden row')} read like the others: {few(rows)}"

    columns: list[str] = []
    last = max((max(row) for row in cells.values()), default=0)
    for column in layout.iter("{*}col"):
        if _is_hidden(column):
            end = min(int(column.get("max")), last) + 1
            columns += [get_column_letter(number) for number in range(int(column.get("min")), end)]
    if columns:
        yield f"{plural(len(columns), 'hidden column')} read like the others: {few(columns)}"


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") in ("1", "true")


def _fill(layout: Any, cells: _Cells) -> Iterator[str]:
    """Copy the words of merged cells to each of their rows; yield a remark."""
    ranges = [CellRange(merged.get("ref")) for merged in layout.iter("{*}mergeCell")]
    last = max(cells, default=0)
    for merged in ranges:
        words = cells.get(merged.min_row, {}).get(merged.min_col, "")
        for number in range(merged.min_row, min(merged.max_row, last) + 1):
            if words and number in cells:
                cells[number].setdefault(merged.min_col, words)
    if ranges:
        count = plural(len(ranges), "range")
        names = few(merged.coord for merged in ranges)
        yield f"{count} of merged cells: each of their rows has their words: {names}"
