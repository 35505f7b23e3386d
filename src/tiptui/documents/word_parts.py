"""The parts of a document of Word: XML files in an archive, and which of them belong to which.

What else lies there, and how it is declared, is no reason not to read the text: pictures without a
type, which some programs write, and parts that are named and not there.
"""

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from tiptui.documents.document import NoDocument
from tiptui.files.input import LARGEST

_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)


def qn(name: str) -> str:
    """Return the qualified name of an element of Word: `w:p`."""
    return name.replace("w:", "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}")


class WordParts:
    """The parts of a document. Raise NoDocument, BadZipFile, XMLSyntaxError, KeyError."""

    def __init__(self, data: bytes) -> None:
        self._archive = ZipFile(BytesIO(data))
        # Little may unpack to much.
        if sum(each.file_size for each in self._archive.infolist()) > LARGEST:
            raise NoDocument(f"unpacked it is larger than {LARGEST // 2**20} MiB")
        self._names = {*self._archive.namelist()}
        self._main = next(self._related("", "/officeDocument"))
        self.document = self._read(self._main)

    def beside(self, *kinds: str) -> Iterator[Any]:
        """Yield the parts of some kinds that belong to the text: `/styles`."""
        yield from map(self._read, self._related(self._main, *kinds))

    def properties(self) -> Any:
        """Return what the document declares of itself; an empty element for nothing."""
        named = self._related("", "/core-properties")
        return next(map(self._read, named), etree.Element("none"))

    def _read(self, name: str) -> Any:
        return etree.fromstring(self._archive.read(name), _PARSER)

    def _related(self, part: str, *kinds: str) -> Iterator[str]:
        """Yield the names of the parts to which a part has a relation whose type ends so."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        for each in self._read(relations) if relations in self._names else ():
            if each.get("Type", "").endswith(kinds):
                # From the root of the archive, or from the folder of the part.
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
                if target.strip("/") in self._names:
                    yield target.strip("/")
