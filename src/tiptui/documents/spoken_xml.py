"""Debates in XML as paragraphs of turns: Akoma Ntoso, TEI (ParlaMint), publicwhip.

- Akoma Ntoso: https://docs.oasis-open.org/legaldocml/akn-core/v1.0/akn-core-v1.0-part1-vocabulary.html
- ParlaMint: https://clarin-eric.github.io/ParlaMint/
- publicwhip: https://parser.theyworkforyou.com/hansard.html
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    return Document(paragraphs, _title(root), held=_day(root, dated))


def _day(root: Element, paths: Sequence[str]) -> str:
    """Return the first day in an attribute of the elements at some paths."""
    for path in paths:
        for element in root.iterfind(path):
            for name in ("date", "when", "from", "id"):
                days: list[str] = _DAY.findall(element.get(name, ""))
                for day in days:
                    if is_date(day):
                        return day
    return ""


def _tag(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: Element) -> str:
    text = ""
    for token in element.iter("{*}w", "{*}pc"):  # each on a line of the file
        text += token.text or ""
        if token.get("join") != "right":
            text += " "
    return one_line(text or "".join(element.itertext()))


def _title(root: Element) -> str:
    # The first is that of the sitting rather than that of a corpus.
    for path in (".//{*}titleStmt/{*}title[@type='sub']", ".//{*}docTitle", ".//{*}title"):
        for element in root.iterfind(path):
            if title := _text(element):
                return title
    return ""


def _speech(parts: Iterable[Element], voice: str, role: str) -> Iterator[Paragraph]:
    for part in parts:
        if words := _text(part):
            yield Paragraph(words, "", "", voice, role)


def _beside(element: Element, is_heading: bool = False) -> Iterator[Paragraph]:
    """Yield a heading, or a note in brackets, which nobody says."""
    words = _text(element)
    if not words:
        return
    if is_heading:
        words = f"{HEADING}{words}"
    elif not ASIDE.fullmatch(words):
        words = f"({words})"
    yield Paragraph(words, role="")


# Akoma Ntoso.

_TURNS = ("speech", "question", "answer", "speechGroup")
_BESIDE = ("narrative", "scene", "summary", "heading")
_NO_WORDS = (*_TURNS, *_BESIDE, "from", "num")
_LONGEST = 200  # letters of a name with notes


def _akoma(root: Element) -> Iterator[Paragraph]:
    roles = _names(root, "TLCRole")
    people = roles | _names(root, "TLCPerson") | _names(root, "TLCOrganization")
    for element in root.iter():
        tag = _tag(element)
        if tag in _TURNS:
            role = roles.get(element.get("as", "").lstrip("#"), "")
            parts = [part for part in element if _tag(part) not in _NO_WORDS]
            yield from _speech(parts, _voice(element, people), role)
        elif tag in _BESIDE:
            yield from _beside(element, tag == "heading")


def _voice(turn: Element, people: Mapping[str, str]) -> str:
    """Return the name of who speaks: that of an id, or one printed above, else the id itself."""
    id = turn.get("by", "").lstrip("#")
    names = [people.get(id, "")]
    for head in turn.iterchildren("{*}from"):
        name, _ = name_and_notes(_text(head)[:_LONGEST].strip(" .:-–—"))
        names.append(name)

    for name in names:
        if is_name(name):
            return name
    return "" if " " in id else id


def _names(root: Element, kind: str) -> dict[str, str]:
    """Return the names that a file shows for ids of a kind."""
    names: dict[str, str] = {}
    for element in root.iter(f"{{*}}{kind}"):
        id = element.get("eId") or element.get("id")
        names[id] = one_line(element.get("showAs", ""))
    return names


# TEI, as in ParlaMint.


def _tei(root: Element) -> Iterator[Paragraph]:
    people = {person.get(_ID): _person(person) for person in root.iter("{*}person")}
    for text in root.iter("{*}text"):
        for element in text.iter():
            tag = _tag(element)
            if tag == "u":
                yield from _utterance(element, people)
            elif tag == "head":
                yield from _beside(element, is_heading=True)
            elif tag == "note" and element.get("type") != "speaker":
                yield from _beside(element)


def _utterance(element: Element, people: Mapping[str, str]) -> Iterator[Paragraph]:
    speakers = element.get("who", "")
    _, _, id = speakers.rpartition("#")
    if " " in speakers:
        id = ""
    role = element.get("ana", "").lstrip("#")
    if role == "regular" or not role.isalpha():
        role = ""
    segments = list(element.iter("{*}seg")) or [element]
    yield from _speech(segments, people.get(id) or id, role)


def _person(person: Element) -> str:
    name = next(person.iter("{*}persName"), person)
    parts: list[str] = []
    for tag in ("forename", "nameLink", "surname"):
        parts += [_text(part) for part in name.iter(f"{{*}}{tag}")]
    return " ".join(parts) or _text(name)


# The files of publicwhip and TheyWorkForYou.


def _publicwhip(root: Element) -> Iterator[Paragraph]:
    for element in root:
        tag = _tag(element)
        if tag in ("speech", "ques", "reply"):
            role = element.get("speakeroffice", "") or element.get("role", "")
            voice = one_line(element.get("speakername", ""))
            if element.get("nospeaker") or voice == "unknown":
                voice = ""
            yield from _speech(element, voice, one_line(role))
        elif tag.endswith("-heading"):
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
