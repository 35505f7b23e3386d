"""README, docs and the manual name what there is, and say of it what is declared."""

import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from docs.man_page import FILE, man_page
from tests.kit.checkout import CHECKOUT, document
from tests.kit.commands import Capture, outcome
from tests.kit.records import SMALL
from tiptui.cli.main import VERBS
from tiptui.cli.parsers import HELP
from tiptui.drafting.draft import template
from tiptui.record.load import parse as parse_record
from tiptui.report.export import FORMATS
from tiptui.report.tables import CLAIM_COLUMNS, TABLES
from tiptui.search.query import FIELDS, parse, written_names

EDITORS = document("docs/editors.md")
SCHEMA = template(None).splitlines()[0].partition("=")[2]
QUERIES = document("docs/queries.md")
EXPORTS = document("docs/export.md")
EXPORTED = re.findall(r"^```console\n\$ (tiptui .*)\n([^`]*)^```", EXPORTS, re.MULTILINE)
QUESTIONS = re.findall(r"^```console\n\$ (.*)\n([^`]*)^```", QUERIES, re.MULTILINE)


def example(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", EDITORS, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_settings_can_be_read_and_name_the_schema() -> None:
    settings = json.loads(example("json"))
    assert list(settings["yaml.schemas"]) == [f"./{SCHEMA}"]
    (server,) = tomllib.loads(example("toml"))["language-server"].values()
    assert server["config"]["yaml"]["schemas"] == settings["yaml.schemas"]
    assert f'["./{SCHEMA}"] = "{settings["yaml.schemas"][f"./{SCHEMA}"]}"' in example("lua")


def test_the_first_line_is_the_one_that_new_writes() -> None:
    line, version = example("yaml").splitlines()
    assert line == template(None).splitlines()[0]
    assert parse_record(f"{line}\n{SMALL}".encode()).record
    assert SMALL.startswith(version)


def test_the_links_lead_to_files_and_headings() -> None:
    for page in (*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md")):
        for link, heading in re.findall(
            r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text("utf-8")
        ):
            target = page.parent / link if link else page
            assert target.exists(), (page, link)
            assert not heading or heading in anchors(target.read_text("utf-8")), (page, heading)


def test_the_site_has_each_page_once() -> None:
    pages = (*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md"), CHECKOUT / "tools/README.md")
    named = re.findall(r'"(\S+\.md)"', document("zensical.toml"))
    assert sorted(named) == sorted(str(page.relative_to(CHECKOUT)) for page in pages)


def anchors(page: str) -> set[str]:
    """Return how links name the headings of a page."""
    headings = re.findall("^#+ (.*)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def test_the_commands_of_the_readme_are_those_of_the_help() -> None:
    readme = document("README.md")
    for verb in ("show", "find", "count", "export", "check", "diff", "add", "new", "schema"):
        assert f"tiptui {verb}" in readme
        assert f"  tiptui {verb}" in HELP["browse"][2]


def test_each_file_that_the_readme_has_w_write_is_in_the_menu() -> None:
    (files,) = re.findall(r"into a file: (.*) \|", document("README.md"))
    for file in files.split(", "):
        assert any(f"{file} " in each.about for each in FORMATS.values()), file


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md"])
def test_the_commands_that_are_shown_are_understood(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    shells = re.findall("^```sh\n(.*?)^```", document(page), re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^tiptui\b(.*?)(?: +[#>].*)?$", "".join(shells), re.MULTILINE)
    assert len(lines) > 10
    for line in lines:
        verb, *arguments = shlex.split(line) or [""]
        if verb not in VERBS:
            verb, arguments = "", [verb, *arguments]
        VERBS[verb].parser().parse(arguments)


# ---- docs/queries.md ----


def test_it_has_each_field_in_order_with_what_it_asks() -> None:
    rows = re.findall(r"^\| (`\w+:`.*?) \| (.*) \|$", QUERIES, re.MULTILINE)
    said = {
        re.sub(
            r"(\w+:)", r"`\1`", written_names(name)
        ): f"{field.about}{'; `none`' * bool(field.nothing)}"
        for name, field in FIELDS.items()
    }
    assert rows == list(said.items())


def test_its_examples_of_the_language_are_read() -> None:
    written = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \| ", QUERIES, re.MULTILINE)
    shown = [each for cell in written for each in re.findall("`([^`]+)`", cell)]
    queries = [each for each in shown if each.removesuffix(":") not in FIELDS]
    assert len(queries) > 5
    assert not [each for each in queries if parse(each).unread or not parse(each).terms]


@pytest.mark.parametrize(("command", "answer"), QUESTIONS)
def test_a_question_has_the_answer_that_is_shown(
    command: str, answer: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    status, out, err = outcome(shlex.split(command)[1:], capsys)
    assert (status, out + err) == (0, answer)


def test_there_are_twelve_questions() -> None:
    assert len(QUESTIONS) == len(re.findall(r"^\*\*.*\?\*\*$", QUERIES, re.MULTILINE)) == 12


# ---- docs/export.md ----


def test_the_page_of_exports_has_each_format_and_each_table_and_column() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| .* \|$", EXPORTS, re.MULTILINE)
    assert rows == [(name, each.about) for name, each in FORMATS.items()]
    assert {re.findall(r"--to (\w+)", command)[0] for command, _ in EXPORTED} == FORMATS.keys()
    assert all(f"`{name}`" in EXPORTS for name in (*TABLES, *CLAIM_COLUMNS) if name != "claims")


@pytest.mark.parametrize(("command", "answer"), EXPORTED)
def test_an_export_writes_what_is_shown(
    command: str, answer: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    (here / "examples").symlink_to(CHECKOUT / "examples")
    status, out, err = outcome(shlex.split(command)[1:], capsys)
    # A byte order mark is not seen.
    assert (status, out.removeprefix("\ufeff").rstrip()) == (0, answer.rstrip())
    # It differs with each version and day.
    assert re.fullmatch(r"(tiptui: (Made|[0-9a-f]{64}  |.*: \d+ of \d+ claims ).*\n)*", err)
    written = re.findall(r"-o (\S+)", command)
    files = (here / (f"{file}index.html" if file.endswith("/") else file) for file in written)
    assert all(file.stat().st_size > 1000 for file in files)
    for about in here.glob("*.about.json"):
        claims = json.loads(about.read_text("utf-8"))["claims"]
        assert f"$ jq .claims {about.name}\n{claims}\n" in EXPORTS


def test_the_queries_of_a_database_count_as_count_does(here: Path, capsys: Capture) -> None:
    records = str(CHECKOUT / "examples" / "provincial")
    assert outcome(["export", "--to", "sqlite", "--in", records, "-o", "all.db"], capsys)[0] == 0
    queries = re.findall(r"```sql\n(.*?)```", EXPORTS, re.DOTALL)
    with closing(sqlite3.connect(here / "all.db")) as base:
        for query, fields in zip(queries, (["theme"], ["speaker", "year"]), strict=True):
            by = [f"--by={field}" for field in fields]
            counted = json.loads(outcome(["count", "--json", *by, "--in", records], capsys)[1])
            named = [each["count"] for each in counted if each.get("theme") != "none"]
            assert [row[-1] for row in base.execute(query)] == sorted(named, reverse=True)


# ---- docs/proposals.md, docs/programs.md, docs/rounds.md, docs/tables.md ----


@pytest.fixture(name="beside_examples")
def _beside_examples(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with examples and the files that docs/programs.md shows."""
    monkeypatch.chdir(here)
    shutil.copytree(CHECKOUT / "examples", here / "examples")
    write_shown("docs/programs.md", here)
    return here


def write_shown(page: str, folder: Path) -> None:
    for language, name in (("yaml", "claims.yaml"), ("markdown", "report.md")):
        for text in re.findall(rf"^```{language}\n(.*?)^```", document(page), re.M | re.S):
            (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize("page", ["proposals", "programs", "rounds", "tables"])
def test_the_commands_answer_as_the_page_shows(
    page: str, capsys: Capture, beside_examples: Path
) -> None:
    write_shown(f"docs/{page}.md", beside_examples)
    status, text = 0, document(f"docs/{page}.md")
    shown = re.findall(r"^\$ (.*)\n((?:(?!\$ |```).*\n)*)", text, re.MULTILINE)
    assert len(shown) > 1
    for command, answer in shown:
        if command == "echo $?":
            assert answer == f"{status}\n"
        else:
            status, out, err = outcome(shlex.split(command)[1:], capsys)
            assert out + err == answer
    assert outcome(["check", "examples/hearing.yaml"], capsys)[0] == 0


@pytest.mark.usefixtures("beside_examples")
def test_the_json_of_each_verb_has_the_keys_that_are_listed(capsys: Capture) -> None:
    rows = re.findall(r"^\| `tiptui (.*?)` \| .* \| (.*?) ?\|$", document("docs/programs.md"), re.M)
    assert len(rows) == len(
        [verb for verb in VERBS.values() if "--json" in verb.parser().format_help()]
    )
    for command, keys in rows:
        first, *_ = json.loads(outcome(shlex.split(command), capsys)[1])
        assert not keys or [*first] == re.findall(r"`(\w+)`", keys), command


# ---- the manual ----


def test_the_manual_is_what_the_declarations_make_of_it() -> None:
    assert FILE.read_text("utf-8") == man_page(), "run `.venv/bin/python -m docs.man_page`"


def test_man_shows_all_of_it_without_a_warning() -> None:
    if not shutil.which("groff"):
        pytest.skip("there is no groff here, which man shows a manual with")
    command = ["groff", "-man", "-ww", "-Tascii", "-P-cbou", str(FILE)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    shown = " ".join(done.stdout.split())
    assert "-q, --quiet leave out the closing remark" in shown
    assert "tiptui show --json | jq . the record for other programs" in shown
