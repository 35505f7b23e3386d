"""Search by keystroke: narrowing, ranks, ids.

A row matches when every word of the query is somewhere in it as a substring, in any order, and its
other terms leave it. Case, accents, apostrophes and dashes do not matter. What is the id of a row
finds it too, if it is whole. A speaker is found by itself, or by a claim of its own; a dialogue
also by what is in it.

A search goes on in steps, so that nobody waits for it: what it has found at any time is the
beginning, in each rank, of what it will have found in the end. It looks only at what an earlier
query found that this one narrows.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

from tiptui.search.facets import Sift
from tiptui.search.fields import MEANT
from tiptui.search.matches import Hits, Matches, Places, hits_of
from tiptui.search.query import Query, Term, Words, parse
from tiptui.search.rows import CLAIMS, KINDS, LISTS, RANKS, STEP, Kind
from tiptui.search.spelling import correct

if TYPE_CHECKING:
    from tiptui.search.index import Index

_MOST_TERMS = 12

Sifts = Sequence[Mapping[Kind, Sift]]
"""What sifts the rows of each kind, one after the other."""


class Search:
    """A search for a query, in steps; `hits` are those found by now, and grow at the end only.

    It goes on after all hits are found where there are none: with other spelling to offer.
    """

    def __init__(self, index: "Index", query: Query) -> None:
        known = index.known(query)
        self.ended = known is not None
        self.query = query
        self._index = index
        self._wider, wider = (query, known) if known is not None else index.narrowest(query)
        self._scans = {kind: _Scan(wider.of(kind)) for kind in KINDS}
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
        """Return whether all hits are found, or so many in each list that may have as many."""
        scans = (self._scans[kind] for kind in LISTS)
        return self.complete or all(len(each) >= min(count, each.most) for each in scans)

    @property
    def found(self) -> int:
        """How many hits are found by now, in all lists."""
        return sum(map(len, self._scans.values()))

    def step(self) -> None:
        """Go on a little, if there is anything left to do."""
        next(self._steps, None)

    def run(self, seconds: float = inf) -> None:
        """Go on for so long, or to the end."""
        began = perf_counter()
        while not self.ended and perf_counter() - began < seconds:
            self.step()

    def _so_far(self) -> Hits:
        return hits_of({kind: scan.matches for kind, scan in self._scans.items()})

    def _work(self) -> Iterator[None]:
        filters = self.query.filters
        ids = self._index.ids(self.query)
        sifts = yield from self._sift(filters - self._wider.filters)
        by_id = sifts if not ids else (yield from self._sift(filters))
        for kind, scan in self._scans.items():
            scan.ids = _sifted(ids.get(kind, ()), kind, by_id)
            yield from scan.sift(sifts, kind)
        for rank in range(RANKS):
            # All lists at once, so that each has something to show early.
            looks = (each.look(rank, self.query.words) for each in self._scans.values())
            yield from chain.from_iterable(zip_longest(*looks))
        # Before speakers are found through a claim, which says nothing of their other dialogues.
        there = yield from self._sift([each for each in filters if each.is_of_event])
        yield from self._find_through((*CLAIMS, "speakers"), "dialogues", there)
        yield from self._find_through(CLAIMS, "speakers")
        hits = self._hits = self._so_far()
        if not hits and self.query.words:
            yield
            near = yield from self._near(filters)
            hits = self._hits = hits._replace(near=near)
        if 1 < len(self.query.terms) <= _MOST_TERMS:
            yield
            hiding = yield from self._hiding(self.query.terms)
            hits = self._hits = hits._replace(hiding=hiding)
        if all(map(self._index.facets.is_final, filters)):
            self._index.know(self.query, hits)
        self.ended = True

    def _near(self, filters: frozenset[Term]) -> Generator[None, None, str]:
        """Return words that find something in the place of those that find nothing."""
        words = self.query.words
        if all(word in MEANT for word in words):
            meant = " ".join(map(MEANT.__getitem__, words))
            search = self._index.search(Query((), (*filters, *parse(meant).terms)))
            while not search.ended:
                search.step()
                yield
            if search.hits:
                return meant
        left = yield from self._left((yield from self._sift(filters)))
        records = [dialogue.record for dialogue in self._index.collection.dialogues]
        return (yield from correct(words, records, left))

    def _hiding(self, terms: Sequence[Term]) -> Generator[None, None, tuple[Places, ...]]:
        """Return which terms leave nothing in each list; none where all do, or something is."""
        hiding: dict[Kind, Places] = {}
        for kind in LISTS:
            kinds = (kind, *CLAIMS) if kind == "speakers" else (kind,)
            rows = {each: range(len(self._index.rows[each].ids)) for each in kinds}
            places = () if self.hits.of(kind) else (yield from self._index.hiding(terms, rows))
            hiding[kind] = places if len(places) < len(terms) else ()
        return tuple(hiding.values())

    def _sift(self, terms: Iterable[Term]) -> Generator[None, None, list[Mapping[Kind, Sift]]]:
        """Return what sifts rows by some terms."""
        sifts: list[Mapping[Kind, Sift]] = []
        for term in terms:
            sift = yield from self._index.facets.sift(term)
            sifts.append(sift)
        return sifts

    def _left(self, sifts: Sifts) -> Generator[None, None, list[str]]:
        """Return all that is searched of the rows that are left."""
        left: list[str] = []
        for kind, rows in self._index.rows.items():
            for start in range(0, len(rows.ids), STEP):
                some = range(start, min(start + STEP, len(rows.ids)))
                left += map(rows.text, _sifted(some, kind, sifts))
                yield
        return left

    def _find_through(
        self, kinds: Iterable[Kind], wanted: Kind, sifts: Sifts = ()
    ) -> Iterator[None]:
        """Find the speakers, or the dialogues, of what was found; they rank last."""
        through: set[int] = set()
        for kind in kinds if self._index.rows[wanted].ids else ():
            scan = self._scans[kind]
            of = scan.rows.makers if wanted == "speakers" else scan.rows.dialogues
            for numbers in scan.matches.ranked:
                for start in range(0, len(numbers), STEP):
                    some = numbers[start : start + STEP]
                    through.update(chain.from_iterable(map(of.__getitem__, some)))
                    yield
        self._scans[wanted].add(_sifted(list(through), wanted, sifts))


def _sifted(rows: Sequence[int], kind: Kind, sifts: Sifts) -> Sequence[int]:
    for sift in sifts:
        rows = sift[kind](rows)
    return rows


class _Scan:
    """A search of one list: among the matches of a wider query, rank by rank, after rows by id."""

    def __init__(self, wider: Matches) -> None:
        self.rows = wider.rows
        self.most = len(wider)
        self._wider = wider.ranked
        self.ids: Sequence[int] = ()
        self._ranked: tuple[list[int], ...] = tuple([] for _ in range(RANKS + 1))
        self._rest: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.ids) + sum(map(len, self._ranked))

    @property
    def matches(self) -> Matches:
        """What is found by now; later steps do not change it."""
        return Matches(self.rows, (self.ids, *map(tuple, self._ranked)))

    def sift(self, sifts: Sifts, kind: Kind) -> Iterator[None]:
        """Keep to the rows that are left."""
        kept: tuple[list[int], ...] = tuple([] for _ in self._wider)
        for old, left in zip(self._wider, kept, strict=True):
            for start in range(0, len(old), STEP) if sifts else ():
                left.extend(_sifted(old[start : start + STEP], kind, sifts))
                yield
        self._wider = kept if sifts else self._wider

    def look(self, rank: int, words: Words) -> Iterator[None]:
        """Find the matches of a rank, after those of the ranks before it."""
        if rank == len(self.rows.layers):
            return
        layer, found = self.rows.layers[rank], self._ranked[rank]
        # What a claim says stands beside its speakers' names and offices.
        beside = self.rows.layers[1]
        candidates = self._candidates(rank)
        rest: list[int] = []
        for start in range(0, len(candidates), STEP):
            batch = hits = candidates[start : start + STEP]
            for word in words:
                if rank < RANKS - 1:
                    hits = [n for n in hits if word in layer[n]]
                else:
                    hits = [n for n in hits if word in layer[n] or word in beside[n]]
            if len(hits) < len(batch):
                matched = set(hits)
                rest += [n for n in batch if n not in matched] if matched else batch
            found.extend([n for n in hits if n not in self.ids] if self.ids else hits)
            yield
        self._rest = rest

    def add(self, numbers: Iterable[int]) -> None:
        """Add rows that were found otherwise, after all others."""
        known = {*self.ids, *chain.from_iterable(self._ranked)}
        self._ranked[-1].extend(sorted(set(numbers) - known))

    def _candidates(self, rank: int) -> Sequence[int]:
        """A narrower query has a row in the same rank as the wider one, or in a later one.

        A row that the wider query had by its id may be in any.
        """
        by_id, *ranked = self._wider
        more = sorted((*by_id, *ranked[0])) if by_id and not rank else ranked[rank]
        return sorted((*self._rest, *more)) if self._rest and more else self._rest or more
