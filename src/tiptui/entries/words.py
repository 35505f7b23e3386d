"""The names of things for people, once: in titles, keys, messages, exports and the docs."""

from collections.abc import Mapping
from typing import NamedTuple


class Name(NamedTuple):
    """The name of a thing: of one and of many; the title of their list, also where it is narrow.

    `shortest` is for the strip of panes, whole in 40 columns; `field` is that of the query.
    """

    one: str
    many: str
    title: str
    short: str
    shortest: str
    field: str


def _name(
    one: str, field: str = "", *, many: str = "", title: str = "", short: str = "", tiny: str = ""
) -> Name:
    many = many or f"{one}s"
    title = title or many.capitalize()
    short = short or title
    return Name(one, many, title, short, tiny or short, field)


THEME = _name("theme", "theme")
ORGANIZATION = _name("organization", "org", short="Orgs")
ADDRESSEE = _name("addressee", "to")
STATUS = _name("status", "status", many="statuses", title="Status")
YEAR = _name("year", "date")
SPEAKER = _name("speaker", "by", tiny="Spkrs")
DIALOGUE = _name("dialogue", "in", tiny="Dlgs")
RECOMMENDATION = _name("recommendation", short="Recs")
STATEMENT = _name("statement", short="Stmts")
POINT = _name("point")
CLAIM = _name("claim")
RESPONSE = _name("response")
SOURCE = _name("source")
EVIDENCE = "Evidence"
NOBODY = "nobody named"
"""The addressee of a recommendation that names none."""

OF_FIELD: Mapping[str, Name] = {
    name.field: name for name in (THEME, ORGANIZATION, ADDRESSEE, STATUS, YEAR, SPEAKER, DIALOGUE)
}
"""The name of the values of each field that can be counted, in the order of tabs and menus."""


def plain_name(field: str) -> str:
    """Return the name of a field: `addressee` for `to`."""
    return OF_FIELD[field].one if field in OF_FIELD else field
