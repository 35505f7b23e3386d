"""A large record: read behind a progress bar, searched between keys."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from benchmarks.records import record as generated
from tests.drawn import Reader, reading
from tests.records import linked
from tiptui.files.progress import Progress
from tiptui.search import index as search
from tiptui.search.index import Index
from tiptui.text.folding import words_of
from tiptui.ui import browser, search_keys
from tiptui.ui.browser import Browser
from tiptui.ui.reading_app import ReadingApp
from tiptui.view.shown import Shown
from tiptui.view.shown import show as shown_of
from tiptui.view.state import View, typed


@cache
def links() -> Index:
    return Index(linked(generated(120, 1)))


@pytest.fixture(name="slow")
def _slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[View, Shown]]]:
    """Searches that take one row in a step and none at once; gives all that is shown."""
    shown: list[tuple[View, Shown]] = []

    def noted(index: Index, view: View) -> Shown:
        shown.append((view, show(index, view)))
        return shown[-1][1]

    show = shown_of
    monkeypatch.setattr(search, "STEP", 1)
    monkeypatch.setattr(search_keys, "AT_ONCE", -1.0)
    monkeypatch.setattr(search_keys, "FEW", -1.0)
    monkeypatch.setattr(browser, "show", noted)
    yield shown
    for view, each in shown:
        assert_right(view, each)


def assert_right(view: View, shown: Shown) -> None:
    """Whatever is shown is the beginning of what the query in the search line finds."""
    place = Index(links().links)
    hits = place.hits(view.query)
    rows = list(shown.speakers.rows)
    assert rows == list(hits.speakers)[: len(rows)]
    complete = view.hits is None or view.hits.complete
    assert (len(rows) == len(hits.speakers)) or not complete
    assert ("+ of" in shown.speakers.title) == (not complete and bool(words_of(view.query)))


async def counted(reader: Reader, query: str) -> None:
    """Waits for the count of all that a plain scan finds."""
    words = words_of(query)
    rows = links().speakers.layers[-1]
    count = sum(all(word in row for word in words) for row in rows)
    title = f"Speakers · {count} of 120"
    await reader.wait_until(lambda: reader.title("speakers") == title)


async def test_a_key_supersedes_the_search_of_the_key_before(
    slow: list[tuple[View, Shown]],
) -> None:
    async with reading(Index(links().links)) as reader:
        await reader.press("/", *"an")
        await reader.press(*"a")
        await counted(reader, "ana")
        await reader.press("backspace")
        await counted(reader, "an")
        await reader.press(*" er")
        await counted(reader, "an er")
        assert reader.search_line == "/ an er█"
    queries = [view.query for view, _ in slow]
    # What is drawn follows the keys: never again a query that a later one took the place of.
    order = ["", "a", "an", "ana", "an", "an ", "an e", "an er"]
    assert sorted(set(queries), key=queries.index) == [
        each for each in dict.fromkeys(order) if each in queries
    ]
    assert queries[-1] == "an er"
    last = max(number for number, query in enumerate(queries) if query == "ana")
    assert "an" in queries[last + 1 :]


async def test_a_list_that_a_query_shortens_is_seen_from_where_its_rows_are() -> None:
    names = " ".join(links().speakers.layers[0][60:72]).split()
    async with reading(Index(links().links), (80, 24)) as reader:
        screen = reader.app.screen
        assert isinstance(screen, Browser)
        await reader.press("/")
        for name in names:
            for letter in name[:4]:
                await reader.press(letter)
                for pane in (screen.speakers, screen.recommendations):
                    assert pane.top <= max(0, pane.length - pane.window)
            await reader.press("ctrl+u")


async def test_any_other_key_waits_for_all_hits(slow: list[tuple[View, Shown]]) -> None:
    async with reading(Index(links().links)) as reader:
        await reader.press("/", *"an", "down", "enter")
        hits = Index(links().links).hits("an")
        name = links().links[hits.speakers[1]].name  # type: ignore[union-attr]
        assert reader.cursor("speakers").startswith(name)
        assert "+ of" not in reader.title("speakers")
        assert slow[-1][0].hits is None


async def test_nothing_found_says_so_and_then_offers_names(
    slow: list[tuple[View, Shown]],
) -> None:
    name = links().links.record.speakers[0].name.split()[0]
    wrong = name[:2] + "qx" + name[2:]
    async with reading(Index(links().links)) as reader:
        await reader.press("/", *wrong)
        await reader.wait_until(lambda: f"No match for {wrong}; close:" in reader.text)
    lines = [shown.speakers.empty for view, shown in slow if view.query == wrong]
    assert lines[-1].startswith(f"No match for {wrong}; close: ")
    assert f"No match for {wrong}" in lines


async def test_while_nothing_is_found_yet_the_list_says_that_it_searches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = Index(links().links)
    going = place.search("qqqq")
    async with reading(place) as reader:
        screen = reader.app.screen
        assert isinstance(screen, Browser)
        screen.look(replace(typed(screen.view, "qqqq"), hits=going.hits))
        await reader.settle()
        assert "Searching …" in reader.pane("speakers")[0]
        assert reader.title("speakers") == "Speakers · 0+ of 120"


# Reading


class Slow:
    """A reading that goes on when it is told to."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.ended = threading.Event()
        self.failure: Exception | None = None

    def __call__(self, progress: Progress) -> Index:
        try:
            progress(0.25)
            assert self.go_on.wait(20)
            progress(0.5)
            if self.failure:
                raise self.failure
            return Index(links().links)
        finally:
            self.ended.set()


async def test_progress_is_seen_until_the_record_is_there() -> None:
    read = Slow()
    app = ReadingApp("folder/minutes\x1b[31m.yaml", 2_000_000, read)
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
        await counted(reader, "an")


async def test_leaving_ends_the_reading() -> None:
    read = Slow()
    app = ReadingApp("minutes.yaml", 2_000_000, read)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("q")
    read.go_on.set()
    assert read.ended.wait(20)
    assert app.failure is None
    assert not app.return_code


async def test_what_keeps_the_record_from_being_read_is_known_at_the_end() -> None:
    read = Slow()
    read.failure = LookupError("nothing there")
    read.go_on.set()
    app = ReadingApp("minutes.yaml", 2_000_000, read)
    async with app.run_test() as pilot:
        reader = Reader(app, pilot)
        await reader.wait_until(lambda: app.failure is not None)
    assert app.failure is read.failure
