"""The table in a file, of any delimiters, line ends and quotation marks; or in a workbook."""

import csv
import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from itertools import chain, islice
from typing import Any, NamedTuple

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
    names, rows = tuple(fields.pop("header")), [*map(tuple, fields.pop("rows"))]
    return Table(header=names, rows=rows, **fields)


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """Return the position of the first row that most rows below fit, else of the first wide one.

    Titles stand above it, with words in at most half as many cells.
    """
    counts = [sum(map(bool, map(str.strip, row))) for row in rows[:_HEADER_WITHIN]]
    for position, count in enumerate(counts):
        width = _width(rows[position])
        fit = [len(row) >= width and not any(row[width:]) for row in rows[position + 1 :]]
        is_full = 2 * count > width and count >= 2 * max([1, *counts[:position]])
        if is_full and 2 * sum(fit) > len(fit):
            return position
    return next((position for position, count in enumerate(counts) if count > 1), 0)


def _width(row: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)


def below_header(table: Table, header: int) -> Table:
    """Return a table below its header, which is found for 0. Raise NoDocument, Unclear."""
    rows, lines, unit = table.rows, table.lines, table.unit
    if not rows:
        raise NoDocument("it is empty")
    top = bisect_left(lines, header) if header else find_header(rows[:SAMPLE])
    if top == len(rows):
        raise Unclear(f"no {unit} {header}, which --header names: the last is {lines[-1]}")
    where = f"{unit} {lines[top]}"
    names = name_columns(rows[top], where)
    titles, rows, lines = rows[:top], rows[top + 1 :], lines[top + 1 :]
    for line, row in zip(lines, rows, strict=True):
        if len(row) < len(names) or any(row[len(names) :]):
            have = f"{_width(row)} cells, the header has {len(names)}"
            raise NoDocument(f"{unit} {line}: {have}; if {where} is no header, say --header")
    words = few(one_line(" ".join(row)) for row in titles)
    above = [f"{plural(top, 'row')} above the header, {where}, left out: {words}"] if titles else []
    cells = [row[: len(names)] for row in rows]
    remarks, numbers = [*table.remarks, *above], table.numbers[top + 1 :]
    return Table(names, table.lines[top], cells, numbers, lines, unit, remarks)


def name_columns(cells: Sequence[str], where: str) -> tuple[str, ...]:
    """Return the names of columns, "" for none. Raise NoDocument unless there are two or more."""
    names = [one_line(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > _MOST_COLUMNS:
        raise NoDocument(f"{where}: {len(names):,} columns; at most {_MOST_COLUMNS:,} are read")
    if sum(map(bool, names)) < 2:
        only = f'one column, "{names[-1][:60]}"' if names else "no header"
        raise NoDocument(f"{where}: {only}; a table has a row of names above two columns or more")
    return tuple(names)


def read_objects(data: bytes) -> Table:
    """Return the table in a JSON array of flat objects, a row each. Raise NoDocument."""
    try:
        items = json.loads(data)
    except (ValueError, RecursionError):
        raise NoDocument("damaged JSON, which can't be read") from None
    rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    values = chain.from_iterable(row.values() for row in rows)
    if (
        not rows
        or len(rows) < len(items)
        or any(isinstance(value, dict | list) for value in values)
    ):
        raise NoDocument("JSON, but no array of objects with plain values, which is a table")
    names = dict.fromkeys(chain.from_iterable(rows))

    def cell(value: Any) -> str:
        return value if isinstance(value, str) else "" if value is None else json.dumps(value)

    header = name_columns([*names], "its keys")
    cells = [tuple(map(cell, map(row.get, names)))[: len(header)] for row in rows]
    numbers = range(1, len(rows) + 1)
    return Table(header, 1, cells, numbers, numbers, "object")


def read_delimited(data: bytes, header: int = 0, progress: Progress = quiet) -> Table:
    """Return the table in a text. Raise NoDocument, and Unclear where it needs an option."""
    encoding = own_encoding(data)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        sample = list(islice(_lines(BytesIO(data), encoding), SAMPLE))
        declared = _DECLARED.fullmatch(sample[0]) if sample else None
        delimiter = declared[1] if declared else _delimiter(sample)
        dialect: dict[str, Any] = {"delimiter": delimiter}
        first = 0 if declared else 1
        try:
            return _read(data, encoding, dialect, first, header, progress)
        except NoDocument:
            # Between tabs quotation marks may be words; if one never closes, their number is odd.
            if delimiter == "\t" and data.count(b'"') % 2 == 0:
                with suppress(NoDocument):
                    dialect |= {"quoting": csv.QUOTE_NONE}
                    return _read(data, encoding, dialect, first, header, progress)
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

    def fit(delimiter: str) -> tuple[float, int]:
        rows = list[list[str]]()
        with suppress(csv.Error):  # the last row may be cut in a cell
            rows.extend(filter(any, csv.reader(sample, strict=True, delimiter=delimiter)))
        widths = [len(row) for row in rows[find_header(rows) :]]
        has_columns = widths and widths[0] > 1
        return (widths.count(widths[0]) / len(rows), widths[0]) if has_columns else (0, 0)

    return max(_DELIMITERS, key=fit)


def _read(
    data: bytes, encoding: str, dialect: dict[str, Any], first: int, header: int, progress: Progress
) -> Table:
    stream = BytesIO(data)
    reader = csv.reader(_lines(stream, encoding), strict=True, **dialect)
    rows, line = list[tuple[str, ...]](), 1
    numbers, starts = array("I"), array("I")
    try:
        for number, row in enumerate(reader, first):
            start, line = line, reader.line_num + 1
            if number % 4096 == 0:
                progress(stream.tell() / len(data))
            if number and any(row):
                rows.append(tuple(row))
                numbers.append(number)
                starts.append(start)
    except csv.Error as error:
        why = "words behind a closing quote, or another kind of line break"
        if reader.line_num > line or "end of data" in str(error) or "limit" in str(error):
            why = "a quote that never closes"
        raise NoDocument(f"line {line}: {why}") from None
    return below_header(Table((), 0, rows, numbers, starts), header)
