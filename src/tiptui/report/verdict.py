"""Records with all that is wrong with them, and with their quotations where texts are at hand."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened, open_record
from tiptui.record.problem import Fault, Problem, tally
from tiptui.report.plain import problem_data, quote_data
from tiptui.sources.quotations import coverage_remark


class Checked(NamedTuple):
    """A record that was opened, and every problem in it."""

    opened: Opened
    problems: tuple[Problem, ...]


def check_record(file: str, given: Mapping[str, str]) -> Checked:
    """Open a record and check it, quotations included. Raise NoInput and NoSuchSource."""
    opened = open_record(file, given)
    return Checked(opened, opened.all_problems())


def as_data(records: Mapping[str, Checked]) -> Any:
    """Return the problems of records, by their files, for JSON; with a text also the quotations."""
    problems = [problem_data(file, each) for file in records for each in records[file].problems]
    if not any(_quoting(records)):
        return problems
    quotes = []
    for file, (opened, _) in records.items():
        collection = opened.collection
        quotations = collection.passages.quotations if collection and collection.texts else ()
        # To find their places, the only thing that is known of them by path.
        places = opened.place([Fault((*cited.path, "exact"), "", "") for cited in quotations])
        pairs = zip(places, quotations, strict=True)
        quotes += [quote_data(file, problem.place, cited) for problem, cited in pairs]
    return {"problems": problems, "quotes": quotes}


def remark(records: Mapping[str, Checked]) -> str:
    """Return `2 errors, 1 warning · 41 quotes: …`, without what there is none of."""
    problems = [problem for each in records.values() for problem in each.problems]
    quoting = [(each.texts, each.passages.quotations) for each in _quoting(records)]
    coverage = coverage_remark(quoting) if quoting else ""
    return " · ".join(filter(None, (tally(problems), coverage)))


def _quoting(records: Mapping[str, Checked]) -> Iterator[Collection]:
    """Return what was opened with a text."""
    for opened, _ in records.values():
        if opened.collection and opened.collection.texts:
            yield opened.collection
