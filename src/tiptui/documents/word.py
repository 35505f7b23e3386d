"""Word's documents: their paragraphs in reading order, those of tables, lists and boxes too.

What was deleted, headers, footers and comments are left out. Footnotes and endnotes come at the
end, without the numbers that lead to them: Word counts these anew wherever it shows them. So it
does with the numbers of lists and of headings, which are counted here.

What else lies in the archive, and how it is declared, is no reason not to read the text: pictures
without a type, which some programs write, and parts that are named and not there.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from tiptui.documents import parts
from tiptui.documents.document import Document, NoDocument, Paragraph, one_line

_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)


def _qn(path: str) -> str:
    """Return the qualified name of an element of Word, or of one in others: `w:pPr/w:pStyle`."""
    return path.replace("w:", "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}")


_PARAGRAPH, _TEXT, _RUN = map(_qn, ("w:p", "w:t", "w:r"))
_ROW, _CELL, _VALUE = _qn("w:tr"), _qn("w:tc"), _qn("w:val")
_SIGNS = {_qn("w:tab"): " ", _qn("w:br"): "\n", _qn("w:cr"): "\n", _qn("w:ptab"): " "}
_SIGNS[_qn("w:noBreakHyphen")] = "-"
_LEFT_OUT = {
    *map(_qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr")),
    # What programs draw that can't draw what stands before it, and has the same text.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
# What a paragraph has whose end was deleted: it goes on with the next.
_JOINED = _qn("w:pPr/w:rPr/w:del")
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_KINDS |= {"decimal": "1", "": "1"}  # others count nothing: bullets
_MOST_LEVELS = 9
_MOST_STYLES = 20  # each based on the next


def read_word(data: bytes) -> Document:
    """Return a document of Word. Raise NoDocument."""
    try:
        archive = parts.open_archive(data)
        main = next(_related(archive, "", "/officeDocument"))
        lists = _Lists(_parts(archive, main, "/numbering"), _parts(archive, main, "/styles"))
        bodies = [*_read(archive, main).iter(_qn("w:body"))]
        for notes in _parts(archive, main, "/footnotes", "/endnotes"):
            # Others are the lines between text and notes.
            bodies += [note for note in notes if note.get(_qn("w:type"), "normal") == "normal"]
        found = [text for body in bodies for text in _paragraphs(body, lists)]
        declared = next(_parts(archive, "", "/core-properties"), etree.Element("none"))
    except (BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, EOFError, StopIteration):
        raise NoDocument("it is damaged, or no document of Word") from None
    title = one_line(declared.findtext("{*}title") or "")
    return Document(tuple(map(Paragraph, found)), title)


def _read(archive: ZipFile, name: str) -> Any:
    return etree.fromstring(archive.read(name), _PARSER)


def _parts(archive: ZipFile, part: str, *kinds: str) -> Iterator[Any]:
    return (_read(archive, name) for name in _related(archive, part, *kinds))


def _related(archive: ZipFile, part: str, *kinds: str) -> Iterator[str]:
    """Yield the names of the parts to which a part has a relation whose type ends so."""
    names = {*archive.namelist()}
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    for each in _read(archive, relations) if relations in names else ():
        if each.get("Type", "").endswith(kinds):
            # From the root of the archive, or from the folder of the part.
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            if target.strip("/") in names:
                yield target.strip("/")


def _paragraphs(body: Any, lists: "_Lists") -> Iterator[str]:
    """Yield the text of each paragraph that has any, and of each row of a table."""
    for row, found in groupby(_placed(body, lists), key=lambda each: each[0]):
        cells = [
            [text for *_, text in cell if text] for _, cell in groupby(found, lambda each: each[1])
        ]
        yield from (
            parts.row_of(cells) if row is not None else (text for cell in cells for text in cell)
        )


def _placed(body: Any, lists: "_Lists") -> Iterator[tuple[Any, Any, str]]:
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
            for text in parts.spoken_lines(parts.set_apart(begun).split("\n")) or [""]:
                yield row, cell, text
            begun = ""
    if text := one_line(parts.set_apart(begun)):
        yield row, cell, text


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _RUN and _said(child, "w:rPr/w:vertAlign") == "superscript":
            yield f"{parts.RAISED}{''.join(_texts(child))}{parts.LOWERED}"
        elif child.tag != _PARAGRAPH and child.tag not in _LEFT_OUT:
            yield from _texts(child)


def _said(element: Any, path: str) -> str:
    """Return the value that an element in another has."""
    found = element.find(_qn(path))
    return found.get(_VALUE, "") if found is not None else ""


class _Lists:
    """The lists of a document, and how far each has counted.

    A paragraph, or its style, names a list and a level in it; the list says how that is numbered.
    """

    def __init__(self, numberings: Iterator[Any], styles: Iterator[Any]) -> None:
        roots = [*numberings]
        shared = _named(roots, "w:abstractNum", "w:abstractNumId")
        self._styles = _named(styles, "w:style", "w:styleId")
        self._starts = _named(roots, "w:num", "w:numId")
        self._lists: dict[str, tuple[str, dict[int, Any]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for name, each in self._starts.items():
            whose = _said(each, "w:abstractNumId")
            levels = _levels(shared[whose]) if whose in shared else {}
            self._lists[name] = whose, levels | _levels(each)

    def number(self, paragraph: Any) -> str:
        """Return the number before a paragraph, and a space; nothing where no number stands."""
        name, level = self._place(paragraph) if self._lists else ("", 0)
        whose, levels = self._lists.get(name, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(whose, {})
        anew = self._starts.pop(name, None)
        for each in anew.iter(_qn("w:lvlOverride")) if anew is not None else ():
            if start := _said(each, "w:startOverride"):
                counts[_level(each)] = parts.whole_number(start, 1) - 1
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]

        def count(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            each = levels.get(number, levels[level])
            kind = _KINDS.get(_said(each, "w:numFmt"))
            return parts.numeral(counts.setdefault(number, _start(each)), kind) if kind else ""

        counted = _said(levels[level], "w:numFmt") in _KINDS
        text = _said(levels[level], "w:lvlText") if counted else ""
        return re.sub("%([1-9])", count, text) + " " if "%" in text else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list of a paragraph and the level there, as it or its style says."""
        own, style = paragraph, _said(paragraph, "w:pPr/w:pStyle")
        based, name, level = style, "", ""
        for _ in range(_MOST_STYLES):
            name = name or _said(own, "w:pPr/w:numPr/w:numId")
            level = level or _said(own, "w:pPr/w:numPr/w:ilvl")
            own = self._styles.get(based)
            if name or own is None:
                break
            based = _said(own, "w:basedOn")
        levels = self._lists.get(name, ("", {}))[1]
        kept = (n for n, each in levels.items() if style and _said(each, "w:pStyle") == style)
        return name, parts.whole_number(level, next(kept, 0))


def _named(roots: Iterable[Any], tag: str, name: str) -> dict[str, Any]:
    """Return the elements in others by the name that each has."""
    return {each.get(_qn(name)): each for root in roots for each in root.iter(_qn(tag))}


def _levels(lists: Any) -> dict[int, Any]:
    return {_level(each): each for each in islice(lists.iter(_qn("w:lvl")), _MOST_LEVELS)}


def _level(element: Any) -> int:
    return parts.whole_number(element.get(_qn("w:ilvl")), 0)


def _start(level: Any) -> int:
    return parts.whole_number(_said(level, "w:start"), 1)
