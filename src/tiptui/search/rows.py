"""What is searched of each thing, by ranks: names, then roles and organizations, then the rest."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from tiptui.record.links import Links
from tiptui.record.model import (
    Claim,
    Evidence,
    Organization,
    Point,
    Recommendation,
    Speaker,
    Statement,
)
from tiptui.text.folding import fold

Row = tuple[str, ...]
"""For each rank, folded, what is searched up to it; no word goes over a line break."""


def speaker_row(links: Links, speaker: Speaker) -> Row:
    """Return what is searched of a speaker in the list: what they said is theirs."""
    said = (text for statement in speaker.statements for text in _said(links, statement))
    about = (speaker.note, *_quoted(speaker.evidence))
    return _layers(_names([speaker]), _offices(links, [speaker]), (*about, *said))


def speaker_alone(links: Links, speaker: Speaker) -> Row:
    """Return what is searched of a speaker without what they said."""
    return _layers(_names([speaker]), _offices(links, [speaker]), ())


def claim_row(links: Links, name: str, claim: Claim) -> Row:
    """Return what is searched of a claim."""
    makers = links.makers(name)
    return _layers(_names(makers), _offices(links, makers), _said(links, claim))


def same_row(
    links: Links, item: Speaker | Recommendation | Point, name: str, different: frozenset[str]
) -> bool:
    """Return whether nothing that a row is made of is among the ids of what differs."""
    makers = [item] if isinstance(item, Speaker) else links.makers(name)
    claims = item.statements if isinstance(item, Speaker) else (item,)
    bodies = [maker.organization for maker in makers]
    bodies += item.to if isinstance(item, Recommendation) else ()
    themes = (theme for claim in claims for theme in claim.themes)
    return different.isdisjoint((name, *themes, *(maker.id for maker in makers), *bodies))


def _layers(*parts: Iterable[str]) -> Row:
    joined = (fold("\n".join(filter(None, texts))) for texts in parts)
    return tuple(accumulate(joined, lambda before, more: f"{before}\n{more}"))


def _names(items: Iterable[Speaker | Organization]) -> Iterator[str]:
    for item in items:
        short = item.abbreviation if isinstance(item, Organization) else ""
        yield from (item.name, short, *item.other_names)


def _offices(links: Links, speakers: Iterable[Speaker]) -> Iterator[str]:
    for speaker in speakers:
        yield speaker.role
        if body := links.organization(speaker):
            yield from _names([body])


def _said(links: Links, claim: Claim) -> Iterator[str]:
    yield from claim_texts(links, claim)
    yield from _quoted(claim.evidence)


def claim_texts(links: Links, claim: Claim) -> Iterator[str]:
    """Return what is searched of a claim but for its evidence and who made it."""
    yield claim.text
    if isinstance(claim, Recommendation):
        yield from addressee_texts(links, claim)
    if isinstance(claim, Statement):
        yield claim.occasion
    yield from (theme.name for theme in links.themes(claim))
    yield claim.note


def addressee_texts(links: Links, item: Recommendation) -> Iterator[str]:
    """Return what is searched of addressees: an organization's names, or the words."""
    for words in item.to:
        body = links.party(words)
        yield from _names([body]) if body else (words,)


def _quoted(evidence: Iterable[Evidence]) -> Iterator[str]:
    return (item.exact for item in evidence)
