"""`tiptui new FOLDER --from TABLE`: records of rows, and the text that proves them."""

import os
from argparse import ArgumentTypeError, Namespace
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from tiptui.cli.parser import Parser, one_of
from tiptui.cli.progress import Work, progress_line
from tiptui.documents.document import NoDocument, one_line
from tiptui.documents.table import UnclearTable, read_table
from tiptui.drafting.columns import KEYS, MEANT, REPEATED, SET, SPLIT, as_words, complete
from tiptui.drafting.rows import Options, Rows
from tiptui.drafting.table_records import TableRecords
from tiptui.files.folders import is_named_as_record
from tiptui.files.input import TABLES, NoInput
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.saving import check_folder, save_folder
from tiptui.record.progress import Progress, track
from tiptui.record.status import STATUSES
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, plural, visible

_SHOWN = 3  # records of a dry run, and recommendations of each
_ASKED = ("map", "set", "groups", "values", "split", "sheet", "dry_run", "month_first")
_UNKNOWN = "no key is called", "there are"
_NOT_ASKED = ("id", "name", "date", "outline", "turns")


def add_table_options(parser: Parser) -> None:
    """Add what tells how a table is meant."""
    group = parser.add_argument_group("of a table")
    add = partial(group.add_argument, action="append", default=[])
    about = "what a column gives; without one, all are guessed"
    add("--map", type=partial(_pair, "COLUMN", KEYS, ""), metavar="KEY=COLUMN", help=about)
    about = "what the table has not got, for all rows"
    otherwise = "{key} is each row's own: say --map {key}=COLUMN"
    add("--set", type=partial(_pair, "WORDS", SET, otherwise), metavar="KEY=WORDS", help=about)
    about = "how a value is meant; * for all others"
    add("--values", type=_value, metavar="KEY:FROM=TO", help=about)
    about = "what parts several names in a cell, such as ; or \\n"
    otherwise = f"{{key}} has one value; {', '.join(SPLIT)} have several"
    add("--split", type=partial(_pair, "SIGN", SPLIT, otherwise), metavar="KEY=SIGN", help=about)
    about = "a record for each of its values; may be given for several columns"
    add("--group", type=one_line, dest="groups", metavar="COLUMN", help=about)
    group.add_argument("--sheet", default="", metavar="NAME", help="of a workbook: which sheet")
    order = partial(
        group.add_mutually_exclusive_group().add_argument, action="store_const", dest="month_first"
    )
    order("--day-first", const=False, help="3/4/2015 is 3 April")
    order("--month-first", const=True, help="3/4/2015 is March 4")
    group.add_argument("--dry-run", action="store_true", help="print what it would be")


def _pair(what: str, keys: Sequence[str], otherwise: str, text: str) -> tuple[str, str]:
    """Return a key and what is given for it. Raise ArgumentTypeError where it can't be."""
    key, sign, value = text.partition("=")
    if not sign or not value:
        raise ArgumentTypeError(f"write KEY={what}, not {clip(text)}")
    if one_of(KEYS, *_UNKNOWN, key) not in keys:
        raise ArgumentTypeError(otherwise.format(key=key))
    return key, value


def _value(text: str) -> tuple[str, str, str]:
    key, colon, rest = text.partition(":")
    old, sign, new = rest.rpartition("=")
    if not colon or not sign or not old:
        raise ArgumentTypeError(f"write KEY:FROM=TO, not {clip(text)}")
    if one_of(KEYS, *_UNKNOWN, key) not in MEANT:
        raise ArgumentTypeError(f"not of {key}, whose words stay; of {', '.join(MEANT)}")
    if key in ("status", "response") and new not in STATUSES:
        hint = did_you_mean(nearest(new, STATUSES)) or f"; there are {', '.join(STATUSES)}"
        raise ArgumentTypeError(f'"{clip(new)}" is no status{hint}')
    return key, old, new


