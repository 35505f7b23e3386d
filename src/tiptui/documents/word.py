"""Word's documents: their paragraphs in reading order, with tables, lists and boxes.

Word counts the numbers of lists for each display, and so does `_Lists`. Parts of the archive that
are not read may be wrong: pictures without a type, names of parts that are missing.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from tiptui.documents import parts
from tiptui.documents.document import Document, NoDocument, one_line

_PARSER = etree.XMLParser(resolve_entities=False)


def _qn(path: str) -> str:
    """Return the qualified name of an element, or a path of such names: `w:pPr/w:pStyle`."""
    return path.replace("w:", "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}")


_PARAGRAPH, _TEXT, _RUN = map(_qn, ("w:p", "w:t", "w:r"))
_ROW, _CELL, _VALUE = _qn("w:tr"), _qn("w:tc"), _qn("w:val")
_SIGNS = {_qn("w:tab"): " ", _qn("w:br"): "\n", _qn("w:cr"): "\n", _qn("w:ptab"): " "}
_SIGNS[_qn("w:noBreakHyphen")] = "-"
_LEFT_OUT = {
    *map(_qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr")),
    # For programs that can't draw the element before it, which has the same text.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
# The marks of a deleted end and of drop caps: the paragraph goes on with the next.
_CAPS = (f"w:pPr/w:framePr[@w:dropCap='{where}']" for where in ("drop", "margin"))
_JOINED = [*map(_qn, ("w:pPr/w:rPr/w:del", *_CAPS))]
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
        bodies = [*_read(archive, main).iter(_qn("w:body"))]
        for notes in _parts(archive, main, "/footnotes", "/endnotes"):
            # Other types are the lines between text and notes.
            bodies += [note for note in notes if note.get(_qn("w:type"), "normal") == "normal"]
        found = [text for body in bodies for text in _paragraphs(body, lists)]
        declared = next(_parts(archive, "", "/core-properties"), etree.Element("none"))
    except (BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, EOFError, StopIteration):
        raise NoDocument("it is damaged, or no document of Word") from None
    title = one_line(declared.findtext("{*}title") or "")
    return Document(tuple(map(parts.paragraph_of, found)), title)


def _read(archive: ZipFile, name: str) -> Any:
    return etree.fromstring(archive.read(name), _PARSER)


def _parts(archive: ZipFile, part: str, *kinds: str) -> Iterator[Any]:
    return (_read(archive, name) for name in _part_names(archive, part, *kinds))


def _part_names(archive: ZipFile, part: str, *kinds: str) -> Iterator[str]:
    """Yield the names of the parts that a part is related to in one of some ways."""
    names = {*archive.namelist()}
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    for relation in _read(archive, relations) if relations in names else ():
        if relation.get("Type", "").endswith(kinds):
            # From the root of the archive, or from the folder of the part.
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
            if target.strip("/") in names:
                yield target.strip("/")


def _paragraphs(body: Any, lists: "_Lists") -> Iterator[str]:
    """Yield the text of each paragraph that has any, and of each row of a table."""
    for row, found in groupby(_with_cells(body, lists), itemgetter(0)):
        cells = [
            [*filter(None, map(itemgetter(2), cell))] for _, cell in groupby(found, itemgetter(1))
        ]
        yield from chain(*cells) if row is None else parts.row_of(cells)


def _with_cells(body: Any, lists: "_Lists") -> Iterator[tuple[Any, Any, str]]:
    """Yield the row, the cell and the text of each paragraph, even an empty one."""
    # A paragraph within another is a box: it comes after the other.
    begun = ""
    row = cell = None
    for element in body.iter(_PARAGRAPH):
        within = {outer.tag: outer for outer in (*element.iterancestors(),)[::-1]}
        if not _LEFT_OUT.isdisjoint(within):
            continue
        row, cell = within.get(_ROW), within.get(_CELL)
        number, text = lists.number(element), "".join(_texts(element))
        begun += number + text if text.strip() else text
        if all(element.find(path) is None for path in _JOINED):
            sign = lists.sign(element)
            for text in parts.spoken_lines(parts.set_apart(begun).split("\n")) or [""]:
                yield row, cell, text and sign + text
                sign = parts.MARK.sub("", sign)
            begun = ""
    if text := one_line(parts.set_apart(begun)):
        yield row, cell, text


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
    found = element.find(_qn(path))
    return found.get(_VALUE, "") if found is not None else ""


class _Lists:
    """The lists of a document, and their counts; a paragraph or its style names list and level."""

    def __init__(self, numberings: Iterator[Any], styles: Iterator[Any]) -> None:
        roots = [*numberings]
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
        called = _value(style, "w:name").lower() if style is not None else ""
        if called in _QUOTE_STYLES:
            return parts.QUOTED
        if heading := _HEADING_STYLE.fullmatch(called):
            return parts.sign_of(f"{'#' * int(heading[1] or 1)} ")
        name, level = self._list_level(paragraph)
        levels = self._lists.get(name, ("", {}))[1]
        has_bullet = level in levels and _value(levels[level], "w:numFmt") == "bullet"
        return parts.sign_of("  " * level + ("- " if has_bullet else ""))

    def number(self, paragraph: Any) -> str:
        """Return the number before a paragraph, and a space, or ""."""
        name, level = self._list_level(paragraph) if self._lists else ("", 0)
        base, levels = self._lists.get(name, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(base, {})
        first_use = self._starts.pop(name, None)
        for override in first_use.iter(_qn("w:lvlOverride")) if first_use is not None else ():
            if start := _value(override, "w:startOverride"):
                counts[_level(override)] = parts.whole_number(start, 1) - 1
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

        def numeral(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            element = levels.get(number, levels[level])
            kind = _KINDS.get(_value(element, "w:numFmt"))
            return parts.numeral(counts.setdefault(number, _start(element)), kind) if kind else ""

        has_number = _value(levels[level], "w:numFmt") in _KINDS
        text = _value(levels[level], "w:lvlText") if has_number else ""
        return re.sub("%([1-9])", numeral, text) + " " if "%" in text else ""

    def _list_level(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph, or else of its style."""
        own, style = paragraph, _value(paragraph, "w:pPr/w:pStyle")
        based, name, level = style, "", ""
        for _ in range(_MOST_STYLES):
            name = name or _value(own, "w:pPr/w:numPr/w:numId")
            level = level or _value(own, "w:pPr/w:numPr/w:ilvl")
            own = self._styles.get(based)
            if name or own is None:
                break
            based = _value(own, "w:basedOn")
        levels = self._lists.get(name, ("", {}))[1]
        of_style = (
            n for n, other in levels.items() if style and _value(other, "w:pStyle") == style
        )
        return name, parts.whole_number(level, next(of_style, 0))


def _by_name(roots: Iterable[Any], tag: str, name: str) -> dict[str, Any]:
    return {element.get(_qn(name)): element for root in roots for element in root.iter(_qn(tag))}


def _levels(lists: Any) -> dict[int, Any]:
    return {_level(level): level for level in islice(lists.iter(_qn("w:lvl")), _MOST_LEVELS)}


def _level(element: Any) -> int:
    return parts.whole_number(element.get(_qn("w:ilvl")), 0)


def _start(level: Any) -> int:
    return parts.whole_number(_value(level, "w:start"), 1)
