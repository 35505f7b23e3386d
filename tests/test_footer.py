"""Which keys the footer names: those that do something here and now."""

import re
from dataclasses import replace

import pytest

from tests.drawn import reading
from tests.records import ASKED, BARE, collected, lahore, provincial, sourced
from tests.views import DETAIL, EVENT, RECOMMENDATIONS, START, at, scene, search
from tiptui.collection.opened import Collection
from tiptui.files.config import Config
from tiptui.ui.actions.keys import EVERYWHERE, footer, place_of
from tiptui.ui.chrome.lines import MOST, WIDE
from tiptui.view.following import trace
from tiptui.view.state import History, Pane, View, zoom
from tiptui.view.tabs import turn_first

bare = collected(BARE)
IN_SOURCE = at(Pane.SOURCE)
IN_MORE = trace(scene(lahore(), at(RECOMMENDATIONS, "r1")))
"""In the source, at one of two places that prove a claim."""
FOUND = replace(search("kardar"), searching=False)
in_found = at(DETAIL, 0, FOUND)
BEEN = History((START,), (START,))
LISTS = "follow search evidence cite source grid order zoom edit mark palette"
SHORT = "follow search evidence cite"
IN_TEXT = "follow escape add uncited asks open search cite edit zoom palette"
CROSSING = "leave-grid follow copy-table rows columns order-grid transpose search"


@pytest.mark.parametrize(
    ("opened", "view", "history", "named"),
    [
        (lahore(), START, History(), LISTS),
        (
            lahore(),
            START,
            BEEN,
            LISTS.replace("grid", "grid forward").replace("search", "search back"),
        ),
        (lahore(), FOUND, History(), LISTS.replace(" ", " escape ", 1)),
        (lahore(), zoom(START), History(), LISTS.replace(" ", " escape ", 1)),
        (
            collected(ASKED),
            at(RECOMMENDATIONS, "r1"),
            History(),
            LISTS.replace(" ", " asked-again ", 1),
        ),
        (collected(ASKED), at(RECOMMENDATIONS, "r3"), History(), LISTS),
        # The event leads nowhere, and can't be ordered; dialogues can.
        (lahore(), at(EVENT), History(), "search evidence cite source grid zoom edit palette"),
        (provincial(), at(EVENT), History(), LISTS.replace("mark ", "")),
        # No source, no claim: nothing to go to, nothing to cite.
        (bare, at(RECOMMENDATIONS), History(), "search grid order zoom palette"),
        (
            lahore(),
            turn_first(scene(lahore(), at(EVENT))),
            History(),
            "follow search cite source grid zoom edit palette",
        ),
        (sourced(), at(DETAIL), History(), f"{SHORT} open source zoom edit mark palette"),
        (lahore(), at(DETAIL), History(), f"{SHORT} source zoom edit mark palette"),
        (
            lahore(),
            in_found,
            History(),
            f"follow escape next-hit {SHORT[7:]} source zoom edit mark palette",
        ),
        (sourced(), IN_SOURCE, BEEN, IN_TEXT),
        (sourced(""), IN_SOURCE, BEEN, IN_TEXT.replace("add ", "").replace("uncited asks ", "")),
        (lahore(), IN_MORE, BEEN, "follow escape evidence search cite edit zoom palette"),
        (lahore(), at(Pane.GRID), History(), f"{CROSSING} palette"),
        (lahore(), at(Pane.GRID), BEEN, f"{CROSSING} back palette"),
        (lahore(), search(""), BEEN, "keep"),
        (lahore(), search("kardar"), History(), "keep clear empty"),
        (lahore(), search("kardaar"), History(), "keep take-near clear empty"),
    ],
)
def test_the_footer_names_what_does_something_here_and_now(
    opened: Collection, view: View, history: History, named: str
) -> None:
    here = footer(place_of(view), scene(opened, view), history)
    assert " ".join(each for each, does in here.items() if does) == named


@pytest.mark.parametrize("keys", ["", "1", "4", "s", "x", "/kar"])
async def test_the_last_line_names_seven_keys_and_more_where_it_is_wide(keys: str) -> None:
    async with reading(lahore(), (200, 24)) as reader:
        await reader.press(*keys)
        for columns in (200, 110, 109, 80, 40):
            await reader.resize(columns, 24)
            named = re.split("   +", reader.keys_line)
            # Where letters are text, a key that is none.
            last = ["f1 help", "^q quit"] if "/" in keys else ["? help", "q quit"]
            assert named[-2:] == last
            assert len(named) <= MOST or columns >= WIDE
            if columns == 200 and keys == "":
                assert len(named) == len(LISTS.split()) + len(EVERYWHERE)


KEYS = r"(?<= )\S+ [a-z ]*?[a-z](?=   |$)"
"""A key in the last line, and its words."""


@pytest.mark.parametrize("columns", [200, 120, 80, 40])
async def test_keys_keep_their_places_wherever_the_cursor_is(columns: int) -> None:
    # Of a speaker without evidence, the place of its key is blank; what comes and goes is right.
    # By what Enter does all others stand farther left or right.
    async with reading(sourced(), (columns, 24)) as reader:
        places: dict[tuple[str, str], set[int]] = {}
        for keys in ("2", "j", "j", "3", "j", "/an", "enter", "1", "=", "[", "2"):
            await reader.press(*([keys] if keys == "enter" else keys))
            if "/" not in keys:
                shown = [*re.finditer(KEYS, f"  {reader.lines[-1]}")]
                for found in shown:
                    places.setdefault((shown[0][0], found[0]), set()).add(found.start())
        named = {key for _, key in places}
        assert {"⏎ what they said", "⏎ open", "? help", "q quit"} <= named
        assert {key: at for key, at in places.items() if len(at) > 1} == {}
        if columns >= WIDE:
            assert {"s source", "⇧S order", "e evidence", "⇧E edit"} <= named


async def test_with_keys_of_ones_own_too_letters_are_text_in_the_search_line() -> None:
    async with reading(lahore(), config=Config(keys={"zoom": "Z"})) as reader:
        await reader.press("/")
        assert reader.keys_line.endswith("f1 help   ^q quit")