def is_table(options: Namespace) -> bool:
    """Return whether `new` is asked for the records of a table."""
    asked = any(getattr(options, name) for name in _ASKED)
    return asked or (options.document or "").lower().endswith(TABLES)


def new_records(parser: Parser, options: Namespace) -> ExitStatus:
    """Write what the options ask for; a line says why it can't be. Raise NoInput, NoOutput."""
    given, file, folder = _options(parser, options), options.document, options.file
    if is_named_as_record(folder or "") or not (folder or options.dry_run):
        command = f"new {folder or ''}".strip()
        return _refuse(f"{command} --from {file}: a table makes a folder: name one")
    try:
        if not options.dry_run:
            check_folder(folder, "new", options.force)
        with progress_line(f"reading {file}") as work:
            records = _read(file, given, work)
            files = _files(records, work.begin("writing records"))
            if options.dry_run:
                all(files)  # so that all values are counted
            else:
                save_folder(folder, files, "new", options.force)
    except UnclearTable as error:
        return _refuse(f"{file}: {error}")
    except NoDocument as error:
        raise NoInput(f"{visible(file)}: {error}") from None
    read_as, remarks = as_words(records.rows.options), [*records.remarks()]
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


def _options(parser: Parser, options: Namespace) -> Options:
    """Return what the options say of a table; end where they can't be meant together."""
    for name in _NOT_ASKED:
        if getattr(options, name):
            parser.error(f"argument --{name}: not for a table, whose events --set and --group tell")
    maps = [key for key, _ in options.map if key not in REPEATED]
    for name, keys in (("map", maps), ("set", [key for key, _ in options.set])):
        if twice := [key for key in keys if keys.count(key) > 1]:
            parser.error(f"argument --{name}: {twice[0]} is given twice")
    if not options.document:
        parser.error("argument --from: name the TABLE whose columns and values are meant")
    return Options(*(getattr(options, name) for name in Options._fields))


def _refuse(line: str) -> ExitStatus:
    return say(f"tiptui: {line}", ExitStatus.USAGE)


def _read(file: str, given: Options, work: Work) -> TableRecords:
    """Return the records that a table makes. Raise NoInput, NoDocument, UnclearTable."""
    table = read_table(file, given.encoding, given.sheet, work.tell)
    title = one_line(os.path.basename(file))  # noqa: PTH119 (a Path refuses names that a file can have)
    name = os.path.splitext(title)[0] or "table"  # noqa: PTH122
    rows = Rows(table, complete(given, table, name))
    records = TableRecords(rows, title or "table", work.begin("sorting rows"))
    if not records.groups:
        raise NoDocument(f"no recommendation: {records.sum_line()}")
    return records


def _files(records: TableRecords, progress: Progress) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    for group in track(records.groups, progress):
        record, text = records.write(group)
        yield f"{group.id}.txt", text
        yield f"{group.id}.yaml", record


def _columns(file: str, rows: Rows) -> Iterator[str]:
    """Yield the columns of a table, and what they are used for."""
    table, uses = rows.table, defaultdict[str, list[str]](list)
    yield f"{visible(file)}: {plural(len(table.rows), 'row')}, {len(table.header)} columns"
    for key, column in (*rows.options.map, *(("group", each) for each in rows.options.groups)):
        uses[column].append(key)
    for position, column in enumerate(table.header):
        cells = {row[position] for row in table.rows} - {""}
        words = clip(min(cells, default="").strip(), 40)
        use = ", ".join(uses[column]) or "-"
        yield f"  {use:16} {column or '(no name)'}: {len(cells):,} values, as {words}"


def _first(records: TableRecords) -> Iterator[str]:
    """Yield the first records as they would be, with their first recommendations."""
    for group in records.groups[:_SHOWN]:
        left = len(group.rows) - _SHOWN
        yield f"# {group.id}.yaml" + (f", without {left:,} more" if left > 0 else "")
        yield records.write(group, _SHOWN)[0]
