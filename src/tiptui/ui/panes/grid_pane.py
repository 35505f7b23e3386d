"""The pane of the grid: only the cells that are seen are made.

Headings and sums of the columns stay above the others, headings and sums of the rows left of them.
"""

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from tiptui.search.columns import Heading
from tiptui.search.counts import ALL, Crossing
from tiptui.ui.panes.lists import elide
from tiptui.ui.panes.window import Body, Line
from tiptui.ui.terminal.widths import fit
from tiptui.view.grid import NAMES, GridShown

SUMS = -1  # the number of the sums of the columns as a line of the body; headings stand above

EACH_ONCE = ("all, each counted once", "all, each once", "all")
"""What the sums of the columns are called, where there is room for it."""

GAP = 2  # cells between the columns
NARROWEST = 3  # cells that every column takes
LEAST, MOST = 4, 14  # cells that a long heading of a column takes, where not all have room
WHOLE = 8  # cells of a heading that is not worth a second line

RULE = " │"
"""What stands between the sums of the rows and the cells, and where no column is left of these."""

BEFORE, BEYOND = " ◂", " ▸"
"""The same where there are some, and what stands right of the headings where more follow."""

# Underlined too: without colours the whole row is reversed.
AT_CURSOR = Style(bold=True, reverse=True, underline=True)
ABOVE_CURSOR = Style(bold=True, underline=True)


