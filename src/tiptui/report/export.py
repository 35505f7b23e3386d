"""Exports of a record or of many: the selection, its provenance, and the formats."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from pkgutil import resolve_name
from typing import Any, Literal, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tiptui.collection.dialogue import Claim, Dialogue, Event, Person, Quotation, Thing
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.files import own
from tiptui.report.json_data import as_json
from tiptui.search.index import Index
from tiptui.search.query import parse
from tiptui.search.rows import CLAIMS
from tiptui.text.visible import few, long_date


class Excerpt(NamedTuple):
    """The selected speakers and claims of a dialogue, in the order of its record."""

    dialogue: Dialogue
    people: Sequence[Person]
    claims: Sequence[Claim]

    @property
    def event(self) -> Event:
        return self.dialogue.event

    def of(self, kind: str) -> list[Claim]:
        return [claim for claim in self.claims if claim.kind == kind]

    @property
    def things(self) -> Iterator[Thing]:
        """The things that can have quotes: the event, the speakers, claims and responses."""
        yield self.event
        yield from self.people
        for claim in self.claims:
            yield claim
            yield from claim.responses

    @property
    def quotations(self) -> Iterator[Quotation]:
        return (quotation for thing in self.things for quotation in thing.quotations)


class Sum(NamedTuple):
    """The SHA-256 of a record, named by its event's id, or of a text, by its source's title."""

    kind: Literal["record", "text"]
    event: str
    name: str
    sha256: str  # empty where the file has changed since it was read

    @property
    def in_words(self) -> str:
        return self.sha256 or "changed since it was read"


class Provenance(NamedTuple):
    """The origin of an export. Its texts are a stranger's, as all of a record are."""

    day: str
    version: str
    query: str
    claims: int
    all_claims: int
    missing: Sequence[str]
    sums: Sequence[Sum]

    @property
    def facts(self) -> dict[str, str]:
        """All but the sums, in words, each with its label."""
        day = long_date(self.day)
        return {
            "Made": f"{day}, by tiptui {self.version}",
            "Query": self.query or "none (everything)",
            "Claims": f"{self.claims:,} of {self.all_claims:,}",
            "Overdue": f"as of {day}",
            **({"Missing": few(self.missing)} if self.missing else {}),
        }

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """The facts and the sums: what it is, of which file, and the value."""
        sums = ((f"SHA-256 of a {file.kind}", file.name, file.in_words) for file in self.sums)
        return [*((name, "", words) for name, words in self.facts.items()), *sums]

    @property
    def data(self) -> dict[str, Any]:
        return {
            **{"made": self.day, "tiptui": self.version, "query": self.query},
            **{"claims": self.claims, "of_claims": self.all_claims, "overdue_as_of": self.day},
            **{"missing": self.missing, "sha256": [file._asdict() for file in self.sums]},
        }


class Selection(NamedTuple):
    """The excerpts of the dialogues that a query finds something in; all for no query."""

    opened: Index
    query: str
    excerpts: Sequence[Excerpt]
    live: Live | None = None
    """The files that were read; None for a collection without."""

    @property
    def collection(self) -> Collection:
        return self.opened.collection

    @property
    def claims(self) -> list[Claim]:
        return [claim for excerpt in self.excerpts for claim in excerpt.claims]

    @property
    def counts(self) -> tuple[int, int]:
        """The number of selected claims, and of all."""
        return len(self.claims), sum(len(self.opened.rows[kind]) for kind in CLAIMS)

    @property
    def quotations(self) -> Iterator[Quotation]:
        return chain.from_iterable(excerpt.quotations for excerpt in self.excerpts)

    @property
    def provenance(self) -> Provenance:
        """The origin of an export of it. Raise NoInput where SOURCE_DATE_EPOCH is no day."""
        of = own.current_day(), own.VERSION, self.query, *self.counts, self.missing
        return Provenance(*of, [*self._sums()])

    @property
    def missing(self) -> list[str]:
        """The dialogues with a placeholder for their name or date: `lahore [date missing]`."""
        dialogues = (excerpt.dialogue for excerpt in self.excerpts)
        return [f"{of.id} {placeholder}" for of in dialogues for placeholder in of.missing]

    def _sums(self) -> Iterator[Sum]:
        """Yield the sums of the records in the excerpts, and of their texts at hand."""
        if self.live is None:
            return
        for dialogue, *_ in self.excerpts:
            sums = self.live.opened(dialogue).sums()
            yield Sum("record", dialogue.id, dialogue.id, sums[""])
            for source in dialogue.record.sources:
                if source.id in sums:
                    yield Sum("text", dialogue.id, source.title, sums[source.id])


