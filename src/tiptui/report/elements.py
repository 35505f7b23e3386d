"""HTML, made element by element: every text becomes text, whatever stands in it."""

from html import escape
from urllib.parse import quote

from tiptui.text.visible import visible

_IN_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))


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


def joined(between: str, *parts: str) -> Html:
    """Return those parts that are not empty with a text between them."""
    return Html(text(between).join(text(part) for part in parts if part))


def lines(*parts: str) -> Html:
    """Return those parts that are not empty, each on a line of its own."""
    return joined(Html("\n"), *parts)


def link(address: str, *content: str, **attributes: str | bool) -> Html:
    """Return a link to an address of the web: no character of it can end or hide anything."""
    href = Html(escape(quote(address, safe=_IN_ADDRESS, errors="replace")))
    return element("a", *content, href=href, **attributes)
