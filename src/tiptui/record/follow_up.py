"""What becomes of recommendations: their statuses, and the sum of these."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from tiptui.record.model import Recommendation

ResponseStatus = Literal[
    "accepted",
    "partly-accepted",
    "noted",
    "rejected",
    "in-progress",
    "partly-implemented",
    "implemented",
]

STATUSES: tuple[str, ...] = get_args(ResponseStatus)

NO_RESPONSE = "no response recorded"
"""What is said in the place of a status."""

_SETTLED = {"implemented", "rejected"}
"""Statuses after which nothing is due any more."""


def status(item: "Recommendation") -> str:
    return item.responses[-1].status if item.responses else ""


def is_overdue(item: "Recommendation", today: str) -> bool:
    """Return whether what was due by a date before today has still to be done."""
    # Not above: help does without all that a record is.
    from tiptui.record.forms import is_before

    return is_before(item.due, today) and status(item) not in _SETTLED


def statuses(items: "Iterable[Recommendation]") -> Counter[str]:
    """Return how many recommendations have which status, under "" those that have none."""
    return Counter(map(status, items))


def outcomes(counts: Counter[str]) -> str:
    """Return `9 asked · 2 noted · 7 with no response recorded`; empty where none is answered."""
    words = [f"{counts[each]:,} {each}" for each in STATUSES if counts[each]]
    unanswered = [f"{counts['']:,} with {NO_RESPONSE}"] if counts[""] else []
    return " · ".join([f"{counts.total():,} asked", *words, *unanswered]) if words else ""
