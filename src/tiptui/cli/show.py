"""The verb `show`: a record as text or JSON, of several a line each."""

from argparse import Namespace
from collections.abc import Sequence

from tiptui.cli.parsers import Parser, add_no_cache, add_paths, add_sources
from tiptui.cli.progress import progress_line
from tiptui.cli.records import open_records, say_unread, say_wrong
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.files.output import ExitStatus, write
from tiptui.report import plain
from tiptui.report.json_data import as_json, tree


def parser() -> Parser:
    parser = Parser("show")
    add_sources(parser)
    add_paths(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--evidence", action="store_true", help="say how each quote was found")
    add_no_cache(parser)
    return parser


def run(_: Parser, options: Namespace) -> int:
    """Print a record; of a collection a line for each, or all of them as JSON."""
    live, collection = open_records(options)
    dialogues = collection.dialogues
    with progress_line("looking for the quotes"):
        if options.json:
            text = _as_json(collection, options.evidence)
        else:
            text = _as_text(collection, options.evidence)
        wrong = _count_wrong(dialogues)

    write(text)
    say_unread(live)
    # Of a collection in which nothing can be read there is nothing to print.
    status = ExitStatus.DONE if dialogues else ExitStatus.PROBLEMS
    return say_wrong(wrong, status)


def _as_json(collection: Collection, evidence: bool) -> str:
    trees = []
    for dialogue in collection.dialogues:
        proof = dialogue.proof if evidence else None
        trees.append(tree(dialogue.record, proof))
    return as_json(trees[0] if collection.single else trees)


def _as_text(collection: Collection, evidence: bool) -> str:
    pen = plain.pen_for_stdout()
    if collection.single:
        return plain.as_text(collection.single, evidence, pen)
    return pen.table([plain.dialogue_row(dialogue, pen) for dialogue in collection.dialogues])


def _count_wrong(dialogues: Sequence[Dialogue]) -> int:
    """Return the number of quotations that do not stand in the texts."""
    count = 0
    for dialogue in dialogues:
        if not dialogue.texts:
            continue
        wrong = {
            quotation.evidence
            for quotation in dialogue.passages.quotations
            if quotation.located.is_wrong
        }
        count += len(wrong)
    return count
