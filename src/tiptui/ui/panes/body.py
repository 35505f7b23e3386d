"""The body of a pane: sections drawn on demand, a window over them, and a cursor."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence, Set
from typing import NamedTuple, TypeAlias

from textual.content import Content

from tiptui.ui.panes.page import Block, PaneLine, Sections, in_sections, mark_up
from tiptui.view.contents import NO_CONTENT, PaneContent
from tiptui.view.scene import Scene

GUTTER = 2  # cells left of each line: the cursor or mark, and the bookmark
BAR = 1  # cells right of each line, for the scrollbar

MOST_KEPT = 500  # sections that are kept once they are drawn

LineAt: TypeAlias = tuple[int, int]  # a section, and a line of it

NOTHING = in_sections(())


class Seen(NamedTuple):
    """A line in sight, and whether its stop is at the cursor, marked or bookmarked."""

    text: Content
    at_cursor: bool = False
    marked: bool = False
    bookmark: bool = False


class Frame(NamedTuple):
    """The lines of a pane, the number of the cursor's line, and the lines of the scrollbar."""

    lines: Sequence[Seen]
    cursor: int | None
    thumb: range


class Lines:
    """The lines of sections, of at most `room` cells, drawn when they are asked for."""

    def __init__(self, sections: Sections, room: int) -> None:
        self.sections, self.room = sections, room
        self.last = sections.size - 1
        self._drawn: dict[int, list[PaneLine]] = {}

    def of(self, section: int) -> list[PaneLine]:
        if section not in self._drawn:
            if len(self._drawn) >= MOST_KEPT:
                self._drawn.clear()
            self._drawn[section] = self.sections.lines(section, self.room)
        return self._drawn[section]

    def walk(self, at: LineAt, lines: int) -> LineAt:
        """Return the line some lines down or (less than 0) up, as far as there are lines."""
        section, line = min(at[0], self.last), at[1] + lines
        while line < 0 < section:
            section -= 1
            line += len(self.of(section))
        while section < self.last and line >= len(self.of(section)):
            line -= len(self.of(section))
            section += 1
        return section, max(0, min(line, len(self.of(section)) - 1))

    def seen(self, at: LineAt, most: int) -> dict[LineAt, PaneLine]:
        (section, line), seen = at, dict[LineAt, PaneLine]()
        while len(seen) < most and section < self.sections.size:
            lines = self.of(section)
            for number in range(line, min(len(lines), line + most - len(seen))):
                seen[section, number] = lines[number]
            section, line = section + 1, 0
        return seen

    def whole(self, at: LineAt, is_below: bool) -> LineAt:
        """Return a line, or the first line of its row or (`is_below`) of the next."""
        section, line = at
        if not self.sections.are_rows or not line:
            return at
        return min(section + 1 if is_below else section, self.last), 0

    def extent(self, stop: int) -> tuple[LineAt, LineAt]:
        """Return the first and the last line of a stop."""
        section = max(0, self.sections.section_of(stop))
        lines = self.of(section)
        numbers = [number for number, line in enumerate(lines) if stop in line.stops] or [0]
        return (section, numbers[0]), (section, numbers[-1])

    def thumb(self, seen: Sequence[LineAt], height: int) -> range:
        """Return the lines of the scrollbar, of `height`; none where all is seen."""
        if not seen:
            return range(0)
        (first, line), (last, end) = seen[0], seen[-1]
        above = first + line / len(self.of(first))
        below = self.last - last + 1 - (end + 1) / len(self.of(last))
        # The first and the last section may be empty.
        if seen[0] == self.walk((0, 0), 0):
            above = 0
        if len(seen) < height or (last + 1 == self.last and not self.of(self.last)):
            below = 0
        if not (out := above + below):
            return range(0)
        high = max(1, int(height * (1 - out / self.sections.size)))
        start = int((height - high) * above / out)
        return range(start, start + high)


