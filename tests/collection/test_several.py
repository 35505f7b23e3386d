"""Several files as one: what they are called, how they are ordered, and what is said of them."""

import os
from pathlib import Path

import pytest

from tests.kit.records import ASKED, BARE, SOURCED, SPOKEN, collected, indexed, record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live, in_order
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Options, open_read, open_record
from tiptui.proof.source_text import SourceText
from tiptui.record.load import ReadFile
from tiptui.search.matches import Order
from tiptui.search.query import parse
from tiptui.search.rows import RowKind
from tiptui.ui.actions.editor import problem_choices
from tiptui.ui.actions.live_files import status_of


class Folder:
    """A folder that is opened, and written to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = 10**18

    def write(self, **texts: str) -> None:
        self.now += 10**9
        for name, text in texts.items():
            (self.path / f"{name}.yaml").write_text(text, "utf-8")
            os.utime(self.path / f"{name}.yaml", ns=(self.now, self.now))

    def open(self) -> Live:
        opened = Live([str(self.path)], {})
        opened.take(opened.read())
        return opened


def codes(live: Live) -> list[str]:
    return [problem.code for _, problem in live.problems()]


def event(name: str, person: str = "Ann") -> str:
    return BARE.replace("id: e,", f"id: event-{name},").replace("Ann", person)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.parametrize(
    ("paths", "name"),
    [(["x/a/"], "a/"), (["x/a/", "b"], "a (+1)"), (["x/a.yaml", "b", "c"], "a.yaml (+2)")],
)
def test_several_are_called_by_the_first_and_how_many_more_there_are(
    paths: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x/a").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert Live(paths, {}).name == name


def test_the_newest_come_first_and_with_each_the_rest_of_its_series() -> None:
    events = [("old", 2019, "S"), ("new", 2024, "S"), ("one", 2023, ""), ("two", 2022, "")]
    dialogues = [
        Dialogue(record(BARE.replace("id: e, ", f"id: {name}, {more}").replace("2024", str(year))))
        for name, year, series in events
        for more in [f"series: {series}, " if series else ""]
    ]
    assert [each.id for each in in_order(dialogues)] == ["new", "old", "one", "two"]


def test_the_first_error_keeps_a_record_from_being_shown_and_no_warning(folder: Folder) -> None:
    folder.write(a=BARE.replace("name: E", "name: E\u200b").replace("a, name", "a, nmae"))
    opened = folder.open()
    (trouble,) = opened.now.collection.troubles
    assert trouble.words.startswith("a.yaml:3:")
    problems = [of for file, of in opened.problems() if file == str(folder.path / "a.yaml")]
    assert problems[0].warning
    assert trouble.position == next(each.position for each in problems if not each.warning)


def test_of_one_record_that_stays_as_it_was_the_status_says_why(folder: Folder) -> None:
    folder.write(a=event("a"), b=event("b"))
    opened = folder.open()
    assert opened.status == ""
    folder.write(b="tiptui: [1\n")
    opened.take(opened.read())
    assert opened.status == opened.now.opened[str(folder.path / "b.yaml")].status != ""
    folder.write(a="tiptui: [1\n")
    opened.take(opened.read())
    assert opened.status == "2 records can't be shown (! lists why)"


def test_the_text_that_is_given_of_one_of_several_is_told(folder: Folder) -> None:
    folder.write(a=SOURCED, b=event("b"))
    log = folder.path / "log.txt"
    log.write_text(SPOKEN, "utf-8")
    opened = Live([str(folder.path)], {"e#log": str(log)})
    collection = opened.read_all()
    collection.check()
    assert status_of(opened, collection).words.endswith("· 1 quote not found · ! lists")
    log.write_text(SPOKEN.replace("the meeting", "no such words"), "utf-8")
    opened.take(opened.read())
    opened.now.collection.check()
    assert " · 7 quotes verbatim in log.txt" in status_of(opened, opened.now.collection).words


def test_a_file_that_can_not_be_read_says_so_and_has_its_places_at_its_top(folder: Folder) -> None:
    folder.write(a=event("a"))
    file = str(folder.path / "a.yaml")
    unread = open_read(ReadFile(file, failure="no such"), Options(strict=False))
    assert unread.unread == ("a.yaml: no such",)
    opened = open_record(file, Options(of_collection=True))
    assert opened.read.positions([("speakers", 0)])[0].line == 3
    (folder.path / "a.yaml").unlink()
    assert opened.read.positions([("speakers", 0)]) == [(1, 1)]


def test_problems_of_quotes_need_the_file_once_and_nothing_else_where_it_has_gone(
    folder: Folder,
) -> None:
    quoted = SOURCED.replace("title: The log,", "title: The log, file: log.txt,")
    folder.write(a=quoted, b=quoted.replace("id: e,", "id: f,"))
    (folder.path / "log.txt").write_text(SPOKEN, "utf-8")
    kept, lost = folder.open(), folder.open()
    assert codes(kept) == ["no-evidence", "quote-missing"] * 2
    assert not kept.problems()[-1][1].warning
    for file in folder.path.glob("*.yaml"):
        file.unlink()
    assert codes(kept) == ["no-evidence", "quote-missing"] * 2
    assert codes(lost) == ["no-evidence"] * 2


def test_errors_are_listed_before_warnings_each_by_its_place(folder: Folder) -> None:
    a, b, c = (event(name) + "themes: [{id: t, name: T}]\n" for name in "abc")
    folder.write(a=a, b=b + "nmae: x\n", c=c)
    listed = problem_choices(folder.open())
    assert [each.label.partition(".")[0] for each in listed] == ["b", "a", "b", "c"]
    severities = [each.text.partition(":")[0] for each in listed]
    assert severities == ["error", "warning", "warning", "warning"]


def test_texts_of_one_are_texts_of_all() -> None:
    bare, sourced = Dialogue(record(BARE)), Dialogue(record(SOURCED), {"log": SourceText(SPOKEN)})
    assert Collection([bare, sourced]).has_texts
    assert not Collection([bare]).has_texts


def test_bodies_that_are_asked_or_answer_are_stops_of_the_event() -> None:
    asked = ASKED.replace("by: Nobody", "by: union").replace(
        "  - {id: union", "  - {id: z, name: Z}\n  - {id: union"
    )
    assert Dialogue(record(asked)).event_stops == ("e", "e#port-authority", "e#union", "e#whom:all")


@pytest.mark.parametrize(
    ("query", "kind", "by", "names"),
    [
        ("", "speakers", Order.NAME, ["z", "x", "w", "y"]),
        ("", "speakers", Order.COUNT, ["y", "x", "w", "z"]),
        ("", "recommendations", Order.NAME, ["r2", "r1", "r3"]),
        ("", "recommendations", Order.TIMES, ["r1", "r3", "r2"]),
        # By the claims that are found.
        ("one", "speakers", Order.COUNT, ["x", "y"]),
    ],
)
def test_lists_are_ordered_by_name_and_by_count_and_else_as_they_stand(
    query: str, kind: RowKind, by: Order, names: list[str]
) -> None:
    text = (
        "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers:\n"
        "  - {id: w, name: Cy}\n"
        "  - {id: x, name: Bo, statements: [{text: One.}, {text: One more.}]}\n"
        "  - {id: y, name: Dan, statements: [{text: One.}]}\n  - {id: z, name: Ann}\n"
        "recommendations:\n  - {id: r1, text: Act, by: [y]}\n  - {id: r2, text: Wait, by: [w]}\n"
        "  - {id: r3, text: act., by: [y]}\n"
    )
    index = indexed(collected(text))
    assert list(index.order(index.hits(parse(query)), kind, by)) == [f"e#{name}" for name in names]
