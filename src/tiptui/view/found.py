"""The hits of a query, and completions of the value that is typed in it."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from tiptui.search.counts import FieldCounts
from tiptui.search.index import Index
from tiptui.search.matches import Hits, Matches, Ordered, Places
from tiptui.search.query import BY_NAME, COUNTED, parse, read
from tiptui.search.rows import CLAIMS, RowKind
from tiptui.search.same import Alike
from tiptui.search.search import Search
from tiptui.text.folding import fold
from tiptui.text.near_words import nearest
from tiptui.view.state import KINDS, LISTS, Pane, View

MOST_OFFERED = 20
"""Values that are offered."""

# What stands before the value at the caret, and as much of that as is typed.
_TYPED = re.compile(r'(?P<before>-?(?P<field>[A-Za-z]+):(?:.*,)?)(?P<value>=?"?[^,]*)')


class Found:
    """The hits of the query of a view, and all that follows from them, each found once.

    `search` may still go on for the query; then its hits so far are taken.
    """

    def __init__(self, index: Index, view: View, search: Search | None = None) -> None:
        self.index = index
        self.query = parse(view.query)
        self._of = view.query, view.orders, view.counted, search
        self._search = search if search and search.query == self.query else None
        self._is_final = True
        """The hits, if they were asked for, are complete."""
        self._orders = view.orders
        self._rows: dict[Pane, Matches] = {}

    def holds(self, view: View, search: Search | None) -> bool:
        """Return whether a view of the same collection has the same findings."""
        return self._is_final and self._of == (view.query, view.orders, view.counted, search)

    @cached_property
    def hits(self) -> Hits:
        if self._search is None:
            return self.index.hits(self.query)
        self._is_final = self._search.ended
        return self._search.hits

    def hiding(self, pane: Pane) -> Places:
        """Return the terms of the query that leave a list empty."""
        return self.hits.hiding[LISTS.index(pane)]

    @cached_property
    def in_words(self) -> str:
        """The field terms of the query, as English."""
        facets = self.index.facets
        words = (facets.in_words(term) for term in self.query.terms if term.field)
        return " · ".join(filter(None, words))

    @cached_property
    def bookmarked(self) -> Mapping[RowKind, int]:
        """The numbers of bookmarks among the hits."""
        marked = self.index.bookmarked
        return {kind: hits.count_among(marked.get(kind, ())) for kind, hits in self.hits.of.items()}

    # The rows.

    def rows(self, pane: Pane) -> Matches:
        if pane is Pane.COUNTS:
            return self.counts.terms
        if pane not in self._rows:
            matches = self.hits.of[KINDS[pane]]
            if by := self._orders.get(pane):
                matches = self.index.order(self.hits, KINDS[pane], by)
            elif pane is Pane.RECOMMENDATIONS and self.alike:
                matches = Ordered(matches, self.alike)
            self._rows[pane] = matches
        return self._rows[pane]

    @cached_property
    def counts(self) -> FieldCounts:
        return self.index.count(self.hits, self._of[2])

    @cached_property
    def alike(self) -> Mapping[int, Alike]:
        """The rows of recommendations that ask the same as one named in the query, and why."""
        return self.index.masks.alike(self.query) if self.hits.of["recommendations"] else {}

    def why_alike(self, name: str) -> str:
        if not self.alike:
            return ""
        row = self.index.collection.row(self.index.collection[name])
        return self.alike[row].in_words.removeprefix("in ").removesuffix(" words")


class Offer(NamedTuple):
    """A value for the field at the caret, the number of its claims, and the query with it."""

    name: str
    claims: int
    query: str


def offers(index: Index, view: View) -> list[Offer]:
    """Return completions of the value at the caret, most claims first."""
    terms = (term for term in read(view.query) if term.start < view.caret <= term.end)
    written = next(terms, None)
    typed = written and _TYPED.fullmatch(view.query[written.start : view.caret])
    field = BY_NAME.get(typed["field"].lower()) if written and typed else None
    if not (written and typed) or field not in COUNTED:
        return []
    start, end = view.query[: written.start], view.query[written.end :]
    begun = typed["value"].strip('="')
    hits = index.hits(parse(start + end))
    counts = index.count(hits, field)
    # A value that all claims have leaves nothing with a minus.
    most = sum(len(hits.of[kind]) for kind in CLAIMS) - typed["before"].startswith("-")
    known = {
        term.partition(":")[2]: count for term, count in counts.of.items() if count.number <= most
    }
    # Its key begins so, or one of its names has that somewhere.
    completing = [
        value
        for value, count in known.items()
        if value.strip('="').lower().startswith(begun.lower())
        or any(fold(begun) in text for text in count.value.texts)
    ]
    if begun and not completing:
        keys = {count.value.key: value for value, count in known.items()}
        completing = [keys[near]] if (near := nearest(begun, keys)) else []
    before, after = f"{start}{typed['before']}", f" {end.lstrip()}"
    return [
        Offer(known[value].value.name, known[value].number, before + value + after)
        for value in completing[:MOST_OFFERED]
    ]
