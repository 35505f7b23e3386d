"""What a page says of a claim, and where each thing that it leads to stands.

What has a ref stands under that, so that `page.html#EVENT#ID` leads there. All other ids have a
sign in them that no ref has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from urllib.parse import quote as percent_encode

from tiptui.entries.entry import Entry, Quote
from tiptui.entries.facts import Fact, Facts
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
from tiptui.text.visible import clip

_MOST_AGAIN = 20
"""Recommendations that ask the same and are all listed at each of them; of more only those that are
linked to it."""

_MOST_KEPT = 2_000
"""Entries whose facts are kept while a page is made: a page of one dialogue has fewer."""

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

Rows = dict[str, list[Entry]]
"""What is one in many dialogues, as each of them has it, by the name of its row."""

Cited = dict[int, dict[Entry, None]]
"""What rests on each paragraph of a source that is cited."""


class Anchors:
    """What a page has: each thing once, however many dialogues have it."""

    def __init__(self, selection: Selection, elsewhere: Mapping[str, str]) -> None:
        self.index = selection.opened
        self.collection = selection.collection
        self.facts: Callable[[Entry], Facts] = lru_cache(_MOST_KEPT)(attrgetter("facts"))
        self.filters = Filters(selection, self.facts)
        self.only = selection.excerpts[0].dialogue if len(selection.excerpts) == 1 else None
        """The dialogue that all of the page is of, if it is of one."""
        self.whole = not selection.query.strip()
        """Whether nothing is left out, as a query would."""
        self.people: Rows = {}
        self.parties: Rows = {}
        self.themes: Rows = {}
        self.cited: dict[str, Cited] = {}
        """By the refs of the sources; what has no source has that of none."""
        self._elsewhere = elsewhere
        """The files of what stands on other pages, by its ref."""
        self._shown: set[Entry] = set()
        for excerpt in selection.excerpts:
            self._add(excerpt)
        dialogues = (each.dialogue.id for each in selection.excerpts)
        claims = (each.ref for each in self._shown if not each.is_named)
        self._refs = {*self.people, *self.parties, *dialogues, *claims}

    def _add(self, excerpt: Excerpt) -> None:
        dialogue, met = excerpt.dialogue, dict[Entry, None]()
        if self.whole:
            # What a record has, whether or not anything is said of it.
            self.cited |= {source.ref: {} for source in map(Entry, dialogue.sources)}
            met |= dict.fromkeys(map(Entry, (*dialogue.organizations, *dialogue.themes)))
        for entry in excerpt.proved:
            met[entry] = None
            makers = ("by", "organizations", "repeats") if entry.is_claim else ("organizers",)
            for fact in self.facts(entry):
                if fact.ref and fact.name not in makers:
                    met[Entry(self.collection[fact.ref])] = None
            for cited in entry.quotes:
                rests = self.cited.setdefault(_source_ref(cited), {})
                rests.setdefault(cited.paragraph, {})[entry] = None
        self._shown |= met.keys()
        rows = dict.fromkeys(("organization", "addressee"), self.parties)
        rows |= {"speaker": self.people, "theme": self.themes}
        for entry in met:
            if entry.kind in rows and not _only_sends(entry):
                rows[entry.kind].setdefault(self.filters.row(entry.ref), []).append(entry)

    def shown(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry in self._shown]

    def id(self, ref: str) -> str:
        """Return the id of a ref on a page; signs that no id of a record has are encoded."""
        return percent_encode(self.collection.shown(ref), safe="#:/")

    def to(self, ref: str, words: str) -> Html:
        """Return words as a link to something, here or on another page; else only the words."""
        if (row := self.filters.row(ref)) in self._refs:
            there = f"#{self.id(row)}"
        elif file := self._elsewhere.get(ref):
            there = f"{file}#{self.id(ref)}"
        else:
            return name(words)
        # What is HTML says its directions itself.
        return element("a", words, href=there, dir="" if isinstance(words, Html) else "auto")

    def named(self, fact: Fact, words: str = "") -> Html:
        """Return the words of a fact as a link to the thing that it names."""
        words = words or fact.words
        return self.to(fact.ref, words) if fact.ref else name(words)

    def to_event(self, event: Entry) -> Html:
        """Return a dialogue as a link, with its date; nothing for the only one of the page."""
        if event.dialogue is self.only:
            return Html()
        when = self.facts(event).words("start_date")
        return joined(", ", self.to(event.ref, event.title), when)


def _only_sends(entry: Entry) -> bool:
    """Return whether all that is said of an organization stands with its speakers."""
    if entry.kind != "organization" or entry.note:
        return False
    told = {fact.name for fact in entry.facts if fact.words}
    return "speakers" in told and not told & {"asked", "answered", "other_names"}


def _source_ref(cited: Quote) -> str:
    """Return the ref of the source of a quote; all without one have the same."""
    source = cited.source
    return source.ref if source else cited.of.dialogue.prefix


def claim_item(anchors: Anchors, claim: Entry) -> Html:
    """Return a claim with all that belongs to it, as an item of a list."""
    id = anchors.id(claim.ref)
    own = element("a", id, href=f"#{id}", class_="id")
    responses = claim.responses
    if len(responses) == 1 and not responses[0].is_more_than("status"):
        responses = []  # which stands with the claim already
    return element(
        "li",
        some("p", claim.title, dir="auto", class_="text"),
        facts(*_facts(anchors, claim), own),
        proof(anchors, claim) or facts("no evidence"),
        entries((_response(anchors, each) for each in responses), "responses"),
        links("Asked again", _again(anchors, claim) if claim.is_recommendation else ()),
        note(claim.note),
        id=id,
        class_=f"item {claim.kind}",
        data_is=" ".join(map(str, anchors.filters.of[claim.ref])),
    )


_IN_THEIR_PLACES = ("by", "occasion", "to", "status", "due", "number", "themes", "mode", "kind")


def _facts(anchors: Anchors, claim: Entry) -> Iterator[str]:
    told = anchors.facts(claim)
    phrases = dict(told.groups())

    def words(key: str) -> str:
        return told.phrase(key)

    if claim.kind == "statement":
        # It stands with its speaker.
        yield anchors.to_event(claim.event)
        yield name(words("occasion"))
    else:
        yield joined("; ", *(_maker(anchors, each) for each in phrases["by"]))
    if claim.is_recommendation:
        asked = (anchors.named(each) for each in phrases.get("to", ()))
        yield joined(" ", "to", joined(", ", *asked) or NOBODY)
        yield some("strong", words("status"))
        yield words("due")
        yield name(words("number"))
    yield joined(", ", *(name(each.words) for each in phrases.get("themes", ())))
    yield words("mode") or words("kind")
    for key in phrases:
        if key not in (*_IN_THEIR_PLACES, "repeats"):
            yield name(words(key))


def _maker(anchors: Anchors, maker: Fact) -> Html:
    # A state is often speaker and organization at once.
    where = maker.detail if maker.detail != maker.words else ""
    return joined(", ", anchors.named(maker) if maker.ref else maker.words, name(where))


def _response(anchors: Anchors, response: Entry) -> Html:
    told = anchors.facts(response)
    by = joined(", ", *map(anchors.named, told.of("by")))
    return element(
        "li",
        facts(some("strong", told.words("status")), told.words("date"), by),
        some("p", response.text, dir="auto"),
        proof(anchors, response),
        note(response.note),
        id=anchors.id(response.ref),
    )


def _again(anchors: Anchors, claim: Entry) -> Iterator[str]:
    """Yield what asks the same, by date, then what is repeated and not in the collection."""
    shown, near = anchors.index.same.chain(claim.ref, _MOST_AGAIN)
    others = [entry for entry in map(Entry, shown) if entry != claim]
    for other in others:
        yield joined(" · ", named(anchors, other), anchors.to_event(other.event))
    if further := near - 1 - len(others):
        yield f"and {further:,} more, through these"
    for fact in anchors.facts(claim).of("repeats"):
        if anchors.collection.get(fact.ref or "") is None:
            yield f"repeats {fact.words}"


def named(anchors: Anchors, entry: Entry, of_maker: bool = False) -> Html:
    """Return something as a link: of a claim who makes it and how it begins.

    Who makes it is left out where that stands over it.
    """
    words: str = clip(entry.title, _TITLE)
    if not of_maker and entry.is_claim:
        words = joined(": ", name(clip(anchors.facts(entry).words("by"), _TITLE)), name(words))
    return anchors.to(entry.ref, words)


def proof(anchors: Anchors, entry: Entry) -> Html:
    """Return the words that prove something, each a link to where they stand in the source."""
    return entries((_cited(anchors, each) for each in entry.quotes), "proof")


def _cited(anchors: Anchors, cited: Quote) -> Html:
    source, time = cited.source, cited.moment
    language, url = "", ""
    if source:
        language, url = map(anchors.facts(source).value, ("language", "url"))
    # Words of a source stand in quotation marks, in its language.
    words = element("q", cited.exact, dir="auto", lang=language)
    here = f"#{anchors.id(_source_ref(cited))}:{cited.paragraph}"
    quoted = element("a", f"{cited.place} “", words, "”", href=here)
    url = address(url, cited.exact, time) if url else ""
    there = link(url, f"at {time}" if time else "in the source") if url else ""
    return element("li", joined(" ", quoted, _how_found(cited), name(cited.origin), there))


def _how_found(cited: Quote) -> Html:
    """Return the sign of how the words were found; in words too where they are not there.

    The nearest wording is left out: nobody quotes that.
    """
    found = cited.found
    if not found.is_wrong:
        times = found.occurrences
        return Html(f"{sign(found.status)}{f' in {times} places' if times > 1 else ''}")
    words = "not found" if found.status is QuoteStatus.MISSING else found.in_words
    return element("strong", f"{SIGNS[found.status][0]} {words}", class_="wrong")


def sign(status: QuoteStatus) -> Html:
    """Return the sign of a status, which a screen reader says as what it means."""
    return Html(f'<span role="img" aria-label="{status}" class="sign">{SIGNS[status][0]}</span>')
