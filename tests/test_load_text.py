"""A file to a record, or to every problem in it: clean text, and whatever else is read."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.full import BARE, FULL, flow, full, reach
from tests.marked import changed, consistent, expect
from tests.records import SMALL, record
from tiptui.record.load import parse

# ---- clean text ----


PROSE = [
    path
    for path, bare in BARE.items()
    if bare is str
    and path[-1] not in {"id", "organization", "source", "start_date", "end_date", "published"}
    and path[-1] not in {"url", "language"}
]


@pytest.mark.parametrize("path", PROSE, ids="/".join)
def test_no_text_may_have_a_control_character(path: Any) -> None:
    data = full()
    reach(data, path)[path[-1]] = '▸"a\\x1b[31mb"'
    expect(flow(data), "control-character")


@pytest.mark.parametrize("key", ["topics", "groups", "other_names", "to", "outline"])
def test_no_text_in_a_list_may_have_a_control_character(key: str) -> None:
    [path] = [path for path in BARE if path[-1] == key and path[0] != "organizations"]
    data = full()
    reach(data, path)[path[-1]] = ["x", '▸"\\a"', '▸"\\t"']
    expect(flow(data), "control-character", "control-character")


ESCAPES = [r"\0", r"\a", r"\b", r"\t", r"\v", r"\f", r"\e", r"\x1f", r"\x7f", r"\x80", r"\x9b"]
ESCAPES += [r"\x9f", r"\N", r"\L", r"\P", r"\u0085", r"\u2028", r"\U00002029"]


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("text", ["a{}b", "{}a", "a{}", "{}", " {} "])
def test_an_escaped_control_character_is_refused_wherever_it_is(escape: str, text: str) -> None:
    written = text.replace("{}", escape)
    expect(changed("role: Chair", f'role: ▸"{written}"'), "control-character")
    expect(changed("name: Bo O’Brien", f'name: ▸"{written}"'), "control-character")


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Bo O’Brien", "name: ▸Bo{}O’Brien"),
        ("name: Bo O’Brien", "name: Bo▸{}"),
        ("name: Bo O’Brien", "name: ▸'{}'"),
        ("id: r1,", "id: ▸r{}1,"),
        ("[the sun]", "[the sun, ▸a{}b]"),
        ("tiptui: 1", "tiptui: ▸1{}1"),
        ("tiptui: 1", "# a▸{}b\ntiptui: 1"),
    ],
)
def test_a_raw_separator_is_one_problem(old: str, new: str, separator: str) -> None:
    expect(changed(old, new.replace("{}", separator)), "control-character")


def test_a_raw_separator_hides_no_other_problem() -> None:
    text = "# ▸\u2028\n" + changed("start_date: 2024}", "start_date: ▸soon}")
    expect(text, "control-character", "bad-date")


@pytest.mark.parametrize("written", ["a\tb", "'a\tb'", "|\n      a\tb", ">-\n      a\n      \tb"])
def test_a_tab_is_refused_in_text(written: str) -> None:
    [problem] = expect(changed("role: Chair", f"role: ▸{written}"), "control-character")
    assert problem.message == "a tab is not allowed in text"


def test_a_tab_as_indentation_stops_reading() -> None:
    [problem] = expect(changed("    role: Chair", "▸\trole: Chair"), "syntax")
    assert problem.message == "a tab can't indent; use spaces"


@pytest.mark.parametrize("path", [*PROSE, ("sources", "url")], ids="/".join)
def test_a_hidden_character_is_a_warning_at_its_value(path: Any) -> None:
    for character in ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\u00ad"]:
        data = full()
        before = "https://a" if path[-1] == "url" else "a"
        reach(data, path)[path[-1]] = f"▸{before}{character}b"
        [problem] = expect(flow(data), "invisible-character")
        assert problem.warning
        assert problem.message == f"the invisible character U+{ord(character):04X}"
        assert parse(flow(data).replace("▸", "").encode()).record


def test_a_control_and_a_hidden_character_in_one_value_are_two_problems() -> None:
    text = changed("role: Chair", 'role: ▸▸"\\a\u202e"')
    expect(text, "control-character", "invisible-character")


# ---- all problems in one run ----


TWELVE = """\
tiptui: ▸2
event:
  id: e
  name: An event
  start_date: 2024-04-18
  end_date: ▸2024-03
  ▸plaec: Lahore
  attendance: {count: ▸ninety}
