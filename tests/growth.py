"""How work grows with the size of its input: by ratios of the processor's time, best of some."""

import time
from collections.abc import Callable
from typing import Any

DOUBLINGS = 3
"""How often the input doubles between the two that are compared: noise is no part of that."""

MOST = 2.5
"""More than this for twice the size is no straight line: a square has 4."""


def growth(make: Callable[[int], Callable[[], Any]], size: int, least: float, most: int) -> float:
    """Return how many times the work takes for twice the size; 0 where it is never long enough.

    `make` prepares the work for a size. The size doubles until that takes at least so many seconds,
    up to the largest one asked for.
    """
    while (before := _seconds(make(size))) < least:
        size *= 2
        if size > most:
            return 0.0
    return float((_seconds(make(size << DOUBLINGS)) / before) ** (1 / DOUBLINGS))


def _seconds(work: Callable[[], Any]) -> float:
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best
