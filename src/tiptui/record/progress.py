"""Reports of how far long work has come."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[float], None]
"""Is called now and then with the part that is done, from 0 to 1. Its exceptions end the work."""

_PACE = 256  # items between two reports

T = TypeVar("T")


def quiet(_part: float) -> None:
    """Report nothing."""


def between(begin: float, end: float, progress: Progress) -> Progress:
    """Return the progress of a stage, which goes from `begin` to `end` of the whole."""
    return lambda part: progress(begin + (end - begin) * part)


def track(items: Sequence[T], progress: Progress) -> Iterator[T]:
    for done, item in enumerate(items):
        if not done % _PACE:
            progress(done / len(items))
        yield item
