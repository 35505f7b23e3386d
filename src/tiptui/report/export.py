"""What is exported, of a record or of several, and in which formats."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Literal, NamedTuple, get_args

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.items import NamedClaim
from tiptui.record.model import Claim, Event, Response, Speaker
from tiptui.search.parts import CLAIMS
from tiptui.search.query import parse

Proved = Event | Speaker | Claim | Response
"""What has evidence."""


Table = Literal["claims", "speakers", "dialogues", "evidence", "responses"]
"""What CSV has a row for each of."""

TABLES: tuple[Table, ...] = get_args(Table)


_BASE = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`?#\x00-\x1f\x7f-\x9f]+""")


def is_base(text: str) -> bool:
    """Return whether ids can stand under an IRI: a whole one, without `?` and `#`."""
    return _BASE.fullmatch(text) is not None


class Excerpt(NamedTuple):
    """What is exported of a dialogue, in the order of its record.

    Claims stand with their ids there; `dialogue.name` returns what each is called among several.
    """

    dialogue: Dialogue
    speakers: tuple[Speaker, ...]
    claims: tuple[NamedClaim, ...]


class Selection(NamedTuple):
    """What a query finds: everything where it has no terms.

    There is an excerpt of each dialogue in which a claim or a speaker is found, in their order.
    """

    collection: Collection
    query: str
    excerpts: tuple[Excerpt, ...]


def select(collection: Collection, query: str) -> Selection:
    """Return what a query finds: claims that match, and speakers who make them or match themselves.

    Of a speaker who matches without a claim, each dialogue is found that the query leaves.
    """
    hits = collection.index.hits(parse(query))
    claims = set(chain.from_iterable(hits.of(kind) for kind in CLAIMS))
    speakers = set(chain.from_iterable(map(collection.makers, claims)))
    rows = hits.speakers.rows.ids
    # The last are found through claims.
    for name in (rows[row] for rank in hits.speakers.ranked[:-1] for row in rank):
        for each in collection.same(name):
            if not collection.several or collection.place(each)[0].id in hits.dialogues:
                speakers.add(each)
    excerpts = (_excerpt(each, speakers, claims) for each in collection.dialogues)
    found = tuple(each for each in excerpts if each.speakers or each.claims)
    return Selection(collection, query, found)


def _excerpt(dialogue: Dialogue, speakers: set[str], claims: set[str]) -> Excerpt:
    own = (each for each in dialogue.record.speakers if dialogue.name(each.id) in speakers)
    made = (each for each in dialogue.links.all_claims() if dialogue.name(each[0]) in claims)
    return Excerpt(dialogue, tuple(own), tuple(made))


def proved(excerpt: Excerpt) -> Iterator[tuple[str, Proved]]:
    """Yield all that has evidence, by its id: the event, speakers, each claim, its responses."""
    links = excerpt.dialogue.links
    yield excerpt.dialogue.id, links.record.event
    yield from ((speaker.id, speaker) for speaker in excerpt.speakers)
    for name, claim in excerpt.claims:
        yield name, claim
        yield from links.responses(name)


def wrong_quotes(selection: Selection) -> int:
    """Return how many quotations are not where they are said to be."""
    return sum(
        excerpt.dialogue.proof(evidence).is_wrong
        for excerpt in selection.excerpts
        for _, item in proved(excerpt)
        for evidence in item.evidence
    )


class Format(NamedTuple):
    """A format: what it is for, how the names of its files end, and what writes it in pieces."""

    about: str
    ending: str
    write: Callable[..., Iterator[str]]


# Each is imported when it is asked for.


def _html(selection: Selection) -> Iterator[str]:
    from tiptui.report.page import page

    return page(selection)


def _markdown(selection: Selection) -> Iterator[str]:
    from tiptui.report.brief import brief

    return brief(selection)


def _csv(selection: Selection, of: Table = "claims") -> Iterator[str]:
    from tiptui.report.tables import table

    return table(selection, of)


def _jsonld(selection: Selection, base: str = "") -> Iterator[str]:
    from tiptui.report.linked_data import linked_data

    return linked_data(selection, base)


def _ris(selection: Selection) -> Iterator[str]:
    from tiptui.report.references import references

    return references(selection)


FORMATS: Mapping[str, Format] = {
    "html": Format("a page for any browser", ".html", _html),
    "markdown": Format("a brief with footnotes", ".md", _markdown),
    "csv": Format("a table, with a row for each claim", ".csv", _csv),
    "jsonld": Format("linked data, with what is quoted", ".jsonld", _jsonld),
    "ris": Format("sources, for Zotero and its kin", ".ris", _ris),
}
