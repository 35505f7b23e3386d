"""A mutation sampler: `python -m tools.mutants --seed 1`, or `make mutants`.

Of all the small changes that could be made to a package (`<` to `<=`, a call left out, a number one
more) some are drawn and tried: what no test notices is a promise that no test holds. Each mutant is
compiled, never written, in a process of its own, where the tests that run the changed block of code
import it, the quickest first, until one fails. Which tests these are is learnt by running each test
file once, unchanged. Tests that start processes, which would not see a change, take no part, nor do
those that fail while what they run is noted, which takes steps that they may count.
"""

import argparse
import ast
import builtins
import multiprocessing.connection
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.machinery import SourceFileLoader
from itertools import accumulate, chain
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import hypothesis
import pytest
import textual.app  # noqa: F401 (what takes long to import is there before the first process)

from tests.kit.checkout import CHECKOUT
from tools.mutations import mutations, parts

PACKAGES = ("text", "record", "documents", "proof", "collection", "search", "view")

LEAST = 0.86
"""The share of a package's mutants that tests must notice."""

MOST_SECONDS = 6.0
"""What the tests that are tried on one mutant may take, had nothing been changed."""

Block = tuple[str, int]
"""A file and the first line of a block in it; 0 for what runs when it is imported."""

Trees = Mapping[str, ast.Module]
"""What files are compiled from, instead of from their text."""


class Mutant(NamedTuple):
    package: str
    file: Path
    number: int
    line: int
    block: Block
    words: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(CHECKOUT)}:{self.line}: {self.words}"


class Run(NamedTuple):
    """A test that passed: its id, its seconds of the processor, and the blocks that it runs."""

    test: str
    seconds: float
    blocks: frozenset[Block]


def files_of(package: str) -> list[Path]:
    return sorted((CHECKOUT / "src" / "tiptui" / package).rglob("*.py"))


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def mutants(package: str) -> Iterator[Mutant]:
    for file in files_of(package):
        for number, (part, node) in enumerate(mutations(tree_of(file))):
            old, new = (" ".join(ast.unparse(each).split()) for each in (part.node, node))
            line, block = part.node.lineno, (str(file), part.block)
            yield Mutant(package, file, number, line, block, f"{old[:80]} → {new[:80]}")


# In a process of its own.


def run_tests(files: list[str], trees: Trees, plugin: object, *options: str) -> int:
    """Run test files, with few examples, the same ones each time, that are not made smaller."""
    of_file = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        if tree := trees.get(loader.path):
            return compile(ast.fix_missing_locations(tree), loader.path, "exec")
        return of_file(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]
    hypothesis.settings.register_profile(
        "mutants",
        hypothesis.settings.get_profile("ci"),
        max_examples=30,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    )
    hypothesis.settings.load_profile("mutants")
    without = [f"-pno:{name}" for name in ("cacheprovider", "faulthandler", "terminal", "xdist")]
    return pytest.main(["--assert=plain", *without, *options, *files], [plugin])


class Recorder:
    """A plugin of pytest that notes the blocks that each test runs, and those run by all."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.failed: list[str] = []
        self.blocks: set[Block] = set()
        self._by_all: frozenset[Block] = frozenset()
        self._starts_process = False
        self._begun = 0.0
        sys.addaudithook(self._see)

    def _see(self, event: str, _arguments: object) -> None:
        if event in ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn"):
            self._starts_process = True

    def pytest_collection_finish(self) -> None:
        self._by_all = frozenset(self.blocks)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        self._starts_process = False
        self.blocks.clear()
        # Records that tests share are read by each, as if it ran alone.
        for name in [name for name in sys.modules if name.startswith(("tests.", "tools."))]:
            for value in list(vars(sys.modules[name]).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
        self._begun = time.process_time()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)
        elif report.when == "call" and not self._starts_process:
            blocks = self._by_all | self.blocks
            imported = {(file, 0) for file, _ in blocks}
            seconds = time.process_time() - self._begun
            self.runs.append(Run(report.nodeid, seconds, blocks | imported))


def record(file: Path, output: Path, packages: Sequence[str]) -> int:
    """Write which blocks of packages the tests of a file run; return 0 if all could be run."""
    recorder = Recorder()
    builtins.__dict__["_note"] = recorder.blocks.add
    trees = {str(each): tree_of(each) for package in packages for each in files_of(package)}
    for path, tree in trees.items():
        blocks: dict[int, list[ast.stmt]] = {}
        for part in parts(tree):
            if isinstance(part.node, ast.stmt):
                blocks.setdefault(part.block, getattr(part.parent, part.field))
        for line, block in blocks.items():
            block[:0] = ast.parse(f"_note(({path!r}, {line}))").body
    status = run_tests([str(file)], trees, recorder)
    output.write_bytes(pickle.dumps((recorder.runs, recorder.failed)))
    codes = pytest.ExitCode
    return 0 if status in (codes.OK, codes.TESTS_FAILED, codes.NO_TESTS_COLLECTED) else status


class Chosen:
    """A plugin of pytest that runs some tests only, the quickest first, none of them for long."""

    def __init__(self, runs: list[Run]) -> None:
        self._seconds = {run.test: run.seconds for run in runs}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._seconds]
        items.sort(key=lambda item: self._seconds[item.nodeid])

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        die_after(3 + 3 * self._seconds[item.nodeid])


def die_after(seconds: float) -> None:
    """Let the process end by a signal after some time of the processor, or ten times as much."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 10 * seconds)


