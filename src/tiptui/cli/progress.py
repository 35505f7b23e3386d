"""Says on a terminal what a command is doing, once that takes longer than a moment."""

import sys
import time
from functools import partial

from tiptui.record.progress import Progress
from tiptui.text.visible import clip

_SECONDS = 0.5


class ProgressLine:
    """A line on the terminal, as long as there is work: what is done, and how far it is."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _SECONDS
        self._shown = False

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._draw("")

    def of(self, work: str) -> Progress:
        """Return what is told how far a work is: 0 where nobody knows."""
        return partial(self._tell, clip(work, 50))

    def _tell(self, work: str, part: float) -> None:
        now = time.monotonic()
        if now >= self._next and sys.stderr and sys.stderr.isatty():
            self._next, self._shown = now + _SECONDS / 4, True
            self._draw(f"{work}: {part:.0%}" if part else work)

    def _draw(self, words: str) -> None:
        sys.stderr.write(f"\r{words}\x1b[K")
        sys.stderr.flush()
