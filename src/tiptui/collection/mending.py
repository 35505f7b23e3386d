"""Records whose quotations name a paragraph that has moved, mended in their files."""

from collections.abc import Mapping
from typing import NamedTuple

from tiptui.collection.opening import open_record
from tiptui.files.input import STDIN, read_bytes
from tiptui.files.output import NoOutput
from tiptui.files.saving import exchange
from tiptui.proof.attribution import corrections
from tiptui.record.edits import NotEdited, set_numbers
from tiptui.record.problem import WARNINGS, Position


class Correction(NamedTuple):
    """The number of a paragraph where it stands in a record, and the right one."""

    position: Position
    wrong: int
    right: int


def mend(file: str, given: Mapping[str, str], alone: bool, write: bool) -> list[Correction]:
    """Correct the numbers of paragraphs in a record, if `write` says so; return what is corrected.

    Raise NoInput and NoSuchSource, and NoOutput where what is wrong is left alone.
    """
    if file == STDIN:
        raise NoOutput("standard input is left alone: name the file of the record")
    opened = open_record(file, given, alone)
    dialogue, codes = opened.dialogue, {each.code for each in opened.problems}
    wrong = codes.union(each.code for each in opened.text_faults()) - WARNINGS
    if "quote-elsewhere" not in wrong:
        return []
    if dialogue is None or len(wrong) > 1:
        raise NoOutput(f"{file}: left alone: it has other errors too")
    quotations, texts = dialogue.passages.quotations, dialogue.texts
    right = corrections(dialogue.record, quotations, texts)
    before = {(*each.path, "paragraph"): each.evidence.paragraph for each in quotations}
    try:
        data = read_bytes(file)
        edited = set_numbers(data, dialogue.record, right)
    except NotEdited as error:
        raise NoOutput(f"{file}: left alone: {error}") from None
    positions = opened.positions(list(right))
    if write and right:
        exchange(file, data, edited)
    return [
        Correction(position, before[path], number)
        for position, (path, number) in zip(positions, right.items(), strict=True)
    ]
