"""The pane of the grid: only the cells in sight are made.

Headings and sums of the columns stay above the others, headings and sums of the rows left of them.
"""

from collections.abc import Mapping

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from tiptui.entries.words import OF_FIELD
from tiptui.search.columns import GridHeading
from tiptui.search.counts import ALL, THIRD, Crossing
from tiptui.ui.panes.lists import elide
from tiptui.ui.panes.page import PaneLine, Sections
from tiptui.ui.terminal.widths import fit
from tiptui.view.grid import at_cursor
from tiptui.view.scene import Scene

SUMS = -1  # the line of the sums of the columns, above the rows; headings stand above it

EACH_ONCE = ("all, each counted once", "counted once")
OF_ALL_ROWS = ("all rows, each counted once", "all rows")
"""The heading of the sums of the columns, in shorter and shorter forms; with rows out of sight."""

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
    """The columns of a grid; the window over them moves as little as the cursor allows."""

    def __init__(self, crossing: Crossing, left: int, short: Mapping[str, str]) -> None:
        """Begin; `short` are names of dialogues in their short form."""
        self.crossing, self._short = crossing, short
        self.rows, self.values = crossing.rows, crossing.columns
        self._last = len(self.values) - 1
        self.left = left  # the first in sight beside the sums of the rows
        self.heading = 0  # cells that the headings of rows take
        self.lines = 1  # lines that the headings of columns take
        self.seen: list[tuple[int, int]] = [(0, 0)]  # numbers and widths, the sums of rows first
        self._room = self._free = 0  # cells in all, and those right of the sums of the rows
        self._most = MOST  # cells that headings of columns take at most
        self._widths: dict[int, int] = {}

    def _measure(self, room: int) -> None:
        """Choose the widths of the headings: whole ones where all have room, else parts of them."""
        if room == self._room:
            return
        self._room = room
        whole = max(cell_len(self._name(row)) if row else len(EACH_ONCE[1]) for row in self.rows)
        third = min(whole, max(LEAST, min(max(MOST - 2, room // 3), room - 5 * LEAST)))
        fifth = max(LEAST, room // 5 - GAP)
        for self._most in (room, fifth, MOST, fifth):
            self._widths = {}
            self._free = room - GAP - self._width(0) - len(RULE)
            columns = (GAP + self._width(number) for number in range(1, self._last + 1))
            if (spare := self._free - third - sum(columns)) >= 0:
                break
        self.heading = third + max(0, min(spare, whole - third))
        self._free -= self.heading
        names = map(self.names, range(1, self._last + 1))
        self.lines = 2 if any(len(lines) > 1 for lines in names) else 1

    def see(self, room: int, cursor: int) -> None:
        """Choose the columns in sight in `room` cells, with that of the cursor."""
        self._measure(room)
        # The sums of the rows are always seen: on these the cursor is at the first column.
        column, free = max(1, cursor), self._free
        if self._first_with(self._last, free) > 1:
            free -= len(BEYOND)
        self.left = max(min(self.left, column), self._first_with(column, free))
        self.left = min(self.left, self._first_with(self._last, free))
        self.seen = [(0, self._width(0))]
        for number in range(self.left, self._last + 1):
            width = self._width(number)
            if len(self.seen) > 1 and free < GAP + width:
                break
            self.seen.append((number, width))
            free -= GAP + width

    def column_at(self, cell: int) -> int:
        """Return the column at a cell; in a heading, that of the sums."""
        end = self.heading + len(RULE)
        for number, width in self.seen:
            end += GAP + width
            if cell < end:
                return number
        return self.seen[-1][0]

    def _first_with(self, end: int, free: int) -> int:
        """Return the first column from which there is room for all up to `end`."""
        first, free = end, free - GAP - self._width(end)
        while first > 1 and free >= (cells := GAP + self._width(first - 1)):
            first, free = first - 1, free - cells
        return first

    def _width(self, column: int) -> int:
        """Return the cells of a column, for its numbers and as much of its heading as has room."""
        if column not in self._widths:
            # Of counts, the sum is the largest.
            rows = self.rows if self.values[column] in THIRD else self.rows[:1]
            widest = max(len(self.crossing.text(row, self.values[column])) for row in rows)
            name = min(self._most, _narrowest(self._name(self.values[column])))
            self._widths[column] = max(NARROWEST, widest, name)
        return self._widths[column]

    def _name(self, value: GridHeading) -> str:
        return fit(self._short.get(value.name, value.name)) if value else ALL

    def names(self, column: int) -> list[str]:
        """Return the lines of the heading of a column, cut in their middles."""
        width, (first, *words) = self._width(column), self._name(self.values[column]).split(" ")
        while words and cell_len(f"{first} {words[0]}") <= width:
            first += f" {words.pop(0)}"
        return [elide(Content(line), width).plain for line in (first, " ".join(words)) if line]

    def _cells(self, line: int) -> tuple[str, list[str]]:
        """Return the heading of a line, and the texts of its cells in sight."""
        if line < SUMS:
            below = SUMS - 1 - line  # lines of headings below it
            heads = [self.names(number)[::-1] for number, _ in self.seen]
            name = "" if below else OF_FIELD[self.crossing.fields[0]].many
            return name, [head[below] if below < len(head) else "" for head in heads]
        row = self.rows[line + 1]
        forms = OF_ALL_ROWS if self.crossing.rows_in_all else EACH_ONCE
        once = next((words for words in forms if len(words) <= self.heading), ALL)
        return self._name(row) if row else once, [
            self.crossing.text(row, self.values[column]) for column, _ in self.seen
        ]

    def text(self, line: int, cursor: int, style: Style | None) -> Content:
        """Return the heading and the cells in sight of a line, with `style` at the cursor."""
        (name, cells), is_head = self._cells(line), line < SUMS
        is_lowest = is_head and bool(name)
        muted = "muted" if is_head else ""
        heading = elide(Content(name), self.heading).truncate(self.heading, pad=True).plain
        parts: list[tuple[str, str | Style]] = [(heading, muted)]
        for (number, width), cell in zip(self.seen, cells, strict=True):
            padded = " " * (width - cell_len(cell)) + cell
            parts += [(" " * GAP, ""), (padded, style if number == cursor and style else muted)]
            if number == 0:
                parts.append((BEFORE if is_lowest and self.left > 1 else RULE, "muted"))
        if is_lowest and self.seen[-1][0] < len(self.values) - 1:
            parts.append((BEYOND, "muted"))
        return Content.assemble(*parts)


def _narrowest(name: str) -> int:
    """Return the cells that a heading takes in two lines; in one, if it is short."""
    words = name.split(" ") if cell_len(name) > WHOLE else [name]
    halves = ((" ".join(words[:number]), " ".join(words[number:])) for number in range(len(words)))
    return min(max(map(cell_len, pair)) for pair in halves)


class GridPage:
    """The page of the grid: a section for each row below the sums, which stay above."""

    def __init__(self) -> None:
        self._columns: GridColumns | None = None  # of the crossing that was shown last

    def __call__(self, scene: Scene) -> Sections:
        crossing, row, column = at_cursor(scene)
        across, before = len(crossing.columns), self._columns
        if before is None or before.crossing is not crossing:
            short = scene.collection.short_names if "in" in crossing.fields else {}
            self._columns = GridColumns(crossing, before.left if before else 1, short)
        columns = self._columns
        assert columns

        def line(number: int) -> PaneLine:
            stop, is_at = number * across + column, number == row
            text = columns.text(number - 1, column, AT_CURSOR if is_at else None)
            return PaneLine(text, [stop])

        def head(width: int) -> list[PaneLine]:
            columns.see(width, column)
            above = range(SUMS - columns.lines, SUMS)
            heads = [PaneLine(columns.text(number, column, ABOVE_CURSOR)) for number in above]
            return [*heads, line(0)]

        def stop_at(line: PaneLine, cell: int) -> int:
            stop = next(iter(line.stops), 0)  # a heading has none: the sum below it
            return stop // across * across + columns.column_at(cell)

        return Sections(
            size=len(crossing.rows) - 1,
            lines=lambda section, _width: [line(section + 1)],
            section_of=lambda stop: stop // across - 1,
            are_rows=True,
            across=across,
            stop_at=stop_at,
            head=head,
        )
