"""The rules of the format: evidence, warnings, and that one fault is told once."""

import pytest

from tests.kit.full import KEYS, KeyPath, flow, with_value
from tests.kit.marked import WATER, changed, expect, expect_errors, in_event
from tests.kit.records import SMALL, record

# ---- evidence ----


COLD = "2, exact: cold"
NO_OUTLINE = changed(", outline: [Air, Water]", "")
NAMED = SMALL.replace("exact:", "source: log, exact:")
TWO = NAMED + "  - {id: diary, title: A diary, outline: [One, Two, Three]}\n"
NAMED_COLD = "2, source: log, exact: cold"
IN_BLOCK = changed(
    f"{{text: The water is cold., evidence: [{{paragraph: {NAMED_COLD} water}}]}}",
    "text: The water is cold.\n        evidence:\n          - ▸exact: cold water\n"
    "            paragraph: 2",
    TWO,
)
NO_SOURCE = SMALL[: SMALL.index("sources:")].replace("paragraph:", "▸paragraph:")
TWO_PARAGRAPHS = 'there is no paragraph 3: the outline of "log" has 2 paragraphs'
NO_ZERO = "paragraphs are counted from 1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (changed(COLD, "1, exact: cold"), ""),
        (changed(COLD, "▸0, exact: cold"), NO_ZERO),
        (changed(COLD, "▸3, exact: cold"), TWO_PARAGRAPHS),
        (changed(COLD, "4711, exact: cold", NO_OUTLINE), ""),
        (changed(COLD, "▸0, exact: cold", NO_OUTLINE), NO_ZERO),
        # The outline that counts is that of the source named, which may be left out if it is one.
        (NAMED, ""),
        (changed(NAMED_COLD, "3, source: diary, exact: cold", TWO), ""),
        (changed(NAMED_COLD, "▸3, source: log, exact: cold", TWO), TWO_PARAGRAPHS),
        (IN_BLOCK, 'the key "source" is missing: the record has 2 sources'),
        (NO_SOURCE, 'the key "source" is missing: the record has 0 sources'),
    ],
)
def test_evidence_is_of_a_paragraph_of_a_source(text: str, message: str) -> None:
    code = "missing-key" if "missing" in message else "no-such-paragraph"
    problems = expect(text, *[code] * text.count("▸"))
    assert {problem.message for problem in problems} == set(filter(None, [message]))


@pytest.mark.parametrize("path", [path for path in KEYS if path[-1] == "paragraph"], ids="/".join)
def test_no_evidence_is_of_a_paragraph_that_is_not_there(path: KeyPath) -> None:
    for number in ("▸0", "▸3"):
        expect_errors(flow(with_value(path, number)), "no-such-paragraph")


# ---- warnings ----


LONELY_THEME = "themes:\n  - ▸{id: fire, name: Fire}\n  - {id: air"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([("themes:\n  - {id: air", LONELY_THEME)], "uncited"),
        ([("- {id: sea", "- ▸{id: sea"), ("organization: sea", "role: Chair")], "uncited"),
        ([("- {text: The water", "- ▸{text: The water"), (", " + WATER, "")], "no-evidence"),
        ([("- {id: r2", "- ▸{id: r2"), ("[{paragraph: 2, exact: warm}]", "")], "no-evidence"),
        ([("2024}", "2024, points: [▸{text: Hm.}]}")], "no-evidence"),
    ],
)
def test_a_warning_has_a_place_and_stops_nothing(changes: list[tuple[str, str]], code: str) -> None:
    text = SMALL.replace("    role: Chair\n", "")
    for old, new in changes:
        text = changed(old, new, text)
    [problem] = expect(text, code)
    assert problem.warning
    assert record(text.replace("▸", "")).event.id == "e"


PROOF = "evidence: [{paragraph: 1, exact: x}]"
FIRE = changed("speakers:", "  - {id: fire, name: Fire}\nspeakers:")


@pytest.mark.parametrize(
    "text",
    [
        in_event(
            "organizers: [{organization: sea}]", changed("organization: sea", "organization:")
        ),
        changed(WATER, f"themes: [fire], {WATER}", FIRE),
        in_event(f"points: [{{text: x, themes: [fire], {PROOF}}}]", FIRE),
        # Who makes no claim was present.
        changed("by: [crew]", "by: [ann]"),
    ],
)
def test_what_cites_a_theme_an_organization_or_a_speaker(text: str) -> None:
    expect(text)


