"""A view of a collection, with all that follows from the two.

Panes and keys ask the same things of a view: each is found out once, when it is first asked.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tiptui.collection.dialogue import Dialogue, State
from tiptui.collection.opened import Related
from tiptui.collection.stops import Stop, Stops, Subject
from tiptui.record.model import Evidence
from tiptui.search.counts import Counts
from tiptui.search.hits import Hits, Places
from tiptui.search.index import Index
from tiptui.search.matches import Matches, Ordered
from tiptui.search.query import Query, Words, parse, with_words
from tiptui.search.rows import CLAIMS
from tiptui.search.same import Alike
from tiptui.search.search import Search
from tiptui.view.offers import Offer, offers
from tiptui.view.state import KINDS, LISTS, ORDERS, Pane, View

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage


class Scene:
    """What the reader has before them.

    `search` may still go on for the query of the view; then its hits so far are those shown.
    """

    def __init__(self, index: Index, view: View, search: Search | None = None) -> None:
        self.index = index
        self.collection = index.collection
        self.view = view
        self._search = search
        self._rows: dict[Pane, Matches] = {}

    # The lists.

    @cached_property
    def query(self) -> Query:
        """The query, as what it asks for."""
        return parse(self.view.query)

    @property
    def words(self) -> Words:
        """The folded words of the query."""
        return self.query.words

    @cached_property
    def hits(self) -> Hits:
        """What the query finds."""
        if self._search and self._search.query == self.query:
            return self._search.hits
        return self.index.hits(self.query)

    @cached_property
    def offers(self) -> list[Offer]:
        """What the value at the caret may become."""
        return [] if self.view.main is Pane.SOURCE else offers(self.index, self.view)

    @cached_property
    def in_words(self) -> str:
        """The field terms of the query, as English."""
        facets = self.index.facets
        terms = (each for each in self.query.terms if each.field)
        return " · ".join(filter(None, (facets.in_words(each) for each in terms)))

    @property
    def near(self) -> str:
        """The query in words that find something, where its own find nothing."""
        if self.view.main is Pane.SOURCE or not self.hits.near:
            return ""
        near = with_words(self.view.query, self.hits.near)
        if self.view.main is Pane.GRID and not any(map(self.index.hits(parse(near)).of, CLAIMS)):
            return ""  # it has only claims
        return near

    def hiding(self, pane: Pane) -> Places:
        """Return which terms of the query leave a list empty."""
        return self.hits.hiding[LISTS.index(pane)]

    def rows(self, pane: Pane) -> Matches:
        """Return the names of a list's rows: what matches the query."""
        if pane is Pane.COUNTS:
            return self.counts.terms
        if pane not in self._rows:
            matches = self.hits.of(KINDS[pane])
            if by := self.view.order(pane):
                matches = self.index.order(matches, KINDS[pane], by)
            elif alike := self.alike(pane):
                matches = Ordered(matches, alike)
            self._rows[pane] = matches
        return self._rows[pane]

    def alike(self, pane: Pane) -> Mapping[int, Alike]:
        """Return the rows of a list that ask the same as one that the query names, and why."""
        return self._alike if pane is Pane.RECOMMENDATIONS else {}

    @cached_property
    def _alike(self) -> Mapping[int, Alike]:
        return self.index.facets.alike(self.query) if self.hits.recommendations else {}

    def why_alike(self, name: str) -> str:
        """Return why a recommendation is found to ask the same, and how many do in its dialogue."""
        if not self._alike:
            return ""
        rows = self.index.rows["recommendations"]
        row = rows.numbers[name]
        why = self._alike[row].in_words.removeprefix("in ").removesuffix(" words")
        dialogue = rows.dialogues[row]  # empty where there is one alone
        here = self._alike_in[dialogue] if dialogue else 1
        return f"{why} · {here:,} here" if here > 1 else why

    @cached_property
    def _alike_in(self) -> Counter[Sequence[int]]:
        """How many of them each dialogue has."""
        dialogues = self.index.rows["recommendations"].dialogues
        return Counter(dialogues[row] for row in self._alike)

    def all_rows(self, pane: Pane) -> Matches:
        """Return the names of a list's rows without a query."""
        return self.index.everything.of(KINDS[pane])

    def row_at(self, pane: Pane, number: int) -> str | None:
        """Return the name of a row of the event or of a list; None where there is no such row."""
        rows = self.event_stops if pane is Pane.EVENT else self.rows(pane)
        return rows[number] if number < len(rows) else None

    def cursor(self, pane: Pane) -> int:
        """Return the position of the row under a list's cursor."""
        return position(self.rows(pane), self.view.chosen.row(pane))

    @cached_property
    def counts(self) -> Counts:
        """How many of the claims that the query finds have which value of the field counted."""
        return self.index.count(self.hits, self.view.counted)

    @property
    def count(self) -> str:
        """The term of the row under the cursor of the counts; empty where there is none."""
        terms = self.counts.terms
        return terms[self.cursor(Pane.COUNTS)] if terms else ""

    @property
    def in_list(self) -> bool:
        """Whether keys move in a list that can be ordered, not in the page of an event."""
        is_page = self.view.focus is Pane.EVENT and self.collection.alone
        return self.view.focus in ORDERS and not is_page

    # The cursors.

    @cached_property
    def acting(self) -> Pane:
        """The pane whose cursor the keys move.

        While searching that where the search began, if it is a list that has hits, else the first
        list that has, one with hits of its own before one that has them only through claims; the
        first pane, where only points are found.
        """
        view = self.view
        if not view.searching:
            return view.focus
        alone = (Pane.SOURCE, Pane.GRID)
        if view.main in alone or (view.main in LISTS and not self.query.terms):
            return view.main

        def is_later(pane: Pane) -> tuple[bool, bool]:
            through = self.hits.complete and self.rows(pane).only_through_others
            return pane is not view.main, through

        lists = sorted(view.lists, key=is_later)
        for pane in lists:
            if self.rows(pane) or not self.hits.complete:
                return pane
        found = self.hits.dialogues or self.hits.points
        return view.first if found and self.query.terms else lists[0]

    @cached_property
    def subject(self) -> Subject:
        """What is under the cursor of the pane last focused beside the detail.

        It is an empty id where that has no rows.
        """
        pane = self.acting if self.view.searching else self.view.main
        if pane is Pane.SOURCE:
            return self.passage or ""
        if pane is Pane.GRID:
            return ""
        if pane is Pane.EVENT:
            stops = self.event_stops
            return stops[self.event_number] if stops else ""
        if pane is Pane.COUNTS:
            count = self.counts.of.get(self.count)
            return (count and count.value.row) or self.count
        rows = self.rows(pane)
        return rows[self.cursor(pane)] if rows else ""

    @cached_property
    def event_stops(self) -> Sequence[str]:
        """Where the cursor stops in the event; else the dialogues, and the files that are none."""
        if self.collection.alone:
            return self.collection.alone.event_stops
        troubles = () if self.query.terms else self.collection.troubles
        return [*self.rows(Pane.EVENT), *(trouble.name for trouble in troubles)]

    @cached_property
    def event_number(self) -> int:
        """The number of the stop under the cursor of the event; a query begins at its best hit."""
        chosen = self.view.chosen.event
        if self.query.terms and not chosen:
            chosen = next(iter(self.hits.points), "")
        return position(self.event_stops, chosen)

    @cached_property
    def stops(self) -> Stops:
        """Where the cursor stops in the detail."""
        return self.index.stops(self.subject)

    @cached_property
    def stop(self) -> Stop | None:
        """The stop under the cursor of the detail, if keys move it and it has any."""
        return self.stops.at(self.view.chosen.detail) if self.acting is Pane.DETAIL else None

    @cached_property
    def current(self) -> str:
        """The id under the cursor; in the detail that of the claim; empty where there is none."""
        if self.stop:
            return self.stop.claim
        return self.subject if isinstance(self.subject, str) else ""

    @cached_property
    def related(self) -> Related:
        """What belongs to what is under the cursor."""
        if self.acting is Pane.COUNTS:
            return self.index.related(self.count)
        return self.collection.related(self.current)

    # The sources.

    @cached_property
    def dialogue(self) -> Dialogue | None:
        """The dialogue whose sources are open, or that of what is under the cursor."""
        if self.collection.alone:
            return self.collection.alone
        name = self.view.dialogue if self.view.main is Pane.SOURCE else self.current
        thing = self.collection.get(name)
        return thing.dialogue if thing else None

    @property
    def is_ready(self) -> bool:
        """Whether the sources can be opened without a wait."""
        return self.dialogue is None or self.dialogue.state is State.READY

    @cached_property
    def source_stops(self) -> "Sequence[Passage]":
        """Where the cursor stops in the source: cited places and sentences nobody cites.

        While there is a query, the sentences that match it. None before the text is looked through.
        """
        if not self.is_ready:
            return ()
        return self.dialogue.passages.matching(self.words) if self.dialogue else ()

    @cached_property
    def passage(self) -> "Passage | None":
        """The passage under the cursor of the source."""
        stops = self.source_stops
        return stops[min(self.view.chosen.source, len(stops) - 1)] if stops else None

    @cached_property
    def pointed(self) -> tuple[str, Evidence | None]:
        """The id under the cursor, and its piece of evidence where the cursor is on one."""
        if self.acting is Pane.SOURCE:
            if self.passage and self.dialogue:
                return self.dialogue.passages.first_on(self.passage)
            return "", None
        return self.current, self.stop.evidence if self.stop else None

    @cached_property
    def proof(self) -> tuple[str, Evidence | None]:
        """The id under the cursor, and the evidence meant: under the cursor too, or its first."""
        name, evidence = self.pointed
        thing = self.collection.get(name)
        return name, evidence or (next(iter(thing.evidence), None) if thing else None)


def first_view(index: Index) -> View:
    """Return the view that a reader begins with: statements where nothing is recommended."""
    everything = index.everything
    only_said = everything.statements and not everything.recommendations
    return View(claims=Pane.STATEMENTS if only_said else Pane.RECOMMENDATIONS)


def position(rows: Sequence[str], chosen: str) -> int:
    """Return where the chosen id is, or the first position where it is not among the rows."""
    try:
        return rows.index(chosen)
    except ValueError:
        return 0
