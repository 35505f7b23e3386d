"""The verb `count`: how many claims there are of each value of a field, or of two fields."""

from argparse import Namespace

from tiptui.cli.parsers import TERMS, Parser, add_query, add_sources, one_of
from tiptui.cli.progress import progress_line
from tiptui.cli.records import open_index, open_records, read_query, say_no_match, where_searched
from tiptui.collection.naming import plain_name
from tiptui.files.output import say, write
from tiptui.report import counting
from tiptui.report.json_data import as_json
from tiptui.report.plain import pen_for_stdout
from tiptui.search.query import BY_NAME, COUNTED
from tiptui.search.rows import CLAIMS

_FIELDS = [plain_name(field) for field in COUNTED]


def parser() -> Parser:
    parser = Parser("count", TERMS)
    add_sources(parser)
    about = f"{', '.join(_FIELDS)}; two are crossed"
    parser.add_argument(
        "--by", action="append", required=True, type=_countable, metavar="FIELD", help=about
    )
    about = "a query: each count is a share of its claims with the same value, and orders by it"
    parser.add_argument("--of", metavar="QUERY", help=about)
    add_query(parser, "*")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", dest="form", const="json", help="print JSON")
    form.add_argument("--csv", action="store_const", dest="form", const="csv", help="print CSV")
    return parser


def _countable(word: str) -> str:
    word = word.lower()
    field = BY_NAME.get(word, "")
    if field not in COUNTED:
        one_of(_FIELDS, "no field to count is called", "fields are", word)
    return field


def run(parser: Parser, options: Namespace) -> int:
    fields = options.by
    if len(fields) > 2:
        parser.error("argument --by: one field, or two")

    _, collection = open_records(options)
    query = read_query(options.text)
    whole = read_query(options.of) if options.of else None
    with progress_line("counting"):
        index = open_index(collection, query, whole)
        rows = index.hits(query).claims
        totals = None
        if whole:
            totals = index.facets.count(fields, index.hits(whole).claims)
        counts = counting.count_cells(index.facets.count(fields, rows), totals)

        if options.form == "json":
            text = as_json(counting.count_data(fields, counts))
        elif options.form == "csv":
            text = counting.count_csv(fields, counts)
        else:
            pen = pen_for_stdout()
            text = counting.count_table(index.facets, options.text, fields, counts, pen)

    write(text)
    if not any(rows.values()):
        return say_no_match(index, options, CLAIMS)
    remark = counting.count_remark(index.facets, fields, rows)
    return say(f"tiptui: {remark}{where_searched(options.paths)}")
