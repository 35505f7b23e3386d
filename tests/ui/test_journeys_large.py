"""A large record is searched between keys."""

from functools import cache
from unittest.mock import Mock

import pytest

from benchmarks.records import record as generated
from tests.kit.drawn import Reader, reading
from tests.kit.records import indexed, record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.record.model import Record
from tiptui.search import search
from tiptui.search.query import parse
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
    """Return the title of the speakers once all are found."""
    return f"Speakers · {len(indexed(opened()).hits(parse(query)).of['speakers'])} of 120"


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
        session = reader.browser.session
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
        await reader.press("/")
        for name in names:
            for letter in name[:4]:
                await reader.press(letter)
                for body in [pane.body for pane in reader.browser.panes.values()]:
                    top = body.top
                    body.scroll(0)
                    assert body.top == top
            await reader.press("ctrl+u")


async def test_what_keeps_the_record_from_being_read_is_known_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = LookupError("nothing there")
    monkeypatch.setattr(Live, "read_first", Mock(side_effect=fault))
    app = TiptuiApp(Live(["minutes.yaml"], {}))
    async with app.run_test() as pilot:
        await Reader(app, pilot).wait_until(lambda: app.failure is not None)
    assert app.failure is fault
