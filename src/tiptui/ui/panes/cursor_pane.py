"""The widget that all panes are: it shows a body in a window, and says what was clicked."""

from typing import Generic

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tiptui.ui.panes.markup import draw_title, style_of
from tiptui.ui.panes.window import BAR, GUTTER, Body, Frame, S, Window
from tiptui.ui.terminal.widths import fit, is_certain
from tiptui.view.scene import Scene
from tiptui.view.state import Pane
from tiptui.view.tabs import BOOKMARK

CURSOR, MARK = "❯", "▌"
"""What stands left of the row under the cursor, and of one that belongs to it."""

CORNERS = 4
"""Cells of the border beside its title, of those above the content."""

LEAST = 9
"""Cells that are worth saying whose rows a list has, and what is open."""


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

    def __init__(self, pane: Pane, body: Body[S], number: str = "") -> None:
        """Make the pane of a body, with the key that goes there."""
        super().__init__(id=pane.value)
        self.pane = pane
        self.body = body
        self.window = Window(body)
        self._painter = Painter(self)
        self._strips: list[Strip] = []
        self._number = number
        self._opened = ""
        self._said: tuple[object, ...] = ()
        """What its titles were made of."""
        self._dragged = False
        # What can be clicked is not to look like links.
        self.auto_links = False

    def show(self, shown: S, scene: Scene) -> None:
        """Show a value of the view; scroll where cursor or all marks are out of sight."""
        if not self.body.show(shown, scene, self.window):
            return
        if self.body.must_settle:
            self.window.settle()
        self.set_class(self.body.active, "-active", update=self.is_attached)
        self.entitle()
        self.refresh()

    def entitle(self) -> None:
        """Write the longest title that there is room for into the border, and what is open."""
        body, room = self.body, (self.size.width or 1_000) - CORNERS
        said = (body.titles, body.note, body.whose, body.legends, self._opened, room)
        if said == self._said:
            return
        self._said = said
        for each in body.titles:
            title = draw_title(each, self._number, body.note)
            if title.cell_length <= room:
                break
        if body.whose and title.cell_length + LEAST <= room:
            title += Content(fit(f" · {body.whose}"))
        opened = Content(fit(self._opened))
        for legend in body.legends:
            below = Content(fit(f" · {legend}" if opened and legend else legend))
            if min(opened.cell_length, 2 * LEAST) + below.cell_length <= room:
                break
        if opened:
            left = max(LEAST, room - below.cell_length)
            below = opened.truncate(left, ellipsis=True) + below
        # As content, so that it is never read as markup.
        self.border_title, self.border_subtitle = title, below

    def sign(self, name: str) -> None:
        """Say what is open, in the lower border; nothing where another pane says it."""
        if name != self._opened:
            self._opened = name
            self.entitle()

    def forget(self) -> None:
        """Forget the value: it is of another record, and has no stops until it is shown one."""
        self.body.forget()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, for the size that it has now; all that are seen are made first."""
        self.window.resize(*self.size)
        frame = self.window.frame()
        self._strips = self._painter.paint(frame, self.window.width, self.body.active)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._strips[y]

    def notify_style_update(self) -> None:
        """Forget the colours of a theme that changed."""
        super().notify_style_update()
        self._painter = Painter(self)

    def on_resize(self) -> None:
        """Keep in the window what was in it."""
        self.window.resize(*self.size)
        self.window.settle()
        self.entitle()
        self.refresh()

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            self.post_message(self.Clicked(self.pane, None, None, event.chain))
        elif offset.x < self.window.width - BAR:
            stop = self.window.stop_under(offset.y, offset.x - GUTTER)
            thing = None if stop is None else self.body.thing_at(stop)
            self.post_message(self.Clicked(self.pane, stop, thing, event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.window.turn(1)
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.window.turn(-1)
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x >= self.window.width - BAR:
            self._dragged = True
            self.capture_mouse()
            self.window.drag(offset.y)
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self.window.drag(event.get_content_offset_capture(self).y)
            self.refresh()

    def on_mouse_up(self) -> None:
        self._dragged = False
        self.release_mouse()


class Painter:
    """Draws lines in the styles that the screen gives to names."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._line_styles: dict[tuple[bool, bool, bool], tuple[Style, Style]] = {}

    def paint(self, frame: Frame, width: int, active: bool) -> list[Strip]:
        """Draw the lines of a pane: cursor or mark, text, scrollbar."""
        room = max(0, width - BAR)
        certain = is_certain("".join([line.text.plain for line in frame.lines]))
        strips = []
        for y, (text, at_cursor, marked, bookmark) in enumerate(frame.lines):
            base, gutter = self._styles_of_line(at_cursor, marked, active)
            glyph = CURSOR if y == frame.cursor else MARK if marked else " "
            pieces = text.render(base, end="", parse_style=self._parse)
            sign = BOOKMARK if bookmark else " "
            segments = [Segment(glyph + sign, gutter.rich_style)]
            segments += [Segment(words, style.rich_style) for words, style in pieces]
            # Marked letters are drawn apart from others, and may be measured otherwise then.
            is_sure = certain or is_certain(text.plain)
            strip = Strip(segments, GUTTER + text.cell_length if is_sure else None)
            strip = strip.adjust_cell_length(room, base.rich_style)
            style = self._style("thumb") if frame.thumb else base
            bar = Segment("▐" if y in frame.thumb else " ", style.rich_style)
            strips.append(Strip([*strip, bar], room + BAR))
        return strips

    def _parse(self, style: str | Style) -> Style:
        return self._style(style) if isinstance(style, str) else style

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            style = style_of(self._widget.screen, f"row--{name}")
            own = self._widget.visual_style
            self._styles[name] = own + style if name == "thumb" else style
        return self._styles[name]

    def _styles_of_line(self, at_cursor: bool, marked: bool, active: bool) -> tuple[Style, Style]:
        """Return the style of a line and that of what is left of it."""
        key = at_cursor, marked, active
        if key not in self._line_styles:
            style = self._widget.visual_style
            if marked:
                style += self._style("marked")
            if at_cursor:
                style += self._style("active" if active else "resting")
            self._line_styles[key] = style, style + self._style("bar" if marked else "cursor")
        return self._line_styles[key]
