"""What is exported as a workbook (.xlsx): a sheet for each table, and one that says what it is of.

Each cell is text, but for counts and whole dates: nothing is run, and `123.10` stays as it is. What
a cell can't hold goes on in the last sheet.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.report.archive import fix_times
from tiptui.report.export import Provenance, Selection
from tiptui.report.tables import FORMULA, Cell, Table, lines
from tiptui.text.visible import visible

try:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter
except ImportError:
    raise NoInput("pip install 'tiptui[documents]' adds what writes a workbook") from None

Line = Sequence[Cell]

_MOST_LINES = 2**20
"""What a sheet holds."""

_MOST_LETTERS = 32_000
"""A cell holds 32,767 units of UTF-16, of which a letter takes up to two."""

_GOES_ON = " … [goes on in the sheet About]"

_WIDEST = 66
"""Letters of a column beyond which a text goes on in the next line."""

_SAMPLE = 500
"""Rows by which the width of columns is chosen: the first are written before the last is known."""

_DATES = ("date", "due", "start_date", "end_date")

_FIRST_DAY = date(1900, 3, 1)
"""Of the days before it, not all programs have the same."""

# Excel takes it for the letter of that number.
_LETTER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_LAST = ("event", "person", "by", "org", "to", "themes", "recommendation", "of", "source")
"""Ids, which programs need: they stand after what people read."""

_ALL = "point statement recommendation"

_SHEETS: Mapping[str, tuple[Table, str, str]] = {
    "Recommendations": ("claims", "recommendation", "kind point occasion"),
    "Statements": (
        *("claims", "statement point"),
        "number to addressees status due overdue repeats",
    ),
    "Responses": ("responses", _ALL, ""),
    "Speakers": ("speakers", _ALL, ""),
    "Dialogues": ("dialogues", _ALL, ""),
    "Quotations": ("quotations", _ALL, ""),
}
"""Of each sheet its table, of which claims that is, and which columns are not in it."""


def workbook(selection: Selection) -> Iterator[bytes]:
    """Yield a workbook in one piece, and before it empty ones, between which others may act.

    The same cells and day make the same bytes. Raise NoOutput where a sheet can't hold all rows.
    """
    of, beyond = selection.provenance, list[Line]()
    book = Workbook(write_only=True)
    properties = book.properties
    properties.creator = f"tiptui {of.version}"
    properties.created = properties.modified = datetime.fromisoformat(of.day)
    sheets = {title: _lines(selection, *sheet) for title, sheet in _SHEETS.items()}
    try:
        for title, rows in (sheets | {"About": chain(_about(of), beyond)}).items():
            for _ in _write(book.create_sheet(title), rows, beyond):
                yield b""
        file = BytesIO()
        # `book.save` puts the time of day among the properties.
        ExcelWriter(book, ZipFile(file, "w", ZIP_DEFLATED)).save()
        yield fix_times(file)
    finally:
        # Meanwhile each sheet is in a file, which would stay where a signal ends tiptui: openpyxl
        # has nothing public that removes these files, and no others.
        for writer in (getattr(each, "_writer", None) for each in book.worksheets):
            with suppress(FileNotFoundError):
                writer and writer.cleanup()


def _lines(selection: Selection, table: Table, kinds: str, without: str) -> Iterator[Line]:
    """Yield the lines of a sheet, the names of its columns first."""
    wanted = kinds.split()
    excerpts = [
        each._replace(claims=[claim for claim in each.claims if claim.kind in wanted])
        for each in selection.excerpts
    ]
    every = lines(selection._replace(excerpts=excerpts), table)
    names = list(next(every))
    shown = [number for number, name in enumerate(names) if name not in without.split()]
    shown.sort(key=lambda number: names[number] in _LAST)
    yield [names[number] for number in shown]
    yield from ([line[number] for number in shown] for line in every)


def _about(of: Provenance) -> Iterator[Line]:
    yield ("what", "which", "value")
    yield from ((name, "", words) for name, words in of.facts.items())
    yield from ((f"SHA-256 of a {each.kind}", each.name, each.in_words) for each in of.sums)


def _write(sheet: Any, rows: Iterator[Line], beyond: list[Line]) -> Iterator[None]:
    """Write a sheet, with a pause after each line; what cells can't hold is added to `beyond`."""
    names, *first = islice(rows, _SAMPLE)
    letters = [get_column_letter(number) for number in range(1, len(names) + 1)]
    # Closed in any case: openpyxl can't be left within a sheet.
    with closing(sheet):
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
        for letter, *column in zip(letters, names, *first, strict=True):
            sheet.column_dimensions[letter].width = _width(*column)
        # Each is filled anew for every place where it stands: new ones take long.
        cells = {style: WriteOnlyCell(sheet) for style in ("head", "text", "quoted", "day")}
        cells["head"].font = Font(name="Calibri", size=11, bold=True)
        for style in ("text", "quoted"):
            cells[style].alignment = Alignment(vertical="top", wrap_text=True)
        cells["quoted"].quotePrefix = True
        cells["day"].alignment = Alignment("left", "top")

        def fill(style: str, value: object, *further: str, place: str = "") -> Any:
            beyond.extend(("goes on", place, each) for each in further)
            cell = cells[style]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # whatever it begins with
            return None if value == "" else cell

        sheet.append(fill("head", name) for name in names)
        number = 1
        for number, line in enumerate(chain(first, rows), 2):
            if number > _MOST_LINES:
                most = f"{_MOST_LINES:,}"
                raise NoOutput(f"a sheet has at most {most} lines: export less, or CSV")
            sheet.append(
                fill(*_parts(name, value), place=f"{sheet.title} {letter}{number}")
                for letter, name, value in zip(letters, names, line, strict=True)
            )
            yield
        sheet.auto_filter.ref = f"A1:{letters[-1]}{number}"


def _width(name: Cell, *column: Cell) -> int:
    """Return how wide a column is to be, in letters: beside its name stands a button."""
    widest = max((len(str(value)) for value in column), default=0)
    return max(min(widest, _WIDEST) + 1, len(str(name)) + 4)


def _day(text: str) -> date | None:
    """Return a whole date; none for a part of one, or one that not all programs know."""
    day = date.fromisoformat(text) if len(text) == len("2024-04-18") else date.min
    return day if day >= _FIRST_DAY else None


def _parts(column: Cell, value: Cell) -> tuple[Any, ...]:
    """Return the style of a cell and what stands in it, then what it can't hold."""
    if isinstance(value, int) or not value:
        return "text", value
    if column in _DATES and (day := _day(value)):
        return "day", day
    text, most = visible(value), _MOST_LETTERS // 2
    if len(text) > most and max(text) <= "\uffff" and not _LETTER.search(text):
        most = _MOST_LETTERS
    shown, *further = (text[start : start + most] for start in range(0, len(text), most))
    shown = _LETTER.sub("_x005F_", shown) + _GOES_ON * bool(further)
    # Else what is text would be run once somebody has changed it.
    return "quoted" if shown.lstrip().startswith(FORMULA) else "text", shown, *further
