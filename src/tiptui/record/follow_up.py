"""The statuses of recommendations, and their sum."""

from collections import Counter
from typing import get_args

from tiptui.record.model import Recommendation, ResponseStatus

STATUSES: tuple[str, ...] = get_args(ResponseStatus)

NO_RESPONSE = "no response recorded"

SETTLED = {"implemented", "rejected"}  # nothing is due any more


def status(item: Recommendation) -> str:
    return item.responses[-1].status if item.responses else ""


def outcomes(counts: Counter[str]) -> str:
    """Return `2 noted · 7 with no response recorded`; "" where none has a response."""
    words = [f"{counts[status]:,} {status}" for status in STATUSES if counts[status]]
    unanswered = [f"{counts['']:,} with {NO_RESPONSE}"] if counts[""] else []
    return " · ".join([*words, *unanswered]) if words else ""
