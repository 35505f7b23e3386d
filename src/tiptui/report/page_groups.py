"""What a page says of a dialogue, a speaker, an organization, a source: with what is theirs."""

from collections.abc import Iterable, Iterator, Sequence

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Person as Member
from tiptui.collection.thing import Thing
from tiptui.files.programs import address
from tiptui.record.follow_up import outcomes
from tiptui.record.model import Source
from tiptui.report.elements import Html, element, joined, lines, link, text
from tiptui.report.export import Excerpt
from tiptui.report.page_anchors import Anchors, Cited, Party, Person, Words, anchor
from tiptui.report.page_claims import (
    entries,
    how_found,
    in_dialogue,
    name,
    named,
    note,
    parts,
    proof,
    prose,
    quoted,
    to,
)
from tiptui.report.phrases import dates, place, present
from tiptui.text.visible import long_date, plural


def group(kind: str, id: str, head: Iterable[str], *items: str) -> Html:
    """Return something with what is listed under it; what is searched of itself is its head."""
    first = element("div", lines(*head), class_="head")
    return element("section", lines(first, *items), id=id, class_=f"group {kind}")


def dialogue_group(anchors: Anchors, excerpt: Excerpt, points: Sequence[Html]) -> Html:
    """Return what is said of a dialogue itself, with its points."""
    dialogue, event = excerpt.dialogue, excerpt.dialogue.record.event
    head = [
        "" if dialogue.is_alone else element("h3", event.name, dir="auto"),
        prose(event.summary, class_="text"),
        element("dl", *_about(anchors, excerpt)),
        proof(anchors, dialogue.things.event),
        note(event.note),
    ]
    heading = element("h3" if dialogue.is_alone else "h4", "Points") if points else ""
    return group("dialogue", event.id, head, heading, parts(points))


def _about(anchors: Anchors, excerpt: Excerpt) -> Iterator[Html]:
    dialogue, event = excerpt.dialogue, excerpt.dialogue.record.event
    record, groups = dialogue.record, event.attendance.groups if event.attendance else ()
    facts = {
        "Series": name(event.series),
        "Held by": joined("; ", *_organizers(anchors, dialogue)),
        "Who came": text(present(event.attendance, len(record.speakers))),
        "Groups": joined(", ", *map(name, groups)),
        "Topics": joined(", ", *map(name, event.topics)),
        "What became of it": text(outcomes(record.recommendations)),
    }
    if not dialogue.is_alone:
        facts = _beside_others(anchors, excerpt) | facts
    for key, value in facts.items():
        if value:
            yield element("div", element("dt", key), element("dd", value))


def _beside_others(anchors: Anchors, excerpt: Excerpt) -> dict[str, Html]:
    """Return what stands elsewhere on the page, if it is of one dialogue."""
    dialogue, event = excerpt.dialogue, excerpt.dialogue.record.event
    speakers = (to(anchors, each.name, each.title) for each in excerpt.people)
    asked = sum(claim.is_recommendation for claim in excerpt.claims)
    words = plural(asked, "recommendation")
    return {
        "When": text(dates(event)),
        "Where": name(event.place),
        "What": name(event.classification),
        "Speakers": joined(", ", *speakers),
        "Asked": element("a", words, href=f"#{place_of_asked(dialogue)}") if asked else text(""),
    }


def place_of_asked(dialogue: Dialogue) -> str:
    """Return the id under which the recommendations of a dialogue stand."""
    return f"{dialogue.id}:asked"


def _organizers(anchors: Anchors, dialogue: Dialogue) -> Iterator[Html]:
    for organizer in dialogue.record.event.organizers:
        body = dialogue.things.organization(organizer.organization)
        who = to(anchors, body.name, body.full_title) if body else ""
        yield joined(", ", who, name(organizer.role))


def speaker_group(anchors: Anchors, row: str, person: Person, statements: Sequence[Html]) -> Html:
    """Return a speaker with the statements."""
    first, *spellings = dict.fromkeys(member.title for member in person.members)
    others = (each for member in person.members for each in member.item.other_names)
    offices = dict.fromkeys(_office(anchors, member) for member in person.members)
    head = [
        # In other dialogues the same person has other names.
        *(element("span", id=each.name) for each in person.members if each.name != row),
        element(
            "div",
            element("h3", first, dir="auto"),
            *(element("p", each) for each in offices if each),
            _also((*spellings, *others)),
            class_="who",
        ),
        *(_of_speaker(anchors, member) for member in person.members),
        _linked(anchors, "Asks for", person.asks, of_maker=True),
    ]
    return group("speaker", row, head, parts(statements))


