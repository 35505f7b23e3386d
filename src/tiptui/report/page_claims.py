"""What a page says of a claim: who makes it, whom it asks, what became of it, what proves it."""

from collections.abc import Iterator

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import CLAIM_KINDS, Claim, Quotation, Response, Thing
from tiptui.proof.locate import QuoteStatus
from tiptui.report.elements import (
    Html,
    element,
    entries,
    facts,
    joined,
    links,
    name,
    note,
    some,
    text,
)
from tiptui.report.page_anchors import Anchors
from tiptui.report.phrases import dates, due, makers, office, party, place, responder
from tiptui.text.visible import clip, long_date

_MOST_AGAIN = 20
"""Recommendations that ask the same and are all listed at each of them; of more only those that are
linked to it."""

_TITLE = 120
"""Code points of a text where it is only named."""


def to(anchors: Anchors, target: str, words: str) -> Html:
    """Return words as a link to something by its name; the words alone where it is not there."""
    there = anchors.of(target)
    # What is HTML says its directions itself.
    way = "" if isinstance(words, Html) else "auto"
    return element("a", words, href=f"#{there}", dir=way) if there else name(words)


def claim_item(anchors: Anchors, claim: Claim) -> Html:
    """Return a claim with all that belongs to it, as an item of a list."""
    own = element("a", claim.key, href=f"#{claim.key}", class_="id")
    responses = (_response(anchors, each) for each in claim.responses)
    return element(
        "li",
        some("p", claim.name, dir="auto", class_="text"),
        facts(*_facts(anchors, claim), own),
        proof(anchors, claim) or facts("no evidence"),
        entries(responses, "responses"),
        links("Asked again", _again(anchors, claim) if claim.is_recommendation else ()),
        note(claim.note),
        id=claim.key,
        class_=f"item {claim.kind}",
    )


def _facts(anchors: Anchors, claim: Claim) -> Iterator[Html]:
    if claim.kind == "statement":
        # It stands with its speaker.
        yield in_dialogue(anchors, claim.dialogue)
        yield name(claim.occasion)
    else:
        makers = (
            joined(", ", to(anchors, each.key, each.name), name(office(each)))
            for each in claim.makers
        )
        yield joined("; ", *makers) or text("all present")
    if claim.is_recommendation:
        asked = (_asked(anchors, claim, words) for words in claim.to)
        yield joined(" ", "to", joined(", ", *asked) or "nobody named")
        yield some("strong", claim.status)
        yield text(due(claim))
        yield name(f"number {claim.reference_number}" if claim.reference_number else "")
    yield joined(", ", *(name(theme.name) for theme in claim.themes))
    yield text(claim.manner)


def _asked(anchors: Anchors, claim: Claim, words: str) -> Html:
    things = claim.dialogue.things
    who, known = party(things, words), things.parties([words])
    return to(anchors, known[0].key, who) if known else name(who)


def in_dialogue(anchors: Anchors, dialogue: Dialogue) -> Html:
    """Return a dialogue as a link, with its date; nothing where it is alone."""
    if dialogue.is_alone:
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
        proof(anchors, response),
        note(item.note),
        id=response.key,
    )


def _again(anchors: Anchors, claim: Claim) -> Iterator[Html]:
    """Yield what asks the same, by date, then what is repeated and not in the collection."""
    index = anchors.index
    shown, near = index.same.chain(claim.key, _MOST_AGAIN)
    others = [each for each in shown if each != claim]
    for other in others:
        where = in_dialogue(anchors, other.dialogue)
        yield element("li", joined(" · ", named(anchors, other), where))
    if further := near - 1 - len(others):
        yield element("li", f"and {further:,} more, through these")
    known = index.rows["recommendations"].numbers
    for name_of, reference in zip(claim.repeated, claim.repeats, strict=True):
        if name_of not in known:
            yield element("li", f"repeats {reference}")


def named(anchors: Anchors, thing: Thing, of_maker: bool = False) -> Html:
    """Return something as a link: of a claim who makes it and how it begins.

    Who makes it is left out where that stands over it.
    """
    if (thing.key, of_maker) not in anchors.named:
        words: str = clip(thing.name, _TITLE)
        if not of_maker and thing.kind in CLAIM_KINDS:
            words = joined(": ", name(clip(makers(thing), _TITLE)), name(words))
        anchors.named[thing.key, of_maker] = to(anchors, thing.key, words)
    return anchors.named[thing.key, of_maker]


def proof(anchors: Anchors, thing: Thing) -> Html:
    """Return the words that prove something, each a link to where they stand in the source."""
    return entries((_cited(anchors, cited) for cited in thing.quotations), "proof")


def _cited(anchors: Anchors, cited: Quotation) -> Html:
    words = joined(" ", place(cited.evidence), quoted(cited))
    there = element("a", words, href=f"#{anchors.of_words(cited)}")
    return element("li", joined(" ", there, how_found(cited), name(cited.origin)))


def quoted(cited: Quotation) -> Html:
    """Return the words of a source in quotation marks, in its language."""
    language = cited.source.language if cited.source else ""
    return joined("", "“", element("q", cited.evidence.exact, dir="auto", lang=language), "”")


def how_found(cited: Quotation) -> Html:
    """Return how the words of a quotation were found, but for the nearest: nobody quotes that."""
    located = cited.located
    words = "not found" if located.status is QuoteStatus.MISSING else located.in_words
    return element("strong", words, class_="wrong") if located.is_wrong else text(words)
