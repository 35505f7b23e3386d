"""What the largest collections cost: seconds of processor and memory, of all processes together.

Not seconds of the clock, so that what else the machine does is not in them; the anchors are `find`
over the same files, the bytes of these, and `yaml.load` with CSafeLoader.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from time import sleep

from benchmarks import Row
from benchmarks.reading import TIPTUI
from benchmarks.series import ALL, CYCLE, NOTES, SPEECHES, Series, write
from benchmarks.start import COLUMNS, ROWS
from tests.kit.terminal import Pty, Screen, clean_environment

MOST_ROUNDS = 5
SETTLED = 3.0
"""Seconds after which a file is old enough for what is read of it to be kept."""

ANCHOR = """
import sys, yaml
kept = []
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        kept.append(yaml.load(file, yaml.CSafeLoader))
"""
WORD = "kowalczyk"
IDLE = 1.0
"""Seconds of quiet after which nothing is checked any more."""

CHANGES = 1_000
FIRST_CHANGES = 50

# Prints the bytes of memory after so many changes of one of many files.
CHANGED = """
import sys
from pathlib import Path
from tiptui.collection.live import Live
from tiptui.search.index import Index
live = Live([sys.argv[1]], {})
live.read_all()
file = next(Path(sys.argv[1]).rglob("*.yaml"))
text = file.read_text("utf-8")
for number in range(1, int(sys.argv[2]) + 1):
    file.write_text(f"{text}# {number}\\n", "utf-8")
    live.take(live.read())
    index = Index(live.now.collection)
    if number in map(int, sys.argv[2:]):
        print(1024 * int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]))
"""


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
        return [
            *rows(folder / "cycle", CYCLE, few, read_within=1.5, kept=5, find_within=0.9),
            *rows(folder / "speeches", SPEECHES, few, beside_find=1.2, check_within=15),
            *rows(folder / "all", ALL, few, beside_find=1.2),
            changes(folder / "notes"),
        ]


def rows(
    folder: Path,
    series: Series,
    rounds: int,
    beside_find: float | None = None,
    kept: float = 4,
    read_within: float | None = None,
    find_within: float | None = None,
    check_within: float | None = None,
) -> list[Row]:
    """Return the rows of a series: `find`, the browser, `check`."""
    files = [str(file) for file in write(folder, series)]
    sleep(SETTLED)
    find = [TIPTUI, "find", "--in", str(folder), WORD]
    first = run(find)
    found = [run(find) for _ in range(rounds)]
    browsed = [browse(folder) for _ in range(rounds)]
    total = [float(sum(Path(file).stat().st_size for file in files))] * rounds
    claims = series.records * (series.statements + series.recommendations)
    what = f"{series.records:,} records, {claims:,} claims, {total[0] / 1e6:.0f} MB"
    anchor = [run([sys.executable, "-c", ANCHOR, *files]).seconds]
    check = [run([TIPTUI, "check", "--quiet", str(folder)]).seconds]
    seconds = [each.seconds for each in found]
    peaks = [each.peak for each in found]
    checked = [each.peak for _, each in browsed]
    return [
        Row(
            f"{what}: read in the browser from the cache (anchor: find)",
            [each.seconds for each, _ in browsed],
            seconds,
            beside_find,
            at_most=read_within,
        ),
        Row("memory when all is checked (anchor: bytes)", checked, total, kept, unit="MB"),
        Row("memory of find (anchor: bytes)", peaks, total, wanted=3.5, unit="MB"),
        Row(
            "find, the second time (anchor: the first)",
            seconds,
            [first.seconds] * rounds,
            None,
            at_most=find_within,
        ),
        Row("check (anchor: yaml.load, C)", check, anchor, None, at_most=check_within),
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


def changes(folder: Path) -> Row:
    """Measure the bytes after many changes of one of many files, and after the first."""
    write(folder, replace(NOTES, records=100))
    argv = [sys.executable, "-c", CHANGED, str(folder), str(CHANGES), str(FIRST_CHANGES)]
    first, last = map(float, subprocess.check_output(argv, text=True).split())
    what = f"memory after {CHANGES:,} changes of files (anchor: after {FIRST_CHANGES})"
    return Row(what, [last], [first], wanted=1.05, unit="MB")
