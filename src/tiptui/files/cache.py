"""What was read, kept for the next time: it costs nothing but time to lose it.

What is opened together has one block, a file in the cache folder: the data of each file that was
read, one after the other, then an index of them (JSON), then a foot with the length of the index
and its checksum. The index says which version wrote the block, and of all data where it stands,
its checksum, and the stamp of its file. So nothing is decoded that is not as it was written.
"""

import json
import os
import stat
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from secrets import token_hex
from typing import NamedTuple, TypeVar

from tiptui.files.own_folders import cache_folder
from tiptui.files.watching import Stamp

LARGEST = 2**30
"""The most bytes that all blocks have together."""

_LENGTH, _FOOT = 8, 8 + sha256().digest_size
_ENDING = ".block"
_UNFINISHED = ".new-"
_ABANDONED = 3600  # seconds after which nobody writes any more
_SETTLED = 2 * 10**9  # nanoseconds

T = TypeVar("T")


class _Entry(NamedTuple):
    """Where the data of a file stands in a block, and which stamp the file had."""

    stamp: list[int]
    start: int
    length: int
    checksum: str


class Cache:
    """What is kept of files that are opened together, by the names that they are opened by.

    Without names nothing is. `version` says what made the data: that of another version is not
    used. Whatever goes wrong is as if nothing had been kept.
    """

    def __init__(self, names: Iterable[str], version: str) -> None:
        self._names = list(names)
        self._version = version
        self._folder = self._block = -1
        self._entries: dict[str, _Entry] = {}
        self._used: set[str] = set()
        self._new: _NewBlock | None = None
        if self._names:
            _attempt(self._open)

    @property
    def is_open(self) -> bool:
        """Whether anything can be kept."""
        return self._folder >= 0

    def get(self, file: str, stamp: Stamp) -> bytes | None:
        """Return what was kept of a file, if that still has the stamp."""
        return _attempt(lambda: self._get(_absolute(file), stamp))

    def keep(self, file: str, stamp: Stamp, data: bytes, now: int) -> None:
        """Keep data of a file that had the stamp before it was read, at `now` in nanoseconds."""
        if self.is_open and stamp and is_settled(stamp, now):
            _attempt(lambda: self._keep(_absolute(file), list(stamp), data))

    def save(self) -> None:
        """Put what was kept, and what was used of before, in the place of the block."""
        if new := self._new:
            _attempt(lambda: self._save(new))

    def close(self) -> None:
        """Forget what was not saved."""
        if self._new:
            _attempt(self._new.remove)
        for descriptor in (self._block, self._folder):
            if descriptor >= 0:
                os.close(descriptor)
        self._folder = self._block = -1
        self._entries, self._new = {}, None

    def _open(self) -> None:
        whole = "\0".join(sorted(map(_absolute, self._names)))
        self._name = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest() + _ENDING
        self._folder = _own_folder()
        self._block = _open(self._name, os.O_RDONLY | os.O_NONBLOCK, self._folder)
        status = os.fstat(self._block)
        if stat.S_ISREG(status.st_mode) and is_private(status, os.geteuid()):
            self._entries = _index(self._block, status.st_size, self._version)
            os.utime(self._block)  # what was not used for longest is removed first

    def _get(self, name: str, stamp: Stamp) -> bytes | None:
        entry = self._entries.get(name)
        if entry is None or stamp is None or entry.stamp != list(stamp):
            return None
        data = _data(self._block, entry)
        self._used.add(name)
        return data

    def _keep(self, name: str, stamp: list[int], data: bytes) -> None:
        self._new = self._new or _NewBlock(self._folder)
        self._used.discard(name)
        try:
            self._new.add(name, stamp, data)
        except OSError:
            self.close()
            raise

    def _save(self, new: "_NewBlock") -> None:
        for name in self._used:
            entry = self._entries[name]
            new.add(name, entry.stamp, _data(self._block, entry))
        new.put(self._name, self._version)
        self._new = None
        _make_room(self._folder, time.time())


