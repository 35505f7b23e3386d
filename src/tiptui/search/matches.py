"""The matches of a query in each list, as sequences of refs.

One byte for each row tells how it matches: by id, by names, by roles and organizations, by the
rest, or only through other rows. Words found in one layer count as found in all later ones, so that
`&` joins the bytes of two words, and `|` those of an *or*.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from copy import copy
from enum import StrEnum
from functools import cached_property, reduce
from itertools import chain, compress, count, islice
from operator import contains
from typing import Any

from tiptui.search.rows import CLAIMS, FOUND, KINDS, STEP, AllRows, RowKind, SearchedRows
from tiptui.text.folding import EDGE, holds

RANKS = BY_ID, BY_NAME, BY_OFFICE, BY_TEXT, THROUGH = 2 + 4 + 8 + 1, 2 + 4 + 8, 4 + 8, 8, 16

ONLY = {rank: bytes(rank) + bytes((rank,)) + bytes(255 - rank) for rank in RANKS}
"""The table of each rank that keeps the matches at it."""

_MATCHES = re.compile(rb"[^\0]")

ALL = 255  # the byte of a row that a mask leaves


class Matches(Sequence[str]):
    """The refs of the rows that match, by rank, then in the order of the records."""

    most = 0  # the most claims found of a speaker, if speakers stand in this order and differ in it

    def __init__(self, rows: SearchedRows, flags: bytes | None = None) -> None:
        self.rows = rows
        self.flags = flags = bytes((BY_NAME,)) * len(rows) if flags is None else flags
        self._counts = {rank: flags.count(rank) for rank in RANKS}
        self._known = list[int]()
        self._unknown = _in_order(flags)

    def __len__(self) -> int:
        return sum(self._counts.values())

    def __getitem__(self, position: int) -> str:  # type: ignore[override] # nobody takes a slice
        return self.rows.ref(self.row(position))

    def __contains__(self, ref: object) -> bool:
        row = self.rows.number(str(ref))
        return row is not None and self.flags[row] > 0

    def index(self, ref: object, *_: int) -> int:
        row = self.rows.number(str(ref))
        if row is None or not self.flags[row]:
            raise ValueError(ref)
        return self._position_of(row)

    def _position_of(self, row: int) -> int:
        rank = self.flags[row]
        before = sum(self._counts[other] for other in RANKS[: RANKS.index(rank)])
        return before + self.flags.count(rank, 0, row)

    @property
    def ranked(self) -> Sequence[Sequence[int]]:
        """The sorted numbers of the rows at each rank; the last match through others."""
        return [list(compress(count(), self.flags.translate(only))) for only in ONLY.values()]

    @property
    def all_numbers(self) -> Sequence[int]:
        return list(compress(count(), self.flags))

    def row(self, position: int) -> int:
        if not 0 <= position < len(self):
            raise IndexError(position)
        while position >= len(self._known):  # few readers look at more than the first
            self._known.extend(islice(self._unknown, STEP))
        return self._known[position]

    def count_among(self, wanted: Sequence[int]) -> int:
        return len(wanted) - bytes(map(self.flags.__getitem__, wanted)).count(0)

    def among(self, wanted: Sequence[int]) -> list[int]:
        return [*compress(wanted, map(self.flags.__getitem__, wanted))]

    def ranked_among(self, wanted: Sequence[int]) -> Sequence[Sequence[int]]:
        """Return the matches at each rank among some sorted rows."""
        own = bytes(map(self.flags.__getitem__, wanted))
        return [list(compress(wanted, own.translate(only))) for only in ONLY.values()]

    def positions_among(self, positions: Iterable[int], wanted: Sequence[int]) -> Set[int]:
        """Return the positions of matches that are among some sorted rows."""
        rows = ((position, self.row(position)) for position in positions if position < len(self))
        return {at for at, row in rows if bisect_left(wanted, row) < bisect_right(wanted, row)}

    def first_among(self, wanted: Sequence[int]) -> int | None:
        ranked = self.ranked_among(wanted)
        return next((self._position_of(rows[0]) for rows in ranked if rows), None)


def _in_order(flags: bytes) -> Iterator[int]:
    for rank in RANKS:
        row = flags.find(rank)
        while row >= 0:
            yield row
            row = flags.find(rank, row + 1)


def match_all(refs: Iterable[str]) -> Matches:
    """Return matches that are no rows of records: the number of each is its position."""
    rows = SearchedRows()
    rows.refs += refs
    return Matches(rows)


class Order(StrEnum):
    """The orders of a list."""

    RANK = "rank"
    NAME = "name"
    COUNT = "count"
    TIMES = "times asked"


class Ordered(Matches):
    """Matches in another order than by rank: by a key of each row."""

    def __init__(self, matches: Matches, order: Sequence[Any] | Mapping[int, Any]) -> None:
        super().__init__(matches.rows, matches.flags)
        self._known = sorted(chain(*matches.ranked), key=order.__getitem__)

    def first_among(self, wanted: Sequence[int]) -> int | None:
        positions = (self._positions.get(row) for row in wanted)
        return min((position for position in positions if position is not None), default=None)

    def _position_of(self, row: int) -> int:
        return self._positions[row]

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        return {row: position for position, row in enumerate(self._known)}


Positions = tuple[int, ...]  # the positions of terms in a query


class Hits:
    """The matches of a query in each list: all that there are, if `complete`.

    If nothing matches, `near` is a spelling that finds something. `hiding` has the terms to drop
    for each of FOUND that is empty.
    """

    def __init__(
        self, rows: AllRows, flags: Mapping[RowKind, bytearray] | None = None, complete: bool = True
    ) -> None:
        self.of = {of: Matches(rows[of], bytes(flags[of]) if flags else None) for of in KINDS}
        self.total = sum(map(len, self.of.values()))
        self.near = ""
        self.hiding: tuple[Positions, ...] = ((),) * len(FOUND)
        self.complete = complete

    @property
    def claims(self) -> dict[RowKind, Sequence[int]]:
        return {kind: self.of[kind].all_numbers for kind in CLAIMS}

    def with_advice(self, near: str = "", hiding: tuple[Positions, ...] = ()) -> "Hits":
        other = copy(self)
        other.near, other.hiding = near or self.near, hiding or self.hiding
        return other


def look(
    rows: SearchedRows, among: bytes, words: Sequence[str], found: bytearray
) -> Iterator[None]:
    """Look for words in the rows `among` the matches of a wider query, in steps."""
    names, offices, texts = rows.layers
    # Most rows lack a word with edges without them too, which is seen sooner.
    words = [part for word in words for part in dict.fromkeys((word.strip(EDGE), word))]
    for start in range(0, len(among), STEP):
        part = among[start : start + STEP]
        found[start : start + STEP] = part
        for word in words:
            if EDGE not in word and 3 * part.count(0) < 2 * len(part):
                part = found[start : start + STEP] = _look_in_most(rows, start, part, word)
                continue
            has = holds if EDGE in word else contains  # which is faster
            for match in _MATCHES.finditer(part):  # of few, faster than a look at each byte
                row = start + match.start()
                found[row] &= (
                    (has(names[row], word) and BY_NAME)
                    or (has(offices[row], word) and BY_OFFICE)
                    or (has(texts[row], word) and BY_TEXT)
                )
            part = bytes(found[start : start + STEP])
        yield


def _look_in_most(rows: SearchedRows, start: int, flags: bytes, word: str) -> bytes:
    """Return flags of rows, most of which match so far, after a look for one more word."""
    texts = (layer[start : start + STEP] for layer in rows.layers)
    end = word[-1]  # Python finds a letter in a tenth of the time of a word
    return bytes(
        [
            by
            and by
            & (
                (word in name and BY_NAME)
                or (end in office and word in office and BY_OFFICE)
                or (end in text and word in text and BY_TEXT)
            )
            for by, name, office, text in zip(flags, *texts, strict=True)
        ]
    )


def together(join: Callable[[int, int], int], *flags: bytes | bytearray) -> bytes:
    return reduce(join, map(int.from_bytes, flags)).to_bytes(len(flags[0]))
