"""Proposals: what the texts prove goes into a record, and nothing else does.

How it is said and written is in tests/golden/commands/add.txt.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.kit.checkout import document
from tests.kit.commands import Capture, outcome, process, reads
from tiptui.collection import editing
from tiptui.files.saving import exchange
from tiptui.record.claims import Claims, claim_keys, read_claims
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.schema import schema
from tiptui.report.json_data import tree

TEXT = document("tests/records/add.txt")
RECORD = document("tests/records/add.yaml")
QUAYS = "{exact: The quays are dark}"
ASKS = "{exact: We ask the port to light them by May}"

Add = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="add")
def _add(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> Add:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.txt").write_text(TEXT, "utf-8")
    (tmp_path / "r.yaml").write_text(RECORD, "utf-8")

    def add(claims: str, *options: str) -> tuple[int, str, str]:
        (tmp_path / "c.yaml").write_text(claims, "utf-8")
        return outcome(["add", *options, "r.yaml", "c.yaml"], capsys)

    return add


def record() -> Record:
    found = parse(Path("r.yaml").read_bytes()).record
    assert found
    return found


def asked(evidence: str, more: str = "by: [ann]") -> str:
    return f"recommendations:\n  - {{text: T, {more}, evidence: [{evidence}]}}"


def said(speaker: str, evidence: str) -> str:
    return f"statements:\n  - {{speaker: {speaker}, text: T, evidence: [{evidence}]}}"


def answer(*values: str) -> str:
    return f"responses:\n  - {{status: noted, {', '.join(values)}}}"


PROVED = [
    asked(ASKS),
    asked(
        ASKS, "by: [Ann Lee], to: [tp, town, us all], themes: [LIGHT], repeats: [r4], due: 2024-05"
    ),
    asked(f"{ASKS}, {QUAYS}", "by: [joe, ann]"),
    # Of two places the paragraph says which; a sign at the end counts.
    asked("{exact: Say it twice., paragraph: 1, source: log}"),
    asked("{exact: $5.5 million.}"),
    asked("{exact: 'ANN LEE: The quays'}"),
    # At the end of a line a quotation may have a space.
    asked("{exact: We ask the town to pay for all the lamps.}"),
    # The record does not say who the chair is.
    said("joe", "{exact: We close the hearing now}"),
    said("Bob Stone", "{exact: “Enough” is a word}"),
    asked(QUAYS, f"by: [ann], responses: [{{status: noted, by: TP, evidence: [{ASKS}]}}]"),
    # Who decided may be everybody, whoever says so.
    f"points: [{{text: T, kind: decision, evidence: [{QUAYS}]}}]",
    f"points: [{{text: T, by: [Ann Lee], themes: [light], evidence: [{ASKS}]}}]",
    # A text may have what cannot be seen.
    answer("for: r4", "evidence: [{exact: in the har­bour}]"),
    "responses: [{for: r4, status: noted}, {for: r4, status: rejected}]",
    answer("for: r4"),
    answer("for: 7.1", "by: The Port", f"evidence: [{QUAYS}]"),
    answer("for: r4", "by: Carla Diaz", "evidence: [{exact: I was here too}]"),
    "recommendations: [{text: T, by: [ann], number: 8, evidence: [{exact: dark}]}]\n"
    + answer("for: 8"),
]
REFUSED = [
    (f"points: [{{text: T, by: [jo], evidence: [{ASKS}]}}]", 'stands in a turn of "ANN LEE"***'),
    ("points: [{text: T}]", 'the key "evidence" is missing***'),
    (asked("{exact: The quays were dark}"), "nearest: log ¶1 “The quays are dark” [quote-missing]"),
    (asked("{exact: the quays are dark}"), "nearest: log ¶1 “The quays are dark” [quote-missing]"),
    (asked("{exact: 'aNN LEE: The quays'}"), "[quote-missing]"),
    (asked("{exact: able lamps}"), "“able lamps” not found in 1 text*** [quote-missing]"),
    (asked("{exact: 5 million}"), "[quote-missing]"),
    (asked("{exact: It costs $5.5 million!}"), "[quote-missing]"),
    (asked("{exact: the moon was made of green cheese}"), "not found in 1 text [quote-missing]"),
    (asked("{exact: '!'}"), "not found in 1 text [quote-missing]"),
    (asked("{exact: light them … Say it twice}"), "[quote-missing]"),
    (
        asked("{exact: Say it twice}"),
        "“Say it twice” stands in 2 places: log ¶1, log ¶2 [quote-ambiguous]",
    ),
    (
        asked("{exact: We ask, paragraph: 3}"),
        "“We ask” stands in 2 places: log ¶1, log ¶5 [quote-elsewhere]",
    ),
    (
        asked("{exact: dark, source: lag}"),
        "“dark”: source text not loaded: lag; --source names its file [quote-unchecked]",
    ),
    # Each quotation is proved.
    (asked(f"{QUAYS}, {{exact: bright}}"), "not found in 1 text [quote-missing]"),
    (
        asked("{exact: We never asked}"),
        '“We never asked” stands in a turn of "BOB STONE" [quote-speaker]',
    ),
    (asked("{exact: 'Yes indeed. BOB STONE: Not so.'}"), 'a turn of "BOB STONE" [quote-speaker]'),
    (
        asked("{exact: I was here too}"),
        '“I was here too” stands in a turn of "CARLA DIAZ" [quote-speaker]',
    ),
    (
        asked(QUAYS, "by: [ann], responses: [{status: noted, evidence: [{exact: no}]}]"),
        "not found in 1 text [quote-missing]",
    ),
    (answer("for: r4", "by: The Town", f"evidence: [{QUAYS}]"), "[quote-speaker]"),
    (asked(""), 'the key "evidence" is missing*** [missing-key]'),
    (asked(QUAYS, "by: []"), '"by" is missing***[missing-key]'),
    (
        asked(QUAYS, "by: [Ann Leo]"),
        '"T": no speaker is called "Ann Leo"; did you mean "Ann Lee"?***',
    ),
    (asked(QUAYS, "by: [Bobby]"), '2 speakers are called "Bobby": write an id [unknown-id]'),
    (asked(QUAYS, "by: [ann], themes: [dark]"), 'no theme is called "dark" [unknown-id]'),
    (asked(QUAYS, "by: [ann], repeats: [r5]"), 'no recommendation is called "r5"***[unknown-id]'),
    (asked(QUAYS, "by: [ann], due: May"), "[bad-date]"),
    (asked(QUAYS, "by: [ann], id: r5"), '"T": unknown key "id"***[unknown-key]'),
    (answer("for: r5"), '"r5": no recommendation is called "r5" [unknown-id]'),
    (answer("by: Ann"), 'the key "for" is missing [missing-key]'),
    (said('""', QUAYS), 'the key "speaker" is missing***[missing-key]'),
    (asked("{exact: [a]}"), '"T": ***[wrong-type]'),
    ("speakers: [{id: zed, name: Zed}]", 'unknown key "speakers"***[unknown-key]'),
    ("recommendations: [dark]", '"dark": must have keys***[wrong-type]'),
]


def corrected(*values: str) -> str:
    return f"corrections:\n  - {{{', '.join(values)}}}"


NOT_CORRECTED = [
    (corrected("id: r44", "due: 2025"), '"r44": no claim is called "r44"; did you mean "r4"?'),
    (corrected("id: r4", "due: May"), "[bad-date]"),
    (corrected("id: r4", "by: [ann]"), 'unknown key "by"***[unknown-key]'),
    (corrected("id: joe/1", "due: 2025"), 'a statement has no key "due" [unknown-key]'),
    (
        corrected("id: r4", "themes: [Costs, Lihgt]"),
        "a new theme: Lihgt; Light is there [near-name]",
    ),
    (corrected("id: r4", "themes: [Costs, Cots]"), "a new theme: Cots; Costs is there [near-name]"),
    (corrected("due: 2025"), 'the key "id" is missing***[missing-key]'),
]


@pytest.mark.parametrize(("claims", "why"), NOT_CORRECTED)
def test_a_correction_is_refused_whole_in_one_line(claims: str, why: str, add: Add) -> None:
    text = RECORD.replace("name: Joe Roe", "name: Joe Roe, statements: [{text: S}]")
    Path("r.yaml").write_text(text, "utf-8")
    status, _, err = add(claims)
    line, remark = err.splitlines()
    assert (status, remark) == (1, "0 added, 1 refused, 0 there already")
    assert reads(line, f"c.yaml:***: error: ***{why}***"), line
    assert Path("r.yaml").read_text("utf-8") == text


@pytest.mark.parametrize("claims", PROVED)
def test_a_proved_item_goes_in_once(claims: str, add: Add) -> None:
    count = sum(map(len, yaml.safe_load(claims).values()))
    assert add(claims) == (0, "", f"{count} added, 0 refused, 0 there already\n")
    once = record()
    assert add(claims) == (0, "", f"0 added, 0 refused, {count} there already\n")
    assert record() == once


@pytest.mark.parametrize(("claims", "why"), REFUSED)
def test_an_item_that_is_not_proved_is_refused_in_one_line(claims: str, why: str, add: Add) -> None:
    status, _, err = add(claims)
    line, remark = err.splitlines()
    assert (status, remark) == (1, "0 added, 1 refused, 0 there already")
    assert reads(line, f"c.yaml:***: error: ***{why}"), line
    assert Path("r.yaml").read_text("utf-8") == RECORD


SEVERAL = f"""\
recommendations:
  - {{text: One, by: [ann], evidence: [{QUAYS}]}}
  - {{text: Two, by: [ann], evidence: [{{exact: no such words}}]}}
