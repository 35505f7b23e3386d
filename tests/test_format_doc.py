"""docs/format.md says what the model declares, and its examples do what it says."""

import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from tests.marked import expect
from tiptui.record import model
from tiptui.record.load import parse
from tiptui.record.problem import Problem

DOC = (Path(__file__).parents[1] / "docs" / "format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
KEY_TABLES = re.findall(
    r"^\| Key \| Required \| Holds \|\n\|[-| ]+\|\n((?:\|.*\n)+)", DOC, re.MULTILINE
)
TABLED = [
    model.Record,
    model.Event,
    model.Point,
    model.Organization,
    model.Theme,
    model.Speaker,
    model.Statement,
    model.Recommendation,
    model.Source,
    model.Evidence,
]
"""The mappings that have a table, in the order of the page."""
TABLES = list(zip(TABLED, KEY_TABLES, strict=False))


def rows(table: str) -> dict[str, tuple[str, str]]:
    """Gives the key of each row with what is said under Required and Holds."""
    cells = [line.strip("|").split("|") for line in table.splitlines()]
    return {key.strip(" `"): (required.strip(), holds) for key, required, holds in cells}


def test_every_mapping_with_a_table_has_one() -> None:
    assert len(KEY_TABLES) == len(TABLED)


@pytest.mark.parametrize(
    ("mapping", "table"), TABLES, ids=[mapping.__name__ for mapping, _ in TABLES]
)
def test_a_table_names_the_keys_of_its_mapping_in_order_and_which_are_required(
    mapping: Any, table: str
) -> None:
    told = [(key, required) for key, (required, _) in rows(table).items()]
    declared = [(each.name, "yes" * (each.default is MISSING)) for each in fields(mapping)]
    assert told == declared


@pytest.mark.parametrize(
    ("key", "mapping"), [("organizers", model.Organizer), ("attendance", model.Attendance)]
)
def test_a_row_names_the_keys_of_a_small_mapping(key: str, mapping: Any) -> None:
    _, holds = rows(KEY_TABLES[TABLED.index(model.Event)])[key]
    assert {each.name for each in fields(mapping)} <= set(re.findall(r"`(\w+)`", holds))


@pytest.mark.parametrize(
    ("mapping", "table"), TABLES, ids=[mapping.__name__ for mapping, _ in TABLES]
)
def test_a_row_names_every_word_that_may_stand_there(mapping: Any, table: str) -> None:
    for name, hint in get_type_hints(mapping).items():
        for part in (hint, *get_args(hint)):
            _, holds = rows(table)[name]
            if get_origin(part) is Literal and "as for" not in holds:
                assert set(get_args(part)) <= set(re.findall(r"`(\w+)`", holds))


def test_the_complete_record_has_no_problem() -> None:
    assert EXAMPLES[0].startswith("tiptui: 1\n")
    expect(EXAMPLES[0])


def test_the_second_example_fits_into_the_first() -> None:
    text = EXAMPLES[0].replace("  evidence:\n", EXAMPLES[1] + "  evidence:\n", 1)
    expect(text.replace("      - What was held", "      - A caption\n      - What was held"))


def test_the_line_that_shows_a_problem_is_as_tiptui_prints_it() -> None:
    [line] = re.findall(r"^record\.yaml:.*$", DOC, re.MULTILINE)
    broken = EXAMPLES[0].replace("    name: Mina", "    nmae: Mina")
    problems = parse(broken.encode()).problems
    [printed] = [each.line("record.yaml") for each in problems if each.code == "unknown-key"]
    assert re.sub(r":\d+:\d+:", "", line) == re.sub(r":\d+:\d+:", "", printed)


# ---- traps ----


def traps() -> list[tuple[str, str]]:
    """Gives each statement's text and piece of evidence that stands on one line among the traps.

    With it comes the comment above it, which says whether it is wrong or right.
    """
    found = []
    for example in EXAMPLES:
        comment, pieces = "", list[str]()
        for line in [*example.splitlines(), "# end"]:
            if not line.startswith("# "):
                pieces.append(line)
                continue
            if len(pieces) == 1 or comment.startswith("right") or "each of them" in comment:
                found += [(comment, piece) for piece in pieces]
            comment, pieces = line.removeprefix("# "), []
    return [
        (comment, piece)
        for comment, piece in found
        if comment.startswith(("wrong", "right"))
        and re.match(r"- \{paragraph|text: (?!>-$|\|$)", piece)
    ]


def problems_of(piece: str) -> tuple[Problem, ...]:
    """Gives the problems of a text or a piece of evidence in a record that has no others."""
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


WRONG = [(comment, piece) for comment, piece in traps() if comment.startswith("wrong")]
RIGHT = [piece for comment, piece in traps() if comment.startswith("right")]


def test_there_are_traps() -> None:
    assert len(WRONG) >= 15
    assert len(RIGHT) >= 15


@pytest.mark.parametrize("piece", RIGHT)
def test_what_is_right_has_no_problem(piece: str) -> None:
    assert problems_of(piece) == ()


@pytest.mark.parametrize(("comment", "piece"), WRONG)
def test_what_is_wrong_is_an_error_unless_its_comment_tells_what_is_read_instead(
    comment: str, piece: str
) -> None:
    told = re.fullmatch(r'wrong: the text is "(.*)"', comment)
    errors = [problem for problem in problems_of(piece) if not problem.warning]
    assert bool(errors) == (told is None)
