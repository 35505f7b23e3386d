"""The frame of the panes around text whose width terminals disagree about, as terminals draw it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kit.any_record import in_other_words
from tests.kit.commands import COMMAND, environment
from tests.kit.full import FULL
from tests.kit.records import record
from tests.kit.terminal import Terminal
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
        replace(asked, id=f"r{n}", by=(f"s{n}",), text=f"{text} {LONG}", number=str(n))
        for n, text in numbered
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


WALK = ("", "jjjjjjjj", "3jjjjj", "G", "4jjjG", "1jjjG", "sj")
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
        for columns, rows in ((40, 12), (120, 40)):
            terminal.resize(columns, rows)
            terminal.wait_for(lambda screen: "^p" in screen.line(-1))
            for number, keys in enumerate(WALK):
                # What is typed into the search line shows that the keys before it are done with.
                terminal.press(f"{keys}/{number}", f"/ {number}█")
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
            terminal.press("\x15\x1b", "/ search")
