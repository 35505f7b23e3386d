"""Several records: as data, and in the cache."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.kit.commands import Capture, outcome
from tiptui.files import cache
from tiptui.files.own import own_folder
from tiptui.record import load

EVENTS = "saltmouth-2025-11-19 lowen-2025-09-10 grayhaven-2025-05-21 port-amber-2025-03-12".split()
AMBER, LOWEN = "series/2025-03-port-amber.yaml", "series/2025-09-lowen.yaml"


@pytest.fixture(autouse=True)
def _beside(series: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder has the series of the examples in it."""
    monkeypatch.setattr(cache, "SETTLED", -(10**9))  # else what was just written is not kept


def test_a_collection_is_printed_as_an_array_newest_first_a_record_as_itself(
    capsys: Capture,
) -> None:
    def printed(*paths: str) -> Any:
        return json.loads(outcome(["show", "--json", *paths], capsys)[1])

    records = printed("series")
    assert [each["event"]["id"] for each in records] == EVENTS
    assert printed(LOWEN) == records[1]
    # What paths lead to, not how many records that is, says what is printed.
    shutil.copytree("series", "one", ignore=lambda _, names: [n for n in names if "lowen" not in n])
    assert printed("one") == [records[1]]
    assert printed(AMBER, LOWEN) == [records[1], records[3]]


def test_the_cache_holds_records_but_no_source(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    arguments = ["show", "--json", "--evidence", "series"]
    first = outcome([*arguments, "--no-cache"], capsys)
    assert not own_folder("cache").exists()
    assert outcome(arguments, capsys) == first
    files = list(own_folder("cache").iterdir())
    kept = "".join(file.read_text("utf-8", "replace") for file in files)
    assert "had been lit since August" in kept  # which a record quotes
    for source in Path("series").glob("*.txt"):
        sentences = source.read_text("utf-8").split(". ")
        assert not any(each in kept for each in sentences if len(each.split()) > 8)
    with monkeypatch.context() as patch:
        patch.setattr(load, "parse", pytest.fail)
        assert outcome(arguments, capsys) == first
    for file in files:
        file.unlink()
    outcome([*arguments, "--no-cache"], capsys)
    assert list(own_folder("cache").iterdir()) == []
