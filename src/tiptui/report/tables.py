"""Tables for CSV (RFC 4180, with line feeds) and for the sheets of a workbook."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, get_args

from tiptui.collection.dialogue import Thing
from tiptui.collection.facts import CLAIMS, Facts, fact_keys
from tiptui.record.model import RecordedEvent, RecordedResponse, RecordedSource, Speaker
from tiptui.report.export import Excerpt, Selection
from tiptui.text.visible import clip, visible

TableName = Literal["claims", "speakers", "dialogues", "quotations", "responses", "sources"]

TABLES: tuple[TableName, ...] = get_args(TableName)

RESPONSE_FORM: Literal["response-form"] = "response-form"
"""The list that is no table to read: it goes out, is filled in with responses, and comes back."""

ListName = TableName | Literal["response-form"]

TO_FILL_IN = ("status", "date", "by", "response", "note")
"""The columns of that form which are empty."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it, a spreadsheet takes UTF-8 for an older encoding of its country."""

_LONGEST = 1_000  # letters of a recommendation beside each of its responses

FORMULA = tuple("=+-@＝＋－＠")
"""The signs that begin a formula in a spreadsheet; some look past white space."""

_REFS = ("id", "of", "by", "person", "recommendation", "ref")
"""Columns of refs: where a single record is open, these have no event."""

CellValue = str | int

TableColumns = Mapping[str, Callable[[Thing, Facts], object]]
"""The functions of the columns by their headings: from a thing and its facts to a cell."""


def lines(selection: Selection, of: ListName = "claims") -> Iterator[Sequence[CellValue]]:
    for number, excerpt in enumerate(selection.excerpts):
        headings, *rows = _TABLES[of](selection, excerpt)
        if number == 0:
            yield headings
        forms = [selection.collection.shown if name in _REFS else str for name in headings]
        for row in rows:
            yield [*map(cell, row, forms)]


def cell(value: Any, form: Callable[[str], str] = str) -> CellValue:
    """Return a value as one cell: a list is joined, True is `yes`, False and None are empty."""
    if type(value) is int:
        return value
    if isinstance(value, list | tuple):
        return "; ".join(map(form, value))
    return "yes" if value is True else form(value or "")


def write(selection: Selection, of: ListName = "claims") -> Iterator[str]:
    """Yield a table as CSV, after a byte order mark."""
    yield BYTE_ORDER_MARK
    yield from (as_csv([line]) for line in lines(selection, of))


def folder(selection: Selection) -> Iterator[tuple[str, str]]:
    for of in TABLES:
        yield f"{of}.csv", "".join(write(selection, of))


def as_csv(rows: Iterable[Iterable[CellValue]]) -> str:
    """Return rows as CSV. An apostrophe before a formula keeps spreadsheets from running it."""
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows(map(_neutralize, row) for row in rows)
    return file.getvalue()


def _neutralize(cell: CellValue) -> CellValue:
    if isinstance(cell, int):
        return cell
    shown = visible(cell)
    # A text with an apostrophe of its own there gets another, so that all can be told apart.
    return f"'{shown}" if shown.lstrip("'").lstrip().startswith(FORMULA) else shown


def columns(spec: str, *of: Any, **own: Callable[[Thing, Facts], object]) -> TableColumns:
    """Return the columns of a specification, which has a word for each.

    - `mode`: the values of the facts of that name, or the function with it in `own`
    - `asked=.claim.name`: a property, under a heading of its own
    - `theme_names=themes:words`: the words of the facts, or another part of them
    - `*`: every other key of the mappings `of`, without `-by`
    """
    sources = {re.sub(r"^-|.*=|:.*", "", word) for word in spec.split()}
    others = " ".join(key for key in fact_keys(*of) if key not in sources)
    words = re.sub(r" -\S+", "", spec).replace("*", others).split()
    named = (word.partition("=") for word in words)
    pairs = ((heading.removeprefix("."), source or heading) for heading, _, source in named)
    return {heading: own.get(heading) or _cell_of(source) for heading, source in pairs}


def _cell_of(source: str) -> Callable[[Thing, Facts], object]:
    if source.startswith("."):
        of_entry = attrgetter(source[1:])
        return lambda thing, _: of_entry(thing)
    name, _, part = source.partition(":")

    def values(_: Thing, facts: Facts) -> list[str]:
        found = (getattr(fact, part or "value") for fact in facts.of(name) if fact.value)
        return list(filter(None, found))

    return values


