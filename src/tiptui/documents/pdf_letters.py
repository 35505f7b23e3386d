"""The letters that a page of a PDF draws, and words on it: values of fields, and notes."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import (
    PDFStream,
    dict_value,
    int_value,
    list_value,
    num_value,
    resolve1,
    stream_value,
)
from pdfminer.psparser import literal_name
from pdfminer.utils import MATRIX_IDENTITY, Matrix, Rect, apply_matrix_rect, decode_text

from tiptui.documents.document import one_line

_MOST_FIELDS = 9  # above each other, in a form


_DRAWS = re.compile(rb"T[jJ]|['\"]|Do")  # an operator that draws letters, or another stream


class Interpreter(PDFPageInterpreter):
    """A reader of pages that reads no pictures, nor letters that are paths: both take seconds."""

    def execute(self, streams: Sequence[object]) -> None:
        if any(_DRAWS.search(stream_value(stream).get_data()) for stream in streams):
            super().execute(streams)


class PageLetters(PDFLayoutAnalyzer):
    """The letters of a page and its figures, with the values of its form and its notes."""

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        self.cur_item.extend(_written_words(page, ctm))

    def _ignore(self, *_: Any, **__: Any) -> None:
        pass

    begin_figure = end_figure = render_image = paint_path = _ignore


class _Words(LTChar):
    """Words of a field or a note, as one letter: it is narrow, to be in no other's line."""

    matrix = MATRIX_IDENTITY

    def __init__(self, text: str, rect: Rect) -> None:
        self.set_bbox((rect[0], rect[1], rect[0] + 1, rect[3]))
        self._text, self.size = text, self.height


_HIDDEN, _RADIO = 1 << 1, 1 << 15  # flags of annotations and of buttons
_READ = ("Widget", "FreeText", "Text")


def _written_words(page: PDFPage, ctm: Matrix) -> Iterator[_Words]:
    """Yield the values of fields, and the notes on a page, where they stand."""
    for note in map(dict_value, list_value(page.annots or [])):
        kind = literal_name(resolve1(note.get("Subtype")))
        rect = [num_value(side) for side in list_value(note.get("Rect", []))]
        text = one_line(_value(note) if kind == "Widget" else _plain(note.get("Contents")))
        is_shown = kind in _READ and not int_value(note.get("F", 0)) & _HIDDEN
        if text and is_shown and len(rect) == 4:
            yield _Words(text, apply_matrix_rect(ctm, (rect[0], rect[1], rect[2], rect[3])))


def _value(field: dict[str, Any]) -> str:
    """Return the value of a field, or the name of a box or button that is on."""
    for _ in range(_MOST_FIELDS):
        parent = dict_value(field.get("Parent", {}))
        field = parent | field | {"Parent": parent.get("Parent", {})}
    name, value = _plain(field.get("TU", field.get("T"))), resolve1(field.get("V"))
    if literal_name(resolve1(field.get("FT"))) == "Btn":
        state = literal_name(resolve1(field.get("AS", value)))
        chosen = f": {state}" if int_value(field.get("Ff", 0)) & _RADIO else ""
        return "" if state in ("None", "Off") else f"☒ {name}{chosen}"
    options = filter(None, map(list_value, list_value(field.get("Opt", []))))
    shown = {_plain(option[0]): _plain(option[-1]) for option in options}
    values = map(_plain, value if isinstance(value, list) else [value])
    return ", ".join(shown.get(text, text) for text in values)


def _plain(text: object) -> str:
    text = resolve1(text)
    text = text.get_data() if isinstance(text, PDFStream) else text
    return decode_text(text) if isinstance(text, bytes) else ""
