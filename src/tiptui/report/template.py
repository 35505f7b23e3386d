"""A record to fill in: `template.yaml`, in which every key of the format is explained."""

import json
import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import get_args

from tiptui.files.input import STDIN
from tiptui.record.model import SourceType
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

_SORTS = [sort for sort in get_args(SourceType) if sort != "other"]
_DAY = re.compile("(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")

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
    event_id = id or _event_id(file, name)
    speaker_id = _free({event_id}, "speaker-1", "speaker-2")
    values = {"dialogue": event_id, "speaker-1": speaker_id}
    event_name = (name or "").strip() or EVENT_NAME
    record, heading, keys = _TEMPLATE.read_text("utf-8").partition(_SOURCES)
    record = _FILLED_IN.sub(lambda found: _scalar(values.get(found[0], event_name)), record)
    if source is None:
        return record + heading + keys
    source_id = _free({event_id, speaker_id}, _sort(source) or "text", "text", "source")
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


def _event_id(file: str | None, name: str | None) -> str:
    """Return an id after the event's name and the day in the file's name, or after the latter."""
    slug, named = _slug(name), _slug(_stem(file))
    day = _DAY.search(named)
    if slug and day and not _DAY.search(slug):
        return f"{slug[: 63 - len(day[0])].strip('-')}-{day[0]}"
    # The name of minutes does not say of what they are.
    return slug or (named if named not in _SORTS else "") or "dialogue"


def _sort(source: str) -> str:
    """Return what sort of source the name of its file says that it is, or nothing."""
    words = _slug(_stem(source)).split("-")
    return next((sort for sort in _SORTS if sort in words), "")


def _stem(file: str | None) -> str:
    """Return the name of a file without its ending; empty for none."""
    if file in (None, STDIN):
        return ""
    return os.path.splitext(os.path.basename(file or ""))[0]  # noqa: PTH119, PTH122


def _slug(words: str | None) -> str:
    """Return an id made of words; empty where they have no letter for one."""
    # Folding drops dashes, which here part words as spaces do.
    folded = fold(re.sub("[-\u2010-\u2015]", " ", words or ""))
    return re.sub("[^a-z0-9]+", "-", folded).strip("-")[:64].strip("-")


def _free(taken: Collection[str], *wanted: str) -> str:
    """Return the first id that is not taken."""
    return next(each for each in wanted if each not in taken)


def _scalar(value: str) -> str:
    """Return a text as YAML, on one line, with nothing hidden in it."""
    text = visible(value)
    # What JSON escapes in clean text, YAML escapes alike.
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
