"""How long from a key in a long source to the frame that answers it, in a pseudo-terminal.

The anchor is the same key in a text of a hundred paragraphs.
"""

import random
import tempfile
from functools import partial
from pathlib import Path

from benchmarks import Row
from benchmarks.keys import answer, beginnings, browser
from benchmarks.records import SYLLABLES
from tests.kit.terminal import Screen

LONG, SHORT = 5_000, 100
"""Paragraphs."""

SENTENCES = 5
QUOTED = 500
QUERIES = ("trafficking", "border", "rule of", "zzz", "victim su")
DOWN = 99
"""Cited words that the cursor goes down."""

WANTED = 0.016
KEYS = ("key in the source's search", "j in the source")


def measure(_rounds: int) -> list[Row]:
    """Return the rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        figures = {count: keys(Path(folder), count) for count in (LONG, SHORT)}
    what = f"{LONG:,} paragraphs (anchor: {SHORT})"
    return [
        Row(f"{key}, {what}", ours, anchor, wanted=None, tail=True, at_most=WANTED)
        for key, ours, anchor in zip(KEYS, figures[LONG], figures[SHORT], strict=True)
    ]


def keys(folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Return the seconds from each letter of the queries to its frame, and from each `j`."""
    record, text = folder / f"{count}.yaml", folder / f"{count}.txt"
    lines = paragraphs(count)
    text.write_text("\n\n".join(lines), encoding="utf-8")
    record.write_text(quoting(lines, text.name), encoding="utf-8")
    letters, steps = [], []
    with browser(record, 1) as (pty, screen):
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
    return letters, steps


def in_line(screen: Screen, query: str) -> bool:
    """Return whether a query stands in the search line, and the title counts its hits."""
    counted = not query or f"with {query.strip()}" in screen.line(0)
    return screen.line(-2).startswith(f" / {query}█") and counted


def rests(screen: Screen, number: int) -> bool:
    """Return whether the pane below has the claim that cites the words under the cursor."""
    return f"sentences cited {number} times" in screen.text


def paragraphs(count: int) -> list[str]:
    """Return the paragraphs of a text, each of some sentences."""
    choose = random.Random(count)
    words = ["".join(choose.choices(SYLLABLES, k=choose.randint(1, 4))) for _ in range(4_000)]
    words += "trafficking border rule of victim support".split() * 40
    return [
        " ".join(f"{' '.join(choose.choices(words, k=16)).capitalize()}." for _ in range(SENTENCES))
        for _ in range(count)
    ]


def quoting(lines: list[str], file: str) -> str:
    """Return a record with claims on words of many paragraphs, in the order of the text."""
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
