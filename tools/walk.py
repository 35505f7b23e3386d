"""A walk through the browser at random: `make fuzz WALK=20000 SEED=1`.

In a real terminal it presses keys faster than they can be taken, types, pastes, clicks and resizes,
while files change under it. What it does is drawn from a seed and does not rest on what is seen, so
that a fault can be shrunk to a few steps. At any moment the browser must live; at rest, the titles
must count what `tiptui find` prints for the line of the query; at its end, the terminal must be as
it was. A fault is printed as steps, which `tests/tools/test_walk.py` keeps.

The home has a key of its own for `quit`, which no step presses. A click on its name in the footer,
or its line in the palette, may still leave: then the walk ends there.
"""

import json
import os
import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, NoReturn, Self

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.commands import COMMAND, assert_restored, environment, process
from tests.kit.records import MANY, SMALL, SOURCED, SPOKEN
from tests.kit.terminal import PATIENCE, Pty, Screen
from tools.steps import EDITOR, ESCAPE, KEY, QUIT, SIZE, Step, steps_of

SEVERAL = CHECKOUT / FOLDER

GROUNDS = {
    "record": {"small.yaml": SMALL.encode(), "": b"small.yaml"},
    "many": {"many.yaml": MANY.encode(), "": b"many.yaml"},
    "texts": {
        "sourced.yaml": SOURCED.replace("id: log,", "id: log, file: log.txt,").encode(),
        "log.txt": SPOKEN.encode(),
        "": b"sourced.yaml",
    },
    "folder": {
        **{each.name: each.read_bytes() for each in sorted(SEVERAL.iterdir())},
        "small.yaml": SMALL.encode(),
        "": b".",
    },
}
"""Files to walk over by their names; at the empty name, what is opened of them."""


class Fault(AssertionError):
    """The browser did what it must not."""


class Left(Exception):
    """The browser was left, by a click or in the palette."""


OWN_KEY = '[keys]\nquit = "ctrl+q"\n'
"""The config of a walk: `q` leaves nothing."""

WAY_OUT = re.compile("\x10|\x1b\\[<0;")
"""What leads to the palette, or clicks."""

REMEMBERED = 2_000
"""Letters sent last among which a way out is looked for: they wait before they are taken."""


LOOKS = (0.3, 1, 3, 9)
"""Seconds that it is waited for the end of what is drawn, before each comparison with `find`."""


