"""What a page says of a claim: who makes it, whom it asks, what became of it, what proves it."""

from collections.abc import Iterator

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import CLAIM_KINDS, Claim, Person, Quotation, Response, Thing
from tiptui.files.programs import address
from tiptui.proof.locate import QuoteStatus
from tiptui.report.elements import (
    Html,
    element,
    entries,
    facts,
    joined,
    link,
    links,
    name,
    note,
    some,
)
from tiptui.report.page_anchors import Anchors, source_key
from tiptui.report.phrases import dates, due, makers, office, party, place, responder
from tiptui.search.fields import FIELDS
from tiptui.text.visible import clip, long_date

_MOST_AGAIN = 20
"""Recommendations that ask the same and are all listed at each of them; of more only those that are
linked to it."""

_TITLE = 120
"""Code points of a text where it is only named."""

SIGNS = {
    QuoteStatus.VERBATIM: "✓",
    QuoteStatus.NORMALIZED: "≈",
    QuoteStatus.ELSEWHERE: "✗",
    QuoteStatus.MISSING: "✗",
    QuoteStatus.UNCHECKED: "○",
}
"""How the words of a quotation were found; the legend says what each sign means."""


def to(anchors: Anchors, target: str, words: str) -> Html:
    """Return words as a link to something by its name; the words alone where it is not there."""
    # What is HTML says its directions itself.
    way = "" if isinstance(words, Html) else "auto"
    there = anchors.link(target)
    return element("a", words, href=there, dir=way) if there else name(words)


def claim_item(anchors: Anchors, claim: Claim) -> Html:
    """Return a claim with all that belongs to it, as an item of a list."""
    own = element("a", claim.key, href=f"#{claim.key}", class_="id")
    responses = (_response(anchors, each) for each in claim.responses if _says_more(claim, each))
    return element(
        "li",
        some("p", claim.name, dir="auto", class_="text"),
        facts(*_facts(anchors, claim), own),
        proof(claim) or facts("no evidence"),
        entries(responses, "responses"),
        links("Asked again", _again(anchors, claim) if claim.is_recommendation else ()),
        note(claim.note),
        id=claim.key,
        class_=f"item {claim.kind}",
        data_is=" ".join(map(str, anchors.filters.of[claim.key])),
    )


def _facts(anchors: Anchors, claim: Claim) -> Iterator[str]:
    if claim.kind == "statement":
        # It stands with its speaker.
        yield in_dialogue(anchors, claim.dialogue)
        yield name(claim.occasion)
    else:
        yield joined("; ", *(_maker(anchors, each) for each in claim.makers)) or "all present"
    if claim.is_recommendation:
        asked = (_asked(anchors, claim, words) for words in claim.to)
        yield joined(" ", "to", joined(", ", *asked) or FIELDS["to"].nothing)
        yield some("strong", claim.status)
        yield due(claim, anchors.filters.today)
        yield name(f"number {claim.reference_number}" if claim.reference_number else "")
    yield _themes(anchors, claim)
    yield claim.manner


def _themes(anchors: Anchors, claim: Claim) -> Html:
    key = "themes", claim.dialogue.id, *getattr(claim.item, "themes", ())
    if key not in anchors.kept:
        anchors.kept[key] = joined(", ", *(name(theme.name) for theme in claim.themes))
    return anchors.kept[key]


def _maker(anchors: Anchors, person: Person) -> Html:
    key = "maker", person.key
    if key not in anchors.kept:
        who, where = to(anchors, person.key, person.name), office(person)
        # A state is often speaker and organization at once.
        anchors.kept[key] = joined(", ", who, name(where if where != person.name else ""))
    return anchors.kept[key]


def _asked(anchors: Anchors, claim: Claim, words: str) -> Html:
    key = "asked", claim.dialogue.id, words
    if key not in anchors.kept:
        things = claim.dialogue.things
        who, known = party(things, words), things.parties([words])
        anchors.kept[key] = to(anchors, known[0].key, who) if known else name(who)
    return anchors.kept[key]


