"""The verb `add`: proposed claims, added to a record where its texts prove them."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from tiptui.cli.parsers import Parser, add_sources
from tiptui.cli.progress import progress_line
from tiptui.collection.opening import Options
from tiptui.editing.claims import Proposal, read_claims
from tiptui.editing.prover import THERE
from tiptui.editing.writer import add_proved
from tiptui.files.input import STDIN, is_folder, read_bytes
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.record.raw_text import decode
from tiptui.record.reader import locate_faults
from tiptui.report.json_data import as_json, tree
from tiptui.text.visible import clip


def parser() -> Parser:
    parser = Parser("add")
    add_sources(parser)
    parser.add_argument("paths", nargs=1, metavar="RECORD", help="the file of a record")
    parser.add_argument("claims", metavar="CLAIMS", help="YAML or JSON; - for standard input")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    about = "print JSON: item, added, code, why, nearest"
    parser.add_argument("--json", action="store_true", help=about)
    return parser


def run(parser: Parser, options: Namespace) -> int:
    """Add what is proved to a record; say why the rest is not."""
    [file] = options.paths
    claims = options.claims
    if file == STDIN or is_folder(file):
        parser.error("argument RECORD: name the file of one record")

    as_a_filter()
    data = read_bytes(claims)
    proposals = read_claims(data, claims)
    with progress_line("looking for the quotations"):
        judged = add_proved(file, Options(options.given), proposals, options.dry_run)

    if options.json:
        write(as_json([_data(proposal) for proposal in judged]))
    refused = [proposal for proposal in judged if _is_refused(proposal)]
    if not options.json:
        faults = [_fault_with_words(proposal) for proposal in refused]
        for problem in sorted(locate_faults(decode(data), faults)):
            say(problem.line(claims, "error"))

    remark = _remark(judged, len(refused))
    if options.dry_run:
        remark += " (dry run: nothing is written)"
    say(remark)
    return ExitStatus.PROBLEMS if refused else ExitStatus.DONE


def _is_refused(proposal: Proposal) -> bool:
    return bool(proposal.fault and proposal.fault.code != THERE)


def _remark(judged: Sequence[Proposal], refused: int) -> str:
    """Return `2 added, 1 corrected, 0 refused, 1 there already`."""
    added = corrected = there = 0
    for proposal in judged:
        if proposal.fault:
            there += not _is_refused(proposal)
        elif proposal.path[0] == "corrections":
            corrected += 1
        else:
            added += 1

    counts = [f"{added:,} added"]
    if corrected:
        counts.append(f"{corrected:,} corrected")
    counts += [f"{refused:,} refused", f"{there:,} there already"]
    return ", ".join(counts)


def _fault_with_words(proposal: Proposal) -> Any:
    """Return the fault of a proposal, with the first words of its item unless it has some."""
    fault: Any = proposal.fault
    words: Any = proposal.given
    if isinstance(words, dict):
        words = words.get("text") or words.get("for") or words.get("id")
    if not isinstance(words, str) or fault.message.startswith("“"):
        return fault
    return fault._replace(message=f'"{clip(words)}": {fault.message}')


def _data(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as `tiptui add --json` prints it."""
    fault = proposal.fault
    item = proposal.given if fault else {**proposal.given, **tree(proposal.item)}
    return {
        "item": item,
        "added": not fault,
        "code": fault.code if fault else None,
        "why": fault.message if fault else None,
        "nearest": proposal.nearest or None,
    }
