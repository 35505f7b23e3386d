"""What was read is kept where nobody else can change it, and lost rather than wrong."""

import os
import resource
import shutil
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tiptui.files import cache
from tiptui.files.cache import Cache
from tiptui.files.own import is_private, own_folder

STAMP = (5, 6, 7, 8)
LATER = 10**18
DATA = {"a": b"first", "b": b"", "é\udcff": b"\x00\xff" * 50}


@pytest.fixture(autouse=True, name="folder")
def _folder(here: Path) -> Iterator[Path]:
    """The cache folder, not made yet; the umask takes nothing away."""
    before = os.umask(0)
    yield own_folder("cache")
    os.umask(before)


def keep(version: str = "1", **data: bytes) -> None:
    """Keep data as a program does that reads files once."""
    with closing(Cache(version)) as kept:
        for name, value in (data or DATA).items():
            kept.add(name, STAMP, value, LATER)


def found(version: str = "1") -> dict[str, bytes | None]:
    with closing(Cache(version)) as kept:
        return {name: kept.get(name, STAMP) for name in DATA}


NOTHING = dict.fromkeys(DATA)


def kept_file(folder: Path) -> Path:
    """Return the file of the data of `a`."""
    (file,) = (file for file in folder.iterdir() if b"first" in file.read_bytes())
    return file


def test_data_are_there_the_next_time_if_the_file_is_as_it_was(folder: Path) -> None:
    with closing(Cache("1", is_wanted=False)) as kept:
        kept.add("a", STAMP, b"", LATER)
        assert not kept.folder
    assert not folder.exists()
    assert found() == NOTHING
    keep()
    assert found() == DATA
    assert found(version="2") == NOTHING
    there = folder, kept_file(folder)
    assert [stat.S_IMODE(path.stat().st_mode) for path in there] == [0o700, 0o600]
    with closing(Cache("1")) as kept:
        assert kept.get("a", (5, 6, 7, 9)) is None
        assert kept.get("a", None) is None
        assert kept.get("x/../a", STAMP) == b"first"
    keep(a=b"new")
    assert found() == {**DATA, "a": b"new"}
    assert len(list(folder.iterdir())) == len(DATA)


@pytest.mark.parametrize(
    ("modified", "changed", "settled"),
    [(7, 7, True), (8, 7, False), (7, 8, False), (11, 0, False), (0, 0, True)],
)
def test_what_was_just_written_is_not_kept(modified: int, changed: int, settled: bool) -> None:
    stamp = modified * 10**9, changed * 10**9
    with closing(Cache("1")) as kept:
        kept.add("a", stamp, b"first", 10 * 10**9)
    with closing(Cache("1")) as kept:
        assert (kept.get("a", stamp) == b"first") is settled


def test_what_others_own_or_may_change_is_not_private() -> None:
    def private(owner: int, mode: int) -> bool:
        return is_private(os.stat_result((mode, 0, 0, 1, owner, 1000, 0, 0, 0, 0)), 1000)

    assert all(private(1000, mode) for mode in (0o40700, 0o40755, 0o100600))
    assert not any(private(owner, 0o40700) for owner in (0, 1001))
    assert not any(private(1000, mode) for mode in (0o40720, 0o41777, 0o100602))


@pytest.mark.parametrize("what", ["link", "shared", "unwritable", "no home"])
def test_a_folder_that_can_not_be_trusted_or_used_is_let_alone(
    what: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep()
    if what == "link":
        folder.rename("elsewhere")
        folder.symlink_to(Path("elsewhere").absolute())
    elif what == "shared":
        folder.chmod(0o770)
    elif what == "unwritable":
        monkeypatch.setenv("XDG_CACHE_HOME", "/proc/self")
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")
        monkeypatch.setenv("HOME", "/proc/self/nothing")
    there = sorted(folder.parent.rglob("*"))
    keep()
    assert found() == NOTHING
    assert sorted(folder.parent.rglob("*")) == there


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize("what", ["link", "pipe", "folder", "shared"])
def test_a_file_that_can_not_be_trusted_is_replaced(what: str, folder: Path) -> None:
    keep()
    file = kept_file(folder)
    if what == "shared":
        file.chmod(0o622)
    else:
        file.rename("elsewhere")
    if what == "link":
        file.symlink_to(Path("elsewhere").absolute())
    elif what == "pipe":
        os.mkfifo(file)
    elif what == "folder":
        file.mkdir()
    assert found() == {**DATA, "a": None}
    keep(a=b"new")
    assert found()["a"] == (None if what == "folder" else b"new")
    if what == "link":
        assert not file.is_symlink()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.integers(0, 255), st.booleans())
def test_damage_loses_the_data(folder: Path, where: int, change: int, torn: bool) -> None:
    keep()
    file = kept_file(folder)
    whole = file.read_bytes()
    where %= len(whole)
    file.write_bytes(
        whole[:where] + (b"" if torn else bytes([whole[where] ^ change]) + whole[where + 1 :])
    )
    assert found() == ({**DATA, "a": None} if torn or change else DATA)


def test_the_folder_can_be_deleted_at_any_moment(folder: Path) -> None:
    keep()
    with closing(Cache("1")) as kept:
        shutil.rmtree(folder)
        assert kept.get("a", STAMP) is None
        kept.add("b", STAMP, b"new", LATER)
    assert found() == NOTHING


def test_without_room_nothing_is_lost_but_the_rest(folder: Path) -> None:
    keep()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with closing(Cache("1")) as kept:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
        kept.add("b", STAMP, b"new" * 10_000, LATER)
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert found() == {**DATA, "b": None}


def test_the_folder_is_bounded_and_the_oldest_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep()
    unfinished = folder / "killed.record"
    unfinished.touch()
    os.utime(unfinished, (-1, -1))
    (folder / "mine").touch()
    for age, name in enumerate(DATA):
        before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
        with closing(Cache("1")) as kept:
            kept.get(name, STAMP)
        (used,) = (file for file in before if file.stat().st_mtime_ns != before[file])
        os.utime(used, (age, age))
    size = 32 + len(b"first")
    monkeypatch.setattr(cache, "LARGEST", 3 * size)
    assert Cache("1").get("a", STAMP) == b"first"  # so it is not the oldest any more
    keep(d=b"first")
    assert found() == {**NOTHING, "a": b"first"}
    assert not unfinished.exists()
    assert (folder / "mine").exists()
