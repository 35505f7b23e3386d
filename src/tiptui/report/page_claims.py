"""What a page says of a claim: who makes it, whom it asks, what became of it, what proves it."""

from collections.abc import Iterable, Iterator, Sequence

from tiptui.collection.again import shortly
from tiptui.collection.dialogue import Dialogue
from tiptui.record import outcomes
from tiptui.record.follow_up import own_id
from tiptui.record.items import title
from tiptui.record.model import (
    Claim,
    Evidence,
    Recommendation,
    Response,
    Source,
    Speaker,
    Statement,
)
from tiptui.report.html import Html, element, joined, lines, text
from tiptui.report.page_anchors import Anchors
from tiptui.report.plain import dates, due, makers, manner, office, party, place
from tiptui.sources.locate import Located, QuoteStatus
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


def claim(anchors: Anchors, dialogue: Dialogue, local: str, item: Claim) -> Html:
    """Return a claim with all that belongs to it, as an item of a list."""
    full = dialogue.name(local)
    own = element("a", full, href=f"#{full}", class_="id")
    return element(
        "li",
        prose(item.text, class_="text"),
        element("p", joined(" · ", *_facts(anchors, dialogue, local, item), own), class_="facts"),
        proof(anchors, dialogue, item.evidence) or element("p", "no evidence", class_="facts"),
        *(_of_recommendation(anchors, dialogue, item) if isinstance(item, Recommendation) else ()),
        note(item.note),
        id=full,
        class_=f"item {type(item).__name__.lower()}",
    )


def _facts(anchors: Anchors, dialogue: Dialogue, local: str, item: Claim) -> Iterator[Html]:
    if isinstance(item, Statement):
        # It stands with its speaker.
        yield in_dialogue(anchors, dialogue)
        yield name(item.occasion)
    else:
        speakers = dialogue.links.makers(local)
        who = joined("; ", *(_maker(anchors, dialogue, each) for each in speakers))
        yield who or text("all present")
    if isinstance(item, Recommendation):
        yield joined(" ", "to", _addressees(anchors, dialogue, item) or "nobody named")
        yield _status(outcomes.status(item))
        yield text(due(item))
        yield name(f"number {item.number}" if item.number else "")
    yield joined(", ", *(name(theme.name) for theme in dialogue.links.themes(item)))
    yield text(manner(item))


def in_dialogue(anchors: Anchors, dialogue: Dialogue) -> Html:
    """Return a dialogue as a link, with its date, where there are several."""
    if not anchors.collection.several:
        return Html()
    event = dialogue.record.event
    return joined(", ", to(anchors, dialogue.id, event.name), dates(event))


def _maker(anchors: Anchors, dialogue: Dialogue, speaker: Speaker) -> Html:
    who = to(anchors, dialogue.name(speaker.id), speaker.name)
    return joined(", ", who, name(office(dialogue.links, speaker)))


def _addressees(anchors: Anchors, dialogue: Dialogue, item: Recommendation) -> Html:
    names = {words: local for local, words in dialogue.links.addressees(item).items()}
    return joined(
        ", ",
        *(
            to(anchors, dialogue.name(names[words]), party(dialogue.links, words))
            if words in names
            else name(words)
            for words in item.to
        ),
    )


def _status(status: str) -> Html:
    return element("strong", status) if status else Html()


def _of_recommendation(
    anchors: Anchors, dialogue: Dialogue, item: Recommendation
) -> Iterator[Html]:
    given = dialogue.links.responses(item.id)
    yield entries((_response(anchors, dialogue, *each) for each in given), "responses")
    again = entries(_again(anchors, dialogue, item))
    if again:
        yield element("div", element("p", "Asked again"), again, class_="links")


def _response(anchors: Anchors, dialogue: Dialogue, local: str, item: Response) -> Html:
    by = party(dialogue.links, item.by)
    body = dialogue.links.party(item.by)
    who = to(anchors, dialogue.name(body.id), by) if body else name(by)
    when = long_date(item.date) if item.date else ""
    return element(
        "li",
        element("p", joined(" · ", _status(item.status), when, who), class_="facts"),
        prose(item.text),
        proof(anchors, dialogue, item.evidence),
        note(item.note),
        id=dialogue.name(local),
    )


def _again(anchors: Anchors, dialogue: Dialogue, item: Recommendation) -> Iterator[Html]:
    """Yield what asks the same, by date, then what is repeated and not in the collection."""
    collection, full = anchors.collection, dialogue.name(item.id)
    near, count = shortly(collection, full, _MOST_AGAIN)
    others = [each for each in near if each != full]
    for each in others:
        where, _ = collection.place(each)
        yield element("li", joined(" · ", named(anchors, each), in_dialogue(anchors, where)))
    if further := count - 1 - len(others):
        yield element("li", f"and {further:,} more, through these")
    known = collection.index.rows["recommendations"].numbers
    for reference in item.repeats:
        own = own_id(dialogue.record, reference)
        if (dialogue.name(own) if own else reference) not in known:
            yield element("li", f"repeats {reference}")


def named(anchors: Anchors, full: str, of_maker: bool = False) -> Html:
    """Return something by its name, as a link: of a claim who makes it and how it begins.

    Who makes it is left out where that stands over it.
    """
    if (full, of_maker) not in anchors.named:
        dialogue, local = anchors.collection.place(full)
        item = dialogue.links[local]
        words: str = clip(title(item), _TITLE)
        if not of_maker and isinstance(item, Claim):
            who = name(clip(makers(dialogue.links, local), _TITLE))
            words = joined(": ", who, name(words))
        anchors.named[full, of_maker] = to(anchors, full, words)
    return anchors.named[full, of_maker]


def note(words: str) -> Html:
    """Return a remark of the record-keeper; nothing for none."""
    return element("p", "Note: ", name(words), class_="note") if words else Html()


def proof(anchors: Anchors, dialogue: Dialogue, evidence: Iterable[Evidence]) -> Html:
    """Return the words that prove something, each a link to where they stand in the source."""
    return entries((_cited(anchors, dialogue, item) for item in evidence), "proof")


def _cited(anchors: Anchors, dialogue: Dialogue, item: Evidence) -> Html:
    source = dialogue.links.source(item)
    words = joined(" ", place(item), quoted(source, item))
    address = f"#{anchors.of_words(dialogue, item)}"
    origin = name(source.title) if source and len(dialogue.record.sources) > 1 else Html()
    how = how_found(dialogue, item)
    return element("li", joined(" ", element("a", words, href=address), how, origin))


def quoted(source: Source | None, item: Evidence) -> Html:
    """Return the words of a source in quotation marks, in its language."""
    words = element("q", item.exact, dir="auto", lang=source.language if source else "")
    return joined("", "“", words, "”")


def how_found(dialogue: Dialogue, item: Evidence) -> Html:
    """Return how the words of evidence were found."""
    located = dialogue.proof(item)
    words = text(found(located))
    return element("strong", words, class_="wrong") if located.is_wrong else words


def found(located: Located) -> str:
    """Return how words were found. The nearest wording stays out: nobody quotes it."""
    return "not found" if located.status is QuoteStatus.MISSING else located.in_words
