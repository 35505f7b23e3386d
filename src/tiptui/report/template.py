"""A record to fill in: `template.yaml`, in which every key of the format is explained."""

import json
import os
import re
from collections.abc import Collection
from pathlib import Path

from tiptui.files.input import STDIN
from tiptui.record.placeholders import EVENT_NAME, SOURCE_TITLE, outline_line
from tiptui.sources.source_text import paragraphs, read_text
from tiptui.text.folding import fold
from tiptui.text.visible import clip, plural, visible

_TEMPLATE = Path(__file__).with_name("template.yaml")
# What is put in its place: the ids of event and speaker, and the event's name.
_FILLED_IN = re.compile(f'(?<=id: )(?:dialogue|speaker-1)|"{EVENT_NAME}"')
_SOURCES = "# sources:"
# A key of a source there: the space before it, its name, and what is said of it.
_KEY = re.compile(r"# (    |  - )(\w+):(?: \[\])?(  # .*)")

# Text that no YAML takes for anything but text, in forms that people write without quotes.
_PLAIN = re.compile("(?!(?:null|true|false|yes|no|on|off|y|n)$)[a-z][a-z0-9-]*|[0-9]{4}-[0-9-]+")


def template(
    file: str | None, source: str | None = None, id: str | None = None, name: str | None = None
) -> str:
    """Return the text of a record that is valid as it stands.

    `file` is where it will be (None: in the current folder), `source` the file of its source's
    text, if there is one; `id` and `name` are the event's. Raise NoInput where the source can't
    be read.
    """
    event_id = id or _slug(file) or "dialogue"
    speaker_id = _free("speaker-1", {event_id})
    values = {"dialogue": event_id, "speaker-1": speaker_id}
    event_name = (name or "").strip() or EVENT_NAME
    record, heading, keys = _TEMPLATE.read_text("utf-8").partition(_SOURCES)
    record = _FILLED_IN.sub(lambda found: _scalar(values.get(found[0], event_name)), record)
    if source is None:
        return record + heading + keys
    source_id = _free(_slug(source) or "source", {event_id, speaker_id})
    return record + _source(heading + keys, source_id, source, file)


def _source(explained: str, id: str, source: str, file: str | None) -> str:
    """Return what is explained of sources, with what the text of one tells. Raise NoInput."""
    text = paragraphs(read_text(source))
    title = clip(text[0].partition("\n")[0].rstrip(), 200) if text else SOURCE_TITLE
    known = {"id": id, "title": title, "file": _relative_path(file, source)}
    first, *rest = explained.splitlines()
    lines = [first.removeprefix("# ")]
    for line in rest:
        key = _KEY.fullmatch(line)
        assert key, line
        space, name, remark = key.groups()
        if name == "outline" and text:
            lines.append(f"{space}outline:{remark}; the text has {plural(len(text), 'paragraph')}")
            lines += (
                f"      - {_scalar(outline_line(number))}  # {clip(paragraph)}"
                for number, paragraph in enumerate(text, 1)
            )
        elif value := known.get(name):
            lines.append(f"{space}{name}: {_scalar(value)}{remark}")
        else:
            lines.append(line.replace("#     ", "    # ", 1))
    return "\n".join(lines) + "\n"


def _relative_path(file: str | None, source: str) -> str:
    """Return where a source's text is, relative to the record; empty where no text can say it."""
    if source == STDIN:
        return ""
    # Of the folders the real ones: `..` behind a link leads elsewhere than it seems to.
    folder, name = os.path.split(source)
    beside = os.path.dirname(file or "")  # noqa: PTH120 (a Path refuses names that a file can have)
    path = os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
    relative = os.path.relpath(path, os.path.realpath(beside))
    return relative if visible(relative) == relative == relative.strip() else ""


def _slug(file: str | None) -> str:
    """Return an id after the name of a file; empty where it has no letter for one."""
    if file in (None, STDIN):
        return ""
    stem = os.path.splitext(os.path.basename(file or ""))[0]  # noqa: PTH119, PTH122
    # Folding drops dashes, which here part words as spaces do.
    folded = fold(re.sub("[-\u2010-\u2015]", " ", stem))
    return re.sub("[^a-z0-9]+", "-", folded).strip("-")[:64].strip("-")


def _free(wanted: str, taken: Collection[str]) -> str:
    """Return an id that is not taken: the one that is wanted, or that with a number."""
    numbered = (f"{wanted[:60]}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (wanted, *numbered) if each not in taken)


def _scalar(value: str) -> str:
    """Return a text as YAML, on one line, with nothing hidden in it."""
    text = visible(value)
    # What JSON escapes in clean text, YAML escapes alike.
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
