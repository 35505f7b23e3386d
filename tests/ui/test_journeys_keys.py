"""Journeys of somebody who has read nothing: help, keys to guess, keys that do nothing."""

from pathlib import Path
from random import Random
from shutil import copytree
from threading import Event, current_thread, main_thread
from typing import Any

import pytest

from tests.kit.browsing import browsing
from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.drawn import reading
from tests.kit.records import ASKED, collected, lahore, sourced
from tiptui.collection.facts import SIGNS
from tiptui.search.index import Index
from tiptui.search.matches import Matches
from tiptui.ui.actions import commands
from tiptui.ui.actions.keys import BY_ID, Area, commands_at
from tiptui.ui.chrome.help import MEANINGS, SEEN_FIRST, help_text
from tiptui.ui.chrome.lines import IN_LISTS
from tiptui.ui.panes.cursor_pane import CURSOR
from tiptui.view.tabs import ASKS, BOOKMARK

HELP = "j k scroll · esc back"


async def test_help_opens_with_what_a_newcomer_needs_then_signs_and_the_keys_of_the_place() -> None:
    assert {ASKS, BOOKMARK, CURSOR, *SIGNS.values()} < {sign for sign, _ in MEANINGS}
    async with reading(lahore(), (80, 80)) as reader:
        for key, area, first in (
            ("2", Area.LISTS, "esc              Leave zoom"),
            ("4", Area.DETAIL, "n                "),
            ("s", Area.SOURCE, "a                "),
            ("x", Area.GRID, "r                "),
        ):
            await reader.press(key, "?")
            inside = [line[3:75].strip("│ ") for line in reader.lines]
            here = inside.index(f"Keys {area}")
            began, signs = inside.index("To begin with"), inside.index("Signs")
            assert inside[1] == "On the screen"
            assert 1 < began < here < signs
            for meanings, lines in ((SEEN_FIRST, inside[:began]), (MEANINGS, inside[signs:])):
                for sign, _ in meanings:
                    assert any(line.startswith(sign) for line in lines), sign
            group = inside[here : inside.index("", here)]
            assert any(line.startswith(first) for line in group)
            await reader.press("escape", "escape")


async def test_the_help_scrolls_as_panes_do_and_is_closed_by_the_keys_that_a_reader_tries() -> None:
    async with reading(lahore(), (80, 24)) as reader:
        await reader.press("f1")
        assert "Help" in reader.lines[0]
        first = ("1 2 3 4", "/", "⏎", "[ ⌫", "e", "q ^q ^c")
        begun = next(y for y, line in enumerate(reader.lines) if "To begin with" in line)
        shown = [line[3:].strip("│ ▐") for line in reader.lines[begun + 1 : begun + 7]]
        assert [line.split("  ")[0] for line in shown] == [*first], shown
        assert "Stop until fg" not in reader.text
        for down, up in (("j", "k"), ("down", "up"), ("ctrl+d", "ctrl+u"), ("space", "pageup")):
            await reader.press(down)
            assert "On the screen" not in reader.text
            assert HELP in reader.text
            await reader.press(up)
            assert "On the screen" in reader.text
        await reader.press("G")
        assert "the id of a recommendation" in reader.text
        await reader.press("g")
        assert "On the screen" in reader.text
        for key in ("escape", "?", "q", "enter", "f1"):
            assert HELP in reader.text
            await reader.press(key)
            assert reader.title("speakers") == "Speakers · 6"
            assert HELP not in reader.text
            await reader.press("?")
        await reader.click("j k scroll")
        assert HELP in reader.text
        await reader.click_at(1, 12)
        assert HELP not in reader.text


async def test_a_key_that_the_help_names_closes_it_and_does_what_it_says() -> None:
    whole = ["event", "speakers", "recommendations", "detail"]
    async with reading(lahore()) as reader:
        for key, panes, focus in (
            ("s", ["source", "detail"], "source"),
            ("s", whole, "speakers"),
            ("3", whole, "recommendations"),
            ("tab", whole, "detail"),
            ("z", ["detail"], "detail"),
        ):
            await reader.press("?", "b")
            assert HELP in reader.text
            await reader.press(key)
            assert HELP not in reader.text
            assert (reader.panes, reader.focus) == (panes, focus)


