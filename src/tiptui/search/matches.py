"""What a search has found: the rows that match, as sequences of ids, list by list.

Of each row of a list one byte says how it matches: by its id, by names, by roles and
organizations, by the rest, or only through other rows. The least of these bits is its rank, and
whole lists are put together, counted and narrowed as bytes.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum
from functools import cached_property
from itertools import chain, compress, count, islice, repeat
from operator import contains
from typing import Any, NamedTuple

from tiptui.search.rows import CLAIMS, KINDS, LISTS, STEP, AllRows, Kind, Rows
from tiptui.text.folding import EDGE, holds

BY_ID, BY_WORDS, THROUGH = 1, 2 | 4 | 8, 16
"""Where words stand in a layer, they do in that and in all later ones."""

_RANKS = (1, 2, 4, 8, 16)
_FOUND = 128
_HAS = 1

_SCREENFUL = 1_000
"""Matches of a rank that are numbered at first: few look at more."""


def _table(of: Mapping[int, int]) -> bytes:
    return bytes(of.get(each, 0) for each in range(256))


_IN_RANK = {rank: _table({b: 1 for b in range(32) if b & -b == rank}) for rank in _RANKS}
"""For each rank, what tells those that match at it."""

_BY_WORDS = _table({b: b & BY_WORDS for b in range(256)})

ALL = 255
"""A row that a mask leaves: any byte is as it was."""

LEFT = bytes((0, *[ALL] * 255))
"""Turns flags into a mask."""

INVERTED = bytes((ALL, *[0] * 255))
"""Turns a mask into one that leaves all others."""


class Matches(Sequence[str]):
    """The ids of the rows that match, best first: by rank, then in the order of the records.

    These are all rows where nothing says how they do.
    """

    def __init__(self, rows: Rows, flags: bytes | None = None) -> None:
        self.rows = rows
        self.flags = bytes((BY_WORDS,)) * len(rows.ids) if flags is None else flags
        self._count = len(self.flags) - self.flags.count(0)
        self._numbers: dict[int, Sequence[int]] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, position: int) -> str:  # type: ignore[override] # nobody takes a slice
        return self.rows.ids[self.row(position)]

    def __iter__(self) -> Iterator[str]:
        rows = chain.from_iterable(map(self._in_rank, _RANKS))
        return map(self.rows.ids.__getitem__, rows)

    def __contains__(self, name: object) -> bool:
        return self._position(name) is not None

    def index(self, name: object, *_: int) -> int:
        """Return the position of the match that has an id. Raise ValueError if there is none."""
        if (position := self._position(name)) is None:
            raise ValueError(name)
        return position

    def _position(self, name: object) -> int | None:
        row = self.rows.numbers.get(name) if isinstance(name, str) else None
        return self._position_of(row) if row is not None and self.flags[row] else None

    def _position_of(self, row: int) -> int:
        rank = self.flags[row] & -self.flags[row]
        before = sum(self._counts[each] for each in _RANKS if each < rank)
        return before + self.flags[:row].translate(_IN_RANK[rank]).count(1)

    @cached_property
    def _counts(self) -> Mapping[int, int]:
        """How many match at each rank."""
        return {rank: self.flags.translate(_IN_RANK[rank]).count(1) for rank in _RANKS}

    def _in_rank(self, rank: int) -> Iterator[int]:
        return compress(count(), self.flags.translate(_IN_RANK[rank]))

    @property
    def ranked(self) -> Sequence[Sequence[int]]:
        """The sorted numbers of the rows at each rank; the last are found through others."""
        return [list(self._in_rank(rank)) for rank in _RANKS]

    @property
    def all_numbers(self) -> Sequence[int]:
        """The sorted numbers of all rows."""
        return list(compress(count(), self.flags))

    def row(self, position: int) -> int:
        """Return the number of the row of a match. Raise IndexError if there is none."""
        left = position
        for rank, matching in self._counts.items():
            if 0 <= left < matching:
                known = self._numbers.get(rank, ())
                if left >= len(known):
                    most = _SCREENFUL if left < _SCREENFUL else matching
                    known = self._numbers[rank] = array("I", islice(self._in_rank(rank), most))
                return known[left]
            left -= matching
        raise IndexError(position)

    @property
    def only_through_others(self) -> bool:
        """Whether none of them matches by itself."""
        return self._counts[THROUGH] == len(self)

    def count_among(self, wanted: Sequence[int]) -> int:
        """Return how many matches are among some rows, by their numbers."""
        return len(wanted) - bytes(map(self.flags.__getitem__, wanted)).count(0)

    def ranked_among(self, wanted: Sequence[int]) -> Sequence[Sequence[int]]:
        """Return the matches among some rows, by their sorted numbers, at each rank."""
        own = bytes(map(self.flags.__getitem__, wanted))
        return [list(compress(wanted, own.translate(_IN_RANK[rank]))) for rank in _RANKS]

    def positions_among(self, positions: Iterable[int], wanted: Sequence[int]) -> Set[int]:
        """Return which matches, by their positions, are among some rows, by sorted numbers."""
        rows = ((each, self.row(each)) for each in positions if each < len(self))
        return {at for at, row in rows if bisect_left(wanted, row) < bisect_right(wanted, row)}

    def first_among(self, wanted: Sequence[int]) -> int | None:
        """Return the position of the first match among some rows, by their sorted numbers."""
        ranked = self.ranked_among(wanted)
        return next((self._position_of(rows[0]) for rows in ranked if rows), None)


BY_TEXT = _table({b: b for b in range(32) if b & -b in (BY_ID, 8)})


class Order(StrEnum):
    """What the rows of a list are ordered by, other than as they stand."""

    NAME = "name"
    COUNT = "count"
    TIMES = "times asked"


class Ordered(Matches):
    """Matches in another order than by rank: `places` say where each row stands among all."""

    def __init__(self, matches: Matches, places: Sequence[int] | Mapping[int, Any]) -> None:
        super().__init__(matches.rows, matches.flags)
        self._rows = sorted(chain(*matches.ranked), key=places.__getitem__)

    def row(self, position: int) -> int:
        if position < 0:
            raise IndexError(position)
        return self._rows[position]

    def __iter__(self) -> Iterator[str]:
        return (self.rows.ids[row] for row in self._rows)

    def first_among(self, wanted: Sequence[int]) -> int | None:
        positions = (self._positions.get(row) for row in wanted)
        return min((each for each in positions if each is not None), default=None)

    def _position_of(self, row: int) -> int:
        return self._positions[row]

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        return {row: position for position, row in enumerate(self._rows)}


Places = tuple[int, ...]
"""The positions of terms in a query."""


class Hits(NamedTuple):
    """What a search has found: everything there is to find, if `complete`.

    `near` is the query in other spelling, where nothing matches and something would then. `hiding`
    are for each of LISTS that is empty the fewest terms without which it is not.
    """

    dialogues: Matches
    speakers: Matches
    recommendations: Matches
    statements: Matches
    points: Matches
    near: str = ""
    hiding: tuple[Places, ...] = ((),) * len(LISTS)
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

    @property
    def claims(self) -> dict[Kind, Sequence[int]]:
        """The rows of all claims."""
        return {kind: self.of(kind).all_numbers for kind in CLAIMS}


class Scan:
    """What is found of a list, among some rows: word by word, and of each word layer by layer.

    `flags` are those of what is found by now, of which later steps change nothing: a row is only
    shown once all layers before its own were looked through. `count` says how many these are.
    """

    def __init__(self, rows: Rows, among: bytes, narrows: bool = False) -> None:
        """Look among rows; a query that `narrows` has a word nowhere where the wider had none."""
        self.rows = rows
        self._narrows = narrows
        self._state = bytearray(among.translate(_BY_WORDS))
        self._seen = _LAYERS[0], 0
        self.count = 0

    @property
    def flags(self) -> bytes:
        layer, end = self._seen
        state = self._state
        return bytes(state[:end].translate(layer.seen) + state[end:].translate(layer.seen_before))

    def sift(self, mask: bytes) -> None:
        """Keep to the rows that a mask leaves."""
        both = int.from_bytes(self._state) & int.from_bytes(mask)
        self._state = bytearray(both.to_bytes(len(mask)))

    def look(self, number: int, word: str) -> Iterator[None]:
        """Look for a word in a layer of the rows in which it was not found yet, and show those."""
        layer = _LAYERS[number]
        for start, end in self._look(number, word):
            self.count += self._state[start:end].translate(layer.in_rank).count(1)
            self._seen = layer, end
            yield

    def narrow(self, words: Sequence[str]) -> Iterator[None]:
        """Keep to the rows in which all words are."""
        for word in words:
            for number in range(len(_LAYERS)):
                for _ in self._look(number, word):
                    yield
            self._state = self._state.translate(_LAYERS[-1].seen)

    def _look(self, number: int, word: str) -> Iterator[tuple[int, int]]:
        state, found = self._state, _LAYERS[number].found
        open_ = _OPEN[_RANKS[number + 1] if self._narrows else BY_WORDS]
        texts = self.rows.layers[number] if number < len(self.rows.layers) else ()
        has_word = holds if EDGE in word else contains  # which is faster
        for start in range(0, len(state), STEP):
            end = min(start + STEP, len(state))
            part = state[start:end]
            left = part.translate(open_).count(1) if texts else 0
            if 2 * left > len(part):
                has = bytes(map(has_word, texts[start:end], repeat(word)))
                either = int.from_bytes(part) | int.from_bytes(has)
                state[start:end] = either.to_bytes(len(part)).translate(found)
            elif left:
                for row in compress(range(start, end), part.translate(open_)):
                    if has_word(texts[row], word):
                        state[row] = found[state[row] | _HAS]
            yield start, end

    @property
    def left(self) -> bytes:
        """What is left of the rows, one byte for each."""
        return bytes(self._state)


class _Layer(NamedTuple):
    """What becomes of each byte where a layer is looked through, and which of them are shown."""

    found: bytes
    in_rank: bytes
    seen: bytes
    seen_before: bytes


def _layer(rank: int) -> _Layer:
    later = BY_WORDS & -rank  # this one, and all after it
    found = {b: b & ~_HAS for b in range(256)}
    found |= {b: b & later | _FOUND for b in range(_FOUND) if b & _HAS and b & BY_WORDS}
    ranks = {b: b & -b for b in range(16)}

    def seen(most: int) -> bytes:
        return _table({_FOUND | b: b for b, own in ranks.items() if own <= most})

    in_rank = _table({_FOUND | b: 1 for b, own in ranks.items() if own == rank})
    return _Layer(_table(found), in_rank, seen(rank), seen(rank - 1))


_LAYERS = [_layer(rank) for rank in _RANKS if rank & BY_WORDS]
_OPEN = {bits: _table({b: 1 for b in range(_FOUND) if b & bits}) for bits in (*_RANKS, BY_WORDS)}
"""What tells the rows that are still looked through, of those that had words in some layers."""


def hits_of(rows: AllRows, flags: Mapping[Kind, bytes | bytearray] | None = None) -> Hits:
    """Return the hits that flags tell of some rows; without flags all of these."""
    of = (Matches(rows[kind], bytes(flags[kind]) if flags else None) for kind in KINDS)
    dialogues, speakers, asked, said, points = of
    return Hits(dialogues, speakers, asked, said, points)
