"""What queries ask of all claims: how many have what, and what belongs to a value."""

from functools import partial
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
        make = partial(Counts, self._index.facets, field, hits)
        return self._counts.find((hits, field), make)

    def cross(self, hits: Hits, fields: Fields) -> Crossing:
        """Return two fields crossed in the claims found."""
        make = partial(Crossing, self._index.facets, fields, hits)
        return self._crossings.find((hits, fields), make)

    def find(self, term: str) -> Related:
        """Return all that a term finds, where it is the whole query."""
        return self._found.find(term, partial(self._find, term))

    def _find(self, term: str) -> Related:
        hits = self._index.hits(parse(term))
        rows = {kind: sorted(chain(*hits.of(kind).ranked)) for kind in ("dialogues", *LISTS)}
        return Related(**rows, others=frozenset(hits.points))
