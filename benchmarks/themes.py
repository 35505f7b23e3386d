"""How long from a key to the frame that shows a theme with many claims, in a pseudo-terminal."""

import tempfile
from functools import partial
from pathlib import Path

from benchmarks import Row, records
from benchmarks.keys import LARGE, answer, opened
from benchmarks.reading import TIPTUI
from benchmarks.start import COLUMNS, ROWS
from tests.terminal import Pty, Screen

SMALL = 100
STATEMENTS = 3


def measure(rounds: int) -> list[Row]:
    """The row of this module."""
    with tempfile.TemporaryDirectory() as folder:
        figures = {count: moves(Path(folder), count, rounds) for count in (LARGE, SMALL)}
    what = f"theme row shown, {LARGE:,} speakers (anchor: {SMALL})"
    return [Row(what, figures[LARGE], figures[SMALL], wanted=None, tail=True, at_most=0.016)]


def moves(folder: Path, speakers: int, rounds: int) -> list[float]:
    """Seconds from each key that goes down or up the themes to the frame that shows one."""
    text = records.record(speakers, STATEMENTS)
    file = folder / f"{speakers}.yaml"
    file.write_text(text, encoding="utf-8")
    names = [line.split("name: ")[1].rstrip("}") for line in text.splitlines() if "{id: t" in line]
    figures = []
    with Pty([TIPTUI, str(file)], COLUMNS, ROWS) as pty:
        screen = Screen(COLUMNS, ROWS)
        opened(pty, screen, speakers)
        answer(pty, screen, "1gj", partial(shows, screen, names[0]))
        for _ in range(min(rounds, 3)):
            for name in names[1:]:
                figures += answer(pty, screen, "j", partial(shows, screen, name))
            for name in reversed(names[:-1]):
                figures += answer(pty, screen, "k", partial(shows, screen, name))
        pty.send("q")
        while pty.read():
            pass
    return figures


def shows(screen: Screen, theme: str) -> bool:
    """Whether the detail is about a theme."""
    return any(line.startswith(f"╭─ {theme} ─") for line in screen.lines)
