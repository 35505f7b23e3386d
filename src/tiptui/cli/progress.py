"""Says on a terminal what a command is doing, once that takes longer than a moment."""

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from tiptui.files.input import STDIN
from tiptui.files.output import terminal_width
from tiptui.record.progress import Progress
from tiptui.text.visible import clip

_SECONDS = 0.5
"""After which it is said what a command does."""

_AGAIN = 0.1
"""Seconds between two drawings."""


class Work:
    """What is being done, which part of it is done, since when."""

    def __init__(self, name: str) -> None:
        self.begin(name)

    def begin(self, name: str) -> Progress:
        """Go on with other work; return what is told how far it is."""
        self._name, self._part, self._begun = name, 0.0, time.monotonic()
        return self.tell

    def tell(self, part: float) -> None:
        """Take which part is done: 0 where nobody knows."""
        self._part = part

    def draw_until(self, ended: Event) -> None:
        """Draw the line after a moment, and again and again until the work ends; take it away."""
        wait = _SECONDS
        while not ended.wait(wait):
            self.draw()
            wait = _AGAIN
        if wait == _AGAIN:
            _write("")

    def draw(self) -> None:
        spent = time.monotonic() - self._begun
        facts = [self._name, f"{spent:.0f} s"]
        if self._part:
            left = max(1, spent / self._part - spent)
            facts = [self._name, f"{self._part:.0%}", f"about {left:.0f} s left"]
        _write(clip(" · ".join(facts), terminal_width(sys.stderr) - 1))


def _write(words: str) -> None:
    # Past the buffer, which belongs to the command.
    os.write(sys.stderr.fileno(), f"\r{words}\x1b[K".encode(errors="replace"))


@contextmanager
def progress_line(name: str, files: Iterable[str] = ()) -> Iterator[Work]:
    """Yield work that is told how far it is; at the end no line is left.

    A thread draws the line, also while nothing is told, but not over what is typed where one of the
    `files` is standard input. Ctrl+c takes it away before it ends.
    """
    work = Work(name)
    is_typed = STDIN in files and sys.stdin and sys.stdin.isatty()
    if is_typed or not terminal_width(sys.stderr):
        yield work
        return
    ending, ended = signal.getsignal(signal.SIGINT), Event()
    if ending == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    drawing = Thread(target=work.draw_until, args=(ended,), daemon=True)
    drawing.start()
    try:
        yield work
    finally:
        ended.set()
        drawing.join()
        signal.signal(signal.SIGINT, ending)
