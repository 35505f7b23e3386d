"""A document as its paragraphs, each with where it stands and whose voice it is."""

from collections.abc import Iterable
from typing import NamedTuple


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
    return "\n\n".join(paragraph.text for paragraph in paragraphs) + "\n"
