"""Work in steps: others may act between two of them, and it can be left at any."""

from collections.abc import Generator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Steps: TypeAlias = Generator[None, None, T]
"""Work that yields after each step, and returns its result at the end."""


def finish(work: Steps[T]) -> T:
    """Return the result of work, after all its steps."""
    while True:
        try:
            next(work)
        except StopIteration as ended:
            result: T = ended.value
            return result
