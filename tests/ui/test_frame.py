"""The frame of the panes around text whose width terminals disagree about, as terminals draw it."""

import json
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kit.any_record import in_other_words
from tests.kit.commands import COMMAND, environment
from tests.kit.full import FULL
from tests.kit.records import record
from tests.kit.terminal import PATIENCE, Terminal
from tests.kit.texts import SCRIPTS, TEXTS
from tiptui.record.model import RecordedTheme
from tiptui.report.json_data import tree

LONG = "".join(SCRIPTS).replace(" ", "") * 3
"""A word that no line has room for."""


def record_of(texts: tuple[str, ...]) -> str:
    """Return a record that says all texts everywhere, and each in a row of each list."""
    every, numbered = " ".join(texts), list(enumerate(texts))
    full = in_other_words(record(FULL), lambda _: every)
    (ann,), (asked,) = full.speakers, full.recommendations
    (statement,) = ann.statements
    ann = replace(ann, statements=(replace(statement, id=""),))
    asking = (
        replace(asked, id=f"r{n}", by=(f"s{n}",), text=f"{text} {LONG}") for n, text in numbered
    )
    said = replace(
        full,
        themes=(*full.themes, *(RecordedTheme(id=f"t{n}", name=text) for n, text in numbered)),
        speakers=(ann, *(replace(ann, id=f"s{n}", name=f"{text} {text}") for n, text in numbered)),
        recommendations=tuple(asking),
    )
    return json.dumps(tree(said), ensure_ascii=False)


@pytest.fixture(name="record")
def _record(tmp_path: Path) -> str:
    file = tmp_path / "record.yaml"
    file.write_text(record_of(TEXTS), encoding="utf-8")
    return str(file)


WALK = ("jjjjjjjj", "3jjjjj", "G", "4jjjG", "1jjjG", "sj")
"""Keys that go through every pane."""


def assert_frame_holds(terminal: Terminal, columns: int) -> None:
    """Assert that the borders of each pane are lines from top to bottom, below a strip of them."""
    top = int(terminal.cell(0, 0).data != "╭")
    rows = range(top, len(terminal.lines) - 2)
    for row in rows:
        ends = terminal.cell(0, row).data + terminal.cell(columns - 1, row).data
        assert ends in ("╭╮", "││", "╰╯"), f"row {row}:\n{terminal.text}"
    bottom = next(row for row in rows if terminal.cell(0, row).data == "╰")
    for column in range(columns):
        if terminal.cell(column, top).data in ("╭", "╮"):
            between = {terminal.cell(column, row).data for row in range(top + 1, bottom)}
            assert between <= {"│"}, f"column {column}:\n{terminal.text}"


def test_the_borders_stay_in_their_columns_and_those_of_a_menu_too(record: str) -> None:
    with Terminal([*COMMAND, record], 40, 12, env=environment()) as terminal:
        for columns, rows in ((40, 12), (80, 24), (120, 40)):
            terminal.resize(columns, rows)
            terminal.wait_for(lambda screen: "q quit" in screen.line(-1))
            for number, keys in enumerate(("", *WALK)):
                # What is typed into the search line shows that the keys before it are done with.
                terminal.press(f"{keys}/{columns}{number}", f"/ {columns}{number}█")
                assert_frame_holds(terminal, columns)
                terminal.press("\x1b", lambda screen: "█" not in screen.line(-2))
                assert_frame_holds(terminal, columns)
            terminal.send("s")
        terminal.press("3jjjjjjjjjy", "esc back ─")
        left, top = terminal.find("╭─ Cite")
        _, bottom = terminal.find("esc back ─")
        right = left + 99
        for row in range(top, bottom + 1):
            # A mark that combines with a letter below the menu is drawn on its border.
            borders = "".join(
                terminal.cell(column, row).data[0] for column in (0, left, right, 119)
            )
            assert set(borders) <= set("│╭╮╰╯"), terminal.text
        assert terminal.cell(right, top).data == "╮"


def test_the_borders_stay_where_a_mark_begins_within_a_sign(tmp_path: Path) -> None:
    texts = ("ශ්\u200dරී " * 3, "र\u200dষ " * 3, "🇵🇰" * 3, "👩\u200d👧" * 3, "हि" * 3)
    file = tmp_path / "record.yaml"
    file.write_text(record_of(texts), encoding="utf-8")
    with Terminal([*COMMAND, str(file)], env=environment()) as terminal:
        terminal.wait_for("q quit")
        for letter in "ර🇰👧":
            terminal.press(f"/{letter}", "Speakers · 6 of 6")
            assert_frame_holds(terminal, 120)
            terminal.press("\x15\x1b", "Speakers · 6 ")


TMUX = shutil.which("tmux")


class Tmux:
    """A tmux of its own, without configuration, with a program in it."""

    def __init__(self, folder: Path, columns: int, rows: int, argv: list[str]) -> None:
        assert TMUX
        self._command = [TMUX, "-u", "-S", str(folder / "tmux"), "-f", "/dev/null"]
        size = ["-x", str(columns), "-y", str(rows)]
        self.run("new-session", "-d", *size, *argv)
        self.run("set", "-g", "status", "off")
        self.run("resize-window", *size)

    def run(self, *words: str) -> str:
        """Return what a command of tmux prints."""
        command = [*self._command, *words]
        return subprocess.check_output(command, env=environment(), encoding="utf-8")

    def wait_for(self, text: str) -> list[str]:
        """Return the lines once a text is among them."""
        deadline = time.monotonic() + PATIENCE
        while text not in (seen := self.run("capture-pane", "-p")):
            assert time.monotonic() < deadline, seen
        return seen.splitlines()

    def ends(self, lines: int) -> list[int]:
        """Return the columns after the last characters of the first lines."""
        ask = ("send", "-X", "end-of-line", ";", "display", "-p", "#{copy_cursor_x}", ";")
        down = ("send", "-X", "cursor-down", ";")
        top = ("copy-mode", ";", "send", "-X", "top-line", ";")
        said = self.run(*top, *((*ask, *down) * lines), "send", "-X", "cancel")
        return list(map(int, said.split()))


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
def test_in_tmux_too(record: str, tmp_path: Path) -> None:
    tmux = Tmux(tmp_path, 40, 12, [*COMMAND, record])
    try:
        for columns, rows, shown in ((40, 12, "q quit"), (120, 40, "│ Statements")):
            tmux.run("resize-window", "-x", str(columns), "-y", str(rows))
            tmux.wait_for(shown)
            for number, keys in enumerate(("j", "3G", "4G", "1G", "s")):
                tmux.run("send-keys", "-l", f"{keys}/{columns}{number}")
                lines = tmux.wait_for(f"/ {columns}{number}█")[:-2]
                # A strip of panes above them ends where it ends.
                top = int(not lines[0].startswith("╭"))
                assert {line[-1] for line in lines[top:]} <= set("╮│╯")
                assert set(tmux.ends(len(lines))[top:]) == {columns}, "\n".join(lines)
                tmux.run("send-keys", "C-u")
                tmux.wait_for("/ █")
                tmux.run("send-keys", "Enter")
                tmux.wait_for("/ search")
            tmux.run("send-keys", "-l", "s")
    finally:
        tmux.run("kill-server")