# ---- one fault, one problem ----


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        # A section that can't be read: nothing that refers to it is called unknown.
        ("\nsources:", "\n▸surces:", ["unknown-key"]),
        ("\nspeakers:", "\n▸speekers:", ["unknown-key"]),
        ("- {id: log, title: The log, outline: [Air, Water]}", "- ▸The log", ["wrong-type"]),
        ("- {id: sea, name: Society for Sea Air, abbreviation: SSA}", "- ▸sea", ["wrong-type"]),
        # An item without an id: it may be the one that is meant.
        ("  - id: bo\n    name", "  - ▸name", ["missing-key"]),
        ("{id: air,", "{▸▸Id: air,", ["missing-key", "unknown-key"]),
        ("{id: sea,", "{id: ▸[sea],", ["wrong-type"]),
        ("{id: water,", "{id: ▸*water ,", ["alias"]),
        # A list that is none: what it cites is not called uncited.
        ("[crew]", "▸crew", ["wrong-type"]),
        ("[crew]", "[▸'']", ["empty-item"]),
        ("by: [crew]", "by: ▸*crew", ["alias"]),
        ("organization: sea", "▸organisation: sea", ["unknown-key"]),
        # Evidence and statements that are none are not called missing.
        (WATER, "evidence: ▸{paragraph: 2, exact: cold water}", ["wrong-type"]),
        (WATER, "evidence: [▸cold water]", ["wrong-type"]),
        ("\nrecommendations:", "\nrecommendations:\n  - ▸Sail.", ["wrong-type"]),
        ("\nrecommendations:", "\nrecommendations:\n  -▸", ["empty-item"]),
        # The event: it may have held the points and organizers that cite the rest.
        ("{id: e, name: An event, start_date: 2024}", "▸An event", ["wrong-type"]),
        # An item without its dash: its id is not called unknown.
        ("  - id: crew\n    name", "    ▸id: crew\n    ▸name", ["duplicate-key"] * 2),
        # A key given twice is not also missing.
        ("name: Bo O’Brien", "name:\n    ▸name: Bo O’Brien", ["duplicate-key"]),
    ],
)
def test_a_fault_is_not_told_by_its_consequences(old: str, new: str, codes: list[str]) -> None:
    expect(changed(old, new), *codes)


FIRES = changed("themes:\n  - {id: air", LONELY_THEME)
NO_BO = changed("  - id: bo\n    name", "  - ▸name")
PROTECTION = "  - {▸name: Prosecution}\n  - {id: protection, name: Protection}\nspeakers:"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # A misspelt key that is required is unknown and missing, and no more.
        (
            changed("name: Bo", "▸nmae: Bo").replace("- id: bo", "- ▸id: bo"),
            ["missing-key", "unknown-key"],
        ),
        # Beside an item without an id, only a plain misspelling is told.
        (changed("[crew]", "[▸crews]", NO_BO), ["missing-key", "unknown-id"]),
        (
            changed("speakers:", PROTECTION).replace("[water]", "[water, prosecution, protection]"),
            ["missing-key"],
        ),
        (
            changed("[ann, bo]", "[ann, bo, ▸zoe]", changed("role: Chair", "▸rle: Chair")),
            ["unknown-key", "unknown-id"],
        ),
        (
            changed("themes: [water]", "themes: [water], ▸theme: [air]", FIRES),
            ["uncited", "unknown-key"],
        ),
    ],
)
def test_what_is_no_consequence_is_told_too(text: str, codes: list[str]) -> None:
    expect(text, *codes)


# ---- speakers ----


def nobody(more: str = "") -> str:
    """The small record without speakers and claims, with this instead."""
    start, _, rest = SMALL.partition("organizations:")
    return f"{start}{more}{rest[rest.index('sources:') :]}"


ASKED = "recommendations: [{id: r1, text: Hm., by: [zoe], evidence: [{paragraph: 1, exact: x}]}]\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (nobody(), []),
        # Who was meant is asked once, not of each claim.
        ("▸" + nobody(ASKED), ["missing-key"]),
        ("▸" + nobody(f"speakers:\n{ASKED}"), ["missing-key"]),
        ("▸" + in_event(f"points: [{{text: x, {PROOF}}}]", nobody()), ["missing-key"]),
    ],
)
def test_a_record_needs_a_speaker_once_there_is_a_claim(text: str, codes: list[str]) -> None:
    assert [problem.message for problem in expect(text, *codes)] == [
        'the key "speakers" is missing: a record with a claim has at least one'
    ] * len(codes)
