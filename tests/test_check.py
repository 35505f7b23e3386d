"""The rules of the format: for single values and across a record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.marked import changed, expect, expect_errors, in_event
from tests.records import SMALL, record
from tiptui.record.load import parse
from tiptui.record.model import Form
from tiptui.record.rules import check, misfit

WATER = "evidence: [{paragraph: 2, exact: cold water}]"
"""The evidence of the one statement without a theme."""


def fits(form: Form, text: str) -> bool:
    return misfit(form, text) is None


def test_the_small_record_has_no_problem() -> None:
    expect(SMALL)
    assert list(check(record(SMALL))) == []


# ---- ids ----


@pytest.mark.parametrize("text", ["a", "0", "a-b", "a--b-", "2024-04-18", "a" * 64])
def test_an_id_is_small_letters_digits_and_dashes(text: str) -> None:
    assert fits(Form.ID, text)


@pytest.mark.parametrize(
    "text",
    [
        "-a",
        "A",
        "a_b",
        "a b",
        "a.b",
        "a/1",
        "a#b",
        "é",
        "ａ",
        "a\n",
        " a",
        "a\t",
        "a" * 65,
        "٣",
        "",
    ],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    found = misfit(Form.ID, text)
    assert found
    assert found[1] == "bad-id"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: e,", "id: ▸E,"),
        ("{id: sea,", "{id: ▸-sea,"),
        ("{id: air,", "{id: ▸'air ',"),
        ("id: bo\n", "id: ▸B.o\n"),
        ("{id: r1,", "{id: ▸r.1,"),
        ("{id: log,", f"{{id: ▸{'a' * 65},"),
    ],
)
def test_every_id_is_held_to_the_rule_at_its_place(old: str, new: str) -> None:
    expect_errors(changed(old, new), "bad-id")


def test_a_reference_to_an_id_that_breaks_the_rule_is_no_second_problem() -> None:
    text = changed("id: bo\n", "id: ▸Bo\n")
    expect(text, "bad-id")
    expect(text.replace("[ann, bo]", "[ann, Bo]"), "bad-id")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: sea,", "{id: ▸e,"),
        ("{id: water,", "{id: ▸air,"),
        ("{id: water,", "{id: ▸sea,"),
        ("id: bo\n", "id: ▸ann\n"),
        ("{id: r2,", "{id: ▸r1,"),
        ("{id: r2,", "{id: ▸crew,"),
        ("{id: log,", "{id: ▸e,"),
        ("{id: log,", "{id: ▸air,"),
    ],
)
def test_an_id_is_unique_in_the_whole_record(old: str, new: str) -> None:
    lonely = SMALL.replace("[water]", "[air]").replace("ion: sea", "ion:").replace("bo]", "crew]")
    expect_errors(changed(old, new, lonely), "duplicate-id")


def test_derived_ids_take_no_id_from_anyone() -> None:
    expect(changed("id: log,", "id: point,"))


# ---- references ----


POINT = "points: [{text: x, evidence: [{paragraph: 1, exact: x}], by: [▸zoe], themes: [▸fire]}]"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (in_event("organizers: [{organization: ▸ocean}]"), ["organization"]),
        (changed("name: The crew", "name: The crew\n    organization: ▸ocean"), ["organization"]),
        (changed("[ann, bo]", "[ann, bo, ▸zoe]"), ["speaker"]),
        (changed(WATER, "themes: [▸fire], " + WATER), ["theme"]),
        (changed("themes: [water]", "themes: [water, ▸fire]"), ["theme"]),
        (in_event(POINT), ["speaker", "theme"]),
        (changed("exact: cold water}", "exact: cold water, source: ▸diary}"), ["source"]),
        (changed("exact: warm}", "exact: warm, source: ▸diary}"), ["source"]),
        (in_event("evidence: [{paragraph: 1, exact: x, source: ▸diary}]"), ["source"]),
        (changed("role: Chair", "evidence: [{paragraph: 1, exact: x, source: ▸x}]"), ["source"]),
    ],
)
def test_an_unknown_id_is_reported_where_it_stands(text: str, kinds: list[str]) -> None:
    problems = expect(text, *["unknown-id"] * len(kinds))
    assert [each.message.split(" has ")[0] for each in problems] == [f"no {kind}" for kind in kinds]


@pytest.mark.parametrize(
    ("written", "meant"), [("anm", "ann"), ("Ann", "ann"), ("crw", "crew"), ("CREW", "crew")]
)
def test_an_unknown_id_comes_with_the_nearest_known(written: str, meant: str) -> None:
    [problem] = expect(changed("[ann, bo]", f"[ann, bo, ▸{written}]"), "unknown-id")
    assert problem.message.endswith(f'; did you mean "{meant}"?')


def test_an_id_of_another_section_is_unknown() -> None:
    [problem] = expect(changed("[ann, bo]", "[ann, bo, ▸air]"), "unknown-id")
    assert problem.message.startswith('no speaker has the id "air"')


def test_each_unknown_id_is_reported() -> None:
    expect(changed("[ann, bo]", "[ann, bo, ▸zoe, ▸zoe]"), "unknown-id", "unknown-id")


def test_a_misspelt_citation_is_one_problem_not_also_an_uncited_theme() -> None:
    expect(changed("[water]", "[▸watr]"), "unknown-id")


def test_a_misspelt_maker_is_one_problem_not_also_a_silent_speaker() -> None:
    expect(changed("[crew]", "[▸crw]"), "unknown-id")


def test_many_unknown_ids_are_all_reported_though_not_all_with_a_suggestion() -> None:
    themes = "".join(f"  - {{id: theme-{n}, name: T}}\n" for n in range(1_000))
    wrong = ", ".join(f"themes-{n}" for n in range(100))
    text = changed("speakers:", themes + "speakers:").replace("[water]", f"[water, {wrong}]")
    errors = [each for each in parse(text.encode()).problems if not each.warning]
    assert len(errors) == 100
    suggested = [each for each in errors if "did you mean" in each.message]
    assert 0 < len(suggested) < 100


# ---- dates ----


@pytest.mark.parametrize(
    "text", ["2024", "0001", "9999", "2024-04", "2024-12", "2024-04-18", "2024-02-29", "2000-02-29"]
)
def test_a_date_is_a_year_a_month_or_a_day(text: str) -> None:
    assert fits(Form.DATE, text)


@pytest.mark.parametrize(
    "text",
    [
        *"2024-13 2024-00 2024-02-30 2023-02-29 1900-02-29 2024-04-31 2024-01-00 0000 24".split(),
        *"2024-4 2024-4-18 20240418 2024-04-18T10:00 2024-04-18Z -2024 18.04.2024".split(),
        *"2024/04/18 2024-04-18/19 2024- 2024-04-18-01 12024 ٢٠٢٤ 2024-W16 2024-109".split(),
        *("18 April 2024", "about 2024", "2024-04-18 ", "2024\n"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    found = misfit(Form.DATE, text)
    assert found
    assert found[1] == "bad-date"


def test_every_date_is_held_to_the_rule_at_its_place() -> None:
    text = changed("start_date: 2024}", "start_date: ▸2024-02-30, end_date: ▸soon}")
    expect(changed("title: The log", "title: The log, published: ▸2024-1", text), *["bad-date"] * 3)


@settings(deadline=None)
@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: object) -> None:
    assert fits(Form.DATE, str(day))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-04-18", "2024-04-18"),
        ("2024-04-18", "2024-04-19"),
        ("2024-04-18", "2024-04"),
        ("2024-04-18", "2024"),
        ("2024-04", "2024-04-01"),
        ("2024", "2024-01-01"),
        ("2024", "2025"),
        ("2024-12", "2025-01"),
    ],
)
def test_an_end_that_may_not_be_before_the_start_is_allowed(start: str, end: str) -> None:
    expect(changed("start_date: 2024}", f"start_date: {start}, end_date: {end}}}"))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-04-18", "2024-04-17"),
        ("2024-04-18", "2024-03"),
        ("2024-04-18", "2023"),
        ("2024-04", "2024-03-31"),
        ("2024", "2023-12-31"),
        ("2024", "2023"),
    ],
)
def test_an_end_before_the_start_is_reported_at_the_end(start: str, end: str) -> None:
    expect(changed("start_date: 2024}", f"start_date: {start}, end_date: ▸{end}}}"), "date-order")


@pytest.mark.parametrize(
    ("start", "end"), [("▸2024-13", "2023"), ("2024", "▸2023-13"), ("▸soon", "2023")]
)
def test_dates_that_are_none_are_not_compared(start: str, end: str) -> None:
    expect(changed("start_date: 2024}", f"start_date: {start}, end_date: {end}}}"), "bad-date")


# ---- addresses, languages, version ----


@pytest.mark.parametrize(
    "text",
    [
        "http://a",
        "https://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG",
        "https://example.org:8080/(a)",
        "https://[::1]/",
        "https://例え.jp/東京",
    ],
)
def test_an_address_begins_with_http_or_https(text: str) -> None:
    assert fits(Form.URL, text)


@pytest.mark.parametrize(
    "text",
    [
        *"example.org www.example.org ftp://a javascript:alert(1) file:///etc mailto:a@b".split(),
        *"http:/a http:// http:///a https://?a http\u017f://a".split(),
        *("http:// a", "http://a b", "http://a\n", " http://a", "http://a\u3000b"),
        *("http://a\x07", "http://\x00a", "http://a\x7f", "http://a\x9b", "http://a\u2028b"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    found = misfit(Form.URL, text)
    assert found
    assert found[1] == "bad-url"


@pytest.mark.parametrize(
    "text",
    "en ur ckb EN-gb pa-Arab ur-Latn en-GB es-419 zh-cmn-Hans-CN sl-rozaj-biske de-CH-1901 "
    "ar-a-aaa-b-bbb de-a-value x-own en-x-own-words de-Latn-DE-1996 en-US-u-islamcal "
    "zh-CN-a-myext-x-private sgn i-default en-GB-oed sgn-BE-FR art-lojban".split(),
)
def test_a_language_is_a_well_formed_tag(text: str) -> None:
    assert fits(Form.LANGUAGE, text)


@pytest.mark.parametrize(
    "text",
    [
        *"English e en_GB en- -en en--GB 123 en,ur a-DE de-419-DE en-x en-a x i اردو ｅｎ".split(),
        *"en-123456789 abcdefghi und-ſr-ab en-GB-Latn".split(),
        *("en GB", "en\n", " en"),
    ],
)
def test_what_is_no_language_tag_is_refused(text: str) -> None:
    found = misfit(Form.LANGUAGE, text)
    assert found
    assert found[1] == "bad-language"


def test_address_and_language_are_held_to_the_rule_at_their_place() -> None:
    new = "title: The log, url: ▸www.a.org, language: ▸en_GB"
    expect(changed("title: The log", new), "bad-url", "bad-language")


@pytest.mark.parametrize("version", ["2", "0", "1.0", "01", "one", "'1 '", "-1"])
def test_an_unknown_version_is_one_error_among_the_others(version: str) -> None:
    text = changed("tiptui: 1", f"tiptui: ▸{version}")
    problems = expect(changed("role: Chair", "▸rle: Chair", text), "version", "unknown-key")
    assert problems[0].message.endswith("this program reads version 1")


def test_forms_that_name_something_are_looked_up_later() -> None:
    assert fits(Form.SPEAKER, "No such speaker!")
