"""Debates in XML as paragraphs of turns: Akoma Ntoso, TEI (ParlaMint), publicwhip.

- Akoma Ntoso: https://docs.oasis-open.org/legaldocml/akn-core/v1.0/akn-core-v1.0-part1-vocabulary.html
- ParlaMint: https://clarin-eric.github.io/ParlaMint/
- publicwhip: https://parser.theyworkforyou.com/hansard.html
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from lxml import etree

from tiptui.documents.document import Document, NoDocument, Paragraph, one_line, spoken
from tiptui.record.forms import is_date

Element = Any
"""An element of lxml."""

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


class _Words(NamedTuple):
    """Words of a debate with the name and the role of who says them; a heading has a level."""

    text: str
    voice: str = ""
    role: str = ""
    is_heading: bool = False


def read_xml(data: bytes) -> Document:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NoDocument(f"damaged XML: {one_line(str(error))}") from None
    kind = _KINDS.get(_tag(root).lower())
    if kind is None:
        raise NoDocument(f"XML of another kind ({_tag(root)}); save its words as plain text")
    read, day_of = kind
    paragraphs = list[Paragraph]()
    for words in filter(lambda words: words.text, read(root)):
        before = paragraphs[-1].voice if paragraphs else ""
        text = f"# {words.text}" if words.is_heading else words.text
        paragraphs.append(spoken(text, words.voice, words.role, "", before, words.is_heading))
    if not any(paragraph.voice for paragraph in paragraphs):
        raise NoDocument("XML in which nobody speaks; save its words as plain text")
    day = _DAY.search(day_of(root))
    held = day[0] if day and is_date(day[0]) else ""
    return Document(tuple(paragraphs), _title(root), held=held)


def _tag(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: Element) -> str:
    return one_line("".join(element.itertext()))


def _find(root: Element, name: str) -> Iterator[Element]:
    yield from root.iter(f"{{*}}{name}")


def _title(root: Element) -> str:
    titles = (_text(title) for name in ("docTitle", "title") for title in _find(root, name))
    return next(filter(None, titles), "")


# Akoma Ntoso.

_NO_WORDS = ("from", "num", "heading", "speech", "question", "answer")
"""Parts of a speech that are none of its words."""


def _akoma(root: Element) -> Iterator[_Words]:
    shown = {
        id: one_line(element.get("showAs", ""))
        for name in ("TLCPerson", "TLCRole", "TLCOrganization")
        for element in _find(root, name)
        for id in (element.get("eId"), element.get("id"))
        if id
    }
    for element in root.iter():
        name = _tag(element)
        if name in ("speech", "question", "answer", "speechGroup") and element.get("by"):
            who = next((_text(head) for head in element if _tag(head) == "from"), "")
            voice = shown.get(element.get("by").lstrip("#"), "") or who.rstrip(":")
            role = shown.get(element.get("as", "").lstrip("#"), "")
            for part in element:
                if _tag(part) not in _NO_WORDS and (words := _text(part)):
                    yield _Words(words, voice, role)
        elif name in ("narrative", "scene", "summary") and (words := _text(element)):
            yield _Words(words)
        elif name == "heading" and (words := _text(element)):
            yield _Words(words, is_heading=True)


def _akoma_day(root: Element) -> str:
    """Return the day of the sitting: the printed one, or that of the work, not of the file."""
    printed = (element.get("date", "") for element in _find(root, "docDate"))
    works = (day for work in _find(root, "FRBRWork") for day in _find(work, "FRBRdate"))
    return next(filter(None, (*printed, *(day.get("date", "") for day in works))), "")


# TEI, as in ParlaMint.


def _tei(root: Element) -> Iterator[_Words]:
    people = {
        person.get(_ID): " ".join(
            _text(part) for name in ("forename", "surname") for part in _find(person, name)
        )
        or next((_text(name) for name in _find(person, "persName")), "")
        for person in _find(root, "person")
    }
    for element in chain.from_iterable(text.iter() for text in _find(root, "text")):
        name = _tag(element)
        if name == "u":
            id = element.get("who", "").lstrip("#")
            role = element.get("ana", "").lstrip("#")
            voice = people.get(id) or id
            role = role if role.isalpha() and role != "regular" else ""
            parts = list(_find(element, "seg")) or [element]
            for words in filter(None, map(_text, parts)):
                yield _Words(words, voice, role)
        elif name == "head" and (words := _text(element)):
            yield _Words(words, is_heading=True)
        elif name == "note" and _tag(element.getparent()) not in ("u", "seg"):
            yield _Words(_text(element))


def _tei_day(root: Element) -> str:
    """Return the day of the setting, or of the source, not that of the edition."""
    places = ("setting", "sourceDesc")
    dates = (day for name in places for part in _find(root, name) for day in _find(part, "date"))
    return next(filter(None, (day.get("when") or day.get("from", "") for day in dates)), "")


# The files of publicwhip and TheyWorkForYou.


def _publicwhip(root: Element) -> Iterator[_Words]:
    for element in root:
        name = _tag(element)
        if name == "speech":
            role = element.get("speakeroffice", "") or element.get("role", "")
            voice = "" if element.get("nospeaker") else one_line(element.get("speakername", ""))
            for words in filter(None, map(_text, element)):
                yield _Words(words, "" if voice == "unknown" else voice, one_line(role))
        elif name.endswith("-heading") and (words := _text(element)):
            yield _Words(words, is_heading=True)


def _publicwhip_day(root: Element) -> str:
    """Return the day in the id of a speech: `uk.org.publicwhip/debate/2019-01-07a.1.0`."""
    return next((id for element in root if (id := element.get("id", ""))), "")


_KINDS: Mapping[str, tuple[Callable[[Element], Iterator[_Words]], Callable[[Element], str]]] = {
    "akomantoso": (_akoma, _akoma_day),
    "tei": (_tei, _tei_day),
    "teicorpus": (_tei, _tei_day),
    "publicwhip": (_publicwhip, _publicwhip_day),
    "debates": (_publicwhip, _publicwhip_day),
}
"""By the name of the root: readers of the words and of the day of a sitting."""
