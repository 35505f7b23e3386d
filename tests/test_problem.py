"""What is wrong, where, and how it is said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tiptui.record.problem import Place, Problem


def test_an_error_is_one_line_as_compilers_write_it() -> None:
    problem = Problem(Place(7, 3), 'unknown key "nmae"; did you mean "name"?', "unknown-key")
    assert problem.line("record.yaml") == (
        'record.yaml:7:3: error: unknown key "nmae"; did you mean "name"? [unknown-key]'
    )


def test_a_warning_says_that_it_is_one() -> None:
    problem = Problem(Place(1, 1), "hm", "uncited", warning=True)
    assert problem.severity == "warning"
    assert problem.line("-") == "-:1:1: warning: hm [uncited]"


def test_a_file_name_can_not_write_to_the_terminal() -> None:
    line = Problem(Place(1, 1), "hm", "empty").line("a\x1b]0;b\n\udcff")
    assert line.startswith("a␛]0;b <U+DCFF>:1:1: ")


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), max_size=9))
def test_problems_sort_by_line_and_then_by_column(places: list[tuple[int, int]]) -> None:
    problems = [Problem(Place(*place), "hm", "empty") for place in places]
    assert [problem.place for problem in sorted(problems)] == sorted(places)
