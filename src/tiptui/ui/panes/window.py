"""What is seen of a pane's body, and where its cursor goes.

A window scrolls by units: lines, or the rows of a list, each some lines high.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from textual.content import Content

from tiptui.ui.terminal.widths import fit
from tiptui.view.scene import Scene
from tiptui.view.tabs import Title

GUTTER = 2
"""Cells left of each line: the cursor or mark, and the bookmark."""

BAR = 1
"""Cells right of each line, for the scrollbar."""

WHEEL = 3
"""Lines that one turn of the mouse wheel scrolls."""

S = TypeVar("S")


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


class Body(ABC, Generic[S]):
    """Lines that show values of one kind, and the numbered stops where a cursor can be."""

    jumps = False
    """Whether the cursor goes to the next stop however far it is."""

    def __init__(self) -> None:
        self.shown: S | None = None
        self.scene: Scene | None = None
        self.stop, self.stops = 0, 0
        """The number of the stop at the cursor, and how many there are."""
        self.active = False
        """Whether keys move the cursor."""
        self.titles: Sequence[Title] = ("",)
        """Its title, and how that is said where there is less room: the shortest last."""
        self.whose = ""
        """What stands after the title, and may be cut."""
        self.legends: Sequence[str] = ("",)
        """What the numbers in its rows are, or the one under the cursor: the shortest last."""
        self.empty = ""
        """Why there are no stops."""
        self.marks, self.is_crowded = 0, False
        """How many stops are marked; whether these are so many that none is shown to be."""
        self.must_settle = True
        """Whether what was shown last may have moved what should be seen out of sight."""
        self.subject: object = None
        """What it is about; a new subject begins at its top."""

    def show(self, shown: S, scene: Scene, window: "Window") -> bool:
        """Take a value of the view, with the scene to draw; return whether it is another."""
        before, self.shown, self.scene = self.shown, shown, scene
        if shown != before:
            self.take(shown, before, window)
        return shown != before

    @abstractmethod
    def take(self, shown: S, before: S | None, window: "Window") -> None:
        """Change to another value of the view."""

    def forget(self) -> None:
        """Forget the value: it is of another record, and has no stops until it is shown one."""
        self.shown = self.scene = None
        self.stop = self.stops = 0
        self.empty = ""

    def head(self, _room: int) -> int:
        """Return how many lines stay above the others: their numbers are less than 0."""
        return 0

    def reasons(self, room: int) -> list[Line]:
        """Return the lines that say why there are no stops."""
        lines = Content.styled(fit(self.empty), "muted").wrap(max(1, room))
        return [Line(line) for line in lines]

    @abstractmethod
    def length(self, window: "Window") -> int:
        """Return the number of units, seen or not; those in the window are counted."""

    def reach(self, window: "Window", first: int, last: int) -> None:
        """Make some units, where they are made on demand; what is seen stays in the window."""

    @abstractmethod
    def lines(self, first: int, after: int) -> list[Line]:
        """Return the lines of some units, not wider than the window they were counted in."""

    @abstractmethod
    def extent(self, window: "Window", stop: int) -> tuple[int, int]:
        """Return the first unit of a stop, and the one after its last."""

    def margin(self, _stop: int, _first: int, _after: int, _height: int) -> tuple[int, int]:
        """Return how many lines are to be seen with a stop above its first and below its last."""
        return 0, 0

    def heading(self, unit: int, _least: int) -> int:
        """Return what heads a unit, from the `_least` on; the unit itself where nothing does."""
        return unit

    def row_start(self, _window: "Window", unit: int, _units: int) -> int:
        """Return the unit to begin with, scrolled by some units, so that no row is cut there."""
        return unit

    def next_stop(self, step: int) -> int | None:
        """Return the stop after the cursor's, or (-1) before it; None where there is none."""
        stop = self.stop + step
        return stop if 0 <= stop < self.stops else None

    def in_sight(self, window: "Window") -> Sequence[int]:
        """Return the unit of each line in the window, and of what the last one has below it."""
        return range(window.top, window.top + window.height)

    def top_before(self, window: "Window", after: int) -> int:
        """Return the first unit from which on all before another are seen."""
        return after - window.height

    @abstractmethod
    def stop_at(self, unit: int) -> int | None:
        """Return the stop that a unit belongs to, the first of several."""

    def stop_under(self, unit: int, _cell: int) -> int | None:
        """Return the stop at a cell of a unit's text."""
        return self.stop_at(unit)

    @abstractmethod
    def thing_at(self, stop: int) -> object:
        """Return what a stop is, by which it is known from that of another value."""

    def unseen_mark(self, _window: "Window") -> int | None:
        """Return the first stop that is marked, where none in the window is."""
        return None

    @property
    def note(self) -> str:
        """Why nothing is marked that belongs to the cursor's row, for the title."""
        if not self.is_crowded:
            return ""
        return "all belong" if self.marks == self.stops else f"{self.marks:,} belong"


