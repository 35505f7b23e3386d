"""What is exported as a brief: Markdown, with the words that prove a claim in its footnote.

Recommendations go by themes; where all share one, or none has any, by whom they ask. A claim stands
once, under the first of its own. Quotation marks surround the words of sources and nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from tiptui.collection.opened import Collection
from tiptui.collection.thing import CLAIM_KINDS, Claim, Person, Thing
from tiptui.files.own import current_day
from tiptui.record.follow_up import outcomes, statuses
from tiptui.record.model import Recommendation
from tiptui.report import phrases
from tiptui.report.citations import footnote, footnote_mark
from tiptui.report.export import Selection
from tiptui.report.markdown import autolink, line
from tiptui.report.phrases import listed
from tiptui.text.visible import long_date, plural

_WITHOUT = ("No theme", "Nobody named")
"""The headings of claims that have none of their own; they come last."""


def brief(selection: Selection) -> Iterator[str]:
    today = current_day()
    for part in (
        _head(selection),
        _asked(selection, today),
        _said(selection, today),
        _events(selection, today),
        _sources(selection),
        _made(selection),
        _footnotes(selection),
    ):
        yield from (f"{each}\n" for each in part)


def _head(selection: Selection) -> Iterator[str]:
    """Yield what it is about, how much was found of it, and what became of that."""
    dialogues = [each.dialogue for each in selection.excerpts]
    if len(dialogues) > 1:
        yield f"# What was said in {plural(len(dialogues), 'dialogue')}"
    else:
        (dialogue,) = dialogues
        event = dialogue.record.event
        yield line(dialogue.name, "# ")
        yield from ("", line(listed(phrases.dates(dialogue), event.place)))
        yield from ("", line(event.summary)) if event.summary else ()
    kinds = Counter(claim.kind for claim in selection.claims)
    named = [plural(kinds[kind], kind) for kind in reversed(CLAIM_KINDS) if kinds[kind]]
    query = f"Found by {selection.query}: " if selection.query else ""
    yield from ("", line(f"{query}{', '.join(named) or 'no claim'}."))
    asked = [claim.item for claim in selection.claims if isinstance(claim.item, Recommendation)]
    if became := outcomes(statuses(asked)):
        yield from ("", line("What became of it", "## "), "", line(became))


def _asked(selection: Selection, today: str) -> Iterator[str]:
    """Yield the recommendations under headings; without those where there is one for all."""
    claims = [claim for claim in selection.claims if claim.is_recommendation]
    yield from ("", line("Recommendations", "## ")) if claims else ()
    sections = _sections(selection.collection, claims)
    for heading, own in sections:
        yield from ("", line(heading, "### ")) if len(sections) > 1 else ()
        yield ""
        for claim in own:
            yield from _claim_lines(claim, today)


def _sections(collection: Collection, claims: list[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return headings, each with its claims without what it says of them, the longest first."""

    def rows(things: Sequence[Thing]) -> list[str]:
        return [collection.row_key(thing.key) for thing in things]

    themes = [rows(claim.themes) for claim in claims]
    by_theme = any(themes) and not set.intersection(*map(set, themes))
    key, otherwise = ("themes", _WITHOUT[0]) if by_theme else ("to", _WITHOUT[1])
    sections: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim, own in zip(claims, themes, strict=True):
        first, *_ = [*(own if by_theme else rows(claim.addressees)), otherwise]
        sections[first].append(claim)
    if len(sections) > 1:
        for name, those in sections.items():
            sections[name] = [_without_first(each, key) for each in those]
    named = [
        (name if name in _WITHOUT else collection[name].name, own) for name, own in sections.items()
    ]
    return sorted(named, key=lambda each: (each[0] in _WITHOUT, -len(each[1])))


def _without_first(claim: Claim, key: str) -> Claim:
    """Return a claim without the first theme, or the first that it asks: a heading says that."""
    less: dict[str, Any] = {key: getattr(claim.item, key)[1:]}
    return Claim(claim.dialogue, claim.id, replace(claim.item, **less), claim.number)


