"""`tiptui new FOLDER --from TABLE`: records of rows, and the text that proves them."""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from shlex import quote

from tiptui.cli.parsers import Parser
from tiptui.documents.read_table import ENDINGS, read_table
from tiptui.documents.table import NoTable, Report, UnclearTable, few, tidy
from tiptui.drafting.columns import KEYS, MEANT, REPEATED, SPLIT, Options, as_words, complete, rule
from tiptui.drafting.rows import Gathered, Rows, gather, in_texts_alone, sum_line
from tiptui.drafting.table_record import TableRecords
from tiptui.drafting.values import STATUSES
from tiptui.files.folders import is_named_as_record
from tiptui.files.input import NoInput
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.saving import check_folder, save_folder
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip, plural, visible

OPTIONS = ("map", "set", "groups", "values", "split", "sheet", "dry_run", "month_first")
"""What is only asked of a table."""

_SHOWN = 3  # records of a dry run, and recommendations of each
_SECONDS = 0.5
_VALUES = 5


def is_table(options: argparse.Namespace) -> bool:
    """Return whether `new` is asked for the records of a table."""
    asked = any(getattr(options, name) not in (None, [], False) for name in OPTIONS)
    return asked or (options.document or "").lower().endswith(ENDINGS)


def new_records(parser: Parser, options: argparse.Namespace) -> ExitStatus:
    """Write what the options ask for; a line says why it can't be. Raise NoInput, NoOutput."""
    given, file, folder = _options(parser, options), options.document, options.file
    if not file:
        parser.error("argument --from: name the TABLE whose columns and values are meant")
    if is_named_as_record(folder or "") or not (folder or options.dry_run):
        what = f"new {folder or ''}".strip()
        return _refuse(f"{what} --from {file}: a table makes a folder: name one")
    try:
        if not options.dry_run:
            check_folder(folder, options.force)
        with _Progress() as report:
            rows, gathered, records = _read(file, given, report)
            if options.dry_run:
                return _show(file, rows, gathered, records)
            save_folder(folder, _files(records, report), options.force)
    except UnclearTable as error:
        return _refuse(f"{file}: {error}")
    except NoTable as error:
        raise NoInput(f"{visible(file)}: {error}") from None
    if not given.map:
        say(f"tiptui: {file} read as: {as_words(rows.options)}")
    return _say_sum(folder, rows, gathered, records)


def _read(file: str, given: Options, report: "_Progress") -> tuple[Rows, Gathered, TableRecords]:
    """Return how a table is read, and what it makes. Raise NoInput, NoTable, UnclearTable."""
    table = read_table(file, given.encoding, given.sheet, report.of(f"reading {file}"))
    title = tidy(os.path.basename(file))  # noqa: PTH119 (a Path refuses names that a file can have)
    name = os.path.splitext(title)[0] or "table"  # noqa: PTH122
    rows = Rows(table, complete(given, table, name))
    gathered = gather(rows, report.of("sorting rows"))
    if not gathered.groups:
        raise NoTable(f"no recommendation: {sum_line(gathered, table)}")
    return rows, gathered, TableRecords(rows, gathered, title or "table")


def _refuse(line: str) -> ExitStatus:
    return say(f"tiptui: {line}", ExitStatus.USAGE)


def _files(records: TableRecords, report: "_Progress") -> Iterator[tuple[str, str]]:
    tell = report.of("writing records")
    for number in range(len(records)):
        tell(number / len(records))
        written = records.write(number)
        yield f"{written.id}.txt", written.text
        yield f"{written.id}.yaml", written.record


def _say_sum(folder: str, rows: Rows, gathered: Gathered, records: TableRecords) -> ExitStatus:
    for remark in (*rows.table.remarks, *in_texts_alone(rows, gathered), *_unknown(records)):
        say(f"tiptui: {remark}")
    say(f"tiptui: {sum_line(gathered, rows.table)}")
    says = "each text repeats the table's words (mode: quoted)"
    return say(f"tiptui: written to {folder}; {says}; tiptui {folder} opens it")


def _unknown(records: TableRecords) -> Iterator[str]:
    """Yield what is said of values whose status is not known."""
    if count := records.unknown.total():
        most = [(f"{key}:{words}", n) for (key, words), n in records.unknown.most_common()]
        named = few((f'"{words.partition(":")[2]}" ({n:,})' for words, n in most), _VALUES)
        option = "--values " + quote(f"{most[0][0]}=STATUS")
        kept = f"{plural(count, 'value')} without a status, kept in note"
        yield f"{kept}: {named}: say {option}"


