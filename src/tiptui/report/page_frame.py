"""The frame of a page: style and script, what it can be narrowed to, and its sections."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import NamedTuple

import tiptui
from tiptui.report.elements import Html, element, joined, lines, text
from tiptui.report.page_filters import Filters

_HERE = Path(__file__).parent

_BODY = "$body\n"


class Section(NamedTuple):
    """A part of the page, and how many there are of what is listed in it, by kind."""

    id: str
    counts: Mapping[str, int]
    content: Iterable[Html]
    words: str = ""

    @property
    def heading(self) -> Html:
        """`Speakers 6 · Statements 7`; the script says how many of them are found."""
        counts = [
            joined("\xa0", f"{kind.capitalize()}s", element("small", f"{count:,}", data_of=kind))
            for kind, count in self.counts.items()
            if count
        ]
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
    """Return the source of a Content-Security-Policy that allows this content alone."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
