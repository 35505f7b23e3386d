"""Prints the time that each import inside a function saves: `python -m benchmarks.imports`.

For each start, the modules are taken from `python -X importtime`. Then every import is
made in a process that has these modules, and the times of the modules that it adds are summed.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from importlib.util import find_spec

from tests.kit.imports import inner_imports
from tests.kit.terminal import Pty, clean_environment

ROUNDS = 15
_TIPTUI = ("-m", "tiptui")
_READER = "tiptui.collection.reading"
STARTS: Mapping[str, tuple[str, Sequence[str]]] = {
    "--help": ("", (*_TIPTUI, "--help")),
    "find": ("tiptui.cli.find", (*_TIPTUI, "find", "girls")),
    "piped": ("tiptui.cli.browse", _TIPTUI),
    "reader": (_READER, ("-m", _READER, "1")),
    "browser": ("tiptui.cli.browse", _TIPTUI),
}
"""The module that a start finds by its name, which is not timed, and what Python runs.

A reader is one of the processes that read many records.
"""

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_TIMED = (sys.executable, "-X", "importtime")
_CHILDREN = """
import os, sys
from contextlib import suppress
present, wanted, rounds = sys.argv[1].split(), sys.argv[2].split(), int(sys.argv[3])
for name in present:
    with suppress(Exception): __import__(name)
for name in wanted * rounds:
    if not os.fork():
        print(f"import of {name}", file=sys.stderr, flush=True)
        with suppress(Exception): __import__(name)
        os._exit(0)
    os.wait()
"""


def main() -> None:
    """Print the rows of the table in docs/dependencies.md."""
    pairs = inner_imports()
    names = {full_name(name) for _, name in pairs} - {""}
    there = {start: modules_of(start) for start in STARTS}
    saved = {start: times(modules, names) for start, modules in there.items()}
    for module, name in pairs:
        cells = []
        for start, modules in there.items():
            # A module that a start does not import saves it nothing.
            is_there = module == "__init__" or f"tiptui.{module}" in modules
            took = saved[start].get(full_name(name), 0) / 1000 if is_there else 0
            cells.append(f"{took:.1f}" if took >= 0.05 else "")
        print(f"| `{module}` | `{name}` | {' | '.join(cells)} |")


def full_name(name: str) -> str:
    """Return the name by which a module is imported; empty for one that is computed."""
    if "{" in name:
        return ""
    return f"tiptui.{name}" if find_spec(f"tiptui.{name.partition('.')[0]}") else name


def modules_of(start: str) -> set[str]:
    """Return the modules that a start imports."""
    by_name, arguments = STARTS[start]
    argv, output = (*_TIMED, *arguments), b""
    if start != "browser":
        silent = subprocess.DEVNULL
        output = subprocess.run(
            argv, check=False, env=clean_environment(), stdin=silent, capture_output=True
        ).stderr
    else:
        with Pty(argv) as pty:
            while "Uzma Kardar" not in output.decode(errors="replace"):
                output += pty.read()
    return {by_name, *(name for _, name in _LINE.findall(output.decode(errors="replace")))}


def times(there: Set[str], names: Iterable[str]) -> dict[str, int]:
    """Return the microseconds that each import takes beside modules that are present."""
    code = (sys.executable, "-X", "importtime", "-c", _CHILDREN)
    done = subprocess.run(
        (*code, " ".join(there), " ".join(names), str(ROUNDS)),
        env={**clean_environment(), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    least: dict[str, int] = {}
    for part in done.stderr.split("import of ")[1:]:
        name, *lines = part.splitlines()
        took = sum(int(own) for own, each in _LINE.findall("\n".join(lines)) if each not in there)
        least[name] = min(took, least.get(name, took))
    return least


if __name__ == "__main__":
    main()
