"""Running lines of a PDF: heads and feet of pages, their numbers, and the numbers of lines."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from tiptui.documents.heads import head_of, possible_head
from tiptui.documents.names import has_title, is_evident, is_office
from tiptui.documents.parts import numeral
from tiptui.text.rules import word_lists

_MARGIN = 0.12  # of a page's height, above and below, for heads and feet
_PLACE = 5  # points, of one place at the edge of pages
_LEAST_PAGES = 5  # with the running line of a chapter
_LEAST_LINES = 20  # with numbers, on a page
_MOST_BESIDE = 3  # running lines beside each other


class Line(NamedTuple):
    """A line, with the distances of its middle from the foot and the head of its page."""

    text: str
    foot: float
    head: float


Boxes = Sequence[Sequence[Line]]

PageLines = set[tuple[int, Line]]  # lines, each with the index of its page
_Edge = Callable[[Line], float]
_OF_PAGES = word_lists(__file__)["words beside the number of a page"]
_ROMANS = {numeral(number, "i"): number for number in range(1, 100)}
# `R2023-112` is none, `ES-6` may be the sixth page of a summary.
_NUMBER = re.compile(r"(?<!\d)(?<!\w{4}[-–/.])\d{1,5}(?!\w)(?![-–.]\w)|\b[ivxlc]+\b")
_WORD = re.compile(r"[^\W\d_]{2,}\.?|[\u3400-\u9fff]")


def running_lines(pages: Sequence[Boxes]) -> PageLines:
    """Return the lines that come again on pages; the title of a document or chapter stays once."""
    return _running(pages, _to_head) | _running(pages, _to_foot)


def _to_head(line: Line) -> float:
    return line.head


def _to_foot(line: Line) -> float:
    return line.foot


def _running(pages: Sequence[Boxes], edge: _Edge) -> PageLines:
    """Return running lines, from the outermost ones at an edge on; a title stays once."""
    inner = [_lines_of(boxes) for boxes in pages]
    running = _line_numbers(inner)
    repeated = running
    while True:
        inner = [_without(lines, number, repeated) for number, lines in enumerate(inner)]
        rows = [list(_outermost(lines, edge)) for lines in inner]
        repeated = _repeated(rows, edge)
        for number, row in enumerate(rows):
            repeated -= _cells(row, number, repeated)
        if not repeated:
            return running.difference(_titles(running, len(pages)))
        running |= repeated


def _lines_of(boxes: Boxes) -> list[Line]:
    lines: list[Line] = []
    for box in boxes:
        lines += box
    return lines


def _without(lines: Sequence[Line], page: int, gone: PageLines) -> list[Line]:
    return [line for line in lines if (page, line) not in gone]


def _cells(row: Sequence[Line], page: int, repeated: PageLines) -> PageLines:
    """Return the lines of a row that are cells of a table.

    They are beside lines that are not repeated, or beside many; a number is none.
    """
    if len(row) <= _MOST_BESIDE and not _without(row, page, repeated):
        return set()
    return {(page, line) for line in row if not _is_number(line.text)}


def _line_numbers(pages: Sequence[Sequence[Line]]) -> PageLines:
    """Return the numbers beside the lines of most pages, as pleadings have them."""
    places: defaultdict[tuple[str, int], PageLines] = defaultdict(set)
    for page, lines in enumerate(pages):
        for line in lines:
            if line.text.isdigit():
                places[line.text, round(line.foot)].add((page, line))

    numbers = [same for same in places.values() if _cover(same) > len(pages)]
    if len(numbers) < _LEAST_LINES:
        return set()
    return set().union(*numbers)


def _outermost(lines: Sequence[Line], edge: _Edge) -> Iterator[Line]:
    nearest = min([edge(line) for line in lines], default=0)
    for line in lines:
        if edge(line) < min(nearest + _PLACE, _MARGIN * (line.head + line.foot)):
            yield line


def _repeated(rows: Sequence[Sequence[Line]], edge: _Edge) -> PageLines:
    """Return lines that stand at one place on most pages, or on many that follow each other."""
    places: defaultdict[tuple[Any, ...], PageLines] = defaultdict(set)
    for page, row in enumerate(rows):
        for line in row:
            for key in _keys(line.text, page):
                for shift in (0, 0.5):  # lines less than half a place apart share one
                    places[key, shift, (edge(line) / _PLACE + shift) // 1].add((page, line))

    repeated = PageLines()
    for (key, *_), same in places.items():
        first, line = min(same)
        last, _ = max(same)
        if _is_numbered_heading(key, first, line) or _cover(same) <= last - first:
            continue
        is_many = _cover(same) > len(rows) or len(same) >= _LEAST_PAGES
        if is_many or _is_number(line.text):
            repeated |= same
    return repeated


def _is_numbered_heading(key: tuple[Any, ...], page: int, line: Line) -> bool:
    """Return whether lines are headings: `Draft Decision 1`, if the next page has the second."""
    counts_from_1 = key[2:] == (1 - page,) and line.head < line.foot
    # Beside a date it is the number of a page.
    return counts_from_1 and key[0] != "" and "#" not in key[0]


def _cover(lines: PageLines) -> int:
    """Return twice the number of pages with these lines, and of those that face them."""
    pages = {page for page, _ in lines}
    if len(pages) < 2:
        return 0
    are_alike = len({page % 2 for page in pages}) == 1
    return 4 * len(pages) if are_alike else 2 * len(pages)


def _titles(running: PageLines, pages: int) -> Iterator[tuple[int, Line]]:
    """Yield the lines at heads that are the title of a document, or of a chapter."""
    texts: defaultdict[str, PageLines] = defaultdict(set)
    for page, line in running:
        texts[line.text].add((page, line))
    for text, same in texts.items():
        page, line = min(same)
        is_first = page == 0 or _cover(same) <= pages
        if _cover(same) and line.head < line.foot and is_first and not _is_number(text):
            yield page, line


def _keys(text: str, page: int) -> Iterator[tuple[object, ...]]:
    """Yield a text, and its parts beside a number with the distance to the number of its page."""
    numbers = list(_NUMBER.finditer(text))
    is_number = _is_number(text)
    if is_number and len(numbers) > 2:  # a time, or a row of a table
        numbers = []
        is_number = False
    if not is_number and not begins_turn(text):
        yield (text,)
    for number in numbers:
        before = re.sub(r"\d+", "#", text[: number.start()])
        after = re.sub(r"\d+", "#", text[number.end() :])
        words = _WORD.findall(before)
        is_page = is_number or not words or words[-1].casefold() in _OF_PAGES
        # `Article 5` is a heading, but not `5 Annual Report`, `Annual Report 5`, or `Exh. B - 5`.
        is_other = before.endswith((" - ", " – "))
        is_heading = len(words) == 1 or (words and words[-1].endswith("."))
        if is_heading and not is_page and not is_other:
            continue
        value = int(number[0]) if number[0].isdigit() else _ROMANS.get(number[0], 0)
        yield ("" if is_page else before, after, value - page)


def _is_number(text: str) -> bool:
    """Return whether a line has nothing but the number of a page."""
    if not _NUMBER.search(text):
        return False
    rest = _NUMBER.sub("", re.sub(r"^\W*\w{1,3}[-–](?=\d)", "", text))
    return all(word.casefold() in _OF_PAGES for word in _WORD.findall(rest))


def begins_turn(line: str) -> bool:
    head = head_of(line)
    name = head.name if head else possible_head(line)
    if "," in name:
        return False
    is_person = head is not None and is_evident(name)
    return is_person or has_title(name) or is_office(name)
