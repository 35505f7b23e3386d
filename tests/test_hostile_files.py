"""A stranger's file, through the real command: one line, the right status, little memory."""

import io
import json
import os
import resource
import select
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.records import SMALL
from tests.terminal import PATIENCE
from tests.test_cli import SOURCE, TIPTUI, environment
from tiptui.files.input import LARGEST, NoInput, read_bytes
from tiptui.record import load as module
from tiptui.record.load import load

NAMES = ["missing", "folder", "fifo", "socket", "circle", "huge", "a\n\x1b]0;x\x07", "/dev/zero"]
NAMES += ["/dev/null", "/dev/tty", "good.yaml/x", "x" * 5_000, "bad\udcff\u202e"]
REASONS = {
    "missing": "no such file or directory",
    "folder": "is a folder",
    "fifo": "is not a regular file",
    "socket": "no such device or address",
    "circle": "too many levels of symbolic links",
    "huge": "larger than 256 MiB",
    "/dev/zero": "is not a regular file",
    "/dev/null": "is not a regular file",
    "good.yaml/x": "not a directory",
    "x" * 5_000: "file name too long",
}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.yaml").write_text(SMALL, "utf-8")
    Path("folder").mkdir()
    os.mkfifo("fifo")
    Path("circle").symlink_to("circle")
    Path("huge").touch()
    os.truncate("huge", 2**40)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    return tmp_path


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (700 * 2**20,) * 2)


def tiptui(*arguments: str, code: str = "", **more: object) -> "subprocess.CompletedProcess[bytes]":
    """Runs tiptui, or code that runs it, with a bound on its time."""
    command = [sys.executable, "-c", code] if code else TIPTUI
    options: dict[str, object] = {"stdin": subprocess.DEVNULL, "capture_output": True, **more}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [*command, *arguments], timeout=PATIENCE, env=environment(), check=False, **options
    )


# Linux only; what getrusage says there is at least what the parent took.
MEASURED = """\
import re, sys
from pathlib import Path
from tiptui.__main__ import main
status = main()
proc = Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s*(\\d+) kB", proc.read_text() if proc.exists() else "")
print(int(peak[1]) // 1024 if peak else 0, file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_record_gets_one_line_status_3_and_little_memory(
    name: str, folder: Path
) -> None:
    done = tiptui("show", name, code=MEASURED)
    line, megabytes = done.stderr.decode().splitlines()
    assert done.returncode == 3
    assert done.stdout == b""
    assert line.startswith("tiptui: ")
    assert line.isprintable()
    assert line.endswith(REASONS.get(name, ""))
    assert int(megabytes) < 100


@pytest.mark.parametrize("name", [name for name in NAMES if "\n" not in name])
def test_a_source_text_that_is_no_file_gets_one_line_and_status_3(name: str, folder: Path) -> None:
    done = tiptui("check", "--source", name, "good.yaml")
    assert done.returncode == 3
    line, _ = done.stderr.decode().split("\n", 1)
    assert line.startswith("tiptui: ")
    assert line.isprintable()


@pytest.mark.parametrize("name", ["fifo", "/dev/zero", "/dev/tty", "huge", "circle", "-", "folder"])
def test_a_record_that_names_no_file_for_its_text_is_read_without_it(
    name: str, folder: Path
) -> None:
    text = SMALL.replace("title: The log", f"title: The log, file: '{name}'")
    Path("named.yaml").write_text(text, "utf-8")
    done = tiptui("check", "named.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


# Standard input


def test_standard_input_that_pauses_is_read_to_its_end(folder: Path) -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    with subprocess.Popen(
        [*TIPTUI, "show", "-"],
        stdin=reading,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as program:
        os.close(reading)
        data = SMALL.encode()
        os.write(writing, data[:100])
        os.write(writing, data[100:])
        os.close(writing)
        out, err = program.communicate(timeout=PATIENCE)
    assert (program.returncode, err) == (0, b"")
    assert out.startswith(b"An event\n")


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


def test_a_device_without_end_on_standard_input_is_refused(folder: Path) -> None:
    with Path("/dev/zero").open("rb") as device:
        done = tiptui("check", "-", code=MEASURED, stdin=device)
    line, megabytes = done.stderr.decode().splitlines()
    assert (done.returncode, line) == (3, "tiptui: -: is not a regular file")
    assert int(megabytes) < 100


def test_a_huge_file_on_standard_input_is_refused_without_being_read(folder: Path) -> None:
    with Path("huge").open("rb") as file:
        done = tiptui("check", "-", code=MEASURED, stdin=file)
    line, megabytes = done.stderr.decode().splitlines()
    assert (done.returncode, line) == (3, "tiptui: -: larger than 256 MiB")
    assert int(megabytes) < 100


def test_nothing_on_standard_input_is_an_empty_file(folder: Path) -> None:
    done = tiptui("check", "-")
    assert done.returncode == 1
    assert done.stderr.startswith(b"-:1:1: error: the file is empty")


def test_closed_standard_input_is_no_input(folder: Path) -> None:
    done = tiptui("check", "-", stdin=None, preexec_fn=lambda: os.close(0))
    assert (done.returncode, done.stderr) == (3, b"tiptui: -: standard input is closed\n")


def test_a_file_of_nothing_just_under_the_limit_is_read_no_further_than_its_first_byte(
    folder: Path,
) -> None:
    os.truncate("huge", LARGEST)
    done = tiptui("check", "huge", preexec_fn=bounded)
    assert done.returncode == 1
    assert done.stderr.startswith(b"huge:1:1: error: the control character U+0000")


# What the program itself needs or leaves behind


def test_without_libyaml_one_line_says_so(folder: Path) -> None:
    code = "import sys; sys.modules['yaml._yaml'] = None\n"
    code += "from tiptui.__main__ import main; sys.exit(main())"
    done = tiptui("check", code=code)
    assert done.returncode == 3
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("tiptui: PyYAML is installed without libyaml")
    assert tiptui("--version", code=code).returncode == 0


def test_without_libyaml_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parser_missing", lambda: "no parser")
    with pytest.raises(NoInput, match="no parser"):
        load("/dev/zero")


CRASHING = f"""\
import sys
sys.path.insert(0, {SOURCE!r})
from tiptui.record import load
def fail(*_):
    raise LookupError("what the minister said")
