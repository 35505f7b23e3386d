"""HTML, made element by element: every text becomes text, whatever stands in it."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from tiptui.text.visible import visible

_IN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))


class Html(str):
    """What is HTML already; all other text is escaped where it is put into an element."""

    __slots__ = ()


def text(words: str) -> str:
    """Return words as HTML that shows them, with nothing hidden."""
    if type(words) is Html:
        return words
    shown = visible(words)
    # Most need nothing, and there are millions.
    return escape(shown, quote=False) if "&" in shown or "<" in shown or ">" in shown else shown


def element(tag: str, /, *content: str, **attributes: str | bool) -> Html:
    """Return an element. Attributes that are empty or false are left out; `class_` is `class`."""
    given = ""
    for key, value in attributes.items():
        if value is True:
            given += f" {key}"
        elif value:
            shown = text(value)
            quoted = shown.replace('"', "&quot;") if '"' in shown else shown
            given += f' {key.rstrip("_").replace("_", "-")}="{quoted}"'
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
    rows = (
        element("div", element("dt", key), element("dd", value)) for key, value in said if value
    )
    return some("dl", lines(*rows), class_=kind)
