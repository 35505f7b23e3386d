"""What keeps the screen beside its files, driven without a screen."""

import asyncio
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest

from tests.kit.records import LOG, NAMED, line_with, small
from tests.kit.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    SPEAKERS,
    START,
    OffScreen,
    at,
    by_ref,
    search,
)
from tiptui.collection import live, opening
from tiptui.collection.live import Live, News
from tiptui.collection.opened import Collection
from tiptui.files import own
from tiptui.record.problem import Position
from tiptui.search.index import Index
from tiptui.search.search import Search
from tiptui.text.steps import Progress, quiet
from tiptui.ui.actions import editor, live_files, searching
from tiptui.ui.actions.session import Session
from tiptui.view.following import open_sources
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View

READ_AGAIN = "minutes.yaml read again"


class Author(OffScreen):
    """Somebody who writes the record, and what the screen is asked for meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.file, self.log = Path("minutes.yaml"), Path("log.txt")
        self.file.write_text(NAMED, encoding="utf-8")
        self.log.write_text(LOG, encoding="utf-8")
        self.live = Live([str(self.file)], {})
        self.drawn: list[Scene] = []
        self.edited: list[list[str]] = []
        self.edit: Callable[[], str] = str
        self.listed = 0
        collection = self.live.read_first()
        collection.check()
        self.follow(self.live, collection)

    def follow(self, live: Live, collection: Collection) -> None:
        """Have files before the author, and follow them."""
        self.session = Session(Index(collection), live, cast(Any, self))
        self.files = self.session.files

    def write_many(self, *ids: str) -> list[str]:
        """Write the record once more for each id of an event; return the files."""
        text = self.file.read_text("utf-8")
        for id in ids:
            Path(f"{id}.yaml").write_text(text.replace("{id: e,", f"{{id: {id},"), "utf-8")
        return [f"{id}.yaml" for id in ids]

    def draw(self, scene: Scene) -> None:
        self.drawn.append(scene)

    def run_editor(self, argv: list[str]) -> str:
        self.edited.append(argv)
        return self.edit()

    def choose(self, *_: object, **__: object) -> None:
        self.listed += 1

    def write(self, old: str = "", new: str = "") -> None:
        """Write the record with words in it replaced; the screen looks twice, as it must."""
        assert old in NAMED
        self.file.write_text(NAMED.replace(old, new), encoding="utf-8")
        self.look()

    def look(self) -> None:
        self.files.look()
        self.files.look()

    @property
    def remark(self) -> str:
        return self.session.view.remark or self.live.status

    @property
    def ann(self) -> str:
        return self.session.collection.dialogues[0].record.speakers[0].name


@pytest.fixture(name="author")
def _author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Author:
    monkeypatch.chdir(tmp_path)
    program = tmp_path / "vim"
    program.write_text("")
    program.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(program))
    # The next look is not put off.
    monkeypatch.setattr(live_files, "SHARE", 1e9)
    return Author()


# Reading again


def test_looks_take_a_small_share_of_the_time(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_files, "SHARE", 0.01)
    monkeypatch.setattr(live_files, "perf_counter", count().__next__)
    author.files.look()
    author.file.write_text(NAMED.replace("Ann Ångström", "Anna"), encoding="utf-8")
    looks = 0
    while not author.drawn:
        author.files.look()
        looks += 1
    assert looks > 95


def test_who_asks_gets_an_answer_at_once(author: Author) -> None:
    author.files.reload()
    assert author.remark == "read again: nothing changed"
    author.file.write_text(NAMED.replace("Warm the sea", "Cool the sea"), encoding="utf-8")
    author.files.reload()
    assert author.remark == READ_AGAIN
    author.look()
    assert author.remark == READ_AGAIN
    # What nobody asked for, and changes nothing, takes no remark away.
    author.session.remark("as before")
    author.file.write_text("# \n" + author.file.read_text(encoding="utf-8"), encoding="utf-8")
    author.look()
    assert author.remark == "as before"


def test_a_broken_record_leaves_view_and_history_until_it_is_mended(author: Author) -> None:
    author.session.look(search("win", at(RECOMMENDATIONS)))
    author.session.go(open_sources)
    view, history = author.session.view, author.session.history
    author.write("text: Warm", "test: Warm")
    assert author.remark == "minutes.yaml: 2 errors (! lists them)"
    assert (author.session.view, author.session.history) == (view, history)
    author.files.reload()
    assert author.remark == "minutes.yaml: 2 errors (! lists them)"
    author.write()
    assert author.remark == READ_AGAIN
    assert (replace(author.session.view, remark=""), author.session.history) == (view, history)


@pytest.mark.parametrize("small", [2**20, -1], ids=["at once", "aside"])
async def test_quotations_that_a_change_breaks_are_told_as_new_errors(
    author: Author, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    async def change(text: str = NAMED) -> str:
        author.session.look(START)
        author.file.write_text(text, encoding="utf-8")
        author.look()
        await author.end()
        return author.session.view.remark

    for module in (live_files, opening):
        monkeypatch.setattr(module, "SMALL", small)
    author.files.begin()
    await author.end()
    assert author.session.view.remark == ""
    wrong = NAMED.replace("exact: cold water", "exact: old waters")
    assert await change(wrong) == f"{READ_AGAIN} · 1 new error (! lists it)"
    assert await change(wrong.replace("Ann Ångström", "Anna")) == READ_AGAIN
    assert await change() == READ_AGAIN
    author.log.write_text("All else.\n")
    assert await change() == f"{READ_AGAIN} · 5 new errors (! lists them)"


def test_what_changes_while_it_is_read_is_not_shown(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = author.live.read

    def tear(progress: Progress = quiet) -> News:
        news = read(progress)
        torn = {file: replace(each, torn=True) for file, each in news.opened.items()}
        return news._replace(opened=torn)

    monkeypatch.setattr(author.live, "read", tear)
    author.write("Ann Ångström", "Annabel")
    assert (author.ann, author.remark, author.drawn) == ("Ann Ångström", "", [])
    author.files.reload()
    assert author.remark == "minutes.yaml is being written: r reads it again"


def test_of_standard_input_nothing_is_read_again_or_edited(author: Author) -> None:
    author.follow(Live(["-"], {}), author.session.collection)
    author.files.reload()
    assert author.session.view.remark == "standard input can't be read again"
    editor.edit(author.session)
    assert author.session.view.remark.startswith("there is no file to change")
    editor.open_editor(author.session, "-", Position(1, 1))
    assert author.edited == []


def test_what_is_installed_is_left_alone_and_a_copy_named(
    author: Author, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    live = Live([str(author.file.absolute())], {})
    author.follow(live, live.read_first())
    monkeypatch.setattr(own, "default_record", lambda: live.files[0])
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    editor.edit(author.session)
    assert author.edited == []
    assert author.remark == f"not yours to change · y copies: cp {live.files[0]} ."
    assert list(Path().iterdir()) == []


def test_what_can_not_be_written_to_is_installed(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not own.is_installed("minutes.yaml")
    assert not own.is_installed("missing.yaml")
    with monkeypatch.context() as denied:
        denied.setattr("os.access", lambda file, mode: mode == os.F_OK and file == "minutes.yaml")
        assert own.is_installed("minutes.yaml")
        assert not own.is_installed("missing.yaml")
    assert own.is_installed(own.default_record())


# Large files


@pytest.fixture(name="large")
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every file be a large one."""
    for module in (live_files, opening):
        monkeypatch.setattr(module, "SMALL", -1)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("opened", [False, True])
