"""How the browser ends, stops, goes on, and leaves the terminal to the reader's editor.

Textual leaves the terminal in raw mode at SIGTERM and SIGHUP, starts once more at any SIGCONT, and
stops only its own process at ctrl+z, not those that started it.
"""

import asyncio
import os
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from textual.app import App, SuspendNotSupported

from tiptui.text.visible import clip, reason

ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

_MODES = (2026, 2048, 2004, 1000, 1003, 1015, 1006, 1016, 1004, 1049)
LEAVE = b"\x1b[<u%s\x1b[?7h\x1b[?25h" % b"".join(b"\x1b[?%dl" % mode for mode in _MODES)
"""What ends all that Textual begins on a terminal, which it does not where memory is short."""

WATCHED = 1.0  # seconds between two looks at whether the terminal is still there


class Lasting:
    """Standard error that takes what is written to it also when its terminal is gone.

    Textual's thread for writing ends at the first failure, and all waits for it from then on.
    """

    def __init__(self) -> None:
        # Textual draws in UTF-8 and reads it, whatever the locale says: so do terminals.
        self._stream = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with suppress(OSError, MemoryError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


class SignalApp(App[None]):
    """An app that restores the terminal at every signal that ends or stops it."""

    def on_load(self) -> None:
        """Answer the signals that end it, before the terminal is changed."""
        sys.__stderr__ = Lasting()  # type: ignore[assignment,misc]
        self._answer(at_end=True)

    def end_by(self, number: signal.Signals) -> None:
        """End as by a signal: with the status 128 + n."""
        self.exit(return_code=128 + number)

    def follow_terminal(self) -> None:
        """Answer the signals that stop it and let it go on; ends where the terminal is gone."""
        if not self.is_headless:
            self._answer()
            self.set_interval(WATCHED, self._see_terminal)

    @contextmanager
    def lend_terminal(self) -> Iterator[None]:
        """Lend the terminal to the shell or a program, with what its keys mean to the system.

        What is done with it may not raise: Textual would stay suspended.
        """
        loop = asyncio.get_running_loop()
        with self.suspend():
            # All of them: as long as one is left, the loop would hear of the others afterwards.
            for number in (*ENDINGS, signal.SIGTSTP, signal.SIGCONT):
                loop.remove_signal_handler(number)
            yield
        self._answer()

    def run_editor(self, argv: Sequence[str]) -> str:
        """Wait for an editor that has the terminal; return in words what went wrong, or nothing."""
        name = clip(os.path.basename(argv[0]), 30)  # noqa: PTH119
        try:
            with self.lend_terminal(), _left_to_the_editor():
                # Caught in here: an exception would keep the app suspended.
                try:
                    status = subprocess.run(argv, check=False).returncode  # noqa: S603 (the user's own)
                except (OSError, ValueError) as error:
                    return f"can't run {name}: {reason(error)}"
        except SuspendNotSupported:
            return "this terminal can't be lent to an editor"
        if status < 0:
            return f"{name} was ended by signal {-status}"
        return f"{name} ended with status {status}" if status else ""

    def action_stop(self) -> None:
        """Stop until the shell lets it go on: itself and what started it, as ctrl+z does."""
        # When it ends, what Textual starts again, its thread that reads keys too, would never end.
        if self.return_code is None:
            with self.lend_terminal():
                # The kernel's own way: it does not stop what no shell could ever let go on.
                os.kill(0, signal.SIGTSTP)

    def _answer(self, at_end: bool = False) -> None:
        """Answer the signals, or only those that end it."""
        answers = {number: partial(self.end_by, number) for number in ENDINGS}
        stops = {signal.SIGTSTP: self.action_stop, signal.SIGCONT: self._start_again}
        for number, answer in (answers | ({} if at_end else stops)).items():
            asyncio.get_running_loop().add_signal_handler(number, answer)

    def _start_again(self) -> None:
        """Draw anew after a stop that nobody asked it for: the terminal may be in any mode."""
        if self.return_code is None:
            with self.suspend():
                pass

    def _see_terminal(self) -> None:
        """End where the terminal was closed without a signal."""
        poll = select.poll()
        poll.register(0, select.POLLHUP)
        if poll.poll(0):
            self.end_by(signal.SIGHUP)


@contextmanager
def _left_to_the_editor() -> Iterator[None]:
    """Leave what ctrl+c and its like mean to the editor, which has the terminal with us.

    An editor that was killed leaves the modes of the terminal as they are.
    """
    # A handler, unlike SIG_IGN, is not handed down to the editor.
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = {number: signal.signal(number, lambda *_: None) for number in numbers}
    try:
        with keep_modes():
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def keep_modes(leave: bytes = b"") -> Iterator[None]:
    """Give the terminal its modes back; where they are others, write what else leaves it before."""
    modes = None
    with suppress(termios.error):  # there may be no terminal
        modes = termios.tcgetattr(0)
    try:
        yield
    finally:
        with suppress(termios.error, OSError):
            if modes and modes != termios.tcgetattr(0):
                os.write(2, leave)
                termios.tcsetattr(0, termios.TCSADRAIN, modes)
