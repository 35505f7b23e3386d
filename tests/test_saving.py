"""A file is written whole or not at all."""

import errno
import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tiptui.files.output import NoOutput
from tiptui.files.saving import save


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.fixture(name="umask")
def _umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("replace", [False, True])
def test_a_new_file_has_the_text_and_the_permissions_of_a_new_file(
    replace: bool, tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    save(str(file), "é\n", replace)
    assert file.read_bytes() == b"\xc3\xa9\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a.yaml"]


def test_a_file_without_a_folder_is_written_in_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save("a.yaml", "x")
    assert names(tmp_path) == ["a.yaml"]


def test_a_file_that_is_there_stays_as_it_is_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")
    with pytest.raises(NoOutput) as raised:
        save(str(file), "new")
    assert str(raised.value) == f"{file}: is there already; --force replaces it"
    assert file.read_text() == "old"
    save(str(file), "new", replace=True)
    assert file.read_text() == "new"
    assert names(tmp_path) == ["a.yaml"]


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o777])
def test_a_file_that_is_replaced_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.touch()
    file.chmod(mode)
    save(str(file), "new", replace=True)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("kind", ["folder", "pipe", "link to a pipe"])
def test_what_is_no_file_is_not_replaced(kind: str, replace: bool, tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    if kind == "folder":
        target.mkdir()
    else:
        pipe = tmp_path / "pipe" if "link" in kind else target
        os.mkfifo(pipe)
        if pipe != target:
            target.symlink_to(pipe)
    before = names(tmp_path)
    with pytest.raises(NoOutput):
        save(str(target), "new", replace)
    assert names(tmp_path) == before
    assert not target.is_file()


def test_a_link_stays_one_when_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    file = tmp_path / "real" / "a.yaml"
    file.write_text("old")
    link = tmp_path / "b.yaml"
    link.symlink_to(file)
    with pytest.raises(NoOutput):
        save(str(link), "new")
    save(str(link), "new", replace=True)
    assert link.is_symlink()
    assert file.read_text() == "new"
    assert names(tmp_path / "real") == ["a.yaml"]


def test_a_link_to_nothing_is_there_already(tmp_path: Path) -> None:
    link = tmp_path / "b.yaml"
    link.symlink_to(tmp_path / "missing")
    with pytest.raises(NoOutput):
        save(str(link), "new")
    assert names(tmp_path) == ["b.yaml"]


def no_links(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_where_there_are_no_hard_links_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_links)
    file = tmp_path / "a.yaml"
    save(str(file), "new")
    assert file.read_text() == "new"
    with pytest.raises(NoOutput):
        save(str(file), "newer")
    assert file.read_text() == "new"
    assert names(tmp_path) == ["a.yaml"]


def test_of_two_that_come_at_once_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        file.write_text("first")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(NoOutput):
        save(str(file), "second")
    assert file.read_text() == "first"
    assert names(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize("failing", ["fsync", "link", "replace"])
@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_whatever_fails_nothing_is_left_and_nothing_is_lost(
    failing: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    file = tmp_path / "a.yaml"
    if failing == "replace":
        file.write_text("old")
    monkeypatch.setattr(os, failing, fail)
    with pytest.raises((NoOutput, KeyboardInterrupt)):
        save(str(file), "new", replace=failing == "replace")
    assert names(tmp_path) == (["a.yaml"] if failing == "replace" else [])
    assert failing != "replace" or file.read_text() == "old"


def test_a_failure_where_there_are_no_hard_links_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(NoOutput):
        save(str(tmp_path / "a.yaml"), "new")
    assert names(tmp_path) == []


def test_signals_wait_until_the_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, seen = os.fsync, list[list[str]]()

    def interrupted(descriptor: int) -> None:
        signal.raise_signal(signal.SIGTERM)
        fsync(descriptor)

    before = signal.signal(signal.SIGTERM, lambda *_: seen.append(names(tmp_path)))
    try:
        monkeypatch.setattr(os, "fsync", interrupted)
        save(str(tmp_path / "a.yaml"), "new")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert seen == [["a.yaml"]]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing/a.yaml", "no such file or directory"),
        ("file/a.yaml", "not a directory"),
        ("a\0b", "embedded null"),
        ("a\0/b", "embedded null"),
        ("x" * 300, "file name too long"),
        ("", "no such file or directory"),
    ],
)
@pytest.mark.parametrize("replace", [False, True])
def test_what_can_not_be_written_is_said_in_one_line(
    name: str, reason: str, replace: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(NoOutput) as raised:
        save(name, "x", replace)
    assert reason in str(raised.value) or (replace and not name)
    assert names(tmp_path) == ["file"]
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, [])
