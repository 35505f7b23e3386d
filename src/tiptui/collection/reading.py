"""Reading many records: on all cores where that pays, and from the cache where nothing changed.

Each process runs `python -m tiptui.collection.reading WIDTH`. All read from one open file of tasks,
each a file name in WIDTH bytes of JSON, so that none reads a task twice. For each task a process
writes a line: task, tab, reply.
"""

import gc
import json
import math
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from time import time_ns
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from tiptui.files import own
from tiptui.files.input import STDIN, Stamp, stamp, stamps
from tiptui.files.own import PACKAGE, end_at_interrupt, start_process
from tiptui.record.load import NOTHING, Loaded, ReadFile, read_file
from tiptui.record.packing import from_bytes, to_bytes
from tiptui.text.steps import Progress, between, quiet
from tiptui.text.visible import visible

if TYPE_CHECKING:
    from subprocess import Popen

    from tiptui.files.cache import Cache

FIRST = 64 * 2**10
"""Bytes read here before any process is started, so that something can be shown at once."""

WORTH = 2**20  # bytes for which one more process saves time

MOST_PROCESSES = 8  # more would wait for this process, which makes records of their replies

_PATIENCE = 0.1  # seconds
_PART = 2**20


def read_all(
    files: Iterable[str], cached: bool = False, progress: Progress = quiet
) -> Iterator[ReadFile]:
    """Yield each file as soon as it is read: in their order at first, later in any.

    Closed early, this leaves no process behind.
    """
    # Not above: the processes do without.
    from tiptui.files.cache import Cache

    with closing(Cache(code_version(), cached)) as cache:
        yield from _Readings(files, cache, progress).all()


def code_version() -> str:
    """Return a text that changes with the code that reads files."""
    files: list[str] = []
    for package in ("files", "record", "text"):
        files += [str(file) for file in PACKAGE.glob(f"{package}/*.py")]
    return f"{own.VERSION} {sorted(stamps(files).items())}"


