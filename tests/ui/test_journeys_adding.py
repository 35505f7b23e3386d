"""Journeys of adding: a claim while its source is read, proof, a response, and the way back."""

import re
from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.kit.browsing import at_cursor, browsing
from tests.kit.drawn import Reader
from tests.kit.keeping import TEXT, keeping, kept, texts, two_records, written
from tests.kit.records import ADDED_TO, record
from tiptui.editing import writer
from tiptui.files import saving
from tiptui.ui.actions import live_files
from tiptui.ui.chrome.form_screen import AHEAD, FormField

ASKS = """\
Ann Lee: We must light the quays. The lamps must burn. Somebody must pay.

Bob Hay: We must wait. It rained. The council should meet.

Ann Lee: We must light the quays.
"""


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_a_recommendation_costs_its_words(size: tuple[int, int], tmp_path: Path) -> None:
    async with keeping(tmp_path, size) as keeper:
        await keeper.press("s", "u", "a")
        assert "Add to m.yaml" in keeper.text
        assert "“We must light the quays”" in " ".join(keeper.text.replace("│", " ").split())
        is_small = size == (40, 12)
        assert "(•) recommendation · 1 of 3 │" in keeper.text or not is_small
        assert "( ) statement   ( ) response" in keeper.text or is_small
        await keeper.press("shift+tab")
        assert "← → choose what to add" in keeper.text
        await keeper.press("tab", *"Light them", "ctrl+s")
        added = kept(tmp_path).recommendations[-1]
        assert (added.id, added.by, added.text) == ("r8", ("ann",), "Light them")
        assert added.evidence[0].exact == "We must light the quays"
        assert "r8 added · A takes it back" in keeper.text
        assert at_cursor(keeper) == "Lamps must burn all night."
        await keeper.press("s", "3")
        assert "Light them" in keeper.text
        await keeper.press("A")
        assert written(tmp_path) == ADDED_TO
        assert "r8 taken back" in keeper.text
        await keeper.press("A")
        assert "nothing was changed here" in keeper.text


async def test_the_number_of_an_item_stands_in_the_form(tmp_path: Path) -> None:
    text = "Minutes\n\n13. The port should light the quays.\n"
    async with keeping(tmp_path, text=text) as keeper:
        await keeper.press("s", "u", "a")
        assert re.search(r"│ number +13 +│", keeper.text)
        await keeper.press("up", "right", "right")
        assert "number" not in keeper.text  # a response has none
        await keeper.press("left", "left", "tab", *"Light them", "tab", *"ann", "tab", "ctrl+s")
        assert kept(tmp_path).recommendations[-1].number == "13"


