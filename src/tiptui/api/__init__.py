"""What the command line prints, as values: a record, what a query finds, what is wrong.

Scripts and notebooks import `tiptui` itself, which has the names.
"""

import os
import warnings
from typing import Any, Literal, TypedDict, cast

from tiptui.collection.across import Known
from tiptui.collection.live import Live
from tiptui.collection.opening import open_record
from tiptui.files.folders import are_collection, find_files
from tiptui.files.input import NoInput
from tiptui.record.model import Record
from tiptui.record.problem import BadRecord
from tiptui.report.plain import findings_data
from tiptui.report.verdict import check_record, check_together, problem_data
from tiptui.search.find import findings
from tiptui.search.index import Index
from tiptui.search.query import LONGEST, TOO_LONG, parse

__all__ = ["BadRecord", "Finding", "NoInput", "Problem", "Record", "check", "find", "load"]

Name = str | os.PathLike[str]
"""The name of a file or a folder."""


class Finding(TypedDict):
    """A speaker, statement, recommendation or point, as `tiptui find --json` prints it."""

    kind: Literal["speaker", "statement", "recommendation", "point"]
    id: str
    event: str | list[str]
    text: str
    by: list[str]
    to: list[str]
    themes: list[str]
    mode: str
    number: str
    status: str
    evidence: list[dict[str, Any]]
    file: str
    line: int


class Problem(TypedDict):
    """Something wrong with a record, as `tiptui check --json` prints it."""

    file: str
    line: int
    column: int
    severity: Literal["error", "warning"]
    message: str
    code: str


def load(path: Name) -> Record:
    """Return the record in a file. Raise BadRecord where it has errors, and NoInput."""
    opened = open_record(os.fspath(path), {})
    if opened.dialogue is None:
        raise BadRecord(opened.file, opened.problems)
    return opened.dialogue.record


def find(query: str, path: Name, *paths: Name) -> list[Finding]:
    """Return what a query finds, in the order of `tiptui find`.

    A folder, or several paths, are a collection, whose ids are EVENT#ID. It warns of records of a
    collection that can't be read, and of what it can't read in the query. Raise NoInput, for a
    single file BadRecord, and ValueError for a query that is too long.
    """
    if len(query) > LONGEST:
        raise ValueError(TOO_LONG)
    names = [os.fspath(each) for each in (path, *paths)]
    live = Live(names, {}, cached=True)
    collection, asked = live.read_all(at_once=True), parse(query)
    for remark in filter(None, (*asked.unread, collection.unread)):
        warnings.warn(remark, stacklevel=2)
    found = findings_data(live.newest, collection, findings(Index(collection), asked))
    return cast(list[Finding], list(found))


def check(path: Name, *paths: Name) -> list[Problem]:
    """Return every problem of records, those of quotations whose text is at hand too.

    A folder, or several paths, are a collection, whose records are checked beside each other too.
    Raise NoInput.
    """
    names = [os.fspath(each) for each in (path, *paths)]
    found = find_files(names)
    if found.remarks:
        raise NoInput("; ".join(found.remarks))
    known: Known | None = {} if are_collection(names) else None
    records = check_together({file: check_record(file, {}, known=known) for file in found.files})
    problems = (problem_data(file, each) for file in records for each in records[file].problems)
    return cast(list[Problem], list(problems))
