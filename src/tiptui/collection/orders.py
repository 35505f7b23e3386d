"""Lists in other orders than that of the records."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from tiptui.record.recent import Recent
from tiptui.search.index import Index
from tiptui.search.matches import Matches, Ordered
from tiptui.search.parts import Kind

_MOST_KEPT = 64
"""Lists that are kept as they were ordered: the next key often asks for the same."""


class Order(StrEnum):
    """What the rows of a list are ordered by, other than as they stand."""

    NAME = "name"
    COUNT = "count"


class Orders:
    """The rows of an index in other orders."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._ordered: Recent[tuple[Matches, Order], Matches] = Recent(_MOST_KEPT)
        self._places: dict[tuple[Kind, Order], Sequence[int]] = {}

    def order(
        self, matches: Matches, kind: Kind, by: Order, count: Callable[[str], int]
    ) -> Matches:
        """Return the matches in a list in an order; `count` returns how many claims one has."""
        if (kind, by) not in self._places:
            self._places[kind, by] = self._places_by(kind, by, count)
        return self._ordered.find((matches, by), partial(Ordered, matches, self._places[kind, by]))

    def _places_by(self, kind: Kind, by: Order, count: Callable[[str], int]) -> list[int]:
        """Return where each row of a list stands in an order; in that of the records, if equal."""
        rows = self._index.rows[kind]
        # The first layer has the names, of claims those of their makers.
        keys: Sequence[str | int] = rows.layers[0]
        if by is Order.COUNT:
            keys = [-count(name) for name in rows.ids]
        places = [0] * len(rows.ids)
        for place, number in enumerate(sorted(range(len(places)), key=keys.__getitem__)):
            places[number] = place
        return places
