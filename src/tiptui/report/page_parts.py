"""The elements, the filters, the sections and the frame of a page.

HTML is made element by element: every text becomes text, whatever stands in it.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import escape
from itertools import chain
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import quote

import tiptui
from tiptui.entries.entry import Entry
from tiptui.entries.words import NO_THEME, NOBODY
from tiptui.record.follow_up import NO_RESPONSE, STATUSES
from tiptui.report.export import Selection
from tiptui.text.visible import visible

_HERE = Path(__file__).parent
_IN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))


class Html(str):
    """HTML as it is: all other text is escaped where it is put into an element."""

    __slots__ = ()


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


def link(address: str, *content: str) -> Html:
    """Return a link to an address of the web: no character of it can end or hide anything."""
    href = Html(escape(quote(address, safe=_IN_ADDRESS, errors="replace")))
    return element("a", *content, href=href)


def name(words: str) -> Html:
    """Return a name for a line with others, which may have another direction."""
    return Html(f"<bdi>{text(words)}</bdi>" if words else "")


def facts(*parts: str) -> Html:
    line = join(" · ", *parts)
    return Html(f'<p class="facts">{line}</p>' if line else "")


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
        """The name of that row."""
        own = {claim.ref: self._values(claim) for claim in selection.claims}
        counts = Counter(chain.from_iterable(own.values()))

        def order(pair: tuple[str, str]) -> tuple[int, int, int]:
            field, value = pair
            last = _LAST.index(value) if value in _LAST else -1
            # Dialogues stay as they are.
            return _FIELDS.index(field), last, 0 if field == "dialogue" else -counts[pair]

        ranked = sorted(counts, key=order)
        self.counts = {
            field: {value: counts[of, value] for of, value in ranked if of == field}
            for field in _FIELDS
        }
        """The number of claims with each value of each field."""
        numbers = {pair: number for number, pair in enumerate(ranked)}
        self.of = {ref: [numbers[pair] for pair in values] for ref, values in own.items()}
        """The numbers of the values of each claim, by its ref."""

    def _values(self, claim: Entry) -> Iterable[tuple[str, str]]:
        """Return the fields of a claim with their values, each once."""
        facts = claim.facts

        def titles(name: str) -> list[str]:
            return [self.title(fact.ref) for fact in facts.of(name) if fact.ref]

        of = {"theme": titles("themes") or [NO_THEME]}
        if claim.is_recommendation:
            overdue = [OVERDUE] if any(fact.detail for fact in facts.of("due")) else []
            of["addressee"] = titles("to") or [NOBODY]
            of["status"] = [facts.value("status") or NO_RESPONSE, *overdue]
        of["dialogue"] = [visible(claim.event.dated_title)]
        return dict.fromkeys((field, value) for field, values in of.items() for value in values)

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


class PageSection(NamedTuple):
    """A part of a page, with the number of things listed in it, by kind."""

    id: str
    counts: Mapping[str, int]
    content: Iterable[Html]
    words: str = ""

    @property
    def heading(self) -> Html:
        """`Speakers 6 · Statements 7`; the script says how many of them are found."""
        counts = (
            join("\xa0", f"{kind.capitalize()}s", element("small", f"{count:,}", data_of=kind))
            for kind, count in self.counts.items()
            if count
        )
        return join(" · ", self.words, *counts)


def document(
    title: str, header: Html, filters: Filters, sections: Iterable[PageSection], data: str = ""
) -> Iterator[str]:
    """Yield a page with the sections that have a heading. `data` is for its script."""
    sections = [section for section in sections if section.heading]
    contents = (element("li", element("a", of.heading, href=f"#{of.id}")) for of in sections)
    given = {
        "title": text(title),
        "header": header,
        "filters": filters.form(),
        "contents": element("ul", lines(*contents)),
        "data": data,
        "version": text(tiptui.__version__),
    }
    for part, file in (("style", "page.css"), ("script", "page.js")):
        given[part] = (_HERE / file).read_text("utf-8")
        # The page allows this content only.
        digest = b64encode(sha256(given[part].encode()).digest())
        given[f"{part}_hash"] = f"'sha256-{digest.decode()}'"
    before, _, after = (_HERE / "page.html").read_text("utf-8").partition("$body\n")
    yield Template(before).substitute(given)
    for section in sections:
        yield f'<section id="{section.id}">\n{element("h2", section.heading)}\n'
        yield from (f"{part}\n" for part in section.content)
        yield "</section>\n"
    yield Template(after).substitute(given)
