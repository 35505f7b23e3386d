"""The problems of records and of their quotations, as `check` prints them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypedDict

from tiptui.collection.across import SharedParts, clashes, shared_parts
from tiptui.collection.opening import Options, open_read
from tiptui.collection.reading import read_all
from tiptui.files.input import STDIN, NoInput
from tiptui.proof.quotations import quotes_remark
from tiptui.record.load import ReadFile, read_file
from tiptui.record.problem import NoSuchSource, Path, Problem, tally
from tiptui.text.steps import Progress, quiet
from tiptui.text.visible import plural, visible

FileProblem = tuple[str, Problem]

MOST_WARNINGS = 20  # of one kind that a run prints; the others are counted


class Checked(NamedTuple):
    """The problems of a record, and the number of its quotations with each status."""

    file: ReadFile  # without the record: a run may check thousands
    problems: tuple[Problem, ...]
    quotes: Counter[str] | None = None
    shared: SharedParts | None = None  # if it has no errors and is part of a collection
    unread: tuple[str, ...] = ()  # the reason for each document that can't be read
    ignored: int = 0  # the number of problems left out


Outcome = Checked | NoInput | NoSuchSource


def check_all(
    files: Sequence[str], given: Mapping[str, str], of_collection: bool, progress: Progress = quiet
) -> dict[str, Outcome]:
    """Check files; return their outcomes in order."""
    # Standard input by itself: its bytes are kept, to find positions in them.
    alone = [file for file in files if file == STDIN or not of_collection]
    many = read_all([file for file in files if file not in alone], progress=progress)
    options = Options(given, of_collection)
    found = {read.file: _check(read, options) for read in chain(map(read_file, alone), many)}
    return {file: found[file] for file in files}


def _check(read: ReadFile, options: Options) -> Outcome:
    try:
        opened = open_read(read, options)
    except (NoInput, NoSuchSource) as error:
        return error
    problems, dialogue = opened.all_problems, opened.dialogue
    counts, shared = dialogue.check() if dialogue else None, None
    if dialogue and options.of_collection:
        shared = shared_parts(read.file, dialogue.record)
    kept = ReadFile(read.file, data=opened.read.data)
    return Checked(kept, problems, counts, shared, opened.unread)


def check_together(
    records: Mapping[str, Checked], ignore: Collection[str] = ()
) -> dict[str, Checked]:
    """Add the problems that records have together; of codes in `ignore` leave only the number."""
    found = list(clashes(checked.shared for checked in records.values() if checked.shared))
    sought: defaultdict[str, list[Path]] = defaultdict(list)
    for clash in found:
        for file, path in filter(None, (clash.here, clash.other)):
            sought[file].append(path)
    positions = {
        (file, path): position
        for file, paths in sought.items()
        for path, position in zip(paths, records[file].file.positions(paths), strict=True)
    }
    problems = {file: list(checked.problems) for file, checked in records.items()}
    for clash in found:
        message = clash.message
        if other := clash.other:
            message += f" in {visible(other[0])}:{positions[other].line}{clash.more}"
        problems[clash.here[0]].append(Problem(positions[clash.here], message, clash.code))
    together = {}
    for file, all_of in problems.items():
        left = tuple(sorted(problem for problem in all_of if problem.code not in ignore))
        together[file] = records[file]._replace(problems=left, ignored=len(all_of) - len(left))
    return together


class ProblemData(TypedDict):
    """A problem of a record, as `tiptui check --json` prints it."""

    file: str
    line: int
    column: int
    severity: Literal["error", "warning"]
    message: str
    code: str


def problem_data(file: str, problem: Problem) -> ProblemData:
    (line, column), message, code, _ = problem
    return ProblemData(
        file=file, line=line, column=column, severity=problem.severity, message=message, code=code
    )


def select(records: Mapping[str, Checked], every: bool) -> tuple[list[FileProblem], list[str]]:
    """Return the problems to print, each with its file, and a line for each kind with more.

    Without `every`, these are the first MOST_WARNINGS warnings of each kind, and all errors.
    """
    selected, counts = list[FileProblem](), Counter[str]()
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


# The signs that end a property of GitHub's workflow commands; % begins an escape in both parts.
_MESSAGE_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = _MESSAGE_ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def annotation(file: str, problem: Problem) -> str:
    """Return a problem as the workflow command with which GitHub shows it beside its line."""
    name = visible(file.translate(_PROPERTY_ESCAPES))
    (line, column), title = problem.position, problem.code.translate(_PROPERTY_ESCAPES)
    line_column = "" if problem.where else f",line={line},col={column}"
    message = ": ".join(filter(None, (problem.where, problem.message)))
    message = message.translate(_MESSAGE_ESCAPES)
    return f"::{problem.severity} file={name}{line_column},title={title}::{message}"


def remark(records: Mapping[str, Checked]) -> str:
    """Return `2 records: 1 error, 3 warnings · 41 quotes: …`; nothing where there is no record."""
    if not records:
        return ""
    problems = [problem for checked in records.values() for problem in checked.problems]
    words = f"{plural(len(records), 'record')}: {tally(problems) or 'no problems'}"
    if ignored := sum(checked.ignored for checked in records.values()):
        words += f", {ignored:,} ignored"
    quotes = quotes_remark(checked.quotes for checked in records.values() if checked.quotes)
    return " · ".join(filter(None, (words, quotes)))
