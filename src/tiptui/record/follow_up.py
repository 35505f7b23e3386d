"""What becomes of recommendations: whom they ask, what they repeat, the responses, the sum."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tiptui.record.forms import is_before
from tiptui.record.model import Recommendation, Record
from tiptui.record.problem import Fault, Path
from tiptui.record.status import NO_RESPONSE, STATUSES
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip

SLIP = 0.88
"""How alike (difflib's ratio) an id and what is no more than a misspelling of it are."""

COMPARISONS = 5_000
"""How many ids are compared in one record to find near ones: more take too long to wait for."""

_MOST_NAMED = 5
"""Recommendations of a circle that are named; of a longer one its first."""


def parties(record: Record) -> Iterator[tuple[Path, str]]:
    """Yield each addressee, and who gave each response, with its path."""
    for number, item in enumerate(record.recommendations):
        path: Path = ("recommendations", number)
        for position, words in enumerate(item.to):
            yield (*path, "to", position), words
        for position, response in enumerate(item.responses):
            yield (*path, "responses", position, "by"), response.by


def near_ids(record: Record) -> Iterator[Fault]:
    """Words that were meant to be the id of an organization, and are words."""
    known = {body.id for body in record.organizations if body.id}
    near: dict[str, str] = {}
    left = COMPARISONS
    for path, words in parties(record):
        if words in known:
            continue
        if words not in near:
            as_id = re.sub("[ _]", "-", words.lower())
            near[words] = as_id if as_id in known else ""
            if not near[words] and left > 0:
                near[words] = nearest(as_id, known, SLIP)
                left -= len(known)
        if near[words]:
            message = f'"{clip(words)}" is not the id of an organization{did_you_mean(near[words])}'
            yield Fault(path, message, "near-id")


def response_order(record: Record) -> Iterator[Fault]:
    """Responses that come before the event, or before those above them."""
    start: tuple[str, Path] = record.event.start_date, ("event", "start_date")
    for number, item in enumerate(record.recommendations):
        above: tuple[str, Path] | None = None
        for position, response in enumerate(item.responses):
            path: Path = ("recommendations", number, "responses", position, "date")
            what, (date, other) = "the start of the event", start
            if above and not is_before(response.date, date):
                what, (date, other) = "the response above it", above
            if is_before(response.date, date):
                message = f"{response.date} is before {what}, {date}"
                yield Fault(path, message, "order", other=other)
            if response.date:
                above = response.date, path


def own_id(record: Record, reference: str) -> str:
    """Return the id in this record that `repeats` means; empty where it means another record's."""
    event, mark, name = reference.partition("#")
    if not mark:
        return reference
    return name if event == record.event.id else ""


def repeat_circles(record: Record) -> Iterator[Fault]:
    """Recommendations that repeat themselves: without what this names, no circle is left."""
    ids = [item.id for item in record.recommendations]
    for number, position, steps, length in _circles(_edges(record)):
        path = ("recommendations", number, "repeats", position)
        names = [clip(ids[each]) for each in (number, *steps)][:_MOST_NAMED]
        ends = [names[0]] if length <= _MOST_NAMED else [f"… ({length:,} in all)", names[0]]
        message = f"these repeat each other in a circle: {' → '.join((*names[:length], *ends))}"
        if length == 1:
            message = f'"{names[0]}" can\'t repeat itself'
        yield Fault(path, message, "circular-repeat")


def _edges(record: Record) -> list[dict[int, int]]:
    """Return for each recommendation which it repeats, and at which position in `repeats` first."""
    numbers = {item.id: number for number, item in enumerate(record.recommendations) if item.id}
    edges: list[dict[int, int]] = [{} for _ in record.recommendations]
    for number, item in enumerate(record.recommendations):
        for position, reference in enumerate(item.repeats):
            other = numbers.get(own_id(record, reference))
            if other is not None:
                edges[number].setdefault(other, position)
    return edges


def _circles(edges: Sequence[Mapping[int, int]]) -> Iterator[tuple[int, int, Sequence[int], int]]:
    """Yield what leads back to where one came from, following each edge once.

    It is who repeats and at which position, the first of what that leads through, and how many the
    circle has. What is repeated was asked before, so the last are followed first: then it is
    an earlier one that is said to repeat a later one.
    """
    left = [iter(each.items()) for each in edges]
    begun: set[int] = set()
    for start in reversed(range(len(edges))):
        way = [start] if edges[start] and start not in begun else []
        depths: dict[int, int] = {}
        while way:
            here = way[-1]
            begun.add(here)
            depths.setdefault(here, len(way) - 1)
            for other, position in left[here]:
                if other in depths:
                    depth = depths[other]
                    yield here, position, way[depth : depth + _MOST_NAMED], len(way) - depth
                elif other not in begun:
                    way.append(other)
                    break
            else:
                del depths[way.pop()]


_SETTLED = {"implemented", "rejected"}
"""Statuses after which nothing is due any more."""


def status(item: Recommendation) -> str:
    return item.responses[-1].status if item.responses else ""


def is_overdue(item: Recommendation, today: str) -> bool:
    """Return whether what was due by a date before today has still to be done."""
    return is_before(item.due, today) and status(item) not in _SETTLED


def statuses(items: Iterable[Recommendation]) -> Counter[str]:
    """Return how many recommendations have which status, under "" those that have none."""
    return Counter(map(status, items))


def outcomes(items: Sequence[Recommendation]) -> str:
    """Return `9 asked · 2 noted · 7 with no response recorded`; empty where none is answered."""
    counts = statuses(items)
    words = [f"{counts[each]:,} {each}" for each in STATUSES if counts[each]]
    unanswered = [f"{counts['']:,} with {NO_RESPONSE}"] if counts[""] else []
    return " · ".join([f"{len(items):,} asked", *words, *unanswered]) if words else ""
