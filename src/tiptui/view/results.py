"""The hits of a query."""

from collections.abc import Mapping
from functools import cached_property

from tiptui.collection.facts import join_words
from tiptui.collection.same import Alike
from tiptui.search.counts import FieldCounts
from tiptui.search.index import Index
from tiptui.search.matches import Hits, Matches, Order, Ordered, Positions
from tiptui.search.query import parse
from tiptui.search.rows import RowKind
from tiptui.search.search import Search
from tiptui.view.state import KINDS, LISTS, Pane, View


class Results:
    """The hits of the query of a view, and all that follows from them, each found once."""

    def __init__(self, index: Index, view: View, search: Search | None = None) -> None:
        self.index = index
        self.query = parse(view.query)
        self._of = view.query, view.orders, view.facet, search
        # The search may still go on: its hits so far count.
        self._search = search if search and search.query == self.query else None
        self._is_final = True  # the hits are complete, if they were asked for
        self._orders = view.orders
        self._rows: dict[Pane, Matches] = {}

    def holds(self, view: View, search: Search | None) -> bool:
        """Return whether a view of the same collection has the same findings."""
        return self._is_final and self._of == (view.query, view.orders, view.facet, search)

    @cached_property
    def hits(self) -> Hits:
        if self._search is None:
            return self.index.hits(self.query)
        self._is_final = self._search.ended
        return self._search.hits

    def terms_hiding(self, pane: Pane) -> Positions:
        return self.hits.hiding[LISTS.index(pane)]

    @cached_property
    def in_words(self) -> str:
        """The field terms of the query, as English."""
        fields = [term for term in self.query.terms if term.field]
        return join_words(*(self.index.facets.in_words(term) for term in fields), between=" · ")

    @cached_property
    def wider(self) -> str:
        return next(self.index.facets.wider(self.query), "") if self.hits.complete else ""

    @cached_property
    def common_facts(self) -> frozenset[str]:
        """The facts that no row repeats: the field terms, and facts that all claims found share.

        Words alone find by chance: without fields, the facts that all claims opened share.
        """
        is_filtered = self.query.filters and self.hits.complete
        shared = self.index.find_shared(self.hits) if is_filtered else self.index.shared_by_all
        return shared.union(self.in_words.split(" · "))

    @cached_property
    def bookmark_counts(self) -> Mapping[RowKind, int]:
        marked = self.index.bookmarked
        return {kind: hits.count_among(marked.get(kind, ())) for kind, hits in self.hits.of.items()}

    # The rows.

    def rows(self, pane: Pane) -> Matches:
        if pane is Pane.COUNTS:
            return self.counts.terms
        if pane not in self._rows:
            self._rows[pane] = self._order_rows(pane)
        return self._rows[pane]

    def _order_rows(self, pane: Pane) -> Matches:
        kind, hits = KINDS[pane], self.hits
        order = self._orders.get(pane)
        if order:
            return self.index.order(hits, kind, order)
        if pane is Pane.SPEAKERS and hits.complete and not self.index.collection.single:
            return self.index.order(hits, kind, Order.RANK)
        if pane is Pane.RECOMMENDATIONS and self.alike:
            return Ordered(hits.of[kind], self.alike)
        return hits.of[kind]

    @cached_property
    def counts(self) -> FieldCounts:
        return self.index.count(self.hits, self._of[2])

    @cached_property
    def alike(self) -> Mapping[int, Alike]:
        """The rows found that ask the same as a recommendation named in the query, and why."""
        matches = self.hits.of["recommendations"]
        if not matches:
            return {}
        alike = self.index.facets.alike(self.query)
        return {row: why for row, why in alike.items() if matches.flags[row]}

    def why_alike(self, name: str) -> list[str]:
        """Return the reason why a row is alike: in words, in the first of them, and as nothing."""
        why = self.alike[self.index.collection.row(self.index.collection[name])]
        words = why.in_words.removeprefix("in the ").removeprefix("in ").removesuffix(" words")
        return [words, words.split()[0], ""]
