"""How a folder of records opens, is searched, followed and watched, beside less of the same."""

import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks import Row
from benchmarks.keys import answer, browser
from benchmarks.reading import MOST_ROUNDS, TIPTUI
from benchmarks.series import MEETINGS, NOTES, REVIEWS, write
from benchmarks.start import App
from benchmarks.start import run as start
from tests.kit.terminal import Pty, Screen
from tiptui.collection.live import Live
from tiptui.search.index import Index
from tiptui.ui.actions.live_files import without_collecting


def measure(rounds: int) -> list[Row]:
    """Return the rows of this module."""
    few = min(rounds, MOST_ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder, "reviews"), REVIEWS)
        notes = write(Path(folder, "notes"), NOTES)
        write(Path(folder, "meetings"), replace(MEETINGS, records=300))
        return [
            starts(Path(folder, "reviews"), files[0], few),
            follows(Path(folder, "meetings"), few),
            changes(Path(folder, "notes"), notes[0], few),
        ]


def starts(folder: Path, file: Path, rounds: int) -> Row:
    """Time the first full paint of all records, and of one of them."""
    markers = ("Speakers", "Stmts", "4 Małgorzata", "¶", "quit")
    ours, anchor = (App((TIPTUI, "--no-cache", str(path)), markers) for path in (folder, file))
    pairs = [(start(ours).paint, start(anchor).paint) for _ in range(rounds)]
    what = f"first full paint of {REVIEWS.records} records (anchor: one of them)"
    return Row(what, [pair[0] for pair in pairs], [pair[1] for pair in pairs], wanted=1.2)


def follows(folder: Path, rounds: int) -> Row:
    """Time the following of the person with most claims, and of one with few."""
    collection = Live([str(folder)], {}).read_all()
    names = Index(collection).rows["speakers"].refs
    counts = [len(collection.related(name).of["statements"]) for name in names]
    ways = {"2g\r": max(counts), "2G\r": min(counts)}  # who has most claims stands first
    with browser(folder, len(names)) as (pty, screen):
        most, few = (
            [follow(pty, screen, keys, count) for _ in range(rounds)]
            for keys, count in ways.items()
        )
    what = "following a person with {:,} claims (anchor: {:,})".format(*ways.values())
    return Row(what, most, few, wanted=2)


def follow(pty: Pty, screen: Screen, keys: str, count: int) -> float:
    """Return the seconds to go to an end of the speakers and list the claims of that one."""
    (seconds,) = answer(pty, screen, keys, partial(says, screen, f"{count:,} of "))
    answer(pty, screen, "[", lambda: f"{count:,} of " not in screen.line(0))
    return seconds


def says(screen: Screen, words: str) -> bool:
    """Return whether some words stand in the titles."""
    return words in screen.line(0)


def changes(folder: Path, file: Path, rounds: int) -> Row:
    """Time the reading of a change in one of many files, and in one by itself."""
    many, one = Live([str(folder)], {}), Live([str(file)], {})
    for live in (many, one):
        live.read_all()
    ours: list[float] = []
    anchor: list[float] = []
    for number in range(rounds):
        file.write_text(file.read_text("utf-8") + f"# {number}\n", encoding="utf-8")
        for live, seconds in ((many, ours), (one, anchor)):
            began = perf_counter()
            live.take(without_collecting(live.read))
            seconds.append(perf_counter() - began)
    what = f"one of {NOTES.records:,} files read again (anchor: one of one)"
    return Row(what, ours, anchor, None)
