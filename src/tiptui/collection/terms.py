"""The terms of a query that leave what belongs to something, and the way back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tiptui.record.items import IN_WORDS, Addressee, Item
from tiptui.record.model import Event, Organization, Response, Speaker, Theme
from tiptui.search.columns import Value
from tiptui.search.query import write

if TYPE_CHECKING:
    from tiptui.collection.opened import Collection

_FIELDS: Mapping[type[Item], str] = {
    **{Speaker: "by", Organization: "org", Theme: "theme"},
    **{Event: "in", Addressee: "to"},
}
"""The fields whose values are these things."""

_NAMED = ("theme", "org", "to")
"""The fields whose values are counted, and can be stood on."""


def term_of(collection: "Collection", name: str) -> str:
    """Return the term that leaves what belongs to something; "" for no name.

    What an organization is asked for is left where none of its people speak.
    """
    item = collection.get(name)
    if item is None:
        return ""
    field = _FIELDS.get(type(item))
    if field is None:
        return write("id", name.rpartition("/")[0] if isinstance(item, Response) else name)
    if isinstance(item, Organization) and not collection.related(name).speakers:
        field = "to"
    return collection.index.facets.write(field, value_of(collection, field, name))


def term_to(collection: "Collection", addressee: str) -> str:
    """Return the term of a query that leaves what an addressee is asked for."""
    return collection.index.facets.write("to", value_of(collection, "to", addressee))


def name_of(collection: "Collection", field: str, value: Value) -> str:
    """Return the name of what a value of a field is, where that can be stood on; else ""."""
    if field not in _NAMED or not value.texts:
        return ""
    if value.ids:
        # In a collection names have the id of the event before them.
        named = (each for each in value.ids if ("#" in each) is collection.several)
        return collection.row_name(next(named))
    local = IN_WORDS + value.texts[0]
    return collection.asked_in_words[local][0].name(local)


def value_of(collection: "Collection", field: str, name: str) -> Value:
    """Return the value of a field that something is."""
    dialogue, local = collection.place(name)
    words = local.removeprefix(IN_WORDS)
    id = dialogue.id if local == dialogue.id else f"{dialogue.id}#{local}"
    return next(
        each
        for each in collection.index.facets.values(field)
        if (id in each.ids if words == local else not each.ids and words in each.texts)
    )
