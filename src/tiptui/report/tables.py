"""What is exported as tables: which rows each has, and in which columns.

CSV (RFC 4180, with line feeds) and the sheets of a workbook are made of these. Several values of
one are joined: ids and names by semicolons, words of sources by bars. Beside ids stand names: `by`,
`org`, `to` and `themes` are as `find --json` has them, what is called in full is for a reader.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import StringIO
from operator import attrgetter
from typing import Any, Literal, get_args

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

Cell = str | int

Columns = Mapping[str, Callable[[Any], object]]
"""What a row has in each column, by its heading."""


def lines(selection: Selection, of: Table = "claims") -> Iterator[Sequence[Cell]]:
    """Yield the lines of one of the tables, the names of its columns first."""
    for number, excerpt in enumerate(selection.excerpts):
        rows, columns = _TABLES[of](selection, excerpt)
        if number == 0:
            yield list(columns)
        yield from ([_cell(value(row)) for value in columns.values()] for row in rows)


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


@cache
def columns(spec: str) -> Columns:
    """Return columns that each have an attribute: `mode`, of another name or further in `id=of.id`.

    Of each of a list it is that after a slash: `by=makers/key`.
    """

    def value(path: str) -> Callable[[Any], object]:
        items, _, own = path.rpartition("/")
        of, each = attrgetter(items or own), attrgetter(own)
        return (lambda row: [*map(each, of(row))]) if items else each

    paths = (each.rpartition("=") for each in spec.split())
    return {name or path.rpartition(".")[2]: value(path) for name, _, path in paths}


# Each table: what has a row in it, and its columns.


_OWN = columns("id=key event=dialogue.id dialogue=dialogue.name")

_PROOF: Columns = {
    "quotes": lambda thing: " | ".join(cited.evidence.exact for cited in thing.quotations),
    "proof": lambda thing: " | ".join(cited.located.status for cited in thing.quotations),
}

CLAIM_COLUMNS: Columns = {
    **_OWN,
    **columns("date kind number=reference_number text by=makers/key speakers=makers/name"),
    **columns("org=organizations/id organizations=organizations/full_name to"),
    "addressees": lambda claim: [party(claim.dialogue, words) for words in claim.to],
    **columns("themes=themes/id theme_names=themes/name mode"),
    "point": lambda claim: claim.manner if claim.kind == "point" else "",
    **columns("occasion status due"),
    "overdue": lambda claim: bool(claim.due) and claim.is_overdue(current_day()),
    **columns("repeats"),
    **_PROOF,
    **columns("note"),
}
"""What is told of a claim in a row, wherever it is."""


def _speakers(selection: Selection, excerpt: Excerpt) -> tuple[Sequence[Any], Columns]:
    made = Counter((maker, claim.kind) for claim in excerpt.claims for maker in claim.makers)
    return excerpt.people, {
        **_OWN,
        "person": lambda person: selection.collection.row_key(person.key),
        **columns("name item.kind item.role org=item.organization"),
        "organization": lambda person: getattr(person.organization, "full_name", ""),
        **columns("other_names"),
        "statements": lambda person: made[person, "statement"],
        "recommendations": lambda person: made[person, "recommendation"],
        **columns("note"),
    }


def _dialogues(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Any], Columns]:
    dialogue, event = excerpt.dialogue, excerpt.dialogue.record.event
    kinds = Counter(claim.kind for claim in excerpt.claims)
    came = event.attendance or Attendance()
    return [dialogue.event], {
        **columns("id name item.classification start_date=date item.end_date"),
        **columns("item.series item.place item.summary item.topics"),
        "organizers": lambda _: [party(dialogue, each.organization) for each in event.organizers],
        "attendance": lambda _: "" if came.count is None else came.count,
        "approximate": lambda _: came.approximate,
        "groups": lambda _: came.groups,
        "speakers": lambda _: len(excerpt.people),
        "statements": lambda _: kinds["statement"],
        "recommendations": lambda _: kinds["recommendation"],
        "points": lambda _: kinds["point"],
        **columns("note"),
    }


def _quotations(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Any], Columns]:
    return [*excerpt.quotations], {
        **columns("of=of.key event=of.dialogue.id dialogue=of.dialogue.name of.kind"),
        "source": lambda cited: getattr(cited.source, "id", ""),
        "title": lambda cited: getattr(cited.source, "title", ""),
        "url": lambda cited: getattr(cited.source, "url", ""),
        **columns("evidence.paragraph evidence.page evidence.time evidence.exact located.status"),
        "found": lambda cited: str(cited.located.paragraph) if cited.located.end else "",
    }


def _responses(_: Selection, excerpt: Excerpt) -> tuple[Sequence[Any], Columns]:
    return [each for claim in excerpt.claims for each in claim.responses], {
        **_OWN,
        **columns("recommendation=claim.key"),
        "asked": lambda response: clip(response.claim.name, _LONGEST),
        **columns("status date item.by"),
        "responder": responder,
        **columns("item.text"),
        **_PROOF,
        **columns("note"),
    }


_TABLES: Mapping[Table, Callable[[Selection, Excerpt], tuple[Sequence[Any], Columns]]] = {
    "claims": lambda _, excerpt: (excerpt.claims, CLAIM_COLUMNS),
    "speakers": _speakers,
    "dialogues": _dialogues,
    "quotations": _quotations,
    "responses": _responses,
}
