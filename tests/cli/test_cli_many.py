"""What is printed of several records, and what is said of those that can't be read."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.kit.commands import Capture, outcome
from tests.kit.records import BARE
from tiptui.files import cache
from tiptui.files.own import own_folder
from tiptui.record import load

EVENTS = "saltmouth-2025-11-19 lowen-2025-09-10 grayhaven-2025-05-21 port-amber-2025-03-12".split()
AMBER, LOWEN = "series/2025-03-port-amber.yaml", "series/2025-09-lowen.yaml"
WRONG = "tiptui: 1 of 5 records can't be read; tiptui check says why\n"


@pytest.fixture(autouse=True)
def _beside(series: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder has the series of the examples in it."""
    monkeypatch.setattr(cache, "SETTLED", -(10**9))  # else what was just written is not kept


def printed(arguments: list[str], capsys: Capture) -> Any:
    status, out, err = outcome(arguments, capsys)
    assert (status, err) == (0, "")
    return json.loads(out)


def test_a_line_for_each_dialogue_or_their_records_newest_first(capsys: Capture) -> None:
    status, out, err = outcome(["show", "series"], capsys)
    assert (status, err) == (0, "")
    assert [line.split("  ")[1] for line in out.splitlines()] == EVENTS
    records = printed(["show", "--json", "series"], capsys)
    assert [each["event"]["id"] for each in records] == EVENTS
    assert printed(["show", "--json", LOWEN], capsys) == records[1]
    # What paths lead to, not how many records that is, says what is printed.
    shutil.copytree("series", "one", ignore=lambda _, names: [n for n in names if "lowen" not in n])
    assert printed(["show", "--json", "one"], capsys) == [records[1]]
    assert printed(["show", "--json", AMBER, LOWEN], capsys) == [records[1], records[3]]


@pytest.mark.parametrize(
    ("verb", "query", "meant"),
    [
        # A dialogue is no finding, and a speaker alone no claim to be counted.
        ("find", "Kettledrumm", ""),
        ("find", "Bassoonn", "Bassoon"),
        ("count --by theme", "Bassoonn", ""),
        ("export --to csv", "Bassoonn", "Bassoon"),
        ("export --to csv", "Kettledrumm", ""),
    ],
)
def test_only_what_the_verb_would_print_is_offered(
    verb: str, query: str, meant: str, series: Path, capsys: Capture
) -> None:
    text = BARE.replace("name: E", "name: Kettledrum").replace("name: Ann", "name: Bassoon")
    (series / "more.yaml").write_text(text, "utf-8")
    status, _, err = outcome([*verb.split(), "--in", "series", query], capsys)
    offered = f"; did you mean {meant}?" if meant else ""
    assert (status, err) == (1, f"No match for {query} in series{offered}\n")


def test_what_was_read_is_kept_no_source(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    arguments = ["show", "--json", "--evidence", "series"]
    first = outcome([*arguments, "--no-cache"], capsys)
    assert not own_folder("cache").exists()
    assert outcome(arguments, capsys) == first
    (block,) = own_folder("cache").iterdir()
    kept = block.read_text("utf-8", "replace")
    assert "had been lit since August" in kept  # which a record quotes
    for source in Path("series").glob("*.txt"):
        sentences = source.read_text("utf-8").split(". ")
        assert not any(each in kept for each in sentences if len(each.split()) > 8)
    with monkeypatch.context() as patch:
        patch.setattr(load, "parse", pytest.fail)
        assert outcome(arguments, capsys) == first
    block.unlink()
    outcome([*arguments, "--no-cache"], capsys)
    assert list(own_folder("cache").iterdir()) == []
