"""How long from a key in a long source to the frame that answers it, in a pseudo-terminal.

The anchor is the same key in a text of a hundred paragraphs.
"""

import random
import tempfile
from functools import partial
from pathlib import Path

from benchmarks import Row
from benchmarks.keys import answer, beginnings, opened
from benchmarks.reading import TIPTUI
from benchmarks.records import SYLLABLES
from benchmarks.start import COLUMNS, ROWS
from tests.terminal import Pty, Screen

LONG, SHORT = 5_000, 100
"""Paragraphs."""

SENTENCES = 5
QUOTED = 500
QUERIES = ("trafficking", "border", "rule of", "zzz", "victim su")
DOWN = 99
"""Cited words that the cursor goes down."""

WANTED = 0.016


def measure(_rounds: int) -> list[Row]:
    """The rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        figures = {count: keys(Path(folder), count) for count in (LONG, SHORT)}
    what = f"{LONG:,} paragraphs (anchor: {SHORT})"
    return [
        Row(
            f"key in the source's search, {what}",
            figures[LONG][0],
            figures[SHORT][0],
            wanted=None,
            tail=True,
            at_most=WANTED,
        ),
        Row(
            f"j in the source, {what}",
            figures[LONG][1],
            figures[SHORT][1],
            wanted=None,
            tail=True,
            at_most=WANTED,
        ),
    ]


def keys(folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Seconds from each letter of the queries to its frame, and from each `j` to its own."""
    record, text = folder / f"{count}.yaml", folder / f"{count}.txt"
    lines = paragraphs(count)
    text.write_text("\n\n".join(lines), encoding="utf-8")
    record.write_text(quoting(lines, text.name), encoding="utf-8")
    letters, steps = [], []
    with Pty([TIPTUI, str(record)], COLUMNS, ROWS) as pty:
        screen = Screen(COLUMNS, ROWS)
        opened(pty, screen, 1)
        answer(pty, screen, "s", lambda: "Source" in screen.line(0))
        answer(pty, screen, "/", partial(in_line, screen, ""))
        for query in QUERIES:
            for now in beginnings(query):
                letters += answer(pty, screen, now[-1], partial(in_line, screen, now))
            answer(pty, screen, "\x15", partial(in_line, screen, ""))
        answer(pty, screen, "\x1b", lambda: "█" not in screen.line(-2))
        # The cursor stays on what was found last.
        answer(pty, screen, "g", partial(rests, screen, 0))
        for number in range(1, DOWN):
            steps += answer(pty, screen, "j", partial(rests, screen, number))
        pty.send("q")
        while pty.read():
            pass
    return letters, steps


def in_line(screen: Screen, query: str) -> bool:
    """Whether a query stands in the search line, and the title counts what it finds."""
    counted = not query or f"with {query.strip()}" in screen.line(0)
    return screen.line(-2).startswith(f" / {query}█") and counted


def rests(screen: Screen, number: int) -> bool:
    """Whether the pane below tells that a claim rests on the words under the cursor."""
    return f"sentences cited {number} times" in screen.text


def paragraphs(count: int) -> list[str]:
    """The paragraphs of a text, each of some sentences."""
    choose = random.Random(count)
    words = ["".join(choose.choices(SYLLABLES, k=choose.randint(1, 4))) for _ in range(4_000)] + [
        "trafficking",
        "border",
        "rule",
        "of",
        "victim",
        "support",
    ] * 40
    return [
        " ".join(f"{' '.join(choose.choices(words, k=16)).capitalize()}." for _ in range(SENTENCES))
        for _ in range(count)
    ]


def quoting(lines: list[str], file: str) -> str:
    """A record with claims on words of many paragraphs, in the order of the text."""
    step = max(1, len(lines) // QUOTED)
    cited = list(enumerate(range(0, len(lines), step)))
    head = (
        "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\n"
        "speakers:\n- id: a\n  name: A\n  statements:\n"
    )
    claims = "".join(
        f"  - {{text: sentences cited {n} times, evidence: [{{paragraph: {place + 1}, "
        f'exact: "{" ".join(lines[place].split()[3:7])}"}}]}}\n'
        for n, place in cited
    )
    return f"{head}{claims}sources: [{{id: s, title: S, file: {file}}}]\n"
