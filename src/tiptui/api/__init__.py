"""The names that scripts and notebooks import from `tiptui`."""

import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TypeVar, cast

from tiptui.collection.dialogue import (
    Addressee,
    Claim,
    Dialogue,
    Event,
    Organization,
    Person,
    Quotation,
    Response,
    Theme,
    Thing,
)
from tiptui.collection.live import Live
from tiptui.collection.naming import plain_name
from tiptui.collection.opening import Options, open_record
from tiptui.files.bookmarks import read_bookmarks
from tiptui.files.input import NoInput, are_collection, find_files
from tiptui.record.model import Record
from tiptui.record.problem import BadRecord, NoSuchSource
from tiptui.report import checking
from tiptui.report.checking import ProblemData as Problem
from tiptui.report.counting import count_cells, count_rows
from tiptui.report.export import FORMATS, select
from tiptui.report.tables import TABLES, CellValue, TableName, lines
from tiptui.search.index import Finding, Index, findings
from tiptui.search.query import BY_NAME, COUNTED, LONGEST, TOO_LONG, Query, parse
from tiptui.text.visible import clip, plural

__all__ = ["BadRecord", "Collection", "NoInput", "Problem", "Record", "check", "load", "open"]
__all__ += ["Addressee", "Dialogue", "Event", "Organization", "Person", "Theme"]
__all__ += ["Claim", "Quotation", "Response", "Thing"]

FileName = str | os.PathLike[str]
FileNames = FileName | Iterable[FileName]

TableRow = dict[str, CellValue]

T = TypeVar("T", bound=Thing)


class OpenedRecords:
    """Records as they were when they were opened.

    Things are of one dialogue each, in the order of the records, newest first.
    """

    def __init__(self, live: Live) -> None:
        self._live = live
        self._collection = live.read_all()

    def __repr__(self) -> str:
        return f"<{plural(len(self.dialogues), 'dialogue')}, {plural(len(self.claims), 'claim')}>"

    @cached_property
    def _index(self) -> Index:
        return Index(self._collection).with_bookmarks(read_bookmarks()[0])

    @property
    def dialogues(self) -> Sequence[Dialogue]:
        return self._collection.dialogues

    @cached_property
    def speakers(self) -> Sequence[Person]:
        """Every speaker of every dialogue: one of several dialogues is there for each."""
        return [*chain.from_iterable(of.people for of in self.dialogues)]

    @cached_property
    def organizations(self) -> Sequence[Organization]:
        return [*chain.from_iterable(of.organizations for of in self.dialogues)]

    @cached_property
    def themes(self) -> Sequence[Theme]:
        return [*chain.from_iterable(of.themes for of in self.dialogues)]

    @cached_property
    def claims(self) -> Sequence[Claim]:
        """Every point, statement and recommendation."""
        return [*chain.from_iterable(of.claims for of in self.dialogues)]

    def same(self, thing: T) -> Sequence[T]:
        """Return a thing as each dialogue has it, itself included."""
        return cast(Sequence[T], self._collection.same(thing.ref))

    def find(self, query: str = "") -> list[Finding]:
        """Return the claims and speakers that match, each once, in the order of `tiptui find`."""
        return findings(self._index, _parse(query))

    def count(self, *fields: str, query: str = "") -> list[TableRow]:
        """Return the values of fields, crossed, with the numbers of matching claims, largest first.

        The fields are those of queries: `theme`, `year`, `addressee`. Raise ValueError for others.
        """
        names = [BY_NAME.get(field, field) for field in fields]
        known = ", ".join(map(plain_name, COUNTED))
        if unknown := [name for name in names if name not in COUNTED]:
            raise ValueError(f"{unknown[0]} can't be counted; the fields are {known}")
        if len(names) not in (1, 2):
            raise ValueError(f"one field is counted, or two are crossed; the fields are {known}")
        counts = self._index.facets.count(names, self._index.hits(_parse(query)).claims)
        return count_rows(names, count_cells(counts))

    def rows(self, query: str = "", of: TableName = "claims") -> list[TableRow]:
        """Return the matches as a table of `tiptui export --to csv`. Raise ValueError."""
        if of not in TABLES:
            raise ValueError(f"no table is called {of}; there are {', '.join(TABLES)}")
        _parse(query)
        table = lines(select(self._index, query, self._live), of)
        headings = [*map(str, next(table, ()))]
        return [dict(zip(headings, row, strict=True)) for row in table]

    def export(self, to: str, *, query: str = "") -> bytes:
        """Return the matches in a format of `tiptui export`: `html`, `xlsx`. Raise ValueError."""
        if to not in FORMATS:
            raise ValueError(f"no format is called {to}; there are {', '.join(FORMATS)}")
        _parse(query)
        selection = select(self._index, query, self._live)
        if not selection.excerpts:
            raise ValueError(f"nothing to export: no match for {clip(query)}")
        return b"".join(FORMATS[to].write(selection))


def _parse(query: str) -> Query:
    """Return a query; warn of its unreadable terms. Raise ValueError for one too long."""
    if len(query) > LONGEST:
        raise ValueError(TOO_LONG)
    asked = parse(query)
    for remark in asked.unread:
        warnings.warn(remark, stacklevel=3)
    return asked


Collection = OpenedRecords


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
    records = dict[str, checking.Checked]()
    for file, outcome in checking.check_all(found.files, {}, are_collection(names)).items():
        if isinstance(outcome, Exception):
            raise outcome
        records[file] = outcome
    problems, _ = checking.select(checking.check_together(records), every=True)
    return [checking.problem_data(*found) for found in problems]
