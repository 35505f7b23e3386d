"""What differs between two records, in words."""

import pytest

from tests.records import SMALL, WITH_IDS, record
from tiptui.record.changes import changes

NEW = "  - {id: r3, text: Close the door, by: [bo], evidence: [{paragraph: 1, exact: door}]}\n"
SAID = "{text: Nothing new., evidence: [{paragraph: 1, exact: nothing}]}"
AIR, WATER = "  - {id: air, name: Air}\n", "  - {id: water, name: Water}\n"
HEAD = "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers:\n"
NEW_AND_CHANGED = "1 statement added, reply changed"
POINTS_CHANGED = "1 point added, aim changed"
MANY = HEAD + "".join(
    f"  - {{id: s{n}, name: X{n}, statements: [{{text: Yes}}]}}\n" for n in range(5)
)


def remark(before: str, after: str, *texts: str) -> str:
    return changes(record(before), record(after), texts)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "", ""),
        ("An event", "The event", "event changed"),
        ("Ann Ångström", "Ann", "ann changed"),
        ("Warm the sea", "Cool the sea", "r2 changed"),
        ("The air is good.", "The air is bad.", "ann/1 changed"),
        (SAID, f"{SAID}, {{text: More.}}, {{text: Yet more.}}", "2 statements added"),
        (SAID, f"{{text: Before.}}, {SAID}", "1 statement added"),
        (SAID, "{text: Before.}, {text: Other.}", "1 statement added, bo/1 changed"),
        (f"[{SAID}]", "[]", "1 statement removed"),
        ("sources:\n", f"{NEW}sources:\n", "1 recommendation added"),
        (f"{WATER}", "", "1 theme removed, r2 changed"),
        ("name: Water}", "name: Waters}", "water changed"),
        ("title: The log", "title: A log", "log changed"),
        ("name: An event", "points: [{text: All agreed}], name: An event", "1 point added"),
        (AIR + WATER, WATER + AIR, "order changed"),
    ],
)
def test_a_change_is_told_by_its_kind_or_id(old: str, new: str, words: str) -> None:
    assert old in SMALL
    after = SMALL.replace(old, new, 1)
    if "theme removed" in words:
        after = after.replace("themes: [water],", "")
    assert remark(SMALL, after) == words
    assert bool(remark(after, SMALL)) == bool(words)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (MANY.replace("X1", "Y1").replace("X2", "Y2"), "s1, s2 changed"),
        (MANY.replace("X", "Y"), "5 speakers changed"),
        (MANY.replace("Yes", "No"), "5 statements changed"),
        (HEAD + "  - {id: s0, name: X0}\n", "4 speakers removed, 5 statements removed"),
    ],
)
def test_a_few_are_named_and_many_are_counted(after: str, words: str) -> None:
    assert remark(MANY, after) == words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("text: Two.", "text: 2.", "ann-1 changed"),
        ("{text: One.}, {id: ann-1,", "{text: 1.}, {id: ann-1,", "ann/1 changed"),
        ("{text: Three.}", "{id: three, text: Three.}", "three changed"),
        ("{id: aim, ", "{id: goal, ", "goal changed"),
        # The one that has the id is the same; the other is new.
        ("{id: reply, text: Four.}", "{text: 5.}, {id: reply, text: 4.}", NEW_AND_CHANGED),
        ("{id: aim, text: To agree.", "{text: 1.}, {id: aim, text: To ask.", POINTS_CHANGED),
    ],
)
def test_a_statement_or_point_is_told_by_its_id_where_it_has_one(
    old: str, new: str, words: str
) -> None:
    assert old in WITH_IDS
    assert remark(WITH_IDS, WITH_IDS.replace(old, new)) == words


def test_texts_are_named_by_their_sources() -> None:
    assert remark(SMALL, SMALL, "log") == "text of log changed"
    assert remark(SMALL, SMALL, *"abc") == ", ".join(f"text of {text} changed" for text in "abc")
    assert remark(SMALL, SMALL, *"abcd") == "4 texts changed"
    after = SMALL.replace("Warm the sea", "Cool the sea")
    assert remark(SMALL, after, "log") == "r2 changed, text of log changed"
