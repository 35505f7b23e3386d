"""The page of the grid: only the cells in sight are made.

Headings and sums of the columns stay above the others, headings and sums of the rows left of them.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cache, partial
from itertools import repeat, zip_longest
from math import ceil

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from tiptui.collection.naming import OF_FIELD
from tiptui.record.recent import Recent
from tiptui.search.columns import GridHeading
from tiptui.search.counts import ALL, THIRD, Crossing
from tiptui.text.styles import draw_course
from tiptui.text.words import short_names
from tiptui.ui.panes.body import MOST_KEPT
from tiptui.ui.panes.lists import elide, newest_years
from tiptui.ui.panes.page import HEATS, PaneLine, Sections
from tiptui.ui.terminal.widths import fit
from tiptui.view.grid import at_cursor
from tiptui.view.scene import Scene

GAP = 2  # cells between the columns
NARROWEST = 3  # cells that every column takes
LEAST, MOST = 4, 14  # cells that a long heading takes, cut so that all columns are in sight
WHOLE = 8  # cells of a heading that is not worth a second line

RULE = " │"  # the line right of the sums of the rows

BEFORE, BEYOND = " ◂", " ▸"
"""The signs of columns out of sight: on the left instead of the line, and on the right."""

AT_CURSOR = "cell-at"
ABOVE_CURSOR = Style(bold=True, underline=True)


class GridColumns:
    """The columns of a grid in `room` cells: the sums of the rows, and others with the cursor."""

    def __init__(self, scene: Scene, room: int) -> None:
        """Choose the widths: of whole headings where all have room, else of parts of them."""
        crossing, *_ = at_cursor(scene)
        self._crossing, self.rows, self._values = crossing, crossing.rows, crossing.columns
        self._drawn = Recent[tuple[int, int, float], Content](MOST_KEPT)
        self._weights = Recent[tuple[int, int], list[float]](MOST_KEPT)
        self.cursor, self.seen = 0, list[tuple[int, int]]()
        self._short = scene.collection.short_names if "in" in crossing.fields else {}
        self._title = OF_FIELD[crossing.fields[0]].many
        whole = max(cell_len(name) for name in (self._title, *map(self._name, self.rows)))
        # Cells that the headings of rows take.
        self._heading = min(whole, max(LEAST, room // 3, min(MOST - 2, room // 2)))
        self._years = newest_years(crossing.years, room)
        self._course = len(self._years) + 1 if self._years else 0
        free = room - self._heading - self._course - len(RULE)
        self._cells = [*map(self._cells_of, self._values)]
        self._heads, self._widths = self._choose_heads(room, free)
        self._spare = free - sum(GAP + width for width in self._widths)
        self._room = free - GAP - self._widths[0] - len(BEYOND)
        self._heading += max(0, min(self._spare, whole - self._heading))

    def at(self, cursor: int) -> "GridColumns":
        """Return the columns that are in sight with the cursor."""
        other, widths = copy(self), self._widths
        seen = range(1, len(widths)) if self._spare >= 0 else _page(widths, self._room, cursor)
        other.cursor = cursor
        other.seen = [(0, widths[0])]
        free = self._room - sum(GAP + widths[number] for number in seen)
        for number in seen:  # cut headings take the cells that are left
            width = max(widths[number], min(widths[number] + free, _narrowest(self._heads[number])))
            free -= width - widths[number]
            other.seen.append((number, width))
        return other

    def _choose_heads(self, room: int, free: int) -> tuple[list[str], list[int]]:
        """Return headings and their widths: as wide as all have room, else for a page of them."""
        heads = [*map(self._name, self._values)]
        fifth = max(WHOLE, room // 5 - GAP)
        short = short_names(heads)
        ends = [name if short[name] == name else f"… {short[name]}" for name in heads]
        for names in (heads, ends):
            narrowest = [*map(_narrowest, names)]

            def widths(most: int, least: Sequence[int] = narrowest) -> list[int]:
                return [
                    max(own, min(most, name)) for own, name in zip(self._cells, least, strict=True)
                ]

            if sum(GAP + width for width in widths(room)) <= free:
                break
        wide = range(min(fifth, MOST), room)
        found = bisect(wide, free, key=lambda most: sum(GAP + width for width in widths(most)))
        return names, widths(wide[found - 1] if found else fifth)

    def column_at(self, cell: int) -> int:
        """Return the column at a cell; in a heading of a row, the column of the sums."""
        end = self._heading + self._course + len(RULE)
        for number, width in self.seen:
            end += GAP + width
            if cell < end:
                return number
        return self.seen[-1][0]

    def _cells_of(self, column: GridHeading) -> int:
        """Return the cells that the numbers of a column take: the sum is the largest count."""
        rows = self.rows if column in THIRD else self.rows[:1]
        least = NARROWEST + 2 * self._crossing.has_shares
        return max(least, *(len(self._crossing.text(row, column)) for row in rows))

    def _name(self, value: GridHeading) -> str:
        return fit(self._short.get(value.name, value.name)) if value else ALL

    def headings(self) -> list[Content]:
        names = (_two_lines(self._heads[at], width)[::-1] for at, width in self.seen)
        lowest, *above = zip_longest(*names, fillvalue="")
        rule = BEFORE if self.seen[-1][0] >= len(self.seen) else RULE
        beyond = BEYOND if self.seen[-1][0] < len(self._values) - 1 else ""
        draw = partial(self._draw, style="muted", at_cursor=ABOVE_CURSOR)
        heads = [self._line("", draw(cells), "muted") for cells in above]
        last = self._line(self._title, draw(lowest, rule=rule), "muted")
        return [*heads, last + Content.styled(beyond, "muted")]

    def draw_rows(self, numbers: Sequence[int], at_cursor: int) -> Iterator[Content]:
        """Yield the rows in sight, those without the cursor drawn once for each page and scale."""
        page = self.seen[-1][0]
        weights = [self._weights.find((n, page), partial(self._weigh, n)) for n in numbers]
        largest = max(map(max, weights), default=0) or 1
        for number, own in zip(numbers, weights, strict=True):
            draw = partial(self._draw_row, number, [weight / largest for weight in own])
            key = number, page, largest
            yield draw(AT_CURSOR) if number == at_cursor else self._drawn.find(key, draw)

    def _weigh(self, number: int) -> list[float]:
        row = self.rows[number]
        return [self._crossing.weight(row, self._values[at]) for at, _ in self.seen]

    def _draw_row(self, number: int, heats: Iterable[float], style: str = "") -> Content:
        """Return a row, or the sums of the columns (0), with `style` at the cursor."""
        value = self.rows[number]
        texts = (self._crossing.text(value, self._values[at]) for at, _ in self.seen)
        cells = self._draw(texts, "", style, heats)
        course = draw_course([self._crossing.count(value, year) for year in self._years])
        return self._line(self._name(value), cells, course=course)

    def _draw(
        self,
        texts: Iterable[str],
        style: str,
        at_cursor: str | Style,
        heats: Iterable[float] = repeat(0.0),
        rule: str = RULE,
    ) -> Iterator[tuple[str, str | Style]]:
        """Yield the parts of cells, of which some have a ground or a bar."""
        for (number, width), text, heat in zip(self.seen, texts, heats, strict=False):
            blank = width - cell_len(text)
            if heat and not (number == self.cursor and at_cursor):
                own, step = self._cells[number], ceil(heat * len(HEATS))
                yield " " * (GAP - 1 + width - own), ""  # a wide column looks no fuller
                yield draw_course([heat], 1), f"bar-{step}"
                yield f"{text:>{own}}", f"cell-{step}"
            else:
                here = at_cursor if at_cursor and number == self.cursor else style
                if here:
                    yield " " * GAP, ""
                yield " " * (blank if here else GAP + blank) + text, here
            if number == 0:
                yield rule, "muted"

    def _line(
        self, name: str, cells: Iterable[tuple[str, str | Style]], style: str = "", course: str = ""
    ) -> Content:
        heading = elide(Content(name), self._heading).truncate(self._heading, pad=True).plain
        return Content.assemble((heading, style), (course.rjust(self._course), "muted"), *cells)


def _page(widths: Sequence[int], room: int, cursor: int) -> range:
    """Return the page with the cursor: of the columns, as many at once as have room."""
    start, free = 1, room
    for number, width in enumerate(widths[1:], 1):
        if number > start and free < GAP + width:
            if number > cursor:
                return range(start, number)
            start, free = number, room
        free -= GAP + width
    return range(start, len(widths))


def _narrowest(name: str) -> int:
    """Return the cells that a heading takes in two lines; in one, if it is short."""
    words = name.split(" ") if cell_len(name) > WHOLE else [name]
    halves = ((" ".join(words[:number]), " ".join(words[number:])) for number in range(len(words)))
    return min(max(map(cell_len, pair)) for pair in halves)


def _two_lines(name: str, width: int) -> list[str]:
    """Return a heading in one or two lines, each cut in its middle."""
    first, *words = name.split(" ")
    while words and cell_len(f"{first} {words[0]}") <= width:
        first += f" {words.pop(0)}"
    return [elide(Content(line), width).plain for line in (first, " ".join(words)) if line]


def grid_page(kept: Recent[tuple[Crossing, int], GridColumns], scene: Scene) -> Sections:
    """Return a section for each row of the grid below the sums, which stay above."""
    crossing, row, column = at_cursor(scene)
    across = len(crossing.columns)

    @cache
    def columns(width: int) -> GridColumns:
        return kept.find((crossing, width), partial(GridColumns, scene, width)).at(column)

    def draw(sections: Sequence[int], width: int) -> list[Content]:
        return [*columns(width).draw_rows([section + 1 for section in sections], row)]

    def head(width: int) -> list[PaneLine]:
        heads = [*map(PaneLine, columns(width).headings())]
        # The sums are those of all rows.
        sums = (PaneLine(text, [column]) for text in columns(width).draw_rows([0], row))
        return heads if crossing.first_row else [*heads, *sums]

    def stop_at(line: PaneLine, cell: int, width: int) -> int:
        stop = next(iter(line.stops), 0)  # a heading has none: the sum below it
        return stop // across * across + columns(width).column_at(cell)

    return Sections(
        size=len(crossing.rows) - 1,
        lines=lambda section, _: [PaneLine(Content(""), [(section + 1) * across + column])],
        draw=draw,
        section_of=lambda stop: stop // across - 1,
        are_rows=True,
        across=across,
        stop_at=stop_at,
        head=head,
    )
