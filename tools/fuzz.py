"""A mutation fuzzer: `python -m tools.fuzz --seconds 60 --seed 1`, or `make fuzz`.

Valid records are cut, spliced, flipped and stuffed with hostile pieces; each goes through the
loader and everything that is done with a record (`tools.exercise`). An input that raises an error,
or takes too long, is kept in tools/regressions, where a test runs it for ever.

With `--oracles 100000` it compares search and quotations with what is plainly so instead
(`tests.kit.oracle`, `tests.kit.scan`); with `--walk 20000` it presses so many keys in the browser
(`tools.walk`).

After half of the time each way in (`tools.ways_in`) is given inputs that double: a table says how
the time grows.
"""

import argparse
import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

from tests.kit.comparing import compare_quotations, compare_search
from tests.kit.full import FULL, flow, full
from tests.kit.records import SMALL
from tiptui.files.own import default_record
from tools.exercise import exercise
from tools.growth import MOST, growth
from tools.walk import try_walks
from tools.ways_in import TIMED

REGRESSIONS = Path(__file__).parent / "regressions"

TOO_LONG = 2.0
"""Seconds of processor time after which an input has taken too long: they are small ones."""

TOO_LONG_GROWN = 5.0
"""The same for an input that was grown."""

MOST_GROWN = 2**16
"""The size up to which inputs double: one of twenty times as many letters is four megabytes."""

LARGEST = 200_000
"""Bytes of an input: what is longer is cut."""

HOSTILE = [
    *("[" * 40, "{" * 40, "- " * 40, "&a ", "*a", "<<: *a\n", "!!str ", "!x ", "? ", "---\n"),
    *("...\n", "%YAML 1.2\n---\n", "%TAG ! a\n", "\t", "\r", "\r\n", "\x00", "\x1b[2J", "\x7f"),
    *("\x85", "\u2028", "\u2029", "\u202e", "\u200b", "\ufeff", "\ufffe", "\U000e0041", "'", '"'),
    *('"\\x1b"', '"\\ud800"', '"\\u2028"', '"\\U0010ffff"', '"\\0"', '"\\x"'),
    *("|\n", ">-\n", "|9\n"),
    *(": ", ":", "#", " #", ",", "]", "}", "~", "null", "99999999999999999", "-1", "0", "1e3"),
    *("2024-02-30", "0000", "9999-12-31", "https://", "http://a b", "en-", "x-a", "e", "ann/1"),
    *("é" * 500, "a" * 5_000, "\U0001f469\u200d\U0001f469", "a\u0301" * 300, "[sic]", "[/x]"),
    *("\n" * 50, " " * 2_000, "“" * 200, "(" * 200, "\n  ", "\n      - ", "{}", "[]", "''"),
]


def _swap(data: bytearray, chance: random.Random) -> None:
    """Put the words of one place at another: a value under a strange key, a key as a value."""
    words = data.split(b" ")
    for _ in range(chance.randint(1, 4)):
        one, other = chance.randrange(len(words)), chance.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    data[:] = b" ".join(words)


def _restructure(chance: random.Random) -> bytes:
    """Return a record with every key, one value of which stands for another."""
    tree = full()
    holders = [tree]
    for holder in holders:
        values = holder.values() if isinstance(holder, dict) else holder
        holders += [value for value in values if isinstance(value, dict | list)]
    one, other = chance.choice(holders), chance.choice(holders)
    key = chance.choice(list(one) if isinstance(one, dict) else range(len(one)))
    # As text, lest a value come to hold itself.
    one[key] = flow(other) if chance.random() < 0.7 else chance.choice(HOSTILE)
    return flow(tree).encode()


