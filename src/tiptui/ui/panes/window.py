"""What is seen of a pane's body, and where its cursor goes.

A window scrolls by units: lines, or the rows of a list, each some lines high.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from textual.content import Content

from tiptui.ui.terminal.widths import fit
from tiptui.view.scene import Scene

GUTTER = 2  # cells left of each line: the cursor or mark, and the bookmark
BAR = 1  # cells right of each line, for the scrollbar
WHEEL = 3  # lines that one turn of the mouse wheel scrolls


class Line(NamedTuple):
    """A line of a body: of the stop at the cursor, of one that belongs to it, of a bookmark."""

    text: Content
    at_cursor: bool = False
    marked: bool = False
    bookmark: bool = False


BLANK = Line(Content(""))


class Frame(NamedTuple):
    """All lines of a pane, where the cursor stands, if keys move it, and where the scrollbar."""

    lines: Sequence[Line]
    cursor: int | None
    thumb: range


class Body(ABC):
    """Lines that show values of one kind, and the numbered stops where a cursor can be.

    Here each stop is a unit, and each unit a line; `window` is the one that they are seen in.
    Before a value is `shown`, with the `scene` to draw, there are no stops and no marks.
    """

    window: "Window"
    jumps = False  # whether the cursor goes to the next stop however far it is
    legends: Sequence[str] = ("",)  # what the numbers in its rows are: the shortest last
    shown: Any = None
    scene: Scene
    stop = stops = 0  # the number of the stop at the cursor, and how many there are
    active = False  # whether keys move the cursor
    marks = 0  # how many stops are marked
    is_crowded = False  # whether these are so many that none is shown to be
    must_settle = True  # whether what is to be seen may be out of sight by what was shown last
    subject: object = None  # what it is about: a new one begins at its top

    def show(self, shown: Any, scene: Scene) -> bool:
        """Take a value of the view, with the scene to draw; return whether it is another."""
        before, self.shown, self.scene = self.shown, shown, scene
        if shown == before:
            return False
        self.active = shown.active
        self.take(shown, before)
        return True

    @abstractmethod
    def take(self, shown: Any, before: Any) -> None:
        """Change to another value of the view."""

    def forget(self) -> None:
        """Forget the value: it is of another record, and has no stops until it is shown one."""
        self.shown = None
        self.stop = self.stops = self.marks = 0

    def head(self) -> int:
        """Return how many lines stay above the others: their numbers are less than 0."""
        return 0

    @abstractmethod
    def length(self) -> int:
        """Return the number of units, seen or not; those in the window are counted."""

    def reach(self, first: int, last: int) -> None:  # noqa: B027 (most have made all)
        """Make some units, where they are made on demand; what is seen stays in the window."""

    @abstractmethod
    def lines(self, first: int, after: int) -> list[Line]:
        """Return the lines of some units, not wider than the window they were counted in."""

    def extent(self, stop: int) -> tuple[int, int]:
        """Return the first unit of a stop, and the one after its last."""
        return stop, stop + 1

    def around(self, stop: int) -> tuple[int, int]:
        """Return the extent of a stop with what is to be seen around it."""
        return self.extent(stop)

    def heading(self, unit: int, _least: int) -> int:
        """Return what heads a unit, from the `_least` on; the unit itself where nothing does."""
        return unit

    def row_start(self, unit: int, _units: int) -> int:
        """Return the unit to begin with, scrolled by some units, so that no row is cut there."""
        return unit

    def next_stop(self, step: int) -> int | None:
        """Return the stop after the cursor's, or (-1) before it; None where there is none."""
        return self.stop_at(self.stop + step)

    def in_sight(self) -> Sequence[int]:
        """Return the unit of each line in the window, and of what the last one has below it."""
        return range(self.window.top, self.window.top + self.window.height)

    def top_before(self, after: int) -> int:
        """Return the first unit from which on all before another are seen."""
        return after - self.window.height

    def stop_at(self, unit: int, _cell: int | None = None) -> int | None:
        """Return the stop at a cell of a unit's text, else the first that the unit belongs to."""
        return unit if 0 <= unit < self.stops else None

    @abstractmethod
    def thing_at(self, stop: int) -> object:
        """Return what a stop is, by which it is known from that of another value."""

    def unseen_mark(self) -> int | None:
        """Return the first stop that is marked, where none in the window is."""
        return None

    def why_empty(self) -> list[Line]:
        """Return the lines that say why there are no stops."""
        why = Content.styled(fit(getattr(self.shown, "empty", "")), "muted")
        return [Line(line) for line in why.wrap(self.window.room)]


