"""docs/export.md has every format, and its commands print and write what it says."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.kit.checkout import CHECKOUT
from tests.kit.commands import Capture, outcome
from tiptui.report.export import FORMATS
from tiptui.report.tables import CLAIM_COLUMNS, TABLES

DOC = (CHECKOUT / "docs" / "export.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```console\n\$ (tiptui .*)\n([^`]*)^```", DOC, re.MULTILINE)


def test_it_has_each_format_and_each_table_and_column() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| .* \|$", DOC, re.MULTILINE)
    assert rows == [(name, each.about) for name, each in FORMATS.items()]
    assert {re.findall(r"--to (\w+)", command)[0] for command, _ in COMMANDS} == FORMATS.keys()
    assert all(f"`{name}`" in DOC for name in (*TABLES, *CLAIM_COLUMNS) if name != "claims")


@pytest.mark.parametrize(("command", "answer"), COMMANDS)
def test_a_command_does_what_is_shown(
    command: str, answer: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    (here / "examples").symlink_to(CHECKOUT / "examples")
    status, out, err = outcome(shlex.split(command)[1:], capsys)
    # A byte order mark is not seen.
    assert (status, out.removeprefix("\ufeff").rstrip()) == (0, answer.rstrip())
    # It differs with each version and day.
    assert re.fullmatch(r"(tiptui: (Made|[0-9a-f]{64}  |.*: \d+ of \d+ claims ).*\n)*", err)
    written = re.findall(r"-o (\S+)", command)
    files = (here / (f"{file}index.html" if file.endswith("/") else file) for file in written)
    assert all(file.stat().st_size > 1000 for file in files)
    for about in here.glob("*.about.json"):
        claims = json.loads(about.read_text("utf-8"))["claims"]
        assert f"$ jq .claims {about.name}\n{claims}\n" in DOC
