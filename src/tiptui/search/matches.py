"""Rows that are searched, and those of them that match, as sequences of ids."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

Ranked = tuple[Sequence[int], ...]
"""Numbers of rows by their rank, in the order of the record within each."""


class Rows:
    """What is searched of the speakers or recommendations, folded, in the order of the record.

    `layers[rank]` has for each row all that is searched up to that rank: names; also offices; all.
    """

    def __init__(self, rows: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self.ids: list[str] = []
        self.layers: tuple[list[str], ...] = ([], [], [])
        for name, texts in rows:
            self.ids.append(name)
            for layer, text in zip(self.layers, texts, strict=True):
                layer.append(text)
        self.numbers = {name: number for number, name in enumerate(self.ids)}


NO_ROWS = Rows(())


class Matches(Sequence[str]):
    """The ids of the rows that match, best first: by rank, then in the order of the record."""

    def __init__(self, rows: Rows, ranked: Ranked) -> None:
        self.rows = rows
        self.ranked = ranked
        self._count = sum(map(len, ranked))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        left = number + (len(self) if number < 0 else 0)
        for numbers in self.ranked:
            if 0 <= left < len(numbers):
                return self.rows.ids[numbers[left]]
            left -= len(numbers)
        raise IndexError(number)

    def __iter__(self) -> Iterator[str]:
        ids = self.rows.ids
        return (ids[row] for numbers in self.ranked for row in numbers)

    def __contains__(self, name: object) -> bool:
        return self._position(name) is not None

    def index(self, name: object, start: int = 0, stop: int | None = None) -> int:
        """Return the position of the match that has an id. Raise ValueError if there is none."""
        position = self._position(name)
        if position is None or not start <= position < (len(self) if stop is None else stop):
            raise ValueError(name)
        return position

    def _position(self, name: object) -> int | None:
        row = self.rows.numbers.get(name) if isinstance(name, str) else None
        if row is None:
            return None
        before = 0
        for numbers in self.ranked:
            if (position := find_row(numbers, row)) is not None:
                return before + position
            before += len(numbers)
        return None

    def row(self, position: int) -> int:
        """Return the number of the row of a match."""
        return self.rows.numbers[self[position]]

    def among(self, wanted: Sequence[int]) -> "Matches":
        """Return the matches among some rows, by their sorted numbers."""
        ranked = (
            tuple(row for row in wanted if find_row(rank, row) is not None) for rank in self.ranked
        )
        return Matches(self.rows, tuple(ranked))

    def first_among(self, wanted: Sequence[int]) -> int | None:
        """Return the position of the first match among some rows, by their sorted numbers."""
        before = 0
        for rank in self.ranked:
            few, many = sorted((rank, wanted), key=len)
            row = next((row for row in few if find_row(many, row) is not None), None)
            if row is not None:
                return before + (find_row(rank, row) or 0)
            before += len(rank)
        return None


def find_row(numbers: Sequence[int], row: int) -> int | None:
    """Return the position of a row among sorted numbers, or None."""
    if isinstance(numbers, range):
        return row if row in numbers else None
    position = bisect_left(numbers, row)
    return position if position < len(numbers) and numbers[position] == row else None
