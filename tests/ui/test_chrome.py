"""Lines around the panes: keys that do something here, names of all panes, what is open."""

from dataclasses import replace

import pytest

from tests.kit.browsing import browsing
from tests.kit.drawn import reading
from tests.kit.records import ASKED, BARE, collected, lahore, provincial, sourced
from tests.kit.views import DETAIL, EVENT, RECOMMENDATIONS, START, at, scene, search
from tiptui.collection.opened import Collection
from tiptui.files.config import Config
from tiptui.ui.actions.keys import footer, place_of
from tiptui.view.following import trace
from tiptui.view.state import Grid, History, Pane, View, zoom
from tiptui.view.tabs import turn_first

bare = collected(BARE)
IN_SOURCE = at(Pane.SOURCE)
IN_GRID = replace(at(Pane.GRID), grid=Grid("theme", "status"))
OF_TWO = replace(IN_GRID, query="status:accepted,none ")
IN_MORE = trace(scene(lahore(), at(RECOMMENDATIONS, "r1")))
"""In the source, at one of two places that prove a claim."""
FOUND = replace(search("kardar"), searching=False)
in_found = at(DETAIL, 0, FOUND)
ASKS = at(RECOMMENDATIONS, "r1")
BEEN = History((START,), (START,))
LISTS = "follow search evidence cite mark source order grid zoom edit"
FOUND_IN_DETAIL = "follow search evidence cite mark next-hit source zoom edit escape"
IN_TEXT = "follow search cite add uncited asks open zoom edit escape"
CROSSING = "follow search copy-table rows columns order-grid transpose leave-grid"


@pytest.mark.parametrize(
    ("opened", "view", "history", "named"),
    [
        (lahore(), START, History(), LISTS),
        (lahore(), START, BEEN, f"{LISTS} back forward"),
        (lahore(), FOUND, History(), f"{LISTS} escape"),
        (lahore(), zoom(START), History(), f"{LISTS} escape"),
        (collected(ASKED), ASKS, History(), LISTS.replace("source", "asked-again source")),
        (collected(ASKED), at(RECOMMENDATIONS, "r3"), History(), LISTS),
        # The event leads nowhere, and can't be ordered; dialogues can.
        (lahore(), at(EVENT), History(), "search evidence cite source grid zoom edit"),
        (provincial(), at(EVENT), History(), LISTS.replace("mark ", "")),
        # No source, no claim: nothing to go to, nothing to cite.
        (bare, at(RECOMMENDATIONS), History(), "search order grid zoom"),
        (
            lahore(),
            turn_first(scene(lahore(), at(EVENT))),
            History(),
            "follow search cite source grid zoom edit",
        ),
        (sourced(), at(DETAIL), History(), LISTS.replace("source order grid", "open source")),
        (lahore(), at(DETAIL), History(), LISTS.replace(" order grid", "")),
        (lahore(), in_found, History(), FOUND_IN_DETAIL),
        (sourced(), IN_SOURCE, BEEN, IN_TEXT),
        (sourced(""), IN_SOURCE, BEEN, IN_TEXT.replace("add uncited asks ", "")),
        (lahore(), IN_MORE, BEEN, "follow search evidence cite zoom edit escape"),
        (lahore(), IN_GRID, History(), CROSSING),
        (lahore(), IN_GRID, BEEN, f"{CROSSING} back"),
        (provincial(), OF_TWO, History(), CROSSING.replace("order", "both order", 1)),
        (lahore(), search(""), BEEN, "keep"),
        (lahore(), search("kardar"), History(), "keep clear empty"),
        (lahore(), search("kardaar"), History(), "keep take-near clear empty"),
    ],
)
def test_the_footer_names_what_does_something_here_and_now(
    opened: Collection, view: View, history: History, named: str
) -> None:
    here = footer(place_of(view), scene(opened, view), history)
    assert " ".join(id for id, name in here.items() if name) == named


