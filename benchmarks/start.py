"""How long until tiptui is on the screen, and until it is gone, beside the barest Textual app."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks import Row
from tests.kit.terminal import PATIENCE, Pty, Screen

COLUMNS, ROWS = 120, 40
QUIET = 0.3
"""Seconds without output after which a frame is over, and an app idle."""


@dataclass(frozen=True, slots=True)
class App:
    """A command, and texts that together stand in every part of its full first screen."""

    argv: Sequence[str]
    markers: Sequence[str]


TIPTUI = App(
    argv=(str(Path(sys.executable).with_name("tiptui")),),
    markers=("Event", "Speakers", "Recs 11", "Uzma Kardar", "2·2", "quit"),
)
BARE = App(argv=(sys.executable, str(Path(__file__).with_name("bare.py"))), markers=("bare",))


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from the start of the process to the first full paint, and from `q` to its end."""

    paint: float
    leave: float


def measure(rounds: int) -> list[Row]:
    """Return the two rows of this module. Raise RuntimeError if an app does not paint or end."""
    ours: list[Run] = []
    bare: list[Run] = []
    turns = [(TIPTUI, ours), (BARE, bare)]
    for app, _ in turns:
        run(app)  # compiles what is not compiled, and fills the page cache
    for _ in range(rounds):
        for app, runs in turns:
            runs.append(run(app))
        turns.reverse()  # lest going second be worth something
    paint, barest = ([run.paint for run in runs] for runs in (ours, bare))
    leave, barest_leave = ([run.leave for run in runs] for runs in (ours, bare))
    return [
        Row("start to first full paint", paint, barest, wanted=1.25),
        Row("q to process gone", leave, barest_leave, wanted=1.00),
    ]


def run(app: App) -> Run:
    """Start the app, wait until it is painted and idle, and leave it by `q`.

    Raise RuntimeError if it does not paint its markers, or fails.
    """
    started = perf_counter()
    with Pty(app.argv, COLUMNS, ROWS) as pty:
        painted = watch(pty, app.markers)
        asked = perf_counter()
        pty.send("q")
        while pty.read():
            pass
        status = pty.wait()
        gone = perf_counter()
    if status:
        raise RuntimeError(f"{' '.join(app.argv)} ended with status {status}")
    return Run(painted - started, gone - asked)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some output, and the moment at which it had come."""

    moment: float
    output: bytes


def watch(pty: Pty, markers: Sequence[str]) -> float:
    """Return the moment of the first full paint. Raise RuntimeError, with the screen, without one.

    While the app works this only reads: the output is drawn once it has gone quiet.
    """
    chunks: list[Chunk] = []
    while True:
        news = until_quiet(pty)
        chunks += news
        screen, moment = replay(chunks, markers)
        if moment is not None:
            return moment
        if not news:
            raise RuntimeError(f"not all of {markers} were painted:\n{screen.text}")


def until_quiet(pty: Pty) -> list[Chunk]:
    """Return the output from now until a pause or the end, with patience for its first byte."""
    chunks: list[Chunk] = []
    try:
        while output := pty.read(QUIET if chunks else PATIENCE):
            chunks.append(Chunk(perf_counter(), output))
    except TimeoutError:
        pass
    return chunks


def replay(chunks: Sequence[Chunk], markers: Sequence[str]) -> tuple[Screen, float | None]:
    """Return the screen, and the moment of the first whole frame with all markers, or None.

    It goes no further than that frame.
    """
    screen = Screen(COLUMNS, ROWS)
    for chunk in chunks:
        screen.feed(chunk.output)
        if not screen.mid_frame and all(marker in screen.text for marker in markers):
            return screen, chunk.moment
    return screen, None
