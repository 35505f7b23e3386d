"""Many files are read as each alone would be, whoever reads them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread
from typing import IO, Any

import pytest

from benchmarks.series import texts
from tests.kit.records import SMALL, SMALL_SERIES
from tiptui.collection import reading
from tiptui.collection.reading import read_all
from tiptui.files import own
from tiptui.files.input import NoInput, file_size, read_bytes, stamps
from tiptui.record import load
from tiptui.record.load import ReadFile, parse
from tiptui.report.checking import Checked, check_all, check_together

pytestmark = pytest.mark.usefixtures("no_hang")

Start = Callable[[str, str, IO[bytes]], Any]


TEXTS = list(texts(SMALL_SERIES))


def write(folder: str, texts: list[tuple[str, str]]) -> list[str]:
    """Write the files of a series; return its records."""
    for name, text in texts:
        (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
        (Path(folder) / name).write_text(text, "utf-8")
    return [f"{folder}/{name}" for name, _ in texts if name.endswith(".yaml")]


@pytest.fixture(name="files")
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return files of every kind; processes read them, were they ever so small."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reading, "WORTH", 1)
    monkeypatch.setattr(reading, "FIRST", 1)
    monkeypatch.setattr(reading, "cores", lambda: 2)
    files = write("series", TEXTS)
    for name, text in (
        ("wrong.yaml", SMALL.replace("2024", "soon")),
        ("torn.yaml", SMALL[:100]),
        ("minutes.txt", "Prose."),
        ("\udcff", SMALL),
        ("line\nbreak ", SMALL),
        ("empty", ""),
    ):
        Path(name).write_text(text)
        files.append(name)
    os.mkfifo("pipe")
    return [*files, "pipe", "series", "missing", "n" * 2_000, "a\0b", ""]


@pytest.fixture(name="started", autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Popen[bytes]]]:
    """Return the processes that were started, of which nothing may be left at the end."""
    started: list[Popen[bytes]] = []
    start = own.start_process

    def note(module: str, width: str, queue: IO[bytes]) -> Popen[bytes]:
        started.append(start(module, width, queue))
        return started[-1]

    monkeypatch.setattr(reading, "start_process", note)
    yield started
    assert all(each.returncode is not None for each in started)
    assert all(each.stdout and each.stdout.closed for each in started)


def ending(module: str, file: str, end: str) -> Start:
    """Return what starts a process that ends when it comes to a file."""
    code = (
        "import os, signal, sys\n"
        f"from {module} import answer, serve\n"
        f"serve(lambda file, *more: {end} if file == {file!r} else answer(file, *more))"
    )

    def start(_module: str, width: str, queue: IO[bytes]) -> Popen[bytes]:
        return Popen([sys.executable, "-c", code, width], stdin=queue, stdout=PIPE)

    return start


KILL = "os.kill(os.getpid(), signal.SIGKILL)"
KILLED = "the process that read it was ended by signal 9; is there enough memory?"


def alone(file: str) -> ReadFile:
    """Return what one file gives, read by itself."""
    try:
        return ReadFile(file, parse(read_bytes(file)).make_searchable(), "", stamps([file]))
    except NoInput as error:
        return ReadFile(file, failure=str(error), stamps=stamps([file]))


def no_process(*_: object) -> None:
    raise AssertionError("started")


@pytest.mark.parametrize("processes", [0, 2])
def test_each_file_gives_what_it_gives_alone(
    processes: int, files: list[str], started: list[Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "cores", lambda: processes)
    # Nothing that lies in the folder is run.
    for name in ("tiptui", "yaml", "json", "sitecustomize"):
        Path(f"{name}.py").write_text("open('run', 'w').close()")
    found, told = list[ReadFile](), list[float]()
    # As the browser reads.
    thread = Thread(target=lambda: found.extend(read_all(files, progress=told.append)))
    thread.start()
    thread.join()
    assert len(started) == processes
    assert sorted(found) == sorted(map(alone, files))
    assert (told, told[-1]) == (sorted(told), 1)
    assert not Path("run").exists()


def test_the_first_are_there_before_any_process_is(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "start_process", no_process)
    for number in (1, 3):
        monkeypatch.setattr(reading, "FIRST", sum(file_size(each) for each in files[:number]))
        readings = read_all(files)
        assert [next(readings).file for _ in range(number)] == files[:number]
        with pytest.raises(AssertionError):
            next(readings)


def test_small_ones_are_read_here(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "start_process", no_process)
    monkeypatch.setattr(reading, "WORTH", sum(map(file_size, set(files))) / 2)
    assert [each.file for each in read_all(files)] == files


def test_standard_input_is_read_here(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("-").write_text("a file of that name")
    with Path(files[1]).open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        readings = {each.file: each for each in read_all([files[0], "-", *files[2:4]])}
    assert readings["-"].stamps == {"-": None}
    assert readings["-"].loaded == alone(files[1]).loaded


@pytest.mark.parametrize("end", [KILL, "sys.exit(1)"])
def test_a_process_that_is_killed_costs_one_file_and_one_that_fails_none(
    end: str, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "start_process", ending(reading.__name__, files[2], end))
    readings = {each.file: each for each in read_all(files)}
    assert len(readings) == len(files)
    if end == KILL:
        failed = ReadFile(files[2], load.NOTHING, f"{files[2]}: {KILLED}", stamps([files[2]]))
        assert readings.pop(files[2]) == failed
        del files[2]
    assert sorted(readings.values()) == sorted(map(alone, files))


@pytest.mark.parametrize("program", ["/bin/false", "/bin/cat", "/no/such", ""])
def test_without_a_process_that_can_read_all_is_read_here(
    program: str, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert sorted(read_all(files)) == sorted(map(alone, files))


def test_what_is_an_error_inside_is_raised_here(
    files: list[str], started: list[Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reading, "FIRST", 0)
    monkeypatch.setattr(reading, "from_bytes", fail)
    with pytest.raises(MemoryError):
        list(read_all(files))
    assert len(started) == 2


def test_what_never_answers_can_be_ended_by_who_is_told_of_progress(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Enough(Exception):
        pass

    processes: list[Popen[bytes]] = []

    def start(*_: object) -> Popen[bytes]:
        processes.append(Popen(["sleep", "1000"], stdout=PIPE))
        return processes[-1]

    def end(part: float) -> None:
        if processes:
            raise Enough

    monkeypatch.setattr(reading, "start_process", start)
    with pytest.raises(Enough):
        list(read_all(files, progress=end))
    assert [each.returncode for each in processes] == [-signal.SIGKILL] * 2


def test_the_process_ends_where_there_is_nothing_to_read_and_knows_no_textual() -> None:
    code = (
        "import sys\n"
        f"from {reading.__name__} import serve\n"
        "serve()\n"
        "print({'textual', 'rich', 'subprocess'} & sys.modules.keys())"
    )
    command = [sys.executable, "-c", code, "9"]
    done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=60)
    assert done.stdout == b"set()\n"


def test_the_process_ends_where_nobody_takes_its_answers(files: list[str]) -> None:
    with Path("queue").open("w+") as queue:
        queue.write(f'["{files[0]}"]' * 1_000)
        queue.seek(0)
        process = Popen(
            [sys.executable, "-m", reading.__name__, str(len(files[0]) + 4)],
            stdin=queue,
            stdout=PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout
        process.stdout.close()
        assert process.wait(60)
        assert os.lseek(queue.fileno(), 0, os.SEEK_CUR) < 1_000


# What is checked.


@pytest.fixture(name="checked")
def _checked(files: list[str]) -> list[str]:
    """Return more files: quotations of texts, and records that are wrong beside each other."""
    with_texts = write("texts", list(texts(replace(SMALL_SERIES, records=3, with_texts=True))))
    for number, file in enumerate(map(Path, with_texts)):
        text = file.read_text().replace("event: {id: e", "event: {id: t")
        file.write_text(text.replace("name: ", f"name: The {number} "))
    return [*files, *with_texts]


def outcomes(files: list[str]) -> list[object]:
    """Return what checks come to, as values."""
    found = check_all(files, {}, of_collection=True)
    assert list(found) == files
    told = {file: each for file, each in found.items() if isinstance(each, Checked)}
    together = check_together(told)
    return [together.get(file) or (type(each), str(each)) for file, each in found.items()]


def test_many_are_checked_as_they_are_one_by_one(
    checked: list[str], started: list[Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = outcomes(checked)
    assert len(started) == 2
    monkeypatch.setattr(reading, "cores", lambda: 1)
    assert outcomes(checked) == found
    codes = {each.code for of in found if isinstance(of, Checked) for each in of.problems}
    assert {"quote-missing", "same-id", "duplicate-record"} <= codes


# What is kept.


@pytest.fixture(name="later")
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is later than when the files were written."""
    monkeypatch.setattr(reading, "time_ns", lambda: time.time_ns() + 10**10)


