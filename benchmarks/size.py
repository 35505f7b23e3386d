"""What the largest collections cost: seconds of processor and memory, of all processes together.

Not seconds of the clock, so that what else the machine does is not in them; the anchors are `find`
over the same files, and the bytes of these.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import sleep

from benchmarks import Row
from benchmarks.reading import TIPTUI
from benchmarks.series import ALL, SPEECHES, Series, write
from benchmarks.start import COLUMNS, ROWS
from tests.kit.terminal import Pty, Screen, clean_environment

MOST_ROUNDS = 5
SETTLED = 3.0
"""Seconds after which a file is old enough for what is read of it to be kept."""

WORD = "kowalczyk"
IDLE = 1.0
"""Seconds of quiet after which nothing is checked any more."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a program: seconds of processor with all that it started, bytes at its peak."""

    seconds: float
    peak: float


def measure(rounds: int) -> list[Row]:
    """Return the rows of this module."""
    few = min(rounds, MOST_ROUNDS)
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"], folder = f"{name}/cache", Path(name)
        return [*rows(folder / "speeches", SPEECHES, few), *rows(folder / "all", ALL, few)]


def rows(folder: Path, series: Series, rounds: int) -> list[Row]:
    """Return the rows of a series: the browser, `find`, `count`."""
    files = write(folder, series)
    sleep(SETTLED)
    find, count = (
        [TIPTUI, verb, "--in", str(folder), *words]
        for verb, *words in (("find", WORD), ("count", "--by", "theme"))
    )
    run(find)  # fills the cache
    found, counted = ([run(argv) for _ in range(rounds)] for argv in (find, count))
    browsed = [browse(folder) for _ in range(rounds)]
    total = [float(sum(file.stat().st_size for file in files))] * rounds
    claims = series.records * (series.statements + series.recommendations)
    what = f"{series.records:,} records, {claims:,} claims, {total[0] / 1e6:.0f} MB"
    seconds = [each.seconds for each in found]
    read = [each.seconds for each, _ in browsed]
    checked = [each.peak for _, each in browsed]
    return [
        Row(f"{what}: read in the browser from the cache (anchor: find)", read, seconds, 1.2),
        Row("count --by theme (anchor: find)", [each.seconds for each in counted], seconds, None),
        Row("memory when all is checked (anchor: bytes)", checked, total, 4, unit="MB"),
        Row("memory of find (anchor: bytes)", [each.peak for each in found], total, 3.5, unit="MB"),
    ]


def run(argv: list[str]) -> Cost:
    """Run a program to its end; its status may say that nothing is found."""
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return Cost(usage.ru_utime + usage.ru_stime, 1024.0 * usage.ru_maxrss)


def browse(folder: Path) -> tuple[Cost, Cost]:
    """Return the cost of the browser until all was read, and until all was checked."""
    environment = clean_environment(XDG_CACHE_HOME=os.environ["XDG_CACHE_HOME"])
    with Pty([TIPTUI, str(folder)], COLUMNS, ROWS, env=environment) as pty:
        screen = Screen(COLUMNS, ROWS)
        seen, read = False, None
        while read is None:
            # Looked at frame by frame: the check begins at once when all is read.
            screen.feed(pty.read())
            seen = seen or "reading:" in screen.text
            if seen and "reading:" not in screen.text:
                read = cost(pty.pid)
        for before, now in pairwise(costs(pty.pid)):
            if now.seconds - before.seconds < IDLE / 20:
                break
        pty.send("q")
        while pty.read():
            pass
    return read, now


def costs(process: int) -> Iterator[Cost]:
    while True:
        yield cost(process)
        sleep(IDLE)


def cost(process: int) -> Cost:
    """Return the cost so far of a process and of those that it waited for."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = sum(map(int, fields[11:15]))
    status = Path(f"/proc/{process}/status").read_text()
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    assert peak
    return Cost(ticks / os.sysconf("SC_CLK_TCK"), 1024.0 * int(peak[1]))
