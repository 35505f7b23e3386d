"""HTML, made element by element: every text becomes text, whatever stands in it."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from tiptui.text.visible import visible

_IN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))

_TOGETHER = 10
"""Items that a browser lays out together, when they come into sight."""


class Html(str):
    """What is HTML already; all other text is escaped where it is put into an element."""

    __slots__ = ()


def text(words: str) -> Html:
    """Return words as HTML that shows them, with nothing hidden."""
    return words if isinstance(words, Html) else Html(escape(visible(words)))


def element(name: str, *content: str, **attributes: str | bool) -> Html:
    """Return an element. Attributes that are empty or false are left out; `class_` is `class`."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(value)}"')
        for key, value in attributes.items()
        if value
    )
    return Html(f"<{name}{given}>{''.join(map(text, content))}</{name}>")


def some(name: str, content: str, **attributes: str) -> Html:
    """Return an element; nothing for no content."""
    return element(name, content, **attributes) if content else Html()


def joined(between: str, *parts: str) -> Html:
    """Return those parts that are not empty with a text between them."""
    return Html(text(between).join(text(part) for part in parts if part))


def lines(*parts: str) -> Html:
    """Return those parts that are not empty, each on a line of its own."""
    return joined(Html("\n"), *parts)


def link(address: str, *content: str) -> Html:
    """Return a link to an address of the web: no character of it can end or hide anything."""
    href = Html(escape(quote(address, safe=_IN_ADDRESS, errors="replace")))
    return element("a", *content, href=href)


def name(words: str) -> Html:
    """Return a name in a line of others, whose directions may differ."""
    return some("bdi", words)


def facts(*parts: str, between: str = " · ") -> Html:
    """Return a line of what is said of something in short."""
    return some("p", joined(between, *parts), class_="facts")


def note(words: str) -> Html:
    """Return a remark of the record-keeper; nothing for none."""
    return element("p", "Note: ", name(words), class_="note") if words else Html()


def entries(items: Iterable[str], kind: str = "") -> Html:
    """Return a list; nothing for no items."""
    return some("ul", lines(*items), class_=kind)


def links(heading: str, items: Iterable[str]) -> Html:
    """Return a list of links under what they are; nothing for no items."""
    listed = entries(items)
    return element("div", element("p", heading), listed, class_="links") if listed else listed


def parts(items: Sequence[str], kind: str = "ul") -> Html:
    """Return items in several elements, each of so many."""
    starts = range(0, len(items), _TOGETHER)
    chunks = (lines(*items[start : start + _TOGETHER]) for start in starts)
    return lines(*(element(kind, chunk, class_="part") for chunk in chunks))
