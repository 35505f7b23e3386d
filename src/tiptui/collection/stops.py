"""Where a cursor can stop in what is told of something: each claim, then each of its proofs."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

from tiptui.record.items import Addressee, Item
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


class Beside(NamedTuple):
    """What a recommendation leads to: whom it asks, who asks the same, and what is similar."""

    addressees: Sequence[Proved] = ()
    again: Sequence[Proved] = ()
    similar: Sequence[Proved] = ()


NOTHING_BESIDE = Beside()


class Stops(Sequence[Stop]):
    """The stops of some claims and responses. A stop is made when it is asked for.

    After the `told` first of the claims, whose evidence are stops too, stands what is `beside`.
    """

    def __init__(self, claims: Sequence[Proved], beside: Beside = NOTHING_BESIDE) -> None:
        named = list(chain.from_iterable(beside))
        self.claims = [*claims, *named] if named else claims
        self.told = len(claims)
        self.beside = beside
        counts = [*(1 + len(_evidence(item)) for _, item in claims), *(1 for _ in named)]
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
        name, item = self.claims[position]
        inside = number - self.first_of(position)
        return Stop(name, _evidence(item)[inside - 1] if inside else None)

    def at(self, number: int) -> Stop | None:
        """Return the stop of a number, the last for one that is too high, None without any."""
        return self[min(number, len(self) - 1)] if self.claims else None

    # By claims, which are counted from 0.

    def first_of(self, position: int) -> int:
        """Return the number of a claim's first stop."""
        return self._starts[position]

    def claim_at(self, number: int) -> int:
        """Return the position of the claim that a stop is at."""
        return bisect_right(self._starts, number) - 1


def _evidence(item: Item) -> tuple[Evidence, ...]:
    return () if isinstance(item, Organization | Theme | Addressee) else item.evidence
