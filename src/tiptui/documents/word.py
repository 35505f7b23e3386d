"""Word's documents: their paragraphs in reading order, with tables, lists and boxes.

Word counts the numbers of lists for each display, and so does `_Lists`. Parts of the archive that
are not read may be wrong: pictures without a type, names of parts that are missing.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from tiptui.documents import parts
from tiptui.documents.document import Document, NoDocument, one_line

_PARSER = etree.XMLParser(resolve_entities=False)


def _qn(path: str) -> str:
    """Return the qualified name of an element, or a path of such names: `w:pPr/w:pStyle`."""
    return path.replace("w:", "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}")


_PARAGRAPH, _RUN, _TEXT = _qn("w:p"), _qn("w:r"), _qn("w:t")
_ROW, _CELL, _VALUE = _qn("w:tr"), _qn("w:tc"), _qn("w:val")
_SIGNS = {_qn("w:tab"): " ", _qn("w:br"): "\n", _qn("w:cr"): "\n", _qn("w:ptab"): " "}
_SIGNS[_qn("w:noBreakHyphen")] = "-"
_LEFT_OUT = {_qn("w:del"), _qn("w:moveFrom"), _qn("w:pPr"), _qn("w:rPr")}
# For programs that can't draw the element before it, which has the same text.
_LEFT_OUT.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
# The marks of a deleted end and of drop caps: the paragraph goes on with the next.
_JOINED = (
    _qn("w:pPr/w:rPr/w:del"),
    _qn("w:pPr/w:framePr[@w:dropCap='drop']"),
    _qn("w:pPr/w:framePr[@w:dropCap='margin']"),
)
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_KINDS |= {"decimal": "1", "": "1"}  # others are bullets
_MOST_LEVELS = 9
_QUOTE_STYLES = {"quote", "intense quote", "block text", "block quotation", "quotations"}
_HEADING_STYLE = re.compile("title|heading ([1-6])")
_MOST_STYLES = 20  # each based on the next


def read_word(data: bytes) -> Document:
    try:
        archive = parts.open_archive(data)
        main = next(_part_names(archive, "", "/officeDocument"))
        lists = _Lists(_parts(archive, main, "/numbering"), _parts(archive, main, "/styles"))
        bodies = list(_read(archive, main).iter(_qn("w:body")))
        for notes in _parts(archive, main, "/footnotes", "/endnotes"):
            # Other types are the lines between text and notes.
            bodies += [note for note in notes if note.get(_qn("w:type"), "normal") == "normal"]

        texts: list[str] = []
        for body in bodies:
            texts += _paragraphs(body, lists)
        properties = next(_parts(archive, "", "/core-properties"), etree.Element("none"))
    except (BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, EOFError, StopIteration):
        raise NoDocument("it is damaged, or no document of Word") from None
    title = one_line(properties.findtext("{*}title") or "")
    return Document(tuple(parts.paragraph_of(text) for text in texts), title)


def _read(archive: ZipFile, name: str) -> Any:
    return etree.fromstring(archive.read(name), _PARSER)


def _parts(archive: ZipFile, part: str, *kinds: str) -> Iterator[Any]:
    for name in _part_names(archive, part, *kinds):
        yield _read(archive, name)


def _part_names(archive: ZipFile, part: str, *kinds: str) -> Iterator[str]:
    """Yield the names of the parts that a part is related to in one of some ways."""
    names = set(archive.namelist())
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in names:
        return
    for relation in _read(archive, relations):
        if relation.get("Type", "").endswith(kinds):
            # From the root of the archive, or from the folder of the part.
            path = posixpath.join(folder, relation.get("Target", ""))
            target = posixpath.normpath(path).strip("/")
            if target in names:
                yield target


class _Piece(NamedTuple):
    """The text of a paragraph, maybe none, and the row and the cell of a table that it is in."""

    text: str
    row: Any
    cell: Any


def _paragraphs(body: Any, lists: "_Lists") -> Iterator[str]:
    """Yield the text of each paragraph that has any, and of each row of a table."""
    # The text between tables is one cell, whose paragraphs stay apart.
    cells: list[list[str]] = []
    last = _Piece("", None, None)
    for piece in _pieces(body, lists):
        if piece.row is not last.row:
            yield from parts.row_of(cells)
            cells = []
        if not cells or piece.cell is not last.cell:
            cells.append([])
        if piece.text:
            cells[-1].append(piece.text)
        last = piece
    yield from parts.row_of(cells)


def _pieces(body: Any, lists: "_Lists") -> Iterator[_Piece]:
    """Yield the paragraphs; those with a sign that they go on, as one with the next."""
    begun = ""
    row = cell = None
    # A paragraph within another is a box: it comes after the other.
    for element in body.iter(_PARAGRAPH):
        outer = list(element.iterancestors())
        if any(ancestor.tag in _LEFT_OUT for ancestor in outer):
            continue
        row, cell = _nearest(outer, _ROW), _nearest(outer, _CELL)
        number = lists.number(element)
        text = "".join(_texts(element))
        if text.strip():
            begun += number
        begun += text
        if any(element.find(path) is not None for path in _JOINED):
            continue

        sign = lists.sign(element)
        lines = parts.spoken_lines(parts.set_apart(begun).split("\n"))
        begun = ""
        if not lines:
            yield _Piece("", row, cell)
        for line in lines:
            yield _Piece(sign + line, row, cell)
            sign = parts.MARK.sub("", sign)
    if text := one_line(parts.set_apart(begun)):
        yield _Piece(text, row, cell)


def _nearest(ancestors: Sequence[Any], tag: str) -> Any:
    for ancestor in ancestors:
        if ancestor.tag == tag:
            return ancestor
    return None


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _RUN and _value(child, "w:rPr/w:vertAlign") == "superscript":
            yield f"{parts.RAISED}{''.join(_texts(child))}{parts.LOWERED}"
        elif child.tag != _PARAGRAPH and child.tag not in _LEFT_OUT:
            yield from _texts(child)


def _value(element: Any, path: str) -> str:
    inner = element.find(_qn(path))
    return inner.get(_VALUE, "") if inner is not None else ""


class _Lists:
    """The lists of a document, and their counts; a paragraph or its style names list and level."""

    def __init__(self, numberings: Iterator[Any], styles: Iterator[Any]) -> None:
        roots = list(numberings)
        shared = _by_name(roots, "w:abstractNum", "w:abstractNumId")
        self._styles = _by_name(styles, "w:style", "w:styleId")
        self._starts = _by_name(roots, "w:num", "w:numId")
        self._lists: dict[str, tuple[str, dict[int, Any]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for name, element in self._starts.items():
            base = _value(element, "w:abstractNumId")
            levels = _levels(shared[base]) if base in shared else {}
            self._lists[name] = base, levels | _levels(element)

    def sign(self, paragraph: Any) -> str:
        """Return the sign of a block quotation, or of a heading or an item with its level."""
        style = self._styles.get(_value(paragraph, "w:pPr/w:pStyle"))
        style_name = _value(style, "w:name").lower() if style is not None else ""
        if style_name in _QUOTE_STYLES:
            return parts.QUOTED
        if heading := _HEADING_STYLE.fullmatch(style_name):
            depth = int(heading[1] or 1)
            return parts.sign_of(f"{'#' * depth} ")

        name, level = self._list_level(paragraph)
        _, levels = self._lists.get(name, ("", {}))
        sign = "  " * level
        if level in levels and _value(levels[level], "w:numFmt") == "bullet":
            sign += "- "
        return parts.sign_of(sign)

    def number(self, paragraph: Any) -> str:
        """Return the number before a paragraph, and a space, or ""."""
        if not self._lists:
            return ""
        name, level = self._list_level(paragraph)
        base, levels = self._lists.get(name, ("", {}))
        if level not in levels:
            return ""

        counts = self._counts.setdefault(base, {})
        self._begin(name, counts)
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for other in list(counts):
            if other > level:
                del counts[other]

        pattern = _value(levels[level], "w:lvlText")
        if "%" not in pattern or _value(levels[level], "w:numFmt") not in _KINDS:
            return ""
        text = ""
        # `%1.%2` is the numbers of the first two levels.
        for part in re.split("(%[1-9])", pattern):
            if re.fullmatch("%[1-9]", part):
                number = int(part[1]) - 1
                text += _numeral(number, levels.get(number, levels[level]), counts)
            else:
                text += part
        return f"{text} "

    def _begin(self, name: str, counts: dict[int, int]) -> None:
        """Set the counts that a list has of its own where it is used first."""
        first_use = self._starts.pop(name, None)
        if first_use is None:
            return
        for override in first_use.iter(_qn("w:lvlOverride")):
            if start := _value(override, "w:startOverride"):
                counts[_level(override)] = parts.whole_number(start, 1) - 1

    def _list_level(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph, or else of its style."""
        style = _value(paragraph, "w:pPr/w:pStyle")
        name = level = ""
        element, base = paragraph, style
        for _ in range(_MOST_STYLES):
            name = name or _value(element, "w:pPr/w:numPr/w:numId")
            level = level or _value(element, "w:pPr/w:numPr/w:ilvl")
            element = self._styles.get(base)
            if name or element is None:
                break
            base = _value(element, "w:basedOn")

        _, levels = self._lists.get(name, ("", {}))
        return name, parts.whole_number(level, _level_of_style(levels, style))


def _level_of_style(levels: Mapping[int, Any], style: str) -> int:
    for number, level in levels.items():
        if style and _value(level, "w:pStyle") == style:
            return number
    return 0


def _numeral(number: int, level: Any, counts: dict[int, int]) -> str:
    kind = _KINDS.get(_value(level, "w:numFmt"))
    if not kind:
        return ""
    return parts.numeral(counts.setdefault(number, _start(level)), kind)


def _by_name(roots: Iterable[Any], tag: str, name: str) -> dict[str, Any]:
    """Return the elements of a tag by an attribute."""
    elements: dict[str, Any] = {}
    for root in roots:
        for element in root.iter(_qn(tag)):
            elements[element.get(_qn(name))] = element
    return elements


def _levels(lists: Any) -> dict[int, Any]:
    return {_level(level): level for level in islice(lists.iter(_qn("w:lvl")), _MOST_LEVELS)}


def _level(element: Any) -> int:
    return parts.whole_number(element.get(_qn("w:ilvl")), 0)


def _start(level: Any) -> int:
    return parts.whole_number(_value(level, "w:start"), 1)
