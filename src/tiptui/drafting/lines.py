"""Lines of YAML: texts on one line, with nothing hidden in them, and what holds them."""

import json
import re
from collections.abc import Iterable, Mapping

from tiptui.record.edits import may_be_plain
from tiptui.text.visible import visible

_WORD = re.compile("[a-z0-9-]+")  # which people write without quotes: an id, a date


def scalar(value: str) -> str:
    """Return a text as YAML, on one line, with nothing hidden in it; empty for none."""
    text = visible(value)
    return text if _WORD.fullmatch(text) and may_be_plain(text) else quote(text)


def quote(value: str) -> str:
    """Return a text as YAML in quotation marks; empty for none."""
    return value and json.dumps(visible(value), ensure_ascii=False)


def flow(values: Iterable[str]) -> str:
    """Return a list of YAML on one line; empty for none."""
    return f"[{listed}]" if (listed := ", ".join(values)) else ""


def fields(indent: int, **values: str) -> list[str]:
    """Return the lines of a mapping, without keys whose YAML is empty."""
    margin = " " * indent
    return [f"{margin}{key}: {value}" for key, value in values.items() if value]


def item(indent: int, **values: str) -> list[str]:
    """Return the lines of a mapping that is an item of a list."""
    lines = fields(indent + 2, **values)
    lines[0] = f"{' ' * indent}- {lines[0].lstrip()}"
    return lines


def record_text(head: str, sections: Mapping[str, Iterable[str]]) -> str:
    """Return a record: its head, and the sections that have lines, each under its title."""
    blocks = [head]
    for title, lines in sections.items():
        if said := [*lines]:
            blocks.append("\n".join([f"{title}:", *said]))
    return "\n\n".join(blocks) + "\n"
