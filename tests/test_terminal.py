"""The browser in a real pseudo-terminal: what a terminal gets to see, byte by byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import COMMAND, assert_restored, browser, environment, large
from tests.terminal import Screen, Terminal


def test_the_first_screen_is_complete_the_help_turns_pages_and_q_restores_the_terminal() -> None:
    with browser() as terminal:
        terminal.wait_for("q quit")
        assert terminal.alternate
        assert terminal.modes() != terminal.modes_before
        for text in (
            "╭─ 1 Event │ Organizations ──",
            "╭─ 2 Speakers · 6 ──",
            "╭─ 3 Recommendations · 11 │ Statements · 6 ─",
            "╭─ 4 Syed Kausar Abbas ──",
            "❯ Syed Kausar Abbas",
            "/ search names, to: theme: by:",
        ):
            assert text in terminal.text
        assert terminal.line(0)[-1] == "╮"
        assert all(line[119:] == "│" for line in terminal.lines[1:23])
        terminal.resize(80, 24)
        terminal.send("?")
        terminal.wait_for("To begin with")
        terminal.send("\x1b[6~")
        terminal.wait_for(lambda screen: "Signs" not in screen.text)
        terminal.send("qq")
        assert terminal.wait() == 0
        assert_restored(terminal)
        assert terminal.text.strip() == ""


@pytest.mark.parametrize(
    ("more", "leaves"),
    [
        ({"PYTHONIOENCODING": "ascii"}, "\x11"),
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "\x03"),
    ],
)
def test_whatever_the_locale_says_the_screen_is_drawn(more: dict[str, str], leaves: str) -> None:
    with Terminal(COMMAND, env=environment(**more)) as terminal:
        terminal.wait_for("╭─ 2 Speakers · 6 ──")
        terminal.send("/für")
        terminal.wait_for("/ für█")
        terminal.send(leaves)
        assert terminal.wait() == 0
        assert_restored(terminal)


def test_a_resize_to_small_to_nothing_and_back() -> None:
    with browser() as terminal:
        terminal.wait_for("q quit")
        terminal.send("jj")
        terminal.wait_for("❯ Ahmed Khan Bachar")
        terminal.resize(40, 12)
        terminal.wait_for(lambda screen: shows(screen, "❯ Ahmed Khan Bachar", "? help   q quit"))
        terminal.wait_for(
            lambda screen: (
                shows(screen, " 1 Event  2 Speakers 6") and screen.line(9).startswith("╰")
            )
        )
        terminal.resize(1, 1)
        terminal.resize(120, 40)
        panes = (
            "Event │ Organizations ──",
            "Speakers · 6 ──",
            "Recommendations · 11 │ Statements · 6 ─",
            "q quit",
        )
        terminal.wait_for(lambda screen: shows(screen, "❯ Ahmed Khan Bachar", *panes))
        # Not before: where there is no room to see a row, the key scrolls to it.
        terminal.send("j")
        terminal.wait_for(lambda screen: shows(screen, "❯ Nimra Nazir", "Nimra Nazir ──"))


def shows(screen: Screen, *texts: str) -> bool:
    return all(text in screen.text for text in texts)


def test_it_lives_in_little_memory() -> None:
    with browser(argv=["sh", "-c", f"ulimit -v 250000; {' '.join(COMMAND)}"]) as terminal:
        terminal.wait_for("q quit")
        terminal.send("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize(
    ("closed", "term", "reason"),
    [
        ("stdin", "xterm", "standard input is not a terminal"),
        ("stderr", "xterm", "standard error, on which the browser draws, is not a terminal"),
        ("", "", "TERM is not set"),
        ("", "dumb", "TERM is dumb"),
    ],
)
def test_without_a_usable_terminal_it_says_so_and_draws_nothing(
    tmp_path: Path, closed: str, term: str, reason: str
) -> None:
    messages = tmp_path / "messages"
    redirection = {"stdin": "< /dev/null", "stderr": f"2> {messages}"}.get(closed, "")
    command = f'"{sys.executable}" -m tiptui {redirection}'
    with Terminal(["sh", "-c", command], env=environment() | {"TERM": term}) as terminal:
        assert terminal.wait() == 5
        said = messages.read_bytes() if closed == "stderr" else terminal.raw
        (line,) = said.decode().splitlines()
        assert line.startswith("tiptui: ")
        assert f"{reason}; tiptui show prints the record" in line
        assert terminal.raw == (b"" if closed == "stderr" else said)
        assert terminal.modes() == terminal.modes_before


def test_with_its_output_in_a_pipe_it_prints_the_record_and_never_waits_for_a_key() -> None:
    read, write = os.pipe()
    with os.fdopen(read) as never, os.fdopen(write, "w"):
        done = subprocess.run(
            COMMAND, stdin=never, capture_output=True, env=environment(), check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Provincial Dialogue")
    assert b"\x1b" not in done.stdout


# A large record


def test_a_large_record_is_read_behind_its_progress(tmp_path: Path) -> None:
    with browser(argv=[*COMMAND, str(large(tmp_path, 500))]) as terminal:
        terminal.wait_for("Speakers · 500")
        assert b"Reading large.yaml" in terminal.raw
        terminal.send("/s4")
        terminal.wait_for("of 500")
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert_restored(terminal)


def test_leaving_while_a_large_record_is_read(tmp_path: Path) -> None:
    with browser(argv=[*COMMAND, str(large(tmp_path, 6000))]) as terminal:
        terminal.wait_for("Reading large.yaml")
        terminal.send("q")
        assert terminal.wait() == 0
        assert_restored(terminal)
        assert b"Speakers" not in terminal.raw


def test_the_problems_of_a_large_record_are_said_when_the_terminal_is_restored(
    tmp_path: Path,
) -> None:
    with browser(argv=[*COMMAND, str(large(tmp_path, 500, "nmae: x\n"))]) as terminal:
        assert terminal.wait() == 1
        assert_restored(terminal)
        assert 'error: unknown key "nmae"' in terminal.text.replace("\n", "")
