"""A record to fill in: `template.yaml`, in which every key of the format is explained."""

import json
import os
import re
from pathlib import Path
from typing import NamedTuple, get_args

from tiptui.documents.convert import read_document
from tiptui.documents.document import Document, Paragraph, paragraphs, read_text
from tiptui.drafting.ids import free, slug
from tiptui.files.input import STDIN
from tiptui.proof.turns import Turn, transcript_of
from tiptui.record.forms import EVENT_NAME, OUTLINE, SOURCE_TITLE
from tiptui.record.model import SourceType
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


class SourceDocument(NamedTuple):
    """What a record is made from: its file, what it says, and who speaks in it.

    `text_file` is where its text is: itself, where it is plain text. `unknown` is what heads words
    that are nobody's.
    """

    file: str
    document: Document
    turns: tuple[Turn, ...]
    text_file: str
    unknown: tuple[str, ...] = ()


def read_source_document(file: str, record: str | None = None) -> SourceDocument:
    """Return what a file gives for a record, which will be in the file `record`. Raise NoInput.

    The text of what is no plain text will be beside the record, and named after it.
    """
    document = read_document(file)
    if document.kind == "markdown":
        # It reads as plain text does, and check takes it for that.
        document = Document("text", tuple(map(Paragraph, paragraphs(read_text(file)))))
    kept = os.path.splitext(record)[0] + ".txt" if record and document.kind != "text" else file  # noqa: PTH122
    turns, unknown = transcript_of(document.paragraphs)
    return SourceDocument(file, document, turns, kept, unknown)


def template(
    file: str | None,
    source: SourceDocument | None = None,
    id: str | None = None,
    name: str | None = None,
) -> str:
    """Return the text of a record that is valid as it stands.

    `file` is where it will be (None: in the current folder), `source` what it is made from, if
    there is anything; `id` and `name` are the event's.
    """
    event_id = id or _event_id(file, name)
    speaker_id = free({event_id}, "speaker-1", "speaker-2")
    values = {"dialogue": event_id, "speaker-1": speaker_id}
    event_name = (name or "").strip() or EVENT_NAME
    record, heading, keys = _TEMPLATE.read_text("utf-8").partition(_SOURCES)
    record = _FILLED_IN.sub(lambda found: scalar(values.get(found[0], event_name)), record)
    if source is None:
        return record + heading + keys
    source_id = free({event_id, speaker_id}, _sort(source.file) or "text", "text", "source")
    return record + _source(heading + keys, source_id, source, file)


def _source(explained: str, id: str, source: SourceDocument, file: str | None) -> str:
    """Return what is explained of sources, with what one tells of itself."""
    text = [paragraph.text for paragraph in source.document.paragraphs]
    known = {
        "id": id,
        "title": _title(source),
        "type": "transcript" if source.turns else "",
        "published": source.document.date if source.document.kind == "html" else "",
        "file": _relative_path(file, source.text_file),
        "note": _note(source),
    }
    first, *rest = explained.splitlines()
    lines = [first.removeprefix("# ")]
    for line in rest:
        key = _KEY.fullmatch(line)
        assert key, line
        space, name, remark = key.groups()
        if name == "outline" and text and not source.turns:
            lines.append(f"{space}outline:{remark}; the text has {plural(len(text), 'paragraph')}")
            lines += (
                f"      - {scalar(OUTLINE.format(number))}  # {clip(paragraph)}"
                for number, paragraph in enumerate(text, 1)
            )
        elif value := known.get(name):
            lines.append(f"{space}{name}: {scalar(value)}{remark}")
        else:
            lines.append(line.replace("#     ", "    # ", 1))
    return "\n".join(lines) + "\n"


def _title(source: SourceDocument) -> str:
    """Return the title that a source declares, or else the first line of plain text."""
    kind, text, title, _ = source.document
    if not title and kind == "text" and text:
        begins = [turn.words[0].paragraph for turn in source.turns[:1]]
        title = "" if begins == [1] else text[0].text.partition("\n")[0].rstrip()
    return clip(title, 200) or SOURCE_TITLE


def _note(source: SourceDocument) -> str:
    """Return what is to be known of a document of which there is only the text beside a record."""
    if source.file in (source.text_file, STDIN):
        return ""
    # Of a page it is when it was published; others say when they, or what they began as, were made.
    date = source.document.date if source.document.kind != "html" else ""
    return f"The text of {_file_name(source.file)}" + (f", which is dated {date}" if date else "")


def _file_name(file: str) -> str:
    return os.path.basename(file)  # noqa: PTH119 (a Path refuses names that a file can have)


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
    called, named = slug(name or ""), slug(_stem(file))
    day = _DAY.search(named)
    if called and day and not _DAY.search(called):
        return f"{called[: 63 - len(day[0])].strip('-')}-{day[0]}"
    # The name of minutes does not say of what they are.
    return called or (named if named not in _SORTS else "") or "dialogue"


def _sort(source: str) -> str:
    """Return what sort of source the name of its file says that it is, or nothing."""
    words = slug(_stem(source)).split("-")
    return next((sort for sort in _SORTS if sort in words), "")


def _stem(file: str | None) -> str:
    """Return the name of a file without folders and ending; empty for standard input."""
    return "" if file in (None, STDIN) else os.path.splitext(_file_name(file or ""))[0]  # noqa: PTH122


def scalar(value: str) -> str:
    """Return a text as YAML, on one line, with nothing hidden in it."""
    text = visible(value)
    return text if _PLAIN.fullmatch(text) else quote(text)


def quote(value: str) -> str:
    """Return a text as YAML in quotation marks."""
    # What JSON escapes in clean text, YAML escapes alike.
    return json.dumps(visible(value), ensure_ascii=False)
