"""The rules of the format: evidence, warnings, and that one fault is told once."""

import pytest

from tests.marked import changed, expect, in_event
from tests.records import SMALL, record
from tiptui.record.rules import check, claims

WATER = "evidence: [{paragraph: 2, exact: cold water}]"
"""The evidence of the one statement without a theme."""


# ---- evidence ----


@pytest.mark.parametrize("paragraph", ["1", "2"])
def test_a_paragraph_of_the_outline_may_be_cited(paragraph: str) -> None:
    expect(changed("2, exact: cold", f"{paragraph}, exact: cold"))


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        ("0", "paragraphs are counted from 1"),
        ("3", 'the outline of "log" has 2 paragraphs'),
        ("999999999999999", 'the outline of "log" has 2 paragraphs'),
    ],
)
def test_a_paragraph_that_is_not_there_is_reported_at_its_number(
    paragraph: str, message: str
) -> None:
    text = changed("2, exact: cold", f"▸{paragraph}, exact: cold")
    [problem] = expect(text, "no-such-paragraph")
    assert problem.message == message


def test_without_an_outline_any_paragraph_but_0_may_be_cited() -> None:
    text = changed(", outline: [Air, Water]", "")
    expect(changed("2, exact: cold", "4711, exact: cold", text))
    expect(changed("2, exact: cold", "▸0, exact: cold", text), "no-such-paragraph")


def test_the_outline_that_counts_is_that_of_the_source_named() -> None:
    text = SMALL.replace("exact:", "source: log, exact:")
    two = text + "  - {id: diary, title: A diary, outline: [One, Two, Three]}\n"
    old = "2, source: log, exact: cold"
    expect(changed(old, "3, source: diary, exact: cold", two))
    expect(changed(old, "▸3, source: log, exact: cold", two), "no-such-paragraph")


def test_evidence_of_event_and_speakers_is_checked_too() -> None:
    text = in_event("evidence: [{paragraph: ▸3, exact: x}]")
    text = changed("role: Chair", "evidence: [{paragraph: ▸0, exact: x}]", text)
    expect(text, *["no-such-paragraph"] * 2)


def test_the_source_may_be_left_out_when_there_is_one() -> None:
    expect(SMALL)
    expect(SMALL.replace("exact:", "source: log, exact:"))


@pytest.mark.parametrize(
    ("sources", "count"),
    [("", "0 sources"), ("sources: [{id: a, title: A}, {id: b, title: B}]\n", "2 sources")],
)
def test_a_source_left_out_otherwise_is_a_missing_key(sources: str, count: str) -> None:
    text = SMALL[: SMALL.index("sources:")] + sources
    problems = expect(text.replace("paragraph:", "▸paragraph:"), *["missing-key"] * 5)
    assert {each.message for each in problems} == {
        f'the key "source" is missing: the record has {count}'
    }


def test_a_missing_source_is_at_the_first_key_of_its_evidence_in_block_style_too() -> None:
    block = "evidence:\n          - ▸exact: cold water\n            paragraph: 2\n"
    text = SMALL.replace("exact:", "source: log, exact:") + "  - {id: b, title: B}\n"
    text = changed(
        "      - {text: The water is cold., evidence: "
        "[{paragraph: 2, source: log, exact: cold water}]}\n",
        f"      - text: The water is cold.\n        {block}",
        text,
    )
    expect(text, "missing-key")


# ---- warnings ----


LONELY_THEME = "themes:\n  - ▸{id: fire, name: Fire}\n  - {id: air"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([("themes:\n  - {id: air", LONELY_THEME)], "uncited"),
        ([("- {id: sea", "- ▸{id: sea"), ("organization: sea", "role: Chair")], "uncited"),
        ([("- id: crew", "- ▸id: crew"), ("by: [crew]", "by: [ann]")], "silent"),
        ([("- {text: The water", "- ▸{text: The water"), (", " + WATER, "")], "no-evidence"),
        ([("- {text: The water", "- ▸{text: The water"), (WATER, "evidence: []")], "no-evidence"),
        ([("- {id: r2", "- ▸{id: r2"), ("[{paragraph: 2, exact: warm}]", "")], "no-evidence"),
        ([("2024}", "2024, points: [▸{text: Hm.}]}")], "no-evidence"),
    ],
)
def test_a_warning_has_its_place_and_does_not_stop_opening(
    changes: list[tuple[str, str]], code: str
) -> None:
    text = SMALL.replace("    role: Chair\n", "")
    for old, new in changes:
        text = changed(old, new, text)
    [problem] = expect(text, code)
    assert problem.warning
    assert record(text.replace("▸", "")).event.id == "e"


def test_an_organization_is_cited_by_speakers_and_organizers() -> None:
    text = changed("organization: sea", "organization:")
    expect(in_event("organizers: [{organization: sea}]", text))


def test_a_theme_is_cited_by_statements_recommendations_and_points() -> None:
    proof = "evidence: [{paragraph: 1, exact: x}]"
    fire = changed("speakers:", "  - {id: fire, name: Fire}\nspeakers:")
    expect(changed("themes: [water]", "themes: [water, fire]", fire))
    expect(changed(WATER, f"themes: [fire], {WATER}", fire))
    point = f"points: [{{text: x, themes: [fire], {proof}}}]"
    expect(in_event(point, fire))


def test_a_speaker_is_heard_in_a_point_too() -> None:
    text = changed("by: [crew]", "by: [ann]")
    point = "points: [{text: x, by: [crew], evidence: [{paragraph: 1, exact: x}]}]"
    expect(in_event(point, text))


