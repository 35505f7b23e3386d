"""A record, or a part of it, as JSON that is safe to print on a terminal."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from tiptui.files.output import carries_unicode
from tiptui.proof.locate import Located
from tiptui.record.model import Evidence
from tiptui.text.visible import UNPRINTABLE, late


def tree(value: object, proof: Callable[[Evidence], Located] | None = None) -> Any:
    """Return a part of a record by the keys that it has; evidence with its status in `proof`."""
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        data = {name: tree(part, proof) for name, part in pairs if part or type(part) is int}
        if proof and isinstance(value, Evidence):
            data["status"] = proof(value).status.value
        return data
    return [tree(item, proof) for item in value] if isinstance(value, tuple) else value


# All but the line feeds of its layout.
_HIDDEN = late(f"(?!\n){UNPRINTABLE.pattern}")


def as_json(data: object, ascii_only: bool | None = None) -> str:
    """Return JSON in which all that a terminal could obey or not draw is escaped.

    `ascii_only` escapes every other character too; None does so if standard output can't carry it.
    """
    ascii_only = not carries_unicode() if ascii_only is None else ascii_only
    # Not above: text is printed more often.
    import json

    text = json.dumps(data, ensure_ascii=ascii_only, indent=2)
    return _HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"
