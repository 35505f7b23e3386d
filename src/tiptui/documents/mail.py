"""A mail as paragraphs of its sender; the words of others, quoted in it, are nobody's."""

import codecs
import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.parser import HeaderParser
from itertools import groupby
from operator import itemgetter
from typing import Any

from tiptui.documents.document import SENTENCE_ENDS, Document, NoDocument, Paragraph, one_line
from tiptui.documents.encodings import decode, decode_as, decode_declared
from tiptui.documents.html import text_of_mail
from tiptui.documents.heads import with_heads
from tiptui.text.rules import Rules, sections
from tiptui.text.visible import plural

_RULES = Rules(__file__)
_QUOTATIONS, _ENDS = (",".join(sections(__file__)[title]) for title in ("quotations", "ends"))
_HEAD_LINES, _HEAD_LETTERS = 3, 300
_LABEL_LINES = 10  # with blank lines between them
_WRAPPED = 60  # a quoted line with more letters may go on below without a mark
_TEXTS = ("text/plain", "text/html")


def read_mail(data: bytes, encoding: str = "") -> Document:
    data = data.lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    mail = message_from_bytes(data, EmailMessage, policy=policy.default)
    words = decode_as(encoding, data, "replace") if encoding else decode(data)
    heads = HeaderParser(EmailMessage, policy=policy.default).parsestr(words)
    unread = list[str]()
    texts = _texts_of(mail, encoding, unread)
    if not texts:
        raise NoDocument("there are no words in this mail")
    sender = next(iter(heads["from"].addresses), None) if heads["from"] else None
    who = one_line(sender.display_name or sender.addr_spec) if sender else ""
    said = (
        Paragraph(one_line(" ".join(map(itemgetter(1), lines))), "", "", who if own else "", "")
        for own, lines in groupby(_lines("\n\n".join(texts)), itemgetter(0))
        if own is not None
    )
    # None too for a date that no calendar has.
    sent = heads["date"].datetime if heads["date"] else None
    subject = _RULES["marks of subjects"].sub("", one_line(heads.get("subject", "")))
    held = sent.date().isoformat() if sent else ""
    remarks = [
        f"{plural(len(unread), 'part')} not read; the first is {name}" for name in unread[:1]
    ]
    return Document(with_heads(said), subject, held=held, remarks=tuple(remarks))


def _texts_of(part: MIMEPart, encoding: str, unread: list[str]) -> list[str]:
    """Return the texts of a part in their order, with `>` before lines that HTML quotes."""
    kind, texts = part.get_content_type(), list[str]()
    if kind in _TEXTS:
        return [_text_of(part, encoding)]
    for inner in part.iter_parts() if kind.startswith("multipart/") else ():
        name = inner.get_filename(inner.get_content_type())
        if inner.is_attachment() or not name.startswith((*_TEXTS, "multipart/")):
            unread.append(one_line(name))
        elif found := _texts_of(inner, encoding, unread):
            texts.append("\n\n".join(found))
    return [_choose(texts)] if texts and kind == "multipart/alternative" else texts


def _text_of(part: MIMEPart, encoding: str) -> str:
    """Return the text of a part in an encoding, or else in the one that it declares."""
    data: Any = part.get_payload(decode=True)
    label, is_page = part.get_content_charset(""), part.get_content_subtype() == "html"
    if encoding:
        text = decode_as(encoding, data, "replace")
    else:
        text = decode_declared(data) if is_page and not label else decode(data, label)
    if is_page:
        return text_of_mail(text, _QUOTATIONS, _ENDS)
    return _join_flowed(text) if part.get_param("delsp") == "yes" else text


def _join_flowed(text: str) -> str:
    """Return a text whose lines with a space at their end go on without it (RFC 3676, DelSp)."""
    found = list[str]()
    for marks, lines in groupby(text.splitlines(), lambda line: re.findall("^>*", line)[0]):
        words = "\n".join(line.removeprefix(marks).removeprefix(" ") for line in lines)
        found += (marks + line for line in re.sub(r"(?m)(?<!^--) \n", "", words).split("\n"))
    return "\n".join(found)


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


def _lines(text: str) -> Iterator[tuple[bool | None, str]]:
    """Yield the lines of a mail, and whether they are its sender's; None for a blank line."""
    lines = [one_line(line) for line in text.splitlines()]
    is_rest, is_below_head, head_end, quoted = False, False, 0, ""
    for number, line in enumerate(lines):
        own = False if line else None
        if not line:
            quoted = ""
        elif is_rest or number < head_end:
            pass
        elif _RULES["quoted"].match(line):
            quoted, is_below_head = line, False
        elif _RULES["rest"].match("\n".join(filter(None, lines[number : number + _LABEL_LINES]))):
            is_rest = True
        elif count := _lines_of_head(lines[number : number + _HEAD_LINES]):
            head_end, is_below_head = number + count, True
        elif is_below_head:
            is_rest = True
        elif quoted and (
            len(quoted) > _WRAPPED or line[0].islower() or not SENTENCE_ENDS.search(quoted)
        ):
            quoted += line
        else:
            own, quoted = True, ""
        yield own, line


def _lines_of_head(lines: Sequence[str]) -> int:
    """Return how many lines say who wrote the words below: `On 3 May 2024,` / `Ann wrote:`."""
    for count, line in enumerate(lines, 1):
        head = " ".join(lines[:count])
        if not line or len(head) > _HEAD_LETTERS:
            break
        if _RULES["heads"].match(head) and (count == 1 or _RULES["dated"].search(lines[0])):
            return count
    return 0
