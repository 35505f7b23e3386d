"""Problems of records, each one line with its position, as compilers write them."""

from collections import Counter
from collections.abc import Collection
from typing import Literal, NamedTuple

from tiptui.text.visible import plural, visible

WARNINGS = frozenset(
    """curly-quotes invisible-character lost-text near-id no-evidence order placeholder
    quote-ambiguous quote-cut quote-normalized quote-unchecked same-id same-name speaker-differs
    text-missing uncited unknown-repeat""".split()
)
"""The codes of problems that stop nothing by themselves. All others are errors."""

MOST = 500_000  # problems of a record that are listed: more take too much memory

Path = tuple[str | int, ...]
"""The steps to a value from the top of a record: keys, and positions in lists from 0."""


class Position(NamedTuple):
    """A line and a column, both counted from 1, the column in code points."""

    line: int
    column: int


At = Literal["value", "key", "first key"]
"""The position that counts: of a value, its key, or (where one is missing) the first key in it."""


class Fault(NamedTuple):
    """A problem at a path of the record; `locate_faults` looks up the position."""

    path: Path
    message: str
    code: str
    at: At = "value"
    other: Path | None = None  # the path of another value: its line ends the message


class Problem(NamedTuple):
    """A problem at its position in a file. Problems sort by position.

    `where` is in a document without lines: `¶14, page 3`.
    """

    position: Position
    message: str
    code: str
    where: str = ""

    @property
    def warning(self) -> bool:
        return self.code in WARNINGS

    @property
    def severity(self) -> Literal["error", "warning"]:
        return "warning" if self.warning else "error"

    def line(self, file: str, severity: str = "") -> str:
        """Return the line to print: `FILE:LINE:COLUMN: error: message [code]`."""
        where = self.where or "{}:{}".format(*self.position)
        return f"{visible(file)}:{where}: {severity or self.severity}: {self.message} [{self.code}]"


class NoSuchSource(Exception):
    """A source that the record does not have, though the command line gives its text."""


class BadRecord(Exception):
    """A record with errors, and all its problems."""

    def __init__(self, file: str, problems: Collection[Problem]) -> None:
        super().__init__(file)
        self.file = file
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(problem.line(self.file) for problem in self.problems)


def tally(problems: Collection[Problem]) -> str:
    """Return `2 errors, 1 warning`, without a zero."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(plural(counts[kind], kind) for kind in ("error", "warning") if counts[kind])
