"""Changes to the bytes of a record that keep every other byte."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from tiptui.record.layout import Node, find
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import Fault, Path
from tiptui.record.raw_text import TextLines, Unreadable, decode
from tiptui.record.reader import locate_faults
from tiptui.record.writing import Style, in_brackets, item_lines, line_start, style_of, tree

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
    try:
        text = decode(data)
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


def _with(part: Any, path: Path, value: Any) -> Any:
    """Return a part of a record with another value at a path below it."""
    if not path:
        return value
    here, *below = path
    if isinstance(here, int):
        return (*part[:here], _with(part[here], tuple(below), value), *part[here + 1 :])
    return replace(part, **{here: _with(getattr(part, here), tuple(below), value)})


def add_items(data: bytes, record: Record, items: Iterable[tuple[Path, Any]]) -> bytes:
    """Return the bytes of a record with items more, each at the end of the list at its path.

    `record` is what was read from the bytes. Raise NotEdited where one can't be put there.
    """
    try:
        text = decode(data)
    except Unreadable:
        raise NotEdited(_CHANGED) from None
    edited, wanted = text, record
    for path, item in items:
        edited = _put_in(edited, _pieces_of(edited, wanted, path, item))
        wanted = _with(wanted, path, (*_at(wanted, path), item))
    return _prove(data, text, edited, wanted, _NO_ROOM)


def _pieces_of(text: str, record: Record, path: Path, item: Any) -> list[_Piece]:
    """Return what adds an item to the list at a path of a record, in its text."""
    owner, found = _at(record, path[:-1]), find(text, path)
    if len(found) > len(path) and found[-1].kind == "list":
        return _beside(text, found[-1], tree(item))
    if len(found) >= len(path) and found[len(path) - 1].kind == "mapping":
        names = [each.name for each in fields(owner)]
        earlier = names[: names.index(str(path[-1])) + 1]
        return _below(text, found[: len(path)], str(path[-1]), earlier, tree(item))
    raise NotEdited(_CHANGED)


def _beside(text: str, there: Node, item: Any) -> list[_Piece]:
    """Return what adds an item to a list that is there."""
    if not there.count:
        return [_at_offset(there.start + 1, in_brackets(item, Style()))]
    *earlier, last = there.items
    style = style_of(last, there.column, text)
    if not there.is_open:
        return _in_list(text, there, in_brackets(item, style))
    parted = bool(earlier and _BLANK.search(text[earlier[0].end : last.start]))
    return [_put(text, last.end, there.column, item_lines(item, style), parted)]


def _in_list(text: str, there: Node, written: str) -> list[_Piece]:
    """Return what adds an item to a list in brackets, on its own line where the last has one."""
    last = there.items[-1]
    comma = _COMMA.match(text, last.end, there.end)
    behind = comma.end() if comma else last.end
    line = text[line_start(text, last.start) : last.start]
    if line.strip() or there.start >= last.start - len(line):
        return [_at_offset(behind, f" {written}" if comma else f", {written}")]
    begun, end = f"{_break(text)}{line}{written}", _line_end(text, behind)
    if end >= there.end:
        return [_at_offset(behind, begun if comma else f",{begun}")]
    if comma:
        return [_at_offset(end, f"{begun},")]
    return [_at_offset(last.end, ","), _at_offset(end, begun)]


def _below(text: str, way: list[Node], key: str, earlier: list[str], item: Any) -> list[_Piece]:
    """Return what adds an item to a list that is not there, behind the keys that go before it."""
    owner = way[-1]
    before = [name for name in owner.keys if name in earlier]
    if not before:
        raise NotEdited(_NO_ROOM)
    start, last = max((owner.keys[name] for name in before), key=lambda each: each[0])
    end = max(start, last.end)
    if not owner.is_open:
        style = Style(is_json=text.startswith('"', start))
        mark = '"' if style.is_json else ""
        return [_at_offset(end, f", {mark}{key}{mark}: [{in_brackets(item, style)}]")]
    lists = [each for _, each in owner.keys.values() if each.kind == "list" and each.is_open]
    inset = max(0, lists[0].column - owner.column) if lists else 2
    style = Style(is_open=key != "evidence", inset=inset)
    written = [" " * inset + line for line in item_lines(item, style)]
    if key in owner.keys:
        return [_put(text, end, owner.column, written)]
    starts = sorted((start, each.end) for start, each in owner.keys.values())
    parted = any(_BLANK.search(text[end:start]) for (_, end), (start, _) in pairwise(starts))
    return [_put(text, end, owner.column, [f"{key}:", *written], parted)]


def _put(text: str, end: int, column: int, written: Iterable[str], parted: bool = False) -> _Piece:
    """Return what puts lines in a column behind what ends there.

    Remarks below it, farther to the right than the column, are its own.
    """
    line_break = _break(text)
    lines = [*([""] if parted else []), *(" " * column + line for line in written)]
    after = _line_end(text, end)
    while own := _REMARK.match(text, after):
        if len(own["indent"]) <= column:
            break
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


def _at(part: Any, path: Path) -> Any:
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part
