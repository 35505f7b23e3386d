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
        self.places = {name: place for place, name in enumerate(self.ids)}


NO_ROWS = Rows(())


class Matches(Sequence[str]):
    """The ids of the rows that match, best first: by rank, then in the order of the record."""

    def __init__(self, rows: Rows, ranked: Ranked) -> None:
        self.rows = rows
        self.ranked = ranked
        self._count = sum(map(len, ranked))

    def __len__(self) -> int:
        """Gives how many match."""
        return self._count

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        """Gives the id of a match, or the ids of several."""
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        left = number + (len(self) if number < 0 else 0)
        for places in self.ranked:
            if 0 <= left < len(places):
                return self.rows.ids[places[left]]
            left -= len(places)
        raise IndexError(number)

    def __iter__(self) -> Iterator[str]:
        """Gives the ids one by one."""
        ids = self.rows.ids
        return (ids[place] for places in self.ranked for place in places)

    def __contains__(self, name: object) -> bool:
        """Says whether the row with an id matches."""
        return self._number(name) is not None

    def index(self, name: object, start: int = 0, stop: int | None = None) -> int:
        """Gives the number of the match that has an id. Raises ValueError if there is none."""
        number = self._number(name)
        if number is None or not start <= number < (len(self) if stop is None else stop):
            raise ValueError(name)
        return number

    def _number(self, name: object) -> int | None:
        place = self.rows.places.get(name) if isinstance(name, str) else None
        if place is None:
            return None
        before = 0
        for places in self.ranked:
            if (number := _found(places, place)) is not None:
                return before + number
            before += len(places)
        return None

    def among(self, names: Iterable[str]) -> "Matches":
        """Gives the matches that have one of the ids."""
        wanted = sorted(self.rows.places[name] for name in names if name in self.rows.places)
        found = (
            tuple(place for place in wanted if _found(places, place) is not None)
            for places in self.ranked
        )
        return Matches(self.rows, tuple(found))


def _found(places: Sequence[int], place: int) -> int | None:
    """Gives the number of a place among sorted ones, or None."""
    number = bisect_left(places, place)
    return number if number < len(places) and places[number] == place else None
