"""What a search has found: the rows that match, as sequences of ids, list by list."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, overload

from tiptui.search.rows import CLAIMS, KINDS, LISTS, Kind, Rows

Ranked = tuple[Sequence[int], ...]
"""Sorted numbers of rows by their rank: by id, by their own texts, last through other rows."""


class Matches(Sequence[str]):
    """The ids of the rows that match, best first: by rank, then in the order of the records.

    These are all rows where no ranks are given.
    """

    def __init__(self, rows: Rows, ranked: Ranked | None = None) -> None:
        self.rows = rows
        self.ranked = ranked or ((), range(len(rows.ids)), (), (), ())
        self._count = sum(map(len, self.ranked))

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

    def numbers(self, first: int, after: int) -> list[int]:
        """Return the numbers of the rows of some matches, from one position to another."""
        return [self.row(position) for position in range(first, min(after, len(self)))]

    @property
    def by_text(self) -> "Matches":
        """Those that match by their ids, or only by the last that is searched of them."""
        return Matches(self.rows, (self.ranked[0], self.ranked[-2]))

    @property
    def only_through_others(self) -> bool:
        """Whether none of them matches by itself."""
        return not any(self.ranked[:-1])

    def count_among(self, wanted: Sequence[int]) -> int:
        """Return how many matches are among some rows, by their numbers."""
        if len(self) == len(self.rows.ids) or not wanted:
            return len(wanted)
        if len(wanted) < len(self):
            return sum(find_row(rank, row) is not None for row in wanted for rank in self.ranked)
        among = set(wanted)
        return sum(len(among.intersection(rank)) for rank in self.ranked)

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
    TIMES = "times asked"


class Ordered(Matches):
    """Matches in another order than by rank: `places` say where each row stands among all."""

    def __init__(self, matches: Matches, places: Sequence[int] | Mapping[int, Any]) -> None:
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


Places = tuple[int, ...]
"""The positions of terms in a query."""


class Hits(NamedTuple):
    """What a search has found: everything there is to find, if `complete`.

    `near` is the query in other spelling, where nothing matches and something would then. `hiding`
    are for each of LISTS that is empty the fewest terms without which it is not.
    """

    dialogues: Matches
    speakers: Matches
    recommendations: Matches
    statements: Matches
    points: Matches
    near: str = ""
    hiding: tuple[Places, ...] = ((),) * len(LISTS)
    complete: bool = True

    def __bool__(self) -> bool:
        return self.total > 0

    def of(self, kind: Kind) -> Matches:
        """Return the hits of a kind."""
        matches: Matches = getattr(self, kind)
        return matches

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(len(self.of(kind)) for kind in KINDS)

    @property
    def claims(self) -> dict[Kind, Sequence[int]]:
        """The rows of all claims."""
        return {kind: [row for rank in self.of(kind).ranked for row in rank] for kind in CLAIMS}


def hits_of(of: Mapping[Kind, Matches]) -> Hits:
    return Hits(
        of["dialogues"], of["speakers"], of["recommendations"], of["statements"], of["points"]
    )


def find_row(numbers: Sequence[int], row: int) -> int | None:
    """Return the position of a row among sorted numbers, or None."""
    if isinstance(numbers, range):
        return row if row in numbers else None
    position = bisect_left(numbers, row)
    return position if position < len(numbers) and numbers[position] == row else None


def among(numbers: Sequence[int], wanted: Sequence[int]) -> set[int]:
    """Return which numbers of rows are among some others, which are sorted."""
    return (
        {number for number in numbers if find_row(wanted, number) is not None} if wanted else set()
    )
