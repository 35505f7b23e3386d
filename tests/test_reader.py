"""Bytes to a plain tree: what is YAML, what is not, and where reading stops."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.marked import form, stops
from tiptui.record.problem import Problem
from tiptui.record.reader import DEEPEST, Tree, Unreadable, decode, read


def tree(text: str) -> Tree:
    """Gives the tree of a text that has no problem of form."""
    found, problems = read(text)
    assert not problems
    return found


def undecodable(data: bytes) -> Problem:
    with pytest.raises(Unreadable) as stopped:
        decode(data)
    return stopped.value.problem


# ---- bytes ----


def test_utf_8_is_read() -> None:
    assert decode("Ångström 東京 👩".encode()) == "Ångström 東京 👩"


@pytest.mark.parametrize("marks", [1, 2])
def test_byte_order_marks_at_the_beginning_are_no_part_of_the_text(marks: int) -> None:
    assert decode(b"\xef\xbb\xbf" * marks + b"a: 1") == "a: 1"


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\xff", (1, 1), "FF"),
        (b"name: caf\xe9", (1, 10), "E9"),
        (b"a: 1\nb: \x80\n", (2, 4), "80"),
        (b"a: 1\r\nb: \x80\n", (2, 4), "80"),
        (b"a: 1\rb: \x80\n", (2, 4), "80"),
        ("東京👩".encode() + b"\xc0\x80", (1, 4), "C0"),
        (b"a: \xe2\x82", (1, 4), "E2"),
        (b"a: \xed\xa0\x80", (1, 4), "ED"),
        (b"\xef\xbb", (1, 1), "EF"),
        (b"\xef\xbb\xbfab\xff", (1, 3), "FF"),
        (b"\xef\xbb\xbf\xff", (1, 1), "FF"),
    ],
)
def test_a_byte_that_is_not_utf_8_has_its_place_in_code_points(
    data: bytes, place: tuple[int, int], byte: str
) -> None:
    problem = undecodable(data)
    assert (problem.place, problem.code) == (place, "encoding")
    assert f"0x{byte} " in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_of_unicode_are_refused_in_their_first_line(encoding: str) -> None:
    problem = undecodable("tiptui: 1\n".encode(encoding))
    assert problem.place.line == 1


@pytest.mark.parametrize("bom", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_comes_with_advice(bom: bytes) -> None:
    assert undecodable(bom + b"a\x00").message.endswith("; save the file as UTF-8")


RAW_CONTROLS = [
    *range(0x09),
    0x0B,
    0x0C,
    *range(0x0E, 0x20),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
]


@pytest.mark.parametrize("code", RAW_CONTROLS)
def test_a_raw_control_character_stops_reading_where_it_stands(code: int) -> None:
    message = stops(f"a: 1\n東: 京▸{chr(code)}\n", "control-character")
    assert f"U+{code:04X} " in message


@pytest.mark.parametrize("before", ["# a ", "a: 'b ", "a ", ""])
def test_a_raw_control_character_is_refused_wherever_it_stands(before: str) -> None:
    stops(f"{before}▸\x1b", "control-character")


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_text_or_have_one_problem(data: bytes) -> None:
    with suppress(Unreadable):
        assert decode(data) in data.decode()


# ---- scalars ----


@pytest.mark.parametrize(
    "written",
    "no NO yes on true 12:30 010 0x1F 1_000 1.50 ~ null = .5 2024-04-18 2024-04-18T10:00:00Z 1e3 "
    ".inf .nan -1 a#b a:b C:\\d".split(),
)
def test_every_plain_scalar_arrives_as_written(written: str) -> None:
    assert tree(f"a: {written}") == {"a": written}


def test_a_value_that_is_not_there_is_empty_text() -> None:
    assert tree("a:\nb: ''\nc: # no more\n") == {"a": "", "b": "", "c": ""}
    assert tree("{a: , b, c: ''}") == {"a": "", "b": "", "c": ""}


def test_quotes_and_escapes_are_those_of_yaml() -> None:
    assert tree("a: 'it''s'\nb: \"\\u00e5\\n\\\"\"") == {"a": "it's", "b": 'å\n"'}


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("|", "one\ntwo\n\nthree\n"),
        ("|-", "one\ntwo\n\nthree"),
        (">", "one two\nthree\n"),
        (">-", "one two\nthree"),
        ("|2-", "one\ntwo\n\nthree"),
    ],
)
def test_block_scalars_keep_or_fold_their_lines(block: str, text: str) -> None:
    assert tree(f"a: {block}\n  one\n  two\n\n  three\n") == {"a": text}


def test_a_plain_scalar_goes_on_in_the_next_line() -> None:
    assert tree("a: one\n  two\nb: three") == {"a": "one two", "b": "three"}


def test_tabs_arrive_for_the_rules_of_text_to_refuse() -> None:
    assert tree('a: b\tc\nd: "e\\tf"\n') == {"a": "b\tc", "d": "e\tf"}


def test_a_tab_between_key_and_value_is_no_part_of_either() -> None:
    assert tree("a:\tb\n") == {"a": "b"}


def test_block_and_flow_style_mean_the_same() -> None:
    block = "a:\n  - b\n  - c: d\n    e: []\n"
    assert tree(block) == tree("{a: [b, {c: d, e: []}]}") == {"a": ["b", {"c": "d", "e": []}]}


def test_json_is_read_its_numbers_and_words_as_text() -> None:
    data = {"a": [1, True, None, 'b\n"c"/å'], "d": {}}
    wanted = {"a": ["1", "true", "null", 'b\n"c"/å'], "d": {}}
    for indent in (None, 2, "\t"):
        assert tree(json.dumps(data, indent=indent)) == wanted
    assert tree('{"a":"b","c":["\\/"]}') == {"a": "b", "c": ["/"]}


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# a comment\n  # and another", "---\n", "---\n...\n"]
)
def test_a_file_without_a_value_is_empty(text: str) -> None:
    assert tree(text) == ""


@pytest.mark.parametrize("text", ["---\na: b\n", "a: b\n...\n", "%YAML 1.1\n---\na: b\n...\n# c\n"])
def test_one_document_may_have_its_marks(text: str) -> None:
    assert tree(text) == {"a": "b"}


# ---- what the strict subset leaves out ----


@pytest.mark.parametrize(
    "text",
    [
        "a: ▸!!str b",
        "a: ▸! b",
        "a: ▸!own b",
        "a: ▸!!map\n  b: c",
        "a: [▸!!int 1]",
        "▸!!str a: b",
        "a: ▸!<tag:yaml.org,2002:str> b",
        "a: ▸!!binary aGk=",
    ],
)
def test_a_tag_is_refused_where_it_stands(text: str) -> None:
    form(text, "tag")


@pytest.mark.parametrize(
    "text", ["a: ▸&x b", "a: ▸&x\n  b: c", "a: [▸&x b]", "▸&x a: b", "a: ▸&x [b]", "a: ▸&x\n"]
)
def test_an_anchor_is_refused_where_it_stands(text: str) -> None:
    form(text, "anchor")


@pytest.mark.parametrize("text", ["a: ▸*x", "a: [b, ▸*x]", "▸*x : b", "{▸*x : b}", "▸*x"])
def test_an_alias_is_refused_once_where_it_stands(text: str) -> None:
    form(text, "alias")


def test_an_anchor_and_its_alias_are_two_problems() -> None:
    form("a: ▸&x b\nc: ▸*x\n", "anchor", "alias")


def test_a_tag_and_an_anchor_on_one_value_are_two_problems() -> None:
    form("a: ▸▸!!str &x b\n", "anchor", "tag")


@pytest.mark.parametrize("text", ["▸<<: {a: b}", "a:\n  b: c\n  ▸<<: {d: e}", "{▸<<: {a: b}}"])
def test_a_merge_key_is_refused_where_it_stands(text: str) -> None:
    form(text, "merge-key")


def test_a_key_in_quotes_that_looks_like_a_merge_key_is_a_key() -> None:
    assert tree("'<<': a") == {"<<": "a"}


@pytest.mark.parametrize("text", ["▸[a]: b", "▸{a: b}: c", "? ▸- a\n: b", "? ▸a: b\n: c"])
def test_a_key_that_is_no_text_is_refused(text: str) -> None:
    form(text, "bad-key")


def test_an_explicit_key_is_a_key_like_any_other() -> None:
    assert tree("? a\n: b\n") == {"a": "b"}


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n▸a: 2",
        "{a: 1, b: 2, ▸a: 3}",
        "a: 1\n▸'a': 2",
        'a: 1\n▸"\\x61": 2',
        "b:\n  - a: 1\n    ▸a:\n",
        "a:\n▸a: 2",
        "{a, ▸a}",
    ],
)
def test_a_key_given_twice_is_reported_at_the_second(text: str) -> None:
    [problem] = form(text, "duplicate-key")
    assert problem.message == 'the key "a" is given twice'


def test_a_key_given_three_times_is_reported_twice() -> None:
    form("a: 1\n▸a: 2\n▸a: 3\n", "duplicate-key", "duplicate-key")


def test_the_first_of_two_values_counts() -> None:
    found, _ = read("a: 1\na: 2")
    assert found == {"a": "1"}


def test_what_stands_under_the_second_of_two_keys_is_read_too() -> None:
    form("a: 1\n▸a: {b: 1, ▸b: 2, c: ▸*x}\n", "duplicate-key", "duplicate-key", "alias")


def test_the_same_key_in_two_mappings_is_no_duplicate() -> None:
    assert tree("a: {b: 1}\nc: {b: 1}\n") == {"a": {"b": "1"}, "c": {"b": "1"}}


@pytest.mark.parametrize(
    "text",
    ["a: b\n▸---\nc: d\n", "a: b\n▸---\n", "a: b\n...\n▸---\nc: d\n", "---\na: b\n▸---\n[[}"],
)
def test_a_second_document_is_refused_where_it_starts(text: str) -> None:
    form(text, "second-document")


def test_a_second_document_without_its_mark_stops_reading() -> None:
    assert "a record is one document" in stops("a: b\n...\n▸c: d\n", "second-document")


# ---- depth ----


def nested(depth: int, opening: str, closing: str) -> str:
    return opening * depth + closing * depth


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("{a: [", "]}")]
)
def test_32_levels_are_allowed_and_33_are_not(opening: str, closing: str) -> None:
    levels = opening.count("[") + opening.count("{") + opening.count("-")
    read(nested(DEEPEST // levels, opening, closing))
    deeper = f"{opening * (DEEPEST // levels)}▸[]{closing * (DEEPEST // levels)}"
    assert "32 deep" in stops(deeper, "too-deep")


def test_block_mappings_count_as_levels() -> None:
    lines = [f"{' ' * level}a:\n" for level in range(DEEPEST - 1)]
    read("".join(lines) + " " * DEEPEST + "a: b\n")
    stops("".join(lines) + " " * DEEPEST + "a:\n" + " " * DEEPEST + " ▸a: b\n", "too-deep")


def test_levels_within_a_key_or_a_second_value_count_too() -> None:
    stops(f"? {'[' * 31}▸[", "too-deep")
    stops(f"a: 1\na: {'[' * 31}▸[", "too-deep")


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[{a: ", "{? "])
def test_a_hundred_thousand_levels_stop_at_the_33rd(opening: str) -> None:
    with pytest.raises(Unreadable) as stopped:
        read(opening * 100_000)
    levels = len(opening.replace(" ", "").replace("a:", "").replace("{?", "?"))
    column = DEEPEST // levels * len(opening) + 1
    assert (stopped.value.problem.place, stopped.value.problem.code) == ((1, column), "too-deep")


def test_brackets_too_deep_after_other_lines_have_their_place() -> None:
    stops("a: b\n東:\n  - " + "[" * 30 + "▸[" + "[" * 5_000, "too-deep")
