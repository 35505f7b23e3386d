"""What a query finds, and what the value that is typed in it may become."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from tiptui.search.counts import FieldCounts
from tiptui.search.index import Index
from tiptui.search.matches import Hits, Matches, Ordered, Places
from tiptui.search.query import BY_NAME, COUNTED, parse, read
from tiptui.search.rows import CLAIMS
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
    """What the query of a view finds: each answer once, from key to key as long as it holds.

    `search` may still go on for the query; then its hits so far are those found.
    """

    def __init__(self, index: Index, view: View, search: Search | None = None) -> None:
        self.index = index
        self.query = parse(view.query)
        self._of = view.query, view.orders, view.counted, search
        self._search = search if search and search.query == self.query else None
        self._is_final = True
        """Whether the hits, if they were asked for, are all that there are."""
        self._orders = view.orders
        self._rows: dict[Pane, Matches] = {}

    def holds(self, view: View, search: Search | None) -> bool:
        """Return whether this is what a view of the same collection finds."""
        return self._is_final and self._of == (view.query, view.orders, view.counted, search)

    @cached_property
    def hits(self) -> Hits:
        if self._search is None:
            return self.index.hits(self.query)
        self._is_final = self._search.ended
        return self._search.hits

    def hiding(self, pane: Pane) -> Places:
        """Return which terms of the query leave a list empty."""
        return self.hits.hiding[LISTS.index(pane)]

    @cached_property
    def in_words(self) -> str:
        """The field terms of the query, as English."""
        facets = self.index.facets
        terms = (each for each in self.query.terms if each.field)
        return " · ".join(filter(None, (facets.in_words(each) for each in terms)))

    @cached_property
    def sizes(self) -> Mapping[Pane, tuple[int, int, str, int]]:
        """Of each list the rows, those found so far, their order, and how many are bookmarked."""
        bookmarked = self.index.bookmarked
        return {
            pane: (
                len(self.index.everything.of[kind]),
                len(self.rows(pane)),
                f", by {self._orders[pane]}" if pane in self._orders else "",
                self.hits.of[kind].count_among(bookmarked.get(kind, ())),
            )
            for pane, kind in KINDS.items()
        }

    # The rows.

    def rows(self, pane: Pane) -> Matches:
        """Return the names of a list's rows, in their order."""
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
        """How many of the claims found have which value of the field counted."""
        return self.index.count(self.hits, self._of[2])

    @cached_property
    def alike(self) -> Mapping[int, Alike]:
        """The rows of recommendations that ask the same as one that the query names, and why."""
        return self.index.masks.alike(self.query) if self.hits.of["recommendations"] else {}

    def why_alike(self, name: str) -> str:
        """Return why a recommendation is found to ask the same."""
        if not self.alike:
            return ""
        collection = self.index.collection
        return (
            self.alike[collection.row(collection[name])]
            .in_words.removeprefix("in ")
            .removesuffix(" words")
        )


class Offer(NamedTuple):
    """A value of the field at the caret, how many claims have it, the query that takes it."""

    name: str
    claims: int
    query: str


def offers(index: Index, view: View) -> list[Offer]:
    """Return what the value at the caret may become in the rest of the query, largest first."""
    written = next((each for each in read(view.query) if each.start < view.caret <= each.end), None)
    typed = written and _TYPED.fullmatch(view.query[written.start : view.caret])
    field = BY_NAME.get(typed["field"].lower()) if written and typed else None
    if not (written and typed) or field not in COUNTED:
        return []
    start, end = view.query[: written.start], view.query[written.end :]
    begun = typed["value"].strip('="')
    hits = index.hits(parse(start + end))
    counts = index.count(hits, field)
    # What all have leaves nothing where it is not asked for.
    most = sum(len(hits.of[kind]) for kind in CLAIMS) - typed["before"].startswith("-")
    of = {term: count for term, count in counts.of.items() if count.number <= most}
    terms = [term for term, count in of.items() if _begins(begun, term, count.value.texts)]
    if begun and not terms:
        keys = {count.value.key: term for term, count in of.items()}
        terms = [keys[near]] if (near := nearest(begun, keys)) else []
    return [
        Offer(
            of[term].value.name,
            of[term].number,
            f"{start}{typed['before']}{term.partition(':')[2]} {end.lstrip()}",
        )
        for term in terms[:MOST_OFFERED]
    ]


def _begins(begun: str, term: str, texts: tuple[str, ...]) -> bool:
    """Return whether a value can be what was begun: its key begins so, or it is in a name."""
    key = term.partition(":")[2].strip('="')
    return key.lower().startswith(begun.lower()) or any(fold(begun) in text for text in texts)
