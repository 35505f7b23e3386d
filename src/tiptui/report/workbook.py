"""Workbooks (.xlsx): a sheet for each table, and one about the export (docs/export.md)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from io import BytesIO
from operator import itemgetter
from typing import Any
from zipfile import ZipFile

from tiptui.collection.naming import Name
from tiptui.files.input import INSTALL_EXTRA, NoInput
from tiptui.files.output import NoOutput
from tiptui.report.export import Selection, same_each_time
from tiptui.report.figures import Figure, figures
from tiptui.report.tables import FORMULA, CellValue, TableName, lines
from tiptui.text.visible import visible

try:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.writer.excel import ExcelWriter
except ImportError:
    raise NoInput(f"the library for workbooks is missing: {INSTALL_EXTRA}") from None

_Cells = Sequence[CellValue]

_MOST_LINES = 2**20  # of a sheet
_MOST_LETTERS = 16_000  # a cell holds 32,767 units of UTF-16, of which a letter takes up to two
_CUT = " … [cut: CSV has all of it]"
_WIDEST_NAME, _LINES_OF_CHART = 38, 14  # letters of a name, and lines of a chart at least
_WIDEST = 66  # letters of a column, beyond which a text goes on in the next line
# Letters of a column, and of a line, which can still be read on a printed page.
_NARROWEST, _PAGE = 9, 190

_DATES = ("date", "due", "start_date", "end_date")
_FIRST_DAY = "1900-03-01"  # programs differ on the days before it
_LETTER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel takes it for the letter of that number

_IDS = ("event", "by", "org", "to", "themes", "person", "source", "recommendation")
"""The columns for programs, which have them in CSV: the names are beside them."""

_HEADINGS = {
    **{"theme_names": Name.THEME.title, "recommendation_text": "Recommendation", "title": "Source"},
    **{"quotes": Name.QUOTATION.title, "proof": "Found", "of": "Id", "point": "Kind of point"},
    **{"found": "Found in paragraph", "exact": "Words", "url": "Address"},
}
"""The headings of columns that are not their names."""

_SHEETS: Mapping[str, tuple[TableName, Sequence[str]]] = {
    Name.RECOMMENDATION.title: ("claims", ["recommendation"]),
    Name.STATEMENT.title: ("claims", ["statement"]),
    Name.POINT.title: ("claims", ["point"]),
    Name.RESPONSE.title: ("responses", ()),
    Name.SPEAKER.title: ("speakers", ()),
    Name.DIALOGUE.title: ("dialogues", ()),
    Name.QUOTATION.title: ("quotations", ()),
    Name.SOURCE.title: ("sources", ()),
}
"""The table of each sheet, and the kinds of claims that it has."""


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a workbook after empty pieces, between which others may act. Raise NoOutput."""
    of = selection.provenance
    book = Workbook(write_only=True)
    properties = book.properties
    properties.creator = f"tiptui {of.version}"
    properties.created = properties.modified = datetime.fromisoformat(of.day)
    sheets = {title: _rows(selection, *sheet) for title, sheet in _SHEETS.items()}
    if counted := [*figures(selection)]:
        _summarize(book.create_sheet("Summary"), counted)
    sheets["About"] = [("what", "which", "value"), *of.rows]
    for title, rows in sheets.items():
        for _ in _write(book.create_sheet(title), rows) if rows else ():
            yield b""
    file = BytesIO()
    # `book.save` puts the time of day among the properties.
    ExcelWriter(book, ZipFile(file, "w")).save()
    yield same_each_time(file.getvalue(), {})


def _summarize(sheet: Any, counted: Iterable[Figure]) -> None:
    """Write the figures, each with a chart beside it; one of several columns has it below."""
    line, fill = 1, _filler(sheet)
    with closing(sheet):
        _set_page(sheet)
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "portrait", 1
        sheet.column_dimensions["A"].width = _WIDEST_NAME
        for figure in counted:
            sheet.append(fill("head", words) for words in (figure.title, *figure.columns))
            for name, numbers in figure.rows:
                row: list[CellValue] = [name, *numbers]
                sheet.append(fill(*_styled("", value)) for value in row)
            chart, last = _chart(sheet, figure, line), line + len(figure.rows)
            is_one = len(figure.columns) == 1
            top = line if is_one else last + 2
            high = max(last - top + 1, _LINES_OF_CHART)
            chart.height, chart.width = 0.53 * high, 17 if is_one else 24
            sheet.add_chart(chart, f"{'D' if is_one else 'A'}{top}")
            line = top + high + 1
            for _ in range(last + 1, line):
                sheet.append(())


