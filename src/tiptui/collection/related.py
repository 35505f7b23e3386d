"""What belongs to what, as rows of the lists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import CLAIM_KINDS, Thing


class Related(NamedTuple):
    """What belongs to something, in both directions: sorted numbers of rows of each list.

    `others` are the ids of organizations, themes and points, of a record by itself.
    """

    dialogues: Sequence[int] = ()
    speakers: Sequence[int] = ()
    recommendations: Sequence[int] = ()
    statements: Sequence[int] = ()
    others: frozenset[str] = frozenset()

    def of(self, kind: str) -> Sequence[int]:
        """Return the rows of a list; points are known by their ids."""
        rows: Sequence[int] = getattr(self, kind, ())
        return rows


def neighbours(thing: Thing) -> Iterator[Thing]:
    """Yield what belongs to a thing in its dialogue.

    To a speaker its organization, claims and their themes; to a claim its speakers, their
    organizations, those that are asked or respond, and its themes; to a theme its claims and
    their speakers; to an organization its speakers, their claims and what it is asked for (to
    an addressee in words the last alone); to a response its recommendation.
    """
    if thing.kind == "response":
        yield thing.claim
    elif thing.kind in CLAIM_KINDS:
        bodies = (each.organization for each in (*thing.makers, *thing.responses))
        yield from (*thing.makers, *thing.addressees, *thing.themes, *filter(None, bodies))
    elif thing.kind != "event":
        claims = thing.claims
        yield from (*claims, *thing.people, *thing.asked, *filter(None, (thing.organization,)))
        if thing.kind == "speaker":
            themes = dict.fromkeys(theme for claim in claims for theme in claim.item.themes)
            yield from thing.dialogue.things.themes_with(themes)
        elif thing.kind == "theme":
            makers = dict.fromkeys(id for claim in claims for id in claim.maker_ids)
            yield from thing.dialogue.things.people_with(makers)


class RowsOfThings:
    """The rows of the lists of some dialogues; `people` has for each the rows of its speakers."""

    def __init__(self, dialogues: Sequence[Dialogue], people: Sequence[Sequence[int]]) -> None:
        self._numbers = {dialogue.id: number for number, dialogue in enumerate(dialogues)}
        self._people = people
        records = [dialogue.record for dialogue in dialogues]
        said = (sum(len(each.statements) for each in record.speakers) for record in records)
        asked = (len(record.recommendations) for record in records)
        # The rows of the first recommendation and statement of each dialogue, and after all.
        self._asked, self._said = (list(accumulate(counts, initial=0)) for counts in (asked, said))

    def of_dialogue(self, number: int) -> Related:
        """Return all that is in a dialogue."""
        asked, said = (range(*rows[number : number + 2]) for rows in (self._asked, self._said))
        return Related((), sorted(set(self._people[number])), asked, said)

    def of(self, things: Iterable[Thing]) -> Related:
        """Return what belongs to something, from each dialogue that has it."""
        dialogues, speakers, others = list[int](), set[int](), set[str]()
        recommendations, statements = set[int](), set[int]()
        for thing in things:
            number = self._numbers[thing.dialogue.id]
            dialogues += [] if thing.dialogue.is_alone else [number]
            for each in neighbours(thing):
                match each.kind:
                    case "speaker":
                        speakers.add(self._people[number][each.number])
                    case "recommendation":
                        recommendations.add(self._asked[number] + each.number)
                    case "statement":
                        statements.add(self._said[number] + each.number)
                    case _:
                        others.add(each.id)
        people, asked, said = map(sorted, (speakers, recommendations, statements))
        return Related(dialogues, people, asked, said, frozenset(others))
