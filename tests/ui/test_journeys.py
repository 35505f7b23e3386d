"""Journeys through the browser: reading, following, going back. What is drawn is what counts."""

from tests.kit.drawn import reading
from tests.kit.records import MANY, collected, lahore
from tiptui.collection.live import Live
from tiptui.files.own import default_record

START = {
    "event": "Event │ Organizations",
    "speakers": "Speakers · 6",
    "recommendations": "Recs 11 │ Stmts 6 │ Points 8",
    "detail": "Syed Kausar Abbas",
}
"""The titles of the first screen."""


async def test_moving_marks_what_belongs_to_the_row_and_enter_follows_it_and_back() -> None:
    async with reading(lahore()) as reader:
        await reader.press("j")
        (bar, _, *words) = reader.cells("▌ Provide comprehensive", "recommendations")
        assert bar.text == "▌"
        assert all(cell.bold for cell in words)
        assert not any(cell.bold for cell in reader.cells("Tackle what", "recommendations"))
        await reader.press("enter")
        assert reader.focus == "recommendations"
        assert reader.title("recommendations") == "Recs 3/11 │ Stmts 1/6 │ Points 0/8"
        assert reader.title("speakers") == "Speakers · 1 of 6 · by Uzma K…"
        assert reader.search_line == "/ by:uzma-kardar"
        assert not any("Uzma Kardar" in line for line in reader.pane("recommendations"))
        assert reader.cursor("recommendations") == "Provide comprehensive capacity building"
        assert reader.marked("speakers")[0].startswith("Uzma Kardar")

        await reader.press("[")
        assert reader.title("recommendations") == START["recommendations"]
        assert reader.focus == "speakers"
        assert reader.cursor("speakers").startswith("Uzma Kardar")

        await reader.press("]")
        assert reader.focus == "recommendations"
        assert reader.search_line == "/ by:uzma-kardar"

        await reader.press("backspace")
        assert reader.title("recommendations") == START["recommendations"]


async def test_esc_takes_away_the_newest_first_and_keys_go_round_the_panes() -> None:
    async with reading(lahore()) as reader:
        await reader.press("j", "enter", "1", *"jjjj", "enter", "/", *"raise", "enter")
        seen = []
        for _ in range(4):
            seen.append((reader.search_line, reader.title("recommendations").split(" │")[0]))
            assert reader.cursor("recommendations") == "Run comprehensive campaigns that raise"
            await reader.press("escape")
        assert seen == [
            ("/ by:uzma-kardar theme:prevention raise", "Recs 1/11"),
            ("/ by:uzma-kardar theme:prevention", "Recs 2/11"),
            ("/ by:uzma-kardar", "Recs 3/11"),
            ("/ search words, to:one,other status:none", "Recs 11"),
        ]
        before = reader.lines[:-2]
        await reader.press("escape")
        assert reader.lines[:-2] == before
        assert reader.status == "nothing to go back to · q quits"
        assert reader.app.is_running
        await reader.start_again()
        for on, back in (("right", "left"), ("l", "h"), ("tab", "shift+tab")):
            for key, pane in (
                *((on, "recommendations"), (on, "detail"), (on, "event"), (on, "speakers")),
                *((back, "event"), (on, "speakers")),
            ):
                await reader.press(key)
                assert reader.focus == pane
        for figure, pane in reversed([*enumerate(START, 1)]):
            await reader.press(str(figure))
            assert reader.focus == pane


SAMPLE = "a sample · tiptui FILE opens yours"


async def test_of_the_sample_it_says_what_it_is_and_how_to_open_others() -> None:
    live = Live([default_record()], {}, watched=False)
    collection = live.read_first()
    async with reading(collection, (120, 24), live) as reader:
        assert reader.status == f"56 quotes · source text not loaded · {SAMPLE}"
        # Once: not of each quotation again.
        assert "unchecked" not in reader.text
        await reader.resize(69, 24)
        assert f"╰─ {SAMPLE[:24]}" in reader.text
        await reader.resize(40, 12)
        assert "╰─ a sample · " in reader.text


