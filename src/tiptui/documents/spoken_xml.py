"""Debates in XML as paragraphs of turns: Akoma Ntoso, TEI (ParlaMint), publicwhip.

- Akoma Ntoso: https://docs.oasis-open.org/legaldocml/akn-core/v1.0/akn-core-v1.0-part1-vocabulary.html
- ParlaMint: https://clarin-eric.github.io/ParlaMint/
- publicwhip: https://parser.theyworkforyou.com/hansard.html
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from lxml import etree

from tiptui.documents.document import ASIDE, HEADING, Document, NoDocument, Paragraph, one_line
from tiptui.documents.encodings import decode_declared
from tiptui.documents.heads import with_heads
from tiptui.documents.names import is_name, name_and_notes
from tiptui.record.forms import is_date

Element = Any  # an element of lxml

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_SPEECHES = ("{*}speech", "{*}question", "{*}answer", "{*}u", "{*}ques", "{*}reply")
_REMARKS = ("{*}note", "{*}kinesic", "{*}vocal", "{*}incident", "{*}remark", "{*}authorialNote")
"""Elements in a speech that are none of its words."""


def read_xml(data: bytes) -> Document:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True
    )
    try:
        root = etree.fromstring(decode_declared(data).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise NoDocument(f"damaged XML: {one_line(error.msg)}") from None
    kind = _KINDS.get(_tag(root).lower())
    if kind is None:
        raise NoDocument(f"XML of another kind ({_tag(root)}); save its words as plain text")
    read, dated = kind
    for speech in list(root.iter(*_SPEECHES)):
        etree.strip_elements(speech, *_REMARKS, with_tail=False)
    paragraphs = with_heads(read(root))
    if not any(paragraph.voice for paragraph in paragraphs):
        raise NoDocument("XML in which nobody speaks; save its words as plain text")
    elements = chain.from_iterable(map(root.iterfind, dated))
    values = (of.get(name, "") for of in elements for name in ("date", "when", "from", "id"))
    days = chain.from_iterable(map(_DAY.findall, values))
    return Document(paragraphs, _title(root), held=next(filter(is_date, days), ""))


def _tag(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: Element) -> str:
    if tokens := list(element.iter("{*}w", "{*}pc")):  # each on a line of the file
        ends = {"right": ""}
        words = (f"{token.text or ''}{ends.get(token.get('join'), ' ')}" for token in tokens)
        return one_line("".join(words))
    return one_line("".join(element.itertext()))


def _title(root: Element) -> str:
    # That of the sitting rather than that of a corpus.
    subs = root.iterfind(".//{*}titleStmt/{*}title[@type='sub']")
    titles = chain(subs, root.iter("{*}docTitle"), root.iter("{*}title"))
    return next(filter(None, map(_text, titles)), "")


def _said(parts: Iterable[Element], voice: str, role: str) -> Iterator[Paragraph]:
    for words in filter(None, map(_text, parts)):
        yield Paragraph(words, "", "", voice, role)


def _beside(element: Element, is_heading: bool = False) -> Iterator[Paragraph]:
    """Yield a heading, or a note in brackets, which nobody says."""
    if words := _text(element):
        is_aside = ASIDE.fullmatch(words)
        text = f"{HEADING}{words}" if is_heading else words if is_aside else f"({words})"
        yield Paragraph(text, role="")


# Akoma Ntoso.

_SAID = ("speech", "question", "answer", "speechGroup")
_BESIDE = ("narrative", "scene", "summary", "heading")
_NO_WORDS = (*_SAID, *_BESIDE, "from", "num")
_LONGEST = 200  # letters of a name with notes


def _akoma(root: Element) -> Iterator[Paragraph]:
    roles = _shown(root, "TLCRole")
    people = roles | _shown(root, "TLCPerson") | _shown(root, "TLCOrganization")
    for element in root.iter():
        name = _tag(element)
        if name in _SAID:
            by, role = (element.get(key, "").lstrip("#") for key in ("by", "as"))
            heads = (_text(of)[:_LONGEST].strip(" .:-–—") for of in element.iterchildren("{*}from"))
            called = (people.get(by, ""), *(name_and_notes(head)[0] for head in heads))
            voice = next(filter(is_name, called), "" if " " in by else by)
            parts = (part for part in element if _tag(part) not in _NO_WORDS)
            yield from _said(parts, voice, roles.get(role, ""))
        elif name in _BESIDE:
            yield from _beside(element, name == "heading")


def _shown(root: Element, kind: str) -> dict[str, str]:
    """Return the names that a file shows for ids of a kind."""
    shown = root.iter(f"{{*}}{kind}")
    return {of.get("eId") or of.get("id"): one_line(of.get("showAs", "")) for of in shown}


# TEI, as in ParlaMint.


def _tei(root: Element) -> Iterator[Paragraph]:
    people = {person.get(_ID): _person(person) for person in root.iter("{*}person")}
    for element in chain.from_iterable(text.iter() for text in root.iter("{*}text")):
        name = _tag(element)
        if name == "u":
            who = element.get("who", "")
            id = "" if " " in who else who.rpartition("#")[2]
            role = element.get("ana", "").lstrip("#")
            role = role if role.isalpha() and role != "regular" else ""
            segments = list(element.iter("{*}seg")) or [element]
            yield from _said(segments, people.get(id) or id, role)
        elif name == "head" or (name == "note" and element.get("type") != "speaker"):
            yield from _beside(element, name == "head")


def _person(person: Element) -> str:
    name = next(person.iter("{*}persName"), person)
    parts = (
        part for tag in ("forename", "nameLink", "surname") for part in name.iter(f"{{*}}{tag}")
    )
    return " ".join(map(_text, parts)) or _text(name)


# The files of publicwhip and TheyWorkForYou.


def _publicwhip(root: Element) -> Iterator[Paragraph]:
    for element in root:
        name = _tag(element)
        if name in ("speech", "ques", "reply"):
            role = element.get("speakeroffice", "") or element.get("role", "")
            voice = "" if element.get("nospeaker") else one_line(element.get("speakername", ""))
            yield from _said(element, "" if voice == "unknown" else voice, one_line(role))
        elif name.endswith("-heading"):
            yield from _beside(element, is_heading=True)


# The printed day, or that of the work, not of the file.
_OF_AKOMA = ".//{*}docDate", ".//{*}FRBRWork//{*}FRBRdate"
_OF_TEI = ".//{*}setting//{*}date", ".//{*}sourceDesc//{*}date"  # not of the edition
_OF_PUBLICWHIP = ("*",)  # in an id: `uk.org.publicwhip/debate/2019-01-07a.1.0`
_KINDS: Mapping[str, tuple[Callable[[Element], Iterator[Paragraph]], Sequence[str]]] = {
    "akomantoso": (_akoma, _OF_AKOMA),
    "tei": (_tei, _OF_TEI),
    "teicorpus": (_tei, _OF_TEI),
    "publicwhip": (_publicwhip, _OF_PUBLICWHIP),
    "debates": (_publicwhip, _OF_PUBLICWHIP),
}
"""By the name of the root: the reader of the words, and the elements with the day of a sitting."""
