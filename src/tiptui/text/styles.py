"""Text for a terminal: in styles, in columns, cut by words at its width.

A style is a sequence of ECMA-48 (`ESC [1m`). No text of a record can be one: `visible` shows ESC.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from math import ceil
from unicodedata import combining, east_asian_width

from tiptui.text.visible import late

_STYLE = late("\x1b\\[[0-9;]*m")
_PLAIN = "\x1b[0m"
_PIECES = late(f"{_STYLE.pattern}|.", re.DOTALL)

# A dot between facts ends a line, an arrow begins one, a number stays with its noun.
_WORDS = late(r" +|(?:\(→ |[0-9,]+ )?[^ ]+(?: ·(?= ))?")

_CHUNK = late(r"\S+\s*|\s+")

# Letters that part anywhere, but for signs that open or close something (a part of UAX 14).
_WIDE = "\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
_OPEN = "\"'(\\[{‘“〈《「『【〔〖〘〚（［｛｢"
_SMALL = "々゛゜ゝゞヽヾ・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ･\u2800\u3099\u309a\x1b"
_CLOSE = f"\"'!%),.:;?\\]}}…’”、。〉》」』】〕〗〙〛〜！％），．：；？］｝｡｣､{_SMALL}"
_BREAK = late(rf"(?<![{_OPEN}])(?![\s{_CLOSE}])(?:(?<=[{_WIDE}])|(?=[{_WIDE}]))")
has_wide = late(f"[{_WIDE}]").search

_BARS = "·▁▂▃▄▅▆▇█"

_NARROW = 40  # cells: a narrower column is hard to read


def in_style(text: str, codes: str) -> str:
    if not text or not codes:
        return text
    return f"\x1b[{codes}m{text}{_PLAIN}"


def draw_course(numbers: Sequence[float], most: float = 0) -> str:
    """Return a bar of one cell for each number, beside the largest or `most`; for 0 a dot."""
    most = most or max(numbers, default=0)
    if not most:
        return _BARS[0] * len(numbers)
    return "".join(_BARS[ceil(max(0, number) * 8 / most)] for number in numbers)


def cells(text: str) -> int:
    """Return the width of a text in cells of a terminal, as nearly as Unicode tells."""
    if "\x1b" in text:
        text = _STYLE.sub("", text)
    if text.isascii():
        return len(text)
    width = len(text)
    for letter in text:
        if letter <= "\u02ff":
            continue
        if east_asian_width(letter) in "WF":
            width += 1
        if combining(letter):
            width -= 1
    return width


def line_starts(text: str, width: int, size: Callable[[str], int]) -> Iterator[int]:
    """Yield the offsets in a text where its lines begin, below the first."""
    offset = used = 0
    for word in _CHUNK.findall(text):
        for part in _parts(word, width, size):
            if used and used + size(part.rstrip()) > width:
                yield offset
                used = 0
            offset += len(part)
            used += size(part)


def _parts(word: str, width: int, size: Callable[[str], int]) -> Iterator[str]:
    """Yield the parts of a word that stay on one line: its letters, if they have no room."""
    breaks = [match.start() for match in _BREAK.finditer(word)]
    for start, end in pairwise([0, *breaks, len(word)]):
        part = word[start:end]
        if size(part.rstrip()) > width:
            yield from _PIECES.findall(part)
        else:
            yield part


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """Return the lines of a text, all but the first with an indent. Each has its styles whole."""
    if cells(text) <= width:
        return [text]
    margin = " " * min(indent, width // 2)
    lines: list[str] = []
    line = gap = ""
    used = 0
    for word in _WORDS.findall(text):
        if word[0] == " ":
            gap = word
            continue
        for part in _parts(word, width - len(margin), cells):
            size = cells(part)
            if used + len(gap) + size > width and line.strip():
                lines.append(line)
                line = margin
                used = len(margin)
                gap = ""
            line += gap + part
            used += len(gap) + size
            gap = ""

    lines.append(line)
    if _PLAIN in text:
        return list(_with_whole_styles(lines))
    return lines


def _with_whole_styles(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that begin with the styles still on, and end without any."""
    styles = ""
    for line in lines:
        words = line.lstrip(" ")
        margin = " " * (len(line) - len(words))
        whole = f"{margin}{styles}{words}"
        _, _, styles = "".join(_STYLE.findall(whole)).rpartition(_PLAIN)
        if styles:
            whole += _PLAIN
        yield whole


def columns(rows: Sequence[Sequence[str]], width: int = 0) -> Iterator[str]:
    """Yield the lines of a table. The widest column gives way; without room the last goes below."""
    if not rows:
        return
    sizes = [_column_width(rows, number) for number in range(len(rows[0]))]
    room = list(sizes)
    widest = sizes.index(max(sizes))
    lacking = sum(sizes) + 2 * (len(sizes) - 1) - width
    if width and lacking > 0:
        room[widest] -= lacking

    has_no_room = room[widest] < min(_NARROW, sizes[widest] // 2)
    for row in rows:
        if has_no_room:
            *first, last = row
            yield from wrap("  ".join(_pad(first, sizes)), width, 4)
            for line in wrap(last, max(width - 4, 1)):
                yield f"    {line}"
        elif width:
            yield from _cut_row(row, room)
        else:
            yield _in_columns(row, room)


def _column_width(rows: Sequence[Sequence[str]], number: int) -> int:
    return max(cells(row[number]) for row in rows)


def _cut_row(row: Sequence[str], room: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a row, each cell of which is cut to its room."""
    cut = [wrap(cell, most) for cell, most in zip(row, room, strict=True)]
    for line in zip_longest(*cut, fillvalue=""):
        yield _in_columns(line, room)


def _in_columns(row: Sequence[str], widths: Sequence[int]) -> str:
    """Return cells beside each other; the last needs no space behind."""
    *first, last = row
    return "  ".join([*_pad(first, widths), last]).rstrip()


def _pad(row: Iterable[str], widths: Iterable[int]) -> list[str]:
    return [cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=False)]