def unused(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the files that are read from now on, with what they give, and let no process read."""
    monkeypatch.setattr(reading, "cores", lambda: 1)
    read: dict[str, Any] = {}

    def note(file: str) -> bytes:
        return read.setdefault(file, read_bytes(file))  # type: ignore[no-any-return]

    monkeypatch.setattr(load, "read_bytes", note)
    return read


@pytest.mark.usefixtures("later")
def test_what_did_not_change_is_not_read_again(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sorted(read_all(files, cached=True))
    read = unused(monkeypatch)
    assert sorted(read_all(files, cached=True)) == first
    # What can't be read is asked for again.
    assert not read
    Path(files[0]).unlink()
    text = Path(files[1]).read_text("utf-8")
    Path(files[1]).write_text(text.replace("role: ", "role: Acting ", 1), "utf-8")
    assert sorted(read_all(files, cached=True)) == sorted(map(alone, files))
    assert read.keys() == {files[1]}
    read.clear()
    assert sorted(read_all(files, cached=True)) == sorted(map(alone, files))
    assert not read
    list(read_all(files))
    assert read


def test_what_was_just_written_and_what_other_code_read_is_read_again(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = unused(monkeypatch)
    list(read_all(files, cached=True))
    read.clear()
    list(read_all(files, cached=True))
    assert read.keys() >= set(files[:13])
    monkeypatch.setattr(reading, "time_ns", lambda: time.time_ns() + 10**10)
    for version, is_read in (("998", True), ("998", False), ("999", True)):
        read.clear()
        monkeypatch.setattr("tiptui.files.own.VERSION", version)
        list(read_all(files, cached=True))
        assert bool(read) is is_read


def test_other_code_of_the_reader_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reading.code_version()
    code = str(Path(load.__file__))
    monkeypatch.setattr(reading, "stamps", lambda files: {each: each == code for each in files})
    there = reading.code_version()
    assert there != before
    assert f"('{code}', True)" in there
