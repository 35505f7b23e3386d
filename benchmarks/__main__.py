"""Prints the machine and the table of all measures."""

import argparse
import os
import platform
import statistics
from importlib.metadata import version
from pathlib import Path

from benchmarks import Row, quotes, start

MEASURES = (start.measure, quotes.measure)
LEAST_ROUNDS = 9
HEADINGS = ("what", "median ms", "anchor ms", "ratio", "quartiles", "samples", "wanted")


def main() -> None:
    """Measures everything and prints it; the exit status says only whether that worked."""
    wanted = arguments()
    print(machine(), flush=True)
    rows = [row for measure in MEASURES for row in measure(wanted.rounds)]
    print(table([HEADINGS, *(cells(row) for row in rows)]))


def arguments() -> argparse.Namespace:
    """The command line: `rounds`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=rounds, default=15, metavar="N", help="default 15")
    return parser.parse_args()


def rounds(text: str) -> int:
    """A number of rounds that a median can rest on; other text raises what argparse reports."""
    number = int(text)
    if number < LEAST_ROUNDS:
        raise argparse.ArgumentTypeError(f"at least {LEAST_ROUNDS}")
    return number


def machine() -> str:
    """Processor, cores and versions in one line."""
    return (
        f"{processor()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, Textual {version('textual')}"
    )


def processor() -> str:
    """The name of the processor, as exact as the system tells it."""
    try:
        facts = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        facts = []
    names = [fact.partition(":")[2].strip() for fact in facts if fact.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def cells(row: Row) -> tuple[str, ...]:
    """What one line of the table says, in the order of `HEADINGS`."""
    lower, upper = row.spread
    return (
        row.what,
        f"{1000 * statistics.median(row.ours):.1f}",
        f"{1000 * statistics.median(row.anchor):.1f}",
        f"{row.ratio:.2f}",
        f"{lower:.2f}-{upper:.2f}",
        str(len(row.ours)),
        f"≤ {row.wanted:.2f}",
    )


def table(lines: list[tuple[str, ...]]) -> str:
    """The lines with their columns aligned, the first to the left and the others to the right."""
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    return "\n".join(
        "  ".join([what.ljust(first), *map(str.rjust, figures, others)]) for what, *figures in lines
    )


if __name__ == "__main__":
    main()
