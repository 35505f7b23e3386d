"""How work grows with the size of its input: by its steps, or by ratios of processor time."""

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, NamedTuple

MOST = 2.5
"""More than this for twice the size is no straight line: a square has 4."""


class Growth(NamedTuple):
    """A size, and the seconds of processor time for it, for twice and for four times as much.

    There is only the first of these where it is too short to say anything.
    """

    size: int
    seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The ratio of the times for twice the size; 0 if they are never long enough."""
        first, *_, last = (*self.seconds, 0.0)[:3]
        return float((last / first) ** 0.5)


def growth(make: Callable[[int], Callable[[], Any]], size: int, least: float, most: int) -> Growth:
    """Return how the work grows. `make` prepares it for a size.

    The size doubles until the work takes at least so many seconds, up to the largest one asked for.
    """
    while (seconds := _seconds(make, size)) < least and 2 * size <= most:
        size *= 2
    further = (2 * size, 4 * size) if seconds >= least else ()
    return Growth(size, (seconds, *(_seconds(make, each) for each in further)))


def _seconds(make: Callable[[int], Callable[[], Any]], size: int) -> float:
    """Return the seconds of the best of three runs, each of which finds nothing known."""
    best = float("inf")
    for _ in range(3):
        work = make(size)
        # As timeit does: it comes now and then, whatever runs.
        gc.disable()
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
        gc.enable()
    return best


def steps(run: Callable[[], object]) -> int:
    """Return how many lines and calls of Python a run takes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    gc.disable()  # which may run what other tests left behind
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
        gc.enable()
    return count
