"""How long from a key to the frame that answers it, in a real pseudo-terminal.

Searches are set beside `fzf --filter` as a whole process, on lines that hold the same text.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benchmarks import Row, records, series
from benchmarks.reading import TIPTUI
from benchmarks.start import COLUMNS, ROWS, until_quiet
from tests.kit.terminal import Pty, Screen
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.record.load import parse
from tiptui.search.index import Index
from tiptui.view.results import Results
from tiptui.view.state import Pane, View

LARGE = 100_000
SMALL = 100
QUERIES = ("uzma kardar", "ozturk gun", "nguyen", "surta", "kowalczyk", "protec", "خان", "mensah e")
"""Names, offices and words of texts, typed letter by letter."""

HELD = 98
"""The most rows that the cursor goes down and up again."""


class Searched(NamedTuple):
    """The records to search: their path, their index, and the number of their speakers."""

    path: Path
    opened: Index
    speakers: int


def measure(rounds: int) -> list[Row]:
    """Return the rows of this module."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large, small = (one(folder, speakers) for speakers in (LARGE, SMALL))
        what = f"cursor held down, each row, {LARGE:,} speakers (anchor: {SMALL})"
        return [
            *searches(large, f"{LARGE:,} speakers, {LARGE:,} statements", at_most=0.08),
            *searches_of_many(folder),
            Row(what, moved(large, rounds), moved(small, rounds), wanted=1.2),
        ]


def one(folder: Path, speakers: int) -> Searched:
    """Write a record by itself to a folder, with a statement of each speaker."""
    text = records.record(speakers, 1)
    file = folder / f"{speakers}.yaml"
    file.write_text(text, encoding="utf-8")
    record = parse(text.encode()).record
    assert record
    return Searched(file, Index(Collection([Dialogue(record)])), speakers)


def searches_of_many(folder: Path) -> list[Row]:
    """Return the same rows for a folder of records."""
    files = series.write(folder / "records", series.MEETINGS)
    index = Index(Live([str(folder / "records")], {}).read_all())
    searched = Searched(folder / "records", index, len(index.rows["speakers"]))
    statements = series.MEETINGS.records * series.MEETINGS.statements
    words = f"{len(files):,} records, {statements:,} statements"
    return searches(searched, words, wanted=0.1, at_most=0.025)


def searches(
    searched: Searched, words: str, wanted: float = 0.5, at_most: float | None = None
) -> list[Row]:
    """Time each letter of the queries to its first frame, and to the exact count."""
    drawn, counted = typed(searched)
    queries = chain.from_iterable(map(beginnings, QUERIES))
    anchor = filtered(searched.path.parent, searched.opened, queries)
    missing = "" if anchor else "fzf is not here"
    what = f"key to result drawn, {words} (anchor: fzf --filter)"
    return [
        Row(what, drawn, anchor, wanted, tail=True, at_most=at_most, missing=missing),
        Row("the same, to the exact count", counted, anchor, None, tail=True, missing=missing),
    ]


def beginnings(query: str) -> list[str]:
    """Return the text of the search line after each key."""
    return [query[: end + 1] for end in range(len(query))]


def filtered(folder: Path, index: Index, queries: Iterable[str]) -> list[float]:
    """Return the seconds that fzf takes for each query; none where it is not installed."""
    if not (fzf := shutil.which("fzf")):
        return []
    lines = folder / "lines"
    every = index.rows.values()
    texts = (rows.text(number) for rows in every for number in range(len(rows)))
    lines.write_text("\n".join(text.replace("\n", " ") for text in texts), encoding="utf-8")
    seconds = []
    for query in queries:
        with lines.open() as stdin:
            started = perf_counter()
            subprocess.run(
                [fzf, "--filter", query], stdin=stdin, stdout=subprocess.DEVNULL, check=False
            )
            seconds.append(perf_counter() - started)
    return seconds


def typed(searched: Searched) -> tuple[list[float], list[float]]:
    """Return the seconds from each letter to the first frame with hits, and with their number."""
    drawn, counted = [], []
    index, total = searched.opened, searched.speakers
    with browser(searched.path, total) as (pty, screen):
        answer(pty, screen, "/", partial(is_searched, screen, ""))
        for query in QUERIES:
            for now in beginnings(query):
                found = Results(index, View(query=now)).rows(Pane.SPEAKERS)
                seen = partial(is_searched, screen, now, first_name(index, found))
                counts = partial(is_counted, screen, len(found), total)
                first, exact = answer(pty, screen, now[-1], seen, counts)
                drawn.append(first)
                counted.append(exact)
            answer(pty, screen, "\x15", lambda: f"Speakers · {total:,} ─" in screen.line(0))
    return drawn, counted


def first_name(index: Index, found: Sequence[str]) -> str:
    """Return the beginning of the name that must stand first in the list.

    Empty where nothing matches, and for a name with signs that pyte does not draw.
    """
    name = index.collection[found[0]].name.split()[0] if found else ""
    return name if name.isalpha() else ""


def is_searched(screen: Screen, query: str, first: str = "") -> bool:
    """Return whether a query stands in the search line, and its first hit under the cursor."""
    there = not first or any(f"❯ {first}" in line for line in screen.lines)
    return screen.line(-2).startswith(f" / {query}█") and there


def is_counted(screen: Screen, count: int, total: int) -> bool:
    """Return whether the title of the speakers has the number of hits."""
    return f"Speakers · {count:,} of {total:,}" in screen.line(0)


@contextmanager
def browser(path: Path, speakers: int) -> Iterator[tuple[Pty, Screen]]:
    """Open a browser with all speakers on its screen; leave it at the end."""
    with Pty([TIPTUI, str(path)], COLUMNS, ROWS) as pty:
        screen = Screen(COLUMNS, ROWS)
        while f"Speakers · {speakers:,} ─" not in screen.text:
            for chunk in until_quiet(pty):
                screen.feed(chunk.output)
        yield pty, screen
        pty.send("\x11")
        while pty.read():
            pass


def answer(pty: Pty, screen: Screen, keys: str, *conditions: Callable[[], bool]) -> list[float]:
    """Type keys; return the seconds to the first whole frame in which each condition is true.

    It looks at the drawn bytes afterwards, so that it takes no time from the program.
    """
    asked = perf_counter()
    pty.send(keys)
    moments: list[float | None] = [None] * len(conditions)
    while None in moments:
        news = until_quiet(pty)
        if not news:
            raise RuntimeError(f"not what was expected after {keys!r}:\n{screen.text}")
        for chunk in news:
            screen.feed(chunk.output)
            for number, condition in enumerate(conditions):
                if moments[number] is None and not screen.mid_frame and condition():
                    moments[number] = chunk.moment
    return [moment - asked for moment in moments if moment is not None]


def moved(searched: Searched, rounds: int) -> list[float]:
    """Return the seconds for each row that the cursor goes down and up."""
    [dialogue] = searched.opened.collection.dialogues
    names = [speaker.name for speaker in dialogue.record.speakers[: HELD + 1]]
    # pyte does not draw the signs of all scripts.
    rows = max(row for row, name in enumerate(names) if name.isascii())
    there, back = (f"❯ {names[row]}" for row in (rows, 0))
    figures = []
    with browser(searched.path, searched.speakers) as (pty, screen):
        for _ in range(rounds):
            (down,) = answer(pty, screen, "j" * rows, lambda: there in screen.text)
            (up,) = answer(pty, screen, "k" * rows, lambda: back in screen.text)
            figures.append((down + up) / (2 * rows))
    return figures
