"""A document as its paragraphs, each with where it stands and whose voice it is."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tiptui.record.forms import is_date
from tiptui.text.visible import CONTROL, INVISIBLE


class NoDocument(Exception):
    """The document can't be read; says why."""


class Paragraph(NamedTuple):
    """A paragraph: its text, on one line unless the document is plain text.

    `page` is printed on the page on which it begins, `time` is into the recording (`00:12:31.5`),
    `voice` is whom the captions name (`<v Name>`): then the text begins with it, as `Name: …`.
    """

    text: str
    page: str = ""
    time: str = ""
    voice: str = ""


class Document(NamedTuple):
    """What a document says, and what it declares of itself: a title, an ISO 8601 date.

    `kind` is one of `text markdown html docx pdf vtt srt`.
    """

    kind: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    date: str = ""


def as_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as plain text that, read again, gives the same ones."""
    return "".join(f"{paragraph.text}\n\n" for paragraph in paragraphs)[:-1]


_NO_TEXT = re.compile(f"{CONTROL.pattern[:-1]}{INVISIBLE.pattern[1:-1]}\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """Return a text with single spaces between its words, and without what nobody sees."""
    # Of controls, line breaks and tabs part words.
    return _NO_TEXT.sub("", " ".join(text.split())).strip()


def declared_date(text: str) -> str:
    """Return the ISO 8601 date with which a text begins; empty where there is none."""
    found = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)", text.strip())
    return found[0] if found and is_date(found[0]) else ""
