"""Rows that are searched, and those of them that match, as sequences of ids."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import overload

RANKS = 3
"""Names rank before roles and organizations, these before text. Ids rank before all."""

Ranked = tuple[Sequence[int], ...]
"""Sorted numbers of rows by their rank: by id, by their own texts, last through other rows."""


class Rows:
    """What is searched of the things of one kind, folded, in the order of the records.

    `layers[rank]` has for each row all that is searched up to that rank: names; also offices; all.
    `makers` has for each claim the rows of the speakers that made it. Where there are several
    records, `dialogues` has for each row those of the dialogues that it is of.
    """

    def __init__(self, ranks: int = RANKS) -> None:
        self.ids: list[str] = []
        self.layers: tuple[list[str], ...] = tuple([] for _ in range(ranks))
        self.makers: list[Sequence[int]] = []
        self.dialogues: list[Sequence[int]] = []

    def add(
        self,
        name: str,
        texts: Sequence[str],
        makers: Sequence[int] = (),
        dialogues: Sequence[int] = (),
    ) -> None:
        """Add a row at the end."""
        self.ids.append(name)
        self.makers.append(makers)
        self.dialogues.append(dialogues)
        for layer, text in zip(self.layers, texts, strict=True):
            layer.append(text)

    def row(self, number: int) -> tuple[str, ...]:
        """Return what is searched of a row, by rank."""
        return tuple([layer[number] for layer in self.layers])

    def extend(self, prefix: str, rows: "Rows", people: Sequence[int], dialogue: int) -> None:
        """Add the claims of a dialogue, with what goes before ids, and the rows of its speakers."""
        self.ids += [prefix + name for name in rows.ids]
        self.makers += [tuple([people[maker] for maker in makers]) for makers in rows.makers]
        self.dialogues += [(dialogue,)] * len(rows.ids)
        for layer, more in zip(self.layers, rows.layers, strict=True):
            layer.extend(more)

    def join(self, number: int, texts: Sequence[str], dialogue: int) -> None:
        """Add what is searched of the same speaker in another dialogue to a row."""
        self.dialogues[number] = (*self.dialogues[number], dialogue)
        for layer, text in zip(self.layers, texts, strict=True):
            if text not in layer[number]:
                layer[number] += f"\n{text}"

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each row, by its id."""
        return {name: number for number, name in enumerate(self.ids)}


NO_ROWS = Rows()


def whole(rows: Rows) -> Ranked:
    """Return all rows, as what nothing is asked of."""
    return ((), range(len(rows.ids)), (), (), ())


class Matches(Sequence[str]):
    """The ids of the rows that match, best first: by rank, then in the order of the records."""

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
        return self.rows.ids[self.row(number + (len(self) if number < 0 else 0))]

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
        """Return the number of the row of a match. Raise IndexError if there is none."""
        left = position
        for numbers in self.ranked:
            if 0 <= left < len(numbers):
                return numbers[left]
            left -= len(numbers)
        raise IndexError(position)

    @property
    def only_through_others(self) -> bool:
        """Whether none of them matches by itself."""
        return not any(self.ranked[:-1])

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


class Order(StrEnum):
    """What the rows of a list are ordered by, other than as they stand."""

    NAME = "name"
    COUNT = "count"


class Ordered(Matches):
    """Matches in another order than by rank: `places` say where each row stands among all."""

    def __init__(self, matches: Matches, places: Sequence[int] | Mapping[int, int]) -> None:
        super().__init__(matches.rows, matches.ranked)
        self._numbers = sorted(chain.from_iterable(matches.ranked), key=places.__getitem__)

    def row(self, position: int) -> int:
        if position < 0:
            raise IndexError(position)
        return self._numbers[position]

    def __iter__(self) -> Iterator[str]:
        return (self.rows.ids[row] for row in self._numbers)

    def first_among(self, wanted: Sequence[int]) -> int | None:
        positions = (self._positions.get(row) for row in wanted)
        return min((each for each in positions if each is not None), default=None)

    def _position(self, name: object) -> int | None:
        return self._positions.get(self.rows.numbers.get(name, -1) if isinstance(name, str) else -1)

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        return {row: position for position, row in enumerate(self._numbers)}


def find_row(numbers: Sequence[int], row: int) -> int | None:
    """Return the position of a row among sorted numbers, or None."""
    if isinstance(numbers, range):
        return row if row in numbers else None
    position = bisect_left(numbers, row)
    return position if position < len(numbers) and numbers[position] == row else None
