"""What is no record, and what is no command: one line that says what was meant."""

import re
from pathlib import Path

import pytest

from tests.kit.commands import Capture
from tests.kit.records import SMALL
from tiptui.cli.main import run
from tiptui.collection.live import Live

PROSE = "Minutes of the round table\n\nThe chair said: lamps are missing.\n"


pytestmark = pytest.mark.usefixtures("here")


@pytest.mark.parametrize("verb", [[], ["show", "--json"], ["find", "x", "--in"], ["check"]])
@pytest.mark.parametrize(
    "text", [PROSE, "Prose.", "Chair: welcome\nMinister: thanks\n", "- a\n- b\n", "caf\xe9", "\0"]
)
def test_a_text_that_is_no_record_is_one_line_that_says_how_to_write_one(
    text: str, verb: list[str], capsys: Capture
) -> None:
    Path("minutes.txt").write_bytes(text.encode("latin-1"))
    assert run([*verb, "minutes.txt"]) == 1
    line = "minutes.txt: not a record; tiptui new minutes.yaml --from minutes.txt writes one\n"
    assert capsys.readouterr() == ("", line)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("minutes.yaml", PROSE),
        ("MINUTES.YML", PROSE),
        ("minutes.txt", "tiptui: [1\n"),
        ("minutes.txt", '{"tiptui": 1,, }'),
        ("minutes.txt", "event: {}\n"),
        ("minutes.txt", ""),
        ("minutes.txt", SMALL.replace("2024", "soon")),
    ],
)
def test_what_is_named_or_meant_as_a_record_has_its_problems_said(
    name: str, text: str, capsys: Capture
) -> None:
    Path(name).write_text(text, "utf-8")
    assert run(["check", "-q", name]) == 1
    printed = capsys.readouterr().err.splitlines()
    assert all(re.match(rf"{name}:\d+:\d+: ", line) for line in printed)


def test_a_file_whose_name_a_shell_would_part_is_quoted(capsys: Capture) -> None:
    Path("my notes").write_text(PROSE)
    assert run(["my notes"]) == 1
    assert "tiptui new 'my notes.yaml' --from 'my notes' writes" in capsys.readouterr().err


def test_a_record_that_becomes_a_text_is_a_failure_of_the_reading_beside_the_last_good_one() -> (
    None
):
    Path("record").write_text(SMALL, "utf-8")
    live = Live(["record"], {})
    live.take(live.read())
    Path("record").write_text(PROSE)
    live.take(live.read())
    assert live.now.opened["record"].good
    assert live.status.startswith("record: not a record; ")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        *[("chek", "check"), ("Show", "show"), ("fnid", "find"), ("schem", "schema")],
        *[("list", "show"), ("Search", "find"), ("serch", "find"), ("hlep", "help")],
    ],
)
def test_a_mistyped_command_is_a_usage_error_with_the_nearest(
    word: str, near: str, capsys: Capture
) -> None:
    assert run([word, "x.yaml"]) == 2
    remark = f'no command and no file is called "{word}"; did you mean {near}?'
    assert capsys.readouterr() == ("", f"tiptui: {remark} (see tiptui --help)\n")
    # A file is what it is, whatever it is called.
    Path(word).write_text(SMALL, "utf-8")
    assert run([word]) == 0


@pytest.mark.parametrize("word", ["chek.yaml", "./chek", "minutes", ""])
def test_what_looks_like_no_command_is_a_file_that_is_not_there(word: str, capsys: Capture) -> None:
    assert run([word]) == 3
    assert capsys.readouterr().err == f"tiptui: {word}: no such file or directory\n"
