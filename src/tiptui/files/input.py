"""What comes in: files and standard input, opened so that nothing hangs, and bounded."""

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

_PART = 2**20  # bytes of standard input that are read at once

STDIN = "-"
"""The name that stands for standard input."""


class NoInput(Exception):
    """The input is missing, unreadable, not a regular file, or too large; says which."""


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
        if file == STDIN:
            data = _read_stdin()
        else:
            data = _read_regular(file)
    except (OSError, ValueError) as error:
        raise NoInput(f"{visible(file)}: {reason(error)}") from None
    if len(data) > LARGEST:
        raise NoInput(f"{visible(file)}: larger than {LARGEST // 2**20} MiB")
    return data


def _read_stdin() -> bytes:
    """Return what standard input holds to its end, or to just over the limit."""
    if sys.stdin is None:
        raise OSError(0, "standard input is closed")
    # Without the buffer, whose end of a pipe that must not wait is not the end of what comes.
    stream: Any = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
    device, size = _device_and_size(stream)
    # A file over the limit is not read at all.
    if size > LARGEST:
        return bytes(LARGEST + 1)
    data = bytearray()
    while len(data) <= LARGEST:
        part = stream.read(min(_PART, LARGEST + 1 - len(data)))
        if part == b"":
            break
        if part is None:
            select.select([stream], [], [])
            continue
        data += part
        if device:
            raise OSError(0, "is not a regular file")
    return bytes(data)


def _device_and_size(stream: Any) -> tuple[bool, int]:
    """Return whether a stream is a device, but no terminal, and its size in bytes if it is a file.

    If such a device gives anything, it has no end.
    """
    try:
        status = os.fstat(stream.fileno())
    except OSError:
        return False, 0
    mode = status.st_mode
    device = (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not stream.isatty()
    return device, status.st_size if stat.S_ISREG(mode) else 0


def _read_regular(file: str) -> bytes:
    # Without O_NONBLOCK, opening a FIFO waits for a writer.
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise OSError(0, "is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "is not a regular file")
        # A file over the limit is not read at all; one that grows meanwhile is cut there.
        if status.st_size > LARGEST:
            return bytes(LARGEST + 1)
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(LARGEST + 1)
    finally:
        os.close(descriptor)
