"""What is tiptui's own: its folders, the record that came with it, processes that run its code."""

import os
import signal
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import tiptui

if TYPE_CHECKING:
    from subprocess import Popen

PACKAGE = Path(tiptui.__file__).parent

# The folders (XDG Base Directory, 0.8). Where there is neither a variable nor a home, RuntimeError
# is raised.


def config_folder() -> Path:
    """Return the folder for what the reader sets."""
    return _folder("XDG_CONFIG_HOME", ".config")


def state_folder() -> Path:
    """Return the folder for what is kept between runs."""
    return _folder("XDG_STATE_HOME", ".local/state")


def cache_folder() -> Path:
    """Return the folder for what can be made again."""
    return _folder("XDG_CACHE_HOME", ".cache")


def _folder(variable: str, default: str) -> Path:
    base = os.environ.get(variable, "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / default) / "tiptui"


def default_record() -> str:
    """Return the path of the record that comes with tiptui: installed, or in a checkout."""
    installed = PACKAGE / "event.yaml"
    return str(installed if installed.exists() else PACKAGE.parents[1] / "data" / "event.yaml")


def is_installed(file: str) -> bool:
    """Return whether a file is not the reader's to edit.

    That is the default record, wherever it is, all below the package's own folder, and what they
    may not write to.
    """
    real = os.path.realpath(file)
    own = os.path.realpath(default_record()), os.path.realpath(PACKAGE)
    there = os.path.exists(file)  # noqa: PTH110 (a Path refuses names that a file can have)
    return (
        real == own[0]
        or Path(real).is_relative_to(own[1])
        or (there and not os.access(file, os.W_OK))
    )


def start_process(module: str, argument: str, stdin: int | IO[bytes]) -> "Popen[bytes]":
    """Start a module of tiptui in a process of its own, whose output is a pipe. Raise OSError.

    It is started anew, not forked: who asks may have threads.
    """
    # Not above: the processes do without.
    from subprocess import DEVNULL, PIPE, Popen

    # Without -P, a file in the current folder that has the name of a module would be run.
    command = [sys.executable, "-P", "-m", module, argument]
    return Popen(command, stdin=stdin, stdout=PIPE, stderr=DEVNULL)  # noqa: S603 (a module of tiptui)


def end_at_interrupt() -> None:
    """Let ctrl+c end such a process at once, unless whoever started tiptui ignores it."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
