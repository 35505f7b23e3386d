"""Output: standard output, remarks on standard error, and the exit status."""

import os
import select
import shutil
import signal
import sys
from contextlib import suppress
from enum import IntEnum
from typing import Any, TextIO

from tiptui.text.styles import in_style, wrap
from tiptui.text.visible import late, visible


class ExitStatus(IntEnum):
    """The answer of a command to the shell. Ended by signal n, it is 128 + n."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NO_INPUT = 3
    NO_OUTPUT = 4
    NO_TERMINAL = 5
    INTERNAL = 70


class NoOutput(Exception):
    """The output can't be written; says why."""


_PROBLEM = late(r"(.*?:(?:\d+:\d+|¶[^:]+): )?(error|warning)(: .*?)( \[[a-z-]+\])?")


def say(remark: str, status: ExitStatus = ExitStatus.DONE) -> ExitStatus:
    """Print a remark on standard error, if there is one; return the status."""
    if sys.stderr and remark:
        remark = visible(remark)
        if width := terminal_width(sys.stderr):
            if has_colour() and (found := _PROBLEM.fullmatch(remark)):
                where, severity, message, code = found.groups("")
                bold = in_style(severity, "1;31" if severity == "error" else "1;33")
                remark = f"{where}{bold}{message}{in_style(code, '2')}"
            remark = "\n".join(wrap(remark, width, 4))
        # Where nobody can be told, the status still says it.
        with suppress(OSError):
            _write_all(sys.stderr, f"{remark}\n")
    return status


def write(text: str | bytes) -> None:
    """Print a text, in the encoding of standard output, or bytes. Raise NoOutput."""
    try:
        if sys.stdout is None:
            raise OSError(0, "standard output is closed")
        _write_all(sys.stdout, text)
    except OSError as error:
        raise NoOutput(error.strerror) from None


def terminal_width(stream: TextIO | None) -> int:
    """Return the columns of the terminal if a stream is one, but 0 for a dumb one."""
    is_terminal = stream and stream.isatty() and os.environ.get("TERM") != "dumb"
    return shutil.get_terminal_size().columns if is_terminal else 0


def has_colour() -> bool:
    return "NO_COLOR" not in os.environ


def carries_unicode() -> bool:
    """Return whether standard output can carry every letter."""
    encoding = (sys.stdout.encoding if sys.stdout else None) or "ascii"
    return encoding.lower().startswith("utf")


def _write_all(stream: TextIO, text: str | bytes) -> None:
    """Write all, past the buffer, in as many parts as it takes. Raise OSError."""
    raw: Any = getattr(stream.buffer, "raw", stream.buffer)
    if isinstance(text, str):
        # UTF-16 would write a byte order mark for an empty text.
        text = text.encode(stream.encoding, "backslashreplace") if text else b""
    # Unbuffered, Python's own writing stops silently after a part: at a full disk or pipe.
    left = memoryview(text)
    while left:
        written = raw.write(left)
        if written is None:
            select.select([], [raw], [])
        else:
            left = left[written:]


def as_a_filter() -> None:
    """End by SIGPIPE (`| head`) and SIGINT as other filters do, without a traceback."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
