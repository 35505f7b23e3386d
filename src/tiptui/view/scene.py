"""A view of a collection, with all that follows from the two.

Panes and keys ask the same things of a view: each is found out once, when it is first asked.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tiptui.collection.opened import Collection
from tiptui.collection.stops import Stop, Stops, Subject
from tiptui.record.links import Related
from tiptui.record.model import Evidence
from tiptui.search.index import Hits, Search
from tiptui.search.matches import Matches
from tiptui.search.query import Query, Words, parse
from tiptui.view.state import LISTS, Pane, View

if TYPE_CHECKING:
    from tiptui.sources.passages import Passage


class Scene:
    """What the reader has before them.

    `search` may still go on for the query of the view; then its hits so far are those shown.
    """

    def __init__(self, collection: Collection, view: View, search: Search | None = None) -> None:
        self.collection = collection
        self.links = collection.links
        self.view = view
        self._search = search

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
        return self.collection.index.hits(self.query)

    @property
    def near(self) -> str:
        """The query in a spelling that the lists have, where they have nothing like it."""
        return "" if self.view.main is Pane.SOURCE else self.hits.near

    @cached_property
    def speakers(self) -> Matches:
        """The ids of the speakers that are listed."""
        return self._listed(Pane.SPEAKERS)

    @cached_property
    def recommendations(self) -> Matches:
        """The ids of the recommendations that are listed."""
        return self._listed(Pane.RECOMMENDATIONS)

    def rows(self, pane: Pane) -> Matches:
        """Return the ids of a list's rows: what matches the query and belongs to its narrowing."""
        return self.speakers if pane is Pane.SPEAKERS else self.recommendations

    def all_rows(self, pane: Pane) -> Matches:
        """Return the ids of a list's rows without query and narrowing."""
        return self.collection.index.everything.of(pane)

    def row_at(self, pane: Pane, number: int) -> str | None:
        """Return the id of a row of the event or of a list, or None where there is no such row."""
        rows = self.collection.event_stops if pane is Pane.EVENT else self.rows(pane)
        return rows[number] if number < len(rows) else None

    def cursor(self, pane: Pane) -> int:
        """Return the position of the row under a list's cursor."""
        return position(self.rows(pane), self.view.chosen.row(pane))

    def _listed(self, pane: Pane) -> Matches:
        matches, subject = self.hits.of(pane), self.view.narrowing(pane)
        return self.collection.narrow(matches, pane, subject) if subject else matches

    # The cursors.

    @cached_property
    def acting(self) -> Pane:
        """The pane whose cursor the keys move.

        While searching that where the search began, if it is a list that has hits, else the first
        list that has; the event, where only points are found.
        """
        view = self.view
        if not view.searching:
            return view.focus
        if view.main is Pane.SOURCE or (view.main in LISTS and not self.words):
            return view.main
        lists = sorted(LISTS, key=lambda pane: pane is not view.main)
        for pane in lists:
            if self.rows(pane):
                return pane
        return Pane.EVENT if self.hits.points and self.words else lists[0]

    @cached_property
    def subject_pane(self) -> Pane:
        """The pane last focused beside the detail, whose row is the subject of the detail."""
        return self.acting if self.view.searching else self.view.main

    @cached_property
    def subject(self) -> Subject:
        """What is under the cursor of that pane; an empty id where it has no rows."""
        pane, chosen = self.subject_pane, self.view.chosen
        if pane is Pane.SOURCE:
            return self.passage or ""
        if pane is Pane.EVENT:
            return self.collection.event_stops[self.event_number]
        rows = self.rows(pane)
        return rows[position(rows, chosen.row(pane))] if rows else ""

    @cached_property
    def event_number(self) -> int:
        """The number of the stop under the cursor of the event; a query begins at its best hit."""
        view, chosen = self.view, self.view.chosen.event
        if view.aside and not chosen:
            chosen = self.hits.points[0] if self.words and self.hits.points else view.aside.event
        return position(self.collection.event_stops, chosen)

    @property
    def event_id(self) -> str:
        """The id of the event."""
        return self.links.record.event.id

    @cached_property
    def stops(self) -> Stops:
        """Where the cursor stops in the detail."""
        return self.collection.stops(self.subject)

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
        return self.links.related(self.current)

    # The sources.

    @cached_property
    def source_stops(self) -> "Sequence[Passage]":
        """Where the cursor stops in the source: cited places and sentences nobody cites.

        While there is a query, the sentences that match it. None before the text is looked through.
        """
        if not self.collection.is_ready:
            return ()
        return self.collection.passages.matching(self.words)

    @cached_property
    def passage(self) -> "Passage | None":
        """The passage under the cursor of the source."""
        stops = self.source_stops
        return stops[min(self.view.chosen.source, len(stops) - 1)] if stops else None

    @cached_property
    def pointed(self) -> tuple[str, Evidence | None]:
        """The id under the cursor, and its piece of evidence where the cursor is on one."""
        if self.acting is Pane.SOURCE:
            passage = self.passage
            return self.collection.passages.first_on(passage) if passage else ("", None)
        return self.current, self.stop.evidence if self.stop else None

    @cached_property
    def proof(self) -> tuple[str, Evidence | None]:
        """The id under the cursor, and the evidence meant: under the cursor too, or its first."""
        name, evidence = self.pointed
        return name, evidence or next(iter(self.links.evidence(name)), None)


def position(rows: Sequence[str], chosen: str) -> int:
    """Return where the chosen id is, or the first position where it is not among the rows."""
    return rows.index(chosen) if chosen in rows else 0
