"""The terms of a query that leave what belongs to something, and the way back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tiptui.collection.thing import Addressee, Event, Organization, Person, Response, Theme, Thing
from tiptui.record.items import IN_WORDS
from tiptui.search.columns import Value
from tiptui.search.query import write

if TYPE_CHECKING:
    from tiptui.search.index import Index

_FIELDS: Mapping[type[Thing], str] = {
    **{Person: "by", Organization: "org", Theme: "theme"},
    **{Event: "in", Addressee: "to"},
}
"""The fields whose values are these things."""

_NAMED = ("theme", "org", "to")
"""The fields whose values are counted, and can be stood on."""


def term_of(index: "Index", name: str) -> str:
    """Return the term that leaves what belongs to something; "" for no name.

    What an organization is asked for is left where none of its people speak.
    """
    thing = index.collection.get(name)
    if thing is None:
        return ""
    field = _FIELDS.get(type(thing))
    if field is None:
        return write("id", thing.claim.name if isinstance(thing, Response) else name)
    if isinstance(thing, Organization) and not index.collection.related(name).speakers:
        field = "to"
    return index.facets.write(field, value_of(index, field, name))


def term_to(index: "Index", addressee: str) -> str:
    """Return the term of a query that leaves what an addressee is asked for."""
    return index.facets.write("to", value_of(index, "to", addressee))


def name_of(index: "Index", field: str, value: Value) -> str:
    """Return the name of what a value of a field is, where that can be stood on; else ""."""
    if field not in _NAMED or not value.texts:
        return ""
    if value.ids:
        # In a collection names have the id of the event before them.
        named = (each for each in value.ids if ("#" in each) is index.collection.several)
        return index.collection.row_name(next(named))
    return index.collection.asked_in_words[IN_WORDS + value.texts[0]][0].name


def value_of(index: "Index", field: str, name: str) -> Value:
    """Return the value of a field that something is."""
    thing = index.collection[name]
    words = thing.id.removeprefix(IN_WORDS) if isinstance(thing, Addressee) else ""
    return next(
        each
        for each in index.facets.values(field)
        if (not each.ids and words in each.texts if words else thing.ref in each.ids)
    )
