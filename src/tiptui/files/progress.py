"""How far something that takes long has come."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[float], None]
"""Is told now and then which part is done, from 0 to 1. What it raises ends the work."""

_PACE = 256
"""Items between two times that progress is told."""

T = TypeVar("T")


def quiet(_part: float) -> None:
    """Tells nobody."""


def between(begin: float, end: float, progress: Progress) -> Progress:
    """Gives what tells the progress of a stage that goes from one part of the whole to another."""
    return lambda part: progress(begin + (end - begin) * part)


def track(items: Sequence[T], progress: Progress) -> Iterator[T]:
    """Gives the items one by one, and tells progress now and then."""
    for done, item in enumerate(items):
        if not done % _PACE:
            progress(done / len(items))
        yield item
