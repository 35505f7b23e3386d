"""The verb `schema`: the JSON Schema of records, or of CLAIMS."""

from argparse import Namespace

from tiptui.cli.parsers import Parser
from tiptui.files.output import ExitStatus, as_a_filter, write
from tiptui.record.claims import Claims, claim_keys
from tiptui.record.schema import as_text


def schema(_: Parser, options: Namespace) -> int:
    as_a_filter()
    write(as_text(Claims, claim_keys) if options.claims else as_text())
    return ExitStatus.DONE
