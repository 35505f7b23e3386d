"""A record as other programs read it: PyYAML's two loaders, and ruamel.yaml."""

from copy import deepcopy
from dataclasses import is_dataclass
from functools import partial
from io import BytesIO
from typing import Any

import yaml
from ruamel.yaml import YAML

from tiptui.record.problem import Path

LOADERS: dict[str, list[Any]] = {
    "base": [yaml.BaseLoader, yaml.CBaseLoader],
    "safe": [yaml.SafeLoader, yaml.CSafeLoader],
}


def read_by_others(data: bytes, kind: str = "base") -> list[Any]:
    """Return the tree that each program reads, or its error: as text, or `safe` with types.

    A value with a type becomes text again: other text, if it was no such value.
    """
    reads: list[Any] = [partial(yaml.load, Loader=each) for each in LOADERS[kind]]
    found = list[Any]()
    for read in (*reads, YAML(typ=kind, pure=True).load):
        try:
            found.append(as_texts(read(BytesIO(data))))
        except Exception as error:  # noqa: BLE001 (each has errors of many kinds)
            found.append(error)
    return found


def with_item(tree: Any, path: Path, item: Any) -> Any:
    *way, last = path
    wanted = part = deepcopy(tree)
    for step in way:
        part = part[step]
    part[last] = [*(part.get(last) or []), as_texts(item)]
    return wanted


def as_texts(part: Any) -> Any:
    """Return a tree, or a part of a record, as a tree of texts."""
    if is_dataclass(part) or isinstance(part, dict):
        pairs = part.items() if isinstance(part, dict) else part.given().items()  # type: ignore[union-attr]
        return {key: as_texts(value) for key, value in pairs}
    return list(map(as_texts, part)) if isinstance(part, list | tuple) else str(part)
