"""A file is written whole or not at all."""

import errno
import os
import signal
import stat
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import count, islice, product
from pathlib import Path
from typing import Any

import pytest

from tiptui.files import saving
from tiptui.files.output import NoOutput
from tiptui.files.saving import HasChanged, exchange, exchange_all, save_all, save_folder

IO_ERROR = OSError(errno.EIO, "Input/output error")
NO_LINKS = OSError(errno.EPERM, "Operation not permitted")
NOT_SUPPORTED = OSError(errno.ENOTSUP, "Operation not supported")


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
def test_what_is_no_file_is_not_replaced(replace: bool) -> None:
    Path("folder").mkdir()
    os.mkfifo("pipe")
    Path("link").symlink_to("pipe")
    for name in names():
        refusal(name, replace)
        assert not Path(name).is_file()


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


@pytest.mark.parametrize(
    ("failing", "replace"),
    [*(("fsync", False), ("link", False), ("fsync", True), ("replace", True))],
)
@pytest.mark.parametrize("error", [IO_ERROR, KeyboardInterrupt()])
def test_whatever_fails_nothing_is_left_and_nothing_is_lost(
    failing: str, replace: bool, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    if replace:
        Path("a.yaml").write_text("old")
    fail(monkeypatch, failing, error)
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
        ("x" * 300, "file name too long"),
        ("", "no such file or directory"),
        ("dd/", ""),  # the system has several words for it
        ("missing/../a.yaml", "no such file or directory"),
    ],
)
@pytest.mark.parametrize("replace", [False, True])
def test_what_can_not_be_written_is_said_in_one_line(name: str, reason: str, replace: bool) -> None:
    Path("file").touch()
    assert reason in refusal(name, replace)


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("second", ["missing/b.txt", "b.txt"])
def test_of_several_files_all_are_written_or_none(replace: bool, second: str) -> None:
    if replace:
        Path("a.txt").write_text("old")
        Path("a.txt").chmod(0o600)
    if second == "b.txt":
        Path("b.txt").mkdir()
    with pytest.raises(NoOutput, match=f"^{second}: "):
        save_all({"a.txt": "new", second: "new"}, replace)
    assert [each for each in names() if each != "b.txt"] == ["a.txt"] * replace
    if replace:
        assert Path("a.txt").read_text() == "old"
        assert mode("a.txt") == 0o600
    save_all({"a.txt": "1", "c.txt": "2"}, replace)
    assert [Path(each).read_text() for each in ("a.txt", "c.txt")] == ["1", "2"]


# ---- a file that is exchanged ----


def in_place(data: bytes) -> None:
    Path("a.yaml").write_bytes(data)


def by_another_file(data: bytes) -> None:
    Path("b.yaml").write_bytes(data)
    Path("b.yaml").replace("a.yaml")


