"""The rows of all that was opened, and what is asked of them again and again."""

from collections import Counter, defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property, partial
from itertools import chain

from tiptui.collection.opened import Collection, Related, Stop, Stops, Subject
from tiptui.files.bookmarks import NO_BOOKMARKS, Bookmarks
from tiptui.record.recent import Recent
from tiptui.search.counts import AS_IT_STANDS, Counts, Crossing, CrossingOrder, Fields
from tiptui.search.facets import Facets
from tiptui.search.matches import Hits, Matches, Order, Ordered, Places, hits_of
from tiptui.search.query import NO_QUERY, Query, Term, parse
from tiptui.search.rows import LISTS, STEP, Kind, all_rows, bookmarked_rows, rows_with_id
from tiptui.search.search import Search

MOST_KNOWN = 64

_MOST_KEPT = 64
"""Answers of a kind that are kept: the next key often asks for the same."""

Ids = Mapping[Kind, Sequence[int]]


class Index:
    """All that was opened, to be searched by keystroke, counted and put in order."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.rows = all_rows(collection)
        self.facets = Facets(collection, self.rows)
        self.same = self.facets.same
        everything = {kind: Matches(rows) for kind, rows in self.rows.items()}
        self.everything = hits_of(everything)
        self._take(NO_BOOKMARKS)
        self._stops: Recent[Subject, Stops] = Recent(_MOST_KEPT)
        self._ordered: Recent[tuple[Hits, Kind, Order], Matches] = Recent(_MOST_KEPT)
        self._by_name: dict[Kind, Sequence[int]] = {}

    def _take(self, bookmarks: Bookmarks) -> None:
        self.bookmarks = bookmarks
        self.bookmarked = bookmarked_rows(self.collection, self.rows, bookmarks)
        """The rows of each kind that the reader marked, sorted."""
        names = [self.rows[kind].ids[row] for kind, of in self.bookmarked.items() for row in of]
        self.bookmarked_stops = frozenset((*names, *map(Stop, names)))
        """Their names, and the stops of the detail that they are."""
        self.facets = self.facets.with_bookmarked(self.bookmarked)
        self._known: Recent[Query, Hits] = Recent(MOST_KNOWN)
        self._counts: Recent[tuple[Hits, str], Counts] = Recent(_MOST_KEPT)
        self._crossings: Recent[tuple[Hits, Fields, CrossingOrder], Crossing] = Recent(_MOST_KEPT)
        self._related: Recent[str, Related] = Recent(_MOST_KEPT)

    def with_bookmarks(self, bookmarks: Bookmarks) -> "Index":
        """Return the index of the same with other bookmarks: what these change is found anew."""
        other = copy(self)
        other._take(bookmarks)
        return other

    def hits(self, query: Query) -> Hits:
        """Return what matches a query; without terms, everything."""
        known = self.known(query)
        if known is not None:
            return known
        search = self.search(query)
        search.run()
        return search.hits

    def search(self, query: Query) -> "Search":
        """Return a search for a query; it has ended already where the hits are known."""
        return Search(self, query)

    def known(self, query: Query) -> Hits | None:
        """Return all hits of a query if they were found before."""
        return self._known.recall(query) if query.terms else self.everything

    def know(self, query: Query, hits: Hits) -> None:
        """Keep all hits of a query: the next key may lead back to them, or narrow them."""
        self._known.keep(query, hits)

    def narrowest(self, query: Query) -> tuple[Query, Hits]:
        """Return the known query with the fewest hits that hold all those of a query."""
        wider = [each for each in self._known.items() if _narrows(query, each[0])]
        return min(((NO_QUERY, self.everything), *wider), key=lambda each: each[1].total)

    def ids(self, query: Query) -> Ids:
        """Return the rows that have an id of the query and in which its other words are."""
        named = {term: set(self._named(term)) for term in query.texts}
        found: defaultdict[Kind, list[int]] = defaultdict(list)
        for row in sorted(set().union(*named.values())):
            kind, number = row
            text = self.rows[kind].text(number)
            if all(row in named[term] or term.stands_in(text) for term in named):
                found[kind].append(number)
        return found

    def _named(self, term: Term) -> Iterator[tuple[Kind, int]]:
        # Most words are no id, and there may be thousands of records to ask.
        owner = term.id.rpartition("#")[2].partition("/")[0]
        known = owner in self._owners
        return rows_with_id(self.collection, self.rows, term.id) if known else iter(())

    @cached_property
    def _owners(self) -> set[str]:
        records = [dialogue.record for dialogue in self.collection.dialogues]
        sections = ("organizations", "themes", "speakers", "recommendations")
        lists = (getattr(record, section) for record in records for section in sections)
        own = (each.id for each in chain.from_iterable(lists))
        return {"point", *(record.event.id for record in records), *own}

    def hiding(self, terms: Sequence[Term], rows: Ids) -> Generator[None, None, Places]:
        """Return the fewest terms without which one of some rows matches by itself, in steps.

        Of as many they are the last ones.
        """
        bits = [1 << place for place in reversed(range(len(terms)))]
        best = 0, 0
        for kind, numbers in rows.items():
            for start in range(0, len(numbers), STEP):
                held = dict.fromkeys(numbers[start : start + STEP], 0)
                for term, bit in zip(terms, bits, strict=True):
                    for number in (yield from self._left_by(term, kind, [*held])):
                        held[number] |= bit
                    yield
                best = max(best, *((each.bit_count(), each) for each in held.values()))
        return tuple(place for place, bit in enumerate(bits) if not best[1] & bit)

    def _left_by(
        self, term: Term, kind: Kind, numbers: Sequence[int]
    ) -> Generator[None, None, Sequence[int]]:
        if not term.is_text:
            return (yield from self.facets.sift(term))[kind](numbers)
        named = {number for of, number in self._named(term) if of == kind}
        text = self.rows[kind].text
        left = [number for number in numbers if term.stands_in(text(number))]
        return [*left, *named.intersection(numbers)] if named else left

    # What keys ask again and again.

    def count(self, hits: Hits, field: str) -> Counts:
        """Return how many of the claims found have which value of a field."""
        return self._counts.find((hits, field), partial(Counts, self.facets, field, hits))

    def cross(self, hits: Hits, fields: Fields, order: CrossingOrder = AS_IT_STANDS) -> Crossing:
        """Return two fields crossed in the claims found, with rows and columns in an order."""
        if order.axis:
            make = partial(self.cross(hits, fields).in_order, order)
        else:
            make = partial(Crossing, self.facets, fields, hits)
        return self._crossings.find((hits, fields, order), make)

    def related(self, term: str) -> Related:
        """Return all that a term finds, where it is the whole query."""
        return self._related.find(term, partial(self._relate, term))

    def _relate(self, term: str) -> Related:
        hits = self.hits(parse(term))
        rows = {kind: sorted(chain(*hits.of(kind).ranked)) for kind in ("dialogues", *LISTS)}
        return Related(**rows, others=frozenset(hits.points))

    def stops(self, subject: Subject) -> Stops:
        """Return where the cursor stops in the detail of a subject."""
        return self._stops.find(subject, partial(self._find_stops, subject))

    def _find_stops(self, subject: Subject) -> Stops:
        if isinstance(subject, str):
            return Stops(self.collection.entries(subject), self.same.beside(subject))
        return Stops([self.collection[name] for name in subject.claims])

    def order(self, hits: Hits, kind: Kind, by: Order) -> Matches:
        """Return what is found of a kind in another order; in its own what is equal there."""
        return self._ordered.find((hits, kind, by), partial(self._order, hits, kind, by))

    def _order(self, hits: Hits, kind: Kind, by: Order) -> Matches:
        matches = hits.of(kind)
        if by is Order.NAME:
            return Ordered(matches, self._places_by_name(kind))
        if by is Order.TIMES:
            return Ordered(matches, self.same.by_times(sorted(chain(*matches.ranked))))
        # A speaker says how many of their claims are found, a dialogue how many it has.
        column, hits = ("makers", hits) if kind == "speakers" else ("dialogues", self.everything)
        counts = Counter[int]()
        for claims in LISTS[1:]:
            of = getattr(self.rows[claims], column)
            counts.update(chain.from_iterable(map(of.__getitem__, chain(*hits.of(claims).ranked))))
        return Ordered(matches, {row: -counts[row] for row in chain(*matches.ranked)})

    def _places_by_name(self, kind: Kind) -> Sequence[int]:
        """Return where each row of a list stands by its name; a claim by those of its makers."""
        if kind not in self._by_name:
            names = self.rows[kind].layers[0]
            places = [0] * len(names)
            for place, number in enumerate(sorted(range(len(names)), key=names.__getitem__)):
                places[number] = place
            self._by_name[kind] = places
        return self._by_name[kind]


def _narrows(query: Query, wider: Query) -> bool:
    """Return whether all that matches a query must match the other too."""
    return wider.filters <= query.filters and all(
        any(other in word for word in query.words) for other in wider.words
    )
