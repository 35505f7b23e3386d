"""A bounded cache owned by one object."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(dict[K, V]):
    """The last `most` values. An lru_cache of a method would keep replaced records in memory."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        self.pop(key, None)
        super().__setitem__(key, value)
        if len(self) > self._most:
            del self[next(iter(self))]

    def find(self, key: K, make: Callable[[], V]) -> V:
        found = self.get(key)
        self[key] = value = make() if found is None else found
        return value
