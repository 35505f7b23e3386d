"""Reading many records: in all cores where that pays, and from the cache where nothing changed."""

import math
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from time import time_ns
from typing import NamedTuple

import tiptui
from tiptui.collection.reader_process import read_aside
from tiptui.files.cache import Cache
from tiptui.files.input import STDIN, NoInput, Stamp, read_bytes, stamp, stamps
from tiptui.record.load import Loaded, parse
from tiptui.record.packing import NotPacked, from_bytes, to_bytes
from tiptui.record.progress import Progress, between, quiet
from tiptui.record.reader import parser_missing

FIRST = 64 * 2**10
"""Bytes that are read here before any process is started, so that something is there at once."""

WORTH = 2**20
"""Bytes from which one more process takes less time than it saves."""

MOST_PROCESSES = 8
"""More would wait for this one, which makes records of what they send."""


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
    with closing(Cache(opened_as, code_version())) as cache:
        yield from _Readings(files, cache, progress).all()
        cache.save()


def code_version() -> str:
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
        unread: dict[str, None] = {}
        for file in self._stamps:
            if kept := self._kept(file):
                yield kept
            else:
                unread[file] = None
        if unread and (reason := parser_missing()):
            raise NoInput(reason)
        yield from self._read_here(unread, self._done + FIRST)
        if (count := process_count(list(map(self._size, unread)))) > 1:
            yield from self._read_aside(unread, count)
        yield from self._read_here(unread, math.inf)

    def _kept(self, file: str) -> ReadFile | None:
        """Return what was kept of a file, if it is still as it was."""
        data = self._cache.get(file, self._stamps[file])
        with suppress(NotPacked):
            return self._finish(file, from_bytes(data)) if data else None
        return None

    def _read_here(self, unread: dict[str, None], most: float) -> Iterator[ReadFile]:
        """Read files, and take them out of `unread`, until so many bytes are done."""
        while unread and self._done < most:
            file = next(iter(unread))
            del unread[file]
            begin, end = self._done / self._all, (self._done + self._size(file)) / self._all
            try:
                loaded = parse(read_bytes(file), between(begin, end, self._progress))
                loaded = loaded.make_searchable()
            except NoInput as error:
                yield self._finish(file, failure=str(error))
                continue
            if self._cache.is_open:
                self._cache.keep(file, self._stamps[file], to_bytes(loaded), self._now)
            yield self._finish(file, loaded)

    def _read_aside(self, unread: dict[str, None], count: int) -> Iterator[ReadFile]:
        """Read files in processes, and take those out of `unread` that they answered."""
        tasks = [(file,) for file in unread if file != STDIN]
        with closing(read_aside(tasks, count)) as answers:
            for answer in answers:
                # Two may take the same name where the system lets both read at once.
                if answer is None or answer.file not in unread:
                    self._progress(self._done / self._all)
                    continue
                file, data, failure = answer
                del unread[file]
                if failure:
                    yield self._finish(file, failure=failure)
                    continue
                self._cache.keep(file, self._stamps[file], data, self._now)
                yield self._finish(file, from_bytes(data))

    def _finish(self, file: str, loaded: Loaded = NOTHING, failure: str = "") -> ReadFile:
        self._done += self._size(file)
        self._progress(self._done / self._all)
        return ReadFile(file, self._stamps[file], loaded, failure)


def process_count(sizes: Sequence[int]) -> int:
    """Return how many processes are worth their start for files of such sizes."""
    return min(cores(), MOST_PROCESSES, sum(sizes) // WORTH, len(sizes))


def cores() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
