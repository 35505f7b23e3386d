"""The values of the field that is typed, to take one of."""

import re
from typing import NamedTuple

from tiptui.search.fields import COUNTED
from tiptui.search.index import Index
from tiptui.search.query import parse, read
from tiptui.search.rows import CLAIMS
from tiptui.text.folding import fold
from tiptui.text.near_words import nearest
from tiptui.view.state import View

MOST = 20
"""Values that are offered."""

# What stands before the value at the caret, and as much of that as is typed.
_TYPED = re.compile(r'(?P<before>-?(?P<field>[A-Za-z]+):(?:.*,)?)(?P<value>=?"?[^,]*)')


class Offer(NamedTuple):
    """A value of the field at the caret, how many claims have it, the query that takes it."""

    name: str
    claims: int
    query: str


def offers(index: Index, view: View) -> list[Offer]:
    """Return what the value at the caret may become, largest first; of what is near, the nearest.

    Counted is what the rest of the query finds.
    """
    written = next((each for each in read(view.query) if each.start < view.caret <= each.end), None)
    typed = written and _TYPED.fullmatch(view.query[written.start : view.caret])
    if not (view.searching and written and typed) or typed["field"].lower() not in COUNTED:
        return []
    rest = view.query[: written.start] + view.query[written.end :]
    begun = typed["value"].strip('="')
    field = typed["field"].lower()
    hits = index.hits(parse(rest))
    counts = index.count(hits, field)
    # What all have leaves nothing where it is not asked for.
    most = sum(map(len, map(hits.of, CLAIMS))) - typed["before"].startswith("-")
    of = {term: count for term, count in counts.of.items() if count.number <= most}
    terms = [term for term, count in of.items() if _begins(begun, term, count.value.texts)]
    if begun and not terms:
        keys = {count.value.key: term for term, count in of.items()}
        terms = [keys[near]] if (near := nearest(begun, keys)) else []
    start, end = view.query[: written.start], view.query[written.end :].lstrip()
    return [
        Offer(
            counts.of[term].value.name,
            counts.of[term].number,
            f"{start}{typed['before']}{term.partition(':')[2]} {end}",
        )
        for term in terms[:MOST]
    ]


def _begins(begun: str, term: str, texts: tuple[str, ...]) -> bool:
    """Return whether a value can be what was begun: its key begins so, or it is in a name."""
    key = term.partition(":")[2].strip('="')
    return key.lower().startswith(begun.lower()) or any(fold(begun) in text for text in texts)
