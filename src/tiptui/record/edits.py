"""Changes to the bytes of a record that keep every other byte.

Additions take the style of the items beside them. Positions are in code points from the start of
the text, columns from the start of the line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import chain, pairwise
from operator import itemgetter
from typing import Any

from tiptui.record.ids import part_at
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import Path
from tiptui.record.raw_text import decode
from tiptui.record.reader import Node, compose
from tiptui.record.writing import Layout, Style, in_brackets, item_lines, lines_of, scalar

_BREAK = re.compile(r"\r\n?|\n")
_BLANK = re.compile(r"(?:\r\n?+|\n)[ \t]*(?:\r|\n)")
_BLOCK = re.compile("[|>][-+1-9]*")
_BLOCK_HEAD = re.compile(r"[|>][^\r\n]*\s*")
_REMARK = re.compile(r"(?:\r\n?|\n)(?P<indent> *)#[^\r\n]*")

_NO_ROOM = "its YAML is written in a way that can't be added to"
_NO_RULE = ("syntax", "duplicate-key", "wrong-type")  # codes of bytes that nobody will see

_Piece = tuple[int, int, str]  # the start and the end of a span, and the text in its place


class NotEdited(Exception):
    """The reason why bytes can't be changed in this way, without the name of the file."""


def edit(data: bytes, record: Record, changes: Iterable[tuple[Path, Any]]) -> bytes:
    """Return the bytes of a record with more items at the ends of its lists, and other scalars.

    The path of a change leads to the list of its item, or to its scalar. Raise NotEdited.
    """
    text, pieces, wanted = decode(data), list[_Piece](), record
    for path, value in changes:
        is_item = not isinstance(value, str | int)
        new = (*part_at(wanted, path), value) if is_item else value
        wanted = with_value(wanted, path, new)
    top, differences = compose(text), _differences((), record, wanted)
    # Where two lists end in one place, the inner one comes first, else the one of the earlier key.
    for path, value in sorted(differences, key=lambda difference: -len(difference[0])):
        key = str(path[-1])
        *way, last = _find(top, path)
        owner, stands = [*way, last][len(path) - 1], len(way) == len(path)
        if stands and isinstance(value, str | int):
            pieces.append(_over(text, owner, key, value))
        elif text.lstrip().startswith("{"):
            raise NotEdited("it is written as JSON, which can't be added to")
        elif stands and last.id == "sequence":
            pieces += _beside(text, last, key, value)
        else:
            names = [field.name for field in fields(part_at(record, path[:-1]))]
            pieces.append(_below(text, owner, names[: names.index(key) + 1], value))
    parts, at = list[str](), 0
    for start, end, piece in sorted(pieces, key=itemgetter(0)):
        parts += (text[at:start], piece)
        at = end
    mark = data[: len(data) - len(text.encode())]
    written = mark + "".join((*parts, text[at:])).encode()
    loaded = parse(written)
    if loaded.record != wanted:  # it breaks a rule, or the reader reads something else
        errors = (of.message for of in loaded.problems if not (of.warning or of.code in _NO_RULE))
        raise NotEdited(next(errors, _NO_ROOM))
    return written


def _differences(path: Path, old: Any, new: Any) -> Iterator[tuple[Path, Any]]:
    """Yield other scalars by their paths, and further items by the paths of their lists."""
    if old == new:
        return
    if isinstance(new, str | int):
        yield path, new
    elif isinstance(new, tuple):
        for number, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from _differences((*path, number), one, other)
        if further := new[len(old) :]:
            yield path, further
    else:
        for name in (field.name for field in fields(new)):
            yield from _differences((*path, name), getattr(old, name), getattr(new, name))


def with_value(part: Any, path: Path, value: Any) -> Any:
    """Return a part of a record with another value at a path below it."""
    if not path:
        return value
    here, below = path[0], with_value(part_at(part, path[:1]), path[1:], value)
    if isinstance(here, int):
        return (*part[:here], below, *part[here + 1 :])
    return replace(part, **{here: below})


def _beside(text: str, there: Node, key: str, items: Sequence[Any]) -> list[_Piece]:
    if not there.value:
        offset = there.start_mark.index + 1
        return [(offset, offset, in_brackets(items, Style(), key)[1:-1])]
    *earlier, last = there.value[-2:]
    start, column = last.start_mark.index, there.start_mark.column
    style = _style_of(key, last, last.start_mark.column - column)
    if _is_open(there):
        between = text[_end_of(text, earlier[0]) : start] if earlier else ""
        parted = bool(_BLANK.search(between))
        return [_put(text, [last], column, item_lines(item, style, key), parted) for item in items]
    # On a line of its own where the last has one.
    margin = text[start - last.start_mark.column : start]
    between = f"{_break(text)}{margin}" if margin.isspace() else " "
    end = _end_of(text, last)
    return [(end, end, f",{between}{in_brackets(item, style, key)}") for item in items]


