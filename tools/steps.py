"""What a walk through the browser does (`tools.walk`), drawn at random: keys, mouse, files."""

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SIZE = 120, 40
"""Columns and rows in which what is drawn is compared with what is found."""

SIZES = [SIZE, SIZE, (1, 1), (2, 3), (4, 2), (9, 5), (20, 8), (40, 12), (69, 20), (70, 15)]
SIZES += [(80, 24), (109, 30), (110, 30), (200, 60), (400, 3), (3, 90)]

ESCAPE = "\x1b[27u"
"""Escape as terminals send it that are asked to: whatever follows, it is no part of it."""

QUIT = "\x11"

# What leads elsewhere, what moves there, and all other keys.
WAYS = [*"1234sxezuE=[]nNS!?yYor/", "\r", "\t", "\x7f", ESCAPE, "\x10", "\x1bOP"]
MOVES = [*"jkhlgG", *(f"\x1b[{key}" for key in ("A", "B", "C", "D", "5~", "6~", "H", "F", "Z"))]
MOVES += ["\x04", "\x15"]
OTHERS = [*"abcdfimptvwRCX0956#@:\"-+*,.'éش字\x01\x02\x05\x0c\x17", "\x1b[1;5D", "\x1bx", "\x1b[I"]

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
    """One thing that is done: what, and with which text and numbers."""

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
        elif what < 0.98:
            yield Step("rest", "", (chance.choice((5, 50, 500)),))
        else:
            # To what some words find, and to what belongs to a row of that.
            words = f"2/\x15{_typed(chance)}"
            yield Step("look", chance.choice(("", ESCAPE * 6 + words, ESCAPE * 6 + words + "j\r")))


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
