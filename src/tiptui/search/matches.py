"""The matches of a query in each list, as sequences of refs.

One byte for each row tells how it matches: by id, by names, by roles and organizations, by the
rest, or only through other rows. The lowest bit is the rank.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from copy import copy
from enum import StrEnum
from functools import cached_property
from itertools import chain, compress, count, islice, repeat
from operator import and_, contains, or_
from typing import Any

from tiptui.search.rows import CLAIMS, KINDS, LISTS, STEP, AllRows, RowKind, SearchedRows
from tiptui.text.folding import EDGE, holds

BY_ID, BY_WORDS, THROUGH = 1, 2 | 4 | 8, 16
"""Words found in one layer count as found in all later ones."""

_RANKS = (1, 2, 4, 8, 16)
_FOUND = 128
_HAS = 1

_SCREENFUL = 1_000  # matches of a rank that are numbered at first: few readers look at more


def _table(of: Mapping[int, int]) -> bytes:
    return bytes(of.get(byte, 0) for byte in range(256))


_IN_RANK = {rank: _table({b: 1 for b in range(32) if b & -b == rank}) for rank in _RANKS}
"""The table of each rank that keeps the matches at it."""

_BY_WORDS = _table({b: b & BY_WORDS for b in range(256)})

ALL = 255  # the byte of a row that a mask leaves

INVERTED = bytes((ALL, *[0] * 255))  # the table from a mask to its opposite


class Matches(Sequence[str]):
    """The refs of the rows that match, by rank, then in the order of the records."""

    most = 0  # the most claims found of a speaker, if speakers stand in this order and differ in it

    def __init__(self, rows: SearchedRows, flags: bytes | None = None) -> None:
        self.rows = rows
        self.flags = bytes((BY_WORDS,)) * len(rows) if flags is None else flags
        self._count = len(self.flags) - self.flags.count(0)
        self._numbers: dict[int, Sequence[int]] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, position: int) -> str:  # type: ignore[override] # nobody takes a slice
        return self.rows.ref(self.row(position))

    def __iter__(self) -> Iterator[str]:
        return map(self.rows.ref, chain.from_iterable(map(self._in_rank, _RANKS)))

    def __contains__(self, ref: object) -> bool:
        row = self.rows.number(str(ref))
        return row is not None and self.flags[row] > 0

    def index(self, ref: object, *_: int) -> int:
        row = self.rows.number(str(ref))
        if row is None or not self.flags[row]:
            raise ValueError(ref)
        return self._position_of(row)

    def _position_of(self, row: int) -> int:
        rank = self.flags[row] & -self.flags[row]
        before = sum(self._counts[other] for other in _RANKS if other < rank)
        return before + self.flags[:row].translate(_IN_RANK[rank]).count(1)

    @cached_property
    def _counts(self) -> Mapping[int, int]:
        return {rank: self.flags.translate(_IN_RANK[rank]).count(1) for rank in _RANKS}

    def _in_rank(self, rank: int) -> Iterator[int]:
        return compress(count(), self.flags.translate(_IN_RANK[rank]))

    @property
    def ranked(self) -> Sequence[Sequence[int]]:
        """The sorted numbers of the rows at each rank; the last match through others."""
        return [list(self._in_rank(rank)) for rank in _RANKS]

    @property
    def all_numbers(self) -> Sequence[int]:
        return list(compress(count(), self.flags))

    def row(self, position: int) -> int:
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

    def count_among(self, wanted: Sequence[int]) -> int:
        return len(wanted) - bytes(map(self.flags.__getitem__, wanted)).count(0)

    def ranked_among(self, wanted: Sequence[int]) -> Sequence[Sequence[int]]:
        """Return the matches at each rank among some sorted rows."""
        own = bytes(map(self.flags.__getitem__, wanted))
        return [list(compress(wanted, own.translate(_IN_RANK[rank]))) for rank in _RANKS]

    def positions_among(self, positions: Iterable[int], wanted: Sequence[int]) -> Set[int]:
        """Return the positions whose matches are among some sorted rows."""
        rows = ((position, self.row(position)) for position in positions if position < len(self))
        return {at for at, row in rows if bisect_left(wanted, row) < bisect_right(wanted, row)}

    def first_among(self, wanted: Sequence[int]) -> int | None:
        ranked = self.ranked_among(wanted)
        return next((self._position_of(rows[0]) for rows in ranked if rows), None)


def match_all(refs: Iterable[str]) -> Matches:
    """Return matches that are no rows of records: the number of each is its position."""
    rows = SearchedRows(0)
    rows.refs += refs
    return Matches(rows)


BY_TEXT = _table({b: b for b in range(32) if b & -b in (BY_ID, 8)})


class Order(StrEnum):
    """The orders of a list."""

    RANK = "rank"
    NAME = "name"
    COUNT = "count"
    TIMES = "times asked"


class Ordered(Matches):
    """Matches in another order than by rank: by the place of each row among all."""

    def __init__(self, matches: Matches, places: Sequence[Any] | Mapping[int, Any]) -> None:
        super().__init__(matches.rows, matches.flags)
        self._rows = sorted(chain(*matches.ranked), key=places.__getitem__)

    def row(self, position: int) -> int:
        if position < 0:
            raise IndexError(position)
        return self._rows[position]

    def __iter__(self) -> Iterator[str]:
        return map(self.rows.ref, self._rows)

    def first_among(self, wanted: Sequence[int]) -> int | None:
        positions = (self._positions.get(row) for row in wanted)
        return min((position for position in positions if position is not None), default=None)

    def _position_of(self, row: int) -> int:
        return self._positions[row]

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        return {row: position for position, row in enumerate(self._rows)}


Places = tuple[int, ...]  # the positions of terms in a query


class Hits:
    """The matches of a query in each list: all that there are, if `complete`.

    If nothing matches, `near` is a spelling that finds something. `hiding` has the terms to drop
    for each of LISTS that is empty.
    """

    def __init__(
        self, rows: AllRows, flags: Mapping[RowKind, bytearray] | None = None, complete: bool = True
    ) -> None:
        self.of = {
            kind: Matches(rows[kind], bytes(flags[kind]) if flags else None) for kind in KINDS
        }
        self.total = sum(map(len, self.of.values()))
        self.near = ""
        self.hiding: tuple[Places, ...] = ((),) * len(LISTS)
        self.complete = complete

    @property
    def claims(self) -> dict[RowKind, Sequence[int]]:
        return {kind: self.of[kind].all_numbers for kind in CLAIMS}

    def with_advice(self, near: str = "", hiding: tuple[Places, ...] = ()) -> "Hits":
        other = copy(self)
        other.near, other.hiding = near or self.near, hiding or self.hiding
        return other


class Scan:
    """A search through a list for words, in steps.

    `flags` are those of the matches so far. Before the end these are only rows whose names have all
    words: they stand before all later matches.
    """

    def __init__(self, rows: SearchedRows, among: bytes, narrows: bool = False) -> None:
        """Search `among` the matches of a wider query; if it `narrows` one word, in its layers."""
        self.rows = rows
        self._narrows = narrows
        self._state = bytearray(among.translate(_BY_WORDS))
        self._end = 0

    @property
    def flags(self) -> bytes:
        if self._end == len(self._state):
            return bytes(self._state)
        return bytes(self._state[: self._end].translate(_BY_NAMES)).ljust(len(self._state), b"\0")

    def look(self, words: Sequence[str], masks: Iterable[bytes] = ()) -> Iterator[None]:
        for mask in masks:
            self._state = bytearray(together(and_, self._state, mask))
        for start in range(0, len(self._state), STEP):
            part = bytes(self._state[start : start + STEP])
            for word in words:
                for rank, texts in zip(_LAYERS, self.rows.layers, strict=False):
                    open_ = part.translate(_OPEN[rank if self._narrows else BY_WORDS])
                    part = _look(word, part, open_, texts[start : start + STEP], rank)
                part = part.translate(_WITH_WORD)
            self._state[start : start + STEP] = part
            self._end = start + len(part)
            yield


def _look(word: str, part: bytes, open_: bytes, texts: Sequence[str], rank: int) -> bytes:
    """Return the state of rows after a search for a word in the texts of a rank."""
    found = _FOUND_AT[rank]
    has_word = holds if EDGE in word else contains  # which is faster
    if 2 * open_.count(1) > len(part):
        has = bytes(map(has_word, texts, repeat(word)))
        return together(or_, part, has).translate(found)
    state = bytearray(part)
    for row in compress(count(), open_):
        if has_word(texts[row], word):
            state[row] = found[state[row] | _HAS]
    return bytes(state)


def together(join: Callable[[int, int], int], one: bytes | bytearray, other: bytes) -> bytes:
    return join(int.from_bytes(one), int.from_bytes(other)).to_bytes(len(one))


def _found_at(rank: int) -> bytes:
    """Return the table from each state with _HAS to the next, for the texts of a rank."""
    later = BY_WORDS & -rank  # this one, and all after it
    found = {b: b & ~_HAS for b in range(256)}
    return _table(found | {b: b & later | _FOUND for b in range(_FOUND) if b & _HAS and b & later})


_LAYERS = [rank for rank in _RANKS if rank & BY_WORDS]
_FOUND_AT = {rank: _found_at(rank) for rank in _LAYERS}
_WITH_WORD = _table({_FOUND | b: b for b in range(_FOUND)})
_OPEN = {bits: _table({b: 1 for b in range(_FOUND) if b & bits}) for bits in (*_LAYERS, BY_WORDS)}
"""The tables of the rows that are not found yet, by the layers that had all words so far."""
_BY_NAMES = _table({b: b for b in range(256) if b & _LAYERS[0]})
