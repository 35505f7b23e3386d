"""Which keys the footer names: those that do something here and now."""

from dataclasses import replace

import pytest

from tests.kit.drawn import reading
from tests.kit.records import ASKED, BARE, collected, lahore, provincial, sourced
from tests.kit.views import DETAIL, EVENT, RECOMMENDATIONS, START, at, scene, search
from tiptui.collection.opened import Collection
from tiptui.files.config import Config
from tiptui.ui.actions.keys import footer, place_of
from tiptui.view.following import trace
from tiptui.view.state import History, Pane, View, zoom
from tiptui.view.tabs import turn_first

bare = collected(BARE)
IN_SOURCE = at(Pane.SOURCE)
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
        (lahore(), at(Pane.GRID), History(), CROSSING),
        (lahore(), at(Pane.GRID), BEEN, f"{CROSSING} back"),
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