statements:
  - {{speaker: ann, text: Three, evidence: [{ASKS}]}}
responses:
  - {{for: r4, status: noted, date: 2024-06}}
"""


@pytest.mark.usefixtures("add")
def test_claims_may_be_json_on_standard_input() -> None:
    claims = {"responses": [{"for": "7.1", "status": "noted", "date": None, "evidence": None}]}
    done = process("add", "r.yaml", "-", stdin=json.dumps(claims).encode())
    assert (done.returncode, done.stderr) == (0, b"1 added, 0 refused, 0 there already\n")


STATUSES = {
    "add r.yaml": 2,
    "add . c.yaml": 2,
    "add - c.yaml": 2,
    "add --source - r.yaml -": 2,
    "add --source lag=t.txt r.yaml c.yaml": 2,
    "add gone.yaml c.yaml": 3,
    "add r.yaml gone.yaml": 3,
    "add json.yaml c.yaml": 4,
    "add linked.yaml c.yaml": 4,
    "add bad.yaml c.yaml": 1,
    "add t.txt c.yaml": 1,
    "add r.yaml bad.yaml": 1,
    "add r.yaml empty.yaml": 1,
    "add r.yaml none.yaml": 0,
}


@pytest.mark.parametrize("command", STATUSES)
def test_the_status_says_who_has_to_do_something(
    command: str, add: Add, tmp_path: Path, capsys: Capture
) -> None:
    add(asked(ASKS), "--dry-run")
    data = tree(record())
    texts = {
        "bad": "tiptui: [",
        "empty": "",
        "none": "{}",
        "linked": RECORD,
        "json": json.dumps(data),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    (tmp_path / "other.yaml").hardlink_to(tmp_path / "linked.yaml")
    status, _, err = outcome(command.split(), capsys)
    assert (status, err.count("\n")) == (STATUSES[command], 1)


@pytest.mark.parametrize("times", [1, 2])
def test_a_record_that_changes_meanwhile_is_proved_anew_once(
    times: int, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other writer adds the same recommendation first, with the id that it would have had."""
    theirs = f"  - {{id: r5, text: T, by: [ann], evidence: [{{paragraph: 1, {ASKS[1:]}]}}\nsources"
    changes = iter([RECORD.replace("sources", theirs), RECORD][:times])

    def change_first(file: str, before: bytes, after: bytes) -> None:
        if change := next(changes, ""):
            Path(file).write_text(change, "utf-8")
        exchange(file, before, after)

    monkeypatch.setattr(editing, "exchange", change_first)
    status, _, err = add(asked(ASKS) + "\n" + said("ann", QUAYS))
    if times == 1:
        assert (status, err) == (0, "1 added, 0 refused, 1 there already\n")
        assert [claim.id for claim in record().recommendations] == ["r4", "r5"]
    else:
        assert (status, Path("r.yaml").read_text("utf-8")) == (4, RECORD)
        assert "has changed since it was read" in err


def test_the_schema_takes_what_is_read_without_a_fault() -> None:
    """It can't know the record: names, numbers and words are not looked up."""
    validator = Draft202012Validator(schema(Claims, claim_keys))
    by_shape = {"missing-key", "bad-date", "unknown-key", "wrong-type"}
    for claims in (*PROVED, *(claims for claims, _ in [*REFUSED, *NOT_CORRECTED]), SEVERAL):
        faults = [item.fault for item in read_claims(claims.encode(), "c")]
        data = yaml.safe_load(claims)
        assert validator.is_valid(data) == (not any(faults)), claims
        assert all(fault is None or fault.code in by_shape for fault in faults)
