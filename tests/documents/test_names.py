"""Heads of lines: the names of speakers in many scripts, and heads of other things."""

from pathlib import Path

import pytest

from tiptui.documents.heads import head_of
from tiptui.documents.names import are_initials, own_words

LINES = Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()[2:]


@pytest.mark.parametrize("row", [line for line in LINES if line])
def test_a_head_is_a_name_with_notes_and_a_time_or_none(row: str) -> None:
    line, *expected = row.split(" =>")
    found = list[str]()
    if head := head_of(line):
        time = f" @ {head.time}" if head.time else ""
        found = [f"{' | '.join((head.name, *head.notes))}{time}", line[head.start :]]
    assert found == [part.strip() for part in expected]


def test_own_words_and_initials_of_a_name() -> None:
    given = ["AvW", "AvWi", "A", "avw", "WA", "Avwir"]
    assert [each for each in given if are_initials(each, "Aaron van Wirdum")] == given[:2]
    assert [*map(own_words, ("Minister A. Li", "Chair A."))] == [("a", "li"), ("chair", "a")]
