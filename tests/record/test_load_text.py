"""A file to a record, or to every problem in it: clean text, and whatever else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.full import FULL, KEYS, PROSE, KeyPath, flow, with_value
from tests.kit.marked import changed, consistent, expect, expect_refusal
from tests.kit.records import SMALL, record
from tiptui.record.load import parse

# ---- clean text ----


@pytest.mark.parametrize("path", PROSE, ids="/".join)
def test_no_text_may_have_a_control_character(path: KeyPath) -> None:
    value = '[x, ▸"\\a", ▸"\\t"]' if KEYS[path].is_list else '▸"a\\x1b[31mb"'
    expect_refusal(flow(with_value(path, value)), *["control-character"] * value.count("▸"))


@pytest.mark.parametrize("path", [*PROSE, ("sources", "url")], ids="/".join)
def test_a_hidden_character_is_a_warning_at_its_value(path: KeyPath) -> None:
    before = "https://a" if path[-1] == "url" else "a"
    for character in "\u202e\u2066\u200b\u200f\ufeff\u00ad":
        value = f"▸{before}{character}b"
        text = flow(with_value(path, f"[{value}]" if KEYS[path].is_list else value))
        [problem] = expect(text, "invisible-character")
        assert problem.warning
        assert problem.message == f"the invisible character U+{ord(character):04X}"
        assert parse(text.replace("▸", "").encode()).record


ESCAPES = [r"\0", r"\a", r"\b", r"\t", r"\v", r"\f", r"\e", r"\x1f", r"\x7f", r"\x80", r"\x9b"]
ESCAPES += [r"\x9f", r"\N", r"\L", r"\P", r"\u0085", r"\u2028", r"\U00002029"]


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("text", ["a{}b", "{}a", "a{}", "{}", " {} "])
def test_an_escaped_control_character_is_refused_wherever_it_is(escape: str, text: str) -> None:
    written = text.replace("{}", escape)
    for key in ("role: Chair", "name: Bo O’Brien"):
        name = key.partition(":")[0]
        expect(changed(key, f'{name}: ▸"{written}"'), "control-character")


@pytest.mark.parametrize("written", ["a\tb", "'a\tb'", "|\n      a\tb", ">-\n      a\n      \tb"])
def test_a_tab_is_refused_in_text(written: str) -> None:
    [problem] = expect(changed("role: Chair", f"role: ▸{written}"), "control-character")
    assert problem.message == "a tab is not allowed in text: use spaces"


# ---- text that is not what was meant ----


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("role: Chair", "role: ▸Chair #4 of the union", ["lost-text"]),
        ("role: Chair", "role: ▸Chair of\n      the union #4", ["lost-text"]),
        ("role: Chair", "role: ▸Chair of\n      #4", ["lost-text"]),
        *(("role: Chair", f"{key}:▸ #4", ["lost-text"]) for key in ("role", "other_names")),
        ("role: Chair", "other_names: [▸Ann #4\n      ]", ["lost-text"]),
        ("role: Chair", "other_names:\n    - ▸Ann #4\n    - ▸A.\n      #4", ["lost-text"] * 2),
        ("1, exact: nothing}", "1, exact: ▸nothing #4\n    }", ["lost-text"]),
        # What is required and empty is missing already.
        ("name: Bo O’Brien", "name: #4", ["missing-key"]),
        # A remark stays one, and nothing is lost where no text may stand.
        *(
            ("role: Chair", f"role: Chair{end}", [])
            for end in (" # 4", " #", " #\t4", "#4", "\n    #name: X", "\n #X", "\n\n      #X")
        ),
        ("role: Chair", "role: 'Chair' #4", []),
        ("role: Chair", "role: >-\n      Chair\n    #4", []),
        ("role: Chair", "role: |\n      Chair #4", []),
        ("id: bo\n", "id: bo #todo\n", []),
        ("themes: [air], evi", "themes: [air #todo\n      ], evi", []),
        ("speakers:", "speakers: #all", []),
        ("role: Chair", "evidence: #none", []),
        ("name: Bo O’Brien", "name: ▸“Bo O’Brien”", ["curly-quotes"]),
        ("name: Bo O’Brien", "name: ▸‘Bo’", ["curly-quotes"]),
        ("role: Chair", "other_names: [Ann, ▸“Ann”]", ["curly-quotes"]),
        # Of these only a part is quoted, or all of it by its writer's own will.
        ("name: Bo O’Brien", "name: “Bo” or “O’Brien”", []),
        ("exact: cold water", "exact: '“cold water”'", []),
    ],
)
def test_text_that_yaml_may_misread_is_a_warning(old: str, new: str, codes: list[str]) -> None:
    mark = "▸" if codes == ["missing-key"] else ""
    text = changed(old, new).replace("id: bo", f"{mark}id: bo")
    problems = expect(text, *codes)
    assert all(problem.warning for problem in problems) or mark


def test_text_that_is_doubtful_is_read_as_any_other() -> None:
    text = changed("role: Chair", "role: Chair #4").replace("[air],", "[air #4\n    ],")
    assert parse(text.encode()).record == record(SMALL)


# ---- whatever is read ----

SIGNS = "abc:-?[]{},&*!|>'\"%@`#<\\ \n\t\r\u2028東👩"
"""What means something to YAML, and a few other letters."""


WHOLE = FULL.encode()


@given(
    st.integers(0, len(WHOLE)),
    st.integers(0, 9) | st.just(len(WHOLE)),
    st.binary(max_size=4) | (st.text(max_size=9) | st.text(SIGNS, max_size=9)).map(str.encode),
)
def test_any_change_gives_a_record_or_problems(start: int, gone: int, new: bytes) -> None:
    data = WHOLE[:start] + new + WHOLE[start + gone :]
    consistent(parse(data), data)
