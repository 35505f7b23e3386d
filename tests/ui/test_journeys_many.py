"""Journeys through several dialogues: across them, beside their files, and while they are read."""

import shutil
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.kit.browsing import browsing
from tests.kit.drawn import Reader
from tests.kit.records import SMALL
from tiptui.collection import live, reading
from tiptui.collection.opened import Collection
from tiptui.record.load import ReadFile
from tiptui.text.steps import Progress, quiet
from tiptui.ui.actions import live_files

START = {
    "event": "Dialogues 4 │ Themes │ …",
    "speakers": "Speakers · 14",
    "recommendations": "Recs 16 │ Stmts 31 │ Points 7",
    "detail": "Mina Okoye",
}


def titles(reader: Reader) -> dict[str, str]:
    return {name: reader.title(name) for name in reader.panes}


async def test_a_series_is_one_screen_through_which_dialogues_and_people_are_followed() -> None:
    async with browsing() as reader:
        assert titles(reader) == START
        assert reader.status == "provincial/ · 109 quotes verbatim in 4 texts"
        await reader.press("1", "j")
        own = {"Mina Okoye", "Piet Marrow", "Elin Strand", "Sara Dahl", "Victor Anselm"}
        marked = {line.split("  ")[0] for line in reader.marked("speakers")[::2]}
        assert marked < own  # the last is below the window
        await reader.press("enter")
        assert reader.title("speakers").startswith("Speakers · 5 of 14 · in Harbo")
        assert reader.search_line == "/ in:lowen-2025-09-10"
        rows = [line[2:].split("  ")[0] for line in reader.pane("speakers")[:10:2]]
        assert {*rows} == own
        assert rows[0] == "Sara Dahl"  # with most of the claims found
        await reader.press("[")
        assert titles(reader) == START | {"detail": "Harbour Dialogue, Lowen"}
        assert reader.cursor("event") == "… Lowen"
        await reader.press("2", "g", "j")
        assert reader.cursor("speakers").startswith("Piet Marrow")
        names = " ".join(line for line in reader.marked("event") if " · " not in line)
        assert all(name in names for name in ("Saltmouth", "Lowen", "Grayhaven"))
        await reader.press("enter")
        for place in ("Saltmouth", "Lowen", "Lowen", "Grayhaven"):
            assert place in reader.title("detail")
            await reader.press("j")
        await reader.press("enter", "[", "[")
        assert titles(reader) == START | {"detail": "Piet Marrow"}


async def test_the_detail_opens_at_the_first_hit_with_the_dialogue_that_it_is_of() -> None:
    async with browsing() as reader:
        for size in [(120, 40), (80, 24), (40, 24)]:
            await reader.resize(*size)
            await reader.start_again()
            # What is found comes first, and is seen.
            await reader.press("/", *"boat", "enter")
            assert "Of the last half year" in "\n".join(reader.pane("detail"))
            await reader.press("j")
            shown = "\n".join(reader.pane("detail"))
            assert "10 September 2025" in shown
            assert "  Keep part of the old quay" in shown
            assert "12 March 2025" not in shown
            await reader.press("4", "k", "n", "n")
            assert reader.cursor("detail").startswith("Keep part of the old quay")
            # Words that a name has do not: there the detail begins with what it is.
            await reader.press("escape", "2", "/", *"elin", "enter")
            assert reader.pane("detail")[0].startswith("  10 September 2025 to")
        # A detail that comes into sight itself begins with the hit.
        await reader.resize(40, 12)
        await reader.start_again()
        await reader.press("/", *"boat", "enter", "4")
        assert "Of the last half year" in reader.cursor("detail")


async def test_what_is_no_record_is_a_row_and_a_problem(series: Path, edited: list[str]) -> None:
    bad, twin = series / "bad.yaml", series / "twin.yaml"
    bad.write_text(SMALL.replace("name: An event", "nmae: An event"), "utf-8")
    shutil.copy(series / "2025-09-lowen.yaml", twin)
    async with browsing(series) as reader:
        assert titles(reader) == START
        assert reader.status == "2 records can't be shown (! lists why)"
        await reader.press("1", "G", "k")
        assert reader.cursor("event") == "bad.yaml"
        assert '"name" is missing [missing-key]' in "\n".join(reader.pane("detail"))
        await reader.press("E")
        assert edited == ["+2", str(bad)]
        await reader.press("!")
        assert "╭─ 3 errors / █ ─" in reader.text
        for line in (
            '❯ bad.yaml:2:9   error: the key "name" is missing',
            "  twin.yaml:6:7  error:",
        ):
            assert line in reader.text
        await reader.press(*"twin", "enter")
        await reader.wait_until(lambda: edited == ["+6", str(twin)])


