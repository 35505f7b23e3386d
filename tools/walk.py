"""A walk through the browser at random: `make fuzz WALK=20000 SEED=1`.

In a real terminal it presses keys faster than they can be taken, types, pastes, clicks and resizes,
while files change under it. What it does is drawn from a seed and does not rest on what is seen, so
that a fault can be shrunk to a few steps. At any moment the browser must live; at its end, the
terminal must be as it was, and so must the files, if no key asked for a change. A fault is printed
as steps, which `tests/tools/test_walk.py` keeps.

The home has a key of its own for `quit`, which no step presses. A click on its name in the footer,
or its line in the palette, may still leave: then the walk ends there.
"""

import os
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, NoReturn, Self

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.commands import COMMAND, assert_restored, environment
from tests.kit.records import MANY, SMALL, SOURCED, SPOKEN
from tests.kit.terminal import PATIENCE, Pty

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

# What a walk does, drawn at random: keys, mouse, files.

SIZE = 120, 40
"""Columns and rows at first."""

SIZES = [SIZE, SIZE, (1, 1), (2, 3), (4, 2), (9, 5), (20, 8), (40, 12), (69, 20), (70, 15)]
SIZES += [(80, 24), (109, 30), (110, 30), (200, 60), (400, 3), (3, 90)]

ESCAPE = "\x1b[27u"
"""Escape as terminals send it that are asked to: whatever follows, it is no part of it."""

QUIT = "\x11"

# What leads elsewhere, what moves there, and all other keys.
WAYS = [*"1234sxezuE=[]nNS!?yYor/", "\r", "\t", "\x7f", ESCAPE, "\x10", "\x1bOP"]
MOVES = [*"jkhlgG", *(f"\x1b[{key}" for key in ("A", "B", "C", "D", "5~", "6~", "H", "F", "Z"))]
MOVES += ["\x04", "\x15"]
OTHERS = [
    *"aaabccccdfimptvwAAMRCX0956#@:\"-+*,.'éش字\x01\x02\x05\x0c\x17",
    "\x1b[1;5D",
    "\x1bx",
    "\x1b[I",
    "\x1b[3~",
    "\x1b[3~\r",
]

WORDS = ["air", "windows", "light", "ann", "quay", "zzzz", "no such words", "-air", '"all is"']
WORDS += "by:ann by: to:none theme:air status:none is:statement has:evidence in:lowen".split()
WORDS += "the date:2024 id:r1 r1 org:sea same:r1 lihgt é is:x ::".split()

PASTES = ["x" * 3_000, "a b " * 700, "two\nlines\r\nand more", "\x1b[2J\x1b]0;t\x07", "שלום עולם"]
PASTES += ["\u202eabc", "a\u0301" * 300, "\U0001f469\u200d\U0001f469" * 20, "\x00\x7f", "[/x] [b]"]


# What an editor may do to a file, and how it ends: which of these, its number of bytes says.
EDITOR = """\
import pathlib, sys
file = pathlib.Path(sys.argv[-1])
if not file.is_file():
    sys.exit(2)
data = file.read_bytes()
edited = [data, data, data + b"# edited\\n", data[: len(data) // 2], b""][len(data) % 5]
if edited != data:
    file.write_bytes(edited)
sys.exit(len(data) % 2)
"""


class Step(NamedTuple):
    """A step: its kind, its text and its numbers."""

    do: str
    text: str = ""
    at: tuple[int, ...] = ()


def steps_of(chance: random.Random, files: Sequence[str]) -> Iterator[Step]:
    size = SIZE
    while True:
        what = chance.random()
        if what < 0.62:
            yield Step("keys", "".join(_keys(chance, chance.choice((1, 3, 10, 30, 100)))))
        elif what < 0.74:
            yield Step("keys", "/" + _typed(chance))
        elif what < 0.77:
            opening = chance.choice(("/", "", "\x10"))
            yield Step("keys", f"{opening}\x1b[200~{chance.choice(PASTES)}\x1b[201~")
        elif what < 0.86:
            yield Step("keys", _mouse(chance, size))
        elif what < 0.89:
            size = chance.choice(SIZES)
            yield Step("size", "", size)
        elif what < 0.93:
            how = chance.choice(("change", "cut", "empty", "remove", "pipe", "directory", "copy"))
            which = chance.choice(files), (chance.randrange(1_000),)
            yield Step(chance.choice((how, "restore")), *which)
        else:
            yield Step("rest", "", (chance.choice((5, 50, 500)),))


def _keys(chance: random.Random, most: int) -> list[str]:
    kinds = chance.choices((WAYS, MOVES, OTHERS), (5, 4, 1), k=chance.randint(1, most))
    return [chance.choice(kind) for kind in kinds]


def _typed(chance: random.Random) -> str:
    words = " ".join(chance.choices(WORDS, k=chance.choice((1, 1, 2, 3))))
    return words + chance.choice(("\r", "\r", "\t", ESCAPE, "\x1b[B\r", "\x7f" * 3, ""))


