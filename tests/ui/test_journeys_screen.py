"""Journeys through the browser: sizes, mouse, help, palette, and records of every kind."""

from itertools import chain

import pytest
from textual.color import Color

from tests.kit.browsing import browsing, contrast
from tests.kit.drawn import Reader, reading
from tests.kit.records import MANY, collected, lahore, sourced
from tiptui.drafting.draft import template
from tiptui.files.config import Config
from tiptui.text.rules import sections
from tiptui.ui.actions import keys
from tiptui.ui.actions.keys import BY_ID
from tiptui.ui.chrome.colours import DARK, LIGHT, TEXTS
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.page import HEATS
from tiptui.view.state import Pane

# Help and palette.


async def test_the_palette_runs_a_command_also_while_searching() -> None:
    async with reading(lahore()) as reader:
        await reader.press("/", *"kar", "ctrl+p", *"claims", "enter")
        await reader.wait_until(lambda: reader.focus == "recommendations")
        assert reader.search_line == "/ kar"
        await reader.press("ctrl+p", *"zoom", "enter")
        await reader.wait_until(lambda: reader.panes == ["recommendations"])


async def test_a_theme_is_found_by_its_name_seen_under_the_cursor_and_kept_by_enter() -> None:
    async with reading(lahore(), (80, 24)) as reader:
        for word, key, theme in (
            ("theme", "escape", "tiptui-dark"),
            ("colour", "escape", "tiptui-dark"),
            ("color", "enter", "nord"),
        ):
            await reader.press("ctrl+p", *word, "enter")
            assert "╭─ Colour theme / █ ─" in reader.lines[0]
            assert "❯ tiptui-dark" in reader.text
            dark = reader.cells("Uzma Kardar")[0].background
            await reader.press("down")
            assert "❯ tiptui-light" in reader.text
            assert reader.cells("Uzma Kardar")[0].background != dark
            await reader.press(*"no")
            assert reader.menu == ["❯ nord", "monokai"]
            nord = reader.app.theme_variables["at-cursor"].lower()
            # Of the browser too, though the list over it has become another one.
            for row in ("❯ nord", "❯ Syed Kausar Abbas"):
                assert {cell.background for cell in reader.cells(row)} == {nord}
            await reader.press(*"rdx")
            assert "no match · esc back ─" in reader.text
            assert reader.app.theme == "nord"
            await reader.press("backspace", key)
            assert reader.app.theme == theme


async def test_the_palette_finds_commands_by_everyday_words() -> None:
    asked = {
        "answer": "Add",
        "rename": "Correct",
        "code": "Correct",
        "note": "Correct",
        "delete": "Remove",
        "undo": "Take back",
        "copy": "Cite",
        "save": "Export",
        "find": "Search",
        "filter": "Search",
        "sort": "Order",
        "exit": "Quit",
        "back": "Back",
    }
    async with reading(lahore()) as reader:
        for word, name in asked.items():
            await reader.press("ctrl+p", *word)
            assert reader.menu[0].startswith(f"❯ {name} "), word
            await reader.press("escape")
    assert {*sections(keys.__file__)} <= {*BY_ID}


async def test_in_the_palette_a_command_has_its_keys_and_all_of_its_description() -> None:
    async with reading(lahore(), config=Config(queries={"n" * 60: "port"})) as reader:
        tooltip = BY_ID["follow"].tooltip
        await reader.press("ctrl+p", *tooltip)
        assert reader.menu == [f"❯ Open  ⏎        {tooltip}"]
        await reader.resize(40, 12)
        assert " ".join(reader.menu).split() == f"❯ Open  ⏎ {tooltip}".split()
        await reader.press("ctrl+u", *"nnn")
        assert "port" in reader.menu[0]
        # "eme" stands in many descriptions.
        await reader.press("ctrl+u", *"eme")
        assert reader.menu[0].startswith("❯ Colour theme …")
        assert " ".join(reader.menu).endswith("…  Choose the colours (color theme)")
        await reader.press("ctrl+u", *"zzz")
        assert "no match" in reader.text
        await reader.press("ctrl+u", *"quit")
        assert "❯ Quit" in reader.text
        assert "no match" not in reader.text


# Sizes.


async def test_a_size_shows_as_many_panes_as_have_room() -> None:
    async with reading(lahore(), (120, 40)) as reader:
        for size, panes in (
            ((120, 40), "event speakers recommendations detail"),
            ((110, 16), "event speakers recommendations detail"),
            ((109, 40), "speakers recommendations detail"),
            ((70, 24), "speakers recommendations detail"),
            ((69, 24), "speakers detail"),
            ((40, 16), "speakers detail"),
            ((120, 15), "event speakers recommendations"),
            ((80, 12), "speakers recommendations"),
            ((40, 12), "speakers"),
        ):
            await reader.resize(*size)
            assert reader.panes == panes.split()
            assert reader.cursor("speakers").startswith("Syed Kausar Abbas")
            assert reader.search_line.startswith("/")
            assert reader.keys_line.endswith("q quit" if size[0] > 40 else "?  q")


