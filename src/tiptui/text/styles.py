"""Text for a terminal: in styles, in columns, cut by words at its width.

A style is a sequence of ECMA-48 (`ESC [1m`). No text of a record can be one: `visible` shows ESC.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from unicodedata import combining, east_asian_width

from tiptui.text.visible import late

_STYLE = late("\x1b\\[[0-9;]*m")
_PLAIN = "\x1b[0m"
_PIECES = late(f"{_STYLE.pattern}|.", re.DOTALL)

# A dot between facts ends a line, an arrow begins one, a number stays with its noun.
_WORDS = late(r" +|(?:\(→ |[0-9,]+ )?[^ ]+(?: ·(?= ))?")

_NARROW = 40  # cells: a narrower column is hard to read


def in_style(text: str, codes: str) -> str:
    return f"\x1b[{codes}m{text}{_PLAIN}" if text and codes else text


def cells(text: str) -> int:
    """Return the width of a text in cells of a terminal, as nearly as Unicode tells."""
    if "\x1b" in text:
        text = _STYLE.sub("", text)
    if text.isascii():
        return len(text)
    odd = [letter for letter in text if letter > "\u02ff"]
    wide = sum(east_asian_width(letter) in "WF" for letter in odd)
    return len(text) + wide - sum(combining(letter) > 0 for letter in odd)


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Return the lines of a text, all but the first with an indent. Each has its styles whole."""
    if cells(text) <= width:
        return [text]
    margin = " " * min(indent, width // 2)
    lines, line, used, gap = list[str](), "", 0, ""
    for word in _WORDS.findall(text):
        if word[0] == " ":
            gap = word
            continue
        is_wide = cells(word) > width - len(margin)
        for part in _PIECES.findall(word) if is_wide else (word,):
            size = cells(part)
            if used + len(gap) + size > width and line.strip():
                lines.append(line)
                line, used, gap = margin, len(margin), ""
            line, used, gap = line + gap + part, used + len(gap) + size, ""
    lines.append(line)
    return [*_with_whole_styles(lines)] if _PLAIN in text else lines


def _with_whole_styles(lines: Iterable[str]) -> Iterator[str]:
    begun = ""
    for line in lines:
        words = line.lstrip(" ")
        shown = " " * (len(line) - len(words)) + begun + words
        begun = "".join(_STYLE.findall(shown)).rpartition(_PLAIN)[2]
        yield f"{shown}{_PLAIN}" if begun else shown


def columns(rows: Sequence[Sequence[str]], width: int = 0) -> Iterator[str]:
    """Yield the lines of a table. The widest column gives way; without room the last goes below."""
    if not rows:
        return
    sizes = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    room, widest = list(sizes), sizes.index(max(sizes))
    if width and (lacking := sum(sizes) + 2 * len(sizes[1:]) - width) > 0:
        room[widest] -= lacking
    for row in rows:
        if room[widest] < min(_NARROW, sizes[widest] // 2):
            yield from wrap("  ".join(map(_pad, row[:-1], sizes)), width, 4)
            yield from ("    " + line for line in wrap(row[-1], max(width - 4, 1)))
            continue
        cut = [wrap(cell, most) if width else [cell] for cell, most in zip(row, room, strict=True)]
        for line in zip_longest(*cut, fillvalue=""):
            yield "  ".join([*map(_pad, line[:-1], room), line[-1]]).rstrip()


def _pad(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
