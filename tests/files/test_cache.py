"""What was read is kept where nobody else can change it, and lost rather than wrong."""

import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tiptui.files import cache
from tiptui.files.cache import Cache, is_settled
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


def keep(names: str = "records", version: str = "1", **data: bytes) -> None:
    """Keep data as a program does that reads files once."""
    with closing(Cache([names], version)) as kept:
        for name, each in (data or DATA).items():
            kept.add(name, STAMP, each, LATER)


def found(names: str = "records", version: str = "1") -> dict[str, bytes | None]:
    with closing(Cache([names], version)) as kept:
        return {name: kept.get(name, STAMP) for name in DATA}


NOTHING = dict.fromkeys(DATA)


def block(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_was_kept_is_there_the_next_time_if_it_is_as_it_was(folder: Path) -> None:
    with closing(Cache([], "1")) as kept:  # without names nothing is kept
        kept.add("a", STAMP, b"", LATER)
        assert not kept.is_open
    assert not folder.exists()
    assert found() == NOTHING
    keep()
    assert found() == found("./records/") == DATA
    assert found("other") == found(version="2") == NOTHING
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, block(folder))] == [0o700, 0o600]
    with closing(Cache(["records"], "1")) as kept:
        assert kept.get("a", (5, 6, 7, 9)) is None
        assert kept.get("a", None) is None
        assert kept.get("x/../a", STAMP) == b"first"


def test_a_block_holds_what_was_used_or_new_and_nothing_else(folder: Path) -> None:
    keep(a=b"old", b=b"old", c=b"old")
    with closing(Cache(["records"], "1")) as kept:
        assert [kept.get(each, STAMP) for each in "ab"] == [b"old", b"old"]
        kept.add("b", STAMP, b"new", LATER)
        kept.add("d", STAMP, b"new", LATER)
    with closing(Cache(["records"], "1")) as kept:
        assert [kept.get(each, STAMP) for each in "abcd"] == [b"old", b"new", None, b"new"]
    assert block(folder).exists()


KILLED = """
import os
from tiptui.files.cache import Cache

kept = Cache(["records"], "1")
kept.get("b", (5, 6, 7, 8))
for name in "axy":
    kept.add(name, (5, 6, 7, 8), name.encode() * 50_000, 10**18)
os.kill(os.getpid(), 9)
"""


def test_killed_it_leaves_one_block_of_what_was_read_by_then(folder: Path) -> None:
    keep(a=b"old", b=b"old")
    there = block(folder)
    assert subprocess.run([sys.executable, "-c", KILLED], check=False).returncode == -9
    assert block(folder) == there
    assert found() == {**NOTHING, "a": b"a" * 50_000, "b": b"old"}


@pytest.mark.parametrize(
    ("modified", "changed", "settled"),
    [(7, 7, True), (8, 7, False), (7, 8, False), (11, 0, False), (0, 0, True)],
)
def test_what_was_just_written_is_not_kept(modified: int, changed: int, settled: bool) -> None:
    stamp = modified * 10**9, changed * 10**9
    assert is_settled(stamp, 10 * 10**9) is settled
    with closing(Cache(["records"], "1")) as kept:
        kept.add("a", stamp, b"first", 10 * 10**9)
    with closing(Cache(["records"], "1")) as kept:
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
def test_a_block_that_can_not_be_trusted_is_replaced(what: str, folder: Path) -> None:
    keep()
    file = block(folder)
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
    assert found() == NOTHING
    keep(a=b"new")
    assert found()["a"] == (None if what == "folder" else b"new")
    if what == "link":
        assert not file.is_symlink()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.integers(0, 255), st.booleans())
def test_damage_loses_what_was_kept(folder: Path, where: int, change: int, torn: bool) -> None:
    keep()
    file = block(folder)
    whole = file.read_bytes()
    where %= len(whole)
    file.write_bytes(
        whole[:where] + (b"" if torn else bytes([whole[where] ^ change]) + whole[where + 1 :])
    )
    again = found()
    assert all(again[name] in (DATA[name], None) for name in DATA)
    assert again != DATA if torn or change else again == DATA


def test_of_two_that_write_at_once_one_is_there_and_both_go_on(folder: Path) -> None:
    keep()
    with closing(Cache(["records"], "1")) as one, closing(Cache(["records"], "1")) as other:
        assert one.get("a", STAMP) == other.get("a", STAMP) == b"first"
        one.add("b", STAMP, b"one", LATER)
        other.add("b", STAMP, b"other", LATER)
        # Its block is not the one that has the name any more.
        one.add("é\udcff", STAMP, b"one", LATER)
        assert one.get("a", STAMP) == other.get("a", STAMP) == b"first"
    assert found() == {**NOTHING, "a": b"first", "b": b"other"}
    assert block(folder).exists()


def test_the_folder_can_be_deleted_at_any_moment(folder: Path) -> None:
    keep()
    with closing(Cache(["records"], "1")) as kept:
        shutil.rmtree(folder)
        assert kept.get("a", STAMP) == b"first"
        kept.add("b", STAMP, b"new", LATER)
    assert found() == NOTHING


def test_without_room_nothing_is_lost_but_the_rest(folder: Path) -> None:
    keep()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with closing(Cache(["records"], "1")) as kept:
        assert kept.get("a", STAMP) == b"first"
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
        kept.add("b", STAMP, b"new" * 10_000, LATER)
        kept.add("c", STAMP, b"new", LATER)
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert found() == {**NOTHING, "a": b"first"}
    assert block(folder).exists()


def test_blocks_are_bounded_and_oldest_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(parents=True, mode=0o700)
    unfinished = folder / "killed.block"
    unfinished.touch()
    os.utime(unfinished, (-1, -1))
    (folder / "mine").touch()
    for age, name in enumerate("cba"):
        keep(name)
        size = max(each.stat().st_size for each in folder.iterdir())
        newest = max(folder.glob("*.block"), key=lambda each: each.stat().st_mtime_ns)
        os.utime(newest, (age, age))
    monkeypatch.setattr(cache, "LARGEST", 3 * size)
    assert found("c") == DATA  # so it is not the oldest any more
    keep("d")
    assert [found(each)["a"] for each in "abcd"] == [b"first", None, b"first", b"first"]
    assert not unfinished.exists()
    assert (folder / "mine").exists()
    keep("e", a=b"x" * 60, b=b"x" * 3 * size)
    assert found("e") == {**NOTHING, "a": b"x" * 60}
    assert sum(each.stat().st_size for each in folder.iterdir()) <= 3 * size
