"""Which positions of a record belong to which id, and what an id is of."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias, get_args

from tiptui.record.ids import in_words
from tiptui.record.model import Claim, Recommendation, Record, Speaker

Section = Literal["organizations", "themes", "speakers", "recommendations"]
"""A list of a record whose things have ids of their own."""

Positions: TypeAlias = "defaultdict[str, array[int]]"


class Where(NamedTuple):
    """The section that an id is of, and the position there."""

    section: Section
    position: int


class Ids:
    """What each id of a record is of; statements, points and responses have derived ids."""

    def __init__(self, record: Record) -> None:
        self.declared = {
            each.id: Where(section, position)
            for section in get_args(Section)
            for position, each in enumerate(getattr(record, section))
        }
        self.sources = {source.id: source for source in record.sources}
        counts = (len(speaker.statements) for speaker in record.speakers)
        self.first_said = list(accumulate(counts, initial=0))
        """The number of each speaker's first statement among those of all."""

    def positions(self, section: Section, ids: Iterable[str]) -> list[int]:
        """Return the positions of those ids that are of a section, each once."""
        found = (self.declared.get(id) for id in dict.fromkeys(ids))
        return [where.position for where in found if where and where.section == section]

    def speaker_of(self, statement: int) -> int:
        """Return the position of the speaker of a statement, by its number among those of all."""
        return bisect_right(self.first_said, statement) - 1


class Belonging:
    """What belongs to which id, found in one pass over a record.

    Claims are numbered together in the record's order: points, statements, recommendations.
    """

    def __init__(self, record: Record, ids: Ids) -> None:
        self._ids = ids
        self.people = _positions()
        """Of each organization its speakers."""
        self.claims = _positions()
        """Of each theme, speaker and organization the numbers of the claims."""
        self.asked = _positions()
        """Of each addressee the recommendations."""
        self.answers: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        """Of each organization the positions of recommendations, and of its responses there."""
        self.in_words: dict[str, str] = {}
        """The ids of the addressees that are no organization, with the words that say so first."""
        for number, point in enumerate(record.event.points):
            self._add(number, point, [record.speakers[n] for n in self._speakers(point.by)])
        number = len(record.event.points)
        for position, speaker in enumerate(record.speakers):
            if speaker.organization:
                self.people[speaker.organization].append(position)
            for statement in speaker.statements:
                self._add(number, statement, (speaker,))
                number += 1
        for position, item in enumerate(record.recommendations):
            makers = [record.speakers[n] for n in self._speakers(item.by)]
            self._add(number + position, item, makers)
            self._add_parties(position, item)

    def _speakers(self, ids: Iterable[str]) -> list[int]:
        return self._ids.positions("speakers", ids)

    def _add(self, number: int, claim: Claim, makers: Sequence[Speaker]) -> None:
        """Put a claim to its themes, its makers and where they come from, once to each."""
        ids = dict.fromkeys(claim.themes)
        for maker in makers:
            ids[maker.id] = None
            ids[maker.organization] = None
        for id in ids:
            if id:
                self.claims[id].append(number)

    def _add_parties(self, position: int, item: Recommendation) -> None:
        """Put a recommendation to those that it asks, and its responses to those that gave them."""
        for id, words in parties(self._ids, item.to).items():
            self.asked[id].append(position)
            if id not in self._ids.declared:
                self.in_words.setdefault(id, words)
        for number, response in enumerate(item.responses):
            if self._ids.positions("organizations", (response.by,)):
                self.answers[response.by].append((position, number))


def _positions() -> Positions:
    return defaultdict(lambda: array("I"))


def parties(ids: Ids, to: Iterable[str]) -> dict[str, str]:
    """Return the ids of those that a recommendation asks, each with the words that say so first."""
    found: dict[str, str] = {}
    for words in to:
        id = words if ids.positions("organizations", (words,)) else in_words(words)
        if id:
            found.setdefault(id, words)
    return found
