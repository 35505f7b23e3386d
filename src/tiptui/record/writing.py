"""A thing of the model as YAML, in the style of what stands beside it.

Positions are in code points from the start of the text, columns from that of the line.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain
from typing import Any, NamedTuple

from tiptui.record.problem import Path
from tiptui.record.reader import Node, compose

# What others read as something else than text, what ends plain text, and what begins none.
_OTHER = re.compile(
    r"(?i:true|false|yes|no|on|off|y|n|null|~)|[-+.]?[0-9][-+.,:_0-9a-fA-FxobTZ]*|.*(?:: |:$| #).*",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f]*[^\s:\x00-\x1f])?")
_DATE = re.compile("[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_BRACKETS = re.compile(r"[][{},]")


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


def find(text: str, path: Path) -> list[Node]:
    """Return the nodes on a path, from the top: as many of them as there are."""
    found = [compose(text)]
    for step in path:
        match found[-1].id, step:
            case "mapping", _:
                below = [value for key, value in found[-1].value if key.value == step]
            case "sequence", int():
                below = found[-1].value[step : step + 1]
            case _:
                break
        if not below:
            break
        found += below
    return found


def is_open(node: Node) -> bool:
    """Return whether a list or mapping is written without brackets."""
    return node.id != "scalar" and not node.flow_style


def end_of(node: Node, text: str) -> int:
    """Return where a node ends, behind its last sign."""
    start, end = node.start_mark.index, int(node.end_mark.index)
    if not is_open(node):
        block = getattr(node, "style", "") in ("|", ">")
        return start + len(text[start:end].rstrip()) if block else end
    # An empty value ends before its key's colon.
    last = node.value[-1] if node.id == "mapping" else node.value[-1:]
    return max(end_of(each, text) for each in last)


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


def tree(thing: Any) -> Any:
    """Return a thing of the model as what is written of it."""
    if isinstance(thing, tuple):
        return [tree(each) for each in thing]
    if isinstance(thing, str | int):
        return thing
    given = ((each.name, getattr(thing, each.name), each.default) for each in fields(thing))
    return {name: tree(value) for name, value, default in given if value != default}


def in_brackets(value: Any, style: Style, key: str = "") -> str:
    """Return a tree on one line."""
    if isinstance(value, dict):
        mark = '"' if style.is_json else ""
        pairs = (
            f"{mark}{key}{mark}: {in_brackets(each, style, key)}" for key, each in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(in_brackets(each, style) for each in value)}]"
    return _scalar(value, style, key, in_brackets=True)


def lines(value: dict[str, Any], style: Style) -> Iterator[str]:
    """Yield the lines of a mapping without brackets, from its own column."""
    for key, each in value.items():
        if isinstance(each, list):
            yield from _list_lines(key, each, style)
        else:
            yield f"{key}: {_scalar(each, style, key)}"


def _list_lines(key: str, items: list[Any], style: Style) -> Iterator[str]:
    of_words = not isinstance(items[0], dict)
    if not style.words_open if of_words else style.proof_closed:
        yield f"{key}: {in_brackets(items, style)}"
        return
    yield f"{key}:"
    for each in items:
        for line in item_lines(each, style._replace(is_open=style.proof_open)):
            yield " " * style.inset + line


def item_lines(item: Any, style: Style) -> Iterator[str]:
    """Yield the lines of an item of a list, the first with its dash."""
    if style.is_open and isinstance(item, dict):
        first, *others = lines(item, style)
    else:
        first, others = in_brackets(item, style), []
    yield "-".ljust(style.dash) + first
    for line in others:
        yield " " * style.dash + line


def _scalar(value: str | int, style: Style, key: str, in_brackets: bool = False) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if _DATE.fullmatch(value) and not style.is_json:
        return value
    plain = _PLAIN.fullmatch(value) and not _OTHER.fullmatch(value)
    quoted = style.is_json or key in style.quoted or (in_brackets and _BRACKETS.search(value))
    return json.dumps(value, ensure_ascii=False) if quoted or not plain else value
