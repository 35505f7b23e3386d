"""The verb `find`: the speakers and claims that match a query."""

from argparse import Namespace

from tiptui.cli.parsers import TERMS, Parser, add_query, add_sources
from tiptui.cli.progress import progress_line
from tiptui.cli.records import (
    open_index,
    open_records,
    read_query,
    say_no_match,
    say_unread,
    where_searched,
)
from tiptui.collection.same import Alike
from tiptui.files.output import say, write
from tiptui.report import plain
from tiptui.report.json_data import as_json
from tiptui.search.index import findings
from tiptui.search.rows import FOUND


def parser() -> Parser:
    parser = Parser("find", TERMS)
    add_sources(parser)
    add_query(parser, "+")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def run(parser: Parser, options: Namespace) -> int:
    if not options.text.strip():
        parser.error(f"no words to look for{parser.example}; tiptui show prints all")

    live, collection = open_records(options)
    query = read_query(options.text)
    with progress_line("searching"):
        index = open_index(collection, query)
        matches = findings(index, query)

        alike: dict[int, Alike] = {}
        if rows_alike := index.facets.alike(query):
            for match in matches:
                row = collection.row(match)
                alike[row] = rows_alike[row]

        if options.json:
            text = as_json(list(plain.findings_data(live.now.opened, collection, matches)))
        else:
            pen = plain.pen_for_stdout(query.marked)
            text = pen.table(list(plain.finding_rows(index, query, matches, alike, pen)))

    write(text)
    if options.json:
        say_unread(live)
    if not matches:
        return say_no_match(index, options)

    total = sum(len(index.everything.of[kind]) for kind in FOUND)
    remark = f"{len(matches):,} of {total:,} speakers and claims{where_searched(options.paths)}"
    if any(alike.values()):
        remark += f": {index.same.count(alike)}"
    return say(f"tiptui: {remark}")
