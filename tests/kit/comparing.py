"""Comparisons of search and quotations with a plain scan (`scan`, `scan_query`)."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

import pytest

from tests.kit import scan, scan_query
from tests.kit.records import indexed
from tests.kit.writer import ODD, POOL, Writer
from tiptui.collection.opened import Collection
from tiptui.report.plain import findings_data
from tiptui.search import search
from tiptui.search.columns import FieldValue
from tiptui.search.index import findings
from tiptui.search.query import parse, with_term
from tiptui.search.rows import CLAIMS, KINDS


def compare_search(seed: int) -> int:
    """Compare what queries find in a record with what a plain scan does; return how many."""
    writer = Writer(seed, [*POOL, *ODD])
    opened, collection = writer.opened()
    plain = plain_scan([writer], scan.things(writer.record))
    queries = [writer.query() for _ in range(25)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "STEP", 2)
        for query in queries:
            compare_query(collection, plain, query, writer.chance)
            found = findings(indexed(collection), parse(query))
            printed = list(findings_data({"a.yaml": opened}, collection, found))
            wanted = [as_printed(each, writer) for each in plain.printed(query)]
            assert [each | {"line": 0} for each in printed] == wanted, query
    return len(queries)


def compare_query(
    collection: Collection, plain: scan_query.Plain, query: str, chance: Random
) -> None:
    """Compare what a query lists with a plain scan; and the counts of a field, or of two."""
    index = indexed(collection)
    # Each beginning is looked for: what it finds is narrowed, or given up, which leaves nothing.
    for end in range(len(query)):
        if end % 3:
            index.hits(parse(query[:end]))
        else:
            index.search(parse(query[:end])).step()
    hits = index.hits(parse(query))
    listed = {kind: [*map(collection.shown, hits.of(kind))] for kind in KINDS}
    assert listed == plain.listed(query), query
    facets = index.facets
    fields = chance.sample(scan_query.COUNTED, chance.randint(1, 2))
    counts = facets.count(fields, index.hits(parse(query)).claims)
    keys = {tuple(map(key_of, cell)): count for cell, count in counts.items()}
    assert keys == plain.counts(fields, query), (query, fields)
    assert len(keys) == len(counts)
    for cell in chance.sample(list(counts), min(3, len(counts))):
        narrow = query
        for field, value in zip(fields, cell, strict=True):
            narrow = with_term(narrow, facets.write(field, value))
        hits = index.hits(parse(narrow))
        assert sum(len(hits.of(kind)) for kind in CLAIMS) == counts[cell], (narrow, cell)


def key_of(value: FieldValue) -> str:
    """Return what tells a value from all others: words of an addressee may be another's id."""
    return f"={value.key}" if value.texts and not value.ids else value.key


def plain_scan(writers: Sequence[Writer], things: Iterable[scan.Thing]) -> scan_query.Plain:
    """Return what scans the records of writers, in this order."""
    return scan_query.Plain(
        [writer.record for writer in writers],
        things,
        lambda number, evidence: writers[number].stands(evidence).end > 0,
    )


def compare_quotations(seed: int) -> int:
    """Compare where quotations of a record stand with what a plain scan says; return how many."""
    writer = Writer(seed, [*POOL[-12:], *ODD])
    _, collection = writer.opened()
    quotations = collection.dialogues[0].passages.quotations
    for _, _, evidence, _, located in quotations:
        wanted = writer.stands({"exact": evidence.exact, "paragraph": evidence.paragraph})
        assert located[:5] == wanted, (evidence, writer.paragraphs)
    return len(quotations)


def as_printed(thing: scan.Thing, writer: Writer) -> dict[str, Any]:
    """Return what `find --json` prints of a thing, but for its line."""
    data = thing.data
    return {
        "kind": thing.kind,
        "id": thing.id,
        "event": writer.event,
        "text": data.get("text") or data["name"],
        "by": data["by"],
        "to": data.get("to", []),
        "themes": data.get("themes", []),
        "mode": data.get("mode", ""),
        "number": data.get("number", ""),
        "status": "".join(each["status"] for each in data.get("responses", [])[-1:]),
        "evidence": [each | {"status": writer.stands(each)[0]} for each in data["evidence"]],
        "file": "a.yaml",
        "line": 0,
    }
