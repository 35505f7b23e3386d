"""Checks of folders: their files, the hook, and annotations."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import yaml

from tests.kit.checkout import CHECKOUT, document
from tests.kit.commands import Capture, outcome
from tests.kit.records import SMALL
from tiptui.files.input import find_files
from tiptui.record.problem import WARNINGS, Position, Problem
from tiptui.report.checking import Checked, annotation, check_all, check_together


@pytest.fixture(name="records")
def _records(here: Path) -> Path:
    """A folder with records at all depths, and with other files."""
    folder = here / "records"
    names = """
        a.yml b.yaml notes.txt B.yaml.bak .pre-commit-config.yaml 2024/x.yaml 2024/10/c.yaml
        2024/9/c.yaml .git/d.yaml 2024/.hidden/e.yaml like.yaml/f.yaml empty.d/readme.md
    """
    for number, name in enumerate(names.split()):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SMALL.replace("id: e,", f"id: e{number},"), "utf-8")
    (folder / "2024" / "again").symlink_to(folder)
    elsewhere = here / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "g.yaml").write_text(SMALL, "utf-8")
    (folder / "linked").symlink_to(elsewhere)
    (folder / "z.yaml").symlink_to(elsewhere / "g.yaml")
    return folder


BELOW = "2024/10/c.yaml 2024/9/c.yaml 2024/x.yaml a.yml b.yaml like.yaml/f.yaml z.yaml".split()


@pytest.mark.parametrize("folder", ["records", "records/", "./records"])
def test_a_folder_stands_for_the_records_below_it_in_order(folder: str, records: Path) -> None:
    start = folder.rstrip("/")
    files, folders, remarks = find_files([folder])
    assert (files, remarks) == (tuple(f"{start}/{name}" for name in BELOW), ())
    assert sorted(map(os.path.normpath, folders)) == [
        *("records", "records/2024", "records/2024/10", "records/2024/9"),
        *("records/empty.d", "records/like.yaml"),
    ]
    # One that is named is looked into if hidden or a link.
    assert find_files([f"{start}/.git", "records/linked"]).files == (
        *(f"{start}/.git/d.yaml", "records/linked/g.yaml"),
    )
    # Files and folders may be mixed, and are looked at once.
    names = [f"{start}/b.yaml", f"{start}/2024/9", folder, "notes.txt", "-", "missing"]
    files, _, remarks = find_files(names)
    assert files[:2] == (f"{start}/b.yaml", f"{start}/2024/9/c.yaml")
    assert sorted(files[:-3]) == sorted(f"{start}/{name}" for name in BELOW)
    assert (files[-3:], remarks) == (("notes.txt", "-", "missing"), ())


@pytest.mark.parametrize(
    ("link", "reason"),
    [("nowhere", "no such file or directory"), ("y.yaml", "too many levels of symbolic links")],
)
def test_a_broken_link_is_status_3(link: str, reason: str, records: Path, capsys: Capture) -> None:
    (records / "2024" / "y.yaml").symlink_to(link)
    line = f"tiptui: records/2024/y.yaml: {reason}\n"
    assert outcome(["check", "-q", "records"], capsys) == (3, "", line)


@pytest.mark.usefixtures("records")
def test_a_folder_that_can_not_be_read_is_one_line_and_status_3(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "scandir", Mock(side_effect=PermissionError(13, "Permission denied")))
    line = "tiptui: records: permission denied\n"
    assert outcome(["check", "-q", "records"], capsys) == (3, "", line)


@pytest.mark.usefixtures("here")
def test_claims_below_a_folder_that_can_not_be_read_are_not_gone(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("old/sub/a.yaml", "new/sub/a.yaml", "new/b.yaml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(SMALL.replace("id: e,", f"id: {name[-6]},"), "utf-8")
    scan = os.scandir
    there = {"new/sub": "nowhere"}  # for nothing is hidden from root
    monkeypatch.setattr(os, "scandir", lambda path: scan(there.get(path, path)))
    status, printed, said = outcome(["diff", "old", "new"], capsys)
    why = "tiptui: new/sub: no such file or directory\n"
    assert (status, said) == (1, f"{why}tiptui: new/sub can't be read; tiptui check says why\n")
    assert "gone" not in printed


DEEP = 300


@pytest.mark.usefixtures("here")
def test_folders_may_be_nested_deeper_than_python_can_have_calls() -> None:
    file = Path("d/" * DEEP, "a.yaml")
    file.parent.mkdir(parents=True)
    file.touch()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(DEEP)
    files, folders, remarks = find_files(["d"])
    sys.setrecursionlimit(limit)
    assert (files, len(folders), remarks) == ((str(file),), DEEP, ())
    shutil.rmtree("d")


@pytest.fixture(name="hook")
def _hook(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The hook, and the environment in which pre-commit runs it."""
    monkeypatch.setenv("PRE_COMMIT", "1")
    hook, drafts = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["language"]) == ("tiptui-check", "python")
    hook["drafts"] = [*drafts["entry"].split()[1:], *drafts["args"]]
    return dict(hook)


