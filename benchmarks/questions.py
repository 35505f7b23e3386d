"""How long a key takes while fields of the query narrow, and while what they leave is counted."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks import Row
from benchmarks.keys import answer, beginnings, is_searched, opened
from benchmarks.reading import TIPTUI
from benchmarks.series import MEETINGS, REVIEWS, Series, write
from benchmarks.start import COLUMNS, ROWS
from tests.terminal import Pty, Screen
from tiptui.collection.live import Live
from tiptui.search.index import Index

ASKED = replace(REVIEWS, recommendations=137)
"""41,100 recommendations."""

ADDRESSEES = 170
FIELDS = "theme:t2 date:2008.. "
WORDS = ("protec", "kar", "nguyen", "surta")


def measure(rounds: int) -> list[Row]:
    """The rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        return [fields(Path(folder, "meetings")), counts(Path(folder, "reviews"))]


def fields(folder: Path) -> Row:
    """Seconds from each letter of a word after two fields to the frame that answers it."""
    write(folder, MEETINGS)
    live = Live([str(folder)], {})
    live.take(live.read())
    assert live.collection
    rows = Index(live.collection).rows
    seconds = []
    with Pty([TIPTUI, str(folder)], COLUMNS, ROWS) as pty:
        screen = Screen(COLUMNS, ROWS)
        opened(pty, screen, len(rows["speakers"].ids))
        answer(pty, screen, f"/{FIELDS}", partial(is_searched, screen, FIELDS))
        for word in WORDS:
            for now in beginnings(word):
                seen = partial(is_searched, screen, FIELDS + now)
                seconds += answer(pty, screen, now[-1], seen)
            answer(pty, screen, "\x17", partial(is_searched, screen, FIELDS))
        leave(pty)
    anchor = filtered(
        folder, [each.text(row) for each in rows.values() for row in range(len(each.ids))]
    )
    what = f"a letter after two fields, {MEETINGS.records:,} records (anchor: fzf --filter)"
    missing = "" if anchor else "fzf is not here"
    return Row(what, seconds, anchor, 0.1, tail=True, at_most=0.025, missing=missing)


def filtered(folder: Path, rows: list[str]) -> list[float]:
    """Seconds that fzf takes for the same words; none where it is not installed."""
    if not (fzf := shutil.which("fzf")):
        return []
    lines = folder.parent / "lines"
    lines.write_text("\n".join(row.replace("\n", " ") for row in rows), encoding="utf-8")
    seconds = []
    for word in WORDS:
        for now in beginnings(word):
            with lines.open() as stdin:
                began = perf_counter()
                argv = [fzf, "--filter", now]
                subprocess.run(argv, stdin=stdin, stdout=subprocess.DEVNULL, check=False)
                seconds.append(perf_counter() - began)
    return seconds


def counts(folder: Path) -> Row:
    """Seconds from each letter to the frame in which all addressees are counted anew."""
    write_asked(folder, ASKED)
    seconds = []
    with Pty([TIPTUI, str(folder)], COLUMNS, ROWS) as pty:
        screen = Screen(COLUMNS, ROWS)
        opened(pty, screen, ASKED.people)
        answer(pty, screen, "1111", lambda: f"Addressees · {ADDRESSEES}" in screen.line(0))
        answer(pty, screen, "/", partial(is_searched, screen, ""))
        for word in WORDS:
            for now in beginnings(word):
                seconds += answer(pty, screen, now[-1], partial(is_searched, screen, now))
            answer(pty, screen, "\x15", lambda: f"Addressees · {ADDRESSEES}" in screen.line(0))
        leave(pty)
    total = ASKED.records * ASKED.recommendations
    what = f"a letter beside counts of {total:,} recommendations by {ADDRESSEES} addressees"
    return Row(what, seconds, [], None, tail=True, at_most=0.016)


def write_asked(folder: Path, series: Series) -> None:
    """Write a series in which few are asked for all that is asked."""
    choose = Random(str(series))
    for file in write(folder, series):
        asked = re.sub(
            r"to: \[.*\]",
            lambda _: f"to: [the office {choose.randrange(ADDRESSEES)} of this]",
            file.read_text("utf-8"),
        )
        file.write_text(asked, encoding="utf-8")


def leave(pty: Pty) -> None:
    """End what runs in a terminal."""
    pty.send("\x11")
    while pty.read():
        pass
