"""The verb `text`: the paragraphs of a document."""

import sys
from argparse import Namespace

from tiptui.cli.parsers import Parser
from tiptui.cli.progress import progress_line
from tiptui.documents.convert import read_document
from tiptui.documents.document import as_text
from tiptui.files.output import ExitStatus, as_a_filter, terminal_width, write
from tiptui.report.json_data import as_json
from tiptui.text.styles import wrap
from tiptui.text.visible import CONTROL, visible


def text(_: Parser, options: Namespace) -> int:
    as_a_filter()
    with progress_line(f"reading {options.document}"):
        paragraphs = read_document(options.document, options.encoding).paragraphs
    if options.json:
        data = [
            {"number": number, "text": of.text, "page": of.page, "time": of.time}
            for number, of in enumerate(paragraphs, 1)
        ]
        write(as_json(data))
    else:
        # A terminal obeys controls. What else is hidden stays: it is a text to be read again.
        words = as_text(paragraphs)
        words = CONTROL.sub(
            lambda found: found[0] if found[0] == "\t" else visible(found[0]), words
        )
        if width := terminal_width(sys.stdout):
            words = "\n".join("\n".join(wrap(line, width)) for line in words.split("\n"))
        write(words)
    return ExitStatus.DONE
