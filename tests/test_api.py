"""What `import tiptui` gives, and the examples of docs/api.md."""

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tiptui
from tests.checkout import CHECKOUT
from tests.commands import Capture, outcome
from tests.records import SMALL
from tiptui.search.query import LONGEST

DOC = (CHECKOUT / "docs" / "api.md").read_text("utf-8")
PROVINCIAL = CHECKOUT / "examples" / "provincial"
BROKEN = SMALL.replace("start_date: 2024", "start_date: soon")


def test_the_examples_are_as_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    blocks = re.findall("^```python\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "api.md", None, 0)
    assert len(examples.examples) > 5
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_importing_reads_nothing_else_and_no_call_needs_textual() -> None:
    code = (
        "import sys, tiptui\n"
        "print([name for name in sys.modules if name.startswith(('tiptui.', 'yaml', 'textual'))])\n"
        f"tiptui.load({str(PROVINCIAL / '2025-09-lowen.yaml')!r})\n"
        "print({'textual', 'rich', 'tiptui.ui'} & sys.modules.keys())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"[]", b"set()"]


def test_what_it_gives_is_what_the_command_prints(capsys: Capture) -> None:
    found = tiptui.find("sara", PROVINCIAL)
    folder = str(PROVINCIAL)
    assert found == json.loads(outcome(["find", "--json", "sara", "--in", folder], capsys)[1])
    assert {type(each) for each in found} == {dict}
    assert all(each.keys() == tiptui.Finding.__annotations__.keys() for each in found)
    problems = tiptui.check(PROVINCIAL)
    printed = json.loads(outcome(["check", "--json", folder], capsys)[1])
    assert problems == printed["problems"]
    assert [*problems[0]] == [*tiptui.Problem.__annotations__]


def test_what_is_wrong_is_raised_or_warned_of(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(SMALL, "utf-8")
    bad.write_text(BROKEN, "utf-8")
    for ask in (tiptui.load, lambda file: tiptui.find("air", file)):
        with pytest.raises(
            tiptui.BadRecord, match=r'bad.yaml:.*: error: "soon" is no date'
        ) as said:
            ask(bad)
        assert [problem.code for problem in said.value.problems] == ["bad-date"]
    assert [each["code"] for each in tiptui.check(bad)] == ["bad-date"]
    with pytest.warns(UserWarning, match=r"1 of 2 records can't be read"):
        assert tiptui.find("windows", tmp_path)
    with pytest.warns(UserWarning, match="no field is called"):
        tiptui.find("nme:air", good)
    (tmp_path / "empty").mkdir()
    with pytest.raises(tiptui.NoInput, match="is a folder"):
        tiptui.load(tmp_path)
    with pytest.raises(tiptui.NoInput, match="without any"):
        tiptui.check(tmp_path / "empty")
    with pytest.raises(ValueError, match=str(LONGEST)):
        tiptui.find("x" * (LONGEST + 1), good)


def test_only_its_names_are_there() -> None:
    assert {*tiptui.__all__, "__version__"} <= {*dir(tiptui)}
    assert not hasattr(tiptui, "lod")


def test_of_a_large_text_quotations_are_looked_for_as_the_command_line_does(
    tmp_path: Path, capsys: Capture
) -> None:
    record = tmp_path / "minutes.yaml"
    record.write_text(SMALL.replace("title: The log,", "title: The log, file: log.txt,"))
    (tmp_path / "log.txt").write_text(f"windows {'and air ' * 40_000}\n\nwarm")
    found = tiptui.find("id:r1", record)
    assert [each["status"] for each in found[0]["evidence"]] == ["verbatim"]
    argv = ["find", "--json", "id:r1", "--in", str(record)]
    assert found == json.loads(outcome(argv, capsys)[1])
