"""The virtual list that all lists of rows are made of."""

from collections.abc import Callable, Sequence

from textual.content import Content

from tiptui.search.matches import find_row
from tiptui.ui.panes.painter import text_width
from tiptui.ui.panes.window import Window
from tiptui.ui.terminal.widths import fitted
from tiptui.view.scene import Scene
from tiptui.view.shown import ListShown

MOST_DRAWN = 500
"""Rows that are kept as they were drawn."""


class RecordList:
    """Rows of one height, drawn on demand, whatever their number."""

    jumps = False
    subject: object = None

    def __init__(self, row_height: int, draw: Callable[[Scene, str, int], list[Content]]) -> None:
        self.stop, self.stops = 0, 0
        self.active = False
        self.titles: Sequence[str] = ("",)
        self.whose = ""
        self.must_settle = True
        self._shown: ListShown | None = None
        self._scene: Scene | None = None
        self._row_height = row_height
        self._draw = draw
        self._width = 1
        self._drawn: dict[tuple[str, int], list[Content]] = {}
        self._reason: tuple[str, int, list[Content]] = ("", 0, [])

    def show(self, shown: ListShown, scene: Scene, window: Window) -> bool:
        """Take a value of the view, with the scene to draw; return whether it is another."""
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
        self._width = text_width(window)
        return self.stops * self._row_height or len(self._reasons())

    def reach(self, window: Window, first: int, last: int) -> None:
        """Do nothing: every row has the same height."""

    def extent(self, _window: Window, stop: int) -> tuple[int, int]:
        return stop * self._row_height, (stop + 1) * self._row_height

    def margin(self, _stop: int, _first: int, _after: int, _height: int) -> tuple[int, int]:
        return 0, 0

    def next_stop(self, step: int) -> int | None:
        stop = self.stop + step
        return stop if 0 <= stop < self.stops else None

    def whole(self, lines: int) -> int:
        """Return whole rows, at least one."""
        rows = max(1, abs(lines) // self._row_height)
        return (rows if lines > 0 else -rows) * self._row_height

    def stop_at(self, line: int) -> int | None:
        row = line // self._row_height
        return row if 0 <= row < self.stops else None

    def stop_under(self, line: int, _cell: int) -> int | None:
        return self.stop_at(line)

    def thing_at(self, stop: int) -> object:
        return self._shown.rows[stop] if self._shown else None

    def is_at_cursor(self, line: int) -> bool:
        return self.stop_at(line) == self.stop

    def is_marked(self, stop: int) -> bool:
        shown = self._shown
        return shown is not None and find_row(shown.marked, shown.rows.row(stop)) is not None

    def first_marked(self) -> int | None:
        return self._shown.rows.first_among(self._shown.marked) if self._shown else None

    def content(self, line: int) -> Content:
        """Return one line of a row; without rows, of the reason."""
        if self._shown is None or self._scene is None or not self.stops:
            return self._reasons()[line]
        key = self._shown.rows[line // self._row_height], self._width
        if key not in self._drawn:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = self._draw(self._scene, *key)
        return self._drawn[key][line % self._row_height]

    def _reasons(self) -> list[Content]:
        """Return the lines that say why there are no rows."""
        reason = self._shown.empty if self._shown else ""
        if (reason, self._width) != self._reason[:2]:
            lines = Content.styled(fitted(reason), "muted").wrap(self._width)
            self._reason = reason, self._width, lines
        return self._reason[2]
