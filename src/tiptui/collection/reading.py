"""Reading many records: in all cores where that pays, and from the cache where nothing changed.

The processes that read run `python -m tiptui.collection.reading WIDTH`. All of them have one open
file as their standard input: the tasks, each in WIDTH bytes of JSON, the name of a record. Whoever
reads a task moves all of them on to the next. A process writes a line for each: the task, a tab,
and what came of it. Those that check records
(`tiptui.report.checking`) are run so too.
"""

import gc
import json
import math
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from time import time_ns
from typing import IO, TYPE_CHECKING, NamedTuple, cast

import tiptui
from tiptui.files.input import STDIN, NoInput, stamp, stamps
from tiptui.files.own import end_at_interrupt, start_process
from tiptui.record.load import NOTHING, Loaded, ReadFile, read_file
from tiptui.record.packing import from_bytes, to_bytes
from tiptui.record.progress import Progress, between, quiet
from tiptui.record.reader import parser_missing
from tiptui.text.visible import visible

if TYPE_CHECKING:
    from tiptui.files.cache import Cache

FIRST = 64 * 2**10
"""Bytes that are read here before any process is started, so that something is there at once."""

WORTH = 2**20
"""Bytes from which one more process takes less time than it saves."""

MOST_PROCESSES = 8
"""More would wait for this one, which makes records of what they send."""

_PATIENCE = 0.1  # seconds
_PART = 2**20


def read_all(
    files: Iterable[str], opened_as: Iterable[str] = (), progress: Progress = quiet
) -> Iterator[ReadFile]:
    """Yield what each file gives as soon as it is read: in their order at first, later in any.

    What was read is kept for the next time that is `opened_as` the same names, those by which the
    files were found; without any, nothing is kept. `progress` is called about every tenth of a
    second. Raise NoInput where none can be read. Closed early, this leaves no process behind.
    It takes the least time without garbage collection.
    """
    # Not above: the processes do without.
    from tiptui.files.cache import Cache

    with closing(Cache(opened_as, code_version())) as cache:
        yield from _Readings(files, cache, progress).all()


def code_version() -> str:
    """Return what differs where other code may read the same file otherwise."""
    package = Path(tiptui.__file__).parent
    code = [
        str(each) for name in ("files", "record", "text") for each in package.glob(f"{name}/*.py")
    ]
    return f"{tiptui.__version__} {sorted(stamps(code).items())}"


class _Readings:
    """Files that are read."""

    def __init__(self, files: Iterable[str], cache: "Cache", progress: Progress) -> None:
        self._cache = cache
        self._progress = progress
        self._now = time_ns()
        self._stamps = {file: None if file == STDIN else stamp(file) for file in files}
        self._sizes = {file: seen[2] if seen else 0 for file, seen in self._stamps.items()}
        self._all = sum(self._sizes.values()) or 1
        self._done = 0

    def all(self) -> Iterator[ReadFile]:
        unread: dict[str, None] = {}
        for file, seen in self._stamps.items():
            data = self._cache.get(file, seen)
            if data and (kept := from_bytes(data)):
                yield self._finish(file, kept)
            else:
                unread[file] = None
        if unread and (reason := parser_missing()):
            raise NoInput(reason)
        yield from self._read_here(unread, self._done + FIRST)
        if (count := process_count([self._sizes[file] for file in unread])) > 1:
            yield from self._read_aside(unread, count)
        yield from self._read_here(unread, math.inf)

    def _read_here(self, unread: dict[str, None], most: float) -> Iterator[ReadFile]:
        """Read files, and take them out of `unread`, until so many bytes are done."""
        while unread and self._done < most:
            file = next(iter(unread))
            del unread[file]
            begin, end = self._done / self._all, (self._done + self._sizes[file]) / self._all
            read = read_file(file, progress=between(begin, end, self._progress))
            loaded = read.loaded.make_searchable()
            if self._cache.is_open and not read.failure:
                self._cache.add(file, self._stamps[file], to_bytes(loaded), self._now)
            yield self._finish(file, loaded, read.failure)

    def _read_aside(self, unread: dict[str, None], count: int) -> Iterator[ReadFile]:
        """Read files in processes, and take those out of `unread` that they answered."""
        files = [file for file in unread if file != STDIN]
        with closing(read_aside(files, count)) as answers:
            for answer in answers:
                # Two may take the same name where the system lets both read at once.
                if answer is None or answer.file not in unread:
                    self._progress(self._done / self._all)
                    continue
                file, data, failure = answer
                del unread[file]
                if not failure:
                    self._cache.add(file, self._stamps[file], data, self._now)
                yield self._finish(file, from_bytes(data) or NOTHING, failure)

    def _finish(self, file: str, loaded: Loaded, failure: str = "") -> ReadFile:
        self._done += self._sizes[file]
        self._progress(self._done / self._all)
        return ReadFile(file, loaded, failure, {file: self._stamps[file]})


