"""Changes to the bytes of a record that keep every other byte."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import Fault, Path
from tiptui.record.raw_text import TextLines, Unreadable, decode
from tiptui.record.reader import Node, locate_faults
from tiptui.record.writing import (
    Style,
    end_of,
    find,
    in_brackets,
    is_open,
    item_lines,
    style_of,
    tree,
)

_BREAK = re.compile(r"\r\n?|\n")
_BLANK = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_COMMA = re.compile(r"\s*,")
_REMARK = re.compile(r"(?:\r\n?|\n)(?P<indent> *)#[^\r\n]*")
_NUMBER = re.compile(r"(?P<quote>[\"']?)[0-9]+(?P=quote)")

_CHANGED = "it has changed since it was read"
_NO_ROOM = "its YAML is written in a way that can't be added to"

_Piece = tuple[int, int, str]
"""From and up to which offset a text is replaced, and by what."""


class NotEdited(Exception):
    """The bytes can't be changed so; says why, without the file's name."""


def set_numbers(data: bytes, record: Record, numbers: Mapping[Path, int]) -> bytes:
    """Return the bytes of a record with other whole numbers at some paths.

    `record` is what was read from the bytes. Raise NotEdited where they say something else now, or
    a number is not written in digits on one line.
    """
    text = _decode(data)
    try:
        places = locate_faults(text, [Fault(path, "", "") for path in numbers])
    except Unreadable:
        raise NotEdited(_CHANGED) from None
    lines, pieces, wanted = TextLines(text), list[_Piece](), record
    for place, (path, number) in zip(places, numbers.items(), strict=True):
        start = lines.offset(place.position)
        written = _NUMBER.match(text, start)
        if not written:
            raise NotEdited(f"the number on line {place.position.line} is not in digits there")
        pieces.append((start, written.end(), f"{written['quote']}{number}{written['quote']}"))
        wanted = _with(wanted, path, number)
    return _prove(data, text, _put_in(text, pieces), wanted, _CHANGED)


def add_items(data: bytes, record: Record, items: Iterable[tuple[Path, Any]]) -> bytes:
    """Return the bytes of a record with items more, each at the end of the list at its path.

    `record` is what was read from the bytes. Raise NotEdited where one can't be put there.
    """
    text = edited = _decode(data)
    wanted = record
    for path, item in items:
        edited = _put_in(edited, _pieces_of(edited, wanted, path, item))
        wanted = _with(wanted, path, (*_at(wanted, path), item))
    return _prove(data, text, edited, wanted, _NO_ROOM)


def _decode(data: bytes) -> str:
    try:
        return decode(data)
    except Unreadable:
        raise NotEdited(_CHANGED) from None


def _put_in(text: str, pieces: Iterable[_Piece]) -> str:
    """Return a text with pieces in the place of what stood there, those of one offset in order."""
    parts, at = list[str](), 0
    for start, end, piece in sorted(pieces, key=lambda each: each[0]):
        parts += (text[at:start], piece)
        at = end
    return "".join((*parts, text[at:]))


def _prove(data: bytes, text: str, edited: str, wanted: Record, otherwise: str) -> bytes:
    """Return the bytes of an edited text, once they are read as the record that is wanted."""
    mark = data[: len(data) - len(text.encode())]
    written = mark + edited.encode()
    if parse(written).record != wanted:
        raise NotEdited(otherwise)
    return written


def _at(part: Any, path: Path) -> Any:
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def _with(part: Any, path: Path, value: Any) -> Any:
    """Return a part of a record with another value at a path below it."""
    if not path:
        return value
    here, below = path[0], _with(_at(part, path[:1]), path[1:], value)
    if isinstance(here, int):
        return (*part[:here], below, *part[here + 1 :])
    return replace(part, **{here: below})


def _pieces_of(text: str, record: Record, path: Path, item: Any) -> list[_Piece]:
    """Return what adds an item to the list at a path of a record, in its text."""
    *way, there = find(text, path)
    if len(way) == len(path) and there.id == "sequence":
        return _beside(text, there, tree(item))
    way = [*way, there][: len(path)]
    if len(way) == len(path) and way[-1].id == "mapping":
        names = [each.name for each in fields(_at(record, path[:-1]))]
        earlier = names[: names.index(str(path[-1])) + 1]
        return _below(text, way[-1], str(path[-1]), earlier, tree(item))
    raise NotEdited(_CHANGED)


def _beside(text: str, there: Node, item: Any) -> list[_Piece]:
    """Return what adds an item to a list that is there."""
    if not there.value:
        return [_at_offset(there.start_mark.index + 1, in_brackets(item, Style()))]
    *earlier, last = there.value[-2:]
    column, end = there.start_mark.column, end_of(last, text)
    style = style_of(last, column, text)
    if is_open(there):
        between = text[end_of(earlier[0], text) : last.start_mark.index] if earlier else ""
        return [_put(text, end, column, item_lines(item, style), bool(_BLANK.search(between)))]
    written = in_brackets(item, style)
    comma = _COMMA.match(text, end, there.end_mark.index)
    behind = comma.end() if comma else end
    before = text[there.start_mark.index + 1 : last.start_mark.index]
    # On a line of its own where the last has one.
    *above, inset = re.split("[\r\n]", before)
    if not above or inset.strip():
        return [_at_offset(behind, f" {written}" if comma else f", {written}")]
    begun, line_end = f"{_break(text)}{inset}{written}", _line_end(text, behind)
    if line_end >= there.end_mark.index:
        return [_at_offset(behind, begun if comma else f",{begun}")]
    if comma:
        return [_at_offset(line_end, f"{begun},")]
    return [_at_offset(end, ","), _at_offset(line_end, begun)]


def _below(text: str, owner: Node, key: str, earlier: list[str], item: Any) -> list[_Piece]:
    """Return what adds an item to a list that is not there, behind the keys that go before it."""
    before = [pair for pair in owner.value if pair[0].value in earlier]
    if not before:
        raise NotEdited(_NO_ROOM)
    start = before[-1][0].start_mark.index
    end = max(start, end_of(before[-1][1], text))
    if not is_open(owner):
        style = Style(is_json=text.startswith('"', start))
        mark = '"' if style.is_json else ""
        return [_at_offset(end, f", {mark}{key}{mark}: [{in_brackets(item, style)}]")]
    column = owner.start_mark.column
    lists = (each for _, each in owner.value if each.id == "sequence" and is_open(each))
    inset = max(0, next((each.start_mark.column - column for each in lists), 2))
    style = Style(is_open=key != "evidence", inset=inset)
    written = [" " * inset + line for line in item_lines(item, style)]
    if any(name.value == key for name, _ in owner.value):
        return [_put(text, end, column, written)]
    parted = any(
        _BLANK.search(text[end_of(value, text) : name.start_mark.index])
        for (_, value), (name, _) in pairwise(owner.value)
    )
    return [_put(text, end, column, [f"{key}:", *written], parted)]


def _put(text: str, end: int, column: int, written: Iterable[str], parted: bool = False) -> _Piece:
    """Return what puts lines in a column behind what ends there.

    Remarks below it, farther to the right than the column, are its own.
    """
    line_break = _break(text)
    lines = [*([""] if parted else []), *(" " * column + line for line in written)]
    after = _line_end(text, end)
    while (own := _REMARK.match(text, after)) and len(own["indent"]) > column:
        after = own.end()
    if after == len(text):
        return _at_offset(after, "".join(line_break + line for line in lines))
    following = _BREAK.match(text, after)
    offset = following.end() if following else after
    return _at_offset(offset, "".join(line + line_break for line in lines))


def _at_offset(offset: int, piece: str) -> _Piece:
    return offset, offset, piece


def _break(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _line_end(text: str, offset: int) -> int:
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)
