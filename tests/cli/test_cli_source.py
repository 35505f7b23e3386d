"""`--source` on every verb: quotations checked against the text that they are taken from."""

import io
import json
import os
from pathlib import Path

import pytest

from tests.kit.checkout import CHECKOUT
from tests.kit.cited import RIGHT, TEXT, WRONG
from tests.kit.commands import Capture, outcome, reads
from tests.kit.marked import place_of
from tests.kit.records import record
from tiptui.cli.main import run
from tiptui.record.problem import WARNINGS

FORMAT = CHECKOUT / "docs" / "format.md"
SOURCE = "argument --source:"


@pytest.fixture(name="files", autouse=True)
def _files(here: Path) -> Path:
    """A current folder with records and their text."""
    named = RIGHT.replace("title: The log", "title: The log, file: log.txt")
    broken = RIGHT.replace("2024", "soon")
    records = {"right": RIGHT, "wrong": WRONG, "named": named, "broken": broken}
    for name, text in records.items():
        (here / f"{name}.yaml").write_text(text.replace("[Air, Water]", "[A, B, C]"), "utf-8")
    (here / "log.txt").write_text(TEXT, "utf-8")
    (here / "latin.txt").write_bytes(b"ok\ncaf\xe9")
    os.mkfifo(here / "pipe")
    return here


def test_check_says_how_the_words_were_found_even_when_all_is_well(capsys: Capture) -> None:
    remark = "1 record: no problems · 5 quotes: 5 verbatim\n"
    # A name with an equals sign is a file's, where no id comes before that.
    Path("A=b.txt").write_text(TEXT, "utf-8")
    for source in ("log.txt", "log=log.txt", "A=b.txt", "./A=b.txt"):
        assert outcome(["check", "--source", source, "right.yaml"], capsys) == (0, "", remark)
    assert outcome(["check", "--strict", "named.yaml"], capsys) == (0, "", remark)
    # Of a record with errors no quotation is checked.
    said = outcome(["check", "--source", "e#log=log.txt", "broken.yaml", "right.yaml"], capsys)[2]
    assert "\n2 records: 1 error · 5 quotes: 5 verbatim" in said


def test_changed_words_paragraphs_and_typography_are_told_at_their_places(capsys: Capture) -> None:
    assert run(["check", "--source", "log=log.txt", "wrong.yaml"]) == 1
    out, err = capsys.readouterr()
    normalized, missing = place_of("'is \"good", WRONG), place_of("The old", WRONG)
    elsewhere = place_of("Open the windows}", WRONG)
    assert out == ""
    assert err.splitlines() == [
        f"wrong.yaml:{normalized}: warning: paragraph 1 prints these words as "
        '"is “good” — good air" [quote-normalized]',
        f"wrong.yaml:{missing}: error: these words are not in paragraph 2; "
        'nearest: "The cold water was" in paragraph 2 [quote-missing]',
        f"wrong.yaml:{elsewhere}: error: these words are in paragraph 1, not 3 [quote-elsewhere]",
        "1 record: 2 errors, 1 warning "
        "· 5 quotes: 2 verbatim, 1 normalized, 1 elsewhere, 1 missing",
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [("gone.txt", "no such file or directory"), ("latin.txt", "not UTF-8 (byte 0xE9 on line 2)")],
)
def test_a_text_that_is_named_and_can_not_be_read_is_a_warning_of_its_own(
    name: str, why: str, files: Path, capsys: Capture
) -> None:
    text = (files / "named.yaml").read_text("utf-8").replace("log.txt", name)
    (files / "away.yaml").write_text(text, "utf-8")
    assert run(["check", "away.yaml"]) == 0
    line, remark = capsys.readouterr().err.splitlines()
    advice = ", so what it says is not checked: put the text there, or mend the path"
    assert line.startswith(f"away.yaml:{place_of(name, text)}: warning: {name}: {why}")
    assert line.endswith(f"{advice} [text-missing]")
    assert remark == "1 record: 1 warning · 5 quotes unchecked: source text not loaded"
    assert run(["check", "--strict", "away.yaml"]) == 1
    # What is given on the command line is there.
    assert run(["check", "--strict", "--source", "log.txt", "away.yaml"]) == 0
    capsys.readouterr()
    assert run(["check", "--strict", "--ignore", "text-missing", "away.yaml"]) == 0
    ignored = "1 record: no problems, 1 ignored · 5 quotes unchecked: source text not loaded\n"
    assert capsys.readouterr().err == ignored


def test_a_missing_text_is_told_beside_one_that_is_there(files: Path, capsys: Capture) -> None:
    text = (files / "named.yaml").read_text("utf-8").replace("exact:", "source: log, exact:")
    (files / "two.yaml").write_text(f"{text}  - {{id: b, title: B, file: gone.txt}}\n", "utf-8")
    assert run(["check", "--json", "two.yaml"]) == 0
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == ["text-missing"]
    assert run(["check", "--json", "--ignore", "text-missing", "two.yaml"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("code", sorted(WARNINGS))
def test_every_warning_can_be_ignored_and_the_format_names_it(code: str, capsys: Capture) -> None:
    assert run(["check", "-q", "--ignore", code, "right.yaml"]) == 0
    assert f"`{code}`" in FORMAT.read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("txt-missing", 'no warning has the code "txt-missing"; did you mean "text-missing"?'),
        ("zzz", 'no warning has the code "zzz"; there are curly-quotes, '),
    ],
)
def test_what_is_no_warning_can_not_be_ignored(code: str, line: str, capsys: Capture) -> None:
    status, _, err = outcome(["check", "--ignore", code, "right.yaml"], capsys)
    assert (status, line in err) == (2, True)


