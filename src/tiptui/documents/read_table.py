"""From a file to its table: the one way. What a table is in is told by its bytes."""

from array import array

from tiptui.documents.convert import ask_process
from tiptui.documents.delimited import read_delimited
from tiptui.documents.document import NoDocument
from tiptui.documents.table import NoTable, Report, Table, UnclearTable, few, name_columns
from tiptui.files.input import read_bytes
from tiptui.text.near_words import nearest
from tiptui.text.visible import clip

ENDINGS = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def read_table(
    file: str, encoding: str = "", sheet: str = "", report: Report = lambda _: None
) -> Table:
    """Return the table in a file. Raise NoInput, NoTable, UnclearTable where an option tells."""
    data = read_bytes(file)
    if data.startswith(b"PK\x03\x04"):
        if encoding:
            raise UnclearTable("--encoding is for tables of text, and this is a workbook")
        return _read_workbook(data, sheet, report)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoTable("a workbook of an older kind, or encrypted: save it as .xlsx")
    if sheet:
        raise UnclearTable("--sheet is for workbooks, and this is text")
    return read_delimited(data, encoding, report)


def _read_workbook(data: bytes, name: str, report: Report) -> Table:
    if b"xl/" not in data:
        raise NoTable("an archive, and no table of Excel: save it as .xlsx or .csv")
    try:
        told = ask_process(data, f"xlsx={name}", lambda: report(None))
    except NoDocument as error:
        raise NoTable(str(error)) from None
    if sheets := told["sheets"]:
        raise UnclearTable(_which(sheets, name))
    rows = [tuple(row) for row in told["rows"]]
    numbers = array("I", told["numbers"])
    if not rows:
        raise NoTable("it is empty")
    header = name_columns(rows[0], f"row {numbers[0]}")
    remarks = tuple(told["remarks"])
    return Table(header, rows[1:], numbers[1:], numbers[1:], "row", remarks, numbers[0])


def _which(sheets: list[str], name: str) -> str:
    wrong = f'no sheet is called "{clip(name)}"; there are' if name else f"{len(sheets)} sheets:"
    meant = nearest(name, sheets) if name else ""
    return f'{wrong} {few(sheets)}: say --sheet "{clip(meant or sheets[0])}"'
