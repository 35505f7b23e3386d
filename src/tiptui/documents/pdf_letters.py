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
        left, bottom, _, top = rect
        self.set_bbox((left, bottom, left + 1, top))
        self._text = text
        self.size = self.height


_HIDDEN, _RADIO = 1 << 1, 1 << 15  # flags of annotations and of buttons
_READ = ("Widget", "FreeText", "Text")


def _written_words(page: PDFPage, ctm: Matrix) -> Iterator[_Words]:
    """Yield the values of fields, and the notes on a page, where they stand."""
    for annotation in list_value(page.annots or []):
        note = dict_value(annotation)
        kind = literal_name(resolve1(note.get("Subtype")))
        sides = [num_value(side) for side in list_value(note.get("Rect", []))]
        words = _value(note) if kind == "Widget" else _plain(note.get("Contents"))
        text = one_line(words)
        is_hidden = int_value(note.get("F", 0)) & _HIDDEN
        if text and kind in _READ and not is_hidden and len(sides) == 4:
            left, bottom, right, top = sides
            yield _Words(text, apply_matrix_rect(ctm, (left, bottom, right, top)))


def _value(field: dict[str, Any]) -> str:
    """Return the value of a field, or the name of a box or button that is on."""
    for _ in range(_MOST_FIELDS):
        parent = dict_value(field.get("Parent", {}))
        field = parent | field | {"Parent": parent.get("Parent", {})}
    value = resolve1(field.get("V"))
    if literal_name(resolve1(field.get("FT"))) == "Btn":
        return _state(field, value)

    labels: dict[str, str] = {}
    for pair in list_value(field.get("Opt", [])):
        if option := list_value(pair):
            labels[_plain(option[0])] = _plain(option[-1])
    values = value if isinstance(value, list) else [value]
    texts = [_plain(part) for part in values]
    return ", ".join([labels.get(text, text) for text in texts])


def _state(button: dict[str, Any], value: object) -> str:
    """Return the name of a box or button that is on, of several with its choice; else nothing."""
    state = literal_name(resolve1(button.get("AS", value)))
    if state in ("None", "Off"):
        return ""
    name = _plain(button.get("TU", button.get("T")))
    is_one_of_several = int_value(button.get("Ff", 0)) & _RADIO
    return f"☒ {name}: {state}" if is_one_of_several else f"☒ {name}"


def _plain(text: object) -> str:
    text = resolve1(text)
    if isinstance(text, PDFStream):
        text = text.get_data()
    return decode_text(text) if isinstance(text, bytes) else ""
