"""Search by keystroke: narrowing, ranks, ids.

A row matches when every word of the query is somewhere in it as a substring, in any order. Case,
accents, apostrophes and dashes do not matter. What is the id of a row finds it too, if it is whole.
A speaker is found by itself, or by a claim of its own; a dialogue also by what is in it.

A search goes on in steps, so that nobody waits for it: what it has found at any time is the
beginning, in each rank, of what it will have found in the end. It looks only at what an earlier
query found that this one narrows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from tiptui.record.links import Links
from tiptui.record.recent import Recent
from tiptui.search.matches import NO_ROWS, RANKS, Matches, Rows
from tiptui.search.query import Query, Term, Words
from tiptui.search.rows import RecordRows
from tiptui.search.spelling import correct

MOST_KNOWN = 64
"""Queries whose hits are kept."""

STEP = 2_000
"""Rows that one step of a search looks at: some tenths of a millisecond for short ones."""

Kind = Literal["dialogues", "speakers", "recommendations", "statements", "points"]
"""What there are rows of. A record that is opened by itself has no row for its dialogue."""

KINDS: tuple[Kind, ...] = get_args(Kind)

CLAIMS: tuple[Kind, ...] = ("recommendations", "statements", "points")

LISTS: tuple[Kind, ...] = ("speakers", "recommendations", "statements")
"""What the screen always has a list of."""

Ids = Mapping[Kind, Sequence[int]]
"""Of each kind the sorted numbers of rows found by id."""

NO_IDS: Ids = MappingProxyType({})


class Hits(NamedTuple):
    """What a search has found: everything there is to find, if `complete`.

    `near` is the query in other spelling, where nothing matches and something would then.
    """

    dialogues: Matches
    speakers: Matches
    recommendations: Matches
    statements: Matches
    points: Matches
    near: str = ""
    complete: bool = True

    def __bool__(self) -> bool:
        return self.total > 0

    def of(self, kind: Kind) -> Matches:
        """Return the hits of a kind."""
        matches: Matches = getattr(self, kind)
        return matches

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(len(self.of(kind)) for kind in KINDS)


class Part(NamedTuple):
    """A linked record with its rows, and for each of its speakers the row in the list of all.

    `prefix` goes before its ids where there are several records: `EVENT#`.
    """

    links: Links
    rows: RecordRows
    people: Sequence[int]
    prefix: str = ""


class Index:
    """The rows of one record or of several, to be searched by keystroke."""

    def __init__(self, parts: Sequence[Part], several: bool = False) -> None:
        self.parts = parts
        self.rows: Mapping[Kind, Rows]
        if several:
            self.rows = _join(parts)
        else:
            rows = parts[0].rows
            self.rows = {kind: getattr(rows, kind) for kind in KINDS} | {"dialogues": NO_ROWS}
        self.everything = _hits({kind: _all(rows) for kind, rows in self.rows.items()})
        self._known: Recent[Query, Hits] = Recent(MOST_KNOWN)

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
        found: dict[Kind, set[int]] = {}
        for term in query.terms:
            for kind, number in self.named(term.id):
                if all(self._holds(other, kind, number) for other in query.terms):
                    found.setdefault(kind, set()).add(number)
        return {kind: sorted(numbers) for kind, numbers in found.items()} or NO_IDS

    def _holds(self, term: Term, kind: Kind, number: int) -> bool:
        """Return whether a term is the id of a row, or has its words in it."""
        text = self.rows[kind].layers[-1][number]
        return all(word in text for word in term.words) or (kind, number) in self.named(term.id)

    def named(self, id: str) -> Iterator[tuple[Kind, int]]:
        """Return the rows that have an id: of several records, or of the one before its `#`."""
        event, _, name = id.rpartition("#")
        for part in self.parts:
            if event not in ("", part.links.record.event.id):
                continue
            # The id of a response leads to its recommendation.
            local = part.links.recommendation(name) or name
            for kind in KINDS:
                number = getattr(part.rows, kind).numbers.get(local)
                if kind == "speakers" and number is not None:
                    yield kind, part.people[number]
                elif number is not None and (kind != "dialogues" or part.prefix):
                    own = local if kind == "dialogues" else part.prefix + local
                    yield kind, self.rows[kind].numbers[own]


def _join(parts: Sequence[Part]) -> Mapping[Kind, Rows]:
    """Return the rows of several records, one for each speaker, however many have it."""
    joined: dict[Kind, Rows] = {kind: Rows() for kind in KINDS} | {"speakers": Rows(2)}
    for dialogue, (_, rows, people, prefix) in enumerate(parts):
        joined["dialogues"].extend("", rows.dialogues, (), dialogue)
        for kind in CLAIMS:
            joined[kind].extend(prefix, getattr(rows, kind), people, dialogue)
        for position, person in enumerate(people):
            speakers, texts = joined["speakers"], rows.speakers.row(position)
            if person < len(speakers.ids):
                speakers.join(person, texts, dialogue)
            else:
                speakers.add(prefix + rows.speakers.ids[position], texts, (), (dialogue,))
    return joined


def _hits(of: Mapping[Kind, Matches]) -> Hits:
    return Hits(
        of["dialogues"], of["speakers"], of["recommendations"], of["statements"], of["points"]
    )


def _all(rows: Rows) -> Matches:
    return Matches(rows, ((), range(len(rows.ids)), (), (), ()))


def _narrows(words: Words, wider: Words) -> bool:
    """Return whether all that matches `words` must match the others too."""
    text = " ".join(words)
    return all(other in text for other in wider)


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
        self._scans = {kind: _Scan(wider.of(kind), ids.get(kind, ())) for kind in KINDS}
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

    def finish(self) -> None:
        """Go on to the end."""
        while not self.ended:
            self.step()

    def _so_far(self) -> Hits:
        return _hits({kind: scan.matches for kind, scan in self._scans.items()})

    def _work(self) -> Iterator[None]:
        for rank in range(RANKS):
            # All lists at once, so that each has something to show early.
            looks = (each.look(rank, self.query.words) for each in self._scans.values())
            yield from chain.from_iterable(zip_longest(*looks))
        # Before speakers are found through a claim, which says nothing of their other dialogues.
        yield from self._find_through((*CLAIMS, "speakers"), "dialogues")
        yield from self._find_through(CLAIMS, "speakers")
        hits = self._hits = self._so_far()
        if not hits:
            yield
            rows = [row for each in self._index.rows.values() for row in each.layers[-1]]
            links = [part.links for part in self._index.parts]
            near = yield from correct(self.query, links, rows)
            hits = self._hits = hits._replace(near=near)
        self._index.know(self.query, hits)
        self.ended = True

    def _find_through(self, kinds: Iterable[Kind], wanted: Kind) -> Iterator[None]:
        """Find the speakers, or the dialogues, of what was found; they rank last."""
        through: set[int] = set()
        for kind in kinds if self._index.rows[wanted].ids else ():
            scan = self._scans[kind]
            of = scan.rows.makers if wanted == "speakers" else scan.rows.dialogues
            for numbers in scan.matches.ranked:
                for start in range(0, len(numbers), STEP):
                    through.update(*[of[number] for number in numbers[start : start + STEP]])
                    yield
        self._scans[wanted].add(through)


class _Scan:
    """A search of one list: among the matches of a wider query, rank by rank, after rows by id."""

    def __init__(self, wider: Matches, ids: Sequence[int]) -> None:
        self.rows = wider.rows
        self.most = len(wider)
        self._wider = wider.ranked
        self._ids = ids
        self._ranked: tuple[list[int], ...] = tuple([] for _ in range(RANKS + 1))
        self._rest: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self._ids) + sum(map(len, self._ranked))

    @property
    def matches(self) -> Matches:
        """What is found by now; later steps do not change it."""
        return Matches(self.rows, (self._ids, *map(tuple, self._ranked)))

    def look(self, rank: int, words: Words) -> Iterator[None]:
        """Find the matches of a rank, after those of the ranks before it."""
        if rank == len(self.rows.layers):
            return
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

    def add(self, numbers: Iterable[int]) -> None:
        """Add rows that were found otherwise, after all others."""
        known = {*self._ids, *chain.from_iterable(self._ranked)}
        self._ranked[-1].extend(sorted(set(numbers) - known))

    def _candidates(self, rank: int) -> Sequence[int]:
        """A narrower query has a row in the same rank as the wider one, or in a later one.

        A row that the wider query had by its id may be in any.
        """
        by_id, *ranked = self._wider
        more = sorted((*by_id, *ranked[0])) if by_id and not rank else ranked[rank]
        return sorted((*self._rest, *more)) if self._rest and more else self._rest or more
