"""What is wrong with a record, and where: one line each, as compilers write them."""

from collections import Counter
from collections.abc import Collection
from typing import Literal, NamedTuple

from tiptui.text.visible import plural, visible

WARNINGS = frozenset(
    """curly-quotes invisible-character lost-text near-id no-evidence order placeholder
    quote-ambiguous quote-normalized same-id same-name speaker-differs text-missing uncited
    unknown-repeat""".split()
)
"""The codes of what stops nothing by itself. All other problems are errors."""

MOST = 500_000
"""How many problems of a record are told apart: what more of them take is memory."""

Path = tuple[str | int, ...]
"""The way to a value from the top of a record: keys, and positions in lists counted from 0."""


class Position(NamedTuple):
    """A line and a column, both counted from 1, the column in code points."""

    line: int
    column: int


At = Literal["value", "key", "first key"]
"""Whose position is meant: that of a value, its key, or (one is missing) the first key in it."""


class Fault(NamedTuple):
    """A problem at a path of the record, whose position is not looked up yet."""

    path: Path
    message: str
    code: str
    at: At = "value"
    other: Path | None = None
    """The path of something else that the message is about: its line is said at the end."""


class Problem(NamedTuple):
    """A problem at its position in a file. Problems sort by position."""

    position: Position
    message: str
    code: str

    @property
    def warning(self) -> bool:
        """Whether the record can be relied on all the same."""
        return self.code in WARNINGS

    @property
    def severity(self) -> str:
        return "warning" if self.warning else "error"

    def line(self, file: str) -> str:
        """Return the line to print: `FILE:LINE:COLUMN: error: message [code]`."""
        line, column = self.position
        return f"{visible(file)}:{line}:{column}: {self.severity}: {self.message} [{self.code}]"


def too_many(position: Position) -> Problem:
    """Return the problem that says that there are more than are told apart."""
    return Problem(position, f"more than {MOST:,} problems; the others are not said", "too-many")


class NoSuchSource(Exception):
    """The command line gives a text to a source that the record does not have; says which."""


class BadRecord(Exception):
    """A record has errors; holds every problem in it."""

    def __init__(self, file: str, problems: Collection[Problem]) -> None:
        super().__init__(file)
        self.file = file
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(problem.line(self.file) for problem in self.problems)


def tally(problems: Collection[Problem]) -> str:
    """Return `2 errors, 1 warning`, without what there is none of."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(plural(counts[each], each) for each in ("error", "warning") if counts[each])
