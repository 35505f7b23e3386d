"""Terminals with few colours or none: the browser starts, and cursor and marks are seen."""

import re

import pytest

from tests.terminal import Terminal
from tests.test_terminal import COMMAND, environment, is_grey

RGB = re.compile(rb"[34]8;2;")
"""In a style: a colour that only some terminals know."""

FROM_256 = re.compile(rb"[34]8;5;")
"""In a style: one of 256."""


def plain(**more: str) -> dict[str, str]:
    """Gives the environment of a terminal that says nothing of colours but its TERM."""
    given = environment(**more)
    del given["COLORTERM"]
    return given


@pytest.fixture(
    params=[
        environment(NO_COLOR=""),
        environment(NO_COLOR="1"),
        plain(TERM="xterm"),
        plain(TERM="xterm", NO_COLOR=""),
        plain(TERM="xterm-256color"),
        plain(TERM="linux"),
        plain(TERM="linux", NO_COLOR="1"),
        plain(TERM="vt100"),
        plain(TERM="screen-256color"),
    ],
    ids=lambda each: " ".join(
        f"{name}={each[name]}" for name in ("TERM", "COLORTERM", "NO_COLOR") if name in each
    ),
)
def few_colours(request: pytest.FixtureRequest) -> dict[str, str]:
    """Gives the environment of a terminal with few colours."""
    given: dict[str, str] = request.param
    return given


def test_cursor_marks_and_matches_are_seen(few_colours: dict[str, str]) -> None:
    with Terminal(COMMAND, env=few_colours) as terminal:
        terminal.wait_for("q quit")
        terminal.send("/kar\r")
        terminal.wait_for("Speakers · 1 of 6")
        terminal.wait_for(lambda screen: "█" not in screen.line(-2))
        name = terminal.cells("Uzma Kardar")
        assert "❯ Uzma Kardar" in terminal.text
        assert [cell.data for cell in name if cell.underscore] == list("Kar")
        assert all(cell.bold for cell in name)
        assert all(cell.bold for cell in terminal.cells("▌ Provide comprehensive"))
        for row in range(40):
            for cell in (terminal.cell(column, row) for column in range(120)):
                assert not cell.data.strip() or cell.fg != cell.bg, terminal.line(row)
                for colour in (cell.fg, cell.bg) if "NO_COLOR" in few_colours else ():
                    assert is_grey(colour.removeprefix("bright")), terminal.line(row)
        if "COLORTERM" not in few_colours:
            assert not RGB.search(terminal.raw)
        if not few_colours["TERM"].endswith("256color"):
            assert not FROM_256.search(terminal.raw)
        terminal.send("q")
        assert terminal.wait() == 0


def test_menu_source_and_help_are_seen_too(few_colours: dict[str, str]) -> None:
    with Terminal(COMMAND, env=few_colours) as terminal:
        terminal.wait_for("q quit")
        terminal.send("y")
        terminal.wait_for("❯ 1 Name")
        assert all(cell.bold for cell in terminal.cells("❯ 1 Name"))
        terminal.send("q3e")
        terminal.wait_for("search the source")
        terminal.send("?")
        terminal.wait_for("Panes")
        assert all(cell.bold for cell in terminal.cells("Panes"))
