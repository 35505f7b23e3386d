"""What is exported as a brief: Markdown, with the words that prove a claim in its footnote.

It goes by themes; where all claims share one, or none has any, by whom they ask. A claim stands
once, under the first of its own. Quotation marks surround the words of sources and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from tiptui.collection.opened import Collection
from tiptui.collection.thing import Claim, Person, Thing
from tiptui.record.model import Event
from tiptui.report.citations import footnote, footnote_mark
from tiptui.report.export import Selection
from tiptui.report.markdown import block, escaped
from tiptui.report.phrases import (
    circumstances,
    dates,
    listed,
    office,
    response_facts,
)
from tiptui.text.visible import plural

_WITHOUT = ("No theme", "Nobody named", "What else was said")
"""The headings of claims that have none of their own; they come last."""

_KINDS = ("recommendation", "statement", "point")


class _Section(NamedTuple):
    """A heading, and the claims under it, without what the heading says of them already."""

    heading: str
    claims: list[Claim]


def brief(selection: Selection) -> Iterator[str]:
    """Yield a brief, line by line."""
    claims = [claim for each in selection.excerpts for claim in each.claims]
    today = date.today().isoformat()
    for part in (
        _head(selection, claims),
        *(_section_lines(each, today) for each in _sections(selection.collection, claims)),
        _people(selection),
        _footnotes(claims),
    ):
        yield from (f"{line}\n" for line in part)


def _head(selection: Selection, claims: list[Claim]) -> Iterator[str]:
    """Yield what it is about, and how much was found of it."""
    events = [each.dialogue.record.event for each in selection.excerpts]
    if not selection.collection.alone:
        yield from (f"# What was said in {plural(len(events), 'dialogue')}", "")
        yield from (_item(f"{each.name}, {_setting(each)}") for each in events)
    else:
        (event,) = events
        yield from (f"# {escaped(event.name).strip()}", "", _paragraph(_setting(event)))
        yield from ("", _paragraph(event.summary)) if event.summary else ()
    kinds = [claim.kind for claim in claims]
    counts = [plural(kinds.count(kind), kind) for kind in _KINDS if kind in kinds]
    found = ", ".join(counts) or "no claim"
    query = f"Found by {selection.query}: " if selection.query else ""
    yield from ("", _paragraph(query + found + "."))


def _setting(event: Event) -> str:
    return listed(dates(event), event.place)


def _sections(collection: Collection, claims: list[Claim]) -> list[_Section]:
    """Return the claims by themes or by whom they ask, most of them first."""
    themes = [_names(collection, claim.themes) for claim in claims]
    by_theme = any(themes) and not set.intersection(*map(set, themes))
    sections: dict[str, _Section] = {}
    for claim, own in zip(claims, themes, strict=True):
        if by_theme:
            names, otherwise, told = own, _WITHOUT[0], _without_first(claim, "themes")
        elif claim.is_recommendation:
            names, otherwise = _names(collection, claim.addressees), _WITHOUT[1]
            told = _without_first(claim, "to")
        else:
            names, otherwise, told = [], _WITHOUT[2], claim
        name = names[0] if names else otherwise
        heading = collection[name].title if names else otherwise
        sections.setdefault(name, _Section(heading, [])).claims.append(told)
    return sorted(sections.values(), key=lambda each: (each.heading in _WITHOUT, -len(each.claims)))


def _names(collection: Collection, things: Sequence[Thing]) -> list[str]:
    """Return the names of things, as they are called in all dialogues."""
    return [collection.row_name(thing.name) for thing in things]


def _without_first(claim: Claim, key: str) -> Claim:
    """Return a claim without the first theme, or the first that it asks: a heading says that."""
    less: dict[str, Any] = {key: getattr(claim.item, key)[1:]}
    item = replace(claim.item, **less)
    return Claim(claim.dialogue, claim.id, item, claim.number)


def _section_lines(section: _Section, today: str) -> Iterator[str]:
    yield from ("", f"## {escaped(section.heading).strip()}")
    for kind in _KINDS:
        claims = [claim for claim in section.claims if claim.kind == kind]
        yield from ("", f"### {kind.capitalize()}s", "") if claims else ()
        for claim in claims:
            yield from _claim_lines(claim, today)


def _claim_lines(claim: Claim, today: str) -> Iterator[str]:
    """Yield a claim with its note and what became of it; marks lead to footnotes."""
    who = "; ".join(map(_person, claim.makers)) or "all present"
    told = (words for _, words in circumstances(claim, today))
    facts = listed(claim.manner, *told, claim.status)
    said = f"{claim.title} — {who}{f' ({facts})' if facts else ''}"
    yield _item(said) + footnote_mark(claim)
    if claim.note:
        yield f"  {_item(f'Note: {claim.note}')}"
    for response in claim.responses:
        item = response.item
        head = " · ".join(filter(None, (item.status, response_facts(response))))
        text = ": ".join(filter(None, (head, item.text)))
        note = f" Note: {item.note}" if item.note else ""
        mark = footnote_mark(response) if item.evidence else ""
        yield f"  {_item(text + note)}{mark}"


def _person(person: Person) -> str:
    return listed(person.title, office(person))


def _people(selection: Selection) -> Iterator[str]:
    """Yield the speakers; who took part in several dialogues stands once for each office."""
    people = (person for each in selection.excerpts for person in each.people)
    lines = dict.fromkeys(_item(_person(person)) for person in people)
    yield from ("", "## Speakers", "", *lines) if lines else ()


def _footnotes(claims: list[Claim]) -> Iterator[str]:
    for claim in claims:
        if claim.evidence:
            yield from ("", footnote(claim, claim.quotations))
        else:
            yield from ("", f"{footnote_mark(claim)}: No words of a source are given.")
        for response in claim.responses:
            if response.evidence:
                yield from ("", footnote(response, response.quotations))


def _paragraph(text: str) -> str:
    return block(escaped(text))


def _item(text: str) -> str:
    return f"- {block(escaped(text))}"
