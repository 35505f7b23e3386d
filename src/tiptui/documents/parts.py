"""Parts of paragraphs in Word and HTML: lines, rows of tables, numbers of lists, raised digits."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZipFile

from tiptui.documents.document import NoDocument, Paragraph, lines_with_words, one_line
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
    if relations in archive.namelist() and _STRICT.search(archive.read(relations)):
        return _in_common_form(archive)
    return archive


def _in_common_form(strict: ZipFile) -> ZipFile:
    """Return an archive of Strict Open XML with the names that libraries know."""
    file = BytesIO()
    with ZipFile(file, "w") as common:
        for name in set(strict.namelist()):
            if name.endswith((".xml", ".rels")):
                common.writestr(name, _TAG.sub(_common_tag, strict.read(name)))
    return ZipFile(file)


def _common_tag(tag: re.Match[bytes]) -> bytes:
    return _STRICT.sub(_COMMON, tag[0])


def paragraph_of(text: str) -> Paragraph:
    mark = MARK.search(text)
    words = MARK.sub("", text.removeprefix(QUOTED))
    return Paragraph(words, is_quote=text.startswith(QUOTED), mark=mark[1] if mark else "")


def sign_of(mark: str) -> str:
    return f"\0={mark}\0~"


def set_apart(text: str) -> str:
    """Return a text with superscripts for raised digits after digits, as in `2019¹`."""
    text = _RAISED_DIGITS.sub(_superscripts, text)
    return text.replace(RAISED, "").replace(LOWERED, "")


def _superscripts(raised: re.Match[str]) -> str:
    return raised[1].strip().translate(SUPERSCRIPTS)


_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


def numeral(number: int, kind: str) -> str:
    """Return the numeral of a list, in a kind of HTML: `1 a A i I`."""
    if kind in "iI" and 0 < number < 4_000:
        letters = _roman(number)
    elif kind in "aA" and number > 0:
        letters = _alphabetic(number)
    else:
        return str(number)
    return letters.upper() if kind.isupper() else letters


def _roman(number: int) -> str:
    letters = ""
    for value, part in _ROMAN.items():
        letters += number // value * part
        number %= value
    return letters


def _alphabetic(number: int) -> str:
    """Return `a` for 1, `z` for 26, `aa` for 27."""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def whole_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,9}", text) else otherwise


def spoken_lines(lines: Iterable[str]) -> Sequence[str]:
    """Return each line as a paragraph if half of them begin with a person, else all as one."""
    lines = lines_with_words(lines)
    if len(lines) < 2:
        return lines

    heads = [line for line in lines if _begins_with_person(line)]
    if len(heads) < 2 or 2 * len(heads) < len(lines):
        return [" ".join(lines)]

    paragraphs: list[str] = []
    for line in lines:
        if paragraphs and line[0].islower():
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return paragraphs


def _begins_with_person(line: str) -> bool:
    if head_of(line):
        return True
    name, _ = name_and_notes(line)
    return is_evident(name)


def row_of(cells: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return a row of a table as one paragraph, unless it is long or of one cell: mere layout.

    The cells of a row that is a quotation in part stay by themselves.
    """
    texts: list[str] = []
    for cell in cells:
        texts += cell
    full_cells = [cell for cell in cells if cell]
    are_quotations = {text.startswith(QUOTED) for text in texts}
    if len(full_cells) < 2 or len(are_quotations) > 1:
        return texts

    row = " | ".join([" ".join(cell) for cell in cells]).replace(QUOTED, "")
    row = MARK.sub("", row).strip(" |")
    if len(row) > _LONGEST_ROW:
        return texts
    sign = QUOTED if True in are_quotations else ""
    return [sign + one_line(row)]
