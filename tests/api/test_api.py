"""The names of `import tiptui`, as docs/api.md explains them."""

import doctest
import json
import re
import subprocess
import sys
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import pytest

import tiptui
from tests.kit.checkout import CHECKOUT, document
from tests.kit.commands import Capture, outcome
from tests.kit.records import SMALL
from tiptui import api
from tiptui.report.tables import TableName
from tiptui.search.query import LONGEST

DOC = document("docs/api.md")
BLOCKS = re.findall("^```python\n(.*?)^```\n", DOC, re.MULTILINE | re.DOTALL)
EXAMPLES = "\n".join(block for block in BLOCKS if block.startswith(">>>"))
SCRIPTS = re.findall("^```python\n([^>].*?)```\n\n```\n(.*?)```\n", DOC, re.MULTILINE | re.DOTALL)
PROVINCIAL = CHECKOUT / "examples" / "provincial"
BROKEN = SMALL.replace("start_date: 2024", "start_date: soon")


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)


@pytest.fixture(name="opened", scope="module")
def _opened() -> tiptui.Collection:
    return tiptui.open([PROVINCIAL])


def test_the_examples_are_as_documented() -> None:
    examples = doctest.DocTestParser().get_doctest(EXAMPLES, {}, "api.md", None, 0)
    assert len(examples.examples) > 8
    assert doctest.DocTestRunner().run(examples).failed == 0


@pytest.mark.parametrize("number", range(5))
def test_a_script_prints_what_stands_below_it(number: int, capsys: Capture) -> None:
    code, printed = SCRIPTS[number]
    if "import pandas" in code:
        pytest.importorskip("pandas")
    exec(code, {"__name__": "__main__"})
    assert capsys.readouterr().out == printed


def test_examples_and_scripts_are_strictly_typed(tmp_path: Path) -> None:
    check = pytest.importorskip("mypy.api").run
    source = doctest.script_from_examples(EXAMPLES)
    for number, code in enumerate([source, *(code for code, _ in SCRIPTS)]):
        (tmp_path / f"script_{number}.py").write_text(code, "utf-8")
    printed, _, status = check([*map(str, tmp_path.glob("*.py"))])
    assert status == 0, printed


def test_every_thing_has_what_the_table_says(opened: tiptui.Collection) -> None:
    table = dict(re.findall(r"^\| ((?:every|an?) [\w ]+) \| (`.*) \|$", DOC, re.MULTILINE))
    (asked,) = opened.find("id:port-amber-2025-03-12#r2")
    things: dict[str, list[object]] = {
        "a dialogue": [*opened.dialogues],
        "a speaker": [*opened.speakers],
        "an organization": [*opened.organizations],
        "a claim": [*opened.claims, asked],
        "an addressee in words": [of for claim in opened.claims for of in claim.addressees],
        "a response": [of for claim in opened.claims for of in claim.responses],
        "a quotation": [of for claim in opened.claims for of in claim.quotations],
    }
    things["every thing"] = [*opened.themes, *opened.claims, *opened.speakers, *asked.responses]
    assert table.keys() == things.keys()
    for kind, names in table.items():
        assert things[kind]
        for path in re.findall(r"`([\w.]+)`", names):
            assert [*map(attrgetter(path), things[kind])]


