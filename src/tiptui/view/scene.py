"""A view of a collection with the rows, stops and claims under its cursors, each found once."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tiptui.collection.dialogue import CLAIM_KINDS, Dialogue, Quotation
from tiptui.collection.facts import SEARCHED
from tiptui.collection.opened import Related, Stop, Stops, Subject
from tiptui.record.model import Evidence
from tiptui.search.index import Index
from tiptui.search.matches import BY_ID, BY_TEXT
from tiptui.search.query import parse, with_words
from tiptui.search.rows import CLAIMS, FOUND, RowKind
from tiptui.text.folding import fold, holds
from tiptui.view.offers import Offer, offers
from tiptui.view.results import Results
from tiptui.view.state import CLAIMS as CLAIM_PANES
from tiptui.view.state import LISTS, ORDERS, Pane, View

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage


class Scene:
    """A view with the hits of its query."""

    def __init__(self, index: Index, view: View, results: Results | None = None) -> None:
        self.index = index
        self.collection = index.collection
        self.ellipsis = "…" if index.collection.grows else ""  # behind counts that may grow
        self.view = view
        self.results = results or Results(index, view)
        self.query = self.results.query
        self.words = self.query.marked  # the folded words of the query, to be marked

    @property
    def is_blank(self) -> bool:
        """True if nobody has written into the record yet."""
        everything = self.index.everything.of
        return not (self.collection.has_texts or any(everything[kind] for kind in FOUND))

    def count_found(self, ref: str, kinds: Iterable[RowKind] = CLAIMS) -> int:
        """Return the number of the claims of a thing that the query finds."""
        hits, rows = self.results.hits.of, self.collection.related(ref).of
        return sum(hits[kind].count_among(rows[kind]) for kind in kinds)

    # Offers for the search line.

    @cached_property
    def offers(self) -> list[Offer]:
        view = self.view
        return [] if view.main is Pane.SOURCE else offers(self.index, view.query, view.caret)

    @property
    def near_query(self) -> str:
        """The query in a near spelling, if its own words find nothing and that has hits."""
        near = self.results.hits.near
        if self.view.main is Pane.SOURCE or not near:
            return ""
        query = with_words(self.view.query, near)
        if self.view.main is Pane.GRID:  # it has only claims
            hits = self.index.hits(parse(query)).of
            if not any(hits[kind] for kind in CLAIMS):
                return ""
        return query

    # The cursors.

    @cached_property
    def active_pane(self) -> Pane:
        """The pane whose cursor the keys move; while searching, the first of these.

        - the list where the search began, if it has hits, else one in sight that has some
        - another list of claims that has some, then the dialogues
        """
        view = self.view
        if not view.is_searching:
            return view.focus
        if view.main in (Pane.SOURCE, Pane.GRID):
            return view.main

        panes = (*view.lists, *CLAIM_PANES)
        if view.main in LISTS:
            if not self.query.terms:
                return view.main
            panes = (view.main, *panes)

        hits = self.results.hits
        for pane in panes:
            if self.results.rows(pane) or not hits.complete:
                return pane
        return view.first if hits.of["dialogues"] and self.query.terms else panes[0]

    @property
    def claims(self) -> Pane:
        """The list of claims in sight: while searching, one that has hits."""
        return self.active_pane if self.active_pane in CLAIM_PANES else self.view.claims

    @property
    def in_list(self) -> bool:
        """True if keys move in a list that can be ordered, not in the page of an event."""
        is_page = self.view.focus is Pane.EVENT and self.collection.single
        return self.view.focus in ORDERS and not is_page

    def rows(self, pane: Pane) -> Sequence[str]:
        """Return the refs of the rows of a list, or of the stops of the event."""
        if pane is not Pane.EVENT:
            return self.results.rows(pane)
        if self.collection.single:
            return self.index.event_stops
        dialogues = self.results.rows(pane)
        troubles = self.collection.troubles
        if self.query.terms or not troubles:
            return dialogues
        return [*dialogues, *(trouble.ref for trouble in troubles)]

    def ref_at(self, pane: Pane, number: int | None = None) -> str:
        """Return the ref of the row or stop with a number, or under the cursor; empty for none."""
        if number is None:
            number = self.cursor(pane)
        if pane is Pane.DETAIL:
            stop = self.stops.at(number)
            return stop.ref if stop else ""
        if pane is Pane.SOURCE:
            if self.dialogue is None or number >= len(self.source_stops):
                return ""
            return self.dialogue.passages.ref(self.source_stops[number])
        rows = self.rows(pane)
        return rows[number] if number < len(rows) else ""

    def cursor(self, pane: Pane) -> int:
        """Return the number under a cursor; at first that of the first hit."""
        ref = self.view.cursors.get(pane, "")
        if pane is Pane.DETAIL:
            number = self.stops.find(ref) if ref else None
            return self.first_hit or 0 if number is None else number
        if pane is Pane.SOURCE:
            if self.dialogue is None or not ref:
                return 0
            return self.dialogue.passages.find(ref, self.source_stops) or 0
        rows = self.rows(pane)
        return rows.index(ref) if ref in rows else 0

    @cached_property
    def subject(self) -> Subject:
        """The ref or passage that the detail is about; of a count, its value if that has a row."""
        pane = self.active_pane if self.view.is_searching else self.view.main
        if pane is Pane.GRID:
            return ""
        if pane is Pane.SOURCE:
            if self.passage is None or self.dialogue is None:
                return ""
            return self.dialogue.passages.with_all_claims(self.passage)

        ref = self.ref_at(pane)
        if ref and pane is Pane.COUNTS:
            return self.results.counts.of[ref].value.row or ref
        return ref

    @cached_property
    def stops(self) -> Stops:
        """The stops of the detail, in the part of the subject that the query finds."""
        is_count = self.view.main is Pane.COUNTS and not self.view.is_searching
        term = self.ref_at(Pane.COUNTS) if is_count else ""
        return self.index.stops(self.subject, self.results.hits, term)

    @cached_property
    def stop(self) -> Stop | None:
        """The stop under the cursor of the detail, if keys move that."""
        return self.stops.at(self.cursor(Pane.DETAIL)) if self.active_pane is Pane.DETAIL else None

    @cached_property
    def first_hit(self) -> int | None:
        """The number of the first stop with a word of the query, in the first claim found."""
        if not (self.words and self.stops.rows):
            return None
        # A claim found by the name of its maker has no hit: the detail has that name at its top.
        kind, row = self.stops.rows[0]
        is_hit = self.results.hits.of[kind].flags[row] in (BY_ID, BY_TEXT)
        numbers = range(*self.stops.starts[:2]) if is_hit else ()
        return next((number for number in numbers if self.has_word(self.stops[number])), None)

    def has_word(self, stop: Stop) -> bool:
        thing = self.collection[stop.claim]
        texts = [stop.evidence.exact] if stop.evidence else [thing.name, thing.note]
        if thing.kind in CLAIM_KINDS and not stop.evidence:
            texts += [maker.name for maker in thing.makers if maker.ref != self.subject]
            texts += [fact.in_full for fact in thing.facts if fact.name in SEARCHED]
        folded = fold("\n".join(texts))
        return any(holds(folded, word) for word in self.words)

    @cached_property
    def current(self) -> str:
        """The ref under the cursor; in the detail of the claim, or the dialogue of a status."""
        if self.stop and self.stop.field != "status":
            return self.stop.claim
        return self.subject if isinstance(self.subject, str) else ""

    @cached_property
    def related(self) -> Related:
        if self.active_pane is Pane.COUNTS:
            return self.index.related(self.ref_at(Pane.COUNTS))
        single = self.collection.single  # everything belongs to its event
        is_all = single and self.current == single.id
        return Related() if is_all else self.collection.related(self.current)

    # The sources.

    @cached_property
    def dialogue(self) -> Dialogue | None:
        """The dialogue of the open sources, or of the claim that keys act on."""
        if self.collection.single:
            return self.collection.single
        name = self.view.dialogue if self.view.main is Pane.SOURCE else self.proof[0]
        thing = self.collection.get(name)
        return thing.dialogue if thing else None

    @property
    def is_ready(self) -> bool:
        """True if the sources can be opened without a wait."""
        return self.dialogue is None or self.dialogue.is_ready

    @cached_property
    def source_stops(self) -> "Sequence[Passage]":
        """The stops of the source: cited spans and uncited sentences, narrowed by the query."""
        if not self.is_ready or self.dialogue is None:
            return ()
        passages = self.dialogue.passages
        if self.view.only_asking and not self.words:
            return [passages.stops[number] for number in passages.asking]
        return passages.matching(self.query.sides)

    @cached_property
    def passage(self) -> "Passage | None":
        return self.source_stops[self.cursor(Pane.SOURCE)] if self.source_stops else None

    @cached_property
    def under_cursor(self) -> tuple[str, Evidence | None]:
        """The ref under the cursor, and the piece of evidence if the cursor is on one."""
        if self.active_pane is not Pane.SOURCE:
            return self.current, self.stop.evidence if self.stop else None
        if self.passage is None or self.dialogue is None:
            return "", None
        return self.dialogue.passages.first_on(self.passage)

    @cached_property
    def target(self) -> tuple[str, Evidence | None]:
        """The claim that keys act on: for a row of many claims, the first one found."""
        ref, evidence = self.under_cursor
        is_row = ref == self.subject and evidence is None
        if is_row and self.query.terms and self.stops.rows:
            ref = self.stops.thing(0).ref
        return ref, evidence

    @cached_property
    def proof(self) -> tuple[str, Evidence | None]:
        """The claim that keys act on, and the evidence under the cursor, else its first evidence.

        A speaker or a dialogue without evidence stands for its first claim.
        """
        ref, evidence = self.target
        thing = self.collection.get(ref)
        if evidence or thing is None:
            return ref, evidence
        if not thing.evidence and ref == self.subject and self.stops.rows:
            thing = self.stops.thing(0)
        return thing.ref, thing.evidence[0] if thing.evidence else None

    @property
    def quote(self) -> Quotation | None:
        name, evidence = self.proof
        return self.collection[name].quotation(evidence) if evidence else None