@pytest.mark.parametrize("keys", ["", "1", "4", "s", "x", "/kar"])
async def test_the_last_line_names_as_many_keys_as_fit_without_gaps(keys: str) -> None:
    async with reading(lahore(), (200, 24)) as reader:
        await reader.press(*keys)
        wide = reader.keys_line.split("   ")
        # Where letters are text, a key that is none.
        last = ["f1 help", "^q quit"] if "/" in keys else ["? help", "q quit"]
        assert wide[-3:] == ["^p more", *last]
        for columns in (110, 80, 60):
            await reader.resize(columns, 24)
            fits = len(wide)
            while fits > len(wide) - 3 or len("   ".join((*wide[:fits], *wide[-3:]))) > columns - 2:
                fits -= 1
            assert reader.keys_line.split("   ") == [*wide[:fits], *wide[-3:]]
        await reader.resize(40, 12)
        assert reader.keys_line.startswith(wide[0][:6])
        assert reader.keys_line.split("   ")[-3:] == wide[-3:]


async def test_with_keys_of_ones_own_too_letters_are_text_in_the_search_line() -> None:
    async with reading(lahore(), config=Config(keys={"zoom": "Z"})) as reader:
        await reader.press("/")
        assert reader.keys_line.endswith("f1 help   ^q quit")


LONG = " 1 Event  2 Speakers 6  3 Recs 11 │ Stmts 6  4 Detail"
STRIPS = {
    "": {80: LONG, 60: LONG, 40: " 1 Event  2 Spkrs 6  3 Recs 11", 20: " 1 Event  2 Spkrs …"},
    "z": {120: LONG},
    "/kar": {
        60: " 1 Event  2 Speakers 1/6  3 Recs 3/11 │ Stmts 1/6  4 Detail",
        40: " 1 Event  2 Spkrs 1  3 Recs 3",
    },
    "33": {60: LONG, 40: " 1 Event  2 Spkrs 6  3 Stmts 6"},
    "11": {
        80: LONG.replace("Event", "Organizations"),
        40: " 1 Orgs  2 Spkrs 6  3 Recs 11",
    },
}
"""The strip at some widths, after some keys."""


@pytest.mark.parametrize("keys", STRIPS)
async def test_a_strip_names_all_panes_where_some_are_out_of_sight(keys: str) -> None:
    async with reading(lahore(), (100, 20)) as reader:
        await reader.press(*keys)
        for columns, strip in STRIPS[keys].items():
            await reader.resize(columns, 20)
            assert reader.lines[0] == strip


async def test_a_name_in_the_strip_is_told_apart_by_more_than_colour_and_can_be_clicked() -> None:
    async with reading(lahore(), (60, 20)) as reader:
        for text, pane in (("1 Event", "event"), ("3 Recs", "recommendations")):
            assert not any(cell.underlined for cell in reader.cells(text))
            await reader.click(text)
            assert reader.focus == pane
            assert all(cell.bold for cell in reader.cells(text))
            assert all(cell.underlined for cell in reader.cells(text.split()[1]))


async def test_what_is_open_is_said_once_wherever_one_is() -> None:
    async with reading(lahore(), (80, 24)) as reader:
        for keys in ("", "1", "1", "3", "4", "z", "zz", "zs", "z", "zsx", "x2/kar"):
            await reader.press(*keys)
            # It moves with the panes that have room.
            for size in ((200, 50), (40, 12), (60, 20)):
                await reader.resize(*size)
                borders = [line for line in reader.lines if "╰" in line]
                assert sum(line.count("Provinci") for line in borders) == 1, (keys, size)


async def test_of_several_records_the_folder_is_said() -> None:
    async with browsing() as reader:
        for size in ((120, 40), (40, 12)):
            await reader.resize(*size)
            assert sum("provincial/" in line for line in reader.lines if "╰" in line) == 1


async def test_the_titles_of_all_panes_have_their_keys() -> None:
    async with reading(lahore(), (110, 16)) as reader:
        for key, title in enumerate(("Event", "Speakers", "Recs"), 1):
            assert f"╭─ {key} {title} " in reader.lines[0]
        assert "╭─ 4 Syed Kausar Abbas ─" in reader.text
