"""A text by its lines, counted from 1, as the editors count them in which records are written."""

from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from tiptui.record.problem import Position

_LONGEST = 2_000
"""Code points of a line that are looked at."""

_FURTHEST = 1_000
"""Lines up or down that are looked at: a file may be nothing but empty ones."""


class TextLines:
    """The lines of a text. They are found when first asked for, as most texts have no problem."""

    def __init__(self, text: str) -> None:
        self._text = text

    def position(self, offset: int) -> Position:
        """Return the position of an offset in code points from the start of the text."""
        starts = self._starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Return how many code points stand before a position."""
        return self._starts[position.line - 1] + position.column - 1

    def line(self, number: int) -> str:
        """Return the beginning of a line, without its line break; nothing where there is none."""
        starts = self._starts
        if not 0 < number <= len(starts):
            return ""
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(self._text)
        return self._text[start : min(end, start + _LONGEST)].rstrip("\r\n")

    def next_to(self, number: int, step: int) -> int:
        """Return the nearest line with more than a comment: above for step -1, below for 1.

        0 where there is none near.
        """
        for beside in range(number + step, number + step * _FURTHEST, step):
            text = self.line(beside).strip()
            if text and not text.startswith("#"):
                return beside
        return 0

    @cached_property
    def _starts(self) -> "array[int]":
        text = self._text
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        lengths = (len(line) + 1 for line in text.split("\n"))
        # Four bytes for each line of what may be nothing but lines.
        starts = array("I", accumulate(lengths, initial=0))
        starts.pop()
        return starts