organizations:
  - id: ▸Sea
    name: Society for Sea Air
themes:
  - {id: air, name: Air}
  - ▸{id: fire, name: Fire}
speakers:
  - id: ann
    name: ▸"Ann\\a"
    ▸name: Anna
    organization: Sea
    statements:
      - ▸themes: [air]
        evidence: [{paragraph: ▸3, exact: words}]
recommendations:
  - {id: r1, text: Open up, by: [ann, ▸bo], evidence: [{paragraph: 1, exact: ▸&x open}]}
sources:
  - {id: log, title: The log, outline: [One, Two]}
"""


def test_twelve_faults_are_twelve_problems_each_at_its_place() -> None:
    expect(
        TWELVE,
        *("version", "date-order", "unknown-key", "bad-number", "bad-id", "uncited"),
        *("control-character", "duplicate-key", "missing-key", "no-such-paragraph", "unknown-id"),
        "anchor",
    )


def test_problems_are_sorted_by_place_whatever_found_them() -> None:
    text = "sources:\n  - {id: log, title: ▸[a], ▸titel: b}\nspeakers:\n  - {id: x, name: ▸&y X}\n"
    text = f"▸▸{text}"
    expect(text, "missing-key", "missing-key", "wrong-type", "unknown-key", "anchor")


def test_a_record_with_an_error_does_not_open_and_one_with_warnings_does() -> None:
    assert parse(changed("role: Chair", "rle: Chair").encode()).record is None
    opened = parse(changed("by: [crew]", "by: [ann]").encode())
    assert opened.record
    assert opened.problems


def test_json_is_a_record_too() -> None:
    def typed(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: typed(value) for key, value in data.items()}
        if isinstance(data, list):
            return list(map(typed, data))
        return {"true": True, "90": 90, "1": 1, "2": 2}.get(data, data)

    for indent in (None, 4, "\t"):
        assert record(json.dumps(typed(full()), indent=indent)) == record(FULL)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_breaks_and_a_byte_order_mark_make_no_difference(line_break: str, bom: str) -> None:
    text = (bom + FULL).replace("\n", line_break)
    assert parse(text.encode()).record == record(FULL)


# ---- whatever is read ----


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_give_problems_and_nothing_else(data: bytes) -> None:
    loaded = parse(data)
    consistent(loaded, data)
    assert loaded.problems


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_problems_and_nothing_else(text: str) -> None:
    consistent(parse(text.encode()), text.encode())


@settings(deadline=None)
@given(
    st.integers(0, len(SMALL)),
    st.integers(0, 9),
    st.text(max_size=9) | st.text("\t\n'\"[]{}:,-&*!|>% #", max_size=9),
)
def test_any_change_of_a_record_gives_a_record_or_its_problems(
    index: int, gone: int, new: str
) -> None:
    data = (SMALL[:index] + new + SMALL[index + gone :]).encode()
    consistent(parse(data), data)


@settings(deadline=None)
@given(st.integers(0, len(FULL.encode())), st.binary(max_size=4))
def test_any_bytes_in_a_record_give_a_record_or_its_problems(index: int, new: bytes) -> None:
    whole = FULL.encode()
    data = whole[:index] + new + whole[index:]
    consistent(parse(data), data)


def test_every_beginning_of_a_record_gives_problems_at_places_in_it() -> None:
    for end in range(len(SMALL)):
        data = SMALL[:end].encode()
        loaded = parse(data)
        consistent(loaded, data)
        assert loaded.problems or loaded.record == record(SMALL)


PLAIN = st.recursive(
    st.sampled_from(["", "x", "1", "ann", "2024", "true"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted({path[-1] for path in BARE})), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(PLAIN, st.sampled_from(list(BARE)))
def test_any_value_of_any_key_gives_a_record_or_its_problems(value: Any, path: Any) -> None:
    tree = full()
    reach(tree, path)[path[-1]] = value
    data = flow(tree).encode()
    consistent(parse(data), data)
