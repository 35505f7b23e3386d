"""What paragraphs are put together from: rows of tables, lines, numbers of lists, raised digits."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZipFile

from tiptui.documents.document import NoDocument, one_line
from tiptui.documents.names import head_of
from tiptui.files.input import LARGEST

# What is raised stands between these, of which no document can have the first character.
RAISED, LOWERED = "\0^", "\0_"
_RAISED_DIGITS = re.compile("(?<=[0-9])\0\\^(\\s*[0-9][0-9 ,]*)\0_")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_ROW = 2_000


def open_archive(data: bytes) -> ZipFile:
    """Return what holds the parts of a document. Raise NoDocument, BadZipFile."""
    archive = ZipFile(BytesIO(data))
    # Little may unpack to much.
    if sum(each.file_size for each in archive.infolist()) > LARGEST:
        raise NoDocument(f"unpacked it is larger than {LARGEST // 2**20} MiB")
    return archive


def set_apart(text: str) -> str:
    """Return a text in which raised digits after others are no part of their number: `2019¹`."""
    if "\0" not in text:
        return text
    text = _RAISED_DIGITS.sub(lambda raised: raised[1].strip().translate(SUPERSCRIPTS), text)
    return text.replace(RAISED, "").replace(LOWERED, "")


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def numeral(number: int, kind: str) -> str:
    """Return a number as lists print it, in one of the kinds that HTML has: `1 a A i I`."""
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
    """Return the number at which a list begins, or an item stands, where it says one."""
    return int(text) if text and re.fullmatch("-?[0-9]{1,9}", text) else otherwise


def spoken_lines(lines: Iterable[str]) -> Sequence[str]:
    """Return lines as paragraphs: each one where half begin with who speaks, else one of all.

    What goes on with a small letter is no line of its own.
    """
    lines = [each for line in lines if (each := one_line(line))]
    heads = sum(map(bool, map(head_of, lines))) if len(lines) > 1 else 0
    together = heads < 2 or 2 * heads < len(lines)
    found: list[list[str]] = []
    for line in lines:
        if found and (together or line[0].islower()):
            found[-1].append(line)
        else:
            found.append([line])
    return [" ".join(each) for each in found]


def row_of(cells: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the paragraphs of a row of a table, given those of its cells: one, parted by bars.

    What is long, or stands in one cell alone, is only set in a table: it stays as it is.
    """
    row = " | ".join(map(" ".join, cells)).strip(" |")
    apart = len(row) > _LONGEST_ROW or sum(map(bool, cells)) < 2
    return [each for cell in cells for each in cell] if apart else [one_line(row)]
