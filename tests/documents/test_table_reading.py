"""Tables read to rows: whatever parts their cells, from text and from workbooks."""

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.kit.documents import in_strict_form
from tests.kit.tables import DIALECTS, delimited, workbook
from tiptui.documents.document import NoDocument, Unclear, one_line
from tiptui.documents.spreadsheet import read_spreadsheet
from tiptui.documents.table import Table, read_delimited, read_table

ROWS = [
    ("text", "to", "year"),
    ('He said "no", twice;\nthen | left', "Côte d'Ivoire", "2014"),
    ("It's here\\", "", "2015"),
]


def sheet_of(book: Any, name: str = "") -> Table:
    file = io.BytesIO()
    book.save(file)
    return read_spreadsheet(file.getvalue(), name=name)


def changed(book: Any, part: str, other: str) -> bytes:
    """Return a workbook in whose first sheet a part of the XML is another."""
    book.save(file := io.BytesIO())
    before, after = zipfile.ZipFile(file), io.BytesIO()
    with zipfile.ZipFile(after, "w") as archive:
        for name in before.namelist():
            text = before.read(name)
            if name.endswith("sheet1.xml"):
                assert part.encode() in text
                text = text.replace(part.encode(), other.encode())
            archive.writestr(name, text)
    return after.getvalue()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_dialect_is_told_by_what_is_there(dialect: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        read = read_delimited(delimited(ROWS, **DIALECTS[dialect]).encode(encoding))
        assert (read.header, [*read.rows]) == (ROWS[0], ROWS[1:])
        assert [*read.numbers] == [2, 3]
        assert [*read.lines] == [2, 4]


@pytest.mark.parametrize("data", ["a^b\nx^y\n", "sep=%\na%b\nx%y\n", '"a"#"b"\n"x"#"y"\n'])
def test_rare_delimiters_are_found_and_declared_ones_obeyed(data: str) -> None:
    read = read_delimited(data.encode())
    assert (read.header, [*read.rows]) == (("a", "b"), [("x", "y")])


def test_quotation_marks_between_tabs_may_be_words() -> None:
    [row] = read_delimited(b'a\tb\n"No" is no\tanswer\n').rows
    assert row == ('"No" is no', "answer")


BAD = {
    b"": "it is empty",
    b" , \n": "line 1: no header",
    b"text\nx\n": 'line 1: one column, "text"; a table has a row of names',
    b"text,to\na,b\nc\n": "line 3: 1 cells, the header has 2",
    b"text,to\na,b\nc,d,e\n": "line 3: 3 cells, the header has 2",
    b'text,to\na,b\n"c,d\ne,f\n': "line 3: a quote that never closes",
    b'text,to\na,b\n"c,d\n"e",f\n': "line 3: a quote that never closes",
    b'text,to\n"a" b,c\n': "line 2: words behind a closing quote",
    b"text,to\na,\0\n": "line 2: a NUL",
    ",".join(f"c{n}" for n in range(16_384)).encode(): "line 1: 16,384 columns; at most 1,000",
    b'a,b\n"' + b"x" * 1_100_000 + b'",y\n': "line 2: a quote that never closes",
}


@pytest.mark.parametrize("data", BAD, ids=range(len(BAD)))
def test_what_is_no_table_is_one_line_with_its_place(data: bytes) -> None:
    with pytest.raises(NoDocument) as raised:
        read_delimited(data)
    assert str(raised.value).startswith(BAD[data])


def test_bytes_that_are_no_utf_8_ask_for_the_encoding() -> None:
    wanted = "not UTF-8 (byte 0x99 on line 3); it may be mac_roman or cp1252: say --encoding"
    for end in ("\n", "\r", "\r\n"):
        data = delimited(ROWS, lineterminator=end).encode("mac_roman")
        with pytest.raises(Unclear) as raised:
            read_delimited(data)
        assert str(raised.value) == wanted


_TITLES = [["Actions of 2024"], ["By:", "the Office"], []]
_NAMES = ["no", "text", "to", "note"]
_ASKED = [["1", "Go, now", "Iraq", ""], ["2", "No", "", ""], ["3", "So", "Mali", "x"]]
HEADERS: dict[str, tuple[list[list[str]], list[str]]] = {
    "at the top": ([_NAMES, *_ASKED], []),
    "below titles": (
        [*_TITLES, _NAMES, *_ASKED],
        ["2 rows above the header, {} 4, left out: Actions of 2024, By: the Office"],
    ),
    "below a group of columns": (
        [["", "Asked"], _NAMES, *_ASKED],
        ["1 row above the header, {} 2, left out: Asked"],
    ),
    "below a title and its page": (
        [["The Office", "", "", "Page 1"], _NAMES, *_ASKED],
        ["1 row above the header, {} 2, left out: The Office Page 1"],
    ),
}


@pytest.mark.parametrize("case", HEADERS)
@pytest.mark.parametrize("delimiter", [",", ";", ""])
def test_titles_above_the_header_are_told_from_it(case: str, delimiter: str) -> None:
    rows, remarks = HEADERS[case]
    if delimiter:
        full = [[*row, *[""] * (4 - len(row))] if row else row for row in rows]
        found = read_delimited(delimited(full, delimiter=delimiter).encode())
        if case == "below titles":
            bare = delimited(rows, delimiter=delimiter).encode()
            assert read_delimited(bare)._replace(numbers=(), lines=()) == found._replace(
                numbers=(), lines=()
            )
    else:
        found = sheet_of(workbook(rows))
    assert (list(found.header), [*map(list, found.rows)]) == (_NAMES, _ASKED)
    assert list(found.remarks) == [remark.format(found.unit) for remark in remarks]
    assert found.lines[0] == found.numbers[0] == found.header_line + 1


def test_a_row_of_data_is_no_header_and_an_option_says_which_row_is() -> None:
    # Columns without names behind the others, as R writes them.
    rows = [["text", "to"], ["1", "Go", "Iraq"], ["2", "No", "Mali"]]
    with pytest.raises(NoDocument, match="line 2: 3 cells, the header has 2; if line 1 is no head"):
        read_delimited(delimited(rows).encode())
    found = read_delimited(delimited(rows).encode(), header=2)
    assert (found.header, found.rows) == (("1", "Go", "Iraq"), [("2", "No", "Mali")])
    workbook(rows).save(file := io.BytesIO())
    assert read_spreadsheet(file.getvalue(), header="2").header == found.header
    with pytest.raises(Unclear, match="no row 4, which --header names: the last is 3"):
        read_spreadsheet(file.getvalue(), header="4")


def test_a_cell_of_a_workbook_is_what_it_shows() -> None:
    cells = ["text", 123.1, 0.1 + 0.2, 7.0, True, datetime(2014, 1, 2), "a_x000D_\nb", 0.5]
    cells += [datetime(2014, 1, 2, 10, 30), time(10, 30), 1_234.5]
    book = workbook([[f"c{n}" for n in range(len(cells))], cells])
    book.active["B2"].number_format = "0.00"
    book.active["K2"].number_format = "#,##0.0 €"
    [row] = sheet_of(book).rows
    assert [*row] == [
        *("text", "123.10", "0.3", "7", "TRUE", "2014-01-02", "a\r\nb", "0.5"),
        *("2014-01-02 10:30:00", "10:30:00", "1234.5"),
    ]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (7, "000", "007"),
        (0.5, "0%", "50%"),
        (-0.5, "000.00\\ %;[Red]", "-050.00 %"),
        (0.1 + 0.2, "0" * 31, "0.3"),
        (0.125, "0.00", "0.13"),
        (2.5, "0", "3"),
        (1_234.5, "#,##0.00", "1234.50"),
        (10**15, "000", "1e+15"),
    ],
)
def test_a_number_has_the_digits_its_format_shows(number: float, form: str, shown: str) -> None:
    book = workbook([["a", "b"], ["x", number]])
    book.active["B2"].number_format = form
    assert sheet_of(book).rows == [("x", shown)]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    book = workbook([["a", "b"], *(["x", day] for day in (1, 40_179))])
    book.epoch = CALENDAR_MAC_1904
    for cell in ("B2", "B3"):
        book.active[cell].number_format = "yyyy-mm-dd"
    assert [day for _, day in sheet_of(book).rows] == ["1904-01-02", "2014-01-02"]