class Columns:
    """Which columns of a grid are seen in some cells: as before, with that of the cursor."""

    def __init__(self, crossing: Crossing, left: int) -> None:
        self._crossing = crossing
        self.rows, self.values = crossing.rows, crossing.columns
        self._last = len(self.values) - 1
        self.left = left  # the first that is seen beside the sums of the rows
        self.heading = 0  # cells that the headings of rows take
        self.lines = 1  # lines that the headings of columns take
        self.seen: list[tuple[int, int]] = [(0, 0)]
        """Those that are seen, the sums of the rows first, each with its cells."""
        self._room = self._free = 0  # cells in all, and those right of the sums of the rows
        self._most = MOST  # cells that headings of columns take at most
        self._widths: dict[int, int] = {}

    def measure(self, room: int) -> None:
        """Choose how wide the columns are: for all of their headings, else for a part of these."""
        if room != self._room:
            self._room, self._widths, self._most = room, {}, MOST
            self.heading = self._heading_width(room)
            self._free = self._most = room - self.heading - GAP - self._width(0) - len(RULE)
            if self._first_with(self._last, self._free) > 1:
                self._most, self._widths = max(LEAST, min(room // 5 - GAP, MOST)), {}
            names = map(self.names, range(1, self._last + 1))
            self.lines = 2 if any(len(lines) > 1 for lines in names) else 1

    def see(self, cursor: int) -> int:
        """Choose the columns to be seen, with that of the cursor; return the first of them."""
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
        return self.left

    def column_at(self, cell: int) -> int:
        """Return the column at a cell; in a heading, that of the sums."""
        end = self.heading + len(RULE)
        for number, width in self.seen:
            end += GAP + width
            if cell < end:
                return number
        return self.seen[-1][0]

    def _first_with(self, end: int, free: int) -> int:
        """Return the first column from which on there is room for all up to another."""
        first, free = end, free - GAP - self._width(end)
        while first > 1 and free >= (cells := GAP + self._width(first - 1)):
            first, free = first - 1, free - cells
        return first

    def _heading_width(self, room: int) -> int:
        """Return the cells for the headings of rows: a third, or all that the longest takes."""
        most = max(LEAST, min(max(MOST - 2, room // 3), room - self._width(0) - 3 * LEAST))
        longest = len(EACH_ONCE[1])
        for row in filter(None, self.rows):
            if longest >= most:
                break
            longest = max(longest, cell_len(fit(row.name)))
        return min(longest, most)

    def _width(self, column: int) -> int:
        """Return the cells of a column: its sum, or as much of its heading as there is room for."""
        if column not in self._widths:
            count, name = f"{self.count(None, column):,}", self._name(column)
            self._widths[column] = max(NARROWEST, len(count), min(self._most, _narrowest(name)))
        return self._widths[column]

    def count(self, row: Heading, column: int) -> int:
        """Return the number in a cell; without a row, that of the sums."""
        return self._crossing.count(row, self.values[column])

    def _name(self, column: int) -> str:
        value = self.values[column]
        return fit(value.name) if value else ALL

    def names(self, column: int) -> list[str]:
        """Return the lines of the heading of a column, cut in their middles where they must be."""
        width, (first, *words) = self._width(column), self._name(column).split(" ")
        while words and cell_len(f"{first} {words[0]}") <= width:
            first += f" {words.pop(0)}"
        return [elide(Content(line), width).plain for line in (first, " ".join(words)) if line]

    def cells(self, line: int) -> tuple[str, list[str]]:
        """Return the heading of a line, and what stands in its cells that are seen."""
        if line < SUMS:
            below = SUMS - 1 - line  # how many lines of headings are below it
            heads = [self.names(number)[::-1] for number, _ in self.seen]
            name = "" if below else NAMES[self._crossing.fields[0]]
            return name, [head[below] if below < len(head) else "" for head in heads]
        row = self.rows[line + 1]
        counts = (self.count(row, column) for column, _ in self.seen)
        once = next((name for name in EACH_ONCE if len(name) <= self.heading), "")
        return row.name if row else once, [f"{count:,}" if count else "" for count in counts]


def _narrowest(name: str) -> int:
    """Return the cells that a heading takes in two lines; in one, if it is short."""
    words = name.split(" ") if cell_len(name) > WHOLE else [name]
    halves = ((words[:number], words[number:]) for number in range(len(words)))
    return min(max(cell_len(" ".join(half)) for half in each) for each in halves)


class GridBody(Body):
    """Cells in rows and columns: a stop for each, row by row, the sums included.

    A row is a line, that of the sums the one above the first.
    """

    jumps = True
    _columns: Columns | None = None  # of the crossing that is shown; None where there are no cells
    _left = 1  # the first of them that was seen
    _column = _across = 0  # that of the cursor, and how many there are

    def take(self, shown: GridShown, before: GridShown | None) -> None:
        crossing, self._column, self.legends = shown.crossing, shown.column, (shown.foot,)
        self._across = len(crossing.columns) if crossing else 0
        if crossing is None:
            self._columns = None
        elif self._columns is None or before is None or before.crossing is not crossing:
            self._columns = Columns(crossing, self._left)
            self.window.resize(self.window.width, self.window.height + self.window.head)
        self.stop = shown.row * self._across + shown.column
        self.stops = len(crossing.rows) * self._across if crossing else 0

    def forget(self) -> None:
        super().forget()
        self._columns = None

    def head(self) -> int:
        if self._columns:
            self._columns.measure(self.window.room)
        return 1 + self._columns.lines if self._columns else 0

    def length(self) -> int:
        return len(self._columns.rows) - 1 if self._columns else len(self.why_empty())

    def reach(self, _first: int, _last: int) -> None:
        if self._columns:
            self._columns.measure(self.window.room)
            self._left = self._columns.see(self._column)

    def extent(self, stop: int) -> tuple[int, int]:
        line = stop // max(1, self._across) - 1
        return line, line + 1

    def next_stop(self, step: int) -> int | None:
        stop = self.stop + step * self._across
        return stop if 0 <= stop < self.stops else None

    def stop_at(self, unit: int, cell: int | None = None) -> int | None:
        """Return the stop at a cell, in a heading that of the sum; else in the cursor's column."""
        column = self._column
        if self._columns and cell is not None:
            column = self._columns.column_at(cell)
        stop = (max(unit, SUMS) + 1) * self._across + column
        return stop if 0 <= stop < self.stops else None

    def thing_at(self, stop: int) -> object:
        assert self._columns
        row, column = divmod(stop, self._across)
        return self._columns.rows[row], self._columns.values[column]

    def lines(self, first: int, after: int) -> list[Line]:
        if self._columns:
            return [self._line(self._columns, line) for line in range(first, after)]
        return self.why_empty()[first:after]

    def _line(self, columns: Columns, line: int) -> Line:
        """Return a heading and the cells that are seen, that of the cursor in a style."""
        (name, cells), is_head = columns.cells(line), line < SUMS
        at_cursor = not is_head and self.stop_at(line) == self.stop
        style = ABOVE_CURSOR if is_head else AT_CURSOR if at_cursor else None
        is_lowest = is_head and bool(name)
        text = Content(fit(name)).truncate(columns.heading, ellipsis=True, pad=True).plain
        spans = [Span(0, len(text), "muted")] if is_head else []
        for (number, width), cell in zip(columns.seen, cells, strict=True):
            start = len(text) + GAP
            text += " " * (GAP + width - cell_len(cell)) + cell
            if number == self._column and style:
                spans.append(Span(start, len(text), style))
            elif is_head:
                spans.append(Span(start, len(text), "muted"))
            if number == 0:
                rule = BEFORE if is_lowest and columns.left > 1 else RULE
                spans.append(Span(len(text), len(text) + len(rule), "muted"))
                text += rule
        if is_lowest and columns.seen[-1][0] < len(columns.values) - 1:
            spans.append(Span(len(text), len(text) + len(BEYOND), "muted"))
            text += BEYOND
        return Line(Content(text, spans), at_cursor)
