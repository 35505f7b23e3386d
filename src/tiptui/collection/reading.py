"""Reading many records: in all cores where that pays, and from the cache where nothing changed."""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from time import time_ns
from typing import NamedTuple

import tiptui
from tiptui.collection.reader_process import ReaderProcess
from tiptui.files.cache import Cache
from tiptui.files.input import STDIN, NoInput, read_bytes
from tiptui.files.progress import Progress, between, quiet
from tiptui.files.watching import Stamp, stamp, stamps
from tiptui.record.load import Loaded, parse
from tiptui.record.packing import NotPacked, from_bytes, to_bytes
from tiptui.record.reader import parser_missing
from tiptui.text.visible import visible

FIRST = 64 * 2**10
"""Bytes that are read here before any process is started, so that something is there at once."""

WORTH = 2**20
"""Bytes from which one more process takes less time than it saves."""

MOST_PROCESSES = 8
"""More would wait for this one, which makes records of what they send."""

_AHEAD = 2  # files that a process is asked for at once, so that it never waits
_LONGEST = 1_000  # bytes of names that always fit into a pipe together
_PATIENCE = 0.1  # seconds between two calls of `progress`


class ReadFile(NamedTuple):
    """What one file gave, and its stamp from before it was read.

    `failure` says why it can't be read at all; then there is neither a record nor a problem.
    """

    file: str
    stamp: Stamp
    loaded: Loaded
    failure: str = ""


NOTHING = Loaded(None, ())


def read_all(
    files: Iterable[str], opened_as: Iterable[str] = (), progress: Progress = quiet
) -> Iterator[ReadFile]:
    """Yield what each file gives as soon as it is read: in their order at first, later in any.

    What was read is kept for the next time that is `opened_as` the same names, those by which the
    files were found; without any, nothing is kept. `progress` is called about every tenth of a
    second. Raise NoInput where none can be read. Closed early, this leaves no process behind.

    It takes the least time without garbage collection.
    """
    with closing(Cache(opened_as, _version())) as cache:
        yield from _Readings(files, cache, progress).all()
        cache.save()


def _version() -> str:
    """Return what differs where other code may read the same file otherwise."""
    package = Path(tiptui.__file__).parent
    code = [
        str(each) for name in ("files", "record", "text") for each in package.glob(f"{name}/*.py")
    ]
    return f"{tiptui.__version__} {sorted(stamps(code).items())}"


class _Readings:
    """Files that are read."""

    def __init__(self, files: Iterable[str], cache: Cache, progress: Progress) -> None:
        self._cache = cache
        self._progress = progress
        self._now = time_ns()
        self._stamps = {file: None if file == STDIN else stamp(file) for file in files}
        self._all = sum(map(self._size, self._stamps)) or 1
        self._done = 0

    def _size(self, file: str) -> int:
        seen = self._stamps[file]
        return seen[2] if seen else 0

    def all(self) -> Iterator[ReadFile]:
        """Yield what each file gives."""
        unread: list[str] = []
        for file in self._stamps:
            if kept := self._kept(file):
                yield kept
            else:
                unread.append(file)
        if unread and (reason := parser_missing()):
            raise NoInput(reason)
        unread.reverse()
        first = self._done + FIRST
        while unread and self._done < first:
            yield self._read_here(unread.pop())
        count = min(_cores(), MOST_PROCESSES, sum(map(self._size, unread)) // WORTH, len(unread))
        if count > 1:
            yield from self._read_aside(unread, count)
        while unread:
            yield self._read_here(unread.pop())

    def _kept(self, file: str) -> ReadFile | None:
        """Return what was kept of a file, if it is still as it was."""
        data = self._cache.get(file, self._stamps[file])
        with suppress(NotPacked):
            return self._finish(file, from_bytes(data)) if data else None
        return None

    def _take(self, file: str, data: bytes, failure: str) -> ReadFile:
        """Return what a process answered, and keep it."""
        if failure:
            return self._finish(file, failure=failure)
        self._cache.keep(file, self._stamps[file], data, self._now)
        return self._finish(file, from_bytes(data))

    def _finish(self, file: str, loaded: Loaded = NOTHING, failure: str = "") -> ReadFile:
        self._done += self._size(file)
        self._progress(self._done / self._all)
        return ReadFile(file, self._stamps[file], loaded, failure)

    def _read_here(self, file: str) -> ReadFile:
        begin, end = (each / self._all for each in (self._done, self._done + self._size(file)))
        try:
            loaded = parse(read_bytes(file), between(begin, end, self._progress))
        except NoInput as error:
            return self._finish(file, failure=str(error))
        if self._cache.is_open:
            self._cache.keep(file, self._stamps[file], to_bytes(loaded), self._now)
        return self._finish(file, loaded)

    def _read_aside(self, unread: list[str], count: int) -> Iterator[ReadFile]:
        """Yield what processes read of the files, the last first; leave those that they do not."""
        left = {file for file in unread if file == STDIN or len(os.fsencode(file)) > _LONGEST}
        unread[:] = [file for file in unread if file not in left]
        processes: list[ReaderProcess] = []
        try:
            with DefaultSelector() as selector:
                for _ in range(count):
                    with suppress(OSError):
                        processes.append(ReaderProcess())
                        selector.register(processes[-1], EVENT_READ, processes[-1])
                        _ask(processes[-1], unread)
                while any(process.asked for process in processes):
                    for ready, _ in selector.select(_PATIENCE):
                        process: ReaderProcess = ready.data
                        if answer := process.answer():
                            _ask(process, unread)
                            yield self._take(*answer)
                        else:
                            selector.unregister(process)
                            processes.remove(process)
                            yield from self._lose(process, unread, left)
                    self._progress(self._done / self._all)
        finally:
            for process in processes:
                process.end()
        unread += sorted(left)

    def _lose(
        self, process: ReaderProcess, unread: list[str], left: set[str]
    ) -> Iterator[ReadFile]:
        """Put back what a process that has ended was asked, but for the file that it ended at."""
        status = process.wait()
        process.end()
        at, *others = process.asked or [""]
        unread += reversed(others)
        if at and status < 0:
            reason = f"the process that read it was ended by signal {-status}"
            yield self._finish(at, failure=f"{visible(at)}: {reason}; is there enough memory?")
        elif at:
            left.add(at)


def _ask(process: ReaderProcess, unread: list[str]) -> None:
    """Ask a process for as many files as it may be asked for at once."""
    while unread and len(process.asked) < _AHEAD:
        process.ask(unread.pop())


def _cores() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
