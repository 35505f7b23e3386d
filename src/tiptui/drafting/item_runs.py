"""Runs of lines whose marks belong together: the second stage in which items are read."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from tiptui.drafting.item_lines import BEHIND, ONE, MarkedLine, is_title

LABELS = ("recommendation", ONE, BEHIND, "decision", "action")
_COUNTED = (*LABELS, "number", "number.number")
LISTED = ("bullet", "box", "row")
_MOST_LOST = 3  # numbers that print may lose in a row
_MOST_BETWEEN = 30  # paragraphs from an item to the next
_LONGEST_TITLE = 60  # letters; a page may cut a longer line
_MOST_OPEN = 40  # runs that a number may go on with


class Run(NamedTuple):
    """The positions of lines with marks of one scheme that belong together."""

    scheme: str
    marks: tuple[int, ...]


def runs_of(lines: Sequence[MarkedLine]) -> list[Run]:
    """Return all runs: those that count on from 1, and lists of bullets, boxes or rows."""
    found = (*_counted(lines), *_listed(lines))
    return [Run(lines[of[0]].mark.scheme, tuple(of)) for of in found]


def _counted(lines: Sequence[MarkedLine]) -> list[list[int]]:
    """Return runs of numbers or labels: each counts on from the one before, with small losses."""
    runs, ended = list[list[int]](), set[int]()
    for at, line in enumerate(lines):
        if line.mark.scheme not in _COUNTED or line.is_within:
            continue
        latest = range(len(runs) - 1, max(-1, len(runs) - _MOST_OPEN), -1)
        fitting = (n for n in latest if n not in ended and _counts_on(lines, runs[n], at))
        # A list within an item may go on with the same number, but hangs otherwise.
        run = max(fitting, key=lambda n: _closeness(lines, runs[n], at), default=None)
        *_, last = line.mark.order or (1,)
        is_short = len(line.words) <= _LONGEST_TITLE and line.mark.scheme not in LABELS
        is_beside = run is not None and runs[run][-1] == at - 1
        if is_short and not is_beside and is_title(line.words):
            # After sentences a title is of something else.
            ended.update(n for n in latest if not is_title(lines[runs[n][0]].words))
        if run is not None and run not in ended:
            runs[run].append(at)
        elif last == 1 or line.mark.scheme in LABELS:
            runs.append([at])
    return runs


def _counts_on(lines: Sequence[MarkedLine], run: Sequence[int], at: int) -> bool:
    last, mark = lines[run[-1]], lines[at].mark
    if last.mark.scheme != mark.scheme:
        return False
    if mark.scheme in LABELS:
        is_later = mark.order > last.mark.order or not mark.order
        return bool(mark.order) is bool(last.mark.order) and is_later
    near = lines[at].span.paragraph - last.span.paragraph <= _MOST_BETWEEN
    is_next = 0 < mark.order[-1] - last.mark.order[-1] <= _MOST_LOST
    return near and is_next and mark.order[:-1] == last.mark.order[:-1]


def _closeness(lines: Sequence[MarkedLine], run: Sequence[int], at: int) -> tuple[bool, bool]:
    """Return whether a line has the next number of a run, and whether it hangs as its first."""
    last, line = lines[run[-1]].mark.order, lines[at]
    is_next = not last or line.mark.order[-1] == last[-1] + 1
    return is_next, lines[run[0]].indent == line.indent


def _listed(lines: Sequence[MarkedLine]) -> Iterator[list[int]]:
    """Yield runs of bullets, boxes or rows that stand together, without those below one of them."""
    done = set[int]()
    for first, line in enumerate(lines):
        if line.mark.scheme in LISTED and first not in done:
            of = takewhile(partial(_is_beside, lines, first), range(first, len(lines)))
            run = [at for at in of if _are_alike(line, lines[at])]
            done.update(run)
            yield run


def _are_alike(first: MarkedLine, line: MarkedLine) -> bool:
    # Of some items of a list, nobody has said if they are done.
    schemes = {of.mark.scheme.replace("box", "bullet") for of in (first, line)}
    return len(schemes) == 1 and line.indent == first.indent


def _is_beside(lines: Sequence[MarkedLine], first: int, at: int) -> bool:
    """Return whether a line stands in the list that begins with another, or below one of it."""
    begins, line = lines[first], lines[at]
    if line.is_heading and at > first:
        return False
    # A list behind a colon may not hang.
    above, is_number = lines[at - 1], line.mark.scheme == "number"
    is_part = is_number and (above.mark.scheme == "number" or above.words.endswith(":"))
    return is_part or _are_alike(begins, line) or line.indent > begins.indent
