"""What is wrong, where, and how it is said."""

import pytest

from tiptui.record.problem import Position, Problem


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem(Position(7, 3), 'unknown key "nmae"; did you mean "name"?', "unknown-key"),
            '7:3: error: unknown key "nmae"; did you mean "name"? [unknown-key]',
        ),
        (Problem(Position(1, 1), "hm", "uncited"), "1:1: warning: hm [uncited]"),
    ],
)
def test_a_problem_is_one_line_as_compilers_write_it(problem: Problem, line: str) -> None:
    assert problem.line("a/record.yaml") == f"a/record.yaml:{line}"


def test_a_file_name_can_not_write_to_the_terminal() -> None:
    line = Problem(Position(1, 1), "hm", "empty").line("a\x1b]0;b\n\udcff")
    assert line.startswith("a␛]0;b <U+DCFF>:1:1: ")
