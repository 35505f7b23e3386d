"""Long work: in steps, after each of which it can pause or be given up, and how far it has come."""

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Steps: TypeAlias = Generator[None, None, T]
"""Work that yields after every step, and returns its result."""

Progress = Callable[[float], None]
"""Is called now and then with the part that is done, from 0 to 1. Its exceptions end the work."""


def finish(work: Steps[T]) -> T:
    while True:
        try:
            next(work)
        except StopIteration as ended:
            result: T = ended.value
            return result


def quiet(_part: float) -> None:
    """Report nothing."""


def between(begin: float, end: float, progress: Progress) -> Progress:
    """Return the progress of a stage, which goes from `begin` to `end` of the whole."""
    return lambda part: progress(begin + (end - begin) * part)


def track(items: Sequence[T], progress: Progress) -> Iterator[T]:
    for done, item in enumerate(items):
        progress(done / len(items))
        yield item
