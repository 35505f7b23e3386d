"""A text as it was typed: its characters, lines and escapes, and values that YAML may misread.

Lines are counted from 1, as the editors count them in which records are written.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from tiptui.record.problem import Position, Problem
from tiptui.text.visible import late

_LONGEST = 2_000  # code points of a line that are looked at
_FURTHEST = 10_000  # lines above that are looked at: all of them may be empty


class TextLines:
    """The lines of a text. They are found when first asked for, as most texts have no problem."""

    def __init__(self, text: str) -> None:
        self._text = text

    def position(self, offset: int) -> Position:
        """Return the position of an offset in code points from the start of the text."""
        starts = self._starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return the beginning of a line, without its line break; "" where there is none."""
        if not 0 < number <= len(self._starts):
            return ""
        start, *following = self._starts[number - 1 : number + 1]
        return self._text[start : min(*following, start + _LONGEST, len(self._text))].rstrip("\r\n")

    def above(self, number: int) -> Iterator[int]:
        """Yield the numbers of the lines above with more than a comment, the nearest first."""
        for above in range(number - 1, max(0, number - _FURTHEST), -1):
            if self.line(above).strip().partition("#")[0]:
                yield above

    @cached_property
    def _starts(self) -> "array[int]":
        line_break = "\r\n?|\n" if "\r" in self._text else "\n"  # found faster
        ends = (match.end() for match in re.finditer(line_break, self._text))
        # Four bytes for each line: a file may be nothing but lines.
        return array("I", chain((0,), ends))


_BYTE_ORDER_MARK = "\ufeff"
# No YAML stream may hold these (YAML 1.1, production c-printable).
_NOT_YAML = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# In bytes these are such a character, or the first byte of one; to look for them is faster.
_SIGNS_OF_NOT_YAML = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xC2, 0xEF])
# libyaml compares each of these with all before it.
_TAG_DIRECTIVE = late(r"(?:\A|[\r\n])%TAG")


class Unreadable(Exception):
    """The problem at which reading stopped."""

    def __init__(self, lines: TextLines, offset: int, message: str, code: str = "syntax") -> None:
        super().__init__(message)
        self.problem = Problem(lines.position(offset), message, code)


def not_clean(character: str) -> str:
    if character == "\t":
        return "a tab is not allowed in text: use spaces"
    what = f"the control character U+{ord(character):04X} is not allowed in text"
    # Other encodings are full of it.
    return f"{what}; save the file as UTF-8" if character == "\0" else f"{what}: take it away"


def decode(data: bytes) -> str:
    """Return the text of a UTF-8 file, without a byte order mark. Raise Unreadable."""
    try:
        text = data.decode().lstrip(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().lstrip(_BYTE_ORDER_MARK)
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise Unreadable(TextLines(before), len(before), message, "encoding") from None
    may_have_one = any(sign in data for sign in _SIGNS_OF_NOT_YAML)
    if may_have_one and (control := _NOT_YAML.search(text)):
        message = not_clean(control[0])
        raise Unreadable(TextLines(text), control.start(), message, "control-character")
    if "%TAG" in text and (directive := _TAG_DIRECTIVE.search(text)):
        message = "tags are not allowed: take this line away"
        raise Unreadable(TextLines(text), directive.end() - len("%TAG"), message, "tag")
    return text


_MAY_BE_DOUBTFUL = late(r"[ \t]#(?=\S)|[:,\[-]\s*[“„‘‚]")


def may_be_doubtful(text: str) -> bool:
    """Return whether any value of a file can be doubtful: in most, none can."""
    may_be_cut_off = "#" in text and (" #" in text or "\t#" in text)
    has_signs = may_be_cut_off or any(sign in text for sign in "“„‘‚")
    return has_signs and bool(_MAY_BE_DOUBTFUL.search(text))


_CUT_OFF = late(r"[ \t]+#(?=\S)|(?:\r\n|\r|\n)(?P<indent> +)#(?=\S)")
_IN_CURLY = late("[“”„][^“”„]*[“”]|[‘‚][^‘’‚]*[‘’]")
_CUT = 'what follows " #" does not count: put quotes around all of it, or a space after the "#"'
_CURLY = 'to YAML curly quotation marks are letters: put " in their place, or " around them too'


class Doubtful(str):
    """Plain text that YAML may have misread, with the message and the code of the problem."""

    doubt: tuple[str, str]


def doubt(value: str, text: str, end: int, column: int) -> str:
    """Return a plain value; one that YAML may have misread as Doubtful.

    It ends at `end` of the text, and its key or dash stands in a column, counted from 0: words
    further to the right on the next line would belong to it.
    """
    cut_off = _CUT_OFF.match(text, end)
    is_cut_off = cut_off and len(cut_off["indent"] or " " * (column + 1)) > column
    if not is_cut_off and not _IN_CURLY.fullmatch(value):
        return value
    found = Doubtful(value)
    found.doubt = (_CUT, "lost-text") if is_cut_off else (_CURLY, "curly-quotes")
    return found


_PAIR_OR_ESCAPE = late(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\.)")


def join_surrogates(text: str) -> str:
    """Write as one the characters that a JSON text escapes as two halves (RFC 8259, section 7)."""
    if "\\" not in text or "\\u" not in text:
        return text
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text

    def join(string: re.Match[str]) -> str:
        joined = _PAIR_OR_ESCAPE.sub(lambda it: it[1] or json.loads(f'"{it[0]}"'), string[0])
        return joined.ljust(len(string[0]))  # so that nothing else moves

    return re.sub(r'"(?:[^"\\]|\\.)*"', join, text)
