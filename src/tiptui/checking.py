"""Records with all that is wrong with them, and with their quotations where texts are at hand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tiptui.links import link
from tiptui.load import Loaded, load
from tiptui.plain import problem_data, quote_data
from tiptui.problem import Fault, Problem
from tiptui.quotes import Cited, citations, coverage_remark, faults
from tiptui.source import SourceText, texts
from tiptui.text import counted


class Checked(NamedTuple):
    """A record as it was loaded, its problems, the texts at hand and what they say of it."""

    loaded: Loaded
    problems: tuple[Problem, ...]
    texts: Mapping[str, SourceText]
    quotations: tuple[Cited, ...]


def checked(file: str, given: Mapping[str, str]) -> Checked:
    """Reads a record and checks it, quotations included. Raises NoInput and NoSuchSource."""
    loaded = load(file)
    found = texts(loaded.record, file, given) if loaded.record else {}
    if loaded.record is None or not found:
        return Checked(loaded, loaded.problems, {}, ())
    quotations = citations(link(loaded.record), found)
    further = loaded.located(list(faults(quotations, found)))
    problems = tuple(sorted({*loaded.problems, *further}))
    return Checked(loaded, problems, found, quotations)


def as_data(records: Mapping[str, Checked]) -> Any:
    """Gives the problems of records, by their files, for JSON; with a text also the quotations."""
    problems = [problem_data(file, each) for file in records for each in records[file].problems]
    if not any(each.texts for each in records.values()):
        return problems
    quotes = []
    for file, (loaded, _, _, quotations) in records.items():
        # To find their places, the only thing that is known of them by path.
        sought = [Fault((*cited.path, "exact"), "", "") for cited in quotations]
        places = loaded.located(sought)
        pairs = zip(places, quotations, strict=True)
        quotes += [quote_data(file, problem.place, cited) for problem, cited in pairs]
    return {"problems": problems, "quotes": quotes}


def remark(problems: Sequence[Problem], records: Iterable[Checked]) -> str:
    """Gives `2 errors, 1 warning · 41 quotes: …`, without what there is none of."""
    warnings = sum(problem.warning for problem in problems)
    counts = ((len(problems) - warnings, "error"), (warnings, "warning"))
    counted_problems = ", ".join(counted(count, noun) for count, noun in counts if count)
    quoting = [(each.texts, each.quotations) for each in records if each.texts]
    coverage = coverage_remark(quoting) if quoting else ""
    return " · ".join(filter(None, (counted_problems, coverage)))
