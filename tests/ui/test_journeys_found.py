"""Journeys from what a query finds of a row: keys act on that, and Enter opens a claim."""

from pathlib import Path

import pytest

from tests.kit.browsing import at_cursor, browsing
from tests.kit.drawn import Reader, reading
from tests.kit.records import BARE, collected, lahore

SIZES = [(120, 40), (80, 24), (40, 24), (40, 12)]
LOWEN, ASKED = "Harbour Dialogue, Lowen", "Keep part of the old quay free for fishing boats."
ALONE = "old quay free"
"""What only one of the claims has, which is the last of its speaker's but two."""


async def look_for(reader: Reader, query: str) -> None:
    await reader.press("/", "ctrl+u")
    await reader.paste(query)
    await reader.press("enter")


async def test_keys_act_on_the_first_claim_found_of_a_row(edited: list[str], series: Path) -> None:
    text = (series / "2025-09-lowen.yaml").read_text("utf-8").splitlines()
    async with browsing(series) as reader:
        for query, row in (
            # A speaker, a dialogue, and rows of other tabs.
            *((ALONE, row) for row in ("2", "11", "11111")),
            ("id:lowen-2025-09-10#r4", "111"),
            ("in:lowen by:piet-marrow is:recommendation to:none", "2"),
            ("theme:safety -radio in:lowen by:piet is:recommendation", "11"),
        ):
            await reader.start_again()
            await look_for(reader, query)
            await reader.press(*row)
            if reader.focus == "speakers":
                assert reader.title("detail") == "Piet Marrow · Lowen"
            assert f"  {ASKED}" in reader.pane("detail")
            for key in "se":
                await reader.press(key)
                assert reader.title("source").endswith(f" · Lowen · Transcript of the {LOWEN}")
                assert at_cursor(reader) == "aside for the small boats"
                await reader.press("escape")
            await reader.press("y")
            assert any(line.endswith(" lowen-2025-09-10#r4") for line in reader.menu)
            await reader.press("escape", "E")
            line, file = edited
            assert file == str(series / "2025-09-lowen.yaml")
            assert text[int(line[1:]) - 1].strip() == "- id: r4"
            await reader.press("a")
            assert f"╭─ Add to Lowen · response to {ASKED} ─" in reader.text
            await reader.press("escape")


async def test_a_says_where_nothing_can_be_added_and_m_marks_the_row_itself(series: Path) -> None:
    async with browsing(series) as reader:
        await look_for(reader, "before dawn")
        await reader.press("2", "a")
        assert reader.status.startswith("nothing can be added here")
        await reader.press("m")
        assert reader.title("speakers") == "Speakers · 1 of 14 · 1 marked"
        # Without a query they act on the row.
        await reader.press("escape", "y")
        assert any(line.endswith("#piet-marrow") for line in reader.menu)


async def test_the_detail_tells_what_is_found_then_one_line_leads_to_the_rest() -> None:
    async with browsing() as reader:
        rows = (
            ("2", "6 more of Piet Marrow's"),
            ("1", f"13 more of {LOWEN}'s"),
            ("11", "26 more of Safety's"),
            ("111", "6 more of Fishers' Guild's"),
            ("11111", "5 more of these"),
        )
        for size in SIZES:
            await reader.resize(*size)
            for row, more in rows if size == SIZES[0] else rows[:1]:
                await reader.start_again()
                await look_for(reader, ALONE)
                await reader.press(*row, "4", "z")
                shown = "\n".join(reader.pane("detail"))
                assert "Keep part of the old quay" in shown
                assert "Whether small boats" not in shown
                await reader.press("j", "j")
                before = reader.cursor("detail")
                assert more.startswith(before.strip())
                assert reader.keys_line.startswith("⏎ these")
                await reader.press("enter")
                assert reader.search_line.removesuffix(" words, to:one,other status:none") in (
                    "/",
                    "/ search",
                )
                assert reader.status.startswith("without old quay")
                await reader.press("[")
                assert (reader.search_line, reader.cursor("detail")) == (f"/ {ALONE}", before)


async def test_what_is_marked_comes_first_in_the_detail_of_its_speaker(series: Path) -> None:
    async with browsing(series) as reader:
        await look_for(reader, ALONE)
        await reader.press("3", "m")
        await look_for(reader, "is:marked")
        await reader.press("2")
        shown = [line.removeprefix(" ✱").strip() for line in reader.pane("detail")]
        assert shown.index(ASKED) < shown.index("6 more of Piet Marrow's")
        # Esc stays on the claim where keys move in the detail.
        await reader.press("4", "escape")
        assert (reader.focus, reader.cursor("detail")) == ("detail", ASKED)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_a_claim_at_its_first_proof_and_the_list_stays(
    size: tuple[int, int],
) -> None:
    async with browsing(size=size) as reader:
        for keys, words in (("3gj", "¶5 “pay half of"), ("33", "¶3 “had been lit")):
            await reader.start_again()
            await reader.press(*keys)
            pane = reader.focus
            before, rows = reader.pane(pane), [line[2:] for line in reader.pane(pane)]
            for back in ("[", "escape"):
                await reader.press("enter")
                assert reader.focus == "detail"
                assert reader.cursor("detail").strip().startswith(words)
                assert reader.search_line.startswith("/ search")
                if size[0] == 40:
                    assert reader.panes == ["detail"]
                else:
                    assert [line[2:] for line in reader.pane(pane)] == rows
                await reader.press(back)
                assert (reader.focus, reader.pane(pane)) == (pane, before)


async def test_enter_opens_a_point_of_the_event() -> None:
    async with reading(lahore()) as reader:
        await reader.press("1", "G", "enter")
        assert (reader.focus, reader.title("detail")) == ("detail", "Point")
        assert reader.cursor("detail").strip().startswith("¶10 “")
        await reader.press("escape")
        assert reader.focus == "event"


async def test_the_footer_names_what_enter_does_at_the_cursor() -> None:
    async with browsing() as reader:
        for does, places in (
            ("what they said", ("2", "34jj")),
            ("this dialogue", ("1",)),
            ("these claims", ("11", "34jjj", "x")),
            ("open", ("3", "33", "34", "3e")),
        ):
            for keys in places:
                await reader.start_again()
                await reader.press(*keys)
                assert f" ⏎ {does}  " in f" {reader.keys_line}", keys


async def test_a_query_that_finds_more_than_the_name_it_is_says_so() -> None:
    asked = f"{BARE}recommendations: [{{id: r, text: T, by: [a], to: [Niger, Nigeria]}}]\n"
    async with reading(collected(asked), (120, 40)) as reader:
        await look_for(reader, "to:niger")
        assert reader.status == "to:niger is Niger and Nigeria · to:=niger"
        await look_for(reader, "to:=niger,chat")
        assert reader.status == "no record has to:chat"
        await look_for(reader, "to:=niger")
        assert "Nigeria" not in reader.status
