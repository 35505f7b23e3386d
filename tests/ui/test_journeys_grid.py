"""Journeys through the grid: opening it, moving in it, to the claims it counts and back."""

import re

import pytest

from tests.kit.browsing import browsing, contrast
from tests.kit.cases import rows
from tests.kit.checkout import CHECKOUT
from tests.kit.drawn import Reader, reading
from tests.kit.grids import many
from tests.kit.records import collected

TITLE = "Themes × addressees · 16 recommendations"

START = [
    "                │  National Ports         …               Sund        the           nobody",
    "  themes    all │       Authority  Fennmark  … Sund  Terminals  employers  … Amber   named",
    "  all        16 │               5         3       2          2          2        1       1",
    "❯ Safety     11 │               5      ▄  2               ▄  2                ▂  1    ▂  1",
    "  Costs       5 │                      ▄  2    ▄  2                  ▂  1",
    "  Training    5 │                      ▂  1    ▄  2                  ▄  2",
]
"""What the series of the examples shows, on 120 columns."""


def foot(reader: Reader) -> str:
    """What stands in the lower border, after the name of what is open."""
    return reader.picture.lines(reader.region("grid"))[-1].strip("╰─╯ ").partition(" · ")[2]


async def test_a_larger_number_has_a_stronger_ground_or_a_bar_in_the_terminals_own_colours() -> (
    None
):
    async with browsing() as reader:
        await reader.press("x", "end", "G")

        def grounds() -> list[str]:
            cells = (reader.cells(f"{bar}  {number}", "grid") for bar, number in ("▂1", "▄2", "█5"))
            return [own[-1].background for own in cells]

        ground = reader.app.theme_variables["background"]
        faint, middle, strong = (contrast(own, ground) for own in grounds())
        assert 1 < faint < middle < strong
        assert all(cell.colour == cell.background for cell in reader.cells("█ ", "grid")[:1])
        reader.app.theme = "ansi-dark"
        await reader.settle()
        assert grounds() == ["", "", ""]


# From counts to claims, and out of it.


async def test_the_grid_takes_the_place_of_the_panes_and_enter_shows_the_claims_of_a_cell() -> None:
    async with browsing() as reader:
        await reader.press("x")
        assert (reader.panes, reader.title("grid")) == ([], TITLE)
        assert [line.rstrip() for line in reader.pane("grid")][:7] == [*START, ""]
        assert foot(reader) == "5 recommendations · Safety × National Ports Authority"
        keys = [
            "⏎ these claims",
            "/ search",
            "y copy",
            "r rows",
            "c columns",
            "S by National Ports Auth…",
        ]
        assert reader.keys_line.split("  ")[:6] == keys
        assert reader.keys_line.endswith("^p more  ? help  q quit")
        await reader.press("l", "j", "enter")
        assert reader.focus == "recommendations"
        assert reader.search_line == "/ theme:costs to:fennmark-government"
        assert reader.title("recommendations").startswith("Recs 2/16 │ Stmts 0/31")
        await reader.press("[")
        assert foot(reader) == "2 recommendations · Costs × Provincial Government of Fennmark"
        await reader.press("enter", "escape")
        assert reader.title("grid") == TITLE
        await reader.press("enter", "/", *"is:rec", "enter", "escape")
        assert reader.search_line == "/ theme:costs to:fennmark-government"
        await reader.press("[")
        await reader.press("h", "enter")
        assert reader.status.startswith("nothing to open: 0 recommendations · Cos")
        await reader.press("4")
        assert reader.status == "the grid has no detail · ⏎ opens the claims of a cell"
        await reader.press("z", "escape")
        assert reader.title("grid") == TITLE
        await reader.press("/", *"zzzz")
        await reader.click("No match for zzzz", "grid")
        assert reader.title("grid").startswith("Themes × addressees · 0 of 16 recommendations")
        await reader.press("/", "ctrl+u", "enter")
        await reader.press("s")
        assert reader.status == "this row names no source"
        await reader.press("x", "x", "2")
        assert reader.focus == "speakers"
        await reader.press("x")
        await reader.click_ahead("  all ", "[")
        assert reader.focus == "speakers"


@pytest.mark.parametrize("key", ["x", "escape"])
async def test_leaving_goes_to_where_it_was_opened_with_its_query_and_fields(key: str) -> None:
    async with browsing() as reader:
        await reader.press("3", "x", "c", "4", "j", "/", *"port", "enter", key)
        assert reader.focus == "recommendations"
        assert reader.search_line == "/ port"
        await reader.press("[")
        assert reader.title("grid").startswith("Themes × statuses · ")
        await reader.press(key, "escape", "x")
        assert reader.title("grid") == "Themes × statuses · 16 recommendations"
        assert reader.cells("❯ Costs", "grid")


