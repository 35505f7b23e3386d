"""Changes to the bytes of a record that keep every other byte."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import Fault, Path
from tiptui.record.raw_text import TextLines
from tiptui.record.reader import Unreadable, decode, locate_faults

_NUMBER = re.compile(r"(?P<quote>[\"']?)[0-9]+(?P=quote)")


class NotEdited(Exception):
    """The bytes can't be changed so; says why, without the file's name."""


def set_numbers(data: bytes, record: Record, numbers: Mapping[Path, int]) -> bytes:
    """Return the bytes of a record with other whole numbers at some paths.

    `record` is what was read from the bytes. Raise NotEdited where they say something else now, or
    a number is not written in digits on one line.
    """
    try:
        text = decode(data)
        places = locate_faults(text, [Fault(path, "", "") for path in numbers])
    except Unreadable:
        raise NotEdited("it has changed since it was read") from None
    lines, pieces, end = TextLines(text), list[str](), len(text)
    for place, number in sorted(zip(places, numbers.values(), strict=True), reverse=True):
        start = lines.offset(place.position)
        written = _NUMBER.match(text, start)
        if not written:
            raise NotEdited(f"the number on line {place.position.line} is not in digits there")
        pieces += [text[written.end() : end], f"{written['quote']}{number}{written['quote']}"]
        end = start
    edited = data[: len(data) - len(text.encode())] + (text[:end] + "".join(pieces[::-1])).encode()
    wanted = record
    for path, number in numbers.items():
        wanted = _with(wanted, path, number)
    if parse(edited).record != wanted:
        raise NotEdited("it has changed since it was read")
    return edited


def _with(part: Any, path: Path, value: Any) -> Any:
    """Return a part of a record with another value at a path below it."""
    if not path:
        return value
    here, *below = path
    if isinstance(here, int):
        return (*part[:here], _with(part[here], tuple(below), value), *part[here + 1 :])
    return replace(part, **{here: _with(getattr(part, here), tuple(below), value)})
