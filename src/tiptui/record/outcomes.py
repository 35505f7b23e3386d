"""What became of recommendations: their status, what is overdue, and the sum of it all."""

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from tiptui.record.dates import is_before
from tiptui.record.model import Recommendation, Status

_SETTLED = {"implemented", "rejected"}
"""Statuses after which nothing is due any more."""


def status(item: Recommendation) -> str:
    """Return the status that the last response gives; empty where nobody responded."""
    return item.responses[-1].status if item.responses else ""


def is_overdue(item: Recommendation, today: str) -> bool:
    """Return whether what was due by a date before today has still to be done."""
    return is_before(item.due, today) and status(item) not in _SETTLED


def statuses(items: Iterable[Recommendation]) -> Counter[str]:
    """Return how many recommendations have which status, under "" those that have none."""
    return Counter(map(status, items))


def sum_of(counts: Counter[str]) -> str:
    """Return `11 asked · 3 accepted · 1 implemented · 7 unanswered`, without what there is none of.

    Empty where none is answered: such a record does not follow what becomes of them.
    """
    words = [f"{counts[each]:,} {each}" for each in get_args(Status) if counts[each]]
    if not words:
        return ""
    unanswered = [f"{counts['']:,} unanswered"] if counts[""] else []
    return " · ".join([f"{counts.total():,} asked", *words, *unanswered])
