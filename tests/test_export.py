"""What is exported, whatever the format."""

from hashlib import sha256
from pathlib import Path

import pytest

import tiptui
from tests.exports import two
from tests.records import SOURCED, SPOKEN, indexed
from tiptui.collection.live import Live
from tiptui.files.input import NoInput
from tiptui.report.export import Selection, Sum, select
from tiptui.search.index import Index

FILES = ("own.yaml", "log.txt")


def names(selection: Selection) -> str:
    """Return of each dialogue its id, the ids of speakers, and those of claims."""
    return " | ".join(
        ": ".join((dialogue.id, *(" ".join(each.id for each in told) for told in (people, claims))))
        for dialogue, people, claims in selection.excerpts
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "b: ann bo: point/1 point/2 ann/1 r1 | a: ann bo: point/1 point/2 ann/1 r1"),
        # A speaker through a claim, in the dialogue of the claim alone.
        ("lamps blue", "b: ann: ann/1"),
        ("light in:a", "a: bo: r1"),
        # By name, in each dialogue that the query leaves, with all that they say.
        ("ann", "b: ann: point/2 ann/1 | a: ann: point/2 ann/1"),
        ("ann date:2024", "a: ann: point/2 ann/1"),
        # A speaker without a claim that matches; a claim that nobody made.
        ("is:person -ann -light", "b: bo:  | a: bo: "),
        ("agree", "b: : point/1 | a: : point/1"),
        # An event by itself is no more found than by `find`.
        ("event", ""),
    ],
)
def test_what_a_query_finds_stands_in_the_order_of_the_records(query: str, found: str) -> None:
    assert names(select(indexed(two()), query)) == found


def test_what_was_exported_can_be_made_again(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "own.yaml").write_text(SOURCED, "utf-8")
    (here / "log.txt").write_text(SPOKEN, "utf-8")
    record, text = (sha256((here / file).read_bytes()).hexdigest() for file in FILES)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    for path, given in (("own.yaml", {"log": "log.txt"}), (".", {"e#log": "log.txt"})):
        live = Live([path], given)
        selection = select(Index(live.read_all()), "windows", live)
        found = selection.provenance
        assert found[:5] == ("1970-01-01", tiptui.__version__, "windows", 2, 5)
        assert found.sums == [Sum("record", "e", "e", record), Sum("text", "e", "The log", text)]
        assert found.facts["Claims"] == "2 of 5"
        assert found.facts["Overdue"] == "as of 1 January 1970"
        assert found.data["sha256"][1]["name"] == "The log"
    # Of what has changed since it was read, nothing is said.
    (here / "log.txt").write_text("Other words", "utf-8")
    (here / "own.yaml").unlink()
    assert [each.sha256 for each in selection.provenance.sums] == ["", ""]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "now")
    with pytest.raises(NoInput, match="is not a number of seconds"):
        assert selection.provenance
