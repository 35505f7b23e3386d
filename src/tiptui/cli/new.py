"""The verb `new`: a record to fill in, or one from a document. Tables have `new_table`."""

from argparse import SUPPRESS, ArgumentTypeError, Namespace
from collections.abc import Sequence
from shlex import quote

from tiptui.cli.new_table import write_records
from tiptui.cli.parsers import Parser, add_encoding, date_words, id_words, one_of
from tiptui.cli.progress import progress_line
from tiptui.documents.document import Unclear, as_text, one_line
from tiptui.drafting import columns, draft
from tiptui.drafting.source_document import SourceDocument, read_source_document
from tiptui.files.input import STDIN, TABLES, is_named_as_record, is_same_file
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.saving import save_all
from tiptui.record.follow_up import STATUSES
from tiptui.record.forms import PLACEHOLDER
from tiptui.text.visible import clip

_OF_TABLES = "map groups values split sheet header dry_run month_first statements".split()


def parser() -> Parser:
    parser = Parser("new")
    about = "where it is written; default: standard output"
    place = parser.add_mutually_exclusive_group()
    place.add_argument("file", nargs="?", metavar="FILE", help=about, default=SUPPRESS)
    place.add_argument("-o", "--output", dest="file", metavar="FILE", help="the same as FILE")

    about = "what its source says"
    parser.add_argument("--from", dest="document", metavar="DOCUMENT", help=about)
    parser.add_argument("--id", type=id_words, metavar="ID", help="the record's global name")
    parser.add_argument("--name", metavar="NAME", help="what the event was called")
    about = "when it was: 2024-04-18"
    parser.add_argument("--date", type=date_words, metavar="DATE", help=about)
    about = "who a label of the document is: SPEAKER_00='Ann Lee'"
    parser.add_argument(
        "--speaker", action="append", default=[], type=_label, metavar="LABEL=NAME", help=about
    )
    add_encoding(parser)
    parser.add_argument("--outline", action="store_true", help="a line to write a paragraph")
    parser.add_argument("--turns", action="store_true", help="a statement for each turn")
    about = "replace what is there already"
    parser.add_argument("--force", action="store_true", help=about)
    _add_table_options(parser)
    return parser


def _add_table_options(parser: Parser) -> None:
    group = parser.add_argument_group("of a table")
    about = "what a column gives; without one, all are guessed"
    group.add_argument(
        "--map", action="append", default=[], type=_column, metavar="KEY=COLUMN", help=about
    )
    about = "what the document has not got; of a table, for all rows"
    group.add_argument(
        "--set", action="append", default=[], type=_words, metavar="KEY=WORDS", help=about
    )
    about = "how a value is meant; * for all others"
    group.add_argument(
        "--values", action="append", default=[], type=_value, metavar="KEY:FROM=TO", help=about
    )
    about = "what parts several names in a cell, such as ; or \\n"
    group.add_argument(
        "--split", action="append", default=[], type=_sign, metavar="KEY=SIGN", help=about
    )
    about = "a record for each of its values; may be given for several columns"
    group.add_argument(
        "--group",
        action="append",
        default=[],
        type=one_line,
        dest="groups",
        metavar="COLUMN",
        help=about,
    )
    group.add_argument("--sheet", default="", metavar="NAME", help="of a workbook: which sheet")
    group.add_argument("--header", type=int, default=0, metavar="NUMBER", help="its line or row")

    first = group.add_mutually_exclusive_group()
    about = "3/4/2015 is 3 April"
    first.add_argument(
        "--day-first", dest="month_first", action="store_false", default=None, help=about
    )
    about = "3/4/2015 is March 4"
    first.add_argument(
        "--month-first", dest="month_first", action="store_true", default=None, help=about
    )
    about = "each row is a statement of its speaker"
    group.add_argument("--statements", action="store_true", help=about)
    group.add_argument("--dry-run", action="store_true", help="print what it would be")


def _label(text: str) -> tuple[str, str]:
    label, _, name = text.partition("=")
    label, name = one_line(label), one_line(name)
    if not label or not name:
        raise ArgumentTypeError(f"write LABEL=NAME, not {clip(text)}")
    return label, name


def _column(text: str) -> tuple[str, str]:
    return _pair(text, "COLUMN")


def _words(text: str) -> tuple[str, str]:
    key, words = _pair(text, "WORDS")
    if key not in columns.SET:
        raise ArgumentTypeError(f"{key} is each row's own: say --map {key}=COLUMN")
    return key, words


