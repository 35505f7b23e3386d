"""The fields of the query: what may stand after each colon."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tiptui.record.follow_up import NO_RESPONSE, STATUSES
from tiptui.text.near_words import nearest
from tiptui.text.visible import clip

NONE = "none"
"""The value of what has none: a claim without a theme, one that asks nobody in particular."""

IS = (
    *("statement", "recommendation", "point"),
    *("reported", "quoted", "person", "group", "unproved", "overdue", "marked"),
)

HAS = ("evidence", "response", "note", "due", "repeats", "number")

_DAY = "[0-9]{1,4}|[0-9]{4}-(?:[0-9]{1,2}(?:-[0-9]{0,2})?)?"

# One dot: the second is still to be typed.
_DATE = re.compile(rf"(?P<first>{_DAY})?(?:(?P<range>\.\.)(?P<last>{_DAY})?|\.)?")


class Field(NamedTuple):
    """A field of the query.

    `about` says what its values are, `words` how a title puts one; `choices` are all that there can
    be, where these are few. `nothing` is what has none called, where `none` asks for that.
    """

    about: str
    words: str
    choices: tuple[str, ...] = ()
    nothing: str = ""

    def chosen(self, value: str) -> tuple[str, ...]:
        """Return the choices that a value means: one in full, else all that begin so."""
        value = value.lower().replace(" ", "-")  # "in progress" is in-progress
        begun = tuple(each for each in self.choices if each.startswith(value))
        return (value,) if value in begun else begun


FIELDS: Mapping[str, Field] = {
    "by": Field("a speaker's id, or part of the name", "by {}"),
    "org": Field("the id of a speaker's organization, or part of its names", "from {}"),
    "to": Field("the id of whom it asks, or part of whom", "to {}", nothing="nobody named"),
    "theme": Field("the id of a theme, or part of its name", "under {}", nothing="no theme"),
    "in": Field("the id of an event, or part of its name, series or place", "in {}"),
    "date": Field("when the event was: 2024, 2024-04, 2019..2021, 2022.., ..2019", "dated {}"),
    "status": Field(
        f"{', '.join(STATUSES)}: what became of it last",
        "{}",
        (*STATUSES, NONE),
        nothing=NO_RESPONSE,
    ),
    "is": Field(", ".join(IS), "{}", IS),
    "has": Field(", ".join(HAS), "with {}", HAS),
    "id": Field("an id", "{}"),
    "same": Field(
        "a recommendation's id: all that ask the same, linked or in nearly the same words",
        "the same as {}",
    ),
}


PLAIN = {
    "by": "speaker",
    "org": "organization",
    "to": "addressee",
    "in": "dialogue",
    "date": "year",
}
"""What people call a field, as headings have it, where a query has a shorter name too."""

BY_NAME = {each: each for each in FIELDS} | {plain: each for each, plain in PLAIN.items()}
"""The field that each name is that may be written."""


def heading(field: str) -> str:
    """Return the plain name of a field."""
    return PLAIN.get(field, field)


def written_names(field: str) -> str:
    """Return how a field is written: `speaker: (by:)`."""
    return f"{PLAIN[field]}: ({field}:)" if field in PLAIN else f"{field}:"


MEANT: Mapping[str, str] = {
    value: f"{name}:{value}" for name, field in FIELDS.items() for value in field.choices
} | {"unanswered": f"status:{NONE}", "nobody": f"to:{NONE}"}
"""The terms that single words may be meant for: they stand on the screen, in no claim."""


COUNTED = tuple(name for name in FIELDS if name not in ("id", "same"))
"""The fields whose values can be counted: an id is one claim's own."""


def why_unreadable(name: str, values: tuple[str, ...]) -> str:
    """Return why what was typed as a field and its values is none; empty where it is one."""
    field = FIELDS.get(name)
    if field is None:
        near = nearest(name, BY_NAME, 0.7)
        meant = f"; did you mean {near}:?" if near else ""
        return f"no field is called {clip(name)}: searched as words{meant}"
    if not values:
        return f"{heading(name)}: {field.about}"
    wrong = [each for each in values if field.choices and not field.chosen(each)]
    if wrong:
        of = "a status" if name == "status" else f"a value of {name}:"
        return f'"{clip(wrong[0])}" is not {of}; there are {", ".join(field.choices)}'
    wrong = [each for each in values if name == "date" and not _DATE.fullmatch(each)]
    return f"{clip(wrong[0])} is no date: write 2024, 2024-04, 2019..2021, 2022.." if wrong else ""


def in_date(value: str) -> Callable[[str], bool]:
    """Return what tells whether a date, which may be partial, is in a date or a range of dates."""
    match = _DATE.fullmatch(value)
    first, last = (match["first"] or "", match["last"] or "") if match else ("", "")
    if match and match["range"]:
        return lambda date: date >= first and date[: len(last)] <= last
    return lambda date: date.startswith(first)