@pytest.mark.parametrize("key", ["[", "escape"])
async def test_from_a_grid_over_a_source_two_steps_lead_back_to_the_lists(key: str) -> None:
    async with browsing() as reader:
        await reader.press("3", "s", "x", "x" if key == "[" else key)
        assert reader.focus == "source"
        await reader.press(key)
        assert reader.focus == "recommendations"


# Moving, with keys and the mouse.


async def test_keys_move_from_cell_to_cell_which_is_seen_without_colour() -> None:
    async with browsing() as reader:
        await reader.press("x")
        for key, there in rows(__file__, "grid.txt", "keys"):
            await reader.press(key)
            assert foot(reader).startswith(there), key
        await reader.press("j", "l", "j")
        row = reader.cells("❯ Costs       5 │", "grid")
        assert all(cell.bold for cell in row[:13])
        heads = reader.cells("Authority  Fennmark  … Sund", "grid")
        assert [cell.underlined for cell in heads] == [False] * 11 + [True] * 8 + [False] * 8
        line = reader.picture.rows(reader.region("grid"))[5]
        for theme in ("tiptui-dark", "ansi-light"):
            reader.app.theme = theme
            await reader.settle()
            line = reader.picture.rows(reader.region("grid"))[5]
            at_cursor = [cell for cell in line if cell.underlined and cell.bold]
            assert "".join(cell.text for cell in at_cursor) == "       2"
            assert at_cursor[0].background != reader.cells("❯ Costs", "grid")[2].background
        # So it is on a small screen.
        await reader.resize(40, 12)
        assert reader.title("grid") == "Themes × addressees 16"
        assert reader.cells("│         …           ", "grid")
        assert reader.cells("  all        16 │         3       2", "grid")
        assert reader.cells("❯ Costs       5 │         2    █  2", "grid")


async def test_a_click_selects_a_cell_or_a_sum_and_two_follow_it() -> None:
    async with browsing() as reader:
        await reader.press("x")
        for text, there in (
            ("Costs", "5 recommendations · Costs"),
            ("National", "5 recommendations · National Ports Authority"),
            (" all   ", "16 recommendations in all"),
            ("Sund     ", "2 recommendations · Sund Terminals"),
            ("all │", "16 recommendations in all"),
        ):
            await reader.click(text, "grid")
            assert foot(reader) == there
        x, y = reader.place("│                      ▄  2", "grid")
        await reader.click_at(x + 25, y)
        assert foot(reader) == "2 recommendations · Costs × Provincial Government of Fennmark"
        await reader.click_at(x + 25, y, times=2)
        assert reader.search_line == "/ theme:costs to:fennmark-government"


async def test_headings_and_sums_stay_while_it_scrolls_both_ways() -> None:
    async with reading(collected(many(60, 80)), (80, 24)) as reader:
        await reader.press("x", *"j" * 50, *"l" * 40)
        lines = reader.pane("grid")
        assert lines[0].startswith("  themes     all ◂ ")
        assert lines[0].endswith(" ▸")
        assert "Body 040" in lines[0]
        assert lines[1].startswith("  all         80 │")
        assert foot(reader) == "0 recommendations · Theme 050 × Body 040"
        assert reader.cells("❯ Theme 050    1 │", "grid")
        await reader.press("end", "G")
        lines = reader.pane("grid")
        assert lines[0].endswith("Body 079")
        assert lines[-1].startswith("❯ Theme 059")
        await reader.press("home", "g")
        assert "Body 000 " in reader.pane("grid")[0]
        await reader.turn_wheel("grid", 2)
        await reader.click("Theme 010", "grid")
        assert foot(reader) == "2 recommendations · Theme 010"


# Two columns.


async def test_who_asked_the_same_of_two_and_which_themes_grew_are_found_in_few_keys() -> None:
    query = "to:fennmark-government,sund-government"
    async with browsing() as reader:
        # Typed in a grid of other fields too.
        await reader.press("x", "c", "4", "/", *query, "enter")
        assert reader.title("grid").startswith(
            "Speakers × addressees · 5 of 16 recommendations · to"
        )
        await reader.press("r", "1", "l", "l", "S")
        assert reader.title("grid").startswith(
            "Themes × addressees · 5 of 16 recommendations · rows by difference"
        )
        assert [line.rstrip() for line in reader.pane("grid")][2:6] == [
            "  all         5 │                      3                   2          -1",
            "  Training    3 │                   ▄  1                █  2          +1",
            "❯ Costs       4 │                   █  2                █  2           0",
            "  Safety      2 │                   █  2                              -2",
        ]
        assert foot(reader) == "2 → 2 recommendations · Costs"
        assert "  b both  " in reader.keys_line
        await reader.press("r", "6", "b")
        title = "Speakers with both × addressees · 1 of 2 rows · rows by difference"
        assert reader.title("grid").startswith(title)
        assert foot(reader) == "1 → 2 recommendations · Piet Marrow"
        assert reader.pane("grid")[2].startswith("❯ Piet Marrow ")
        await reader.press("enter")
        assert reader.search_line == f"/ {query} by:piet-marrow"
        assert reader.title("recommendations").startswith("Recs 3/16")


