"""What `check` says of records: all that is wrong with them, and of their quotations.

Many are checked in all cores where that pays: `python -m tiptui.report.checking WIDTH` is one of
the processes that do, as those that read.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from sys import intern
from typing import Any, NamedTuple

from tiptui.collection.across import Kept, clashes, keep
from tiptui.collection.opening import Options, open_record
from tiptui.collection.reading import process_count, read_aside, serve
from tiptui.files.input import STDIN, NoInput, NotARecord, file_size
from tiptui.proof.quotations import quotes_remark
from tiptui.record.ids import Identity
from tiptui.record.load import ReadFile
from tiptui.record.problem import NoSuchSource, Path, Position, Problem, tally
from tiptui.record.progress import Progress, quiet
from tiptui.text.visible import plural, visible

MOST_WARNINGS = 20
"""Warnings of one kind that are printed of a run; the others are counted."""


class Checked(NamedTuple):
    """Every problem of a record, and how many of its quotations have which status.

    `file` is what was read, without the record: a run may check thousands. `kept` is None where the
    record has errors or is no part of a collection. `unread` says of each document that can't be
    read why, `ignored` how many problems were left out.
    """

    file: ReadFile
    problems: tuple[Problem, ...]
    quotes: Counter[str] | None = None
    kept: Kept | None = None
    unread: tuple[str, ...] = ()
    ignored: int = 0


Outcome = Checked | NoInput | NoSuchSource
"""What a check of a record came to, or why there was none."""


def check_all(
    files: Sequence[str],
    given: Mapping[str, str],
    of_collection: bool,
    progress: Progress = quiet,
) -> dict[str, Outcome]:
    """Return what the check of each file came to, in their order.

    Texts may be `given` to any of them, so then all are checked here.
    """
    found = dict[str, Outcome]()
    aside = [file for file in files if file != STDIN] if of_collection and not given else []
    if (count := process_count([file_size(file) for file in aside])) > 1:
        with closing(read_aside(aside, count, __name__)) as answers:
            for each in answers:
                if each:
                    file, data, failure = each
                    found[file] = NoInput(failure) if failure else _from_bytes(file, data)
                progress(len(found) / len(files))
    for file in files:
        if file not in found:
            progress(len(found) / len(files))
            found[file] = check_record(file, given, of_collection)
    return {file: found[file] for file in files}


def check_record(file: str, given: Mapping[str, str], of_collection: bool = False) -> Outcome:
    """Open a record and check it, quotations included."""
    try:
        opened = open_record(file, Options(given, of_collection))
    except (NoInput, NoSuchSource) as error:
        return error
    problems, dialogue = opened.all_problems, opened.dialogue
    counts = dialogue.check() if dialogue else None
    kept = keep(file, dialogue.record) if dialogue and of_collection else None
    return Checked(ReadFile(file, data=opened.read.data), problems, counts, kept, opened.unread)


def answer(file: str) -> bytes:
    """Return the outcome as JSON in one line: text where it is a failure."""
    outcome = check_record(file, {}, of_collection=True)
    if isinstance(outcome, Checked):
        return json.dumps(outcome[1:], default=sorted).encode()
    return json.dumps(None if isinstance(outcome, NotARecord) else str(outcome)).encode()


def _from_bytes(file: str, data: bytes) -> Outcome:
    """Return what `answer` was given of a file."""
    if (values := json.loads(data)) is None:
        return NotARecord(file)
    problems, counts, kept, unread, _ = values
    placed = tuple(Problem(Position(*position), *rest) for position, *rest in problems)
    if kept:
        name, event, things, persons, recommendations, repeats = kept
        for section, of in things.items():
            things[section] = tuple(Identity(id, tuple(names)) for id, names in of)
        kept = Kept(
            *(name, event, things, tuple(persons), frozenset(map(intern, recommendations))),
            tuple((tuple(path), reference) for path, reference in repeats),
        )
    return Checked(ReadFile(file), placed, counts and Counter(counts), kept, tuple(unread))


def check_together(
    records: Mapping[str, Checked], ignore: Collection[str] = ()
) -> dict[str, Checked]:
    """Return the records of a collection, with what is wrong with them together.

    Of problems with the codes that are ignored it is only said how many there are.
    """
    found = list(clashes(checked.kept for checked in records.values() if checked.kept))
    sought: defaultdict[str, list[Path]] = defaultdict(list)
    for file, path in (where for clash in found for where in (clash.here, clash.other) if where):
        sought[file].append(path)
    positions = {
        file: dict(zip(paths, records[file].file.positions(paths), strict=True))
        for file, paths in sought.items()
    }
    problems = {file: list(checked.problems) for file, checked in records.items()}
    for clash in found:
        (file, path), message = clash.here, clash.message
        if clash.other:
            other, there = clash.other
            message += f" in {visible(other)}:{positions[other][there].line}{clash.more}"
        problems[file].append(Problem(positions[file][path], message, clash.code))
    together = {}
    for file, all_of in problems.items():
        left = tuple(sorted(each for each in all_of if each.code not in ignore))
        together[file] = records[file]._replace(problems=left, ignored=len(all_of) - len(left))
    return together


def problem_data(file: str, problem: Problem) -> dict[str, Any]:
    said = {"severity": problem.severity, "message": problem.message, "code": problem.code}
    return {"file": file, **problem.position._asdict(), **said}


def select(
    records: Mapping[str, Checked], every: bool
) -> tuple[list[tuple[str, Problem]], list[str]]:
    """Return the problems to print, each with its file, and a line for each kind with more.

    Of one kind of warning these are the first MOST_WARNINGS, unless `every` one is asked for.
    """
    selected = []
    counts: Counter[str] = Counter()
    more: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for file, checked in records.items():
        for problem in checked.problems:
            counts[problem.code] += problem.warning
            if every or not problem.warning or counts[problem.code] <= MOST_WARNINGS:
                selected.append((file, problem))
            else:
                more[problem.code][file] += 1
    return selected, [
        f"warning: {files.total():,} more of these in {plural(len(files), 'file')}; "
        f"--all prints each [{code}]"
        for code, files in more.items()
    ]


# What ends a property of GitHub's workflow commands; % begins an escape in both parts.
_MESSAGE_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = _MESSAGE_ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def annotation(file: str, problem: Problem) -> str:
    """Return a problem as the workflow command with which GitHub shows it beside its line."""
    name = visible(file.translate(_PROPERTY_ESCAPES))
    (line, column), title = problem.position, problem.code.translate(_PROPERTY_ESCAPES)
    message = problem.message.translate(_MESSAGE_ESCAPES)
    return f"::{problem.severity} file={name},line={line},col={column},title={title}::{message}"


def remark(records: Mapping[str, Checked]) -> str:
    """Return `2 records: 1 error, 3 warnings · 41 quotes: …`; nothing where there is no record."""
    if not records:
        return ""
    problems = [problem for each in records.values() for problem in each.problems]
    words = f"{plural(len(records), 'record')}: {tally(problems) or 'no problems'}"
    if ignored := sum(each.ignored for each in records.values()):
        words += f", {ignored:,} ignored"
    quotes = quotes_remark(each.quotes for each in records.values() if each.quotes)
    return " · ".join(filter(None, (words, quotes)))


if __name__ == "__main__":
    serve(answer)
