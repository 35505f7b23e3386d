"""What is exported as tables: which rows each has, and in which columns.

CSV (RFC 4180, with line feeds) and the sheets of a workbook are made of these. Several values of
one are joined: ids and names by semicolons, words of sources by bars. Beside ids stand names: `by`,
`org`, `to` and `themes` are as `find --json` has them, what is called in full is for a reader.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from typing import Any, Literal, get_args

from tiptui.entries.entry import Entry, Quote
from tiptui.entries.facts import CLAIM_KEYS, Fact, Facts
from tiptui.report.export import Excerpt, Selection
from tiptui.text.visible import clip, visible

Table = Literal["claims", "speakers", "dialogues", "quotations", "responses"]

TABLES: tuple[Table, ...] = get_args(Table)

BYTE_ORDER_MARK = "\ufeff"
"""Without it, a spreadsheet takes UTF-8 for what its country used before."""

_LONGEST = 1_000
"""Letters of what is said again: of a recommendation beside each of its responses."""

# What a spreadsheet takes for a formula, in wide letters too; some look past white space.
FORMULA = tuple("=+-@＝＋－＠")

Cell = str | int

Columns = Mapping[str, Callable[[Entry, Facts], object]]
"""The cells of a row by their headings, each made of an entry and its facts."""


def lines(selection: Selection, of: Table = "claims") -> Iterator[Sequence[Cell]]:
    """Yield the lines of one of the tables, the names of its columns first."""
    for number, excerpt in enumerate(selection.excerpts):
        rows = _TABLES[of](selection, excerpt)
        headings = next(rows)
        if number == 0:
            yield headings
        yield from ([*map(_cell, row)] for row in rows)


def _cell(value: Any) -> Cell:
    """Return a value as one cell: a list is joined, what is so is `yes`, the rest empty."""
    if type(value) is str or type(value) is int:
        return value
    if isinstance(value, list | tuple):
        return "; ".join(value)
    return "yes" if value is True else str(value or "")


def table_rows(selection: Selection, of: Table = "claims") -> Iterator[dict[str, Cell]]:
    """Yield the rows of one of the tables, each cell by the name of its column."""
    every = lines(selection, of)
    names = [str(name) for name in next(every, ())]
    yield from (dict(zip(names, line, strict=True)) for line in every)


def table(selection: Selection, of: Table = "claims") -> Iterator[str]:
    """Yield one of the tables as CSV that begins with a byte order mark and a line of headings."""
    yield BYTE_ORDER_MARK
    yield from (as_csv([line]) for line in lines(selection, of))


def folder(selection: Selection) -> Iterator[tuple[str, str]]:
    for of in TABLES:
        yield f"{of}.csv", "".join(table(selection, of))


def as_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Return rows as CSV of which no spreadsheet runs anything: an apostrophe is before that."""
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows(map(_neutral, row) for row in rows)
    return file.getvalue()


def _neutral(cell: Cell) -> Cell:
    if isinstance(cell, int):
        return cell
    shown = visible(cell)
    # One that has an apostrophe there itself has another, so that all can be told apart.
    is_run = shown.lstrip("'").lstrip().startswith(FORMULA)
    return "'" * is_run + shown


# Each table: its columns, and what has a row in it.


def _rows(columns: Columns, entries: Iterable[Entry]) -> Iterator[Sequence[Any]]:
    """Yield the headings of a table, and a row for each entry."""
    yield list(columns)
    for entry in entries:
        facts = entry.facts
        yield [cell(entry, facts) for cell in columns.values()]


def _values(*names: str) -> Columns:
    """Return a column with the values of the facts of each name."""

    def column(name: str) -> Callable[[Entry, Facts], object]:
        return lambda _, facts: facts.values(name)

    return {name: column(name) for name in names}


def _own(*names: str) -> Columns:
    """Return a column for each property of an entry."""

    def column(name: str) -> Callable[[Entry, Facts], object]:
        return lambda entry, _: getattr(entry, name)

    return {name: column(name) for name in names}


def _number(value: str) -> Cell:
    return int(value) if value else ""


def _shown(entry: Entry, fact: Fact) -> str:
    """Return the id of a thing that is named, with its event where many records are open."""
    return fact.value if entry.dialogue.is_alone else str(fact.ref)


_HEAD: Columns = {
    "id": lambda entry, _: entry.key,
    "event": lambda entry, _: entry.event.id,
    "dialogue": lambda entry, _: entry.event.title,
}
_PROOF: Columns = {
    "quotes": lambda entry, _: " | ".join(quote.exact for quote in entry.quotes),
    "proof": lambda entry, _: " | ".join(quote.found.status for quote in entry.quotes),
}
_NOTE = _own("note")

