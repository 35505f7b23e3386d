"""Search by keystroke.

A search goes on in steps between keys: its hits so far are the first of all, in each rank. It looks
only through the hits of the narrowest wider query that is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, compress, pairwise, zip_longest
from math import inf
from operator import and_, itemgetter, or_
from time import perf_counter

from tiptui.collection.opened import Collection
from tiptui.collection.same import Same
from tiptui.record.model import Rank, Record
from tiptui.record.recent import Recent
from tiptui.record.searched import parts
from tiptui.search.facets import Facets, Mask
from tiptui.search.matches import (
    BY_ID,
    BY_NAME,
    BY_TEXT,
    ONLY,
    THROUGH,
    Hits,
    Positions,
    look,
    together,
)
from tiptui.search.query import MEANT, NO_QUERY, FoldedWords, Query, Term, parse
from tiptui.search.rows import CLAIMS, FOUND, STEP, RowKind, RowNumbers, RowsById, all_rows
from tiptui.text.folding import EDGE, fold
from tiptui.text.near_words import near_word
from tiptui.text.steps import Steps
from tiptui.text.visible import INVISIBLE

MOST_KEPT = 64  # answers of a kind that are kept: the next key often asks for the same
_MOST_TERMS = 12  # more get no advice: each takes a look through all rows

_SPELLING_STEP = 500

_AROUND = ',;.:()“”"!?'  # signs before or after a word that are no part of it


class AllRows:
    """The rows of all that was opened, and the hits that are known."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.rows = all_rows(collection)
        self.same = Same(collection)
        self._by_id = RowsById(collection)
        self.facets = Facets(collection, self.rows, self._by_id, self.same)
        self.everything = Hits(self.rows)
        self.known: Recent[Query, Hits] = Recent(MOST_KEPT)
        """All hits of queries: the next key may lead back to them, or narrow them."""

    def narrowest(self, query: Query) -> tuple[Query, Hits]:
        """Return the known query with the fewest hits that include all hits of `query`."""
        if not query.terms:
            return query, self.everything
        if known := self.known.get(query):
            self.known[query] = known  # as the last one
            return query, known
        found, lines = (NO_QUERY, self.everything), "\n".join(query.words)  # no word has a break
        for wider, hits in self.known.items():
            narrows = wider.filters <= query.filters and all(map(lines.__contains__, wider.words))
            if narrows and hits.total < found[1].total:
                found = wider, hits
        return found

    def ids(self, query: Query) -> RowNumbers:
        """Return the rows with an id of the query that hold its other words."""
        named = {term: set(self._by_id.find(term.id)) for term in query.texts}
        found: defaultdict[RowKind, list[int]] = defaultdict(list)
        for row in sorted(set().union(*named.values())):
            kind, number = row
            text = self.rows[kind].text(number)
            if all(row in named[term] or term.stands_in(text) for term in named):
                found[kind].append(number)
        return found

    def hiding(self, terms: Sequence[Term], rows: RowNumbers) -> Steps[Positions]:
        """Return the fewest terms to drop so that one of `rows` matches; ties drop later ones."""
        best = 0, (False,) * len(terms)
        masks = yield from self.facets.masks(terms)
        for kind, numbers in rows.items():
            held = (map(mask[kind].__getitem__, numbers) for mask in masks)
            for bits in set(zip(*held, strict=True)):
                flags = tuple(map(bool, bits))
                best = max(best, (sum(flags), flags))
            yield
        return tuple(position for position, is_held in enumerate(best[1]) if not is_held)


