"""Changes to the bytes of a record that keep every other byte.

What is added is written in the style of what stands beside it. Positions are in code points from
the start of the text, columns from that of the line.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain, pairwise
from typing import Any, NamedTuple

from tiptui.record.forms import is_date
from tiptui.record.ids import part_at
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import Path
from tiptui.record.raw_text import decode
from tiptui.record.reader import Node, compose

_BREAK = re.compile(r"\r\n?|\n")
_BLANK = re.compile(r"(?:\r\n?+|\n)[ \t]*(?:\r|\n)")
_COMMA = re.compile(r"\s*,")
_BLOCK = re.compile("[|>][-+1-9]*")
_REMARK = re.compile(r"(?:\r\n?|\n)(?P<indent> *)#[^\r\n]*")

_CHANGED = "it has changed since it was read"
_NO_ROOM = "its YAML is written in a way that can't be added to"

_Piece = tuple[int, int, str]
"""From and up to which offset a text is replaced, and by what."""


class NotEdited(Exception):
    """The bytes can't be changed so; says why, without the file's name."""


def set_numbers(data: bytes, record: Record, numbers: Mapping[Path, int]) -> bytes:
    """Return the bytes of a record, which was read from them, with other whole numbers at paths.

    Raise NotEdited where they say something else now.
    """
    if parse(data).record != record:
        raise NotEdited(_CHANGED)
    text, pieces, wanted = decode(data), list[_Piece](), record
    top = compose(text)
    for path, number in numbers.items():
        node = find(top, path)[-1]
        end, quote = end_of(text, node), node.style if node.style in ("'", '"') else ""
        # The digits of a block are the last of it.
        start = node.start_mark.index if quote else end - len(node.value.rstrip())
        pieces.append((start, end, f"{quote}{number}{quote}"))
        wanted = _with(wanted, path, number)
    return _prove(data, text, _put_in(text, pieces), wanted)


def add_items(data: bytes, record: Record, items: Iterable[tuple[Path, Any]]) -> bytes:
    """Return the bytes of a record, which was read from them, with items more at ends of lists.

    Raise NotEdited where one can't be put at its path.
    """
    text = edited = decode(data)
    wanted = record
    for path, item in items:
        edited = _put_in(edited, _pieces_of(edited, wanted, path, item))
        wanted = _with(wanted, path, (*part_at(wanted, path), item))
    return _prove(data, text, edited, wanted)


def _put_in(text: str, pieces: Iterable[_Piece]) -> str:
    """Return a text with pieces in the place of what stood there, those of one offset in order."""
    parts, at = list[str](), 0
    for start, end, piece in sorted(pieces, key=lambda each: each[0]):
        parts += (text[at:start], piece)
        at = end
    return "".join((*parts, text[at:]))


def _prove(data: bytes, text: str, edited: str, wanted: Record) -> bytes:
    """Return the bytes of an edited text, once they are read as the record that is wanted."""
    mark = data[: len(data) - len(text.encode())]
    written = mark + edited.encode()
    if parse(written).record != wanted:
        raise NotEdited(_NO_ROOM)
    return written


def _with(part: Any, path: Path, value: Any) -> Any:
    """Return a part of a record with another value at a path below it."""
    if not path:
        return value
    here, below = path[0], _with(part_at(part, path[:1]), path[1:], value)
    if isinstance(here, int):
        return (*part[:here], below, *part[here + 1 :])
    return replace(part, **{here: below})


def _pieces_of(text: str, record: Record, path: Path, item: Any) -> list[_Piece]:
    """Return what adds an item to the list at a path of a record, in its text."""
    *way, there = find(compose(text), path)
    if len(way) == len(path) and there.id == "sequence":
        return _beside(text, there, item)
    owner = [*way, there][len(path) - 1]
    names = [each.name for each in fields(part_at(record, path[:-1]))]
    earlier = names[: names.index(str(path[-1])) + 1]
    return _below(text, owner, str(path[-1]), earlier, item)


def _beside(text: str, there: Node, item: Any) -> list[_Piece]:
    """Return what adds an item to a list that is there."""
    if not there.value:
        return [_at_offset(there.start_mark.index + 1, in_brackets(item, Style()))]
    *earlier, last = there.value[-2:]
    column = there.start_mark.column
    style = style_of(last, column, text)
    if is_open(there):
        between = text[end_of(text, earlier[0]) : last.start_mark.index] if earlier else ""
        return _put(text, [last], column, item_lines(item, style), bool(_BLANK.search(between)))
    written, end = in_brackets(item, style), end_of(text, last)
    comma = _COMMA.match(text, end, there.end_mark.index)
    behind = comma.end() if comma else end
    before = text[there.start_mark.index + 1 : last.start_mark.index]
    pieces = [] if comma else [_at_offset(end, ",")]
    # On a line of its own where the last has one.
    *above, inset = re.split("[\r\n]", before)
    if not above or inset.strip():
        return [*pieces, _at_offset(behind, f" {written}")]
    begun, line_end = f"{_break(text)}{inset}{written}", _line_end(text, behind)
    if line_end >= there.end_mark.index:
        return [*pieces, _at_offset(behind, begun)]
    return [*pieces, _at_offset(line_end, f"{begun}," if comma else begun)]


def _below(text: str, owner: Node, key: str, earlier: list[str], item: Any) -> list[_Piece]:
    """Return what adds an item to a list that is not there, behind the keys that go before it."""
    before = [pair for pair in owner.value if pair[0].value in earlier]
    if not before:
        raise NotEdited(_NO_ROOM)
    if not is_open(owner):
        style = Style(is_json=text.startswith('"', before[-1][0].start_mark.index))
        mark, end = '"' if style.is_json else "", end_of(text, *before[-1])
        return [_at_offset(end, f", {mark}{key}{mark}: [{in_brackets(item, style)}]")]
    column = owner.start_mark.column
    lists = (each for _, each in owner.value if each.id == "sequence" and is_open(each))
    inset = max(0, next((each.start_mark.column - column for each in lists), 2))
    style = Style(is_open=key != "evidence", inset=inset)
    written = [" " * inset + line for line in item_lines(item, style)]
    if any(name.value == key for name, _ in owner.value):
        return _put(text, before[-1], column, written)
    parted = any(
        _BLANK.search(text[end_of(text, value) : name.start_mark.index])
        for (_, value), (name, _) in pairwise(owner.value)
    )
    return _put(text, before[-1], column, [f"{key}:", *written], parted)


def _put(
    text: str, above: Sequence[Node], column: int, written: Iterable[str], parted: bool = False
) -> list[_Piece]:
    """Return the pieces that put lines in a column behind the last of some nodes.

    Remarks below it, farther to the right than the column, are its own.
    """
    last, after = last_of(above), _line_end(text, end_of(text, *above))
    block = _BLOCK.match(text, last.start_mark.index)
    # It would keep the blank line.
    parted = parted and not (block and "+" in block[0])
    line_break = _break(text)
    lines = [*([""] if parted else []), *(" " * column + line for line in written)]
    while (own := _REMARK.match(text, after)) and len(own["indent"]) > column:
        after = own.end()
    if following := _BREAK.match(text, after):
        return [_at_offset(following.end(), "".join(line + line_break for line in lines))]
    pieces = [_at_offset(after, "".join(line_break + line for line in lines))]
    if block and "-" not in block[0] and not last.value.endswith("\n"):
        # It had no line break at its end, and now there is one.
        pieces.append((block.start(), block.end(), f"{block[0].replace('+', '')}-"))
    return pieces


def _at_offset(offset: int, piece: str) -> _Piece:
    return offset, offset, piece


def _break(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _line_end(text: str, offset: int) -> int:
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)


# How a part of a record is written.

# What others read as something else than text, and what ends plain text, in brackets too.
_NO_TEXT = frozenset("true false yes no on off y n null".split())
_ENDS, _ENDS_IN_BRACKETS = re.compile(": | #"), re.compile("[][{},?:]| #")


def may_be_plain(text: str, in_brackets: bool = False) -> bool:
    """Return whether all readers of YAML take a text without quotation marks for just that."""
    ends = _ENDS_IN_BRACKETS if in_brackets else _ENDS
    is_text = text[:1].isalpha() and text[-1] not in " :" and text.lower() not in _NO_TEXT
    return (is_text and text.isprintable() and not ends.search(text)) or (
        "-" in text and is_date(text)
    )


class Style(NamedTuple):
    """How the items of a list are written, if it tells."""

    is_open: bool = True
    """Whether an item stands on lines of its own, without braces."""
    words_open: bool = False
    """Whether lists of words have a line for each."""
    proof_closed: bool = False
    """Whether lists of mappings stand in brackets."""
    proof_open: bool = False
    """Whether mappings in lists have a line for each key."""
    inset: int = 2
    """Columns from a key to the dashes below it."""
    dash: int = 2
    """Columns from a dash to what it begins."""
    quoted: frozenset[str] = frozenset()
    """Keys whose text stands in quotation marks."""
    is_json: bool = False


def find(top: Node, path: Path) -> list[Node]:
    """Return the nodes on a path from the top of a record; the last step may lead to none."""
    found = [top]
    for step in path:
        nodes = found[-1].value
        if isinstance(step, int):
            found += nodes[step : step + 1]
        else:
            found += [value for key, value in nodes if key.value == step]
    return found


def is_open(node: Node) -> bool:
    """Return whether a list or mapping is written without brackets."""
    return node.id != "scalar" and not node.flow_style


def end_of(text: str, *nodes: Node) -> int:
    """Return where the last of some nodes ends, behind its last sign."""
    last = last_of(nodes)
    start: int = last.start_mark.index
    written = text[start : last.end_mark.index]
    if _BLOCK.match(written):
        # Blank lines below it are a part of it where it keeps them.
        keeps = last.value.rstrip() != last.value.removesuffix("\n")
        written = written.removesuffix("\n").removesuffix("\r") if keeps else written.rstrip()
    return start + len(written)


def last_of(nodes: Iterable[Node]) -> Node:
    """Return the last scalar, or the last brackets, of some nodes."""
    # An empty value ends before its key's colon.
    last = max(nodes, key=lambda each: int(each.end_mark.index))
    if not is_open(last):
        return last
    return last_of(last.value[-1] if last.id == "mapping" else last.value[-1:])


def style_of(item: Node, column: int, text: str) -> Style:
    """Return how an item of a list is written, whose dash stands in a column."""
    at = item.start_mark
    is_json = item.id == "mapping" and text.startswith('"', at.index + (not is_open(item)))
    style = Style(is_open(item), dash=max(2, at.column - column), is_json=is_json)
    if item.id != "mapping":
        return style
    quoted = set[str]()
    for key, value in _walk(item):
        inner = value.value[0] if value.id == "sequence" and value.value else None
        if getattr(value, "style", "") == '"':
            quoted.add(key.value)
        elif inner and inner.id == "scalar":
            style = style._replace(words_open=is_open(value))
        elif inner:
            style = style._replace(proof_closed=not is_open(value), proof_open=is_open(inner))
        if inner and is_open(value):
            inset = value.start_mark.column - key.start_mark.column
            style = style._replace(inset=max(0, inset))
    return style._replace(quoted=frozenset(quoted))


def _walk(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield each key below a node, with its value."""
    if node.id == "mapping":
        for pair in node.value:
            yield pair
            yield from _walk(pair[1])
    elif node.id == "sequence":
        yield from chain.from_iterable(map(_walk, node.value))


