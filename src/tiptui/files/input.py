"""What comes in: the files that names stand for, whether they have changed, and their bytes.

Files and standard input are opened so that nothing hangs, and bounded. Changes are seen by looks
that are taken now and then, some microseconds each: polling sees files on network folders and those
that are renamed over, on every system.
"""

import io
import os
import select
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tiptui.text.visible import reason, visible

LARGEST = 256 * 2**20
"""The most bytes that a file may have."""

SMALL = 256 * 2**10
"""Bytes up to which a record is read while the reader waits: it takes less than they notice."""

_PART = 2**16  # bytes that are read at once, besides those of a file's size
_NOT_REGULAR = "is not a regular file"
_TOO_LARGE = f"larger than {LARGEST // 2**20} MiB"

TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""How the names of tables end."""

STDIN = "-"
"""The name that stands for standard input."""


class NoInput(Exception):
    """The input is missing, unreadable, not a regular file, or too large; says which."""


class NotARecord(NoInput):
    """The input neither has the name of a record nor reads as one; says how to write one of it."""

    def __init__(self, file: str) -> None:
        # Not above: hardly ever needed.
        from shlex import quote

        name = os.path.splitext(os.path.basename(file))[0]  # noqa: PTH119, PTH122 (a Path refuses names that a file can have)
        is_table = file.lower().endswith(TABLES)
        written = f"{quote(name + '.yaml' * (not is_table))} --from {quote(file)}"
        made = "makes records of it" if is_table else "writes one"
        super().__init__(f"{visible(file)}: not a record; tiptui new {visible(written)} {made}")


def file_size(file: str) -> int:
    """Return the size in bytes; 0 where there is none to ask for, which reading will say."""
    try:
        return os.stat(file).st_size  # noqa: PTH116 (a Path refuses names that a file can have)
    except (OSError, ValueError):
        return 0


def is_same_file(one: str, other: str) -> bool:
    """Return whether two names, of which `other` may be `-`, lead to the same file."""
    try:
        return os.path.samefile(one, 0 if other == STDIN else other)  # noqa: PTH121 (takes a 0)
    except (OSError, ValueError):
        return False


def read_bytes(file: str) -> bytes:
    """Return the bytes of a regular file, or of standard input for `-`, at most LARGEST.

    Never wait on a FIFO or device. Raise NoInput.
    """
    try:
        if file != STDIN:
            with io.FileIO(file, opener=_open) as stream:
                return _read(stream, file)
        if sys.stdin is None:
            raise OSError(0, "standard input is closed")
        # Without the buffer, whose end of a pipe that must not wait is not the end of what comes.
        return _read(getattr(sys.stdin.buffer, "raw", sys.stdin.buffer), "")
    except IsADirectoryError:
        raise NoInput(f"{visible(file)}: is a folder") from None
    except (OSError, ValueError) as error:
        raise NoInput(f"{visible(file)}: {reason(error)}") from None


def _open(file: str, _flags: int) -> int:
    # Without O_NONBLOCK, opening a FIFO waits for a writer.
    return os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)


def _read(stream: Any, file: str) -> bytes:
    """Return what a stream holds: of a file or, without one, of standard input. Raise OSError."""
    try:
        status = os.fstat(stream.fileno())
        mode, size = status.st_mode, status.st_size
    except io.UnsupportedOperation:
        mode = size = 0
    if stat.S_ISREG(mode):
        # Linux calls these regular; to read one may take what it holds away, or wait for more.
        if os.path.realpath(file or "/dev/stdin").startswith(("/proc/", "/sys/")):
            raise OSError(0, _NOT_REGULAR)
        if size > LARGEST:
            raise OSError(0, _TOO_LARGE)
    elif file:
        raise OSError(0, _NOT_REGULAR)
    device = (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not stream.isatty()
    parts: list[bytes] = []
    left = LARGEST
    while (part := stream.read((size if stat.S_ISREG(mode) else 0) + _PART)) != b"":
        if part is None:
            select.select([stream], [], [])
            continue
        left -= len(part)
        # A device that gives anything has no end.
        if device or left < 0:
            raise OSError(0, _NOT_REGULAR if device else _TOO_LARGE)
        parts.append(part)
    return b"".join(parts)


_ENDINGS = (".yaml", ".yml")

Stamp = tuple[int, ...] | None
"""What changes when a file does; None where there is no file to ask."""

Stamps = Mapping[str, Stamp]


def stamp(file: str) -> Stamp:
    """Return what differs after a change of a file, also of its permissions, or its replacement."""
    try:
        status = os.stat(file)  # noqa: PTH116 (a Path refuses names that a file can have)
    except (OSError, ValueError):
        return None
    changed = status.st_mtime_ns, status.st_ctime_ns
    return *changed, status.st_size, status.st_ino, status.st_dev, status.st_mode


def stamps(files: Iterable[str]) -> Stamps:
    return {file: stamp(file) for file in files}


class Watch:
    """Looks at files, from the stamps `seen` on, which they had before they were read."""

    def __init__(self, seen: Stamps) -> None:
        self.seen = seen
        self._last = seen

    @property
    def is_settled(self) -> bool:
        """Whether the last look saw what was seen before."""
        return self._last == self.seen

    def look(self, now: Stamps) -> bool:
        """Return whether the files have changed and are as at the look before, once a change."""
        is_written = now != self._last
        self._last = now
        if is_written or now == self.seen:
            return False
        self.seen = now
        return True


def is_named_as_record(file: str) -> bool:
    """Return whether a file has the name of a record, which standard input needs not."""
    return file == STDIN or file.lower().endswith(_ENDINGS)


def is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 (a Path refuses names that a file can have)


def are_collection(names: Sequence[str]) -> bool:
    """Return whether names stand for a collection: a folder does, whatever it holds."""
    return len(names) > 1 or any(map(is_folder, names))


class Found(NamedTuple):
    """The files of records, the folders with their stamps from before, and what has no record."""

    files: tuple[str, ...]
    folders: Stamps
    remarks: tuple[str, ...]


def find_files(names: Iterable[str]) -> Found:
    """Return the files of records that names of files and folders stand for.

    Of a folder these are all `*.yaml` and `*.yml` files below it, sorted; hidden files and folders
    are passed over, and so are links to folders, which may lead round in a circle.
    """
    files: dict[str, None] = {}
    folders: dict[str, Stamp] = {}
    remarks: list[str] = []
    for name in names:
        if not is_folder(name):
            files[name] = None
            continue
        said = len(remarks)
        below = sorted(_below(name, folders, remarks))
        files.update(dict.fromkeys(below))
        if not below and len(remarks) == said:
            one = visible(os.path.join(name, "minutes.yaml"))  # noqa: PTH118
            remarks.append(
                f"{visible(name)}: a folder without any *.yaml or *.yml file; "
                f"tiptui new {one} writes one"
            )
    return Found(tuple(files), folders, tuple(remarks))


def _below(folder: str, folders: dict[str, Stamp], remarks: list[str]) -> Iterator[str]:
    """Yield the files of records below a folder; note all folders, and which can't be read."""
    # os.walk calls itself for each level, which has an end in Python 3.11.
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        folders[here] = stamp(here)
        try:
            with os.scandir(here) as entries:
                seen = [each for each in entries if not each.name.startswith(".")]
        except OSError as error:
            remarks.append(f"{visible(here)}: {reason(error)}")
            continue
        for entry in seen:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.endswith(_ENDINGS) and not is_folder(entry.path):
                yield entry.path
