"""Bytes to a plain tree: the places of things, and where reading stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.marked import expect, form, stops
from tests.kit.records import SMALL
from tiptui.record.problem import Fault, Path, Position
from tiptui.record.raw_text import Unreadable, decode
from tiptui.record.reader import locate_faults, read

# ---- separators that are line breaks to YAML alone ----


SEPARATORS = ["\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    "text",
    [
        "a: ▸b{}c",
        "a: ▸b{}c{}d",
        "a: ▸'b{}c'",
        'a: ▸"b{}c"',
        'a: ▸"b\\{}c"',
        "a: [b, ▸c{}d]",
        "a: ▸|\n  b{}c\n  d\n",
        "a: ▸>-\n  b\n  c{}d\n",
        "a: b\n# c▸{}d: e\nf: g",
        "▸{}a: b",
        "a▸{}b: c",
        "a: b ▸{}",
    ],
)
def test_a_raw_separator_is_one_problem_and_ends_no_line(text: str, separator: str) -> None:
    [problem] = form(text.replace("{}", separator), "control-character")
    assert f"U+{ord(separator):04X} " in problem.message


@pytest.mark.parametrize("separator", SEPARATORS)
def test_lines_after_a_raw_separator_are_counted_as_editors_count_them(separator: str) -> None:
    form(f"# a▸{separator}b\nc: ▸*d\n", "control-character", "alias")


# ---- places ----


@pytest.mark.parametrize("before", ["東京", "👩‍🚜", "é", "e\u0301", "שלום", "\u200b"])
def test_columns_count_code_points(before: str) -> None:
    form(f"{{{before}: {before}, a: ▸*b}}", "alias")
    assert stops(f"[{before}, ▸@]")


PLACED = """\
first: 東京
'quoted': {👩: one, "two": [x, {y: z}]}
list:
  -
  - a: b
    c: |
      text
  - - deep
empty:
"""


@pytest.mark.parametrize(
    ("path", "value", "key", "first_key"),
    [
        ((), (1, 1), None, (1, 1)),
        (("first",), (1, 8), (1, 1), None),
        (("quoted",), (2, 11), (2, 1), (2, 12)),
        (("quoted", "👩"), (2, 15), (2, 12), None),
        (("quoted", "two"), (2, 27), (2, 20), None),
        (("quoted", "two", 1), (2, 31), None, (2, 32)),
        (("quoted", "two", 1, "y"), (2, 35), (2, 32), None),
        (("list",), (4, 3), (3, 1), None),
        (("list", 0), (4, 4), None, None),
        (("list", 1), (5, 5), None, (5, 5)),
        (("list", 1, "c"), (6, 8), (6, 5), None),
        (("list", 2, 0), (8, 7), None, None),
        (("empty",), (9, 7), (9, 1), None),
    ],
)
def test_a_value_its_key_and_its_first_key_have_their_places(
    path: Path,
    value: tuple[int, int],
    key: tuple[int, int] | None,
    first_key: tuple[int, int] | None,
) -> None:
    faults = [
        Fault(path, "hm", "x"),
        Fault(path, "hm", "x", "key"),
        Fault(path, "hm", "x", "first key"),
    ]
    places = [problem.position for problem in locate_faults(PLACED, faults)]
    assert places == [value, key or value, first_key or value]


@pytest.mark.parametrize(
    ("text", "fault", "column"),
    [
        ("a: [b]\na: [c]\n", Fault(("a", 0), "hm", "x"), 5),  # the first of two
        ("<<: a\nb: c", Fault((), "hm", "x", "first key"), 1),  # even if it can't be one
        ("{<<: a, b: c}", Fault((), "hm", "x", "first key"), 2),
    ],
)
def test_the_place_of_what_is_refused_as_a_key(text: str, fault: Fault, column: int) -> None:
    [problem] = locate_faults(text, [fault])
    assert problem.position == Position(1, column)


# ---- what is no YAML ----


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a: *b▸* c", "in quotes"),
        ("a: ▸!x!b c", "in quotes"),
        ("a: !Oh▸, no", "in quotes"),
        ("a: >9▸0 b", "quotes around"),
        ('a: "b" ▸c', "put ' around all of it"),
        ("a: 'b'▸c'", 'put " around all of it'),
        ('a: "\\u▸d83d\\ude00"', "write the character itself"),
        ("[a: b▸: c]", "comma"),
        ("{a: [b] ▸c}", 'put a comma or "}" before this, or quotes around the value'),
        ('a: "b\n  c"\nd: {e: f" ▸: g}', "put a comma before this"),
        ("a: b\n  c▸: d", "line 2 goes on with the text above it"),
        ("- a\n▸b: c", 'line 2 stands in a list: begin it with "- "'),
        ("a: 'b\nc: d\n▸", "the words that begin with ' on line 1"),
        ("a: b\nc\n▸d: e", "line 2 has no key"),
        ("a:\n▸\tb: c", "a tab can't indent"),
        ("a:\n  b: c\n▸\td: e", "a tab can't indent"),
        ("▸\ta: b", "a tab can't indent"),
    ],
)
def test_what_is_no_yaml_is_one_problem_with_advice(text: str, advice: str) -> None:
    """Those of `slips.txt` aside, which are read in full."""
    assert advice in stops(text)


def test_what_was_found_before_reading_stopped_is_not_told() -> None:
    [problem] = expect("a: *b\nc: d▸: e\n", "syntax")
    assert not problem.warning


@given(st.text(), st.integers(0, len(SMALL)))
def test_a_text_has_the_same_tree_whatever_its_line_breaks(inserted: str, index: int) -> None:
    text = (SMALL[:index] + inserted + SMALL[index:]).replace("\r", "")

    def outcome(line_break: str) -> object:
        try:
            found, problems = read(decode(text.replace("\n", line_break).encode()))
        except Unreadable as error:
            return error.problem
        return found, problems

    assert outcome("\n") == outcome("\r\n") == outcome("\r")
