"""The app's answers to signals, and its loan of the terminal to an editor.

Textual leaves the terminal in raw mode at SIGTERM and SIGHUP, starts once more at any SIGCONT, and
stops only its own process at ctrl+z, not those that started it.
"""

import asyncio
import os
import select  # Windows has no poll: SetConsoleCtrlHandler tells of a closed console
import signal
import subprocess
import sys
import termios  # Windows: GetConsoleMode and SetConsoleMode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from textual.app import App, SuspendNotSupported

from tiptui.text.visible import clip, reason

ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

WATCHED = 1.0  # seconds between two looks at whether the terminal is still there


class Lasting:
    """Standard error that never fails, even when its terminal is gone.

    Textual's thread for writing ends at the first failure, and then everything waits for it.
    """

    def __init__(self) -> None:
        # Textual draws in UTF-8 and reads it, whatever the locale says: so do terminals.
        self._stream = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


class SignalApp(App[None]):
    """An app that restores the terminal at every signal that ends or stops it."""

    def on_load(self) -> None:
        # Textual has not changed the terminal yet.
        sys.__stderr__ = Lasting()  # type: ignore[assignment,misc]
        self._answer(at_end=True)

    def end_by(self, number: signal.Signals) -> None:
        self.exit(return_code=128 + number)

    def follow_terminal(self) -> None:
        """Answer the signals that stop the app and let it go on; end when the terminal is gone."""
        if not self.is_headless:
            self._answer()
            self.set_interval(WATCHED, self._see_terminal)

    @contextmanager
    def lend_terminal(self) -> Iterator[None]:
        """Lend the terminal and its signals; an exception inside would keep Textual suspended."""
        loop = asyncio.get_running_loop()
        with self.suspend(), keep_modes():
            # All of them: while one is left, the loop would hear of the others afterwards.
            for number in (*ENDINGS, signal.SIGTSTP, signal.SIGCONT):
                loop.remove_signal_handler(number)
            # A handler, unlike SIG_IGN, is not handed down to the editor.
            keys = (signal.SIGINT, signal.SIGQUIT)
            before = {number: signal.signal(number, lambda *_: None) for number in keys}
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)
                self._answer()

    def run_editor(self, argv: Sequence[str]) -> str:
        """Wait for an editor that has the terminal; return a failure in words, or nothing."""
        name = clip(os.path.basename(argv[0]), 30)  # noqa: PTH119
        try:
            with self.lend_terminal():
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
        """Stop the app and its parents until the shell lets them go on, as ctrl+z does."""
        # At its end Textual would start a thread for keys again, which would never end.
        if self.return_code is None:
            with self.lend_terminal():
                # The kernel stops no process that no shell could let go on: so does this.
                os.kill(0, signal.SIGTSTP)

    def _answer(self, at_end: bool = False) -> None:
        answers = {number: partial(self.end_by, number) for number in ENDINGS}
        stops = {signal.SIGTSTP: self.action_stop, signal.SIGCONT: self._start_again}
        for number, answer in (answers | ({} if at_end else stops)).items():
            asyncio.get_running_loop().add_signal_handler(number, answer)

    def _start_again(self) -> None:
        """Draw anew after a stop by another process: the terminal may be in any mode."""
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
def keep_modes() -> Iterator[None]:
    """Restore the modes of the terminal at the end, if they have changed."""
    modes = None
    with suppress(termios.error):  # there may be no terminal
        modes = termios.tcgetattr(0)
    try:
        yield
    finally:
        with suppress(termios.error, OSError):
            if modes and modes != termios.tcgetattr(0):
                termios.tcsetattr(0, termios.TCSADRAIN, modes)
