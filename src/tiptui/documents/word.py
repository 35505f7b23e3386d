"""Word's documents: their paragraphs in reading order, those of tables, lists and boxes too.

What was deleted, headers, footers and comments are left out. Footnotes and endnotes come at the
end, without the numbers that lead to them: Word counts these anew wherever it shows them.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError

from tiptui.documents.document import Document, NoDocument, Paragraph, declared_date, one_line
from tiptui.files.input import LARGEST

_PARAGRAPH, _TEXT = qn("w:p"), qn("w:t")
_SPACES = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:ptab")}
_HYPHEN = qn("w:noBreakHyphen")
_LEFT_OUT = {
    qn("w:del"),
    qn("w:moveFrom"),
    # What programs draw that can't draw what stands before it, and has the same text.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:pPr"),
    qn("w:rPr"),
}
# What a paragraph has whose end was deleted: it goes on with the next.
_JOINED = f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}"
_NOTES = ("/footnotes", "/endnotes")


def read_word(data: bytes) -> Document:
    """Return a document of Word. Raise NoDocument."""
    try:
        # Little may unpack to much.
        if sum(each.file_size for each in ZipFile(BytesIO(data)).infolist()) > LARGEST:
            raise NoDocument(f"unpacked it is larger than {LARGEST // 2**20} MiB")
        word = docx.Document(BytesIO(data))
        declared = word.core_properties
        bodies = [word.element.body, *_notes(word.part)]
        found = [text for body in bodies for text in _paragraphs(body)]
    except (BadZipFile, OpcError, XMLSyntaxError, KeyError, ValueError, EOFError) as error:
        raise NoDocument("it is damaged, or no document of Word") from error
    date = declared.created.date().isoformat() if declared.created else ""
    return Document(
        "docx", tuple(map(Paragraph, found)), one_line(declared.title), declared_date(date)
    )


def _notes(part: Any) -> Iterator[Any]:
    """Yield each note but those that are the lines between text and notes."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_NOTES):
            for note in parse_xml(relation.target_part.blob):
                if note.get(qn("w:type"), "normal") == "normal":
                    yield note


def _paragraphs(body: Any) -> Iterator[str]:
    """Yield the text of each paragraph that has any."""
    # Paragraphs within paragraphs are boxes: they come after the one that holds them.
    begun = ""
    for element in body.iter(_PARAGRAPH):
        if any(each.tag in _LEFT_OUT for each in element.iterancestors()):
            continue
        begun += "".join(_texts(element))
        if element.find(_JOINED) is None:
            if text := one_line(begun):
                yield text
            begun = ""
    if text := one_line(begun):
        yield text


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag != _PARAGRAPH and child.tag not in _LEFT_OUT:
            yield from _texts(child)
