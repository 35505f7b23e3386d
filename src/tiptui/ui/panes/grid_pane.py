"""The pane of the grid: only the cells that are seen are made.

Two lines stay above the others: headings and sums of the columns. Left of the cells stay headings
and sums of the rows.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from tiptui.search.columns import Heading
from tiptui.search.counts import ALL, Crossing
from tiptui.ui.panes.row_lines import elide
from tiptui.ui.panes.window import BLANK, Body, Line, Window
from tiptui.ui.terminal.widths import fit
from tiptui.view.grid import NAMES, GridShown

HEAD = 2
"""Lines that stay above: the headings and the sums of the columns."""

HEADINGS, SUMS = -2, -1
"""Their numbers as lines of the body."""

EACH_ONCE, SHORT = "each claim once", "each once"
"""What those of the columns are called, and where there is little room."""

NARROWEST = 3
"""Cells that every column takes."""

LEAST, MOST = 4, 14
"""Cells that a long heading of a column takes."""

WIDER = (20, 28, 40, 60)
"""Cells that it may take where all columns have room."""

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
        self.name_of_rows = NAMES[crossing.fields[0]]
        self.left = left
        """The first that is seen beside the sums of the rows."""
        self.heading = 0
        """Cells that the headings of rows take."""
        self.seen: list[tuple[int, int]] = [(0, 0)]
        """Those that are seen, the sums of the rows first, each with its cells."""
        self._room = 0
        self._most = MOST  # cells that headings of columns take at most

    def arrange(self, room: int, cursor: int) -> None:
        """Choose the columns to be seen in some cells."""
        if room != self._room:
            self._room, self._most = room, max(LEAST, min(room // 6, MOST))
            self.heading = self._heading_width(room)
            self._widen(room - self.heading - 1 - self._width(0) - len(RULE))
        free = room - self.heading - 1 - self._width(0) - len(RULE)
        # The sums of the rows are always seen: on these the cursor is at the first column.
        column, last = max(1, cursor), len(self.values) - 1
        if self._first_with(last, free) > 1:
            free -= len(BEYOND)
        self.left = max(min(self.left, column), self._first_with(column, free))
        self.left = min(self.left, self._first_with(last, free))
        self.seen = [(0, self._width(0))]
        for number in range(self.left, last + 1):
            width = self._width(number)
            if len(self.seen) > 1 and free < width + 1:
                break
            self.seen.append((number, width))
            free -= width + 1

    def column_at(self, cell: int) -> int:
        """Return the column at a cell; in a heading, that of the sums."""
        end = self.heading + len(RULE)
        for number, width in self.seen:
            end += width + 1
            if cell < end:
                return number
        return self.seen[-1][0]

    def _widen(self, free: int) -> None:
        """Let headings be longer where there is room for all columns."""
        if len(self.values) * (MOST + 1) > free:
            return
        for most in WIDER:
            narrower, self._most = self._most, most
            if sum(self._width(n) + 1 for n in range(1, len(self.values))) > free:
                self._most = narrower
                return

    def _first_with(self, end: int, free: int) -> int:
        """Return the first column from which on there is room for all up to another."""
        first, free = end, free - self._width(end) - 1
        while first > 1 and free >= (cells := self._width(first - 1) + 1):
            first, free = first - 1, free - cells
        return first

    def _heading_width(self, room: int) -> int:
        """Return the cells for the headings of rows: a third, or all that the longest takes."""
        most = max(LEAST, min(max(MOST - 2, room // 3), room - self._width(0) - 3 * LEAST))
        longest = len(EACH_ONCE)
        for row in filter(None, self.rows):
            if longest >= most:
                break
            longest = max(longest, cell_len(fit(row.name)))
        return min(longest, most)

    def _width(self, column: int) -> int:
        """Return the cells of a column: its sum, or as much of its heading as there is room for."""
        count = self.count(None, column)
        return max(NARROWEST, len(f"{count:,}"), min(self._most, cell_len(self.name(column))))

    def count(self, row: Heading, column: int) -> int:
        """Return the number in a cell; without a row, that of the sums."""
        return self._crossing.count(row, self.values[column])

    def name(self, column: int) -> str:
        """Return the heading of a column."""
        value = self.values[column]
        return fit(value.name) if value else ALL


class GridBody(Body[GridShown]):
    """Cells in rows and columns: a stop for each, row by row, the sums included.

    A row is a line, that of the sums the one above the first.
    """

    head = HEAD
    jumps = True

    def __init__(self) -> None:
        super().__init__()
        self._columns: Columns | None = None
        """Those of the crossing that is shown; None where there are no cells."""
        self._left = 1  # the first of them that was seen
        self._column = 0
        self._room = 1

    def take(self, shown: GridShown, before: GridShown | None, _window: Window) -> None:
        crossing = shown.crossing
        if crossing is None:
            self._columns = None
        elif self._columns is None or before is None or before.crossing is not crossing:
            self._columns = Columns(crossing, self._left)
        self._column = shown.column
        self.stop = shown.row * self._across + shown.column
        self.stops = len(crossing.rows) * self._across if crossing else 0
        self.active, self.empty, self.legends = shown.active, shown.empty, (shown.foot,)
        self.titles, self.whose = shown.titles, shown.whose

    def forget(self) -> None:
        super().forget()
        self._columns = None

    @property
    def _across(self) -> int:
        return len(self._columns.values) if self._columns else 0

    # Its lines and stops.

    def length(self, window: Window) -> int:
        """Return the number of rows; without any, of the lines that say why."""
        return len(self._columns.rows) - 1 if self._columns else len(self.reasons(window.room))

    def reach(self, window: Window, _first: int, _last: int) -> None:
        """Choose the columns for the width that the window has now."""
        self._room = window.room
        if self._columns:
            self._columns.arrange(window.room, self._column)
            self._left = self._columns.left

    def extent(self, _window: Window, stop: int) -> tuple[int, int]:
        line = stop // max(1, self._across) - 1
        return line, line + 1

    def next_stop(self, step: int) -> int | None:
        stop = self.stop + step * self._across
        return stop if 0 <= stop < self.stops else None

    def stop_at(self, line: int) -> int | None:
        """Return the stop of a line in the column of the cursor."""
        return self._stop(line, self._column)

    def stop_under(self, line: int, cell: int) -> int | None:
        """Return the stop at a cell; in a heading, that of the sum."""
        columns = self._columns
        return self._stop(max(line, SUMS), columns.column_at(cell)) if columns else None

    def _stop(self, line: int, column: int) -> int | None:
        stop = (line + 1) * self._across + column
        return stop if 0 <= stop < self.stops else None

    def thing_at(self, stop: int) -> object:
        assert self._columns
        row, column = divmod(stop, self._across)
        return self._columns.rows[row], self._columns.values[column]

    # What is drawn.

    def lines(self, first: int, after: int) -> list[Line]:
        """Return heading, sums and rows with their cells; without rows, the reason."""
        if self._columns:
            return [self._row(self._columns, number) for number in range(first, after)]
        lines = [*self.reasons(self._room), *[BLANK] * (after + HEAD)]
        return lines[first + HEAD : after + HEAD]

    def _row(self, columns: Columns, line: int) -> Line:
        if line == HEADINGS:
            names = [elide(Content(columns.name(n)), width).plain for n, width in columns.seen]
            return Line(self._text(columns, columns.name_of_rows, names, ABOVE_CURSOR))
        row, at_cursor = columns.rows[line + 1], self.stop_at(line) == self.stop
        counts = (columns.count(row, column) for column, _ in columns.seen)
        cells = [f"{count:,}" if count else "" for count in counts]
        name = row.name if row else (EACH_ONCE, SHORT)[columns.heading < len(EACH_ONCE)]
        text = self._text(columns, name, cells, AT_CURSOR if at_cursor else None)
        return Line(text, at_cursor)

    def _text(
        self, columns: Columns, name: str, cells: Sequence[str], at_cursor: Style | None
    ) -> Content:
        """Return a line of a name and the cells that are seen, that of the cursor in a style."""
        is_head = at_cursor is ABOVE_CURSOR
        text = Content(fit(name)).truncate(columns.heading, ellipsis=True, pad=True).plain
        spans = [Span(0, len(text), "muted")] if is_head else []
        for (number, width), cell in zip(columns.seen, cells, strict=True):
            start = len(text) + 1
            text += " " * (1 + width - cell_len(cell)) + cell
            if number == self._column and at_cursor:
                spans.append(Span(start, len(text), at_cursor))
            elif is_head:
                spans.append(Span(start, len(text), "muted"))
            if number == 0:
                rule = BEFORE if is_head and columns.left > 1 else RULE
                spans.append(Span(len(text), len(text) + len(rule), "muted"))
                text += rule
        if is_head and columns.seen[-1][0] < len(columns.values) - 1:
            spans.append(Span(len(text), len(text) + len(BEYOND), "muted"))
            text += BEYOND
        return Content(text, spans)