def in_dialogue(anchors: Anchors, dialogue: Dialogue) -> Html:
    """Return a dialogue as a link, with its date; nothing for the only one of the page."""
    if dialogue is anchors.only:
        return Html()
    event = dialogue.record.event
    return joined(", ", to(anchors, dialogue.id, event.name), dates(event))


def _response(anchors: Anchors, response: Response) -> Html:
    item, body, who = response.item, response.organization, responder(response)
    by = to(anchors, body.key, who) if body else name(who)
    return element(
        "li",
        facts(some("strong", item.status), long_date(item.date), by),
        some("p", item.text, dir="auto"),
        proof(response),
        note(item.note),
        id=response.key,
    )


def _says_more(claim: Claim, response: Response) -> bool:
    """Return whether a response is more than the status, which stands with the claim already."""
    item = response.item
    told = item.date or item.by or item.text or item.evidence or item.note
    return bool(told) or len(claim.responses) > 1


def _again(anchors: Anchors, claim: Claim) -> Iterator[str]:
    """Yield what asks the same, by date, then what is repeated and not in the collection."""
    index = anchors.index
    shown, near = index.same.chain(claim.key, _MOST_AGAIN)
    others = [each for each in shown if each != claim]
    for other in others:
        where = in_dialogue(anchors, other.dialogue)
        yield joined(" · ", named(anchors, other), where)
    if further := near - 1 - len(others):
        yield f"and {further:,} more, through these"
    known = index.rows["recommendations"].numbers
    for name_of, reference in zip(claim.repeated, claim.repeats, strict=True):
        if name_of not in known:
            yield f"repeats {reference}"


def named(anchors: Anchors, thing: Thing, of_maker: bool = False) -> Html:
    """Return something as a link: of a claim who makes it and how it begins.

    Who makes it is left out where that stands over it.
    """
    key = "named", thing.key, "of maker" if of_maker else ""
    if key not in anchors.kept:
        words: str = clip(thing.name, _TITLE)
        if not of_maker and thing.kind in CLAIM_KINDS:
            words = joined(": ", name(clip(makers(thing), _TITLE)), name(words))
        anchors.kept[key] = to(anchors, thing.key, words)
    return anchors.kept[key]


def proof(thing: Thing) -> Html:
    """Return the words that prove something, each a link to where they stand in the source."""
    return entries(map(_cited, thing.quotations), "proof")


def _cited(cited: Quotation) -> Html:
    evidence, source, sources = cited.evidence, cited.source, cited.of.dialogue.record.sources
    # Words of a source stand in quotation marks, in its language.
    language = source.language if source else ""
    words = element("q", evidence.exact, dir="auto", lang=language)
    here = f"#{source_key(cited.of.dialogue, source)}:{evidence.paragraph}"
    quoted = element("a", f"{place(evidence)} “", words, "”", href=here)
    origin = name(source.title) if source and len(sources) > 1 else ""
    time = cited.moment
    url = address(source.url, evidence.exact, time) if source and source.url else ""
    there = link(url, f"at {time}" if time else "in the source") if url else ""
    return element("li", joined(" ", quoted, how_found(cited), origin, there))


def how_found(cited: Quotation) -> Html:
    """Return the sign of how the words were found; in words too where they are not there.

    The nearest wording is left out: nobody quotes that.
    """
    located = cited.located
    if not located.is_wrong:
        times = located.occurrences
        return Html(f"{sign(located.status)}{f' in {times} places' if times > 1 else ''}")
    words = "not found" if located.status is QuoteStatus.MISSING else located.in_words
    return element("strong", f"{SIGNS[located.status]} {words}", class_="wrong")


def sign(status: QuoteStatus) -> Html:
    """Return the sign of a status, which a screen reader says as what it means."""
    return Html(f'<span role="img" aria-label="{status}" class="sign">{SIGNS[status]}</span>')
