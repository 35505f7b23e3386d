"""Databases (SQLite) for SQL, Datasette and pandas; docs/export.md shows queries."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from tiptui.collection.dialogue import Thing
from tiptui.collection.facts import CLAIMS
from tiptui.record import model
from tiptui.report.export import Excerpt, Selection
from tiptui.report.tables import TableColumns, cell, columns
from tiptui.text.visible import visible

_SCHEMA = Path(__file__).with_name("database.sql")

_THING = "ref=.ref dialogue=.event.id .id"
_TABLES: dict[str, TableColumns] = {
    "dialogues": columns(
        ".id .name * organizers=organizers:in_full attendance approximate groups .note",
        model.RecordedEvent,
    ),
    "organizations": columns(f"{_THING} .name * .note", model.RecordedOrganization),
    "themes": columns(f"{_THING} .name *", model.RecordedTheme),
    "speakers": columns(f"{_THING} .name * organization=organization:ref .note", model.Speaker),
    "sources": columns(f"{_THING} title=.name * .outline .note", model.RecordedSource),
    "claims": columns(f"{_THING} .kind sort=kind .text * status .note -by -to -themes", *CLAIMS),
    "responses": columns(
        "ref=.ref claim=.claim.ref * by=by:in_full organization=by:ref .text .note",
        model.RecordedResponse,
    ),
}
"""The columns of the tables of things, by the names of the tables."""

_CITED = columns("source=.id title=.name url")
_LOCATOR = ("paragraph", "page", "time", "exact")
_JOINED = "organizations", "themes", "speakers"  # which several dialogues may have

_Row = dict[str, Any]


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a database in one piece, and before it empty ones, between which others may act."""
    row_ref = cache(selection.collection.row_ref)
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(_SCHEMA.read_text("utf-8"))
        for table, own in _TABLES.items():
            known = {row[1] for row in base.execute(f"PRAGMA table_info({table})")}
            for name in [name for name in own if name not in known]:
                base.execute(f'ALTER TABLE {table} ADD COLUMN "{name}" TEXT')
        for excerpt in selection.excerpts:
            rows: defaultdict[str, list[_Row]] = defaultdict(list)
            for table, row in _rows(excerpt, row_ref):
                rows[table].append(row)
            for table, of in rows.items():
                names = ", ".join(f'"{name}"' for name in of[0])
                values = ", ".join(f":{name}" for name in of[0])
                # The names are ours.
                base.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", of)  # noqa: S608
            yield b""
        about = (tuple(map(visible, row)) for row in selection.provenance.rows)
        base.executemany("INSERT INTO about VALUES (?, ?, ?)", about)
        base.commit()
        yield base.serialize()


def _rows(excerpt: Excerpt, row_ref: Callable[[str], str]) -> Iterator[tuple[str, _Row]]:
    """Yield the rows of a dialogue, each after the name of its table."""
    dialogue, claims = excerpt.dialogue, excerpt.claims
    sources = dialogue.sources
    things: dict[str, Iterable[Thing]] = {
        "dialogues": [excerpt.event],
        "organizations": dialogue.organizations,
        "themes": dialogue.themes,
        "speakers": excerpt.people,
        "sources": sources,
        "claims": claims,
        "responses": chain.from_iterable(claim.responses for claim in claims),
    }
    for table, own in things.items():
        for thing in own:
            same = {"same_as": row_ref(thing.ref)} if table in _JOINED else {}
            yield table, _row(_TABLES[table], thing) | same
    for organizer in excerpt.event.facts.of("organizers"):
        row: _Row = {"dialogue": dialogue.id, "organization": organizer.ref}
        yield "organizers", row | {"role": visible(organizer.detail) or None}
    for claim in claims:
        ref, facts = claim.ref, claim.facts
        for maker in filter(None, (maker.ref for maker in facts.of("by"))):
            yield "claim_makers", {"claim": ref, "speaker": maker}
        for to in dict.fromkeys(facts.of("to")):
            body = to.ref if to.full else None
            name = visible(to.in_full)
            yield "claim_addressees", {"claim": ref, "organization": body, "name": name}
        for theme in facts.of("themes"):
            yield "claim_themes", {"claim": ref, "theme": theme.ref}
    cited = {source.id: _row(_CITED, source) for source in sources}
    for quote in excerpt.quotations:
        of, source, data = quote.of, quote.origin, quote.evidence.given()
        row = {"ref": quote.ref, "dialogue": of.event.id, "status": quote.located.status}
        row["claim"] = of.claim.ref if of.claim.is_claim else None
        row |= {kind: of.ref if of.kind == kind else None for kind in ("response", "speaker")}
        row |= cited[source.id] if source else dict.fromkeys(_CITED)
        row |= {key: visible(str(data.get(key, ""))) or None for key in _LOCATOR}
        yield "quotations", row


def _row(columns: TableColumns, thing: Thing) -> _Row:
    facts = thing.facts
    return {name: visible(str(cell(of(thing, facts)))) or None for name, of in columns.items()}
