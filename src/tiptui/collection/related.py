"""What belongs to what, as rows of the lists."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from tiptui.record.links import Related as RelatedInRecord
from tiptui.search.parts import Kind, Part


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


class RowsOfParts:
    """Which rows of the lists are of which dialogue of several."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._people = [part.people for part in parts]
        rows = [part.rows for part in parts]
        asked = accumulate((len(each.recommendations.ids) for each in rows), initial=0)
        said = accumulate((len(each.statements.ids) for each in rows), initial=0)
        # The rows of the first recommendation and statement of each dialogue, and after all.
        self._starts = list(zip(asked, said, strict=True))

    def of_part(self, number: int) -> Related:
        """Return all that is in a dialogue."""
        asked, said = map(range, self._starts[number], self._starts[number + 1])
        return Related((), sorted(set(self._people[number])), asked, said)

    def of_places(self, places: Iterable[tuple[int, RelatedInRecord]]) -> Related:
        """Return what belongs to something, from what does in each dialogue, by its number."""
        dialogues, speakers = list[int](), set[int]()
        recommendations, statements = list[int](), list[int]()
        for number, related in places:
            first_asked, first_said = self._starts[number]
            dialogues.append(number)
            speakers.update(self._people[number][position] for position in related.speakers)
            recommendations += [first_asked + row for row in related.recommendations]
            statements += [first_said + row for row in related.statements]
        return Related(dialogues, sorted(speakers), recommendations, statements)
