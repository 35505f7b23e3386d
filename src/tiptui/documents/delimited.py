"""Tables as text: .csv, .tsv and their kin, told by what is in them, whatever parts their cells."""

import csv
import io
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from tiptui.documents.document import SAY, own_encoding, undecodable
from tiptui.documents.table import (
    LONGEST_CELL,
    NoTable,
    Report,
    Table,
    UnclearTable,
    name_columns,
)

_DELIMITERS = ",;\t|"
_RARE_DELIMITERS = "^~\x1f¦§#:"
_SAMPLE = 200  # lines
_Style = Mapping[str, Any]
_DOUBLED: _Style = {"quotechar": '"'}
_ESCAPED: _Style = {"quotechar": '"', "doublequote": False, "escapechar": "\\"}
_SINGLE: _Style = {"quotechar": "'"}
_BARE: _Style = {"quoting": csv.QUOTE_NONE}
_WITHIN = "\ufdd0"  # no letter, and never one
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_DECLARED = re.compile(r"sep=(.)[\r\n]*", re.IGNORECASE)  # Excel's own first line


def read_delimited(data: bytes, encoding: str = "", report: Report = lambda _: None) -> Table:
    """Return the table that bytes are. Raise NoTable, and UnclearTable for want of an encoding."""
    encoding = encoding or own_encoding(data)
    csv.field_size_limit(LONGEST_CELL)
    try:
        sample = list(islice(_lines(data, encoding), _SAMPLE))
        declared = _DECLARED.fullmatch(sample[0]) if sample else None
        delimiter = declared[1] if declared else _delimiter(sample)
        first: NoTable | None = None
        for style in _likely_styles(data, delimiter):
            try:
                lines = _tell(_lines(data, encoding), len(data), report)
                return _read(lines, bool(declared), {"delimiter": delimiter, **style})
            except NoTable as error:
                first = first or error
        raise first or NoTable("it is empty")
    except UnicodeDecodeError:
        raise UnclearTable(f"{undecodable(data, encoding)}: {SAY}") from None


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    """Yield lines as the first one ends, be it as on a Mac. Raise NoTable for a NUL.

    What ends lines elsewhere is within a cell, also of those who write it there without quotes.
    """
    first = next(io.TextIOWrapper(io.BytesIO(data), encoding, newline=""), "")
    end, other = ("\r", "\n") if first.endswith("\r") else ("\n", "\r")
    for number, line in enumerate(io.TextIOWrapper(io.BytesIO(data), encoding, newline=end), 1):
        if "\0" in line:
            raise NoTable(f"line {number}: a NUL, which no text has")
        words = line.rstrip("\r\n")
        yield words.replace(other, _WITHIN) + line[len(words) :] if other in words else line


def _tell(lines: Iterator[str], size: int, report: Report) -> Iterator[str]:
    taken = 0
    for number, line in enumerate(lines):
        taken += len(line)
        if number % 4096 == 0:
            report(min(1, taken / size))
        yield line


def _likely_styles(data: bytes, delimiter: str) -> Iterator[_Style]:
    """Yield how quotation marks may be meant: what follows is tried where what precedes fails."""
    data = data.replace(b"\0", b"")  # UTF-16 is as good here
    begin = rb"(?:^|[\r\n]|" + re.escape(delimiter.encode()) + rb")"
    single = re.search(begin + b"'", data) and not re.search(begin + b'"', data)
    if single and re.match(rb"\W*'[^\r\n]*'[\r\n]", data):
        yield _SINGLE
    yield _DOUBLED
    if b'\\"' in data:
        yield _ESCAPED
    if single:
        yield _SINGLE
    # Between tabs quotation marks may be words; where one never closes there is an odd number.
    if delimiter == "\t" and data.count(b'"') % 2 == 0:
        yield _BARE


def _delimiter(sample: list[str]) -> str:
    """Return what parts the cells: by it the header has names, and most rows are as long."""

    def fit(delimiter: str) -> tuple[float, int]:
        best = (0.0, 0)
        for style in (_DOUBLED, _ESCAPED, _SINGLE):
            widths = _widths(sample, {"delimiter": delimiter, **style})
            if widths and widths[0] > 1:
                alike = sum(width == widths[0] for width in widths) / len(widths)
                best = max(best, (alike, widths[0]))
        return best

    found = max(_DELIMITERS, key=fit)
    if fit(found)[1] > 1:
        return found
    rare = max(_RARE_DELIMITERS, key=fit)
    return rare if fit(rare)[0] == 1 else found


def _widths(sample: list[str], dialect: _Style) -> list[int]:
    """Return how many cells the rows of a sample have, up to what can't be read of it."""
    widths: list[int] = []
    with suppress(csv.Error):  # the last row may be cut in a cell
        widths.extend(len(row) for row in csv.reader(sample, strict=True, **dialect) if row)
    return widths


def _read(lines: Iterable[str], declared: bool, dialect: _Style) -> Table:
    header, begins = tuple[str, ...](), 1
    rows: list[tuple[str, ...]] = []
    numbers, starts = array("I"), array("I")
    # Most words of a table stand in it again and again.
    same: dict[str, str] = {}
    for number, line, cells in _records(lines, dialect):
        if not any(cells) or (declared and number == 1):
            continue
        if not header:
            header, begins = name_columns(cells, f"line {line}"), line
            continue
        if len(cells) != len(header):
            if any(cells[len(header) :]) or len(cells) < len(header):
                have = f"{len(cells)} cells, the header has {len(header)}"
                raise NoTable(f"line {line}: {have}")
            del cells[len(header) :]
        rows.append(tuple([same.setdefault(c, c) if len(c) < 64 else c for c in cells]))
        numbers.append(number - declared)
        starts.append(line)
    if not header:
        raise NoTable("it is empty")
    return Table(header, rows, numbers, starts, header_line=begins)


def _records(
    lines: Iterable[str], dialect: Mapping[str, Any]
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield rows with their number and the line they begin on. Raise NoTable."""
    reader = csv.reader(lines, strict=True, **dialect)
    number, line = 0, 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            goes_on = reader.line_num > line or "end of data" in str(error)
            why = "a quote that never closes" if goes_on else "words behind a closing quote"
            if "limit" in str(error):
                why = f"more than {LONGEST_CELL:,} letters in a cell: a quote that never closes?"
            raise NoTable(f"line {line}: {why}") from None
        if cells is None:
            return
        number += 1
        yield number, line, [each.replace(_WITHIN, "\n") for each in cells]
        line = reader.line_num + 1
