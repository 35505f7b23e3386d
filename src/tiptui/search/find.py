"""What `tiptui find` finds: each thing for itself, in the order of the screen."""

from collections.abc import Iterator
from typing import NamedTuple

from tiptui.record.links import Links
from tiptui.record.model import Claim, Speaker
from tiptui.search.query import Query, Words
from tiptui.search.rows import Row, claim_row, speaker_alone
from tiptui.text.visible import clip


class Finding(NamedTuple):
    """A speaker or a claim that was found, with its id."""

    id: str
    item: Speaker | Claim

    @property
    def kind(self) -> str:
        """`speaker`, `statement`, `recommendation` or `point`."""
        return type(self.item).__name__.lower()


def find(links: Links, query: Query) -> list[Finding]:
    """Return what matches a query: by names, then by roles and organizations, then by the rest.

    In each rank in the order of the record. Every term must hold: its words are in what is
    searched, or it is the whole id, with or without that of the event.
    """
    event = links.record.event.id
    ranked: list[tuple[int, Finding]] = []
    for name, item, row in _searched(links):
        ids = (name, f"{event}#{name}")
        words: list[Words] = [term.words for term in query.terms if term.id not in ids]
        by_id = len(words) < len(query.terms)
        rank = _rank(row, words)
        if rank is not None:
            ranked.append((-1 if by_id else rank, Finding(name, item)))
    ranked.sort(key=lambda each: each[0])
    return [finding for _, finding in ranked]


def _searched(links: Links) -> Iterator[tuple[str, Speaker | Claim, Row]]:
    """Return everything that can be found, with what is searched of it."""
    record = links.record
    for name, point in links.claims(record.event.id):
        yield name, point, claim_row(links, name, point)
    for speaker in record.speakers:
        yield speaker.id, speaker, speaker_alone(links, speaker)
        for number, statement in enumerate(speaker.statements, 1):
            name = f"{speaker.id}/{number}"
            yield name, statement, claim_row(links, name, statement)
    for item in record.recommendations:
        yield item.id, item, claim_row(links, item.id, item)


def _rank(row: Row, terms: list[Words]) -> int | None:
    """Return the first rank up to which all terms hold, or None."""
    for rank, layer in enumerate(row):
        if all(word in layer for words in terms for word in words):
            return rank
    return None


def no_match(query: str, near: str) -> str:
    """Return the line that says that nothing matches, with what is spelt nearly so."""
    return f"No match for {clip(query.strip())}{f'; did you mean {clip(near)}?' if near else ''}"