class _Readings:
    def __init__(self, files: Iterable[str], cache: "Cache", progress: Progress) -> None:
        self._cache = cache
        self._progress = progress
        self._now = time_ns()
        self._stamps: dict[str, Stamp] = {}
        self._sizes: dict[str, int] = {}
        for file in files:
            seen = None if file == STDIN else stamp(file)
            self._stamps[file] = seen
            self._sizes[file] = seen[2] if seen else 0
        self._all = sum(self._sizes.values()) or 1
        self._done = 0

    def all(self) -> Iterator[ReadFile]:
        unread: dict[str, None] = {}
        for file, seen in self._stamps.items():
            data = self._cache.get(file, seen)
            if data:
                yield self._finish(file, from_bytes(data))
            else:
                unread[file] = None
        yield from self._read_here(unread, self._done + FIRST)

        left = sum(self._sizes[file] for file in unread)
        count = min(cores(), MOST_PROCESSES, left // WORTH, len(unread))
        if count > 1:
            yield from self._read_aside(unread, count)
        yield from self._read_here(unread, math.inf)

    def _read_here(self, unread: dict[str, None], most: float) -> Iterator[ReadFile]:
        while unread and self._done < most:
            file = next(iter(unread))
            del unread[file]
            begin = self._done / self._all
            end = (self._done + self._sizes[file]) / self._all
            read = read_file(file, progress=between(begin, end, self._progress))
            loaded = read.loaded.make_searchable()
            if self._cache.folder and not read.failure:
                self._cache.add(file, self._stamps[file], to_bytes(loaded), self._now)
            yield self._finish(file, loaded, read.failure)

    def _read_aside(self, unread: dict[str, None], count: int) -> Iterator[ReadFile]:
        """Read files in processes, and drop the answered ones from `unread`."""
        files = [file for file in unread if file != STDIN]
        with closing(read_aside(files, count)) as replies:
            for reply in replies:
                # Two processes may read the same task where the system lets them.
                if reply is None or reply.file not in unread:
                    self._progress(self._done / self._all)
                    continue
                file, data, failure = reply
                del unread[file]
                if failure:
                    yield self._finish(file, NOTHING, failure)
                    continue
                self._cache.add(file, self._stamps[file], data, self._now)
                yield self._finish(file, from_bytes(data))

    def _finish(self, file: str, loaded: Loaded, failure: str = "") -> ReadFile:
        self._done += self._sizes[file]
        self._progress(self._done / self._all)
        return ReadFile(file, loaded, failure, {file: self._stamps[file]})


def cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Reply(NamedTuple):
    """The reply of a process for a file, or the reason why it can't be read."""

    file: str
    data: bytes
    failure: str = ""


def read_aside(files: Sequence[str], count: int) -> Generator[Reply | None, None, None]:
    """Yield the replies of `count` processes that run this module; now and then None.

    Files without a reply are left to the caller, but a process that is killed costs its file.
    Closed early, this leaves no process behind.
    """
    from tempfile import TemporaryFile

    lines = [json.dumps(file).encode() for file in files]
    width = max((len(line) for line in lines), default=1)
    with suppress(OSError), TemporaryFile() as queue, ExitStack() as stack:
        for line in lines:
            queue.write(line.ljust(width))
        queue.seek(0)
        processes: list[Popen[bytes]] = []
        for _ in range(count):
            process = stack.enter_context(start_process(__name__, str(width), queue))
            stack.callback(process.kill)
            processes.append(process)

        answered: set[str] = set()
        for reply in _replies(processes):
            if reply:
                answered.add(reply.file)
            yield reply

        reason = _killed(processes)
        if not reason:
            return
        taken = os.lseek(queue.fileno(), 0, os.SEEK_CUR) // width
        for file in files[:taken]:
            if file not in answered:
                yield Reply(file, b"", f"{visible(file)}: {reason}")


def _replies(processes: "Iterable[Popen[bytes]]") -> Iterator[Reply | None]:
    """Yield the replies of processes until all have ended; None after each look."""
    from selectors import EVENT_READ, DefaultSelector

    with DefaultSelector() as selector:
        for process in processes:
            selector.register(cast(IO[bytes], process.stdout), EVENT_READ, bytearray())
        while selector.get_map():
            for ready, _ in selector.select(_PATIENCE):
                part = os.read(ready.fd, _PART)
                yield from _complete(ready.data, part)
                if not part:
                    selector.unregister(ready.fd)
            yield None


def _complete(begun: bytearray, part: bytes) -> Iterator[Reply]:
    """Yield the replies that a part completes, and keep the beginning of the next in `begun`."""
    begun += part
    if b"\n" not in part:
        return
    *lines, rest = begun.split(b"\n")
    begun[:] = rest
    for line in lines:
        task, _, data = bytes(line).partition(b"\t")
        failure = json.loads(data) if data[:1] == b'"' else ""
        yield Reply(json.loads(task), data, failure)


def _killed(processes: "Iterable[Popen[bytes]]") -> str:
    """Wait for processes; return the reason why one of them ended early, or ""."""
    signals = [-process.wait() for process in processes]
    killed_by = max(signals, default=0)
    if killed_by <= 0:
        return ""
    return f"the process that read it was ended by signal {killed_by}; is there enough memory?"


def answer(file: str) -> bytes:
    read = read_file(file)
    if read.failure:
        return json.dumps(read.failure).encode()
    return to_bytes(read.loaded.make_searchable())


def serve(work: Callable[[str], bytes] = answer) -> None:
    gc.disable()
    end_at_interrupt()
    output = sys.stdout.buffer
    while task := os.read(sys.stdin.fileno(), int(sys.argv[1])):
        output.write(task + b"\t" + work(json.loads(task)) + b"\n")
        output.flush()


if __name__ == "__main__":
    serve()
