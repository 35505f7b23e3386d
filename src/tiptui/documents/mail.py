"""A mail as paragraphs of its sender; the words of others, quoted in it, are nobody's."""

import re
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from tiptui.documents.document import Document, NoDocument, Paragraph, one_line, paragraphs, spoken
from tiptui.documents.html import read_html

# The line above words of another mail, or before each of them.
_QUOTED = re.compile(
    r"\s*(?:>|-{5}|_{5})|.{0,200}(?:wrote|a écrit|escribió|schrieb|写道)\s*[:：]\s*$"
)


def read_mail(data: bytes) -> Document:
    mail = message_from_bytes(data, EmailMessage, policy=policy.default)
    body = mail.get_body(("plain", "html"))
    if body is None:
        raise NoDocument("there are no words in this mail")
    text = body.get_content()
    blocks = paragraphs(text)
    if body.get_content_subtype() == "html":
        blocks = tuple(part.text for part in read_html(text.encode()).paragraphs)
    lines = (
        f"\n\n{line}" if _QUOTED.match(line) else line for line in "\n\n".join(blocks).split("\n")
    )
    sender = next(iter(mail["from"].addresses), None) if mail["from"] else None
    who = one_line(sender.display_name or sender.addr_spec) if sender else ""
    found, is_other = list[Paragraph](), False
    for block in filter(None, map(one_line, paragraphs("\n".join(lines)))):
        is_other = is_other or _QUOTED.match(block) is not None
        before = found[-1].voice if found else ""
        found.append(spoken(block, "" if is_other else who, "", "", before))
    day = ""
    with suppress(ValueError):  # a date that no calendar has
        day = parsedate_to_datetime(mail.get("date", "")).date().isoformat()
    return Document(tuple(found), one_line(mail.get("subject", "")), held=day)
