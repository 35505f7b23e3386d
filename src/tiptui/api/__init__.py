"""The names that scripts and notebooks import from `tiptui`."""

import os
import warnings
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tiptui.api.opened import OpenedRecords as Collection
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.opening import Options, open_record
from tiptui.collection.thing import (
    Addressee,
    Claim,
    Event,
    Organization,
    Person,
    Quotation,
    Response,
    Theme,
    Thing,
)
from tiptui.files.input import NoInput, are_collection, find_files
from tiptui.record.model import Record
from tiptui.record.problem import BadRecord, NoSuchSource
from tiptui.report.checking import Checked, check_all, check_together, problem_data, select
from tiptui.report.checking import ProblemData as Problem

__all__ = ["BadRecord", "Collection", "NoInput", "Problem", "Record", "check", "load", "open"]
__all__ += ["Addressee", "Dialogue", "Event", "Organization", "Person", "Theme"]
__all__ += ["Claim", "Quotation", "Response", "Thing"]

FileName = str | os.PathLike[str]
FileNames = FileName | Iterable[FileName]


def open(paths: FileNames, sources: Mapping[str, FileName] = MappingProxyType({})) -> Collection:
    """Open a record, or a collection: a folder, or several paths.

    Ids of a record stand without their event. `sources` are texts by the ids of their sources, as
    for `--source`. Warn of records of a collection that can't be read. Raise NoInput, for a single
    file BadRecord, and ValueError for no path or for an unknown source.
    """
    names, given = _names(paths), {id: os.fspath(file) for id, file in sources.items()}
    if not names:
        raise ValueError("there is nothing to open: give a record, a folder, or more of them")
    try:
        opened = Collection(Live(names, given, cached=True, at_once=True))
    except NoSuchSource as error:
        raise ValueError(str(error)) from None
    if unread := opened._collection.unread:
        warnings.warn(unread, stacklevel=2)
    return opened


def _names(paths: FileNames) -> list[str]:
    every = [paths] if isinstance(paths, str | os.PathLike) else paths
    return [os.fspath(path) for path in every]


def load(path: FileName) -> Record:
    """Return the record in a file, as it is typed. Raise BadRecord where it has errors, NoInput."""
    opened = open_record(os.fspath(path), Options())
    if opened.dialogue is None:
        raise BadRecord(opened.file, opened.problems)
    return opened.dialogue.record


def check(paths: FileNames) -> list[Problem]:
    """Return the problems of records, their quotations and their collection. Raise NoInput."""
    names = _names(paths)
    found = find_files(names)
    if found.remarks:
        raise NoInput("; ".join(found.remarks))
    records = dict[str, Checked]()
    for file, outcome in check_all(found.files, {}, are_collection(names)).items():
        if isinstance(outcome, Exception):
            raise outcome
        records[file] = outcome
    return [problem_data(*found) for found in select(check_together(records), every=True)[0]]
