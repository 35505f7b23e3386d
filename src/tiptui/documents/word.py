"""Word's documents: their paragraphs in reading order, those of tables, lists and boxes too.

What was deleted, headers, footers and comments are left out. Footnotes and endnotes come at the
end, without the numbers that lead to them: Word counts these anew wherever it shows them.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError

from tiptui.documents.document import Document, NoDocument, Paragraph, declared_date, one_line
from tiptui.documents.parts import LOWERED, RAISED, row_of, set_apart, spoken_lines
from tiptui.documents.word_lists import WordLists
from tiptui.documents.word_parts import WordParts, qn

_PARAGRAPH, _TEXT = qn("w:p"), qn("w:t")
_SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:ptab"): " "}
_ROW, _CELL = qn("w:tr"), qn("w:tc")
_RUN, _STYLE = qn("w:r"), f"{qn('w:rPr')}/{qn('w:vertAlign')}"
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
_BODY = qn("w:body")


def read_word(data: bytes) -> Document:
    """Return a document of Word. Raise NoDocument."""
    try:
        parts = WordParts(data)
        bodies = [*parts.document.iter(_BODY), *_notes(parts)]
        lists = WordLists(parts)
        found = [text for body in bodies for text in _paragraphs(body, lists)]
        declared = parts.properties()
    except (BadZipFile, XMLSyntaxError, KeyError, ValueError, EOFError, StopIteration) as error:
        raise NoDocument("it is damaged, or no document of Word") from error
    title, date = (declared.findtext(f"{{*}}{name}") or "" for name in ("title", "created"))
    return Document("docx", tuple(map(Paragraph, found)), one_line(title), declared_date(date))


def _notes(parts: WordParts) -> Iterator[Any]:
    """Yield each note but those that are the lines between text and notes."""
    for notes in parts.beside("/footnotes", "/endnotes"):
        yield from (each for each in notes if each.get(qn("w:type"), "normal") == "normal")


def _paragraphs(body: Any, lists: WordLists) -> Iterator[str]:
    """Yield the text of each paragraph that has any, and of each row of a table."""
    for row, found in groupby(_placed(body, lists), key=lambda each: each[0]):
        cells = [[text for *_, text in cell] for _, cell in groupby(found, lambda each: each[1])]
        yield from (
            (text for cell in cells for text in cell if text)
            if row is None
            else row_of([[text for text in cell if text] for cell in cells])
        )


def _placed(body: Any, lists: WordLists) -> Iterator[tuple[Any, Any, str]]:
    """Yield the row, the cell and the text of each paragraph, be it empty."""
    # Paragraphs within paragraphs are boxes: they come after the one that holds them.
    begun = ""
    row = cell = None
    for element in body.iter(_PARAGRAPH):
        within = {each.tag: each for each in (*element.iterancestors(),)[::-1]}
        if not _LEFT_OUT.isdisjoint(within):
            continue
        row, cell = within.get(_ROW), within.get(_CELL)
        number, text = lists.number(element), "".join(_texts(element))
        begun += number + text if text.strip() else text
        if element.find(_JOINED) is None:
            for text in spoken_lines(set_apart(begun).split("\n")) or [""]:
                yield row, cell, text
            begun = ""
    if text := one_line(set_apart(begun)):
        yield row, cell, text


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag == _RUN and _is_raised(child):
            yield f"{RAISED}{''.join(_texts(child))}{LOWERED}"
        elif child.tag != _PARAGRAPH and child.tag not in _LEFT_OUT:
            yield from _texts(child)


def _is_raised(run: Any) -> bool:
    raised = run.find(_STYLE)
    return raised is not None and raised.get(qn("w:val")) == "superscript"
