"""Text made safe to draw or print.

A record may come from a stranger, and a terminal obeys what it is sent. `visible` is the one
door to every output but JSON, which escapes by itself (see `tiptui.report.json_data`).
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any, cast


class _Late:
    """A pattern that is compiled when it is first used: a start needs few of them."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern, which is found at once from now on."""
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return cast("re.Pattern[str]", _Late(pattern, flags))


# C0 but line breaks, DEL, C1 and the three line separators that only some programs see as such.
CONTROL = late("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")

# Characters that take no space, and bidirectional controls: they could hide words or change their
# order. ZWNJ and ZWJ (U+200C, U+200D) and the emoji variation selectors are left out, because
# scripts and emoji need them; so are drawn Arabic signs of category Cf (U+0600 and others).
INVISIBLE = late(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# Also halves of surrogate pairs, by which Python carries bytes of a file name that are not UTF-8,
# and noncharacters, which are no text. An argument can have both.
UNPRINTABLE = late(f"{CONTROL.pattern[:-1]}\n\r{INVISIBLE.pattern[1:-1]}\ud800-\udfff\ufffe\uffff]")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in (0x0A, 0x0D):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"<U+{code:04X}>"


def visible(text: str) -> str:
    """Return text on one line with nothing hidden: line breaks as spaces, controls written out."""
    if text.isascii() and text.isprintable():
        return text
    return UNPRINTABLE.sub(_picture, text)


def clip(text: str, most: int = 60) -> str:
    """Return `visible(text)`, cut to `most` code points."""
    line = visible(text[: most + 1])
    if len(line) <= most:
        return line
    return f"{line[: most - 1]}…"


def few(words: Iterable[object], most: int = 3) -> str:
    """Return the first words, clipped, with commas between them."""
    first = [clip(str(word)) for word in islice(words, most + 1)]
    if len(first) > most:
        first[most] = "…"
    return ", ".join(first)


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def reason(error: Exception) -> str:
    """Return the reason of the system, for the end of a message."""
    # From Python 3.13 on, a ValueError begins with the name of a function.
    why = getattr(error, "strerror", None) or str(error).rpartition(": ")[2]
    return f"{why[:1].lower()}{why[1:]}"


_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def long_date(date: str) -> str:
    """Return `18 April 2024` for `2024-04-18`, `April 2024` for `2024-04`, or the year."""
    year, *parts = date.split("-")
    words = [year]
    if parts:
        words.insert(0, _MONTHS[int(parts[0]) - 1])
    if len(parts) > 1:
        words.insert(0, str(int(parts[1])))
    return " ".join(words)


def short_date(date: str) -> str:
    """Return `18 Apr 2024` for `2024-04-18`, `Apr 2024` for `2024-04`, or the year."""
    words = long_date(date).split()
    if len(words) > 1:
        words[-2] = words[-2][:3]
    return " ".join(words)
