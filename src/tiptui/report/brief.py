"""What is exported as a brief: Markdown, with the words that prove a claim in its footnote.

It goes by themes; where all claims share one, or none has any, by whom they ask. A claim stands
once, under the first of its own. Quotation marks surround the words of sources and nothing else.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.items import title
from tiptui.record.links import Links
from tiptui.record.model import Claim, Event, Recommendation, Speaker
from tiptui.record.outcomes import status
from tiptui.report.citations import footnote, footnote_mark
from tiptui.report.export import Selection
from tiptui.report.findings import kind_of
from tiptui.report.markdown import block, escaped
from tiptui.report.plain import (
    circumstances,
    dates,
    manner,
    office,
    response_facts,
)
from tiptui.text.visible import plural

_WITHOUT = ("No theme", "Nobody named", "What else was said")
"""The headings of claims that have none of their own; they come last."""

_KINDS = ("recommendation", "statement", "point")


class _Made(NamedTuple):
    """A claim with its id in the dialogue in which it was made."""

    dialogue: Dialogue
    name: str
    claim: Claim

    def themes(self, collection: Collection) -> list[str]:
        """Return the names of its themes, as they are called in all dialogues."""
        names = (theme.id for theme in self.dialogue.links.themes(self.claim))
        return [collection.row_name(self.dialogue.name(each)) for each in names]

    def addressees(self, collection: Collection) -> list[str]:
        """Return the names of whom it asks, as they are called in all dialogues."""
        if not isinstance(self.claim, Recommendation):
            return []
        names = self.dialogue.links.addressees(self.claim)
        return [collection.row_name(self.dialogue.name(each)) for each in names]


class _Section(NamedTuple):
    """A heading, and the claims under it, without what the heading says of them already."""

    heading: str
    claims: list[_Made]


def brief(selection: Selection) -> Iterator[str]:
    """Yield a brief, line by line."""
    claims = [
        _Made(each.dialogue, name, claim)
        for each in selection.excerpts
        for name, claim in each.claims
    ]
    today = date.today().isoformat()
    for part in (
        _head(selection, claims),
        *(_section_lines(each, today) for each in _sections(selection.collection, claims)),
        _people(selection),
        _footnotes(claims),
    ):
        yield from (f"{line}\n" for line in part)


def _head(selection: Selection, claims: list[_Made]) -> Iterator[str]:
    """Yield what it is about, and how much was found of it."""
    events = [each.dialogue.record.event for each in selection.excerpts]
    if selection.collection.several:
        yield from (f"# What was said in {plural(len(events), 'dialogue')}", "")
        yield from (_item(f"{each.name}, {_setting(each)}") for each in events)
    else:
        (event,) = events
        yield from (f"# {escaped(event.name).strip()}", "", _paragraph(_setting(event)))
        yield from ("", _paragraph(event.summary)) if event.summary else ()
    kinds = [kind_of(made.claim) for made in claims]
    counts = [plural(kinds.count(kind), kind) for kind in _KINDS if kind in kinds]
    found = ", ".join(counts) or "no claim"
    query = f"Found by {selection.query}: " if selection.query else ""
    yield from ("", _paragraph(query + found + "."))


def _setting(event: Event) -> str:
    return ", ".join(filter(None, (dates(event), event.place)))


def _sections(collection: Collection, claims: list[_Made]) -> list[_Section]:
    """Return the claims by themes or by whom they ask, most of them first."""
    themes = [made.themes(collection) for made in claims]
    by_theme = any(themes) and not set.intersection(*map(set, themes))
    sections: dict[str, _Section] = {}
    for made, own in zip(claims, themes, strict=True):
        claim, names, otherwise = made.claim, own, _WITHOUT[0]
        if by_theme:
            claim = replace(claim, themes=claim.themes[1:])
        elif isinstance(claim, Recommendation):
            names, otherwise = made.addressees(collection), _WITHOUT[1]
            claim = replace(claim, to=claim.to[1:])
        else:
            names, otherwise = [], _WITHOUT[2]
        name = names[0] if names else otherwise
        heading = title(collection[name]) if names else otherwise
        sections.setdefault(name, _Section(heading, [])).claims.append(made._replace(claim=claim))
    return sorted(sections.values(), key=lambda each: (each.heading in _WITHOUT, -len(each.claims)))


def _section_lines(section: _Section, today: str) -> Iterator[str]:
    yield from ("", f"## {escaped(section.heading).strip()}")
    for kind in _KINDS:
        claims = [made for made in section.claims if kind_of(made.claim) == kind]
        yield from ("", f"### {kind.capitalize()}s", "") if claims else ()
        for made in claims:
            yield from _claim_lines(made, today)


def _claim_lines(made: _Made, today: str) -> Iterator[str]:
    """Yield a claim with its note and what became of it; marks lead to footnotes."""
    (dialogue, name, claim), links = made, made.dialogue.links
    who = "; ".join(_person(links, each) for each in links.makers(name)) or "all present"
    last = status(claim) if isinstance(claim, Recommendation) else ""
    facts = ", ".join(filter(None, (manner(claim), *circumstances(links, claim, today), last)))
    said = f"{claim.text} — {who}{f' ({facts})' if facts else ''}"
    yield _item(said) + footnote_mark(dialogue, name)
    if claim.note:
        yield f"  {_item(f'Note: {claim.note}')}"
    for own, response in links.responses(name):
        head = " · ".join(filter(None, (response.status, response_facts(links, response))))
        text = ": ".join(filter(None, (head, response.text)))
        note = f" Note: {response.note}" if response.note else ""
        mark = footnote_mark(dialogue, own) if response.evidence else ""
        yield f"  {_item(text + note)}{mark}"


def _person(links: Links, speaker: Speaker) -> str:
    return ", ".join(filter(None, (speaker.name, office(links, speaker))))


def _people(selection: Selection) -> Iterator[str]:
    """Yield the speakers; who took part in several dialogues stands once for each office."""
    lines = dict.fromkeys(
        _item(_person(each.dialogue.links, speaker))
        for each in selection.excerpts
        for speaker in each.speakers
    )
    yield from ("", "## Speakers", "", *lines) if lines else ()


def _footnotes(claims: list[_Made]) -> Iterator[str]:
    for dialogue, name, claim in claims:
        if claim.evidence:
            yield from ("", footnote(dialogue, name, claim, claim.evidence))
        else:
            yield from ("", f"{footnote_mark(dialogue, name)}: No words of a source are given.")
        for own, response in dialogue.links.responses(name):
            if response.evidence:
                yield from ("", footnote(dialogue, own, response, response.evidence))


def _paragraph(text: str) -> str:
    return block(escaped(text))


def _item(text: str) -> str:
    return f"- {block(escaped(text))}"
