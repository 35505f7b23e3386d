"""All panes of the screen, and what each draws of a scene."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen

from tiptui.ui.actions.keys import key_to, written
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.detail_page import detail_page
from tiptui.ui.panes.event_page import event_page
from tiptui.ui.panes.page import Page, SourcePage
from tiptui.ui.panes.record_list import RecordList
from tiptui.ui.panes.row_lines import claim_row, count_row, speaker_row
from tiptui.ui.panes.window import Body, Window
from tiptui.view.scene import Scene
from tiptui.view.shown import Shown
from tiptui.view.state import CLAIMS, Pane

# Imported where they are first needed, so that the start does not wait for them:
# tiptui.ui.panes.source_page, tiptui.ui.panes.grid_pane.


class PaneGroup(dict[Pane, CursorPane[Any]]):
    """The panes that there are by now, by their names; others are made when they are opened."""

    def __init__(self, screen: Screen[None], keys: Mapping[str, str], claims: Pane) -> None:
        """Make those of the first frame, with the keys that the reader set, by ids of commands."""
        first = (Pane.EVENT, Pane.SPEAKERS, claims, Pane.DETAIL)
        super().__init__({pane: make_pane(pane, keys) for pane in first})
        self._screen = screen
        self._keys = keys

    def show(self, shown: Shown, scene: Scene) -> None:
        """Have the panes show what they are to draw of a scene."""
        values: dict[Pane, Any] = {Pane.EVENT: shown.event, **shown.lists}
        values |= {Pane.DETAIL: shown.detail, Pane.SOURCE: shown.source, Pane.GRID: shown.grid}
        for pane, value in values.items():
            if value is not None:
                if pane not in self:
                    self._add(pane)
                self[pane].show(value, scene)

    def _add(self, pane: Pane) -> None:
        """Make a pane that most readers start without, in its place on the screen."""
        self[pane] = made = make_pane(pane, self._keys)
        if pane is Pane.COUNTS:
            self._screen.query_one("#columns").mount(made, before="#speakers")
        elif pane in CLAIMS:
            self._screen.query_one("#columns").mount(made)
        else:
            self._screen.mount(made, after="#columns")

    def cursor(self, pane: Pane) -> Window:
        """Return the window of a pane, whose cursor is to move: it is drawn anew."""
        self[pane].refresh()
        return self[pane].window

    def has(self, pane: Pane, stop: int, thing: object) -> bool:
        """Return whether a stop is still what it was when it was clicked."""
        body = self[pane].body
        return stop < body.stops and body.thing_at(stop) == thing

    def replace_lines(self, change: Callable[[], None]) -> None:
        """Make a change to what all panes show, with what is under each cursor kept in its line."""
        put_back = [pane.window.hold() for pane in self.values()]
        for pane in self.values():
            pane.forget()
        change()
        for back in put_back:
            back()

    def sign(self, name: str, first: Pane) -> None:
        """Have the first pane in sight say what is open, and no other."""
        for pane, widget in self.items():
            widget.sign(name if pane is first else "")


def make_pane(pane: Pane, keys: Mapping[str, str]) -> CursorPane[Any]:
    """Return a new pane, with the keys that the reader set, by the ids of bindings."""
    return CursorPane(pane, _body(pane), written(key_to(pane, keys)))


def _body(pane: Pane) -> Body[Any]:
    if pane is Pane.GRID:
        from tiptui.ui.panes.grid_pane import GridBody

        return GridBody()
    if pane is Pane.SOURCE:
        from tiptui.ui.panes.source_page import source_page

        return SourcePage(source_page)
    if pane in CLAIMS:
        return RecordList(claim_row)
    if pane is Pane.SPEAKERS:
        return RecordList(speaker_row)
    if pane is Pane.COUNTS:
        return RecordList(count_row)
    return Page(event_page if pane is Pane.EVENT else detail_page)
