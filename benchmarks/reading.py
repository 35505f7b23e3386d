"""How long tiptui takes to read records of all sizes, and how much memory that takes.

The anchor is `yaml.load` with CSafeLoader, which gives plain dictionaries and checks nothing.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from benchmarks import Row, records

TIPTUI = str(Path(sys.executable).with_name("tiptui"))
ANCHOR = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)"
SPEAKERS_PER_MB = 920
STATEMENTS = 3
MOST_ROUNDS = 7
"""Of rows whose anchor takes many seconds."""

VALUES_PER_SPEAKER = 24.9
# Prints the seconds that one reading took, the bytes that it took at its peak, and the values.
READ = """
import gc, resource, sys
gc.disable()
from time import perf_counter
from tiptui.files.input import read_bytes
from tiptui.record.load import parse
from tiptui.record.model import Record
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = perf_counter()
loaded = parse(read_bytes(sys.argv[1]))
seconds = perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert loaded.record
print(seconds, 1024 * (peak - before))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """The cost of a process: seconds, and bytes of memory at its peak."""

    seconds: float
    peak: float


def measure(rounds: int) -> list[Row]:
    """Return the rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        few = min(rounds, MOST_ROUNDS)
        return [
            *beside_yaml(Path(folder), 10, few, 0.15),
            *beside_yaml(Path(folder), 1, rounds, 0.80),
            *by_size(Path(folder), few),
        ]


def beside_yaml(folder: Path, megabytes: int, rounds: int, wanted: float) -> list[Row]:
    """Time whole processes beside the anchor's, for a large record their memory too."""
    file = folder / f"{megabytes}.yaml"
    file.write_text(records.record(megabytes * SPEAKERS_PER_MB, STATEMENTS), encoding="utf-8")
    ours, anchor = [], []
    for _ in range(rounds):
        ours.append(run([TIPTUI, "check", "--quiet", str(file)]))
        anchor.append(run([sys.executable, "-c", ANCHOR, str(file)]))
    size = file.stat().st_size / 1e6
    rows = [
        Row(
            f"check of a record of {size:.1f} MB (anchor: yaml.load, C)",
            [each.seconds for each in ours],
            [each.seconds for each in anchor],
            wanted,
        )
    ]
    if megabytes >= 10:
        peaks, others = ([each.peak for each in runs] for runs in (ours, anchor))
        rows.append(Row("its peak memory (the same anchor)", peaks, others, wanted=0.5, unit="MB"))
    return rows


def by_size(folder: Path, rounds: int) -> list[Row]:
    """Measure seconds and bytes for each value, of records ten times as large as before."""
    figures: dict[int, list[tuple[float, float]]] = {}
    sizes = (10, 100, 1000)
    files = {}
    for size in sizes:
        files[size] = folder / f"{size}k.yaml"
        speakers = round(1000 * size / VALUES_PER_SPEAKER)
        files[size].write_text(records.record(speakers, STATEMENTS), encoding="utf-8")
    for _ in range(rounds):
        for size in sizes:
            figures.setdefault(size, []).append(read(files[size], 1000 * size))
    rows = []
    for smaller, size in pairwise(sizes):
        now, before = (list(zip(*figures[each], strict=True)) for each in (size, smaller))
        what = f"{1000 * size:,} values, each: {{}} (anchor: {1000 * smaller:,})"
        rows.append(Row(what.format("reading"), now[0], before[0], wanted=1.2, unit="µs"))
        rows.append(Row(what.format("memory"), now[1], before[1], wanted=1.2, unit="B"))
    return rows


def read(file: Path, values: int) -> tuple[float, float]:
    """Return the seconds and bytes that reading took in a new process, for each value."""
    output = os.popen(f'"{sys.executable}" -c \'{READ}\' "{file}"').read()
    seconds, peak = map(float, output.split())
    return seconds / values, peak / values


def run(argv: list[str]) -> Run:
    """Run a program to its end. Raise RuntimeError if it fails."""
    started = perf_counter()
    process = os.posix_spawn(
        argv[0],
        argv,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    seconds = perf_counter() - started
    if status:
        raise RuntimeError(f"{' '.join(argv)} ended with {status}")
    return Run(seconds, 1024.0 * usage.ru_maxrss)
