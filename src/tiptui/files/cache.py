"""The records that were read, on disk for the next time: docs/decisions/cache-and-processes.md.

To lose them costs only time, and tiptui can end at any moment.
"""

import io
import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from tiptui.files.input import Stamp
from tiptui.files.own import is_private, open_private, own_folder

LARGEST = 2**30  # bytes of the folder
_ENDING = ".record"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
SETTLED = 2 * 10**9  # nanoseconds: the clocks of some file systems tick every two seconds


class Cache:
    """The data of files, as a `version` of the code read them; closed without a private folder."""

    def __init__(self, version: str, is_wanted: bool = True) -> None:
        self._version = version
        self.folder: Path | None = None
        self._has_grown = False
        if is_wanted:
            with suppress(OSError, RuntimeError):
                folder = own_folder("cache", make=True)
                status = folder.lstat()
                if stat.S_ISDIR(status.st_mode) and is_private(status, os.geteuid()):
                    self.folder = folder

    def get(self, file: str, stamp: Stamp) -> bytes | None:
        if self.folder:
            with suppress(OSError), io.FileIO(open_private(_path(self.folder, file))) as kept:
                os.utime(kept.fileno())  # those with the oldest use are removed first
                checksum, data = kept.read(32), kept.readall()
                return data if checksum == self._checksum(file, stamp, data) else None
        return None

    def add(self, file: str, stamp: Stamp, data: bytes, now: int) -> None:
        """Store data of a file, given its stamp before it was read, at `now` in nanoseconds."""
        # A change from now on must change the stamp.
        if self.folder and stamp and max(stamp[:2]) + SETTLED < now:
            with suppress(OSError):
                path = _path(self.folder, file)
                # Other processes that read the old one go on with it.
                path.unlink(missing_ok=True)
                self._has_grown = True
                with os.fdopen(os.open(path, _NEW, 0o600), "wb") as kept:
                    kept.write(self._checksum(file, stamp, data) + data)

    def close(self) -> None:
        """Remove the data with the oldest use, until all together are small enough."""
        if not self.folder or not self._has_grown:
            return
        with suppress(OSError):
            all_kept = [(file.lstat(), file) for file in self.folder.glob(f"*{_ENDING}")]
            left = LARGEST
            for status, file in sorted(all_kept, key=lambda it: it[0].st_mtime, reverse=True):
                left -= status.st_size
                if left < 0:
                    file.unlink()

    def _checksum(self, file: str, stamp: Stamp, data: bytes) -> bytes:
        checksum = sha256(f"{self._version}\0{stamp}\0".encode() + _absolute(file) + b"\0")
        checksum.update(data)
        return checksum.digest()


def _path(folder: Path, file: str) -> Path:
    return folder / f"{sha256(_absolute(file)).hexdigest()}{_ENDING}"


def _absolute(name: str) -> bytes:
    return os.fsencode(os.path.abspath(name))  # noqa: PTH100 (a Path follows links, or leaves the dots)
