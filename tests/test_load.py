"""A file to a record, or to every problem in it: its keys and their values."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.full import BARE, FULL, LISTS, OPTIONAL, REQUIRED, block, flow, full, mark_first, reach
from tests.marked import changed, expect
from tests.records import SMALL, record
from tests.test_model import SHAPE
from tiptui.record.load import parse

# ---- what a record holds ----


def test_every_key_of_the_format_arrives() -> None:
    def told(value: Any) -> Iterator[tuple[type, str]]:
        for field in fields(value):
            held = getattr(value, field.name)
            if held != field.default:
                yield type(value), field.name
            for item in held if isinstance(held, tuple) else [held]:
                yield from told(item) if is_dataclass(item) else []

    found = set(told(record(FULL)))
    assert found == {(mapping, field.name) for mapping in SHAPE for field in fields(mapping)}


def test_values_are_what_the_format_says_they_are() -> None:
    found = record(FULL)
    assert found.tiptui == 1
    assert found.event.start_date == "2024-04-18"
    assert found.event.attendance
    assert found.event.attendance.count == 90
    assert found.event.attendance.approximate is True
    assert found.event.points[0].by == ("ann",)
    assert found.speakers[0].statements[0].evidence[0].paragraph == 1
    assert found.speakers[0].statements[0].mode == "quoted"
    assert found.recommendations[0].to == ("all",)
    assert found.sources[0].outline == ("One", "Two")


def test_order_is_kept() -> None:
    assert [speaker.id for speaker in record(SMALL).speakers] == ["ann", "bo", "crew"]


@pytest.mark.parametrize("text", ["no", "12:30", "010", "~", "null", "1.50", "true", "2024-04-18"])
def test_text_arrives_as_written(text: str) -> None:
    assert record(changed("role: Chair", f"role: {text}")).speakers[0].role == text


@pytest.mark.parametrize(
    ("written", "arrives"),
    [
        ('"two\\nlines"', "two\nlines"),
        ("|\n      two\n      lines", "two\nlines"),
        (">-\n      two\n      lines", "two lines"),
        (">\n      two\n      lines\n", "two lines"),
        ("two\n      lines", "two lines"),
        ("می\u200cخواهم 👩\u200d🚜", "می\u200cخواهم 👩\u200d🚜"),
    ],
)
def test_text_may_have_line_breaks_and_joiners(written: str, arrives: str) -> None:
    assert record(changed("role: Chair", f"role: {written}")).speakers[0].role == arrives


@pytest.mark.parametrize("count", ["0", "1", "90", "1234567890"])
def test_a_whole_number_is_read_where_the_format_asks_for_one(count: str) -> None:
    found = record(changed("count: 90", f"count: {count}", FULL))
    assert found.event.attendance
    assert found.event.attendance.count == int(count)


@pytest.mark.parametrize(
    "text", ["about 90", "' 9'", "9" * 5_000, *"010 -1 +1 1.0 1e3 0x1F 1_000 ninety 90% ٩٠".split()]
)
@pytest.mark.parametrize("key", ["count: 90", "exact: y, paragraph: 1"])
def test_what_is_no_whole_number_is_refused(key: str, text: str) -> None:
    expect(changed(key, f"{key.rsplit(maxsplit=1)[0]} ▸{text}", FULL), "bad-number")


def test_a_number_with_commas_is_told_at_the_part_that_became_a_key() -> None:
    expect(changed("count: 90", "count: 1, ▸000", FULL), "unknown-key")


@pytest.mark.parametrize(("text", "truth"), [("true", True), ("false", False), ("''", False)])
def test_true_and_false_are_read_where_the_format_asks_for_them(text: str, truth: bool) -> None:
    found = record(changed("approximate: true", f"approximate: {text}", FULL))
    assert found.event.attendance
    assert found.event.attendance.approximate is truth


@pytest.mark.parametrize("text", ["yes", "True", "TRUE", "no", "1", "on", "~", "'true '"])
def test_nothing_else_is_true_or_false(text: str) -> None:
    expect(changed("approximate: true", f"approximate: ▸{text}", FULL), "bad-choice")


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("mode: quoted\n        occ", "mode: ▸qouted\n        occ", "quoted"),
        ("mode: quoted\n    themes", "mode: ▸Reported\n    themes", "reported"),
        ("kind: group", "kind: ▸group of people", ""),
        ("kind: outcome", "kind: ▸outcomes", "outcome"),
        ("type: minutes", "type: ▸minute", "minutes"),
        ("type: minutes", "type: ▸press release", ""),
    ],
)
def test_one_of_a_few_words_is_held_to_them(old: str, new: str, hint: str) -> None:
    [problem] = expect(changed(old, new, FULL), "bad-choice")
    assert problem.message.endswith(f'did you mean "{hint}"?') == bool(hint)
    assert " is none of " in problem.message


# ---- nothing there ----


@pytest.mark.parametrize(
    "text", ["", "\n", "# only\n# comments\n", "---\n", "\ufeff", "''", "\r\n", "--- # c\n...\n"]
)
def test_an_empty_file_is_one_problem_at_its_beginning(text: str) -> None:
    expect("▸" + text, "empty")


def test_the_problems_of_an_empty_file_are_sorted_by_place_too() -> None:
    expect("▸\n▸&a", "empty", "anchor")


@pytest.mark.parametrize(
    "text", ["[]", "- a", "[a, b]", "a", "~", "null", "1", "|\n  a\n", "- - []"]
)
def test_a_file_must_be_a_mapping(text: str) -> None:
    [problem] = expect("▸" + text, "wrong-type")
    assert problem.message.startswith("must be a mapping with the keys tiptui, event, ")


def test_an_empty_mapping_lacks_every_required_key() -> None:
    problems = expect("# c\n▸▸▸{}", *["missing-key"] * 3)
    assert [each.message.split('"')[1] for each in problems] == ["event", "speakers", "tiptui"]


@pytest.mark.parametrize(
    "path", [path for path in REQUIRED if len(reach(full(), path)) > 1], ids="/".join
)
@pytest.mark.parametrize("style", [flow, block])
def test_a_missing_key_is_told_at_the_first_key_of_its_mapping(path: Any, style: Any) -> None:
    data = full()
    mapping = reach(data, path)
    del mapping[path[-1]]
    mark_first(mapping)
    [problem] = expect(style(data), "missing-key")
    assert problem.message == f'the key "{path[-1]}" is missing'


@pytest.mark.parametrize("path", REQUIRED, ids="/".join)
def test_an_empty_value_of_a_required_key_is_a_missing_key(path: Any) -> None:
    for empty in ["", "''", "' '", "[]", "{}", '"\\n"']:
        data = full()
        mapping = reach(data, path)
        mapping[path[-1]] = empty
        mark_first(mapping)
        [problem] = expect(flow(data), "missing-key")
        assert problem.message == f'the key "{path[-1]}" is missing'


@pytest.mark.parametrize("path", OPTIONAL, ids="/".join)
def test_an_empty_value_of_an_optional_key_is_the_same_as_none(path: Any) -> None:
    data = full()
    reach(data, path).pop(path[-1], None)
    left_out = parse(flow(data).encode())
    for empty in ["", "''", "' '", "[]", "{}"]:
        reach(data, path)[path[-1]] = empty
        written = parse(flow(data).encode())
        assert written.record == left_out.record
        assert len(written.problems) == len(left_out.problems)


@pytest.mark.parametrize("path", BARE, ids="/".join)
def test_a_value_of_a_wrong_type_is_told_once_where_it_stands(path: Any) -> None:
    bare = BARE[path]
    kind = next((part for part in (bare, *get_args(bare)) if is_dataclass(part)), None)
    if get_origin(bare) is tuple:
        wrong = ["x", "{x: y}"]
    elif kind:
        wrong = ["x", "[x]"]
    else:
        wrong = ["[x]", "{x: y}"]
    for value in wrong:
        data = full()
        reach(data, path)[path[-1]] = "▸" + value
        [problem] = expect(flow(data), "wrong-type")
        assert problem.message.startswith("must be ")


@pytest.mark.parametrize("path", LISTS, ids="/".join)
def test_an_item_of_a_wrong_type_is_told_once_where_it_stands(path: Any) -> None:
    of_mappings = is_dataclass(get_args(BARE[path])[0])
    for value in ["x", "[]", "[x]"] if of_mappings else ["[]", "{}", "[x]"]:
        data = full()
        reach(data, path)[path[-1]] = ["▸" + value]
        expect(flow(data), "wrong-type")


@pytest.mark.parametrize("path", LISTS, ids="/".join)
def test_an_empty_item_is_told_once_where_it_stands(path: Any) -> None:
    for empty in ["''", "' '", '"\\n"']:
        data = full()
        reach(data, path)[path[-1]] = ["▸" + empty]
        expect(flow(data), "empty-item")


def test_an_empty_item_in_block_style_is_told_after_its_dash() -> None:
    expect(changed("topics: [a topic]", "topics:\n  -▸\n  - a topic", FULL), "empty-item")


def test_a_mapping_without_keys_in_a_list_lacks_what_is_required() -> None:
    text = changed("evidence: [{paragraph: 2, exact: cold water}]", "evidence: [▸▸{}]")
    expect(text, "missing-key", "missing-key")


# ---- unknown keys ----


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("role: Chair", "▸rol: Chair", 'unknown key "rol"; did you mean "role"?'),
        ("role: Chair", "▸Role: Chair", 'unknown key "Role"; did you mean "role"?'),
        ("role: Chair", "▸'rolle': Chair", 'unknown key "rolle"; did you mean "role"?'),
        ("role: Chair", "▸qqq: Chair", 'unknown key "qqq"'),
        ("role: Chair", "▸rol:", 'unknown key "rol"; did you mean "role"?'),
        ("role: Chair", "? ▸qqq\n    : Chair", 'unknown key "qqq"'),
        ("role: Chair", "▸<<x: Chair", 'unknown key "<<x"'),
        ("role: Chair", "▸'': Chair", 'unknown key ""'),
        ("role: Chair", '▸"\\e[2J": Chair', 'unknown key "␛[2J"'),
        ("role: Chair", "▸\u202ebad: Chair", 'unknown key "<U+202E>bad"'),
        ("role: Chair", "▸\ufeffrole: Chair", 'unknown key "<U+FEFF>role"; did you mean "role"?'),
        ("role: Chair", "▸東京👩: [a, {b: c}]", 'unknown key "東京👩"'),
    ],
)
def test_an_unknown_key_comes_with_the_nearest_known(old: str, new: str, message: str) -> None:
    [problem] = expect(changed(old, new), "unknown-key")
    assert problem.message == message


def test_an_unknown_key_with_an_empty_value_may_be_the_rest_of_the_value_before() -> None:
    [problem] = expect(changed("exact: cold water", "exact: on April 18, ▸2024"), "unknown-key")
    assert problem.message == (
        'unknown key "2024"; if it belongs to the value before it, put that in quotes'
    )


def test_a_key_without_a_space_after_its_colon_is_unknown() -> None:
    text = changed("{paragraph: 2, exact: cold", "{▸▸paragraph:2, exact: cold")
    problems = expect(text, "missing-key", "unknown-key")
    assert problems[1].message.endswith('did you mean "paragraph"?')


def test_a_long_unknown_key_is_cut_in_the_message() -> None:
    [problem] = expect(changed("role: Chair", f"▸{'x' * 99}: Chair"), "unknown-key")
    assert len(problem.message) < 80


def test_what_stands_under_an_unknown_key_is_read_but_not_judged() -> None:
    expect(changed("role: Chair", "▸qqq: {nmae: x, start_date: soon}"), "unknown-key")
    expect(changed("role: Chair", "▸qqq: {a: 1, ▸a: 2}"), "unknown-key", "duplicate-key")


@pytest.mark.parametrize("path", BARE, ids="/".join)
def test_a_key_is_unknown_at_every_level(path: Any) -> None:
    data = full()
    mapping = reach(data, path)
    mapping["▸qqq"] = "x"
    expect(flow(data), "unknown-key")
    expect(block(data), "unknown-key")


NOT_KNOWN = st.text(st.characters(categories=["L"]), min_size=1, max_size=9).map("q-".__add__)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_an_unknown_key_anywhere_is_told_at_its_own_place(data: st.DataObject) -> None:
    tree = full()
    path = data.draw(st.sampled_from(list(BARE)))
    mapping = reach(tree, path)
    key = data.draw(NOT_KNOWN)
    key = data.draw(st.sampled_from([key, f"'{key}'", f'"{key}"']))
    entries = list(mapping.items())
    value = data.draw(st.sampled_from(["", "x", ["x", "y"], {"x": "y"}, [{"x": "y"}]]))
    entries.insert(data.draw(st.integers(0, len(entries))), ("▸" + key, value))
    mapping.clear()
    mapping.update(entries)
    style = data.draw(st.sampled_from([flow, block]))
    line_break = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    before = data.draw(st.sampled_from(["", "# 東京\n", "\n\n", "---\n", "\ufeff"]))
    expect((before + style(tree)).replace("\n", line_break).replace("\ufeff", ""), "unknown-key")
