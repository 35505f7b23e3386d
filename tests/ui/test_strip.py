"""What says where one is: the strip of panes, the name of what is open, the counts of speakers."""

import pytest

from tests.kit.browsing import browsing
from tests.kit.drawn import reading
from tests.kit.records import lahore

LONG = " 1 Event  2 Speakers 6  3 Recs 11 │ Stmts 6  4 Detail"
NAME = "Provincial Dialogue on Trafficking in Persons and Smuggling of Migrants"


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
                assert sum(line.count(NAME[:8]) for line in borders) == 1, (keys, size)


async def test_of_several_records_the_folder_is_said() -> None:
    async with browsing() as reader:
        for size in ((120, 40), (40, 12)):
            await reader.resize(*size)
            assert sum("provincial/" in line for line in reader.lines if "╰" in line) == 1


async def test_all_panes_in_sight_have_their_keys_and_counts_one_form_at_every_width() -> None:
    async with reading(lahore(), (110, 16)) as reader:
        for key, title in enumerate(("Event", "Speakers", "Recs"), 1):
            assert f"╭─ {key} {title} " in reader.lines[0]
        assert "╭─ 4 Syed Kausar Abbas ─" in reader.text
        for size in ((200, 50), (120, 40), (80, 24), (60, 20), (40, 12)):
            await reader.resize(*size)
            names = reader.pane("speakers")[:8:2]
            counts = ["2·2", "1·3", "0·2", "1·3"][: len(names)]
            assert [line.split()[-1] for line in names] == counts
            legend = next(line for line in reader.lines if "╰" in line)
            assert ("said·asked" if size[0] in (80, 40) else "statements · requests") in legend
