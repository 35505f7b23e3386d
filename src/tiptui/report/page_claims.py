"""What a page says of a claim: who makes it, whom it asks, what became of it, what proves it."""

from collections.abc import Iterable, Iterator, Sequence

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import CLAIM_KINDS, Claim, Person, Quotation, Response, Thing
from tiptui.proof.locate import Located, QuoteStatus
from tiptui.record.follow_up import own_id
from tiptui.report.elements import Html, element, joined, lines, text
from tiptui.report.page_anchors import Anchors
from tiptui.report.phrases import dates, due, makers, office, party, place
from tiptui.search.again import shortly
from tiptui.text.visible import clip, long_date

_TOGETHER = 10
"""Items that a browser lays out together, when they come into sight."""

_MOST_AGAIN = 20
"""Recommendations that ask the same and are all listed at each of them; of more only those that are
linked to it."""

_TITLE = 120
"""Code points of a text where it is only named."""


def prose(words: str, **attributes: str) -> Html:
    """Return a paragraph of the record, in the direction of its script; nothing for no words."""
    return element("p", words, dir="auto", **attributes) if words else Html()


def name(words: str) -> Html:
    """Return a name in a line of others, whose directions may differ."""
    return element("bdi", words) if words else Html()


def to(anchors: Anchors, target: str, words: str) -> Html:
    """Return words as a link to something by its name; the words alone where it is not there."""
    there = anchors.of(target)
    # What is HTML says its directions itself.
    way = "" if isinstance(words, Html) else "auto"
    return element("a", words, href=f"#{there}", dir=way) if there else name(words)


def entries(items: Iterable[Html], kind: str = "") -> Html:
    """Return a list; nothing for no items."""
    inside = lines(*items)
    return element("ul", inside, class_=kind) if inside else Html()


def parts(items: Sequence[Html], kind: str = "ul") -> Html:
    """Return items in several elements, each of so many."""
    starts = range(0, len(items), _TOGETHER)
    chunks = (lines(*items[start : start + _TOGETHER]) for start in starts)
    return lines(*(element(kind, chunk, class_="part") for chunk in chunks))


def claim_item(anchors: Anchors, claim: Claim) -> Html:
    """Return a claim with all that belongs to it, as an item of a list."""
    own = element("a", claim.name, href=f"#{claim.name}", class_="id")
    return element(
        "li",
        prose(claim.title, class_="text"),
        element("p", joined(" · ", *_facts(anchors, claim), own), class_="facts"),
        proof(anchors, claim) or element("p", "no evidence", class_="facts"),
        *(_of_recommendation(anchors, claim) if claim.is_recommendation else ()),
        note(claim.note),
        id=claim.name,
        class_=f"item {claim.kind}",
    )


def _facts(anchors: Anchors, claim: Claim) -> Iterator[Html]:
    if claim.kind == "statement":
        # It stands with its speaker.
        yield in_dialogue(anchors, claim.dialogue)
        yield name(claim.occasion)
    else:
        who = joined("; ", *(_maker(anchors, maker) for maker in claim.makers))
        yield who or text("all present")
    if claim.is_recommendation:
        yield joined(" ", "to", _addressees(anchors, claim) or "nobody named")
        yield _status(claim.status)
        yield text(due(claim))
        yield name(f"number {claim.reference_number}" if claim.reference_number else "")
    yield joined(", ", *(name(theme.title) for theme in claim.themes))
    yield text(claim.manner)


def in_dialogue(anchors: Anchors, dialogue: Dialogue) -> Html:
    """Return a dialogue as a link, with its date; nothing where it is alone."""
    if dialogue.is_alone:
        return Html()
    event = dialogue.record.event
    return joined(", ", to(anchors, dialogue.id, event.name), dates(event))


def _maker(anchors: Anchors, person: Person) -> Html:
    return joined(", ", to(anchors, person.name, person.title), name(office(person)))


def _addressees(anchors: Anchors, claim: Claim) -> Html:
    things = claim.dialogue.things
    parties = ((party(things, words), things.parties([words])) for words in claim.to)
    return joined(
        ", ",
        *(to(anchors, who[0].name, words) if who else name(words) for words, who in parties),
    )


def _status(status: str) -> Html:
    return element("strong", status) if status else Html()


def _of_recommendation(anchors: Anchors, claim: Claim) -> Iterator[Html]:
    yield entries((_response(anchors, each) for each in claim.responses), "responses")
    again = entries(_again(anchors, claim))
    if again:
        yield element("div", element("p", "Asked again"), again, class_="links")


def _response(anchors: Anchors, response: Response) -> Html:
    item, body = response.item, response.organization
    by = party(response.dialogue.things, item.by)
    who = to(anchors, body.name, by) if body else name(by)
    when = long_date(item.date) if item.date else ""
    return element(
        "li",
        element("p", joined(" · ", _status(item.status), when, who), class_="facts"),
        prose(item.text),
        proof(anchors, response),
        note(item.note),
        id=response.name,
    )


def _again(anchors: Anchors, claim: Claim) -> Iterator[Html]:
    """Yield what asks the same, by date, then what is repeated and not in the collection."""
    index, dialogue = anchors.index, claim.dialogue
    shown, near = shortly(index, claim.name, _MOST_AGAIN)
    others = [each for each in shown if each != claim]
    for other in others:
        where = in_dialogue(anchors, other.dialogue)
        yield element("li", joined(" · ", named(anchors, other), where))
    if further := near - 1 - len(others):
        yield element("li", f"and {further:,} more, through these")
    known = index.rows["recommendations"].numbers
    for reference in claim.repeats:
        own = own_id(dialogue.record, reference)
        if (dialogue.name(own) if own else reference) not in known:
            yield element("li", f"repeats {reference}")


def named(anchors: Anchors, thing: Thing, of_maker: bool = False) -> Html:
    """Return something as a link: of a claim who makes it and how it begins.

    Who makes it is left out where that stands over it.
    """
    if (thing.name, of_maker) not in anchors.named:
        words: str = clip(thing.title, _TITLE)
        if not of_maker and thing.kind in CLAIM_KINDS:
            words = joined(": ", name(clip(makers(thing), _TITLE)), name(words))
        anchors.named[thing.name, of_maker] = to(anchors, thing.name, words)
    return anchors.named[thing.name, of_maker]


def note(words: str) -> Html:
    """Return a remark of the record-keeper; nothing for none."""
    return element("p", "Note: ", name(words), class_="note") if words else Html()


def proof(anchors: Anchors, thing: Thing) -> Html:
    """Return the words that prove something, each a link to where they stand in the source."""
    return entries((_cited(anchors, cited) for cited in thing.quotations), "proof")


def _cited(anchors: Anchors, cited: Quotation) -> Html:
    words = joined(" ", place(cited.evidence), quoted(cited))
    address = f"#{anchors.of_words(cited)}"
    told = element("a", words, href=address), how_found(cited), name(cited.origin)
    return element("li", joined(" ", *told))


def quoted(cited: Quotation) -> Html:
    """Return the words of a source in quotation marks, in its language."""
    language = cited.source.language if cited.source else ""
    return joined("", "“", element("q", cited.evidence.exact, dir="auto", lang=language), "”")


def how_found(cited: Quotation) -> Html:
    """Return how the words of a quotation were found."""
    words = text(found(cited.located))
    return element("strong", words, class_="wrong") if cited.located.is_wrong else words


def found(located: Located) -> str:
    """Return how words were found. The nearest wording stays out: nobody quotes it."""
    return "not found" if located.status is QuoteStatus.MISSING else located.in_words
