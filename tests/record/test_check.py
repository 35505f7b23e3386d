"""The rules of the format: for single values and across a record."""

from itertools import combinations
from typing import cast

import pytest

from tests.kit.cases import rows
from tests.kit.full import KEYS, KeyPath, flow, full, reach, with_value
from tests.kit.marked import SCHEMA, changed, expect, expect_errors, unmarked
from tests.kit.records import SMALL
from tiptui.record.forms import RULES
from tiptui.record.load import parse
from tiptui.record.model import TextForm
from tiptui.text.visible import clip

# ---- single values ----

FITTING = {
    TextForm.ID: ["a", "0", "a-b", "a--b-", "2024-04-18", "a" * 64],
    TextForm.DATE: "2024 0001 9999 2024-04 2024-12 2024-04-18 2024-02-29 2000-02-29".split(),
    TextForm.URL: (
        "http://a https://example.org/a?b=c#d HTTPS://EXAMPLE.ORG https://example.org:8080/(a) "
        "https://[::1]/ https://例え.jp/東京"
    ).split(),
    TextForm.LANGUAGE: (
        "en ur ckb EN-gb pa-Arab ur-Latn en-GB es-419 zh-cmn-Hans-CN sl-rozaj-biske de-CH-1901 "
        "ar-a-aaa-b-bbb de-a-value x-own en-x-own-words de-Latn-DE-1996 en-US-u-islamcal "
        "zh-CN-a-myext-x-private sgn i-default en-GB-oed sgn-BE-FR art-lojban"
    ).split(),
    TextForm.TIME: ["00:12:31", "00:12:31.5", "99:59:59"],
    TextForm.VERSION: ["1"],
}
UNFITTING = {
    TextForm.ID: [
        *("-a", "A", "a_b", "a b", "a.b", "a/1", "a#b", "é", "ａ", "a\n", " a", "a\t", "٣", ""),
        "a" * 65,
    ],
    TextForm.DATE: [
        *"2024-13 2024-00 2024-02-30 2023-02-29 1900-02-29 2024-04-31 2024-01-00 0000 24".split(),
        *"2024-4 2024-4-18 20240418 2024-04-18T10:00 2024-04-18Z -2024 18.04.2024".split(),
        *"2024/04/18 2024-04-18/19 2024- 2024-04-18-01 12024 ٢٠٢٤ 2024-W16 2024-109".split(),
        *("18 April 2024", "about 2024", "2024-04-18 ", "2024\n"),
    ],
    TextForm.URL: [
        *"example.org www.example.org ftp://a javascript:alert(1) file:///etc mailto:a@b".split(),
        *"http:/a http:// http:///a https://?a http\u017f://a".split(),
        *("http:// a", "http://a b", "http://a\n", " http://a", "http://a\u3000b"),
        *("http://a\x07", "http://\x00a", "http://a\x7f", "http://a\x9b", "http://a\u2028b"),
    ],
    TextForm.LANGUAGE: [
        *"English e en_GB en- -en en--GB 123 en,ur a-DE x i اردو ｅｎ".split(),
        *"en-123456789 abcdefghi und-ſr-ab".split(),
        *("en GB", "en\n", " en"),
    ],
    TextForm.TIME: ["12:31", "0:12:31", "00:60:00", "00:00:60", "00:12:31.", "00:12:31,5", "noon"],
    TextForm.VERSION: ["2", "0", "1.0", "01", "one", "1 ", "-1"],
}


@pytest.mark.parametrize(
    "path", [path for path in KEYS if KEYS[path].form in FITTING], ids="/".join
)
def test_a_value_is_held_to_its_form_by_check_and_schema(path: KeyPath) -> None:
    form = cast("TextForm", KEYS[path].form)
    rule = RULES[form]
    for text in FITTING[form]:
        assert not rule.misfit(text), text
        assert SCHEMA.is_valid(with_value(path, text)), text
    for text in UNFITTING[form]:
        messages = [f'"{clip(text)}" {words}' for words in (rule.message, rule.wrong)]
        assert rule.misfit(text) in messages, text
        # A pattern can't tell that there is such a day, and Python's $ passes over a line break.
        if not rule.pattern.fullmatch(text.rstrip("\n")):
            assert not SCHEMA.is_valid(with_value(path, text)), text
    plain, [place] = unmarked(flow(with_value(path, f"▸{UNFITTING[form][0]}")))
    found = [(each.position, each.code) for each in parse(plain.encode()).problems]
    assert (place, rule.code) in found


