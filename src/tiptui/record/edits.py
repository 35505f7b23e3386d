"""Changes to the bytes of a record that keep every other byte.

Additions take the style of the items beside them. Positions are in code points from the start of
the text, columns from the start of the line.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
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
_BLANK_ABOVE = re.compile(r"(?:\r\n?+|\n)[ \t]*(?:\r\n?+|\n)\Z")
_COMMA = re.compile(r"(?:[\s:]|(?<=\s)#[^\r\n]*)*+,")
_ALONE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)")  # behind the last on a line
_REMARK = re.compile(r"(?:\r\n?|\n)(?P<indent> *)#[^\r\n]*")

_NO_ROOM = "its YAML is written in a way that can't be changed"
_NO_RULE = ("syntax", "duplicate-key", "wrong-type")  # codes of bytes that nobody will see

_Piece = tuple[int, int, str]  # the start and the end of a span, and the text instead
_Nodes = Sequence[Node]


class NotEdited(Exception):
    """The reason why bytes can't be changed in this way, without the name of the file."""


def edit(data: bytes, record: Record, changes: Iterable[tuple[Path, Any]]) -> bytes:
    """Return the bytes of a record after changes of its lists and keys. Raise NotEdited.

    Paths mean the positions before. A change is the path
    - of a list, and an item for its end
    - of a key, and its value: words, a number, or a list of words; an empty one removes the key
    - of an item, and None, which removes it
    """
    text, [*changes] = decode(data), changes
    wanted, gapped = _apply(record, changes)
    emptied = {path for path, value in changes if value in ("", ())}
    gone = defaultdict[Path, set[str | int]](set)
    others = list[tuple[Path, Any]]()
    for path, value in _differences((), record, gapped):
        if value is None or path in emptied:
            gone[path[:-1]].add(path[-1])
        else:
            others.append((path, value))
    top = compose(text)
    pieces = [*chain.from_iterable(_without(text, _find(top, p)[-1], gone[p]) for p in [*gone])]
    # Where two lists end at one offset, the inner one comes first, else the one of the earlier key.
    for path, value in sorted(others, key=lambda other: -len(other[0])):
        *way, last = _find(top, path)
        owner, stands = [*way, last][len(path) - 1], len(way) == len(path)
        if stands and isinstance(value, str | int):
            pieces.append(_over(text, owner, path[-1], value))
        elif text.lstrip().startswith("{"):
            raise NotEdited("it is written as JSON, which can't be added to")
        elif stands and last.id == "sequence":
            left = [node for n, node in enumerate(last.value) if n not in gone[path]]
            pieces += _beside(text, last, left, str(path[-1]), value)
        else:
            names = [field.name for field in fields(part_at(record, path[:-1]))]
            names = names[: names.index(str(path[-1])) + 1]
            left = [pair for pair in owner.value if pair[0].value not in gone[path[:-1]]]
            pieces.append(_below(text, owner, left, names, value))
    mark = data[: len(data) - len(text.encode())]
    written = mark + _put_together(text, pieces).encode()
    loaded = parse(written)
    if loaded.record != wanted:  # it breaks a rule, or the reader reads something else
        errors = (of.message for of in loaded.problems if not (of.warning or of.code in _NO_RULE))
        raise NotEdited(next(errors, _NO_ROOM))
    return written


def _put_together(text: str, pieces: Iterable[_Piece]) -> str:
    parts, at = list[str](), 0
    for start, end, piece in sorted(pieces, key=itemgetter(0)):
        parts += (text[at:start], piece)
        at = max(at, end)
    return "".join((*parts, text[at:]))


def _apply(record: Record, changes: Iterable[tuple[Path, Any]]) -> tuple[Record, Record]:
    """Return a record after changes, and the same with None instead of removed items."""
    wanted = record
    for path, value in changes:
        new = value
        if not isinstance(value, str | int | tuple | None):
            new = (*part_at(wanted, path), value)
        elif value in ("", ()):
            default = {field.name: field.default for field in fields(part_at(wanted, path[:-1]))}
            new = value if default[str(path[-1])] is MISSING else default[str(path[-1])]
        if new is not None or value is not None:
            wanted = with_value(wanted, path, new)
    gapped = wanted
    for path in sorted((path for path, value in changes if value is None), reverse=True):
        items, number = part_at(wanted, path[:-1]), int(path[-1])
        wanted = with_value(wanted, path[:-1], (*items[:number], *items[number + 1 :]))
        gapped = with_value(gapped, path, None)
    return wanted, gapped


