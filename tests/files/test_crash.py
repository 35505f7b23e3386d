"""What an internal error leaves behind."""

import os
import stat
from pathlib import Path

import pytest

from tiptui.files.own import own_folder, report

SECRET = "what the minister said\nin private \x1b[2J \udcff"


def failure(text: str = SECRET) -> Exception:
    """An error as it is caught, with words of a record in it."""
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_the_line_says_where_the_details_are_which_hold_what_it_must_not() -> None:
    line = report(failure())
    file = only_file(own_folder("state"))
    assert line == f"internal error (ValueError); the details are in {file}"
    details = file.read_text("utf-8")
    assert details.startswith("Traceback (most recent call last):\n  File ")
    assert "test_crash.py" in details
    assert SECRET.replace("\udcff", "\\udcff") in details
    assert mode(own_folder("state")) == 0o700


def test_the_details_are_for_their_owner_alone_whatever_lies_in_their_place(tmp_path: Path) -> None:
    folder = own_folder("state")
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    (tmp_path / "other").write_text("kept")
    (folder / f"crash-{os.getpid()}.log").symlink_to(tmp_path / "other")
    before = os.umask(0)
    for text in ("first", "second"):
        report(failure(text))
        file = only_file(folder)
        assert not file.is_symlink()
        assert file.read_text("utf-8").endswith(f"ValueError: {text}\n")
        assert mode(file) == 0o600
        file.chmod(0o666)
    os.umask(before)
    assert (tmp_path / "other").read_text() == "kept"


@pytest.mark.parametrize("base", ["", "relative/folder"])
def test_without_an_absolute_state_folder_the_details_go_below_the_home(
    base: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", base)
    monkeypatch.setenv("HOME", str(here))
    report(failure())
    assert only_file(here / ".local/state/tiptui").name.startswith("crash-")
    assert not (here / "relative").exists()


@pytest.mark.parametrize("missing", ["folder", "home"])
def test_details_that_can_not_be_written_are_said_to_be_so_in_the_same_line(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == "home":
        monkeypatch.setenv("XDG_STATE_HOME", "/proc/self/nothing")
    else:
        own_folder("state").parent.write_text("a file is in the way")
    line = report(failure())
    assert line.startswith("internal error (ValueError); the details could not be written: ")
    assert "\n" not in line
    assert "minister" not in line
