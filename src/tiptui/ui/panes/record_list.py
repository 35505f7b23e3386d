"""The virtual list that both lists are made of."""

from collections.abc import Callable

from textual.content import Content

from tiptui.search.matches import find_row
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.terminal.widths import fitted
from tiptui.view.shown import ListShown
from tiptui.view.state import Pane


class RecordList(CursorPane):
    """The virtual list: rows of one height, drawn on demand, whatever their number."""

    MOST_DRAWN = 500
    """Rows that are kept as they were drawn."""

    def __init__(
        self,
        pane: Pane,
        row_height: int,
        draw: Callable[[str, tuple[str, ...], int], list[Content]],
    ) -> None:
        super().__init__(pane)
        self.shown: ListShown | None = None
        self.row_height = row_height
        self.draw = draw
        self._drawn: dict[tuple[str, int], list[Content]] = {}
        self._reason_of: tuple[str, int] = ("", 0)
        self._reason_lines: list[Content] = []

    def show(self, shown: ListShown) -> None:
        """Show a value of the view; scrolls where the cursor or all marks are out of sight."""
        if shown == self.shown:
            return
        before, self.shown = self.shown, shown
        if before is None or before.words != shown.words:
            self._drawn.clear()
            self.top = 0  # the best hits are there
        self.take(shown.cursor, len(shown.rows), shown.active, shown.title)
        same = before and (before.rows, before.marked) == (shown.rows, shown.marked)
        if shown.active or not same:
            self.settle()
        self.refresh()

    def renew(self) -> None:
        self._drawn.clear()
        super().renew()

    @property
    def length(self) -> int:
        """The number of lines; without rows, those that say why."""
        return self.stops * self.row_height or len(self._reason())

    def extent(self, stop: int) -> tuple[int, int]:
        """Return the first line of a row, and the line after its last."""
        return stop * self.row_height, (stop + 1) * self.row_height

    def stop_at(self, line: int) -> int | None:
        """Return the row that a line belongs to."""
        row = line // self.row_height
        return row if 0 <= row < self.stops else None

    def page(self, pages: float) -> int:
        """Return the row that is some pages down or (less than 0) up: at least one row."""
        rows = max(1, int(abs(pages) * self.window) // self.row_height)
        rows = rows if pages > 0 else -rows
        self.scroll_lines(rows * self.row_height)
        return max(0, min(self.stop + rows, self.stops - 1))

    def is_marked(self, stop: int) -> bool:
        """Return whether a row belongs to what the reader looks at in another pane."""
        shown = self.shown
        return shown is not None and find_row(shown.marked, shown.rows.row(stop)) is not None

    def first_marked(self) -> int | None:
        """Return the first row that is marked."""
        return self.shown.rows.first_among(self.shown.marked) if self.shown else None

    def content(self, line: int) -> Content:
        """Return one line of a row; without rows, of the reason."""
        if self.shown is None or not self.stops:
            return self._reason()[line]
        key = self.shown.rows[line // self.row_height], self.text_width
        if key not in self._drawn:
            if len(self._drawn) >= self.MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = self.draw(key[0], self.shown.words, key[1])
        return self._drawn[key][line % self.row_height]

    def _reason(self) -> list[Content]:
        """Return the lines that say why there are no rows."""
        reason, width = self.shown.empty if self.shown else "", self.text_width
        if (reason, width) != self._reason_of:
            self._reason_of = reason, width
            self._reason_lines = Content.styled(fitted(reason), "muted").wrap(width)
        return self._reason_lines
