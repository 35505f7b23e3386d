"""The records that were read, on disk for the next time. To lose them costs only time.

Files that are opened together have one block, a file in the cache folder. An entry of a block has a
mark, the length of the data, a key, the checksum of key and data, and the data. The key depends on
the name and the stamp of the file, and on the version of the code that read it. Damaged data are
never used, and a block that breaks off is a block of fewer files: tiptui can end at any moment.
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

LARGEST = 2**30  # bytes of all blocks together
_MARK = b"tip1"
_HEAD = Struct(">4sQ32s32s")  # mark, length, key and checksum
_ENDING = ".block"
SETTLED = 2 * 10**9  # nanoseconds


class Cache:
    """The block of files that are opened together, by the `names` that they are opened by.

    Without names nothing is stored, and data of another `version` of the code are not used. A
    failure is the same as an empty block.
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
        os.utime(self._old)  # the block with the oldest use is removed first

    @property
    def is_open(self) -> bool:
        return self._file is not None

    def get(self, file: str, stamp: Stamp) -> bytes | None:
        """Return the data of a file that has the stamp."""
        with suppress(OSError, LookupError, ValueError):
            key = self._key(file, stamp)
            data = self._data(key)
            self._used.add(key)
            return data
        return None

    def add(self, file: str, stamp: Stamp, data: bytes, now: int) -> None:
        """Store data of a file, given its stamp before it was read, at `now` in nanoseconds."""
        if self._file and stamp and is_settled(stamp, now):
            try:
                key = self._key(file, stamp)
                self._used.discard(key)
                self._write_entry(self._new or self._begin(self._file), key, data)
            except (OSError, ValueError):
                self.close()

    def close(self) -> None:
        self._file, self._entries = None, {}
        with suppress(OSError):
            self._ends.close()

    def _key(self, file: str, stamp: Stamp) -> bytes:
        return _hash(self._version, str(stamp), _absolute(file))

    def _data(self, key: bytes) -> bytes:
        """Return the data of a key. Raise LookupError, and ValueError where they are damaged."""
        start, length, checksum = self._entries[key]
        data = os.pread(self._old, length, start)
        if checksum != sha256(key + data).digest():
            raise ValueError("damaged")
        return data

    def _begin(self, file: Path) -> BinaryIO:
        """Begin a block in place of the old one, with the entries used of it. Raise OSError."""
        # Other processes that read or write the old one go on with it.
        file.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self._new = os.fdopen(os.open(file, flags, 0o600), "wb")
        self._ends.callback(_make_room, file.parent)
        self._ends.callback(self._new.close)
        for key in self._used:
            self._write_entry(self._new, key, self._data(key))
        return self._new

    def _write_entry(self, block: BinaryIO, key: bytes, data: bytes) -> None:
        if block.tell() + _HEAD.size + len(data) > LARGEST:
            raise OSError(0, "too large")
        block.write(_HEAD.pack(_MARK, len(data), key, sha256(key + data).digest()) + data)


def is_settled(stamp: tuple[int, ...], now: int) -> bool:
    """Return whether a file would have another stamp after a change from `now` on, in nanoseconds.

    The clock of a file system may tick every two seconds only: a file that was just written can be
    written again and keep its stamp.
    """
    modified, changed, *_ = stamp
    return max(modified, changed) + SETTLED < now


def _absolute(name: str) -> str:
    return os.path.abspath(name)  # noqa: PTH100 (a Path follows links, or leaves the dots)


def _hash(*words: str) -> bytes:
    return sha256("\0".join(words).encode("utf-8", "surrogatepass")).digest()


def _entries(block: int, size: int) -> dict[bytes, tuple[int, int, bytes]]:
    """Return the position, the length and the checksum of data by their key."""
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
    """Remove the blocks with the oldest use, until all together are small enough."""
    blocks = [(file.lstat(), file) for file in folder.glob(f"*{_ENDING}")]
    left = LARGEST
    for status, file in sorted(blocks, key=lambda block: block[0].st_mtime, reverse=True):
        left -= status.st_size
        if left < 0:
            with suppress(OSError):
                file.unlink()