@pytest.mark.parametrize("save", [in_place, by_another_file])
def test_what_another_saves_while_the_disk_is_slow_stays(
    save: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place(b"old")
    fsync = os.fsync

    def save_meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        save(b"theirs")

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(NoOutput, match="has changed since it was read"):
        exchange("a.yaml", b"old", b"ours")
    assert (Path("a.yaml").read_bytes(), names()) == (b"theirs", ["a.yaml"])


@pytest.mark.skipif(sys.platform != "linux", reason="the system exchanges no files")
@pytest.mark.parametrize("late", [[in_place], [by_another_file, in_place], 3 * [by_another_file]])
def test_what_another_saves_at_the_very_moment_of_an_exchange_stays(
    late: list[Callable[[bytes], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place(b"old")
    swap, saves, last = saving._swap, iter(enumerate(late)), b"theirs %d" % (len(late) - 1)

    def swap_late(one: Path, other: Path) -> bool:
        for number, save in islice(saves, 1):
            save(b"theirs %d" % number)
        return swap(one, other)

    monkeypatch.setattr(saving, "_swap", swap_late)
    with pytest.raises(HasChanged):
        exchange("a.yaml", b"old", b"ours")
    assert (Path("a.yaml").read_bytes(), names()) == (last, ["a.yaml"])


@pytest.mark.parametrize("now", [b"old", b"theirs"])
def test_where_no_files_are_exchanged_one_is_replaced_that_has_not_changed(
    now: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place(b"old")

    def save(*_: object) -> bool:
        in_place(now)
        return False

    monkeypatch.setattr(saving, "_swap", save)
    with nullcontext() if now == b"old" else pytest.raises(HasChanged):
        exchange("a.yaml", b"old", b"new")
    assert Path("a.yaml").read_bytes() == (b"new" if now == b"old" else now)


def test_a_file_is_exchanged_only_if_it_is_as_read(monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path("a.txt")
    file.write_bytes(b"old")
    file.chmod(0o640)
    Path("link").symlink_to(file)
    with pytest.raises(NoOutput, match="has changed since it was read"):
        exchange("a.txt", b"older", b"new")
    exchange("link", b"old", b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert Path("link").is_symlink()
    os.link(file, "other")
    with pytest.raises(NoOutput, match="has another name too"):
        exchange("a.txt", b"new", b"newer")
    Path("other").unlink()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.chown", refuse)
    with pytest.raises(NoOutput, match="is not yours to change"):
        exchange("a.txt", b"new", b"newer")
    assert file.read_bytes() == b"new"
    assert sorted(os.listdir()) == ["a.txt", "link"]  # noqa: PTH208


def acl(user: int) -> bytes:
    """Return an ACL of Linux that lets a user, by their number, read and write."""
    nobody = 2**32 - 1
    entries = [(1, 6, nobody), (2, 6, user), (4, 4, nobody), (16, 6, nobody), (32, 0, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *each) for each in entries)


def attributes(file: str) -> dict[str, bytes]:
    return {name: os.getxattr(file, name) for name in os.listxattr(file)}


@pytest.fixture(name="attributed")
def _attributed() -> dict[str, bytes]:
    """Make a file with attributes, and one without, in a folder that gives new ones an ACL."""
    in_place(b"old")
    Path("plain.yaml").write_bytes(b"old")
    kept = {"user.origin": b"x\0", "user.none": b"", "system.posix_acl_access": acl(1234)}
    try:
        for name, value in kept.items():
            os.setxattr("a.yaml", name, value)
        os.setxattr(".", "system.posix_acl_default", acl(4321))
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    return kept


def test_a_file_keeps_its_extended_attributes_and_its_acl(attributed: dict[str, bytes]) -> None:
    before = mode("a.yaml"), mode("plain.yaml")
    for file in ("a.yaml", "plain.yaml"):
        exchange(file, b"old", b"new")
    assert (attributes("a.yaml"), attributes("plain.yaml")) == (attributed, {})
    assert (mode("a.yaml"), mode("plain.yaml")) == before


@pytest.mark.parametrize(
    ("failing", "error"),
    [
        *product(["listxattr", "getxattr", "setxattr", "removexattr"], [NO_LINKS, IO_ERROR]),
        ("setxattr", NOT_SUPPORTED),
    ],
)
def test_a_file_whose_attributes_can_not_be_kept_is_left_alone(
    failing: str, error: OSError, attributed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = "plain.yaml" if failing == "removexattr" else "a.yaml"
    with monkeypatch.context() as patched:
        fail(patched, failing, error)
        with pytest.raises(NoOutput, match=r"^\S+ its extended attributes can't be kept: [a-z]"):
            exchange(file, b"old", b"new")
    assert (attributes("a.yaml"), Path(file).read_bytes()) == (attributed, b"old")
    assert names() == ["a.yaml", "plain.yaml"]


@pytest.mark.parametrize("error", [None, NOT_SUPPORTED])
def test_where_there_are_no_extended_attributes_a_file_is_exchanged(
    error: OSError | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place(b"old")
    if error:
        fail(monkeypatch, "listxattr", error)
    else:
        monkeypatch.delattr(os, "listxattr", raising=False)
    exchange("a.yaml", b"old", b"new")
    assert Path("a.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("failing", [0, 1, 2])
@pytest.mark.parametrize("where", ["changed", "fsync", "swap"])
def test_of_several_files_all_are_exchanged_or_it_says_which(
    where: str, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [f"{letter}/{letter}.yaml" for letter in "abc"]
    for file in files:
        Path(file).parent.mkdir()
        Path(file).write_bytes(b"old")
    calls = count()
    real: dict[str, Callable[..., object]] = {"fsync": os.fsync, "swap": saving._swap}

    def fail(*arguments: Any) -> object:
        if next(calls) >= failing:  # whatever follows fails too: nothing can be repaired
            raise IO_ERROR
        return real[where](*arguments)

    if where == "changed":
        Path(files[failing]).write_bytes(b"theirs")
    else:
        monkeypatch.setattr(*((os, "fsync") if where == "fsync" else (saving, "_swap")), fail)
    before = [Path(file).read_bytes() for file in files]
    with pytest.raises(NoOutput) as raised:
        exchange_all(dict.fromkeys(files, (b"old", b"new")))
    after = [Path(file).read_bytes() for file in files]
    done = failing if where == "swap" else 0
    assert after == [b"new"] * done + before[done:]
    assert str(raised.value).startswith(f"{files[failing]}: ")
    states = [
        "",
        "a.yaml; left as they were: b.yaml, c.yaml",
        "a.yaml, b.yaml; left as they were: c.yaml",
    ]
    written = " · written all the same: "
    assert str(raised.value).partition(written)[2] == states[done]
    assert sum(map(len, map(os.listdir, "abc"))) == 3
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_a_save_while_other_files_are_replaced_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    files, swap = dict.fromkeys("abc", (b"old", b"new")), saving._swap
    for file in files:
        Path(file).write_bytes(b"old")

    def save(one: Path, other: Path) -> bool:
        is_done = swap(one, other)
        Path("b").write_bytes(b"theirs")
        return is_done

    monkeypatch.setattr(saving, "_swap", save)
    states = "b: has changed since it was read · written all the same: a; left as they were: b, c"
    with pytest.raises(HasChanged, match=states):
        exchange_all(files)
    assert [Path(file).read_bytes() for file in "abc"] == [b"new", b"theirs", b"old"]


def test_files_that_a_killed_process_left_are_removed_and_no_others() -> None:
    stays = {f".tiptui-{'0' * n}" for n in (8, 15, 17)} | {".tiptui-new.sha256", "0" * 16}
    gone, young, link = (f".tiptui-{letter * 16}" for letter in "abc")
    for name in ("a.yaml", gone, young, *stays):
        Path(name).write_bytes(b"old")
        if name != young:
            os.utime(name, (0, 0))
    Path(link).symlink_to("a.yaml")
    os.utime(link, (0, 0), follow_symlinks=False)
    exchange("a.yaml", b"old", b"new")
    assert {*names()} == {"a.yaml", young, link, *stays}


def test_a_folder_that_can_not_be_replaced_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    save_folder("out", [("a.txt", "old")], "new")
    rename = os.rename

    def rename_all_but_new(source: Path, target: Path) -> None:
        if source.name == "new":
            raise IO_ERROR
        rename(source, target)

    monkeypatch.setattr(os, "rename", rename_all_but_new)
    with pytest.raises(NoOutput, match=r"^out: "):
        save_folder("out", [("a.txt", "new")], "new", replace=True)
    assert Path("out/a.txt").read_text() == "old"
