"""What was asked for last: a small cache that belongs to what it was asked of."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(dict[K, V]):
    """At most `most` values, those asked for or kept last.

    Unlike functools.lru_cache around a method, it makes no circle of references, which would keep
    a record in memory that another has replaced.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def find(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key; one that is not kept is made, and kept."""
        known = self.recall(key)
        return known if known is not None else self.keep(key, make())

    def recall(self, key: K) -> V | None:
        known = self.get(key)
        return None if known is None else self.keep(key, known)

    def keep(self, key: K, value: V) -> V:
        """Keep a value as that asked for last, and return it."""
        self.pop(key, None)
        self[key] = value
        if len(self) > self._most:
            del self[next(iter(self))]
        return value