def test_the_help_says_all_of_each_key_in_a_narrow_page_too() -> None:
    for width in (69, 16):
        said = "".join(help_text(Area.LISTS, width).plain.split())
        words = {row.id: "".join(row.tooltip.split()) for row in BY_ID.values()}
        assert [id for id in words if words[id] not in said] == []


def test_help_and_the_hint_of_the_search_line_say_how_to_find_what_nobody_answered() -> None:
    for words in (help_text(Area.LISTS, 80).plain, IN_LISTS):
        assert "status:none" in words


def test_space_marks_as_m_does_wherever_letters_are_not_typed() -> None:
    for area in set(Area) - {Area.SEARCH}:
        assert commands_at(area)["space"] == commands_at(area)["m"]
        assert commands_at(area)["space"].id == "mark"


async def test_ordering_many_rows_says_that_it_works_and_keys_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on, order = Event(), Index.order

    def wait(*found: Any) -> Matches:
        if current_thread() is not main_thread():
            go_on.wait()
        return order(*found)

    monkeypatch.setattr(commands, "ORDERED_AT_ONCE", 0)
    monkeypatch.setattr(Index, "order", wait)
    async with reading(collected(ASKED)) as reader:
        await reader.press("3", "S")
        assert reader.status == "ordering 3 recommendations …"
        await reader.press("j")
        assert reader.cursor("recommendations") == "Light them."
        go_on.set()
        await reader.wait_until(lambda: reader.status.startswith("ordered by times asked"))
        assert ", by times asked" in reader.title("recommendations")
        # Elsewhere nothing is ordered any more.
        go_on.clear()
        await reader.press("S", "S", "S", "2")
        go_on.set()
        await reader.settle()
        await reader.settle()
        assert "times asked" not in reader.text


async def test_a_key_that_does_nothing_says_so() -> None:
    async with reading(lahore()) as reader:
        before = reader.lines[:-2]
        for key, said in (("b", "b"), ("%", "%"), ("f5", "f5"), ("ctrl+a", "^a"), ("B", "B")):
            await reader.press(key)
            assert reader.status == f"{said} does nothing here; ? says what each key does"
            assert reader.lines[:-2] == before
        await reader.press("w", "escape")
        assert "does nothing here" not in reader.text  # a menu was the answer to a later key


async def test_lines_of_the_source_use_the_room_but_are_no_longer_than_can_be_read() -> None:
    async with reading(sourced("They met in May. " * 40 + "\n"), (200, 50)) as reader:
        await reader.press("s", "z")
        lines = [line[2:].rstrip("▐ ") for line in reader.pane("source")]
        assert 130 < max(map(len, lines)) <= 145


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_cursor_of_the_terminal_stands_on_the_row_of_the_cursor(
    size: tuple[int, int], tmp_path: Path
) -> None:
    # A copy: some of the keys change records.
    async with browsing(copytree(CHECKOUT / FOLDER, tmp_path / "copy"), size) as reader:
        chance = Random(size[0])
        keys = [
            *"jjjjkGg123412xrclhtSz[]sn",
            "pagedown",
            "enter",
            "tab",
            "escape",
            "ctrl+p",
            "down",
        ]
        for _ in range(60):
            await reader.press(chance.choice(keys))
            lines = reader.lines  # which are drawn now
            x, y = reader.app.cursor_position
            lit = [number for number, line in enumerate(lines) if line[x : x + 1] == CURSOR]
            is_none = not any(CURSOR in line for line in lines) or "no match" in reader.text
            # In a form it stands in the field.
            assert y in lit or is_none or reader.app.focused, reader.text
    async with browsing(size=size) as reader:
        for key in ("3", "a", "tab", "tab", "shift+tab", "shift+tab", "shift+tab", "tab", "f1"):
            await reader.press(key)
            lines, (_, y) = reader.lines, reader.app.cursor_position
            if field := reader.app.focused:
                assert lines[y].split()[1] == field.id, reader.text
