"""Lines around the panes: keys that do something here, names of all panes, what is open."""

import re
from dataclasses import replace

import pytest

from tests.kit.browsing import browsing
from tests.kit.drawn import reading
from tests.kit.records import ASKED, BARE, SPOKEN, collected, lahore, provincial, sourced
from tests.kit.views import DETAIL, EVENT, RECOMMENDATIONS, START, at, scene, search
from tiptui.collection.opened import Collection
from tiptui.files.config import Config
from tiptui.search.columns import FieldValue
from tiptui.ui.actions.keys import area_of, footer
from tiptui.view.following import trace
from tiptui.view.state import Grid, History, Pane, View, zoom
from tiptui.view.tabs import turn_first

bare = collected(BARE)
IN_SOURCE = at(Pane.SOURCE)
IN_GRID = replace(at(Pane.GRID), grid=Grid("theme", "status"))
EMPTY = FieldValue("prosecution", ""), FieldValue("local communities", "")
AT_NOTHING = replace(IN_GRID, grid=Grid("theme", "to", *EMPTY))
IN_STATUSES = replace(at(Pane.COUNTS), facet="status")
OF_TWO = replace(IN_GRID, query="status:accepted,none ")
IN_MORE = trace(scene(lahore(), at(RECOMMENDATIONS, "r1")))
"""In the source, at one of two places that prove a claim."""
FOUND = replace(search("kardar"), is_searching=False)
NOT_FOUND = replace(search("zzz"), is_searching=False)
in_found = at(DETAIL, 0, FOUND)
ASKS = at(RECOMMENDATIONS, "r1")
BEEN = History((START,), (START,))
LISTS = "follow search evidence cite mark correct export source order grid zoom edit"
SPEAKERS = LISTS.replace("cite mark correct", "mark").replace("evidence", "cite correct evidence")
BACK = SPEAKERS.replace("zoom", "escape zoom")
TO_ADD = LISTS.replace("zoom", "add zoom")
FOUND_IN_DETAIL = "follow search evidence cite mark correct export next-hit source escape zoom edit"
IN_DETAIL = "follow search evidence cite mark correct export source zoom edit"
IN_TEXT = "follow search cite add uncited correct open escape export zoom edit"
ALWAYS = ["^p more", "? help", "q quit"]
CROSSING = "follow search copy-table rows columns order-grid export leave-grid shares transpose"


@pytest.mark.parametrize(
    ("opened", "view", "history", "named"),
    [
        (lahore(), START, History(), SPEAKERS),
        (lahore(), START, BEEN, f"{BACK.replace('escape', 'back')} forward"),
        (lahore(), FOUND, History(), BACK),
        # Not two that lead back.
        (lahore(), FOUND, BEEN, f"{BACK} forward"),
        (lahore(), zoom(START), History(), BACK),
        (collected(ASKED), ASKS, History(), TO_ADD.replace("source", "asked-again source")),
        (collected(ASKED), at(RECOMMENDATIONS, "r3"), History(), TO_ADD),
        # The event leads nowhere, and can't be ordered; dialogues can.
        (
            lahore(),
            at(EVENT),
            History(),
            "search evidence cite correct export source grid zoom edit",
        ),
        (provincial(), at(EVENT), History(), LISTS.replace("mark ", "")),
        # No source, no claim: nothing to go to, nothing to cite.
        (bare, at(RECOMMENDATIONS), History(), "search export order grid zoom edit"),
        (bare, START, History(), "search cite correct mark export order grid zoom edit"),
        (
            lahore(),
            turn_first(scene(lahore(), at(EVENT))),
            History(),
            "follow search evidence cite correct export source grid zoom edit",
        ),
        (sourced(), at(DETAIL), History(), IN_DETAIL.replace("source", "open source")),
        (lahore(), at(DETAIL), History(), IN_DETAIL),
        (lahore(), in_found, History(), FOUND_IN_DETAIL),
        (sourced(), IN_SOURCE, BEEN, IN_TEXT),
        (lahore(), at(Pane.SOURCE, view=NOT_FOUND), BEEN, "search escape export zoom edit"),
        (sourced(""), IN_SOURCE, BEEN, IN_TEXT.replace("add uncited ", "")),
        (
            lahore(),
            IN_MORE,
            BEEN,
            "follow search evidence cite mark correct escape export zoom edit",
        ),
        (lahore(), IN_GRID, History(), CROSSING),
        (lahore(), IN_GRID, BEEN, f"{CROSSING} back"),
        (lahore(), AT_NOTHING, History(), CROSSING.removeprefix("follow ")),
        (bare, IN_GRID, History(), "search rows columns export leave-grid transpose"),
        # Nothing to cite, to edit or to mark: they are values of many dialogues.
        (provincial(), IN_STATUSES, History(), "follow search export grid zoom"),
        (provincial(), OF_TWO, History(), CROSSING.replace("order", "both order")),
        (lahore(), search(""), BEEN, "keep clear text"),
        (lahore(), search("kardar"), History(), "keep clear text empty"),
        (lahore(), search("kardaar"), History(), "take-near keep clear text empty"),
        (lahore(), search("theme:prev"), History(), "take-near keep clear text empty"),
    ],
)
def test_the_footer_names_what_does_something_here_and_now(
    opened: Collection, view: View, history: History, named: str
) -> None:
    here = footer(area_of(view), scene(opened, view), history)
    assert " ".join(id for id, name in here.items() if name) == named


