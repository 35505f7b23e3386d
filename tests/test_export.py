"""What is exported, whatever the format."""

import pytest

from tests.records import indexed, record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.report.export import Selection, select

YEARS = """\
tiptui: 1
event:
  id: {id}
  name: An event
  start_date: {year}
  points: [{{text: All agree.}}, {{text: Ann objects., by: [ann]}}]
speakers:
  - {{id: ann, name: Ann, statements: [{{text: Lamps are {id}lue.}}]}}
  - {{id: bo, name: Bo}}
recommendations:
  - {{id: r1, text: Light lamps., by: [bo]}}
"""


def two() -> Collection:
    """Return two dialogues with the same people."""
    records = [
        record(YEARS.format(id=name, year=year)) for name, year in (("b", 2025), ("a", 2024))
    ]
    return Collection([Dialogue(each, several=True) for each in records], several=True)


def names(selection: Selection) -> str:
    """Return of each dialogue its id, the ids of speakers, and those of claims."""
    return " | ".join(
        ": ".join((dialogue.id, *(" ".join(each.id for each in told) for told in (people, claims))))
        for dialogue, people, claims in selection.excerpts
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "b: ann bo: point/1 point/2 ann/1 r1 | a: ann bo: point/1 point/2 ann/1 r1"),
        # A speaker through a claim, in the dialogue of the claim alone.
        ("lamps blue", "b: ann: ann/1"),
        ("light in:a", "a: bo: r1"),
        # By name, in each dialogue that the query leaves, with all that they say.
        ("ann", "b: ann: point/2 ann/1 | a: ann: point/2 ann/1"),
        ("ann date:2024", "a: ann: point/2 ann/1"),
        # A speaker without a claim that matches; a claim that nobody made.
        ("is:person -ann -light", "b: bo:  | a: bo: "),
        ("agree", "b: : point/1 | a: : point/1"),
        # An event by itself is no more found than by `find`.
        ("event", ""),
    ],
)
def test_what_a_query_finds_stands_in_the_order_of_the_records(query: str, found: str) -> None:
    assert names(select(indexed(two()), query)) == found
