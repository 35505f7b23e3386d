"""How many claims have which value of a field: rows that can be added to a query."""

from collections.abc import Sequence
from typing import NamedTuple

from tiptui.search.columns import Value
from tiptui.search.facets import Facets, largest_first
from tiptui.search.index import Hits
from tiptui.search.matches import Matches, Rows, whole
from tiptui.search.parts import CLAIMS, Kind


class Count(NamedTuple):
    """How many claims have a value."""

    value: Value
    number: int


class Counts:
    """The values of a field that some claims have, largest first.

    The id of a row is the term that leaves its claims.
    """

    def __init__(self, facets: Facets, field: str, hits: Hits) -> None:
        cells = largest_first(facets.count([field], rows_of_claims(hits)))
        self.of = {facets.write(field, value): Count(value, n) for (value,), n in cells}
        rows = Rows(0)
        for term in self.of:
            rows.add(term, ())
        self.terms = Matches(rows, whole(rows))
        self.most = cells[0][1] if cells else 0
        """The largest of them."""


def rows_of_claims(hits: Hits) -> dict[Kind, Sequence[int]]:
    """Return the numbers of all claims that a search has found."""
    return {kind: [row for rank in hits.of(kind).ranked for row in rank] for kind in CLAIMS}
