"""Changes to records in their files: additions, and numbers of paragraphs that have moved."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tiptui.collection.opening import Opened, Options, open_record
from tiptui.files.input import STDIN, read_bytes
from tiptui.files.output import NoOutput
from tiptui.files.saving import HasChanged, exchange
from tiptui.proof.attribution import corrections
from tiptui.proof.proposals import Prover
from tiptui.record.claims import Proposal
from tiptui.record.edits import NotEdited, add_items, set_numbers
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import BadRecord, Path, Position


class Added(NamedTuple):
    """An addition to a file, by its name, and the bytes before and after."""

    file: str
    name: str
    before: bytes
    after: bytes

    def take_back(self) -> None:
        """Put back the bytes before. Raise NoOutput where the file has changed since."""
        exchange(self.file, self.after, self.before)


def add(
    file: str, record: Record, items: Iterable[tuple[Path, Any]], name: str = "", write: bool = True
) -> Added:
    """Add items to lists of a record. Raise NoInput, HasChanged, and NoOutput if it can't be."""
    if file == STDIN:
        raise NoOutput("the record came from standard input: there is no file to add to")
    before = read_bytes(file)
    if parse(before).record != record:
        raise HasChanged(file)
    try:
        after = add_items(before, record, items)
    except NotEdited as error:
        raise NoOutput(f"{file}: {error}") from None
    if write:
        exchange(file, before, after)
    return Added(file, name, before, after)


def add_proved(
    file: str,
    options: Options,
    proposals: Sequence[Proposal],
    write: bool,
    before: Opened | None = None,
) -> list[Proposal]:
    """Add the proposals that are proved to a record; return all of them, judged.

    Where the record has changed meanwhile, prove all anew, once. Raise BadRecord, NoInput,
    NoSuchSource and NoOutput.
    """
    opened = open_record(file, options, before)
    if (dialogue := opened.dialogue) is None:
        raise BadRecord(file, opened.problems)
    prover = Prover(dialogue.record, dict(dialogue.texts), proposals)
    judged = [*map(prover.judge, proposals)]
    try:
        if prover.added:
            add(file, dialogue.record, prover.added, write=write)
    except HasChanged:
        if before:
            raise
        return add_proved(file, options, proposals, write, opened)
    return judged


class Correction(NamedTuple):
    """A wrong number of a paragraph, its position in a record, and the right one."""

    position: Position
    wrong: int
    right: int


def mend(file: str, options: Options, write: bool) -> list[Correction]:
    """Return the corrections of paragraph numbers: none for a record with errors.

    Raise NoInput and NoSuchSource, and NoOutput where the file is left alone.
    """
    if file == STDIN:
        raise NoOutput("standard input is left alone: name the file of the record")
    opened = open_record(file, options)
    if (dialogue := opened.dialogue) is None:
        return []
    quotations = dialogue.passages.quotations
    if not (right := corrections(dialogue.record, quotations, dialogue.texts)):
        return []
    before = {(*quote.path, "paragraph"): quote.evidence.paragraph for quote in quotations}
    try:
        data = read_bytes(file)
        edited = set_numbers(data, dialogue.record, right)
    except NotEdited as error:
        raise NoOutput(f"{file}: left alone: {error}") from None
    positions = opened.read.positions(list(right))
    if write:
        exchange(file, data, edited)
    return [
        Correction(position, before[path], number)
        for position, (path, number) in zip(positions, right.items(), strict=True)
    ]