async def test_the_status_names_the_event_while_its_page_is_out_of_sight() -> None:
    async with reading(lahore()) as reader:
        assert "sample" not in reader.text
        for columns, said in (
            (80, "Provincial Dialogue on … · 18 April 2024 · Lahore, Punjab, Pakistan"),
            (60, "Provincial Dialogue on Traffic… · 18 April 2024"),
            (40, "Provincial Dialogue on Tra…"),
        ):
            await reader.start_again()
            await reader.resize(columns, 24)
            assert reader.lines[-2] == f" / search   {said}"
            await reader.press("1")
            assert "Provincial" not in reader.status
            await reader.press("2", "z")
            assert reader.lines[-2].endswith(said)


async def test_a_list_answers_every_key_and_others_scroll_to_marks_if_none_is_seen() -> None:
    async with reading(collected(MANY)) as reader:
        await reader.press("3")
        for key, row in (
            *(("j", 1), ("down", 2), ("k", 1), ("up", 0), ("k", 0)),
            *(("pagedown", 11), ("pageup", 0), ("ctrl+d", 5), ("ctrl+u", 0)),
            *(("G", 39), ("j", 39), ("g", 0), ("end", 39), ("home", 0)),
        ):
            await reader.press(key)
            assert reader.cursor("recommendations").startswith(f"Ask {row:02}"), key
        await reader.start_again()
        await reader.press("j")
        assert reader.pane("recommendations")[0].endswith("Ask 00")
        assert reader.marked("recommendations")[0] == "Ask 04"
        await reader.press("j", "j", "j")
        assert reader.marked("recommendations")[0] == "Ask 16"
        assert not reader.pane("recommendations")[0].endswith("Ask 00")
        await reader.start_again()
        await reader.press("3", "G", "2", "j")
        assert reader.marked("recommendations")[0] == "Ask 38"
        assert "Ask 39" in "\n".join(reader.pane("recommendations"))
        await reader.press("3", "g", "j", "2", "G")
        assert "Ask 01" not in "\n".join(reader.pane("recommendations")[6:])
        await reader.press("3")
        assert reader.cursor("recommendations") == "Ask 01"
        # A page is a row at least, however low the list.
        for keys, row in ((("g", "pagedown", "ctrl+d"), 2), (("ctrl+u", "pageup"), 0)):
            await reader.resize(80, 4)
            await reader.press(*keys)
            await reader.resize(80, 40)
            assert reader.cursor("recommendations") == f"Ask {row:02}"


async def test_where_nearly_all_of_a_long_list_would_be_marked_its_title_says_so() -> None:
    themes = "themes: [{id: air, name: Air}, {id: sea, name: Sea}]\nspeakers:\n"
    asked = MANY.replace("speakers:\n", themes, 1).replace(", by: [", ", themes: [air], by: [")
    for count in range(3):
        asked = asked.replace(f"Ask {count:02}, themes: [air]", f"Ask {count:02}, themes: [sea]")
    async with reading(collected(asked), (120, 60)) as reader:
        await reader.press("1", "j")
        for pane in ("speakers", "recommendations"):
            assert reader.picture.lines(reader.region(pane))[-1].endswith("▌ 37 ─╯")
            assert not reader.marked(pane)
        await reader.press("j")
        for pane in ("speakers", "recommendations"):
            assert "▌" not in reader.picture.lines(reader.region(pane))[-1]
            assert reader.marked(pane)
        # Of few that are all in sight, those are marked that belong.
        ids = ",".join(f"r{number}" for number in range(10, 20))
        await reader.press("/", *f"id:{ids}", "enter", "1", "g", "j")
        assert reader.title("recommendations").startswith("Recommendations · 10 of 40 ")
        assert len(reader.marked("recommendations")[::2]) == 10


async def test_at_the_start_lists_are_at_their_top_where_a_mark_is_seen_there() -> None:
    x_first = MANY.replace("speakers:\n", "speakers:\n  - {id: x, name: X}\n")
    async with reading(collected(x_first.replace("by: [s0, s36]", "by: [x]"))) as reader:
        assert reader.marked("recommendations")[0] == "Ask 03"
        assert reader.pane("recommendations")[0] == "  Ask 00"
