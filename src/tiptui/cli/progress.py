"""Says on a terminal what a command is doing, once that takes longer than a moment."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from tiptui.record.progress import Progress
from tiptui.text.visible import clip

_SECONDS = 0.5


@contextmanager
def progress_line() -> Iterator[Callable[[str], Progress]]:
    """Yield what gives a work its progress, 0 where nobody knows; at the end its line is gone."""
    shown, due = False, time.monotonic() + _SECONDS

    def tell(work: str, part: float) -> None:
        nonlocal shown, due
        now = time.monotonic()
        if now >= due and sys.stderr and sys.stderr.isatty():
            shown, due = True, now + _SECONDS / 4
            _draw(f"{work}: {part:.0%}" if part else work)

    try:
        yield lambda work: partial(tell, clip(work, 50))
    finally:
        if shown:
            _draw("")


def _draw(words: str) -> None:
    sys.stderr.write(f"\r{words}\x1b[K")
    sys.stderr.flush()
