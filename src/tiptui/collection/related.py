"""What belongs to what, as rows of the lists."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Addressee, Claim, Event, Organization, Person, Response, Thing


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


class Neighbours(NamedTuple):
    """What belongs to a thing in its dialogue."""

    people: Iterable[Person] = ()
    claims: Iterable[Claim] = ()
    others: Iterable[str] = ()


def neighbours(thing: Thing) -> Neighbours:
    """Return what belongs to a thing.

    To a speaker its organization, claims and their themes; to a claim its speakers, their
    organizations, those that are asked or respond, and its themes; to a theme its claims and
    their speakers; to an organization its speakers, their claims and what it is asked for (to
    an addressee in words the last alone); to a response its recommendation.
    """
    match thing:
        case Event():
            return Neighbours()
        case Response():
            return Neighbours(claims=(thing.claim,))
        case Claim():
            answered = (each.organization for each in thing.responses)
            bodies = (*thing.organizations, *thing.addressees, *filter(None, answered))
            return Neighbours(thing.makers, (), (*thing.item.themes, *(each.id for each in bodies)))
        case Person():
            themes = (theme for claim in thing.claims for theme in claim.item.themes)
            return Neighbours((), thing.claims, (*themes, thing.item.organization))
        case Organization() | Addressee():
            return Neighbours(thing.people, (*thing.claims, *thing.asked))
    return Neighbours((maker for claim in thing.claims for maker in claim.makers), thing.claims)


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
            beside = neighbours(thing)
            dialogues.append(number)
            speakers.update(self._people[number][person.number] for person in beside.people)
            others.update(beside.others)
            for claim in beside.claims:
                if claim.is_recommendation:
                    recommendations.add(self._asked[number] + claim.number)
                elif claim.kind == "statement":
                    statements.add(self._said[number] + claim.number)
                else:
                    others.add(claim.id)
        return Related(
            dialogues,
            sorted(speakers),
            sorted(recommendations),
            sorted(statements),
            frozenset(others - {""}),
        )
