"""The verb `text`: the paragraphs of a document."""

import re
import sys
from argparse import Namespace

from tiptui.cli.parsers import Parser, add_encoding
from tiptui.cli.progress import progress_line
from tiptui.documents.convert import read_document
from tiptui.documents.document import Document, as_text
from tiptui.files.output import ExitStatus, as_a_filter, say, terminal_width, write
from tiptui.report.json_data import as_json
from tiptui.text.styles import wrap
from tiptui.text.visible import CONTROL, visible


def parser() -> Parser:
    parser = Parser("text")
    parser.add_argument("document", metavar="DOCUMENT", help="a file, or - for standard input")
    add_encoding(parser)
    about = "print JSON: number, text, page, time"
    parser.add_argument("--json", action="store_true", help=about)
    return parser


def run(_: Parser, options: Namespace) -> int:
    as_a_filter()
    with progress_line(f"reading {options.document}"):
        document = read_document(options.document, options.encoding)
    for remark in document.remarks:
        say(f"tiptui: {options.document}: {remark}")
    text = _as_json(document) if options.json else _for_terminal(document)
    write(text)
    return ExitStatus.DONE


def _as_json(document: Document) -> str:
    data: list[dict[str, object]] = []
    for number, paragraph in enumerate(document.paragraphs, 1):
        text, page, time = paragraph.text, paragraph.page, paragraph.time
        data.append({"number": number, "text": text, "page": page, "time": time})
    return as_json(data)


def _for_terminal(document: Document) -> str:
    # A terminal obeys controls. What else is hidden stays: it is a text to be read again.
    text = CONTROL.sub(_visible_control, as_text(document.paragraphs))
    width = terminal_width(sys.stdout)
    if not width:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        lines += wrap(line, width)
    return "\n".join(lines)


def _visible_control(match: re.Match[str]) -> str:
    control = match[0]
    return control if control == "\t" else visible(control)
