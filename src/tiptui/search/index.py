"""The rows of all that was opened, and the answers that keys need again and again."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from copy import copy
from functools import cached_property, partial
from itertools import chain, compress, pairwise
from operator import itemgetter
from typing import Any, cast

from tiptui.collection.dialogue import CLAIM_KINDS, Claim, Dialogue, Person, Thing
from tiptui.collection.naming import ASKED_AGAIN, NOBODY, OF_FIELD
from tiptui.collection.opened import AGAIN, Beside, Collection, Related, Stop, Stops, Subject, Tally
from tiptui.files.bookmarks import NO_BOOKMARKS, Bookmarks
from tiptui.record.recent import Recent
from tiptui.search.columns import FieldValue
from tiptui.search.counts import (
    AS_COUNTED,
    Arrangement,
    Crossing,
    FieldCounts,
    Fields,
    years_of_course,
)
from tiptui.search.matches import Hits, Matches, Order, Ordered, Positions, match_all
from tiptui.search.query import FIELDS, NONE, Query, parse, terms_of
from tiptui.search.rows import CLAIMS, KINDS, RowKind
from tiptui.search.search import MOST_KEPT, AllRows, Search
from tiptui.text.folding import fold
from tiptui.text.visible import clip, short_date

_MOST_TALLIED = 8  # values of a field in the detail of a dialogue: there are 8 statuses


class Index(AllRows):
    """All that was opened, to be searched by keystroke, counted and ordered."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self.kinds_said = [kind for kind in CLAIMS[1::-1] if self.everything.of[kind]]
        """The kinds of claims that rows of speakers count: statements, recommendations."""
        only_asked = not any(self.everything.of[kind] for kind in CLAIMS[1:])
        self.claim_word = "recommendation" if only_asked else "claim"
        self._mark(NO_BOOKMARKS)
        self._stops: Recent[tuple[Subject, Hits, str], Stops] = Recent(MOST_KEPT)
        self._ordered: Recent[tuple[Hits, RowKind, Order], Matches] = Recent(MOST_KEPT)

    def _mark(self, bookmarks: Bookmarks) -> None:
        self.bookmarks = bookmarks
        self.bookmarked = self._by_id.bookmarked(bookmarks)
        refs = [self.rows[kind].ref(row) for kind, of in self.bookmarked.items() for row in of]
        again = (Stop(ref, None, AGAIN) for ref in refs)
        self.bookmarked_stops = frozenset((*refs, *map(Stop, refs), *again))
        """The refs of bookmarked rows, and their stops in the detail."""
        self.facets = self.facets.with_bookmarked(self.bookmarked)
        self.known = Recent(MOST_KEPT)
        self._counts: Recent[tuple[Hits, str], FieldCounts] = Recent(MOST_KEPT)
        self._crossings: Recent[tuple[Hits, Fields, Arrangement], Crossing] = Recent(MOST_KEPT)
        self._related: Recent[str, Related] = Recent(MOST_KEPT)

    def with_bookmarks(self, bookmarks: Bookmarks) -> "Index":
        if bookmarks == self.bookmarks:
            return self
        other = copy(self)
        other._mark(bookmarks)
        return other

    @cached_property
    def event_stops(self) -> Matches:
        return match_all(self.collection.single.event_stops if self.collection.single else ())

    @cached_property
    def point_kinds(self) -> Set[str]:
        records = self.collection.records
        return {point.kind or "" for record in records for point in record.event.points}

    @cached_property
    def names(self) -> Mapping[str, Set[str]]:
        """The folded names of all themes and of all speakers, by the fields of the query."""
        records = self.collection.records
        firsts = (of[0] for of in self.collection.joined("themes").clusters)
        themes = {fold(records[number].themes[at].name) for number, at in firsts}
        names = self.rows["speakers"].layers[0]
        return {"theme": themes, "by": {name for of in names for name in of.split("\n")}}

    def hits(self, query: Query) -> Hits:
        search = Search(self, query)
        search.run()
        return search.hits

    @cached_property
    def years(self) -> Sequence[FieldValue]:
        """The years of all dialogues, if they are enough for a course."""
        return years_of_course(self.facets.values("date"))

    def count(self, hits: Hits, field: str) -> FieldCounts:
        return self._counts.find((hits, field), partial(FieldCounts, self.facets, field, hits))

    def cross(self, hits: Hits, fields: Fields, rows: Arrangement = AS_COUNTED) -> Crossing:
        if rows != AS_COUNTED:
            make = partial(self.cross(hits, fields).arrange, rows)
        else:
            make = partial(Crossing, self.facets, fields, hits)
        return self._crossings.find((hits, fields, rows), make)

    def related(self, term: str) -> Related:
        def relate() -> Related:
            of = self.hits(parse(term)).of
            return Related({kind: of[kind].all_numbers for kind in KINDS})

        return self._related.find(term, relate)

    def stops(self, subject: Subject, hits: Hits | None = None, term: str = "") -> Stops:
        """Return the stops in the detail of a subject, or of the term of a count."""
        hits = self.everything if hits is None else hits
        key = subject, hits, term
        return self._stops.find(key, partial(self._find_stops, *key))

    def _find_stops(self, subject: Subject, hits: Hits, term: str) -> Stops:
        collection = self.collection
        if not isinstance(subject, str):
            return Stops(collection, others=[collection[name] for name in subject.claims])
        thing = collection.get(subject)
        kind = thing.kind if thing else ""
        beside = self._beside(thing) if thing and kind in (*CLAIM_KINDS, "speaker") else ()
        if thing and kind in CLAIM_KINDS:
            row = f"{kind}s", collection.row(thing)
            return Stops(collection, [row], thing.responses, beside)
        whole = self.related(term) if term else collection.related(subject)
        rows = self.claims_found(hits, whole)
        if not term and kind in ("organization", "addressee"):
            people = {*whole.of["speakers"]}  # their claims stand before those that ask it
            rows.sort(key=lambda at: people.isdisjoint(self.rows[at[0]].makers[at[1]]))
        same = () if kind in ("speaker", "theme") else collection.same(subject)
        given = [response for thing in same for response in thing.responses]
        flags = hits.of["recommendations"].flags
        told = [response for response in given if flags[collection.row(response.claim)]]
        more = sum(len(whole.of[claims]) for claims in CLAIMS) + len(given) - len(rows) - len(told)
        is_one = kind == "event" and not collection.single  # the page of a single event has them
        tallies = self._tallies(thing.dialogue, rows) if thing and is_one and rows[1:] else ()
        return Stops(collection, rows, told, beside, more, subject, tallies)

    def _tallies(self, dialogue: Dialogue, rows: Sequence[tuple[RowKind, int]]) -> Iterator[Tally]:
        """Yield the most frequent makers, themes, statuses and addressees of some claims."""
        claims = [self.collection.claim(*row) for row in rows]
        asked = [claim for claim in claims if claim.kind == "recommendation"]
        counts = {
            "by": Counter(id for claim in claims for id in dict.fromkeys(claim.maker_ids)),
            "theme": Counter(id for claim in claims for id in dict.fromkeys(claim.item.themes)),
            "status": Counter(claim.status or NONE for claim in asked),
            "to": Counter(id for claim in asked for id in dialogue.ids.parties(claim.to)),
        }
        for field, of in counts.items():
            prefix = "status:" if field == "status" else dialogue.prefix
            if of.keys() - {NONE}:
                yield field, len(of), [(prefix + id, n) for id, n in of.most_common(_MOST_TALLIED)]

    def _beside(self, thing: Thing) -> Iterator[Beside]:
        facts = thing.facts
        makers = {thing.name, *(maker.words for maker in facts.of("by"))}
        bodies = [*facts.of("organizations"), *facts.of("organization")]
        bodies = [body for body in bodies if body.in_full not in makers]
        for response in thing.responses:
            bodies += response.facts.of("by")
        named = {"by": facts.of("by"), "org": bodies, "to": facts.of("to")}
        for field, of in (named | {"theme": facts.of("themes")}).items():
            refs = dict.fromkeys(fact.ref for fact in of if fact.ref)
            yield OF_FIELD[field].title, [*refs], field
        if thing.kind == "recommendation":
            linked = self.same.chain(thing.ref)
            yield ASKED_AGAIN, [claim.ref for claim in linked] if len(linked) > 1 else (), AGAIN
            yield from self.same.beside(thing.ref)

    def claims_found(self, hits: Hits, related: Related) -> list[tuple[RowKind, int]]:
        """Return the claims found, best first, then dialogue by dialogue."""
        kinds, firsts, found = CLAIMS[::-1], self.collection.first_rows, list[tuple[RowKind, int]]()
        ranked = (hits.of[kind].ranked_among(related.of[kind]) for kind in kinds)
        for of in zip(*ranked, strict=True):
            there = [(kind, rows) for kind, rows in zip(kinds, of, strict=True) if rows]
            claims = [(kind, row) for kind, rows in there for row in rows]
            if there[1:]:  # the kinds stand in the order of a record
                claims.sort(key=lambda at: bisect_right(firsts[at[0]], at[1]))
            found += claims
        return found

    @cached_property
    def shared_by_all(self) -> frozenset[str]:
        return self.find_shared(self.everything)

    def find_shared(self, hits: Hits) -> frozenset[str]:
        """Return the day and the addressee of all claims found, in words of a title: `to Iraq`."""
        asked, flags = set[str](), hits.of["recommendations"].flags
        if len(hits.of["recommendations"]) < 2:
            return frozenset()
        found = compress(self.collection.dialogues, hits.of["dialogues"].flags)
        dates = {short_date(dialogue.known_date) for dialogue in found}
        spans = pairwise(self.collection.first_rows["recommendations"])
        for record, span in zip(self.collection.records, spans, strict=True):
            names = {body.id: body.abbreviation or body.name for body in record.organizations}
            items = compress(record.recommendations, flags[slice(*span)])
            for item in items:
                asked.add(", ".join(names.get(to, to) for to in item.to) or NOBODY)
            if len(asked) > 1:
                break
        shared = ("date", dates), ("to", asked)
        return frozenset(FIELDS[field].words.format(*of) for field, of in shared if len(of) == 1)

    def order(self, hits: Hits, kind: RowKind, by: Order) -> Matches:
        return self._ordered.find((hits, kind, by), partial(self._order, hits, kind, by))

    def _order(self, hits: Hits, kind: RowKind, by: Order) -> Matches:
        matches = hits.of[kind]
        if by is Order.NAME:
            return Ordered(matches, self.rows[kind].layers[0])  # of a claim, its makers
        if by is Order.TIMES:
            return Ordered(matches, self.same.by_times(matches.all_numbers))
        if kind == "speakers":
            counts = self.count_by_maker(hits)
        else:
            counts = Counter[int]()
            for claims in CLAIMS:
                spans = pairwise(self.collection.first_rows[claims])
                counts.update(dict(enumerate(end - first for first, end in spans)))
        ranks = matches.ranked if by is Order.RANK else [matches.all_numbers]
        placed = ((rank, row) for rank, rows in enumerate(ranks) for row in rows)
        ordered = Ordered(matches, {row: (rank, -counts[row]) for rank, row in placed})
        ordered.most = max(counts.values()) if len({*counts.values()}) > 1 else 0
        return ordered

    def count_by_maker(self, hits: Hits) -> Counter[int]:
        counts = Counter[int]()
        for claims in CLAIMS:
            makers = compress(self.rows[claims].makers, hits.of[claims].flags)
            counts.update(chain.from_iterable(makers))
        return counts


