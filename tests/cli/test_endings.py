"""Ends of the browser: the terminal is restored, and the status says why."""

import os
import re
import select
import shutil
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.kit.commands import COMMAND, assert_restored, browser, changed, environment, large
from tests.kit.terminal import PATIENCE, Terminal


@pytest.mark.parametrize(
    ("seen", "number"),
    [("1 of 6", signal.SIGHUP), ("Reading large.yaml", signal.SIGTERM), ("", signal.SIGINT)],
)
def test_a_signal_restores_the_terminal(seen: str, number: signal.Signals, tmp_path: Path) -> None:
    files = [str(large(tmp_path, 6_000))] if "Reading" in seen else []
    with browser(argv=[*COMMAND, *files]) as terminal:
        terminal.send("/kar")
        terminal.wait_for(seen or (lambda screen: screen.alternate))
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        assert_restored(terminal)


def test_a_citation_to_print_at_the_end_is_printed_at_a_signal_too() -> None:
    with browser() as terminal:
        terminal.wait_for("q quit")
        terminal.press("Y", "Print at the end")
        terminal.press("\r", "printed when you quit tiptui")
        terminal.signal(signal.SIGINT)
        assert terminal.wait() == 128 + signal.SIGINT
        assert_restored(terminal)
        assert "Kausar Abbas" in terminal.text


# A closed terminal.

DEAF = "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})\n"

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
        (changed(DEAF), []),
        (changed(BUSY + DEAF), []),
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
import subprocess, threading
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
"""


READING = re.compile(r"Reading large\.yaml\s+\d+%\s+q quits")


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="Linux alone tells the end of others")
@pytest.mark.parametrize("key", ["q", "\x11"])
def test_it_ends_at_once_while_a_record_is_read(key: str, tmp_path: Path) -> None:
    started, program = tmp_path / "started", tmp_path / "endless"
    os.mkfifo(started)
    # Elsewhere tiptui is not what the terminal is of: its end hangs up on nobody.
    program.write_text("#!/bin/sh\ntrap '' HUP; exec sleep 1000\n")
    program.chmod(0o700)
    code = STUCK.format(program=str(program), started=str(started))
    with browser(argv=changed(code, str(large(tmp_path, 6_000)))) as terminal:
        terminal.wait_for(lambda screen: READING.search(screen.text) is not None)
        process = os.pidfd_open(int(started.read_text()))
        assert terminal.leave(key) == 0
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
        terminal.leave("exit\r")


def test_ctrl_z_stops_it_and_fg_draws_it_anew(bash: Terminal) -> None:
    bash.press(f"{' '.join(COMMAND)}\r", "q quit")
    bash.press("/kar", "1 of 6")
    bash.press("\x1a", "Stopped")
    assert not bash.alternate
    bash.press("echo in $((6 * 7)) the shell\r", "in 42 the shell")
    bash.press("fg\r", lambda screen: screen.alternate and "1 of 6" in screen.text)
    bash.press("d", "/ kard█")
    bash.press("\x11", lambda screen: screen.text.rstrip().endswith("\n$"))
    # What started it stops too.
    bash.press(f"clear; sh -c '{' '.join(COMMAND)}; true'\r", "q quit")
    bash.press("\x1a", "Stopped")
    bash.press("fg\r", "q quit")
    bash.send("q")


BEGINS = b"\x1b[?1049h"  # of another screen


def signal_and_wait(terminal: Terminal, number: signal.Signals) -> None:
    """Send a signal, and wait for the start anew that it asks for: keys before it are dropped."""
    begun = terminal.raw.count(BEGINS)
    terminal.signal(number)
    if number == signal.SIGCONT:
        terminal.wait_for(lambda screen: screen.raw.count(BEGINS) > begun)


def test_it_goes_on_after_ctrl_z_that_no_shell_sees_and_after_stops_that_it_does_not() -> None:
    with browser() as terminal:
        terminal.wait_for("q quit")
        for keys, numbers, seen in (
            ("\x1a/k", [], "/ k█"),
            ("a", [signal.SIGCONT], "/ ka█"),
            ("r", [signal.SIGSTOP, signal.SIGCONT], "1 of 6"),
        ):
            for number in numbers * 3:
                signal_and_wait(terminal, number)
            terminal.press(keys, seen)
        assert terminal.leave("\x11") == 0
        assert_restored(terminal)


# Internal errors.

FAILING = """
from tiptui.ui.actions import searching
from tiptui.ui.panes import cursor_pane

def fail(*arguments, **more):
    raise ValueError("no room for Syed Kausar Abbas")

def draw(scene, name, width):
    return fail() if scene.words else drawn(scene, name, width)

drawn = cursor_pane.speaker_row
"""
CHANGES = {
    "drawing": "cursor_pane.speaker_row = draw",
    "handler": "searching.search_for = fail",
    "worker": "searching.SEARCH_AT_ONCE = -1; searching.pause = fail",
}


@pytest.mark.parametrize("where", CHANGES)
def test_an_internal_error_restores_it_and_says_where_to_look(where: str, tmp_path: Path) -> None:
    # Where there is no place for them, it is still said what happened.
    home = str(tmp_path) if where != "handler" else "/dev/null"
    argv = changed(FAILING + CHANGES[where])
    with browser(argv=argv, XDG_STATE_HOME=home, HOME=home) as terminal:
        terminal.wait_for("q quit")
        assert terminal.leave("/k") == 70
        assert_restored(terminal)
        lines = "".join(line for line in terminal.lines if line)
        assert lines.startswith("tiptui: internal error (ValueError); the details ")
        assert "Kausar" not in terminal.text
        if where != "handler":
            (details,) = (tmp_path / "tiptui").iterdir()
            assert lines.endswith(str(details))
            written = details.read_text(encoding="utf-8")
            # The place in the code is there, the values of the record are not.
            assert "in fail" in written
            assert "ValueError: no room for" in written
            assert "Uzma" not in written
