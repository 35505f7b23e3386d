"""What differs between two records, in words."""

from collections.abc import Sequence

import pytest

from tests.records import SMALL, record
from tiptui.record.changes import changes, differing
from tiptui.record.model import Record

NEW = "  - {id: r3, text: Close the door, by: [bo], evidence: [{paragraph: 1, exact: door}]}\n"
SAID = "{text: Nothing new., evidence: [{paragraph: 1, exact: nothing}]}"


def told(before: Record, after: Record, texts: Sequence[str] = ()) -> str:
    """What is said of two records."""
    return changes(before, after, differing(before, after), texts)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "", ""),
        ("An event", "The event", "event changed"),
        ("Ann Ångström", "Ann", "ann changed"),
        ("Warm the sea", "Cool the sea", "r2 changed"),
        ("The air is good.", "The air is bad.", "ann/1 changed"),
        (SAID, f"{SAID}, {{text: More.}}, {{text: Yet more.}}", "2 statements added"),
        (f"[{SAID}]", "[]", "1 statement removed"),
        ("sources:\n", f"{NEW}sources:\n", "1 recommendation added"),
        ("  - {id: water, name: Water}\n", "", None),
        ("name: Water}", "name: Waters}", "water changed"),
        ("title: The log", "title: A log", "log changed"),
        ("name: An event", "points: [{text: All agreed}], name: An event", "1 point added"),
    ],
)
def test_a_change_is_told_by_its_kind_or_id(old: str, new: str, words: str | None) -> None:
    assert old in SMALL
    after = SMALL.replace(old, new, 1) if old else SMALL
    if words is None:
        after = after.replace(", themes: [water]", "").replace("themes: [water],", "")
        words = "1 theme removed, r2 changed"
    assert told(record(SMALL), record(after)) == words
    if words:
        assert told(record(after), record(SMALL))


def test_a_few_are_named_and_many_are_counted() -> None:
    speakers = "".join(
        f"  - {{id: s{number}, name: X{number}, statements: [{{text: Yes}}]}}\n"
        for number in range(5)
    )
    text = f"tiptui: 1\nevent: {{id: e, name: E, start_date: 2024}}\nspeakers:\n{speakers}"
    before = record(text)
    two = record(text.replace("X1", "Y1").replace("X2", "Y2"))
    assert told(before, two) == "s1, s2 changed"
    assert told(before, record(text.replace("X", "Y"))) == "5 speakers changed"
    assert told(before, record(text.replace("Yes", "No"))) == "5 statements changed"


def test_another_order_is_a_change_too() -> None:
    first, second = "  - {id: air, name: Air}\n", "  - {id: water, name: Water}\n"
    after = SMALL.replace(first + second, second + first)
    assert told(record(SMALL), record(after)) == "order changed"


def test_texts_are_named_by_their_sources() -> None:
    small = record(SMALL)
    assert told(small, small, ["log"]) == "text of log changed"
    assert told(small, small, list("abcd")) == "4 texts changed"
    after = record(SMALL.replace("Warm the sea", "Cool the sea"))
    assert told(small, after, ["log"]) == "r2 changed, text of log changed"
