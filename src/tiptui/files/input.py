"""What comes in: files and standard input, opened so that nothing hangs, and bounded."""

import io
import os
import select
import stat
import sys
from typing import Any

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
