"""The verb `text`: the paragraphs of a document, as plain text or as JSON."""

from tiptui.documents.convert import read_document
from tiptui.documents.document import as_text
from tiptui.files.output import ExitStatus, carries_unicode, write
from tiptui.report.json_data import as_json
from tiptui.text.visible import CONTROL, visible


def print_document(file: str, in_json: bool) -> int:
    """Print the paragraphs of a document. Raise NoInput."""
    paragraphs = read_document(file).paragraphs
    if in_json:
        data = [
            {"number": number, "text": each.text, "page": each.page, "time": each.time}
            for number, each in enumerate(paragraphs, 1)
        ]
        write(as_json(data, ascii_only=not carries_unicode()))
    else:
        # A terminal obeys controls. What else is hidden stays: it is a text to be read again.
        text = as_text(paragraphs)
        write(CONTROL.sub(lambda found: found[0] if found[0] == "\t" else visible(found[0]), text))
    return ExitStatus.DONE
