"""The names of things for people, once: in titles, keys, messages, exports and the docs."""

from collections.abc import Mapping
from enum import Enum


class Name(Enum):
    """The name of a thing, its field in the query, and its titles where there is little room."""

    THEME = "theme", "theme"
    ORGANIZATION = "organization", "org", "Orgs"
    ADDRESSEE = "addressee", "to"
    STATUS = "status", "status"
    YEAR = "year", "date"
    SPEAKER = "speaker", "by", "Speakers", "Spkrs"
    DIALOGUE = "dialogue", "in", "Dialogues", "Dlgs"
    RESPONSE = "response", "said"
    RECOMMENDATION = "recommendation", "", "Recs"
    STATEMENT = "statement", "", "Stmts"
    POINT = "point", "", "Points", "Pts"
    DECISION = "decision", "", "Decisions", "Decs"
    SOURCE = "source", ""
    QUOTATION = "quotation", ""

    def __init__(self, one: str, field: str, short: str = "", shortest: str = "") -> None:
        self.one = one
        self.field = field
        article = "an" if one[0] in "ao" else "a"
        self.with_article = f"{article} {one}"
        self.many = f"{one}s"
        self.title = self.many.capitalize()
        if one.endswith("s"):
            self.many = f"{one}es"
            self.title = one.capitalize()
        self.short = short or self.title
        self.shortest = shortest or self.short


OF_FIELD: Mapping[str, Name] = {name.field: name for name in Name if name.field}
"""The name of the values of each field that can be counted, in the order of tabs and menus."""

EVIDENCE, ASKED_AGAIN, COLOUR_THEME = "Evidence", "Asked again", "Colour theme"

REC = "Rec"  # one recommendation, where there is little room

NO_THEME, NOBODY = "no theme", "nobody named"
"""The theme of a claim without one; the addressee of a recommendation without one."""


def plain_name(field: str) -> str:
    """Return the name of a field: `addressee` for `to`."""
    return OF_FIELD[field].one if field in OF_FIELD else field
