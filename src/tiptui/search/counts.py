"""How many claims have which value of a field: rows that can be added to a query."""

from typing import NamedTuple

from tiptui.search.columns import Value
from tiptui.search.facets import Facets, largest_first
from tiptui.search.hits import Hits
from tiptui.search.matches import Matches, whole
from tiptui.search.rows import Rows


class Count(NamedTuple):
    """How many claims have a value."""

    value: Value
    number: int


class Counts:
    """The values of a field that some claims have, largest first.

    The id of a row is the term that leaves its claims.
    """

    def __init__(self, facets: Facets, field: str, hits: Hits) -> None:
        cells = largest_first(facets.count([field], hits.claims))
        self.of = {facets.write(field, value): Count(value, n) for (value,), n in cells}
        rows = Rows(0)
        for term in self.of:
            rows.add(term, ())
        self.terms = Matches(rows, whole(rows))
        self.most = cells[0][1] if cells else 0
        """The largest of them."""
