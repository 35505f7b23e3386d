"""`tiptui new FOLDER --from TABLE`, beside tests/golden/commands/tables.txt."""

import re
import shlex
from pathlib import Path

import pytest

from tests.kit.checkout import CHECKOUT
from tests.kit.commands import Capture, outcome
from tests.kit.records import record as record_of
from tests.kit.tables import delimited
from tiptui.documents.document import NoDocument
from tiptui.documents.table import Table
from tiptui.drafting.columns import TableOptions, TableRows, complete, read_date
from tiptui.drafting.table_records import TableRecords


def make(capsys: Capture, table: str, *more: str, folder: str = "a") -> str:
    """Make a folder of a table, in which nothing is wrong; return what is said."""
    status, out, err = outcome(["new", folder, "--from", table, *more], capsys)
    assert (status, out) == (0, ""), err
    status, _, wrong = outcome(["check", "--strict", folder], capsys)
    assert status == 0, wrong
    return err


def test_the_options_that_are_printed_say_the_same(capsys: Capture, here: Path) -> None:
    table = str(CHECKOUT / "examples" / "reviews.csv")
    read_as = make(capsys, table).partition("read as: ")[2].partition("\n")[0]
    make(capsys, table, *shlex.split(read_as), folder="b")
    one, other = (
        {file.name: file.read_bytes() for file in (here / name).iterdir()} for name in "ab"
    )
    assert len(one) > 6
    assert one == other


def test_a_phrase_that_stands_once_is_found_in_words_that_repeat(
    capsys: Capture, here: Path
) -> None:
    words = "do it " * 5_000
    rows = [("text", "from", "year", "notes"), (words, "X", "2014", words), ("X", "X", "2014", "X")]
    (here / "t.csv").write_text(delimited(rows), "utf-8")
    make(capsys, "t.csv")


def test_long_words_are_no_name_of_an_event() -> None:
    keys = ("text", "by", "to", "themes", "note", "response", "url", "event", "date")
    row = (*("So it was. " * size for size in range(8, 16)), "2014")
    table = Table(keys, 1, [row], [2], [2], remarks=["row 2 is hidden"])
    options = complete(TableOptions(), table, "t")
    assert {*options.map} == {(key, key) for key in keys if key != "event"}
    assert options._replace(sheet="A b").as_words().endswith("--group date --sheet 'A b'")
    assert next(TableRecords(TableRows(table, options), "t").remarks()) == "row 2 is hidden"


def test_words_said_twice_are_two_statements_but_one_recommendation(
    capsys: Capture, here: Path
) -> None:
    (here / "t.csv").write_text("text,speaker,year\n" + "Thank you.,Ann Lee,2014\n" * 2, "utf-8")
    assert "2 statements\n" in make(capsys, "t.csv", "--statements")
    assert "1 recommendation, 1 left out (1 given twice" in make(capsys, "t.csv", folder="b")


def test_a_row_whose_text_nobody_can_see_is_left_out_and_counted(
    capsys: Capture, here: Path
) -> None:
    (here / "t.csv").write_text("text,from,year\nDo it,X,2014\n\u200d\ufe0f,Y,2014\n", "utf-8")
    assert "1 recommendation, 1 left out (1 without text: line 3)" in make(capsys, "t.csv")


def test_hostile_words_are_words(capsys: Capture, here: Path) -> None:
    words = '\x1b[31m"]}\u202e, exact: \\x07\x07 # &a !!python *a {{ \u2028 \u0301x'
    rows = [(f"{words}{number}", words, words, "2014") for number in (1, 2)]
    (here / "t.csv").write_text(delimited([("text", "from", "to", "year"), *rows]), "utf-8")
    assert "\x1b" not in make(capsys, "t.csv", "--group", "year")
    record = record_of((here / "a" / "2014.yaml").read_text("utf-8"))
    shown = '[31m"]}, exact: \\x07 # &a !!python *a {{ \u0301x'
    assert [asked.text for asked in record.recommendations] == [f"{shown}1", f"{shown}2"]
    assert [speaker.name for speaker in record.speakers] == [shown]


DATES = {
    "2014": "2014", "2014.0": "2014", "2014-04-18 00:00:00": "2014-04-18", "46078": "2026-02-25",
    "18 April 2024": "2024-04-18", "April 18, 2024": "2024-04-18", "avril 2024": "2024-04",
    "18 de abril de 2024": "2024-04-18", "1er mars 2011": "2011-03-01", "Sept. 2012": "2012-09",
    "15 aout 2014": "2014-08-15", "14/3/2015": "",
    "2014/4/3": "2014-04-03", "ongoing": "", "jui 2012": "", "2014-13-01": "", "31 June 2014": "",
}  # fmt: skip


@pytest.mark.parametrize("words", DATES)
def test_dates_are_read_as_they_are_written(words: str) -> None:
    try:
        found = read_date(words, None)
    except NoDocument:
        found = ""
    assert found == DATES[words]


FOLLOWED = {
    "Closed—Acceptable Action": "implemented",
    "Closed acceptable": "implemented",
    "CLOSED - UNACCEPTABLE": "not-implemented",
    "Not Implemented": "not-implemented",
    "Open": "in-progress",
    "achieved": "implemented",
    "Not achieved": "not-implemented",
    "partly achieved": "partly-implemented",
    "On track": "in-progress",
}


def test_words_of_boards_and_monitors_are_statuses_in_a_column_of_them(
    capsys: Capture, here: Path
) -> None:
    rows = "".join(f'"Mend the rails of bridge {n}",{word}\n' for n, word in enumerate(FOLLOWED))
    options = ("--set", "by=The Board", "--set", "date=2020")
    (here / "t.csv").write_text(f"recommendation,status\n{rows}")
    made = make(capsys, "t.csv", *options)
    assert "left out" not in made
    statuses = re.findall(r"- status: (.+)", (here / "a" / "t.yaml").read_text("utf-8"))
    assert statuses == [*FOLLOWED.values()]
    # They alone make no column one: a door may be open too.
    doors = "".join(f'"Mend the rails of bridge {n}",open\n' for n in range(9))
    (here / "d.csv").write_text(f"recommendation,door\n{doors}")
    make(capsys, "d.csv", *options, folder="b")
    assert "responses" not in (here / "b" / "d.yaml").read_text("utf-8")
