"""Databases (SQLite) for SQL, Datasette and pandas; docs/export.md shows queries."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from tiptui.entries.entry import Entry
from tiptui.entries.facts import CLAIM_KEYS
from tiptui.report.export import Excerpt, Selection
from tiptui.report.tables import TableColumns, cell, columns
from tiptui.text.visible import visible

_SCHEMA = Path(__file__).with_name("database.sql")

_THING = "ref=.ref dialogue=.event.id .id name=.title"
_EVENT = columns(
    ".id name=.title classification start_date end_date series place summary topics "
    "organizers=organizers:in_full attendance approximate groups .note"
)
_BODY = columns(f"{_THING} abbreviation other_names .note")
_THEME = columns(f"{_THING} description")
_SPEAKER = columns(f"{_THING} kind role organization=organization:ref other_names .note")
_CLAIM = columns(
    "ref=.ref dialogue=.event.id .kind sort=kind .id number .text mode due status .note"
)
_RESPONSE = columns(
    "ref=.ref claim=.answered.ref status date by=by:in_full organization=by:ref .text .note"
)
_SOURCE = columns("source=.id title=.title url")
_PLACE = ("paragraph", "page", "time", "exact")
_ELSEWHERE = ("by", "to", "themes", "evidence", "responses")  # in tables of their own
_FURTHER = [key for key in CLAIM_KEYS if key not in (*_CLAIM, *_ELSEWHERE)]
_CLAIM = {**_CLAIM, **columns(" ".join(_FURTHER))}

_Row = dict[str, Any]


def write(selection: Selection) -> Iterator[bytes]:
    """Yield a database in one piece, and before it empty ones, between which others may act."""
    row_ref = cache(selection.collection.row_ref)
    same: TableColumns = {"same_as": lambda entry, _: row_ref(entry.ref)}
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(_SCHEMA.read_text("utf-8"))
        for key in _FURTHER:
            base.execute(f'ALTER TABLE claims ADD COLUMN "{key}" TEXT')
        for excerpt in selection.excerpts:
            rows: defaultdict[str, list[_Row]] = defaultdict(list)
            for table, row in _rows(excerpt, same):
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


def _rows(excerpt: Excerpt, same: TableColumns) -> Iterator[tuple[str, _Row]]:
    """Yield the rows of a dialogue, each after the name of its table."""
    dialogue = excerpt.dialogue
    yield "dialogues", _row(_EVENT, excerpt.event)
    for table, own, entries in (
        ("organizations", _BODY, map(Entry, dialogue.organizations)),
        ("themes", _THEME, map(Entry, dialogue.themes)),
        ("speakers", _SPEAKER, excerpt.people),
    ):
        yield from ((table, _row({**own, **same}, entry)) for entry in entries)
    for claim in excerpt.claims:
        ref, facts = claim.ref, claim.facts
        yield "claims", _row(_CLAIM, claim)
        for maker in filter(None, (maker.ref for maker in facts.of("by"))):
            yield "claim_makers", {"claim": ref, "speaker": maker}
        for to in dict.fromkeys(facts.of("to")):
            body = to.ref if to.full else None
            name = visible(to.in_full)
            yield "claim_addressees", {"claim": ref, "organization": body, "name": name}
        for theme in facts.of("themes"):
            yield "claim_themes", {"claim": ref, "theme": theme.ref}
        yield from (("responses", _row(_RESPONSE, response)) for response in claim.responses)
    sources = {source.id: _row(_SOURCE, source) for source in map(Entry, dialogue.sources)}
    for quote in excerpt.quotes:
        of, source, data = quote.of, quote.source, quote.data
        row: _Row = {"ref": quote.ref, "dialogue": of.event.id, "status": quote.found.status}
        row["claim"] = of.answered.ref if of.answered.is_claim else None
        row |= {kind: of.ref if of.kind == kind else None for kind in ("response", "speaker")}
        row |= sources[source.id] if source else dict.fromkeys(_SOURCE)
        row |= {key: visible(str(data.get(key, ""))) or None for key in _PLACE}
        yield "quotations", row


def _row(columns: TableColumns, entry: Entry) -> _Row:
    facts = entry.facts
    return {name: visible(str(cell(of(entry, facts)))) or None for name, of in columns.items()}
