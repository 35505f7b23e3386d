"""The reader's editor, in the terminal that the browser leaves to it."""

import os
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from textual.app import SuspendNotSupported

from tiptui.text.visible import clip, reason
from tiptui.ui.terminal.signals import SignalApp


def run_editor(app: SignalApp, argv: Sequence[str]) -> str:
    """Wait for an editor that has the terminal; return in words what went wrong, or nothing."""
    name = clip(os.path.basename(argv[0]), 30)  # noqa: PTH119
    failure = ""
    try:
        with app.lend_terminal(), _keys_for_the_editor(), _modes_kept():
            # Caught in here: an exception would keep the app suspended.
            try:
                status = subprocess.run(argv, check=False).returncode  # noqa: S603 (the user's own)
            except (OSError, ValueError) as error:
                failure = f"can't run {name}: {reason(error)}"
            else:
                failure = _ending(name, status)
    except SuspendNotSupported:
        return "this terminal can't be lent to an editor"
    return failure


def _ending(name: str, status: int) -> str:
    if status < 0:
        return f"{name} was ended by signal {-status}"
    return f"{name} ended with status {status}" if status else ""


@contextmanager
def _keys_for_the_editor() -> Iterator[None]:
    """Leave what ctrl+c and its like mean to the editor, which has the terminal with us.

    A handler, unlike SIG_IGN, is not handed down to the editor.
    """
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = {number: signal.signal(number, lambda *_: None) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _modes_kept() -> Iterator[None]:
    """Give the terminal back its modes, which an editor that was killed leaves as they are."""
    modes = None
    with suppress(termios.error, OSError, ValueError, AttributeError):
        modes = termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    try:
        yield
    finally:
        if modes is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSADRAIN, modes)  # type: ignore[union-attr]
