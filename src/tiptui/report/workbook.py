"""Workbooks (.xlsx): a sheet for each table, and one about the export (docs/export.md)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tiptui.entries.words import Name
from tiptui.files.input import NoInput
from tiptui.files.output import NoOutput
from tiptui.report.export import Provenance, Selection
from tiptui.report.tables import FORMULA, CellValue, TableName, lines
from tiptui.text.visible import visible

try:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter
except ImportError:
    raise NoInput("the library for workbooks is missing: pip install 'tiptui[documents]'") from None

_Cells = Sequence[CellValue]

_MOST_LINES = 2**20  # of a sheet
_MOST_LETTERS = 32_000  # a cell holds 32,767 units of UTF-16, of which a letter takes up to two
_GOES_ON = " … [goes on in the sheet About]"
_WIDEST = 66  # letters of a column, beyond which a text goes on in the next line
_SAMPLE = 500
"""Rows by which the width of columns is chosen: the first are written before the last is known."""

_DATES = ("date", "due", "start_date", "end_date")
_FIRST_DAY = date(1900, 3, 1)  # programs differ on the days before it
_LETTER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel takes it for the letter of that number

_LAST = ("event", "person", "by", "org", "to", "themes", "recommendation", "of", "source")
"""The columns of ids, for programs: they stand after the columns for people."""

_ALL = "point statement recommendation"

_SHEETS: Mapping[str, tuple[TableName, str, str]] = {
    Name.RECOMMENDATION.title: ("claims", "recommendation", "kind point occasion"),
    Name.STATEMENT.title: (
        *("claims", "statement point"),
        "number to addressees status due overdue repeats",
    ),
    Name.RESPONSE.title: ("responses", _ALL, ""),
    Name.SPEAKER.title: ("speakers", _ALL, ""),
    Name.DIALOGUE.title: ("dialogues", _ALL, ""),
    Name.QUOTATION.title: ("quotations", _ALL, ""),
}
"""The table of each sheet, the kinds of its claims, and the columns that it leaves out."""


class _Archive(ZipFile):
    """An archive with one time for all its files: the same files make the same bytes."""

    def open(self, name: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(name, ZipInfo):
            name.date_time = (1980, 1, 1, 0, 0, 0)
        return super().open(name, *arguments, **options)


def workbook(selection: Selection) -> Iterator[bytes]:
    """Yield a workbook in one piece, and before it empty ones, between which others may act.

    The same cells and day make the same bytes. Raise NoOutput where a sheet can't hold all rows.
    """
    of, beyond = selection.provenance, list[_Cells]()
    book = Workbook(write_only=True)
    properties = book.properties
    properties.creator = f"tiptui {of.version}"
    properties.created = properties.modified = datetime.fromisoformat(of.day)
    sheets = {title: _rows(selection, *sheet) for title, sheet in _SHEETS.items()}
    file = BytesIO()
    try:
        for title, rows in (sheets | {"About": chain(_about(of), beyond)}).items():
            for _ in _write(book.create_sheet(title), rows, beyond):
                yield b""
    except BaseException:
        # Until it is saved each sheet is in a file, which would stay where a signal ends tiptui.
        ExcelWriter(book, ZipFile(file, "w")).save()
        raise
    # `book.save` puts the time of day among the properties.
    ExcelWriter(book, _Archive(file, "w", ZIP_DEFLATED)).save()
    yield file.getvalue()


def _rows(selection: Selection, table: TableName, kinds: str, without: str) -> Iterator[_Cells]:
    excerpts = [
        excerpt._replace(claims=[of for of in excerpt.claims if of.kind in kinds.split()])
        for excerpt in selection.excerpts
    ]
    every = lines(selection._replace(excerpts=excerpts), table)
    names = list(next(every))
    shown = [number for number, name in enumerate(names) if name not in without.split()]
    shown.sort(key=lambda number: names[number] in _LAST)
    yield from ([line[number] for number in shown] for line in chain([names], every))


def _about(of: Provenance) -> Iterator[_Cells]:
    yield ("what", "which", "value")
    yield from ((name, "", words) for name, words in of.facts.items())
    yield from ((f"SHA-256 of a {file.kind}", file.name, file.in_words) for file in of.sums)


def _write(sheet: Any, rows: Iterator[_Cells], beyond: list[_Cells]) -> Iterator[None]:
    """Write a sheet, with a pause after each line; add to `beyond` what cells can't hold."""
    names, *first = islice(rows, _SAMPLE)
    letters = [get_column_letter(number) for number in range(1, len(names) + 1)]
    # Closed in any case: openpyxl can't be left within a sheet.
    with closing(sheet):
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
        for letter, name, *column in zip(letters, names, *first, strict=True):
            widest = max((len(str(value)) for value in column), default=0)
            # Beside its name stands a button.
            width = max(min(widest, _WIDEST) + 1, len(str(name)) + 4)
            sheet.column_dimensions[letter].width = width
        # Each is filled anew for every place where it stands: new ones take long.
        cells = {style: WriteOnlyCell(sheet) for style in ("head", "text", "quoted", "day")}
        cells["head"].font = Font(name="Calibri", size=11, bold=True)
        for style in ("text", "quoted"):
            cells[style].alignment = Alignment(vertical="top", wrap_text=True)
        cells["quoted"].quotePrefix = True
        cells["day"].alignment = Alignment("left", "top")

        def fill(style: str, value: object, *further: str, place: str = "") -> Any:
            beyond.extend(("goes on", place, part) for part in further)
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


def _parts(column: CellValue, value: CellValue) -> tuple[Any, ...]:
    """Return the style of a cell, its value, and the parts of a text that it can't hold."""
    if isinstance(value, int) or not value:
        return "text", value
    if column in _DATES and len(value) == len("2024-04-18"):
        day = date.fromisoformat(value)
        if day >= _FIRST_DAY:
            return "day", day
    text, most = visible(value), _MOST_LETTERS // 2
    if len(text) > most and max(text) <= "\uffff" and not _LETTER.search(text):
        most = _MOST_LETTERS
    shown, *further = (text[start : start + most] for start in range(0, len(text), most))
    shown = _LETTER.sub("_x005F_", shown) + (_GOES_ON if further else "")
    # Else what is text would be run once somebody has changed it.
    return "quoted" if shown.lstrip().startswith(FORMULA) else "text", shown, *further