# While the records are read


class Held:
    """Records that are read one after the other, after the first each when it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Semaphore(0)
        self.ended = threading.Event()
        self._read_all = reading.read_all
        monkeypatch.setattr(reading, "read_all", self.read_all)
        monkeypatch.setattr(live, "FIRST_SECONDS", -1)
        monkeypatch.setattr(live, "PATIENCE", -1)

    def read_all(
        self, files: Iterable[str], cached: bool = False, progress: Progress = quiet
    ) -> Iterator[ReadFile]:
        first, *others = self._read_all(files)
        try:
            yield first
            for other in reversed(others):
                while not self.go.acquire(timeout=0.01):
                    progress(0.5)
                yield other
        finally:
            self.ended.set()


@pytest.fixture(name="held")
def _held(monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch)


async def test_keys_work_while_records_are_read_and_no_cursor_jumps(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing() as reader:
        assert reader.title("event") == "Dialogues 1… │ Themes │ …"
        assert reader.status == "reading: 1 of 4 dialogues"
        await reader.press("/", *"tomas")
        assert reader.title("speakers") == "Speakers · 1… of 6…"
        await reader.press("enter", "enter")
        assert reader.title("recommendations").startswith("Recs 1…/4… │ Stmts 1…/9…")
        await reader.press("[", "escape")
        assert reader.cursor("speakers").startswith("Tomas Leer")
        held.go.release()
        await reader.wait_until(lambda: reader.status == "reading: 2 of 4 dialogues")
        assert reader.title("event") == "Dialogues 2… │ Themes │ …"
        assert reader.cursor("speakers").startswith("Tomas Leer")
        held.go.release(2)
        await reader.wait_until(lambda: reader.status.startswith("provincial/ · 109 quotes"))
        assert titles(reader) == START | {"detail": "Tomas Leer"}
        assert reader.cursor("speakers").startswith("Tomas Leer")
        await reader.press("2", "g", *"jjjj", "3", "g", "2")
        there = [reader.pane(pane) for pane in reader.panes]
        assert held.ended.is_set()
    monkeypatch.undo()
    async with browsing() as reader:
        await reader.press("2", "g", *"jjjj", "3", "g", "2")
        assert [reader.pane(pane) for pane in reader.panes] == there


@pytest.mark.parametrize("small", [0, 2**20])
async def test_once_all_is_read_quotations_are_checked_and_the_first_row_is_first(
    monkeypatch: pytest.MonkeyPatch, small: int, held: Held
) -> None:
    def check(collection: Collection, *progress: Progress) -> None:
        checked.add(len(collection.dialogues))
        check_now(collection, *progress)

    checked: set[int] = set()
    check_now = Collection.check
    monkeypatch.setattr(Collection, "check", check)
    monkeypatch.setattr(live_files, "SMALL", small)
    async with browsing() as reader:
        held.go.release()
        await reader.wait_until(lambda: reader.status == "reading: 2 of 4 dialogues")
        assert checked == set()
        held.go.release(2)
        await reader.wait_until(lambda: reader.status.startswith("provincial/ · 109 quotes"))
        assert checked == {4}
        assert titles(reader) == START
        assert reader.cursor("speakers").startswith("Mina Okoye")


async def test_leaving_ends_the_reading_at_once(held: Held) -> None:
    async with browsing() as reader:
        await reader.press("q")
        assert not reader.app.is_running
    assert held.ended.wait(20)


async def test_dialogues_out_of_sight_are_no_more_those_of_before(series: Path) -> None:
    async with browsing(series) as reader:
        await reader.press("1", "G", "1")
        (series / "2025-03-port-amber.yaml").unlink()
        await reader.press("r", *"11111")
        assert reader.title("event") == "Dialogues 3 │ Themes │ …"