def _rows(columns: TableColumns, things: Iterable[Thing]) -> Iterator[Sequence[Any]]:
    yield list(columns)
    for thing in things:
        facts = thing.facts
        yield [cell(thing, facts) for cell in columns.values()]


_HEAD = "id=.ref event=.event.id dialogue=.event.name"
_PROOF: TableColumns = {
    "quotes": lambda thing, _: " | ".join(quote.exact for quote in thing.quotations),
    "proof": lambda thing, _: " | ".join(quote.located.status for quote in thing.quotations),
}

CLAIM_COLUMNS: TableColumns = columns(
    f"{_HEAD} .date .kind number .text by=by:ref speakers=by:words org=organizations "
    "organizations=organizations:full to addressees=to:words themes theme_names=themes:words "
    "mode point=kind occasion status due overdue repeats * quotes proof .note",
    *CLAIMS,
    overdue=lambda _, facts: any(due.detail for due in facts.of("due")),
    **_PROOF,
)


def _speakers(selection: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    made = Counter(
        (maker.ref, claim.kind) for claim in excerpt.claims for maker in claim.facts.of("by")
    )
    of_person = columns(
        f"{_HEAD} person .name kind role org=organization organization=organization:full "
        "other_names * statements recommendations .note",
        Speaker,
        person=lambda person, _: selection.collection.row_ref(person.ref),
        statements=lambda person, _: made[person.ref, "statement"],
        recommendations=lambda person, _: made[person.ref, "recommendation"],
    )
    return _rows(of_person, excerpt.people)


def _dialogues(_: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    kinds = Counter(claim.kind for claim in excerpt.claims)
    came = excerpt.event.facts.value("attendance")
    of_event = columns(
        ".id .name classification start_date end_date series place summary topics * "
        "organizers=organizers:with_detail attendance approximate groups speakers statements "
        "recommendations points .note",
        RecordedEvent,
        attendance=lambda *_: int(came) if came else "",
        speakers=lambda *_: len(excerpt.people),
        statements=lambda *_: kinds["statement"],
        recommendations=lambda *_: kinds["recommendation"],
        points=lambda *_: kinds["point"],
    )
    return _rows(of_event, [excerpt.event])


def _quotations(_: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    yield "of event dialogue kind source title url paragraph page time exact status found".split()
    for quote in excerpt.quotations:
        of, source, found, data = quote.of, quote.origin, quote.located, quote.evidence.given()
        cited = (source.id, source.name, source.facts.value("url")) if source else ("", "", "")
        locator = (data.get(key, "") for key in ("paragraph", "page", "time", "exact"))
        where = str(found.paragraph) if found.end else ""
        yield of.ref, of.event.id, of.event.name, of.kind, *cited, *locator, found.status, where


_RESPONSE = columns(
    f"{_HEAD} recommendation=.claim.ref recommendation_text status date by responder=by:words "
    ".text * quotes proof .note",
    RecordedResponse,
    recommendation_text=lambda response, _: clip(response.claim.name, _LONGEST),
    **_PROOF,
)
_SOURCE = columns(f"{_HEAD} title=.name * .outline .note", RecordedSource)

_RECOMMENDATION = columns(
    "ref=.ref dialogue=.event.name number recommendation=.text to=to:words due status"
)


def _response_form(_: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    headings, *rows = _rows(_RECOMMENDATION, excerpt.of("recommendation"))
    yield [*headings[:-1], "last status", *TO_FILL_IN]
    empty = [""] * len(TO_FILL_IN)
    for row in rows:
        yield [*row, *empty]


_TABLES: Mapping[ListName, Callable[[Selection, Excerpt], Iterator[Sequence[Any]]]] = {
    "claims": lambda _, excerpt: _rows(CLAIM_COLUMNS, excerpt.claims),
    "speakers": _speakers,
    "dialogues": _dialogues,
    "quotations": _quotations,
    "responses": lambda _, excerpt: _rows(
        _RESPONSE, chain.from_iterable(claim.responses for claim in excerpt.claims)
    ),
    "sources": lambda _, excerpt: _rows(_SOURCE, excerpt.dialogue.sources),
    RESPONSE_FORM: _response_form,
}
