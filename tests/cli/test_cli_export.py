"""What `export` writes where, and what it says."""

import csv
import json
import re
import sys
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.commands import HERE, Capture, outcome, process, reads
from tests.kit.records import SOURCED, SPOKEN, TO_FILL_IN
from tiptui.collection import opening
from tiptui.record.forms import EVENT_NAME
from tiptui.report.export import FORMATS
from tiptui.report.tables import TABLES

OF = "tiptui: Made: ***"


ALL = f"25 of 25 claims{HERE}\n"


@pytest.fixture(name="folder", autouse=True)
def _folder(here: Path) -> Path:
    (here / "own.yaml").write_text(SOURCED, "utf-8")
    (here / "log.txt").write_text(SPOKEN, "utf-8")
    return here


@pytest.mark.parametrize(
    ("line", "status", "err"),
    [
        ("--to csv zzzz", 1, f"No match for zzzz{HERE}\n"),
        ("--to csv them:x -o all.csv", 1, f"tiptui: no field***\nNo match for them:x{HERE}\n"),
        ("--to csv --in nowhere.yaml", 3, "tiptui: nowhere.yaml: ***"),
        ("--to csv -o own.yaml", 4, "***own.yaml: is there already; --force***"),
        ("--to csv --list speakers -o a.csv", 0, "***.about.json, a table of speakers: 25 of***"),
        ("--to csv -o nowhere/all.csv", 4, "***nowhere/all.csv: no such file***"),
        ("", 2, "***needs --to, as in  tiptui export --to markdown (see tiptui export --help)\n"),
        ("--to xls", 2, "***invalid choice***"),
        ("--to ris --list speakers", 2, "***argument --list: only for --to csv (see***"),
        ("--to ris -o all/", 2, "***argument -o: --to ris makes one file***"),
        ("--to ris -o .", 2, "***argument -o: --to ris makes one file***"),
        ("--to csv -o .", 4, "***.: is there already; --force***"),
        ("--to csv --list speakers -o all/", 2, "***argument -o: --list speakers makes one***"),
    ],
)
def test_what_prints_nothing_says_why(line: str, status: int, err: str, capsys: Capture) -> None:
    ended, out, said = outcome(["export", *line.split()], capsys)
    assert (ended, out, reads(said, err)) == (status, "", True), said


@pytest.mark.parametrize(
    ("line", "status", "out", "err"),
    [
        ("--to csv --list speakers kardar", 0, "\ufeffid,event,***Uzma Kardar,***", OF),
        # Of a query as `find` has it, of which -o is none.
        (
            "--to csv -org:ssdo is:point -o -",
            0,
            "***point/1,***",
            f"{OF}Query: -org:ssdo is:point***",
        ),
        # What is wrong is said of what is exported, beside it.
        (
            "--to csv --in own.yaml --source log.txt",
            0,
            "***windows,verbatim,***",
            f"{OF}  The log\ntiptui: 1 quote not found in place\n",
        ),
        ("--to csv --in own.yaml --source log.txt id:r1", 0, "***", f"{OF}  e\n***  The log\n"),
    ],
)
def test_what_it_prints(line: str, status: int, out: str, err: str, capsys: Capture) -> None:
    ended, printed, said = outcome(["export", *line.split()], capsys)
    assert (ended, reads(printed, out), reads(said, err)) == (status, True, True), (printed, said)


def test_a_file_is_only_replaced_where_that_is_asked_for(folder: Path, capsys: Capture) -> None:
    to_file = ["export", "--to", "csv", "-o", "all.csv"]
    said = "tiptui: wrote all.csv and all.csv.about.json, a table, with a row for each claim: "
    some = f"4 of 25 claims{HERE}\n"
    assert outcome([*to_file, "kardar"], capsys) == (0, "", said + some)
    first = (folder / "all.csv").read_bytes()
    assert first.startswith(b"\xef\xbb\xbfid,")
    assert outcome(to_file, capsys)[0] == 4
    assert (folder / "all.csv").read_bytes() == first
    assert outcome([*to_file, "--force"], capsys) == (0, "", said + ALL)
    assert len((folder / "all.csv").read_bytes()) > len(first)


@pytest.mark.parametrize("file", ["own.yaml", "log.txt"])
def test_what_is_exported_is_never_replaced(file: str, folder: Path, capsys: Capture) -> None:
    before = (folder / file).read_bytes()
    line = f"export --to csv --in own.yaml --source log.txt --force -o ./{file}"
    status, out, err = outcome(line.split(), capsys)
    assert (status, out) == (2, "")
    assert err == f"tiptui: --force would replace ./{file}, which is exported\n"
    assert (folder / file).read_bytes() == before


