"""A quotation whose sentence turns it round, in each place that tells of it."""

import json
from pathlib import Path

import pytest

from tests.kit.commands import Capture, outcome
from tests.kit.records import record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.documents.document import TextSpan
from tiptui.editing.edit import Edit
from tiptui.editing.questions import question
from tiptui.proof.source_text import SourceText
from tiptui.ui.panes.source_page import Sources

LOG = (
    "It would be wrong to say that the ministry accepted the plan.\n\n"
    "The port will stay open unless the state objects."
)
DENIED = "the ministry accepted the plan"
BOUND = "The port will stay open"
RECORD = """tiptui: 1
event: {id: m, name: Meeting, start_date: 2024-01-02}
sources: [{id: log, title: Log, file: log.txt}]
speakers:
  - id: ann
    name: Ann Lee
    statements:
      - text: The ministry agrees
        evidence: [{paragraph: 1, exact: the ministry accepted the plan}]
      - text: The ministry did not agree
        evidence: [{paragraph: 1, exact: ministry accepted the plan}]
      - text: The port stays open
        evidence: [{paragraph: 2, exact: The port will stay open}]
"""
BEFORE = "left out before it: “It would be wrong to say that”"
BEHIND = "left out behind it: “unless the state objects”"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.txt").write_text(LOG, "utf-8")
    Path("r.yaml").write_text(RECORD, "utf-8")


def test_the_check_of_a_record_warns_but_not_where_the_claim_denies_it(capsys: Capture) -> None:
    status, _, err = outcome(["check", "r.yaml"], capsys)
    assert (status, err.splitlines()) == (
        0,
        [
            f"r.yaml:9:42: warning: {BEFORE} [quote-cut]",
            f"r.yaml:13:42: warning: {BEHIND} [quote-cut]",
            "1 record: 2 warnings · 3 quotes: 3 verbatim",
        ],
    )
    assert outcome(["check", "--strict", "r.yaml"], capsys)[0] == 1
    ignored = outcome(["check", "--strict", "--ignore", "quote-cut", "r.yaml"], capsys)
    assert (ignored[0], "2 ignored" in ignored[2]) == (0, True)


def test_the_check_of_a_draft_warns_but_not_where_its_own_words_deny_it(capsys: Capture) -> None:
    draft = f"He said “{DENIED}”. He did not say “{DENIED}”.\n"
    Path("report.md").write_text(draft, "utf-8")
    status, _, err = outcome(["check", "report.md", "--in", "r.yaml"], capsys)
    assert (status, err.splitlines()) == (
        0,
        [
            f"report.md:1:9: warning: {BEFORE} [quote-cut]",
            "2 quotations: 1 verbatim, 1 cut",
        ],
    )
    _, out, _ = outcome(["check", "--json", "report.md", "--in", "r.yaml"], capsys)
    assert [quotation["status"] for quotation in json.loads(out)] == ["cut", "verbatim"]


def test_an_item_that_is_turned_round_stays_out(capsys: Capture) -> None:
    item = f"statements: [{{speaker: ann, text: Yes, evidence: [{{exact: {DENIED}}}]}}]\n"
    Path("c.yaml").write_text(item, "utf-8")
    status, _, err = outcome(["add", "r.yaml", "c.yaml"], capsys)
    assert status == 1
    line = f"error: “{DENIED}” {BEFORE}: quote these words as well [quote-cut]"
    assert line in err.splitlines()[0]
    assert Path("r.yaml").read_text("utf-8") == RECORD


def test_the_form_the_detail_and_the_source_tell_of_it() -> None:
    opened = Collection([Dialogue(record(RECORD), {"log": SourceText(LOG)})])
    dialogue = opened.dialogues[0]
    start = LOG.index(DENIED)
    words = TextSpan(1, start, start + len(DENIED))
    edit = Edit(dialogue, "statement", "log", words, values={"text": "Yes", "by": "Ann Lee"})
    assert question(edit, opened) == f"{BEFORE} · ^s writes it"
    denied = edit._replace(values={"text": "It is not so", "by": "Ann Lee"})
    assert question(denied, opened) == ""

    statements = [dialogue[f"ann/{number}"] for number in (1, 2, 3)]
    doubts = [statement.quotations[0].doubt for statement in statements]
    behind = "verbatim, cut: “unless the state objects” follows"
    assert doubts == ["verbatim, cut: “It would be wrong to say that” precedes", "", behind]

    page = Sources(dialogue, dialogue.passages.stops, ())
    drawn = [block.text.plain for piece in range(3) for block in page.blocks(piece)]
    assert f"“{BOUND}” {behind}" in drawn


@pytest.mark.parametrize("texts", [("It is not so", "Yes"), ("Yes", "It is not so")])
def test_of_claims_that_share_a_quotation_only_those_are_marked_that_it_does_not_prove(
    texts: tuple[str, str],
) -> None:
    head = RECORD[: RECORD.index("      - text")]
    evidence = f"evidence: [{{paragraph: 1, exact: {DENIED}}}]"
    claims = "".join(f"      - {{text: {text}, {evidence}}}\n" for text in texts)
    dialogue = Dialogue(record(head + claims), {"log": SourceText(LOG)})
    doubt = "verbatim, cut: “It would be wrong to say that” precedes"

    for number, text in enumerate(texts, 1):
        quotation = dialogue[f"ann/{number}"].quotations[0]
        assert quotation.doubt == (doubt if text == "Yes" else "")

    page = Sources(dialogue, dialogue.passages.stops, ())
    drawn = [block.text.plain for piece in range(3) for block in page.blocks(piece)]
    assert f"“{DENIED}” {doubt}" in drawn
