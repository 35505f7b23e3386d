"""One HTML file with all that is exported: read in any browser, without a server or a network.

The texts of sources stay at home: of these it has the quoted words alone.
"""

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import NamedTuple

import tiptui
from tiptui.collection.thing import Addressee, ClaimKind, Organization
from tiptui.proof.locate import QuoteStatus
from tiptui.report.elements import Html, element, joined, lines, text
from tiptui.report.export import Excerpt, Selection
from tiptui.report.page_anchors import Anchors
from tiptui.report.page_claims import claim_item, in_dialogue, name, parts
from tiptui.report.page_groups import (
    dialogue_group,
    party_group,
    place_of_asked,
    source_group,
    speaker_group,
)
from tiptui.report.phrases import dates
from tiptui.text.visible import plural

_HERE = Path(__file__).parent

_MANY = 400
"""Claims from which on a browser lays out only what is in sight, at the price of a scroll bar that
jumps."""

_BODY = "$body\n"

_STATUSES = {
    QuoteStatus.VERBATIM: "the words stand in their paragraph of the source",
    QuoteStatus.NORMALIZED: "they stand there with other spaces, quotation marks or dashes",
    QuoteStatus.ELSEWHERE: "they stand in another paragraph of the source",
    QuoteStatus.MISSING: "they were not found in the source",
    QuoteStatus.UNCHECKED: "the text of the source was not at hand to look",
}


class Section(NamedTuple):
    """A part of the page, and how many there are of what is listed in it, by kind."""

    id: str
    counts: Mapping[str, int]
    content: Iterable[Html]
    heading: str = ""


def page(selection: Selection) -> Iterator[str]:
    """Yield an HTML page of all that is selected, piece by piece."""
    anchors = Anchors(selection)
    sections = [each for each in _sections(anchors, selection) if _heading(each)]
    style, script = ((_HERE / file).read_text("utf-8") for file in ("page.css", "page.js"))
    title = _title(selection)
    given = {
        "title": text(title),
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "header": _header(selection, title),
        "contents": _contents(sections),
        "many": "many" if sum(len(each.claims) for each in selection.excerpts) > _MANY else "",
        "version": text(tiptui.__version__),
    }
    before, _, after = (_HERE / "page.html").read_text("utf-8").partition(_BODY)
    yield Template(before).substitute(given)
    for section in sections:
        yield f'<section id="{section.id}">\n{element("h2", _heading(section))}\n'
        yield f"{parts([*section.content], 'div')}\n</section>\n"
    yield Template(after).substitute(given)


