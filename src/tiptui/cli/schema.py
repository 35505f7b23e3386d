"""The verb `schema`: the JSON Schema of records, or of CLAIMS."""

from argparse import Namespace

from tiptui.cli.parsers import Parser
from tiptui.editing.claims import Claims, claim_keys
from tiptui.files.output import ExitStatus, as_a_filter, write
from tiptui.record.schema import as_text


def parser() -> Parser:
    parser = Parser("schema")
    about = "the schema of CLAIMS, which add takes"
    parser.add_argument("--claims", action="store_true", help=about)
    return parser


def run(_: Parser, options: Namespace) -> int:
    as_a_filter()
    schema = as_text(Claims, claim_keys) if options.claims else as_text()
    write(schema)
    return ExitStatus.DONE