def test_a_reference_to_an_id_that_breaks_the_rule_is_no_second_problem() -> None:
    text = changed("id: bo\n", "id: ▸Bo\n")
    expect(text, "bad-id")
    expect(text.replace("[ann, bo]", "[ann, Bo]"), "bad-id")


# ---- ids ----


IDS = [path for path in KEYS if KEYS[path].form is TextForm.ID]


@pytest.mark.parametrize(("one", "other"), [*combinations(IDS, 2)], ids="/".join)
def test_an_id_is_unique_in_the_whole_record(one: KeyPath, other: KeyPath) -> None:
    # Of an id that may be left out, it is said there.
    if KEYS[other].required and not KEYS[one].required:
        one, other = other, one
    text = flow(with_value(other, "▸" + reach(full(), one)[one[-1]]))
    plain, places = unmarked(text)
    problems = [each for each in parse(plain.encode()).problems if each.code == "duplicate-id"]
    assert [each.position for each in problems] == places


def test_derived_ids_take_no_id_from_anyone() -> None:
    expect(changed("id: log,", "id: point,"))
    event = "event: {id: e, name: E, start_date: 2024, points: [▸{text: T}]}"
    speaker = "speakers: [{id: point, name: P, statements: [▸▸{text: S}]}]"
    problems = expect(f"tiptui: 1\n{event}\n{speaker}", *["no-evidence"] * 2, "duplicate-id")
    assert problems[-1].message == 'the id "point/1" is taken already, on line 2'


def test_an_id_that_is_taken_is_said_with_the_line_of_the_first() -> None:
    text = changed("id: bo\n", "id: ▸ann\n", changed("id: crew\n", "id: ▸ann\n"))
    text = text.replace("[ann, bo]", "[ann]").replace("[crew]", "[ann]")
    problems = expect(text, "duplicate-id", "duplicate-id")
    line = SMALL.count("\n", 0, SMALL.index("id: ann")) + 1
    assert {each.message for each in problems} == {f'the id "ann" is taken already, on line {line}'}


REFERRED = {TextForm.ORGANIZATION, TextForm.SPEAKER, TextForm.THEME, TextForm.SOURCE}


@pytest.mark.parametrize(
    "path", [path for path in KEYS if KEYS[path].form in REFERRED], ids="/".join
)
def test_an_unknown_id_is_reported_wherever_it_stands(path: KeyPath) -> None:
    value = "[▸zoe, ▸zoe]" if KEYS[path].is_list else "▸zoe"
    expect_errors(flow(with_value(path, value)), *["unknown-id"] * value.count("▸"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # Of another section, it is unknown too.
        (changed("[ann, bo]", "[ann, bo, ▸air]"), "speaker"),
        (changed("[ann, bo]", "[ann, bo, ▸anm]"), '"anm"; did you mean "ann"?'),
        (changed("[ann, bo]", "[ann, bo, ▸CREW]"), '"CREW"; did you mean "crew"?'),
        # A name in the place of an id, or one that is nearly it.
        (changed("[ann, bo]", "[▸Ann Ångström, bo]"), '"Ann Ångström"; did you mean "ann"?'),
        (changed("[ann, bo]", "[ann, ▸Bo O'Brian]"), '"Bo O\'Brian"; did you mean "bo"?'),
        (changed("ion: sea", "ion: ▸SSA"), '"SSA"; did you mean "sea"?'),
        (changed("[water]", "[▸'WATER ']"), '"WATER "; did you mean "water"?'),
        # Those that are meant are not called uncited.
        (changed("[water]", "[▸watr]"), '"watr"; did you mean "water"?'),
        (changed("[crew]", "[▸crw]"), '"crw"; did you mean "crew"?'),
    ],
)
def test_an_unknown_id_comes_with_what_may_be_meant(text: str, message: str) -> None:
    [problem] = expect(text, "unknown-id")
    assert problem.message.startswith(f"no {message} has") or problem.message.endswith(message)


# ---- the order of dates ----


@pytest.mark.parametrize(("start", "end", "code"), rows(__file__, "ends.txt", "ends"))
def test_an_end_before_the_start_is_reported_at_the_end(start: str, end: str, code: str) -> None:
    text = changed("start_date: 2024}", f"start_date: {start}, end_date: {end}}}")
    expect(text, *[code] * bool(code))
