"""Files of `export`: needs, bytes, encodings, and placeholders."""

import re
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.kit.checkout import CHECKOUT
from tests.kit.commands import Capture, outcome, process, reads
from tests.kit.records import SOURCED, SPOKEN, TO_FILL_IN
from tiptui.collection import opening
from tiptui.record.forms import EVENT_NAME
from tiptui.report.export import FORMATS


@pytest.fixture(name="folder", autouse=True)
def _folder(here: Path) -> Path:
    (here / "own.yaml").write_text(SOURCED, "utf-8")
    (here / "log.txt").write_text(SPOKEN, "utf-8")
    return here


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
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    status, _, err = outcome("export --to xlsx -o all.xlsx".split(), capsys)
    command = "pipx install --force '.[documents]', in the folder of the source code"
    remark = f"tiptui: the library for workbooks is missing: {command}\n"
    assert (status, err) == (3, remark)
    monkeypatch.delitem(sys.modules, "tiptui.report.word", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    status, _, err = outcome("export --to docx -o all.docx".split(), capsys)
    assert (status, err) == (3, remark.replace("workbooks", "Word"))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_day_gives_the_same_bytes(
    form: str, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    for file in ("one", "two"):
        outcome(["export", "--to", form, "--in", "own.yaml", "-o", file], capsys)
    assert (folder / "one").read_bytes() == (folder / "two").read_bytes()
    if form in ("docx", "xlsx"):
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
    ways = (["-o", "all"], *([["-o", "into/"]] if FORMATS[form].parts else []))
    for way in ways:
        status, _, err = outcome(["export", "--to", form, "--in", path, *way], capsys)
        assert (status, err.count("tiptui: warning: new [name missing], new [date mis")) == (0, 1)
        files = [each for each in folder.rglob("*") if each.is_file() and each.suffix != ".yaml"]
        written = "".join(map(text_of, files))
        assert not re.search(f"{EVENT_NAME}|\\b0001|\\b1 January", written)
        assert "[name missing]" in written
        assert ("[date missing]" in written, "PY  -" in written) == (True, False)
        if FORMATS[form].beside is not None:
            assert '"missing": [\n    "new [name missing]",' in written


def text_of(file: Path) -> str:
    """Return all that is in a file, or in the files of an archive."""
    if file.read_bytes()[:2] != b"PK":
        return file.read_text("utf-8", errors="replace")
    archive = ZipFile(file)
    return "".join(archive.read(each).decode(errors="replace") for each in archive.namelist())


@pytest.mark.parametrize("verb", ["find", "export --to csv"])
def test_quotes_of_a_large_record_are_checked_too(
    verb: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SMALL", 0)
    line = f"{verb} is:unproved --in own.yaml --source log.txt"
    out = outcome(line.split(), capsys)[1]
    assert [name for name in ("ann/1", "ann/2", "r1", "r2", "r3") if name in out] == ["ann/2", "r3"]


def test_an_export_is_utf_8_whatever_the_output_carries() -> None:
    done = process("export", "--to", "csv", PYTHONIOENCODING="latin-1", cwd=CHECKOUT)
    assert (done.returncode, done.stdout[:3]) == (0, "\ufeff".encode())
