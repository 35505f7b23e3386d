"""docs/format.md says what the model declares, and its examples do what it says."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.kit.checkout import EXAMPLES, document
from tests.kit.full import KEYS, MAPPINGS
from tests.kit.marked import expect
from tiptui.record import model
from tiptui.record.load import parse
from tiptui.record.model import keys
from tiptui.record.problem import Problem
from tiptui.report.checking import Checked, check_all, remark

DOC = document("docs/format.md")
KEY_TABLES = re.findall(
    r"^\| Key \| Required \| Holds \|\n\|[-| ]+\|\n((?:\|.*\n)+)", DOC, re.MULTILINE
)
Row = tuple[str, str]
"""A key, and `yes` where it is required."""

IN_A_ROW = {"organizers": model.Organizer, "attendance": model.Attendance}
"""The small mappings that are told in one row of another."""


def rows(mapping: Any) -> tuple[Row, ...]:
    return tuple((key.name, "yes" * key.required) for key in keys(mapping))


def table(text: str) -> dict[Row, str]:
    """Return what is said under Holds in each row."""
    cells = [line.strip("|").split("|") for line in text.splitlines()]
    return {(key.strip(" `"), required.strip()): holds for key, required, holds in cells}


TABLES = {tuple(each): each for each in map(table, KEY_TABLES)}


def test_every_mapping_has_a_table_of_its_keys_in_order_and_of_which_are_required() -> None:
    tabled = MAPPINGS - set(IN_A_ROW.values())
    assert set(TABLES) == {rows(mapping) for mapping in tabled}
    assert len(KEY_TABLES) == len(tabled)


@pytest.mark.parametrize("name", IN_A_ROW)
def test_a_row_refs_the_keys_of_a_small_mapping(name: str) -> None:
    holds = TABLES[rows(model.RecordedEvent)][name, ""]
    assert {key.name for key in keys(IN_A_ROW[name])} <= set(re.findall(r"`(\w+)`", holds))


def test_a_row_refs_every_word_that_may_stand_there_and_that_which_is_understood() -> None:
    for mapping in MAPPINGS - set(IN_A_ROW.values()):
        for key in keys(mapping):
            holds = TABLES[rows(mapping)][key.name, "yes" * key.required]
            if "as for statements" in holds:
                assert key == KEYS["speakers", "statements", key.name]
            else:
                assert set(key.choices) <= set(re.findall(r"`([\w-]+)`", holds))
                understood = f"`{key.default}` (so understood if left out)"
                assert (understood in holds) == bool(
                    key.choices and key.default and not key.required
                )


def test_the_complete_record_has_no_problem_and_takes_the_second_example(tmp_path: Path) -> None:
    assert EXAMPLES[0].startswith("tiptui: 1\n")
    expect(EXAMPLES[0])
    record = tmp_path / "record.yaml"
    record.write_text(EXAMPLES[0], "utf-8")
    checked = check_all([str(record)], {}, of_collection=False)[str(record)]
    assert isinstance(checked, Checked)
    assert f"```\n{remark({'record.yaml': checked})}\n```" in DOC
    text = EXAMPLES[0].replace("  evidence:\n", EXAMPLES[1] + "  evidence:\n", 1)
    expect(text.replace("      - What was held", "      - A caption\n      - What was held"))


def test_the_line_that_shows_a_problem_is_as_tiptui_prints_it() -> None:
    [line] = re.findall(r"^record\.yaml:.*$", DOC, re.MULTILINE)
    broken = EXAMPLES[0].replace("    name: Mina", "    nmae: Mina")
    problems = parse(broken.encode()).problems
    [printed] = [each.line("record.yaml") for each in problems if each.code == "unknown-key"]
    assert re.sub(r":\d+:\d+:", "", line) == re.sub(r":\d+:\d+:", "", printed)


# ---- traps ----


TRAP = re.compile(
    r"^# ((?:wrong|right).*)\n((?:(?:- \{paragraph|text: (?!>-$|\|$)).*\n)+)(?=#|\Z)", re.MULTILINE
)
"""A comment, and the texts and pieces of evidence of one line each that are wrong or right."""

TRAPS = [
    (comment, piece)
    for example in EXAMPLES
    for comment, pieces in TRAP.findall(example)
    for piece in pieces.splitlines()
    if comment.startswith("right") or "each" in comment or pieces.count("\n") == 1
]


def problems_of(piece: str) -> tuple[Problem, ...]:
    """Return the problems of a text or a piece of evidence in a record that has no others."""
    text = piece if piece.startswith("text: ") else "text: Hm."
    evidence = piece if piece.startswith("- ") else '- {paragraph: 1, exact: "words"}'
    record = f"""\
tiptui: 1
event: {{id: e, name: E, start_date: 2025}}
speakers:
  - id: ann
    name: Ann
    statements:
      - {text}
        evidence:
          {evidence}
sources:
  - {{id: log, title: The log}}
"""
    return parse(record.encode()).problems


@pytest.mark.parametrize(("comment", "piece"), TRAPS)
def test_what_is_wrong_is_an_error_or_told_what_is_read_instead(comment: str, piece: str) -> None:
    problems = problems_of(piece)
    if comment.startswith("right"):
        assert problems == ()
    else:
        errors = [problem for problem in problems if not problem.warning]
        assert bool(errors) == ("the text is" not in comment)


def test_there_are_traps() -> None:
    assert len(TRAPS) >= 30