async def test_a_large_text_that_is_looked_at_is_ready_when_it_is_shown_again(
    author: Author, opened: bool
) -> None:
    if opened:
        author.session.look(open_sources(author.session.scene))
    author.write("Ann Ångström", "Anna")
    await author.end()
    assert (author.ann, author.session.scene.is_ready) == ("Anna", opened)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("then", "remarks"),
    [("reload", ["reading again …", "read again: nothing changed"]), ("close", [])],
)
async def test_a_reading_that_nobody_waits_for_ends_and_shows_nothing(
    author: Author, monkeypatch: pytest.MonkeyPatch, then: str, remarks: list[str]
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    read = author.live.read

    def read_slowly(progress: Progress = quiet) -> News:
        begun.set()
        assert go_on.wait(20)
        return read(progress)

    monkeypatch.setattr(author.live, "read", read_slowly)
    author.files.reload()
    await asyncio.to_thread(begun.wait, 20)
    monkeypatch.setattr(author.live, "read", read)
    getattr(author.files, then)()
    go_on.set()
    await author.end()
    assert [scene.view.remark for scene in author.drawn] == ["reading again …", *remarks]


@pytest.mark.usefixtures("large")
async def test_a_check_of_quotations_ends_when_a_reading_begins(author: Author) -> None:
    author.live = Live(["minutes.yaml"], {})
    author.follow(author.live, author.live.read_first())
    author.files.begin()
    author.files.close()
    await author.end()
    assert author.session.collection.quote_counts is None
    author.files.reload()
    await author.end()
    assert author.session.collection.quote_counts


async def test_what_is_typed_is_found_in_what_was_read_before_it_is_shown(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = author.write_many("a", "b", "c")
    monkeypatch.setattr(live, "FIRST_SECONDS", 0)
    author.live = Live(files, {})
    author.follow(author.live, author.live.read_first())
    assert author.live.now.left
    searching.search_for(author.session, "ann")
    at_once = list[Search]()
    monkeypatch.setattr(Search, "run", lambda search, *_: at_once.append(search))
    author.files.begin()
    await author.end()
    assert len(author.session.scene.results.hits.of["dialogues"]) == len(files)
    assert all(search.complete for search in at_once)


@pytest.mark.usefixtures("large")
async def test_a_change_of_the_files_does_not_leave_the_reader_without_an_answer(
    author: Author,
) -> None:
    author.files.reload()
    author.write("tiptui: 1", "tiptui: 1  # as before")
    assert author.remark == "reading again …"
    await author.end()
    assert author.remark == "read again: nothing changed"


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("goes_on", [False, True])
async def test_problems_of_large_files_are_told_unless_the_reader_has_gone_on(
    author: Author, goes_on: bool
) -> None:
    editor.list_problems(author.session)
    assert (author.remark, author.listed) == ("looking for all problems …", 0)
    if goes_on:
        author.session.look(at(DETAIL))
    await author.end()
    assert author.session.view.remark == ("" if goes_on else "no errors and no warnings")


# The editor


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (at(SPEAKERS, "bo"), "- id: bo"),
        (at(DETAIL, 2), "The water is cold."),
        (at(DETAIL, 4), "- {id: r1"),
        (at(DETAIL, 5), "exact: windows"),
        (at(EVENT), "event: {id"),
        (at(EVENT, "water"), "- {id: water"),
        (at(RECOMMENDATIONS, "r2"), "- {id: r2"),
        # Where nothing is under the cursor.
        (search("zzz"), "event: {id"),
        (at(Pane.SOURCE, 2), "exact: windows"),
        (at(Pane.SOURCE, 4), "exact: warm"),
        # Words that nobody cites.
        (at(Pane.SOURCE, 99), "event: {id"),
    ],
)
def test_the_editor_opens_at_what_is_under_the_cursor(
    author: Author, view: View, words: str
) -> None:
    author.session.look(by_ref(author.session.collection, view))
    editor.edit(author.session)
    ((_, *arguments),) = author.edited
    assert arguments == [f"+{line_with(NAMED, words)}", str(author.file)]
    assert author.remark == "read again: nothing changed"


