"""How long tiptui takes to read and check a record of 10 MB, and to read it again.

The anchor is `yaml.load` with CSafeLoader, which gives plain dictionaries and checks nothing; that
of the second reading is the first.
"""

import gc
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import Row, records
from tiptui.collection.live import Live
from tiptui.ui.actions.live_files import without_collecting

TIPTUI = str(Path(sys.executable).with_name("tiptui"))
ANCHOR = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)"
MEGABYTES = 10
SPEAKERS = 920 * MEGABYTES
STATEMENTS = 3
MOST_ROUNDS = 7
"""Of rows whose anchor takes many seconds."""


def measure(rounds: int) -> list[Row]:
    """Return the rows of this module."""
    few = min(rounds, MOST_ROUNDS)
    text = records.record(SPEAKERS, STATEMENTS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "record.yaml")
        return [checks(file, text, few), reloads(file, text, few)]


def checks(file: Path, text: str, rounds: int) -> Row:
    """Time whole processes that check a record."""
    file.write_text(text, encoding="utf-8")
    ours, anchor = list[float](), list[float]()
    for _ in range(rounds):
        ours.append(run([TIPTUI, "check", "--quiet", str(file)]))
        anchor.append(run([sys.executable, "-c", ANCHOR, str(file)]))
    what = f"check of a record of {MEGABYTES} MB (anchor: yaml.load, C)"
    return Row(what, ours, anchor, 0.18)


def run(argv: list[str]) -> float:
    """Return the seconds that a program takes to its end. Raise an error if it fails."""
    started = perf_counter()
    subprocess.run(argv, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - started


def reloads(file: Path, text: str, rounds: int) -> Row:
    """Time the reading of a record in which one speaker changed, beside the first reading."""
    ours, anchor = list[float](), list[float]()
    for _ in range(rounds):
        live = Live([str(file)], {})
        file.write_text(text, encoding="utf-8")
        gc.collect()
        gc.disable()
        started = perf_counter()
        live.read_first()
        anchor.append(perf_counter() - started)
        gc.freeze()
        gc.enable()
        file.write_text(text.replace("name: ", "name: A ", 3), encoding="utf-8")
        started = perf_counter()
        reading = without_collecting(live.read)
        ours.append(perf_counter() - started)
        assert reading.collection is not live.now.collection
        live.take(reading)
    return Row(f"reading {MEGABYTES} MB again (anchor: the first time)", ours, anchor, wanted=1.0)
