"""The panes of the screen: each shows a body in a window, and posts clicks."""

from collections.abc import Mapping
from functools import partial

from rich.segment import Segment
from textual import events, on
from textual.content import Content
from textual.geometry import Offset, Region
from textual.keys import format_key
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tiptui.record.recent import Recent
from tiptui.ui.actions.keys import key_to
from tiptui.ui.panes.body import BAR, GUTTER, Body, Seen
from tiptui.ui.panes.lists import claim_row, count_row, list_page, speaker_row
from tiptui.ui.panes.page import find_style
from tiptui.ui.panes.pages import detail_page, event_page
from tiptui.ui.terminal.widths import fit
from tiptui.view.contents import PaneContent
from tiptui.view.scene import Scene
from tiptui.view.state import Pane
from tiptui.view.tabs import BOOKMARK, Title

CURSOR, MARK = "❯", "▌"
"""Signs left of the row under the cursor, and of a row that belongs to it."""

CORNERS = 4  # cells of the upper border that a title leaves free
WHEEL = 3  # lines that one turn of the mouse wheel scrolls
LEAST = 9  # cells in which the rest of a title, or the name of a file, is worth showing
BETWEEN_TABS = " │ "


def write_keys(keys: str) -> str:
    """Return keys as people write them: `/ ⇧tab` for `slash,shift+tab`."""
    names = " ".join(map(format_key, keys.split(",")))
    return names.replace("shift+", "⇧").replace("ctrl+", "^")


def draw_title(title: Title, key: str) -> Content:
    """Return a key and a title; a click on a tab shows its list, the shown one is underlined."""
    before = f"{key} " if key else ""
    if isinstance(title, str):
        return Content(before + fit(title))
    tabs = []
    for tab in title:
        style = Style.from_meta({"@click": f"screen.show_tab('{tab.name}')"})
        style += Style(underline=tab.is_shown and len(title) > 1)
        tabs.append(Content.styled(tab.title, style))  # our own words
    return Content(before) + Content(BETWEEN_TABS).join(tabs)


class RowStyles(dict[str | Style, Style]):
    """The styles of lines by name, in the theme of a screen."""

    def __init__(self, screen: Widget) -> None:
        super().__init__()
        self._screen = screen

    def __missing__(self, name: str | Style) -> Style:
        if isinstance(name, Style):
            return name
        return self.setdefault(name, find_style(self._screen.app, name))


