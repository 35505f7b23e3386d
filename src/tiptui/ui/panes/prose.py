"""The pages that the event, the detail and the source are."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from textual.content import Content, Span

from tiptui.ui.panes.painter import text_width
from tiptui.ui.panes.sections import INDENT, BlockSections, Line, Sections, Wrapped, stop_in
from tiptui.ui.panes.window import Window
from tiptui.view.scene import Scene
from tiptui.view.shown import PageShown


class Page:
    """Paragraphs, wrapped to the width section by section, as they come into the window."""

    jumps = False
    widest = 1_000
    """Cells that a line takes at most."""

    def __init__(self, compose: Callable[[Scene, PageShown], Sections]) -> None:
        self.stop, self.stops = 0, 0
        self.active = False
        self.titles: Sequence[str] = ("",)
        self.whose = ""
        self.must_settle = True
        self.subject: object = None
        self.shown: PageShown | None = None
        self._scene: Scene | None = None
        self._compose = compose
        self._wrapped: Wrapped | None = None
        """What is shown, as lines; None before they are made."""
        self._unmade = Wrapped(BlockSections(()), 1)
        self._guess: tuple[int, list[int]] = (1, [])
        """The width of the page that was shown before, and the lines of each of its sections."""

    def show(self, shown: PageShown, scene: Scene, window: Window) -> bool:
        """Take a value of the view, with the scene to draw; return whether it is another."""
        before, self.shown, self._scene = self.shown, shown, scene
        if shown == before:
            return False
        self.stop, self.stops = shown.cursor, len(shown.stops)
        self.active, self.titles = shown.active, (shown.title,)
        if before is None or before[:2] != shown[:2] or before.words != shown.words:
            self._take_down()
        if self.subject != shown.subject:
            self.subject = shown.subject
            self._guess = (1, [])
            window.top = 0
        self.must_settle = shown.active or before is None or before.marked != shown.marked
        return True

    def forget(self) -> None:
        self.shown = self._scene = None
        self.stop = self.stops = 0
        self._take_down()

    def _take_down(self) -> None:
        """Answer no more from the lines that were made."""
        if self._wrapped:
            self._guess = self._wrapped.width, self._wrapped.heights
        self._wrapped = None

    def _lines(self, window: Window) -> Wrapped:
        """Return the page at the width that the window has; empty before it has one."""
        width = min(text_width(window), self.widest)
        is_made = self._wrapped and self._wrapped.width == width
        if self.shown and self._scene and window.is_laid_out and not is_made:
            heights = self._guess[1] if self._guess[0] == width else []
            self._wrapped = Wrapped(self._compose(self._scene, self.shown), width, heights)
        return self._wrapped or self._unmade

    def _line(self, number: int) -> Line | None:
        return self._wrapped.line(number) if self._wrapped else None

    def reach(self, window: Window, first: int, last: int) -> None:
        """Make what stands in some lines; where that is above the window, it scrolls with it."""
        for end, growth, _ in self._lines(window).walk(first, last):
            if growth and end <= window.top:
                window.top += growth

    def length(self, window: Window) -> int:
        """Return the number of lines, guessed of what was not yet in the window."""
        if window.is_laid_out:
            self.reach(window, window.top, window.last)
        return self._lines(window).starts[-1]

    def extent(self, window: Window, stop: int) -> tuple[int, int]:
        wrapped = self._lines(window)
        section = wrapped.sections.section_of(stop)
        self.reach(window, wrapped.starts[section], wrapped.starts[section])
        first, after = wrapped.make(section).extents.get(stop, (0, 0))
        start = wrapped.starts[section]
        return start + first, start + after

    def margin(self, stop: int, first: int, after: int, height: int) -> tuple[int, int]:
        """Return all that is above the first stop, where there is room for it."""
        return (first if stop == 0 and after <= height else 0), 0

    def next_stop(self, step: int) -> int | None:
        stop = self.stop + step
        return stop if 0 <= stop < self.stops else None

    def whole(self, lines: int) -> int:
        return lines

    def stop_at(self, line: int) -> int | None:
        found = self._line(line)
        return next(iter(found.stops), None) if found else None

    def stop_under(self, line: int, cell: int) -> int | None:
        """Return the stop whose words are at a cell of a line, else the first in the line."""
        found = self._line(line)
        text = found.text if found else Content("")
        for start, end, style in text.spans:
            stop = stop_in(style)
            if stop is not None and text[:start].cell_length <= cell < text[:end].cell_length:
                return stop
        return self.stop_at(line)

    def thing_at(self, stop: int) -> object:
        return self.shown.stops[stop] if self.shown else None

    def is_at_cursor(self, line: int) -> bool:
        return self.stop_at(line) == self.stop

    def is_marked(self, stop: int) -> bool:
        return self.shown is not None and self.shown.stops[stop] in self.shown.marked

    def first_marked(self) -> int | None:
        if self.shown is None or not self.shown.marked:
            return None
        return next((stop for stop in range(self.stops) if self.is_marked(stop)), None)

    def content(self, line: int) -> Content:
        found = self._line(line)
        return self.restyle(found) if found else Content("")

    def restyle(self, line: Line) -> Content:
        """Return the text of a line as it is drawn."""
        return line.text


class SourcePage(Page):
    """The sources: words inside a paragraph are stops, and the cursor marks just these."""

    CONTEXT = 3
    """Lines that are kept in sight around the cursor, to read the words in their sentence."""

    jumps = True
    # Longer lines are hard to read on from.
    widest = INDENT + 90

    def margin(self, _stop: int, first: int, after: int, height: int) -> tuple[int, int]:
        context = min(self.CONTEXT, max(0, height - (after - first)) // 2)
        return context, context

    def next_stop(self, step: int) -> int | None:
        """Return the next stop that a claim rests on; while searching, the next sentence."""
        stops = self.shown.stops if self.shown else ()
        searched = bool(self.shown and self.shown.words)
        numbers = range(self.stop + step, self.stops if step > 0 else -1, step)
        cited = (n for n in numbers if searched or getattr(stops[n], "claims", None))
        return next(cited, None)

    def is_at_cursor(self, line: int) -> bool:
        """Return whether a whole line is of the cursor's stop: not where it is words in it."""
        found = self._line(line)
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
