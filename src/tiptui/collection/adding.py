"""What is added to a record in its file, and taken back again."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from tiptui.files.input import STDIN, read_bytes
from tiptui.files.output import NoOutput
from tiptui.files.saving import exchange
from tiptui.record.edits import NotEdited, add_items
from tiptui.record.load import parse
from tiptui.record.model import Record
from tiptui.record.problem import Path


class Added(NamedTuple):
    """What was added to a file, by its name, and the bytes before and after."""

    file: str
    name: str
    before: bytes
    after: bytes

    def take_back(self) -> None:
        """Put back the bytes before. Raise NoOutput where the file has changed since."""
        exchange(self.file, self.after, self.before)


def add(file: str, record: Record, items: Iterable[tuple[Path, Any]], name: str) -> Added:
    """Add items to the lists at some paths of a record, which was read from a file.

    Raise NoInput, and NoOutput where the file has changed, or can't be added to.
    """
    if file == STDIN:
        raise NoOutput("the record came from standard input: there is no file to add to")
    before = read_bytes(file)
    if parse(before).record != record:
        raise NoOutput(f"{file}: has changed since it was read")
    try:
        after = add_items(before, record, items)
    except NotEdited as error:
        raise NoOutput(f"{file}: {error}") from None
    exchange(file, before, after)
    return Added(file, name, before, after)
