"""What is printed of several records, and what is said of those that can't be read."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.kit.commands import Capture, outcome
from tests.kit.records import BARE, SMALL
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


def test_what_is_found_is_named_by_its_event_and_a_person_by_those_of_all(capsys: Capture) -> None:
    _, out, _ = outcome(["find", "--in", "series", "okoye", "light"], capsys)
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["statement", "saltmouth-2025-11-19#mina-okoye/3"],
        ["recommendation", "lowen-2025-09-10#r3"],
    ]
    _, out, err = outcome(["find", "--json", "--in", AMBER, "--in", LOWEN, "okoye"], capsys)
    assert err == f"tiptui: 7 of 39 speakers and claims in {AMBER}, {LOWEN}\n"
    person, *claims = json.loads(out)
    assert person["event"] == ["lowen-2025-09-10", "port-amber-2025-03-12"]
    for each in (person, *claims):
        line = Path(each["file"]).read_text("utf-8").splitlines()[each["line"] - 1]
        assert line.strip().startswith(("- id: ", "- text: "))
        assert each["file"] == (LOWEN if "lowen" in str(each["event"]) else AMBER)
    assert all(each["id"].startswith(f"{each['event']}#") for each in claims)


SOURCE = "argument --source: of several records write EVENT#ID=FILE"


@pytest.mark.parametrize(
    ("given", "status", "line"),
    [
        ("port-amber-2025-03-12#minutes=other.txt", 0, ""),
        ("other.txt", 2, f"tiptui show: {SOURCE} (see tiptui show --help)"),
        ("minutes=other.txt", 2, f"tiptui show: {SOURCE} (see tiptui show --help)"),
        (
            "port-amber-2025-03-1#minutes=other.txt",
            2,
            'tiptui: no record has the id "port-amber-2025-03-1"; '
            'did you mean "port-amber-2025-03-12"?',
        ),
        (
            *("port-amber-2025-03-12#minute=other.txt", 2),
            f'tiptui: {AMBER}: no source has the id "minute"; did you mean "minutes"?',
        ),
        (
            *("port-amber-2025-03-12#minutes=none.txt", 3),
            "tiptui: none.txt: no such file or directory",
        ),
    ],
)
def test_a_text_is_given_to_one_record(given: str, status: int, line: str, capsys: Capture) -> None:
    Path("series/2025-03-port-amber.txt").rename("other.txt")
    assert outcome(["show", "series", "--source", given, "--evidence", "--json"], capsys)[::2] == (
        status,
        f"{line}\n" if line else "",
    )


def test_what_asks_the_same_is_found_and_counted_each_with_the_reason(capsys: Capture) -> None:
    asked = "same:port-amber-2025-03-12#r1"
    status, out, err = outcome(["find", "--in", "series", asked], capsys)
    assert [(line.split()[1], line[line.rindex("[") :]) for line in out.splitlines()] == [
        ("port-amber-2025-03-12#r1", "[this one]"),
        ("lowen-2025-09-10#r3", "[linked]"),
    ]
    assert status == 0
    assert err == "tiptui: 2 of 68 speakers and claims in series: 1 linked, in 1 dialogue\n"
    _, out, err = outcome(["find", "--in", "series", asked, "is:recommendation", "lamps"], capsys)
    assert [line.split()[1] for line in out.splitlines()] == ["port-amber-2025-03-12#r1"]
    count = ["count", "--json", "--by", "to", "--in", "series", asked]
    assert [each["count"] for each in json.loads(outcome(count, capsys)[1])] == [2]
    nothing = "No match for same:nobody in series\n"
    assert outcome(["find", "--in", "series", "same:nobody"], capsys) == (1, "", nothing)


def test_a_record_that_can_not_be_read_hides_none(series: Path, capsys: Capture) -> None:
    (series / "bad.yaml").write_text(SMALL.replace("name: An event", "nmae: An event"), "utf-8")
    status, out, err = outcome(["show", "series"], capsys)
    assert (status, len(out.splitlines()), err) == (0, 4, WRONG)
    status, out, err = outcome(["find", "--in", "series", "okoye"], capsys)
    assert (status, len(out.splitlines()), err) == (
        0,
        10,
        f"{WRONG}tiptui: 10 of 68 speakers and claims in series\n",
    )
    status, out, err = outcome(["find", "--in", "series", "xx yy"], capsys)
    assert (status, out, err) == (1, "", f"{WRONG}No match for xx yy in series\n")
    # Where none can be read nothing is printed.
    Path("bad").mkdir()
    Path("bad/torn.yaml").write_text("tiptui: [1\n", "utf-8")
    said = WRONG.replace("1 of 5 records", "1 of 1 record")
    assert outcome(["show", "bad"], capsys) == (1, "", said)
    assert outcome(["show", "--json", "bad"], capsys)[::2] == (1, said)
    found = outcome(["find", "--in", "bad", "okoye"], capsys)
    assert found[::2] == (1, f"{said}No match for okoye in bad\n")


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
