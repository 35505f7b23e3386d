"""The terms of a query that leave what belongs to something, and the way back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tiptui.record.items import IN_WORDS, Addressee, Item
from tiptui.record.model import Event, Organization, Response, Speaker, Theme
from tiptui.search.columns import Value
from tiptui.search.query import write

if TYPE_CHECKING:
    from tiptui.collection.opened import Collection

_FIELDS: Mapping[type[Item], str] = {Speaker: "by", Organization: "org", Theme: "theme"}
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
    if isinstance(item, Event):
        return write("in", item.id)
    is_asked_alone = isinstance(item, Organization) and not collection.related(name).speakers
    if isinstance(item, Addressee) or is_asked_alone:
        return term_to(collection, name)
    field = _FIELDS.get(type(item))
    if field is None:
        return write("id", name.rpartition("/")[0] if isinstance(item, Response) else name)
    dialogue, local = collection.place(name)
    id = f"{dialogue.id}#{local}"
    values = collection.index.facets.values(field)
    return write(field, next(value.key for value in values if id in value.ids))


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


def term_to(collection: "Collection", addressee: str) -> str:
    """Return the term of a query that leaves what an addressee is asked for."""
    dialogue, local = collection.place(addressee)
    facets, in_words = collection.index.facets, local.startswith(IN_WORDS)
    id, folded = f"{dialogue.id}#{local}", local.removeprefix(IN_WORDS)
    value = next(
        each
        for each in facets.values("to")
        if (not each.ids and folded in each.texts if in_words else id in each.ids)
    )
    return facets.write("to", value)
