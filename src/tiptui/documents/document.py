"""Documents as paragraphs with their page, time and voice; the decoding of plain text."""

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from tiptui.files.input import INSTALL_EXTRA, NoInput
from tiptui.text.folding import UNSEEN
from tiptui.text.visible import UNPRINTABLE, late, visible


class NoDocument(Exception):
    """The document can't be read; the message says why."""


class Unclear(NoDocument):
    """The document can be read with an option, which the message names."""


class Paragraph(NamedTuple):
    """A paragraph, on one line unless the document is plain text.

    `page` is the label of the page on which it begins, `time` the time in the recording
    (`00:12:31.5`), `voice` the name in captions (`<v Name>`): the text begins with it, `Name: …`.
    `role` is that of the voice in a document whose form says who speaks; None in others. A draft
    sets a paragraph apart that `is_quote`: a block quotation. `mark` is the sign of a heading or an
    item of a list as Markdown has it (`## `, `  - `), if it is not printed in the text.
    """

    text: str
    page: str = ""
    time: str = ""
    voice: str = ""
    role: str | None = None
    is_quote: bool = False
    mark: str = ""


class TextSpan(NamedTuple):
    """A span of a paragraph of a text. Paragraphs are counted from 1."""

    paragraph: int
    start: int
    end: int


NOBODY = "?: "
"""The head of words that a document says to be nobody's, so that its text says so too."""

HEADING = "# "
SENTENCE_ENDS = late(r"""[.?!…。؟।۔]["'”’»)\]]*$""")
ASIDE = late(r"\s*(?:\((?:[^()]|\([^()]*\))*\)|（[^（）]*）|\[[^\[\]]*\])\s*")
"""A line in brackets, which ends no turn: `(Applause)`, `[laughs]`."""


def words_start(paragraph: Paragraph) -> int:
    """Return where the words of a voice begin in its paragraph, after its name."""
    if not paragraph.voice:
        return 0
    head = rf"(?:{re.escape(NOBODY)})?{re.escape(paragraph.voice)}:\s*"
    match = re.match(head, paragraph.text)
    return match.end() if match else 0


class Document(NamedTuple):
    """The text of a document, its title, and its ISO 8601 date of publication.

    `remarks` count the parts that were not read, each with the place of the first.
    """

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    date: str = ""
    kind: str = "text"  # markdown html docx pdf vtt srt zoom mail json xml
    held: str = ""  # the day of the event, if the document declares it
    remarks: tuple[str, ...] = ()


def as_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as plain text, from which the same ones can be read."""
    return "".join(f"{paragraph.text}\n\n" for paragraph in paragraphs)[:-1]


# Controls that only a wrong encoding makes, and the signs that all those of Windows have there.
_SIGNS = {chr(code): "\ufffd" for code in range(0x80, 0xA0)}
_SIGNS |= {"\x82": "‚", "\x84": "„", "\x85": "…", "\x86": "†", "\x87": "‡", "\x89": "‰"}
_SIGNS |= {"\x8b": "‹", "\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "\x95": "•"}
_SIGNS |= {"\x96": "–", "\x97": "—", "\x99": "™", "\x9b": "›"}
_SEEN = late(f"[^{UNSEEN.pattern[1:-1]}\u2800]")  # nor is Braille without dots


def one_line(text: str) -> str:
    """Return a text with single spaces between its words, and without invisible characters."""
    if text.isascii() and text.isprintable() and "  " not in text:  # the usual case
        return text.strip(" ")
    # Line breaks and tabs part words, other controls do not.
    words = " ".join(text.replace("\x85", "…").split())
    text = UNPRINTABLE.sub(_sign_of_windows, words).strip()
    return text if _SEEN.search(text) else ""


def lines_with_words(lines: Iterable[str]) -> list[str]:
    """Return each line as `one_line` does, without those that are empty then."""
    plain = [one_line(line) for line in lines]
    return [line for line in plain if line]


def _sign_of_windows(control: re.Match[str]) -> str:
    return _SIGNS.get(control[0], "")


# Plain text.

_MOST_LINES = 40  # of a block on average: with more, a text is typed by lines
_LINE_BREAK = late("\r\n|\r|\n")
_BLANK_LINES = late(r"\n[^\S\n]*+\n\s*")


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without the white space around them.

    They are the blocks between blank lines, with a line feed between their lines; in a text without
    blank lines, or with few, they are the lines.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    blocks = _BLANK_LINES.split(text)
    lines = sum(block.count("\n") + 1 for block in blocks)
    if len(blocks) == 1 or lines > _MOST_LINES * len(blocks):
        blocks = text.split("\n")
    return tuple([block.strip() for block in blocks if block.strip()])


# Its bytes.

# The first bytes of PDF, of an archive such as Word's, and of old Word documents.
BEGINNINGS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SAVE, SAY = "save it as UTF-8", "say --encoding"
UTF8 = "utf-8-sig"
_MARKS = {
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),  # of which one begins as the next
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}


def decode_text(data: bytes, file: str, encoding: str = "", advice: str = SAVE) -> str:
    """Return bytes as text, without a byte order mark. Raise NoInput, with an advice."""
    try:
        return _decode(data, encoding).removeprefix("\ufeff")
    except UnicodeError:  # of some encodings it is no UnicodeDecodeError
        raise NoInput(f"{visible(file)}: {undecodable(data, encoding)}: {advice}") from None


def _decode(data: bytes, encoding: str) -> str:
    if not encoding:
        return data.decode(own_encoding(data))
    try:
        from tiptui.documents.encodings import decode_as
    except ImportError:
        raise NoInput(f"the library for encodings is missing: {INSTALL_EXTRA}") from None
    return decode_as(encoding, data)


def own_encoding(data: bytes) -> str:
    for name, marks in _MARKS.items():
        if data.startswith(marks):
            return name
    return UTF8


def undecodable(data: bytes, encoding: str = "") -> str:
    """Return the message on bytes that are no text in an encoding, or in their own."""
    name = encoding or own_encoding(data)
    where = ""
    with suppress(UnicodeError):  # some encodings have no position, or can't be read in parts
        try:
            _decode(data, encoding)
        except UnicodeDecodeError as error:
            line = len(_LINE_BREAK.findall(_decode(data[: error.start], encoding))) + 1
            where = f" (byte 0x{data[error.start]:02X} on line {line})"
    return f"not {name.replace(UTF8, 'UTF-8')}{where}; it may be mac_roman or cp1252"
