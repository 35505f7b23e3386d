"""A mail as paragraphs of its sender; the words of others, quoted in it, are nobody's."""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.parser import HeaderParser
from typing import Any

from tiptui.documents.document import Document, NoDocument, Paragraph, one_line
from tiptui.documents.encodings import decode, decode_as, decode_declared
from tiptui.documents.html import read_page
from tiptui.documents.names import with_heads

_QUOTED = re.compile(r"\s*\w{0,4}[>|]")
# Above words of another mail, which may be quoted line by line.
_WROTE = re.compile(
    r".{0,200}(?:(?:wrote|a écrit|escribió|schrieb|写道)|<\S{1,80}@\S{1,80}>.{0,40})\s*[:：]\s*$"
)
# Above another mail, or the footer of a list.
_REST = re.compile(
    r"\s*(?:-{5}|_{5}|--\s*$|>?From \S{1,80}@|\*?(?:From|De|Von|Van|От|发件人)\*?\s?[:：])"
)
# Marks of an answer and of a list before the subject.
_MARKS = re.compile(r"\A(?:(?:re|fwd?|aw|wg|tr|sv|rv)\s*:\s*|\[[^\[\]]*\]\s*)+", re.IGNORECASE)


def read_mail(data: bytes, encoding: str = "") -> Document:
    data = data.lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    mail = message_from_bytes(data, EmailMessage, policy=policy.default)
    words = decode_as(encoding, data, "replace") if encoding else decode(data)
    heads = HeaderParser(EmailMessage, policy=policy.default).parsestr(words)
    body = mail.get_body(("plain", "html"))
    if body is None:
        raise NoDocument("there are no words in this mail")
    text = _text_of(body, encoding)
    if body.get_content_subtype() == "html":
        text = "\n\n".join(part.text for part in read_page(text).paragraphs)
    sender = next(iter(heads["from"].addresses), None) if heads["from"] else None
    who = one_line(sender.display_name or sender.addr_spec) if sender else ""
    said = (
        Paragraph(words, "", "", who if own else "", "") for words, own in _blocks(text) if words
    )
    # None too for a date that no calendar has.
    sent = heads["date"].datetime if heads["date"] else None
    subject = one_line(heads.get("subject", ""))
    day = sent.date().isoformat() if sent else ""
    return Document(with_heads(said), _MARKS.sub("", subject), held=day)


def _text_of(part: MIMEPart, encoding: str) -> str:
    """Return the text of a part in an encoding, or else in the one that it declares."""
    data: Any = part.get_payload(decode=True)
    label, is_page = part.get_content_charset(""), part.get_content_subtype() == "html"
    if encoding:
        return decode_as(encoding, data, "replace")
    return decode_declared(data) if is_page and not label else decode(data, label)


def _blocks(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the blocks of a mail on one line, and whether they are its sender's."""
    own, is_over, wrote = True, False, False
    said = defaultdict[bool, str](str)
    for line in (*text.splitlines(), ""):
        if line.strip():
            quoted = _QUOTED.match(line)
            is_over = is_over or (wrote and not quoted) or _REST.match(line) is not None
            # A line below quoted ones may be the rest of a longer one.
            own = own and not quoted and not is_over
            wrote = _WROTE.match(line) is not None
            said[own] += f"{line} "
        else:
            yield from ((one_line(said[of]), of) for of in (True, False) if said[of])
            own, said = True, defaultdict(str)