def test_all_is_opened_once_and_read_when_it_is_asked_for() -> None:
    code = (
        "import sys, tiptui\n"
        "print([name for name in sys.modules if name.startswith(('tiptui.', 'yaml', 'textual'))])\n"
        f"opened = tiptui.open({str(PROVINCIAL)!r})\n"
        "first = opened.find('lights')\n"
        "api = sys.modules['tiptui.api']\n"
        # From here on nothing may be read or folded anew.
        "api.Index = api.open_record = None\n"
        "opened.find('quays'), opened.rows(), opened.count('theme')\n"
        "print({'textual', 'rich', 'tiptui.ui'} & sys.modules.keys())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"[]", b"set()"]


def test_it_gives_what_the_command_prints(opened: tiptui.Collection, capsys: Capture) -> None:
    folder = str(PROVINCIAL)
    printed = json.loads(outcome(["find", "--json", "sara", "--in", folder], capsys)[1])
    texts = [thing.text or thing.name for thing in opened.find("sara")]
    assert texts == [thing["text"] for thing in printed]
    printed = outcome(["count", "--by", "theme", "--json", "--in", folder], capsys)[1]
    assert opened.count("theme") == json.loads(printed)
    assert opened.export("markdown", query="sara").startswith(b"---\ntitle: ")
    problems = tiptui.check(PROVINCIAL)
    assert problems == json.loads(outcome(["check", "--json", folder], capsys)[1])
    assert [*problems[0]] == [*tiptui.Problem.__annotations__]


@pytest.mark.parametrize("of", ["claims", "speakers", "dialogues", "quotations", "responses"])
def test_rows_have_the_same_columns_of_plain_data(opened: tiptui.Collection, of: TableName) -> None:
    rows = opened.rows(of=of)
    assert len(rows) > 3
    assert (rows == opened.rows()) is (of == "claims")
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert {type(cell) for row in rows for cell in row.values()} <= {str, int}


def test_texts_are_given_by_their_sources(tmp_path: Path) -> None:
    record, text = tmp_path / "minutes.yaml", tmp_path / "log.txt"
    record.write_text(SMALL, "utf-8")
    text.write_text(f"windows {'and air ' * 40_000}\n\nwarm", "utf-8")
    for sources, status in ({}, "unchecked"), ({"log": text}, "verbatim"):
        (claim,) = tiptui.open(record, sources).find("id:r1")
        assert [str(quotation.located.status) for quotation in claim.quotations] == [status]
    with pytest.raises(ValueError, match="lgo"):
        tiptui.open(record, {"lgo": text})


def test_errors_are_raised_and_trouble_is_warned_of(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(SMALL, "utf-8")
    bad.write_text(BROKEN, "utf-8")
    message = r'bad.yaml:.*: error: "soon" is no date'
    opens: tuple[Callable[[Path], object], ...] = (tiptui.load, tiptui.open)
    for open_file in opens:
        with pytest.raises(tiptui.BadRecord, match=message) as raised:
            open_file(bad)
        assert [problem.code for problem in raised.value.problems] == ["bad-date"]
    assert [problem["code"] for problem in tiptui.check(bad)] == ["bad-date"]
    with pytest.warns(UserWarning, match=r"1 of 2 records can't be read") as warned:
        assert tiptui.open(tmp_path).find("windows")
    assert warned[0].filename == __file__
    opened = tiptui.open(good)
    with pytest.warns(UserWarning, match="no field is called") as warned:
        opened.find("nme:air")
    assert warned[0].filename == __file__
    (tmp_path / "empty").mkdir()
    with pytest.raises(tiptui.NoInput, match="is a folder"):
        tiptui.load(tmp_path)
    for of in (tiptui.check, tiptui.open):
        with pytest.raises(tiptui.NoInput, match="without any"):
            of(tmp_path / "empty")
    for ask in (opened.find, opened.rows):
        with pytest.raises(ValueError, match=str(LONGEST)):
            ask("x" * (LONGEST + 1))
    for fields in (), ("thme",), ("id",):
        with pytest.raises(ValueError, match="the fields are speaker, organization"):
            opened.count(*fields)
    with pytest.raises(ValueError, match="there is nothing to open"):
        tiptui.open([])
    with pytest.raises(ValueError, match="no table is called claim; there are claims, speakers"):
        opened.rows(of="claim")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there are html"):
        opened.export("pdf")
    with pytest.raises(ValueError, match="no match for zzz"):
        opened.export("html", query="zzz")


def test_only_its_names_are_there() -> None:
    assert {*dir(tiptui)} == {*api.__all__, "__version__"}
    assert not hasattr(tiptui, "lod")
