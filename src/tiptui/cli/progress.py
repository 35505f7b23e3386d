"""A line on a terminal for a command that takes longer than a moment."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from tiptui.files.output import terminal_width
from tiptui.record.progress import Progress
from tiptui.text.visible import clip

_FIRST, _NEXT = 0.5, 0.1
"""Seconds before the first drawing, and before each other."""


class Task:
    """A task with its name, the part of it that is done, and the time since it began."""

    def __init__(self, name: str) -> None:
        self.begin(name)

    def begin(self, name: str) -> Progress:
        """Go on with another task; return its `tell`."""
        self._name, self._part, self._begun = name, 0.0, time.monotonic()
        return self.tell

    def tell(self, part: float) -> None:
        """Set the part that is done: 0 if it is unknown."""
        self._part = part

    def draw_until(self, ended: Event) -> None:
        """Draw the line again and again until the task ends; then remove it."""
        wait = _FIRST
        while not ended.wait(wait):
            self.draw()
            wait = _NEXT
        if wait == _NEXT:
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
def progress_line(name: str) -> Iterator[Task]:
    """Yield a task; a thread draws its line on the terminal until it ends or ctrl+c ends it."""
    task = Task(name)
    if not terminal_width(sys.stderr):
        yield task
        return
    ending, ended = signal.getsignal(signal.SIGINT), Event()
    if ending == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    drawing = Thread(target=task.draw_until, args=(ended,), daemon=True)
    drawing.start()
    try:
        yield task
    finally:
        ended.set()
        drawing.join()
        signal.signal(signal.SIGINT, ending)
