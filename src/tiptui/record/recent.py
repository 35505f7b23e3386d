"""What was asked for last: a small cache that belongs to what it was asked of."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(dict[K, V]):
    """At most `most` values, those kept last.

    Unlike functools.lru_cache around a method, it makes no circle of references, which would keep
    a record in memory that another has replaced.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> V:
        """Keep a value, and return it."""
        self[key] = value
        if len(self) > self._most:
            del self[next(iter(self))]
        return value
