"""The table in a file, of any delimiters, line ends and quotation marks; or in a workbook."""

import csv
import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Any, Literal, NamedTuple

from tiptui.documents.convert import ask_process, in_utf8
from tiptui.documents.document import SAY, NoDocument, Unclear, one_line, own_encoding, undecodable
from tiptui.files.input import read_bytes
from tiptui.text.steps import Progress, quiet
from tiptui.text.visible import few, plural

_MOST_COLUMNS = 1_000
_LONGEST_CELL = 2**20  # letters; a cell of a spreadsheet has at most 32,767
_DELIMITERS = ",;\t|^~\x1f¦§#:"  # the first of those that are as good
_DECLARED = re.compile(r"sep=(.)[\r\n]*", re.IGNORECASE)  # Excel's own first line
SAMPLE = 200  # lines or rows
_HEADER_WITHIN = 20  # rows


class Table(NamedTuple):
    """The names of the columns and the words of the cells of a table, as they are printed."""

    header: tuple[str, ...]
    header_line: int
    rows: Sequence[tuple[str, ...]]
    numbers: Sequence[int]  # of the rows, as spreadsheets count
    lines: Sequence[int]  # their first ones in a file of text, or again the numbers
    unit: str = "line"  # the noun for `lines`
    remarks: Sequence[str] = ()


def read_table(
    file: str, encoding: str = "", sheet: str = "", header: int = 0, progress: Progress = quiet
) -> Table:
    """Return the table in a file. Raise NoInput, NoDocument, Unclear where an option is needed."""
    data = in_utf8(read_bytes(file), file, encoding)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoDocument("a workbook of an older kind, or encrypted: save it as .xlsx")
    if not data.startswith(b"PK\x03\x04"):
        if sheet:
            raise Unclear("--sheet is for workbooks, and this is text")
        if not file.lower().endswith(".json"):
            return read_delimited(data, header, progress)
        if header:
            raise Unclear("--header is for lines and rows, and these are objects")
        return read_objects(data)
    if b"xl/" not in data:
        raise NoDocument("an archive, and no table of Excel: save it as .xlsx or .csv")
    fields = ask_process(data, f"xlsx={header}={sheet}")
    fields["header"] = tuple(fields["header"])
    fields["rows"] = [tuple(row) for row in fields["rows"]]
    return Table(**fields)


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """Return the position of the first row that most rows below fit, else of the first wide one.

    Titles stand above it, with words in at most half as many cells.
    """
    most_above = 1
    first_wide = None
    for position, row in enumerate(rows[:_HEADER_WITHIN]):
        words = _count_words(row)
        width = _width(row)
        is_full = 2 * words > width and words >= 2 * most_above
        if is_full and _most_fit(rows[position + 1 :], width):
            return position
        if first_wide is None and words > 1:
            first_wide = position
        most_above = max(most_above, words)
    return first_wide or 0


def _count_words(row: Sequence[str]) -> int:
    """Return the number of cells that have words."""
    return len([cell for cell in row if cell.strip()])


