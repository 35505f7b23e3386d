"""`tiptui new`: a record to fill in, and beside it the text of the document it is made from."""

import argparse

from tiptui.cli.arguments import Parser
from tiptui.documents.document import as_text
from tiptui.drafting.template import SourceDocument, read_source_document, template
from tiptui.drafting.transcript import remark_on_unknown, with_turns
from tiptui.files.input import STDIN, is_same_file
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.saving import save_all


def new(parser: Parser, options: argparse.Namespace) -> ExitStatus:
    """Write what the options ask for. Raise NoInput or NoOutput; nothing is written by half."""
    file = None if options.file == STDIN else options.file
    source = read_source_document(options.source, file) if options.source else None
    beside = _beside(parser, file, source) if source else {}
    if (
        source
        and options.force
        and any(is_same_file(each, source.file) for each in (*beside, file) if each)
    ):
        parser.error("argument --force: it would replace the text that --from names")
    text = template(file, source, options.id, options.name)
    if source and source.turns:
        text = with_turns(text, source.turns, source.document.paragraphs)
    if file is None:
        as_a_filter()
        write(text)
    else:
        save_all({**beside, file: text}, options.force)
    return say(remark_on_unknown(source) if source else "")


def _beside(parser: Parser, file: str | None, source: SourceDocument) -> dict[str, str]:
    """Return the text that is to be written beside the record, by its file."""
    if source.document.kind == "text":
        return {}
    if file is None:
        parser.error("argument --from: a document's text is written beside its record: name a FILE")
    if file == source.text_file:
        parser.error(f"argument FILE: the text of {source.file} is to be written there")
    return {source.text_file: as_text(source.document.paragraphs)}
