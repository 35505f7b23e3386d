"""What processes read, and what they say, within one process."""

import gc
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.records import SMALL
from tiptui.collection import reader_process, reading
from tiptui.collection.reader_process import Answer, ReaderProcess
from tiptui.collection.reading import read_all
from tiptui.record import load
from tiptui.record.load import parse
from tiptui.record.packing import to_bytes

DATA = to_bytes(parse(SMALL.encode()))

pytestmark = pytest.mark.usefixtures("no_hang")


class Here(ReaderProcess):
    """A process that is none: it answers at once, and ends when it is asked for `ends_at`."""

    ends_at, status = "", 0

    def __init__(self) -> None:
        self.asked = []
        self._read_end, self._write_end = os.pipe()

    def fileno(self) -> int:
        return self._read_end

    def ask(self, file: str) -> None:
        self.asked.append(file)
        if file == self.ends_at:
            self.stop()
        elif self._write_end >= 0:
            reader_process._send(self._write_end, reader_process._answer(file))

    def stop(self) -> None:
        if self._write_end >= 0:
            os.close(self._write_end)
            self._write_end = -1

    def wait(self) -> int:
        return self.status

    def end(self) -> None:
        self.stop()
        os.close(self._read_end)


@pytest.fixture(name="files")
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    for name, value in (("WORTH", 1), ("FIRST", 0), ("_AHEAD", 2), ("_cores", lambda: 2)):
        monkeypatch.setattr(reading, name, value)
    monkeypatch.setattr(reading, "ReaderProcess", Here)
    files = [f"{name}.yaml" for name in "abcdefg"]
    for file in files:
        Path(file).write_text(SMALL, "utf-8")
    return [*files, "gone"]


def test_what_processes_answer_is_each_file_once(files: list[str]) -> None:
    read = {each.file: each for each in read_all(files)}
    assert sorted(read) == files
    assert read.pop("gone").failure.startswith("gone: ")
    assert all(each.loaded.record and not each.failure for each in read.values())


@pytest.mark.parametrize("status", [1, -1])
def test_a_file_at_which_a_process_ends_is_read_here_unless_a_signal_ended_it(
    status: int, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Here, "ends_at", "f.yaml")
    monkeypatch.setattr(Here, "status", status)
    read = [(each.file, bool(each.loaded.record)) for each in read_all(files)]
    unread = {"gone"} if status > 0 else {"gone", "f.yaml"}
    assert sorted(read) == [(file, file not in unread) for file in files]


def test_other_code_of_the_reader_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reading._version()
    code = str(Path(load.__file__))
    monkeypatch.setattr(reading, "stamps", lambda files: {each: each == code for each in files})
    there = reading._version()
    assert there != before
    assert f"('{code}', True)" in there


# The process itself


@contextmanager
def standard(questions: int, answers: int) -> Iterator[None]:
    """Have other descriptors for standard input and output."""
    sys.stdout.flush()
    kept = os.dup(0), os.dup(1)
    os.dup2(questions, 0)
    os.dup2(answers, 1)
    try:
        yield
    finally:
        for number, descriptor in enumerate(kept):
            os.dup2(descriptor, number)
            os.close(descriptor)


def test_it_answers_in_the_order_of_the_questions_until_there_are_no_more(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (questions, ask), (answers, answer) = os.pipe(), os.pipe()
    asker = Here()
    asker.asked = [files[0], "gone", files[1]]
    for file in asker.asked:
        reader_process._send(ask, os.fsencode(file))
    os.close(ask)
    monkeypatch.delitem(sys.modules, reader_process.__name__)
    interrupt = signal.getsignal(signal.SIGINT)
    try:
        with standard(questions, answer):
            runpy.run_module(reader_process.__name__, run_name="__main__")
        assert signal.getsignal(signal.SIGINT) in (signal.SIG_DFL, signal.SIG_IGN)
    finally:
        gc.enable()
        signal.signal(signal.SIGINT, interrupt)
    os.close(answer)
    monkeypatch.setattr(asker, "fileno", lambda: answers)
    first, gone, second = (asker.answer() for _ in range(3))
    assert (first, second) == (Answer(files[0], DATA, ""), Answer(files[1], DATA, ""))
    assert gone
    assert gone.failure.startswith("gone: ")
    assert asker.answer() is None
    asker.end()
    os.close(questions)
    os.close(answers)


def test_at_its_end_nothing_of_it_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    class Started:
        def __init__(self, _command: list[str], stdin: int, **_: object) -> None:
            self.stdin, self.stdout = stdin, Path(os.devnull).open("rb")  # noqa: SIM115

        def kill(self) -> None:
            pass

        def wait(self) -> int:
            return 0

    monkeypatch.setattr(subprocess, "Popen", Started)
    process = ReaderProcess()
    process.ask("a")
    descriptors = process._question, process._questions, process.fileno()
    assert reader_process._receive(process._question) == b"a"
    process.end()
    for descriptor in descriptors:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)
