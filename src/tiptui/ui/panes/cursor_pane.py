"""The widget that all panes are: it shows a body in a window, and says what was clicked."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tiptui.ui.panes.body import Body
from tiptui.ui.panes.moving import Cursor
from tiptui.ui.panes.painter import BAR, GUTTER, Painter
from tiptui.ui.panes.window import Window
from tiptui.ui.terminal.widths import fitted
from tiptui.view.scene import Scene
from tiptui.view.state import Pane

WHEEL = 3
"""Lines that one turn of the mouse wheel scrolls."""

CORNERS = 4
"""Cells of the border beside its title, of those above the content."""

LEAST = 9
"""Cells that are worth saying whose rows a list has, and what is open."""

MOST_CELLS = 1_000
"""Cells that a title may take before the pane has a width."""

S = TypeVar("S", contravariant=True)


class ShowingBody(Body, Protocol[S]):
    """A body that shows values of one kind."""

    def show(self, shown: S, scene: Scene, window: Window) -> bool:
        """Take a value of the view, with the scene to draw; return whether it is another."""


class CursorPane(Widget, Generic[S]):
    """A pane drawn line by line on demand, with a cursor that goes from stop to stop.

    It never has Textual's focus: the screen takes every key, one after the other, and asks the pane
    that is active where its cursor goes, so that nothing typed ahead goes to the wrong pane. It
    scrolls by itself: Textual would lay out the whole screen whenever the number of lines changes.
    """

    ALLOW_SELECT = False

    class Clicked(Message):
        """The reader clicked a pane: a stop, with what that is, or (None) beside them all."""

        def __init__(self, pane: Pane, stop: int | None, thing: object, times: int) -> None:
            super().__init__()
            self.pane = pane
            self.row = stop
            self.thing = thing
            self.times = times

    def __init__(
        self, pane: Pane, body: ShowingBody[S], number: str = "", legend: str = "", head: int = 0
    ) -> None:
        """Make the pane of a body, with the key that goes there.

        Some lines of the body before the first always stay at the top.
        """
        super().__init__(id=pane.value)
        self.pane = pane
        self.body = body
        self._window = Window()
        self._head = head
        self._head_lines = 0
        """How many lines stay at the top: none where there is no room for another."""
        self.cursor = Cursor(body, self._window)
        self._painter = Painter(self)
        self._number = number
        self.legend = legend
        """What the numbers in its rows are, or the one under the cursor."""
        self._opened = ""
        self._dragged = False

    def show(self, shown: S, scene: Scene) -> None:
        """Show a value of the view; scroll where cursor or all marks are out of sight."""
        if not self.body.show(shown, scene, self._window):
            return
        if self.body.must_settle:
            self.cursor.settle()
        self.set_class(self.body.active, "-active", update=self.is_attached)
        self.entitle()
        self.refresh()

    def entitle(self) -> None:
        """Write the longest title that there is room for into the border, and what is open."""
        titles = [Content(fitted(f"{self._number} {title}".lstrip())) for title in self.body.titles]
        room = self.size.width or MOST_CELLS
        title = next((each for each in titles if each.cell_length <= room - CORNERS), titles[-1])
        if self.body.whose and title.cell_length + LEAST <= room - CORNERS:
            title += Content(fitted(f" · {self.body.whose}"))
        below = Content(fitted(self.legend))
        if self._opened:
            gap = Content(" · " if self.legend else "")
            left = room - CORNERS - below.cell_length - gap.cell_length
            name = Content(fitted(self._opened)).truncate(max(LEAST, left), ellipsis=True)
            below = name + gap + below
        # As content, so that it is never read as markup.
        for border, line in (("border_title", title), ("border_subtitle", below)):
            if line.plain != getattr(self, border):
                setattr(self, border, line)

    def sign(self, name: str) -> None:
        """Say what is open, in the lower border; nothing where another pane says it."""
        if name != self._opened:
            self._opened = name
            self.entitle()

    def move(self, go: Callable[[Cursor], int]) -> int:
        """Return the stop where the cursor goes, and scroll."""
        stop = go(self.cursor)
        self.refresh()
        return stop

    def hold(self) -> Callable[[], None]:
        """Return what scrolls back to where the cursor is now; a new subject stays at its top."""
        put_back, subject = self.cursor.hold(), self.body.subject

        def put_back_subject() -> None:
            if self.body.subject == subject:
                put_back()

        return put_back_subject

    def forget(self) -> None:
        """Forget the value: it is of another record, and has no stops until it is shown one."""
        self.body.forget()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, for the size that it has now; those in the window are made first."""
        self._fit()
        self.body.reach(self._window, self._window.top, self._window.last)
        self.cursor.scroll(0)
        self._painter.look(self.body, self._window)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._painter.line(self.body, self._window, y - self._head_lines)

    def _fit(self) -> None:
        """Take the size that the pane has now."""
        width, height = self.size
        self._head_lines = self._head if height > self._head else 0
        self._window.resize(width, height - self._head_lines)

    def notify_style_update(self) -> None:
        """Forget the colours of a theme that changed."""
        super().notify_style_update()
        self._painter.forget()

    def on_resize(self) -> None:
        """Keep in the window what was in it."""
        self._fit()
        self.cursor.settle()
        self.entitle()
        self.refresh()

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            self.post_message(self.Clicked(self.pane, None, None, event.chain))
        elif offset.x < self._window.width - BAR:
            line = offset.y - self._head_lines
            line += self._window.top if line >= 0 else 0
            stop = self.body.stop_under(line, offset.x - GUTTER)
            thing = None if stop is None else self.body.thing_at(stop)
            self.post_message(self.Clicked(self.pane, stop, thing, event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x >= self._window.width - BAR:
            self._dragged = True
            self.capture_mouse()
            self._drag(offset.y - self._head_lines)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._drag(event.get_content_offset_capture(self).y - self._head_lines)

    def on_mouse_up(self) -> None:
        self._dragged = False
        self.release_mouse()

    def _drag(self, y: int) -> None:
        window = self._window
        middle = y * self.body.length(window) // window.height
        self._scroll(middle - window.height // 2 - window.top)

    def _scroll(self, lines: int) -> None:
        if self.cursor.scroll(lines):
            self.refresh()
