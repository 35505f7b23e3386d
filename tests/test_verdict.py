"""How much of what is wrong is printed, and in which form."""

import json
from pathlib import Path

import pytest

from tests.commands import Capture, outcome
from tests.records import SMALL
from tiptui.cli.main import run
from tiptui.record.problem import Position, Problem
from tiptui.report.checking import annotation


@pytest.mark.parametrize(
    ("file", "found", "line"),
    [
        (
            "records/a.yaml",
            Problem(Position(7, 3), 'unknown key "nmae"; did you mean "name"?', "unknown-key"),
            "::error file=records/a.yaml,line=7,col=3,title=unknown-key"
            '::unknown key "nmae"; did you mean "name"?',
        ),
        (
            "100 %, a:b\r\n\x1b[2J\u202e.yaml",
            Problem(Position(1, 1), "50 %: a, b\r\n::error::c", "uncited"),
            "::warning file=100 %25%2C a%3Ab%0D%0A␛[2J<U+202E>.yaml,line=1,col=1,title=uncited"
            "::50 %25: a, b%0D%0A::error::c",
        ),
    ],
)
def test_an_annotation_is_a_workflow_command_of_which_nothing_gets_out(
    file: str, found: Problem, line: str
) -> None:
    assert annotation(file, found) == line


@pytest.fixture(name="many", autouse=True)
def _many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a record that has 25 warnings of a kind, one of another and an error."""
    monkeypatch.chdir(tmp_path)
    themes = "".join(f"  - {{id: t{number}, name: T}}\n" for number in range(25))
    text = SMALL.replace("speakers:\n", f"{themes}speakers:\n").replace("by: [crew]", "by: [crow]")
    Path("many.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize(("more", "count"), [([], 20), (["--all"], 50)])
def test_of_each_kind_of_warning_the_first_are_printed_or_each_and_every_error(
    more: list[str], count: int, capsys: Capture
) -> None:
    Path("more.yaml").write_text(Path("many.yaml").read_text("utf-8").replace("id: e,", "id: f,"))
    assert run(["check", "many.yaml", "more.yaml", *more]) == 1
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert sum("nothing cites the theme" in line for line in lines) == count
    assert sum("error: no speaker has the id" in line for line in lines) == 2
    left = "warning: 30 more of these in 2 files; --all prints each [uncited]"
    closing = "2 records: 2 errors, 50 warnings"
    assert lines[-2:] == ([left, closing] if count == 20 else [lines[-2], closing])
    assert (left in lines) == (count == 20)


def test_json_has_all_of_them(capsys: Capture) -> None:
    assert run(["check", "many.yaml", "--json"]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == 26
    assert err == "1 record: 1 error, 25 warnings\n"


def test_annotations_are_data_and_what_is_left_out_a_remark(capsys: Capture) -> None:
    assert run(["check", "many.yaml", "--format", "github", "-q"]) == 1
    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == ["::warning"] * 20 + ["::error"]
    assert "file=many.yaml,line=8,col=5,title=uncited::" in out
    assert err == "warning: 5 more of these in 1 file; --all prints each [uncited]\n"
    assert outcome(["check", "--json", "--format", "github"], capsys)[0] == 2