async def test_the_last_line_names_as_many_keys_as_fit_at_every_width() -> None:
    # Where letters are text, keys that are none.
    always = {"/kar": ["^p more", "f1 help", "^q quit"]}
    async with reading(lahore()) as reader:
        for keys in ("", "1", "4", "s", "x", "/kar"):
            await reader.start_again()
            await reader.resize(250, 24)
            await reader.press(*keys)
            wide, last = reader.keys_line.split("   "), always.get(keys, ALWAYS)
            assert wide[-3:] == last
            for columns in (140, 90, 80, 60):
                await reader.resize(columns, 24)
                line = reader.keys_line
                here = re.split("   ?", line)
                assert here[-3:] == last
                assert here == [name for name in wide if name in here]
                left_out = [name for name in wide if name not in here]
                assert all(len("  ".join((*here, name))) > columns for name in left_out), line
                assert "   " not in line or len("   ".join(here)) == len(line)
                assert not (left_out and len("   ".join(here)) < columns and "   " not in line)
            await reader.resize(40, 12)
            here = reader.keys_line.split("  ")
            assert here[0].startswith(wide[0][:9])
            assert [name.split()[0] for name in here[-3:]] == [name.split()[0] for name in last]


async def test_at_80_columns_a_claim_can_be_marked_and_corrected_and_a_speaker_too() -> None:
    async with reading(provincial(), (80, 24)) as reader:
        said = "⏎ what they said  / search  y cite speaker  c correct  ^p more"
        assert reader.keys_line.strip().startswith(said)
        await reader.press("3")
        assert "e evidence  y cite  m mark  c correct  ^p more" in reader.keys_line


async def test_who_presses_u_to_undo_learns_what_it_does_and_which_key_takes_back() -> None:
    async with reading(sourced()) as reader:
        await reader.press("u")
        assert reader.status == "the next sentence that no claim cites · A takes back a change"
        await reader.press("u")
        assert "takes back" not in reader.status


async def test_of_marked_rows_the_keys_that_act_on_all_of_them_stand_first() -> None:
    async with reading(provincial(), (80, 24)) as reader:
        await reader.press("3")
        for keys in ("M", ("/", *"is:marked", "enter")):
            await reader.press(*keys)
            assert reader.keys_line.startswith("⏎ open  a answer 16  c correct 16  / search")


async def test_the_last_line_says_whether_only_sentences_that_ask_are_stops() -> None:
    async with reading(sourced(f"{SPOKEN} They should act."), (200, 40)) as reader:
        await reader.press("s")
        for does, says in (("on", "f only asks · on  "), ("off", "f only asks  ")):
            await reader.press("f")
            assert reader.status == f"f: only sentences that ask · {does}"
            assert says in reader.keys_line


async def test_with_keys_of_ones_own_too_letters_are_text_in_the_search_line() -> None:
    async with reading(lahore(), config=Config(keys={"zoom": "Z"})) as reader:
        await reader.press("/")
        assert reader.keys_line.endswith("f1 help   ^q quit")


async def test_the_last_line_says_where_letters_are_text_and_they_are() -> None:
    async with reading(lahore(), (80, 24)) as reader:
        await reader.press("/", "x", "/")
        assert "letters are text" in reader.keys_line
        assert reader.search_line == "/ x/█"


LISTS = "3 Recs 11 │ Stmts 6 │ Points 8"
STRIPS = {
    "": {80: " 1 Event", 60: f" 1 Event  {LISTS}", 20: " 1 Event  3 Recs 11"},
    "z": {120: f" 1 Event  {LISTS}  4 Detail"},
    "/kar": {70: " 1 Event", 40: " 1 Event  3 Recs 3"},
    "33": {60: " 1 Event  2 Speakers 6"},
    "11": {80: " 2 Speakers 6", 40: " 2 Spkrs 6  3 Recs 11 │ Stmts 6 │ Pts 8"},
    "x": {80: f" 1 Event  2 Speakers 6  {LISTS}  4 Detail", 40: " 1 Event  2 Spkrs 6  3 Recs 11"},
}
"""The strip at some widths, after some keys."""


async def test_a_strip_names_the_panes_out_of_sight_and_each_can_be_clicked() -> None:
    async with reading(lahore(), (100, 20)) as reader:
        for keys, strips in STRIPS.items():
            await reader.start_again()
            await reader.press(*keys)
            for columns, strip in strips.items():
                await reader.resize(columns, 20)
                assert reader.lines[0] == strip
        await reader.start_again()
        for text, pane in (("1 Event", "event"), ("3 Recs", "recommendations")):
            await reader.click(text)
            assert reader.focus == pane
        await reader.resize(30, 5)  # no line is left for a row
        assert "3 Recs 11 │ Stmts 6" in reader.lines[1]


async def test_what_is_open_is_said_once_wherever_one_is() -> None:
    async with reading(lahore(), (80, 24)) as reader:
        # It moves with the panes that have room, and stands in the status where they have none.
        for size in ((200, 50), (40, 12)):
            await reader.resize(*size)
            await reader.start_again()
            for keys in ("", "1", "1", "3", "4", "z", "zz", "zs", "z", "zsx", "x2/kar"):
                await reader.press(*keys)
                borders = [line for line in reader.lines if "╰" in line]
                said = [*borders, reader.status]
                assert sum(line.count("Provinci") for line in said) == 1, (keys, size)


async def test_of_several_records_the_folder_is_said() -> None:
    async with browsing() as reader:
        for size in ((120, 40), (40, 12)):
            await reader.resize(*size)
            assert sum("provincial/" in line for line in reader.lines if "╰" in line) == 1
