"""A record with every key of the format, as text and as plain data to be changed and written."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from tests.kit.checkout import document
from tiptui.record.model import Key, Record, keys
from tiptui.record.reader import read

KeyPath = tuple[str, ...]

FULL = document("tests/records/full.yaml")
"""A record with every key of the format."""


def _keys(mapping: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Key]]:
    for key in keys(mapping):
        yield (*path, key.name), key
        if is_dataclass(key.type):
            yield from _keys(key.type, (*path, key.name))


KEYS = dict(_keys(Record))
"""The declaration of each key of the format, by its path."""

MAPPINGS: set[Any] = {Record, *(key.type for key in KEYS.values() if is_dataclass(key.type))}
"""The classes of the model."""

REQUIRED = [path for path, key in KEYS.items() if key.required]
PROSE = [path for path, key in KEYS.items() if key.type is str and not key.form]
"""The paths of prose, and of lists of prose: anything may be written there."""


def given_keys(part: Any) -> Iterator[tuple[str, str]]:
    mapping: Any = type(part)
    for key in keys(mapping):
        held = getattr(part, key.name)
        if held != key.default:
            yield mapping.__name__, key.name
        for value in held if key.is_list else [held]:
            if is_dataclass(value):
                yield from given_keys(value)


def full() -> Any:
    return read(FULL)[0]


def reach(data: Any, path: KeyPath) -> dict[str, Any]:
    """Return the (first) mapping that has the last key of a path."""
    for key in path[:-1]:
        data = data[key]
        data = data[0] if isinstance(data, list) else data
    found: dict[str, Any] = data
    return found


def with_value(path: KeyPath, value: Any) -> Any:
    """Return FULL as plain data with another value of a key; as YAML, it may be marked."""
    data = full()
    reach(data, path)[path[-1]] = value
    return data


def flow(data: Any) -> str:
    """Return plain data as YAML on one line; keys and texts may be marked."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(flow, data)) + "]"
    return str(data)


def block(data: Any, indent: int = 0) -> str:
    lines = []
    for key, value in data.items():
        start = f"{' ' * indent}{key}:"
        if isinstance(value, dict) and value:
            lines.append(f"{start}\n{block(value, indent + 2)}")
        elif isinstance(value, list) and value and all(isinstance(v, dict) and v for v in value):
            items = (block(item, indent + 4).lstrip(" ") for item in value)
            lines += [f"{start}\n", *(f"{' ' * indent}  - {item}" for item in items)]
        else:
            lines.append(f"{start} {flow(value)}\n")
    return "".join(lines)


def mark_first(mapping: dict[str, Any]) -> None:
    [first, *_] = mapping
    held = dict(mapping)
    mapping.clear()
    mapping.update({"▸" + first if key == first else key: value for key, value in held.items()})
