"""The verb `add`: proposed claims, added to a record where its texts prove them."""

from argparse import Namespace
from typing import Any

from tiptui.cli.parsers import Parser
from tiptui.cli.progress import progress_line
from tiptui.collection.editing import add_proved
from tiptui.collection.opening import Options
from tiptui.files.input import STDIN, is_folder, read_bytes
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.proof.proposals import THERE
from tiptui.record.claims import Proposal, read_claims
from tiptui.record.raw_text import decode
from tiptui.record.reader import locate_faults
from tiptui.report.json_data import as_json, tree
from tiptui.text.visible import clip


def add(parser: Parser, options: Namespace) -> int:
    """Add what is proved to a record; say why the rest is not."""
    [file], claims = options.paths, options.claims
    if file == STDIN or is_folder(file):
        parser.error("argument RECORD: name the file of one record")
    as_a_filter()
    data = read_bytes(claims)
    proposals = read_claims(data, claims)
    with progress_line("looking for the quotations"):
        judged = add_proved(file, Options(options.given), proposals, not options.dry_run)
    if options.json:
        write(as_json([*map(_data, judged)]))
    refused = [of for of in judged if of.fault and of.fault.code != THERE]
    faults = [] if options.json else [*map(_fault_with_words, refused)]
    for problem in sorted(locate_faults(decode(data), faults)):
        say(problem.line(claims, "error"))
    done = sum(not of.fault for of in judged)
    corrected = sum(not of.fault and of.path[0] == "corrections" for of in judged)
    there = len(judged) - done - len(refused)
    remark = f"{done - corrected:,} added, " + (f"{corrected:,} corrected, " if corrected else "")
    remark += f"{len(refused):,} refused, {there:,} there already"
    say(f"{remark}{' (dry run: nothing is written)' if options.dry_run else ''}")
    return ExitStatus.PROBLEMS if refused else ExitStatus.DONE


def _fault_with_words(proposal: Proposal) -> Any:
    """Return the fault of a proposal, with the first words of its item unless it has some."""
    fault: Any = proposal.fault
    item = proposal.given
    words: Any = (
        item.get("text") or item.get("for") or item.get("id") if isinstance(item, dict) else item
    )
    named = isinstance(words, str) and not fault.message.startswith("“")
    return fault._replace(message=f'"{clip(words)}": {fault.message}') if named else fault


def _data(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as `tiptui add --json` prints it."""
    fault, item = proposal.fault, proposal.given
    return {
        "item": item if fault else {**item, **tree(proposal.item)},
        "added": not fault,
        "code": fault.code if fault else None,
        "why": fault.message if fault else None,
        "nearest": proposal.nearest or None,
    }