def _over(text: str, owner: Node, key: str, value: str | int) -> _Piece:
    """Return the piece that writes a value over the scalar under a key, in the style of that."""
    name, node = next(pair for pair in owner.value if pair[0].value == key)
    start, end = node.start_mark.index, _end_of(text, node)
    if text.startswith('"', start):
        return start, end, scalar(str(value), Style(quoted=[key]), key)
    if text.startswith("'", start):
        return start, end, "'{}'".format(str(value).replace("'", "''"))
    if head := _BLOCK_HEAD.match(text, start, end):
        return head.end(), end, str(value)
    is_text = isinstance(value, str)
    written = scalar(value, Style(), key, not _is_open(owner)) if is_text else str(value)
    if start == end:
        start = end = text.find(":", name.end_mark.index) + 1
        written = f" {written}"
    return start, end, written


def _below(text: str, owner: Node, keys: Sequence[str], value: str | Sequence[Any]) -> _Piece:
    """Return the piece that adds a missing key, the last of some, behind the others."""
    key, before = keys[-1], [pair for pair in owner.value if pair[0].value in keys]
    if not before:
        raise NotEdited(_NO_ROOM)
    if not _is_open(owner):
        end, written = _end_of(text, *before[-1]), in_brackets(value, Style(), key)
        return end, end, f", {key}: {written}"
    column = owner.start_mark.column
    lists = (node for _, node in owner.value if node.id == "sequence" and _is_open(node))
    inset = max(0, next((node.start_mark.column - column for node in lists), 2))
    lines = lines_of(key, value, Style(inset=inset))
    if there := next((pair for pair in before if pair[0].value == key), None):
        return _put(text, there, column, lines[1:])
    parted = any(
        _BLANK.search(text[_end_of(text, value) : name.start_mark.index])
        for (_, value), (name, _) in pairwise(owner.value)
    )
    return _put(text, before[-1], column, lines, parted)


def _put(
    text: str, above: Sequence[Node], column: int, written: Iterable[str], parted: bool = False
) -> _Piece:
    """Return a piece that puts lines in a column behind the last of some nodes and its comments."""
    last, line_end = _last_of(above), _BREAK.search(text, _end_of(text, *above))
    after = line_end.start() if line_end else len(text)
    block = _BLOCK.match(text, last.start_mark.index)
    # It would keep the blank line.
    parted = parted and not (block and "+" in block[0])
    line_break = line_end[0] if line_end else _break(text)
    lines = [*([""] if parted else []), *(" " * column + line for line in written)]
    while (own := _REMARK.match(text, after)) and len(own["indent"]) > column:
        after = own.end()
    if following := _BREAK.match(text, after):
        at = following.end()
        return at, at, "".join(line + line_break for line in lines)
    if block and "-" not in block[0] and not last.value.endswith("\n"):
        # To other readers the block would end in a line break then.
        raise NotEdited("its last line has no line break at its end: add one")
    return after, after, "".join(line_break + line for line in lines)


def _break(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _find(top: Node, path: Path) -> list[Node]:
    """Return the nodes on a path from the top of a record; the last step may lead to none."""
    found = [top]
    for step in path:
        nodes = found[-1].value
        if isinstance(step, int):
            found += nodes[step : step + 1]
        else:
            found += [value for key, value in nodes if key.value == step]
    return found


def _is_open(node: Node) -> bool:
    """Return whether a list or mapping is written without brackets."""
    return node.id != "scalar" and not node.flow_style


def _end_of(text: str, *nodes: Node) -> int:
    """Return the offset behind the last sign of the last of some nodes."""
    last = _last_of(nodes)
    start: int = last.start_mark.index
    written = text[start : last.end_mark.index]
    if _BLOCK.match(written):
        # Blank lines below it are a part of it where it keeps them.
        keeps = last.value.rstrip() != last.value.removesuffix("\n")
        written = written.removesuffix("\n").removesuffix("\r") if keeps else written.rstrip()
    return start + len(written)


def _last_of(nodes: Iterable[Node]) -> Node:
    """Return the last scalar, or the last brackets, of some nodes."""
    # An empty value ends before its key's colon.
    last = max(nodes, key=lambda node: int(node.end_mark.index))
    if not _is_open(last):
        return last
    return _last_of(last.value[-1] if last.id == "mapping" else last.value[-1:])


def _style_of(key: str, item: Node, dash: int) -> Style:
    """Return the style of an item of the list under a key, `dash` columns behind its dash."""
    inset, lists, quoted = 2, dict[str, Layout](Style().lists), set[str]()
    lists[key] = "lines" if _is_open(item) else "braces"
    for name, value in _walk(item):
        if value.id == "scalar" and value.style == '"':
            quoted.add(name.value)
        elif value.id == "sequence" and value.value:
            inner = value.value[0]
            in_braces = inner.id == "mapping" and not _is_open(inner)
            lists[name.value] = "braces" if in_braces else "lines"
            if _is_open(value):
                inset = max(0, value.start_mark.column - name.start_mark.column)
            else:
                lists[name.value] = "brackets"
    return Style(max(2, dash), inset, lists, frozenset(quoted))


def _walk(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield each key below a node, with its value."""
    if node.id == "mapping":
        for pair in node.value:
            yield pair
            yield from _walk(pair[1])
    elif node.id == "sequence":
        yield from chain.from_iterable(map(_walk, node.value))
