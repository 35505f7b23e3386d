"""The parser of each verb: what it takes, and its help. Completions and manual are made of these.

What the name of a value (`metavar`) says of it is in `cli.completions`.
"""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tiptui.cli.parser import Parser, one_of
from tiptui.files.input import STDIN
from tiptui.record.problem import WARNINGS
from tiptui.search.fields import BY_NAME, COUNTED, FIELDS, heading, written_names
from tiptui.text.visible import clip

if TYPE_CHECKING:
    from tiptui.record.model import Form

TERMS = "\n".join(
    (
        'terms, which must all hold: a word, "a phrase", -not this, or field:value,other:',
        *(f"  {written_names(name):22}{field.about}" for name, field in FIELDS.items()),
        "and @name, for a query that config.toml has by this name",
    )
)


_HELP = Path(__file__).with_name("help.txt")
START, NOTES, EXAMPLES = _HELP.read_text("utf-8").split("\n\n\n")

SHELLS = ("bash", "zsh", "fish")

_PATHS = "a record, or a folder for all below it; default: the Lahore dialogue"


def _add_paths(parser: Parser, about: str = _PATHS) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help=about)


def _add_no_cache(parser: Parser) -> None:
    about = "read all records of a collection anew, and keep nothing of them for the next time"
    parser.add_argument("--no-cache", action="store_false", dest="cache", help=about)


def _add_query(parser: Parser, least: str) -> None:
    """Add what a verb with a query takes: terms (`+` or `*`), and the records that are searched."""
    about = "what is looked for; all must hold, as below"
    parser.add_argument("terms", nargs=least, metavar="TERM", help=about)
    about = f"where to look, as all other words are TERMs: {_PATHS}; may be given more than once"
    parser.add_argument("--in", dest="paths", action="append", metavar="PATH", help=about)
    _add_no_cache(parser)


def _add_encoding(parser: Parser) -> None:
    about = "of text: default UTF-8"
    parser.add_argument("--encoding", type=_encoding, metavar="NAME", help=about, default="")


def _encoding(name: str) -> str:
    """Return the name of an encoding. Raise ArgumentTypeError where nothing is called so."""
    try:
        b"x".decode(name or "utf-8")
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f'no encoding is called "{clip(name)}"') from None
    return name


def _fit(form: "Form", words: str) -> str:
    """Return words that have a form. Raise ArgumentTypeError where they have not."""
    from tiptui.record.forms import RULES

    if broken := RULES[form].misfit(words):
        raise argparse.ArgumentTypeError(broken[0])
    return words


def _counted(word: str) -> str:
    """Return the field of a name. Raise ArgumentTypeError where it can't be counted."""
    field = BY_NAME.get(word.lower(), "")
    if field not in COUNTED:
        one_of([*map(heading, COUNTED)], "no field to count is called", "fields are", word.lower())
    return field


def browse() -> Parser:
    about = "A terminal browser for the records of policy dialogues."
    parser = Parser("", about, EXAMPLES, NOTES, f"{about} {START}")
    parser.usage = "tiptui [PATH...] [--no-watch]\n       [--no-cache] [--source [ID=]FILE]"
    _add_paths(parser, argparse.SUPPRESS)
    parser.set_defaults(json=False, evidence=False)  # printed, it is shown
    about = "don't show changes of the files until r is pressed"
    parser.add_argument("--no-watch", action="store_false", dest="watch", help=about)
    _add_no_cache(parser)
    about = "print the script by which a shell completes what is typed after tiptui"
    parser.add_argument("--print-completion", choices=SHELLS, dest="shell", help=about)
    return parser


def show() -> Parser:
    parser = Parser(
        "show",
        "Print a record, as text or as JSON in the format's own keys; of several a line each.",
        "  tiptui show minutes.yaml          all that it holds\n"
        "  tiptui show records/              a line for each dialogue\n"
        "  tiptui show --json records/ | jq '.[].event.name'   for other programs",
    )
    _add_paths(parser)
    parser.flag("--json", about="print JSON")
    parser.flag("--evidence", about="say how each quote was found")
    _add_no_cache(parser)
    return parser


def find() -> Parser:
    parser = Parser(
        "find",
        "Print every speaker, statement, recommendation and point that matches all terms.",
        "  tiptui find capacity building     who asked for it?\n"
        "  tiptui find --in records/ addressee:police status:none training",
        TERMS,
    )
    _add_query(parser, "+")
    parser.flag("--json", about="print JSON")
    return parser