def test_an_organization_has_its_place() -> None:
    assert small()["sea"].path == ("organizations", 0)


def test_what_the_editor_wrote_is_shown_and_how_it_ended_is_said(author: Author) -> None:
    def edit() -> str:
        author.file.write_text(NAMED.replace("Ann Ångström", "Anna"), encoding="utf-8")
        return failure

    failure = ""
    author.edit = edit
    editor.open_editor(author.session, "minutes.yaml", Position(3, 5))
    assert author.edited[-1][1] == "+3"
    assert (author.ann, author.remark) == ("Anna", READ_AGAIN)
    failure = "vim ended with status 3"
    editor.edit(author.session)
    assert author.remark == failure
    author.session.look(START)
    author.write("text: Warm", "test: Warm")
    author.edit = lambda: failure
    editor.edit(author.session)
    assert author.remark == failure


def test_of_several_records_the_one_that_changed_is_named_else_the_folder(author: Author) -> None:
    folder = Path("folder")
    folder.mkdir()
    files = [Path(file).rename(folder / file) for file in author.write_many("a", "b", "c")]

    def write(*changed: Path) -> str:
        for file in changed:
            file.write_text(file.read_text("utf-8").replace("Bo", "Bobo"), "utf-8")
        author.files.reload()
        return author.remark

    live = Live([str(folder)], {})
    author.follow(live, live.read_first())
    for news in live.read_left():
        live.take(news)
    author.files.reload()  # what was left
    assert write() == "read again: nothing changed"
    assert write(files[1]) == "folder/ read again"
    files[0].unlink()
    assert write() == "folder/ read again"
