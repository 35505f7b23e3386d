"""Parts of paragraphs in Word and HTML: lines, rows of tables, numbers of lists, raised digits."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import chain
from zipfile import ZipFile

from tiptui.documents.document import NoDocument, Paragraph, one_line
from tiptui.documents.heads import head_of
from tiptui.documents.names import is_evident, name_and_notes
from tiptui.files.input import LARGEST

# Signs around raised text; no document can have their first character.
RAISED, LOWERED = "\0^", "\0_"
# The sign before a paragraph of a block quotation, and those around the mark of another.
QUOTED = "\0>"
MARK = re.compile("\0=([^\0]*)\0~")
_RAISED_DIGITS = re.compile("(?<=[0-9])\0\\^(\\s*[0-9][0-9 ,]*)\0_")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_ROW = 2_000
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TAG = re.compile(rb"<[^<>]*http://purl\.oclc\.org/ooxml/[^<>]*>")
_COMMON = rb"http://schemas.openxmlformats.org/\1/2006/"


def open_archive(data: bytes) -> ZipFile:
    """Return the archive of a document. Raise NoDocument, BadZipFile."""
    archive = ZipFile(BytesIO(data))
    # A small archive may unpack to a large one.
    if sum(part.file_size for part in archive.infolist()) > LARGEST:
        raise NoDocument(f"unpacked it is larger than {LARGEST // 2**20} MiB")
    relations = "_rels/.rels"
    is_strict = relations in archive.namelist() and _STRICT.search(archive.read(relations))
    return _in_common_form(archive) if is_strict else archive


def _in_common_form(strict: ZipFile) -> ZipFile:
    """Return an archive of Strict Open XML with the names that libraries know."""
    with ZipFile(file := BytesIO(), "w") as common:
        for name in {*strict.namelist()}:
            if name.endswith((".xml", ".rels")):
                text = _TAG.sub(lambda tag: _STRICT.sub(_COMMON, tag[0]), strict.read(name))
                common.writestr(name, text)
    return ZipFile(file)


def paragraph_of(text: str) -> Paragraph:
    mark = MARK.search(text)
    words = MARK.sub("", text.removeprefix(QUOTED))
    return Paragraph(words, is_quote=text.startswith(QUOTED), mark=mark[1] if mark else "")


def sign_of(mark: str) -> str:
    return f"\0={mark}\0~"


def set_apart(text: str) -> str:
    """Return a text with superscripts for raised digits after digits, as in `2019¹`."""
    text = _RAISED_DIGITS.sub(lambda raised: raised[1].strip().translate(SUPERSCRIPTS), text)
    return text.replace(RAISED, "").replace(LOWERED, "")


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def numeral(number: int, kind: str) -> str:
    """Return the numeral of a list, in a kind of HTML: `1 a A i I`."""
    found = ""
    if kind in "iI" and 0 < number < 4_000:
        for value, letters in _ROMAN:
            found, number = found + number // value * letters, number % value
    elif kind in "aA":
        while number > 0:
            number, letter = divmod(number - 1, 26)
            found = chr(ord("a") + letter) + found
    return (found.upper() if kind.isupper() else found) or str(number)


def whole_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,9}", text) else otherwise


def spoken_lines(lines: Iterable[str]) -> Sequence[str]:
    """Return each line as a paragraph if half of them begin with a person, else all as one."""
    lines = [line for line in map(one_line, lines) if line]
    heads = sum(map(_begins_with_person, lines)) if len(lines) > 1 else 0
    together = heads < 2 or 2 * heads < len(lines)
    found: list[list[str]] = []
    for line in lines:
        if found and (together or line[0].islower()):
            found[-1].append(line)
        else:
            found.append([line])
    return list(map(" ".join, found))


def _begins_with_person(line: str) -> bool:
    return bool(head_of(line)) or is_evident(name_and_notes(line)[0])


def row_of(cells: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return a row of a table as one paragraph, unless it is long or of one cell: mere layout.

    The cells of a row that is a quotation in part stay by themselves.
    """
    row = MARK.sub("", " | ".join(map(" ".join, cells)).replace(QUOTED, "")).strip(" |")
    words = [*chain(*cells)]
    signs = {QUOTED if text.startswith(QUOTED) else "" for text in words}
    is_layout = len(row) > _LONGEST_ROW or sum(map(bool, cells)) < 2 or len(signs) > 1
    return words if is_layout else ["".join(signs) + one_line(row)]
