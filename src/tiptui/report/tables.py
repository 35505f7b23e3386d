"""What is exported as tables: which rows each has, and in which columns.

CSV (RFC 4180, with line feeds) and the sheets of a workbook are made of these. Several values of
one are joined: ids and names by semicolons, words of sources by bars. Beside ids stand names: `by`,
`org`, `to` and `themes` are as `find --json` has them, what is called in full is for a reader.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, Literal, TypeVar, get_args

from tiptui.collection.thing import Claim, Event, Person, Quotation, Response, Thing
from tiptui.files.own import current_day
from tiptui.record.model import Attendance
from tiptui.report.export import Excerpt, Selection
from tiptui.report.phrases import party, responder
from tiptui.text.visible import clip, visible

Table = Literal["claims", "speakers", "dialogues", "quotations", "responses"]

TABLES: tuple[Table, ...] = get_args(Table)

BYTE_ORDER_MARK = "\ufeff"
"""Without it, a spreadsheet takes UTF-8 for what its country used before."""

_LONGEST = 1_000
"""Letters of what is said again: of a recommendation beside each of its responses."""

# What a spreadsheet takes for a formula, in wide letters too; some look past white space.
FORMULA = tuple("=+-@＝＋－＠")

T = TypeVar("T")

Cell = str | int

Columns = Mapping[str, Callable[[T], Cell]]
"""What a row has in each column, by its heading."""


def lines(selection: Selection, of: Table = "claims") -> Iterator[Sequence[Cell]]:
    """Yield the lines of one of the tables, the names of its columns first."""
    for number, excerpt in enumerate(selection.excerpts):
        rows, columns = _TABLES[of](selection, excerpt)
        if number == 0:
            yield list(columns)
        yield from ([column(row) for column in columns.values()] for row in rows)


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
    """Yield each table with the name of its file."""
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


def _quotes(thing: Thing) -> str:
    return " | ".join(cited.evidence.exact for cited in thing.quotations)


def _proof(thing: Thing) -> str:
    return " | ".join(cited.located.status for cited in thing.quotations)


def _join(parts: Iterable[str]) -> str:
    return "; ".join(parts)


# Each table: what has a row in it, and its columns.


_OWN: Columns[Thing] = {
    "id": lambda thing: thing.key,
    "event": lambda thing: thing.dialogue.id,
    "dialogue": lambda thing: thing.dialogue.record.event.name,
}

CLAIM_COLUMNS: Columns[Claim] = {
    **_OWN,
    "date": lambda claim: claim.dialogue.record.event.start_date,
    "kind": lambda claim: claim.kind,
    "number": lambda claim: claim.reference_number,
    "text": lambda claim: claim.name,
    "by": lambda claim: _join(maker.key for maker in claim.makers),
    "speakers": lambda claim: _join(maker.name for maker in claim.makers),
    "org": lambda claim: _join(body.id for body in claim.organizations),
    "organizations": lambda claim: _join(body.full_name for body in claim.organizations),
    "to": lambda claim: _join(claim.to),
    "addressees": lambda claim: _join(party(claim.dialogue, words) for words in claim.to),
    "themes": lambda claim: _join(theme.id for theme in claim.themes),
    "theme_names": lambda claim: _join(theme.name for theme in claim.themes),
    "mode": lambda claim: claim.mode,
    "point": lambda claim: claim.manner if claim.kind == "point" else "",
    "occasion": lambda claim: claim.occasion,
    "status": lambda claim: claim.status,
    "due": lambda claim: claim.due,
    "overdue": lambda claim: "yes" if claim.due and claim.is_overdue(current_day()) else "",
    "repeats": lambda claim: _join(claim.repeats),
    "quotes": _quotes,
    "proof": _proof,
    "note": lambda claim: claim.note,
}
"""What is told of a claim in a row, wherever it is."""


def _claims(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Claim], Columns[Claim]]:
    return excerpt.claims, CLAIM_COLUMNS


def _speakers(selection: Selection, excerpt: Excerpt) -> tuple[Sequence[Person], Columns[Person]]:
    made = Counter((maker, claim.kind) for claim in excerpt.claims for maker in claim.makers)
    return excerpt.people, {
        **_OWN,
        "person": lambda person: selection.collection.row_key(person.key),
        "name": lambda person: person.name,
        "kind": lambda person: person.item.kind,
        "role": lambda person: person.item.role,
        "org": lambda person: person.item.organization,
        "organization": lambda person: person.organization.full_name if person.organization else "",
        "other_names": lambda person: _join(person.other_names),
        "statements": lambda person: made[person, "statement"],
        "recommendations": lambda person: made[person, "recommendation"],
        "note": lambda person: person.note,
    }


def _dialogues(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Event], Columns[Event]]:
    dialogue = excerpt.dialogue
    kinds = Counter(claim.kind for claim in excerpt.claims)
    came = dialogue.event.item.attendance or Attendance()
    return [dialogue.event], {
        "id": lambda event: event.id,
        "name": lambda event: event.name,
        "classification": lambda event: event.item.classification,
        "start_date": lambda event: event.item.start_date,
        "end_date": lambda event: event.item.end_date,
        "series": lambda event: event.item.series,
        "place": lambda event: event.item.place,
        "summary": lambda event: event.item.summary,
        "topics": lambda event: _join(event.item.topics),
        "organizers": lambda event: _join(
            party(dialogue, each.organization) for each in event.item.organizers
        ),
        "attendance": lambda _: "" if came.count is None else came.count,
        "approximate": lambda _: "yes" if came.approximate else "",
        "groups": lambda _: _join(came.groups),
        "speakers": lambda _: len(excerpt.people),
        "statements": lambda _: kinds["statement"],
        "recommendations": lambda _: kinds["recommendation"],
        "points": lambda _: kinds["point"],
        "note": lambda event: event.note,
    }


def _quotations(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Quotation], Columns[Quotation]]:
    return [*excerpt.quotations], {
        "of": lambda cited: cited.of.key,
        "event": lambda cited: cited.of.dialogue.id,
        "dialogue": lambda cited: cited.of.dialogue.record.event.name,
        "kind": lambda cited: cited.of.kind,
        "source": lambda cited: cited.source.id if cited.source else "",
        "title": lambda cited: cited.source.title if cited.source else "",
        "url": lambda cited: cited.source.url if cited.source else "",
        "paragraph": lambda cited: cited.evidence.paragraph,
        "page": lambda cited: cited.evidence.page,
        "time": lambda cited: cited.evidence.time,
        "exact": lambda cited: cited.evidence.exact,
        "status": lambda cited: str(cited.located.status),
        "found": lambda cited: str(cited.located.paragraph) if cited.located.end else "",
    }


def _responses(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Response], Columns[Response]]:
    return [each for claim in excerpt.claims for each in claim.responses], {
        **_OWN,
        "recommendation": lambda response: response.claim.key,
        "asked": lambda response: clip(response.claim.name, _LONGEST),
        "status": lambda response: response.status,
        "date": lambda response: response.item.date,
        "by": lambda response: response.item.by,
        "responder": responder,
        "text": lambda response: response.item.text,
        "quotes": _quotes,
        "proof": _proof,
        "note": lambda response: response.note,
    }


_TABLES: Mapping[Table, Callable[[Selection, Excerpt], tuple[Sequence[Any], Columns[Any]]]] = {
    "claims": _claims,
    "speakers": _speakers,
    "dialogues": _dialogues,
    "quotations": _quotations,
    "responses": _responses,
}
