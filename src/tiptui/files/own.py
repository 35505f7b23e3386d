"""Resources of tiptui itself: its folders, default record, current day, processes, error log."""

import atexit
import os
import signal
import stat
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from tiptui.files.input import NoInput

if TYPE_CHECKING:
    from subprocess import Popen

VERSION = "0.1.0"
PACKAGE = Path(__file__).parents[1]


def own_folder(kind: Literal["config", "state", "cache"], make: bool = False) -> Path:
    """Return tiptui's folder of a kind (XDG 0.8). Raise OSError, or RuntimeError without a home."""
    base = Path(os.environ.get(f"XDG_{kind.upper()}_HOME", ""))
    if not base.is_absolute():
        base = Path.home() / (".local/state" if kind == "state" else f".{kind}")
    folder = base / "tiptui"
    if make:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def is_private(status: os.stat_result, user: int) -> bool:
    """Return whether a file or folder is the user's, and closed to changes by others."""
    return status.st_uid == user and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def open_private(file: Path) -> int:
    """Open a file of tiptui's own, to read it. Raise OSError where it is not a private file."""
    # Without O_NONBLOCK, opening a FIFO waits for a writer.
    opened = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    status = os.fstat(opened)
    if not stat.S_ISREG(status.st_mode) or not is_private(status, os.geteuid()):
        os.close(opened)
        raise PermissionError(0, "is not a file of yours alone")
    return opened


def default_record() -> str:
    installed = PACKAGE / "event.yaml"
    return str(installed if installed.exists() else PACKAGE.parents[1] / "data" / "event.yaml")


def is_installed(file: str) -> bool:
    """Return whether a file is the default record, or there and not for the reader to write."""
    if os.path.realpath(file) == os.path.realpath(default_record()):
        return True
    return os.access(file, os.F_OK) and not os.access(file, os.W_OK)


def current_day() -> str:
    """Return the day of SOURCE_DATE_EPOCH, else today. Raise NoInput where that is no time."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        day = datetime.fromtimestamp(int(seconds), UTC).date() if seconds else date.today()
    except (ValueError, OverflowError, OSError):
        raise NoInput("SOURCE_DATE_EPOCH is not a number of seconds since 1970") from None
    return day.isoformat()


def start_process(module: str, argument: str, stdin: int | IO[bytes]) -> "Popen[bytes]":
    """Run a module of tiptui in a process of its own; its output is a pipe."""
    # Not above: the processes do without.
    from subprocess import DEVNULL, PIPE, Popen

    # Without -P, a file in the current folder with the name of a module would run.
    command = [sys.executable, "-P", "-m", module, argument]
    process = Popen(command, stdin=stdin, stdout=PIPE, stderr=DEVNULL)  # noqa: S603 (a module of tiptui)
    atexit.register(process.kill)  # an exit does not join the thread that waits for it
    return process


def end_at_interrupt() -> None:
    """Let ctrl+c end this process at once, unless the program that started tiptui ignores it."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def report(error: BaseException) -> str:
    """Write the details of an error to a file; return a line without any words of the record."""
    line = f"internal error ({type(error).__name__})"
    try:
        # Not above: hardly ever needed.
        import traceback

        from tiptui.files.saving import save_private

        file = own_folder("state", make=True) / f"crash-{os.getpid()}.log"
        # The details may hold words of a record, which no other user may read.
        details = "".join(traceback.format_exception(error))
        save_private(file, details.encode("utf-8", "backslashreplace"))
    except (ImportError, OSError, RuntimeError) as failure:
        return f"{line}; the details could not be written: {failure}"
    return f"{line}; the details are in {file}"