async def test_a_resize_keeps_the_cursor_in_sight() -> None:
    async with reading(collected(MANY)) as reader:
        await reader.press("2", "G")
        for size in ((40, 12), (120, 40), (80, 16), (40, 10), (120, 30)):
            await reader.resize(*size)
            assert reader.cursor("speakers").startswith("Speaker 39"), size


MOVES = ["pagedown", "down", "end", "up", "pageup", "home", *"jGkg1x", "tab", "ctrl+u", "ctrl+d"]
PLACES = ("2", "4z", "s", "xr3c2SSSS", "?", ["ctrl+p"], ["ctrl+p", *"theme"], "y", "!", "/kar")


async def test_it_bears_every_key_at_any_size() -> None:
    async with reading(sourced(), (1, 1)) as reader:
        for place in PLACES:
            for size in ((6, 4), (40, 10), (1, 1)):
                await reader.press(*place)
                await reader.resize(*size)
                await reader.press(*MOVES, "enter")
                assert len(reader.lines) == size[1]
                await reader.press("escape", "escape")
                assert len(reader.lines) == size[1]
        await reader.press("ctrl+q")
    assert (reader.app.return_code, reader.app.failure) == (0, None)


# Mouse.


async def test_a_click_moves_there_or_presses_a_key() -> None:
    async with reading(lahore()) as reader:
        await reader.click("Ahmed Khan Bachar", "recommendations")
        assert reader.focus == "recommendations"
        assert reader.cursor("recommendations") == "Strengthen law enforcement, so that"
        await reader.click("Uzma Kardar", "speakers")
        assert reader.focus == "speakers"
        assert reader.cursor("speakers").startswith("Uzma Kardar")
        await reader.start_again()
        await reader.click("s source")
        assert reader.panes == ["source", "detail"]
        await reader.click("esc back")
        await reader.click("search  y cite")
        await reader.press("z")
        assert reader.search_line == "/ z█"
        await reader.click("esc back   letters are text   ^u")
        assert reader.panes == ["event", "speakers", "recommendations", "detail"]
        # On a row that is another by then it only leads to its pane.
        row = reader.cursor("speakers")
        await reader.press("3")
        reader.app.screen.post_message(CursorPane.Clicked(Pane.SPEAKERS, 2, "somebody else", 2))
        await reader.settle()
        assert (reader.focus, reader.cursor("speakers")) == ("speakers", row)


async def test_a_double_click_does_what_enter_does() -> None:
    async with reading(sourced()) as reader:
        for pane, text, focus in (
            ("event", "An event", "event"),
            ("speakers", "Ann", "recommendations"),
            ("recommendations", "Open them wide", "detail"),
            ("detail", "Nothing proves this", "detail"),
            ("detail", "“all is well”", "source"),
            ("source", "windows", "detail"),
        ):
            await reader.start_again()
            await reader.press(*(["s"] if pane == "source" else []))
            await reader.click(text, pane, times=2)
            assert reader.focus == focus, text


async def test_the_wheel_scrolls_and_moves_no_cursor() -> None:
    async with reading(collected(MANY)) as reader:
        await reader.turn_wheel("speakers", 2)
        assert reader.pane("speakers")[0].split("  ")[1] == "Speaker 06"
        assert reader.title("detail") == "Speaker 00"
        await reader.turn_wheel("speakers", -4)
        assert reader.cursor("speakers").startswith("Speaker 00")


# Colours.


LEAST = 4.5  # the contrast of text, as the web's guidelines measure it


def faint(reader: Reader) -> set[str]:
    """The letters of all that is seen, or of what lies over it, that are too faint to be read."""
    region = next(
        (each.region for each in reader.app.screen.query("Choices, VerticalScroll, Vertical")), None
    )
    ground = reader.app.theme_variables["background"].lower()
    cells = chain.from_iterable(reader.picture.rows(region or reader.region()))
    letters = (cell for cell in cells if cell.text.isalnum())
    return {
        cell.text for cell in letters if contrast(cell.colour, cell.background or ground) < LEAST
    }