_CLAIM: Columns = {
    **_HEAD,
    **_own("date", "kind"),
    **_values("number"),
    **_own("text"),
    "by": lambda claim, facts: [_shown(claim, each) for each in facts.of("by") if each.ref],
    "speakers": lambda _, facts: [each.words for each in facts.of("by") if each.ref],
    "org": lambda _, facts: facts.values("organizations"),
    "organizations": lambda _, facts: [each.in_full for each in facts.of("organizations")],
    "to": lambda _, facts: facts.values("to"),
    "addressees": lambda _, facts: [each.words for each in facts.of("to")],
    "themes": lambda _, facts: facts.values("themes"),
    "theme_names": lambda _, facts: [each.words for each in facts.of("themes")],
    **_values("mode"),
    "point": lambda _, facts: facts.values("kind"),
    **_values("occasion", "status", "due"),
    "overdue": lambda _, facts: any(each.detail for each in facts.of("due")),
    **_values("repeats"),
}
_ELSEWHERE = ("evidence", "responses")
"""Keys of a claim that have tables of their own."""

CLAIM_COLUMNS: Columns = {
    **_CLAIM,
    **_values(*(key for key in CLAIM_KEYS if key not in (*_CLAIM, *_ELSEWHERE, "note"))),
    **_PROOF,
    **_NOTE,
}
"""The columns of a claim: those above, then every other key of the format."""


def _claims(_: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    return _rows(CLAIM_COLUMNS, excerpt.claims)


def _speakers(selection: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    made = Counter(
        (maker.ref, claim.kind) for claim in excerpt.claims for maker in claim.facts.of("by")
    )
    columns: Columns = {
        **_HEAD,
        "person": lambda person, _: selection.collection.row_key(person.key),
        "name": lambda person, _: person.title,
        **_values("kind", "role"),
        "org": lambda _, facts: facts.values("organization"),
        "organization": lambda _, facts: [each.in_full for each in facts.of("organization")],
        **_values("other_names"),
        "statements": lambda person, _: made[person.ref, "statement"],
        "recommendations": lambda person, _: made[person.ref, "recommendation"],
        **_NOTE,
    }
    return _rows(columns, excerpt.people)


def _dialogues(_: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    kinds = Counter(claim.kind for claim in excerpt.claims)
    columns: Columns = {
        **_own("id"),
        "name": lambda event, _: event.title,
        **_values("classification", "start_date", "end_date", "series", "place", "summary"),
        **_values("topics"),
        "organizers": lambda _, facts: [each.words for each in facts.of("organizers")],
        "attendance": lambda _, facts: _number(facts.value("attendance")),
        **_values("approximate", "groups"),
        "speakers": lambda *_: len(excerpt.people),
        "statements": lambda *_: kinds["statement"],
        "recommendations": lambda *_: kinds["recommendation"],
        "points": lambda *_: kinds["point"],
        **_NOTE,
    }
    return _rows(columns, [excerpt.event])


def _quotations(_: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    yield "of event dialogue kind source title url paragraph page time exact status found".split()
    yield from map(_quotation, excerpt.quotes)


def _quotation(quote: Quote) -> Sequence[Any]:
    of, source, found, data = quote.of, quote.source, quote.found, quote.data
    cited = (source.id, source.title, source.facts.value("url")) if source else ("", "", "")
    place = (data.get(key, "") for key in ("paragraph", "page", "time", "exact"))
    where = str(found.paragraph) if found.end else ""
    return of.key, of.event.id, of.event.title, of.kind, *cited, *place, found.status, where


def _responses(_: Selection, excerpt: Excerpt) -> Iterator[Sequence[Any]]:
    columns: Columns = {
        **_HEAD,
        "recommendation": lambda response, _: response.answered.key,
        "asked": lambda response, _: clip(response.answered.title, _LONGEST),
        **_values("status", "date", "by"),
        "responder": lambda _, facts: facts.words("by"),
        **_own("text"),
        **_PROOF,
        **_NOTE,
    }
    return _rows(columns, chain.from_iterable(claim.responses for claim in excerpt.claims))


_TABLES: Mapping[Table, Callable[[Selection, Excerpt], Iterator[Sequence[Any]]]] = {
    "claims": _claims,
    "speakers": _speakers,
    "dialogues": _dialogues,
    "quotations": _quotations,
    "responses": _responses,
}
