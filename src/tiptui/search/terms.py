"""The terms of a query that leave what belongs to something, and the way back."""

from typing import TYPE_CHECKING

from tiptui.search.columns import Value
from tiptui.search.query import write

if TYPE_CHECKING:
    from tiptui.search.index import Index

_FIELDS = {"speaker": "by", "organization": "org", "theme": "theme", "event": "in"}
_FIELDS |= {"addressee": "to"}
"""The fields whose values are things of a kind."""


def term_of(index: "Index", name: str) -> str:
    """Return the term that leaves what belongs to something; "" for no name.

    What an organization is asked for is left where none of its people speak.
    """
    thing = index.collection.get(name)
    if thing is None:
        return ""
    field = _FIELDS.get(thing.kind)
    if field is None:
        return write("id", thing.claim.name)
    if field == "org" and not index.collection.related(name).speakers:
        field = "to"
    return index.facets.write(field, value_of(index, field, name))


def term_to(index: "Index", addressee: str) -> str:
    """Return the term of a query that leaves what an addressee is asked for."""
    return index.facets.write("to", value_of(index, "to", addressee))


def value_of(index: "Index", field: str, name: str) -> Value:
    """Return the value of a field that something is."""
    row = index.collection.row_name(name)
    return next(each for each in index.facets.values(field) if each.row == row)
