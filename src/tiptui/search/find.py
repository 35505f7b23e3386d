"""What `tiptui find` finds: each thing for itself, in the order of the records."""

from collections import Counter
from collections.abc import Iterator

from tiptui.search.index import Index, Kind
from tiptui.search.query import Query
from tiptui.text.visible import clip


def find(index: Index, query: Query) -> list[str]:
    """Return the ids of what matches: by names, then by roles and organizations, then by the rest.

    In each rank in the order of the records. Every term must hold: its words are in what is
    searched, or it is the whole id, with or without that of the event.
    """
    named = [set(index.named(term.id)) for term in query.terms]
    with_id = set().union(*named)
    ranked: list[tuple[int, str]] = []
    for kind, number in _searched(index):
        rows, words = index.rows[kind], query.words
        by_id = (kind, number) in with_id
        if by_id:
            others = zip(query.terms, named, strict=True)
            words = tuple(
                w for term, ids in others if (kind, number) not in ids for w in term.words
            )
        text = rows.layers[-1][number]
        if not all(word in text for word in words):
            continue
        ranks = (n for n, text in enumerate(rows.row(number)) if all(w in text for w in words))
        ranked.append((-1 if by_id else next(ranks), rows.ids[number]))
    ranked.sort(key=lambda each: each[0])
    return [name for _, name in ranked]


def _searched(index: Index) -> Iterator[tuple[Kind, int]]:
    """Return everything that can be found: the row of a speaker where it first speaks."""
    points = statements = recommendations = 0
    seen: set[int] = set()
    for _, rows, people, _ in index.parts:
        for _ in rows.points.ids:
            yield "points", points
            points += 1
        counts = Counter(position for (position,) in rows.statements.makers)
        for position, person in enumerate(people):
            if person not in seen:
                yield "speakers", person
            seen.add(person)
            for _ in range(counts[position]):
                yield "statements", statements
                statements += 1
        for _ in rows.recommendations.ids:
            yield "recommendations", recommendations
            recommendations += 1


def no_match(query: str, near: str) -> str:
    """Return the line that says that nothing matches, with what is spelt nearly so."""
    return f"No match for {clip(query.strip())}{f'; did you mean {clip(near)}?' if near else ''}"
