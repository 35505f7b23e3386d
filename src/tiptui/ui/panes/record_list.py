"""The virtual list that all lists of rows are made of."""

from collections.abc import Callable

from textual.content import Content

from tiptui.search.matches import among
from tiptui.ui.panes.window import Body, Line, Window
from tiptui.view.scene import Scene
from tiptui.view.shown import ListShown

MOST_DRAWN = 500
"""Rows that are kept as they were drawn."""


class RecordList(Body[ListShown]):
    """Rows of one height, drawn on demand, whatever their number."""

    def __init__(
        self,
        row_height: int,
        draw: Callable[[Scene, str, int], list[Content]],
        *legends: str,
    ) -> None:
        super().__init__(*legends)
        self._row_height = row_height
        self._draw = draw
        self._width = 1
        self._drawn: dict[tuple[str, int], list[Content]] = {}

    def take(self, shown: ListShown, before: ListShown | None, window: Window) -> None:
        if before is None or before.words != shown.words:
            self._drawn.clear()
            window.top = 0  # the best hits are there
        same = before and (before.rows, before.marked) == (shown.rows, shown.marked)
        self.must_settle = shown.active or not same
        self.stop, self.stops = shown.cursor, len(shown.rows)
        self.active, self.empty = shown.active, shown.empty
        self.titles, self.whose = shown.titles, shown.whose

    def length(self, window: Window) -> int:
        """Return the number of lines; without rows, of those that say why."""
        self._width = window.room
        return self.stops * self._row_height or len(self.reasons(self._width))

    def lines(self, first: int, after: int) -> list[Line]:
        """Return some lines of rows; without rows, of the reason."""
        shown, scene = self.shown, self.scene
        if shown is None or scene is None or not self.stops:
            return self.reasons(self._width)[first:after]
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
        return self.shown.rows[stop] if self.shown else None

    def unseen_mark(self, window: Window) -> int | None:
        if self.shown is None or not self.shown.marked:
            return None
        rows, marked = self._rows(window.top, window.top + window.height), self.shown.marked
        if among(self.shown.rows.numbers(rows.start, rows.stop), marked):
            return None
        return self.shown.rows.first_among(marked)
