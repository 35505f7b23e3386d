"""What watching takes: reading a record again beside its first reading, and processor at rest."""

import gc
import tempfile
import time
from pathlib import Path
from time import perf_counter

from benchmarks import Row, records
from benchmarks.reading import SPEAKERS_PER_MB, STATEMENTS, TIPTUI
from benchmarks.start import COLUMNS, ROWS
from tests.kit.terminal import Pty
from tiptui.collection.live import Live
from tiptui.ui.actions.live_files import without_collecting

MOST_ROUNDS = 7
REST = 4.0
"""Seconds for which a browser is left alone."""

SETTLED = 2.0
"""Seconds after which the start is over, what it puts off included."""


def measure(rounds: int) -> list[Row]:
    """Return the rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "10.yaml"
        few = min(rounds, MOST_ROUNDS)
        return [reloads(file, few), idle(few)]


def reloads(file: Path, rounds: int) -> Row:
    """Time the reading of 10 MB in which one speaker changed, beside the first reading."""
    texts = [
        records.record(10 * SPEAKERS_PER_MB, STATEMENTS),
        records.record(10 * SPEAKERS_PER_MB, STATEMENTS).replace("name: ", "name: A ", 3),
    ]
    ours, anchor = [], []
    for _ in range(rounds):
        live = Live([str(file)], {})
        file.write_text(texts[0], encoding="utf-8")
        gc.collect()
        gc.disable()
        anchor.append(seconds(live))
        gc.freeze()
        gc.enable()
        file.write_text(texts[1], encoding="utf-8")
        started = perf_counter()
        reading = without_collecting(live.read)
        ours.append(perf_counter() - started)
        assert reading.collection is not live.now.collection
        live.take(reading)
    size = file.stat().st_size / 1e6
    return Row(f"reading {size:.1f} MB again (anchor: the first time)", ours, anchor, wanted=1.0)


def seconds(live: Live) -> float:
    """Return the seconds that a first reading takes."""
    started = perf_counter()
    live.read_first()
    return perf_counter() - started


def idle(rounds: int) -> Row:
    """Time the processor in each second at rest, beside a browser that does not watch."""
    ours, anchor = [], []
    for _ in range(rounds):
        ours.append(at_rest([TIPTUI]))
        anchor.append(at_rest([TIPTUI, "--no-watch"]))
    what = "processor in a second at rest (anchor: --no-watch)"
    return Row(what, ours, anchor, wanted=None, at_most=0.005)


def at_rest(argv: list[str]) -> float:
    """Return the seconds of processor that a browser takes in each second at rest."""
    with Pty(argv, COLUMNS, ROWS) as pty:
        drained(pty, SETTLED)
        before = processor(pty.pid)
        drained(pty, REST)
        return (processor(pty.pid) - before) / REST


def drained(pty: Pty, seconds: float) -> None:
    """Read the output of a program for a number of seconds."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            pty.read(left)
        except TimeoutError:
            return


def processor(pid: int) -> float:
    """Return the seconds of processor that a process has taken, to the nanosecond on Linux."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9
