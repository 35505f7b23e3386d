"""The pane of the grid: only the cells that are seen are made.

Two lines stay above the others: headings and sums of the columns. Left of the cells stay headings
and sums of the rows.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content, Span
from textual.style import Style

from tiptui.search.columns import Heading
from tiptui.search.crossing import ALL, Crossing
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.painter import text_width
from tiptui.ui.panes.row_lines import elided
from tiptui.ui.panes.window import Window
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


class GridBody:
    """Cells in rows and columns: a stop for each, row by row, the sums included.

    A row is a line, that of the sums the one above the first.
    """

    jumps = True
    subject: object = None

    def __init__(self) -> None:
        self.stop, self.stops = 0, 0
        self.active = False
        self.titles: Sequence[str] = ("",)
        self.whose = ""
        self.must_settle = True
        self.foot = ""
        """What is under the cursor, in full."""
        self._shown: GridShown | None = None
        self._rows: Sequence[Heading] = ()
        self._columns: Sequence[Heading] = ()
        self._left = 1  # the first column that is seen
        self._room = 0
        self._most = MOST  # cells that headings of columns take at most
        self._heading = 0  # cells that the headings of rows take
        self._seen: list[tuple[int, int]] = []  # columns that are seen, each with its cells

    def show(self, shown: GridShown, _scene: Scene, _window: Window) -> bool:
        """Take a value of the view; return whether it is another than before."""
        before, self._shown = self._shown, shown
        if shown == before:
            return False
        crossing = shown.crossing
        self._rows = crossing.rows if crossing else ()
        self._columns = crossing.columns if crossing else ()
        self.stop = shown.row * len(self._columns) + shown.column
        self.stops = len(self._rows) * len(self._columns)
        self.active, self.titles, self.whose = shown.active, shown.titles, shown.whose
        self.foot = shown.foot
        if before is None or before.crossing is not crossing:
            self._heading, self._seen = 0, []
        return True

    def forget(self) -> None:
        self._shown, self._rows, self._columns = None, (), ()
        self.stop = self.stops = self._heading = 0
        self._seen = []

    # Its lines and stops.

    def length(self, window: Window) -> int:
        """Return the number of rows; without any, of the lines that say why."""
        return max(0, len(self._rows) - 1) or len(self._reasons(text_width(window)))

    def reach(self, window: Window, _first: int, _last: int) -> None:
        """Choose the columns for the width that the window has now."""
        self._arrange(text_width(window))

    def extent(self, _window: Window, stop: int) -> tuple[int, int]:
        line = stop // max(1, len(self._columns)) - 1
        return line, line + 1

    def margin(self, _stop: int, _first: int, _after: int, _height: int) -> tuple[int, int]:
        return 0, 0

    def next_stop(self, step: int) -> int | None:
        stop = self.stop + step * len(self._columns)
        return stop if 0 <= stop < self.stops else None

    def whole(self, lines: int) -> int:
        return lines

    def stop_at(self, line: int) -> int | None:
        """Return the stop of a line in the column of the cursor."""
        return self._stop(line, self._shown.column if self._shown else 0)

    def stop_under(self, line: int, cell: int) -> int | None:
        """Return the stop at a cell; in a heading, that of the sum."""
        if not self.stops:
            return None
        start = self._heading + self._width(0) + 1 + len(RULE)
        column = 0
        for number, width in self._seen if cell >= start else ():
            column = number
            start += width + 1
            if cell < start:
                break
        return self._stop(max(line, SUMS), column)

    def _stop(self, line: int, column: int) -> int | None:
        stop = (line + 1) * len(self._columns) + column
        return stop if 0 <= stop < self.stops else None

    def thing_at(self, stop: int) -> object:
        row, column = divmod(stop, len(self._columns))
        return self._rows[row], self._columns[column]

    def is_at_cursor(self, line: int) -> bool:
        return self.stop_at(line) == self.stop and self.stops > 0

    def is_marked(self, _stop: int) -> bool:
        return False

    def first_marked(self) -> int | None:
        return None

    # What is drawn.

    def content(self, line: int) -> Content:
        """Return a line: heading, sum and cells of a row; without rows, one of the reason."""
        crossing = self._crossing
        if crossing is None:
            reasons = self._reasons(self._room)
            return reasons[line + HEAD] if line + HEAD < len(reasons) else Content("")
        columns = [(0, self._width(0)), *self._seen]
        if line == HEADINGS:
            names = [elided(Content(self._name(column)), width).plain for column, width in columns]
            return self._line(NAMES[crossing.fields[0]], names, ABOVE_CURSOR)
        row = self._rows[line + 1]
        counts = (crossing.count(row, self._columns[column]) for column, _ in columns)
        cells = [f"{count:,}" if count else "" for count in counts]
        name = row.name if row else (EACH_ONCE, SHORT)[self._heading < len(EACH_ONCE)]
        return self._line(name, cells, AT_CURSOR if self.is_at_cursor(line) else None)

    def _line(self, name: str, cells: Sequence[str], at_cursor: Style | None) -> Content:
        """Return a line of a name and the cells that are seen, that of the cursor in a style."""
        is_head = at_cursor is ABOVE_CURSOR
        text = _padded(_cut(fitted(name), self._heading), self._heading, left=True)
        spans = [Span(0, len(text), "muted")] if is_head else []
        column = self._shown.column if self._shown else 0
        for (number, width), cell in zip([(0, self._width(0)), *self._seen], cells, strict=True):
            start = len(text) + 1
            text += " " + _padded(cell, width, left=False)
            if number == column and at_cursor:
                spans.append(Span(start, len(text), at_cursor))
            elif is_head:
                spans.append(Span(start, len(text), "muted"))
            if number == 0:
                rule = BEFORE if is_head and self._left > 1 else RULE
                spans.append(Span(len(text), len(text) + len(rule), "muted"))
                text += rule
        if is_head and self._seen[-1][0] < len(self._columns) - 1:
            spans.append(Span(len(text), len(text) + len(BEYOND), "muted"))
            text += BEYOND
        return Content(text, spans)

    def _reasons(self, width: int) -> list[Content]:
        """Return the lines that say why there are no cells."""
        reason = self._shown.empty if self._shown else ""
        return Content.styled(fitted(reason), "muted").wrap(max(1, width))

    # The columns that are seen.

    def _arrange(self, room: int) -> None:
        """Choose the columns to be seen in some cells: as before, with that of the cursor."""
        if self._crossing is None or self._shown is None:
            self._room = room
            return
        if room != self._room or not self._heading:
            self._most = max(LEAST, min(room // 6, MOST))
            self._room, self._heading = room, self._heading_width(room)
            self._widen(room - self._heading - 1 - self._width(0) - len(RULE))
        free = room - self._heading - 1 - self._width(0) - len(RULE)
        # The sums of the rows are always seen: on these the cursor is at the first column.
        column, last = max(1, self._shown.column), len(self._columns) - 1
        if self._first_with(last, free) > 1:
            free -= len(BEYOND)
        self._left = max(min(self._left, column), self._first_with(column, free))
        self._left = min(self._left, self._first_with(last, free))
        self._seen = []
        for number in range(self._left, last + 1):
            width = self._width(number)
            if self._seen and free < width + 1:
                break
            self._seen.append((number, width))
            free -= width + 1

    def _widen(self, free: int) -> None:
        """Let headings be longer where there is room for all columns."""
        if len(self._columns) * (MOST + 1) > free:
            return
        for most in WIDER:
            narrower, self._most = self._most, most
            if sum(self._width(n) + 1 for n in range(1, len(self._columns))) > free:
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
        for row in filter(None, self._rows):
            if longest >= most:
                break
            longest = max(longest, cell_len(fitted(row.name)))
        return min(longest, most)

    def _width(self, column: int) -> int:
        """Return the cells of a column: its sum, or as much of its heading as there is room for."""
        count = self._crossing.count(None, self._columns[column]) if self._crossing else 0
        return max(NARROWEST, len(f"{count:,}"), min(self._most, cell_len(self._name(column))))

    def _name(self, column: int) -> str:
        value = self._columns[column]
        return fitted(value.name) if value else ALL

    @property
    def _crossing(self) -> Crossing | None:
        return self._shown.crossing if self._shown else None


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
        super().__init__(Pane.GRID, self._grid, head=HEAD)

    def entitle(self) -> None:
        self.legend = self._grid.foot
        super().entitle()
