"""A record to fill in, in which every key of the format is explained. Derived from the model."""

import json
import os
import re
from collections.abc import Collection
from dataclasses import is_dataclass
from typing import Any, NamedTuple

from tiptui.files.input import STDIN
from tiptui.record.declared import Key, keys
from tiptui.record.model import VERSION, Record
from tiptui.sources.source_text import paragraphs, read_text
from tiptui.text.folding import fold
from tiptui.text.visible import clip, plural, visible

SCHEMA = "record.schema.json"
"""The file beside a record in which its editor looks for the schema."""

_HEAD = f"""\
# yaml-language-server: $schema={SCHEMA}
#
# Editors with a YAML language server look for the schema in the file that the first line names,
# beside this one. This writes it:   tiptui schema > {SCHEMA}
#
# A record to fill in: put your words in the place of those in quotes, and take the "# " away from
# the keys that you need. Then ask   tiptui check

"""

# Text that no YAML takes for anything but text, in forms that people write without quotes.
_PLAIN = re.compile("(?!(?:null|true|false|yes|no|on|off|y|n)$)[a-z][a-z0-9-]*|[0-9]{4}-[0-9-]+")


class _Told(NamedTuple):
    """A text with a remark behind it."""

    text: str
    remark: str


def template(
    file: str | None, source: str | None = None, id: str | None = None, name: str | None = None
) -> str:
    """Gives the text of a record that is valid as it stands.

    `file` is where it will be (None: in the current folder), `source` the file of its source's
    text, if there is one; `id` and `name` are the event's. Raises NoInput where the source can't
    be read.
    """
    event_id = id or _slug(file) or "dialogue"
    speaker_id = _free("speaker-1", {event_id})
    draft: dict[str, Any] = {
        "tiptui": VERSION,
        "event": {
            "id": event_id,
            "name": (name or "").strip() or "What the dialogue was called",
            "start_date": "2000-01-01",
        },
        "speakers": [
            {
                "id": speaker_id,
                "name": "Name of a speaker",
                "statements": [{"text": "What was said, in your words"}],
            }
        ],
    }
    if source is not None:
        source_id = _free(_slug(source) or "source", {event_id, speaker_id})
        draft["sources"] = [_source(source_id, source, file)]
    writer = _Writer()
    writer.mapping(Record, draft, "", "")
    return _HEAD + "\n".join(writer.lines) + "\n"


def _source(id: str, source: str, file: str | None) -> dict[str, Any]:
    """Gives what can be told of a source from its text. Raises NoInput."""
    text = read_text(source)
    found = paragraphs(text)
    entry: dict[str, Any] = {"id": id, "title": "Title of the source"}
    if found:
        entry["title"] = clip(found[0].partition("\n")[0].rstrip(), 200)
        entry["outline"] = [
            _Told(f"What paragraph {number} says", clip(paragraph))
            for number, paragraph in enumerate(found, 1)
        ]
    if path := _seen_from(file, source):
        entry["file"] = path
    return entry


def _seen_from(file: str | None, source: str) -> str:
    """Gives where a source's text is, relative to the record; nothing where no text can say it."""
    if source == STDIN:
        return ""
    # Of the folders the real ones: `..` behind a link leads elsewhere than it seems to.
    folder, name = os.path.split(source)
    beside = os.path.dirname(file or "")  # noqa: PTH120 (a Path refuses names that a file can have)
    path = os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
    relative = os.path.relpath(path, os.path.realpath(beside))
    return relative if visible(relative) == relative == relative.strip() else ""


def _slug(file: str | None) -> str:
    """Gives an id after the name of a file, or nothing."""
    if file in (None, STDIN):
        return ""
    stem = os.path.splitext(os.path.basename(file or ""))[0]  # noqa: PTH119, PTH122
    # Folding drops dashes, which here part words as spaces do.
    folded = fold(re.sub("[-\u2010-\u2015]", " ", stem))
    return re.sub("[^a-z0-9]+", "-", folded).strip("-")[:64].strip("-")


def _free(wanted: str, taken: Collection[str]) -> str:
    """Gives an id that is not taken: the one that is wanted, or that with a number."""
    numbered = (f"{wanted[:60]}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (wanted, *numbered) if each not in taken)


class _Writer:
    """Writes mappings: what is known of them, and as comments what else they may have."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._explained: set[Any] = set()

    def mapping(self, mapping: Any, known: dict[str, Any] | None, first: str, rest: str) -> None:
        """Writes a mapping; all of it is a comment if nothing (None) is known.

        `first` and `rest` stand before the first of its lines and before all others.
        """
        new = mapping not in self._explained
        self._explained.add(mapping)
        before = first
        for key in keys(mapping):
            value = known.get(key.name) if known is not None else None
            if value is None and not new:
                continue
            off = "# " if known is not None and value is None else ""
            remark = f"  # {self._explanation(key)}" if new else ""
            if mapping is Record and self.lines:
                self.lines.append("")
            self._key(key, value, before + off, rest + off, remark)
            before = rest

    def _key(self, key: Key, value: Any, before: str, rest: str, remark: str) -> None:
        start = f"{before}{key.name}:"
        if is_dataclass(key.type):
            self.lines.append(start + remark)
            if value is not None or key.type not in self._explained:
                for each in value if isinstance(value, list) else [value]:
                    dash, indent = ("  - ", "    ") if key.many else ("  ", "  ")
                    self.mapping(key.type, each, rest + dash, rest + indent)
        elif isinstance(value, list):
            self.lines.append(f"{start}{remark}; the text has {plural(len(value), 'paragraph')}")
            self.lines += [f"{rest}  - {_scalar(text)}  # {told}" for text, told in value]
        elif value is None:
            self.lines.append(f"{start}{' []' if key.many else ''}{remark}")
        else:
            self.lines.append(f"{start} {_scalar(value)}{remark}")

    def _explanation(self, key: Key) -> str:
        """Gives all that is declared of a key, for the comment behind it."""
        told = list(filter(None, ("required" * key.required, key.description)))
        if is_dataclass(key.type) and key.type not in self._explained:
            doc = str(key.type.__doc__).rstrip(".")
            told.append("each: " * key.many + doc[0].lower() + doc[1:])
        elif key.choices:
            told.append(" | ".join(key.choices))
        if key.choices and key.default and not key.required:
            told.append(f"left out: {key.default}")
        return "; ".join(told)


def _scalar(value: Any) -> str:
    """Gives a value as YAML, on one line, with nothing hidden in it."""
    text = visible(str(value))
    if isinstance(value, int) or _PLAIN.fullmatch(text):
        return text
    # What JSON escapes in clean text, YAML escapes alike.
    return json.dumps(text, ensure_ascii=False)