def _claim_lines(claim: Claim, today: str, indent: str = "") -> Iterator[str]:
    """Yield a claim with its note and what became of it; marks lead to footnotes.

    Who made a statement stands over it.
    """
    said_under = claim.kind == "statement"
    who = "" if said_under else "; ".join(map(_person, claim.makers)) or "all present"
    told = (words for _, words in phrases.circumstances(claim, today))
    facts = listed(claim.manner, *told, claim.status)
    said = listed(claim.name, who, between=" — ") + (f" ({facts})" if facts else "")
    yield line(said, f"{indent}- ", footnote_mark(claim))
    yield from _note(claim, f"{indent}  - ")
    for response in claim.responses:
        head = listed(response.status, phrases.response_facts(response), between=" · ")
        text = listed(head, response.item.text, between=": ")
        note = f" Note: {response.note}" if response.note else ""
        yield line(text + note, f"{indent}  - ", _mark(response))


def _note(thing: Thing, before: str) -> list[str]:
    return [line(f"Note: {thing.note}", before)] if thing.note else []


def _mark(thing: Thing) -> str:
    return footnote_mark(thing) if thing.evidence else ""


def _person(person: Person) -> str:
    return listed(person.name, phrases.office(person))


def _said(selection: Selection, today: str) -> Iterator[str]:
    """Yield the speakers with what they said; those who said nothing stand at the end."""
    people: defaultdict[str, dict[str, list[Claim]]] = defaultdict(dict)
    for excerpt in selection.excerpts:
        statements = {*excerpt.of("statement")}
        for person in excerpt.people:
            # Who took part in more than one dialogue stands once for each office.
            row = people[selection.collection.row_key(person.key)]
            said = (claim for claim in person.claims if claim in statements)
            row.setdefault(_person(person), []).extend(said)
    spoke = [each for row in people.values() for each in row.items()]
    any_said = any(own for _, own in spoke)
    yield from ("", line("Who said what", "## ")) if any_said else ()
    for who, own in spoke:
        yield from ("", line(who, "### "), "") if own else ()
        for claim in own:
            yield from _claim_lines(claim, today)
    others = [line(who, "- ") for who, own in spoke if not own]
    heading = "Other speakers" if any_said else "Speakers"
    yield from ("", line(heading, "## "), "", *others) if others else ()


def _events(selection: Selection, today: str) -> Iterator[str]:
    """Yield the dialogues with their points; marks lead to what proves them."""
    alone = len(selection.excerpts) == 1
    yield from ("", line("The dialogue" if alone else "Dialogues", "## "), "")
    for excerpt in selection.excerpts:
        event = excerpt.dialogue.event
        summary = "" if alone else event.item.summary
        place = listed(phrases.event_with_dates(excerpt.dialogue), event.item.place)
        yield line(listed(place, summary, between=": "), "- ", _mark(event))
        yield from _note(event, "  - ")
        for claim in excerpt.of("point"):
            yield from _claim_lines(claim, today, "  ")


def _sources(selection: Selection) -> Iterator[str]:
    """Yield the sources that are cited; of everything, all."""
    lines: dict[str, None] = {}
    for excerpt in selection.excerpts:
        cited = {each.source for each in excerpt.quotations}
        for each in excerpt.dialogue.record.sources:
            if each in cited or not selection.query.strip():
                words = listed(each.title, each.publisher, long_date(each.published))
                address = f", {autolink(each.url)}" if each.url else ""
                lines[line(words, "- ") + address] = None
    yield from ("", line("Sources", "## "), "", *lines) if lines else ()


def _made(selection: Selection) -> Iterator[str]:
    of = selection.provenance
    yield from ("", line("About this brief", "## "), "")
    yield from (line(f"{name}: {words}", "- ") for name, words in of.facts.items())
    for each in of.sums:
        yield line(f"SHA-256 of the {each.kind} {each.name}: {each.in_words}", "- ")


def _footnotes(selection: Selection) -> Iterator[str]:
    for thing in chain.from_iterable(excerpt.proved for excerpt in selection.excerpts):
        if thing.evidence and thing.kind != "speaker":
            yield from ("", footnote(thing, thing.quotations))
        elif thing.kind in CLAIM_KINDS:
            yield from ("", f"{footnote_mark(thing)}: No words of a source are given.")
