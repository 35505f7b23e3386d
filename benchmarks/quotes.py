"""How long `check --source` takes to find the quotations of a source, beside one of half the size.

The aim is under 3 s for 2 MB with 20,000 quotations, and twice the time for twice of both.
"""

import random
from time import perf_counter

from benchmarks import Row
from tiptui.proof.quotations import faults, quotations_of
from tiptui.proof.source_text import SourceText
from tiptui.record.model import (
    Evidence,
    Recommendation,
    Record,
    RecordedEvent,
    RecordedSource,
    Speaker,
)
from tiptui.record.problem import WARNINGS

QUOTES_PER_MB = 10_000
SIZES = (1, 2, 4)
"""In MB."""


def measure(rounds: int) -> list[Row]:
    """Return a row for each size but the smallest. Raise RuntimeError for a missing quotation."""
    cases = {size: case(size) for size in SIZES}
    seconds: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(rounds):
        for size, (record, text) in cases.items():
            seconds[size].append(run(record, text))
    return [
        Row(
            f"{size} MB, {size * QUOTES_PER_MB:,} quotes (anchor: half)",
            seconds[size],
            seconds[size // 2],
            wanted=2.20,
        )
        for size in SIZES[1:]
    ]


def case(size: int) -> tuple[Record, str]:
    """Return a text of `size` MB and a record with quotations: most right, some in every other way.

    Of a hundred ninety are verbatim, six have other typography, two stand elsewhere and two are
    nowhere.
    """
    choose = random.Random(size)
    vocabulary = [
        "".join(choose.choices("abcdefghinorstu", k=choose.randint(2, 11))) for _ in range(20_000)
    ]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    paragraphs: list[str] = []
    length = 0
    while length < size * 1_000_000:
        words = choose.choices(vocabulary, weights, k=120)
        words[40], words[80] = words[40] + ".", f"“{words[80]}”"
        paragraphs.append(" ".join(words).capitalize() + ".")
        length += len(paragraphs[-1]) + 1
    evidence = [quotation(choose, paragraphs, n % 100) for n in range(size * QUOTES_PER_MB)]
    return record_of(evidence), "\n".join(paragraphs)


def quotation(choose: random.Random, paragraphs: list[str], kind: int) -> Evidence:
    """Return a quotation of a paragraph; `kind`, under 100, says how it is right or wrong."""
    place = choose.randrange(len(paragraphs))
    words = paragraphs[place].split()
    start = choose.randrange(len(words) - 6)
    quoted = words[start : start + 6]
    if kind >= 98:
        quoted[3] = "unheard"
    exact = " ".join(quoted)
    if 90 <= kind < 96:
        exact = exact.replace("“", '"').replace("”", '"').replace(" ", "\u00a0")
    number = (place + 7) % len(paragraphs) + 1 if 96 <= kind < 98 else place + 1
    return Evidence(paragraph=number, exact=exact)


def record_of(evidence: list[Evidence]) -> Record:
    """Return a record of recommendations with ten quotations each."""
    items = tuple(
        Recommendation(id=f"r{n}", text="A", by=("a",), evidence=tuple(evidence[n : n + 10]))
        for n in range(0, len(evidence), 10)
    )
    return Record(
        tiptui=1,
        event=RecordedEvent(id="e", name="E", start_date="2024"),
        speakers=(Speaker(id="a", name="A"),),
        recommendations=items,
        sources=(RecordedSource(id="s", title="S"),),
    )


def run(record: Record, text: str) -> float:
    """Return the seconds from the text as read to the standing of all its quotations."""
    started = perf_counter()
    texts = {"s": SourceText(text)}
    quotations = quotations_of(record, texts)
    problems = list(faults(quotations, texts))
    seconds = perf_counter() - started
    errors = sum(problem.code not in WARNINGS for problem in problems)
    if not 0.03 < errors / len(quotations) < 0.05:
        raise RuntimeError(f"{errors} of {len(quotations)} quotations were not found in place")
    return seconds
