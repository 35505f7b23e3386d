"""A record, or a part of it, as JSON that a terminal can be shown."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from tiptui.proof.locate import Located
from tiptui.record.model import Evidence
from tiptui.text.visible import CONTROL, INVISIBLE


def tree(value: object, proof: Callable[[Evidence], Located] | None = None) -> Any:
    """Return a part of a record in the format's own keys; what is empty is left out.

    Evidence also has its status where `proof` says how it was found.
    """
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        data = {name: tree(part, proof) for name, part in pairs if not _is_empty(part)}
        if proof and isinstance(value, Evidence):
            data["status"] = proof(value).status.value
        return data
    return [tree(item, proof) for item in value] if isinstance(value, tuple) else value


def _is_empty(part: object) -> bool:
    return part is None or part is False or part in ("", ())


# No YAML may hold them as they are, so that what was printed could not be read again.
_NO_CHARACTER = re.compile("[\ufffe\uffff\ud800-\udfff]")


def as_json(data: object, ascii_only: bool) -> str:
    """Return JSON that a terminal can be shown: what it could obey or not draw is escaped.

    `ascii_only` escapes every other character too, for an output that can't carry it.
    """
    # Not above: most of what is printed is text.
    import json

    text = json.dumps(data, ensure_ascii=ascii_only, indent=2)
    for hidden in (CONTROL, INVISIBLE, _NO_CHARACTER):
        text = hidden.sub(_escape, text)
    return text + "\n"


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
