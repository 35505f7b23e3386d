"""A record to fill in: `template.yaml`, in which every key of the format is explained."""

import os
import re
from pathlib import Path

from tiptui.drafting.lines import scalar
from tiptui.files.input import STDIN
from tiptui.record.forms import EVENT_NAME, START_DATE
from tiptui.record.new_ids import Ids, slug

_TEMPLATE = Path(__file__).with_name("template.yaml")
# What is put in its place: the ids of event and speaker, the event's name and date.
_FILLED_IN = re.compile(f'(?<=id: )(?:dialogue|speaker-1)|"{EVENT_NAME}"|{START_DATE}')
_DAY = re.compile("(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
# The name of minutes does not say of what they are.
SORTS = ("article", "minutes", "transcript", "video")


def template(file: str | None, id: str = "", name: str = "", date: str = "") -> str:
    """Return the text of a record that is valid as it stands.

    `file` is where it will be (None: in the current folder); the others are the event's.
    """
    own = id or event_id(file, name)
    values = {
        "dialogue": own,
        "speaker-1": Ids(own).take("speaker-1", "speaker-2"),
        f'"{EVENT_NAME}"': name.strip() or EVENT_NAME,
        START_DATE: date or START_DATE,
    }
    record = _TEMPLATE.read_text("utf-8")
    return _FILLED_IN.sub(lambda found: scalar(values[found[0]]), record)


def event_id(file: str | None, name: str, otherwise: str = "") -> str:
    """Return an id after the event's name and the day in the file's name, or after the latter.

    After `otherwise` where neither has a word for one.
    """
    called, named = slug(name), slug(stem(file))
    day = _DAY.search(named)
    if called and day and not _DAY.search(called):
        return f"{called[: 63 - len(day[0])].strip('-')}-{day[0]}"
    return called or (named if named not in SORTS else "") or slug(otherwise) or "dialogue"


def stem(file: str | None) -> str:
    """Return the name of a file without folders and ending; empty for standard input."""
    return "" if file in (None, STDIN) else os.path.splitext(os.path.basename(file or ""))[0]  # noqa: PTH119, PTH122
