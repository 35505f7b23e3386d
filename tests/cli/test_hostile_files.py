"""A stranger's file: what is no record gets one line and the right status, and takes little."""

import io
import os
import re
import resource
import select
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.kit.commands import COMMAND, Capture, changed, environment, outcome
from tests.kit.records import SMALL, record
from tests.kit.tables import workbook
from tests.kit.terminal import PATIENCE
from tiptui.files.input import LARGEST, NoInput, read_bytes
from tiptui.record.load import Loaded, parse

pytestmark = pytest.mark.usefixtures("no_hang")

REASONS = {
    "missing": "no such file or directory",
    "": "no such file or directory",
    "astray": "no such file or directory",
    "folder": "is a folder",
    "fifo": "is not a regular file",
    "to-fifo": "is not a regular file",
    "socket": "no such device or address",
    "circle": "too many levels of symbolic links",
    "huge": "larger than 256 MiB",
    "/dev/zero": "is not a regular file",
    "/dev/null": "is not a regular file",
    "/proc/version": "is not a regular file",
    "to-proc": "is not a regular file",
    "good.yaml/x": "not a directory",
    "x" * 5_000: "file name too long",
    "a\0b": "embedded null (byte|character in path)",  # as Python 3.11 says it, and 3.13
}


@pytest.fixture(name="folder", autouse=True)
def _folder(here: Path) -> Path:
    """The current folder, with a record and what is none in it."""
    Path("good.yaml").write_text(SMALL, "utf-8")
    Path("folder").mkdir()
    os.mkfifo("fifo")
    for link, target in (
        *(("link", "good.yaml"), ("to-fifo", "fifo"), ("astray", "none")),
        *(("to-proc", "/proc/version"), ("circle", "circle")),
    ):
        Path(link).symlink_to(target)
    Path("huge").touch()
    os.truncate("huge", 2**40)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    return here


def load(file: str) -> Loaded:
    return parse(read_bytes(file))


# What is read


@pytest.mark.parametrize("file", REASONS)
def test_a_path_that_is_no_file_is_refused_at_once(file: str) -> None:
    held = len(list(Path("/dev/fd").iterdir()))
    reason = f"{re.escape(file.replace(chr(0), '␀'))}: {REASONS[file]}$"
    with pytest.raises(NoInput, match=f"^{reason}"):
        load(file)
    assert len(list(Path("/dev/fd").iterdir())) == held  # it is not left open


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused() -> None:
    Path("good.yaml").chmod(0)
    with pytest.raises(NoInput, match=r"^good\.yaml: permission denied$"):
        load("good.yaml")


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


@pytest.mark.parametrize("file", ["ten", "-"])
def test_a_file_may_be_as_large_as_the_limit(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("ten").write_bytes(b"x" * 10)
    stdin(monkeypatch, b"x" * 10)
    assert read_bytes(file, 10) == b"x" * 10
    stdin(monkeypatch, b"x" * 10)
    with pytest.raises(NoInput, match="larger than"):
        read_bytes(file, 9)


# Standard input


def test_a_dash_is_standard_input_and_may_be_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, SMALL.encode())
    Path("-").touch()
    for file in ("-", "good.yaml", "./good.yaml", "link"):
        assert load(file).record == record(SMALL)
    assert [problem.code for problem in load("./-").problems] == ["empty"]


def test_standard_input_that_does_not_wait_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [None, b"a: ", None, None, b"b\n", b""]
    waited = []

    class Pausing(io.BytesIO):
        def read(self, size: int | None = -1) -> Any:
            return parts.pop(0)  # None: nothing yet

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pausing()))
    monkeypatch.setattr(select, "select", lambda *streams: waited.append(streams))
    assert read_bytes("-") == b"a: b\n"
    assert len(waited) == 3


# The whole program


def bounded(megabytes: int = 700) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20,) * 2)


def ended(command: list[str], **more: Any) -> "subprocess.CompletedProcess[bytes]":
    """Run a command with a bound on its time."""
    options = {"stdin": subprocess.DEVNULL, "env": environment(), **more}
    return subprocess.run(command, timeout=PATIENCE, check=False, capture_output=True, **options)


