"""One HTML file with all that is exported: read in any browser, without a server or a network.

The texts of sources stay at home: of these it has the quoted words alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Claim, Thing
from tiptui.files.output import NoOutput
from tiptui.files.own import current_day
from tiptui.files.programs import address
from tiptui.proof.locate import QuoteStatus
from tiptui.record.follow_up import outcomes
from tiptui.record.model import Event, Source
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
    pairs,
    some,
)
from tiptui.report.export import Excerpt, Selection
from tiptui.report.page_anchors import Anchors, Cited, anchor
from tiptui.report.page_claims import (
    claim_item,
    in_dialogue,
    named,
    proof,
    sign,
    to,
)
from tiptui.report.page_filters import OVERDUE, Filters
from tiptui.report.page_frame import Section, document
from tiptui.report.phrases import dates, present
from tiptui.report.provenance import provenance
from tiptui.text.visible import long_date, plural

_LARGE = 5_000_000
"""Code points from which on a page of several dialogues is better a folder."""

_TOO_LARGE = (
    "one page of this is over 5 MB: tiptui export --to html -o FOLDER/ makes one for each dialogue"
)

_MEANING = {
    QuoteStatus.VERBATIM: "the words stand in their paragraph of the source",
    QuoteStatus.NORMALIZED: "they stand there with other spaces, quotation marks or dashes",
    QuoteStatus.ELSEWHERE: "they stand in another paragraph of the source",
    QuoteStatus.MISSING: "they were not found in the source",
    QuoteStatus.UNCHECKED: "the text of the source was not loaded",
}


def page(selection: Selection) -> Iterator[str]:
    """Yield an HTML page of all that is selected, piece by piece.

    Raise NoOutput where a folder with a page for each dialogue is better.
    """
    size = 0
    filters = Filters(selection.collection, selection.excerpts, current_day())
    for piece in page_of(selection, Anchors(selection, filters)):
        size += len(piece)
        if size > _LARGE and len(selection.excerpts) > 1:
            raise NoOutput(_TOO_LARGE)
        yield piece


def page_of(selection: Selection, anchors: Anchors, home: str = "") -> Iterator[str]:
    """Yield a page; `home` leads to the index that it is in."""
    title = title_of(selection)
    header = lines(some("p", home), *_header(selection, title), _legend(selection.excerpts))
    yield from document(title, header, anchors.filters, _sections(anchors, selection))


def title_of(selection: Selection) -> str:
    """Return what a page of a selection is called: the event, the series, or how many there are."""
    events = [excerpt.dialogue.record.event for excerpt in selection.excerpts]
    if len(events) == 1:
        return events[0].name
    series = {event.series for event in events}
    return (len(series) == 1 and events[0].series) or plural(len(events), "dialogue")


def _header(selection: Selection, title: str) -> Iterator[Html]:
    events = [excerpt.dialogue.record.event for excerpt in selection.excerpts]
    yield element("h1", title, dir="auto")
    if len(events) > 1:
        days = sorted(event.start_date for event in events)
        count = plural(len(events), "dialogue")
        years = "–".join(dict.fromkeys(day[:4] for day in (days[0], days[-1])))
        yield element("p", joined(" · ", count if count != title else "", years))
    else:
        yield from _setting(events[0])
    if query := selection.query.strip():
        shown = element("code", query, dir="auto")
        yield element("p", "Not all of it: what the query ", shown, " finds.")


def header_of_many(selection: Selection) -> Html:
    """Return the header of an index."""
    return lines(*_header(selection, title_of(selection)))


def _legend(excerpts: Iterable[Excerpt]) -> Html:
    """Return what the signs of quotations mean, and how many have which."""
    counts = Counter(cited.located.status for each in excerpts for cited in each.quotations)
    return pairs(
        (
            (joined(" ", sign(status), f"{counts[status]:,} {status}"), meaning)
            for status, meaning in _MEANING.items()
            if counts[status]
        ),
        "legend",
    )


def outcome(filters: Filters) -> Section:
    """Return the sum of what became of recommendations; each status leads to those that have it."""
    counts = filters.counts["status"]
    total = sum(count for status, count in counts.items() if status != OVERDUE)
    items = (
        element(
            "li",
            element("a", status, href=f"#status={quote(status)}"),
            element("meter", max=str(total), value=str(count), aria_label=status),
            element("b", f"{count:,}"),
        )
        for status, count in counts.items()
    )
    words = "What became of it" if total else ""
    overdue = f"Overdue: as of {long_date(filters.today)}." if OVERDUE in counts else ""
    return Section("_outcome", {}, [entries(items, "sum"), facts(overdue)], words)


def made(selection: Selection) -> Section:
    """Return what the page is of, so that it can be made again."""
    of = provenance(selection)
    sums = pairs(
        (
            f"{each.kind} {each.name}" + (f" ({each.event})" if each.kind == "text" else ""),
            element("code", each.in_words),
        )
        for each in of.sums
    )
    heading = element("summary", f"SHA-256 of {plural(len(of.sums), 'file')}")
    more = element("details", heading, sums) if sums else Html()
    return Section("_made", {}, [pairs(of.facts.items()), more], "About this page")


def _sections(anchors: Anchors, selection: Selection) -> Iterator[Section]:
    excerpts = selection.excerpts
    kinds = Counter(claim.kind for excerpt in excerpts for claim in excerpt.claims)
    bodies = Counter(each[0].kind for each in anchors.parties.values())
    yield outcome(anchors.filters)
    yield Section(
        "_recommendations",
        {"recommendation": kinds["recommendation"]},
        filter(None, (_asked_group(anchors, each) for each in excerpts)),
    )
    yield Section(
        "_speakers",
        {"speaker": len(anchors.people), "statement": kinds["statement"]},
        (_speaker_group(anchors, *each) for each in anchors.people.items()),
    )
    yield Section(
        "_dialogues",
        {"dialogue": 0 if anchors.only else len(excerpts), "point": kinds["point"]},
        (_dialogue_group(anchors, each) for each in excerpts),
        "The dialogue" if anchors.only else "",
    )
    yield Section(
        "_parties",
        {kind: bodies[kind] for kind in ("organization", "addressee")},
        (_party_group(anchors, *each) for each in anchors.parties.items()),
    )
    themes = some("small", f"{len(anchors.themes) or ''}")
    heading = joined("\xa0", "Themes", themes) if themes else themes
    yield Section("_themes", {}, [_themes(anchors)], heading)
    yield Section(
        "_sources",
        {"source": len(anchors.cited)},
        (_source_group(anchors, *each) for each in anchors.cited.items()),
    )
    yield made(selection)


# What is said of each, with what is theirs.


def _group(kind: str, id: str, head: Iterable[str], *items: str) -> Html:
    """Return something with what is listed under it; what is searched of itself is its head."""
    first = element("div", lines(*head), class_="head")
    return element("section", lines(first, *items), id=id, class_=f"group {kind}")


def _claims(anchors: Anchors, claims: Iterable[Claim]) -> Html:
    return entries(claim_item(anchors, claim) for claim in claims)


def _dialogue_group(anchors: Anchors, excerpt: Excerpt) -> Html:
    """Return what is said of a dialogue itself, with its points."""
    dialogue, event = excerpt.dialogue, excerpt.dialogue.record.event
    named_here = (element("h3", event.name, dir="auto"), *_setting(event))
    head = [
        *(() if anchors.only else named_here),
        pairs(_about(anchors, excerpt).items()),
        proof(dialogue.things.event),
        note(event.note),
    ]
    points = _claims(anchors, excerpt.of("point"))
    heading = element("h3" if anchors.only else "h4", "Points") if points else ""
    return _group("dialogue", event.id, head, heading, points)


def _setting(event: Event) -> Iterator[Html]:
    yield facts(name(event.classification), dates(event), name(event.place))
    yield some("p", event.summary, dir="auto", class_="text")


def _about(anchors: Anchors, excerpt: Excerpt) -> dict[str, str]:
    dialogue, record = excerpt.dialogue, excerpt.dialogue.record
    event = record.event
    groups = event.attendance.groups if event.attendance else ()
    speakers = (to(anchors, each.key, each.name) for each in excerpt.people)
    others = {"Speakers": joined(", ", *speakers), "Became of it": outcomes(record.recommendations)}
    return {
        "Series": name(event.series),
        "Held by": joined("; ", *_organizers(anchors, dialogue)),
        "Who came": present(event.attendance, len(record.speakers)),
        "Groups": joined(", ", *map(name, groups)),
        "Topics": joined(", ", *map(name, event.topics)),
        # It stands above on a page of one.
        **({} if anchors.only else others),
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
    return element("section", heading, claims, class_="group") if claims else claims


def _speaker_group(anchors: Anchors, row: str, members: Sequence[Thing]) -> Html:
    """Return a speaker, as each dialogue has them, with the statements."""
    first, *spellings = dict.fromkeys(member.name for member in members)
    others = (each for member in members for each in member.other_names)
    offices = dict.fromkeys(_office(anchors, member) for member in members)
    claims = [claim for member in members for claim in anchors.shown(member.claims)]
    asked = (claim for claim in claims if claim.is_recommendation)
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
        links("Asks for", (named(anchors, each, True) for each in asked)),
    ]
    said = (claim for claim in claims if claim.kind == "statement")
    return _group("speaker", row, head, _claims(anchors, said))


def _office(anchors: Anchors, member: Thing) -> Html:
    body = member.organization
    where = to(anchors, body.key, body.full_name) if body else ""
    group = "group" if member.item.kind == "group" else ""
    return joined(", ", name(member.item.role), where, group)


def _of_speaker(anchors: Anchors, member: Thing) -> Html:
    told = lines(proof(member), note(member.note))
    return lines(facts(in_dialogue(anchors, member.dialogue)), told) if told else told


def _also(names: Iterable[str]) -> Html:
    listed = joined(", ", *map(name, dict.fromkeys(names)))
    return facts("Also: ", listed, between="") if listed else listed


def _party_group(anchors: Anchors, row: str, bodies: Sequence[Thing]) -> Html:
    """Return an organization or an addressee with all that links it to others."""
    first, *spellings = dict.fromkeys(body.full_name for body in bodies)
    others = (each for body in bodies for each in body.other_names)
    people = (person for body in bodies for person in anchors.shown(body.people))
    speakers = dict.fromkeys(to(anchors, each.key, each.name) for each in people)
    count = len(anchors.shown(each for body in bodies for each in body.asked))
    here = f"#addressee={quote(anchors.filters.title(bodies[0].key))}"
    asked = element("a", plural(count, "recommendation"), href=here) if count else ""
    head = [
        element("h3", first, dir="auto"),
        _also((*spellings, *others)),
        *map(note, dict.fromkeys(body.note for body in bodies)),
        facts(joined(": ", "Speakers" if speakers else "", joined(", ", *speakers))),
        facts(joined(": ", "Is asked" if asked else "", asked)),
    ]
    return _group(bodies[0].kind, anchor(row), head)


def _themes(anchors: Anchors) -> Html:
    """Return the themes, each with its number of claims and what it is about."""
    said = []
    for themes in anchors.themes.values():
        count = len(anchors.shown(claim for theme in themes for claim in theme.claims))
        title = joined(" ", name(themes[0].name), element("small", plural(count, "claim")))
        said.append((title, name(themes[0].item.description) or Html("&nbsp;")))
    return pairs(said)


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
        rests = (element("li", named(anchors, each)) for each in cited.get(number, ()))
        own = f"{source}:{number}"
        paragraphs.append(element("li", line, entries(rests), id=own, class_="item paragraph"))
    return _group("source", source, _about_source(anchors, dialogue, item), entries(paragraphs))


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