def _office(anchors: Anchors, member: Member) -> Html:
    body = member.organization
    where = to(anchors, body.name, body.full_title) if body else ""
    group_of = "group" if member.item.kind == "group" else ""
    return joined(", ", name(member.item.role), where, group_of)


def _of_speaker(anchors: Anchors, member: Member) -> Html:
    where = in_dialogue(anchors, member.dialogue)
    told = lines(proof(anchors, member), note(member.note))
    return lines(element("p", where, class_="facts"), told) if where and told else told


def _also(names: Iterable[str]) -> Html:
    listed = joined(", ", *map(name, dict.fromkeys(names)))
    return element("p", "Also: ", listed, class_="facts") if listed else Html()


def _linked(
    anchors: Anchors, heading: str, things: Iterable[Thing], of_maker: bool = False
) -> Html:
    listed = entries(element("li", named(anchors, each, of_maker)) for each in things)
    return element("div", element("p", heading), listed, class_="links") if listed else Html()


def party_group(anchors: Anchors, row: str, party: Party) -> Html:
    """Return an organization or an addressee with all that links it to others."""
    first, *spellings = dict.fromkeys(body.full_title for body in party.bodies)
    others = (each for body in party.bodies for each in body.other_names)
    speakers = map(anchors.collection.__getitem__, party.speakers)
    head = [
        element("h3", first, dir="auto"),
        _also((*spellings, *others)),
        *map(note, dict.fromkeys(body.note for body in party.bodies)),
        _linked(anchors, "Speakers", speakers),
        _linked(anchors, "Is asked", party.asked),
        _linked(anchors, "Answers", party.answers),
    ]
    return group(party.bodies[0].kind, anchor(row), head)


def source_group(anchors: Anchors, source: str, cited: Cited) -> Html:
    """Return a source, by its name, with the words that are cited, and what rests on them."""
    dialogue, local = anchors.collection.place(source)
    item = next((each for each in dialogue.record.sources if each.id == local), None)
    outline = item.outline if item else ()
    # What a query finds does without the lines of the rest.
    lines = range(1, len(outline) + 1) if anchors.whole else ()
    paragraphs = [
        _paragraph(anchors, item, number, cited.get(number, {}))
        for number in sorted({*lines, *cited})
    ]
    return group("source", source, _about_source(anchors, dialogue, item), parts(paragraphs))


def _about_source(anchors: Anchors, dialogue: Dialogue, item: Source | None) -> Iterator[Html]:
    where = in_dialogue(anchors, dialogue)
    if item is None:
        yield element("h3", "No source is named")
        yield element("p", where, class_="facts") if where else where
        return
    published = long_date(item.published) if item.published else ""
    facts = joined(" · ", where, item.type or "", name(item.publisher), published)
    yield element("h3", item.title, dir="auto")
    yield element("p", facts, class_="facts") if facts else facts
    if item.url:
        shown = link(item.url, item.url) if address(item.url, "") else text(item.url)
        yield element("p", shown, class_="facts")
    yield note(item.note)


def _paragraph(
    anchors: Anchors, source: Source | None, number: int, cited: dict[str, Words]
) -> Html:
    outline = source.outline[number - 1 : number] if source else ()
    line = joined(" ", element("b", f"¶{number}"), *map(name, outline))
    words = (_words(anchors, source, each) for each in cited.values())
    return element("li", element("p", line), entries(words, "words"), class_="item paragraph")


def _words(anchors: Anchors, source: Source | None, words: Words) -> Html:
    """Return words of a source with a link to all that they prove, and to their page on the web."""
    cited, moment = words.cited, words.cited.moment
    url = address(source.url, cited.evidence.exact, moment) if source else ""
    where = place(cited.evidence).partition(", ")[2]
    there = link(url, f"at {moment}" if moment else "in the source") if url else ""
    shown = joined(" ", where, quoted(cited), how_found(cited), there)
    return element(
        "li",
        element("p", shown),
        entries(element("li", named(anchors, each)) for each in words.proves),
        id=anchors.of_words(cited),
    )
