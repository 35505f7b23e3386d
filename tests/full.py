"""A record with every key of the format, as text and as plain data to be changed and written."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from tiptui.record.model import Record
from tiptui.record.reader import read

FULL = """\
tiptui: 1
event:
  id: e
  name: An event
  classification: a class
  start_date: 2024-04-18
  end_date: 2024-04
  place: A place
  summary: A summary
  topics: [a topic]
  organizers: [{organization: sea, role: host}]
  attendance: {count: 90, approximate: true, groups: [a group]}
  points:
    - text: A point
      kind: outcome
      by: [ann]
      themes: [air]
      evidence: [{paragraph: 1, exact: x}]
      note: A note
  evidence: [{paragraph: 1, exact: x}]
  note: A note
organizations:
  - {id: sea, name: Sea Air, abbreviation: SA, other_names: [Seeluft], note: A note}
themes:
  - {id: air, name: Air, description: What one breathes}
speakers:
  - id: ann
    name: Ann
    kind: group
    role: Chair
    organization: sea
    other_names: [Annie]
    evidence: [{paragraph: 1, exact: x}]
    statements:
      - text: A statement
        mode: quoted
        occasion: at lunch
        themes: [air]
        evidence: [{exact: y, paragraph: 1, source: log}]
        note: A note
    note: A note
recommendations:
  - id: r1
    text: A recommendation
    by: [ann]
    to: [all]
    mode: quoted
    themes: [air]
    evidence: [{paragraph: 1, exact: x}]
    note: A note
sources:
  - id: log
    title: The log
    type: minutes
    publisher: The sea
    url: https://example.org
    published: 2024-04
    language: en
    file: log.txt
    outline: [One, Two]
    note: A note
"""
"""A record with every key of the format."""


def keys(mapping: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bool, Any]]:
    """Gives each key of the format by its path, whether it is required, and its bare type."""
    hints = get_type_hints(mapping, include_extras=True)
    for field in fields(mapping):
        hint = hints[field.name]
        bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        below = (*path, field.name)
        yield below, field.default is MISSING, bare
        for inner in (bare, *get_args(bare)):
            if is_dataclass(inner):
                yield from keys(inner, below)


EVERY_KEY = list(keys(Record))
BARE = {path: bare for path, _, bare in EVERY_KEY}
REQUIRED = [path for path, required, _ in EVERY_KEY if required]
OPTIONAL = [path for path, required, _ in EVERY_KEY if not required]
LISTS = [path for path in BARE if get_origin(BARE[path]) is tuple]


def full() -> Any:
    """Gives FULL as plain data."""
    return read(FULL)[0]


def reach(data: Any, path: tuple[str, ...]) -> dict[str, Any]:
    """Gives the (first) mapping that has the last key of a path."""
    for key in path[:-1]:
        data = data[key]
        data = data[0] if isinstance(data, list) else data
    found: dict[str, Any] = data
    return found


def flow(data: Any) -> str:
    """Gives plain data as YAML on one line; keys and texts may be marked."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(flow, data)) + "]"
    return str(data)


def block(data: Any, indent: int = 0) -> str:
    """Gives plain data as YAML in block style."""
    lines = []
    for key, value in data.items():
        space = " " * indent
        if isinstance(value, dict) and value:
            lines.append(f"{space}{key}:\n{block(value, indent + 2)}")
        elif (
            isinstance(value, list)
            and value
            and all(item and isinstance(item, dict) for item in value)
        ):
            items = [block(item, indent + 4) for item in value]
            dashed = [f"{space}  - {item[indent + 4 :]}" for item in items]
            lines.append(f"{space}{key}:\n{''.join(dashed)}")
        else:
            lines.append(f"{space}{key}: {flow(value)}\n")
    return "".join(lines)


def mark_first(mapping: dict[str, Any]) -> None:
    """Puts a mark before the first key."""
    [first, *_] = mapping
    held = dict(mapping)
    mapping.clear()
    mapping.update({"▸" + first if key == first else key: value for key, value in held.items()})
