"""The claims of a page, with their proof, and the anchors that links lead to.

The id of a thing is its ref: `page.html#EVENT#ID` leads there. Other ids have a sign that none has.
"""

from collections.abc import Iterator, Mapping, Set
from urllib.parse import quote as percent_encode

from tiptui.entries.entry import Entry, Quote
from tiptui.entries.facts import Fact
from tiptui.entries.words import ASKED_AGAIN
from tiptui.files.programs import address
from tiptui.proof.locate import QuoteStatus
from tiptui.report.export import Excerpt, Selection
from tiptui.report.page_parts import (
    Filters,
    Html,
    element,
    entries,
    facts,
    join,
    link,
    links,
    name,
    note,
    some,
)
from tiptui.text.visible import clip

_TITLE = 120  # code points of a text in a link

SIGNS = {
    QuoteStatus.VERBATIM: ("✓", "the words stand in their paragraph of the source"),
    QuoteStatus.NORMALIZED: ("≈", "they stand there with other spaces, quotation marks or dashes"),
    QuoteStatus.ELSEWHERE: ("✗", "they stand in another paragraph of the source"),
    QuoteStatus.MISSING: ("✗", "they were not found in the source"),
    QuoteStatus.UNCHECKED: ("○", "the text of the source was not loaded"),
}
"""The sign of each status of a quotation, and its meaning."""

Cited = dict[int, dict[Entry, None]]
"""The entries that rest on each paragraph of a source."""


class Anchors:
    """The things of a page, each once, however many dialogues have it."""

    def __init__(self, selection: Selection, elsewhere: Mapping[str, str]) -> None:
        self.index = selection.opened
        self.collection = selection.collection
        self.filters = Filters(selection)
        self.only = selection.excerpts[0].dialogue if len(selection.excerpts) == 1 else None
        """The only dialogue of the page; None where it has more."""
        self.whole = not selection.query.strip()
        """True if no query leaves anything out."""
        self.people: dict[str, list[Entry]] = {}
        """The entries of each speaker, one for each dialogue, by the ref of the row."""
        self.sources: dict[str, Entry] = {}
        self.cited: dict[str, Cited] = {}
        """By the refs of the sources; all quotations without a source have one ref."""
        self._elsewhere = elsewhere
        """The files of other pages, by the refs of the things on them."""
        self._refs: set[str] = set()
        for excerpt in selection.excerpts:
            self._add(excerpt)

    def _add(self, excerpt: Excerpt) -> None:
        if self.whole:
            # Also sources of which nothing is cited.
            for source in map(Entry, excerpt.dialogue.sources):
                self.sources[source.ref], self.cited[source.ref] = source, {}
        for person in excerpt.people:
            self.people.setdefault(self.filters.row(person.ref), []).append(person)
        for entry in excerpt.entries:
            self._refs.add(self.filters.row(entry.ref))
            for cited in entry.quotes:
                if cited.source:
                    self.sources.setdefault(cited.source.ref, cited.source)
                rests = self.cited.setdefault(_source_ref(cited), {})
                rests.setdefault(cited.paragraph, {})[entry] = None

    def claims(self, person: Entry) -> list[Entry]:
        """Return the claims of a speaker that are on the page."""
        return [claim for claim in person.claims if claim.ref in self._refs]

    def id(self, ref: str) -> str:
        """Return the id of a ref on a page; signs that no id of a record has are encoded."""
        return percent_encode(self.collection.shown(ref), safe="#:/")

    def link(self, ref: str, words: str) -> Html:
        """Return words as a link to a thing, here or on another page; else only the words."""
        if (row := self.filters.row(ref)) in self._refs:
            there = f"#{self.id(row)}"
        elif file := self._elsewhere.get(ref):
            there = f"{file}#{self.id(ref)}"
        else:
            return name(words)
        # HTML says its directions itself.
        return element("a", words, href=there, dir="" if isinstance(words, Html) else "auto")

    def event_link(self, event: Entry) -> Html:
        """Return a dialogue as a link, with its date; nothing for the only one of the page."""
        if event.dialogue is self.only:
            return Html()
        when = event.facts.words("start_date")
        return join(", ", self.link(event.ref, event.title), when)


