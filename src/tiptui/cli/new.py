"""The verb `new`: a record to fill in, and beside it the text of the document it is made from."""

from argparse import Namespace
from shlex import quote

from tiptui.cli.parser import Parser
from tiptui.cli.progress import progress_line
from tiptui.cli.table import is_table, new_records
from tiptui.documents.document import as_text
from tiptui.drafting.draft import Wanted, draft, remarks
from tiptui.drafting.source import SourceDocument, read_source_document
from tiptui.drafting.template import template
from tiptui.files.input import STDIN, is_same_file
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.saving import save_all
from tiptui.record.forms import has_placeholder


def new(parser: Parser, options: Namespace) -> int:
    """Write a record to fill in, and beside it the text of the document that it is made from.

    Raise NoInput or NoOutput; nothing is written by half.
    """
    if options.output:
        if options.file:
            parser.error("argument -o: FILE is named twice")
        options.file = options.output
    if is_table(options):
        return new_records(parser, options)
    file = None if options.file == STDIN else options.file
    source = None
    if options.document:
        with progress_line(f"reading {options.document}", [options.document]):
            source = read_source_document(options.document, file, options.encoding)
    beside = _beside(parser, file, source) if source else {}
    if (
        source
        and options.force
        and any(is_same_file(each, source.file) for each in (*beside, file) if each)
    ):
        parser.error("argument --force: it would replace the text that --from names")
    event = (options.id or "", options.name or "", options.date or "")
    wanted = Wanted(*event, options.outline, options.turns)
    text = draft(file, source, wanted) if source else template(file, *event)
    if file is None:
        as_a_filter()
        write(text)
    else:
        save_all({**beside, file: text}, options.force)
    for remark in remarks(source) if source else ():
        say(f"tiptui: {options.document}: {remark}")
    if not file:
        return ExitStatus.DONE
    then = f"tiptui {quote(file)} opens it"
    if has_placeholder(text):
        then = f"tiptui check {quote(file)} lists what is to fill in; {then}"
    return say(f"tiptui: wrote {' and '.join((file, *beside))}; {then}")


def _beside(parser: Parser, file: str | None, source: SourceDocument) -> dict[str, str]:
    """Return the text that is to be written beside the record, by its file."""
    if source.is_plain:
        return {}
    if file is None:
        parser.error("argument --from: a document's text is written beside its record: name a FILE")
    if file == source.text_file:
        parser.error(f"argument FILE: the text of {source.file} is to be written there")
    return {source.text_file: as_text(source.document.paragraphs)}
