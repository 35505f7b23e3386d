"""Proposals: what the texts prove goes into a record, and nothing else does.

How it is said and written is in tests/golden/commands/add.txt.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.kit.cases import cases, rows
from tests.kit.checkout import document
from tests.kit.commands import Capture, outcome, process, reads
from tiptui.editing import writer
from tiptui.editing.claims import Claims, claim_keys, read_claims
from tiptui.files.saving import exchange
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


PROVED = cases(__file__, "proved.txt")
REFUSED = cases(__file__, "refused.txt")
NOT_CORRECTED = cases(__file__, "not-corrected.txt")


@pytest.mark.parametrize(("claims", "why"), NOT_CORRECTED)
def test_a_correction_is_refused_whole_in_one_line(claims: str, why: str, add: Add) -> None:
    text = RECORD.replace("name: Joe Roe", "name: Joe Roe, statements: [{text: S}]")
    Path("r.yaml").write_text(text, "utf-8")
    status, _, err = add(claims)
    line, remark = err.splitlines()
    assert (status, remark) == (1, "0 added, 1 refused, 0 there already")
    assert reads(line, f"c.yaml:***: error: ***{why}***"), line
    assert Path("r.yaml").read_text("utf-8") == text


@pytest.mark.parametrize(("claims", "remark"), PROVED)
def test_a_proved_item_goes_in_once(claims: str, remark: str, add: Add) -> None:
    assert add(claims) == (0, "", f"{remark}\n")
    once = record()
    assert add(claims) == (0, "", f"0 added, 0 refused, {remark[0]} there already\n")
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


@pytest.mark.parametrize(("command", "status"), rows(__file__, "statuses.txt", "add"))
def test_the_status_says_who_has_to_do_something(
    command: str, status: str, add: Add, tmp_path: Path, capsys: Capture
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
    ended, _, err = outcome(command.split(), capsys)
    assert (str(ended), err.count("\n")) == (status, 1)


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

    monkeypatch.setattr(writer, "exchange", change_first)
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
    for claims in (*(str(case.values[0]) for case in [*PROVED, *REFUSED, *NOT_CORRECTED]), SEVERAL):
        faults = [item.fault for item in read_claims(claims.encode(), "c")]
        data = yaml.safe_load(claims)
        assert validator.is_valid(data) == (not any(faults)), claims
        assert all(fault is None or fault.code in by_shape for fault in faults)
