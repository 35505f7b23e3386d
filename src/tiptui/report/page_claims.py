"""What a page says of a claim, and where each thing that it leads to stands.

What has a name in the collection stands under it, so that `page.html#EVENT#ID` leads there. All
other ids have a sign in them that no name has.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar
from urllib.parse import quote

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import CLAIM_KINDS, Claim, Person, Quotation, Response, Thing
from tiptui.files.programs import address
from tiptui.proof.locate import QuoteStatus
from tiptui.report.export import Excerpt, Selection
from tiptui.report.page_parts import (
    NOBODY,
    Filters,
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
from tiptui.report.phrases import dates, due, makers, office, party, place, responder
from tiptui.text.visible import clip, long_date

_MOST_AGAIN = 20
"""Recommendations that ask the same and are all listed at each of them; of more only those that are
linked to it."""

_TITLE = 120
"""Code points of a text where it is only named."""

SIGNS = {
    QuoteStatus.VERBATIM: ("✓", "the words stand in their paragraph of the source"),
    QuoteStatus.NORMALIZED: ("≈", "they stand there with other spaces, quotation marks or dashes"),
    QuoteStatus.ELSEWHERE: ("✗", "they stand in another paragraph of the source"),
    QuoteStatus.MISSING: ("✗", "they were not found in the source"),
    QuoteStatus.UNCHECKED: ("○", "the text of the source was not loaded"),
}
"""How the words of a quotation were found, and what that sign means."""

T = TypeVar("T", bound=Thing)

Rows = dict[str, list[Thing]]
"""What is one in many dialogues, as each of them has it, by the name of its row."""

Cited = dict[int, dict[Thing, None]]
"""What rests on each paragraph of a source that is cited."""


class Anchors:
    """What a page has: each thing once, however many dialogues have it."""

    def __init__(self, selection: Selection, elsewhere: Mapping[str, str]) -> None:
        self.index = selection.opened
        self.collection = selection.collection
        self.filters = Filters(selection)
        self.only = selection.excerpts[0].dialogue if len(selection.excerpts) == 1 else None
        """The dialogue that all of the page is of, if it is of one."""
        self.whole = not selection.query.strip()
        """Whether nothing is left out, as a query would."""
        self.people: Rows = {}
        self.parties: Rows = {}
        self.themes: Rows = {}
        self.cited: dict[str, Cited] = {}
        """By the names of the sources; what has no source has that of none."""
        self._elsewhere = elsewhere
        """The files of what stands on other pages, by its key."""
        self._shown: set[Thing] = set()
        for excerpt in selection.excerpts:
            self._add(excerpt)
        dialogues = (each.dialogue.id for each in selection.excerpts)
        claims = (each.key for each in self._shown if not each.has_name)
        self._names = {*self.people, *self.parties, *dialogues, *claims}

    def _add(self, excerpt: Excerpt) -> None:
        dialogue, met = excerpt.dialogue, dict[Thing, None]()
        if self.whole:
            # What a record has, whether or not anything is said of it.
            self.cited |= {dialogue.key(source.id): {} for source in dialogue.record.sources}
            met |= dict.fromkeys((*dialogue.organizations, *dialogue.themes))
        for thing in excerpt.proved:
            about = (thing, thing.organization, *thing.themes, *thing.addressees)
            met |= dict.fromkeys(filter(None, about))
            for cited in thing.quotations:
                rests = self.cited.setdefault(_source_key(cited), {})
                rests.setdefault(cited.evidence.paragraph, {})[thing] = None
        self._shown |= met.keys()
        rows = dict.fromkeys(("organization", "addressee"), self.parties)
        rows |= {"speaker": self.people, "theme": self.themes}
        for thing in met:
            if thing.kind in rows and not _only_sends(thing):
                rows[thing.kind].setdefault(self.filters.row(thing.key), []).append(thing)

    def shown(self, things: Iterable[T]) -> list[T]:
        return [each for each in things if each in self._shown]

    def to(self, key: str, words: str) -> Html:
        """Return words as a link to something, here or on another page; else the words alone."""
        if (row := self.filters.row(key)) in self._names:
            there = f"#{anchor(row)}"
        elif file := self._elsewhere.get(key):
            there = f"{file}#{anchor(key)}"
        else:
            return name(words)
        # What is HTML says its directions itself.
        return element("a", words, href=there, dir="" if isinstance(words, Html) else "auto")

    def to_dialogue(self, dialogue: Dialogue) -> Html:
        """Return a dialogue as a link, with its date; nothing for the only one of the page."""
        if dialogue is self.only:
            return Html()
        return joined(", ", self.to(dialogue.id, dialogue.name), dates(dialogue))


def _only_sends(thing: Thing) -> bool:
    """Return whether all that is said of an organization stands with its speakers."""
    told = thing.times_asked or thing.responses or thing.note or thing.other_names
    return thing.kind == "organization" and bool(thing.people) and not told


def anchor(name: str) -> str:
    """Return a name as an id: one with other signs than an id of a record has is encoded."""
    return quote(name, safe="#:/")


def _source_key(cited: Quotation) -> str:
    """Return the key of the source of a quotation; all without one have the same."""
    return cited.of.dialogue.key(cited.source.id if cited.source else "")


def claim_item(anchors: Anchors, claim: Claim) -> Html:
    """Return a claim with all that belongs to it, as an item of a list."""
    own = element("a", claim.key, href=f"#{claim.key}", class_="id")
    responses = claim.responses
    if [each.item.given().keys() for each in responses] == [{"status"}]:
        responses = []  # which stands with the claim already
    return element(
        "li",
        some("p", claim.name, dir="auto", class_="text"),
        facts(*_facts(anchors, claim), own),
        proof(claim) or facts("no evidence"),
        entries((_response(anchors, each) for each in responses), "responses"),
        links("Asked again", _again(anchors, claim) if claim.is_recommendation else ()),
        note(claim.note),
        id=claim.key,
        class_=f"item {claim.kind}",
        data_is=" ".join(map(str, anchors.filters.of[claim.key])),
    )


def _facts(anchors: Anchors, claim: Claim) -> Iterator[str]:
    if claim.kind == "statement":
        # It stands with its speaker.
        yield anchors.to_dialogue(claim.dialogue)
        yield name(claim.occasion)
    else:
        yield joined("; ", *(_maker(anchors, each) for each in claim.makers)) or "all present"
    if claim.is_recommendation:
        asked = (_asked(anchors, claim.dialogue, words) for words in claim.to)
        yield joined(" ", "to", joined(", ", *asked) or NOBODY)
        yield some("strong", claim.status)
        yield due(claim, anchors.filters.today)
        yield name(f"number {claim.reference_number}" if claim.reference_number else "")
    yield joined(", ", *(name(theme.name) for theme in claim.themes))
    yield claim.manner


def _maker(anchors: Anchors, person: Person) -> Html:
    who, where = anchors.to(person.key, person.name), office(person)
    # A state is often speaker and organization at once.
    return joined(", ", who, name(where if where != person.name else ""))


def _asked(anchors: Anchors, dialogue: Dialogue, words: str) -> Html:
    who, known = party(dialogue, words), [*dialogue.ids.parties([words])]
    return anchors.to(dialogue.key(known[0]), who) if known else name(who)


def _response(anchors: Anchors, response: Response) -> Html:
    item, body, who = response.item, response.organization, responder(response)
    by = anchors.to(body.key, who) if body else name(who)
    return element(
        "li",
        facts(some("strong", item.status), long_date(item.date), by),
        some("p", item.text, dir="auto"),
        proof(response),
        note(item.note),
        id=response.key,
    )


def _again(anchors: Anchors, claim: Claim) -> Iterator[str]:
    """Yield what asks the same, by date, then what is repeated and not in the collection."""
    shown, near = anchors.index.same.chain(claim.key, _MOST_AGAIN)
    others = [each for each in shown if each != claim]
    for other in others:
        yield joined(" · ", named(anchors, other), anchors.to_dialogue(other.dialogue))
    if further := near - 1 - len(others):
        yield f"and {further:,} more, through these"
    known = anchors.index.rows["recommendations"].numbers
    for name_of, reference in zip(claim.repeated, claim.repeats, strict=True):
        if name_of not in known:
            yield f"repeats {reference}"


def named(anchors: Anchors, thing: Thing, of_maker: bool = False) -> Html:
    """Return something as a link: of a claim who makes it and how it begins.

    Who makes it is left out where that stands over it.
    """
    words: str = clip(thing.name, _TITLE)
    if not of_maker and thing.kind in CLAIM_KINDS:
        words = joined(": ", name(clip(makers(thing), _TITLE)), name(words))
    return anchors.to(thing.key, words)


def proof(thing: Thing) -> Html:
    """Return the words that prove something, each a link to where they stand in the source."""
    return entries(map(_cited, thing.quotations), "proof")


def _cited(cited: Quotation) -> Html:
    evidence, source, time = cited.evidence, cited.source, cited.moment
    # Words of a source stand in quotation marks, in its language.
    language = source.language if source else ""
    words = element("q", evidence.exact, dir="auto", lang=language)
    here = f"#{_source_key(cited)}:{evidence.paragraph}"
    quoted = element("a", f"{place(evidence)} “", words, "”", href=here)
    url = address(source.url, evidence.exact, time) if source and source.url else ""
    there = link(url, f"at {time}" if time else "in the source") if url else ""
    return element("li", joined(" ", quoted, _how_found(cited), name(cited.origin), there))


def _how_found(cited: Quotation) -> Html:
    """Return the sign of how the words were found; in words too where they are not there.

    The nearest wording is left out: nobody quotes that.
    """
    located = cited.located
    if not located.is_wrong:
        times = located.occurrences
        return Html(f"{sign(located.status)}{f' in {times} places' if times > 1 else ''}")
    words = "not found" if located.status is QuoteStatus.MISSING else located.in_words
    return element("strong", f"{SIGNS[located.status][0]} {words}", class_="wrong")


def sign(status: QuoteStatus) -> Html:
    """Return the sign of a status, which a screen reader says as what it means."""
    return Html(f'<span role="img" aria-label="{status}" class="sign">{SIGNS[status][0]}</span>')