def in_brackets(value: Any, style: Style, key: str = "") -> str:
    """Return a value of the model on one line."""
    if isinstance(value, str | int):
        return _scalar(value, style, key, in_brackets=True)
    if isinstance(value, tuple):
        return f"[{', '.join(in_brackets(each, style) for each in value)}]"
    mark, given = '"' if style.is_json else "", value.given().items()
    pairs = (f"{mark}{key}{mark}: {in_brackets(each, style, key)}" for key, each in given)
    return f"{{{', '.join(pairs)}}}"


def item_lines(item: Any, style: Style) -> Iterator[str]:
    """Yield the lines of an item of a list, the first with its dash."""
    if style.is_open and not isinstance(item, str):
        parts = (_lines_of(key, value, style) for key, value in item.given().items())
        first, *others = chain.from_iterable(parts)
    else:
        first, others = in_brackets(item, style), []
    yield "-".ljust(style.dash) + first
    for line in others:
        yield " " * style.dash + line


def _lines_of(key: str, value: Any, style: Style) -> Iterator[str]:
    """Yield the lines of a key of an item, from the column of the key."""
    if not isinstance(value, tuple):
        yield f"{key}: {_scalar(value, style, key)}"
    elif not style.words_open if isinstance(value[0], str) else style.proof_closed:
        yield f"{key}: {in_brackets(value, style)}"
    else:
        yield f"{key}:"
        for each in value:
            for line in item_lines(each, style._replace(is_open=style.proof_open)):
                yield " " * style.inset + line


def _scalar(value: str | int, style: Style, key: str, in_brackets: bool = False) -> str:
    quoted = style.is_json or key in style.quoted
    if isinstance(value, str) and not quoted and may_be_plain(value, in_brackets):
        return value
    # What JSON escapes in clean text, YAML escapes alike.
    return json.dumps(value, ensure_ascii=False)
