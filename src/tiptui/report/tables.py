"""What is exported as tables, for spreadsheets: CSV (RFC 4180, with line feeds).

Several values of one are joined: ids and names by semicolons, words of sources by bars.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, TypeVar

from tiptui.collection.thing import Claim, Event, Person, Quotation, Response, Thing
from tiptui.record.model import Attendance
from tiptui.report.export import Excerpt, Selection, Table
from tiptui.report.phrases import party, responder
from tiptui.text.visible import clip, visible

_BYTE_ORDER_MARK = "\ufeff"
"""Without it, a spreadsheet takes UTF-8 for what its country used before."""

_LONGEST = 1_000
"""Letters of what is said again: of a recommendation beside each of its responses."""

# What a spreadsheet takes for a formula, in wide letters too; some look past white space.
_FORMULA = tuple("=+-@＝＋－＠")
_BEFORE = ("\t", "\r")

T = TypeVar("T")

Cell = str | int

Columns = Mapping[str, Callable[[T], Cell]]
"""What a row has in each column, by its heading."""


def table(selection: Selection, of: Table = "claims") -> Iterator[str]:
    """Yield one of the tables as CSV that begins with a byte order mark and a line of headings."""
    for number, excerpt in enumerate(selection.excerpts):
        rows, columns = _TABLES[of](selection, excerpt)
        if number == 0:
            yield _BYTE_ORDER_MARK + as_csv([columns])
        yield as_csv([column(row) for column in columns.values()] for row in rows)


def as_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Return rows as CSV of which no spreadsheet runs anything: an apostrophe is before that."""
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows(map(_neutral, row) for row in rows)
    return file.getvalue()


def _neutral(cell: Cell) -> Cell:
    if isinstance(cell, int):
        return cell
    is_run = cell.startswith(_BEFORE) or cell.lstrip().startswith(_FORMULA)
    return "'" * is_run + visible(cell)


# Each table: what has a row in it, and its columns.


def _claims(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Claim], Columns[Claim]]:
    event = excerpt.dialogue.record.event
    return excerpt.claims, {
        "id": lambda claim: claim.key,
        "event": lambda _: event.id,
        "date": lambda _: event.start_date,
        "kind": lambda claim: claim.kind,
        "text": lambda claim: claim.title,
        "by": lambda claim: _join(maker.key for maker in claim.makers),
        "speakers": lambda claim: _join(maker.title for maker in claim.makers),
        "organizations": lambda claim: _join(body.full_title for body in claim.organizations),
        "to": lambda claim: _join(party(claim.dialogue.things, words) for words in claim.to),
        "themes": lambda claim: _join(theme.title for theme in claim.themes),
        "number": lambda claim: claim.reference_number,
        "mode": lambda claim: claim.mode,
        "point": lambda claim: claim.manner if claim.kind == "point" else "",
        "occasion": lambda claim: claim.occasion,
        "due": lambda claim: claim.due,
        "repeats": lambda claim: _join(claim.repeats),
        "status": lambda claim: claim.status,
        "quotes": _quotes,
        "proof": _proof,
        "note": lambda claim: claim.note,
    }


def _speakers(selection: Selection, excerpt: Excerpt) -> tuple[Sequence[Person], Columns[Person]]:
    made = Counter((maker, claim.kind) for claim in excerpt.claims for maker in claim.makers)
    return excerpt.people, {
        "id": lambda person: person.key,
        "event": lambda person: person.dialogue.id,
        "person": lambda person: selection.collection.row_name(person.key),
        "name": lambda person: person.title,
        "kind": lambda person: person.item.kind,
        "role": lambda person: person.item.role,
        "organization": lambda person: (
            person.organization.full_title if person.organization else ""
        ),
        "other_names": lambda person: _join(person.other_names),
        "statements": lambda person: made[person, "statement"],
        "recommendations": lambda person: made[person, "recommendation"],
        "note": lambda person: person.note,
    }


def _dialogues(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Event], Columns[Event]]:
    things = excerpt.dialogue.things
    kinds = Counter(claim.kind for claim in excerpt.claims)
    came = things.event.item.attendance or Attendance()
    return [things.event], {
        "id": lambda event: event.id,
        "name": lambda event: event.title,
        "classification": lambda event: event.item.classification,
        "start_date": lambda event: event.item.start_date,
        "end_date": lambda event: event.item.end_date,
        "series": lambda event: event.item.series,
        "place": lambda event: event.item.place,
        "summary": lambda event: event.item.summary,
        "topics": lambda event: _join(event.item.topics),
        "organizers": lambda event: _join(
            party(things, each.organization) for each in event.item.organizers
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


def _evidence(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Quotation], Columns[Quotation]]:
    return [*excerpt.quotations], {
        "of": lambda cited: cited.of.key,
        "event": lambda cited: cited.of.dialogue.id,
        "kind": lambda cited: cited.of.kind,
        "source": lambda cited: cited.source.id if cited.source else "",
        "title": lambda cited: cited.source.title if cited.source else "",
        "url": lambda cited: cited.source.url if cited.source else "",
        "paragraph": lambda cited: cited.evidence.paragraph,
        "page": lambda cited: cited.evidence.page,
        "time": lambda cited: cited.evidence.time,
        "exact": lambda cited: cited.evidence.exact,
        "status": lambda cited: cited.located.status,
        "found": lambda cited: str(cited.located.paragraph) if cited.located.end else "",
    }


def _responses(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Response], Columns[Response]]:
    return [each for claim in excerpt.claims for each in claim.responses], {
        "id": lambda response: response.key,
        "event": lambda response: response.dialogue.id,
        "recommendation": lambda response: response.claim.key,
        "asked": lambda response: clip(response.claim.title, _LONGEST),
        "status": lambda response: response.status,
        "date": lambda response: response.item.date,
        "by": responder,
        "text": lambda response: response.item.text,
        "quotes": _quotes,
        "proof": _proof,
        "note": lambda response: response.note,
    }


_TABLES: Mapping[Table, Callable[[Selection, Excerpt], tuple[Sequence[Any], Columns[Any]]]] = {
    "claims": _claims,
    "speakers": _speakers,
    "dialogues": _dialogues,
    "evidence": _evidence,
    "responses": _responses,
}


def _quotes(thing: Thing) -> str:
    return " | ".join(cited.evidence.exact for cited in thing.quotations)


def _proof(thing: Thing) -> str:
    return " | ".join(cited.located.status for cited in thing.quotations)


def _join(parts: Iterable[str]) -> str:
    return "; ".join(parts)
