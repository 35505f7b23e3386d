"""Comparisons of search with the rows that hold each term, of quotations with a plain scan."""

from random import Random

import pytest

from tests.kit.oracle import COUNTED, Oracle, Term, as_typed
from tests.kit.records import indexed
from tests.kit.scan import stands
from tests.kit.writer import ODD, POOL, Writer
from tiptui.collection.opened import Collection
from tiptui.search import search
from tiptui.search.columns import FieldValue
from tiptui.search.index import Index, findings
from tiptui.search.query import parse, with_term
from tiptui.search.rows import CLAIMS, KINDS
from tiptui.search.search import Search


def compare_search(seed: int) -> int:
    """Compare the findings of queries with the rows that hold their terms; return their number."""
    writer = Writer(seed, [*POOL, *ODD])
    _, collection = writer.opened()
    oracle, chance = Oracle(collection), Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "STEP", 2)
        for _ in range(25):
            compare_query(collection, oracle, oracle.terms(chance), chance)
            compare_typing(collection, oracle, chance)
    return 25


def compare_query(
    collection: Collection, oracle: Oracle, terms: list[Term], chance: Random
) -> None:
    """Compare the lists, findings and counts of a query with the rows that hold its terms."""
    index, typed = indexed(collection), as_typed(terms)
    # Each beginning is looked for: what it finds is narrowed, or given up, which leaves nothing.
    for end in range(len(typed)):
        query = parse(typed[:end])
        if end % 3:
            index.hits(query)
        else:
            next(Search(index, query).steps, None)
    hits = index.hits(parse(typed))
    assert {kind: [*hits.of[kind]] for kind in KINDS} == oracle.listed(terms), typed
    found = [row.ref for row in oracle.findings(terms)]
    assert [thing.ref for thing in findings(index, parse(typed))] == found, typed
    fields = chance.choices(COUNTED, k=chance.randint(1, 2))
    counts = index.facets.count(fields, hits.claims)
    are_pairs = len({*fields}) < len(fields)
    named = {tuple(map(key_of, cell)): count for cell, count in counts.items()}
    keys = {tuple(sorted(cell)) if are_pairs else cell: count for cell, count in named.items()}
    assert keys == oracle.counts(fields, terms), (typed, fields)
    assert len(keys) == len(counts)
    for cell in chance.sample(list(counts), min(3, len(counts))):
        narrow = typed
        for field, value in zip(fields, cell, strict=True):
            narrow = with_term(narrow, index.facets.write(field, value))
        hits = index.hits(parse(narrow))
        assert sum(len(hits.of[kind]) for kind in CLAIMS) == counts[cell], (narrow, cell)


def compare_typing(collection: Collection, oracle: Oracle, chance: Random) -> None:
    """Compare the hits of a query with slips, typed by letters, with its hits at once."""
    typed = as_typed(oracle.terms(chance))
    for _ in range(chance.randint(0, 3)):
        place = chance.randint(0, len(typed))
        typed = typed[:place] + chance.choice('":=-, #/١é') + typed[place + chance.randint(0, 1) :]
    index = indexed(collection)
    for end in range(len(typed) + 1):
        hits = index.hits(parse(typed[:end]))
    at_once = Index(collection).hits(parse(typed))
    assert all([*hits.of[kind]] == [*at_once.of[kind]] for kind in KINDS), typed


def key_of(value: FieldValue) -> str:
    """Return a key of one value alone: words of an addressee may be the id of another."""
    return f"={value.key}" if value.texts and not value.id else value.key


def compare_quotations(seed: int) -> int:
    """Compare the places of quotations with a plain scan; return the number of quotations."""
    writer = Writer(seed, [*POOL[-12:], *ODD])
    _, collection = writer.opened()
    quotations = collection.dialogues[0].passages.quotations
    for _, _, evidence, _, located in quotations:
        wanted = stands(evidence.exact, evidence.paragraph, writer.paragraphs)
        assert located[:5] == wanted, (evidence, writer.paragraphs)
    return len(quotations)
