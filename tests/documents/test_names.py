"""Heads of lines: the names of speakers in many scripts, and heads of other things."""

from pathlib import Path

import pytest

from tiptui.documents.names import ends_turn, head_of

LINES = Path(__file__).with_name("names.txt").read_text("utf-8").splitlines()[2:]


@pytest.mark.parametrize("row", [line for line in LINES if line])
def test_a_head_is_a_name_with_notes_and_a_time_or_none(row: str) -> None:
    line, *expected = row.split(" =>")
    found = list[str]()
    if head := head_of(line):
        time = f" @ {head.time}" if head.time else ""
        found = [f"{' | '.join((head.name, *head.notes))}{time}", line[head.start :]]
    assert found == [part.strip() for part in expected]


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Question: why?", True),
        ("**Note:** x", True),
        ("## Lamps", True),
        ("The House rose at 6.30 p.m.", True),
        ("The council adjourned in June, and that is why nobody lit the lamps at the quay.", False),
        ("Lamps: x", False),
    ],
)
def test_headings_and_labels_end_a_turn(line: str, ends: bool) -> None:
    assert ends_turn(line) is ends
