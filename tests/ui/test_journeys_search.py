"""Journeys through the browser: searching by keystroke."""

from tests.kit.drawn import Reader, reading
from tests.kit.records import MANY, collected, lahore, provincial


def names(reader: Reader) -> list[str]:
    """Return the names in the list of speakers."""
    lines = [line[2:].split("  ")[0] for line in reader.pane("speakers")[::2]]
    return [line for line in lines if line]


async def test_each_key_narrows_both_lists_marks_its_letters_and_titles_count() -> None:
    async with reading(lahore()) as reader:
        await reader.press("/")
        assert reader.search_line == "/ █"
        await reader.press("k", "a")
        assert names(reader) == ["Syed Kausar Abbas", "Uzma Kardar"]
        await reader.press("r")
        assert reader.search_line == "/ kar█"
        assert names(reader) == ["Uzma Kardar"]
        assert reader.title("speakers") == "Speakers · 1 of 6"
        assert reader.title("recommendations") == "Recs 3/11 │ Stmts 1/6 │ Points 0/8"
        assert reader.title("detail") == "Uzma Kardar"
        for pane in ("speakers", "recommendations"):
            cells = reader.cells("Uzma Kardar", pane)
            assert [cell.text for cell in cells if cell.underlined] == list("Kar")


async def test_a_query_is_kept_opened_again_and_says_what_empties_it() -> None:
    async with reading(lahore()) as reader:
        await reader.press("/", *"kar", "enter")
        assert reader.focus == "speakers"
        assert reader.search_line == "/ kar"
        await reader.press("enter")
        assert reader.focus == "recommendations"
        assert reader.title("recommendations") == "Recs 3/11 │ Stmts 1/6 │ Points 0/8"
        assert reader.search_line == "/ by:uzma-kardar"
        await reader.press("[")
        assert reader.search_line == "/ kar"
        assert names(reader) == ["Uzma Kardar"]
        await reader.start_again()
        await reader.press("/", *"kardar accepted")
        await reader.wait_until(lambda: reader.status == "accepted leaves nothing")
        # Nothing is offered that finds nothing, and Tab goes on.
        await reader.press("tab")
        assert reader.search_line == "/ kardar accepted"
        await reader.start_again()
        await reader.press("/", *"kar", "enter", "/")
        assert reader.search_line == "/ kar █"
        await reader.press("ctrl+u")
        assert reader.search_line == "/ █"
        assert reader.title("speakers") == "Speakers · 6"


async def test_the_cursor_moves_in_the_first_list_with_a_hit_while_typing() -> None:
    async with reading(collected(MANY)) as reader:
        await reader.press("/", *"speaker", "down", "down", "up")
        assert reader.cursor("speakers").startswith("Speaker 01")
        await reader.press("pagedown")
        assert reader.cursor("speakers").startswith("Speaker 19")
        await reader.press("pageup", *" 3")
        assert reader.cursor("speakers").startswith("Speaker 03")
        assert reader.search_line == "/ speaker 3█"


async def test_without_a_match_the_nearest_names_are_offered_and_said_to_be_that() -> None:
    async with reading(lahore()) as reader:
        await reader.press("/", *"kardaar")
        await reader.wait_until(lambda: reader.status == 'Tab: use "Kardar"')
        await reader.press("tab")
        assert (reader.search_line, names(reader)) == ("/ Kardar█", ["Uzma Kardar"])
        await reader.press("ctrl+u", *"kardaar", "enter")
        assert (reader.search_line, names(reader)) == ("/ Kardar", ["Uzma Kardar"])
        assert reader.status == "no match for kardaar · found: Kardar"
        await reader.press("/")
        assert reader.status == "typed words narrow this query"
        await reader.press(*"qq", "enter", "enter")
        assert reader.status.endswith("nothing here to open")
        # The source is searched for other words: nothing is offered, and Tab goes on.
        await reader.press("escape", "s", "/", *"kardar zz", "tab")
        assert (reader.search_line, reader.status[:5]) == ("/ kardar zz", "stand")
        await reader.start_again()
        await reader.press("/", *"by:bachar nobody")
        await reader.wait_until(lambda: reader.status == 'Tab: use "by:bachar to:none"')
        await reader.press("tab")
        assert reader.search_line == "/ by:bachar to:none █"
        assert names(reader) == ["Ahmed Khan Bachar"]


async def test_what_is_pasted_is_put_in_at_the_caret_and_found() -> None:
    async with reading(lahore()) as reader:
        await reader.press("/", *" dar", "home")
        await reader.paste("  Uzma\n  Kar\n")
        await reader.press("right", "backspace")
        assert reader.search_line == "/ Uzma Kardar"
        assert names(reader) == ["Uzma Kardar"]
        await reader.press("home", *["right"] * 5, "ctrl+w", *"MPA ", "end", *"s", "left")
        assert reader.search_line == "/ MPA Kardars"
        await reader.press("backspace", "backspace", "end", "backspace")
        assert reader.search_line == "/ MPA Kard█"


async def test_a_click_on_the_search_line_begins_a_search() -> None:
    async with reading(lahore()) as reader:
        await reader.click("search words")
        await reader.press(*"kar")
        await reader.click("/ kar")
        assert reader.title("speakers").startswith("Speakers · 1 of 6")


async def test_after_esc_a_digit_stays_on_the_list_that_was_there() -> None:
    async with reading(provincial()) as reader:
        await reader.press("1", "1", "/", *"lights", "enter", "3", "escape")
        for pane in ("3", "1"):
            before = reader.browser.session.view.claims, reader.browser.session.view.facet
            await reader.press("escape", pane)
            view = reader.browser.session.view
            assert (view.claims, view.facet) == before
        await reader.press("3", "3")
        assert reader.browser.session.view.focus == "statements"


async def test_a_search_keeps_the_first_pane_and_a_field_without_value_keeps_the_cursor() -> None:
    async with reading(provincial(), (80, 24)) as reader:
        await reader.press("1", "1", "/", *"lights", "escape")
        assert reader.title("counts").startswith("Dialogues 4 │ Themes 4")
        await reader.press("2", "down", "down")
        before = reader.cursor("speakers")
        await reader.press("/", *"to:")
        assert reader.cursor("speakers") == before != ""
        await reader.press("ctrl+u", *"lights", "down")
        before = reader.cursor("speakers")
        await reader.press("space")
        assert reader.cursor("speakers") == before != ""


async def test_the_counts_of_the_first_pane_are_those_of_what_is_found() -> None:
    async with reading(provincial()) as reader:
        await reader.press("/", *"lights")
        assert "21 May 2025 · 1 of 3 Recs" in "".join(reader.pane("event"))
        await reader.press("escape")
        assert "21 May 2025 · 3 Recs ✓2 ◦1" in "".join(reader.pane("event"))
    async with reading(lahore()) as reader:
        await reader.press("/", *"kardar")
        assert "2 of 7 claims ▪▪" in "".join(reader.pane("event"))
        await reader.press("ctrl+u", *"is:recommendation")
        assert "4 of 7 claims" in "".join(reader.pane("event"))


async def test_the_caret_stays_in_sight() -> None:
    async with reading(lahore(), (40, 12)) as reader:
        await reader.press("/", *"the quick brown fox jumps over a lazy dog")
        for key, times, letter in (("left", 2, "o"), ("left", 18, "u"), ("home", 1, "t")):
            await reader.press(*[key] * times)
            row = reader.picture.rows(reader.region("search"))[0]
            under = [cell.text for cell in row if cell.background != row[0].background]
            assert under == [letter], reader.search_line
