"""Opened records, with all that a script asks of them."""

import warnings
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar, cast

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.thing import Claim, Organization, Person, Theme, Thing
from tiptui.entries.words import plain_name
from tiptui.files.bookmarks import read_bookmarks
from tiptui.report.counting import count_rows
from tiptui.report.export import FORMATS, select
from tiptui.report.tables import TABLES, CellValue, TableName, lines
from tiptui.search.index import Finding, Index, findings
from tiptui.search.query import BY_NAME, COUNTED, LONGEST, TOO_LONG, Query, parse
from tiptui.text.visible import clip, plural

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
        if unknown := [name for name in names or ["nothing"] if name not in COUNTED]:
            known = ", ".join(map(plain_name, COUNTED))
            raise ValueError(f"{unknown[0]} can't be counted; the fields are {known}")
        counts = self._index.facets.count(names, self._index.hits(_parse(query)).claims)
        return count_rows(names, [*counts.items()])

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
