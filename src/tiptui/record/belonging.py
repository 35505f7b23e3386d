"""What belongs to which id of a record."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tiptui.files.progress import Progress, between, track
from tiptui.record.items import Addressee, NamedClaim, points, statements
from tiptui.record.model import Claim, Recommendation, Speaker

if TYPE_CHECKING:
    from tiptui.record.links import Links


class Behind:
    """What is behind a speaker, a theme or an organization, in the order of the record.

    `speakers` are those of an organization; of a theme they are the makers of its claims.
    """

    __slots__ = ("claims", "points", "recommendations", "speakers", "statements")

    def __init__(self) -> None:
        self.claims: list[NamedClaim] = []
        self.points: list[str] = []
        self.speakers = array("I")
        self.recommendations = array("I")
        self.statements = array("I")


class Belonging:
    """What belongs to which id, put together in one pass over a record."""

    def __init__(self, links: "Links", progress: Progress) -> None:
        self.behind: defaultdict[str, Behind] = defaultdict(Behind)
        self.in_words: dict[str, Addressee] = {}
        # Of each addressee the positions of what it is asked for, and of what it responded to.
        self.asked: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.answered: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        record = links.record
        for name, point in points(record.event):
            for behind in self._add(name, point, links.speakers(point.by), links):
                behind.points.append(name)
        first = 0
        for position, speaker in enumerate(track(record.speakers, between(0, 0.8, progress))):
            self._add_speaker(position, speaker, first)
            first += len(speaker.statements)
        for position, item in enumerate(track(record.recommendations, between(0.8, 1, progress))):
            for behind in self._add(item.id, item, links.speakers(item.by), links):
                behind.recommendations.append(position)
            self._add_parties(position, item, links)

    # The links have this one: kept here, they would stay in a circle when they are done with.

    def _add(
        self, name: str, claim: Claim, makers: Iterable[Speaker], links: "Links"
    ) -> list[Behind]:
        """Put a claim to all that it belongs to, and return what that is."""
        pair = name, claim
        ids = dict.fromkeys(claim.themes)
        for speaker in makers:
            ids[speaker.id] = None
            if speaker.organization:
                ids[speaker.organization] = None
        found = [self.behind[other] for other in ids]
        for behind in found:
            behind.claims.append(pair)
        return found

    def _add_speaker(self, position: int, speaker: Speaker, first: int) -> None:
        """Put a speaker to its organization, and its statements, counted from the first."""
        if speaker.organization:
            self.behind[speaker.organization].speakers.append(position)
        said = list(statements(speaker))
        numbers = range(first, first + len(said))
        for name in (speaker.id, speaker.organization):
            if said and name:
                self.behind[name].claims += said
                self.behind[name].statements.extend(numbers)
        for number, pair in zip(numbers, said, strict=True):
            for theme in dict.fromkeys(pair[1].themes):
                behind = self.behind[theme]
                behind.claims.append(pair)
                behind.statements.append(number)

    def _add_parties(self, position: int, item: Recommendation, links: "Links") -> None:
        """Put a recommendation to those that it asks, and the organizations that responded."""
        for name, words in links.addressees(item).items():
            self.asked[name].append(position)
            if not links.party(name):
                self.in_words.setdefault(name, Addressee(words))
        for words in dict.fromkeys(response.by for response in item.responses):
            if links.party(words):
                self.answered[words].append(position)