def test_what_is_hidden_or_merged_is_read_and_said() -> None:
    book = workbook(
        [["A title", ""], [], ["text", "to"], ["a", "Iraq"], ["b", None], ["c", "Mali"]]
    )
    book.active.merge_cells("B4:B5")
    book.active.row_dimensions[6].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("Lists").append(["x", "y"])
    book["Lists"].sheet_state = "hidden"
    found = sheet_of(book)
    assert (found.header, found.header_line) == (("text", "to"), 3)
    assert found.rows == [("a", "Iraq"), ("b", "Iraq"), ("c", "Mali")]
    assert (found.numbers, found.unit) == ([4, 5, 6], "row")
    assert found.remarks == [
        "1 hidden sheet left out: Lists: --sheet reads one",
        "1 hidden row read like the others: 6",
        "1 hidden column read like the others: B",
        "1 range of merged cells: each of their rows has their words: B4:B5",
        "1 row above the header, row 3, left out: A title",
    ]
    listed = sheet_of(book, "Lists")
    assert (listed.header, listed.remarks) == (("x", "y"), ['the sheet "Lists" is hidden'])


def test_the_size_that_a_sheet_declares_leaves_no_cell_out() -> None:
    data = changed(workbook(ROWS), '<dimension ref="A1:C3"', '<dimension ref="A1:A2"')
    assert read_spreadsheet(data).rows == [tuple(row) for row in ROWS[1:]]


