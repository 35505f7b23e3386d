"""The parts of a page: its elements, filters, links, claims, sections and frame.

HTML is made element by element: every text becomes text, whatever stands in it. The id of a thing
is its ref: `page.html#EVENT#ID` leads there. Other ids have a sign that none has.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from hashlib import sha256
from html import escape
from itertools import chain
from pathlib import Path
from string import Template
from urllib.parse import quote

from tiptui.collection.dialogue import Quotation, Thing
from tiptui.collection.facts import Fact
from tiptui.collection.naming import ASKED_AGAIN, NO_THEME, NOBODY
from tiptui.files import own
from tiptui.files.programs import address
from tiptui.proof.locate import QuoteStatus
from tiptui.record.follow_up import NO_RESPONSE, STATUSES
from tiptui.report.citations import dated_name
from tiptui.report.export import Selection
from tiptui.text.visible import clip, visible

_HERE = Path(__file__).parent
_TITLE = 120  # code points of a text in a link


class Html(str):
    """HTML as it is: all other text is escaped where it is put into an element."""


def text(words: str) -> str:
    """Return words as HTML that shows them, with nothing hidden."""
    return words if type(words) is Html else escape(visible(words), quote=False)


def element(tag: str, /, *content: str, **attributes: str | bool) -> Html:
    """Return an element. Attributes that are empty or false are left out; `class_` is `class`."""
    given = ""
    for key, value in attributes.items():
        if value:
            own = key.rstrip("_").replace("_", "-")
            quoted = "" if value is True else text(value).replace('"', "&quot;")
            given += f' {own}="{quoted}"' if quoted else f" {own}"
    return Html(f"<{tag}{given}>{''.join(map(text, content))}</{tag}>")


def some(tag: str, content: str, **attributes: str) -> Html:
    """Return an element; nothing for no content."""
    return element(tag, content, **attributes) if content else Html()


def join(between: str, *parts: str) -> Html:
    """Return the parts that are not empty, with a text between them."""
    return Html(text(between).join([text(part) for part in parts if part]))


def lines(*parts: str) -> Html:
    """Return the parts that are not empty, each on a line of its own."""
    return join(Html("\n"), *parts)


def name(words: str) -> Html:
    """Return a name for a line with others, which may have another direction."""
    return Html(f"<bdi>{text(words)}</bdi>" if words else "")


def facts(*parts: str) -> Html:
    return some("p", join(" · ", *parts), class_="facts")


def note(words: str) -> Html:
    return element("p", "Note: ", name(words), class_="note") if words else Html()


def entries(items: Iterable[str], kind: str = "") -> Html:
    return some("ul", lines(*items), class_=kind)


def links(heading: str, items: Iterable[str]) -> Html:
    """Return a list of links under a heading; nothing for no links."""
    listed = entries(element("li", item) for item in items)
    return element("div", element("p", heading), listed, class_="links") if listed else listed


def pairs(terms: Iterable[tuple[str, str]], kind: str = "") -> Html:
    """Return terms with their words, without the terms that have none."""
    rows = ((element("dt", term), element("dd", words)) for term, words in terms if words)
    return some("dl", lines(*(element("div", *row) for row in rows)), class_=kind)


OVERDUE = "overdue"

_FIELDS = ("theme", "addressee", "status", "dialogue")
_LAST = (NO_THEME, NOBODY, *STATUSES, NO_RESPONSE, OVERDUE)
"""The last values of a field, in this order."""


class Filters:
    """The values by which the script narrows a page, each with its number in their order."""

    def __init__(self, selection: Selection) -> None:
        self.row = row = cache(selection.collection.row_ref)
        """The ref of the row of a thing."""
        self.title = cache(lambda ref: visible(selection.collection[row(ref)].name))
        own = {claim.ref: [*self._values(claim)] for claim in selection.claims}
        counts = Counter(chain.from_iterable(own.values()))

        def order(pair: tuple[str, str]) -> tuple[int, int, int]:
            field, value = pair
            last = _LAST.index(value) if value in _LAST else -1
            # Dialogues stay as they are.
            return _FIELDS.index(field), last, 0 if field == "dialogue" else -counts[pair]

        ranked = sorted(counts, key=order)
        self.counts = {field: dict[str, int]() for field in _FIELDS}
        """The number of claims with each value of each field."""
        for field, value in ranked:
            self.counts[field][value] = counts[field, value]
        numbers = {pair: number for number, pair in enumerate(ranked)}
        self.of = {ref: [*map(numbers.__getitem__, values)] for ref, values in own.items()}
        """The numbers of the values of each claim, by its ref."""

    def _values(self, claim: Thing) -> Iterator[tuple[str, str]]:
        """Yield each field of a claim with each of its values."""
        facts, named = claim.facts, {"theme": ("themes", NO_THEME)}
        if claim.kind == "recommendation":
            named["addressee"] = "to", NOBODY
        for field, (key, nothing) in named.items():
            titles = dict.fromkeys(self.title(fact.ref) for fact in facts.of(key) if fact.ref)
            yield from ((field, title) for title in titles or [nothing])
        if claim.kind == "recommendation":
            yield "status", facts.value("status") or NO_RESPONSE
            yield from [("status", OVERDUE)] if any(due.detail for due in facts.of("due")) else ()
        yield "dialogue", visible(dated_name(claim.event))

    def form(self) -> Html:
        """Return a list to choose from for each field; one that leaves no choice is not shown."""
        fields = []
        for field, counts in self.counts.items():
            options = [Html('<option value="">any</option>')]
            for value, count in counts.items():
                options.append(element("option", f"{value} ({count:,})", value=value))
            choice = lines(*options)
            choice = element("select", choice, name=field, form="_form", autocomplete="off")
            fields.append(element("label", field.capitalize(), choice, hidden=len(counts) < 2))
        return lines(*fields)


SIGNS = {
    QuoteStatus.VERBATIM: ("✓", "the words stand in their paragraph of the source"),
    QuoteStatus.NORMALIZED: ("≈", "they stand there with other spaces, quotation marks or dashes"),
    QuoteStatus.ELSEWHERE: ("✗", "they stand in another paragraph of the source"),
    QuoteStatus.MISSING: ("✗", "they were not found in the source"),
    QuoteStatus.UNCHECKED: ("○", "the text of the source was not loaded"),
}
"""The sign of each status of a quotation, and its meaning."""

Cited = dict[int, dict[Thing, None]]
"""The things that rest on each paragraph of a source."""


class Anchors:
    """The things of a page, each once, however many dialogues have it."""

    def __init__(self, selection: Selection, elsewhere: Mapping[str, str]) -> None:
        self.index = selection.opened
        self.collection = selection.collection
        self.filters = Filters(selection)
        self.only = selection.excerpts[0].dialogue if len(selection.excerpts) == 1 else None
        """The only dialogue of the page; None where it has more."""
        self.whole = not selection.query.strip()
        self.people: dict[str, list[Thing]] = {}
        """The things of each speaker, one for each dialogue, by the ref of the row."""
        self.sources: dict[str, Thing] = {}
        self.cited: dict[str, Cited] = {}
        """By the refs of the sources; all quotations without a source have one ref."""
        self._elsewhere = elsewhere
        """The files of other pages, by the refs of the things on them."""
        self.refs: set[str] = set()
        """The things that have an anchor on the page."""
        for excerpt in selection.excerpts:
            if self.whole:  # also sources of which nothing is cited
                for source in excerpt.dialogue.sources:
                    self.sources[source.ref], self.cited[source.ref] = source, {}
            for person in excerpt.people:
                self.people.setdefault(self.filters.row(person.ref), []).append(person)
            for thing in excerpt.things:
                self.refs.add(self.filters.row(thing.ref))
                for cited in thing.quotations:
                    if cited.origin:
                        self.sources.setdefault(cited.origin.ref, cited.origin)
                    rests = self.cited.setdefault(_source_ref(cited), {})
                    rests.setdefault(cited.evidence.paragraph, {})[thing] = None

    def id(self, ref: str) -> str:
        """Return the id of a ref on a page; signs that no id of a record has are encoded."""
        return quote(self.collection.shown(ref), safe="#:/")

    def link(self, ref: str, words: str) -> Html:
        """Return words as a link to a thing, here or on another page; else only the words."""
        if (row := self.filters.row(ref)) in self.refs:
            there = f"#{self.id(row)}"
        elif file := self._elsewhere.get(ref):
            there = f"{file}#{self.id(ref)}"
        else:
            return name(words)
        # HTML says its directions itself.
        return element("a", words, href=there, dir="" if isinstance(words, Html) else "auto")

    def event_link(self, event: Thing) -> Html:
        """Return a dialogue as a link, with its date; nothing for the only one of the page."""
        if event.dialogue is self.only:
            return Html()
        return join(", ", self.link(event.ref, event.name), event.facts.words("start_date"))


def _source_ref(cited: Quotation) -> str:
    source = cited.origin
    return source.ref if source else cited.of.dialogue.prefix


def claim_item(anchors: Anchors, claim: Thing, said: Set[str]) -> Html:
    """Return a claim without the facts that are `said` above it."""
    id = anchors.id(claim.ref)
    linked = anchors.index.same.linked(claim.ref) if claim.kind == "recommendation" else ()
    again = (join(" · ", claim_link(anchors, one), anchors.event_link(one.event)) for one in linked)
    return element(
        "li",
        some("p", claim.name, dir="auto", class_="text"),
        facts(*_claim_facts(anchors, claim, said), element("a", id, href=f"#{id}", class_="id")),
        proof(anchors, claim) or facts("no evidence"),
        entries((_response(anchors, response) for response in claim.responses), "responses"),
        links(ASKED_AGAIN, again),
        note(claim.note),
        id=id,
        class_=f"item {claim.kind}",
        data_is=" ".join(map(str, anchors.filters.of[claim.ref])),
    )


def _claim_facts(anchors: Anchors, claim: Thing, said: Set[str]) -> Iterator[str]:
    own = claim.facts.under("", ["status", *said])  # its responses stand below
    if claim.kind == "statement":
        # It stands with its speaker.
        yield anchors.event_link(claim.event)
    else:
        yield join("; ", *(_maker(anchors, maker) for maker in own.of("by")))
    yield from map(name, own.phrases("by").values())


def _maker(anchors: Anchors, maker: Fact) -> Html:
    who = anchors.link(maker.ref, maker.words) if maker.ref else maker.words
    return join(", ", who, name(maker.detail))


def _response(anchors: Anchors, response: Thing) -> Html:
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


def claim_link(anchors: Anchors, thing: Thing, of_maker: bool = False) -> Html:
    """Return a thing as a link; a claim after its makers, unless they stand over it."""
    words: str = clip(thing.name, _TITLE)
    if not of_maker and thing.is_claim:
        words = join(": ", name(clip(thing.maker_names, _TITLE)), name(words))
    return anchors.link(thing.ref, words)


def proof(anchors: Anchors, thing: Thing) -> Html:
    """Return the quotes of a thing, each a link to its paragraph."""
    return entries((_quote_item(anchors, quote) for quote in thing.quotations), "proof")


def _quote_item(anchors: Anchors, cited: Quotation) -> Html:
    source, time, found = cited.origin, cited.moment, cited.located
    language, url = map(source.facts.value, ("language", "url")) if source else ("", "")
    # Words of a source stand in quotation marks, in its language.
    words = element("q", cited.exact, dir="auto", lang=language)
    here = f"#{anchors.id(_source_ref(cited))}:{cited.evidence.paragraph}"
    quoted = element("a", f"{cited.locator} “", words, "”", href=here)
    if found.is_wrong:
        # The nearest wording is left out: nobody quotes that.
        how = "not found" if found.status is QuoteStatus.MISSING else found.in_words
        how = element("strong", f"{SIGNS[found.status][0]} {how}", class_="wrong")
    else:
        often = f"in {found.occurrences} places" if found.occurrences > 1 else ""
        how = join(" ", sign(found.status), often)
    url = address(url, cited.exact, time) if url else ""
    there = some("a", url and (f"at {time}" if time else "in the source"), href=url)
    return element("li", join(" ", quoted, how, name(cited.source_title), there))


def sign(status: QuoteStatus) -> Html:
    """Return the sign of a status, which a screen reader reads as the status."""
    return Html(f'<span role="img" aria-label="{status}" class="sign">{SIGNS[status][0]}</span>')


Section = tuple[str, Html, Iterable[Html]]
"""A part of a page: its id, its heading and its content."""


def section(
    id: str, counts: Mapping[str, int], content: Iterable[Html], words: str = ""
) -> Section:
    """Return a section under `Speakers 6 · Statements 7`; the script says how many are found."""
    shown = (
        join("\xa0", f"{kind.capitalize()}s", element("small", f"{count:,}", data_of=kind))
        for kind, count in counts.items()
        if count
    )
    return id, join(" · ", words, *shown), content


def document(
    title: str, header: Html, filters: Filters, sections: Iterable[Section], data: str = ""
) -> Iterator[str]:
    """Yield a page with the sections that have a heading. `data` is for its script."""
    sections = [(id, heading, content) for id, heading, content in sections if heading]
    contents = (element("li", element("a", of, href=f"#{id}")) for id, of, _ in sections)
    given = {
        "title": text(title),
        "header": header,
        "filters": filters.form(),
        "contents": element("ul", lines(*contents)),
        "data": data,
        "version": text(own.VERSION),
    }
    for part, file in (("style", "page.css"), ("script", "page.js")):
        given[part] = (_HERE / file).read_text("utf-8")
        # The page allows this content only.
        digest = b64encode(sha256(given[part].encode()).digest())
        given[f"{part}_hash"] = f"'sha256-{digest.decode()}'"
    before, _, after = (_HERE / "page.html").read_text("utf-8").partition("$body\n")
    yield Template(before).substitute(given)
    for id, heading, content in sections:
        yield f'<section id="{id}">\n{element("h2", heading)}\n'
        yield from (f"{part}\n" for part in content)
        yield "</section>\n"
    yield Template(after).substitute(given)
