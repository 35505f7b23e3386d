"""What an internal error leaves behind."""

import os
import stat
from pathlib import Path

import pytest

from tiptui.files.crash import report, told

SECRET = "what the minister said\nin private \x1b[2J \udcff"


def failed() -> Exception:
    """An error as it is caught, with words of a record in it."""
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        return error


@pytest.fixture(name="state")
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_the_line_says_where_the_details_are_and_holds_nothing_of_the_record(state: Path) -> None:
    line = report(failed())
    file = only_file(state / "tiptui")
    assert line == f"internal error (ValueError); the details are in {file}"


def test_the_file_has_the_traceback(state: Path) -> None:
    report(failed())
    details = only_file(state / "tiptui").read_text("utf-8")
    assert details.startswith("Traceback")
    assert "test_crash.py" in details
    assert "what the minister said" in details


def test_details_that_utf_8_can_not_carry_are_written_all_the_same(state: Path) -> None:
    told("Name", "a \udcff b")
    assert only_file(state / "tiptui").read_text("utf-8") == "a \\udcff b"


def test_a_second_error_finds_the_folder_there(state: Path) -> None:
    first, second = told("First", "one"), told("Second", "two")
    file = only_file(state / "tiptui")
    assert first == f"internal error (First); the details are in {file}"
    assert second == f"internal error (Second); the details are in {file}"
    assert file.read_text("utf-8") == "two"


def test_the_folder_of_the_details_is_for_their_owner_alone(state: Path) -> None:
    told("Name", "details")
    assert stat.S_IMODE((state / "tiptui").stat().st_mode) == 0o700


def test_the_details_are_for_their_owner_alone_whatever_the_folder_allows(state: Path) -> None:
    (state / "tiptui").mkdir(parents=True)
    (state / "tiptui").chmod(0o777)
    before = os.umask(0)
    try:
        told("Name", "details")
        assert stat.S_IMODE(only_file(state / "tiptui").stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_details_replace_a_link_or_an_open_file_that_lies_in_their_place(
    state: Path, tmp_path: Path
) -> None:
    (state / "tiptui").mkdir(parents=True)
    (tmp_path / "other").write_text("kept")
    (state / "tiptui" / f"crash-{os.getpid()}.log").symlink_to(tmp_path / "other")
    told("Name", "details")
    file = only_file(state / "tiptui")
    assert (file.is_symlink(), file.read_text()) == (False, "details")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (tmp_path / "other").read_text() == "kept"


@pytest.mark.parametrize("base", ["", "relative/folder"])
def test_without_an_absolute_state_folder_the_details_go_below_the_home(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", base)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    told("Name", "details")
    assert only_file(tmp_path / ".local/state/tiptui").read_text("utf-8") == "details"
    assert not (tmp_path / "relative").exists()


def test_a_folder_that_can_not_be_made_is_said_in_the_same_line(state: Path) -> None:
    state.write_text("a file is in the way")
    line = report(failed())
    assert line.startswith("internal error (ValueError); the details could not be written: ")
    assert "\n" not in line
    assert "minister" not in line


def test_a_user_without_a_home_still_gets_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    line = report(failed())
    assert line.startswith("internal error (ValueError); the details could not be written: ")
