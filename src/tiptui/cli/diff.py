"""The verb `diff`: the changes between two versions of records, or between two rounds."""

from argparse import Namespace

from tiptui.cli.parsers import Parser
from tiptui.cli.progress import progress_line
from tiptui.collection.changes import find_changes, side_without_addressees
from tiptui.collection.live import Live
from tiptui.files.input import STDIN
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.report import plain
from tiptui.report.json_data import as_json


def parser() -> Parser:
    parser = Parser("diff")
    about = "the {} record or folder, or - for standard input"
    parser.add_argument("old", metavar="OLD", help=about.format("old"))
    parser.add_argument("new", metavar="NEW", help=about.format("new"))
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def run(parser: Parser, options: Namespace) -> int:
    if options.old == options.new == STDIN:
        parser.error("standard input can be read only once")

    as_a_filter()
    old, new = _open(options.old), _open(options.new)
    with progress_line("reading records") as tell:
        old.read_all(tell)
        new.read_all(tell)
    for remark in (*old.now.remarks, *new.now.remarks):
        say(f"tiptui: {remark}")
    unread = [*old.now.collection.troubles, *new.now.collection.troubles]
    for trouble in unread:
        say(f"tiptui: {trouble.file} can't be read; tiptui check says why")

    with progress_line("comparing"):
        bare = side_without_addressees(old, new)
        changes = list(find_changes(old, new, bare))
    if bare:
        why = "no addressees: where nothing else matches, words alone do"
        say(f"tiptui: {bare.paths[0]} has {why}; tiptui new --set to=WORDS gives them")

    if options.json:
        write(as_json(list(plain.changes_data(changes, old, new))))
    else:
        pen = plain.pen_for_stdout()
        write(pen.table(list(plain.change_rows(changes, old, new, pen))))
    return ExitStatus.PROBLEMS if unread else ExitStatus.DONE


def _open(path: str) -> Live:
    return Live([path.rstrip("/") or path], {}, cached=True, at_once=True)
