"""The pseudo-terminal itself: what tests take for granted, and would not miss by failing."""

import sys

import pytest

from tests.kit.terminal import Terminal


def program(source: str) -> list[str]:
    """Return the command that runs `source` in a bare interpreter, which starts quickest."""
    return [sys.executable, "-I", "-S", "-c", source]


def test_what_never_comes_is_told_with_the_screen_and_the_status() -> None:
    with (
        Terminal(program("print('all there is'); raise SystemExit(3)")) as terminal,
        pytest.raises(AssertionError, match=r"(?s)status 3 .*'more'.*all there is"),
    ):
        terminal.wait_for("more")


def test_a_frame_is_looked_at_only_when_it_is_whole() -> None:
    asks = """
import sys, tty
tty.setraw(0)
print("\\x1b[?2026$p", end="", flush=True)
assert sys.stdin.read(11) == "\\x1b[?2026;2$y"
print("\\x1b[?2026hfirst ", end="", flush=True)
print("second\\x1b[?2026l", end="", flush=True)
"""
    with Terminal(program(asks)) as terminal:
        terminal.wait_for("first")
        assert terminal.line(0) == "first second"
        assert terminal.wait() == 0
