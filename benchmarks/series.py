"""Series of records in a folder, the same each time: people, organizations and themes are shared.

    python -m benchmarks.series all --records 2000 FOLDER

A person has the same id, name and organization in each record. The first of them is in the chair
of every dialogue and makes a tenth of all statements. Where a series has texts, beside each record
stands the text that it quotes; one in fifty quotations is not in it. Every third of these records
is in a script without capital letters or spaces.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.records import THEMES, HanWords, Words

PEOPLE_PER_ORGANIZATION = 12
YEARS = range(2005, 2025)
THEMES_OF_ONE = 6
MOST_MAKERS = 3


@dataclass(frozen=True, slots=True)
class Series:
    """The size of a series: people in all, and for one record the rest."""

    records: int
    people: int
    speakers: int
    statements: int
    recommendations: int = 0
    with_texts: bool = False


REVIEWS = Series(records=300, people=1_000, speakers=40, statements=140, recommendations=80)
"""20 MB."""

MEETINGS = Series(records=1_500, people=5_000, speakers=24, statements=200)
"""300,000 statements, of which one person makes 30,000: 90 MB."""

ALL = Series(
    records=2_000, people=190, speakers=40, statements=0, recommendations=134, with_texts=True
)
"""All that was ever recommended: 268,000 recommendations, 120 MB."""

SPEECHES = Series(records=1_442, people=6_255, speakers=24, statements=218, with_texts=True)
"""What a ministry said: 314,356 statements."""

SERIES = {"all": ALL, "speeches": SPEECHES, "reviews": REVIEWS}


def write(folder: Path, series: Series) -> list[Path]:
    """Write the records of a series; return their files, a folder for each year."""
    files = []
    for name, text in texts(series):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        files += [file] if file.suffix == ".yaml" else []
    return files


def texts(series: Series) -> Iterator[tuple[str, str]]:
    """Yield the name of each file with its text: the records, and the texts that they quote."""
    words = Words(str(series))
    scripts = (words, words, HanWords(words)) if series.with_texts else (words,)
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
        own = scripts[number % len(scripts)]
        own.quoted = [] if series.with_texts else None
        for each, statements in zip(speakers, _shares(series), strict=True):
            lines += [people[each], "    evidence:", own.evidence("      ")]
            lines += ["    statements:"] if statements else []
            lines += (own.statement(chosen) for _ in range(statements))
        lines += ["recommendations:"] if series.recommendations else []
        for each in range(series.recommendations):
            makers = words.choose.sample(speakers, words.choose.randint(1, MOST_MAKERS))
            lines.append(own.recommendation(each, makers, chosen)[:-1])
        name = f"{year}/e{number:04}"
        file = f", file: e{number:04}.txt" if own.quoted else ""
        if own.quoted:
            yield f"{name}.txt", "\n\n".join(own.quoted)
        title = words.title(4)
        lines.append(f"sources:\n  - {{id: minutes, title: {title}, type: minutes{file}}}\n")
        yield f"{name}.yaml", "\n".join(lines)


def _speakers(words: Words, series: Series, number: int) -> list[int]:
    """Return the speakers of a record: the chair, some in turn, and others, some more often."""
    half = series.speakers // 2
    chosen = {0, *((number * half + each) % series.people for each in range(half))}
    while len(chosen) < series.speakers:
        chosen.add(int(series.people * words.choose.random() ** 3))
    return sorted(chosen)


def _shares(series: Series) -> list[int]:
    """Return the number of statements of each speaker of a record, the chair first."""
    chair = series.statements // 10
    each, more = divmod(series.statements - chair, series.speakers - 1)
    return [chair, *(each + (number < more) for number in range(series.speakers - 1))]


def main() -> None:
    """Write one series into a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.series", description=__doc__)
    parser.add_argument("series", choices=SERIES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, metavar="N", help="as many as the series has")
    wanted = parser.parse_args()
    series = SERIES[wanted.series]
    write(wanted.folder, replace(series, records=wanted.records or series.records))


if __name__ == "__main__":
    main()
