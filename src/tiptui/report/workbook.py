"""Workbooks (.xlsx): a sheet for each table, and one about the export (docs/export.md)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple

from tiptui.collection.naming import Name
from tiptui.files.input import INSTALL_EXTRA, NoInput
from tiptui.files.output import NoOutput
from tiptui.record.follow_up import STATUSES
from tiptui.report.export import Selection
from tiptui.report.figures import Figure, figures
from tiptui.report.tables import FORMULA, RESPONSE_FORM, TO_FILL_IN, CellValue, TableName, lines
from tiptui.text.visible import visible

try:
    from xlsxwriter import Workbook
except ImportError:
    raise NoInput(f"the library for workbooks is missing: {INSTALL_EXTRA}") from None

_Row = Sequence[CellValue]

_MOST_LINES = 2**20  # of a sheet
_MOST_LETTERS = 16_000  # a cell holds 32,767 units of UTF-16, of which a letter takes up to two
_CUT = " … [cut: CSV has all of it]"
_WIDEST_NAME, _LINES_OF_CHART = 38, 14  # letters of a name, and lines of a chart at least
_LINE = 20  # pixels of a line
_WIDEST = 66  # letters of a column, beyond which a text goes on in the next line
# Letters of a column, and of a line, which can still be read on a printed page.
_NARROWEST, _PAGE = 9, 190
_A4 = 9
_GROUND = "#FFF2CC"  # a light yellow, on which black is easily read

_DATES = ("date", "due", "start_date", "end_date")
_FIRST_DAY = "1900-03-01"  # programs differ on the days before it

_IDS = ("event", "by", "org", "to", "themes", "person", "source", "recommendation")
"""The columns for programs, which have them in CSV: the names are beside them."""

_WIDTHS_TO_FILL_IN = {"status": 22, "date": 14, "by": 24, "response": 60, "note": 30}
"""The letters of the columns of the response form that are to be filled in."""

_HEADINGS = {
    "theme_names": Name.THEME.title,
    "recommendation_text": "Recommendation",
    "title": "Source",
    "quotes": Name.QUOTATION.title,
    "proof": "Found",
    "of": "Id",
    "point": "Kind of point",
    "found": "Found in paragraph",
    "exact": "Words",
    "url": "Address",
}
"""The headings of columns that are not their names."""

_SHEETS: Mapping[TableName, Mapping[str, str]] = {
    "claims": {
        Name.RECOMMENDATION.title: "recommendation",
        Name.STATEMENT.title: "statement",
        Name.POINT.title: "point",
    },
    "responses": {Name.RESPONSE.title: ""},
    "speakers": {Name.SPEAKER.title: ""},
    "dialogues": {Name.DIALOGUE.title: ""},
    "quotations": {Name.QUOTATION.title: ""},
    "sources": {Name.SOURCE.title: ""},
}
"""The sheets of each table, with the kind of claims that each has."""


class Styles(NamedTuple):
    """The formats of cells in a workbook."""

    head: Any
    text: Any
    formula: Any  # a text that begins like a formula: else it would run once somebody changes it
    day: Any
    text_to_fill_in: Any  # a text whatever is typed
    day_to_fill_in: Any


def write(selection: Selection, of: str = "") -> Iterator[bytes]:
    """Yield a workbook, after an empty piece for each sheet. Raise NoOutput.

    `of` is the list that it has alone: that of the response form, or for "" all sheets.
    """
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    provenance = selection.provenance
    made = {"author": f"tiptui {provenance.version}"}
    book.set_properties({**made, "created": datetime.fromisoformat(provenance.day)})
    styles = _add_styles(book)

    if of == RESPONSE_FORM:
        _write_response_form(book, styles, selection)
    else:
        yield from _write_sheets(book, styles, selection)
    book.close()
    yield file.getvalue()


def _write_sheets(book: Any, styles: Styles, selection: Selection) -> Iterator[bytes]:
    counted = list(figures(selection))
    if counted:
        _write_summary(book, styles, counted)
    for table, sheets in _SHEETS.items():
        cells = [list(line) for line in lines(selection, table)]
        if table == "speakers":
            cells = _by_person(cells)
        for title, kind in sheets.items():
            rows = _of_kind(cells, kind) if kind else cells
            if len(rows) > 1:
                _write_sheet(book.add_worksheet(title), styles, _shown_columns(rows))
                yield b""
    about: list[_Row] = [("what", "which", "value"), *selection.provenance.rows]
    _write_sheet(book.add_worksheet("About"), styles, about)


def _add_styles(book: Any) -> Styles:
    top = {"valign": "top", "text_wrap": True}
    to_fill_in = {"bg_color": _GROUND, "border": 1, "align": "left"}
    return Styles(
        head=book.add_format({**top, "bold": True}),
        text=book.add_format(top),
        formula=book.add_format({**top, "quote_prefix": True}),
        day=book.add_format({"align": "left", "valign": "top", "num_format": "yyyy-mm-dd"}),
        text_to_fill_in=book.add_format({**top, **to_fill_in, "num_format": "@"}),
        day_to_fill_in=book.add_format({**top, **to_fill_in, "num_format": "yyyy-mm-dd"}),
    )


# Numbers.


def _write_summary(book: Any, styles: Styles, counted: Iterable[Figure]) -> None:
    """Write the figures, each with a chart beside it; one of several columns has it below."""
    sheet = book.add_worksheet("Summary")
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, _WIDEST_NAME)

    line = 0
    for figure in counted:
        _write_row(sheet, styles, line, (figure.title, *figure.columns), is_head=True)
        for number, (name, numbers) in enumerate(figure.rows, line + 1):
            _write_row(sheet, styles, number, (name, *numbers))
        last = line + len(figure.rows)

        if len(figure.columns) == 1:
            top, column, width = line, 3, 640
        else:
            top, column, width = last + 2, 0, 900
        height = max(last - top + 1, _LINES_OF_CHART)
        chart = _chart(book, figure, line)
        chart.set_size({"width": width, "height": height * _LINE})
        sheet.insert_chart(top, column, chart)
        line = top + height + 1


def _chart(book: Any, figure: Figure, line: int) -> Any:
    """Return bars for the rows; of several columns, the rows on each other for each column."""
    first, last = line + 1, line + len(figure.rows)
    if len(figure.columns) == 1:
        chart = book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": ["Summary", line, 1],
                "categories": ["Summary", first, 0, last, 0],
                "values": ["Summary", first, 1, last, 1],
                "data_labels": {"value": True},
                "gap": 40,
            }
        )
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})  # the first above
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    else:
        columns = len(figure.columns)
        chart = book.add_chart({"type": "column", "subtype": "stacked"})
        for row in range(first, last + 1):
            chart.add_series(
                {
                    "name": ["Summary", row, 0],
                    "categories": ["Summary", line, 1, line, columns],
                    "values": ["Summary", row, 1, row, columns],
                    "gap": 40,
                }
            )
    chart.set_title({"name": figure.title})
    return chart


# Tables.


def _by_person(rows: Sequence[_Row]) -> list[list[CellValue]]:
    """Return one row for each person: numbers are added up, dialogues counted, words stand once."""
    names = list(rows[0])
    id_column, dialogue_column = names.index("id"), names.index("dialogue")
    rows_of_person: defaultdict[CellValue, list[_Row]] = defaultdict(list)
    for row in rows[1:]:
        rows_of_person[row[names.index("person")]].append(row)

    names[dialogue_column] = "dialogues"
    people = [names]
    for ref, group in rows_of_person.items():
        person: list[CellValue] = []
        for cells in zip(*group, strict=True):
            numbers = [cell for cell in cells if isinstance(cell, int)]
            words = dict.fromkeys(str(cell) for cell in cells if cell)
            person.append(sum(numbers) if numbers else "; ".join(words))
        person[id_column] = ref
        person[dialogue_column] = len(group)
        people.append(person)
    return people


def _of_kind(rows: Sequence[_Row], kind: str) -> list[_Row]:
    """Return the rows of claims of a kind below the names of the columns, without the kind."""
    column = rows[0].index("kind")
    chosen = [row for row in rows[1:] if row[column] == kind]
    return [[*row[:column], *row[column + 1 :]] for row in (rows[0], *chosen)]


def _shown_columns(rows: Sequence[_Row]) -> list[_Row]:
    """Return the columns that are not empty in all rows, without those for programs."""
    names, *others = rows
    shown = []
    last = []
    for column, name in enumerate(names):
        if name in _IDS or not any(row[column] for row in others):
            continue
        if name in ("id", "of"):  # people read these last
            last.append(column)
        else:
            shown.append(column)
    return [[row[column] for column in shown + last] for row in rows]


def _write_sheet(sheet: Any, styles: Styles, rows: Sequence[_Row]) -> None:
    """Write a sheet that prints on landscape pages, one page wide. Raise NoOutput."""
    if len(rows) > _MOST_LINES:
        raise NoOutput(f"a sheet has at most {_MOST_LINES:,} lines: export less, or CSV")
    names, *others = rows
    headings = [_heading(str(name)) for name in names]
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for column, width in enumerate(_widths(headings, others)):
        sheet.set_column(column, column, width)

    _write_row(sheet, styles, 0, headings, is_head=True)
    are_dates = [name in _DATES for name in names]
    for number, row in enumerate(others, 1):
        _write_row(sheet, styles, number, row, are_dates)
    sheet.autofilter(0, 0, len(others), len(names) - 1)


def _heading(name: str) -> str:
    return _HEADINGS.get(name, name.replace("_", " ").capitalize())


def _write_response_form(book: Any, styles: Styles, selection: Selection) -> None:
    """Write the one sheet, with colour on the cells to fill in."""
    rows = list(lines(selection, RESPONSE_FORM))
    names = rows[0]
    sheet = book.add_worksheet(Name.RESPONSE.title)
    _write_sheet(sheet, styles, rows)
    _write_row(sheet, styles, 0, names, is_head=True)  # `add` knows the columns by their names

    first = len(names) - len(TO_FILL_IN)
    for column, name in enumerate(TO_FILL_IN, first):
        sheet.set_column(column, column, _WIDTHS_TO_FILL_IN[name])
        style = styles.day_to_fill_in if name == "date" else styles.text_to_fill_in
        for number in range(1, len(rows)):
            sheet.write_blank(number, column, None, style)

    status = first + TO_FILL_IN.index("status")
    choice = {"validate": "list", "source": [*STATUSES], "error_type": "warning"}
    sheet.data_validation(1, status, len(rows) - 1, status, choice)


def _widths(headings: Sequence[str], rows: Iterable[_Row]) -> list[int]:
    """Return the letters of each column, of which a printed page has room for all if it can."""
    widths = [len(heading) + 4 for heading in headings]  # beside a name stands a button
    for row in rows:
        for column, value in enumerate(row):
            widths[column] = max(widths[column], len(str(value)) + 1)
    most = _WIDEST
    while most > _NARROWEST and sum(min(most, width) for width in widths) > _PAGE:
        most -= 1
    return [min(most, width) for width in widths]


def _write_row(
    sheet: Any,
    styles: Styles,
    number: int,
    row: _Row,
    are_dates: Sequence[bool] = (),
    is_head: bool = False,
) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(number, column, value, styles.text)
        elif is_head:
            sheet.write_string(number, column, visible(value), styles.head)
        elif are_dates and are_dates[column] and _is_day(value):
            sheet.write_datetime(number, column, date.fromisoformat(value), styles.day)
        elif value:
            text = _cut(visible(value))
            style = styles.formula if text.lstrip().startswith(FORMULA) else styles.text
            sheet.write_string(number, column, text, style)


def _is_day(value: str) -> bool:
    """Return whether a date has a day, and one that all programs know."""
    return len(value) == len(_FIRST_DAY) and value >= _FIRST_DAY


def _cut(text: str) -> str:
    if len(text) > _MOST_LETTERS:
        return text[:_MOST_LETTERS] + _CUT
    return text