# The fields and the query.


async def test_the_fields_are_chosen_from_a_list_and_ordered() -> None:
    async with browsing() as reader:
        await reader.press("x", "l", "l", "S")
        assert reader.title("grid") == f"{TITLE} · rows by Provincial Government of Sund"
        await reader.press("c")
        assert reader.menu == [
            *("1 Themes", "2 Organizations", "❯ 3 Addressees", "4 Status", "5 Years"),
            *("6 Speakers", "7 Dialogues", "8 Responses"),
        ]
        await reader.press(*"org")
        assert "╭─ Columns / org█ ─" in reader.text
        assert reader.menu == ["❯ 1 Organizations"]
        await reader.press("enter")
        assert reader.title("grid") == "Themes × organizations · 54 claims"
        for keys, title in (
            *(("r5", "Years × organizations"), ("c5", "Years × years")),
            ("r2", "Organizations × years"),
            *(("tab", "Years × organizations"), ("shift+tab", "Organizations × years")),
        ):
            await reader.press(*([keys] if "tab" in keys else keys))
            assert reader.title("grid") == f"{title} · 54 claims"
        place, browser = reader.place("organizations", "grid"), reader.app.screen
        await reader.press("r")
        # So does Textual at once when a button is pressed, whatever was drawn by then.
        browser.get_widget_and_offset_at(*place)


async def test_the_grid_follows_the_query_as_it_is_typed_and_the_palette_has_its_keys() -> None:
    async with browsing() as reader:
        await reader.press("x", "j", "/", *"safety")
        title = "Themes × addressees · 13 of 16 recommendations"
        await reader.wait_until(lambda: reader.title("grid") == title)
        assert foot(reader) == "0 recommendations · Costs × National Ports Authority"
        await reader.press("down", "right")
        assert foot(reader) == "0 recommendations · Training × National Ports Authority"
        await reader.press("enter", "g", "l", "enter")
        assert reader.search_line == "/ safety to:fennmark-government"
        await reader.press("x", "ctrl+p", *"make rows", "enter")
        await reader.wait_until(lambda: "Addressees × themes" in reader.text)


async def test_the_table_is_copied_as_markdown_or_csv_or_printed_at_the_end() -> None:
    async with browsing() as reader:
        await reader.press("x", "c", "4", "y")
        words = "1 Markdown  Themes × statuses · 16 recommendations."
        await reader.wait_until(lambda: words in reader.text)
        await reader.press("enter")
        assert "| theme × status | all | no response recorded |" in reader.app.clipboard
        assert reader.status.startswith("copied · ")
        await reader.press("y", "2")
        assert reader.app.clipboard.startswith("theme × status,all,no response recorded,")
        await reader.press("Y", "2")
        assert reader.app.printed == [reader.app.clipboard]


async def test_a_table_that_is_too_large_is_not_copied() -> None:
    async with reading(collected(many(320, 320))) as reader:
        await reader.press("x", "y")
        assert reader.status == "more than 100,000 cells: / narrows the grid"


async def test_texts_of_records_are_never_markup_and_wide_ones_are_cut_by_cells() -> None:
    text = many(3, 3).replace("Theme 000", '"[red]\\u202e[/x] [@click=app.quit]go"')
    text = text.replace("Theme 001", "安全安全安全安全安全安全安全安全安全").replace(
        "Body 001", '"水安水安水安水安水安水安水安水安"'
    )
    async with reading(collected(text), (60, 16)) as reader:
        await reader.press("x", "j", "h")
        lines = reader.pane("grid")
        assert lines[0] == "  themes              all │  Body 000  Body 002 ▸"
        assert lines[3] == "❯ [red]<U+202…uit]go    1 │         1"
        assert lines[4] == "  安全安全安 …全安全    1 │"
        assert foot(reader).startswith("1 · [red]<U+202E>[/x] [@cl")


async def test_the_examples_have_two_years_that_readme_compares() -> None:
    [typed] = re.findall(r"type `(/date:[^`]+)`", (CHECKOUT / "README.md").read_text("utf-8"))
    async with browsing(CHECKOUT / "examples") as reader:
        await reader.press(*typed, "enter", "x")
        rows = [line.split() for line in reader.pane("grid")]
        assert rows[0] == "themes all │ 2024 2025 change".split()
        changes = {words[0]: words[-1] for words in rows if words}
        assert (changes["Costs"], changes["Training"], changes["all"]) == ("+3", "+3", "+19")