@pytest.mark.parametrize("part", ['<row r="3"', '<c r="A3"'])
def test_rows_and_cells_without_a_number_are_the_next(part: str) -> None:
    data = changed(workbook(ROWS), part, part.partition(" ")[0])
    assert read_spreadsheet(data).rows == [tuple(row) for row in ROWS[1:]]


def test_a_workbook_in_the_strict_form_is_read_and_its_words_stay() -> None:
    words = '<a xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    book = workbook([["a", "b"], [words, datetime(2014, 1, 2)]])
    book.save(file := io.BytesIO())
    assert read_spreadsheet(in_strict_form(file.getvalue())).rows == [(words, "2014-01-02")]


def test_a_sheet_that_is_alone_is_read_though_it_is_hidden() -> None:
    book = workbook([])
    book.create_sheet("Kept").append(["x", "y"])
    book["Kept"].sheet_state = "hidden"
    assert sheet_of(book).remarks == ['the sheet "Kept" is hidden']
    with pytest.raises(NoDocument, match="it is empty"):
        sheet_of(workbook([]))
    book = workbook([["x", "y"]])
    book.create_sheet("Empty")
    assert sheet_of(book).header == ("x", "y")


@pytest.mark.usefixtures("in_this_process")
def test_of_several_sheets_one_must_be_named(tmp_path: Path) -> None:
    book = workbook(ROWS)
    book.create_sheet("Sheet 0").append(["a", "b"])
    book.save(file := tmp_path / "t.xlsx")
    with pytest.raises(Unclear, match='2 sheets: Asked, Sheet 0: say --sheet "A'):
        read_table(str(file))
    with pytest.raises(Unclear, match=r'no sheet is called "Askd".*say --sheet "Asked"'):
        read_table(str(file), sheet="Askd")
    found = read_table(str(file), sheet="Asked")
    assert (found.header, [*found.lines], found.unit) == (ROWS[0], [2, 3], "row")


def test_workbooks_that_can_t_be_read_say_why(tmp_path: Path) -> None:
    with pytest.raises(NoDocument, match="a formula without its value, A4: save it anew in Excel"):
        sheet_of(workbook([*ROWS, ["=1+1", "b", "2014"]]))
    for error in ("#N/A", "#DIV/0!", "#REF!"):
        with pytest.raises(NoDocument, match=f"an error, {error}, B4: mend it in Excel"):
            sheet_of(workbook([*ROWS, ["a", error, "2014"]]))
    wrong = {'<row r="3"': '<row r="2"', '<c r="B2"': '<c r="A2"', '<c r="A2"': '<c r="AA2"'}
    for part, twice in wrong.items():
        with pytest.raises(NoDocument, match="row 2: it, or a cell of it, is there twice or out"):
            read_spreadsheet(changed(workbook(ROWS), part, twice))
    for data in (changed(workbook(ROWS), "</sheetData>", ""), b"PK\3\4 xl/"):
        with pytest.raises(NoDocument, match="it is damaged, or no table of Excel"):
            read_spreadsheet(data)
    with pytest.raises(NoDocument, match="1,001 columns; at most 1,000 are read"):
        sheet_of(workbook([[f"c{n}" for n in range(1_001)]]))
    with pytest.raises(NoDocument, match="row 2: 4 cells, the header has 2; if row 1 is no"):
        sheet_of(workbook([["a", "b"], ["x", "", "", "y"]]))
    file = io.BytesIO()
    workbook(ROWS).save(file)
    size = zipfile.ZipFile(file).getinfo("xl/workbook.xml").file_size.to_bytes(4, "little")
    bomb = file.getvalue().replace(size, (2**29).to_bytes(4, "little"))
    with pytest.raises(NoDocument, match="unpacked it is larger than 256 MiB"):
        read_spreadsheet(bomb)
    (tmp_path / "t.xlsx").write_bytes(b"PK\3\4")
    with pytest.raises(NoDocument, match="an archive"):
        read_table(str(tmp_path / "t.xlsx"))
    (tmp_path / "t.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(NoDocument, match="a workbook of an older kind, or encrypted: save it as"):
        read_table(str(tmp_path / "t.xls"))


def test_tidy_words_are_on_one_line_with_nothing_hidden() -> None:
    cells = ["a b", " a ", "a  b", "a\r\nb", "a\u200bb\u00a0c", "ö  x"]
    assert [*map(one_line, cells)] == ["a b", "a", "a b", "a b", "ab c", "ö x"]
