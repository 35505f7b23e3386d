"""Series of records in a folder, the same each time: people, organizations and themes are shared.

A person has the same id, name and organization in each record. The first of them is in the chair
of every dialogue and makes a tenth of all statements.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.records import THEMES, Words

PEOPLE_PER_ORGANIZATION = 12
YEARS = range(2005, 2025)
THEMES_OF_ONE = 6
MOST_MAKERS = 3


@dataclass(frozen=True, slots=True)
class Series:
    """How much there is of what: people in all, and of one record the rest."""

    records: int
    people: int
    speakers: int
    statements: int
    recommendations: int = 0


REVIEWS = Series(records=300, people=1_000, speakers=40, statements=140, recommendations=80)
"""20 MB."""

MEETINGS = Series(records=1_500, people=5_000, speakers=24, statements=200)
"""300,000 statements, of which one person makes 30,000: 90 MB."""

NOTES = Series(records=2_000, people=2_000, speakers=8, statements=20, recommendations=9)
"""Small ones: 19.5 MB."""


def write(folder: Path, series: Series) -> list[Path]:
    """Write the records of a series; return their files, a folder for each year."""
    files = []
    for name, text in texts(series):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return files


def texts(series: Series) -> Iterator[tuple[str, str]]:
    """Yield the name of each file with its text."""
    words = Words(str(series))
    count = series.people // PEOPLE_PER_ORGANIZATION + 1
    organizations = [
        f"  - {{id: o{number}, name: {words.title(3)}, abbreviation: {words.title(1)}}}"
        for number in range(count)
    ]
    themes = [f"  - {{id: t{number}, name: {words.title(2)}}}" for number in range(THEMES)]
    people = [words.person(number, number % count) for number in range(series.people)]
    for number in range(series.records):
        speakers = _speakers(words, series, number)
        chosen = sorted(words.choose.sample(range(THEMES), THEMES_OF_ONE))
        year = YEARS[number % len(YEARS)]
        date = f"{year}-{1 + number % 12:02}-{1 + number % 28:02}"
        lines = [
            "tiptui: 1",
            f"event: {{id: e{number}, name: {words.title(4)}, start_date: {date}}}",
            "organizations:",
            *(organizations[each] for each in sorted({each % count for each in speakers})),
            "themes:",
            *(themes[each] for each in chosen),
            "speakers:",
        ]
        for each, statements in zip(speakers, _shares(series), strict=True):
            lines += [people[each], "    evidence:", words.evidence("      "), "    statements:"]
            lines += (words.statement(chosen) for _ in range(statements))
        lines += ["recommendations:"] if series.recommendations else []
        for each in range(series.recommendations):
            makers = words.choose.sample(speakers, words.choose.randint(1, MOST_MAKERS))
            lines.append(words.recommendation(each, makers, chosen)[:-1])
        lines.append(f"sources:\n  - {{id: minutes, title: {words.title(4)}, type: minutes}}\n")
        yield f"{year}/e{number:04}.yaml", "\n".join(lines)


def _speakers(words: Words, series: Series, number: int) -> list[int]:
    """Who speaks in a record: the chair, those whose turn it is, and others, some more often."""
    half = series.speakers // 2
    chosen = {0, *((number * half + each) % series.people for each in range(half))}
    while len(chosen) < series.speakers:
        chosen.add(int(series.people * words.choose.random() ** 3))
    return sorted(chosen)


def _shares(series: Series) -> list[int]:
    """How many statements each speaker of a record makes, the chair first."""
    chair = series.statements // 10
    each, more = divmod(series.statements - chair, series.speakers - 1)
    return [chair, *(each + (number < more) for number in range(series.speakers - 1))]
