"""Parts of the model as YAML that all readers take for the same: the only writer of it.

It writes drafts, additions to records, and items to be pasted.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from tiptui.record.forms import is_date
from tiptui.record.model import Record

_as_json = json.JSONEncoder(ensure_ascii=False).encode

# Words that other readers take for something else than text; signs that end plain text.
_NO_TEXT = frozenset("true false yes no on off y n null".split())
_ENDS, _ENDS_IN_BRACKETS = re.compile(": | #"), re.compile("[][{},?:]| #")


Layout = Literal["brackets", "braces", "lines"]
"""A list in brackets, with a line for each item in braces, or with lines for the keys of items."""


class Style(NamedTuple):
    """The style in which items of a list are written."""

    dash: int = 2  # columns from a dash to the text of its item
    inset: int = 2  # columns from a key to the dashes below it
    lists: Mapping[str, Layout] = MappingProxyType({"evidence": "braces"})
    """The layout of lists, by their key; of others, words stand in brackets, mappings on lines."""
    quoted: Collection[str] = ()  # the keys of text in quotation marks

    def layout(self, key: str, is_words: bool) -> Layout:
        return self.lists.get(key, "brackets" if is_words else "lines")


DRAFT = Style(
    lists={"outline": "lines", "evidence": "brackets"},
    quoted="name other_names role place series text number exact title url note outline".split(),
)
"""The style of a draft: text as printed in a document stands in quotation marks."""


def sections(record: Record) -> list[str]:
    return ["\n".join(lines_of(key, value, DRAFT)) for key, value in record.given().items()]


def item_lines(item: Any, style: Style, key: str = "") -> list[str]:
    """Return the lines of an item of the list under a key, the first with a dash."""
    if isinstance(item, str) or style.layout(key, False) == "braces":
        first, others = in_brackets(item, style, key), list[str]()
    else:
        first, *others = _mapping_lines(item, style)
    return ["-".ljust(style.dash) + first, *[" " * style.dash + line for line in others]]


def _mapping_lines(mapping: Any, style: Style) -> list[str]:
    return [line for key, value in mapping.given().items() for line in lines_of(key, value, style)]


def lines_of(key: str, value: Any, style: Style) -> list[str]:
    """Return the lines of a key, from its column."""
    if isinstance(value, str | int):
        return [f"{key}: {scalar(value, style, key)}"]
    if not isinstance(value, Sequence):
        return [f"{key}:", *[f"  {line}" for line in _mapping_lines(value, style)]]
    if style.layout(key, isinstance(value[0], str)) == "brackets":
        return [f"{key}: {in_brackets(value, style, key)}"]
    margin = " " * style.inset
    return [f"{key}:", *[margin + line for item in value for line in item_lines(item, style, key)]]


def in_brackets(value: Any, style: Style, key: str) -> str:
    """Return a value of the model, under a key, on one line."""
    if isinstance(value, str | int):
        return scalar(value, style, key, in_brackets=True)
    if isinstance(value, Sequence):
        return f"[{', '.join([in_brackets(item, style, key) for item in value])}]"
    given = value.given().items()
    return f"{{{', '.join([f'{key}: {in_brackets(item, style, key)}' for key, item in given])}}}"


def scalar(value: str | int, style: Style, key: str, in_brackets: bool = False) -> str:
    is_plain = isinstance(value, str) and key not in style.quoted and _is_plain(value, in_brackets)
    # In clean text, JSON and YAML escape alike.
    return str(value) if is_plain else _as_json(value)


def _is_plain(text: str, in_brackets: bool) -> bool:
    """Return whether all readers of YAML take this for text without quotation marks."""
    ends = _ENDS_IN_BRACKETS if in_brackets else _ENDS
    is_text = text[:1].isalpha() and text[-1] not in " :" and text.lower() not in _NO_TEXT
    is_day = "-" in text and is_date(text)
    return is_day or (is_text and text.isprintable() and not ends.search(text))
