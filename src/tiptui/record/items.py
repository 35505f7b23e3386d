"""What a record has, and what each thing of it is called.

Everything is named by one id: events, organizations, themes, speakers and recommendations by their
own, statements, points and responses by a derived one, counted from 1: `SPEAKER/2`, `point/1`,
`RECOMMENDATION/1`. Addressees that are no organization have no id; their name, `whom:WORDS` as
folded, is one that no id can be.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tiptui.record.model import (
    Claim,
    Event,
    Organization,
    Point,
    Recommendation,
    Response,
    Speaker,
    Statement,
    Theme,
)
from tiptui.text.folding import fold

POINT = "point"

IN_WORDS = "whom:"
"""What the name of an addressee in words begins with; no term of a query does."""


class Addressee(NamedTuple):
    """Who is asked to act, in words: as they are written first, of those that fold to the same."""

    name: str


Named = Event | Organization | Theme | Speaker | Addressee
"""What is called by a name."""

Item = Named | Claim | Response
"""What can stand under a cursor."""

NamedClaim = tuple[str, Claim]
"""A claim with its id."""

NamedResponse = tuple[str, Response]
"""A response with its id."""


def title(item: Item) -> str:
    """Return what an item is called: its name, or its text; a response without any its status."""
    if isinstance(item, Response):
        return item.text or item.status
    return item.name if isinstance(item, Named) else item.text


def in_words(addressee: str) -> str:
    """Return the name of an addressee in words; "" where there is nothing to be found in them."""
    # A query has no way to write a quotation mark.
    folded = fold(addressee.replace('"', ""))
    return IN_WORDS + folded if folded.strip() else ""


def points(event: Event) -> Iterator[tuple[str, Point]]:
    """Yield every point of an event, with its id."""
    return ((f"{POINT}/{number}", point) for number, point in enumerate(event.points, 1))


def statements(speaker: Speaker) -> Iterator[tuple[str, Statement]]:
    """Yield every statement of a speaker, with its id."""
    return ((f"{speaker.id}/{number}", said) for number, said in enumerate(speaker.statements, 1))


def responses(item: Recommendation) -> Iterator[NamedResponse]:
    """Yield every response to a recommendation, with its id."""
    return ((f"{item.id}/{number}", response) for number, response in enumerate(item.responses, 1))