def _show(file: str, rows: Rows, gathered: Gathered, records: TableRecords) -> ExitStatus:
    """Print how the table is read, and the first records as they would be."""
    table, options = rows.table, rows.options
    lines = [f"{visible(file)}: {plural(len(table.rows), 'row')}, {len(table.header)} columns"]
    keys: dict[str, list[str]] = {}
    for key, column in options.map:
        keys.setdefault(column, []).append(key)
    for column in options.groups:
        keys.setdefault(column, []).append("group")
    for position, column in enumerate(table.header):
        cells = {row[position] for row in table.rows} - {""}
        words = clip(min(cells, default="").strip(), 40)
        use = ", ".join(keys.get(column, [])) or "-"
        lines.append(f"  {use:16} {column or '(no name)'}: {len(cells):,} values, as {words}")
    lines += ["", "read as:", f"  {as_words(options)}", ""]
    for number in range(len(records)):
        records.write(number)
    remarks = [*table.remarks, *in_texts_alone(rows, gathered), *_unknown(records)]
    for number in range(min(_SHOWN, len(records))):
        record = records.write(number, _SHOWN)
        left = len(gathered.groups[number].rows) - _SHOWN
        lines.append(f"# {record.id}.yaml" + (f", without {left:,} more" if left > 0 else ""))
        lines += [record.record]
    lines += [*remarks, f"{sum_line(gathered, table)}; nothing is written"]
    as_a_filter()
    write("".join(f"{line}\n" for line in lines))
    return ExitStatus.DONE


def _options(parser: Parser, options: argparse.Namespace) -> Options:
    """Return what the options say of a table; end where they can't be meant."""
    for name in ("id", "name", "date", "outline", "turns"):
        if getattr(options, name):
            parser.error(f"argument --{name}: not for a table, whose events --set and --group tell")
    pairs_of_maps = (_pair(parser, "--map", each, "COLUMN") for each in options.map)
    maps = tuple((key, tidy(column)) for key, column in pairs_of_maps)
    sets = [_pair(parser, "--set", each, "WORDS") for each in options.set]
    split = tuple(_pair(parser, "--split", each, "SIGN") for each in options.split)
    for name, pairs in (("--map", maps), ("--set", sets)):
        for key, _ in pairs:
            once = name == "--set" or key not in REPEATED
            if once and [each for each, _ in pairs].count(key) > 1:
                parser.error(f"argument {name}: {key} is given twice")
    for key in {"text", "response"} & {*dict(sets)}:
        parser.error(f"argument --set: {key} is each row's own: say --map {key}=COLUMN")
    for key, _ in split:
        if key not in SPLIT:
            parser.error(f"argument --split: {key} has one value; {', '.join(SPLIT)} have several")
    signs = tuple((key, sign.replace(r"\n", "\n").replace(r"\t", "\t")) for key, sign in split)
    return Options(
        maps,
        dict(sets),
        tuple(map(tidy, options.groups)),
        _values(parser, options.values),
        signs,
        options.month_first,
        options.sheet or "",
        options.encoding or "",
    )


def _pair(parser: Parser, name: str, text: str, what: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not value:
        parser.error(f"argument {name}: write KEY={what}, not {clip(text)}")
    _refuse_key(parser, name, key)
    return key, value


def _refuse_key(parser: Parser, name: str, key: str) -> None:
    if key not in KEYS:
        meant = did_you_mean(nearest(key, KEYS)) or f": there are {', '.join(KEYS)}"
        parser.error(f'argument {name}: no key is called "{clip(key)}"{meant}')


def _values(parser: Parser, given: Sequence[str]) -> dict[str, dict[str, str]]:
    rules: dict[str, dict[str, str]] = {}
    for each in given:
        key, colon, rest = each.partition(":")
        old, sign, new = rest.rpartition("=")
        if not colon or not sign or not old:
            parser.error(f"argument --values: write KEY:FROM=TO, not {clip(each)}")
        _refuse_key(parser, "--values", key)
        if key not in MEANT:
            parser.error(
                f"argument --values: not of {key}, whose words stay; of {', '.join(MEANT)}"
            )
        if key in ("status", "response") and new not in STATUSES:
            meant = did_you_mean(nearest(new, STATUSES)) or f": there are {', '.join(STATUSES)}"
            parser.error(f'argument --values: "{clip(new)}" is no status{meant}')
        rules.setdefault(key, {})[rule(old)] = new
    return rules


class _Progress:
    """Says on a terminal what is done and how far it is, once that takes longer than a moment."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _SECONDS
        self._shown = False

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._draw("")

    def of(self, work: str) -> Report:
        return partial(self._tell, clip(work, 50))

    def _tell(self, work: str, part: float | None) -> None:
        now = time.monotonic()
        if now >= self._next and sys.stderr and sys.stderr.isatty():
            self._next, self._shown = now + _SECONDS / 4, True
            self._draw(work if part is None else f"{work}: {part:.0%}")

    def _draw(self, words: str) -> None:
        sys.stderr.write(f"\r{words}\x1b[K")
        sys.stderr.flush()