class Window:
    """`height` lines of a body from the unit `top` on, each with `room` cells of text.

    What moves the cursor returns the stop where it goes, and scrolls.
    """

    def __init__(self, body: Body[S]) -> None:
        self._body = body
        self.top = 0
        self.head = 0
        """How many lines stay above: none where there is no room for another."""
        self.width, self.height, self.room = 0, 1, 1
        self.is_laid_out = False
        """Whether it has a size; before that every line seems out of sight."""

    def resize(self, width: int, height: int) -> None:
        """Take the size that the pane has now."""
        self.room = max(1, width - GUTTER - BAR)
        head = self._body.head(self.room)
        self.head = head if height > head else 0
        self.width, self.height = width, max(1, height - self.head)
        self.is_laid_out = width > 0 and height > self.head

    def scroll(self, units: int) -> None:
        """Scroll down or (less than 0) up, as far as there are units."""
        # Asked first: what is made to be counted may move the top.
        length = self._body.length(self)
        top = min(self.top + units, length - 1)
        if top > 0 and length - top < self.height:
            top = min(top, self._body.top_before(self, length))
        self.top = self._body.row_start(self, max(0, top), units)

    def turn(self, turns: int) -> None:
        """Scroll by turns of the mouse wheel, down or (less than 0) up."""
        units = self._body.in_sight(self)[:WHEEL]
        self.scroll(turns * (units[-1] - units[0] + 1))

    def drag(self, y: int) -> None:
        """Scroll to what a cell of the scrollbar stands for."""
        middle = (y - self.head) * self._body.length(self) // self.height
        self.scroll(middle - self._whole(self._body.in_sight(self)) // 2 - self.top)

    def stop_under(self, y: int, cell: int) -> int | None:
        """Return the stop at a cell of a text, `y` lines from the top of the pane."""
        line, units = y - self.head, self._body.in_sight(self)
        if line >= len(units):
            return None
        return self._body.stop_under(units[line] if line >= 0 else line, cell)

    def frame(self) -> Frame:
        """Return what is seen, which is made first."""
        body = self._body
        body.reach(self, self.top, self.top + self.height - 1)
        self.scroll(0)
        length, units = body.length(self), body.in_sight(self)
        whole = self._whole(units)
        lines = body.lines(-self.head, 0) if self.head else []
        lines += body.lines(self.top, min(units[-1] + 1, length))
        units = [*range(-self.head, 0), *units][: self.head + self.height]
        lines = lines[: self.head + self.height]
        lines += [BLANK] * (self.head + self.height - len(lines))
        cursor = body.extent(self, body.stop)[0] if body.active and body.stops else None
        y, thumb = units.index(cursor) if cursor in units else None, range(0)
        if length > whole:
            size = max(1, self.height * whole // length)
            start = self.head + self.top * (self.height - size) // (length - whole)
            thumb = range(start, start + size)
        return Frame(lines, y, thumb)

    def _whole(self, units: Sequence[int]) -> int:
        """Return how many of the units in sight are not cut, one at least."""
        return max(1, units[-1] - units[0] + (len(units) <= self.height))

    # The cursor.

    def step(self, steps: int) -> int:
        """Go to the next stop, or (-1) the one before; scroll where that would skip text."""
        body = self._body
        following = body.next_stop(steps)
        if body.jumps:
            return body.stop if following is None else following
        if following is not None:
            first, after = body.extent(self, following)
            near = after <= self.top + 2 * self.height
            if near if steps > 0 else first >= self.top - self.height:
                return following
        self.scroll(steps)
        return body.stop

    def page(self, pages: float) -> int:
        """Go some pages, or parts of a page, down or (less than 0) up."""
        body, length = self._body, self._body.length(self)
        whole, first = self._whole(body.in_sight(self)), body.top_before(self, self.top)
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
        body.reach(self, body.length(self) - self.height, body.length(self))
        self.scroll(body.length(self))
        return max(0, body.stops - 1)

    def reveal(self, stop: int) -> None:
        """Scroll as little as possible to have a stop in sight, its beginning at least."""
        body, top = self._body, -1
        # What comes into sight is made then, and may take more lines than was guessed.
        while stop < body.stops and top != self.top:
            top = self.top
            first, after = self._with_margin(stop)
            if first < self.top:
                body.reach(self, first, first + self.height)
            elif after > self.top + self.height - 1:
                body.reach(self, after - self.height, after)
            first, after = self._with_margin(stop)
            if after > self.top:
                self.scroll(max(0, body.top_before(self, after) - self.top))
            self.scroll(min(0, first - self.top))

    def lead_to(self, stop: int) -> None:
        """Scroll until a stop is at the top, below what heads it."""
        body = self._body
        first, after = body.extent(self, stop)
        body.reach(self, max(0, after - self.height), first + self.height)
        first, after = body.extent(self, stop)
        self.scroll(body.heading(first, max(0, after - self.height)) - self.top)

    def _with_margin(self, stop: int) -> tuple[int, int]:
        first, after = self._body.extent(self, stop)
        above, below = self._body.margin(stop, first, after, self.height)
        return first - above, after + below

    def settle(self) -> None:
        """Scroll only if it must: to the cursor that keys move, or to a row that is marked."""
        if not self.is_laid_out:
            return
        body = self._body
        self.scroll(0)
        are_most = 10 * body.marks >= 9 * body.stops > 0
        body.is_crowded = are_most and body.top_before(self, body.length(self)) > 0
        if (stop := body.unseen_mark(self)) is not None:
            self.lead_to(stop)
        elif body.active:
            self.reveal(body.stop)

    def hold(self) -> Callable[[], None]:
        """Return what scrolls the cursor back to where in the window it is now.

        Where it is out of sight, the window goes back to its units. A new subject stays at its top.
        """
        body, top = self._body, self.top
        subject, offset = body.subject, self._first - self.top
        in_sight = self.is_laid_out and self._first in body.in_sight(self)[: self.height]

        def put_back() -> None:
            if self.is_laid_out and body.subject == subject:
                self.scroll((self._first - offset if in_sight else top) - self.top)

        return put_back

    @property
    def _first(self) -> int:
        """The first unit of the stop at the cursor."""
        body = self._body
        return body.extent(self, body.stop)[0] if body.stops else 0