def test_every_colour_is_legible_in_both_own_themes() -> None:
    for own in (DARK, LIGHT):
        theme = own.name
        colours = own.to_color_system().generate() | own.variables
        grounds = [Color.parse(colours[name]) for name in ("background", "at-cursor")]
        for name in ("foreground", "muted", *TEXTS):
            text = Color.parse(colours[name])
            assert min(contrast(text.hex, ground.hex) for ground in grounds) >= LEAST, theme
        for frame in ("frame", "frame-at"):
            assert contrast(colours[frame], colours["background"]) >= 3, theme
        assert colours["frame"] != colours["frame-at"]
        assert colours["text-accent"] != colours["text-error"]
        heats = [colours[f"heat-{step}"] for step in HEATS]
        assert min(contrast(colours["foreground"], heat) for heat in heats) >= LEAST, theme
        steps = [contrast(heat, colours["background"]) for heat in heats]
        assert steps == sorted({*steps}), theme
        # The cell at the cursor is seen in its row, and does not shout.
        assert contrast(colours["foreground"], colours["cell-at"]) >= LEAST, theme
        assert 1.4 <= contrast(colours["cell-at"], colours["at-cursor"]) <= 3, theme
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54  # as the guidelines have it


async def test_every_text_is_legible_and_what_lies_over_the_screen_too() -> None:
    async with reading(sourced()) as reader:
        await reader.press("/", *"an", "enter", "[", "[")
        assert "nothing to go back to" in reader.status
        for theme in (DARK.name, LIGHT.name):
            reader.app.theme = theme
            await reader.settle()
            assert not faint(reader), theme
            bar = reader.cells("▌", "recommendations")[0]
            assert contrast(bar.colour, bar.background) >= LEAST
        for theme in ("tiptui-dark", "tiptui-light"):
            reader.app.theme = theme
            await reader.start_again()
            for keys in (["?"], ["ctrl+p"], ["3", "y"], ["s"], ["u"], ["a"], ["enter"]):
                await reader.press(*keys)
                assert not faint(reader), keys
                await reader.press(*(["escape"] if keys[-1] in "?ctrl+py" else []))


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_in_the_terminals_own_colours_the_focused_frame_is_brightest(theme: str) -> None:
    async with reading(lahore()) as reader:
        reader.app.theme = theme
        for key, focused in (("2", "speakers"), ("3", "recommendations"), ("4", "detail")):
            await reader.press(key)
            plain = reader.cells("Bachar", "speakers")[0].colour
            frames = {pane: reader.cells("╭", pane)[0].colour for pane in reader.panes}
            assert frames.pop(focused) == plain
            assert contrast(plain, "#000000") > contrast(*{*frames.values()}, "#000000")
        # Blue on black is hardly seen.
        blue = {"ansi-dark": "ansi_bright_blue", "ansi-light": "ansi_blue"}[theme]
        assert reader.app.theme_variables["text-primary"] == blue
        # The row under the cursor has one colour, on one ground.
        await reader.press("2", "/", *"kar")
        row = reader.picture.rows(reader.region("speakers").shrink((1, 2, 1, 1)))[1]
        await reader.press("ctrl+p")
        for cells in (row, reader.cells("❯ Search  ")):
            assert len({(cell.colour, cell.background) for cell in cells if cell.text.strip()}) == 1


async def test_in_the_terminals_own_colours_no_text_has_another_background() -> None:
    async with reading(lahore()) as reader:
        await reader.press("/", *"kar")
        for theme in ("ansi-dark", "ansi-light"):
            reader.app.theme = theme
            await reader.settle()
            assert not any(cell.background for cell in reader.cells("▌ Provide"))
            assert all(cell.bold for cell in reader.cells("Provide"))
            # Reversed: that alone tells the row under the cursor from those that belong to it.
            assert all(cell.background for cell in reader.cells("❯ Uzma Kardar"))
            assert not any(cell.background for cell in reader.cells("/ kar█"))
            # Where keys will act in a pane, once it has the focus.
            assert reader.cells("Provide")[0].style.italic


async def test_only_the_pane_with_the_focus_shows_the_cursor_as_keys_move_it() -> None:
    async with browsing() as reader:
        await reader.press("1")
        grounds = {reader.cells(name, "detail")[0].background for name in ("Mina", "Tomas")}
        await reader.press("4")
        assert len(grounds | {reader.cells("Mina", "detail")[0].background}) == 3


# Records of every kind.


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_a_fresh_record_says_how_to_begin_and_shows_no_template(
    size: tuple[int, int],
) -> None:
    async with reading(collected(template(None)), size) as reader:
        assert "E opens your editor" in " ".join(reader.text.replace("│", "").split())
        assert "What " not in reader.text
        if size[0] > 40:
            assert "tiptui new --from FILE drafts one" in reader.pane("detail")[0]


async def test_keys_typed_ahead_of_the_end_do_nothing() -> None:
    async with reading(lahore()) as reader:
        await reader.press("q", "x", "s", "1", "1")
    assert (reader.app.return_code, reader.app.failure) == (0, None)