class CursorPane(Widget):
    """A pane drawn line by line on demand, with a cursor that goes from stop to stop.

    It never has Textual's focus (docs/decisions/own-keys-and-focus.md), and scrolls by itself:
    Textual would lay out the whole screen whenever the number of lines changes.
    """

    class Clicked(Message):
        """A click of the reader on a stop of a pane, or beside all stops."""

        def __init__(self, pane: Pane, stop: int | None, thing: object, times: int) -> None:
            super().__init__()
            self.pane, self.row, self.thing, self.times = pane, stop, thing, times

    def __init__(self, pane: Pane, body: Body, key: str, styles: RowStyles) -> None:
        super().__init__(id=pane.value)
        self.pane, self.body, self._key, self._styles = pane, body, key, styles
        self._strips: list[Strip] = []
        self._kept: dict[tuple[object, ...], tuple[Content, Strip]] = {}
        self._opened = ""  # the name of the file or folder, where no other pane says it
        self._entitled: tuple[object, ...] = ()  # the parts of its titles
        self.auto_links = False  # words that can be clicked do not look like links

    def entitle(self, opened: str) -> None:
        """Write title, legend and the name of a file into the border, as far as there is room."""
        body, shown, room = self.body, self.body.shown, self.size.width - CORNERS
        self._opened = opened
        many = "all" if body.marks == body.stops else f"{body.marks:,}"
        note = f"{MARK} {many}" if body.is_crowded else ""  # why nothing is marked
        parts = shown.titles, shown.subtitle, shown.legends, note, opened, room
        if parts == self._entitled or not self.size.width:
            return
        self._entitled = parts
        for tabs in shown.titles:
            if (title := draw_title(tabs, self._key)).cell_length <= room:
                break
        if shown.subtitle and title.cell_length + LEAST <= room:
            title += Content(fit(f" · {shown.subtitle}"))
        name = Content(fit(opened))
        for legend in shown.legends:
            words = " · ".join(filter(None, (legend, note)))
            below = Content(fit(f" · {words}" if name and words else words))
            if min(name.cell_length, 2 * LEAST) + below.cell_length <= room:
                break
        if name:
            below = name.truncate(max(LEAST, room - below.cell_length), ellipsis=True) + below
        # As content, so that it is never read as markup.
        self.border_title, self.border_subtitle = title, below

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._kept.clear()

    def fit(self) -> None:
        """Fit body and titles to the size, which a pane has only when it comes into sight."""
        self.body.resize(*self.size)
        self.entitle(self._opened)

    # Each line: cursor or mark, bookmark, text, scrollbar.

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, for the size that it has now; all in sight are made first."""
        self.fit()
        frame, plain = self.body.frame(), self.visual_style
        room = max(0, self.size.width - BAR)
        # Screen readers, magnifiers and braille displays look there.
        if frame.cursor is not None and self.screen.is_active:
            self.app.cursor_position = self.content_region.offset + Offset(0, frame.cursor)
        kept, self._kept, self._strips = self._kept, {}, []
        for y, seen in enumerate(frame.lines):
            bar = ("▐" if y in frame.thumb else " ") if frame.thumb else ""
            at = y == frame.cursor, bar, room
            key = id(seen.text), *seen[1:], *at, plain, self.body.shown.active
            # Most lines stay as they are. The text is kept too, so its id is its own.
            self._kept[key] = kept.get(key) or (seen.text, self._draw(seen, *at))
            self._strips.append(self._kept[key][1])
        return super().render_lines(crop)

    def _draw(self, seen: Seen, is_cursor: bool, bar: str, room: int) -> Strip:
        (text, at_cursor, marked, bookmark), styles, plain = seen, self._styles, self.visual_style
        base = plain + styles["marked"] if marked else plain
        if at_cursor:
            base += styles["active" if self.body.shown.active else "resting"]
        gutter = base + styles["bar" if marked else "cursor"]
        glyph = CURSOR if is_cursor else MARK if marked else " "
        segments = [Segment(glyph + (BOOKMARK if bookmark else " "), gutter.rich_style)]
        pieces = text.render(base, end="", parse_style=styles.__getitem__)
        if base.reverse:  # other colours would be grounds, and dim words hardly be seen
            active = styles["active"]
            pieces = [
                (words, style + active if style.reverse else style) for words, style in pieces
            ]
        segments += [Segment(words, style.rich_style) for words, style in pieces]
        # Marked letters are drawn apart from others, and may be measured otherwise then.
        line = Segment.adjust_line_length(segments, room, base.rich_style)
        style = plain + styles["thumb"] if bar else base
        return Strip([*line, Segment(bar or " ", style.rich_style)], room + BAR)

    def render_line(self, y: int) -> Strip:
        return self._strips[y]

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        offset, stop, thing = event.get_content_offset(self), None, None
        if offset is not None:
            stop = self.body.stop_under(offset.y, offset.x - GUTTER)
            thing = None if stop is None else self.body.shown.stops[stop]
        self.post_message(self.Clicked(self.pane, stop, thing, event.chain))

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def turn_wheel(self, event: events.MouseEvent) -> None:
        event.stop()
        lines = min(WHEEL, self.size.height)
        self.body.scroll(lines if isinstance(event, events.MouseScrollDown) else -lines)
        self.refresh()


class PaneGroup(dict[Pane, CursorPane]):
    """The panes by their names, made when they are first opened."""

    def __init__(self, screen: Screen[None], keys: Mapping[str, str], claims: Pane) -> None:
        super().__init__()
        self._screen, self._styles = screen, RowStyles(screen)
        self._keys = {pane: write_keys(key_to(pane, keys)) for pane in Pane}
        for pane in (Pane.EVENT, Pane.SPEAKERS, claims, Pane.DETAIL):
            self._make(pane)

    def _make(self, pane: Pane) -> CursorPane:
        # Pages are imported when they are opened: the start does not wait for them.
        if pane is Pane.GRID:
            from tiptui.ui.panes.grid_pane import grid_page

            body = Body(partial(grid_page, Recent(1)))
        elif pane is Pane.SOURCE:
            from tiptui.ui.panes.source_page import source_page

            body = Body(source_page)
        elif pane in (Pane.EVENT, Pane.DETAIL):
            body = Body(event_page if pane is Pane.EVENT else detail_page)
        else:
            draw = {Pane.SPEAKERS: speaker_row, Pane.COUNTS: count_row}.get(pane, claim_row)
            body = Body(partial(list_page, pane, draw))
        self[pane] = CursorPane(pane, body, self._keys[pane], self._styles)
        return self[pane]

    def show(self, shown: Mapping[Pane, PaneContent], scene: Scene) -> None:
        for pane, value in shown.items():
            if pane not in self:  # most readers start without it
                side = "before" if pane is Pane.COUNTS else "after"
                self._screen.mount(self._make(pane), **{side: self[Pane.SPEAKERS]})
            widget = self[pane]
            if widget.body.show(value, scene):
                widget.set_class(value.active, "-active", update=widget.is_attached)
                widget.refresh()
            elif value.active:  # a key may have scrolled it
                widget.refresh()