def select(index: Index, query: str, live: Live | None = None) -> Selection:
    """Return the claims that match, and the speakers who make them or match by themselves.

    A speaker who matches without a claim is selected in each dialogue that the query leaves.
    """
    collection, hits = index.collection, index.hits(parse(query))
    claims = set(chain.from_iterable(hits.of[kind] for kind in CLAIMS))
    speakers = hits.of["speakers"]
    # The last rank is found through claims.
    refs = map(speakers.rows.ref, chain.from_iterable(speakers.ranked[:-1]))
    found = chain.from_iterable(map(collection.same, refs))
    there = hits.of["dialogues"]
    people = {person for person in found if collection.single or person.dialogue.id in there}
    excerpts = []
    for dialogue in collection.dialogues:
        made = [claim for claim in dialogue.claims if claim.ref in claims]
        makers = {maker for claim in made for maker in claim.makers}
        own = [person for person in dialogue.people if person in makers or person in people]
        if own or made:
            excerpts.append(Excerpt(dialogue, own, made))
    return Selection(index, query, excerpts, live)


def same_each_time(data: bytes, others: Mapping[str, bytes]) -> bytes:
    """Return an archive with one time for all its files, some of which `others` replace."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in made.namelist():
            archive.writestr(ZipInfo(name), others.get(name) or made.read(name), ZIP_DEFLATED)
    return file.getvalue()


class Format(NamedTuple):
    """A format, with the module that writes it, which is imported when it runs."""

    about: str
    ending: str
    module: str
    parts: str = ""  # the content of a folder; empty where it can be only one file
    beside: Mapping[str, str] | None = None  # added to the provenance that it can't hold itself
    needs_file: bool = False  # it is for no terminal and no pipe

    def write(self, selection: Selection, **further: str) -> Iterator[bytes]:
        pieces = resolve_name(f"tiptui.report.{self.module}:write")(selection, **further)
        return (piece.encode() if isinstance(piece, str) else piece for piece in pieces)

    def write_beside(self, selection: Selection, file: str) -> dict[str, bytes]:
        """Return the data of the file that stands beside an exported one, by its name."""
        if self.beside is None:
            return {}
        data = as_json({**selection.provenance.data, **self.beside}, ascii_only=False)
        # A line for each sum: no text has a line break.
        for found, shown in (("{\n      ", "{"), (",\n      ", ", "), ("\n    }", "}")):
            data = data.replace(found, shown)
        return {f"{file}.about.json": data.encode()}

    def write_folder(self, selection: Selection) -> Iterator[tuple[str, str | bytes]]:
        yield from resolve_name(f"tiptui.report.{self.module}:folder")(selection)
        for name, data in self.write_beside(selection, "").items():
            yield name.removeprefix("."), data


FORMATS: Mapping[str, Format] = {
    "html": Format(
        "a page for any browser, to read and search",
        ".html",
        "page",
        "index.html and a page for each dialogue",
    ),
    "markdown": Format("a brief with footnotes, for pandoc or git", ".md", "brief"),
    "docx": Format("a report for Word, to edit, print and send", ".docx", "word", needs_file=True),
    "xlsx": Format("a workbook for Excel, to sort and filter", ".xlsx", "workbook"),
    "csv": Format(
        "a table with a row for each claim, for R or pandas",
        ".csv",
        "tables",
        "tables of claims, speakers, dialogues, quotations, responses and sources",
        {"dtype": "str"},
    ),
    "sqlite": Format(
        "a database, for SQL, Datasette or pandas", ".db", "database", needs_file=True
    ),
    "ris": Format("source list for Zotero, EndNote", ".ris", "citations", beside={}),
}
