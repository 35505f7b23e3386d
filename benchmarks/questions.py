"""How long a key takes while fields of the query narrow, and while what they leave is counted."""

import re
import tempfile
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random

from benchmarks import Row
from benchmarks.keys import answer, beginnings, browser, filtered, is_searched
from benchmarks.series import MEETINGS, REVIEWS, Series, write
from tiptui.collection.live import Live
from tiptui.search.index import Index

ASKED = replace(REVIEWS, recommendations=137)
"""41,100 recommendations."""

ADDRESSEES = 170
FIELDS = "theme:t2 date:2008.. "
WORDS = ("protec", "kar", "nguyen", "surta")


def measure(rounds: int) -> list[Row]:
    """Return the rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        return [fields(Path(folder, "meetings")), counts(Path(folder, "reviews"))]


def fields(folder: Path) -> Row:
    """Time each letter of a word after two fields to the frame that answers it."""
    write(folder, MEETINGS)
    index = Index(Live([str(folder)], {}).read_all())
    seconds = []
    with browser(folder, len(index.rows["speakers"])) as (pty, screen):
        answer(pty, screen, f"/{FIELDS}", partial(is_searched, screen, FIELDS))
        for word in WORDS:
            for now in beginnings(word):
                seen = partial(is_searched, screen, FIELDS + now)
                seconds += answer(pty, screen, now[-1], seen)
            answer(pty, screen, "\x17", partial(is_searched, screen, FIELDS))
    anchor = filtered(folder.parent, index, chain.from_iterable(map(beginnings, WORDS)))
    what = f"a letter after two fields, {MEETINGS.records:,} records (anchor: fzf --filter)"
    missing = "" if anchor else "fzf is not here"
    return Row(what, seconds, anchor, 0.1, tail=True, at_most=0.025, missing=missing)


def counts(folder: Path) -> Row:
    """Time each letter to the frame in which all addressees are counted anew."""
    write_asked(folder, ASKED)
    seconds = []
    with browser(folder, ASKED.people) as (pty, screen):
        answer(pty, screen, "1111", lambda: f"Addressees {ADDRESSEES}" in screen.line(0))
        answer(pty, screen, "/", partial(is_searched, screen, ""))
        for word in WORDS:
            for now in beginnings(word):
                seconds += answer(pty, screen, now[-1], partial(is_searched, screen, now))
            answer(pty, screen, "\x15", lambda: f"Addressees {ADDRESSEES}" in screen.line(0))
    total = ASKED.records * ASKED.recommendations
    what = f"a letter beside counts of {total:,} recommendations by {ADDRESSEES} addressees"
    return Row(what, seconds, [], None, tail=True, at_most=0.016)


def write_asked(folder: Path, series: Series) -> None:
    """Write a series in which a few addressees get all recommendations."""
    choose = Random(str(series))
    for file in write(folder, series):
        asked = re.sub(
            r"to: \[.*\]",
            lambda _: f"to: [the office {choose.randrange(ADDRESSEES)} of this]",
            file.read_text("utf-8"),
        )
        file.write_text(asked, encoding="utf-8")
