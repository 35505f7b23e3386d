"""Records with all that is wrong with them, and with their quotations where texts are at hand."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tiptui.record.links import link
from tiptui.record.load import Loaded, load
from tiptui.record.problem import Fault, Problem, tally
from tiptui.report.plain import problem_data, quote_data
from tiptui.sources.quotes import Cited, citations, coverage_remark, faults
from tiptui.sources.source_text import SourceText, texts
from tiptui.text.visible import reason, visible

_ENDINGS = (".yaml", ".yml")


def found(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Gives the files of records that names of files and folders stand for, each once.

    Of a folder these are all `*.yaml` and `*.yml` files below it, sorted; hidden files and folders
    are passed over, and so are links to folders, which may lead round in a circle. With the files
    come the remarks on folders that can't be read or have no record.
    """
    files: dict[str, None] = {}
    remarks: list[str] = []
    for name in names:
        if not os.path.isdir(name):  # noqa: PTH112 (a Path refuses names that a file can have)
            files[name] = None
            continue
        unread: list[str] = []
        below = sorted(_below(name, unread))
        files.update(dict.fromkeys(below))
        remarks += unread
        if not below and not unread:
            remarks.append(f"{visible(name)}: a folder without any *.yaml or *.yml file")
    return list(files), remarks


def _below(folder: str, unread: list[str]) -> Iterator[str]:
    """Gives the files of records below a folder, and notes which folders could not be read."""
    # os.walk calls itself for each level, which has an end in Python 3.11.
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                seen = [each for each in entries if not each.name.startswith(".")]
        except OSError as error:
            unread.append(f"{visible(here)}: {reason(error)}")
            continue
        for entry in seen:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.endswith(_ENDINGS) and not os.path.isdir(entry.path):  # noqa: PTH112
                yield entry.path


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
    further = loaded.place_faults(list(faults(quotations, found)))
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
        places = loaded.place_faults(sought)
        pairs = zip(places, quotations, strict=True)
        quotes += [quote_data(file, problem.place, cited) for problem, cited in pairs]
    return {"problems": problems, "quotes": quotes}


def remark(problems: Sequence[Problem], records: Iterable[Checked]) -> str:
    """Gives `2 errors, 1 warning · 41 quotes: …`, without what there is none of."""
    quoting = [(each.texts, each.quotations) for each in records if each.texts]
    coverage = coverage_remark(quoting) if quoting else ""
    return " · ".join(filter(None, (tally(problems), coverage)))
