"""Prints the machine and a table for each measure."""

import argparse
import os
import platform
import statistics
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from benchmarks import Row, grids, keys, p95, questions, reading, size, sources, start

MEASURES: dict[str, Callable[[int], list[Row]]] = {
    "start": start.measure,
    # Before others: what a process starts while it is large counts as large.
    "size": size.measure,
    "reading": reading.measure,
    "keys": keys.measure,
    "questions": questions.measure,
    "grids": grids.measure,
    "sources": sources.measure,
}
LEAST_ROUNDS = 3
UNITS = {"ms": 1000.0, "MB": 1e-6}
HEADINGS = ("what", "median", "p95", "n", "anchor", "p95", "ratio", "wanted", "met")


def main() -> None:
    """Measure everything and print it; the exit status says only that this worked."""
    wanted = arguments()
    print(machine(), flush=True)
    for name in wanted.measures or MEASURES:
        rows = MEASURES[name](max(LEAST_ROUNDS, wanted.rounds))
        print(table([HEADINGS, *map(cells, rows)]), flush=True)


def arguments() -> argparse.Namespace:
    """Return the arguments: `rounds`, `measures`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="3 or more; default 15")
    words = f"which of {', '.join(MEASURES)}; default all"
    parser.add_argument("measures", nargs="*", type=measure, metavar="MEASURE", help=words)
    return parser.parse_args()


def measure(text: str) -> str:
    """Return the name of a measure. Raise the error that argparse reports."""
    if text not in MEASURES:
        raise argparse.ArgumentTypeError(f"none of {', '.join(MEASURES)}")
    return text


def machine() -> str:
    """Return the processor, cores and versions in one line."""
    return (
        f"{processor()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, Textual {version('textual')}, "
        f"PyYAML {version('PyYAML')}"
    )


def processor() -> str:
    """Return the name of the processor, as exact as the system has it."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def cells(row: Row) -> tuple[str, ...]:
    """Return the cells of a line of the table, in the order of `HEADINGS`."""
    factor = UNITS[row.unit]
    ours = [factor * each for each in row.ours]
    anchor = [factor * each for each in row.anchor]
    aims = [] if row.wanted is None else [f"≤ {row.wanted:.2f} ×"]
    aims += [] if row.at_most is None else [f"≤ {factor * row.at_most:.0f} {row.unit}"]
    return (
        row.what,
        f"{statistics.median(ours):,.1f} {row.unit}",
        f"{p95(ours):,.1f}",
        str(len(ours)),
        f"{statistics.median(anchor):,.1f} {row.unit}" if anchor else row.missing,
        f"{p95(anchor):,.1f}" if anchor else "",
        f"{row.ratio:.2f} ×" if anchor else "",
        ", ".join(aims),
        "yes" if row.met else "NO",
    )


def table(lines: list[tuple[str, ...]]) -> str:
    """Return the lines with columns aligned, the first to the left, the others to the right."""
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    return "\n".join(
        "  ".join([what.ljust(first), *map(str.rjust, figures, others)]) for what, *figures in lines
    )


if __name__ == "__main__":
    main()
