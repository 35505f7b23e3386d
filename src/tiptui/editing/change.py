"""The change of a record: the one value that every proposal ends in, and that is written."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from tiptui.record.model import Record
from tiptui.record.problem import Path

Step = tuple[Path, Any]
"""A path of a record and what happens there, as `record.edits.edit` takes it."""


class RecordChange(NamedTuple):
    """A change of one record: its file, the record as it was read, and the steps in it."""

    file: str
    record: Record
    steps: Sequence[Step]
