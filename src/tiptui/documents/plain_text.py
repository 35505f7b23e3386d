"""Plain text: its bytes decoded, its paragraphs and the lines that they begin on."""

import re

from tiptui.files.input import NoInput, read_bytes
from tiptui.text.visible import visible

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


def read_text(file: str) -> str:
    """Return the text of a file, without a byte order mark. Raise NoInput."""
    return decode_text(read_bytes(file), file)


def decode_text(data: bytes, file: str) -> str:
    """Return the text that the bytes of a file are. Raise NoInput."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{data[error.start]:02X} on line {line} is not UTF-8"
        raise NoInput(f"{visible(file)}: {message}") from None
