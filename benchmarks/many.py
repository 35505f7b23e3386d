"""How long all records of a series take to read, the first time and the next, and their memory.

The anchor is `yaml.load` with CSafeLoader over the same files, in one process that keeps what it
gives, as tiptui does.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks import Row
from benchmarks.reading import MOST_ROUNDS, Run, run
from benchmarks.series import MEETINGS, REVIEWS, Series, write

LARGE = replace(MEETINGS, records=2_000)
"""120 MB."""

SETTLED = 3.0
"""Seconds after which a file is old enough for what is read of it to be kept."""

ANCHOR = """
import sys, yaml
kept = []
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        kept.append(yaml.load(file, yaml.CSafeLoader))
"""
READ = """
import gc, os, sys
gc.disable()
from tiptui.collection.reading import read_all
os.environ["XDG_CACHE_HOME"], *files = sys.argv[1:]
kept = list(read_all(files, ["series"] if os.environ["XDG_CACHE_HOME"] else []))
assert all(each.loaded.record for each in kept)
"""


def measure(rounds: int) -> list[Row]:
    """The rows of this module."""
    with written(REVIEWS) as (folder, files):
        rows = times(folder, files, min(rounds, MOST_ROUNDS))
    with written(LARGE) as (_, files):
        return [*rows, memory(files)]


@contextmanager
def written(series: Series) -> Iterator[tuple[Path, list[str]]]:
    """A folder for what else is needed, and the files of a series."""
    with tempfile.TemporaryDirectory() as folder:
        files = [str(file) for file in write(Path(folder, "records"), series)]
        time.sleep(SETTLED)
        yield Path(folder), files


def times(folder: Path, files: list[str], rounds: int) -> list[Row]:
    """Seconds of whole processes: without a cache, and filling one and using it."""
    ours, anchor, first, second = [], [], [], []
    for number in range(rounds):
        anchor.append(run([sys.executable, "-c", ANCHOR, *files]).seconds)
        ours.append(read("", files).seconds)
        first.append(read(str(folder / f"{number}"), files).seconds)
        second.append(read(str(folder / f"{number}"), files).seconds)
    what = f"{len(files)} records, {size(files) / 1e6:.0f} MB, all read"
    return [
        Row(f"{what} (anchor: yaml.load, C)", ours, anchor, wanted=0.35),
        Row("the same, the second time (anchor: the first)", second, first, wanted=0.3),
    ]


def memory(files: list[str]) -> Row:
    """Bytes that a process has at its peak, beside those of the files that it reads."""
    total = float(size(files))
    what = f"memory of {len(files):,} records, all read (anchor: bytes of the files)"
    return Row(what, [read("", files).peak], [total], wanted=4, unit="MB")


def read(cache: str, files: list[str]) -> Run:
    """What a process takes that reads files, and keeps them in a cache unless that is empty."""
    return run([sys.executable, "-c", READ, cache, *files])


def size(files: list[str]) -> int:
    return sum(Path(file).stat().st_size for file in files)