def _source_ref(cited: Quote) -> str:
    source = cited.source
    return source.ref if source else cited.of.dialogue.prefix


def claim_item(anchors: Anchors, claim: Entry, said: Set[str]) -> Html:
    """Return a claim without the facts that are `said` above it."""
    id = anchors.id(claim.ref)
    linked = anchors.index.same.linked(claim.ref) if claim.is_recommendation else ()
    again = (
        join(" · ", claim_link(anchors, one), anchors.event_link(one.event))
        for one in map(Entry, linked)
    )
    return element(
        "li",
        some("p", claim.title, dir="auto", class_="text"),
        facts(*_claim_facts(anchors, claim, said), element("a", id, href=f"#{id}", class_="id")),
        proof(anchors, claim) or facts("no evidence"),
        entries((_response(anchors, response) for response in claim.responses), "responses"),
        links(ASKED_AGAIN, again),
        note(claim.note),
        id=id,
        class_=f"item {claim.kind}",
        data_is=" ".join(map(str, anchors.filters.of[claim.ref])),
    )


def _claim_facts(anchors: Anchors, claim: Entry, said: Set[str]) -> Iterator[str]:
    own = claim.facts.under("", ["status", *said])  # its responses stand below
    if claim.kind == "statement":
        # It stands with its speaker.
        yield anchors.event_link(claim.event)
    else:
        yield join("; ", *(_maker(anchors, maker) for maker in own.of("by")))
    yield from map(name, own.phrases("by").values())


def _maker(anchors: Anchors, maker: Fact) -> Html:
    # A state is often speaker and organization at once.
    where = maker.detail if maker.detail != maker.words else ""
    who = anchors.link(maker.ref, maker.words) if maker.ref else maker.words
    return join(", ", who, name(where))


def _response(anchors: Anchors, response: Entry) -> Html:
    own = response.facts
    others = map(name, own.phrases("status").values())
    return element(
        "li",
        facts(element("strong", own.words("status")), *others),
        some("p", response.text, dir="auto"),
        proof(anchors, response),
        note(response.note),
        id=anchors.id(response.ref),
    )


def claim_link(anchors: Anchors, entry: Entry, of_maker: bool = False) -> Html:
    """Return an entry as a link; a claim after its makers, unless they stand over it."""
    words: str = clip(entry.title, _TITLE)
    if not of_maker and entry.is_claim:
        words = join(": ", name(clip(entry.facts.words("by"), _TITLE)), name(words))
    return anchors.link(entry.ref, words)


def proof(anchors: Anchors, entry: Entry) -> Html:
    """Return the quotes of an entry, each a link to its paragraph."""
    return entries((_quote_item(anchors, quote) for quote in entry.quotes), "proof")


def _quote_item(anchors: Anchors, cited: Quote) -> Html:
    source, time, found = cited.source, cited.moment, cited.found
    language, url = "", ""
    if source:
        language, url = map(source.facts.value, ("language", "url"))
    # Words of a source stand in quotation marks, in its language.
    words = element("q", cited.exact, dir="auto", lang=language)
    here = f"#{anchors.id(_source_ref(cited))}:{cited.paragraph}"
    quoted = element("a", f"{cited.place} “", words, "”", href=here)
    if found.is_wrong:
        # The nearest wording is left out: nobody quotes that.
        how = "not found" if found.status is QuoteStatus.MISSING else found.in_words
        how = element("strong", f"{SIGNS[found.status][0]} {how}", class_="wrong")
    else:
        places = f"in {found.occurrences} places" if found.occurrences > 1 else ""
        how = join(" ", sign(found.status), places)
    url = address(url, cited.exact, time) if url else ""
    there = link(url, f"at {time}" if time else "in the source") if url else ""
    return element("li", join(" ", quoted, how, name(cited.origin), there))


def sign(status: QuoteStatus) -> Html:
    """Return the sign of a status, which a screen reader reads as the status."""
    return Html(f'<span role="img" aria-label="{status}" class="sign">{SIGNS[status][0]}</span>')