def count() -> Parser:
    parser = Parser(
        "count",
        "Print how many statements, recommendations and points have which value of a field.",
        "  tiptui count --by theme           what is most of it about?\n"
        "  tiptui count --by addressee --by status --in records/ is:recommendation",
        TERMS,
    )
    by = partial(parser.add_argument, "--by", action="append", required=True, type=_counted)
    by(metavar="FIELD", help=f"{', '.join(map(heading, COUNTED))}; two are crossed")
    _add_query(parser, "*")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", dest="form", const="json", help="print JSON")
    form.add_argument("--csv", action="store_const", dest="form", const="csv", help="print CSV")
    return parser


def check() -> Parser:
    parser = Parser(
        "check",
        "Print every problem of records, and close with their number.",
        "  tiptui check minutes.yaml         what is wrong with it?\n"
        "  tiptui check --strict records/    before you send records\n"
        "  tiptui check --source notes.txt minutes.yaml   do the quoted words stand there?",
    )
    _add_paths(parser)
    parser.flag("--strict", about="count warnings as errors")
    code = partial(one_of, sorted(WARNINGS), "no warning has the code", "there are")
    ignore = partial(parser.add_argument, "--ignore", action="append", default=[], type=code)
    about = "leave out warnings with this code, --strict or not: may be given more than once"
    ignore(metavar="CODE", help=about)
    parser.flag("--fix", about="correct the numbers of paragraphs that can only be others")
    parser.flag("--dry-run", about="only say what --fix would correct")
    parser.flag("-q", "--quiet", about="leave out the closing remark")
    parser.flag("--all", about="print each warning, not the first 20 of a kind")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all problems as JSON")
    about = "print problems as annotations for GitHub's workflows"
    form.add_argument("--format", choices=["github"], help=about)
    return parser


def export() -> Parser:
    from tiptui.report.export import FORMATS
    from tiptui.report.tables import TABLES

    formats = "\n".join(f"  {name:9} {each.about}" for name, each in FORMATS.items())
    parser = Parser(
        "export",
        "Write what records hold, or what matches all terms, for other programs.",
        "  tiptui export --to markdown       a brief of all\n"
        "  tiptui export --to csv --in records/ -o asked.csv is:recommendation",
        f"formats:\n{formats}\n\n{TERMS}",
    )
    parser.add_argument("--to", required=True, choices=FORMATS, help="the format")
    parts = "FOLDER/ of csv: all tables, of html: a page for each dialogue"
    about = f"default: standard output; {parts}"
    parser.add_argument("-o", "--output", metavar="FILE", help=about, default=STDIN)
    parser.flag("--force", about="replace FILE if it is there")
    parser.add_argument("--list", choices=TABLES, help="of csv: what there is a row of")
    parser.add_argument("--base", metavar="IRI", help="of jsonld: what ids stand under")
    _add_query(parser, "*")
    return parser


def new() -> Parser:
    from tiptui.cli.new import add_table_options
    from tiptui.record.model import Form

    parser = Parser(
        "new",
        "Write a record to fill in, with every key of the format explained.",
        "  tiptui new minutes.yaml           an empty one, to fill in\n"
        "  tiptui new --from round-table.docx round-table.yaml\n"
        "  tiptui new reviews --from reviews.csv --dry-run",
        "Of a document the record has what is certain: the event's name and date, who spoke and "
        "who was there, what is numbered. Its text is written beside FILE, named after it. Of a "
        "table (.csv, .tsv, .xlsx) a FOLDER of records is made, where each row recommends.",
        quotes=False,
    )
    add = parser.add_argument
    add("file", nargs="?", metavar="FILE", help="where it is written; default: standard output")
    add("-o", "--output", metavar="FILE", help="the same as FILE")
    add("--from", dest="document", metavar="DOCUMENT", help="what its source says")
    add("--id", type=partial(_fit, Form.ID), metavar="ID", help="the record's global name")
    add("--name", metavar="NAME", help="what the event was called")
    add("--date", type=partial(_fit, Form.DATE), metavar="DATE", help="when it was: 2024-04-18")
    _add_encoding(parser)
    parser.flag("--outline", about="a line to write a paragraph")
    parser.flag("--turns", about="a statement for each turn")
    parser.flag("--force", about="replace what is there already")
    add_table_options(parser)
    return parser


def text() -> Parser:
    parser = Parser(
        "text",
        "Print the paragraphs of a document, with blank lines between, as sources are read: plain "
        "text, Markdown, HTML, .docx, .pdf, and captions (.vtt, .srt).",
        "  tiptui text minutes.docx > minutes.txt\n"
        "  tiptui text --json report.pdf | jq '.[] | select(.page == \"12\")'",
        quotes=False,
    )
    parser.add_argument("document", metavar="DOCUMENT", help="a file, or - for standard input")
    _add_encoding(parser)
    parser.flag("--json", about="print JSON: number, text, page, time")
    return parser


def schema() -> Parser:
    example = "  tiptui schema > record.schema.json"
    return Parser("schema", "Print the JSON Schema of records, for editors.", example, quotes=False)
