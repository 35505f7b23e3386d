"""Tables as text and as workbooks."""

import csv
import io
from typing import Any

import openpyxl

DIALECTS: dict[str, dict[str, Any]] = {
    "excel": {},
    "of a Mac": {"lineterminator": "\r", "quoting": csv.QUOTE_ALL},
    "semicolons": {"delimiter": ";", "quoting": csv.QUOTE_ALL},
    "tabs": {"delimiter": "\t", "lineterminator": "\n"},
    "bars": {"delimiter": "|"},
}


def delimited(rows: Any, **dialect: Any) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, **dialect).writerows(rows)
    return stream.getvalue()


def workbook(rows: Any, name: str = "Asked") -> Any:
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    return book
