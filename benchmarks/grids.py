"""How long a grid of 200 rows and 200 columns takes to open, and its cursor to move."""

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from random import Random

from benchmarks import Row
from benchmarks.keys import answer, browser
from benchmarks.reading import MOST_ROUNDS
from tests.kit.terminal import Pty, Screen
from tiptui.collection.live import Live
from tiptui.search.index import Index

SIDE = 200
ASKED = 41_000
PEOPLE = 170
SOME = (1, 1, 1, 2)
"""How many themes a recommendation has, and how many it asks."""

HELD = 150
"""Cells that the cursor goes down and up again, or rows of a list."""


def measure(rounds: int) -> list[Row]:
    """Return the rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "asked.yaml")
        file.write_text(record(), encoding="utf-8")
        opening = [opens(file) for _ in range(min(rounds, MOST_ROUNDS))]
        cells, rows = moves(file, rounds)
    what = f"a grid of {SIDE} × {SIDE} over {ASKED:,} recommendations opened"
    return [
        Row(what, opening, [], None, at_most=0.1),
        Row("cursor held down in it, each cell (anchor: each row of a list)", cells, rows, 1.2),
    ]


def record() -> str:
    """Return a record of recommendations to some of many addressees, under some of many themes."""
    choose = Random(SIDE)
    numbers = range(SIDE)
    lines = ["tiptui: 1", "event: {id: e, name: All that was asked, start_date: 2024}"]
    lines += ["organizations:", *(f"  - {{id: o{n}, name: Office {n:03}}}" for n in numbers)]
    lines += ["themes:", *(f"  - {{id: t{n}, name: Theme {n:03}}}" for n in numbers)]
    lines += ["speakers:", *(f"  - {{id: s{n}, name: Speaker {n}}}" for n in range(PEOPLE))]
    lines.append("recommendations:")
    for number in range(ASKED):
        themes = ", ".join(f"t{each}" for each in choose.sample(numbers, choose.choice(SOME)))
        asked = ", ".join(f"o{each}" for each in choose.sample(numbers, choose.choice(SOME)))
        lines.append(
            f"  - {{id: r{number}, text: Do {number}, by: [s{choose.randrange(PEOPLE)}], "
            f"themes: [{themes}], to: [{asked}], evidence: [{{paragraph: 1, exact: Do {number}}}]}}"
        )
    lines.append("sources: [{id: minutes, title: The minutes}]")
    return "\n".join(lines)


def opens(file: Path) -> float:
    """Return the seconds from the key to the grid with its cells, the first time."""
    with browser(file, PEOPLE) as (pty, screen):
        (seconds,) = answer(pty, screen, "x", partial(counts, screen))
    return seconds


def counts(screen: Screen) -> bool:
    """Return whether cells are seen."""
    title = f"Themes × addressees · {ASKED:,} recommendations"
    return title in screen.line(0) and any("❯ Theme" in line for line in screen.lines)


def moves(file: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Return the seconds for each cell down and up, and for each row of a list."""
    themes, offices = headings(file)
    down, rows = list[float](), list[float]()
    with browser(file, PEOPLE) as (pty, screen):
        for _ in range(rounds):
            answer(pty, screen, "x", partial(counts, screen))
            first = f"{themes[0]} × {offices[0]} "
            there = f"{themes[HELD]} × {offices[0]} "
            down.append(held(pty, screen, {"j": there, "k": first}))
            answer(pty, screen, "x3g", lambda: "❯ Do 0 " in screen.text)
            rows.append(held(pty, screen, {"j": f"❯ Do {HELD} ", "k": "❯ Do 0 "}))
            answer(pty, screen, "2", lambda: "❯ Speaker 0" in screen.text)
    return down, rows


def headings(file: Path) -> tuple[list[str], list[str]]:
    """Return the names of rows and columns, in their order."""
    index = Index(Live([str(file)], {}).read_all())
    crossing = index.cross(index.everything, ("theme", "to"))
    themes, offices = (
        [each.name for each in values if each] for values in (crossing.rows, crossing.columns)
    )
    return themes, offices


def held(pty: Pty, screen: Screen, ways: Mapping[str, str]) -> float:
    """Return the seconds for each key, of many in one direction and as many back."""
    seconds = 0.0
    for key, there in ways.items():
        (took,) = answer(pty, screen, key * HELD, partial(stands, screen, there))
        seconds += took
    return seconds / (HELD * len(ways))


def stands(screen: Screen, words: str) -> bool:
    """Return whether words are seen."""
    return words in screen.text
