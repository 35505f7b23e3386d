"""Input: the bytes of files and of standard input, the files in folders, and their changes.

Files are opened so that nothing hangs, and read up to a bound. Changes are found by polling, which
takes microseconds: it sees network folders and files that are replaced, on every system.
"""

import io
import os
import select
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from shlex import quote
from typing import Any, NamedTuple

from tiptui.text.visible import reason, visible

LARGEST = 256 * 2**20  # bytes of a file
INSTALL_EXTRA = "pipx install --force '.[documents]', in the folder of the source code"
STDIN = "-"  # the name of standard input
TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")

SMALL = 256 * 2**10  # bytes of a record that is read while the reader waits: they do not notice

_PART = 2**16  # bytes that are read at once, besides the size of the file
_NOT_REGULAR = "is not a regular file"


class NoInput(Exception):
    """The input is missing, unreadable, not a regular file, or too large; says which."""


class NotARecord(NoInput):
    """The input has neither the name nor the form of a record; says how to make one of it."""

    def __init__(self, file: str) -> None:
        name = os.path.splitext(os.path.basename(file))[0]  # noqa: PTH119, PTH122 (a Path refuses names that a file can have)
        is_table = file.lower().endswith(TABLES)
        made, does = (name, "makes records of it") if is_table else (f"{name}.yaml", "writes one")
        command = visible(f"tiptui new {quote(made)} --from {quote(file)}")
        super().__init__(f"{visible(file)}: not a record; {command} {does}")


def file_size(file: str) -> int:
    """Return the size in bytes, or 0 where there is no file to read."""
    seen = stamp(file)
    return seen[2] if seen else 0


def is_same_file(one: str, other: str) -> bool:
    """Return whether two names lead to the same file; `other` may be `-`."""
    try:
        return os.path.samefile(one, 0 if other == STDIN else other)  # noqa: PTH121 (takes a 0)
    except (OSError, ValueError):
        return False


def read_bytes(file: str, most: int = LARGEST) -> bytes:
    """Return the bytes of a regular file, or of standard input for `-`. Raise NoInput."""
    try:
        if file != STDIN:
            with io.FileIO(file, opener=_open) as stream:
                return _read(stream, file, most)
        if sys.stdin is None:
            raise OSError(0, "standard input is closed")
        # Not by the buffer, which takes a pause of a pipe that must not wait for its end.
        return _read(getattr(sys.stdin.buffer, "raw", sys.stdin.buffer), "", most)
    except IsADirectoryError:
        raise NoInput(f"{visible(file)}: is a folder") from None
    except (OSError, ValueError) as error:
        raise NoInput(f"{visible(file)}: {reason(error)}") from None


def _open(file: str, _flags: int) -> int:
    # Without O_NONBLOCK, opening a FIFO waits for a writer.
    return os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)


def _read(stream: Any, file: str, most: int) -> bytes:
    """Return the bytes of a file or, for "", of standard input. Raise OSError."""
    unit, name = (2**20, "MiB") if most >= 2**20 else (2**10, "KiB")
    too_large = f"larger than {most // unit} {name}"
    try:
        status = os.fstat(stream.fileno())
        mode, size = status.st_mode, status.st_size
    except io.UnsupportedOperation:
        mode = size = 0
    if stat.S_ISREG(mode):
        # Linux calls these regular; to read one may empty it, or wait for more.
        if os.path.realpath(file or "/dev/stdin").startswith(("/proc/", "/sys/")):
            raise OSError(0, _NOT_REGULAR)
        if size > most:
            raise OSError(0, too_large)
    elif file:
        raise OSError(0, _NOT_REGULAR)
    device = (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not stream.isatty()
    parts: list[bytes] = []
    left = most
    while (part := stream.read((size if stat.S_ISREG(mode) else 0) + _PART)) != b"":
        if part is None:
            select.select([stream], [], [])
            continue
        left -= len(part)
        # A device with any data has no end.
        if device or left < 0:
            raise OSError(0, _NOT_REGULAR if device else too_large)
        parts.append(part)
    return b"".join(parts)


_ENDINGS = (".yaml", ".yml")

Stamp = tuple[int, ...] | None
"""The times, the size and the identity of a file; None without a file."""

Stamps = Mapping[str, Stamp]


def stamp(file: str) -> Stamp:
    """Return a value that changes with a file, its permissions, or its replacement."""
    try:
        status = os.stat(file)  # noqa: PTH116 (a Path refuses names that a file can have)
    except (OSError, ValueError):
        return None
    changed = status.st_mtime_ns, status.st_ctime_ns
    return *changed, status.st_size, status.st_ino, status.st_dev, status.st_mode


def stamps(files: Iterable[str]) -> Stamps:
    return {file: stamp(file) for file in files}


class Watch:
    """A watch over files, from the stamps `seen` before they were read."""

    def __init__(self, seen: Stamps) -> None:
        self.seen = seen
        self._last = seen

    @property
    def is_settled(self) -> bool:
        """True if the last look found no change."""
        return self._last == self.seen

    def look(self, now: Stamps) -> bool:
        """Return whether the files have changed and then rested for a look; once for a change."""
        is_written = now != self._last
        self._last = now
        if is_written or now == self.seen:
            return False
        self.seen = now
        return True


def is_named_as_record(file: str) -> bool:
    """Return whether a file has the name of a record, or is standard input."""
    return file == STDIN or file.lower().endswith(_ENDINGS)


def is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 (a Path refuses names that a file can have)


def are_collection(names: Sequence[str]) -> bool:
    """Return whether names stand for a collection, as a single folder does."""
    return len(names) > 1 or any(map(is_folder, names))


class FoundFiles(NamedTuple):
    """The files of records, the folders with their stamps from before, and remarks on others."""

    files: tuple[str, ...]
    folders: Stamps
    remarks: tuple[str, ...]


def find_files(names: Iterable[str]) -> FoundFiles:
    """Return the files of records that names of files and folders stand for.

    For a folder these are all `*.yaml` and `*.yml` files below it, sorted, but for hidden ones, and
    links to folders, which may lead round in a circle.
    """
    files: dict[str, None] = {}
    folders: dict[str, Stamp] = {}
    remarks: list[str] = []
    for name in names:
        if not is_folder(name):
            files[name] = None
            continue
        below = sorted(_below(name, folders, remarks))
        files.update(dict.fromkeys(below))
        if not below:
            one = visible(os.path.join(name, "minutes.yaml"))  # noqa: PTH118
            empty = f"{visible(name)}: a folder without any *.yaml or *.yml file"
            remarks.append(f"{empty}; tiptui new {one} writes one")
    return FoundFiles(tuple(files), folders, tuple(remarks))


def _below(folder: str, folders: dict[str, Stamp], remarks: list[str]) -> Iterator[str]:
    """Yield the files of records below a folder, and, with remarks, folders that can't be read."""
    waiting = [folder]  # os.walk is recursive in Python 3.11
    while waiting:
        here = waiting.pop()
        folders[here] = stamp(here)
        try:
            with os.scandir(here) as entries:
                seen = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            remarks.append(f"{visible(here)}: {reason(error)}")
            yield here  # so that none of its records is missed in silence
            continue
        for entry in seen:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.lower().endswith(_ENDINGS) and not is_folder(entry.path):
                yield entry.path