def _differences(path: Path, old: Any, new: Any) -> Iterator[tuple[Path, Any]]:
    """Yield other scalars by their paths, further items by the paths of their lists.

    None is the value of items and lists that are gone.
    """
    if old == new:
        return
    if isinstance(new, tuple):
        new = new if None in new else _match(old, new)
        if not any(new):
            yield path, None
            return
        for number, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from _differences((*path, number), one, other)
        if further := new[len(old) :]:
            yield path, further
    elif is_dataclass(new):
        for name in (field.name for field in fields(new)):
            yield from _differences((*path, name), getattr(old, name), getattr(new, name))
    else:
        yield path, new


def _match(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a new list with None instead of each old word that is gone."""
    words = [word for word in old if isinstance(word, str)]
    kept = [word if word in new else None for word in words]
    left = [word for word in kept if word]
    if left and [*new[: len(left)]] == left:
        return (*kept, *new[len(left) :])
    return (*new, *[None] * (len(words) - len(new)))


def _says(value: Any) -> bool:
    return any(value) if isinstance(value, tuple) else True


def with_value(part: Any, path: Path, value: Any) -> Any:
    """Return a part of a record with another value at a path below it."""
    if not path:
        return value
    here, below = path[0], with_value(part_at(part, path[:1]), path[1:], value)
    if isinstance(here, int):
        return (*part[:here], below, *part[here + 1 :])
    mapping: Any = below
    if is_dataclass(below) and not any(map(_says, mapping.given().values())):
        mapping = None  # as the reader takes it
    return replace(part, **{here: mapping})


def _without(text: str, owner: Node, gone: Collection[str | int]) -> Iterator[_Piece]:
    """Yield the pieces that remove some keys of a mapping, or some items of a list."""
    is_list = owner.id == "sequence"
    entries = [[node] if is_list else node for node in owner.value]
    numbers = [n for n, (name, *_) in enumerate(entries) if (n if is_list else name.value) in gone]
    if _is_open(owner):
        yield from (_without_lines(text, owner, entries, n) for n in numbers)
        return
    commas = [_COMMA.match(text, _end_of(text, *entry)) for entry in entries]
    for n in numbers:
        start, comma = entries[n][0].start_mark.index, commas[n]
        stop = comma.end() if comma else _end_of(text, *entries[n])
        before, alone = text[:start].rstrip(" "), _ALONE.match(text, stop)
        starts_line = before.endswith(("\r", "\n"))
        if starts_line and alone:
            yield len(before), alone.end(), ""
        elif comma and not alone and n + 1 < len(entries):
            yield start, stop + len(text[stop:]) - len(text[stop:].lstrip(" ")), ""
        else:
            yield start if starts_line else len(before), stop, ""
    last = max({*range(len(entries))}.difference(numbers), default=-1)
    if last >= 0 and not commas[-1] and (comma := commas[last]):
        yield comma.end() - 1, comma.end(), ""


def _without_lines(text: str, owner: Node, entries: Sequence[_Nodes], n: int) -> _Piece:
    """Return the piece that removes the lines of an entry, with the comments inside it."""
    name, column = entries[n][0], owner.start_mark.column
    start = name.start_mark.index if owner.id == "mapping" else owner.start_mark.index
    if owner.id == "sequence" and n:
        dash = re.compile(rf"[\r\n] {{{column}}}-")
        found = dash.search(text, _end_of(text, *entries[n - 1]))
        start = found.end() - 1 if found else start
    end = _line_end(text, _end_of(text, *entries[n]))
    if text[start - column : start].strip():  # a key behind a dash
        following = entries[n + 1][0].start_mark.index if n + 1 < len(entries) else end
        return start, end if text[end:following].strip() else following, ""
    if entries[n][-1].id != "scalar" or owner.id == "sequence":
        end = _behind_remarks(text, end, column)
    # Of two blank lines at its sides, one parted it from the others.
    parted = n == 0 or bool(_BLANK_ABOVE.search(text[: start - column]))
    for _ in range(1 + (parted and bool(_BLANK.match(text, end)))):
        found = _BREAK.search(text, end)
        end = found.end() if found else len(text)
    return start - column, end, ""


def _beside(text: str, there: Node, left: _Nodes, key: str, items: Sequence[Any]) -> list[_Piece]:
    """Return the pieces that add items to a list of which some nodes are left."""
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
    end = _end_of(text, left[-1]) if left else there.start_mark.index + 1
    written = ",".join(between + in_brackets(item, style, key) for item in items)
    return [(end, end, f",{written}" if left else written)]


def _over(text: str, owner: Node, step: str | int, value: str | int | tuple[Any, ...]) -> _Piece:
    """Return the piece that writes a value over the one at a step, in the style of that."""
    if isinstance(step, int):
        name, node, key = owner, owner.value[step], ""
    else:
        name, node = next(pair for pair in owner.value if pair[0].value == step)
        key = step
    start, end = node.start_mark.index, _end_of(text, node)
    words = scalar(value, Style(), key) if isinstance(value, int) else value
    lines = [] if isinstance(words, tuple) else words.split("\n")
    is_clean = all(map(str.isprintable, lines))
    head = _BLOCK_HEAD.match(text, start, end)
    if head and is_clean and (len(lines) == 1 or text[start] == "|"):
        margin = _BREAK.split(head[0])[-1]
        end = start + len(text[start:end].rstrip())  # blank lines below it stay
        return head.end(), end, f"{_break(text)}{margin}".join(lines)
    if isinstance(value, tuple):
        written = in_brackets(value, Style(), key)
    elif text.startswith('"', start):
        written = scalar(str(words), Style(quoted=[key]), key)
    elif text.startswith("'", start) and is_clean and len(lines) == 1:
        written = "'{}'".format(lines[0].replace("'", "''"))
    else:
        written = scalar(value, Style(), key, in_brackets=not _is_open(owner))
    if start == end:
        start = end = text.find(":", name.end_mark.index) + 1
        written = f" {written}"
    return start, end, written


def _below(
    text: str, owner: Node, left: Sequence[_Nodes], keys: Sequence[str], value: Any
) -> _Piece:
    """Return the piece that adds a missing key, the last of some, behind the others of them."""
    key, before = keys[-1], [pair for pair in left if pair[0].value in keys]
    there = next((pair for pair in before if pair[0].value == key), None)
    if there and (isinstance(value[0], str) or not _is_open(owner)):
        return _over(text, owner, key, value)
    first = owner.value[0][0].start_mark.index
    if not _is_open(owner):
        written = f"{key}: {in_brackets(value, Style(), key)}"
        if not before:
            return first, first, f"{written}, " if left else written
        end = _end_of(text, *before[-1])
        return end, end, f", {written}"
    column = owner.start_mark.column
    lists = (node for _, node in owner.value if node.id == "sequence" and _is_open(node))
    inset = max(0, next((node.start_mark.column - column for node in lists), 2))
    lines = lines_of(key, value, Style(inset=inset))
    if there:
        return _put(text, there, column, lines[1:])
    if not before:
        margin = text[first - column : first]
        end = first if margin.strip() else first - column  # behind a dash, or on its own line
        written = f"{_break(text)}{' ' * column}".join((*lines, ""))
        return end, end, written if end == first else margin + written[: len(written) - column]
    parted = any(
        _BLANK.search(text[_end_of(text, value) : name.start_mark.index])
        for (_, value), (name, _) in pairwise(owner.value)
    )
    return _put(text, before[-1], column, lines, parted)


def _put(
    text: str, above: _Nodes, column: int, written: Iterable[str], parted: bool = False
) -> _Piece:
    """Return a piece that puts lines in a column behind the last of some nodes and its comments."""
    last, after = _last_of(above), _line_end(text, _end_of(text, *above))
    block = _BLOCK.match(text, last.start_mark.index)
    # It would keep the blank line.
    parted = parted and not (block and "+" in block[0])
    line_break = found[0] if (found := _BREAK.match(text, after)) else _break(text)
    lines = [*([""] if parted else []), *(" " * column + line for line in written)]
    after = _behind_remarks(text, after, column)
    if following := _BREAK.match(text, after):
        at = following.end()
        return at, at, "".join(line + line_break for line in lines)
    if block and "-" not in block[0] and not last.value.endswith("\n"):
        # To other readers the block would end in a line break then.
        raise NotEdited("its last line has no line break at its end: add one")
    return after, after, "".join(line_break + line for line in lines)


def _line_end(text: str, offset: int) -> int:
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)


def _behind_remarks(text: str, offset: int, column: int) -> int:
    """Return the end of the comments below the end of a line that stand right of a column."""
    while (own := _REMARK.match(text, offset)) and len(own["indent"]) > column:
        offset = own.end()
    return offset


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
    if node.id == "mapping":
        for pair in node.value:
            yield pair
            yield from _walk(pair[1])
    elif node.id == "sequence":
        yield from chain.from_iterable(map(_walk, node.value))