def _most_fit(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Return whether more than half of the rows have cells up to a width, and none beyond."""
    fit = [row for row in rows if len(row) >= width and not any(row[width:])]
    return 2 * len(fit) > len(rows)


def _width(row: Sequence[str]) -> int:
    """Return the number of the last cell with words."""
    width = 0
    for number, cell in enumerate(row, 1):
        if cell.strip():
            width = number
    return width


def below_header(table: Table, header: int) -> Table:
    """Return a table below its header, which is found for 0. Raise NoDocument, Unclear."""
    rows, lines, unit = table.rows, table.lines, table.unit
    if not rows:
        raise NoDocument("it is empty")
    top = bisect_left(lines, header) if header else find_header(rows[:SAMPLE])
    if top == len(rows):
        raise Unclear(f"no {unit} {header}, which --header names: the last is {lines[-1]}")
    place = f"{unit} {lines[top]}"
    names = name_columns(rows[top], place)
    remarks = list(table.remarks)
    if top:
        titles = few(one_line(" ".join(row)) for row in rows[:top])
        remarks.append(f"{plural(top, 'row')} above the header, {place}, left out: {titles}")

    cells: list[tuple[str, ...]] = []
    lines_below = lines[top + 1 :]
    for line, row in zip(lines_below, rows[top + 1 :], strict=True):
        if len(row) < len(names) or any(row[len(names) :]):
            sizes = f"{_width(row)} cells, the header has {len(names)}"
            raise NoDocument(f"{unit} {line}: {sizes}; if {place} is no header, say --header")
        cells.append(row[: len(names)])
    numbers = table.numbers[top + 1 :]
    return Table(names, lines[top], cells, numbers, lines_below, unit, remarks)


def name_columns(cells: Sequence[str], where: str) -> tuple[str, ...]:
    """Return the names of columns, "" for none. Raise NoDocument unless there are two or more."""
    names = [one_line(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > _MOST_COLUMNS:
        raise NoDocument(f"{where}: {len(names):,} columns; at most {_MOST_COLUMNS:,} are read")
    if _count_words(names) < 2:
        only = f'one column, "{names[-1][:60]}"' if names else "no header"
        raise NoDocument(f"{where}: {only}; a table has a row of names above two columns or more")
    return tuple(names)


def read_objects(data: bytes) -> Table:
    """Return the table in a JSON array of flat objects, a row each. Raise NoDocument."""
    try:
        items = json.loads(data)
    except (ValueError, RecursionError):
        raise NoDocument("damaged JSON, which can't be read") from None
    if not isinstance(items, list) or not items or not all(_is_flat(item) for item in items):
        raise NoDocument("JSON, but no array of objects with plain values, which is a table")

    names: dict[str, None] = {}
    for item in items:
        names |= dict.fromkeys(item)
    header = name_columns(list(names), "its keys")
    keys = list(names)[: len(header)]
    rows = [_row_of_object(item, keys) for item in items]
    numbers = range(1, len(rows) + 1)
    return Table(header, 1, rows, numbers, numbers, "object")


def _is_flat(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    return not any(isinstance(value, dict | list) for value in item.values())


def _row_of_object(item: dict[str, Any], keys: Sequence[str]) -> tuple[str, ...]:
    return tuple([_words_of_value(item.get(key)) for key in keys])


def _words_of_value(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def read_delimited(data: bytes, header: int = 0, progress: Progress = quiet) -> Table:
    """Return the table in a text. Raise NoDocument, and Unclear where it needs an option."""
    encoding = own_encoding(data)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        sample = list(islice(_lines(BytesIO(data), encoding), SAMPLE))
        delimiter, first_row = _delimiter(sample), 1
        if declared := _DECLARED.fullmatch("".join(sample[:1])):
            delimiter, first_row = declared[1], 0
        text = _Text(data, encoding, delimiter, first_row)
        try:
            table = text.read(progress)
            return below_header(table, header)
        except NoDocument:
            # Between tabs quotation marks may be words; if one never closes, their number is odd.
            if delimiter == "\t" and data.count(b'"') % 2 == 0:
                with suppress(NoDocument):
                    table = text.read(progress, csv.QUOTE_NONE)
                    return below_header(table, header)
            raise
    except UnicodeDecodeError:
        raise Unclear(f"{undecodable(data)}: {SAY}") from None


def _lines(stream: BytesIO, encoding: str) -> Iterator[str]:
    """Yield lines with their endings. Raise NoDocument."""
    for number, line in enumerate(TextIOWrapper(stream, encoding, newline=""), 1):
        if "\0" in line:
            raise NoDocument(f"line {number}: a NUL, which no text has")
        yield line


def _delimiter(sample: list[str]) -> str:
    """Return the delimiter with which most rows are as long as the header."""
    best = _DELIMITERS[0]
    best_fit = (0.0, 0)
    for delimiter in _DELIMITERS:
        fit = _fit(sample, delimiter)
        if fit > best_fit:
            best, best_fit = delimiter, fit
    return best


def _fit(sample: list[str], delimiter: str) -> tuple[float, int]:
    """Return the share of rows as long as the header, and its length; zeros for one column."""
    rows: list[list[str]] = []
    with suppress(csv.Error):  # the last row may be cut in a cell
        for row in csv.reader(sample, strict=True, delimiter=delimiter):
            if any(row):
                rows.append(row)  # noqa: PERF401 (the rows before an error count)
    widths = [len(row) for row in rows[find_header(rows) :]]
    if not widths or widths[0] < 2:
        return 0, 0
    return widths.count(widths[0]) / len(rows), widths[0]


class _Text(NamedTuple):
    """The bytes of a table, and how they part its cells; the number of the first row."""

    data: bytes
    encoding: str
    delimiter: str
    first_row: int

    def read(self, progress: Progress, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Table:
        """Return the rows that have words. Raise NoDocument."""
        stream = BytesIO(self.data)
        lines = _lines(stream, self.encoding)
        reader = csv.reader(lines, strict=True, delimiter=self.delimiter, quoting=quoting)
        rows: list[tuple[str, ...]] = []
        numbers, starts = array("I"), array("I")
        start = 1
        try:
            for number, row in enumerate(reader, self.first_row):
                if number % 4096 == 0:
                    progress(stream.tell() / len(self.data))
                if number and any(row):
                    rows.append(tuple(row))
                    numbers.append(number)
                    starts.append(start)
                start = reader.line_num + 1
        except csv.Error as error:
            reason = "words behind a closing quote, or another kind of line break"
            if reader.line_num > start or "end of data" in str(error) or "limit" in str(error):
                reason = "a quote that never closes"
            raise NoDocument(f"line {start}: {reason}") from None
        return Table((), 0, rows, numbers, starts)
