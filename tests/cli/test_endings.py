"""Ends of the browser: the terminal is restored, and the status says why."""

import os
import random
import select
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.records import record as generated
from tests.kit.commands import COMMAND, assert_restored, browser, environment, large
from tests.kit.terminal import PATIENCE, Terminal


@pytest.mark.parametrize(
    ("seen", "number"),
    [("1 of 6", signal.SIGHUP), ("Reading large.yaml", signal.SIGTERM), ("", signal.SIGINT)],
)
def test_a_signal_restores_the_terminal(seen: str, number: signal.Signals, tmp_path: Path) -> None:
    argv = COMMAND
    if "Reading" in seen:
        file = tmp_path / "large.yaml"
        file.write_text(generated(6000, 3), encoding="utf-8")
        argv = [*COMMAND, str(file)]
    with browser(argv=argv) as terminal:
        terminal.send("/kar")
        terminal.wait_for(seen or (lambda screen: screen.alternate))
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        assert_restored(terminal)


def test_a_citation_to_print_at_the_end_is_printed_at_a_signal_too() -> None:
    with browser() as terminal:
        terminal.wait_for("q quit")
        terminal.send("Y")
        terminal.wait_for("Print at the end")
        terminal.send("\r")
        terminal.wait_for("printed when you leave tiptui")
        terminal.signal(signal.SIGINT)
        assert terminal.wait() == 128 + signal.SIGINT
        assert_restored(terminal)
        assert "Kausar Abbas" in terminal.text


# A closed terminal.

DEAF = """
import signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
from tiptui.__main__ import main
sys.exit(main())
"""

# Draws all the time, so that much waits to be written when nothing can be.
BUSY = """
from itertools import count
from tiptui.ui.browser import Browser

numbers = count()
Browser.on_mount = lambda self: self.set_interval(
    0.005, lambda: self.session.remark(str(next(numbers)))
)
"""


@pytest.mark.parametrize(
    ("argv", "more"),
    [
        ([sys.executable, "-c", DEAF], []),
        ([sys.executable, "-c", BUSY + DEAF], []),
        # The system says both when a terminal is gone: what goes on then would read keys for ever.
        (COMMAND, [signal.SIGCONT]),
    ],
    ids=["no signal", "no signal, busy", "told to go on"],
)
def test_it_ends_when_the_terminal_is_closed(argv: list[str], more: list[signal.Signals]) -> None:
    with browser(argv=argv) as terminal:
        terminal.wait_for("q quit")
        assert terminal.hang_up(*more) == 128 + signal.SIGHUP


# A thread that can't be stopped.

STUCK = """
import subprocess, sys, threading
from tiptui.record import load
from tiptui.files import own

def wait(*_):
    sys.executable = {program!r}
    process = own.start_process("", "", subprocess.DEVNULL)
    with open({started!r}, "w") as started:
        started.write(str(process.pid))
    threading.Event().wait()

load.parse = wait
threading.Thread(target=threading.Event().wait).start()
from tiptui.__main__ import main

sys.exit(main())
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="Linux alone tells the end of others")
@pytest.mark.parametrize("key", ["q", "\x11"])
def test_it_ends_at_once_while_a_record_is_read(key: str, tmp_path: Path) -> None:
    started, program = tmp_path / "started", tmp_path / "endless"
    os.mkfifo(started)
    # Elsewhere tiptui is not what the terminal is of: its end hangs up on nobody.
    program.write_text("#!/bin/sh\ntrap '' HUP; exec sleep 1000\n")
    program.chmod(0o700)
    code = STUCK.format(program=str(program), started=str(started))
    argv = [sys.executable, "-c", code, str(large(tmp_path, 6_000))]
    with browser(argv=argv) as terminal:
        terminal.wait_for("Reading large.yaml")
        process = os.pidfd_open(int(started.read_text()))
        terminal.send(key)
        assert terminal.wait() == 0
        assert_restored(terminal)
    ended, _, _ = select.select([process], [], [], PATIENCE)
    with suppress(ProcessLookupError):
        signal.pidfd_send_signal(process, signal.SIGKILL)
    os.close(process)
    assert ended


# Stopping, and going on.


@pytest.fixture(name="bash")
def _bash(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal with an interactive shell, which ends with the test."""
    if not shutil.which("bash"):
        pytest.skip("no bash to stop in")
    env = environment(PS1="$ ", HOME=str(tmp_path))
    with Terminal(["bash", "--norc", "--noprofile", "-i"], env=env) as terminal:
        terminal.wait_for("$")
        yield terminal
        terminal.wait_for(lambda screen: screen.text.rstrip().endswith("\n$"))
        terminal.send("exit\r")
        terminal.wait()


def test_ctrl_z_stops_it_and_fg_draws_it_anew(bash: Terminal) -> None:
    bash.send(f"{' '.join(COMMAND)}\r")
    bash.wait_for("q quit")
    bash.send("/kar")
    bash.wait_for("1 of 6")
    bash.send("\x1a")
    bash.wait_for("Stopped")
    assert not bash.alternate
    bash.send("echo in $((6 * 7)) the shell\r")
    bash.wait_for("in 42 the shell")
    bash.send("fg\r")
    bash.wait_for(lambda screen: screen.alternate and "1 of 6" in screen.text)
    bash.send("d")
    bash.wait_for("/ kard█")
    bash.send("\x11")
    bash.wait_for(lambda screen: screen.text.rstrip().endswith("\n$"))
    # What started it stops too.
    bash.send(f"clear; sh -c '{' '.join(COMMAND)}; true'\r")
    bash.wait_for("q quit")
    bash.send("\x1a")
    bash.wait_for("Stopped")
    bash.send("fg\r")
    bash.wait_for("q quit")
    bash.send("q")


