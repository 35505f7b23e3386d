"""Kinds of items, each with its words and one test of a run as a whole: the third stage.

docs/documents.md, "From a document to a record", has tables of what is taken.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tiptui.drafting.item_lines import BEHIND, ONE, MarkedLine, is_title
from tiptui.drafting.item_runs import LISTED, Run
from tiptui.drafting.item_texts import INQUIRED, ItemText, asks, kind_said, texts_of
from tiptui.text.folding import fold
from tiptui.text.rules import Rules

_RULES = Rules(__file__)
_BEGINNING = 30  # letters by which items are compared


class Kind(NamedTuple):
    """A kind of items: its labels, and the rule of headings of its lists, which stand `near`."""

    name: str
    labels: tuple[str, ...]
    heading: str
    near: int  # lines from a heading to the first item
    fewest: int  # items of a list under a heading that must ask


INQUIRY = Kind(INQUIRED, ("recommendation", ONE, BEHIND), "recommendations", 4, 2)
DECISION = Kind("decision", ("decision",), "decisions", 2, 0)
ACTION = Kind("action", ("action",), "actions", 2, 0)


class ListOf(NamedTuple):
    """A run that is of a kind, with the texts of its items."""

    kind: Kind
    run: Run
    heading: str
    texts: tuple[ItemText, ...]


def heading_of(kind: Kind, lines: Sequence[MarkedLine], run: Run) -> str | None:
    """Return the heading of a kind above a run; empty for labels, None if there is none."""
    if run.scheme in kind.labels:
        return ""
    first = run.marks[0]
    nearest = first - 1
    if run.scheme == "box" and (header := _table_above(lines, first)) is not None:
        first = nearest = header  # a table and the boxes behind it share a heading

    near = range(nearest, max(-1, first - 1 - kind.near), -1)
    cells = ((at, cell) for at in near for cell in lines[at].cells)
    found = ((at, cell) for at, cell in cells if _RULES[kind.heading].fullmatch(cell))
    return next((cell for at, cell in found if _heads(lines, at, first)), None)


def _table_above(lines: Sequence[MarkedLine], first: int) -> int | None:
    """Return the position of the header of the table right above a line; None if there is none."""
    header = None
    for at in range(first - 1, -1, -1):
        rows = lines[at].text.strip().split("\n")
        if not all("|" in row for row in rows):
            break
        header = at
    return header


def _heads(lines: Sequence[MarkedLine], at: int, first: int) -> bool:
    """Return whether no other item, and no heading as high, stands between a heading and a list."""
    heading, between = lines[at], lines[at + 1 : first]
    may_head = heading.level or heading.mark.scheme in LISTED
    others = (of.mark.scheme or (of.is_heading and of.level <= heading.level) for of in between)
    return bool(may_head) and not any(others)


def lists_of(
    kind: Kind, lines: Sequence[MarkedLine], runs: Iterable[Run], is_answer: bool = False
) -> tuple[list[ListOf], int]:
    """Return the lists of a kind, and how many items like them are in none."""
    headed = [(run, heading_of(kind, lines, run)) for run in runs]
    found = [
        ListOf(kind, run, heading or "", texts)
        for run, heading in headed
        if (texts := _texts(kind, lines, run, heading, is_answer))
    ]
    taken = map(_test, _own(found, lines) if kind is INQUIRY else found)
    lists = [of for of in taken if of.texts]
    return lists, sum(len(of.texts) for of in found) - sum(len(of.texts) for of in lists)


def _texts(
    kind: Kind, lines: Sequence[MarkedLine], run: Run, heading: str | None, is_answer: bool
) -> tuple[ItemText, ...]:
    """Return the items of a run; without a heading, only those whose ends say the kind."""
    if heading is not None:
        return tuple(texts_of(lines, run, is_answer))
    region = lines[run.marks[0] : run.marks[-1] + kind.near]
    if all(kind_said(line.text) != kind.name for line in region):
        return ()
    return tuple(of for of in texts_of(lines, run, is_answer) if kind_said(of.text) == kind.name)


def _own(found: list[ListOf], lines: Sequence[MarkedLine]) -> list[ListOf]:
    """Return the lists that are not of somebody else, by their headings.

    Of those in an appendix, only they count that repeat others, unless there are no others.
    """
    later = (at for at in range(len(lines) // 2, len(lines)) if lines[at].level)
    appendices = (at for at in later if _RULES["appendix"].fullmatch(lines[at].words))
    end = next(appendices, len(lines))
    begins = {_beginning(text) for of in found if of.run.marks[0] < end for text in of.texts}
    shared = [sum(_beginning(text) in begins for text in of.texts) for of in found]
    own = [of for of, n in zip(found, shared, strict=True) if 2 * n >= len(of.texts)]
    return [of for of in own or found if not _is_elsewhere(of, lines)]


def _beginning(text: ItemText) -> str:
    return "".join(filter(str.isalnum, fold(text.title + text.text)))[:_BEGINNING]


def _is_elsewhere(of: ListOf, lines: Sequence[MarkedLine]) -> bool:
    """Return whether a heading above a list names another inquiry, or another time."""
    first = of.run.marks[0]
    titles = (line.words for line in lines[max(0, first - of.kind.near) : first] if line.level)
    return any(map(_RULES["elsewhere"].fullmatch, titles))


def _test(of: ListOf) -> ListOf:
    """Return a list without the items that are of another kind: without any if too few ask."""
    texts = [text for text in of.texts if text.text and not _RULES["nothing"].fullmatch(text.text)]
    if of.run.scheme == BEHIND:  # a page may have cut the words before
        texts = [text for text in texts if not text.text[:1].islower()]
    if of.kind is INQUIRY:
        texts = [text for text in texts if text.text[0] not in '“"«']  # of somebody else
        asking = [text for text in texts if asks(text.text)]
        if of.heading and _RULES["mixed"].search(of.heading):
            texts = asking
        has_numbers = not of.heading and texts and texts[0].line.mark.number
        fewest = 1 if has_numbers else of.kind.fewest
        if len(asking) < fewest or 2 * len(asking) < len(texts):
            texts = []
    elif of.heading and 2 * sum(_is_other(of, text) for text in texts) > len(texts):
        texts = []
    return of._replace(texts=tuple(texts))


def _is_other(of: ListOf, text: ItemText) -> bool:
    """Return whether an item below a heading is a point of an agenda, or is done already."""
    if of.kind is ACTION and _RULES["done"].fullmatch(text.text):
        return True
    first = text.line.words
    is_parted = of.run.scheme == "number" and is_title(first) and len(text.text) > len(first)
    return bool(is_parted or text.title or (text.behind and text is not of.texts[-1]))