class Search:
    """A search for a query, in steps; `hits` are those found so far, and grow at the end only."""

    def __init__(self, index: AllRows, query: Query) -> None:
        self.query = query
        self._index = index
        self._ids = dict[RowKind, Sequence[int]]()
        self._wider, wider = index.narrowest(query)
        self.ended = self.complete = self._wider == query
        """True when all is done; `complete`: all hits are found, before near spellings."""
        self._hits = wider if self.ended else None
        self._found = {kind: bytearray(len(rows)) for kind, rows in index.rows.items()}
        self.steps: Iterator[None] = iter(()) if self.ended else self._work(wider)

    @property
    def hits(self) -> Hits:
        if self._hits is not None:
            return self._hits
        # Those by names stand before all that are found later, but for those by an id.
        flags = {kind: found.translate(ONLY[BY_NAME]) for kind, found in self._found.items()}
        return Hits(self._index.rows, self._with_ids(flags), complete=False)

    def _with_ids(self, flags: dict[RowKind, bytearray]) -> dict[RowKind, bytearray]:
        for kind, rows in self._ids.items():
            for row in rows:
                flags[kind][row] = BY_ID
        return flags

    def run(self, seconds: float = inf) -> None:
        began = perf_counter()
        while not self.ended and perf_counter() - began < seconds:
            next(self.steps, None)

    def give_up(self) -> None:
        """End the search, and drop its steps, which refer back to it."""
        self.ended, self.steps = True, iter(())

    def _work(self, among: Hits) -> Iterator[None]:
        filters, wider = self.query.filters, self._wider
        ids = self._index.ids(self.query)
        masks = yield from self._index.facets.masks(filters if ids else filters - wider.filters)
        for kind, numbers in ids.items():
            own = [mask[kind] for mask in masks]
            self._ids[kind] = [row for row in numbers if all(map(itemgetter(row), own))]
        words = [word for word in self.query.words if word not in wider.words]
        # All lists at once, so that each has something to show early.
        looks = []
        for kind, rows in self._index.rows.items():
            by_words = among.of[kind].flags, bytes((BY_NAME,)) * len(rows)
            left = together(and_, *by_words, *(mask[kind] for mask in masks))
            looks.append(look(rows, left, words, self._found[kind]))
        for _ in zip_longest(*looks):
            yield
        flags = self._with_ids(self._found)
        # Before speakers are found through claims, which would find their other dialogues too.
        of_event = [term for term in filters if term.field in ("in", "date")]
        there = yield from self._index.facets.masks(of_event)
        self._find_dialogues(flags, there)
        yield
        yield from self._find_speakers(flags)
        hits = self._hits = Hits(self._index.rows, flags)
        self.complete = True
        if not hits.total and self.query.words:
            yield
            near = yield from self._near()
            hits = self._hits = hits.with_advice(near=near)
        if 1 < len(self.query.terms) <= _MOST_TERMS:
            yield
            hiding = yield from self._hiding(self.query.terms)
            hits = self._hits = hits.with_advice(hiding=hiding)
        if all(map(self._index.facets.is_final, filters)):
            self._index.known[self.query] = hits
        self.ended = True

    def _find_dialogues(self, flags: Mapping[RowKind, bytearray], masks: Sequence[Mask]) -> None:
        collection, dialogues = self._index.collection, flags["dialogues"]
        speakers, found = flags["speakers"], set[int]()
        for kind in CLAIMS if dialogues else ():
            spans = enumerate(pairwise(collection.first_rows[kind]))
            own = flags[kind]
            found |= {number for number, (a, b) in spans if own.count(0, a, b) < b - a}
        for row in range(len(dialogues)):
            is_found = row in found or any(map(speakers.__getitem__, collection.people[row]))
            if is_found and not dialogues[row] and all(mask["dialogues"][row] for mask in masks):
                dialogues[row] = THROUGH

    def _find_speakers(self, flags: Mapping[RowKind, bytearray]) -> Iterator[None]:
        speakers, found = flags["speakers"], set[int]()
        for kind in CLAIMS:
            makers, own = self._index.rows[kind].makers, bytes(flags[kind])
            if kind == "statements" and not self.query.filters:
                # A name that finds a statement finds its speaker too.
                own = together(or_, own.translate(ONLY[BY_ID]), own.translate(ONLY[BY_TEXT]))
            for start in range(0, len(makers), STEP):
                some = own[start : start + STEP]
                if some.strip(b"\0"):
                    found.update(chain.from_iterable(compress(makers[start : start + STEP], some)))
                    yield
        for speaker in found:
            speakers[speaker] = speakers[speaker] or THROUGH

    def _near(self) -> Steps[str]:
        """Return a near spelling of the query that finds something, if there is one.

        Each word that is nowhere becomes the nearest word of the rows that have the others.
        """
        words, filters = self.query.words, self.query.filters
        if all(word in MEANT for word in words):
            meant = " ".join(map(MEANT.__getitem__, words))
            asked = filters.union(parse(meant).terms)
            if (yield from self._find((), asked)).total:
                return meant
        wrong, right = list[str](), FoldedWords()
        for word in words if len(words) <= _MOST_TERMS else ():
            if (yield from self._find((word,), filters)).total:
                right += (word,)
            else:
                wrong.append(word)
        spelt = {word: f'"{word.strip(EDGE)}"' if EDGE in word else word for word in words}
        for word in wrong:
            known = yield from self._words(right)
            is_number = word.isdecimal()  # another number is no other spelling of it
            near = "" if is_number else (yield from near_word(word, known))
            if not near:
                return ""
            spelt[word] = yield from _as_written(near, self._index.collection.records)
            right += (near,)
        return " ".join(spelt.values()) if wrong else ""

    def _find(self, words: FoldedWords, filters: frozenset[Term]) -> Steps[Hits]:
        search = Search(self._index, Query(words, (Term(words), *filters), filters=filters))
        while not search.complete:
            next(search.steps, None)
            yield
        search.give_up()
        return search.hits

    def _words(self, having: FoldedWords) -> Steps[Set[str]]:
        """Return the words of the rows that have some words by themselves."""
        hits, found = (yield from self._find(having, self.query.filters)), dict[str, None]()
        for kind, rows in self._index.rows.items():
            for number, row in enumerate(chain(*hits.of[kind].ranked[:-1])):
                found |= dict.fromkeys(word.strip(_AROUND) for word in rows.text(row).split())
                if number % _SPELLING_STEP == 0:
                    yield
        return found.keys()

    def _hiding(self, terms: Sequence[Term]) -> Steps[tuple[Positions, ...]]:
        """Return the terms to drop for each empty list: none if all would go."""
        hiding = list[Positions]()
        for kind in FOUND:
            kinds = (kind, *CLAIMS) if kind == "speakers" else (kind,)
            rows = {of: range(len(self._index.rows[of])) for of in kinds}
            positions = () if self.hits.of[kind] else (yield from self._index.hiding(terms, rows))
            hiding.append(positions if len(positions) < len(terms) else ())
        return tuple(hiding)


def _as_written(word: str, records: Iterable[Record]) -> Steps[str]:
    """Return a folded word as it is written in a name, if it is."""
    for record in records:
        named = (*record.speakers, *record.organizations, *record.themes)
        names = [name for item in named for name in parts(item, Rank.NAME)]
        for name in chain(names, *(claim.to for claim in record.recommendations)):
            for written in INVISIBLE.sub("", name).split() if word in fold(name) else ():
                if fold(written.strip(_AROUND)) == word:
                    return written.strip(_AROUND)
        yield
    return word