def test_it_goes_on_after_ctrl_z_that_no_shell_sees_and_after_stops_that_it_does_not() -> None:
    with browser() as terminal:
        terminal.wait_for("q quit")
        for keys, numbers, seen in (
            ("\x1a/k", [], "/ k█"),
            ("a", [signal.SIGCONT], "/ ka█"),
            ("r", [signal.SIGSTOP, signal.SIGCONT], "1 of 6"),
        ):
            for number in numbers * 3:
                terminal.signal(number)
            terminal.send(keys)
            terminal.wait_for(seen)
        # And after a storm of resizes.
        choose = random.Random(1)
        for size in range(150):
            terminal.resize(choose.randint(1, 200), choose.randint(1, 60))
            if not size % 10:
                terminal.send(choose.choice(["j", "\t", "z", "4", "/", "\x1b"]))
        terminal.resize(120, 40)
        # Below the strip of panes, where it ends zoomed.
        terminal.wait_for(lambda screen: "╮" in (screen.line(0)[119:], screen.line(1)[119:]))
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert_restored(terminal)


# Want of memory.

SHORT = """
import os, resource, sys, threading
from textual.drivers.linux_driver import LinuxDriver
from tiptui.record import load
from tiptui.ui.panes import cursor_pane

def fail(*_):
    raise MemoryError

def start(thread):
    return no_thread() if thread.name == "textual-input" else begin(thread)

def no_thread():
    raise RuntimeError("can't start new thread")

begin = threading.Thread.start
{change}
from tiptui.__main__ import main

sys.exit(main())
"""
NO_MEMORY = "tiptui: not enough memory"
NO_THREAD = "tiptui: internal error (RuntimeError); the details "


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("threading.Thread.start = start", NO_THREAD),
        ("LinuxDriver.start_application_mode = fail", NO_MEMORY),
        ("LinuxDriver.stop_application_mode = load.parse = fail", NO_MEMORY),
        ("load.parse = fail", NO_MEMORY),
        ("cursor_pane.speaker_row = fail", NO_MEMORY),
        # Enough to begin, and not for a frame: Python itself would crash.
        ("resource.setrlimit(resource.RLIMIT_AS, (66 * 2**20,) * 2)", NO_MEMORY),
    ],
)
def test_want_of_memory_restores_it_and_is_one_line(change: str, line: str, tmp_path: Path) -> None:
    argv = [sys.executable, "-c", SHORT.format(change=change)]
    argv += [str(large(tmp_path, 6_000))] if "parse" in change else []
    with browser(argv=argv, HOME="/dev/null") as terminal:
        assert terminal.wait() == 70
        if "start_application_mode" in change or "rlimit" in change:
            assert b"\x1b[?1049h" not in terminal.raw  # nothing was begun
        else:
            assert_restored(terminal)
        lines = [each for each in terminal.lines if each]
        assert lines[0].startswith(line)
        assert all(each.startswith("    ") for each in lines[1:])  # it is cut at the width


# Internal errors.

FAILING = """
import sys
from tiptui.ui.actions import searching
from tiptui.ui.panes import cursor_pane

def fail(*arguments, **more):
    raise ValueError("no room for Syed Kausar Abbas")

def draw(scene, name, width):
    return fail() if scene.words else drawn(scene, name, width)

drawn = cursor_pane.speaker_row
{change}
from tiptui.__main__ import main

sys.exit(main())
"""
CHANGES = {
    "drawing": "cursor_pane.speaker_row = draw",
    "handler": "searching.search_for = fail",
    "worker": "searching.SEARCH_AT_ONCE = -1; searching.pause = fail",
}


@pytest.mark.parametrize("where", CHANGES)
def test_an_internal_error_restores_it_and_says_where_to_look(where: str, tmp_path: Path) -> None:
    argv = [sys.executable, "-c", FAILING.format(change=CHANGES[where])]
    # Where there is no place for them, it is still said what happened.
    home = str(tmp_path) if where != "handler" else "/dev/null"
    with browser(argv=argv, XDG_STATE_HOME=home, HOME=home) as terminal:
        terminal.wait_for("q quit")
        terminal.send("/k")
        assert terminal.wait() == 70
        assert_restored(terminal)
        lines = "".join(line for line in terminal.lines if line)
        assert lines.startswith("tiptui: internal error (ValueError); the details ")
        assert "Kausar" not in terminal.text
        if where != "handler":
            (details,) = (tmp_path / "tiptui").iterdir()
            assert "; the details are in" in lines
            assert lines.endswith(str(details))
            written = details.read_text(encoding="utf-8")
            assert "ValueError: no room for" in written
            # The place in the code is there, the values of the record are not.
            assert "in fail" in written
            assert "Uzma" not in written
