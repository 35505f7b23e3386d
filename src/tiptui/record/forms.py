"""The rules for single values: the form of each text, and the placeholders of a draft."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tiptui.record.model import VERSION, TextForm
from tiptui.text.visible import clip, late

MOST_SECONDS = 86_400  # of a recording
# As many digits as every program that reads JSON can keep.
ORDINAL = late("[1-9][0-9]{0,14}")
WHOLE_NUMBER = late(f"0|{ORDINAL.pattern}")

ID = late("[a-z0-9][a-z0-9-]{0,63}")
_DATE = late("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TIME = late(r"[0-9]{2}:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?")
_REPEATED = late(f"(?:{ID.pattern}#)?{ID.pattern}")
# No space and no control character anywhere. The host's first letter is enough: where two repeated
# classes meet, time grows with the square of what stands before a space.
_URL = late(r"[Hh][Tt]{2}[Pp][Ss]?://[^\s\x00-\x1f\x7f-\x9f/?#][^\s\x00-\x1f\x7f-\x9f]*")
# The subtags of RFC 5646, but for their order. No language has more than three letters, although
# the grammar keeps room for it: "English" is no tag.
_LANGUAGE = late("(?:[a-zA-Z]{2,3}|[iIxX](?=-))(?:-[a-zA-Z0-9]{1,8})*")


def is_date(text: str) -> bool:
    """Return whether a text is a day, a month or a year of the calendar (ISO 8601)."""
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


def clock(seconds: float) -> str:
    """Return a time in a recording as records write it; "" for one beyond a day."""
    if not 0 <= seconds < MOST_SECONDS:
        return ""
    since = datetime.min + timedelta(milliseconds=round(seconds * 1_000))
    return since.time().isoformat("milliseconds").rstrip("0").rstrip(".")


def is_before(one: str, other: str) -> bool:
    """Compare two dates by the parts that both have; "" is neither before nor after."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared] and is_date(one) and is_date(other)


def months_since(date: str, day: str) -> int:
    """Return the whole months from a date, if it is partial from its end, to a day."""
    year, month, last = map(int, (date + "-12-32"[len(date) - 4 :]).split("-"))
    now = [*map(int, day.split("-"))]
    months = 12 * (now[0] - year) + now[1] - month
    return max(0, months if now[2] >= last else months - 1)


class Rule(NamedTuple):
    """The pattern of a form, and the message for text that does not match it."""

    pattern: re.Pattern[str]
    code: str
    message: str
    is_right: Callable[[str], bool] | None = None  # where the pattern is not enough
    wrong: str = ""  # the message for text that only matches the pattern

    @property
    def fits(self) -> Callable[[str], object]:
        return self.is_right or self.pattern.fullmatch

    def misfit(self, text: str) -> str:
        """Return the message for a text that does not fit; "" for one that does."""
        message = self.wrong if self.wrong and self.pattern.fullmatch(text) else self.message
        return "" if self.fits(text) else f'"{clip(text)}" {message}'


_NUMBER = Rule(
    WHOLE_NUMBER, "bad-number", "is no whole number: write it in at most 15 digits, such as 2"
)

RULES: dict[TextForm | type, Rule] = {
    bool: Rule(late("true|false"), "bad-choice", "is neither true nor false: write one of them"),
    int: _NUMBER,
    TextForm.ORDINAL: _NUMBER,
    TextForm.ID: Rule(
        ID,
        "bad-id",
        "is no id: use only small letters a-z, digits and -, at most 64, the first not a -",
    ),
    TextForm.DATE: Rule(
        _DATE,
        "bad-date",
        "is no date: write it as 2024-04-18, 2024-04 or 2024",
        is_date,
        "is not in the calendar: months go to 12, days to the end of their month",
    ),
    TextForm.TIME: Rule(_TIME, "bad-time", "is no time: write it as 00:12:31 or 00:12:31.5"),
    TextForm.RECOMMENDATION: Rule(
        _REPEATED,
        "bad-id",
        "names no recommendation: write its id, or EVENT#ID if it is in another record",
    ),
    TextForm.URL: Rule(
        _URL, "bad-url", "is no address: begin it with http:// or https://, without a space in it"
    ),
    TextForm.LANGUAGE: Rule(
        _LANGUAGE,
        "bad-language",
        "is no language tag: write one such as en, ur or pa-Arab (BCP 47)",
    ),
    TextForm.VERSION: Rule(
        re.compile(str(VERSION)),
        "version",
        f"is a version that is not known here: write {VERSION}, or use a newer tiptui",
    ),
}
"""The rules by form. Ids of something in the record are looked up by `rules`."""

# `tiptui new` puts these where something is left to be written; a warning says where they stand.
EVENT_NAME = "What the dialogue was called"
START_DATE = "0001-01-01"
SPEAKER_NAME = "Name of a speaker"
OUTLINE = "What paragraph {} says"
MISSING = {EVENT_NAME: "[name missing]", START_DATE: "[date missing]"}
"""The words that are printed and shown instead."""
PLACEHOLDER = late(f"{OUTLINE.replace('{}', '[0-9]+')}|{EVENT_NAME}|{START_DATE}|{SPEAKER_NAME}")