class Body:
    """A window over sections, of `height` lines from `top` on, with a cursor on one of its stops.

    Methods that move the cursor scroll, and return its next stop.
    """

    def __init__(self, compose: Callable[[Scene], Sections]) -> None:
        self._compose = compose
        self.shown = NO_CONTENT
        self.stop = self.stops = self.marks = 0
        """The stop at the cursor, the number of stops, and the number of marked stops."""
        self.is_crowded = False  # so many are marked that no mark is drawn
        self.top: LineAt = 0, 0
        self.height = 0
        self._size = 0, 0
        self._head: Sequence[PaneLine] = ()
        self._lines = Lines(NOTHING, 1)

    def show(self, shown: PaneContent, scene: Scene) -> bool:
        """Show a value of the view; return whether it differs from the last one."""
        before, self.shown = self.shown, shown
        if shown == before:
            return False
        content = before.subject, before.stops, before.look, before.empty
        is_new = content != (shown.subject, shown.stops, shown.look, shown.empty)
        if is_new:
            why = [Block(mark_up(shown.empty, style="muted"))]
            self._lay_out(in_sections(why) if shown.empty else self._compose(scene))
        if before.subject != shown.subject:
            self.top = 0, 0
        self.stop, self.stops = shown.cursor, len(shown.stops)
        self.marks = shown.matches.count_among(shown.marks)
        self.settle()
        return True

    def forget(self) -> None:
        """Draw the next value anew, though it may be equal; keep the window where it stands."""
        self.shown = NO_CONTENT._replace(subject=self.shown.subject)
        self.stop = self.stops = self.marks = 0
        self._lay_out(NOTHING)

    def resize(self, width: int, height: int) -> None:
        if self._size != (width, height):
            self._size = width, height
            self._lay_out(self._lines.sections)
            self.settle()

    def _lay_out(self, sections: Sections) -> None:
        """Draw sections anew, below their head where there is room for a line more."""
        width, height = self._size
        self._lines = Lines(sections, max(1, width - GUTTER - BAR))
        head = sections.head(self._lines.room) if sections.head and height > 0 else ()
        self._head = head if height > len(head) else ()
        self.height = height - len(self._head)

    # Scrolling.

    def scroll(self, lines: int) -> None:
        """Scroll down or (less than 0) up, by whole rows."""
        if lines <= 0 and self.top == (0, 0):
            return
        (section, _), last = self.top, self._lines.last
        top = self._lines.whole(self._lines.walk(self.top, lines), lines < 0)
        if lines and top == self.top and self._lines.sections.are_rows:
            top = max(0, min(section + (1 if lines > 0 else -1), last)), 0
        self.top = top
        # More sections than lines fill the window: only the first and the last may be empty.
        if last - top[0] <= self.height and len(self._seen()) < self.height:
            end = last, len(self._lines.of(last))
            self.top = min(top, self._lines.whole(self._lines.walk(end, -self.height), True))

    def settle(self) -> None:
        """Scroll to the cursor that keys move, or to a marked row, if it is out of sight."""
        if self.height <= 0:
            return  # before it has a size every line seems out of sight
        self.scroll(0)
        are_most = 10 * self.marks >= 9 * self.stops > 0
        self.is_crowded = are_most and len(self._lines.seen((0, 0), self.height + 1)) > self.height
        lines, shown = self._lines, self.shown
        if shown.must_see_cursor and not self._seen().keys() >= {*lines.extent(self.stop)}:
            self._begin_with(self.stop)
        elif shown.active and self.stops:
            # As little as possible, with the beginning of its stop at least.
            first, last = self._surround(self.stop)
            if self.stop == 0 and lines.walk(last, 1 - self.height) == (0, 0):
                first = 0, 0
            if last > max(self._seen(), default=self.top):
                self.top = max(self.top, lines.whole(lines.walk(last, 1 - self.height), True))
            self.top = min(self.top, first)
            self.scroll(0)
        elif self.marks and not (shown.active or shown.must_see_cursor or self.is_crowded):
            marked, in_sight = shown.matches.first_among(shown.marks), self._stops_in_sight()
            if marked is not None and not shown.matches.positions_among(in_sight, shown.marks):
                self._begin_with(marked)

    def _surround(self, stop: int) -> tuple[LineAt, LineAt]:
        """Return the first and the last line to be seen with a stop, in a text with more around."""
        first, last = self._lines.extent(stop)
        if self._lines.sections.steps is None:
            return first, last
        around = min(-(-self.height // 3), max(0, self.height - 1 - last[1] + first[1]) // 2)
        return self._lines.walk(first, -around), self._lines.walk(last, around)

    def _begin_with(self, stop: int) -> None:
        """Scroll to a stop, which then stands at the top, below the heading of its section."""
        first, (section, last) = self._lines.extent(stop)
        lines = self._lines.of(section)
        start = next((number for number, line in enumerate(lines) if line.text), 0)
        self.top = (section, start) if last - start < self.height else first
        self.scroll(0)

    # The window.

    def frame(self) -> Frame:
        self.scroll(0)
        seen = self._seen()
        if draw := self._lines.sections.draw:
            texts = draw([section for section, _ in seen], self._lines.room)
            drawn_lines = map(PaneLine, texts, (line.stops for line in seen.values()))
            seen = dict(zip(seen, drawn_lines, strict=True))
        lines = [*self._head, *seen.values()]
        stop = self.stop if self.shown.active and self.stops else None
        cursor = next((y for y, line in enumerate(lines) if stop in line.stops), None)
        marked: Set[int] = set()
        if self.marks and not self.is_crowded:
            stops = {stop for line in lines for stop in line.stops[:1]}
            marked = self.shown.matches.positions_among(stops, self.shown.marks)
        things, bookmarked = self.shown.stops, self.shown.bookmarks
        in_text = self._lines.sections.steps is not None
        here = "active" if self.shown.active or in_text else "resting"
        drawn = [
            Seen(
                line.text_at(self.stop, here) if line.has_words else line.text,
                self.stop in line.stops and not line.has_words,
                not marked.isdisjoint(line.stops[:1]),
                bool(bookmarked and line.is_first and line.stops)
                and things[line.stops[0]] in bookmarked,
            )
            for line in lines
        ]
        drawn += [Seen(Content(""))] * (self.height + len(self._head) - len(lines))
        thumb, above = self._lines.thumb([*seen], self.height), len(self._head)
        return Frame(drawn, cursor, range(thumb.start + above, thumb.stop + above))

    def stop_under(self, y: int, cell: int) -> int | None:
        """Return the stop at a cell of a line, `y` lines from the top of the pane."""
        lines = [*self._head, *self._seen().values()]
        stop_at, room = self._lines.sections.stop_at, self._lines.room
        return stop_at(lines[y], cell, room) if y < len(lines) else None

    # The cursor.

    def step(self, step: int) -> int:
        """Go a stop on or (-1) back, or scroll if text would be skipped; many steps: to an end."""
        if abs(step) > 1:
            return self.last() if step > 0 else self.first()
        sections = self._lines.sections
        stops = sections.steps
        if stops is None:
            stops = range(self.stop % sections.across, self.stops, sections.across)
        at = bisect_right(stops, self.stop) if step > 0 else bisect_left(stops, self.stop) - 1
        following = stops[at] if 0 <= at < len(stops) else None
        if sections.are_rows or following in sections.far:
            return self.stop if following is None else following
        if following is not None:
            first, last = self._surround(following)
            # No farther than a page from what is seen.
            is_near = self._lines.walk(first, self.height) >= self.top
            if step > 0:
                is_near = self._lines.walk(last, 1 - 2 * self.height) <= self.top
            if is_near:
                return following
        self.scroll(step)
        return self.stop

    def page(self, pages: float) -> int:
        """Go some pages, or parts of a page, down or (less than 0) up."""
        way, before = (1 if pages > 0 else -1), self._stops_in_sight()
        if self.height <= 0:
            return self.step(way)
        at = before.index(self.stop) if self.stop in before else 0
        self.scroll(int(pages * self.height) or way)
        after = self._stops_in_sight()
        if after == before:
            at = 0 if way < 0 else len(after)
        return after[min(at, len(after) - 1)] if after else self.stop

    def _stops_in_sight(self) -> list[int]:
        """Return the first stop of each line in sight that has one."""
        return [stop for line in self._seen().values() for stop in line.stops[:1]]

    def _seen(self) -> dict[LineAt, PaneLine]:
        return self._lines.seen(self.top, self.height)

    def first(self) -> int:
        self.top = 0, 0
        return 0

    def last(self) -> int:
        section = self._lines.last
        self.top = section, 0
        self.scroll(len(self._lines.of(section)))
        return max(0, self.stops - 1)
