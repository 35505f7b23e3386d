"""What queries ask of all claims: how many have what, and what belongs to a value."""

from itertools import chain

from tiptui.collection.counts import Counts
from tiptui.collection.crossing import Crossing, Fields
from tiptui.collection.related import Related
from tiptui.record.recent import Recent
from tiptui.search.index import Hits, Index
from tiptui.search.parts import LISTS
from tiptui.search.query import parse

_MOST_KEPT = 16
"""Answers that are kept: the next key often asks for the same."""


class Questions:
    """Answers from the index of a record or of several."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._counts: Recent[tuple[Hits, str], Counts] = Recent(_MOST_KEPT)
        self._crossings: Recent[tuple[Hits, Fields], Crossing] = Recent(_MOST_KEPT)
        self._found: Recent[str, Related] = Recent(_MOST_KEPT)

    def count(self, hits: Hits, field: str) -> Counts:
        """Return how many of the claims found have which value of a field."""
        known = self._counts.get((hits, field))
        if known is not None:
            return known
        counts = Counts(self._index.facets, field, hits)
        return self._counts.keep((hits, field), counts)

    def cross(self, hits: Hits, fields: Fields) -> Crossing:
        """Return two fields crossed in the claims found."""
        known = self._crossings.get((hits, fields))
        if known is not None:
            return known
        crossing = Crossing(self._index.facets, fields, hits)
        return self._crossings.keep((hits, fields), crossing)

    def find(self, term: str) -> Related:
        """Return all that a term finds, where it is the whole query."""
        known = self._found.get(term)
        if known is not None:
            return known
        hits = self._index.hits(parse(term))
        rows = {kind: sorted(chain(*hits.of(kind).ranked)) for kind in ("dialogues", *LISTS)}
        return self._found.keep(term, Related(**rows, others=frozenset(hits.points)))
