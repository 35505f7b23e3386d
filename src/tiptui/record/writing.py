"""A thing of the model as YAML, in the style of what stands beside it."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from tiptui.record.layout import Node

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


def style_of(item: Node, column: int, text: str) -> Style:
    """Return how an item of a list is written, whose dash stands in a column."""
    is_json = item.kind == "mapping" and text.startswith('"', item.start + (not item.is_open))
    style = Style(item.is_open, dash=max(2, item.column - column), is_json=is_json)
    if item.kind != "mapping":
        return style
    quoted = set[str]()
    for start, key, value in _walk(item):
        inner = value.items[:1] if value.kind == "list" else []
        if value.style == '"':
            quoted.add(key)
        elif inner and inner[0].kind == "text":
            style = style._replace(words_open=value.is_open)
        elif inner:
            style = style._replace(proof_closed=not value.is_open, proof_open=inner[0].is_open)
        if inner and value.is_open:
            column = start - line_start(text, start)
            style = style._replace(inset=max(0, value.column - column))
    return style._replace(quoted=frozenset(quoted))


def line_start(text: str, offset: int) -> int:
    """Return where the line of an offset starts."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _walk(node: Node) -> Iterator[tuple[int, str, Node]]:
    """Yield each key below a node: where it stands, its name and its value."""
    for name, (start, value) in node.keys.items():
        yield start, name, value
        yield from _walk(value)
    for item in node.items:
        yield from _walk(item)


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
