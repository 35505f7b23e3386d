"""From a file to a document, told by what is in it: the one way."""

from tiptui.sources.documents.document import Document, Paragraph
from tiptui.sources.source_text import paragraphs, read_text


def read_document(file: str) -> Document:
    """Return the document in a file, or on standard input for `-`. Raise NoInput."""
    return Document("text", tuple(map(Paragraph, paragraphs(read_text(file)))))
