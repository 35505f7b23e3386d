"""What reading gave as plain values, to be handed to another process or kept, and back.

The parts of a class of the model are packed together, as a table: for each field a column with the
values of all parts. To make parts of that takes half the time of one list for each. JSON holds
nothing that could run, and no bytes make its reader do harm: the first column of a table is always
written out, so that there are never more parts than bytes.
"""

import json
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, repeat
from sys import intern
from typing import Any

from tiptui.record.load import Loaded, share_words
from tiptui.record.model import Key, Record, keys
from tiptui.record.problem import Position, Problem
from tiptui.record.searched import from_columns


def to_bytes(loaded: Loaded) -> bytes:
    """Return it as JSON in one line."""
    records = _pack(Record, [loaded.record] if loaded.record else [])
    values = [records, loaded.problems, loaded.is_meant, loaded.searched]
    text = json.dumps(values, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


_SPOILT = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
"""What bytes lead to that `to_bytes` has not given."""


def from_bytes(data: bytes) -> Loaded | None:
    """Return what `to_bytes` was given; None for any other bytes."""
    try:
        records, problems, is_meant, texts = json.loads(data)
        (record,) = _unpack(Record, records) or [None]
        placed = tuple(Problem(Position(*position), *rest) for position, *rest in problems)
        searched = from_columns(record, texts) if record and texts else None
        return Loaded(record, placed, is_meant, searched)
    except _SPOILT:
        return None


def _pack(mapping: Any, parts: Sequence[Any]) -> list[Any]:
    first, *others = ((key, [getattr(part, key.name) for part in parts]) for key in keys(mapping))
    return [first[1], *(_packed(*each) for each in others)]


def _packed(key: Key, values: list[Any]) -> Any:
    """Return the values of parts; of lists and parts below how many each has, and all of them."""
    if not (key.is_list or key.is_mapping):
        return _shorten(values)
    if not key.is_list:
        values = [() if value is None else (value,) for value in values]
    items = list(chain.from_iterable(values))
    counts = _shorten(list(map(len, values)))
    return [counts, _pack(key.type, items) if key.is_mapping else items]


def _shorten(values: list[Any]) -> Any:
    """Return values, or one for all where they are the same: most keys are left out."""
    return values[0] if values and values.count(values[0]) == len(values) else values


def _unpack(mapping: Any, table: Any) -> list[Any]:
    """Return the parts of one class. Raise what `from_bytes` expects."""
    columns = list(zip(keys(mapping), table, strict=True))
    first = columns[0][1]
    parts = list(map(object.__new__, repeat(mapping, len(first))))
    for key, column in columns:
        values = _values(key, column, len(first))
        deque[None](map(setattr, parts, repeat(key.name), values), maxlen=0)
    if {"evidence", "text"} <= {key.name for key, _ in columns}:
        deque[None](map(share_words, parts), maxlen=0)
    return parts


def _values(key: Key, column: Any, count: int) -> Iterable[Any]:
    if not (key.is_list or key.is_mapping):
        if isinstance(column, list):
            return _share(key, _lengthen(column, count))
        return repeat(*_share(key, [column]))
    short_counts, packed = column
    if short_counts == 0:  # most lists are left out
        return repeat(() if key.is_list else None)
    items = tuple(_unpack(key.type, packed) if key.is_mapping else _share(key, packed))
    counts = _lengthen(short_counts, count)
    if sum(counts) != len(items):
        raise ValueError
    ends = zip(accumulate(counts), counts, strict=True)
    parts = (items[end - length : end] for end, length in ends)
    if not key.is_mapping:
        # Equal lists of ids, of themes most, are in memory once too.
        known: dict[Any, Any] = {}
        return (known.setdefault(each, each) for each in parts)
    return parts if key.is_list else (value[0] if value else None for value in parts)


def _lengthen(column: Any, count: int) -> list[Any]:
    values = column if isinstance(column, list) else [column] * count
    if len(values) != count:
        raise ValueError
    return values


def _share(key: Key, values: list[Any]) -> list[Any]:
    """Return values; words that other records or keys have are in memory once: a quarter of it."""
    is_text = key.form or key.is_list or key.name == "name"
    is_shared = key.choices or (is_text and key.type is str)
    return [value and intern(value) for value in values] if is_shared else values
