"""A document as its paragraphs, each with where it stands and whose voice it is; plain text."""

import codecs
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tiptui.files.input import NoInput, read_bytes
from tiptui.record.forms import is_date
from tiptui.text.visible import UNPRINTABLE, visible


class NoDocument(Exception):
    """The document can't be read; says why."""


class Paragraph(NamedTuple):
    """A paragraph: its text, on one line unless the document is plain text.

    `page` is printed on the page on which it begins, `time` is into the recording (`00:12:31.5`),
    `voice` is whom the captions name (`<v Name>`): then the text begins with it, as `Name: …`.
    """

    text: str
    page: str = ""
    time: str = ""
    voice: str = ""


class Document(NamedTuple):
    """What a document says, and what it declares of itself: a title, an ISO 8601 date.

    `kind` is one of `text markdown html docx pdf vtt srt`.
    """

    kind: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    date: str = ""


def as_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as plain text that, read again, gives the same ones."""
    return "".join(f"{paragraph.text}\n\n" for paragraph in paragraphs)[:-1]


def one_line(text: str) -> str:
    """Return a text with single spaces between its words, and without what nobody sees."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most is so already
        return text.strip(" ")
    # Of controls, line breaks and tabs part words.
    return UNPRINTABLE.sub("", " ".join(text.split())).strip()


def declared_date(text: str) -> str:
    """Return the ISO 8601 date with which a text begins; empty where there is none."""
    found = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)", text.strip())
    return found[0] if found and is_date(found[0]) else ""


# What documents have that plain text has not.

# What is raised stands between these, of which no document can have the first character.
RAISED, LOWERED = "\0^", "\0_"
_RAISED_DIGITS = re.compile("(?<=[0-9])\0\\^(\\s*[0-9][0-9 ,]*)\0_")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_ROW = 2_000


def set_apart(text: str) -> str:
    """Return a text in which raised digits after others are no part of their number: `2019¹`."""
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


def spoken_lines(lines: Iterable[str]) -> Sequence[str]:
    """Return lines as paragraphs: each one where half begin with who speaks, else one of all.

    What goes on with a small letter is no line of its own.
    """
    # Not above: its words are read and compiled, and plain text needs none of them.
    from tiptui.text.names import head_of

    lines = [each for line in lines if (each := one_line(line))]
    heads = sum(map(bool, map(head_of, lines)))
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


# Plain text.

_LINE_BREAK = re.compile("\r\n|\r|\n")


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without the white space around them.

    They are the blocks between blank lines, with a line feed between their lines; without a blank
    line between two lines of text, each line is one.
    """
    return tuple("\n".join(lines).strip() for _, lines in _blocks(text))


def line_of(text: str, number: int) -> int:
    """Return the line of a text on which a paragraph begins, both counted from 1; 1 for none."""
    starts = [line for line, _ in _blocks(text)]
    return starts[number - 1] if 1 <= number <= len(starts) else 1


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines of each paragraph, with the number of the first."""
    blocks: list[tuple[int, list[str]]] = []
    blank = True
    for number, line in enumerate(_LINE_BREAK.split(text), 1):
        if not line.strip():
            blank = True
            continue
        if blank:
            blocks.append((number, []))
        blocks[-1][1].append(line)
        blank = False
    if len(blocks) == 1:
        ((first, lines),) = blocks
        return [(number, [line]) for number, line in enumerate(lines, first)]
    return blocks


# Its bytes.

SAVE, SAY = "save it as UTF-8", "say --encoding"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(file: str) -> str:
    """Return the text of a file, without a byte order mark. Raise NoInput."""
    return decode_text(read_bytes(file), file)


def decode_text(data: bytes, file: str, encoding: str = "", advice: str = SAVE) -> str:
    """Return the text that the bytes of a file are. Raise NoInput, with an advice."""
    try:
        return data.decode(encoding or own_encoding(data))
    except UnicodeDecodeError:
        raise NoInput(f"{visible(file)}: {undecodable(data, encoding)}: {advice}") from None


def own_encoding(data: bytes) -> str:
    """Return the encoding of bytes: UTF-16 where a mark says so, else UTF-8."""
    return "utf-16" if data.startswith(_UTF16) else "utf-8-sig"


def undecodable(data: bytes, encoding: str = "") -> str:
    """Return what is said of bytes that are no text in an encoding, or in their own."""
    encoding = encoding or own_encoding(data)
    name, where = "UTF-8" if encoding == "utf-8-sig" else encoding, ""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        # Bytes of all that is no UTF-16 end lines alike.
        line = len(_LINE_BREAK.findall(data[: error.start].decode("latin-1"))) + 1
        where = f" (byte 0x{data[error.start]:02X} on line {line})"
    return f"not {name}{where}; it may be mac_roman or cp1252"
