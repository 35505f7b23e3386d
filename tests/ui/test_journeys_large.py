"""A large record: read behind a progress bar, searched between keys."""

import threading
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

from benchmarks.records import record as generated
from tests.kit.drawn import Reader, reading
from tests.kit.records import indexed, record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.record.model import Record
from tiptui.record.progress import Progress, quiet
from tiptui.search import search
from tiptui.search.query import parse
from tiptui.search.rows import CLAIMS
from tiptui.ui.actions import searching
from tiptui.ui.app import TiptuiApp
from tiptui.ui.browser import Browser


@cache
def large() -> Record:
    return record(generated(120, 1))


def opened() -> Collection:
    return Collection([Dialogue(large())])


@pytest.fixture(name="slow")
def _slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches that take one row in a step and none before the next key."""
    monkeypatch.setattr(search, "STEP", 1)
    monkeypatch.setattr(searching, "SEARCH_AT_ONCE", -1.0)
    monkeypatch.setattr(searching, "SOON", -1.0)


def title(query: str) -> str:
    """The title of the speakers when all that match a word, or one of their claims, are found."""
    rows = indexed(opened()).rows
    found: set[int] = set()
    for kind in ("speakers", *CLAIMS):
        of = range(len(rows[kind]))
        here = [row for row in of if query in rows[kind].text(row)]
        found.update(*([row] if kind == "speakers" else rows[kind].makers[row] for row in here))
    return f"Speakers · {len(found)} of 120"


@pytest.mark.usefixtures("slow")
async def test_keys_are_taken_while_a_search_goes_on() -> None:
    async with reading(opened()) as reader:
        await reader.press("/", *"anaq", "backspace")
        await reader.wait_until(lambda: reader.title("speakers") == title("ana"))
        assert reader.search_line == "/ ana█"
        await reader.press("backspace")
        await reader.wait_until(lambda: reader.title("speakers") == title("an"))
        # Any other key waits for all hits.
        await reader.press("ctrl+u", *"er", "down", "enter")
        assert reader.title("speakers") == title("er")
        speaker = large().speakers[indexed(opened()).hits(parse("er")).of["speakers"].ranked[1][1]]
        assert reader.cursor("speakers").startswith(speaker.name)


@pytest.mark.usefixtures("slow")
async def test_a_key_that_looks_for_something_else_waits_for_no_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Browser, "spawn", lambda *_: lambda: None)
    async with reading(opened()) as reader:
        assert isinstance(reader.app.screen, Browser)
        session = reader.app.screen.session
        for key in ("backspace", "ctrl+w", "ctrl+u"):
            await reader.press("/", *"an")
            going_on = session.search
            await reader.press(key)
            assert going_on
            assert not going_on.ended
            await reader.press("ctrl+u", "escape")


async def test_a_list_that_a_query_shortens_is_seen_from_where_its_rows_are() -> None:
    names = " ".join(indexed(opened()).rows["speakers"].layers[0][60:66]).split()
    async with reading(opened(), (80, 24)) as reader:
        screen = reader.app.screen
        assert isinstance(screen, Browser)
        await reader.press("/")
        for name in names:
            for letter in name[:4]:
                await reader.press(letter)
                for body in [pane.body for pane in screen.panes.values()]:
                    top = body.top
                    body.scroll(0)
                    assert body.top == top
            await reader.press("ctrl+u")


# Reading


class Slow(Live):
    """Files whose reading goes on when it is told to."""

    def __init__(self, file: str) -> None:
        super().__init__([file], {})
        self.go_on, self.given_up = threading.Event(), threading.Event()

    def read_first(self, progress: Progress = quiet) -> Collection:
        progress(0.25)
        assert self.go_on.wait(20)
        try:
            progress(0.5)
        except Exception:
            self.given_up.set()
            raise
        return opened()


async def test_progress_is_seen_until_the_record_is_there(tmp_path: Path) -> None:
    file = tmp_path / "minutes\x1b[31m.yaml"
    file.write_bytes(b" " * 2_000_000)
    read = Slow(str(file))
    app = TiptuiApp(read)
    async with app.run_test(size=(120, 40)) as pilot:
        reader = Reader(app, pilot)
        await reader.wait_until(lambda: "0.5 of 2.0 MB" in reader.text)
        assert "Reading minutes␛[31m.yaml" in reader.text
        assert "q leaves" in reader.text
        read.go_on.set()
        await reader.wait_until(lambda: isinstance(app.screen, Browser))
        await reader.settle()
        assert reader.title("speakers") == "Speakers · 120"
        await reader.press("/", *"an")
        await reader.wait_until(lambda: reader.title("speakers") == title("an"))


async def test_leaving_ends_the_reading() -> None:
    read = Slow("minutes.yaml")
    app = TiptuiApp(read)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("q")
    read.go_on.set()
    assert read.given_up.wait(20)
    assert (app.failure, app.return_code or 0) == (None, 0)


async def test_what_keeps_the_record_from_being_read_is_known_at_the_end() -> None:
    read, fault = Slow("minutes.yaml"), LookupError("nothing there")
    with patch.object(read.go_on, "wait", side_effect=fault):
        app = TiptuiApp(read)
        async with app.run_test() as pilot:
            await Reader(app, pilot).wait_until(lambda: app.failure is not None)
    assert app.failure is fault
