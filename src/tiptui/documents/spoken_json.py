"""JSON of a transcript: an array, anywhere, of objects with words and somebody who speaks."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tiptui.documents.document import Document, NoDocument, Paragraph, lines_with_words, one_line
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
        whole = _parse(data)
    except (ValueError, RecursionError):
        raise NoDocument("damaged JSON, which can't be read") from None

    turns = _turns(whole)
    if not turns:
        missing = "JSON without an array of objects that have words and a speaker"
        raise NoDocument(f"{missing}; save its words as plain text")
    about: Mapping[str, Any] = whole if isinstance(whole, dict) else {}
    title = _name(_value(about, "title name meeting event"))
    day = _name(_value(about, _DAYS))[:10]
    if not is_date(day):
        day = ""
    return Document(with_heads(_paragraphs(turns, about)), title, held=day)


def _parse(data: bytes) -> Any:
    """Return a value, or the list of the values on lines. Raise ValueError, RecursionError."""
    try:
        return json.loads(data)
    except ValueError:
        return [json.loads(line) for line in data.splitlines() if line.strip()]


def _paragraphs(items: Sequence[dict[str, Any]], about: Mapping[str, Any]) -> Iterator[Paragraph]:
    """Yield the lines of words of turns, by the names that `about` may give to labels."""
    scale = _units_of_a_second(items)
    names: dict[str, str] = {}
    labels = about.get("speakers")
    if isinstance(labels, dict):
        names = {label: _name(value) for label, value in labels.items()}

    for item in items:
        start = _value(item, _STARTS)
        time = clock(start / scale) if isinstance(start, int | float) else ""
        label = _name(_value(item, _WHO))
        voice = names.get(label) or label
        role = _name(_value(item, _ROLES))
        for line in lines_with_words(_words(item).splitlines()):
            yield Paragraph(line, "", time, voice, role)


def _units_of_a_second(items: Sequence[dict[str, Any]]) -> int:
    """Return 1,000 where starts are milliseconds: whole numbers, some beyond a day."""
    last = 0
    for item in items:
        start = _value(item, _STARTS)
        if isinstance(start, float):
            return 1
        if isinstance(start, int):
            last = max(last, start)
    return 1_000 if last > MOST_SECONDS else 1


def _turns(whole: Any) -> list[dict[str, Any]]:
    """Return the array of turns with most letters."""
    turns: list[dict[str, Any]] = []
    most = 0
    values = [whole]
    for value in values:
        if isinstance(value, dict):
            values += value.values()
        elif isinstance(value, list):
            items = [item for item in value if isinstance(item, dict) and _words(item)]
            has_voices = any(_name(_value(item, _WHO)) for item in items)
            letters = sum(len(_words(item)) for item in items)
            if has_voices and 2 * len(items) > len(value) and letters > most:
                turns, most = items, letters
    return turns


def _value(item: Mapping[str, Any], names: str) -> Any:
    """Return the first value that an item has by one of some names."""
    for name in names.split():
        if item.get(name) not in (None, ""):
            return item[name]
    return None


def _words(item: Mapping[str, Any]) -> str:
    for name in _WORDS.split():
        words = item.get(name)
        if isinstance(words, str) and words.strip():
            return words
    return ""


def _name(value: Any) -> str:
    """Return a name: words, a number of a speaker, or an object that has a name."""
    if isinstance(value, dict):
        value = _value(value, "name full_name display_name label")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Speaker {value}"
    return one_line(value) if isinstance(value, str) else ""
