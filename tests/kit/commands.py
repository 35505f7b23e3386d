"""Calls of tiptui: in this process, as a program, in a terminal."""

import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

import tiptui
from benchmarks.records import record as generated
from tests.kit.terminal import Pty, Terminal, clean_environment
from tiptui.cli.main import run
from tiptui.files.input import SMALL

COMMAND = [sys.executable, "-m", "tiptui"]


def changed(code: str, *arguments: str) -> list[str]:
    """Return the command of tiptui with code that runs before it."""
    ending = "from tiptui.__main__ import main\nsys.exit(main())"
    return [sys.executable, "-c", f"import sys\n{code}\n{ending}", *arguments]


SOURCE = str(Path(tiptui.__file__).parents[1])
"""The folder from which tiptui is imported."""
Capture = pytest.CaptureFixture[str]


def environment(**more: str) -> dict[str, str]:
    return clean_environment(PYTHONPATH=SOURCE, **more)


def process(
    *arguments: str | bytes, cwd: Path | None = None, stdin: bytes = b"", **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**variables),
        check=False,
    )


def shell(command: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of sh in which $tiptui is tiptui."""
    return subprocess.run(
        ["sh", "-c", command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=cwd,
        env=environment(tiptui=" ".join(COMMAND)),
        check=False,
    )


def outcome(arguments: Sequence[str], capsys: Capture) -> tuple[int, str, str]:
    try:
        status = run(arguments)
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else -1
    return status, *capsys.readouterr()


def reads(text: str, pattern: str) -> bool:
    """Return whether a text fits a pattern, in which *** is anything."""
    parts = map(re.escape, pattern.split("***"))
    return re.fullmatch(".*".join(parts), text, re.DOTALL) is not None


HERE = " in the Lahore dialogue (--in PATH searches others)"
"""The end of remarks of `find` and `count` if no record was named."""


def browser(
    columns: int = 120, rows: int = 40, argv: list[str] | None = None, **more: str
) -> Terminal:
    return Terminal(argv or COMMAND, columns, rows, env=environment(**more))


def assert_restored(terminal: Pty) -> None:
    assert terminal.modes() == terminal.modes_before, "the terminal has other modes"
    for mode in (1049, 1000, 1002, 1003, 1006, 1015, 1016, 2004, 1004, 2026):
        on, off = (terminal.raw.rfind(b"\x1b[?%d%c" % (mode, letter)) for letter in b"hl")
        assert on < off or on == off == -1, f"mode {mode} is left on"
    assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l"), "no cursor"


written = cache(generated)


def large(folder: Path, speakers: int, more: str = "") -> Path:
    """Write a record so large that the screen shows its reading."""
    file = folder / "large.yaml"
    file.write_text(written(speakers, 3) + more, encoding="utf-8")
    assert file.stat().st_size > SMALL
    return file
