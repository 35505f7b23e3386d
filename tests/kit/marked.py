"""Records with marks at their problems: one sees the place, and counts no columns."""

import pytest
from jsonschema import Draft202012Validator

from tests.kit.records import SMALL
from tiptui.record.load import Loaded, parse
from tiptui.record.problem import Position, Problem
from tiptui.record.raw_text import Unreadable, decode
from tiptui.record.reader import read
from tiptui.record.schema import schema
from tiptui.text.visible import visible

MARK = "▸"
WATER = "evidence: [{paragraph: 2, exact: cold water}]"
"""The evidence of the one statement of the small record without a theme."""


def unmarked(text: str) -> tuple[str, list[Position]]:
    """Return the text without its marks, and the position of each mark."""
    plain, places = "", []
    for piece in text.split(MARK)[:-1]:
        plain += piece
        lines = plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        places.append(Position(len(lines), len(lines[-1]) + 1))
    return text.replace(MARK, ""), places


def expect(text: str, *codes: str) -> tuple[Problem, ...]:
    """Return the problems of a text; assert that they are these, each at its mark."""
    plain, places = unmarked(text)
    problems = parse(plain.encode()).problems
    found = [(problem.position, problem.code) for problem in problems]
    assert found == list(zip(places, codes, strict=True)), problems
    return problems


def expect_errors(text: str, *codes: str) -> None:
    """Assert that these are the errors of a text, each at its mark; warnings do not count."""
    plain, places = unmarked(text)
    errors = [problem for problem in parse(plain.encode()).problems if not problem.warning]
    assert [(each.position, each.code) for each in errors] == list(zip(places, codes, strict=True))


def form(text: str, *codes: str) -> list[Problem]:
    """Return the problems of form of a text; assert that they are these, each at its mark."""
    plain, places = unmarked(text)
    _, problems = read(plain)
    problems.sort()
    assert [(each.position, each.code) for each in problems] == list(
        zip(places, codes, strict=True)
    )
    return problems


def stops(text: str, code: str = "syntax") -> str:
    plain, [place] = unmarked(text)
    with pytest.raises(Unreadable) as stopped:
        read(decode(plain.encode()))
    assert (stopped.value.problem.position, stopped.value.problem.code) == (place, code)
    return stopped.value.problem.message


def changed(old: str, new: str, text: str = SMALL) -> str:
    """Return the small record with one part changed; assert that it stands there once."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)


def in_event(more: str, text: str = SMALL) -> str:
    return changed("start_date: 2024}", f"start_date: 2024, {more}}}", text)


def consistent(loaded: Loaded, data: bytes) -> None:
    """Assert the rules that hold for problems of all bytes."""
    errors = [problem for problem in loaded.problems if not problem.warning]
    assert bool(errors) == (loaded.record is None)
    places = [problem.position for problem in loaded.problems]
    assert places == sorted(places)
    text = data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in loaded.problems:
        line, column = problem.position
        assert 1 <= line <= len(lines), problem
        assert 1 <= column <= len(lines[line - 1]) + 1, problem
        assert problem.message == visible(problem.message)
        assert problem.code, problem


def place_of(piece: str, text: str) -> str:
    """Return `LINE:COLUMN` of a piece of text, both counted from 1."""
    before = text[: text.index(piece)]
    return f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


SCHEMA = Draft202012Validator(schema())


def expect_refusal(text: str, *codes: str) -> tuple[Problem, ...]:
    """Return the problems of a text, each at its mark; assert that the schema refuses it too."""
    problems = expect(text, *codes)
    assert not SCHEMA.is_valid(read(text.replace("▸", ""))[0])
    return problems