def _hash(content: str) -> str:
    """Return the source of a Content-Security-Policy that allows this content alone."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _title(selection: Selection) -> str:
    dialogues = [excerpt.dialogue for excerpt in selection.excerpts]
    event = dialogues[0].record.event
    if selection.collection.alone:
        return event.name
    series = {dialogue.record.event.series for dialogue in dialogues}
    return event.series if len(series) == 1 and event.series else plural(len(dialogues), "dialogue")


def _header(selection: Selection, title: str) -> Html:
    events = [excerpt.dialogue.record.event for excerpt in selection.excerpts]
    if not selection.collection.alone:
        days = sorted(event.start_date for event in events)
        years = dict.fromkeys(day[:4] for day in (days[0], days[-1]))
        count = plural(len(events), "dialogue")
        facts = joined(" · ", count if count != title else "", "–".join(years))
    else:
        facts = joined(
            " · ", name(events[0].classification), dates(events[0]), name(events[0].place)
        )
    parts = [element("h1", title, dir="auto"), element("p", facts)]
    if selection.query.strip():
        query = element("code", selection.query.strip(), dir="auto")
        parts.append(element("p", "Not all of it: what the query ", query, " finds."))
    return lines(*parts)


def _statuses(excerpts: Iterable[Excerpt]) -> Html:
    """Return how many quotations have which status, and what it means."""
    counts = Counter(cited.located.status for each in excerpts for cited in each.quotations)
    pairs = (
        element("div", element("dt", f"{counts[status]:,} {status}"), element("dd", meaning))
        for status, meaning in _STATUSES.items()
        if counts[status]
    )
    return element("dl", *pairs, class_="statuses")


def _contents(sections: Iterable[Section]) -> Html:
    """Return links to the sections, with what each has."""
    links = (element("a", _heading(each), href=f"#{each.id}") for each in sections)
    return element("ul", lines(*(element("li", each) for each in links)))


def _heading(section: Section) -> Html:
    """Return `Speakers 6 · Statements 7`; the script says how many of them are found."""
    counts = [
        joined("\xa0", f"{kind.capitalize()}s", element("small", f"{count:,}", data_of=kind))
        for kind, count in section.counts.items()
        if count
    ]
    return joined(" · ", section.heading, *counts)


def _sections(anchors: Anchors, selection: Selection) -> Iterator[Section]:
    excerpts, alone = selection.excerpts, selection.collection.alone
    kinds = Counter(claim.kind for excerpt in excerpts for claim in excerpt.claims)
    bodies = Counter(party.bodies[0].kind for party in anchors.parties.values())
    dialogues = {} if alone else {"dialogue": len(excerpts)}
    yield Section(
        "_dialogues",
        dialogues | {"point": kinds["point"]},
        (dialogue_group(anchors, each, _claims(anchors, each, "point")) for each in excerpts),
        "The dialogue" if alone else "",
    )
    yield Section(
        "_speakers",
        {"speaker": len(anchors.people), "statement": kinds["statement"]},
        _speakers(anchors, excerpts),
    )
    yield Section(
        "_recommendations",
        {"recommendation": kinds["recommendation"]},
        _recommendations(anchors, excerpts),
    )
    yield Section(
        "_parties",
        {kind: bodies[kind] for kind in (Organization.kind, Addressee.kind)},
        (party_group(anchors, *each) for each in anchors.parties.items()),
    )
    yield Section("_themes", {"theme": len(anchors.themes)}, _themes(anchors))
    yield Section("_sources", {"source": len(anchors.cited)}, _sources(anchors, excerpts))


def _claims(anchors: Anchors, excerpt: Excerpt, kind: ClaimKind) -> list[Html]:
    return [claim_item(anchors, claim) for claim in excerpt.claims if claim.kind == kind]


def _speakers(anchors: Anchors, excerpts: Iterable[Excerpt]) -> Iterator[Html]:
    said: defaultdict[str, list[Html]] = defaultdict(list)
    for excerpt in excerpts:
        for claim in excerpt.claims:
            if claim.kind == "statement":
                row = anchors.collection.row_name(claim.makers[0].name)
                said[row].append(claim_item(anchors, claim))
    for row, person in anchors.people.items():
        yield speaker_group(anchors, row, person, said.pop(row, []))


def _recommendations(anchors: Anchors, excerpts: Iterable[Excerpt]) -> Iterator[Html]:
    for excerpt in excerpts:
        if asked := parts(_claims(anchors, excerpt, "recommendation")):
            where = in_dialogue(anchors, excerpt.dialogue)
            heading = element("h3", where) if where else ""
            place = place_of_asked(excerpt.dialogue)
            yield element("section", lines(heading, asked), id=place, class_="group")


def _themes(anchors: Anchors) -> Iterator[Html]:
    pairs = (
        element(
            "div",
            element("dt", name(theme.title), " ", element("small", plural(len(claims), "claim"))),
            element("dd", theme.item.description, dir="auto"),
        )
        for theme, claims in anchors.themes.values()
    )
    yield element("dl", lines(*pairs))


def _sources(anchors: Anchors, excerpts: Iterable[Excerpt]) -> Iterator[Html]:
    yield _statuses(excerpts)
    for source, cited in anchors.cited.items():
        yield source_group(anchors, source, cited)
