"""The pseudo-terminal itself: what tests take for granted, and would not miss by failing."""

import sys

import pytest

from tests.kit.terminal import Screen, Terminal


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


def test_cells_tell_weight_and_colour_also_after_wide_characters() -> None:
    screen = Screen(20, 2)
    screen.feed("日本\x1b[1;7;38;2;255;0;16mKardar\x1b[0m e\u0301t".encode())
    assert screen.find("Kardar") == (4, 0)
    assert screen.find("t") == (12, 0)
    cells = screen.cells("Kardar")
    assert "".join(cell.data for cell in cells) == "Kardar"
    assert all(cell.bold and cell.reverse and cell.fg == "ff0010" for cell in cells)
    assert not screen.cell(0, 0).bold
    assert [cell.data for cell in screen.cells("本Kar")] == ["本", "K", "a", "r"]
    assert [cell.data for cell in screen.cells("\u00e9t")] == ["\u00e9", "t"]
