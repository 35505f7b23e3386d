"""What is exported as a brief: Markdown, with the words that prove a claim in its footnote.

It goes by themes; where all claims share one, or none has any, by whom they ask. A claim stands
once, under the first of its own. Quotation marks surround the words of sources and nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tiptui.collection.opened import Collection
from tiptui.collection.thing import Claim, ClaimKind, Person, Response, Thing
from tiptui.files.own import current_day
from tiptui.report.citations import footnote, footnote_mark
from tiptui.report.export import Selection
from tiptui.report.markdown import block, escape_markdown
from tiptui.report.phrases import circumstances, dates, listed, office, response_facts
from tiptui.text.visible import plural

_WITHOUT = ("No theme", "Nobody named", "What else was said")
"""The headings of claims that have none of their own; they come last."""

_KINDS: tuple[ClaimKind, ...] = ("recommendation", "statement", "point")


def brief(selection: Selection) -> Iterator[str]:
    """Yield a brief, line by line."""
    claims = [claim for each in selection.excerpts for claim in each.claims]
    today = current_day()
    for part in (
        _head(selection, claims),
        *(_section_lines(*each, today) for each in _sections(selection.collection, claims)),
        _people(selection),
        _footnotes(claims),
    ):
        yield from (f"{line}\n" for line in part)


def _head(selection: Selection, claims: list[Claim]) -> Iterator[str]:
    """Yield what it is about, and how much was found of it."""
    events = [each.dialogue.record.event for each in selection.excerpts]
    if not selection.collection.alone:
        yield from (f"# What was said in {plural(len(events), 'dialogue')}", "")
        yield from (_item(listed(each.name, dates(each), each.place)) for each in events)
    else:
        (event,) = events
        setting = listed(dates(event), event.place)
        yield from (f"# {escape_markdown(event.name).strip()}", "", _paragraph(setting))
        yield from ("", _paragraph(event.summary)) if event.summary else ()
    kinds = Counter(claim.kind for claim in claims)
    found = ", ".join(plural(kinds[kind], kind) for kind in _KINDS if kinds[kind]) or "no claim"
    query = f"Found by {selection.query}: " if selection.query else ""
    yield from ("", _paragraph(f"{query}{found}."))


def _sections(collection: Collection, claims: list[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return headings, each with its claims without what it says of them, the longest first."""
    themes = [_names(collection, claim.themes) for claim in claims]
    by_theme = any(themes) and not set.intersection(*map(set, themes))
    sections: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim, own in zip(claims, themes, strict=True):
        if by_theme:
            names, otherwise, key = own, _WITHOUT[0], "themes"
        elif claim.is_recommendation:
            names, otherwise, key = _names(collection, claim.addressees), _WITHOUT[1], "to"
        else:
            names, otherwise, key = [], _WITHOUT[2], ""
        sections[names[0] if names else otherwise].append(_without_first(claim, key))
    return sorted(
        (
            (name if name in _WITHOUT else collection[name].name, own)
            for name, own in sections.items()
        ),
        key=lambda each: (each[0] in _WITHOUT, -len(each[1])),
    )


def _names(collection: Collection, things: Sequence[Thing]) -> list[str]:
    """Return the names of things, as they are called in all dialogues."""
    return [collection.row_key(thing.key) for thing in things]


def _without_first(claim: Claim, key: str) -> Claim:
    """Return a claim without the first theme, or the first that it asks: a heading says that."""
    if not key:
        return claim
    less: dict[str, Any] = {key: getattr(claim.item, key)[1:]}
    return Claim(claim.dialogue, claim.id, replace(claim.item, **less), claim.number)


def _section_lines(heading: str, claims: list[Claim], today: str) -> Iterator[str]:
    yield from ("", f"## {escape_markdown(heading).strip()}")
    for kind in _KINDS:
        of_kind = [claim for claim in claims if claim.kind == kind]
        yield from ("", f"### {kind.capitalize()}s", "") if of_kind else ()
        for claim in of_kind:
            yield from _claim_lines(claim, today)


def _claim_lines(claim: Claim, today: str) -> Iterator[str]:
    """Yield a claim with its note and what became of it; marks lead to footnotes."""
    who = "; ".join(map(_person, claim.makers)) or "all present"
    told = (words for _, words in circumstances(claim, today))
    facts = listed(claim.manner, *told, claim.status)
    said = f"{claim.name} — {who}{f' ({facts})' if facts else ''}"
    yield _item(said) + footnote_mark(claim)
    if claim.note:
        yield f"  {_item(f'Note: {claim.note}')}"
    for response in claim.responses:
        head = listed(response.status, response_facts(response), between=" · ")
        text = listed(head, response.item.text, between=": ")
        note = f" Note: {response.note}" if response.note else ""
        yield f"  {_item(text + note)}{footnote_mark(response) if response.evidence else ''}"


def _person(person: Person) -> str:
    return listed(person.name, office(person))


def _people(selection: Selection) -> Iterator[str]:
    """Yield the speakers; who took part in several dialogues stands once for each office."""
    people = (person for each in selection.excerpts for person in each.people)
    lines = dict.fromkeys(_item(_person(person)) for person in people)
    yield from ("", "## Speakers", "", *lines) if lines else ()


def _footnotes(claims: list[Claim]) -> Iterator[str]:
    for claim in claims:
        things: list[Claim | Response] = [claim, *claim.responses]
        for thing in things:
            if thing.evidence:
                yield from ("", footnote(thing, thing.quotations))
            elif thing is claim:
                yield from ("", f"{footnote_mark(claim)}: No words of a source are given.")


def _paragraph(text: str) -> str:
    return block(escape_markdown(text))


def _item(text: str) -> str:
    return f"- {block(escape_markdown(text))}"
