"""A record and its texts as they are on disk, read again."""

import io
import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.kit.records import LOG, NAMED, SMALL
from tiptui.collection.live import Live
from tiptui.collection.opening import Opened
from tiptui.files.input import NoInput
from tiptui.record import load
from tiptui.record.problem import NoSuchSource


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "minutes.yaml").write_text(NAMED, encoding="utf-8")
    (tmp_path / "log.txt").write_text(LOG, encoding="utf-8")
    return tmp_path


def open_live(folder: Path, **given: str) -> Live:
    return opened(Live([str(folder / "minutes.yaml")], given))


def opened(live: Live) -> Live:
    live.take(live.read())
    return live


def newest(live: Live) -> Opened:
    (opened,) = live.now.opened.values()
    return opened


def good(live: Live) -> Opened:
    shown = newest(live).good
    assert shown
    return shown


def read_again(live: Live) -> bool:
    """Read the files again; return whether there is something else to show."""
    before = live.now.collection
    return opened(live).now.collection is not before


def text_of_log(live: Live) -> tuple[str, ...]:
    dialogue = newest(live).dialogue
    assert dialogue
    return dialogue.texts["log"].paragraphs


def test_what_did_not_change_stays_what_it_was_and_is_not_made_of_bytes_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = open_live(folder)
    dialogue = newest(live).dialogue
    with monkeypatch.context() as patch:
        patch.setattr(load, "parse", pytest.fail)
        assert not read_again(live)
    assert newest(live).dialogue is dialogue
    (folder / "minutes.yaml").write_text(f"# a remark\n{NAMED}", encoding="utf-8")
    assert not read_again(live)
    assert newest(live).dialogue is dialogue
    assert good(live).read.positions([("event",)])[0].line == 3


def test_a_text_that_changed_is_another_text_of_the_same_record(folder: Path) -> None:
    live = open_live(folder)
    before = newest(live).dialogue
    (folder / "log.txt").write_text(f"{LOG}\nMore.", encoding="utf-8")
    assert read_again(live)
    after = newest(live).dialogue
    assert before
    assert after
    assert after.record is before.record
    assert (len(after.texts["log"].paragraphs), len(before.texts["log"].paragraphs)) == (4, 3)
    assert after.passages is not before.passages


def make_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("change", "status", "codes"),
    [
        (
            lambda file: file.write_text(NAMED.replace("text: Warm", "test: Warm"), "utf-8"),
            "2 errors (! lists them)",
            ["missing-key", "unknown-key"],
        ),
        (lambda file: file.write_text("["), "1 error (! lists it)", ["syntax"]),
        (lambda file: file.unlink(), "no such file or directory", []),
        (make_pipe, "is not a regular file", []),
    ],
)
def test_what_can_not_be_shown_is_said_and_the_last_good_record_stays(
    folder: Path, change: Callable[[Path], object], status: str, codes: list[str]
) -> None:
    live = open_live(folder)
    shown = good(live)
    change(folder / "minutes.yaml")
    read_again(live)
    assert good(live) is shown
    assert live.status == f"minutes.yaml: {status}"
    assert [problem.code for _, problem in live.problems()] == codes
    assert live.files == tuple(shown.read.stamps)


def test_a_text_that_was_never_there_is_watched_and_one_that_is_gone_stays_and_is_said(
    folder: Path,
) -> None:
    (folder / "log.txt").unlink()
    live = open_live(folder)
    assert newest(live).unread == ()
    assert str(folder / "log.txt") in live.files
    (folder / "log.txt").write_text(LOG, encoding="utf-8")
    assert read_again(live)
    (folder / "log.txt").unlink()
    assert not read_again(live)
    assert live.status == "log.txt: no such file or directory"
    assert text_of_log(live)
    (folder / "log.txt").write_bytes(b"\xff")
    read_again(live)
    assert live.status == (
        "log.txt: not UTF-8 (byte 0xFF on line 1); it may be mac_roman or cp1252: save it as UTF-8"
    )


def test_of_several_texts_each_is_read_that_can_be_and_the_others_are_counted(folder: Path) -> None:
    more = "".join(f"  - {{id: s{n}, title: S, file: s{n}.txt}}\n" for n in range(3))
    text = (NAMED + more).replace("{paragraph", "{source: log, paragraph")
    (folder / "minutes.yaml").write_text(text, encoding="utf-8")
    (folder / "s2.txt").write_text("There.", encoding="utf-8")
    live = open_live(folder)
    shown = newest(live).dialogue
    assert shown
    assert list(shown.texts) == ["log", "s2"]
    (folder / "s2.txt").unlink()
    read_again(live)
    assert live.status == "s2.txt: no such file or directory"
    (folder / "log.txt").unlink()
    read_again(live)
    assert live.status == "log.txt: no such file or directory (+1)"


def test_given_texts_come_first_and_must_be_there_at_the_start(folder: Path) -> None:
    (folder / "other.txt").write_text("Other.", encoding="utf-8")
    live = open_live(folder, log=str(folder / "other.txt"))
    assert live.files == (str(folder / "minutes.yaml"), str(folder / "other.txt"))
    assert good(live).texts["log"].file == str(folder / "other.txt")
    with pytest.raises(NoInput):
        open_live(folder, log=str(folder / "none.txt"))
    with pytest.raises(NoSuchSource):
        open_live(folder, lag=str(folder / "other.txt"))
    text = NAMED.replace("id: log,", "id: notes,")
    (folder / "minutes.yaml").write_text(text, encoding="utf-8")
    read_again(live)
    assert live.status == 'minutes.yaml: no source has the id "log"'


def test_standard_input_is_read_once_and_not_watched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = [Live(["x"], {}).watched, Live(["x"], {}, watched=False).watched]
    assert [*watched, Live(["-"], {}).watched] == [True, False, False]
    stream = io.TextIOWrapper(io.BytesIO(b"From outside."))
    monkeypatch.setattr(sys, "stdin", stream)
    live = open_live(folder, log="-")
    assert live.again
    read_again(live)
    assert text_of_log(live) == ("From outside.",)
    assert live.status == ""
    # Of a record there is no file to look at.
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SMALL.encode())))
    live = opened(Live(["-"], {"log": str(folder / "log.txt")}))
    assert live.files == ()
    assert not newest(live).torn
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[")))
    live = opened(Live(["-"], {}))
    assert live.status == "standard input: 1 error (! lists it)"


def test_what_changes_while_it_is_first_read_is_shown_as_it_was_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = count()
    monkeypatch.setattr(load, "stamps", lambda files: {file: (next(looks),) for file in files})
    live = Live([str(folder / "minutes.yaml")], {})
    (dialogue,) = live.read_all().dialogues
    assert newest(live).read.has_changed
    live.take(live.read())
    assert live.now.collection.dialogues == (dialogue,)
    assert newest(live).torn


def test_names_are_made_visible_as_far_as_there_is_room(folder: Path) -> None:
    names = [Live([str(folder / name)], {}).name for name in ("m" * 40, "m" * 41)]
    assert names == ["m" * 40, "m" * 39 + "…"]
    file = folder / "m\x1b[31m.yaml"
    (folder / "minutes.yaml").rename(file)
    live = opened(Live([str(file)], {}))
    file.write_text("[", encoding="utf-8")
    read_again(live)
    assert live.status == "m␛[31m.yaml: 1 error (! lists it)"
    file.unlink()
    read_again(live)
    assert live.status == "m␛[31m.yaml: no such file or directory"
