"""What is exported, of a record or of several, and in which formats."""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import chain
from typing import Literal, NamedTuple, get_args

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.thing import Claim, Person, Quotation, Thing
from tiptui.search.index import Index
from tiptui.search.query import parse
from tiptui.search.rows import CLAIMS

Table = Literal["claims", "speakers", "dialogues", "evidence", "responses"]
"""What CSV has a row for each of."""

TABLES: tuple[Table, ...] = get_args(Table)


_BASE = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`?#\x00-\x1f\x7f-\x9f]+""")


def is_base(text: str) -> bool:
    """Return whether ids can stand under an IRI: a whole one, without `?` and `#`."""
    return _BASE.fullmatch(text) is not None


class Excerpt(NamedTuple):
    """What is exported of a dialogue, in the order of its record."""

    dialogue: Dialogue
    people: tuple[Person, ...]
    claims: tuple[Claim, ...]

    @property
    def proved(self) -> Iterator[Thing]:
        """All that has evidence: the event, the speakers, each claim and its responses."""
        yield self.dialogue.things.event
        yield from self.people
        for claim in self.claims:
            yield claim
            yield from claim.responses

    @property
    def quotations(self) -> Iterator[Quotation]:
        return (cited for thing in self.proved for cited in thing.quotations)


class Selection(NamedTuple):
    """What a query finds: everything where it has no terms.

    There is an excerpt of each dialogue in which a claim or a speaker is found, in their order.
    """

    opened: Index
    query: str
    excerpts: tuple[Excerpt, ...]

    @property
    def collection(self) -> Collection:
        return self.opened.collection


def select(index: Index, query: str) -> Selection:
    """Return what a query finds: claims that match, and speakers who make them or match themselves.

    Of a speaker who matches without a claim, each dialogue is found that the query leaves.
    """
    collection, hits = index.collection, index.hits(parse(query))
    claims = set(chain.from_iterable(hits.of(kind) for kind in CLAIMS))
    rows = hits.speakers.rows.ids
    # The last are found through claims.
    alone = (rows[row] for rank in hits.speakers.ranked[:-1] for row in rank)
    people = {
        person
        for name in alone
        for person in collection.same(name)
        if person.dialogue.is_alone or person.dialogue.id in hits.dialogues
    }
    excerpts = (_excerpt(each, people, claims) for each in collection.dialogues)
    return Selection(index, query, tuple(each for each in excerpts if each.people or each.claims))


def _excerpt(dialogue: Dialogue, people: Set[Thing], claims: Set[str]) -> Excerpt:
    made = tuple(claim for claim in dialogue.things.claims if claim.name in claims)
    makers = {maker for claim in made for maker in claim.makers}
    own = (each for each in dialogue.things.people if each in makers or each in people)
    return Excerpt(dialogue, tuple(own), made)


def wrong_quotes(selection: Selection) -> int:
    """Return how many quotations are not where they are said to be."""
    return sum(
        cited.located.is_wrong for excerpt in selection.excerpts for cited in excerpt.quotations
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
