"""The parser of each verb: what it takes, and its help. Completions and manual are made of these.

What the name of a value (`metavar`) says of it is in `cli.completions`.
"""

import argparse

from tiptui.cli.arguments import (
    TERMS,
    Parser,
    add_no_cache,
    add_query,
    parser_of,
    warning_code,
)
from tiptui.search.fields import COUNTED

HELP = """\
commands:
  tiptui [PATH...]                 browse records; print them when the output is no terminal
  tiptui show [PATH...]            print a record; of several, a line each
  tiptui find [--in PATH] TERM...  print what matches every term
  tiptui count --by FIELD TERM...  print how many claims there are of each value of a field
  tiptui check [PATH...]           print the problems of records
  tiptui export --to FORM TERM...  write records, or what matches, for other programs
  tiptui new [FILE] [--from DOC]   write a record to fill in; of a transcript, with who speaks
  tiptui text DOCUMENT             print the paragraphs of a document, as plain text
  tiptui schema                    print the JSON Schema of records, for editors

PATH is a record, a folder for all records below it, or -, for standard input; without one, the
dialogue held in Lahore on 18 April 2024. A folder, or several paths, are a collection. What reads a
record takes --source FILE, the text that it quotes; --source ID=FILE for one source of several, of
a collection --source EVENT#ID=FILE.

examples:
  tiptui                           browse; / searches, ? shows every key
  tiptui minutes.yaml              browse your own record
  tiptui records/                  browse all records of a folder together
  tiptui find capacity building    who asked for it?
  tiptui count --by theme          what is most of it about?
  tiptui show --json | jq .        the record for other programs
  tiptui export --to markdown      a brief, for those without a terminal
  tiptui check --strict records/   before you send records
  tiptui check --format github records/   the same in a workflow of GitHub's
  tiptui check --source notes.txt minutes.yaml   do the quoted words stand there?

exit status: 0 done, 1 problems in a record or nothing found, 2 usage, 3 no input,
4 no output, 5 no usable terminal, 70 internal error
"""


SHELLS = ("bash", "zsh", "fish")


def browse() -> Parser:
    parser = parser_of("", "A terminal browser for the records of policy dialogues.", HELP)
    parser.usage = "tiptui [--no-watch] [--no-cache] [--source [ID=]FILE] [PATH...]"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=argparse.SUPPRESS)
    parser.add_argument(
        "--no-watch",
        action="store_false",
        dest="watch",
        help="don't show changes of the files until r is pressed",
    )
    add_no_cache(parser)
    parser.add_argument(
        "--print-completion",
        choices=SHELLS,
        dest="shell",
        help="print the script by which a shell completes what is typed after tiptui",
    )
    return parser


def show() -> Parser:
    parser = parser_of(
        "show",
        "Print a record, as text or as JSON in the format's own keys; of several a line each.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="default: the Lahore dialogue")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--evidence", action="store_true", help="say how each quote was found")
    add_no_cache(parser)
    return parser


def find() -> Parser:
    parser = parser_of(
        "find",
        "Print every speaker, statement, recommendation and point that matches all terms.",
        f"{TERMS}\n\nexample:\n  tiptui find --in records/ to:police status:none training",
    )
    add_query(parser, "+")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def count() -> Parser:
    parser = parser_of(
        "count",
        "Print how many statements, recommendations and points have which value of a field.",
        f"{TERMS}\n\nexample:\n  tiptui count --by to --by status --in records/ is:recommendation",
    )
    parser.add_argument(
        "--by",
        action="append",
        required=True,
        metavar="FIELD",
        help=f"{', '.join(COUNTED)} (date by year); two are crossed",
    )
    add_query(parser, "*")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", dest="form", const="json", help="print JSON")
    form.add_argument("--csv", action="store_const", dest="form", const="csv", help="print CSV")
    return parser


def check() -> Parser:
    parser = parser_of("check", "Print every problem of records, and close with their number.")
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a record, or a folder for every *.yaml and *.yml below it; "
        "default: the Lahore dialogue",
    )
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        type=warning_code,
        metavar="CODE",
        help="leave out warnings with this code, --strict or not: may be given more than once",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="correct the numbers of paragraphs that can only be others",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what --fix would correct")
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out the closing remark")
    parser.add_argument(
        "--all", action="store_true", help="print each warning, not the first 20 of a kind"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all problems as JSON")
    form.add_argument(
        "--format", choices=["github"], help="print problems as annotations for GitHub's workflows"
    )
    return parser


def export() -> Parser:
    from tiptui.report.export import FORMATS, TABLES

    formats = "\n".join(f"  {name:9} {each.about}" for name, each in FORMATS.items())
    parser = parser_of(
        "export",
        "Write what records hold, or what matches all terms, for other programs.",
        f"formats:\n{formats}\n\n{TERMS}\n\n"
        "example:\n  tiptui export --to csv --in records/ -o asked.csv is:recommendation",
    )
    parser.add_argument("--to", required=True, choices=FORMATS, help="the format")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there")
    parser.add_argument("--list", choices=TABLES, help="of csv: what there is a row of")
    parser.add_argument("--base", metavar="IRI", help="of jsonld: what ids stand under")
    add_query(parser, "*")
    return parser


def new() -> Parser:
    parser = parser_of(
        "new",
        "Write a record to fill in, with every key of the format explained.",
        "The text of a document is written beside FILE, and named after it. Of a transcript, the\n"
        "record has who speaks, and for each turn a statement to be written.\n\n"
        "example:\n  tiptui new --from round-table.docx round-table.yaml",
        quotes=False,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="default: standard output")
    parser.add_argument("--from", dest="source", metavar="DOCUMENT", help="what its source says")
    parser.add_argument("--id", metavar="ID", help="the record's global name")
    parser.add_argument("--name", metavar="NAME", help="what the event was called")
    parser.add_argument("--force", action="store_true", help="replace what is there already")
    return parser


def text() -> Parser:
    parser = parser_of(
        "text",
        "Print the paragraphs of a document, with blank lines between, as sources are read: plain "
        "text, Markdown, HTML, .docx, .pdf, and captions (.vtt, .srt).",
        "examples:\n  tiptui text minutes.docx > minutes.txt\n"
        "  tiptui text --json report.pdf | jq '.[] | select(.page == \"12\")'",
        quotes=False,
    )
    parser.add_argument("document", metavar="DOCUMENT", help="a file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print JSON: number, text, page, time")
    return parser


def schema() -> Parser:
    return parser_of("schema", "Print the JSON Schema of records, for editors.", quotes=False)
