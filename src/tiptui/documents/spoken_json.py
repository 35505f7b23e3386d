"""JSON of a transcript: an array, anywhere, of objects with words and somebody who speaks."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tiptui.documents.document import Document, NoDocument, Paragraph, one_line
from tiptui.documents.heads import with_heads
from tiptui.record.forms import MOST_SECONDS, clock, is_date

_WORDS = "text words transcript content speech utterance sentence message body line statement"
_WHO = (
    "who speaker speaker_name speakername speakerName name by author participant person "
    "speaker_label speakerLabel user speaker_id speakerId"
)
_ROLES = "role speaker_role title position office"
_STARTS = "start start_time startTime begin time timestamp offset from"
_DAYS = "date meeting_date day held"


def read_json(data: bytes) -> Document:
    try:
        try:
            whole = json.loads(data)
        except ValueError:
            whole = [json.loads(line) for line in filter(bytes.strip, data.splitlines())]
    except (ValueError, RecursionError):
        raise NoDocument("damaged JSON, which can't be read") from None
    about: Mapping[str, Any] = whole if isinstance(whole, dict) else {}
    if not (items := _turns(whole)):
        missing = "JSON without an array of objects that have words and a speaker"
        raise NoDocument(f"{missing}; save its words as plain text")
    title, day = (_name(_value(about, names)) for names in ("title name meeting event", _DAYS))
    held = day[:10] if is_date(day[:10]) else ""
    return Document(with_heads(_paragraphs(items, about)), title, held=held)


def _paragraphs(items: Sequence[dict[str, Any]], about: Mapping[str, Any]) -> Iterator[Paragraph]:
    """Yield the lines of words of turns, by the names that `about` may give to labels."""
    starts = [_value(item, _STARTS) for item in items]
    numbers = [start for start in starts if isinstance(start, int | float)]
    # Whole numbers beyond a day are milliseconds.
    are_whole = all(isinstance(number, int) for number in numbers)
    scale = 1_000 if are_whole and max(numbers, default=0) > MOST_SECONDS else 1
    labels = about.get("speakers")
    named = {of: _name(labels[of]) for of in labels} if isinstance(labels, dict) else {}
    for item, start in zip(items, starts, strict=True):
        time = clock(start / scale) if isinstance(start, int | float) else ""
        who, role = _name(_value(item, _WHO)), _name(_value(item, _ROLES))
        for line in filter(None, map(one_line, _words(item).splitlines())):
            yield Paragraph(line, "", time, named.get(who) or who, role)


def _turns(whole: Any) -> list[dict[str, Any]]:
    """Return the array of turns with most letters."""
    found, held = list[list[dict[str, Any]]](), [whole]
    for value in held:
        if isinstance(value, dict):
            held += value.values()
        elif isinstance(value, list):
            worded = [item for item in value if isinstance(item, dict) and _words(item)]
            if any(_name(_value(item, _WHO)) for item in worded) and 2 * len(worded) > len(value):
                found.append(worded)
    return max(found, key=lambda items: sum(len(_words(item)) for item in items), default=[])


def _value(item: Mapping[str, Any], names: str) -> Any:
    return next((item[name] for name in names.split() if item.get(name) not in (None, "")), None)


def _words(item: Mapping[str, Any]) -> str:
    found = [item[name] for name in _WORDS.split() if isinstance(item.get(name), str)]
    return next(filter(str.strip, found), "")


def _name(value: Any) -> str:
    """Return a name: words, a number of a speaker, or an object that has a name."""
    if isinstance(value, dict):
        value = _value(value, "name full_name display_name label")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Speaker {value}"
    return one_line(value) if isinstance(value, str) else ""
