"""A document as the source of a record: what it says, and what its record says of it."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from tiptui.documents.convert import read_document
from tiptui.documents.document import Document, Paragraph, decode_text, paragraphs
from tiptui.drafting.lines import item, scalar
from tiptui.drafting.occasion import Occasion, occasion_of
from tiptui.drafting.template import SORTS, stem
from tiptui.files.input import STDIN, read_bytes
from tiptui.proof.numbered import Lists, numbered_recommendations
from tiptui.proof.turns import Transcript, transcript_of
from tiptui.record.forms import OUTLINE
from tiptui.record.new_ids import slug
from tiptui.text.visible import clip, visible

_LONGEST_TITLE = 200


class SourceDocument(NamedTuple):
    """What a record is made from: its file, what it says, who speaks in it, what it numbers.

    `text_file` is where its text is: itself, where it is plain text as it is read elsewhere.
    """

    file: str
    document: Document
    transcript: Transcript
    numbered: Lists
    occasion: Occasion
    text_file: str
    is_plain: bool


def read_source_document(
    file: str, record: str | None = None, encoding: str = ""
) -> SourceDocument:
    """Return what a file gives for a record, which will be in the file `record`. Raise NoInput.

    The text of what is no plain text will be beside the record, and named after it.
    """
    document = read_document(file, encoding)
    if document.kind == "markdown":
        # It reads as plain text does, and check takes it for that.
        text = decode_text(read_bytes(file), file, encoding)
        document = Document("text", tuple(map(Paragraph, paragraphs(text))))
    plain = document.kind == "text" and not encoding
    kept = os.path.splitext(record)[0] + ".txt" if record and not plain else file  # noqa: PTH122
    return source_document(file, document, kept, plain)


def source_document(
    file: str, document: Document, text_file: str, is_plain: bool = True
) -> SourceDocument:
    """Return what a document gives for a record."""
    transcript = transcript_of(document.paragraphs)
    spoken = transcript.turns[0].words[0].paragraph if transcript.turns else 0
    numbered = numbered_recommendations(document.paragraphs)
    occasion = occasion_of(document, file, spoken)
    return SourceDocument(file, document, transcript, numbered, occasion, text_file, is_plain)


def source_id(source: SourceDocument) -> str:
    """Return the id that a source is to have: what sort of source the name of its file says."""
    words = slug(stem(source.file)).split("-")
    return next((sort for sort in SORTS if sort in words), "text")


def source_lines(
    source: SourceDocument, id: str, record: str | None, outline: bool
) -> Iterator[str]:
    """Yield what a record, which will be in the file `record`, says of its source."""
    document = source.document
    title = source.occasion.title or _file_name(source.file).strip("-")
    known = {
        "id": id,
        "title": clip(title, _LONGEST_TITLE) or id,
        "type": "transcript" if source.transcript.turns else "",
        "published": document.date if document.kind == "html" else "",
        "file": _relative_path(record, source.text_file),
        "note": _note(source),
    }
    yield from item(2, **{key: value and scalar(value) for key, value in known.items()})
    if outline and document.paragraphs:
        yield "    outline:"
        for number, paragraph in enumerate(document.paragraphs, 1):
            yield f"      - {scalar(OUTLINE.format(number))}  # {clip(paragraph.text)}"


def _note(source: SourceDocument) -> str:
    """Return what is to be known of a document of which there is only the text beside a record."""
    if source.file in (source.text_file, STDIN):
        return ""
    # Of a page it is when it was published; others say when they, or what they began as, were made.
    date = source.document.date if source.document.kind != "html" else ""
    return f"The text of {_file_name(source.file)}" + (f", which is dated {date}" if date else "")


def _file_name(file: str) -> str:
    return os.path.basename(file)  # noqa: PTH119 (a Path refuses names that a file can have)


def _relative_path(file: str | None, source: str) -> str:
    """Return where a source's text is, relative to the record; empty where no text can say it."""
    if source == STDIN:
        return ""
    # Of the folders the real ones: `..` behind a link leads elsewhere than it seems to.
    folder, name = os.path.split(source)
    beside = os.path.dirname(file or "")  # noqa: PTH120 (a Path refuses names that a file can have)
    path = os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
    relative = os.path.relpath(path, os.path.realpath(beside))
    return relative if visible(relative) == relative == relative.strip() else ""