def process_count(sizes: Sequence[int]) -> int:
    """Return how many processes are worth their start for files of such sizes."""
    return min(cores(), MOST_PROCESSES, sum(sizes) // WORTH, len(sizes))


def cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# The processes.


class Answer(NamedTuple):
    """What a process made of a file, or why it can't be read."""

    file: str
    data: bytes
    failure: str = ""


def read_aside(
    files: Sequence[str], count: int, module: str = __name__
) -> Generator[Answer | None, None, None]:
    """Yield what `count` processes, which run a `module`, make of files; now and then None.

    A process that is killed costs the file that it was at. There is no answer for one at which a
    process ended by itself, nor for any where none can be started. Closed early, this leaves no
    process behind.
    """
    from selectors import EVENT_READ, DefaultSelector
    from tempfile import TemporaryFile

    lines = [json.dumps(file).encode() for file in files]
    width = max(map(len, lines), default=1)
    with suppress(OSError), TemporaryFile() as queue, ExitStack() as stack:
        queue.write(b"".join(line.ljust(width) for line in lines))
        queue.seek(0)
        selector = stack.enter_context(DefaultSelector())
        processes = []
        for _ in range(count):
            processes.append(stack.enter_context(start_process(module, str(width), queue)))
            stack.callback(processes[-1].kill)
            selector.register(cast(IO[bytes], processes[-1].stdout), EVENT_READ, bytearray())
        answered = set[str]()
        while selector.get_map():
            for ready, _ in selector.select(_PATIENCE):
                part = os.read(ready.fd, _PART)
                for each in _answers(ready.data, part):
                    answered.add(each.file)
                    yield each
                if not part:
                    selector.unregister(ready.fd)
            yield None
        taken = os.lseek(queue.fileno(), 0, os.SEEK_CUR) // width
        if signals := [-status for process in processes if (status := process.wait()) < 0]:
            reason = f"the process that read it was ended by signal {signals[0]}"
            for file in [file for file in files[:taken] if file not in answered]:
                yield Answer(file, b"", f"{visible(file)}: {reason}; is there enough memory?")


def _answers(begun: bytearray, part: bytes) -> Iterator[Answer]:
    """Yield the answers that one more part completes; what is `begun` of the next stays."""
    begun += part
    if b"\n" in part:
        *lines, rest = begun.split(b"\n")
        begun[:] = rest
        for task, _, line in (bytes(each).partition(b"\t") for each in lines):
            yield Answer(json.loads(task), line, json.loads(line) if line[:1] == b'"' else "")


def answer(file: str) -> bytes:
    read = read_file(file)
    if read.failure:
        return json.dumps(read.failure).encode()
    return to_bytes(read.loaded.make_searchable())


def serve(work: Callable[[str], bytes] = answer) -> None:
    """Do tasks until there is no more."""
    gc.disable()
    end_at_interrupt()
    output = sys.stdout.buffer
    while task := os.read(sys.stdin.fileno(), int(sys.argv[1])):
        output.write(task + b"\t" + work(json.loads(task)) + b"\n")
        output.flush()


if __name__ == "__main__":
    serve()
