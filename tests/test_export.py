"""What is exported, whatever the format."""

import pytest

from tests.exports import two
from tests.records import indexed
from tiptui.report.export import Selection, select


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
