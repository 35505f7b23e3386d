"""The page of the grid: only the cells in sight are made.

Headings and sums of the columns stay above the others, headings and sums of the rows left of them.
"""

from collections.abc import Sequence
from functools import cache, partial
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from tiptui.entries.words import OF_FIELD
from tiptui.search.columns import GridHeading
from tiptui.search.counts import ALL, THIRD
from tiptui.ui.panes.lists import elide
from tiptui.ui.panes.page import PaneLine, Sections
from tiptui.ui.terminal.widths import fit
from tiptui.view.grid import at_cursor
from tiptui.view.scene import Scene

EACH_ONCE = ("all, each counted once", "counted once")
"""The heading of the sums of the columns, in shorter and shorter forms."""

GAP = 2  # cells between the columns
NARROWEST = 3  # cells that every column takes
LEAST, MOST = 4, 14  # cells that a long heading takes, cut so that all columns are in sight
WHOLE = 8  # cells of a heading that is not worth a second line

RULE = " │"  # the line right of the sums of the rows

BEFORE, BEYOND = " ◂", " ▸"
"""The signs of columns out of sight: on the left in place of the line, and on the right."""

# Underlined too: without colours the whole row is reversed.
AT_CURSOR = Style(bold=True, reverse=True, underline=True)
ABOVE_CURSOR = Style(bold=True, underline=True)


class GridColumns:
    """The columns of a grid in `room` cells: the sums of the rows, and others with the cursor."""

    def __init__(self, scene: Scene, room: int) -> None:
        """Choose the widths: of whole headings where all have room, else of parts of them."""
        crossing, _, self._cursor = at_cursor(scene)
        self._crossing, self.rows, self._values = crossing, crossing.rows, crossing.columns
        self._short = scene.collection.short_names if "in" in crossing.fields else {}
        whole = max(cell_len(self._name(row)) if row else len(EACH_ONCE[1]) for row in self.rows)
        # Cells that the headings of rows take.
        self._heading = min(whole, max(LEAST, room // 3, min(MOST - 2, room // 2)))
        free = room - self._heading - len(RULE)
        least = [(self._cells_of(value), _narrowest(self._name(value))) for value in self._values]
        fifth = max(LEAST, room // 5 - GAP)
        for most in (room, fifth, MOST, fifth):
            widths = [max(numbers, min(most, name)) for numbers, name in least]
            spare = free - sum(GAP + width for width in widths)
            if spare >= 0:
                break
        self._heading += max(0, min(spare, whole - self._heading))
        seen = range(1, len(widths))
        if spare < 0:
            seen = _page(widths, free - GAP - widths[0] - len(BEYOND), self._cursor)
        self._seen: list[tuple[int, int]] = [(number, widths[number]) for number in (0, *seen)]

    def column_at(self, cell: int) -> int:
        """Return the column at a cell; in a heading of a row, the column of the sums."""
        end = self._heading + len(RULE)
        for number, width in self._seen:
            end += GAP + width
            if cell < end:
                return number
        return self._seen[-1][0]

    def _cells_of(self, column: GridHeading) -> int:
        """Return the cells that the numbers of a column take: the sum is the largest count."""
        rows = self.rows if column in THIRD else self.rows[:1]
        least = NARROWEST + 2 * self._crossing.has_shares
        return max(least, *(len(self._crossing.text(row, column)) for row in rows))

    def _name(self, value: GridHeading) -> str:
        return fit(self._short.get(value.name, value.name)) if value else ALL

    def headings(self) -> list[Content]:
        names = (_two_lines(self._name(self._values[at]), width)[::-1] for at, width in self._seen)
        lowest, *above = zip_longest(*names, fillvalue="")
        rule = BEFORE if self._seen[-1][0] >= len(self._seen) else RULE
        beyond = BEYOND if self._seen[-1][0] < len(self._values) - 1 else ""
        name = OF_FIELD[self._crossing.fields[0]].many
        heads = [self._line("", cells, "muted", ABOVE_CURSOR) for cells in above]
        last = self._line(name, lowest, "muted", ABOVE_CURSOR, rule)
        return [*heads, last + Content.styled(beyond, "muted")]

    def row(self, number: int, style: Style | None) -> Content:
        """Return a row, or the sums of the columns (0), with `style` at the cursor."""
        value = self.rows[number]
        once = next((words for words in EACH_ONCE if len(words) <= self._heading), ALL)
        cells = [self._crossing.text(value, self._values[at]) for at, _ in self._seen]
        return self._line(self._name(value) if value else once, cells, "", style)

    def _line(
        self, name: str, cells: Sequence[str], style: str, at_cursor: Style | None, rule: str = RULE
    ) -> Content:
        heading = elide(Content(name), self._heading).truncate(self._heading, pad=True).plain
        parts: list[tuple[str, str | Style]] = [(heading, style)]
        for (number, width), cell in zip(self._seen, cells, strict=True):
            here = at_cursor if at_cursor and number == self._cursor else style
            parts += [(" " * GAP, ""), (" " * (width - cell_len(cell)) + cell, here)]
            if number == 0:
                parts.append((rule, "muted"))
        return Content.assemble(*parts)


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


def grid_page(scene: Scene) -> Sections:
    """Return a section for each row of the grid below the sums, which stay above."""
    crossing, row, column = at_cursor(scene)
    across, columns = len(crossing.columns), cache(partial(GridColumns, scene))

    def line(number: int, width: int) -> PaneLine:
        text = columns(width).row(number, AT_CURSOR if number == row else None)
        return PaneLine(text, [number * across + column])

    def head(width: int) -> list[PaneLine]:
        heads = [*map(PaneLine, columns(width).headings())]
        # The sums are those of all rows.
        return heads if crossing.first_row else [*heads, line(0, width)]

    def stop_at(line: PaneLine, cell: int, width: int) -> int:
        stop = next(iter(line.stops), 0)  # a heading has none: the sum below it
        return stop // across * across + columns(width).column_at(cell)

    return Sections(
        size=len(crossing.rows) - 1,
        lines=lambda section, width: [line(section + 1, width)],
        section_of=lambda stop: stop // across - 1,
        are_rows=True,
        across=across,
        stop_at=stop_at,
        head=head,
    )