async def test_tab_takes_what_is_offered_and_names_that_are_new_are_said(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("s", "u", "a", "tab")
        assert "Tab: use" not in keeper.text
        await keeper.press("ctrl+s")
        assert "these are the source's words, not yours" in keeper.text
        assert len(kept(tmp_path).recommendations) == 2
        await keeper.press("tab", "tab", *"pa; the m")
        assert 'Tab: use "The mayor"' in keeper.text
        await keeper.press("tab")
        assert "The mayor; " in keeper.text
        assert "tab next, or write another" in keeper.text
        await keeper.press("tab", *"Light")
        assert "a new theme: Light" in keeper.text
        await keeper.press("ctrl+s")
        assert "these are the source's words, not yours" in keeper.text
        await keeper.press("ctrl+s")
        added = kept(tmp_path).recommendations[-1]
        assert (added.to, added.themes) == (("ports", "The mayor"), ("light",))
        assert added.mode == "quoted"
        await keeper.press("A")
        assert written(tmp_path) == ADDED_TO


async def test_a_form_that_is_left_changes_nothing_and_words_are_chosen_with_arrows(
    tmp_path: Path,
) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("s", "u", "a", *"some words q?", "f1")
        assert "Keys" in keeper.text
        await keeper.press("escape")
        seen = []
        for key in ("pagedown", "down", "up", "pageup"):
            await keeper.press(key)
            seen.append(keeper.app.focused and keeper.app.focused.id)
        assert seen == ["themes", "what", "themes", "what"]
        await keeper.press("escape")
        assert "esc again leaves" in keeper.text
        await keeper.press("escape")
        assert "Add to" not in keeper.text
        assert written(tmp_path) == ADDED_TO
        await keeper.press("a")
        await keeper.paste("روشنی کریں")
        await keeper.press("ctrl+q")
        assert "esc again leaves" in keeper.text
        await keeper.press("ctrl+s")
        assert kept(tmp_path).recommendations[-1].text == "روشنی کریں"
        await keeper.press("A", "U", "v", "left", "up", "k", "escape", *"Light them")
        assert "one place" in keeper.text
        await keeper.press("f2", "right")
        assert "← → move the end by a word" in keeper.text
        await keeper.press("ctrl+s")
        [proof] = kept(tmp_path).recommendations[-1].evidence
        assert proof.exact == "are dark. We must light the quays"


@pytest.mark.parametrize("kind", [(), ("right", "right")], ids=["claim", "response"])
async def test_shift_tab_goes_back_as_tab_goes_on_and_the_words_change_only_after_f2(
    kind: tuple[str, ...], tmp_path: Path
) -> None:
    def line() -> str | None:
        return keeper.app.focused.id if keeper.app.focused else None

    async with keeping(tmp_path) as keeper:
        await keeper.press("s", "u", "a", "shift+tab", *kind, "tab", "x", "shift+tab")
        seen = {"tab": [line()], "shift+tab": [line()]}
        for key, lines in seen.items():
            while len(lines) == 1 or lines[-1] != "what":
                await keeper.press("left", "right", key)
                lines.append(line())
        assert seen["tab"] == seen["shift+tab"][::-1]
        assert len(seen["tab"]) == (8 if kind else 6)
        assert "“We must light the quays”" in keeper.text
        await keeper.press("f2", "left", "shift+tab", "left", "right")
        assert "“We must light the”" in keeper.text
        assert line() == "what"


async def test_a_cited_sentence_offers_more_proof_and_a_statement(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("s", "u", "a", *"Light them", "ctrl+s", "k", "a")
        assert "one more quote for r8" in keeper.text
        await keeper.press("shift+tab", "left", "ctrl+s")
        assert len(kept(tmp_path).recommendations[-1].evidence) == 2
        await keeper.press("a", "shift+tab", "right", "tab")
        await keeper.press(*"It is dark", "ctrl+s")
        assert kept(tmp_path).speakers[0].statements[0].text == "It is dark"


async def test_a_recommendation_gets_a_response(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("a")
        assert "a adds in a source (s) and to recommendations" in keeper.text
        await keeper.press("3", "a")
        assert "one of accepted, partly-accepted" in keeper.text
        assert "f2 words" not in keeper.text
        await keeper.press("f2", *"nod", "tab", "tab", "ctrl+s")
        assert 'status: "nod" is none of' in keeper.text
        await keeper.press("ctrl+u", *"not", "tab", "tab")
        assert "when: 2024-04-18, 2024-04 or 2024" in keeper.text
        await keeper.press(*"2025-01", "ctrl+s")
        [response] = kept(tmp_path).recommendations[0].responses
        assert (response.status, response.date, response.by) == ("noted", "2025-01", "")
        assert "response to r1 added · A takes it back" in keeper.text
        await keeper.press("A")
        assert "response to r1 taken back" in keeper.text
        # So a sentence proves one.
        await keeper.press("s", "u", "a", "shift+tab", "right", "right", "tab")
        await keeper.press(*"r7", "tab", "tab", *"noted", "ctrl+s")
        [response] = kept(tmp_path).recommendations[1].responses
        assert response.evidence[0].exact == "We must light the quays"
        assert "response to r7 added" in keeper.text


async def test_the_event_gets_its_name_date_and_place(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("1", "c")
        assert "Correct event A meeting" in keeper.text
        assert "^s change" in keeper.text
        await keeper.press("ctrl+u", "ctrl+s")
        assert "name: write what it was called" in keeper.text
        await keeper.press(*"Port day", "tab", "tab", *"-13", "ctrl+s")
        assert 'start_date: "2024-13" is not in the calendar' in keeper.text
        await keeper.press("backspace", "2", *["tab"] * 3, *"Lowen: 2", "ctrl+s")
        head = '{id: m, name: Port day, start_date: 2024-12, place: "Lowen: 2"}'
        assert written(tmp_path) == ADDED_TO.replace(
            "{id: m, name: A meeting, start_date: 2024}", head
        )
        assert "event Port day changed · A takes it back" in keeper.text
        await keeper.press("A")
        assert written(tmp_path) == ADDED_TO


async def test_only_a_marked_row_answers_for_all_listed_marked_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_records(tmp_path)
    before, said = texts(tmp_path), list[str]()
    exchange_all = saving.exchange_all

    def exchange_slowly(files: Any) -> None:
        said.append(Reader(keeper.app, keeper.pilot).text)
        exchange_all(files)

    monkeypatch.setattr(saving, "exchange_all", exchange_slowly)
    monkeypatch.setattr(writer, "exchange_all", exchange_slowly)
    async with browsing(tmp_path, (40, 12)) as keeper:
        # One mark is outside of the list.
        await keeper.press("3", "m", "/", *"mend", "enter", "j", "a")
        assert "2 recommendations" not in keeper.text
        await keeper.press("escape", "M", "a")
        assert "response to 2 recommendations" in keeper.text
        await keeper.press(*"noted", "ctrl+s", "ctrl+s")
        after = [record(text).recommendations for text in texts(tmp_path)]
        assert [[len(one.responses) for one in asked] for asked in after] == [[0, 1], [0, 1]]
        assert "2 responses added" in keeper.text
        marked = [*keeper.browser.session.index.bookmarks.values()]
        assert sorted(map(len, marked)) == [1, 2]  # marks stay
        await keeper.press("A")
        assert "2 responses taken back" in keeper.text
        assert texts(tmp_path) == before
        # Many files take long: before each is written, the screen says so.
        assert ["writing …" in text for text in said] == [True, True, False]
        assert ["taking back 2" in text for text in said] == [False, False, True]


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_the_form_of_a_response_shows_the_words_that_it_answers(
    size: tuple[int, int], tmp_path: Path
) -> None:
    two_records(tmp_path)
    async with browsing(tmp_path, size) as keeper:
        await keeper.press("3", "a")
        assert "for 1.m Light the quays status" in " ".join(keeper.text.replace("│", "").split())
        await keeper.press("escape", "M", "a")
        shown = " ".join(keeper.text.replace("│", "").split())
        assert "for 1.m Light the quays · and 3 more status" in shown
        await keeper.press(*["shift+tab"] * 3)
        assert isinstance(keeper.app.focused, FormField)
        assert keeper.app.focused.id == "text"


async def test_words_with_enter_behind_each_write_nothing_whatever_form_they_open(
    tmp_path: Path,
) -> None:
    async with keeping(tmp_path) as keeper:
        for begun in ("s", "2c", "3jc", "1c"):
            await keeper.press(*begun, "a" if begun == "s" else "enter", "enter")
            for word in ("sea", "dock", "fog", "net", "oar") * 2:
                await keeper.press(*word, "enter")
            assert written(tmp_path) == ADDED_TO
            await keeper.press("escape", "escape")
        await keeper.press("2", "c", *"x", "shift+tab", "enter")
        assert "once more changes name" in keeper.text
        await keeper.press("enter")
        assert kept(tmp_path).speakers[0].name == "Ann Leex"


async def test_a_dialogue_is_its_event_and_under_a_query_its_first_claim(tmp_path: Path) -> None:
    two_records(tmp_path)
    async with browsing(tmp_path) as keeper:
        await keeper.press("1", "c")
        assert "Correct event A meeting" in keeper.text
        await keeper.press("tab", "tab", *"Low", "escape", "escape", "/", *"mend", "tab", "1", "a")
        assert "response to Mend the ladder" in keeper.text
        assert texts(tmp_path)[0].count("Low") == 0
        await keeper.press(*"noted", "ctrl+s")
        assert keeper.status.startswith("response to m#r7 added")


async def test_records_that_can_not_be_written_are_named_and_stay_marked(tmp_path: Path) -> None:
    two_records(tmp_path)
    (tmp_path / "o.yaml").rename(tmp_path / "p.yaml")
    (tmp_path / "o.yaml").hardlink_to(tmp_path / "p.yaml")
    (tmp_path / "p.yaml").rename(tmp_path / "p.txt")
    async with browsing(tmp_path) as keeper:
        await keeper.press("3", "M", "a", *"noted", "ctrl+s")
        said = (
            "not written: o.yaml · 2 responses added · A takes it back · o.yaml: has another name"
        )
        assert said in keeper.text
        await keeper.press("/", *"is:marked", "enter")
        assert keeper.title("recommendations").startswith("Recommendations · 4")
        (tmp_path / "p.txt").unlink()
        await keeper.press("a", *"noted", "ctrl+s")
        assert "4 responses added" in keeper.text


async def test_an_addition_to_several_records_is_taken_back_whole_or_not(tmp_path: Path) -> None:
    two_records(tmp_path)
    async with browsing(tmp_path) as keeper:
        await keeper.press("3", "M", "a", *"noted")
        assert "╭─ Add response to 4 recommendations ─" in keeper.text
        await keeper.press("ctrl+s")
        (tmp_path / "o.yaml").write_text(texts(tmp_path)[1] + "# a remark\n", "utf-8")
        both = texts(tmp_path)
        await keeper.press("A")
        assert "4 responses not taken back: o.yaml: has changed" in keeper.text
        assert texts(tmp_path) == both


async def test_a_change_that_is_taken_back_in_one_of_two_files_can_be_in_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_records(tmp_path)
    before = texts(tmp_path)
    exchanged, swap = list[Path](), saving._swap

    def fail_at_second(one: Path, other: Path) -> bool:
        exchanged.append(other)
        if len(exchanged) > 1:
            raise OSError(5, "Input/output error")
        return swap(one, other)

    async with browsing(tmp_path) as keeper:
        await keeper.press("3", "M", "a", *"noted", "ctrl+s")
        with monkeypatch.context() as patch:
            patch.setattr(saving, "_swap", fail_at_second)
            await keeper.press("A")
        assert "written all the same: m.yaml; left as they were: o.yaml" in keeper.text
        assert [now == old for now, old in zip(texts(tmp_path), before, strict=True)] == [1, 0]
        await keeper.press("A")
        assert texts(tmp_path) == before
        await keeper.press("A")
        assert "nothing was changed" in keeper.text


async def test_a_response_is_kept_back_where_one_of_several_records_has_changed(
    tmp_path: Path,
) -> None:
    two_records(tmp_path)
    async with browsing(tmp_path) as keeper:
        await keeper.press("3", "M", "a", *"noted")
        (tmp_path / "o.yaml").write_text(texts(tmp_path)[1].replace("r7", "r6"), "utf-8")
        await keeper.press("ctrl+s")
        assert "o.yaml has changed since it was read" in keeper.text
        await keeper.press("ctrl+s")
        assert "r7 is not there any more" in keeper.text
        assert "responses" not in "".join(texts(tmp_path))


async def test_a_file_that_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("s", "u", "a", *"Light them")
        changed = ADDED_TO.replace("Mend the ladder", "Mend it")
        (tmp_path / "m.yaml").write_text(changed, "utf-8")
        await keeper.press("ctrl+s")
        assert "has changed since it was read" in keeper.text
        assert written(tmp_path) == changed
        await keeper.press("ctrl+s")
        texts = [each.text for each in kept(tmp_path).recommendations]
        assert texts == ["Light the quays", "Mend it", "Light them"]
        (tmp_path / "m.yaml").write_text(ADDED_TO, "utf-8")
        await keeper.press("A")
        assert "r8 not taken back: m.yaml: has changed" in keeper.text
        # Who was asked about the source's own words is not asked again.
        await keeper.press("r", "U", "a", "tab", "ctrl+s")
        assert "these are the source's words" in keeper.text
        (tmp_path / "m.yaml").write_text(changed, "utf-8")
        await keeper.press("ctrl+s", "ctrl+s")
        assert kept(tmp_path).recommendations[-1].text == "We must light the quays"


QUAYS, MOVED = "We must light the quays", "The fourth of May.\n\n" + TEXT
SWAPPED = TEXT.replace("Ann Lee: The", "Bob Hay: The").replace("Bob Hay: Yes", "Ann Lee: Yes")


CHANGES = {
    "moved": (MOVED, f"¶2 “{QUAYS}” verbatim · one place", "¶2, Ann Lee's turn"),
    "another's": (SWAPPED, f"¶1 “{QUAYS}” verbatim · one place", "¶1, Bob Hay's turn"),
    "reworded": (TEXT.replace("must", "may"), f"¶1 “{QUAYS}” not found", "has changed since"),
    "gone": (None, f"¶1 “{QUAYS}” not found", "log.txt: no such file or directory · these words"),
}
"""What becomes of a text, with what the form then shows of the words, and says."""


@pytest.mark.parametrize(
    ("how", "becomes"),
    [*(("named", each) for each in CHANGES), ("in a folder", "moved"), ("looked at", "gone")],
)
async def test_a_text_that_changed_meanwhile_is_read_again_and_its_words_are_proved_anew(
    how: str, becomes: str, tmp_path: Path
) -> None:
    text, words, says = CHANGES[becomes]

    def change(text: str | None) -> None:
        log.write_text(text, "utf-8") if text is not None else log.unlink()

    log = tmp_path / "log.txt"
    (tmp_path / "m.yaml").write_text(ADDED_TO, "utf-8")
    change(TEXT)
    async with browsing(tmp_path if how == "in a folder" else tmp_path / "m.yaml") as keeper:
        await keeper.press("s", "u", "a", *"Light them")
        change(text)
        if how == "looked at":
            await keeper.look()
        await keeper.press("ctrl+s")
        shown = " ".join(keeper.text.replace("│", " ").split())
        assert words in shown
        assert says in shown
        if "not found" in words:
            await keeper.press("ctrl+s")
            change(TEXT)
        assert written(tmp_path) == ADDED_TO
        await keeper.press("ctrl+s")
        if becomes == "another's":
            assert 'stands in a turn of "Bob Hay"' in keeper.text
            await keeper.press("ctrl+s")
        if "not found" in words:
            assert "verbatim · one place" in keeper.text
            assert written(tmp_path) == ADDED_TO
            await keeper.press("ctrl+s")
        [proof] = kept(tmp_path).recommendations[-1].evidence
        assert (proof.paragraph, proof.exact) == (2 if text == MOVED else 1, QUAYS)
        assert "r8 added" in keeper.text


async def test_nothing_is_added_while_a_large_text_that_changed_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("s", "u", "a", *"Light them")
        monkeypatch.setattr(live_files, "SMALL", 0)
        (tmp_path / "log.txt").write_text(TEXT.replace("light", "dim"), "utf-8")
        live = keeper.browser.files.live
        read = live.taken
        await keeper.press("ctrl+s")
        assert "reading again … press ^s once that is done" in keeper.text
        await keeper.wait_until(lambda: live.taken > read)
        await keeper.press("ctrl+s")
        assert "these words are not in it now" in keeper.text
        assert written(tmp_path) == ADDED_TO


async def test_what_asks_is_told_apart_and_can_be_gone_through(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("s")
        assert "▸ We must light the quays. ▸ Lamps must burn all night." in keeper.text
        await keeper.press("f")
        assert keeper.title("source") == "Source · ▸ 2 · Log"
        seen = []
        assert keeper.status == "f: only sentences that ask · on"
        for key in ("u", "u", "U", "j", "k", "down"):
            await keeper.press(key)
            seen.append(at_cursor(keeper))
        ask, asks = "We must light the quays.", "Lamps must burn all night."
        assert seen == [asks, ask, asks, asks, ask, asks]
        await keeper.press("f")
        assert keeper.status == "f: only sentences that ask · off"
        await keeper.press("U")
        assert at_cursor(keeper) == ask
        await keeper.press("y")
        assert "recommendation (YAML)" in keeper.text


OTHER = (
    "- {id: other, by: [bob], text: Other, evidence: [{paragraph: 2, exact: must wait}]}\nsources:"
)
"""A recommendation that another program adds."""


@pytest.mark.parametrize("mode", ["", "f"])
async def test_the_cursor_goes_on_to_the_next_sentence_that_asks_and_never_back(
    mode: str, tmp_path: Path
) -> None:
    async with keeping(tmp_path, text=ASKS) as keeper:
        # The first is skipped; and what somebody else adds meanwhile is cited.
        await keeper.press("s", *mode, "u", "a", *"First", "ctrl+s")
        assert at_cursor(keeper) == "Somebody must pay."
        await keeper.press("a", *"Second")
        (tmp_path / "m.yaml").write_text(written(tmp_path).replace("sources:", OTHER), "utf-8")
        await keeper.press("ctrl+s", "ctrl+s")
        assert at_cursor(keeper) == "The council should meet."
        await keeper.press("a", *"Third", "ctrl+s")
        assert at_cursor(keeper) == "Ann Lee: We must light the quays."
        assert "in this source" not in keeper.text
        # Where none is left below it stays, though the one skipped has the same words.
        await keeper.press("a", *"Last", "ctrl+s")
        assert at_cursor(keeper) == "We must light the quays"
        assert "no sentence below asks" in keeper.text
        texts = [each.text for each in kept(tmp_path).recommendations[2:]]
        assert texts == ["First", "Other", "Second", "Third", "Last"]
        await keeper.press("f")
        assert at_cursor(keeper) == "Ann Lee: We must light the quays."
        assert keeper.title("source") == "Source · ▸ 1 · Log"


async def test_what_is_typed_before_the_form_is_seen_writes_nothing(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        for key in (*"1c ours", "enter", "enter", "ctrl+s"):
            keeper.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await keeper.settle()
        assert AHEAD in keeper.text
        await keeper.press("!")
        assert AHEAD in keeper.text
        # Enter goes from field to field, and writes only on the last.
        await keeper.press("enter")
        assert AHEAD not in keeper.text
        assert "Correct event A meeting" in keeper.text
        assert written(tmp_path) == ADDED_TO
        await keeper.press("ctrl+s")
        assert "name: A meeting!" in written(tmp_path)
        assert keeper.status.startswith("event A meeting! changed")
