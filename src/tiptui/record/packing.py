"""What reading gave as plain values, to be handed to another process or kept, and back.

A part of the model is a list of its values in the order of its fields, from which all here derives.
JSON holds nothing that could run, and no bytes make its reader do harm.
"""

import json
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache
from operator import attrgetter
from sys import intern
from typing import Any

from tiptui.record.declared import Key, keys
from tiptui.record.load import Loaded
from tiptui.record.model import Record
from tiptui.record.problem import Place, Problem

_Conversion = Callable[[Any], Any]


def to_bytes(loaded: Loaded) -> bytes:
    record = None if loaded.record is None else pack(loaded.record)
    values = [record, loaded.problems, loaded.is_meant]
    text = json.dumps(values, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


class NotPacked(Exception):
    """The bytes are not what `to_bytes` gives."""


def from_bytes(data: bytes) -> Loaded:
    """Return what `to_bytes` was given. Raise NotPacked."""
    try:
        record, problems, is_meant = json.loads(data)
        placed = tuple(Problem(Place(*place), *rest) for place, *rest in problems)
        return Loaded(None if record is None else unpack(record), placed, is_meant)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise NotPacked from error


def pack(record: Record) -> Any:
    """Return a record as lists or tuples of text, numbers, true, false and None."""
    return _packing(Record)(record)


def unpack(values: Any) -> Record:
    """Return the record that was packed."""
    record: Record = _unpacking(Record)(values)
    return record


@cache
def _packing(mapping: Any) -> _Conversion:
    declared = keys(mapping)
    below = []
    for position, key in enumerate(declared):
        if isinstance(key.type, type) and is_dataclass(key.type):
            convert = _packing(key.type)
            below.append((position, _several(convert) if key.many else convert))
    values = attrgetter(*(key.name for key in declared))
    return _then(values, below) if below else values


@cache
def _unpacking(mapping: Any) -> _Conversion:
    declared = keys(mapping)
    below = [
        (position, convert)
        for position, key in enumerate(declared)
        if (convert := _conversion(key)) is not None
    ]
    convert_all = _then(list, below)
    # A frozen class sets its own values by name, which takes twice as long.
    setters = [getattr(mapping, key.name).__set__ for key in declared]

    def unpack(values: Any) -> Any:
        made = object.__new__(mapping)
        for put, value in zip(setters, convert_all(values), strict=True):
            put(made, value)
        return made

    return unpack


def _conversion(key: Key) -> _Conversion | None:
    """Return what unpacks the value of a key, None where it is the same when packed."""
    convert: _Conversion | None = None
    if isinstance(key.type, type) and is_dataclass(key.type):
        convert = _unpacking(key.type)
    elif key.choices or (key.form and key.type is str):
        # The same few words again and again, in all records: a quarter of the memory.
        convert = intern
    if key.many:
        return _several(convert) if convert else tuple
    return convert


def _several(convert: _Conversion) -> _Conversion:
    return lambda values: tuple(map(convert, values))


def _then(take: _Conversion, below: list[tuple[int, _Conversion]]) -> _Conversion:
    """Return what takes the values of a part, of which some are to be converted."""

    def convert_all(part: Any) -> Any:
        values = list(take(part))
        for position, convert in below:
            if (value := values[position]) is not None:
                values[position] = convert(value)
        return values

    return convert_all
