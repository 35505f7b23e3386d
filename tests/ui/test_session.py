"""What the screen is made of, mostly driven without a screen: session, searching, sources."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from unittest.mock import Mock

import pytest
from textual.worker import WorkerFailed

from benchmarks.records import record as generated
from tests.kit.drawn import Reader, reading
from tests.kit.records import indexed, record, small, sourced
from tests.kit.views import (
    DETAIL,
    SPEAKERS,
    START,
    OffScreen,
    at,
    by_ref,
    retype,
    scene,
    session_of,
)
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.files import programs
from tiptui.search import search
from tiptui.search.index import Index
from tiptui.search.query import LONGEST, TOO_LONG
from tiptui.ui.actions import exporting, searching
from tiptui.ui.app import TiptuiApp, browse
from tiptui.ui.browser import Browser
from tiptui.ui.panes.body import Body
from tiptui.ui.panes.lists import claim_row, list_page, speaker_row
from tiptui.view.contents import PaneContent, show
from tiptui.view.following import follow, go_to_uncited, open_sources, trace
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View, open_search


def in_source(number: int = 0, view: View = START) -> View:
    return at(Pane.SOURCE, number, open_sources(scene(sourced(), view)))


@pytest.mark.parametrize(
    ("start", "way", "steps"),
    [
        (START, open_sources, 1),
        (at(DETAIL, 1), trace, 1),
        (at(DETAIL, 2), trace, 0),  # no evidence
        (in_source(5), follow, 1),
        (at(DETAIL, 0, in_source(3)), follow, 1),
        # Within the sources the cursor moves, and nothing else.
        (in_source(4), follow, 0),
        (in_source(0), go_to_uncited, 0),
        (at(DETAIL, 0, in_source(0)), go_to_uncited, 0),
        (at(DETAIL, 1, in_source(5)), trace, 0),
    ],
)
def test_a_way_is_one_step_where_it_leads_elsewhere(
    start: View, way: Callable[[Scene], View], steps: int
) -> None:
    session, start = session_of(indexed(sourced())), by_ref(sourced(), start)
    session.look(start)
    session.go(way)
    assert session.history.past == (start,) * steps
    if steps:
        there = session.view
        session.back()
        assert session.view == start
        session.forward()
        assert session.view == there


@cache
def many() -> Collection:
    return Collection([Dialogue(record(generated(120, 1)))])


class Typist(OffScreen):
    """Somebody who types, and all that they are shown."""

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self.shown: list[tuple[Scene, dict[Pane, PaneContent]]] = []
        self.session = session_of(Index(collection), self)

    def draw(self, scene: Scene) -> None:
        self.shown.append((scene, show(scene)))

    @property
    def queries(self) -> list[str]:
        return [scene.view.query for scene, _ in self.shown]


@pytest.fixture(name="slow")
def _slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches that take one row in a step and none before the next key."""
    monkeypatch.setattr(search, "STEP", 1)
    monkeypatch.setattr(searching, "SEARCH_AT_ONCE", -1.0)
    monkeypatch.setattr(searching, "SOON", -1.0)


@pytest.fixture(name="typist")
def _typist(slow: None) -> Iterator[Typist]:
    typist = Typist(many())
    yield typist
    everything = Index(many())
    for shown_scene, shown in typist.shown:
        # Whatever is shown is the beginning of what the query finds.
        found, rows = everything.hits(shown_scene.query).of["speakers"], shown[SPEAKERS].stops
        assert list(rows) == list(found)[: len(rows)]
        assert shown_scene.results.hits.complete <= (len(rows) == len(found))
        assert ("+ of" in shown[SPEAKERS].titles[0]) == (not shown_scene.results.hits.complete)


async def test_a_search_shows_more_and_more_until_a_key_supersedes_it(typist: Typist) -> None:
    searching.search_for(typist.session, "a")
    assert typist.queries == []
    for _ in range(50):
        await asyncio.sleep(0)
    assert typist.queries == ["a"]
    searching.search_for(typist.session, "an")
    await typist.end()
    assert set(typist.queries[1:]) == {"an"}
    assert typist.shown[-1][0].results.hits.complete


async def test_a_search_that_is_superseded_never_draws(typist: Typist) -> None:
    searching.search_for(typist.session, "a")
    await asyncio.sleep(0)
    searching.search_for(typist.session, "")  # which needs no search
    await typist.end()
    assert typist.queries == [""]
    # So does one of a record that another has taken the place of.
    searching.search_for(typist.session, "an")
    await asyncio.sleep(0)
    session = typist.session
    session.renew(Index(many()), session.view)
    await typist.end()
    assert typist.queries == ["", "an"]


