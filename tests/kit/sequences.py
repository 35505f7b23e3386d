"""A strict parser of the escape sequences that a terminal may be sent.

    for piece in parse(terminal.raw):
        if isinstance(piece, Text): ...

Anything that is neither text nor a sequence of the list raises AssertionError: a sequence that
Textual begins to send is added here by somebody who has looked at it.
"""

import base64
import re
from collections.abc import Iterator
from typing import NamedTuple

# Each with what it does; parameters are digits, so that no text can hide in one.
_ALLOWED = [
    (r"\x1b\[[\d;:]*m", "style"),
    (r"\x1b\[\d*(?:;\d*)?H", "cursor to a place"),
    (r"\x1b\[\d+C", "cursor forward"),
    (r"\x1b[78]", "cursor kept and put back"),
    (r"\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]", "mode"),
    (r"\x1b\[\?(?:2026|2048)\$p", "question about a mode"),
    (r"\x1b\[>\d+u", "keyboard protocol begins"),
    (r"\x1b\[<u", "keyboard protocol ends"),
    (r"\x1b\]22;(?:default|pointer|text)\x07", "shape of the mouse pointer"),
]
_SEQUENCE = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _ALLOWED))
_CLIPBOARD = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/]*={0,2})\x07")
_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f]+")
_LINE = re.compile(r"\r?\n")


class Text(str):
    __slots__ = ()


class Copied(NamedTuple):
    text: str


def parse(output: bytes) -> Iterator[Text | Copied]:
    """Yield the runs of text and the copied texts, in order.

    Raise AssertionError, with the rest, at anything else that is no sequence of the list.
    """
    shown = output.decode("utf-8")  # strictly: no terminal gets bytes that are no text
    at = 0
    while at < len(shown):
        if found := _TEXT.match(shown, at):
            yield Text(found[0])
        elif found := _CLIPBOARD.match(shown, at):
            yield Copied(base64.b64decode(found[1], validate=True).decode("utf-8"))
        elif not (found := _SEQUENCE.match(shown, at) or _LINE.match(shown, at)):
            raise AssertionError(f"sent to the terminal: {shown[at : at + 60]!r}")
        at = found.end()
