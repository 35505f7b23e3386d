"""A line on a terminal for a command that takes longer than a moment."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from tiptui.files.output import terminal_width
from tiptui.text.steps import Progress
from tiptui.text.visible import clip

_FIRST, _NEXT = 0.5, 0.1
"""Seconds before the first drawing, and before each other."""


@contextmanager
def progress_line(name: str) -> Iterator[Progress]:
    """Yield a function to tell the part that is done; a thread draws the line until the end."""
    done, begun, ended = 0.0, time.monotonic(), Event()

    def tell(part: float) -> None:
        nonlocal done
        done = part

    def draw() -> None:
        wait = _FIRST
        while not ended.wait(wait):
            _write(words(name, done, time.monotonic() - begun))
            wait = _NEXT
        if wait == _NEXT:
            _write("")

    if not terminal_width(sys.stderr):
        yield tell
        return
    ending = signal.getsignal(signal.SIGINT)
    if ending == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    drawing = Thread(target=draw, daemon=True)
    drawing.start()
    try:
        yield tell
    finally:
        ended.set()
        drawing.join()
        signal.signal(signal.SIGINT, ending)


def words(name: str, done: float, spent: float) -> str:
    """Return `reading · 25% · about 12 s left`, or the seconds `spent` where no part is known."""
    if not done:
        return f"{name} · {spent:.0f} s"
    return f"{name} · {done:.0%} · about {max(1, spent / done - spent):.0f} s left"


def _write(line: str) -> None:
    drawn = f"\r{clip(line, terminal_width(sys.stderr) - 1)}\x1b[K"
    # Past the buffer, which belongs to the command.
    os.write(sys.stderr.fileno(), drawn.encode(errors="replace"))
