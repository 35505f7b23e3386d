"""The verbs that read documents and tables: `new`, which writes records of them, and `text`."""

import os
import sys
from argparse import SUPPRESS, ArgumentTypeError, Namespace
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from shlex import quote

from tiptui.cli.parsers import Parser, add_encoding, fit, one_of
from tiptui.cli.progress import progress_line
from tiptui.documents.convert import read_document
from tiptui.documents.document import NoDocument, Unclear, as_text, one_line
from tiptui.documents.table import Table, read_table
from tiptui.drafting import columns, draft
from tiptui.drafting.columns import TableOptions, TableRows
from tiptui.drafting.source_document import SourceDocument, read_source_document
from tiptui.drafting.table_records import TableRecords
from tiptui.files.input import STDIN, TABLES, NoInput, is_named_as_record, is_same_file
from tiptui.files.output import ExitStatus, as_a_filter, say, terminal_width, write
from tiptui.files.saving import check_folder, save_all, save_folder
from tiptui.record.follow_up import STATUSES
from tiptui.record.forms import PLACEHOLDER
from tiptui.report.json_data import as_json
from tiptui.text.steps import Progress, track
from tiptui.text.styles import wrap
from tiptui.text.visible import CONTROL, clip, plural, visible

_SHOWN = 3  # records of a dry run, and recommendations of each
_ASKED = "map groups values split sheet header dry_run month_first statements".split()
_UNKNOWN = "no key is called", "there are"
_NOT_ASKED = ("id", "name", "date", "speaker", "outline", "turns")


def parser() -> Parser:
    """Return the parser of `new`."""
    parser = Parser("new", quotes=False)
    add = parser.add_argument
    file = parser.add_mutually_exclusive_group().add_argument
    about = "where it is written; default: standard output"
    file("file", nargs="?", metavar="FILE", help=about, default=SUPPRESS)
    file("-o", "--output", dest="file", metavar="FILE", help="the same as FILE")
    add("--from", dest="document", metavar="DOCUMENT", help="what its source says")
    add("--id", type=partial(fit, "ID"), metavar="ID", help="the record's global name")
    add("--name", metavar="NAME", help="what the event was called")
    add("--date", type=partial(fit, "DATE"), metavar="DATE", help="when it was: 2024-04-18")
    label = partial(add, action="append", default=[], type=_named_label, metavar="LABEL=NAME")
    label("--speaker", help="who a label of the document is: SPEAKER_00='Ann Lee'")
    add_encoding(parser)
    parser.flag("--outline", about="a line to write a paragraph")
    parser.flag("--turns", about="a statement for each turn")
    parser.flag("--force", about="replace what is there already")
    _add_table_options(parser)
    return parser


def _add_table_options(parser: Parser) -> None:
    group = parser.add_argument_group("of a table")
    add = partial(group.add_argument, action="append", default=[])
    pair = partial(_pair, "COLUMN", columns.KEYS, "")
    about = "what a column gives; without one, all are guessed"
    add("--map", type=pair, metavar="KEY=COLUMN", help=about)
    pair = partial(_pair, "WORDS", columns.SET, "{key} is each row's own: say --map {key}=COLUMN")
    about = "what the document has not got; of a table, for all rows"
    add("--set", type=pair, metavar="KEY=WORDS", help=about)
    about = "how a value is meant; * for all others"
    add("--values", type=_value, metavar="KEY:FROM=TO", help=about)
    otherwise = f"{{key}} has one value; {', '.join(columns.SPLIT)} have several"
    pair = partial(_pair, "SIGN", columns.SPLIT, otherwise)
    about = "what parts several names in a cell, such as ; or \\n"
    add("--split", type=pair, metavar="KEY=SIGN", help=about)
    about = "a record for each of its values; may be given for several columns"
    add("--group", type=one_line, dest="groups", metavar="COLUMN", help=about)
    group.add_argument("--sheet", default="", metavar="NAME", help="of a workbook: which sheet")
    group.add_argument("--header", type=int, default=0, metavar="NUMBER", help="its line or row")
    first = partial(group.add_mutually_exclusive_group().add_argument, dest="month_first")
    first("--day-first", action="store_false", default=None, help="3/4/2015 is 3 April")
    first("--month-first", action="store_true", default=None, help="3/4/2015 is March 4")
    about = "each row is a statement of its speaker"
    group.add_argument("--statements", action="store_true", help=about)
    group.add_argument("--dry-run", action="store_true", help="print what it would be")