def is_private(status: os.stat_result, user: int) -> bool:
    """Return whether a file or folder is the user's, and nobody else may change it."""
    return status.st_uid == user and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def is_settled(stamp: tuple[int, ...], now: int) -> bool:
    """Return whether a file would have another stamp after a change from `now` on, in nanoseconds.

    The clock of a file system may go on every two seconds only: one that was just written can be
    written once more and keep its stamp.
    """
    modified, changed, *_ = stamp
    return max(modified, changed) + _SETTLED < now


def _attempt(do: Callable[[], T]) -> T | None:
    """Return what is done; None where it fails, for whatever stands on the disk."""
    with suppress(Exception):
        return do()
    return None


def _absolute(name: str) -> str:
    return os.path.abspath(name)  # noqa: PTH100 (a Path follows links, or leaves the dots)


def _open(name: str, flags: int, folder: int) -> int:
    return os.open(name, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=folder)


def _own_folder() -> int:
    """Return a descriptor of the cache folder, made if need be. Raise OSError unless private."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    if not is_private(os.fstat(descriptor), os.geteuid()):
        os.close(descriptor)
        raise PermissionError(0, "is not private")
    return descriptor


def _index(block: int, size: int, version: str) -> dict[str, _Entry]:
    """Return the entries of a block by their files. Raise ValueError where it is damaged."""
    foot = os.pread(block, _FOOT, size - _FOOT)
    length = int.from_bytes(foot[:_LENGTH])
    text = os.pread(block, length, size - _FOOT - length)
    if sha256(text).digest() != foot[_LENGTH:]:
        raise ValueError("damaged")
    written_by, entries = json.loads(text)
    if written_by != version:
        return {}
    return {name: _Entry(*entry) for name, entry in entries.items()}


def _data(block: int, entry: _Entry) -> bytes:
    """Return the data of an entry. Raise ValueError unless it is as it was written."""
    data = os.pread(block, entry.length, entry.start)
    if sha256(data).hexdigest() != entry.checksum:
        raise ValueError("damaged")
    return data


class _NewBlock:
    """A block that is being written, under a name of its own. Its methods raise OSError."""

    def __init__(self, folder: int) -> None:
        self._folder = folder
        self._name = _UNFINISHED + token_hex(8)
        self._stream = os.fdopen(
            _open(self._name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, folder), "wb"
        )
        self._entries: dict[str, _Entry] = {}
        self._end = 0

    def add(self, name: str, stamp: list[int], data: bytes) -> None:
        """Write the data of a file."""
        if self._end + len(data) > LARGEST:
            raise OSError(0, "too large")
        self._stream.write(data)
        self._entries[name] = _Entry(stamp, self._end, len(data), sha256(data).hexdigest())
        self._end += len(data)

    def put(self, name: str, version: str) -> None:
        """Write the index and give the block its name."""
        text = json.dumps([version, self._entries]).encode()
        self._stream.write(text + len(text).to_bytes(_LENGTH) + sha256(text).digest())
        # No need to wait for the disk: what is torn has another checksum.
        self._stream.close()
        os.replace(self._name, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)

    def remove(self) -> None:
        """Leave nothing behind."""
        try:
            os.unlink(self._name, dir_fd=self._folder)
        finally:
            self._stream.close()


def _make_room(folder: int, now: float) -> None:
    """Remove the oldest blocks as far as all are too large, and what was left unfinished."""
    with os.scandir(folder) as entries:
        found = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    left = LARGEST
    for name, status in sorted(found, key=lambda each: each[1].st_mtime, reverse=True):
        left -= status.st_size
        abandoned = name.startswith(_UNFINISHED) and status.st_mtime < now - _ABANDONED
        if abandoned or (left < 0 and name.endswith(_ENDING)):
            with suppress(OSError):
                os.unlink(name, dir_fd=folder)
