"""What the things of a record are called that have no id of their own.

Statements, points and responses have derived ids, counted from 1: `SPEAKER/2`, `point/1`,
`RECOMMENDATION/1`. Addressees that are no organization have no id; they are called `whom:WORDS`, as
folded, which no id can be.
"""

from collections.abc import Iterator

from tiptui.record.model import Claim, Event, Record, Response, Speaker
from tiptui.record.problem import Path
from tiptui.text.folding import fold

POINT = "point"

IN_WORDS = "whom:"
"""What the name of an addressee in words begins with; no term of a query does."""


Proved = Event | Speaker | Claim | Response
"""What can have evidence."""


def in_words(addressee: str) -> str:
    """Return the name of an addressee in words; "" where there is nothing to be found in them."""
    # A query has no way to write a quotation mark.
    folded = fold(addressee.replace('"', ""))
    return IN_WORDS + folded if folded.strip() else ""


def proved(record: Record) -> Iterator[tuple[Path, str, Proved]]:
    """Yield all that can have evidence, with its path and its id, in the record's order.

    That is the event, the speakers, each claim, then the responses.
    """
    yield ("event",), record.event.id, record.event
    for number, point in enumerate(record.event.points):
        yield ("event", "points", number), f"{POINT}/{number + 1}", point
    for position, speaker in enumerate(record.speakers):
        yield ("speakers", position), speaker.id, speaker
        for number, said in enumerate(speaker.statements):
            path: Path = ("speakers", position, "statements", number)
            yield path, f"{speaker.id}/{number + 1}", said
    for position, item in enumerate(record.recommendations):
        yield ("recommendations", position), item.id, item
        for number, response in enumerate(item.responses):
            path = ("recommendations", position, "responses", number)
            yield path, f"{item.id}/{number + 1}", response
