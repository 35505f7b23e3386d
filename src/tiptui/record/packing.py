"""What reading gave as plain values, to be handed to another process or kept, and back.

The parts of a class of the model are packed together, as a table: for each field a column with the
values of all parts. To make parts of that takes half the time of one list for each. JSON holds
nothing that could run, and no bytes make its reader do harm: the first column of a table is always
written out, so that there are never more parts than bytes.
"""

import json
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, chain, repeat
from sys import intern
from typing import Any, NamedTuple

from tiptui.record.load import Loaded
from tiptui.record.model import Record, keys
from tiptui.record.problem import Position, Problem
from tiptui.record.searched import from_columns


def to_bytes(loaded: Loaded) -> bytes:
    """Return it as JSON in one line."""
    records = _pack(Record, [loaded.record] if loaded.record else [])
    values = [records, loaded.problems, loaded.is_meant, loaded.searched]
    text = json.dumps(values, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


class NotPacked(Exception):
    """The bytes are not what `to_bytes` gives."""


_SPOILT = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
"""What such bytes lead to."""


def from_bytes(data: bytes) -> Loaded:
    """Return what `to_bytes` was given. Raise NotPacked."""
    try:
        records, problems, is_meant, texts = json.loads(data)
        (record,) = _unpack(Record, records) or [None]
        placed = tuple(Problem(Position(*position), *rest) for position, *rest in problems)
        searched = from_columns(record, texts) if record and texts else None
        return Loaded(record, placed, is_meant, searched)
    except _SPOILT as error:
        raise NotPacked from error


class _Column(NamedTuple):
    """How the values of a key are packed, which takes long to ask its declaration each time."""

    name: str
    many: bool
    below: Any
    """The class of the parts below; None for words and numbers."""
    is_shared: bool
    """Whether its words are those of other records, or of another key, as `exact` those of text."""


@cache
def _columns(mapping: Any) -> Sequence[_Column]:
    return [
        _Column(
            *(key.name, key.many, key.type if key.is_mapping else None),
            bool(key.choices or key.many or key.name in ("name", "text", "exact"))
            or (key.type is str and bool(key.form)),
        )
        for key in keys(mapping)
    ]


def _pack(mapping: Any, parts: Sequence[Any]) -> list[Any]:
    first, *others = ((of, [getattr(part, of.name) for part in parts]) for of in _columns(mapping))
    return [first[1], *(_packed(*each) for each in others)]


def _packed(of: _Column, values: list[Any]) -> Any:
    """Return the values of parts; of lists and parts below how many each has, and all of them."""
    if not (of.many or of.below):
        return _shorten(values)
    if not of.many:
        values = [() if value is None else (value,) for value in values]
    items = list(chain.from_iterable(values))
    counts = _shorten(list(map(len, values)))
    return [counts, _pack(of.below, items) if of.below else items]


def _shorten(values: list[Any]) -> Any:
    """Return values, or one for all where they are the same: most keys are left out."""
    return values[0] if values and values.count(values[0]) == len(values) else values


def _unpack(mapping: Any, table: Any) -> list[Any]:
    """Return the parts of one class. Raise what `from_bytes` expects."""
    columns = list(zip(_columns(mapping), table, strict=True))
    first = columns[0][1]
    parts = list(map(object.__new__, repeat(mapping, len(first))))
    for of, column in columns:
        values = _values(of, column, len(first))
        deque[None](map(setattr, parts, repeat(of.name), values), maxlen=0)
    return parts


def _values(of: _Column, column: Any, count: int) -> Iterable[Any]:
    if not (of.many or of.below):
        if isinstance(column, list):
            return _share(of, _lengthen(column, count))
        return repeat(*_share(of, [column]))
    short_counts, packed = column
    if short_counts == 0:  # most lists are left out
        return repeat(() if of.many else None)
    items = tuple(_unpack(of.below, packed) if of.below else _share(of, packed))
    counts = _lengthen(short_counts, count)
    if sum(counts) != len(items):
        raise ValueError
    ends = zip(accumulate(counts), counts, strict=True)
    parts = (items[end - length : end] for end, length in ends)
    if not of.below:
        # Equal lists of ids, of themes most, are in memory once too.
        known: dict[Any, Any] = {}
        return (known.setdefault(each, each) for each in parts)
    return parts if of.many else (value[0] if value else None for value in parts)


def _lengthen(column: Any, count: int) -> list[Any]:
    values = column if isinstance(column, list) else [column] * count
    if len(values) != count:
        raise ValueError
    return values


def _share(of: _Column, values: list[Any]) -> list[Any]:
    """Return values, equal words only once in memory where they are shared: a quarter of it."""
    return [value and intern(value) for value in values] if of.is_shared else values
