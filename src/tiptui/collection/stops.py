"""Where a cursor can stop in what is told of something: each claim, then each of its proofs."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

from tiptui.record.links import Item
from tiptui.record.model import Evidence, Organization, Theme

if TYPE_CHECKING:
    from tiptui.sources.passages import Passage

Subject: TypeAlias = "str | Passage"
"""What the detail is about: something by its id, or a passage of a source."""

Proved = tuple[str, Item]
"""What has evidence, with its id."""


class Stop(NamedTuple):
    """A claim by its id, or a piece of its evidence."""

    claim: str
    evidence: Evidence | None = None


class Stops(Sequence[Stop]):
    """The stops of some claims. A stop is made when it is asked for: there can be many.

    `counts` has for each claim one more than it has pieces of evidence.
    """

    def __init__(self, claims: Sequence[Proved], counts: Iterable[int]) -> None:
        self._claims = claims
        self._starts = list(accumulate(counts, initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, number: int) -> Stop: ...
    @overload
    def __getitem__(self, number: slice) -> list[Stop]: ...
    def __getitem__(self, number: int | slice) -> Stop | list[Stop]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        position = self.claim_at(number)
        name, evidence = self.claim(position)
        inside = number - self.first_of(position)
        return Stop(name, evidence[inside - 1] if inside else None)

    def at(self, number: int) -> Stop | None:
        """Return the stop of a number, the last for one that is too high, None without any."""
        return self[min(number, len(self) - 1)] if self._claims else None

    # By claims, which are counted from 0.

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return len(self._claims)

    def claim(self, position: int) -> tuple[str, tuple[Evidence, ...]]:
        """Return the id of a claim, and its evidence."""
        name, item = self._claims[position]
        return name, _evidence(item)

    def first_of(self, position: int) -> int:
        """Return the number of a claim's first stop."""
        return self._starts[position]

    def claim_at(self, number: int) -> int:
        """Return the position of the claim that a stop is at."""
        return bisect_right(self._starts, number) - 1


def _evidence(item: Item) -> tuple[Evidence, ...]:
    return () if isinstance(item, Organization | Theme) else item.evidence
