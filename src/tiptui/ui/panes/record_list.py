"""The virtual list that all lists of rows are made of."""

from collections.abc import Callable, Sequence

from textual.content import Content

from tiptui.search.matches import among
from tiptui.ui.panes.window import Body, Line, Window
from tiptui.view.scene import Scene
from tiptui.view.shown import ListShown

MOST_DRAWN = 500
"""Rows that are kept as they were drawn."""


class RecordList(Body[ListShown]):
    """Rows as high as their text, each a unit, drawn on demand, whatever their number."""

    def __init__(self, draw: Callable[[Scene, str, int], list[Content]]) -> None:
        super().__init__()
        self._draw = draw
        self._width = 1
        self._drawn: dict[tuple[int, int], list[Content]] = {}
        """Rows as they were drawn, by their positions and widths."""

    def take(self, shown: ListShown, before: ListShown | None, window: Window) -> None:
        if before is None or before.words != shown.words:
            window.top = 0  # the best hits are there
        same = before and (before.rows, before.words) == (shown.rows, shown.words)
        if not same:
            self._drawn.clear()
        self.must_settle = shown.active or not (same and before and before.marked == shown.marked)
        self.stop, self.stops = shown.cursor, len(shown.rows)
        self.active, self.empty = shown.active, shown.empty
        self.titles, self.whose, self.legends = shown.titles, shown.whose, shown.legends
        self.marks = shown.rows.count_among(shown.marked)

    def length(self, window: Window) -> int:
        """Return the number of rows; without any, of the lines that say why."""
        self._width = window.room
        return self.stops or len(self.reasons(self._width))

    def lines(self, first: int, after: int) -> list[Line]:
        """Return the lines of some rows; without rows, of the reason."""
        shown = self.shown
        if shown is None or not self.stops:
            return self.reasons(self._width)[first:after]
        numbers = shown.rows.numbers(first, after)
        marked = among(numbers, () if self.is_crowded else shown.marked)
        bookmarked = among(numbers, shown.bookmarked)
        return [
            Line(text, row == self.stop, number in marked, number in bookmarked and not below)
            for row, number in enumerate(numbers, first)
            for below, text in enumerate(self._row(row))
        ]

    def _row(self, row: int) -> list[Content]:
        """Return the lines of a row, as it was drawn or is drawn now."""
        assert self.shown
        assert self.scene
        key = row, self._width
        if key not in self._drawn:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = self._draw(self.scene, self.shown.rows[row], self._width)
        return self._drawn[key]

    def in_sight(self, window: Window) -> Sequence[int]:
        rows: list[int] = []
        for row in range(window.top, self.stops):
            if len(rows) >= window.height:
                break
            rows += [row] * len(self._row(row))
        return rows or super().in_sight(window)

    def top_before(self, window: Window, after: int) -> int:
        if not self.stops:
            return super().top_before(window, after)
        first, room = after, window.height
        while first > 0 and (room := room - len(self._row(first - 1))) >= 0:
            first -= 1
        return min(first, after - 1)

    def extent(self, _window: Window, stop: int) -> tuple[int, int]:
        return stop, stop + 1

    def stop_at(self, unit: int) -> int | None:
        return unit if 0 <= unit < self.stops else None

    def thing_at(self, stop: int) -> object:
        return self.shown.rows[stop] if self.shown else None

    def unseen_mark(self, window: Window) -> int | None:
        if self.shown is None or not self.shown.marked or self.is_crowded:
            return None
        rows, marked = self.in_sight(window), self.shown.marked
        if among(self.shown.rows.numbers(rows[0], rows[-1] + 1), marked):
            return None
        return self.shown.rows.first_among(marked)
