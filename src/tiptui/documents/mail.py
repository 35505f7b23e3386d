"""A mail as paragraphs of its sender; the words of others, quoted in it, are nobody's."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.parser import HeaderParser
from itertools import groupby
from typing import Any, NamedTuple

from tiptui.documents.document import SENTENCE_ENDS, Document, NoDocument, Paragraph, one_line
from tiptui.documents.encodings import decode, decode_as, decode_declared
from tiptui.documents.heads import with_heads
from tiptui.documents.html import text_of_mail
from tiptui.text.rules import Rules, sections
from tiptui.text.visible import plural

_RULES = Rules(__file__)
_QUOTATIONS = ",".join(sections(__file__)["quotations"])
_ENDS = ",".join(sections(__file__)["ends"])
_HEAD_LINES, _HEAD_LETTERS = 3, 300
_LABEL_LINES = 10  # with blank lines between them
_WRAPPED = 60  # a quoted line with more letters may go on below without a mark
_TEXTS = ("text/plain", "text/html")


class _Line(NamedTuple):
    """A line of a mail; empty ones part paragraphs."""

    words: str
    is_senders: bool = False


def read_mail(data: bytes, encoding: str = "") -> Document:
    data = data.lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    mail = message_from_bytes(data, EmailMessage, policy=policy.default)
    unread: list[str] = []
    texts = _texts_of(mail, encoding, unread)
    if not texts:
        raise NoDocument("there are no words in this mail")

    words = decode_as(encoding, data, "replace") if encoding else decode(data)
    heads = HeaderParser(EmailMessage, policy=policy.default).parsestr(words)
    sender = ""
    if heads["from"] and heads["from"].addresses:
        address = heads["from"].addresses[0]
        sender = one_line(address.display_name or address.addr_spec)
    subject = _RULES["marks of subjects"].sub("", one_line(heads.get("subject", "")))
    day = ""
    # There is no datetime for a date that no calendar has.
    if heads["date"] and heads["date"].datetime:
        day = heads["date"].datetime.date().isoformat()

    lines = _lines("\n\n".join(texts))
    paragraphs = with_heads(_paragraphs(lines, sender))
    remarks: tuple[str, ...] = ()
    if unread:
        remarks = (f"{plural(len(unread), 'part')} not read; the first is {unread[0]}",)
    return Document(paragraphs, subject, held=day, remarks=remarks)


def _paragraphs(lines: Iterable[_Line], sender: str) -> Iterator[Paragraph]:
    """Yield successive lines of the sender, or of others, as one paragraph."""
    paragraph: list[str] = []
    is_senders = False
    for line in (*lines, _Line("")):
        if paragraph and (not line.words or line.is_senders != is_senders):
            voice = sender if is_senders else ""
            yield Paragraph(one_line(" ".join(paragraph)), "", "", voice, "")
            paragraph = []
        if line.words:
            paragraph.append(line.words)
        is_senders = line.is_senders


def _texts_of(part: MIMEPart, encoding: str, unread: list[str]) -> list[str]:
    """Return the texts of a part in their order, with `>` before lines that HTML quotes."""
    kind = part.get_content_type()
    if kind in _TEXTS:
        return [_text_of(part, encoding)]
    if not kind.startswith("multipart/"):
        return []

    texts: list[str] = []
    for inner in part.iter_parts():
        name = inner.get_filename(inner.get_content_type())
        if inner.is_attachment() or not name.startswith((*_TEXTS, "multipart/")):
            unread.append(one_line(name))
        elif inner_texts := _texts_of(inner, encoding, unread):
            texts.append("\n\n".join(inner_texts))
    if texts and kind == "multipart/alternative":
        return [_choose(texts)]
    return texts


def _text_of(part: MIMEPart, encoding: str) -> str:
    """Return the text of a part in an encoding, or else in the one that it declares."""
    data: Any = part.get_payload(decode=True)
    label = part.get_content_charset("")
    is_page = part.get_content_subtype() == "html"
    if encoding:
        text = decode_as(encoding, data, "replace")
    elif is_page and not label:
        text = decode_declared(data)
    else:
        text = decode(data, label)

    if is_page:
        return text_of_mail(text, _QUOTATIONS, _ENDS)
    if part.get_param("delsp") == "yes":
        return _join_flowed(text)
    return text


def _join_flowed(text: str) -> str:
    """Return a text whose lines with a space at their end go on without it (RFC 3676, DelSp)."""
    joined: list[str] = []
    for marks, lines in groupby(text.splitlines(), _quotation_marks):
        words = "\n".join([line.removeprefix(marks).removeprefix(" ") for line in lines])
        words = re.sub(r"(?m)(?<!^--) \n", "", words)
        joined += [marks + line for line in words.split("\n")]
    return "\n".join(joined)


def _quotation_marks(line: str) -> str:
    return line[: len(line) - len(line.lstrip(">"))]


def _choose(texts: Sequence[str]) -> str:
    """Return the first of the texts with the same words, or the HTML that says more.

    HTML says what it quotes. Plain text may be a footer alone, or advise to look at the HTML.
    """
    chosen = texts[0]
    for page in texts[1:]:
        words = re.split(r"(?m)^(?:_{5}|-- ?$)", chosen, maxsplit=1)[0].split()
        if re.search(r"(?m)^(?:> |_{5}$)", page) or 2 * len(words) < len(page.split()):
            chosen = page
    return chosen


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines of a mail.

    Not its sender's are the lines with a mark of quotation and those that go on from them, the
    lines that say who wrote words below, and the rest below a signature, a rule or such words.
    """
    lines = [one_line(line) for line in text.splitlines()]
    is_below_head = False
    is_rest = False
    head_end = 0
    quotation = ""
    for number, line in enumerate(lines):
        if not line:
            quotation = ""
            yield _Line("")
        elif is_rest or number < head_end:
            yield _Line(line)
        elif _RULES["quoted"].match(line):
            quotation = line
            is_below_head = False
            yield _Line(line)
        elif _begins_rest(lines[number : number + _LABEL_LINES]):
            is_rest = True
            yield _Line(line)
        elif count := _lines_of_head(lines[number : number + _HEAD_LINES]):
            head_end = number + count
            is_below_head = True
            yield _Line(line)
        elif is_below_head:
            is_rest = True
            yield _Line(line)
        elif _goes_on(quotation, line):
            quotation += line
            yield _Line(line)
        else:
            quotation = ""
            yield _Line(line, is_senders=True)


def _begins_rest(lines: Sequence[str]) -> bool:
    words = [line for line in lines if line]
    return bool(_RULES["rest"].match("\n".join(words)))


def _goes_on(quotation: str, line: str) -> bool:
    """Return whether a line without a mark goes on with the quotation above it."""
    if not quotation:
        return False
    is_wrapped = len(quotation) > _WRAPPED or line[0].islower()
    return is_wrapped or not SENTENCE_ENDS.search(quotation)


def _lines_of_head(lines: Sequence[str]) -> int:
    """Return how many lines say who wrote the words below: `On 3 May 2024,` / `Ann wrote:`."""
    for count, line in enumerate(lines, 1):
        head = " ".join(lines[:count])
        if not line or len(head) > _HEAD_LETTERS:
            break
        if _RULES["heads"].match(head) and (count == 1 or _RULES["dated"].search(lines[0])):
            return count
    return 0
