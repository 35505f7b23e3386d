"""One HTML file with all that is exported: read in any browser, without a server or a network.

The texts of sources stay at home: of these it has the quoted words alone.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import NamedTuple

import tiptui
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Claim, Quotation, Thing
from tiptui.files.programs import address
from tiptui.proof.locate import QuoteStatus
from tiptui.record.follow_up import outcomes
from tiptui.record.model import Source
from tiptui.report.elements import (
    Html,
    element,
    entries,
    facts,
    joined,
    lines,
    link,
    links,
    name,
    note,
    parts,
    some,
    text,
)
from tiptui.report.export import Excerpt, Selection
from tiptui.report.page_anchors import Anchors, Cited, anchor
from tiptui.report.page_claims import claim_item, how_found, in_dialogue, named, proof, quoted, to
from tiptui.report.phrases import dates, place, present
from tiptui.text.visible import long_date, plural

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
    words: str = ""

    @property
    def heading(self) -> Html:
        """`Speakers 6 · Statements 7`; the script says how many of them are found."""
        counts = [
            joined("\xa0", f"{kind.capitalize()}s", element("small", f"{count:,}", data_of=kind))
            for kind, count in self.counts.items()
            if count
        ]
        return joined(" · ", self.words, *counts)


def page(selection: Selection) -> Iterator[str]:
    """Yield an HTML page of all that is selected, piece by piece."""
    anchors = Anchors(selection)
    sections = [each for each in _sections(anchors, selection) if each.heading]
    style, script = ((_HERE / file).read_text("utf-8") for file in ("page.css", "page.js"))
    title = _title(selection)
    contents = (element("li", element("a", each.heading, href=f"#{each.id}")) for each in sections)
    given = {
        "title": text(title),
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "header": _header(selection, title),
        "contents": element("ul", lines(*contents)),
        "many": "many" if sum(len(each.claims) for each in selection.excerpts) > _MANY else "",
        "version": text(tiptui.__version__),
    }
    before, _, after = (_HERE / "page.html").read_text("utf-8").partition(_BODY)
    yield Template(before).substitute(given)
    for section in sections:
        yield f'<section id="{section.id}">\n{element("h2", section.heading)}\n'
        yield f"{parts([*section.content], 'div')}\n</section>\n"
    yield Template(after).substitute(given)


def _hash(content: str) -> str:
    """Return the source of a Content-Security-Policy that allows this content alone."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _title(selection: Selection) -> str:
    events = [excerpt.dialogue.record.event for excerpt in selection.excerpts]
    if selection.collection.alone:
        return events[0].name
    series = {event.series for event in events}
    return (len(series) == 1 and events[0].series) or plural(len(events), "dialogue")


def _header(selection: Selection, title: str) -> Html:
    events = [excerpt.dialogue.record.event for excerpt in selection.excerpts]
    if not selection.collection.alone:
        days = sorted(event.start_date for event in events)
        count = plural(len(events), "dialogue")
        years = "–".join(dict.fromkeys(day[:4] for day in (days[0], days[-1])))
        about = joined(" · ", count if count != title else "", years)
    else:
        (event,) = events
        about = joined(" · ", name(event.classification), dates(event), name(event.place))
    query = element("code", selection.query.strip(), dir="auto")
    return lines(
        element("h1", title, dir="auto"),
        element("p", about),
        element("p", "Not all of it: what the query ", query, " finds.")
        if selection.query.strip()
        else "",
    )


def _sections(anchors: Anchors, selection: Selection) -> Iterator[Section]:
    excerpts, alone = selection.excerpts, selection.collection.alone
    kinds = Counter(claim.kind for excerpt in excerpts for claim in excerpt.claims)
    bodies = Counter(each[0].kind for each in anchors.parties.values())
    yield Section(
        "_dialogues",
        {"dialogue": 0 if alone else len(excerpts), "point": kinds["point"]},
        (_dialogue_group(anchors, each) for each in excerpts),
        "The dialogue" if alone else "",
    )
    yield Section(
        "_speakers",
        {"speaker": len(anchors.people), "statement": kinds["statement"]},
        (_speaker_group(anchors, *each) for each in anchors.people.items()),
    )
    yield Section(
        "_recommendations",
        {"recommendation": kinds["recommendation"]},
        filter(None, (_asked_group(anchors, each) for each in excerpts)),
    )
    yield Section(
        "_parties",
        {kind: bodies[kind] for kind in ("organization", "addressee")},
        (_party_group(anchors, *each) for each in anchors.parties.items()),
    )
    yield Section("_themes", {"theme": len(anchors.themes)}, [_themes(anchors)])
    yield Section("_sources", {"source": len(anchors.cited)}, _sources(anchors, excerpts))


