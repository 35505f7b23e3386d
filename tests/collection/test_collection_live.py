"""A collection beside its files: records that are changed, broken, deleted, added, renamed."""

import json
import os
from contextlib import nullcontext
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.kit.records import BARE, SMALL
from tests.kit.views import OffScreen
from tests.kit.writer import POOL, Writer
from tiptui.collection import live, reading
from tiptui.collection.live import Live, in_order
from tiptui.collection.opened import Collection
from tiptui.record import load
from tiptui.record.load import parse
from tiptui.search.index import Index
from tiptui.search.rows import KINDS
from tiptui.text.visible import plural
from tiptui.ui.actions.session import Session
from tiptui.view.contents import show
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, move

NAMES = ("a.yaml", "b.yaml", "sub/c.yml")
BROKEN = ("", "tiptui: [1\n", "tiptui: 1\nevent: {id: e0}\n", "caf\xe9")


@cache
def writer(event: int, seed: int) -> Writer:
    return Writer(seed, POOL, f"e{event}")


class Author(OffScreen):
    """Somebody who writes records into a folder while it is browsed, and the one who browses."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.now = 10**18
        self.written: dict[str, Writer | str] = {}
        """What each file holds, what is broken as it is."""
        self.good: dict[str, Writer] = {}
        """What each file held when it was last a record."""
        (folder / "sub").mkdir()
        self.write("a.yaml", writer(0, 0))
        self.live = Live([str(folder)], {})
        self.session = Session(Index(self.live.read_first()), self.live, cast(Any, self))
        self.files = self.session.files
        self.look()

    def draw(self, scene: Scene) -> None:
        assert show(scene)

    # What happens to files.

    def write(self, name: str, what: Writer | str) -> None:
        text = what if isinstance(what, str) else json.dumps(what.record)
        (self.folder / name).write_text(text, "latin-1")
        self.written[name] = what

    def delete(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)
        self.written.pop(name, None)

    def rename(self, name: str, other: str) -> None:
        if name in self.written and name != other:
            (self.folder / name).rename(self.folder / other)
            self.written[other] = self.written.pop(name)

    def look(self) -> None:
        """Have the browser look twice at files that have another time than ever before."""
        self.now += 1
        for name in (*self.written, "sub", "."):
            os.utime(self.folder / name, ns=(self.now, self.now))
        self.files.look()
        self.files.look()
        self.good = {name: self.good[name] for name in self.written if name in self.good}
        self.good |= {name: it for name, it in self.written.items() if isinstance(it, Writer)}

    # What is then to be seen.

    def there(self) -> tuple[dict[str, Writer], list[str]]:
        """Return the records that can be shown by their events, and the files that are none."""
        shown: dict[str, Writer] = {}
        troubles = []
        for name in sorted(self.written):
            record = self.good.get(name)
            if record is None or record.event in shown:
                troubles.append(name)
            else:
                shown[record.event] = record
        return shown, troubles

    def check(self) -> None:
        """Nothing is seen but what is there, and what is wrong is said."""
        shown, troubles = self.there()
        dialogues = in_order(each.opened()[1].dialogues[0] for each in shown.values())
        fresh = Index(Collection(dialogues, several=True)).everything
        collection, everything = self.session.collection, self.session.index.everything
        assert all([*everything.of[kind]] == [*fresh.of[kind]] for kind in KINDS)
        assert [
            Path(each.file).relative_to(self.folder).as_posix() for each in collection.troubles
        ] == troubles
        problems = {(Path(file), problem.code) for file, problem in self.live.problems()}
        for trouble in collection.troubles:
            file = Path(trouble.file)
            if file.relative_to(self.folder).as_posix() not in self.good:
                first = parse(file.read_bytes()).problems[0]
                assert trouble.words == first.line(file.name)
            else:
                assert "[duplicate-record]" in trouble.words
                assert (file, "duplicate-record") in problems
        broken = [name for name, it in self.written.items() if isinstance(it, str)]
        wrong = {*broken, *troubles}
        assert bool(self.live.status) == bool(wrong)
        if len(wrong) > 1 or (wrong and not broken):
            assert (
                self.live.status == f"{plural(len(wrong), 'record')} can't be shown (! lists why)"
            )


names = st.sampled_from(NAMES)
writers = st.builds(writer, st.integers(0, 2), st.integers(0, 3))
changes = st.one_of(
    st.tuples(st.just("write"), names, writers),
    st.tuples(st.just("write"), names, writers),
    st.tuples(st.just("write"), names, st.sampled_from(BROKEN)),
    st.tuples(st.just("delete"), names),
    st.tuples(st.just("rename"), names, names),
)


@settings(max_examples=10)
@given(st.lists(st.lists(changes, min_size=1, max_size=3), max_size=8))
@example([[("write", "b.yaml", writer(0, 1))], *([("write", "b.yaml", each)] for each in BROKEN)])
def test_whatever_happens_only_what_is_there_is_listed(days: list[list[tuple[Any, ...]]]) -> None:
    with TemporaryDirectory() as folder:
        author = Author(Path(folder))
        for day in days:
            for what, *things in day:
                getattr(author, what)(*things)
            author.look()
            author.check()


@pytest.fixture(name="author")
def _author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def test_in_whatever_order_they_are_read_records_stand_in_that_of_their_files(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    (author.folder / "a.yaml").unlink()
    for name, event in {"d.yaml": "d", "e.yaml": "e", "f.yaml": "d"}.items():
        (author.folder / name).write_text(BARE.replace("id: e,", f"id: {event},"))
    read_all = reading.read_all
    monkeypatch.setattr(reading, "read_all", lambda files, *_: reversed([*read_all(files)]))
    monkeypatch.setattr(live, "FIRST_SECONDS", -1)
    opened = Live([str(author.folder)], {})
    assert [each.id for each in opened.read_first().dialogues] == ["d"]
    assert (opened.status, opened.now.left) == (
        "reading: 1 of 3 dialogues",
        [str(author.folder / name) for name in ("d.yaml", "e.yaml")],
    )
    for news in opened.read_left():
        opened.take(news)
    assert [each.id for each in opened.now.collection.dialogues] == ["d", "e"]
    assert [Path(each.file).name for each in opened.now.collection.troubles] == ["f.yaml"]
    assert opened.read().collection is opened.now.collection
    (author.folder / "f.yaml").unlink()
    opened.options = opened.options._replace(given={"x#log": "log.txt"})
    opened.take(opened.read())
    assert opened.status == '--source: no record has the id "x"'


def test_a_file_that_appears_while_its_folder_is_listed_is_seen_at_the_next_look(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    def list_slowly(folder: str) -> Any:
        entries = scandir(folder)
        if Path(folder) == author.folder and "b.yaml" not in author.written:
            listed = nullcontext([*entries])
            author.write("b.yaml", writer(1, 0))
            os.utime(author.folder, ns=(author.now + 5, author.now + 5))
            return listed
        return entries

    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", list_slowly)
    author.files.reload()
    assert len(author.session.collection.dialogues) == 1
    author.files.look()
    author.files.look()
    assert len(author.session.collection.dialogues) == 2


def test_half_a_record_is_never_among_them(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = count()
    monkeypatch.setattr(load, "stamps", lambda files: {file: (next(looks),) for file in files})
    author.write("a.yaml", writer(0, 1))
    author.write("b.yaml", writer(1, 0))
    author.files.reload()
    (dialogue,) = author.session.collection.dialogues
    (trouble,) = author.session.collection.troubles
    assert dialogue.record.event.name == author.good["a.yaml"].record["event"]["name"]
    assert trouble.words == "b.yaml is being written"
    monkeypatch.undo()
    author.write("a.yaml", BROKEN[1])
    author.look()
    author.check()


def people(event: str, year: int, *names: str) -> str:
    speakers = "".join(f"  - {{id: {each}, name: {each.title()}}}\n" for each in names)
    head = f"tiptui: 1\nevent: {{id: {event}, name: E, start_date: {year}}}\n"
    return f"{head}speakers:\n{speakers}"


def test_beside_what_is_gone_a_cursor_finds_who_has_another_row_by_now(author: Author) -> None:
    author.write("a.yaml", people("e1", 2024, "ann", "cy"))
    author.write("b.yaml", people("e0", 2023, "ann", "cy", "bo"))
    author.look()
    assert list(author.session.scene.results.rows(Pane.SPEAKERS)) == ["e1#ann", "e1#cy", "e0#bo"]
    author.session.look(move(author.session.view, Pane.SPEAKERS, "e0#bo"))
    author.delete("a.yaml")
    author.write("b.yaml", people("e0", 2023, "ann", "cy"))
    author.look()
    assert author.session.scene.current == "e0#cy"


def test_a_folder_that_was_empty_for_a_while_is_not_read_as_at_first(tmp_path: Path) -> None:
    file, text = tmp_path / "a.yaml", tmp_path / "log.txt"
    file.write_text(SMALL)
    text.write_text("good air")
    live = Live([str(tmp_path)], {"e#log": str(text)})
    live.read_first()
    file.unlink()
    live.take(live.read())
    file.write_text(SMALL)
    text.unlink()
    live.take(live.read())
    (trouble,) = live.now.collection.troubles
    assert trouble.words.endswith("log.txt: no such file or directory")