async def test_another_key_waits_for_all_hits(typist: Typist) -> None:
    searching.search_for(typist.session, "an")
    typist.session.catch_up()
    typist.session.catch_up()
    await typist.end()
    assert typist.queries == ["an"]
    assert typist.shown[0][0].results.hits.complete


async def test_what_is_typed_again_is_searched_again(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    searching.search_for(typist.session, "an")
    monkeypatch.setattr(searching, "SEARCH_AT_ONCE", 60.0)  # however busy the machine is
    searching.search_for(typist.session, "an")
    assert typist.shown[-1][0].results.hits.complete
    await typist.end()


async def test_nothing_found_says_so_and_then_offers_names(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "NOTHING_YET", -1.0)
    name = many().dialogues[0].record.speakers[0].name.split()[0]
    wrong = name[:2] + "qx" + name[2:]
    searching.search_for(typist.session, wrong)
    await typist.end()
    lines = list(dict.fromkeys(shown[SPEAKERS].empty for _, shown in typist.shown))
    assert lines[:2] == ["Searching …", f"No match for {wrong} · esc back"]
    assert lines[2].startswith(f"No match for {wrong}; did you mean ")
    assert typist.shown[0][1][SPEAKERS].titles[0] == "Speakers · 0+ of 120"


async def test_what_goes_beyond_the_longest_query_is_left_out_and_said() -> None:
    typist = Typist(small())
    searching.insert(typist.session, "end" * 2)
    typist.session.look(replace(typist.session.view, after_caret=3))
    searching.insert(typist.session, "x" * (LONGEST - 6))
    assert not typist.session.view.remark
    for text in ("z", "y" * LONGEST):
        searching.erase(typist.session, "left")
        searching.insert(typist.session, f"x{text}")
        assert typist.session.view.remark == f"{TOO_LONG}: the rest is left out"
        assert typist.session.view.query == f"end{'x' * (LONGEST - 6)}end"
    await typist.end()


def test_what_is_found_at_once_is_drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SEARCH_AT_ONCE", 60.0)  # however busy the machine is
    typist = Typist(Collection([Dialogue(small().dialogues[0].record)]))
    for what, query in (("", "ann sea"), ("left", "ann se"), ("word", "ann "), ("start", "")):
        if what:
            searching.erase(typist.session, what)
        else:
            searching.search_for(typist.session, query)
        assert typist.queries[-1] == query
    assert (len(typist.shown), typist.tasks) == (4, [])


def test_where_no_browser_is_found_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "opener", list)
    session = session_of(indexed(sourced()))
    session.look(at(DETAIL, 1))
    exporting.open_address(session)
    address = "https://log.example/may#:~:text=all%20is%20well"
    assert session.view.remark == f"no browser to open {address}"


@pytest.mark.usefixtures("slow")
async def test_a_key_that_looks_for_something_else_waits_for_no_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Browser, "run_worker", lambda *_: None)
    async with reading(many()) as reader:
        session = reader.browser.session
        for key in ("backspace", "ctrl+w", "ctrl+u"):
            await reader.press("/", *"an")
            going_on = session.search
            await reader.press(key)
            assert going_on
            assert not going_on.complete
            await reader.press("ctrl+u", "escape")


def test_a_list_that_a_query_shortens_is_seen_from_where_its_rows_are() -> None:
    names = " ".join(indexed(many()).rows["speakers"].layers[0][60:66]).split()
    for pane, row in ((SPEAKERS, speaker_row), (Pane.RECOMMENDATIONS, claim_row)):
        body, view = Body(partial(list_page, pane, row)), open_search(START)
        body.resize(40, 12)
        for typed in (name[:end] for name in names for end in range(5)):
            view = retype(many(), view, typed)
            body.show(show(scene(many(), view))[pane], scene(many(), view))
            top = body.top
            body.scroll(0)
            assert body.top == top


async def test_what_keeps_the_record_from_being_read_is_known_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = LookupError("nothing there")
    monkeypatch.setattr(Live, "read_first", Mock(side_effect=fault))
    app = TiptuiApp(Live(["minutes.yaml"], {}))
    with pytest.raises(WorkerFailed):
        async with app.run_test() as pilot:
            await Reader(app, pilot).wait_until(lambda: app.failure is not None)
    assert app.failure is fault
    monkeypatch.setattr(TiptuiApp, "run", lambda app, **_: setattr(app, "failure", fault))
    with pytest.raises(LookupError, match="nothing there"):
        browse(Live(["minutes.yaml"], {}), print)
