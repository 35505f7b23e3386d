"""Phrases of more than one fact, the same on the screen, in print and in exports."""

from tiptui.collection.dialogue import Dialogue
from tiptui.record.model import Attendance
from tiptui.text.visible import long_date, plural


def dates(dialogue: Dialogue) -> str:
    """Return the day or days of a dialogue: `18 April 2024`, `18 April 2024 to 20 April 2024`."""
    start, end = long_date(dialogue.date), dialogue.record.event.end_date
    return start if not end or end == dialogue.date else f"{start} to {long_date(end)}"


def present(attendance: Attendance | None, speakers: int) -> str:
    """Return `6 speakers of about 90 present`, or `6 speakers` where nobody counted."""
    if attendance is None or attendance.count is None:
        return plural(speakers, "speaker")
    about = "about " if attendance.approximate else ""
    return f"{plural(speakers, 'speaker')} of {about}{attendance.count:,} present"


def listed(*parts: str, between: str = ", ") -> str:
    """Return the parts that are not empty, with commas between them or with something else."""
    return between.join(filter(None, parts))


SIGNS = {
    "accepted": "✓",
    "partly-accepted": "±",
    "noted": "◦",
    "rejected": "✗",
    "in-progress": "▱",
    "partly-implemented": "◧",
    "implemented": "▰",
}
"""Of each status a sign of one cell, which tells it from others without a colour."""


def status_words(status: str) -> str:
    """Return a status as it is shown; nothing for none."""
    return f"{SIGNS[status]} {status.replace('-', ' ')}" if status else ""
