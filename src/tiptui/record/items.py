"""What a record has: all that can be proved, in one walk, with what it is called.

Statements, points and responses have derived ids, counted from 1: `SPEAKER/2`, `point/1`,
`RECOMMENDATION/1`. Addressees that are no organization have no id; they are called `whom:WORDS`, as
folded, which no id can be.
"""

from collections.abc import Iterator

from tiptui.record.model import Claim, Event, Evidence, Record, Response, Speaker
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


def walk(record: Record) -> Iterator[tuple[Path, str, Proved]]:
    """Yield all that can have evidence, with its path and its id, in the order of the model."""
    path: Path = ("event",)
    yield path, record.event.id, record.event
    for number, point in enumerate(record.event.points):
        yield (*path, "points", number), f"{POINT}/{number + 1}", point
    for position, speaker in enumerate(record.speakers):
        path = ("speakers", position)
        yield path, speaker.id, speaker
        for number, statement in enumerate(speaker.statements):
            yield (*path, "statements", number), f"{speaker.id}/{number + 1}", statement
    for position, item in enumerate(record.recommendations):
        path = ("recommendations", position)
        yield path, item.id, item
        for number, response in enumerate(item.responses):
            yield (*path, "responses", number), f"{item.id}/{number + 1}", response


def walk_claims(record: Record) -> Iterator[tuple[Path, Claim]]:
    """Yield every point, statement and recommendation with its path."""
    return ((path, thing) for path, _, thing in walk(record) if isinstance(thing, Claim))


def walk_evidence(record: Record) -> Iterator[tuple[Path, str, Evidence]]:
    """Yield every piece of evidence: its path, the id of what it proves, itself."""
    for path, name, thing in walk(record):
        for number, item in enumerate(thing.evidence):
            yield (*path, "evidence", number), name, item