Finding = Claim | Person

_SECTIONS = ("event", "speakers", "recommendations")
"""The order of findings in a record; statements follow their speaker."""


def findings(index: Index, query: Query) -> list[Finding]:
    """Return the claims and speakers that match by themselves: by likeness, by rank, by record."""
    collection, hits, alike = index.collection, index.hits(query), index.facets.alike(query)
    counts = None if collection.single else index.count_by_maker(hits)
    order = {id(dialogue): number for number, dialogue in enumerate(collection.dialogues)}
    found: list[tuple[tuple[Any, ...], Finding]] = []
    for kind in ("points", "speakers", "statements", "recommendations"):
        # Rows of the last rank match only through others.
        for rank, rows in enumerate(hits.of[kind].ranked[:-1]):
            for row in rows:
                thing = cast(Finding, collection[index.rows[kind].ref(row)])
                first = 0 if counts is None or kind != "speakers" else -1 - counts[row]
                section, *at = thing.path
                where = order[id(thing.dialogue)], _SECTIONS.index(str(section)), at
                found.append(((alike.get(row, 0), rank, first, *where), thing))
    return [thing for _, thing in sorted(found, key=itemgetter(0))]


def no_match(query: str, near: str, hiding: Positions = (), where: str = "") -> str:
    """Return the remark that nothing matches, with the terms that are `hiding` all."""
    meant = f"; did you mean {clip(near)}?" if near else ""
    return f"No match for {clip(query.strip())}{where}{name_hiding(query, hiding, ': ')}{meant}"


def name_hiding(query: str, hiding: Positions, before: str = "") -> str:
    """Return `status:noted leaves nothing`, or nothing without terms."""
    terms = terms_of(query)
    names = [terms[position][0] for position in hiding]
    verb = "leaves" if len(names) == 1 else "leave"
    return f"{before}{clip(', '.join(names))} {verb} nothing" if names else ""