def mutated(chance: random.Random, corpus: list[bytes]) -> bytes:
    data = bytearray(chance.choice([*corpus, _restructure(chance)]))
    for _ in range(chance.randint(1, 8)):
        if chance.random() < 0.1:
            _swap(data, chance)
        start, size = chance.randrange(len(data) + 1), chance.choice((0, 0, 1, 1, 10, 100))
        other = chance.choice(corpus)
        there = chance.randrange(len(other))
        data[start : start + size] = chance.choice(
            (
                b"",
                bytes((chance.randrange(256),)),
                chance.choice(HOSTILE).encode(),
                other[there : there + chance.choice((5, 50, 500))],
                data[start : start + size] * chance.choice((2, 10, 300)),
            )
        )
    return bytes(data[:LARGEST])


def fault_of(data: bytes) -> tuple[str, float]:
    """Return what goes wrong with an input, or nothing, and the seconds of processor time taken."""
    begun = time.process_time()
    try:
        exercise(data)
    except Exception:  # noqa: BLE001 (whatever it is, it is what is looked for)
        fault = traceback.format_exc()
    else:
        fault = ""
    taken = time.process_time() - begun
    return fault or (f"took {taken:.1f} s" if taken > TOO_LONG else ""), taken


def kept(data: bytes) -> Path:
    file = REGRESSIONS / f"{hashlib.sha256(data).hexdigest()[:16]}.yaml"
    file.write_bytes(data)
    return file


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--oracles", type=int, default=0, help="cases to compare with plain scans")
    parser.add_argument("--walk", type=int, default=0, help="keys to press in the browser")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(10**6)
    if options.walk:
        return 1 if try_walks(seed, options.walk) else 0
    if options.oracles:
        _ask_oracles(seed, options.oracles)
        return 0
    faults = _try_changed(seed, options.seconds / 2) + _grow(options.seconds / 2)
    return 1 if faults else 0


def _try_changed(seed: int, seconds: float) -> int:
    chance = random.Random(seed)
    corpus = [SMALL.encode(), FULL.encode(), Path(default_record()).read_bytes()]
    tried = faults = 0
    slowest = (0.0, b"")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutated(chance, corpus)
        fault, taken = fault_of(data)
        tried += 1
        slowest = max(slowest, (taken, data))
        if fault:
            faults += 1
            print(f"{kept(data)}:\n{fault}")
    print(f"seed {seed}: {tried:,} inputs; {faults} faults")
    print(f"slowest: {slowest[0]:.3f} s for {len(slowest[1]):,} bytes", flush=True)
    return faults


def _ask_oracles(seed: int, most: int) -> None:
    """Compare search and quotations with plain scans; print the seed of a record at fault."""
    for compare in (compare_search, compare_quotations):
        cases, number = 0, seed
        while cases < most:
            try:
                cases += compare(number)
            except Exception:
                print(f"{compare.__name__}({number})", flush=True)
                raise
            number += 1
        print(f"{compare.__name__}, seed {seed}: {cases:,} cases", flush=True)


def _grow(seconds: float) -> int:
    """Print how the time of each way in grows; return how many grow or take too much."""
    # Of three runs of three sizes, after those that were too short.
    least = seconds / len(TIMED) / 80
    faults = 0
    print(
        f"times the time for twice the input, at most {MOST}; seconds for 1, 2 and 4 times a size"
    )
    for name, way in TIMED.items():
        grown = growth(way, 64, least, MOST_GROWN)
        if grown.ratio > MOST:  # the machine may have been busy
            again = growth(way, 64, 2 * least, MOST_GROWN)
            grown = min(grown, again, key=lambda growth: growth.ratio)
        wrong = grown.ratio > MOST or grown.seconds[-1] > TOO_LONG_GROWN
        faults += wrong
        times = "  ".join(f"{seconds:7.3f}" for seconds in grown.seconds)
        ratio = f"{grown.ratio:.2f}" if grown.ratio else "   –"
        print(f"{'! ' if wrong else '  '}{ratio}  {grown.size:6} {times:25}  {name}", flush=True)
    print(f"{len(TIMED)} ways in; {faults} faults")
    return faults


if __name__ == "__main__":
    sys.exit(main())
