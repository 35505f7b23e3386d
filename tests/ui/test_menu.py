"""The menu and whatever else lies over the browser, and keys that are typed ahead of it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from tests.kit.drawn import Reader, reading
from tests.kit.records import indexed, small
from tiptui.report.citations import choices
from tiptui.ui.actions.session import Choice
from tiptui.ui.chrome.overlays import Choosing
from tools.growth import steps

CHOICES = choices(indexed(small()), "r1")
TEXTS = list(CHOICES.values())
OPEN = "esc back ─"


@asynccontextmanager
async def menu(
    offer: Mapping[str, str] = CHOICES, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Reader, list[str | None]]]:
    """Open the menu over the browser; yield what is taken from it, too."""
    async with reading(small(), size) as reader:
        taken: list[str | None] = []
        offered = [Choice(label, text, text) for label, text in offer.items()]
        await reader.app.push_screen(Choosing(offered, "Copy", numbered=True), taken.append)
        await reader.settle()
        yield reader, taken


@pytest.mark.parametrize(
    ("offer", "drawn"),
    [
        (
            CHOICES,
            [
                "❯ 1 Quote       “windows” — Ann Ångström, Chair, SSA",
                "  2 Paraphrase  Open the windows (paraphrase) — Ann",
                "  3 Footnote    [^e-r1]: “windows”",
                "  4 Id          e#r1",
            ],
        ),
        (
            {f"no. {number}": "words" for number in range(1, 11)},
            ["❯  1 no. 1   words", "  10 no. 10  words"],
        ),
        # Neither obeyed nor read as markup.
        (
            {"[b]La\x1bbel": "[@click=app.quit]x[/] \x1b[2J\nsecond line"},
            ["1 [b]La␛bel  [@click=app.quit]x[/] ␛[2J"],
        ),
    ],
)
async def test_each_choice_is_shown_with_the_beginning_of_its_text(
    offer: Mapping[str, str], drawn: list[str]
) -> None:
    async with menu(offer) as (reader, _):
        assert [line for line in drawn if line not in reader.text] == []
        assert "second line" not in reader.text


async def test_the_choice_under_the_cursor_shows_all_of_its_text() -> None:
    words = [f"word{number}" for number in range(20)]
    offer = {"Short": "text", "Long": " ".join(words), "Last": "text"}
    async with menu(offer) as (reader, _):
        assert reader.menu[2:] == ["3 Last   text"]
        assert reader.menu[1].endswith("…")
        await reader.press("down")
        assert " ".join(reader.menu[1:-1]).split() == ["❯", "2", "Long", *words]
        starts = {line.index("word") for line in reader.lines if "word1" in line}
        assert len(starts) == 1


async def test_a_key_takes_a_choice_or_none_and_closes() -> None:
    async with reading(small()) as reader:
        await reader.press("3")
        for keys, number in (
            *(("enter", 0), ("down enter", 1), ("down down up enter", 1), ("up enter", 0)),
            *(("end enter", 3), ("1", 0), ("4", 3), ("down escape", None)),
            # Letters narrow; numbers are those of what is left.
            *(("o o t enter", 2), ("p a r a 1", 1), ("f z backspace enter", 2)),
            *(("f ctrl+u down enter", 1), ("z z enter escape", None)),
        ):
            reader.app.copy_to_clipboard("")
            await reader.press("y", *keys.split())
            assert reader.app.clipboard == ("" if number is None else TEXTS[number]), keys
            assert OPEN not in reader.text


@pytest.mark.parametrize("choices", [{"Id": "e#r1"}, {}])
async def test_a_number_without_a_choice_does_nothing(choices: Mapping[str, str]) -> None:
    async with menu(choices) as (reader, taken):
        await reader.press("2", "9", "x", *(["j", "k", "enter", "1"] if not choices else []))
        assert not taken
        assert OPEN in reader.text
        await reader.press("escape")
        assert taken == [None]


async def test_what_is_typed_ahead_goes_to_the_browser() -> None:
    async with menu() as (reader, taken):
        await reader.press("1", "j", "j", "k")
        assert taken == [TEXTS[0]]
        assert reader.cursor("speakers").startswith("Bo O’Brien")


async def test_it_fits_a_small_terminal_and_its_cursor_is_in_sight_where_there_is_room() -> None:
    async with menu(size=(40, 12)) as (reader, taken):
        shown = [line for line in reader.lines if "│" in line]
        assert max(map(len, reader.lines)) <= 40
        assert any("Footnote    [^e-r1]" in line and "…" in line for line in shown)
        await reader.press("down", "down", "down")
        await reader.resize(4, 3)
        await reader.resize(60, 4)
        assert "❯ 4 Id" in reader.text
        await reader.press("enter")
        assert taken == [TEXTS[3]]


async def test_of_a_long_text_in_a_low_terminal_so_much_is_shown_that_all_choices_are() -> None:
    offer = {name: f"{name} {'word ' * 99}" for name in ("One", "Two", "Three")}
    async with menu(offer, (40, 12)) as (reader, _):
        assert len(reader.menu) == 10
        assert [line.split()[0] for line in reader.menu[-3:]] == ["…", "2", "3"]
    # Of many, half of the room.
    async with menu({str(n): "word " * 99 for n in range(50)}, (40, 12)) as (reader, _):
        assert [line.split()[0] for line in reader.menu[-6:]] == ["…", *"23456"]


async def test_a_second_click_while_it_closes_takes_nothing() -> None:
    async with menu() as (reader, taken):
        await reader.click_ahead("Footnote", times=2)
        assert taken == [TEXTS[2]]
        assert OPEN not in reader.text


async def test_a_click_on_a_choice_that_is_another_by_then_takes_nothing() -> None:
    async with menu() as (reader, taken):
        menu_over = reader.app.screen
        assert isinstance(menu_over, Choosing)
        x, y = reader.place("Footnote")
        clicked = menu_over.get_style_at(x, y).meta["@click"]
        menu_over.action_erase(1)
        await reader.app.run_action(clicked, menu_over)
        await reader.settle()
        assert not taken


async def test_citations_and_palette_close_by_the_keys_that_a_reader_tries() -> None:
    async with reading(small()) as reader:
        for opens, closes in (("y", ("escape",)), ("ctrl+p", ("escape", "ctrl+p"))):
            for key in closes:
                await reader.press(opens)
                assert OPEN in reader.text
                await reader.press(key)
                assert OPEN not in reader.text, key
        await reader.press("ctrl+p", *"quitz", "backspace")
        assert "Quit tiptui" in reader.text


@pytest.mark.parametrize(("opens", "key"), [("y", "ctrl+c"), ("ctrl+p", "ctrl+q"), ("?", "ctrl+c")])
async def test_what_leaves_tiptui_leaves_it_over_the_browser_too(opens: str, key: str) -> None:
    async with reading(small()) as reader:
        await reader.press("2", opens)
        assert "esc back ─" in reader.text
        await reader.press(key)
        assert not reader.app.is_running


def test_a_step_takes_no_longer_among_more_choices() -> None:
    def moved(size: int) -> int:
        menu = Choosing[str]([Choice(str(n), "") for n in range(size)])
        return steps(lambda: menu.action_step(1))

    assert moved(1_000) < 1.5 * moved(10)


async def test_the_letters_typed_last_are_seen_however_many_there_are() -> None:
    async with menu(CHOICES, (40, 12)) as (reader, _):
        for letter in "no such words stand in any of these choices":
            await reader.press(letter)
            assert f"{letter}█" in reader.text