def _sources(anchors: Anchors, excerpts: Iterable[Excerpt]) -> Iterator[Html]:
    """Yield how many quotations have which status, and what it means, then the sources."""
    counts = Counter(cited.located.status for each in excerpts for cited in each.quotations)
    pairs = (
        element("div", element("dt", f"{counts[status]:,} {status}"), element("dd", meaning))
        for status, meaning in _STATUSES.items()
        if counts[status]
    )
    yield element("dl", *pairs, class_="statuses")
    for source, cited in anchors.cited.items():
        yield _source_group(anchors, source, cited)


# What is said of each, with what is theirs.


def _group(kind: str, id: str, head: Iterable[str], *items: str) -> Html:
    """Return something with what is listed under it; what is searched of itself is its head."""
    first = element("div", lines(*head), class_="head")
    return element("section", lines(first, *items), id=id, class_=f"group {kind}")


def _claims(anchors: Anchors, claims: Iterable[Claim]) -> Html:
    return parts([claim_item(anchors, claim) for claim in claims])


def _dialogue_group(anchors: Anchors, excerpt: Excerpt) -> Html:
    """Return what is said of a dialogue itself, with its points."""
    dialogue, event = excerpt.dialogue, excerpt.dialogue.record.event
    about = (
        element("div", element("dt", key), element("dd", value))
        for key, value in _about(anchors, excerpt).items()
        if value
    )
    head = [
        "" if dialogue.is_alone else element("h3", event.name, dir="auto"),
        some("p", event.summary, dir="auto", class_="text"),
        element("dl", *about),
        proof(anchors, dialogue.things.event),
        note(event.note),
    ]
    points = _claims(anchors, excerpt.of("point"))
    heading = element("h3" if dialogue.is_alone else "h4", "Points") if points else ""
    return _group("dialogue", event.id, head, heading, points)


def _about(anchors: Anchors, excerpt: Excerpt) -> dict[str, str]:
    dialogue, record = excerpt.dialogue, excerpt.dialogue.record
    event = record.event
    groups = event.attendance.groups if event.attendance else ()
    return ({} if dialogue.is_alone else _beside_others(anchors, excerpt)) | {
        "Series": name(event.series),
        "Held by": joined("; ", *_organizers(anchors, dialogue)),
        "Who came": present(event.attendance, len(record.speakers)),
        "Groups": joined(", ", *map(name, groups)),
        "Topics": joined(", ", *map(name, event.topics)),
        "What became of it": outcomes(record.recommendations),
    }


def _beside_others(anchors: Anchors, excerpt: Excerpt) -> dict[str, str]:
    """Return what stands elsewhere on the page, if it is of one dialogue."""
    event, asked = excerpt.dialogue.record.event, len(excerpt.of("recommendation"))
    speakers = (to(anchors, each.key, each.name) for each in excerpt.people)
    words = plural(asked, "recommendation")
    return {
        "When": dates(event),
        "Where": name(event.place),
        "What": name(event.classification),
        "Speakers": joined(", ", *speakers),
        "Asked": element("a", words, href=f"#{_asked(excerpt)}") if asked else "",
    }


def _organizers(anchors: Anchors, dialogue: Dialogue) -> Iterator[Html]:
    for organizer in dialogue.record.event.organizers:
        body = dialogue.things.organization(organizer.organization)
        who = to(anchors, body.key, body.full_name) if body else ""
        yield joined(", ", who, name(organizer.role))


def _asked_group(anchors: Anchors, excerpt: Excerpt) -> Html:
    """Return the recommendations of a dialogue; nothing where it has none."""
    heading = some("h3", in_dialogue(anchors, excerpt.dialogue))
    claims = _claims(anchors, excerpt.of("recommendation"))
    words = lines(heading, claims) if claims else ""
    return some("section", words, id=_asked(excerpt), class_="group")


def _asked(excerpt: Excerpt) -> str:
    """Return the id under which the recommendations of a dialogue stand."""
    return f"{excerpt.dialogue.id}:asked"


def _speaker_group(anchors: Anchors, row: str, members: Sequence[Thing]) -> Html:
    """Return a speaker, as each dialogue has them, with the statements."""
    first, *spellings = dict.fromkeys(member.name for member in members)
    others = (each for member in members for each in member.other_names)
    offices = dict.fromkeys(_office(anchors, member) for member in members)
    claims = [claim for member in members for claim in anchors.shown(member.claims)]
    head = [
        # In other dialogues the same person has other names.
        *(element("span", id=each.key) for each in members if each.key != row),
        element(
            "div",
            element("h3", first, dir="auto"),
            *(some("p", each) for each in offices),
            _also((*spellings, *others)),
            class_="who",
        ),
        *(_of_speaker(anchors, member) for member in members),
        _linked(anchors, "Asks for", (each for each in claims if each.is_recommendation), True),
    ]
    said = (claim for claim in claims if claim.kind == "statement")
    return _group("speaker", row, head, _claims(anchors, said))


