"""Bytes to a plain tree: what is YAML, what is not, and where reading stops."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.kit.marked import expect, form, stops
from tests.kit.records import SMALL
from tiptui.record.problem import Fault, Position, Problem
from tiptui.record.raw_text import Unreadable, decode
from tiptui.record.reader import DEEPEST, Tree, locate_faults, read

PAIR = r"\ud83d\ude00"
"""How JSON escapes an emoji."""


def tree(text: str) -> Tree:
    """Return the tree of a text that has no problem of form."""
    whole, problems = read(text)
    assert not problems
    return whole


def undecodable(data: bytes) -> Problem:
    with pytest.raises(Unreadable) as stopped:
        decode(data)
    return stopped.value.problem


# ---- bytes ----


@pytest.mark.parametrize("marks", [0, 1, 2])
def test_utf_8_is_read_without_byte_order_marks(marks: int) -> None:
    assert decode(b"\xef\xbb\xbf" * marks + "Ångström 東京 👩".encode()) == "Ångström 東京 👩"


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\xff", (1, 1), "FF"),
        (b"name: caf\xe9", (1, 10), "E9"),
        (b"a: 1\nb: \x80\n", (2, 4), "80"),
        (b"a: 1\r\nb: \x80\n", (2, 4), "80"),
        ("東京👩".encode() + b"\xc0\x80", (1, 4), "C0"),
        (b"a: \xe2\x82", (1, 4), "E2"),
        (b"a: \xed\xa0\x80", (1, 4), "ED"),
        (b"\xef\xbb\xbfab\xff", (1, 3), "FF"),
        (b"\xef\xbb\xbf\xff", (1, 1), "FF"),
    ],
)
def test_a_byte_that_is_not_utf_8_has_its_place(
    data: bytes, place: tuple[int, int], byte: str
) -> None:
    problem = undecodable(data)
    assert (problem.position, problem.code) == (place, "encoding")
    assert f"0x{byte} " in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_of_unicode_are_refused_in_their_first_line(encoding: str) -> None:
    data = "tiptui: 1\n".encode(encoding)
    problem = undecodable(data)
    assert problem.position.line == 1
    assert problem.message.endswith("save the file as UTF-8")


RAW_CONTROLS = [
    *(*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)),
    *(*range(0x7F, 0x85), *range(0x86, 0xA0)),
]


@pytest.mark.parametrize("code", RAW_CONTROLS)
def test_a_raw_control_character_stops_reading_where_it_stands(code: int) -> None:
    for before in ("a: 1\n東: 京", "# a ", "a: 'b ", ""):
        message = stops(f"{before}▸{chr(code)}\n", "control-character")
        assert f"U+{code:04X} " in message


# ---- what is read ----


PLAIN = (
    "no NO yes on true 12:30 010 0x1F 1_000 1.50 ~ null = .5 2024-04-18 2024-04-18T10:00:00Z 1e3 "
    ".inf .nan -1 a#b a:b C:\\d"
).split()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        *((text, "") for text in ("", "\n\n", "# a\n  # b", "---\n", "---\n...\n")),
        *((text, {"a": "b"}) for text in ("---\na: b\n", "a: b\n...\n")),
        ("%YAML 1.1\n---\na: b\n...\n# c\n", {"a": "b"}),
        ("a:\nb: ''\nc: # no more\n", {"a": "", "b": "", "c": ""}),
        ("{a: , b, c: ''}", {"a": "", "b": "", "c": ""}),
        ("a: 'it''s'\nb: \"\\u00e5\\n\\\"\"", {"a": "it's", "b": 'å\n"'}),
        *(
            (f"a: {block}\n  one\n  two\n\n  three\n", {"a": whole})
            for block, whole in (
                ("|", "one\ntwo\n\nthree\n"),
                ("|-", "one\ntwo\n\nthree"),
                (">", "one two\nthree\n"),
                (">-", "one two\nthree"),
                ("|2-", "one\ntwo\n\nthree"),
            )
        ),
        ("a: one\n  two\nb: three", {"a": "one two", "b": "three"}),
        # Tabs arrive for the rules of text to refuse, but where they are no part of it.
        ('a: b\tc\nd: "e\\tf"\n', {"a": "b\tc", "d": "e\tf"}),
        ("a:\tb\n", {"a": "b"}),
        ("a:\n  - b\n  - c: d\n    e: []\n", {"a": ["b", {"c": "d", "e": []}]}),
        ("{a: [b, {c: d, e: []}]}", {"a": ["b", {"c": "d", "e": []}]}),
        ("'<<': a", {"<<": "a"}),
        *((f"a: {plain}", {"a": plain}) for plain in PLAIN),
        ("? a\n: b\n", {"a": "b"}),
        ("a: {b: 1}\nc: {b: 1}\n", {"a": {"b": "1"}, "c": {"b": "1"}}),
        ('{"a":"b","c":["\\/"]}', {"a": "b", "c": ["/"]}),
        # Halves of a character are none outside of JSON.
        (r"{'a': '\ud83d\ude00', b: \ud83d\ude00}", {"a": PAIR, "b": PAIR}),
    ],
)
def test_yaml_means_what_its_standard_says(text: str, whole: Tree) -> None:
    assert tree(text) == whole


@given(st.text(max_size=80), st.text())  # libyaml takes no key of over 1,024 letters
@example("😀\\", '\\😀"')
def test_json_in_ascii_means_what_its_standard_says(key: str, value: str) -> None:
    assert tree(json.dumps({key: [value]})) == {key: [value]}


def test_halves_of_a_character_move_nothing() -> None:
    form(rf'{{"{PAIR}": "{PAIR}{PAIR}\"", ▸"{PAIR}": 1}}', "duplicate-key")
    stops(rf'{{"a": "{PAIR}", "b": "\u▸d83d"}}')
    stops(rf'a: "\u▸{PAIR[2:]}"')


# ---- what the strict subset leaves out ----

TAGGED = ["a: ▸!!str b", "a: ▸! b", "a: ▸!own b", "a: ▸!!map\n  b: c", "a: [▸!!int 1]"]
TAGGED += ["▸!!str a: b", "a: ▸!<tag:yaml.org,2002:str> b", "a: ▸!!binary aGk="]
ANCHORED = ["a: ▸&x b", "a: ▸&x\n  b: c", "a: [▸&x b]", "▸&x a: b", "a: ▸&x [b]", "a: ▸&x\n"]
DOUBLE = ["a: 1\n▸a: 2", "{a: 1, b: 2, ▸a: 3}", "a: 1\n▸'a': 2", 'a: 1\n▸"\\x61": 2', "a:\n▸a: 2"]
DOUBLE += ["b:\n  - a: 1\n    ▸a:\n", "{a, ▸a}"]
REFUSED = {
    "tag": TAGGED,
    "anchor": ANCHORED,
    "alias": ["a: ▸*x", "a: [b, ▸*x]", "▸*x : b", "{▸*x : b}", "▸*x"],
    "merge-key": ["▸<<: {a: b}", "a:\n  b: c\n  ▸<<: {d: e}", "{▸<<: {a: b}}"],
    "bad-key": ["▸[a]: b", "▸{a: b}: c", "? ▸- a\n: b", "? ▸a: b\n: c"],
    "duplicate-key": DOUBLE,
    "second-document": [
        *("a: b\n▸---\nc: d\n", "a: b\n▸---\n", "a: b\n...\n▸---\nc: d\n"),
        "---\na: b\n▸---\n[[}",
    ],
    "anchor alias": ["a: ▸&x b\nc: ▸*x\n"],
    "anchor tag": ["a: ▸▸!!str &x b\n"],
    "duplicate-key duplicate-key": ["a: 1\n▸a: 2\n▸a: 3\n"],
    "duplicate-key duplicate-key alias": ["a: 1\n▸a: {b: 1, ▸b: 2, c: ▸*x}\n"],
}


@pytest.mark.parametrize(
    ("codes", "text"), [(codes, text) for codes, texts in REFUSED.items() for text in texts]
)
def test_what_a_record_may_not_have_is_refused_where_it_stands(codes: str, text: str) -> None:
    problems = form(text, *codes.split())
    said = {
        "duplicate-key": 'the key "a" is given twice: ',
        "bad-key": "a key must be plain text: ",
    }
    assert problems[0].message.startswith(said.get(codes, ""))


def test_a_second_document_without_its_mark_stops_reading() -> None:
    assert "a record is one: " in stops("a: b\n...\n▸c: d\n", "second-document")


# ---- depth ----


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("{a: [", "]}")]
)
def test_32_levels_are_allowed_and_33_are_not(opening: str, closing: str) -> None:
    times = DEEPEST // (opening.count("[") + opening.count("{") + opening.count("-"))
    read(opening * times + closing * times)
    assert "32 deep" in stops(f"{opening * times}▸[]{closing * times}", "too-deep")


LEVELS = "".join(f"{' ' * level}a:\n" for level in range(DEEPEST - 1)) + " " * DEEPEST


@pytest.mark.parametrize(
    "text",
    [
        f"{LEVELS}a:\n{' ' * DEEPEST} ▸a: b\n",
        f"? {'[' * 31}▸[",
        f"a: 1\na: {'[' * 31}▸[",
        "a: b\n東:\n  - " + "[" * 30 + "▸[" + "[" * 5_000,
    ],
)
def test_levels_count_wherever_they_are(text: str) -> None:
    read(f"{LEVELS}a: b\n")
    stops(text, "too-deep")


# ---- separators that are line breaks to YAML alone ----


SEPARATORS = ["\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    "text",
    [
        "a: ▸b{}c",
        'a: ▸"b{}c"',
        'a: ▸"b\\{}c"',
        "a: [b, ▸c{}d]",
        "a: ▸>-\n  b\n  c{}d\n",
        "a: b\n# c▸{}d: e\nf: g",
        "▸{}a: b",
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


@pytest.mark.parametrize(
    ("text", "fault", "column"),
    [
        ("a: [b]\na: [c]\n", Fault(("a", 0), "hm", "x"), 5),  # the first of two
        ("{<<: a, b: c}", Fault((), "hm", "x", "first key"), 2),  # even if it can't be one
    ],
)
def test_the_place_of_what_is_refused_as_a_key(text: str, fault: Fault, column: int) -> None:
    [problem] = locate_faults(text, [fault])
    assert problem.position == Position(1, column)


# ---- what is no YAML ----


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a: *b▸* c", 'a value can\'t begin with "*"'),
        ("a: ▸!x!b c", "put quotes around"),
        ("a: !Oh▸, no", "put quotes around"),
        ("a: >9▸0 b", "quotes around"),
        ('a: "b" ▸c', "put ' around all of it"),
        ("a: 'b'▸c'", 'put " around all of it'),
        ('a: "\\u▸d83d\\ude00"', "this backslash begins no character"),
        ("[a: b▸: c]", "comma"),
        ("{a: [b] ▸c}", "a comma or a bracket is missing before this"),
        ('a: "b\n  c"\nd: {e: f" ▸: g}', "a comma or a bracket is missing before this"),
        ("a: b\n  c▸: d", "line 2 goes on with the text above it"),
        ("- a\n▸b: c", 'line 2 stands under a dash: begin it with "- "'),
        ("a: 'b\nc: d\n▸", "the words that begin with ' on line 1"),
        ("a: b\nc\n▸d: e", "line 2 has no key"),
        ("a:\n▸\tb: c", "a tab can't indent"),
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
