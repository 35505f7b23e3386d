"""The virtual list that all lists of rows are made of."""

from collections.abc import Callable

from textual.content import Content

from tiptui.search.matches import among
from tiptui.ui.panes.window import Body, Line, Window
from tiptui.ui.terminal.widths import fitted
from tiptui.view.scene import Scene
from tiptui.view.shown import ListShown

MOST_DRAWN = 500
"""Rows that are kept as they were drawn."""


class RecordList(Body[ListShown]):
    """Rows of one height, drawn on demand, whatever their number."""

    def __init__(self, row_height: int, draw: Callable[[Scene, str, int], list[Content]]) -> None:
        super().__init__()
        self._shown: ListShown | None = None
        self._scene: Scene | None = None
        self._row_height = row_height
        self._draw = draw
        self._width = 1
        self._drawn: dict[tuple[str, int], list[Content]] = {}
        self._reason: tuple[str, int, list[Content]] = ("", 0, [])

    def show(self, shown: ListShown, scene: Scene, window: Window) -> bool:
        before, self._shown, self._scene = self._shown, shown, scene
        if shown == before:
            return False
        if before is None or before.words != shown.words:
            self._drawn.clear()
            window.top = 0  # the best hits are there
        same = before and (before.rows, before.marked) == (shown.rows, shown.marked)
        self.must_settle = shown.active or not same
        self.stop, self.stops = shown.cursor, len(shown.rows)
        self.active, self.titles, self.whose = shown.active, shown.titles, shown.whose
        return True

    def forget(self) -> None:
        self._shown = self._scene = None
        self.stop = self.stops = 0
        self._drawn.clear()

    def length(self, window: Window) -> int:
        """Return the number of lines; without rows, of those that say why."""
        self._width = window.room
        return self.stops * self._row_height or len(self._reasons())

    def lines(self, first: int, after: int) -> list[Line]:
        """Return some lines of rows; without rows, of the reason."""
        shown, scene = self._shown, self._scene
        if shown is None or scene is None or not self.stops:
            return [Line(text) for text in self._reasons()[first:after]]
        rows = self._rows(first, after)
        numbers = shown.rows.numbers(rows.start, rows.stop)
        marked = among(numbers, shown.marked)
        lines = [
            Line(text, row == self.stop, number in marked)
            for row, number in zip(rows, numbers, strict=True)
            for text in self._row(scene, shown.rows.rows.ids[number])
        ]
        return lines[first - rows.start * self._row_height :][: after - first]

    def _rows(self, first: int, after: int) -> range:
        """Return the rows of which some lines are."""
        return range(first // self._row_height, min(-(-after // self._row_height), self.stops))

    def _row(self, scene: Scene, name: str) -> list[Content]:
        """Return the lines of a row, as it was drawn or is drawn now."""
        key = name, self._width
        if key not in self._drawn:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = self._draw(scene, *key)
        return self._drawn[key]

    def _reasons(self) -> list[Content]:
        """Return the lines that say why there are no rows."""
        reason = self._shown.empty if self._shown else ""
        if (reason, self._width) != self._reason[:2]:
            lines = Content.styled(fitted(reason), "muted").wrap(self._width)
            self._reason = reason, self._width, lines
        return self._reason[2]

    def extent(self, _window: Window, stop: int) -> tuple[int, int]:
        return stop * self._row_height, (stop + 1) * self._row_height

    def whole(self, lines: int) -> int:
        """Return whole rows, at least one."""
        rows = max(1, abs(lines) // self._row_height)
        return (rows if lines > 0 else -rows) * self._row_height

    def stop_at(self, line: int) -> int | None:
        row = line // self._row_height
        return row if 0 <= row < self.stops else None

    def thing_at(self, stop: int) -> object:
        return self._shown.rows[stop] if self._shown else None

    def unseen_mark(self, window: Window) -> int | None:
        if self._shown is None or not self._shown.marked:
            return None
        rows, marked = self._rows(window.top, window.top + window.height), self._shown.marked
        if among(self._shown.rows.numbers(rows.start, rows.stop), marked):
            return None
        return self._shown.rows.first_among(marked)