def _office(anchors: Anchors, member: Thing) -> Html:
    body = member.organization
    where = to(anchors, body.key, body.full_name) if body else ""
    group = "group" if member.item.kind == "group" else ""
    return joined(", ", name(member.item.role), where, group)


def _of_speaker(anchors: Anchors, member: Thing) -> Html:
    told = lines(proof(anchors, member), note(member.note))
    return lines(facts(in_dialogue(anchors, member.dialogue)), told) if told else told


def _also(names: Iterable[str]) -> Html:
    listed = joined(", ", *map(name, dict.fromkeys(names)))
    return facts("Also: ", listed, between="") if listed else listed


def _linked(
    anchors: Anchors, heading: str, things: Iterable[Thing], of_maker: bool = False
) -> Html:
    return links(heading, (element("li", named(anchors, each, of_maker)) for each in things))


def _party_group(anchors: Anchors, row: str, bodies: Sequence[Thing]) -> Html:
    """Return an organization or an addressee with all that links it to others."""
    first, *spellings = dict.fromkeys(body.full_name for body in bodies)
    others = (each for body in bodies for each in body.other_names)
    people = (person.key for body in bodies for person in anchors.shown(body.people))
    speakers = dict.fromkeys(map(anchors.collection.row_name, people))
    head = [
        element("h3", first, dir="auto"),
        _also((*spellings, *others)),
        *map(note, dict.fromkeys(body.note for body in bodies)),
        _linked(anchors, "Speakers", map(anchors.collection.__getitem__, speakers)),
        _linked(anchors, "Is asked", anchors.shown(each for body in bodies for each in body.asked)),
        _linked(
            anchors, "Answers", anchors.shown(each for body in bodies for each in body.responses)
        ),
    ]
    return _group(bodies[0].kind, anchor(row), head)


def _themes(anchors: Anchors) -> Html:
    """Return the themes, each with its number of claims and what it is about."""
    pairs = []
    for themes in anchors.themes.values():
        count = len(anchors.shown(claim for theme in themes for claim in theme.claims))
        title = name(themes[0].name), " ", element("small", plural(count, "claim"))
        about = element("dd", themes[0].item.description, dir="auto")
        pairs.append(element("div", element("dt", *title), about))
    return element("dl", lines(*pairs))


def _source_group(anchors: Anchors, source: str, cited: Cited) -> Html:
    """Return a source, by its name, with the words that are cited, and what rests on them."""
    dialogue, local = anchors.collection.place(source)
    item = dialogue.ids.sources.get(local)
    outline = item.outline if item else ()
    # What a query finds does without the lines of the rest.
    shown = range(1, len(outline) + 1) if anchors.whole else ()
    paragraphs = []
    for number in sorted({*shown, *cited}):
        line = joined(" ", element("b", f"¶{number}"), *map(name, outline[number - 1 : number]))
        words = entries((_words(anchors, each) for each in cited.get(number, {}).values()), "words")
        paragraphs.append(element("li", element("p", line), words, class_="item paragraph"))
    return _group("source", source, _about_source(anchors, dialogue, item), parts(paragraphs))


def _about_source(anchors: Anchors, dialogue: Dialogue, item: Source | None) -> Iterator[Html]:
    where = in_dialogue(anchors, dialogue)
    if item is None:
        yield element("h3", "No source is named")
        yield facts(where)
        return
    yield element("h3", item.title, dir="auto")
    yield facts(where, item.type or "", name(item.publisher), long_date(item.published))
    yield facts(link(item.url, item.url) if address(item.url, "") else item.url)
    yield note(item.note)


def _words(anchors: Anchors, same: Sequence[Quotation]) -> Html:
    """Return words of a source with a link to all that they prove, and to their page on the web."""
    cited, source, moment = same[0], same[0].source, same[0].moment
    url = address(source.url, cited.evidence.exact, moment) if source else ""
    where = place(cited.evidence).partition(", ")[2]
    there = link(url, f"at {moment}" if moment else "in the source") if url else ""
    proves = dict.fromkeys(each.of for each in same)
    return element(
        "li",
        element("p", joined(" ", where, quoted(cited), how_found(cited), there)),
        entries(element("li", named(anchors, each)) for each in proves),
        id=anchors.of_words(cited),
    )
