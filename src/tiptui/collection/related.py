"""What belongs to what, as rows of the lists."""

from collections.abc import Sequence
from typing import NamedTuple

from tiptui.search.parts import Kind


class Related(NamedTuple):
    """What belongs to something, in both directions: sorted numbers of rows of each list.

    `others` are the ids of organizations, themes and points, of a record by itself.
    """

    dialogues: Sequence[int] = ()
    speakers: Sequence[int] = ()
    recommendations: Sequence[int] = ()
    statements: Sequence[int] = ()
    others: frozenset[str] = frozenset()

    def of(self, kind: Kind) -> Sequence[int]:
        """Return the rows of a list; points are known by their ids."""
        rows: Sequence[int] = getattr(self, kind, ())
        return rows