class Walker(Pty):
    """The browser in a terminal, over files of its own that are changed meanwhile."""

    def __init__(self, ground: str, home: Path) -> None:
        self._files = {name: data for name, data in GROUNDS[ground].items() if name}
        self._home, self._folder = home, home / "records"
        self._folder.mkdir()
        for name in self._files:
            self._put(name)
        (home / "edit.py").write_text(EDITOR, encoding="utf-8")
        (home / ".config" / "tiptui").mkdir(parents=True)
        (home / ".config" / "tiptui" / "config.toml").write_text(OWN_KEY, encoding="utf-8")
        self._opened = self._folder / GROUNDS[ground][""].decode()
        editor = f"{sys.executable} {home / 'edit.py'}"
        self._variables: dict[str, Any] = {"HOME": str(home), "EDITOR": editor, "PATH": str(home)}
        variables = environment(**self._variables)
        super().__init__([*COMMAND, str(self._opened)], *SIZE, env=variables, cwd=home)
        self._sent = ""
        self._leaving = False
        self.compared = 0
        """How often what is drawn was compared with what is found."""

    def __enter__(self) -> Self:
        while b"Speakers" not in self.raw and b"Recs" not in self.raw:
            assert self.read(3 * PATIENCE), "never begins"
        return self

    def take(self, step: Step) -> None:
        """Do a step.

        Raise Fault where the browser ends by itself, or shows what it must not; Left at its end.
        """
        if step.do == "keys":
            self._send(step.text)
        elif step.do == "size":
            self.resize(*step.at)
        elif step.do == "rest":
            self._read(step.at[0] / 1_000, at_most=1)
        elif step.do == "look":
            self._look(step.text)
        else:
            self._put(step.text, step.do, *step.at)
        self._read(0, at_most=0.1)

    def quit(self, keys: str = "") -> None:
        """Leave, with keys typed ahead of the end. Raise Fault where it ends otherwise."""
        self._leaving = True
        self._send(ESCAPE + QUIT + keys)
        end, drawn = time.monotonic() + 3 * PATIENCE, len(self.raw)
        last = end + 20 * PATIENCE
        while self._received():
            # A page may lie over another; to an editor the system does not hand the key on. What
            # is still drawn are the keys before, of which there may be thousands.
            if len(self.raw) > drawn:
                end, drawn = min(last, time.monotonic() + 3 * PATIENCE), len(self.raw)
            if time.monotonic() > end:
                raise Fault("does not end when it is left")
        if status := self.wait():
            raise Fault(self._account(status))
        assert_restored(self)

    # The terminal.

    def _send(self, text: str) -> None:
        self._sent = (self._sent + text)[-REMEMBERED:]
        left = text.encode()
        end = time.monotonic() + 3 * PATIENCE
        while left:
            written = self.send_some(left)
            left = left[written:]
            self._read(0, at_most=0.05)
            if time.monotonic() > end:
                raise Fault("takes no keys any more")

    def _read(self, quiet: float, at_most: float) -> None:
        end = time.monotonic() + at_most
        while True:
            try:
                output = self.read(quiet)
            except TimeoutError:
                return
            if not output and self._leaving:
                return
            if not output:
                self._end(self.wait())
            if time.monotonic() > end:
                return

    def _end(self, status: int) -> NoReturn:
        raise Left if status == 0 and WAY_OUT.search(self._sent) else Fault(self._account(status))

    def _received(self) -> bool:
        """Read what comes in the next second, else leave again; return False at the end."""
        try:
            return bool(self.read(1))
        except TimeoutError:
            self._send(ESCAPE + QUIT)
            return True

    def _account(self, status: int) -> str:
        logs = self._home.rglob("crash-*.log")
        told = [log.read_text("utf-8") for log in logs]
        return "\n".join((f"ended with status {status}", *told))

    # The files.

    def _put(self, name: str, how: str = "restore", number: int = 0) -> None:
        file = self._folder / name
        if file.is_dir():
            file.rmdir()
        file.unlink(missing_ok=True)
        if how == "pipe":
            os.mkfifo(file)
        elif how == "directory":
            file.mkdir()
        elif how != "remove":
            file.write_bytes(self._data(name, how, number))

    def _data(self, name: str, how: str, number: int) -> bytes:
        data = self._files[name]
        if how == "change":
            # A line less: an item, a claim's text, or what makes it a record.
            lines = data.splitlines(keepends=True)
            del lines[number % len(lines)]
            return b"".join(lines)
        if how == "copy":
            alike = [each for each in self._files if each.endswith(name[-4:])]
            return self._files[alike[number % len(alike)]]
        return {"restore": data, "cut": data[: len(data) // 2], "empty": b""}[how]

    # What is drawn.

    def _look(self, keys: str) -> None:
        """Compare what is drawn after some keys with what `tiptui find` prints, all at rest."""
        self._send(keys)
        faults = ""
        for patience in LOOKS:
            # Each time, for an editor that was typed ahead may have changed one meanwhile.
            for name in self._files:
                self._put(name)
            self._read(patience / 4, at_most=patience)
            faults = self._compare(self._frame())
            if not faults:
                return
        raise Fault(faults)

    def _frame(self) -> Screen:
        end = time.monotonic() + 3 * PATIENCE
        while time.monotonic() < end:
            self.resize(SIZE[0] - 1, SIZE[1])
            self._read(0.1, at_most=5)
            begun = len(self.raw)
            self.resize(*SIZE)
            self._read(0.2, at_most=5)
            screen = Screen(*SIZE)
            screen.feed(bytes(self.raw[begun:]))
            if screen.line(-2):  # the last one is empty below a layer
                return screen
        raise Fault("never answers")

    def _compare(self, screen: Screen) -> str:
        query, counts = query_of(screen), counts_of(screen)
        # What lies over the panes hides some of it.
        if not query or not counts or "esc back ─" in screen.text:
            return ""
        argv = ["find", "--json", "--no-cache", "--in", str(self._opened), "--", query]
        printed = process(*argv, **self._variables)
        if printed.returncode not in (0, 1):
            return f"find {query!r}: {printed.stderr.decode()}"
        found = json.loads(printed.stdout or "[]")
        self.compared += 1
        for kind, count in counts.items():
            there = sum(each["kind"] == kind for each in found)
            if count != there:
                return f"{query!r}: {count} {kind}s, of which find prints {there}:\n{screen.text}"
        return ""


def query_of(screen: Screen) -> str:
    line = next((each for each in screen.lines[-3:] if each.startswith(" / ")), "")
    query = re.split("  +", line[3:])[0].replace("█", "").strip()
    is_whole = query.isascii() and query.isprintable() and len(query) < 50
    return query if is_whole and "@" not in query and not query.startswith("search ") else ""


TITLE = re.compile(r"(Recs|Recommendations|Stmts|Statements|R|S) (?:· )?([\d,]+)(?: of |/)[\d,]+")


def counts_of(screen: Screen) -> dict[str, int]:
    counts = {}
    for name, count in TITLE.findall(screen.line(0)):
        kind = "recommendation" if name[0] == "R" else "statement"
        counts[kind] = int(count.replace(",", ""))
    return counts if screen.line(0).startswith("╭─ 1 ") else {}


class Walk(NamedTuple):
    """A walk over files, and what went wrong at its end."""

    ground: str
    steps: Sequence[Step]
    fault: str = ""
    compared: int = 0

    @property
    def keys(self) -> int:
        return sum(len(KEY.findall(step.text)) for step in self.steps if step.do == "keys")


def walk(ground: str, steps: Sequence[Step]) -> Walk:
    taken, fault = 0, ""
    with TemporaryDirectory() as home, Walker(ground, Path(home)) as walker:
        try:
            for step in steps:
                taken += 1
                walker.take(step)
            walker.quit("1sx3y\x10E!")
        except AssertionError as found:
            fault = str(found)
        except Left:
            pass
        return Walk(ground, steps[:taken], fault, walker.compared)


def shrink(found: Walk, seconds: float = 120) -> Walk:
    """Return a walk of fewer steps, a key each, that ends by the same fault."""
    end, kind = time.monotonic() + seconds, found.fault.splitlines()[-1:]
    tried = list[Step]()
    for step in found.steps:
        parts = KEY.findall(step.text) if step.do == "keys" else ()
        tried += [Step("keys", key) for key in parts] or [step]
    # At first all of them, then without so many at a place.
    size = at = len(tried)
    while size and time.monotonic() < end:
        again = walk(found.ground, tried)
        if again.fault.splitlines()[-1:] == kind:
            found = again
        else:
            at += size
        if at >= len(found.steps):
            size, at = size // 2, 0
        tried = [*found.steps[:at], *found.steps[at + size :]]
    return found


def try_walks(seed: int, most: int, each: int = 3_000) -> int:
    """Walk so many keys, some at a time; say what went wrong, and return how many faults it was."""
    keys = faults = compared = 0
    number = seed
    while keys < most:
        chance = random.Random(number)
        ground = chance.choice(list(GROUNDS))
        steps, left = list[Step](), min(each, most - keys)
        source = steps_of(chance, [name for name in GROUNDS[ground] if name])
        while left > 0:
            steps.append(next(source))
            left -= Walk(ground, steps[-1:]).keys
        began = time.monotonic()
        found = walk(ground, steps)
        keys, compared = keys + found.keys, compared + found.compared
        print(
            f"walk {number}, {ground}: {found.keys:,} keys in {time.monotonic() - began:.0f} s,"
            f" {found.compared} times compared",
            flush=True,
        )
        if found.fault:
            faults += 1
            print(found.fault, flush=True)
            least = shrink(found)
            print(f"{len(least.steps)} steps: {least.ground!r}, {list(least.steps)}", flush=True)
        number += 1
    print(f"seed {seed}: {keys:,} keys walked, {compared} times compared; {faults} faults")
    return faults