def _chart(sheet: Any, figure: Figure, line: int) -> Any:
    """Return bars for the rows; of several columns, the rows on each other for each column."""
    chart, first, last = BarChart(), line + 1, line + len(figure.rows)
    is_one = len(figure.columns) == 1
    if is_one:
        chart.type, chart.legend = "bar", None
        chart.x_axis.scaling.orientation = "maxMin"  # the first above
        chart.add_data(Reference(sheet, 2, first, 2, last))
        chart.set_categories(Reference(sheet, 1, first, 1, last))
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False)
        chart.dataLabels.showLegendKey = chart.dataLabels.showPercent = False
        chart.y_axis.delete, chart.y_axis.majorGridlines = True, None
    else:
        wide = 1 + len(figure.columns)
        chart.grouping, chart.overlap = "stacked", 100
        for_all = Reference(sheet, 1, first, wide, last)
        chart.add_data(for_all, from_rows=True, titles_from_data=True)
        chart.set_categories(Reference(sheet, 2, line, wide, line))
        chart.y_axis.delete = False
    chart.title, chart.gapWidth, chart.x_axis.delete = figure.title, 40, False
    return chart


def _set_page(sheet: Any) -> None:
    """Let a sheet print on landscape pages, one page wide."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _rows(selection: Selection, table: TableName, kinds: Sequence[str]) -> list[_Cells]:
    """Return the columns that are not empty in all rows, and the rows; nothing for no row."""
    names, *rows = map(list, lines(selection, table))
    if kinds:
        rows = [row for row in rows if row[names.index("kind")] in kinds]
    if table == "speakers":
        rows = [*_by_person(names, rows)]
        names[names.index("dialogue")] = "dialogues"
    left_out = (*_IDS, "kind") if len(kinds) == 1 else _IDS
    shown = [
        number
        for number, name in enumerate(names)
        if name not in left_out and any(map(itemgetter(number), rows))
    ]
    shown.sort(key=lambda number: names[number] in ("id", "of"))  # people read these last
    return [[*map(line.__getitem__, shown)] for line in (names, *rows)] if rows else []


def _by_person(names: _Cells, rows: Iterable[_Cells]) -> Iterator[list[CellValue]]:
    """Yield one row for each person: numbers are added up, dialogues counted, words stand once."""
    people: defaultdict[CellValue, list[_Cells]] = defaultdict(list)
    for row in rows:
        people[row[names.index("person")]].append(row)
    for id, own in people.items():
        sums: list[CellValue] = []
        for cells in zip(*own, strict=True):
            numbers = [cell for cell in cells if isinstance(cell, int)]
            words = "; ".join(dict.fromkeys(str(cell) for cell in cells if cell))
            sums.append(sum(numbers) if numbers else words)
        sums[names.index("id")], sums[names.index("dialogue")] = id, len(own)
        yield sums


def _write(sheet: Any, lines: Iterable[_Cells]) -> Iterator[None]:
    """Write a sheet, with a pause after each line."""
    names, *rows = lines
    letters = [get_column_letter(number) for number in range(1, len(names) + 1)]
    headings = [_HEADINGS.get(str(of), str(of).replace("_", " ").capitalize()) for of in names]
    if len(rows) >= _MOST_LINES:
        raise NoOutput(f"a sheet has at most {_MOST_LINES:,} lines: export less, or CSV")
    # Closed in any case: openpyxl can't be left within a sheet.
    with closing(sheet):
        _set_page(sheet)
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
        # Beside a name stands a button.
        widths = [
            max([len(heading) + 3, *map(len, map(str, column))]) + 1
            for heading, *column in zip(headings, *rows, strict=True)
        ]
        most = _WIDEST
        while most > _NARROWEST and sum(min(most, own) for own in widths) > _PAGE:
            most -= 1
        for letter, width in zip(letters, widths, strict=True):
            sheet.column_dimensions[letter].width = min(width, most)
        fill = _filler(sheet)
        sheet.append(fill("head", heading) for heading in headings)
        for line in rows:
            sheet.append(fill(*_styled(*named)) for named in zip(names, line, strict=True))
            yield
        sheet.auto_filter.ref = f"A1:{letters[-1]}{len(rows) + 1}"


def _filler(sheet: Any) -> Callable[[str, object], Any]:
    """Return a function that fills a cell of a style; nothing for an empty value."""
    # Each is filled anew for every cell where it stands: new ones take long.
    cells = {style: WriteOnlyCell(sheet) for style in ("head", "text", "quoted", "day")}
    cells["head"].font = Font(name="Calibri", size=11, bold=True)
    for style in ("head", "text", "quoted"):
        cells[style].alignment = Alignment(vertical="top", wrap_text=True)
    cells["quoted"].quotePrefix = True
    cells["day"].alignment = Alignment("left", "top")

    def fill(style: str, value: object) -> Any:
        cell = cells[style]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # whatever it begins with
        return None if value == "" else cell

    return fill


def _styled(column: CellValue, value: CellValue) -> tuple[str, object]:
    """Return the style of a cell, and its value."""
    if isinstance(value, int) or not value:
        return "text", value
    if column in _DATES and len(value) == len(_FIRST_DAY) and value >= _FIRST_DAY:
        return "day", date.fromisoformat(value)
    text = visible(value)
    cut = _CUT if len(text) > _MOST_LETTERS else ""
    shown = _LETTER.sub("_x005F_", text[:_MOST_LETTERS]) + cut
    # Else what is text would be run once somebody has changed it.
    return "quoted" if shown.lstrip().startswith(FORMULA) else "text", shown