def attempt(mutant: Mutant, runs: list[Run]) -> int:
    """Return 0 if every test passes with the mutant."""
    if not runs:
        return 0
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))  # an endless loop may take all
    die_after(10)
    tree = tree_of(mutant.file)
    part, node = list(mutations(tree))[mutant.number]
    part.replace(node)
    files = list(dict.fromkeys(run.test.partition("::")[0] for run in runs))
    return run_tests(files, {str(mutant.file): tree}, Chosen(runs), "-x")


# All processes, and what came of them.

FORKING = multiprocessing.get_context("fork")


def run_all(tasks: Mapping[Any, Callable[[], int]], until: float) -> Iterator[tuple[Any, int]]:
    """Run tasks in processes, one on each core; yield the status of each when it has ended.

    None is begun after the time `until`. A status below 0 is that of a signal.
    """
    waiting = list(tasks)[::-1]
    running: dict[int, tuple[Any, ForkProcess]] = {}
    while running or (waiting and time.monotonic() < until):
        while waiting and len(running) < (os.cpu_count() or 1) and time.monotonic() < until:
            key = waiting.pop()
            process = FORKING.Process(target=_exit_with, args=(tasks[key],))
            process.start()
            running[process.sentinel] = key, process
        for sentinel in multiprocessing.connection.wait(list(running)):
            assert isinstance(sentinel, int)
            key, process = running.pop(sentinel)
            process.join()
            yield key, process.exitcode or 0


def _exit_with(task: Callable[[], int]) -> None:
    sys.exit(task())


def record_all(packages: Sequence[str]) -> list[Run]:
    """Return the tests that take part, the quickest first, and print which fail."""
    with tempfile.TemporaryDirectory() as folder:
        files = sorted((CHECKOUT / "tests").rglob("test_*.py"))
        tasks = {
            file.name: partial(record, file, Path(folder, file.name), packages) for file in files
        }
        if broken := [name for name, status in run_all(tasks, float("inf")) if status]:
            sys.exit(f"these can't be run: {', '.join(broken)}")
        noted = [pickle.loads(Path(folder, name).read_bytes()) for name in tasks]
    for test in chain.from_iterable(failed for _, failed in noted):
        print(f"takes no part, because it fails: {test}")
    runs = chain.from_iterable(runs for runs, _ in noted)
    return sorted(runs, key=lambda run: run.seconds)


def quickest(runs: list[Run], block: Block) -> list[Run]:
    of_block = [run for run in runs if block in run.blocks]
    seconds = accumulate(run.seconds for run in of_block)
    return [run for run, total in zip(of_block, seconds, strict=True) if total <= MOST_SECONDS]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants")
    parser.add_argument("packages", nargs="*", default=PACKAGES, metavar="PACKAGE")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--each", type=int, default=150, help="mutants of each package")
    parser.add_argument("--minutes", type=float, default=20, help="after which none is begun")
    options = parser.parse_args()
    begun = time.monotonic()
    every = {package: list(mutants(package)) for package in options.packages}
    drawn: list[Mutant] = []
    for package, them in every.items():
        chance = random.Random(f"{options.seed} {package}")
        drawn += chance.sample(them, min(options.each, len(them)))
    random.Random(options.seed).shuffle(drawn)  # the bound leaves out as many of each package
    print(f"seed {options.seed}: {len(drawn)} mutants", flush=True)
    runs = record_all(options.packages)
    tasks = {mutant: partial(attempt, mutant, quickest(runs, mutant.block)) for mutant in drawn}
    ends = dict(run_all(tasks, begun + 60 * options.minutes))
    print(f"{len(ends)} of {len(tasks)} tried in {(time.monotonic() - begun) / 60:.0f} minutes\n")
    shares = [print_row(package, ends) for package in every]
    print("", *sorted(mutant for mutant in ends if not ends[mutant]), sep="\n")
    return int(min(shares) < LEAST)


def print_row(package: str, ends: dict[Mutant, int]) -> float:
    statuses = [status for mutant, status in ends.items() if mutant.package == package]
    survived = statuses.count(0)
    share = 1 - survived / max(1, len(statuses))
    print(f"{package:10} {len(statuses):4} tried, {survived:3} survived: {share:4.0%} were noticed")
    return share


if __name__ == "__main__":
    sys.exit(main())
