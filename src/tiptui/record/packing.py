"""Serialize a loaded record for the cache and for worker processes.

The parts of a class of the model are one table: for each key a column with the values of all parts.
To make parts of columns takes half the time of one list for each part. The first column of a table
is always written out.
"""

import json
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, repeat
from sys import intern
from typing import Any

from tiptui.record.load import Loaded
from tiptui.record.model import Key, Record, keys
from tiptui.record.problem import Position, Problem
from tiptui.record.searched import from_columns


def to_bytes(loaded: Loaded) -> bytes:
    """Return a loaded record as JSON in one line."""
    records = _pack(Record, [loaded.record] if loaded.record else [])
    values = [records, loaded.problems, loaded.is_meant, loaded.searched]
    text = json.dumps(values, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def from_bytes(data: bytes) -> Loaded:
    records, problems, is_meant, texts = json.loads(data)
    (record,) = _unpack(Record, records, {}) or [None]
    placed = tuple(Problem(Position(*position), *rest) for position, *rest in problems)
    return Loaded(record, placed, is_meant, from_columns(texts) if texts else None)


def _pack(mapping: Any, parts: Sequence[Any]) -> list[Any]:
    """Return the table of the parts of one class, with None for a key that all of them leave out.

    The column of a list or a mapping is how many each part has, and the column or table of all.
    """
    table: list[Any] = []
    for key in keys(mapping):
        values = [getattr(part, key.name) for part in parts]
        if table and not key.required and values.count(key.default) == len(values):
            table.append(None)
        elif not (key.is_list or key.is_mapping):
            table.append(values)
        else:
            if not key.is_list:
                values = [() if value is None else (value,) for value in values]
            items = list(chain.from_iterable(values))
            below = _pack(key.type, items) if key.is_mapping else items
            table.append([list(map(len, values)), below])
    return table


def _unpack(mapping: Any, table: Any, known: dict[Any, Any]) -> list[Any]:
    """Return the parts in a table. Equal texts and lists are in memory once, in `known`."""
    parts = list(map(object.__new__, repeat(mapping, len(table[0]))))
    for key, column in zip(keys(mapping), table, strict=True):
        is_left_out = column is None and not key.required
        values = repeat(key.default) if is_left_out else _values(key, column, known)
        deque[None](map(setattr, parts, repeat(key.name), values), maxlen=0)
    return parts


def _values(key: Key, column: Any, known: dict[Any, Any]) -> Iterable[Any]:
    if not (key.is_list or key.is_mapping):
        return _share(key, column, known)
    counts, packed = column
    items = tuple(
        _unpack(key.type, packed, known) if key.is_mapping else _share(key, packed, known)
    )
    ends = zip(accumulate(counts), counts, strict=True)
    parts = [items[end - length : end] for end, length in ends]
    if not key.is_mapping:
        return map(known.setdefault, parts, parts)
    return parts if key.is_list else (part[0] if part else None for part in parts)


def _share(key: Key, values: list[Any], known: dict[Any, Any]) -> Iterable[Any]:
    """Share one copy of equal words: those of names and ids are in other records too."""
    if key.type is str and (key.form or key.is_list or key.name == "name"):
        return map(intern, values)
    return map(known.setdefault, values, values) if key.type is str or key.choices else values
