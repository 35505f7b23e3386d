"""The pane of the grid: only the cells that are seen are made.

Two lines stay above the others: headings and sums of the columns. Left of the cells stay headings
and sums of the rows.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from tiptui.search.counts import ALL, Crossing
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.row_lines import elided
from tiptui.ui.panes.window import Body, Line, Window
from tiptui.ui.terminal.widths import fitted
from tiptui.view.grid import NAMES, GridShown
from tiptui.view.scene import Scene
from tiptui.view.state import Pane

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
        sums = self._width(0)
        if room != self._room:
            self._most = max(LEAST, min(room // 6, MOST))
            self._room, self.heading = room, self._heading_width(room)
            self._widen(room - self.heading - 1 - self._width(0) - len(RULE))
            sums = self._width(0)
        free = room - self.heading - 1 - sums - len(RULE)
        # The sums of the rows are always seen: on these the cursor is at the first column.
        column, last = max(1, cursor), len(self.values) - 1
        if self._first_with(last, free) > 1:
            free -= len(BEYOND)
        self.left = max(min(self.left, column), self._first_with(column, free))
        self.left = min(self.left, self._first_with(last, free))
        self.seen = [(0, sums)]
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
            longest = max(longest, cell_len(fitted(row.name)))
        return min(longest, most)

    def _width(self, column: int) -> int:
        """Return the cells of a column: its sum, or as much of its heading as there is room for."""
        count = self._crossing.count(None, self.values[column])
        return max(NARROWEST, len(f"{count:,}"), min(self._most, cell_len(self.name(column))))

    def name(self, column: int) -> str:
        """Return the heading of a column."""
        value = self.values[column]
        return fitted(value.name) if value else ALL


class GridBody(Body[GridShown]):
    """Cells in rows and columns: a stop for each, row by row, the sums included.

    A row is a line, that of the sums the one above the first.
    """

    head = HEAD
    jumps = True

    def __init__(self) -> None:
        super().__init__()
        self.foot = ""
        """What is under the cursor, in full."""
        self._shown: GridShown | None = None
        self._columns: Columns | None = None
        """Those of the crossing that was shown last."""
        self._left = 1  # the first of them that was seen
        self._room = 1

    def show(self, shown: GridShown, _scene: Scene, _window: Window) -> bool:
        before, self._shown = self._shown, shown
        if shown == before:
            return False
        crossing = shown.crossing
        if crossing and (before is None or before.crossing is not crossing):
            self._columns = Columns(crossing, self._left)
        self.stop = shown.row * self._across + shown.column
        self.stops = len(self._cells.rows) * self._across if self._cells else 0
        self.active, self.titles, self.whose = shown.active, shown.titles, shown.whose
        self.foot = shown.foot
        return True

    def forget(self) -> None:
        self._shown = self._columns = None
        self.stop = self.stops = 0

    @property
    def _cells(self) -> Columns | None:
        """The columns of the cells that are shown; None where there are none."""
        return self._columns if self._shown and self._shown.crossing else None

    @property
    def _across(self) -> int:
        return len(self._cells.values) if self._cells else 0

    # Its lines and stops.

    def length(self, window: Window) -> int:
        """Return the number of rows; without any, of the lines that say why."""
        rows = len(self._cells.rows) - 1 if self._cells else 0
        return rows or len(self._reasons(window.room))

    def reach(self, window: Window, _first: int, _last: int) -> None:
        """Choose the columns for the width that the window has now."""
        self._room = window.room
        if self._cells and self._shown:
            self._cells.arrange(window.room, self._shown.column)
            self._left = self._cells.left

    def extent(self, _window: Window, stop: int) -> tuple[int, int]:
        line = stop // max(1, self._across) - 1
        return line, line + 1

    def next_stop(self, step: int) -> int | None:
        stop = self.stop + step * self._across
        return stop if 0 <= stop < self.stops else None

    def stop_at(self, line: int) -> int | None:
        """Return the stop of a line in the column of the cursor."""
        return self._stop(line, self._shown.column if self._shown else 0)

    def stop_under(self, line: int, cell: int) -> int | None:
        """Return the stop at a cell; in a heading, that of the sum."""
        return self._stop(max(line, SUMS), self._cells.column_at(cell)) if self._cells else None

    def _stop(self, line: int, column: int) -> int | None:
        stop = (line + 1) * self._across + column
        return stop if 0 <= stop < self.stops else None

    def thing_at(self, stop: int) -> object:
        assert self._cells
        row, column = divmod(stop, self._across)
        return self._cells.rows[row], self._cells.values[column]

    # What is drawn.

    def lines(self, first: int, after: int) -> list[Line]:
        """Return heading, sums and rows with their cells; without rows, the reason."""
        shown, columns = self._shown, self._cells
        if shown is None or shown.crossing is None or columns is None:
            reasons = self._reasons(self._room)
            blank = [Content("")] * max(0, after + HEAD - len(reasons))
            return [Line(text) for text in [*reasons, *blank][first + HEAD : after + HEAD]]
        return [self._row(shown.crossing, columns, number) for number in range(first, after)]

    def _row(self, crossing: Crossing, columns: Columns, line: int) -> Line:
        if line == HEADINGS:
            names = [elided(Content(columns.name(n)), width).plain for n, width in columns.seen]
            return Line(self._text(columns, NAMES[crossing.fields[0]], names, ABOVE_CURSOR))
        row, at_cursor = columns.rows[line + 1], self.stop_at(line) == self.stop
        counts = (crossing.count(row, columns.values[column]) for column, _ in columns.seen)
        cells = [f"{count:,}" if count else "" for count in counts]
        name = row.name if row else (EACH_ONCE, SHORT)[columns.heading < len(EACH_ONCE)]
        text = self._text(columns, name, cells, AT_CURSOR if at_cursor else None)
        return Line(text, at_cursor)

    def _text(
        self, columns: Columns, name: str, cells: Sequence[str], at_cursor: Style | None
    ) -> Content:
        """Return a line of a name and the cells that are seen, that of the cursor in a style."""
        is_head = at_cursor is ABOVE_CURSOR
        text = _padded(_cut(fitted(name), columns.heading), columns.heading, left=True)
        spans = [Span(0, len(text), "muted")] if is_head else []
        column = self._shown.column if self._shown else 0
        for (number, width), cell in zip(columns.seen, cells, strict=True):
            start = len(text) + 1
            text += " " + _padded(cell, width, left=False)
            if number == column and at_cursor:
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

    def _reasons(self, width: int) -> list[Content]:
        """Return the lines that say why there are no cells."""
        reason = self._shown.empty if self._shown else ""
        return Content.styled(fitted(reason), "muted").wrap(max(1, width))


def _cut(name: str, cells: int) -> str:
    """Return as much of a name as there is room for."""
    content = Content(name)
    return content.truncate(cells, ellipsis=True).plain if content.cell_length > cells else name


def _padded(text: str, cells: int, *, left: bool) -> str:
    """Return a text on so many cells, at their left or their right."""
    gap = " " * (cells - cell_len(text))
    return text + gap if left else gap + text


class GridPane(CursorPane[GridShown]):
    """The pane of the grid, in whose lower border stands what is under the cursor."""

    def __init__(self) -> None:
        self._grid = GridBody()
        super().__init__(Pane.GRID, self._grid)

    def entitle(self) -> None:
        self.legend = self._grid.foot
        super().entitle()
