"""Search by keystroke: narrowing, ranks, ids.

A row matches when every word of the query is somewhere in it as a substring, in any order. Case,
accents, apostrophes and dashes do not matter. What is the id of a row finds it too, if it is whole.

A search goes on in steps, so that nobody waits for it: what it has found at any time is the
beginning, in each rank, of what it will have found in the end. It looks only at what an earlier
query found that this one narrows.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import NamedTuple

from tiptui.files.progress import Progress, between, quiet, track
from tiptui.record.links import Links
from tiptui.record.model import Point, Recommendation, Speaker, Statement
from tiptui.record.recent import Recent
from tiptui.search.matches import NO_ROWS, Matches, Rows
from tiptui.search.query import Query, Term, Words
from tiptui.search.rows import Row, claim_row, same_row, speaker_row
from tiptui.search.spelling import correct

RANKS = 3
"""Names rank before roles and organizations, these before text. Ids rank before all."""

MOST_KNOWN = 64
"""Queries whose hits are kept."""

STEP = 2_000
"""Rows that one step of a search looks at: some tenths of a millisecond for short ones."""

Ids = Mapping[str, Sequence[int]]
"""For the `speakers`, `recommendations` and `points` the sorted numbers of rows found by id."""

NO_IDS: Ids = MappingProxyType({})


class Hits(NamedTuple):
    """What a search has found: everything there is to find, if `complete`.

    `near` is the query in other spelling, where nothing matches and something would then.
    """

    speakers: Matches
    recommendations: Matches
    points: Matches
    near: str = ""
    complete: bool = True

    def __bool__(self) -> bool:
        return bool(self.speakers or self.recommendations or self.points)

    def of(self, kind: str) -> Matches:
        """Return the hits among the `speakers`, the `recommendations` or the `points`."""
        lists = {"speakers": self.speakers, "recommendations": self.recommendations}
        return lists.get(kind, self.points)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.speakers) + len(self.recommendations) + len(self.points)


class Index:
    """A linked record, folded once so that it can be searched by keystroke.

    `earlier` is the index of the same record as it was before, with the ids of all that differs:
    the rows of the rest are taken from it.
    """

    def __init__(
        self,
        links: Links,
        progress: Progress = quiet,
        earlier: "tuple[Index, frozenset[str]] | None" = None,
    ) -> None:
        self.links = links
        before, self._different = earlier or (None, frozenset[str]())
        record = links.record
        speakers = track(record.speakers, between(0, 0.7, progress))
        recommendations = track(record.recommendations, between(0.7, 1, progress))
        old: Rows = before.speakers if before else NO_ROWS
        self.speakers: Rows = Rows((each.id, self._row(old, each.id, each)) for each in speakers)
        old = before.recommendations if before else NO_ROWS
        self.recommendations: Rows = Rows(
            (each.id, self._row(old, each.id, each)) for each in recommendations
        )
        # Points are few, and their ids are counted: what changed is not told by them.
        points = ((name, claim) for name, claim in links.claims(record.event.id))
        self.points: Rows = Rows((name, claim_row(links, name, claim)) for name, claim in points)
        self.everything = Hits(_all(self.speakers), _all(self.recommendations), _all(self.points))
        self._known: Recent[Query, Hits] = Recent(MOST_KNOWN)

    def _row(self, rows: Rows, name: str, item: Speaker | Recommendation) -> Row:
        """Return what is searched of something, from the rows of before where it is the same."""
        number = rows.numbers.get(name)
        if number is not None and same_row(self.links, item, name, self._different):
            return tuple([layer[number] for layer in rows.layers])
        if isinstance(item, Speaker):
            return speaker_row(self.links, item)
        return claim_row(self.links, name, item)

    def hits(self, query: Query) -> Hits:
        """Return what matches a query; without words, everything."""
        known = self.known(query)
        if known is not None:
            return known
        search = self.search(query)
        search.finish()
        return search.hits

    def search(self, query: Query) -> "Search":
        """Return a search for a query; it has ended already where the hits are known."""
        return Search(self, query)

    def known(self, query: Query) -> Hits | None:
        """Return all hits of a query if they were found before."""
        return self._known.get(query) if query.words else self.everything

    def know(self, query: Query, hits: Hits) -> None:
        """Keep all hits of a query: the next key may lead back to them, or narrow them."""
        self._known.keep(query, hits)

    def narrowest(self, words: Words) -> Hits:
        """Return the fewest hits that are known to hold all those of the words."""
        wider = (hits for query, hits in self._known.items() if _narrows(words, query.words))
        return min((self.everything, *wider), key=lambda hits: hits.total)

    def ids(self, query: Query) -> Ids:
        """Return the rows that have an id of the query and in which its other terms hold."""
        found: dict[str, list[int]] = {}
        for term in query.terms:
            kind, name = row = self._named(term.id)
            if kind and all(self._holds(other, row) for other in query.terms):
                found.setdefault(kind, []).append(self._rows(kind).numbers[name])
        return {kind: sorted(set(numbers)) for kind, numbers in found.items()} or NO_IDS

    def _rows(self, kind: str) -> Rows:
        lists = {"speakers": self.speakers, "recommendations": self.recommendations}
        return lists.get(kind, self.points)

    def _holds(self, term: Term, row: tuple[str, str]) -> bool:
        """Return whether a term is the id of a row, or has its words in it."""
        kind, name = row
        rows = self._rows(kind)
        text = rows.layers[-1][rows.numbers[name]]
        return self._named(term.id) == row or all(word in text for word in term.words)

    def _named(self, id: str) -> tuple[str, str]:
        """Return the list in which an id has a row, and the id of that row; empty for none."""
        event, _, name = id.rpartition("#")
        item = self.links.get(name) if event in ("", self.links.record.event.id) else None
        if isinstance(item, Statement):
            return "speakers", self.links.makers(name)[0].id
        kinds = {Speaker: "speakers", Recommendation: "recommendations", Point: "points"}
        return (kinds[type(item)], name) if type(item) in kinds else ("", "")


def _all(rows: Rows) -> Matches:
    return Matches(rows, ((), range(len(rows.ids)), (), ()))


def _narrows(words: Words, wider: Words) -> bool:
    """Return whether all that matches `words` must match the others too."""
    return all(any(other in word for word in words) for other in wider)


class Search:
    """A search for a query, in steps; `hits` are those found by now, and grow at the end only.

    It goes on after all hits are found where there are none: with other spelling to offer.
    """

    def __init__(self, index: Index, query: Query) -> None:
        known = index.known(query)
        self.ended = known is not None
        self.query = query
        self._index = index
        wider = known if known is not None else index.narrowest(query.words)
        ids = NO_IDS if self.ended else index.ids(query)
        self._lists = tuple(
            _Scan(wider.of(kind), ids.get(kind, ()))
            for kind in ("speakers", "recommendations", "points")
        )
        self._hits = known
        self._steps = iter(()) if self.ended else self._work()

    @property
    def hits(self) -> Hits:
        """What is found by now."""
        if self._hits is not None:
            return self._hits
        return self._so_far()._replace(complete=False)

    @property
    def complete(self) -> bool:
        """Whether all hits are found; asked more often than what they are, which takes a copy."""
        return self._hits is not None

    def has(self, count: int) -> bool:
        """Return whether all hits are found, or at least so many in each list."""
        return self.complete or min(map(len, self._lists[:2])) >= count

    @property
    def found(self) -> int:
        """How many hits are found by now, in all lists."""
        return sum(map(len, self._lists))

    def step(self) -> None:
        """Go on a little, if there is anything left to do."""
        next(self._steps, None)

    def finish(self) -> None:
        """Go on to the end."""
        while not self.ended:
            self.step()

    def _so_far(self) -> Hits:
        speakers, recommendations, points = (each.matches for each in self._lists)
        return Hits(speakers, recommendations, points)

    def _work(self) -> Iterator[None]:
        for rank in range(RANKS):
            # All lists at once, so that each has something to show early.
            yield from chain.from_iterable(
                zip_longest(*(each.look(rank, self.query.words) for each in self._lists))
            )
        hits = self._hits = self._so_far()
        if not hits:
            yield
            index = self._index
            lists = (index.speakers, index.recommendations, index.points)
            rows = list(chain.from_iterable(each.layers[-1] for each in lists))
            near = yield from correct(self.query, index.links, rows)
            hits = self._hits = hits._replace(near=near)
        self._index.know(self.query, hits)
        self.ended = True


class _Scan:
    """A search of one list: among the matches of a wider query, rank by rank, after rows by id."""

    def __init__(self, wider: Matches, ids: Sequence[int]) -> None:
        self.rows = wider.rows
        self._wider = wider.ranked
        self._ids = ids
        self._ranked: tuple[list[int], ...] = ([], [], [])
        self._rest: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self._ids) + sum(map(len, self._ranked))

    @property
    def matches(self) -> Matches:
        """What is found by now; later steps do not change it."""
        return Matches(self.rows, (self._ids, *map(tuple, self._ranked)))

    def look(self, rank: int, words: Words) -> Iterator[None]:
        """Find the matches of a rank, after those of the ranks before it."""
        layer, found = self.rows.layers[rank], self._ranked[rank]
        candidates = self._candidates(rank)
        rest: list[int] = []
        for start in range(0, len(candidates), STEP):
            batch = hits = candidates[start : start + STEP]
            for word in words:
                hits = [number for number in hits if word in layer[number]]
            matched = set(hits)
            found.extend([number for number in hits if number not in self._ids])
            rest += [number for number in batch if number not in matched] if matched else batch
            yield
        self._rest = rest

    def _candidates(self, rank: int) -> Sequence[int]:
        """A narrower query has a row in the same rank as the wider one, or in a later one.

        A row that the wider query had by its id may be in any.
        """
        by_id, *ranked = self._wider
        more = sorted((*by_id, *ranked[0])) if by_id and not rank else ranked[rank]
        return sorted((*self._rest, *more)) if self._rest and more else self._rest or more
