"""What a page is made of: elements; its frame, what it can be narrowed to, and its sections.

HTML is made element by element: every text becomes text, whatever stands in it.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from tiptui.entries.facts import Facts
from tiptui.record.follow_up import STATUSES
from tiptui.report.export import Selection
from tiptui.search.query import FIELDS
from tiptui.text.visible import visible

_HERE = Path(__file__).parent
_BODY = "$body\n"

_IN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))


class Html(str):
    """What is HTML already; all other text is escaped where it is put into an element."""

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


def joined(between: str, *parts: str) -> Html:
    """Return those parts that are not empty with a text between them."""
    return Html(text(between).join([text(part) for part in parts if part]))


def lines(*parts: str) -> Html:
    """Return those parts that are not empty, each on a line of its own."""
    return joined(Html("\n"), *parts)


def link(address: str, *content: str) -> Html:
    """Return a link to an address of the web: no character of it can end or hide anything."""
    href = Html(escape(quote(address, safe=_IN_ADDRESS, errors="replace")))
    return element("a", *content, href=href)


def name(words: str) -> Html:
    """Return a name in a line of others, whose directions may differ."""
    return Html(f"<bdi>{text(words)}</bdi>" if words else "")


def facts(*parts: str, between: str = " · ") -> Html:
    """Return a line of what is said of something in short."""
    told = joined(between, *parts)
    return Html(f'<p class="facts">{told}</p>' if told else "")


def note(words: str) -> Html:
    """Return a remark of the record-keeper; nothing for none."""
    return element("p", "Note: ", name(words), class_="note") if words else Html()


def entries(items: Iterable[str], kind: str = "") -> Html:
    """Return a list; nothing for no items."""
    return some("ul", lines(*items), class_=kind)


def links(heading: str, items: Iterable[str]) -> Html:
    """Return a list of links under what they are; nothing for no items."""
    listed = entries(element("li", each) for each in items)
    return element("div", element("p", heading), listed, class_="links") if listed else listed


def pairs(said: Iterable[tuple[str, str]], kind: str = "") -> Html:
    """Return what is said of something, by what it is called; nothing for no words."""
    told = ((element("dt", key), element("dd", words)) for key, words in said if words)
    return some("dl", lines(*(element("div", *each) for each in told)), class_=kind)


NO_THEME, NOBODY, NO_STATUS = (FIELDS[field].nothing for field in ("theme", "to", "status"))
OVERDUE = "overdue"

_FIELDS = ("theme", "addressee", "status", "dialogue")
_ORDER = {each: n for n, each in enumerate((NO_THEME, NOBODY, *STATUSES, NO_STATUS, OVERDUE))}
"""What stands after all else, and in which order."""

_ANY = Html('<option value="">any</option>')

Value = tuple[str, str]
"""A field, and what a claim has in it."""


class Filters:
    """The values of some claims, each with its number in the order in which the page offers it."""

    def __init__(self, selection: Selection, facts_of: Callable[[Entry], Facts]) -> None:
        self._facts_of = facts_of
        self.row = row = cache(selection.collection.row_ref)
        """The name of the row that something has."""
        self.title = cache(lambda name: visible(selection.collection[row(name)].name))
        """What something is called in all dialogues."""
        own = {claim.ref: self._values(claim) for claim in selection.claims}
        counts = Counter(chain.from_iterable(own.values()))

        def order(value: Value) -> tuple[int, int, int]:
            last = _ORDER.get(value[1], -1)
            # Dialogues stay as they are.
            return _FIELDS.index(value[0]), last, -counts[value] * (value[0] != "dialogue")

        ranked = sorted(counts, key=order)
        self.counts: dict[str, dict[str, int]] = {field: {} for field in _FIELDS}
        """Of each field how many claims have which value."""
        for field, value in ranked:
            self.counts[field][value] = counts[field, value]
        numbers = {value: number for number, value in enumerate(ranked)}
        self.of = {ref: [numbers[each] for each in values] for ref, values in own.items()}
        """Of each claim the numbers of its values, by its ref."""

    def _values(self, claim: Entry) -> Iterable[Value]:
        """Return all that a claim has, each once."""
        facts = self._facts_of(claim)

        def titles(name: str) -> list[str]:
            return [self.title(fact.ref) for fact in facts.of(name) if fact.ref]

        of = {"theme": titles("themes") or [NO_THEME]}
        if claim.is_recommendation:
            overdue = [OVERDUE] if any(fact.detail for fact in facts.of("due")) else []
            of["addressee"] = titles("to") or [NOBODY]
            of["status"] = [facts.value("status") or NO_STATUS, *overdue]
        of["dialogue"] = [visible(claim.event.dated_title)]
        return dict.fromkeys((field, value) for field, values in of.items() for value in values)

    def form(self) -> Html:
        """Return a list to choose from for each field; one that leaves no choice is not shown."""
        fields = []
        for field, counts in self.counts.items():
            options = (
                element("option", f"{value} ({count:,})", value=value)
                for value, count in counts.items()
            )
            choice = lines(_ANY, *options)
            choice = element("select", choice, name=field, form="_form", autocomplete="off")
            fields.append(element("label", field.capitalize(), choice, hidden=len(counts) < 2))
        return lines(*fields)


class Section(NamedTuple):
    """A part of the page, and how many there are of what is listed in it, by kind."""

    id: str
    counts: Mapping[str, int]
    content: Iterable[Html]
    words: str = ""

    @property
    def heading(self) -> Html:
        """`Speakers 6 · Statements 7`; the script says how many of them are found."""
        counts = (
            joined("\xa0", f"{kind.capitalize()}s", element("small", f"{count:,}", data_of=kind))
            for kind, count in self.counts.items()
            if count
        )
        return joined(" · ", self.words, *counts)


def document(
    title: str, header: Html, filters: Filters, sections: Iterable[Section], data: str = ""
) -> Iterator[str]:
    """Yield a page with its frame; those sections that have a heading. `data` is for the script."""
    sections = [each for each in sections if each.heading]
    style, script = ((_HERE / file).read_text("utf-8") for file in ("page.css", "page.js"))
    contents = (element("li", element("a", each.heading, href=f"#{each.id}")) for each in sections)
    given = {
        "title": text(title),
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "header": header,
        "filters": filters.form(),
        "contents": element("ul", lines(*contents)),
        "data": data,
        "version": text(tiptui.__version__),
    }
    before, _, after = (_HERE / "page.html").read_text("utf-8").partition(_BODY)
    yield Template(before).substitute(given)
    for section in sections:
        yield f'<section id="{section.id}">\n{element("h2", section.heading)}\n'
        yield from (f"{each}\n" for each in section.content)
        yield "</section>\n"
    yield Template(after).substitute(given)


def _hash(content: str) -> str:
    """Return the source of a Content-Security-Policy that allows only this content."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