def test_the_hook_checks_all_at_once(hook: dict[str, Any], records: Path, capsys: Capture) -> None:
    program, *arguments = hook["entry"].split()
    assert (program, hook["pass_filenames"]) == ("tiptui", False)
    assert outcome([*arguments, "records"], capsys)[0] == 0
    # In different batches of files they would pass.
    shutil.copy(records / "a.yml", records / "z2.yaml")
    status, _, err = outcome([*arguments, "--strict", "records"], capsys)
    assert (status, "[duplicate-record]" in err) == (1, True)


def test_the_hook_for_drafts_takes_files(
    hook: dict[str, Any], records: Path, capsys: Capture
) -> None:
    (records / "draft.txt").write_text("Nothing is quoted.", "utf-8")
    check, within, folder = hook["drafts"]
    assert (check, within) == ("check", "--in")
    draft = str(records / "draft.txt")
    assert outcome([check, within, "records", draft], capsys)[::2] == (0, "0 quotations\n")
    status, _, err = outcome([check, within, folder, draft], capsys)
    assert (status, "args: [--in, records/]" in err) == (3, True)


def test_without_a_folder_the_hook_says_what_to_add(hook: dict[str, Any], capsys: Capture) -> None:
    _, *arguments = hook["entry"].split()
    for args, status in ((hook["args"], 3), ([], 2), (["--ignore", "text-missing"], 2)):
        ended, _, err = outcome([*arguments, *args], capsys)
        assert (ended, "args: [records/]" in err) == (status, True)


def test_nothing_gets_out_of_an_annotation() -> None:
    problem = Problem(Position(1, 1), "50 %: a, b\r\n::error::c", "uncited")
    assert annotation("100 %, a:b\r\n\x1b[2J\u202e.yaml", problem) == (
        "::warning file=100 %25%2C a%3Ab%0D%0A␛[2J<U+202E>.yaml,line=1,col=1,title=uncited"
        "::50 %25: a, b%0D%0A::error::c"
    )


@pytest.mark.parametrize("code", sorted(WARNINGS))
def test_the_format_names_every_warning_and_each_can_be_ignored(code: str, capsys: Capture) -> None:
    assert f"`{code}`" in document("docs/format.md")
    assert outcome(["check", "-q", "--ignore", code], capsys) == (0, "", "")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_text("a: [")])
def test_places_in_a_record_that_has_changed_are_unknown(change: Callable[[Path], object]) -> None:
    for file in (files := ("\x1b.yaml", "b.yaml")):
        Path(file).write_text(SMALL, "utf-8")
    outcomes = check_all(files, {}, of_collection=True)
    records = {file: of for file, of in outcomes.items() if isinstance(of, Checked)}
    change(Path("b.yaml"))
    [problem] = check_together(records)["b.yaml"].problems
    assert (problem.position, problem.code) == ((1, 1), "duplicate-record")
    assert "in ␛.yaml" in problem.message


def test_data_has_every_warning_of_a_kind(here: Path, capsys: Capture) -> None:
    themes = "".join(f"  - {{id: t{number}, name: T}}\n" for number in range(25))
    (here / "many.yaml").write_text(SMALL.replace("speakers:\n", f"{themes}speakers:\n"), "utf-8")
    status, out, err = outcome(["check", "many.yaml", "--json"], capsys)
    assert (status, len(json.loads(out)), err[:22]) == (0, 25, "1 record: 25 warnings ")