def _pair(what: str, keys: Sequence[str], otherwise: str, text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not value:
        raise ArgumentTypeError(f"write KEY={what}, not {clip(text)}")
    if one_of(columns.KEYS, *_UNKNOWN, key) not in keys:
        raise ArgumentTypeError(otherwise.format(key=key))
    return key, value


def _named_label(text: str) -> tuple[str, str]:
    label, _, name = map(one_line, text.partition("="))
    if not label or not name:
        raise ArgumentTypeError(f"write LABEL=NAME, not {clip(text)}")
    return label, name


def _value(text: str) -> tuple[str, str, str]:
    key, colon, rest = text.partition(":")
    old, sign, new = rest.rpartition("=")
    if not colon or not sign or not old:
        raise ArgumentTypeError(f"write KEY:FROM=TO, not {clip(text)}")
    if one_of(columns.KEYS, *_UNKNOWN, key) not in columns.MEANT:
        raise ArgumentTypeError(f"not of {key}, whose words stay; of {', '.join(columns.MEANT)}")
    if key in ("status", "response"):
        one_of(STATUSES, "no status is called", "there are", new)
    return key, old, new


def new(parser: Parser, options: Namespace) -> int:
    asked, document = any(getattr(options, name) for name in _ASKED), options.document or ""
    keys = [key for key, _ in options.set]
    _refuse_twice(parser, "set", keys)
    is_folder = options.file not in (None, STDIN) and not is_named_as_record(options.file)
    of_document = options.speaker, options.encoding, options.outline, options.turns
    if not document and any((asked, *keys, *of_document)):
        parser.error("argument --from: name the document or the table that is meant")
    is_objects = document.lower().endswith(".json") and is_folder
    if asked or is_objects or (keys and is_folder) or document.lower().endswith(TABLES):
        return new_records(parser, options)
    if others := {*keys}.difference(draft.SET):
        of = ", ".join(draft.SET)
        parser.error(f"argument --set: {min(others)} is for tables; for other documents: {of}")
    return _new_record(parser, options)


def _new_record(parser: Parser, options: Namespace) -> int:
    """Write a record to fill in, or one from a document that is no table."""
    file = None if options.file == STDIN else options.file
    source = None
    if options.document:
        with progress_line(f"reading {options.document}"):
            named = dict(options.speaker)
            try:
                source = read_source_document(options.document, file, options.encoding, named)
            except Unclear as error:
                parser.error(f"argument --speaker: {error}")
    beside = _beside(parser, file, source, options.force) if source else {}
    event = (options.id or "", options.name or "", options.date or "")
    wanted = draft.Wanted(*event, options.outline, options.turns, dict(options.set))
    template = draft.template(file, *event), list[str]()
    text, remarks = draft.draft(file, source, wanted) if source else template
    if file is None:
        as_a_filter()
        write(text)
    else:
        save_all({**beside, file: text}, options.force)
    for remark in remarks:
        say(f"tiptui: {options.document}: {remark}")
    if not file:
        return ExitStatus.DONE
    then = f"tiptui {quote(file)} opens it"
    if PLACEHOLDER.search(text):
        then = f"tiptui check {quote(file)} lists what is to fill in; {then}"
    return say(f"tiptui: wrote {' and '.join((file, *beside))}; {then}")


def _beside(
    parser: Parser, file: str | None, source: SourceDocument, force: bool
) -> dict[str, str]:
    """Return the text to write beside the record, by the name of its file."""
    beside = {}
    if not source.is_plain:
        if file is None:
            why = "a document's text is written beside its record: name a FILE"
            parser.error(f"argument --from: {why}")
        if file == source.text_file:
            parser.error(f"argument FILE: the text of {source.file} is to be written there")
        beside = {source.text_file: as_text(source.document.paragraphs)}
    if force and any(is_same_file(name, source.file) for name in (*beside, file) if name):
        parser.error("argument --force: it would replace the text that --from names")
    return beside


def new_records(parser: Parser, options: Namespace) -> ExitStatus:
    """Write the records of a table, or say why they can't be made. Raise NoInput, NoOutput."""
    given, file, folder = _options(parser, options), options.document, options.file
    if is_named_as_record(folder or "") or not (folder or options.dry_run):
        command = f"tiptui: new {folder or ''}".strip()
        remark = f"{command} --from {file}: a table makes a folder: name one"
        return say(remark, ExitStatus.USAGE)
    try:
        if not options.dry_run:
            check_folder(folder, "new", options.force)
        with progress_line(f"reading {file}") as tell:
            table = read_table(file, given.encoding, given.sheet, given.header, tell)
        with progress_line("sorting rows") as tell:
            records = _records(file, given, table, tell)
        with progress_line("writing records") as tell:
            files = _files(records, tell)
            if options.dry_run:
                all(files)  # so that all values are counted
            else:
                save_folder(folder, files, "new", options.force)
    except Unclear as error:
        return say(f"tiptui: {file}: {error}", ExitStatus.USAGE)
    except NoDocument as error:
        raise NoInput(f"{visible(file)}: {error}") from None
    read_as, remarks = records.rows.options.as_words(), [*records.remarks()]
    if options.dry_run:
        as_a_filter()
        parts = (*_columns(file, records.rows), "", "read as:", f"  {read_as}", "")
        remarks.append(f"{records.sum_line()}; nothing is written")
        write("".join(f"{line}\n" for line in (*parts, *_first(records), *remarks)))
        return ExitStatus.DONE
    if not given.map:
        say(f"tiptui: {file} read as: {read_as}")
    for remark in (*remarks, records.sum_line()):
        say(f"tiptui: {remark}")
    says = "each text repeats the table's words (mode: quoted)"
    return say(f"tiptui: written to {folder}; {says}; tiptui {folder} opens it")


def _options(parser: Parser, options: Namespace) -> TableOptions:
    """Return the options of a table; end if they contradict each other."""
    for name in _NOT_ASKED:
        if getattr(options, name):
            parser.error(f"argument --{name}: not for a table, whose events --set and --group tell")
    _refuse_twice(parser, "map", [key for key, _ in options.map if key not in columns.REPEATED])
    return TableOptions(*(getattr(options, name) for name in TableOptions._fields))


def _refuse_twice(parser: Parser, name: str, keys: Sequence[str]) -> None:
    if twice := [key for key in keys if keys.count(key) > 1]:
        parser.error(f"argument --{name}: {twice[0]} is given twice")


def _records(file: str, given: TableOptions, table: Table, progress: Progress) -> TableRecords:
    title = one_line(os.path.basename(file))  # noqa: PTH119 (a Path refuses names that a file can have)
    name = os.path.splitext(title)[0] or "table"  # noqa: PTH122
    rows = TableRows(table, columns.complete(given, table, name))
    records = TableRecords(rows, title or "table", progress)
    if not records.groups:
        raise NoDocument(f"no recommendation: {records.sum_line()}")
    return records


def _files(records: TableRecords, progress: Progress) -> Iterator[tuple[str, str]]:
    for group in track(records.groups, progress):
        record, text = records.write(group)
        yield f"{group.id}.txt", text
        yield f"{group.id}.yaml", record


def _columns(file: str, rows: TableRows) -> Iterator[str]:
    table, uses = rows.table, defaultdict[str, list[str]](list)
    yield f"{visible(file)}: {plural(len(table.rows), 'row')}, {len(table.header)} columns"
    for key, column in (*rows.options.map, *(("group", column) for column in rows.options.groups)):
        uses[column].append(key)
    for position, column in enumerate(table.header):
        cells = {row[position] for row in table.rows} - {""}
        words = clip(min(cells, default="").strip(), 40)
        use = ", ".join(uses[column]) or "-"
        yield f"  {use:16} {column or '(no name)'}: {len(cells):,} values, as {words}"


def _first(records: TableRecords) -> Iterator[str]:
    for group in records.groups[:_SHOWN]:
        left = len(group.rows) - _SHOWN
        yield f"# {group.id}.yaml" + (f", without {left:,} more" if left > 0 else "")
        yield records.write(group, _SHOWN)[0]


def text(_: Parser, options: Namespace) -> int:
    as_a_filter()
    with progress_line(f"reading {options.document}"):
        document = read_document(options.document, options.encoding)
    for remark in document.remarks:
        say(f"tiptui: {options.document}: {remark}")
    paragraphs = document.paragraphs
    if options.json:
        data = [
            {"number": number, "text": of.text, "page": of.page, "time": of.time}
            for number, of in enumerate(paragraphs, 1)
        ]
        write(as_json(data))
    else:
        # A terminal obeys controls. What else is hidden stays: it is a text to be read again.
        words = as_text(paragraphs)
        words = CONTROL.sub(lambda of: of[0] if of[0] == "\t" else visible(of[0]), words)
        if width := terminal_width(sys.stdout):
            words = "\n".join("\n".join(wrap(line, width)) for line in words.split("\n"))
        write(words)
    return ExitStatus.DONE
