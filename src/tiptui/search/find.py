"""What `tiptui find` finds: each thing for itself, in the order of the records."""

from operator import itemgetter
from typing import cast

from tiptui.collection.thing import Claim, Person
from tiptui.search.index import Index
from tiptui.search.matches import Places
from tiptui.search.query import Query, terms_of
from tiptui.text.visible import clip

Finding = Claim | Person
"""What stands for itself where it matches."""


def findings(index: Index, query: Query) -> list[Finding]:
    """Return what matches by itself: by names, roles and organizations, the rest.

    What is called so goes before; in each rank they are in the order of the records. Of what asks
    the same, the most alike go before all.
    """
    hits, alike = index.hits(query), index.facets.alike(query)
    order = {id(dialogue): number for number, dialogue in enumerate(index.collection.dialogues)}
    found: list[tuple[tuple[int, ...], Finding]] = []
    for kind in ("points", "speakers", "statements", "recommendations"):
        names = index.rows[kind].ids
        # The last are found through others.
        for rank, rows in enumerate(hits.of(kind).ranked[:-1]):
            for row in rows:
                thing = cast(Finding, index.collection[names[row]])
                where = order[id(thing.dialogue)], *_position(thing)
                found.append(((alike.get(row, 0), rank, *where), thing))
    return [thing for _, thing in sorted(found, key=itemgetter(0))]


def _position(thing: Finding) -> tuple[int, int, int]:
    """Return where a thing stands in its record: a statement after its speaker."""
    match thing.kind:
        case "speaker":
            return 1, thing.number, -1
        case "statement":
            return 1, thing.dialogue.ids.speaker_of(thing.number), thing.number
    return 2 * (thing.kind == "recommendation"), thing.number, 0


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