def test_a_workbook_says_what_it_needs(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    status, _, err = outcome(["export", "--to", "xlsx"], capsys)
    assert (status, reads(err, "***name a file: a terminal shows no workbook***")) == (2, True)
    with monkeypatch.context() as patch:
        patch.setattr("tiptui.report.workbook._MOST_LINES", 5)
        status, _, err = outcome("export --to xlsx -o all.xlsx".split(), capsys)
        assert (status, err.count("\n"), Path("all.xlsx").exists()) == (4, 1, False)
        assert err.endswith("a sheet has at most 5 lines: export less, or CSV\n")
    monkeypatch.delitem(sys.modules, "tiptui.report.workbook", raising=False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    status, _, err = outcome("export --to xlsx -o all.xlsx".split(), capsys)
    remark = "tiptui: the library for workbooks is missing: pip install 'tiptui[documents]'\n"
    assert (status, err) == (3, remark)


def test_what_it_is_of_stands_beside_it(folder: Path, capsys: Capture) -> None:
    line = ["export", "--in", "own.yaml", "--source", "log.txt", "-o"]
    for to, extra in (("ris", {}), ("csv", {"dtype": "str"})):
        assert outcome([*line, f"all.{to}", "--to", to], capsys)[0] == 0
        about = json.loads((folder / f"all.{to}.about.json").read_text("utf-8"))
        assert about | extra == about
        assert (about["claims"], about["of_claims"], about["query"]) == (5, 5, "")
        assert [each["name"] for each in about["sha256"]] == ["e", "The log"]
    assert "tables of claims, speakers," in outcome([*line, "all/", "--to", "csv"], capsys)[2]
    names = {each.name for each in (folder / "all").iterdir() if each.name[0] != "."}
    assert names == {"about.json", *(f"{each}.csv" for each in TABLES)}
    assert (folder / "all/claims.csv").read_bytes() == (folder / "all.csv").read_bytes()
    # Over a folder of one's own nothing is written.
    (folder / "all/mine").touch()
    assert outcome([*line, "all/", "--to", "csv", "--force"], capsys)[0] == 4
    # Nor over records that tiptui wrote.
    Path("t.csv").write_text("text,by,to,date\nRepair the road,Fennmark,Ministry,2024\n", "utf-8")
    assert outcome(["new", "records", "--from", "t.csv"], capsys)[0] == 0
    before = {each: each.read_bytes() for each in Path("records").iterdir()}
    line = ["export", "--to", "csv", "--in", "records", "-o", "records/", "--force"]
    status, _, remark = outcome(line, capsys)
    assert (status, "as tiptui export wrote it" in remark) == (4, True)
    assert {each: each.read_bytes() for each in Path("records").iterdir()} == before


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_day_gives_the_same_bytes(
    form: str, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    for file in ("one", "two"):
        outcome(["export", "--to", form, "--in", "own.yaml", "-o", file], capsys)
    assert (folder / "one").read_bytes() == (folder / "two").read_bytes()
    if form == "xlsx":
        archive = ZipFile(folder / "one")
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b">1970-01-01T00:00:00Z<") == 2


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", ["new/new.yaml", "new"])
def test_a_name_and_a_date_that_are_to_be_written_are_said_to_be_missing(
    path: str, form: str, folder: Path, capsys: Capture
) -> None:
    (folder / "new").mkdir()
    (folder / "new/new.yaml").write_text(TO_FILL_IN, "utf-8")
    ways = [["-o", "all"]]
    if FORMATS[form].folder:
        ways.append(["-o", "into/"])
    for way in ways:
        status, _, err = outcome(["export", "--to", form, "--in", path, *way], capsys)
        assert (status, err.count("tiptui: warning: new [name missing], new [date mis")) == (0, 1)
        files = [each for each in folder.rglob("*") if each.is_file() and each.suffix != ".yaml"]
        written = "".join(map(text_of, files))
        assert not re.search(f"{EVENT_NAME}|\\b0001|\\b1 January", written)
        assert "[name missing]" in written
        assert ("[date missing]" in written, "PY  -" in written) == (form != "jsonld", False)
        if FORMATS[form].beside is not None:
            assert '"missing": [\n    "new [name missing]",' in written


def text_of(file: Path) -> str:
    """Return all that is in a file, or in the files of an archive."""
    if file.read_bytes()[:2] != b"PK":
        return file.read_text("utf-8", errors="replace")
    archive = ZipFile(file)
    return "".join(archive.read(each).decode() for each in archive.namelist())


@pytest.mark.parametrize("verb", ["find", "export --to csv"])
def test_of_a_large_record_it_is_known_too_which_words_stand(
    verb: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SMALL", 0)
    line = f"{verb} is:unproved --in own.yaml --source log.txt"
    out = outcome(line.split(), capsys)[1]
    assert [name for name in ("ann/1", "ann/2", "r1", "r2", "r3") if name in out] == ["ann/2", "r3"]


def test_it_is_utf_8_whatever_the_output_carries() -> None:
    done = process("export", "--to", "csv", PYTHONIOENCODING="latin-1", cwd=CHECKOUT)
    assert (done.returncode, done.stdout[:3]) == (0, "\ufeff".encode())


def test_of_a_collection_ids_have_their_event(capsys: Capture) -> None:
    folder = str(CHECKOUT / FOLDER)
    out = outcome(["export", "--to", "csv", "--in", folder, "to:npa"], capsys)[1]
    found = list(csv.DictReader(StringIO(out[1:])))
    assert [each["id"] for each in found][:2] == ["saltmouth-2025-11-19#r1", "lowen-2025-09-10#r3"]
    speakers = outcome(["export", "--to", "csv", "--list", "speakers", "--in", folder], capsys)[1]
    ids = {each["id"]: each["person"] for each in csv.DictReader(StringIO(speakers[1:]))}
    assert set(found[0]["by"].split("; ")) <= ids.keys()
    # Who is one in two dialogues is one person in both.
    okoye = {person for each, person in ids.items() if each.endswith("#mina-okoye")}
    assert okoye == {"saltmouth-2025-11-19#mina-okoye"}