def _mouse(chance: random.Random, size: tuple[int, int]) -> str:
    column, row = (chance.randint(1, most) for most in size)
    press, lift = f"\x1b[<0;{column};{row}M", f"\x1b[<0;{column};{row}m"
    moved = f"\x1b[<32;{chance.randint(1, size[0])};{chance.randint(1, size[1])}M"
    wheel = f"\x1b[<{chance.choice((64, 65))};{column};{row}M" * chance.randint(1, 5)
    return chance.choice(((press + lift) * chance.choice((1, 2, 3)), press + moved + lift, wheel))


KEY = re.compile(r"\x1b\[200~.*?\x1b\[201~|\x1b\[[\d;<]*[A-Za-z~]|\x1bO.|\x1b.|.", re.DOTALL)

WRITES = re.compile(r"[acvAE!\x10]|\x1b\[3~|\x1b\[<(?:0|32);.*")
"""The keys that may change a file, or lead there: a click, the palette, a form, an editor."""


def asks(steps: Sequence[Step]) -> bool:
    """Return whether any key of some steps asks for a change of a file."""
    texts = (step.text for step in steps if step.do == "keys")
    return any(WRITES.fullmatch(key) for text in texts for key in KEY.findall(text))


def only_read(step: Step) -> Step:
    keys = (key for key in KEY.findall(step.text) if not WRITES.fullmatch(key))
    return step._replace(text="".join(keys)) if step.do == "keys" else step


# Its terminal.


class Fault(AssertionError):
    """An error: the browser did something that it must not do."""


class Left(Exception):
    """The end of a walk: the browser was left, by a click or in the palette."""


OWN_KEY = '[keys]\nquit = "ctrl+q"\n'
"""The config of a walk: `q` leaves nothing."""

WAY_OUT = re.compile("\x10|\x1b\\[<0;")
"""What leads to the palette, or clicks."""

REMEMBERED = 2_000
"""Letters sent last among which a way out is looked for: they wait before they are taken."""


class Walker(Pty):
    """The browser in a terminal, over files of its own that are changed meanwhile."""

    def __init__(self, ground: str, home: Path) -> None:
        self._files = {name: data for name, data in GROUNDS[ground].items() if name}
        self._home, self._folder = home, home / "records"
        self._there = dict[Path, bytes]()
        self._folder.mkdir()
        for name in self._files:
            self._put(name)
        (home / "edit.py").write_text(EDITOR, encoding="utf-8")
        (home / ".config" / "tiptui").mkdir(parents=True)
        (home / ".config" / "tiptui" / "config.toml").write_text(OWN_KEY, encoding="utf-8")
        opened = self._folder / GROUNDS[ground][""].decode()
        editor = f"{sys.executable} {home / 'edit.py'}"
        variables = environment(HOME=str(home), EDITOR=editor, PATH=str(home))
        super().__init__([*COMMAND, str(opened)], *SIZE, env=variables, cwd=home)
        self._sent = ""
        self._leaving = False

    def __enter__(self) -> Self:
        while b"Speakers" not in self.raw and b"Recs" not in self.raw:
            assert self.read(3 * PATIENCE), "never begins"
        return self

    def take(self, step: Step) -> None:
        """Do a step. Raise Fault where the browser ends by itself; Left at its end."""
        if step.do == "keys":
            self._send(step.text)
        elif step.do == "size":
            self.resize(*step.at)
        elif step.do == "rest":
            self._read(step.at[0] / 1_000, at_most=1)
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
        self._there.pop(file, None)
        if file.is_dir():
            file.rmdir()
        file.unlink(missing_ok=True)
        if how == "pipe":
            os.mkfifo(file)
        elif how == "directory":
            file.mkdir()
        elif how != "remove":
            file.write_bytes(self._data(name, how, number))
            self._there[file] = file.read_bytes()

    def assert_unchanged(self) -> None:
        if changed := [
            file.name for file, data in self._there.items() if file.read_bytes() != data
        ]:
            raise Fault(f"changed files that no key asked to change: {changed}")

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


class Walk(NamedTuple):
    """A walk over files, and the fault at its end."""

    ground: str
    steps: Sequence[Step]
    fault: str = ""

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
            if not asks(steps):
                walker.assert_unchanged()
        except AssertionError as found:
            fault = str(found)
        except Left:
            pass
        return Walk(ground, steps[:taken], fault)


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
    keys = faults = 0
    number = seed
    while keys < most:
        chance = random.Random(number)
        ground = chance.choice(list(GROUNDS))
        steps, left = list[Step](), min(each, most - keys)
        source = steps_of(chance, [name for name in GROUNDS[ground] if name])
        while left > 0:
            step = next(source)
            steps.append(
                only_read(step) if number % 2 else step
            )  # every other walk changes nothing
            left -= Walk(ground, steps[-1:]).keys
        began = time.monotonic()
        found = walk(ground, steps)
        keys += found.keys
        seconds = time.monotonic() - began
        print(f"walk {number}, {ground}: {found.keys:,} keys in {seconds:.0f} s", flush=True)
        if found.fault:
            faults += 1
            print(found.fault, flush=True)
            least = shrink(found)
            print(f"{len(least.steps)} steps: {least.ground!r}, {list(least.steps)}", flush=True)
        number += 1
    print(f"seed {seed}: {keys:,} keys walked; {faults} faults")
    return faults
