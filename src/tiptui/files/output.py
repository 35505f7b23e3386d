"""What goes out: standard output, remarks on standard error, and the exit status."""

import os
import signal
import sys
from enum import IntEnum

from tiptui.text.visible import visible


class ExitStatus(IntEnum):
    """What a command answers to the shell. Ended by signal n: 128 + n."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NO_INPUT = 3
    NO_OUTPUT = 4
    NO_TERMINAL = 5
    INTERNAL = 70


class NoOutput(Exception):
    """The output can't be written; says why."""


def say(remark: str, status: ExitStatus = ExitStatus.DONE) -> ExitStatus:
    """Print a remark on standard error, if there is one; return the status."""
    if sys.stderr and remark:
        try:
            print(visible(remark), file=sys.stderr, flush=True)
        except OSError:
            # Nobody can be told; the status still says it.
            _discard(2)
    return status


def write(text: str) -> None:
    """Print on standard output. Raise NoOutput."""
    try:
        if sys.stdout is None:
            raise OSError(0, "standard output is closed")
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _discard(1)
        raise NoOutput(error.strerror) from None


def flush() -> None:
    """Write what is left in the buffers; throw it away where the terminal is gone."""
    for descriptor, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            if stream:
                stream.flush()
        except OSError:
            _discard(descriptor)


def _discard(descriptor: int) -> None:
    """Throw away what is left in a buffer: it would fail again, with status 120, at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def as_a_filter() -> None:
    """End by SIGPIPE (`| head`) and SIGINT as other filters do, without a traceback."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
