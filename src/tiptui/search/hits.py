"""What a search has found, list by list."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tiptui.search.matches import Matches
from tiptui.search.rows import CLAIMS, KINDS, LISTS, Kind

Places = tuple[int, ...]


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
        return {kind: [row for rank in self.of(kind).ranked for row in rank] for kind in CLAIMS}


def hits_of(of: Mapping[Kind, Matches]) -> Hits:
    return Hits(
        of["dialogues"], of["speakers"], of["recommendations"], of["statements"], of["points"]
    )
