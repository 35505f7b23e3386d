"""The verbs `new`, `text` and `schema`: what there is before a record, and what it must be."""

from argparse import Namespace

from tiptui.cli.parsers import Parser
from tiptui.cli.table import is_table, new_records
from tiptui.documents.convert import read_document
from tiptui.documents.document import as_text
from tiptui.drafting.draft import Wanted, draft, remarks
from tiptui.drafting.source import SourceDocument, read_source_document
from tiptui.drafting.template import template
from tiptui.files.input import STDIN, is_same_file
from tiptui.files.output import ExitStatus, as_a_filter, carries_unicode, say, write
from tiptui.files.saving import save_all
from tiptui.record.schema import as_text as schema_text
from tiptui.report.json_data import as_json
from tiptui.text.visible import CONTROL, visible


def new(parser: Parser, options: Namespace) -> int:
    """Write a record to fill in, and beside it the text of the document that it is made from.

    Raise NoInput or NoOutput; nothing is written by half.
    """
    if is_table(options):
        return new_records(parser, options)
    file = None if options.file == STDIN else options.file
    source = read_source_document(options.document, file) if options.document else None
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
    return ExitStatus.DONE


def _beside(parser: Parser, file: str | None, source: SourceDocument) -> dict[str, str]:
    """Return the text that is to be written beside the record, by its file."""
    if source.document.kind == "text":
        return {}
    if file is None:
        parser.error("argument --from: a document's text is written beside its record: name a FILE")
    if file == source.text_file:
        parser.error(f"argument FILE: the text of {source.file} is to be written there")
    return {source.text_file: as_text(source.document.paragraphs)}


def text(_: Parser, options: Namespace) -> int:
    """Print the paragraphs of a document, as plain text or as JSON. Raise NoInput."""
    as_a_filter()
    paragraphs = read_document(options.document).paragraphs
    if options.json:
        data = [
            {"number": number, "text": each.text, "page": each.page, "time": each.time}
            for number, each in enumerate(paragraphs, 1)
        ]
        write(as_json(data, ascii_only=not carries_unicode()))
    else:
        # A terminal obeys controls. What else is hidden stays: it is a text to be read again.
        words = as_text(paragraphs)
        write(CONTROL.sub(lambda found: found[0] if found[0] == "\t" else visible(found[0]), words))
    return ExitStatus.DONE


def schema(_: Parser, __: Namespace) -> int:
    """Print the JSON Schema of records."""
    as_a_filter()
    write(schema_text())
    return ExitStatus.DONE
