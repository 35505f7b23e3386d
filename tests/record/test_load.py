"""A file to a record, or to every problem in it: its keys and their values."""

import json
from dataclasses import is_dataclass
from typing import Any

import pytest

from tests.kit.full import (
    FULL,
    KEYS,
    REQUIRED,
    KeyPath,
    block,
    flow,
    full,
    mark_first,
    reach,
    with_value,
)
from tests.kit.marked import changed, expect, expect_refusal
from tests.kit.records import record
from tiptui.record.load import parse
from tiptui.report.json_data import tree

# ---- what a record holds ----


def as_json_has_it(data: Any) -> Any:
    """Return a tree with its whole numbers, and what is true, as JSON has them."""
    if isinstance(data, dict):
        return {key: as_json_has_it(value) for key, value in data.items()}
    if isinstance(data, list):
        return list(map(as_json_has_it, data))
    return {"true": True, "90": 90, "1": 1, "2": 2}.get(data, data)


def test_every_key_arrives_with_its_value() -> None:
    assert tree(record(FULL)) == as_json_has_it(full())


@pytest.mark.parametrize("indent", [None, 4, "\t"])
def test_json_is_a_record_too(indent: Any) -> None:
    assert record(json.dumps(as_json_has_it(full()), indent=indent)) == record(FULL)


def test_the_full_record_has_every_key() -> None:
    missing = {path[-2:] for path in KEYS if path[-1] not in reach(full(), path)}
    assert missing == {("evidence", key) for key in ("source", "page", "time")}


@pytest.mark.parametrize("written", ['" two\\nlines "', "|\n      two\n      lines\n\n"])
def test_text_arrives_without_the_space_around_it(written: str) -> None:
    assert record(changed("role: Chair", f"role: {written}")).speakers[0].role == "two\nlines"


@pytest.mark.parametrize("count", ["0", "1", "90", "1234567890"])
@pytest.mark.parametrize(("text", "truth"), [("true", True), ("false", False), ("''", False)])
def test_numbers_and_truth_are_read_where_asked_for(count: str, text: str, truth: bool) -> None:
    old = "count: 90, approximate: true"
    event = record(changed(old, f"count: {count}, approximate: {text}", FULL)).event
    assert event.attendance
    assert (event.attendance.count, event.attendance.approximate) == (int(count), truth)


NO_NUMBERS = "010 -1 +1 1.0 1e3 0x1F 1_000 ninety 90% ٩٠".split()
WORDS = [
    ("mode: quoted\n        occ", "mode: ▸qouted\n        occ", "quoted"),
    ("mode: quoted\n    themes", "mode: ▸Reported\n    themes", "reported"),
    ("kind: group", "kind: ▸group of people", ""),
    ("type: minutes", "type: ▸minute", "minutes"),
]


@pytest.mark.parametrize("text", ["about 90", "' 9'", *NO_NUMBERS, "1" + "0" * 15, "9" * 5_000])
def test_what_is_no_whole_number_or_too_large_is_refused(text: str) -> None:
    why = "is no whole number: write it in at most 15 digits, such as 2"
    for old in ("count: 90", "exact: y, paragraph: 1"):
        changed_text = changed(old, f"{old.rsplit(maxsplit=1)[0]} ▸{text}", FULL)
        [problem] = expect_refusal(changed_text, "bad-number")
        assert problem.message.endswith(f'" {why}')


@pytest.mark.parametrize("text", ["yes", "True", "TRUE", "no", "1", "on", "~", "'true '"])
def test_nothing_else_is_true_or_false(text: str) -> None:
    expect_refusal(changed("approximate: true", f"approximate: ▸{text}", FULL), "bad-choice")


@pytest.mark.parametrize(("old", "new", "hint"), WORDS)
def test_one_of_a_few_words_is_held_to_them(old: str, new: str, hint: str) -> None:
    [problem] = expect_refusal(changed(old, new, FULL), "bad-choice")
    assert problem.message.endswith(f'did you mean "{hint}"?') == bool(hint)
    assert " is none of " in problem.message


# ---- nothing there ----


@pytest.mark.parametrize(
    "text", ["", "\n", "# only\n# comments\n", "---\n", "\ufeff", "''", "\r\n", "--- # c\n...\n"]
)
def test_an_empty_file_is_one_problem_at_its_beginning(text: str) -> None:
    expect("▸" + text, "empty")


@pytest.mark.parametrize(
    "text", ["[]", "- a", "[a, b]", "a", "~", "null", "1", "|\n  a\n", "- - []"]
)
def test_a_file_must_be_a_mapping(text: str) -> None:
    [problem] = expect_refusal("▸" + text, "wrong-type")
    assert problem.message.startswith("must have keys, each with a colon and a space: tiptui, ")


def test_an_empty_mapping_lacks_every_required_key() -> None:
    problems = expect_refusal("# c\n▸▸{}", *["missing-key"] * 2)
    assert [each.message.split('"')[1] for each in problems] == ["event", "tiptui"]


EMPTY = ["", "''", "' '", "[]", "{}", '"\\n"']


