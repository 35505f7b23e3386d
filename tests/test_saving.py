"""A file is written whole or not at all."""

import errno
import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tiptui.files.output import NoOutput
from tiptui.files.saving import save_all

IO_ERROR = OSError(errno.EIO, "Input/output error")
NO_LINKS = OSError(errno.EPERM, "Operation not permitted")


def names() -> list[str]:
    return sorted(each.name for each in Path().iterdir())


def mode(file: str) -> int:
    return stat.S_IMODE(Path(file).stat().st_mode)


def refusal(file: str, replace: bool = False) -> str:
    """Return why a file can't be written; nothing changes, and no signal waits for ever."""
    before = names()
    with pytest.raises(NoOutput) as raised:
        save_all({file: "new"}, replace)
    assert names() == before
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, [])
    return str(raised.value)


def fail(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    """Make a function of the system fail."""

    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, name, failing)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The current folder is an empty one, and the umask not the usual one."""
    monkeypatch.chdir(tmp_path)
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.parametrize("replace", [False, True])
def test_a_new_file_has_the_text_and_the_permissions_of_a_new_file(replace: bool) -> None:
    save_all({"a.yaml": "é\n"}, replace)
    assert Path("a.yaml").read_bytes() == b"\xc3\xa9\n"
    assert mode("a.yaml") == 0o640
    assert names() == ["a.yaml"]


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("permissions", [0o600, 0o777])
def test_a_file_is_replaced_only_if_it_is_to_be_and_keeps_its_permissions(
    links: bool, permissions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        fail(monkeypatch, "link", NO_LINKS)
    save_all({"a.yaml": "old"})
    Path("a.yaml").chmod(permissions)
    assert refusal("a.yaml") == "a.yaml: is there already; --force replaces it"
    assert Path("a.yaml").read_text() == "old"
    save_all({"a.yaml": "new"}, replace=True)
    assert Path("a.yaml").read_text() == "new"
    assert mode("a.yaml") == permissions
    assert names() == ["a.yaml"]


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("kind", ["folder", "pipe", "link to a pipe"])
def test_what_is_no_file_is_not_replaced(kind: str, replace: bool) -> None:
    os.mkfifo("pipe")
    if kind == "folder":
        Path(kind).mkdir()
    elif "link" in kind:
        Path(kind).symlink_to("pipe")
    refusal(kind, replace)
    assert not Path(kind).is_file()


def test_a_link_stays_one_when_what_it_leads_to_is_replaced() -> None:
    Path("real").mkdir()
    Path("real/a.yaml").write_text("old")
    Path("b.yaml").symlink_to("real/a.yaml")
    refusal("b.yaml")
    save_all({"b.yaml": "new"}, replace=True)
    assert Path("b.yaml").is_symlink()
    assert Path("real/a.yaml").read_text() == "new"
    assert [each.name for each in Path("real").iterdir()] == ["a.yaml"]
    Path("astray.yaml").symlink_to("missing")
    refusal("astray.yaml")


def test_of_two_that_come_at_once_the_second_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        Path("a.yaml").write_text("first")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(NoOutput):
        save_all({"a.yaml": "second"})
    assert Path("a.yaml").read_text() == "first"
    assert names() == ["a.yaml"]


@pytest.mark.parametrize("failing", ["fsync", "link", "replace", "replace without links"])
@pytest.mark.parametrize("error", [IO_ERROR, KeyboardInterrupt()])
def test_whatever_fails_nothing_is_left_and_nothing_is_lost(
    failing: str, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = failing == "replace"
    if replace:
        Path("a.yaml").write_text("old")
    if "without" in failing:
        fail(monkeypatch, "link", NO_LINKS)
    fail(monkeypatch, failing.split()[0], error)
    with pytest.raises((NoOutput, KeyboardInterrupt)):
        save_all({"a.yaml": "new"}, replace)
    assert names() == ["a.yaml"] * replace
    assert not replace or Path("a.yaml").read_text() == "old"


def test_signals_wait_until_the_file_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, seen = os.fsync, list[list[str]]()

    def interrupted(descriptor: int) -> None:
        signal.raise_signal(signal.SIGTERM)
        fsync(descriptor)

    before = signal.signal(signal.SIGTERM, lambda *_: seen.append(names()))
    try:
        monkeypatch.setattr(os, "fsync", interrupted)
        save_all({"a.yaml": "new"})
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
        ("dd/", ""),  # the system has several words for it
        ("dd/.", ""),
        ("missing/../a.yaml", "no such file or directory"),
    ],
)
@pytest.mark.parametrize("replace", [False, True])
def test_what_can_not_be_written_is_said_in_one_line(name: str, reason: str, replace: bool) -> None:
    Path("file").touch()
    assert reason in refusal(name, replace)


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("second", ["missing/b.txt", "b.txt"])
def test_of_several_files_all_are_written_or_none(
    replace: bool, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if replace:
        Path("a.txt").write_text("old")
        Path("a.txt").chmod(0o600)
    if second == "b.txt":
        Path("b.txt").mkdir()
        # Not even when the first stands in its place already.
        monkeypatch.setattr("tiptui.files.saving.mode_of", lambda _: 0o600)
    with pytest.raises(NoOutput, match=f"^{second}: "):
        save_all({"a.txt": "new", second: "new"}, replace)
    assert [each for each in names() if each != "b.txt"] == ["a.txt"] * replace
    if replace:
        assert Path("a.txt").read_text() == "old"
        assert mode("a.txt") == 0o600
    save_all({"a.txt": "1", "c.txt": "2"}, replace)
    assert [Path(each).read_text() for each in ("a.txt", "c.txt")] == ["1", "2"]
