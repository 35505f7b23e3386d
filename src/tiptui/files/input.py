"""What comes in: files and standard input, opened so that nothing hangs, and bounded."""

import io
import os
import select
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from tiptui.text.visible import reason, visible

LARGEST = 256 * 2**20
"""The most bytes that a file may have."""

SMALL = 256 * 2**10
"""Bytes up to which a record is read while the reader waits: it takes less than they notice."""

_PART = 2**16  # bytes that are read at once, besides those of a file's size
_NOT_REGULAR = "is not a regular file"

STDIN = "-"
"""The name that stands for standard input."""


class NoInput(Exception):
    """The input is missing, unreadable, not a regular file, or too large; says which."""


class NotARecord(NoInput):
    """The input neither has the name of a record nor reads as one; says how to write one of it."""

    def __init__(self, file: str) -> None:
        # Not above: hardly ever needed.
        from shlex import quote

        written = f"tiptui new --from {visible(quote(file))} writes one"
        super().__init__(f"{visible(file)}: not a record; {written}")


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
        return _read_stdin() if file == STDIN else _read_regular(file)
    except (OSError, ValueError) as error:
        raise NoInput(f"{visible(file)}: {reason(error)}") from None


def _read_regular(file: str) -> bytes:
    # Without O_NONBLOCK, opening a FIFO waits for a writer.
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise OSError(0, "is a folder")
        size = _size(file, status)
        return _joined(iter(lambda: os.read(descriptor, size + _PART), b""))
    finally:
        os.close(descriptor)


def _read_stdin() -> bytes:
    """Return what standard input holds to its end."""
    if sys.stdin is None:
        raise OSError(0, "standard input is closed")
    # Without the buffer, whose end of a pipe that must not wait is not the end of what comes.
    stream: Any = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
    return _joined(_parts(stream, *_device_and_size(stream)))


def _parts(stream: Any, device: bool, size: int) -> Iterator[bytes]:
    """Yield what a stream holds. Raise OSError for a device that gives anything: it has no end."""
    while (part := stream.read(size + _PART)) != b"":
        if part is None:
            select.select([stream], [], [])
        elif device:
            raise OSError(0, _NOT_REGULAR)
        else:
            yield part


def _joined(parts: Iterable[bytes]) -> bytes:
    """Return parts as one. Raise OSError as soon as they are too large."""
    taken: list[bytes] = []
    left = LARGEST
    for part in parts:
        left -= len(part)
        if left < 0:
            raise OSError(0, _too_large())
        taken.append(part)
    return b"".join(taken)


def _device_and_size(stream: Any) -> tuple[bool, int]:
    """Return whether a stream is a device, but no terminal, and its size in bytes if it is a file.

    Raise OSError for a file that is not to be read.
    """
    try:
        status = os.fstat(stream.fileno())
    except io.UnsupportedOperation:
        return False, 0
    mode = status.st_mode
    device = (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not stream.isatty()
    return device, _size("/dev/stdin", status) if stat.S_ISREG(mode) else 0


def _size(file: str, status: os.stat_result) -> int:
    """Return the size of a regular file in bytes. Raise OSError where it is not to be read."""
    # Linux calls these regular; to read one may take what it holds away, or wait for more.
    pseudo = os.path.realpath(file).startswith(("/proc/", "/sys/"))
    if pseudo or not stat.S_ISREG(status.st_mode):
        raise OSError(0, _NOT_REGULAR)
    if status.st_size > LARGEST:
        raise OSError(0, _too_large())
    return status.st_size


def _too_large() -> str:
    return f"larger than {LARGEST // 2**20} MiB"
