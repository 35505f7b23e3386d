"""Where a cursor can stop in what is told of something: each claim, then each of its proofs."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tiptui.collection.thing import Thing
from tiptui.record.model import Evidence

if TYPE_CHECKING:
    from tiptui.proof.passages import Passage

Subject: TypeAlias = "str | Passage"
"""What the detail is about: something by its id, or a passage of a source."""


class Stop(NamedTuple):
    """A claim by its id, or a piece of its evidence."""

    claim: str
    evidence: Evidence | None = None


class Beside(NamedTuple):
    """Some things that a recommendation leads to: what they are, and how many there are in all.

    That is said where more may be there than the `items` that are told.
    """

    label: str
    items: Sequence[Thing]
    numbers: str = ""


class Stops(Sequence[Stop]):
    """The stops of some claims and responses. A stop is made when it is asked for.

    After the `told` first of the claims, whose evidence are stops too, stands what is `beside`.
    """

    def __init__(self, claims: Sequence[Thing], beside: Iterable[Beside] = ()) -> None:
        self.beside = [each for each in beside if each.items]
        named = list(chain.from_iterable(each.items for each in self.beside))
        self.claims = [*claims, *named] if named else claims
        self.told = len(claims)
        counts = [*(1 + len(thing.evidence) for thing in claims), *(1 for _ in named)]
        self._starts = list(accumulate(counts, initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, number: int) -> Stop:  # type: ignore[override] # nobody takes a slice
        if not 0 <= number < len(self):
            raise IndexError(number)
        position = self.claim_at(number)
        thing = self.claims[position]
        inside = number - self.first_of(position)
        return Stop(thing.key, thing.evidence[inside - 1] if inside else None)

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
