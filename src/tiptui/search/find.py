"""What `tiptui find` finds: each thing for itself, in the order of the records."""

from collections import Counter
from collections.abc import Iterator

from tiptui.search.hits import Places
from tiptui.search.index import Index
from tiptui.search.parts import Kind
from tiptui.search.query import Query, terms_of
from tiptui.text.visible import clip


def find(index: Index, query: Query) -> list[str]:
    """Return the ids of what matches by itself: by names, by roles and organizations, by the rest.

    What is called so goes before; in each rank they are in the order of the records. Of what asks
    the same, the most alike go before all.
    """
    hits, alike = index.hits(query), index.facets.alike(query)
    ranks: dict[tuple[Kind, int], int] = {}
    for kind in _FOUND:
        # The last are found through others.
        for rank, numbers in enumerate(hits.of(kind).ranked[:-1]):
            ranks |= {(kind, number): rank for number in numbers}
    found = sorted(
        filter(ranks.__contains__, _searched(index)),
        key=lambda each: (alike.get(each[1], 0), ranks[each]),
    )
    return [index.rows[kind].ids[number] for kind, number in found]


_FOUND: tuple[Kind, ...] = ("points", "speakers", "statements", "recommendations")


def _searched(index: Index) -> Iterator[tuple[Kind, int]]:
    """Return everything that can be found: the row of a speaker where it first speaks."""
    points = statements = recommendations = 0
    seen: set[int] = set()
    for _, rows, people, *_ in index.parts:
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


def no_match(query: str, near: str, hiding: Places = (), where: str = "") -> str:
    """Return the line that says that nothing matches, which terms hide all, what may be meant.

    `hiding` are the places of these terms in the query; `where` says what was searched.
    """
    meant = f"; did you mean {clip(near)}?" if near else ""
    return f"No match for {clip(query.strip())}{where}{leaving_nothing(query, hiding, ': ')}{meant}"


def leaving_nothing(query: str, hiding: Places, before: str = "") -> str:
    """Return `status:noted leaves nothing`, after what goes before it; empty for no terms."""
    terms = terms_of(query)
    names = [terms[place][0] for place in hiding]
    verb = "leaves" if len(names) == 1 else "leave"
    return f"{before}{clip(', '.join(names))} {verb} nothing" if names else ""