@pytest.mark.parametrize("path", REQUIRED, ids="/".join)
@pytest.mark.parametrize("style", [flow, block])
def test_a_missing_or_empty_key_is_told_at_the_first_key_beside_it(
    path: KeyPath, style: Any
) -> None:
    trees = [with_value(path, value) for value in EMPTY]
    if len(reach(full(), path)) > 1:
        trees.append(full())
        del reach(trees[-1], path)[path[-1]]
    for data in trees:
        is_empty = path[-1] in reach(data, path)
        mark_first(reach(data, path))
        [problem] = expect_refusal(style(data), "missing-key")
        missing, _, why = problem.message.partition(": it has no value, or one that begins with #")
        assert missing == f'the key "{path[-1]}" is missing'
        assert bool(why) == is_empty


@pytest.mark.parametrize("path", [path for path in KEYS if path not in REQUIRED], ids="/".join)
def test_an_empty_value_of_an_optional_key_is_the_same_as_none(path: KeyPath) -> None:
    data = full()
    reach(data, path).pop(path[-1], None)
    left_out = parse(flow(data).encode())
    for empty in EMPTY:
        written = parse(flow(with_value(path, empty)).encode())
        assert written.record == left_out.record
        assert len(written.problems) == len(left_out.problems)


def test_a_mapping_that_has_only_empty_values_is_none() -> None:
    text = "tiptui: 1\nevent: {id: e, name: n, start_date: 2024, attendance: {groups: []}}\n"
    found = parse(text.encode()).record
    assert found
    assert found.event.attendance is None


# ---- what can't stand there ----


def wrong(path: KeyPath) -> list[tuple[str, str]]:
    """Return values that can't stand under a key, marked, with the codes of their problems."""
    key = KEYS[path]
    of_mappings = is_dataclass(key.type)
    if not key.is_list:
        return [(f"▸{each}", "wrong-type") for each in ("[x]", "x" if of_mappings else "{x: y}")]
    items = ("x", "[]", "[x]") if of_mappings else ("{}", "[]", "[x]")
    return [
        *((value, "wrong-type") for value in ("▸x", "▸{x: y}")),
        *((f"[▸{item}]", "wrong-type") for item in items),
        *((f"[▸{item}]", "empty-item") for item in ("''", "' '", '"\\n"')),
    ]


@pytest.mark.parametrize("path", KEYS, ids="/".join)
def test_what_can_not_stand_under_a_key_is_told_once_where_it_stands(path: KeyPath) -> None:
    for value, code in wrong(path):
        [problem] = expect_refusal(flow(with_value(path, value)), code)
        assert problem.message.startswith(("must be ", "must have keys, ", "an empty item"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("▸\n▸&a", "empty anchor"),
        (changed("topics: [a topic]", "topics:\n  -▸\n  - a topic", FULL), "empty-item"),
        (changed("[{paragraph: 2, exact: cold water}]", "[▸▸{}]"), "missing-key missing-key"),
        (changed("role: Chair", "▸qqq: {a: 1, ▸a: 2}"), "unknown-key duplicate-key"),
        # What became a key for want of quotes or a space is one.
        (changed("exact: cold water", "exact: on April 18, ▸2024"), "unknown-key"),
        (
            changed("{paragraph: 2, exact: co", "{▸▸paragraph:2, exact: co"),
            "missing-key unknown-key",
        ),
        # A raw separator is one problem, and hides no other.
        (changed("id: r1,", "id: ▸r\u20281,"), "control-character"),
        (changed("tiptui: 1", "tiptui: ▸1\x851"), "control-character"),
        (
            changed("start_date: 2024}", "start_date: ▸soon} # ▸\u2029"),
            "bad-date control-character",
        ),
        (changed("role: Chair", 'role: ▸▸"\\a\u202e"'), "control-character invisible-character"),
        (
            "▸▸sources:\n- {id: log, title: ▸[a], ▸titel: b}\nspeakers:\n- {id: x, name: ▸&y X}\n",
            "missing-key missing-key wrong-type unknown-key anchor",
        ),
    ],
)
def test_problems_stand_in_the_order_of_the_text_whatever_found_them(text: str, codes: str) -> None:
    expect(text, *codes.split())


# ---- unknown keys ----


SPEAKER_KEYS = "id, name, kind, role, organization, other_names, evidence, statements, note"


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("▸rol: Chair", '"rol"; did you mean "role"?'),
        ("▸Role: Chair", '"Role"; did you mean "role"?'),
        ("▸\ufeffrole: Chair", '"<U+FEFF>role"; did you mean "role"?'),
        ("▸qqq: Chair", '"qqq"'),
        ("? ▸qqq\n    : Chair", '"qqq"'),
        ("▸'': Chair", '""'),
        ('▸"\\e[2J": Chair', '"␛[2J"'),
        ("▸\u202ebad: Chair", '"<U+202E>bad"'),
        ("▸東京👩: [a, {b: c}]", '"東京👩"'),
        (f"▸{'x' * 99}: Chair", f'"{"x" * 59}…"'),
        ("▸2024:", '"2024"; if it belongs to the value before it, put that in quotes'),
    ],
)
def test_an_unknown_key_comes_with_what_may_be_meant(new: str, message: str) -> None:
    [problem] = expect_refusal(changed("role: Chair", new), "unknown-key")
    known = "" if ";" in message else f"; known here: {SPEAKER_KEYS}"
    assert problem.message == f"unknown key {message}{known}"