def test_a_point_by_all_does_not_make_a_silent_speaker_heard() -> None:
    text = changed("by: [crew]", "by: [ann]").replace("- id: crew", "- ▸id: crew")
    point = "points: [{text: x, evidence: [{paragraph: 1, exact: x}]}]"
    expect(in_event(point, text), "silent")


def test_warnings_and_errors_come_together() -> None:
    text = changed("by: [crew]", "by: [▸zoe]").replace("- id: crew", "- ▸id: crew")
    assert [each.warning for each in expect(text, "silent", "unknown-id")] == [True, False]


# ---- one fault, one problem ----


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        # A section that can't be read: nothing that refers to it is called unknown.
        ("\nsources:", "\n▸surces:", ["unknown-key"]),
        ("\nthemes:", "\n▸theme:", ["unknown-key"]),
        ("\nrecommendations:", "\n▸recomendations:", ["unknown-key"]),
        ("- {id: log, title: The log, outline: [Air, Water]}", "- ▸The log", ["wrong-type"]),
        ("- {id: sea, name: Society for Sea Air, abbreviation: SSA}", "- ▸sea", ["wrong-type"]),
        # An item without an id: it may be the one that is meant.
        ("  - id: bo\n    name", "  - ▸name", ["missing-key"]),
        ("  - id: crew\n    name", "  - ▸name", ["missing-key"]),
        ("{id: air,", "{▸▸Id: air,", ["missing-key", "unknown-key"]),
        ("{id: sea,", "{id: ▸[sea],", ["wrong-type"]),
        ("{id: water,", "{id: ▸*water ,", ["alias"]),
        # A list that is none: what it cites is not called uncited or silent.
        ("[crew]", "▸crew", ["wrong-type"]),
        ("[water]", "▸water", ["wrong-type"]),
        ("[crew]", "[▸'']", ["empty-item"]),
        ("by: [crew]", "by: ▸*crew", ["alias"]),
        ("organization: sea", "▸organisation: sea", ["unknown-key"]),
        # Evidence and statements that are none are not called missing.
        (WATER, "evidence: ▸{paragraph: 2, exact: cold water}", ["wrong-type"]),
        (WATER, "evidence: ▸cold water", ["wrong-type"]),
        (WATER, "evidence: [▸cold water]", ["wrong-type"]),
        (WATER, "▸evidnce: [{paragraph: 2, exact: cold water}]", ["unknown-key"]),
        ("name: The crew", "name: The crew\n    statements: [▸Ahoy.]", ["wrong-type"]),
        ("name: The crew", "name: The crew\n    statements: ▸Ahoy.", ["wrong-type"]),
        ("\nrecommendations:", "\nrecommendations:\n  - ▸Sail.", ["wrong-type"]),
        ("\nrecommendations:", "\nrecommendations:\n  -▸", ["empty-item"]),
        ("\nspeakers:", "\nspeakers:\n  - ▸Zoe", ["wrong-type"]),
        ("\nspeakers:", "\nspeakers:\n  - ▸[]", ["wrong-type"]),
        # The event: it may have held the points and organizers that cite the rest.
        ("{id: e, name: An event, start_date: 2024}", "▸An event", ["wrong-type"]),
        # A key given twice is not also missing.
        ("name: Bo O’Brien", "name:\n    ▸name: Bo O’Brien", ["duplicate-key"]),
    ],
)
def test_one_fault_is_not_told_again_by_its_consequences(
    old: str, new: str, codes: list[str]
) -> None:
    expect(changed(old, new), *codes)


def test_a_misspelt_key_that_is_required_is_unknown_and_missing_and_no_more() -> None:
    expect("▸" + changed("\nspeakers:", "\n▸speekers:"), "missing-key", "unknown-key")
    expect(
        changed("name: Bo", "▸nmae: Bo").replace("- id: bo", "- ▸id: bo"),
        "missing-key",
        "unknown-key",
    )


def test_a_plain_misspelling_is_told_beside_an_item_without_an_id() -> None:
    text = changed("  - id: bo\n    name", "  - ▸name")
    expect(changed("[crew]", "[▸crews]", text), "missing-key", "unknown-id")


def test_ids_that_are_only_somewhat_alike_are_no_misspelling_beside_a_theme_without_an_id() -> None:
    themes = "  - {▸name: Prosecution}\n  - {id: protection, name: Protection}\nspeakers:"
    text = changed("speakers:", themes).replace("[water]", "[water, prosecution, protection]")
    expect(text, "missing-key")


def test_an_unknown_id_is_told_beside_a_misspelt_key_elsewhere() -> None:
    text = changed("role: Chair", "▸rle: Chair")
    expect(changed("[ann, bo]", "[ann, bo, ▸zoe]", text), "unknown-key", "unknown-id")


def test_an_unknown_key_beside_the_one_it_is_like_hides_no_warning() -> None:
    fire = changed("themes:\n  - {id: air", LONELY_THEME)
    expect(
        changed("themes: [water]", "themes: [water], ▸theme: [air]", fire), "uncited", "unknown-key"
    )


def test_nothing_is_said_of_a_record_that_could_not_be_read() -> None:
    assert list(check(record(SMALL), lost={()})) == []


def test_claims_have_their_paths_in_the_order_of_the_file() -> None:
    text = in_event("points: [{text: Hm.}]")
    paths = [path for path, _ in claims(record(text))]
    assert paths == [
        ("event", "points", 0),
        ("speakers", 0, "statements", 0),
        ("speakers", 0, "statements", 1),
        ("speakers", 1, "statements", 0),
        ("recommendations", 0),
        ("recommendations", 1),
    ]
