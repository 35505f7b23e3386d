"""All panes of the screen: each shows a body in a window, and says what was clicked."""

from collections.abc import Callable, Mapping
from functools import partial

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tiptui.ui.actions.keys import key_to, written
from tiptui.ui.panes.body import BAR, GUTTER, Body, Frame
from tiptui.ui.panes.lists import claim_row, count_row, list_page, speaker_row
from tiptui.ui.panes.markup import draw_title, style_of, title_width
from tiptui.ui.panes.pages import detail_page, event_page
from tiptui.ui.terminal.widths import fit
from tiptui.view.scene import Scene
from tiptui.view.shown import Shown
from tiptui.view.state import CLAIMS, Pane
from tiptui.view.tabs import BOOKMARK

CURSOR, MARK = "❯", "▌"
"""What stands left of the row under the cursor, and of one that belongs to it."""

CORNERS = 4  # cells of the border beside its title, of those above the content
WHEEL = 3  # lines that one turn of the mouse wheel scrolls
LEAST = 9  # cells that are worth saying whose rows a list has, and what is open


class CursorPane(Widget):
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
            self.pane, self.row, self.thing, self.times = pane, stop, thing, times

    def __init__(self, pane: Pane, body: Body, key: str) -> None:
        """Make the pane of a body, with the key that goes there."""
        super().__init__(id=pane.value)
        self.pane, self.body, self._key = pane, body, key
        self._strips: list[Strip] = []
        self._named_styles: dict[str, Style] = {}
        self._line_styles: dict[tuple[str, bool], tuple[Style, Style]] = {}
        self.opened = ""
        """What is open, where no other pane says it."""
        self._said: tuple[object, ...] = ()  # what its titles were made of
        self.auto_links = False  # what can be clicked is not to look like links

    def show(self, shown: Shown, scene: Scene) -> None:
        """Show a value of the view; scroll where cursor or all marks are out of sight."""
        if self.body.show(shown, scene):
            self.set_class(shown.active, "-active", update=self.is_attached)
            self.refresh()

    def entitle(self) -> None:
        """Write title and legend into the border in the longest forms that there is room for."""
        body, shown, room = self.body, self.body.shown, (self.size.width or 1_000) - CORNERS
        many = "all" if body.marks == body.stops else f"{body.marks:,}"
        note = f" · {many} belong" if body.is_crowded else ""  # why nothing is marked
        said = shown.titles, note, shown.whose, shown.legends, self.opened, room
        if said == self._said:
            return
        self._said = said
        left = room - len(self._key) - 1 - len(note)
        fitting = (each for each in shown.titles if title_width(each) <= left)
        title = draw_title(next(fitting, shown.titles[-1]), self._key) + note
        if shown.whose and title.cell_length + LEAST <= room:
            title += Content(fit(f" · {shown.whose}"))
        opened = Content(fit(self.opened))
        for legend in shown.legends:
            below = Content(fit(f" · {legend}" if opened and legend else legend))
            if min(opened.cell_length, 2 * LEAST) + below.cell_length <= room:
                break
        if opened:
            left = max(LEAST, room - below.cell_length)
            below = opened.truncate(left, ellipsis=True) + below
        # As content, so that it is never read as markup.
        self.border_title, self.border_subtitle = title, below

    def on_resize(self) -> None:
        """Keep in the window what was in it."""
        self.body.resize(*self.size)
        self.body.settle()
        self.entitle()
        self.refresh()

    # What is drawn: of each line cursor or mark, text, scrollbar; in styles that the screen names.

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, for the size that it has now; all that are seen are made first."""
        self.body.resize(*self.size)
        frame = self.body.frame()
        self._strips = [self._strip(frame, y) for y in range(len(frame.lines))]
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._strips[y]

    def _strip(self, frame: Frame, y: int) -> Strip:
        text, at_cursor, marked, bookmark = frame.lines[y]
        base, gutter = self._styles_of_line(at_cursor, marked)
        glyph = CURSOR if y == frame.cursor else MARK if marked else " "
        segments = [Segment(glyph + (BOOKMARK if bookmark else " "), gutter.rich_style)]
        pieces = text.render(base, end="", parse_style=self._style)
        segments += [Segment(words, style.rich_style) for words, style in pieces]
        room = max(0, self.size.width - BAR)
        # Marked letters are drawn apart from others, and may be measured otherwise then.
        cells = GUTTER + text.cell_length if text.plain.isascii() else None
        strip = Strip(segments, cells).adjust_cell_length(room, base.rich_style)
        style = self._style("thumb") if frame.thumb else base
        bar = Segment("▐" if y in frame.thumb else " ", style.rich_style)
        return Strip([*strip, bar], room + BAR)

    def _styles_of_line(self, at_cursor: bool, marked: bool) -> tuple[Style, Style]:
        """Return the style of a line and that of what is left of it."""
        cursor = ("active" if self.body.shown.active else "resting") if at_cursor else ""
        key = cursor, marked
        if key not in self._line_styles:
            base = self.visual_style
            if marked:
                base += self._style("marked")
            if cursor:
                base += self._style(cursor)
            self._line_styles[key] = base, base + self._style("bar" if marked else "cursor")
        return self._line_styles[key]

    def _style(self, name: str | Style) -> Style:
        if isinstance(name, Style):
            return name
        if name not in self._named_styles:
            style = style_of(self.screen, f"row--{name}")
            self._named_styles[name] = self.visual_style + style if name == "thumb" else style
        return self._named_styles[name]

    def notify_style_update(self) -> None:
        """Forget the colours of a theme that changed."""
        super().notify_style_update()
        self._named_styles, self._line_styles = {}, {}

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        offset, stop, thing = event.get_content_offset(self), None, None
        if offset is not None:
            if offset.x >= self.size.width - BAR:
                return
            stop = self.body.stop_under(offset.y, offset.x - GUTTER)
            thing = None if stop is None else self.body.thing_at(stop)
        self.post_message(self.Clicked(self.pane, stop, thing, event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._turn(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._turn(event, -1)

    def _turn(self, event: events.MouseEvent, turns: int) -> None:
        event.stop()
        self.body.scroll(turns * min(WHEEL, self.size.height))
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x >= self.size.width - BAR:
            self.capture_mouse()
            self.on_mouse_move(event)

    def on_mouse_move(self, event: events.MouseEvent) -> None:
        if self.app.mouse_captured is self:
            self.body.drag(event.get_content_offset_capture(self).y)
            self.refresh()

    def on_mouse_up(self) -> None:
        self.release_mouse()


class PaneGroup(dict[Pane, CursorPane]):
    """The panes that there are by now, by their names; others are made when they are opened."""

    def __init__(self, screen: Screen[None], keys: Mapping[str, str], claims: Pane) -> None:
        """Make those of the first frame, with the keys that the reader set, by ids of commands."""
        self._screen, self._keys = screen, keys
        super().__init__()
        for pane in (Pane.EVENT, Pane.SPEAKERS, claims, Pane.DETAIL):
            self._make(pane)

    def _make(self, pane: Pane) -> CursorPane:
        self[pane] = CursorPane(pane, _body(pane), written(key_to(pane, self._keys)))
        return self[pane]

    def show(self, shown: Mapping[Pane, Shown], scene: Scene) -> None:
        """Have the panes show what they are to draw of a scene."""
        for pane, value in shown.items():
            if pane not in self:
                self._add(pane)
            self[pane].show(value, scene)

    def _add(self, pane: Pane) -> None:
        """Make a pane that most readers start without, in its place on the screen."""
        made, columns = self._make(pane), self._screen.query_one("#columns")
        if pane is Pane.COUNTS:
            columns.mount(made, before="#speakers")
        elif pane in CLAIMS:
            columns.mount(made)
        else:
            self._screen.mount(made, after=columns)

    def cursor(self, pane: Pane) -> Body:
        """Return the body of a pane, whose cursor is to move: it is drawn anew."""
        self[pane].refresh()
        return self[pane].body

    def has(self, pane: Pane, stop: int, thing: object) -> bool:
        """Return whether a stop is still what it was when it was clicked."""
        body = self[pane].body
        return stop < body.stops and body.thing_at(stop) == thing

    def replace_lines(self, change: Callable[[], None]) -> None:
        """Make a change to what all panes show, with what is under each cursor kept in its line."""
        put_back = [pane.body.hold() for pane in self.values()]
        for pane in self.values():
            pane.body.forget()
            pane.refresh()
        change()
        for back in put_back:
            back()

    def sign(self, name: str, first: Pane) -> None:
        """Have the first pane in sight say what is open, and no other."""
        for pane, widget in self.items():
            widget.opened = name if pane is first else ""
            widget.entitle()


def _body(pane: Pane) -> Body:
    # Imported where they are first needed, so that the start does not wait for them.
    if pane is Pane.GRID:
        from tiptui.ui.panes.grid_pane import GridPage

        return Body(GridPage())
    if pane is Pane.SOURCE:
        from tiptui.ui.panes.source_page import CONTEXT, WIDEST, source_page

        return Body(source_page, WIDEST, CONTEXT)
    if pane in (Pane.EVENT, Pane.DETAIL):
        return Body(event_page if pane is Pane.EVENT else detail_page)
    draw = {Pane.SPEAKERS: speaker_row, Pane.COUNTS: count_row}.get(pane, claim_row)
    return Body(partial(list_page, pane, draw))
