"""Who is asked to act, across the records: organizations, and addressees in words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiptui.collection.opened import Collection


def asked(collection: "Collection", addressee: str) -> list[int]:
    """Return the rows of the recommendations that an addressee is asked for, sorted."""
    numbers = collection.index.rows["recommendations"].numbers
    return [
        numbers[dialogue.name(recommendation)]
        for dialogue, local in collection.places(addressee)
        for recommendation, _ in dialogue.links.asked(local)
    ]


def times_asked(collection: "Collection", addressee: str) -> int:
    """Return how many recommendations an addressee is asked for."""
    places = collection.places(addressee)
    return sum(dialogue.links.times_asked(local) for dialogue, local in places)
