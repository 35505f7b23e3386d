"""Records of a table, as the verb `new` writes them or prints what they would be."""

import os
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator

from tiptui.cli.parsers import Parser
from tiptui.cli.progress import progress_line
from tiptui.documents.document import NoDocument, Unclear, one_line
from tiptui.documents.table import Table, read_table
from tiptui.drafting.columns import TableOptions, TableRows, complete
from tiptui.drafting.table_records import TableRecords
from tiptui.files.input import NoInput, is_named_as_record
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.saving import check_folder, save_folder
from tiptui.text.steps import Progress, track
from tiptui.text.visible import clip, plural, visible

_SHOWN = 3  # records of a dry run, and recommendations of each
_NOT_OF_TABLES = ("id", "name", "date", "speaker", "outline", "turns")


def write_records(parser: Parser, options: Namespace) -> ExitStatus:
    """Write the records of a table, or say why they can't be made. Raise NoInput, NoOutput."""
    for name in _NOT_OF_TABLES:
        if getattr(options, name):
            parser.error(f"argument --{name}: not for a table, whose events --set and --group tell")
    file, folder = options.document, options.file
    if is_named_as_record(folder or "") or not (folder or options.dry_run):
        command = f"tiptui: new {folder or ''}".strip()
        remark = f"{command} --from {file}: a table makes a folder: name one"
        return say(remark, ExitStatus.USAGE)

    given = TableOptions(*[getattr(options, name) for name in TableOptions._fields])
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

    if options.dry_run:
        return _print_plan(file, records)
    return _say_written(file, folder, records, given)


def _records(file: str, given: TableOptions, table: Table, progress: Progress) -> TableRecords:
    title = one_line(os.path.basename(file))  # noqa: PTH119 (a Path refuses names that a file can have)
    name = os.path.splitext(title)[0] or "table"  # noqa: PTH122
    rows = TableRows(table, complete(given, table, name))
    records = TableRecords(rows, title or "table", progress)
    if not records.groups:
        raise NoDocument(f"no recommendation: {records.sum_line()}")
    return records


def _files(records: TableRecords, progress: Progress) -> Iterator[tuple[str, str]]:
    for group in track(records.groups, progress):
        record, text = records.write(group)
        yield f"{group.id}.txt", text
        yield f"{group.id}.yaml", record


def _say_written(file: str, folder: str, records: TableRecords, given: TableOptions) -> ExitStatus:
    if not given.map:
        say(f"tiptui: {file} read as: {records.rows.options.as_words()}")
    for remark in records.remarks():
        say(f"tiptui: {remark}")
    say(f"tiptui: {records.sum_line()}")
    mode = "each text repeats the table's words (mode: quoted)"
    return say(f"tiptui: written to {folder}; {mode}; tiptui {folder} opens it")


def _print_plan(file: str, records: TableRecords) -> ExitStatus:
    """Print the uses of the columns, the first records, and remarks."""
    as_a_filter()
    remarks = list(records.remarks())  # before the first records are written again
    lines = [*_column_uses(file, records.rows), ""]
    lines += ["read as:", f"  {records.rows.options.as_words()}", ""]
    for group in records.groups[:_SHOWN]:
        left = len(group.rows) - _SHOWN
        more = f", without {left:,} more" if left > 0 else ""
        lines.append(f"# {group.id}.yaml{more}")
        record, _ = records.write(group, _SHOWN)
        lines.append(record)

    lines += remarks
    lines.append(f"{records.sum_line()}; nothing is written")
    write("".join(f"{line}\n" for line in lines))
    return ExitStatus.DONE


def _column_uses(file: str, rows: TableRows) -> Iterator[str]:
    """Yield the size of the table, then a line for each column: its key, its values."""
    table = rows.table
    yield f"{visible(file)}: {plural(len(table.rows), 'row')}, {len(table.header)} columns"

    uses: defaultdict[str, list[str]] = defaultdict(list)
    for key, column in rows.options.map:
        uses[column].append(key)
    for column in rows.options.groups:
        uses[column].append("group")

    for position, column in enumerate(table.header):
        values = {row[position] for row in table.rows} - {""}
        example = clip(min(values, default="").strip(), 40)
        use = ", ".join(uses[column]) or "-"
        yield f"  {use:16} {column or '(no name)'}: {len(values):,} values, as {example}"