class Window:
    """`height` lines of a body from the unit `top` on, each with `room` cells of text.

    What moves the cursor returns the stop where it goes, and scrolls.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        body.window = self
        self.top = self.head = 0  # `head` lines stay above, where there is room for another
        self.width, self.height, self.room = 0, 1, 1
        self.is_laid_out = False  # before it has a size every line seems out of sight

    def resize(self, width: int, height: int) -> None:
        """Take the size that the pane has now."""
        self.width, self.room = width, max(1, width - GUTTER - BAR)
        head = self._body.head()
        self.head = head if height > head else 0
        self.height = max(1, height - self.head)
        self.is_laid_out = width > 0 and height > self.head

    def scroll(self, units: int) -> None:
        """Scroll down or (less than 0) up, as far as there are units."""
        # Asked first: what is made to be counted may move the top.
        length = self._body.length()
        top = min(self.top + units, length - 1)
        if top > 0 and length - top < self.height:
            top = min(top, self._body.top_before(length))
        self.top = self._body.row_start(max(0, top), units)

    def turn(self, turns: int) -> None:
        """Scroll by turns of the mouse wheel, down or (less than 0) up."""
        units = self._body.in_sight()[:WHEEL]
        self.scroll(turns * (units[-1] - units[0] + 1))

    def drag(self, y: int) -> None:
        """Scroll to what a cell of the scrollbar stands for."""
        middle = (y - self.head) * self._body.length() // self.height
        self.scroll(middle - self._whole // 2 - self.top)

    def stop_under(self, y: int, cell: int) -> int | None:
        """Return the stop at a cell of a text, `y` lines from the top of the pane."""
        line, units = y - self.head, self._body.in_sight()
        if line >= len(units):
            return None
        return self._body.stop_at(units[line] if line >= 0 else line, cell)

    def frame(self) -> Frame:
        """Return what is seen, which is made first."""
        body, size = self._body, self.head + self.height
        body.reach(self.top, self.top + self.height - 1)
        self.scroll(0)
        length, units, whole = body.length(), body.in_sight(), self._whole
        lines = body.lines(-self.head, 0) if self.head else []
        lines += body.lines(self.top, min(units[-1] + 1, length))
        lines += [BLANK] * (size - len(lines))
        units = [*range(-self.head, 0), *units][:size]
        cursor = body.extent(body.stop)[0] if body.active and body.stops else None
        y, thumb = units.index(cursor) if cursor in units else None, range(0)
        if length > whole:
            high = max(1, self.height * whole // length)
            start = self.head + self.top * (self.height - high) // (length - whole)
            thumb = range(start, start + high)
        return Frame(lines[:size], y, thumb)

    @property
    def _whole(self) -> int:
        """How many of the units in sight are not cut, one at least."""
        units = self._body.in_sight()
        return max(1, units[-1] - units[0] + (len(units) <= self.height))

    # The cursor.

    def step(self, steps: int) -> int:
        """Go to the next stop, or (-1) the one before; scroll where that would skip text."""
        body = self._body
        following = body.next_stop(steps)
        if body.jumps:
            return body.stop if following is None else following
        if following is not None:
            first, after = body.extent(following)
            near = after <= self.top + 2 * self.height
            if near if steps > 0 else first >= self.top - self.height:
                return following
        self.scroll(steps)
        return body.stop

    def page(self, pages: float) -> int:
        """Go some pages, or parts of a page, down or (less than 0) up."""
        body, length = self._body, self._body.length()
        whole, first = self._whole, body.top_before(self.top)
        if pages < 0 < first:
            whole = self.top - first
        units = int(pages * whole) or (1 if pages > 0 else -1)
        target = min(max(0, self._first + units if body.stops else 0), length - 1)
        self.scroll(units)
        nearest = range(target, length) if units < 0 else range(target, -1, -1)
        stops = (body.stop_at(unit) for unit in nearest)
        return next((stop for stop in stops if stop is not None), body.stop)

    def first(self) -> int:
        """Go to the first stop, and scroll to the top."""
        self.scroll(-self.top)
        return 0

    def last(self) -> int:
        """Go to the last stop, and scroll to the end."""
        body = self._body
        body.reach(body.length() - self.height, body.length())
        self.scroll(body.length())
        return max(0, body.stops - 1)

    def reveal(self, stop: int) -> None:
        """Scroll as little as possible to have a stop in sight, its beginning at least."""
        body, top = self._body, -1
        # What comes into sight is made then, and may take more lines than was guessed.
        while stop < body.stops and top != self.top:
            top = self.top
            first, after = body.around(stop)
            if first < self.top:
                body.reach(first, first + self.height)
            elif after > self.top + self.height - 1:
                body.reach(after - self.height, after)
            first, after = body.around(stop)
            if after > self.top:
                self.scroll(max(0, body.top_before(after) - self.top))
            self.scroll(min(0, first - self.top))

    def settle(self) -> None:
        """Scroll only if it must: to the cursor that keys move, or to a row that is marked.

        That row then stands at the top, below what heads it.
        """
        if not self.is_laid_out:
            return
        body = self._body
        self.scroll(0)
        are_most = 10 * body.marks >= 9 * body.stops > 0
        body.is_crowded = are_most and body.top_before(body.length()) > 0
        if (stop := body.unseen_mark()) is not None:
            first, after = body.extent(stop)
            body.reach(max(0, after - self.height), first + self.height)
            first, after = body.extent(stop)
            self.scroll(body.heading(first, max(0, after - self.height)) - self.top)
        elif body.active:
            self.reveal(body.stop)

    def hold(self) -> Callable[[], None]:
        """Return what scrolls the cursor back to where in the window it is now.

        Where it is out of sight, the window goes back to its units. A new subject stays at its top.
        """
        body, top = self._body, self.top
        subject, offset = body.subject, self._first - self.top
        in_sight = self.is_laid_out and self._first in body.in_sight()[: self.height]

        def put_back() -> None:
            if self.is_laid_out and body.subject == subject:
                self.scroll((self._first - offset if in_sight else top) - self.top)

        return put_back

    @property
    def _first(self) -> int:
        """The first unit of the stop at the cursor."""
        return self._body.extent(self._body.stop)[0] if self._body.stops else 0
