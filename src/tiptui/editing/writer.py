"""The writer of changes: into the file of a record, and back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tiptui.collection.opening import Opened, Options, failure, open_record
from tiptui.editing.change import RecordChange
from tiptui.editing.claims import Proposal
from tiptui.editing.prover import Prover
from tiptui.files.input import STDIN, read_bytes
from tiptui.files.output import NoOutput
from tiptui.files.saving import HasChanged, NotExchanged, exchange, exchange_all
from tiptui.proof.attribution import corrections
from tiptui.record.edits import NotEdited, edit
from tiptui.record.ids import part_at
from tiptui.record.load import parse
from tiptui.record.problem import BadRecord, Position

LARGEST = 2**27  # bytes of all changes that can be taken back


class WrittenChange(NamedTuple):
    """A change that was written: its name, and the bytes of each file before and after."""

    name: str
    files: Mapping[str, tuple[bytes, bytes]]

    @property
    def size(self) -> int:
        return sum(len(before) + len(after) for before, after in self.files.values())


def remember(changes: list[WrittenChange], change: WrittenChange) -> None:
    """Add a change to `changes`, oldest first, and forget the oldest where all are too large."""
    changes.append(change)

    size = sum(kept.size for kept in changes)
    while size > LARGEST and len(changes) > 1:
        oldest = changes.pop(0)
        size -= oldest.size


def take_back(changes: list[WrittenChange]) -> None:
    """Put back the bytes before the last of `changes`, in all its files or in none.

    Forget it then, and also where a file has changed since. Raise NoOutput.
    """
    files = changes[-1].files
    try:
        exchange_all({file: (after, before) for file, (before, after) in files.items()})
    except NotExchanged as error:
        if isinstance(error, HasChanged):
            del changes[-1]
        error.args = (failure(error.file, error),)
        raise

    del changes[-1]


def write(change: RecordChange, dry_run: bool = False) -> tuple[bytes, bytes]:
    """Change a record; return its bytes before and after. Raise NoInput, HasChanged, NoOutput."""
    file = change.file
    before = read_bytes(file)
    if parse(before).record != change.record:
        raise HasChanged(file)

    try:
        after = edit(before, change.record, change.steps)
    except NotEdited as error:
        raise NoOutput(f"{file}: {error}") from None

    if not dry_run:
        exchange(file, before, after)
    return before, after


def add_proved(
    file: str, options: Options, proposals: Sequence[Proposal], dry_run: bool
) -> list[Proposal]:
    """Add the proposals that are proved to a record; return all of them, judged.

    Where the record has changed meanwhile, prove all anew, once. Raise BadRecord, NoInput,
    NoSuchSource and NoOutput.
    """
    opened = open_record(file, options)
    try:
        return _add(opened, proposals, dry_run)
    except HasChanged:
        return _add(open_record(file, options, opened), proposals, dry_run)


def _add(opened: Opened, proposals: Sequence[Proposal], dry_run: bool) -> list[Proposal]:
    dialogue = opened.dialogue
    if dialogue is None:
        raise BadRecord(opened.file, opened.problems)
    prover = Prover(dialogue.record, dict(dialogue.texts), proposals)
    judged = [prover.judge(proposal) for proposal in proposals]
    if prover.steps:
        write(RecordChange(opened.file, dialogue.record, prover.steps), dry_run)
    return judged


class MovedQuotation(NamedTuple):
    """A quotation whose paragraph number was wrong."""

    position: Position
    wrong: int
    right: int


def mend(file: str, options: Options, dry_run: bool) -> list[MovedQuotation]:
    """Correct the numbers of paragraphs that quotations have moved from.

    Leave a record with errors as it is. Raise NoInput and NoSuchSource, and NoOutput where the file
    is left alone.
    """
    if file == STDIN:
        raise NoOutput("standard input is left alone: name the file of the record")
    opened = open_record(file, options)
    dialogue = opened.dialogue
    if dialogue is None:
        return []

    right = corrections(dialogue.record, dialogue.passages.quotations, dialogue.texts)
    if not right:
        return []
    moved: list[MovedQuotation] = []
    for path, position in zip(right, opened.read.positions(list(right)), strict=True):
        moved.append(MovedQuotation(position, part_at(dialogue.record, path), right[path]))
    write(RecordChange(file, dialogue.record, list(right.items())), dry_run)
    return moved
