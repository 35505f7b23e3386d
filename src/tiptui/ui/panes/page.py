"""The page that the event, the detail and the source are made of."""

from collections.abc import Callable, Iterable, Iterator

from textual.content import Content, Span
from textual.geometry import Region
from textual.strip import Strip

from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.sections import BlockSections, Line, Sections, Wrapped, stop_in
from tiptui.view.shown import PageShown
from tiptui.view.state import Pane


class Page(CursorPane):
    """A page of paragraphs, wrapped to the width."""

    def __init__(self, pane: Pane, compose_page: Callable[[PageShown], Sections]) -> None:
        super().__init__(pane)
        self.shown: PageShown | None = None
        self.compose_page = compose_page
        self._wrapped = Wrapped(BlockSections(()), 1)
        self._outdated = True

    def show(self, shown: PageShown) -> None:
        """Show a value of the view."""
        if shown == self.shown:
            return
        before, self.shown = self.shown, shown
        self.take(shown.cursor, len(shown.stops), shown.active, shown.title)
        if before is None or (before.subject, before.words) != (shown.subject, shown.words):
            self._outdated = True
        if before is None or before.subject != shown.subject:
            self._wrapped = Wrapped(BlockSections(()), 1)
            self.top = 0
        if shown.active or before is None or before.marked != shown.marked:
            self.settle()
        self.refresh()

    def hold(self) -> Callable[[], None]:
        """Return what scrolls back to where the cursor is now; a new subject stays at its top."""
        put_back, subject = super().hold(), self.shown and self.shown.subject

        def put_back_subject() -> None:
            if self.shown and self.shown.subject == subject:
                put_back()

        return put_back_subject

    def renew(self) -> None:
        """Forget the lines that were wrapped."""
        self._outdated = True
        super().renew()

    @property
    def wrapped(self) -> Wrapped:
        """The page at its present width, wrapped when it is asked for; empty before it has one."""
        if self.shown and self.area and (self._outdated or self._wrapped.width != self.text_width):
            self._outdated = False
            sections = self.compose_page(self.shown)
            self._wrapped = Wrapped(sections, self.text_width, self._wrapped)
        return self._wrapped

    def _reach(self, first: int, last: int) -> None:
        """Make what stands in some lines; where that is above the window, it scrolls with it."""
        for end, growth, _ in self.wrapped.walk(first, last):
            if growth and end <= self.top:
                self.top += growth

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; those in the window are made first, for their number may be a guess."""
        self.area = self.size
        self._reach(self.top, self.last_line)
        self.scroll_lines(0)
        return super().render_lines(crop)

    @property
    def length(self) -> int:
        """The number of lines at this width, guessed of what was not yet in the window."""
        if self.area:
            self._reach(self.top, self.last_line)
        return self.wrapped.starts[-1]

    def extent(self, stop: int) -> tuple[int, int]:
        """Return the first line of a stop, and the line after its last."""
        wrapped = self.wrapped
        section = wrapped.sections.section_of(stop)
        self._reach(wrapped.starts[section], wrapped.starts[section])
        first, after = wrapped.make(section).extents.get(stop, (0, 0))
        start = wrapped.starts[section]
        return start + first, start + after

    def stop_at(self, line: int) -> int | None:
        """Return the stop that a line belongs to, the first of several."""
        found = self.wrapped.line(line)
        return next(iter(found.stops), None) if found else None

    def is_marked(self, stop: int) -> bool:
        """Return whether a stop belongs to what the reader looks at in another pane."""
        return self.shown is not None and self.shown.stops[stop] in self.shown.marked

    def first_marked(self) -> int | None:
        """Return the first stop that is marked."""
        if self.shown is None or not self.shown.marked:
            return None
        return next((stop for stop in range(self.stops) if self.is_marked(stop)), None)

    def content(self, line: int) -> Content:
        """Return a wrapped line."""
        found = self.wrapped.line(line)
        return self.restyle(found) if found else Content("")

    def restyle(self, line: Line) -> Content:
        """Return the text of a line as it is drawn."""
        return line.text

    def reveal(self, stop: int) -> None:
        """Scroll as little as possible to have a stop in the window; for the first to the top."""
        if stop >= self.stops:
            return
        first, after = self.extent(stop)
        # What is around it is made, so that no guess is between the window and the stop.
        self._reach(first - self.window, after + self.window)
        if stop == 0 and self.extent(stop)[1] <= self.window:
            self.scroll_lines(-self.top)
        else:
            super().reveal(stop)

    def last(self) -> int:
        """Return the last stop; scroll to the end."""
        self._reach(self.length - self.window, self.length)
        return super().last()


class SourcePage(Page):
    """The sources: words inside a paragraph are stops, and the cursor marks just these."""

    CONTEXT = 3
    """Lines that are kept in sight around the cursor, to read the words in their sentence."""

    def reveal(self, stop: int) -> None:
        """Scroll as little as possible to have a stop in the window, with what is around it."""
        if stop >= self.stops:
            return
        first, after = self.extent(stop)
        self._reach(first - self.window, after + self.window)
        first, after = self.extent(stop)
        margin = min(self.CONTEXT, max(0, self.window - (after - first)) // 2)
        self.scroll_lines(max(0, after + margin - 1 - self.last_line))
        self.scroll_lines(min(0, first - margin - self.top))

    def down(self) -> int:
        """Return the next stop that a claim rests on."""
        return self._cited(range(self.stop + 1, self.stops))

    def up(self) -> int:
        """Return the stop before that a claim rests on."""
        return self._cited(range(self.stop - 1, -1, -1))

    def _cited(self, numbers: Iterable[int]) -> int:
        stops = self.shown.stops if self.shown else ()
        searched = bool(self.shown and self.shown.words)
        cited = (n for n in numbers if searched or getattr(stops[n], "claims", None))
        return next(cited, self.stop)

    def at_cursor(self, line: int) -> bool:
        """Return whether a whole line is of the cursor's stop: not where it is words in it."""
        found = self.wrapped.line(line)
        return found is not None and found.block.stop == self.stop

    def restyle(self, line: Line) -> Content:
        """Return the text of a line, in which the words at the cursor stand out."""
        return Content(line.text.plain, list(self._spans(line.text.spans)))

    def _spans(self, spans: Iterable[Span]) -> Iterator[Span]:
        for span in spans:
            stop = stop_in(span.style)
            if stop is None:
                yield span
            elif stop == self.stop:
                yield Span(span.start, span.end, "here")
