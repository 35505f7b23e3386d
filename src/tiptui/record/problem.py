"""What is wrong with a record, and where: one line each, as compilers write them."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from tiptui.text.visible import clip, plural, visible

Path = tuple[str | int, ...]
"""The way to a value from the top of a record: keys, and positions in lists counted from 0."""


class Place(NamedTuple):
    """A line and a column, both counted from 1, the column in code points."""

    line: int
    column: int


class Fault(NamedTuple):
    """A problem at a path of the record, whose place is not looked up yet.

    `at` says which place of the value is meant: its own, its key's, or that of the first key in
    it (for a key that is missing).
    """

    path: Path
    message: str
    code: str
    at: Literal["value", "key", "first key"] = "value"
    warning: bool = False


class Problem(NamedTuple):
    """A problem at its place in a file. Problems sort by place."""

    place: Place
    message: str
    code: str
    warning: bool = False

    @property
    def severity(self) -> str:
        """`error`: the record can't be relied on; `warning`: it can."""
        return "warning" if self.warning else "error"

    def line(self, file: str) -> str:
        """Gives the line to print: `FILE:LINE:COLUMN: error: message [code]`."""
        line, column = self.place
        return f"{visible(file)}:{line}:{column}: {self.severity}: {self.message} [{self.code}]"


_LONGEST = 100
"""Letters of a word that may be a slip: two long ones take difflib more than the square of them."""


def tally(problems: Collection[Problem]) -> str:
    """Gives `2 errors, 1 warning`, without what there is none of."""
    warnings = sum(problem.warning for problem in problems)
    counts = ((len(problems) - warnings, "error"), (warnings, "warning"))
    return ", ".join(plural(count, noun) for count, noun in counts if count)


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Gives the one of `known` that `word` is most like, capitals aside, or nothing if none is.

    `alike` is the least likeness, from 0 to 1 (difflib's ratio). Long words are like nothing.
    """
    if len(word) > _LONGEST:
        return ""
    return _nearest(word.lower(), tuple(known), alike)


# A slip is often made many times over, and difflib takes its time.
@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...], alike: float) -> str:
    from difflib import get_close_matches

    spellings = {each.lower(): each for each in known if len(each) <= _LONGEST}
    near = get_close_matches(word, spellings, 1, alike)
    return spellings[near[0]] if near else ""


def did_you_mean(near: str) -> str:
    """Gives `; did you mean "…"?` with what `nearest` gave: nothing for nothing."""
    return f'; did you mean "{clip(near)}"?' if near else ""
