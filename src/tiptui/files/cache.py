"""What was read, kept for the next time: it costs nothing but time to lose it.

What is opened together has one block, a file in the cache folder. For each file that was read it
has a mark, the length of the data, a key, the checksum of key and data, and the data. The key is
made of the name and the stamp of the file, and the version of what read it. So nothing is used that
is not as it was written, and a block of which only the beginning is there is one of fewer files:
whatever ends tiptui while it reads leaves no other file.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from tiptui.files.input import Stamp
from tiptui.files.own import is_private, open_private, own_folder

LARGEST = 2**30
"""The most bytes that all blocks have together."""

_MARK = b"tip1"
_HEAD = Struct(">4sQ32s32s")  # mark, length, key and checksum
_ENDING = ".block"
SETTLED = 2 * 10**9  # nanoseconds


class Cache:
    """What is kept of files that are opened together, by the names that they are opened by.

    Without names nothing is. `version` says what made the data: that of another version is not
    used. Whatever goes wrong is as if nothing had been kept.
    """

    def __init__(self, names: Iterable[str], version: str) -> None:
        self._version = version
        self._file: Path | None = None
        self._old = -1
        self._entries: dict[bytes, tuple[int, int, bytes]] = {}
        self._used: set[bytes] = set()
        self._new: BinaryIO | None = None
        self._ends = ExitStack()
        if names := list(names):
            with suppress(OSError, RuntimeError):
                self._open(sorted(map(_absolute, names)))

    def _open(self, names: list[str]) -> None:
        folder = own_folder("cache", make=True)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or not is_private(status, os.geteuid()):
            raise PermissionError(0, "is not private")
        self._file = folder / (_hash(*names).hex() + _ENDING)
        self._old = open_private(self._file)
        self._ends.callback(os.close, self._old)
        self._entries = _entries(self._old, os.fstat(self._old).st_size)
        os.utime(self._old)  # what was not used for longest is removed first

    @property
    def is_open(self) -> bool:
        return self._file is not None

    def get(self, file: str, stamp: Stamp) -> bytes | None:
        """Return what was kept of a file, if that still has the stamp."""
        with suppress(OSError, LookupError, ValueError):
            key = self._key(file, stamp)
            data = self._data(key)
            self._used.add(key)
            return data
        return None

    def keep(self, file: str, stamp: Stamp, data: bytes, now: int) -> None:
        """Keep data of a file that had the stamp before it was read, at `now` in nanoseconds."""
        if self._file and stamp and is_settled(stamp, now):
            try:
                key = self._key(file, stamp)
                self._used.discard(key)
                self._write(self._new or self._begin(self._file), key, data)
            except (OSError, ValueError):
                self.close()

    def close(self) -> None:
        self._file, self._entries = None, {}
        with suppress(OSError):
            self._ends.close()

    def _key(self, file: str, stamp: Stamp) -> bytes:
        return _hash(self._version, str(stamp), _absolute(file))

    def _data(self, key: bytes) -> bytes:
        """Return what was kept. Raise LookupError, and ValueError where it is damaged."""
        start, length, checksum = self._entries[key]
        data = os.pread(self._old, length, start)
        if checksum != sha256(key + data).digest():
            raise ValueError("damaged")
        return data

    def _begin(self, file: Path) -> BinaryIO:
        """Begin a block in the place of the old, with what was used of that. Raise OSError."""
        # Who has the old one open goes on with it, and so does who writes it.
        file.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self._new = os.fdopen(os.open(file, flags, 0o600), "wb")
        self._ends.callback(_make_room, file.parent)
        self._ends.callback(self._new.close)
        for key in self._used:
            self._write(self._new, key, self._data(key))
        return self._new

    def _write(self, block: BinaryIO, key: bytes, data: bytes) -> None:
        """Add an entry to a block. Raise OSError."""
        if block.tell() + _HEAD.size + len(data) > LARGEST:
            raise OSError(0, "too large")
        block.write(_HEAD.pack(_MARK, len(data), key, sha256(key + data).digest()) + data)


def is_settled(stamp: tuple[int, ...], now: int) -> bool:
    """Return whether a file would have another stamp after a change from `now` on, in nanoseconds.

    The clock of a file system may go on every two seconds only: one that was just written can be
    written once more and keep its stamp.
    """
    modified, changed, *_ = stamp
    return max(modified, changed) + SETTLED < now


def _absolute(name: str) -> str:
    return os.path.abspath(name)  # noqa: PTH100 (a Path follows links, or leaves the dots)


def _hash(*words: str) -> bytes:
    return sha256("\0".join(words).encode("utf-8", "surrogatepass")).digest()


def _entries(block: int, size: int) -> dict[bytes, tuple[int, int, bytes]]:
    """Return by its key where each file's data stands, their length and their checksum."""
    entries = {}
    start = 0
    while len(head := os.pread(block, _HEAD.size, start)) == _HEAD.size:
        mark, length, key, checksum = _HEAD.unpack(head)
        start += _HEAD.size
        if mark != _MARK or start + length > size:  # damaged, or torn
            break
        entries[key] = start, length, checksum
        start += length
    return entries


def _make_room(folder: Path) -> None:
    """Remove those blocks that were not used for longest, as far as all are too large."""
    blocks = [(file.lstat(), file) for file in folder.glob(f"*{_ENDING}")]
    left = LARGEST
    for status, file in sorted(blocks, key=lambda each: each[0].st_mtime, reverse=True):
        left -= status.st_size
        if left < 0:
            with suppress(OSError):
                file.unlink()