load.parse = fail
from tiptui.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("home", ["", "/proc/nowhere", "/dev/null"])
def test_an_internal_error_without_a_home_is_one_line_without_the_records_words(
    home: str, folder: Path
) -> None:
    variables = environment(HOME=home, XDG_STATE_HOME=home)
    done = subprocess.run(
        [sys.executable, "-c", CRASHING, "show", "good.yaml"],
        capture_output=True,
        env=variables,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 70
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("tiptui: internal error (LookupError); the details ")
    assert "minister" not in line


# Hostile text, out again

ODD = "é 👩\u200d👩 \U0010fffd [sic] [/x] \U000e0041 \u202e \u2066 \u200b “x” \\ \" ' \u061c"


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"PYTHONIOENCODING": "utf-8"},
    ],
)
def test_json_is_the_same_text_whatever_the_output_can_carry(
    variables: dict[str, str], folder: Path
) -> None:
    text = SMALL.replace("The air is good.", json.dumps(ODD, ensure_ascii=False))
    Path("odd\udcff.yaml").write_text(text, "utf-8")
    for verb in (["show", "--json"], ["find", "--json", "sic", "--in"], ["check", "--json"]):
        done = subprocess.run(
            [*TIPTUI, *verb, "odd\udcff.yaml"],
            capture_output=True,
            env=environment(**variables),
            check=False,
            timeout=PATIENCE,
        )
        out = done.stdout.decode(variables.get("PYTHONIOENCODING", "utf-8").split(":")[0])
        assert done.returncode == 0
        assert not {"\u202e", "\u2066", "\u200b", "\U000e0041", "\u061c", "\x1b"} & set(out)
        data = json.loads(out)
        if verb[0] == "show":
            assert data["speakers"][0]["statements"][0]["text"] == ODD
        if verb[0] == "check":
            assert {each["file"] for each in data} == {"odd\udcff.yaml"}