def tiptui(*arguments: str, **more: Any) -> "subprocess.CompletedProcess[bytes]":
    return ended([*COMMAND, *arguments], **more)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        *(("/dev/zero", "check %"), ("huge", "check %"), ("/dev/zero", "check -")),
        *(("huge", "check -"), ("/proc/version", "check --source % good.yaml")),
    ],
)
def test_endless_input_is_refused_without_being_read(name: str, arguments: str) -> None:
    with Path(name).open("rb") as stdin:
        words = arguments.replace("%", name).split()
        done = tiptui(*words, stdin=stdin, preexec_fn=partial(bounded, 100))
    shown = "-" if "%" not in arguments else name
    line = f"tiptui: {shown}: {REASONS[name]}\n"
    assert (done.returncode, done.stderr.decode()[: len(line)]) == (3, line)


def test_a_record_that_names_no_file_for_its_text_is_read_without_it() -> None:
    names = ["fifo", "/dev/zero", "huge", "circle", "-", "folder", "/proc/kmsg"]
    for number, name in enumerate(names):
        text = SMALL.replace("title: The log", f"title: The log, file: '{name}'")
        text = text.replace("event: {id: e,", f"event: {{id: e{number},")
        Path(f"{number}.yaml").write_text(text, "utf-8")
    done = tiptui("check", "-q", *(f"{number}.yaml" for number in range(len(names))))
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (0, b"")
    assert [line.endswith("[text-missing]") for line in lines] == [True] * len(names)


def test_a_small_record_takes_little_memory() -> None:
    done = tiptui("check", "-q", preexec_fn=partial(bounded, 80))
    assert (done.returncode, done.stderr) == (0, b"")


def closed() -> None:
    os.close(0)


@pytest.mark.parametrize(
    ("file", "prepare", "status", "line"),
    [
        ("-", None, 1, "-:1:1: error: the file is empty"),
        ("-", closed, 3, "tiptui: -: standard input is closed"),
        # Just under the limit, it is read no further than its first byte.
        ("huge", bounded, 1, "huge: not a record; tiptui new huge.yaml --from huge writes one"),
    ],
)
def test_nothing_is_input_of_its_own_kind(
    file: str, prepare: Callable[[], None] | None, status: int, line: str
) -> None:
    os.truncate("huge", LARGEST if prepare is bounded else LARGEST // 4)
    done = tiptui("check", file, preexec_fn=prepare)
    assert done.returncode == status
    assert done.stderr.decode().startswith(line)


def test_an_installation_that_is_broken_says_what_is_missing() -> None:
    done = ended(changed("sys.modules['argparse'] = None", "check"))
    assert done.returncode == 1
    assert b"import of argparse halted" in done.stderr


DAMAGED = """
class Damaged:
    def find_spec(self, name, *_):
        if name == "tiptui.cli.main":
            import os, tiptui
            raise FileNotFoundError(2, "none", os.path.join(tiptui.__path__[0], "names.txt"))
sys.meta_path.insert(0, Damaged())
"""
WARNS = """
import types, warnings
sys.modules["tiptui.cli.main"] = types.ModuleType("main")
sys.modules["tiptui.cli.main"].run = lambda _: warnings.warn("seen") or 0
"""
FULL = WARNS.replace('warnings.warn("seen")', 'open("/none")')


@pytest.mark.parametrize(
    ("code", "status", "line"),
    [
        (DAMAGED, 70, b"tiptui: the installation is damaged: [Errno 2] none: "),
        (WARNS, 0, b"UserWarning: seen"),
        (FULL, 70, b"tiptui: [Errno 2] No such file or directory: '/none'"),
    ],
)
def test_a_damaged_installation_is_named_and_a_warning_is_seen(
    code: str, status: int, line: bytes
) -> None:
    done = subprocess.run(changed(code), capture_output=True, env=environment(), check=False)
    assert done.returncode == status
    assert line in done.stderr
    assert b"memory" not in done.stderr


def test_the_advice_for_a_workbook_can_be_followed(tmp_path: Path, capsys: Capture) -> None:
    book, made = tmp_path / "t.xlsx", tmp_path / "made"
    workbook([["Text", "by", "date", "event"], ["Light all quays.", "Ann", "2024", "E"]]).save(book)
    status, _, said = outcome(["check", str(book)], capsys)
    assert status == 1
    assert "tiptui check" not in said
    advice = shlex.split(said.partition("; tiptui ")[2].partition(" makes")[0])
    assert outcome([advice[0], str(made), *advice[2:]], capsys)[0] == 0
    assert "tiptui new FOLDER --from FILE" in outcome(["text", str(book)], capsys)[2]
