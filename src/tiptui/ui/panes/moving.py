"""Where a cursor goes, and how the window follows."""

from collections.abc import Callable

from tiptui.ui.panes.body import Body
from tiptui.ui.panes.window import Window


class Cursor:
    """The cursor of a body in a window. What moves it returns the stop where it goes."""

    def __init__(self, body: Body, window: Window) -> None:
        self._body = body
        self._window = window

    def scroll(self, lines: int) -> bool:
        """Scroll the window down or (less than 0) up; return whether it did."""
        return self._window.scroll(lines, self._body.length(self._window))

    def step(self, step: int) -> int:
        """Go to the next stop, or (-1) the one before; scroll where that would skip text."""
        body, window = self._body, self._window
        following = body.next_stop(step)
        if body.jumps:
            return body.stop if following is None else following
        if following is not None:
            first, after = body.extent(window, following)
            near = after <= window.last + window.height + 1
            if near if step > 0 else first >= window.top - window.height:
                return following
        self.scroll(step)
        return body.stop

    def page(self, pages: float) -> int:
        """Go some pages, or parts of a page, down or (less than 0) up."""
        body, window = self._body, self._window
        lines = body.whole(int(pages * window.height) or (1 if pages > 0 else -1))
        length = body.length(window)
        target = body.extent(window, body.stop)[0] + lines if body.stops else 0
        target = min(max(0, target), length - 1)
        self.scroll(lines)
        nearest = range(target, length) if lines < 0 else range(target, -1, -1)
        stops = (body.stop_at(line) for line in nearest)
        return next((stop for stop in stops if stop is not None), body.stop)

    def first(self) -> int:
        """Go to the first stop, and scroll to the top."""
        self.scroll(-self._window.top)
        return 0

    def last(self) -> int:
        """Go to the last stop, and scroll to the end."""
        body, window = self._body, self._window
        body.reach(window, body.length(window) - window.height, body.length(window))
        self.scroll(body.length(window))
        return max(0, body.stops - 1)

    def reveal(self, stop: int) -> None:
        """Scroll as little as possible to have a stop in the window, its beginning at least."""
        body, window = self._body, self._window
        if stop >= body.stops:
            return
        first, after = body.extent(window, stop)
        above, below = body.margin(stop, first, after, window.height)
        # What will be seen with it is made, so that no guess is between the stop and an edge.
        if first - above < window.top:
            body.reach(window, first - above, first - above + window.height)
        elif after + below > window.last:
            body.reach(window, after + below - window.height, after + below)
        first, after = body.extent(window, stop)
        above, below = body.margin(stop, first, after, window.height)
        self.scroll(max(0, after + below - 1 - window.last))
        self.scroll(min(0, first - above - window.top))

    def settle(self) -> None:
        """Scroll only if it must: to the cursor that keys move, or to a row that is marked."""
        if not self._window.is_laid_out:
            return
        self.scroll(0)
        if self._body.active:
            self.reveal(self._body.stop)
        elif not self._sees_mark() and (stop := self._body.first_marked()) is not None:
            self.reveal(stop)

    def _sees_mark(self) -> bool:
        lines = range(self._window.top, self._window.last + 1)
        seen = {self._body.stop_at(line) for line in lines}
        return any(stop is not None and self._body.is_marked(stop) for stop in seen)

    def hold(self) -> Callable[[], None]:
        """Return what scrolls the cursor's row back to the line of the window where it is now.

        Where it is out of sight, the window goes back to its lines.
        """
        window = self._window
        top, offset = window.top, self._line - window.top
        in_sight = window.is_laid_out and 0 <= offset < window.height

        def put_back() -> None:
            if window.is_laid_out:
                self.scroll((self._line - offset if in_sight else top) - window.top)

        return put_back

    @property
    def _line(self) -> int:
        body = self._body
        return body.extent(self._window, body.stop)[0] if body.stops else 0
