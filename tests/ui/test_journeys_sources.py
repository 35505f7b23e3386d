"""Journeys along the path of evidence: every key in the view of a source."""

from threading import Event

import pytest

from tests.kit.browsing import at_cursor, contrast
from tests.kit.drawn import Reader, reading
from tests.kit.records import sourced
from tiptui.files import programs
from tiptui.proof.passages import Passages

WRONG = "“no such words” not found · 1 claim"
CITED = ["met in May", "Ann chairs", WRONG, "all is well", "windows"]
UNCITED = ["It rained.", "Nobody stayed."]
"""The words that the cursor can be on: `j` and `k` go to these, `u` to those."""


async def see(reader: Reader, *keys: str) -> list[str]:
    """The words that the cursor is on after each key."""
    seen = []
    for key in keys:
        await reader.press(key)
        seen.append(at_cursor(reader))
    return seen


async def test_the_source_opens_closes_and_comes_back() -> None:
    async with reading(sourced()) as reader:
        for size in ((120, 40), (40, 12)):
            await reader.resize(*size)
            before = reader.lines[:-1]
            for key in ("escape", "[", "s"):
                await reader.press("s")
                assert reader.title("source") == "Source · The log"
                assert "They met in May" in reader.text
                await reader.press(key)
                assert reader.lines[:-1] == before
            await reader.press("]")
            assert reader.focus == "source"
            await reader.press("s")


async def test_j_u_and_n_go_along_what_is_cited_uncited_and_found() -> None:
    async with reading(sourced()) as reader:
        assert await see(reader, "s", "k", *"jjjjj") == [CITED[0], *CITED, CITED[-1]]
        assert await see(reader, *"kkkkk") == [*CITED[-2::-1], CITED[0]]
        assert await see(reader, "G", "k", "j", "g") == [UNCITED[1], *CITED[-1:] * 2, CITED[0]]
        assert await see(reader, *"uuuU") == [*UNCITED, *UNCITED]
        await reader.press("g", *"jjjj", "/", *"ed")
        assert reader.title("source") == "Source · 1 of 3 with ed · The log"
        cells = reader.cells("stayed", "source")
        assert [cell.text for cell in cells if cell.underlined] == ["e", "d"]
        first, second, third = "It rained.", "Open the windows, she asked.", "Nobody stayed."
        there = [second, second, third, third, second]
        assert await see(reader, "down", "enter", "j", "j", "k") == there
        assert await see(reader, *"nnN") == [third, first, third]
        assert reader.title("source") == "Source · 3 of 3 with ed · The log"
        # Esc leads back to the row; in the search line it takes the words away, and stays there.
        await reader.press("escape")
        assert reader.focus == "speakers"
        await reader.press("]", "/", "ctrl+u", "enter", "n")
        assert reader.status.startswith("nothing is searched for")
        await reader.press("/", *"ed wind", "escape")
        assert (reader.title("source"), at_cursor(reader)) == ("Source · The log", "windows")
        await reader.press("/", *"zzz")
        assert reader.title("source") == "Source · 0 of 0 with zzz · The log"


async def test_words_that_the_source_has_not_got_are_wrong_wherever_they_are() -> None:
    async with reading(sourced()) as reader:
        await reader.press("3", "j")
        well = reader.cells("¶1", "detail")
        await reader.press("j")
        assert reader.status == "standard input · 1 quote not found · ! lists"
        wrong = reader.cells("1 quote not found") + reader.cells("not found", "detail")
        await reader.press("e")
        wrong += reader.cells("not found", "source") + reader.cells("not found", "detail")
        assert {cell.colour for cell in wrong}.isdisjoint(cell.colour for cell in well)
        assert len({cell.colour for cell in wrong}) == 1
        assert all(cell.bold for cell in wrong)
        assert min(contrast(cell.colour, cell.background) for cell in wrong) >= 4.5


async def test_o_opens_the_address_at_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_address(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(programs, "opener", lambda: ["open"])
    monkeypatch.setattr(programs, "open_address", open_address)
    async with reading(sourced()) as reader:
        await reader.press("s", *"jjj", "o")
        assert opened == ["https://log.example/may#:~:text=all%20is%20well"]
        assert f"opening {opened[0]}"[:40] in reader.status
        await reader.press("u", "o")
        assert reader.status.endswith("no quote with an address to open")
        assert len(opened) == 1


@pytest.mark.parametrize(
    ("keys", "title", "words"),
    [
        (["s"], "Source · The log", "met in May"),
        (["s", "/", *"ed", "enter"], "Source · 1 of 3 with ed · The log", "It rained."),
        (["3", "e"], "Source · The log", "windows"),
        (["u"], "Source · The log", UNCITED[0]),
        # What moves away meanwhile stays there.
        (["3", "e", "/", "escape"], "Source · The log", "met in May"),
    ],
)
async def test_a_large_text_is_looked_through_while_keys_are_taken(
    monkeypatch: pytest.MonkeyPatch, keys: list[str], title: str, words: str
) -> None:
    gate, prepare = Event(), Passages.prepare
    monkeypatch.setattr(Passages, "prepare", lambda passages: gate.wait(9) and prepare(passages))
    opened = sourced()
    opened.dialogues[0].is_ready = False
    async with reading(opened) as reader:
        await reader.press(*keys)
        assert reader.pane("source")[0].strip("❯ ") == "Looking through the text …"
        gate.set()
        await reader.wait_until(lambda: at_cursor(reader).startswith(words))
        assert reader.title("source") == title
