"""A file to a record: which files are read at all."""

import io
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from tests.records import SMALL, record
from tiptui.files import input as module
from tiptui.files.input import LARGEST, NoInput, read_bytes
from tiptui.record.load import load

# ---- files ----


@pytest.fixture
def no_hang() -> Iterator[None]:
    """Fails a test that waits for something that never comes."""

    def fail(number: int, frame: FrameType | None) -> None:
        pytest.fail("it hangs")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def refused(file: Path | str) -> str:
    """Gives why a file can't be read; it is not left open."""
    held = len(list(Path("/dev/fd").iterdir()))
    with pytest.raises(NoInput) as found:
        load(str(file))
    assert len(list(Path("/dev/fd").iterdir())) == held
    return str(found.value)


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"
    file.write_text(SMALL, encoding="utf-8")
    assert load(str(file)).record == record(SMALL)


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "record.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "link").symlink_to("record.yaml")
    assert load(str(tmp_path / "link")).record


def test_an_empty_file_is_a_problem_not_missing_input(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.touch()
    assert [problem.code for problem in load(str(file)).problems] == ["empty"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path}: is a folder"


@pytest.mark.usefixtures("no_hang")
def test_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert refused(tmp_path / "fifo").endswith("fifo: is not a regular file")
    (tmp_path / "link").symlink_to("fifo")
    assert refused(tmp_path / "link").endswith("link: is not a regular file")


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_refused_at_once(device: str) -> None:
    assert refused(device) == f"{device}: is not a regular file"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none") == f"{tmp_path}/none: no such file or directory"
    (tmp_path / "link").symlink_to("none")
    assert refused(tmp_path / "link").endswith(": no such file or directory")
    assert refused("").endswith(": no such file or directory")


def test_a_name_that_no_file_can_have_is_refused() -> None:
    # Python 3.13 words it otherwise than 3.11.
    assert re.fullmatch(r"a␀b: .*embedded null .*", refused("a\0b"))
    assert refused("a" * 5_000).endswith(": file name too long")


def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert "symbolic links" in refused(tmp_path / "a")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"
    file.write_text(SMALL, encoding="utf-8")
    file.chmod(0)
    assert refused(file) == f"{file}: permission denied"


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"
    file.touch()
    os.truncate(file, LARGEST + 1)
    assert refused(file) == f"{file}: larger than 256 MiB"


def test_a_file_may_be_as_large_as_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "record.yaml"
    file.write_bytes(b"x" * 10)
    monkeypatch.setattr(module, "LARGEST", 10)
    assert read_bytes(str(file)) == b"x" * 10
    monkeypatch.setattr(module, "LARGEST", 9)
    assert "larger than" in refused(file)


# ---- standard input ----


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, SMALL.encode())
    assert load("-").record == record(SMALL)


def test_a_file_named_dash_is_reached_by_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, b"")
    monkeypatch.chdir(tmp_path)
    Path("-").write_text(SMALL, encoding="utf-8")
    assert load("./-").record == record(SMALL)


def test_empty_standard_input_is_an_empty_file(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"")
    assert [problem.code for problem in load("-").problems] == ["empty"]


def test_standard_input_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"x" * 11)
    monkeypatch.setattr(module, "LARGEST", 10)
    with pytest.raises(NoInput, match="larger than"):
        read_bytes("-")


def test_closed_standard_input_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-") == "-: standard input is closed"


def test_standard_input_that_is_a_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Folder(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Folder()))
    assert refused("-") == "-: is a directory"
