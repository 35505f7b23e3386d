"""The format as a JSON Schema, for editors and other programs. Derived from the model.

To `load` every scalar is text. Editors read plain scalars as YAML does: `2024` is a number, `no`
may be false, an empty value is null. So that they do not complain of a valid record, text may also
be a number, true or false, and every optional value null. Rules that take more than one value
(unknown ids, the order of dates) are left to `tiptui check`.

Language servers know draft 7: `$defs` aside, which they find by its path, nothing later is used.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from tiptui.record.forms import ORDINAL, RULES, WHOLE_NUMBER
from tiptui.record.model import VERSION, Key, KeysOf, Record, TextForm, keys, mappings
from tiptui.text.visible import CONTROL

Schema = dict[str, Any]

_TEXT = ["string", "number", "boolean"]


def as_text(whole: Any = Record, keys_of: KeysOf = keys) -> str:
    return json.dumps(schema(whole, keys_of), indent=2) + "\n"


def schema(whole: Any = Record, keys_of: KeysOf = keys) -> Schema:
    definitions = {_name(part): _definition(part, keys_of(part)) for part in mappings(whole)}
    name = _name(whole)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **definitions.pop(name),
        "title": f"tiptui {name.lower()}, version {VERSION}",
        "$defs": definitions,
    }


def _definition(mapping: Any, own: Sequence[Key]) -> Schema:
    return {
        "title": _name(mapping),  # what editors put above the words for a key
        "description": mapping.__doc__,
        "type": "object",
        "properties": {key.name: _property(key) for key in own},
        "required": [key.name for key in own if key.required],
        "additionalProperties": False,
    }


def _name(mapping: Any) -> str:
    return str(mapping.__name__).removeprefix("Recorded")


def _property(key: Key) -> Schema:
    value = _value(key, filled=key.is_list or key.required)
    if key.is_list:
        value = {"type": "array", "items": value}
    if key.is_list and key.required:
        value["minItems"] = 1
    if key.required:
        return {"description": f"required; {key.description}", **value}

    if "type" not in value:
        value = {"oneOf": [value, {"type": "null"}]}
    elif isinstance(value["type"], str):
        value["type"] = [value["type"], "null"]
    else:
        value["type"] = [*value["type"], "null"]
    if key.default:
        value["default"] = key.default
    return {"description": key.description, **value}


def _value(key: Key, filled: bool) -> Schema:
    """Return the schema of one value of a key; `filled` where it may not be empty."""
    if key.is_mapping:
        return {"$ref": f"#/$defs/{_name(key.type)}"}
    if key.choices:
        return {"enum": list(key.choices)}
    if key.form is TextForm.VERSION:
        return {"enum": [VERSION, str(VERSION)]}
    if key.type is bool:
        return {"type": ["boolean", "string"], "pattern": "^(?:true|false)$"}
    if key.type is int:
        least, number = 0, WHOLE_NUMBER
        if key.form is TextForm.ORDINAL:
            least, number = 1, ORDINAL
        pattern = f"^(?:{number.pattern})$"
        return {"type": ["integer", "string"], "minimum": least, "pattern": pattern}
    if key.form and not key.is_prose:
        # A text that names something in the record is an id as well.
        rule = RULES.get(key.form, RULES[TextForm.ID])
        return {"type": _TEXT, "pattern": f"^(?:{rule.pattern.pattern})$"}
    # Prose has no control character, and is not only space.
    forbidden = re.sub("[^ -~]", _escape, CONTROL.pattern[1:-1])
    something = r"(?=[\s\S]*\S)" if filled else ""
    return {"type": _TEXT, "pattern": f"^{something}[^{forbidden}]*$"}


def _escape(character: re.Match[str]) -> str:
    return rf"\u{ord(character[0]):04x}"