def test_a_paragraph_that_the_text_does_not_have_is_an_error(files: Path, capsys: Capture) -> None:
    (files / "short.txt").write_text("The air.\n")
    assert run(["check", "--source", "short.txt", "right.yaml"]) == 1
    line = capsys.readouterr().err.splitlines()[1]
    assert line.endswith(
        'error: these words are nowhere in the text of "log", of 1 paragraph [quote-missing]'
    )


def test_check_json_has_what_is_wrong_with_quotations(capsys: Capture) -> None:
    given = ["--source", "w#log=log.txt", "--source", "e#log=log.txt"]
    assert run(["check", "--json", *given, "wrong.yaml", "right.yaml"]) == 1
    assert [problem["code"] for problem in json.loads(capsys.readouterr().out)] == [
        "quote-normalized",
        "quote-missing",
        "quote-elsewhere",
    ]


@pytest.mark.parametrize("verb", [[], ["show"], ["find", "air", "--in"], ["check"]])
@pytest.mark.parametrize(
    ("sources", "status", "message"),
    [
        (["no.txt"], 3, "no.txt: no such file or directory"),
        (
            ["latin.txt"],
            3,
            "latin.txt: not UTF-8 (byte 0xE9 on line 2); it may be mac_roman or cp1252: "
            "save it as UTF-8",
        ),
        (["log=pipe"], 3, "pipe: is not a regular file"),
        (["lgo=log.txt"], 2, 'no source has the id "lgo"; did you mean "log"?'),
    ],
)
def test_a_text_that_can_not_be_used_stops_every_verb(
    verb: list[str], sources: list[str], status: int, message: str, capsys: Capture
) -> None:
    given = [part for source in sources for part in ("--source", source)]
    ended, out, err = outcome([*verb, "right.yaml", *given], capsys)
    assert (ended, out) == (status, "")
    assert err.removeprefix("tiptui: ").removeprefix("right.yaml: ") == message + "\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["right.yaml", "--source", "a", "--source", "b"], f"{SOURCE} given twice"),
        (["right.yaml", "--source", "log=a", "--source", "log=b"], f"{SOURCE} given twice for log"),
        (["-", "--source", "-"], "standard input can be read only once"),
        (["a", "b", "--source", "e#l=-", "--source", "w#l=-"], "standard input can be***"),
        (["a.yaml", "b.yaml", "--source", "log=a"], f"{SOURCE} of several records write EVENT#***"),
    ],
)
def test_what_is_not_clear_is_an_error(arguments: list[str], message: str, capsys: Capture) -> None:
    status, out, err = outcome(["check", *arguments], capsys)
    assert (status, out) == (2, "")
    assert reads(err, f"tiptui check: {message} (see tiptui check --help)\n"), err


def test_standard_input_may_be_one_text(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run(["check", "--source", "e#log=-", "right.yaml", "wrong.yaml"]) == 0
    assert "5 verbatim, 5 unchecked" in capsys.readouterr().err


def test_show_says_how_quotations_were_found_and_always_what_is_wrong(capsys: Capture) -> None:
    remark = "tiptui: 2 quotes not found in place\n"
    right = ['¶1 “is "good" - good air” normalized', "¶2 “warm it” verbatim"]
    wrong = [
        "¶2 “The old water was” not found; nearest: ¶2 “The cold water was”",
        "¶3 “Open the windows” not found here; stands in ¶1",
    ]
    for option, said in ([], wrong), (["--evidence"], [*wrong, *right]):
        assert run(["show", *option, "--source", "log.txt", "wrong.yaml"]) == 0
        out, err = capsys.readouterr()
        assert [line for line in (*wrong, *right) if f" {line}\n" in out] == said
        assert err == remark
    assert run(["show", "--evidence", "wrong.yaml"]) == 0
    assert "¶2 “warm it” unchecked\n" in capsys.readouterr().out
    # As a record it stays one, which `check` takes.
    assert run(["show", "--json", "--source", "log.txt", "wrong.yaml"]) == 0
    out, err = capsys.readouterr()
    assert record(out) == record(WRONG.replace("[Air, Water]", "[A, B, C]"))
    assert err == remark
    assert run(["find", "cold", "--in", "wrong.yaml", "--source", "log.txt"]) == 0
    assert capsys.readouterr().out.endswith("The water is cold. [1 quote not found]\n")


def test_json_carries_the_status_of_evidence(capsys: Capture) -> None:
    assert run(["show", "--json", "--evidence", "named.yaml"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["recommendations"][1]["evidence"] == [
        {"paragraph": 2, "exact": "warm it", "status": "verbatim"}
    ]
    assert run(["find", "--json", "sea", "--in", "wrong.yaml"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["status"] for each in found for one in each["evidence"]} == {"unchecked"}
    assert run(["show", "--json", "named.yaml"]) == 0
    assert "status" not in capsys.readouterr().out
