"""Text for a terminal: in styles, in columns, cut by words at its width.

A style is a sequence of ECMA-48 (`ESC [1m`). No text of a record can be one: `visible` shows ESC.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise, zip_longest
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
    return f"\x1b[{codes}m{text}{_PLAIN}" if text and codes else text


def draw_course(numbers: Sequence[float], most: float = 0) -> str:
    """Return a bar of one cell for each number, beside the largest or `most`; for 0 a dot."""
    most = most or max(numbers, default=0)
    return "".join(_BARS[ceil(max(0, number) * 8 / most) if most else 0] for number in numbers)


def cells(text: str) -> int:
    """Return the width of a text in cells of a terminal, as nearly as Unicode tells."""
    if "\x1b" in text:
        text = _STYLE.sub("", text)
    if text.isascii():
        return len(text)
    odd = [letter for letter in text if letter > "\u02ff"]
    wide = sum(east_asian_width(letter) in "WF" for letter in odd)
    return len(text) + wide - sum(combining(letter) > 0 for letter in odd)


def line_starts(text: str, width: int, size: Callable[[str], int]) -> Iterator[int]:
    """Yield the offsets in a text where its lines begin, below the first."""
    at = used = 0
    for word in _CHUNK.findall(text):
        for part in _parts(word, width, size):
            if used and used + size(part.rstrip()) > width:
                yield at
                used = 0
            at, used = at + len(part), used + size(part)


def _parts(word: str, width: int, size: Callable[[str], int]) -> Iterator[str]:
    """Yield the parts of a word that stay on one line: its letters, if they have no room."""
    ends = (found.start() for found in _BREAK.finditer(word))
    for start, end in pairwise(chain((0,), ends, (len(word),))):
        part = word[start:end]
        yield from _PIECES.findall(part) if size(part.rstrip()) > width else (part,)


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
        for part in _parts(word, width - len(margin), cells):
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
