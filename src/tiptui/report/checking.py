"""Many records checked, in all cores where that pays.

`python -m tiptui.report.checking WIDTH` is one of the processes that do, as those that read.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from sys import intern

from tiptui.collection.across import Kept, Known
from tiptui.collection.opening import Opened
from tiptui.collection.reader_process import read_aside, serve
from tiptui.collection.reading import process_count
from tiptui.files.input import STDIN, NoInput, NotARecord, file_size
from tiptui.record.ids import Identity, Section
from tiptui.record.problem import NoSuchSource, Position, Problem
from tiptui.record.progress import Progress, quiet
from tiptui.report.verdict import Checked, check_record

Outcome = Checked | NoInput | NoSuchSource
"""What a check of a record came to, or why there was none."""


def check_all(
    files: Sequence[str],
    given: Mapping[str, str],
    known: Known | None,
    with_quotes: bool = False,
    progress: Progress = quiet,
) -> dict[str, Outcome]:
    """Return what the check of each file came to, in their order.

    Texts may be `given` to any of them, so then all are checked here.
    """
    found = dict[str, Outcome]()
    aside = [] if given or known is None else [file for file in files if file != STDIN]
    if known is not None and (count := process_count([file_size(file) for file in aside])) > 1:
        tasks = [(file, with_quotes) for file in aside]
        with closing(read_aside(tasks, count, __name__)) as answers:
            for each in answers:
                if each:
                    file, data, failure = each
                    found[file] = NoInput(failure) if failure else _from_bytes(file, data, known)
                progress(len(found) / len(files))
    for file in files:
        if file not in found:
            progress(len(found) / len(files))
            found[file] = _outcome(file, given, with_quotes, known)
    return {file: found[file] for file in files}


def _outcome(
    file: str, given: Mapping[str, str], with_quotes: bool, known: Known | None
) -> Outcome:
    try:
        return check_record(file, given, with_quotes, known)
    except (NoInput, NoSuchSource) as error:
        return error


def answer(file: str, with_quotes: bool) -> bytes:
    """Return the outcome as JSON in one line: text where it is a failure."""
    outcome = _outcome(file, {}, with_quotes, {})
    if isinstance(outcome, Checked):
        _, *values = outcome
        return json.dumps(values, default=sorted).encode()
    return json.dumps(None if isinstance(outcome, NotARecord) else str(outcome)).encode()


def _from_bytes(file: str, data: bytes, known: Known) -> Outcome:
    """Return what `answer` was given of a file."""
    values = json.loads(data)
    if values is None:
        return NotARecord(file)
    problems, coverage, quotes, kept, unread, _ = values
    placed = tuple(Problem(Position(*position), *rest) for position, *rest in problems)
    counts = coverage and Counter(coverage)
    return Checked(
        Opened(file), placed, counts, quotes, kept and _kept(known, *kept), tuple(unread)
    )


def _kept(
    known: Known,
    file: str,
    event: str,
    things: Mapping[Section, Sequence[tuple[str, Sequence[str]]]],
    persons: Sequence[int],
    recommendations: Sequence[str],
    repeats: Sequence[tuple[Sequence[str | int], str]],
    positions: Sequence[Sequence[int]],
) -> Kept:
    """Return what was kept of a record; what it has in common with others is `known`."""
    identities = {
        section: tuple(known.setdefault(each, each) for each in map(_identity, of))
        for section, of in things.items()
    }
    return Kept(
        file,
        event,
        identities,
        tuple(persons),
        frozenset(map(intern, recommendations)),
        tuple((tuple(path), name) for path, name in repeats),
        tuple(Position(*each) for each in positions),
    )


def _identity(packed: tuple[str, Sequence[str]]) -> Identity:
    name, names = packed
    return Identity(name, tuple(names))


if __name__ == "__main__":
    serve(answer)