def _sign(text: str) -> tuple[str, str]:
    key, sign = _pair(text, "SIGN")
    if key not in columns.SPLIT:
        several = ", ".join(columns.SPLIT)
        raise ArgumentTypeError(f"{key} has one value; {several} have several")
    return key, sign


def _pair(text: str, right_side: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    if not value:
        raise ArgumentTypeError(f"write KEY={right_side}, not {clip(text)}")
    return _known_key(key), value


def _value(text: str) -> tuple[str, str, str]:
    key, _, rest = text.partition(":")
    old, _, new = rest.rpartition("=")
    if not old:
        raise ArgumentTypeError(f"write KEY:FROM=TO, not {clip(text)}")
    if _known_key(key) not in columns.MEANT:
        raise ArgumentTypeError(f"not of {key}, whose words stay; of {', '.join(columns.MEANT)}")
    if key in ("status", "response"):
        one_of(STATUSES, "no status is called", "there are", new)
    return key, old, new


def _known_key(key: str) -> str:
    return one_of(columns.KEYS, "no key is called", "there are", key)


def run(parser: Parser, options: Namespace) -> int:
    document = options.document or ""
    has_table_options = any(getattr(options, name) for name in _OF_TABLES)
    keys = [key for key, _ in options.set]
    _refuse_twice(parser, "set", keys)
    if not document:
        _refuse_without_document(parser, options, has_table_options)

    is_folder = options.file not in (None, STDIN) and not is_named_as_record(options.file)
    is_list_of_objects = document.lower().endswith(".json") and is_folder
    is_table = is_list_of_objects or document.lower().endswith(TABLES)
    if is_table or has_table_options or (keys and is_folder):
        mapped = [key for key, _ in options.map if key not in columns.REPEATED]
        _refuse_twice(parser, "map", mapped)
        return write_records(parser, options)

    for key in sorted(keys):
        if key not in draft.SET:
            others = ", ".join(draft.SET)
            parser.error(f"argument --set: {key} is for tables; for other documents: {others}")
    return _write_record(parser, options)


def _refuse_twice(parser: Parser, name: str, keys: Sequence[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            parser.error(f"argument --{name}: {key} is given twice")


def _refuse_without_document(parser: Parser, options: Namespace, has_table_options: bool) -> None:
    of_documents = options.set, options.speaker, options.encoding, options.outline, options.turns
    if has_table_options or any(of_documents):
        parser.error("argument --from: name the document or the table that is meant")


def _write_record(parser: Parser, options: Namespace) -> int:
    """Write a record to fill in, or one from a document that is no table."""
    file = None if options.file == STDIN else options.file
    id, name, date = options.id or "", options.name or "", options.date or ""
    beside: dict[str, str] = {}
    remarks: list[str] = []
    if options.document:
        source = _read_source(parser, options, file)
        beside = _text_beside(parser, file, source, options.force)
        wanted = draft.Wanted(id, name, date, options.outline, options.turns, dict(options.set))
        text, remarks = draft.draft(file, source, wanted)
    else:
        text = draft.template(file, id, name, date)

    if file is None:
        as_a_filter()
        write(text)
    else:
        save_all({**beside, file: text}, options.force)
    for remark in remarks:
        say(f"tiptui: {options.document}: {remark}")
    if not file:
        return ExitStatus.DONE

    files = " and ".join([file, *beside])
    command = f"tiptui {quote(file)} opens it"
    if PLACEHOLDER.search(text):
        command = f"tiptui check {quote(file)} lists what is to fill in; {command}"
    return say(f"tiptui: wrote {files}; {command}")


def _read_source(parser: Parser, options: Namespace, file: str | None) -> SourceDocument:
    names = dict(options.speaker)
    with progress_line(f"reading {options.document}"):
        try:
            return read_source_document(options.document, file, options.encoding, names)
        except Unclear as error:
            parser.error(f"argument --speaker: {error}")


def _text_beside(
    parser: Parser, file: str | None, source: SourceDocument, force: bool
) -> dict[str, str]:
    """Return the text to write beside the record, by the name of its file."""
    beside: dict[str, str] = {}
    if not source.is_plain:
        if file is None:
            reason = "a document's text is written beside its record: name a FILE"
            parser.error(f"argument --from: {reason}")
        if file == source.text_file:
            parser.error(f"argument FILE: the text of {source.file} is to be written there")
        beside[source.text_file] = as_text(source.document.paragraphs)

    names = [*beside, file] if file else list(beside)
    if force and any(is_same_file(name, source.file) for name in names):
        parser.error("argument --force: it would replace the text that --from names")
    return beside
