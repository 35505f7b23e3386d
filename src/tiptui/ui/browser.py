"""The screen: holds record, view and history, and is the only listener."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from tiptui.collection.live import Live
from tiptui.search.index import Index
from tiptui.ui.chrome.key_line import KeyLine
from tiptui.ui.chrome.search_line import IN_LISTS, IN_SOURCE, SearchLine
from tiptui.ui.keys import PANE_ACTIONS, PANES, ROWS, SEARCH, SEARCH_ACTIONS, SOURCE_ACTIONS
from tiptui.ui.live_keys import LiveKeys
from tiptui.ui.panes.cursor_pane import CursorPane
from tiptui.ui.panes.page import Page, SourcePage
from tiptui.ui.panes.record_list import RecordList
from tiptui.ui.panes.render import STYLES, detail_page, event_page, recommendation_row, speaker_row
from tiptui.view import state as views
from tiptui.view.shown import show
from tiptui.view.state import History, Pane, View


class Browser(LiveKeys, inherit_bindings=False):
    """Three panes and a detail over one record."""

    AUTO_FOCUS = ""
    # The first binding of a key that `check_action` allows is taken.
    BINDINGS: ClassVar[list[BindingType]] = [*SEARCH, *PANES, *ROWS]
    # Declared once for all panes: each declaration in a pane costs time at the start.
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"row--{name}" for name in STYLES}

    def __init__(self, index: Index, live: Live | None = None) -> None:
        super().__init__(index, live)
        self.event = Page(Pane.EVENT, lambda shown: event_page(self.index, shown))
        self.speakers = RecordList(
            Pane.SPEAKERS, 2, lambda *row: speaker_row(self.index.links, *row)
        )
        self.recommendations = RecordList(
            Pane.RECOMMENDATIONS, 3, lambda *row: recommendation_row(self.index.links, *row)
        )
        self.detail = Page(Pane.DETAIL, lambda shown: detail_page(self.index, shown))
        self.source: SourcePage | None = None
        self.search_line = SearchLine()
        self.look(self.view)

    def compose(self) -> ComposeResult:
        """Gives the panes, the search line and the keys."""
        with Horizontal(id="columns"):
            yield self.event
            yield self.speakers
            yield self.recommendations
        yield self.detail
        yield self.search_line
        yield KeyLine()

    def look(self, view: View) -> None:
        """Replaces the view and has every pane show what that changes."""
        before, self.view = self.view, view
        shown = self.shown = show(self.index, view)
        self.event.show(shown.event)
        self.speakers.show(shown.speakers)
        self.recommendations.show(shown.recommendations)
        self.detail.show(shown.detail)
        if shown.source:
            self._source_pane().show(shown.source)
        invitation = IN_SOURCE if shown.source else IN_LISTS
        remark = view.remark or self.live.status
        self.search_line.show(view.query, view.searching, remark, invitation)
        classes = {"-zoomed": view.zoomed}
        for pane in Pane:
            classes[f"-at-{pane}"] = shown.acting is pane
            classes[f"-front-{pane}"] = shown.front is pane
            classes[f"-left-{pane}"] = shown.left is pane
        self.update_classes(classes, update=self.is_mounted)
        if (before.searching, before.main) != (view.searching, view.main):
            self.refresh_bindings()

    def _source_pane(self) -> SourcePage:
        # Made when it is first opened: most readers start without it.
        if self.source is None:
            from tiptui.ui.panes.render_source import source_page

            self.source = SourcePage(Pane.SOURCE, lambda shown: source_page(self.index, shown))
            self.mount(self.source, after="#columns")
        return self.source

    # What the reader does: keys, paste and mouse.

    async def on_key(self, event: events.Key) -> None:
        """Does what a key is for now.

        Every key is handled here, after the one before it is done with, so that what is typed
        ahead finds the view that it was meant for.
        """
        event.stop()
        event.prevent_default()
        if not self.is_active:
            # Typed ahead, for what has opened over the browser by now.
            self.app.post_message(events.Key(event.key, event.character))
        elif self.view.searching and event.is_printable and event.character:
            self.type(self.view.query + event.character)
        elif active := self.active_bindings.get(event.key):
            self.catch_up()
            await self.app.run_action(active.binding.action, active.node)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Says that every printable key is text in the search line."""
        return self.view.searching and character is not None and character.isprintable()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Says whether an action is for the search line or for the panes now."""
        if action in SEARCH_ACTIONS:
            return self.view.searching
        if action in SOURCE_ACTIONS and self.view.main is not Pane.SOURCE:
            return False
        return not self.view.searching or action not in PANE_ACTIONS

    def on_paste(self, event: events.Paste) -> None:
        """Takes the first line of pasted text into the query."""
        event.stop()
        if self.view.searching:
            # Most terminals send a line break of what is pasted as the Enter key, which is CR.
            first, *_ = event.text.strip().splitlines() or [""]
            self.type(self.view.query + first)

    def on_cursor_pane_clicked(self, message: CursorPane.Clicked) -> None:
        """Goes to the pane and the row that was clicked; follows the row on a double click."""
        self.catch_up()
        self.look(views.entered(self.view, message.pane))
        if message.row is not None:
            self._move(message.pane, message.row)
            if message.times == 2:
                self.action_follow()

    def on_search_line_opened(self) -> None:
        """Opens the search by mouse."""
        self.action_search()

    def _move(self, pane: Pane, stop: int) -> None:
        stops: dict[Pane, Sequence[object]] = {
            Pane.EVENT: self.shown.event.stops,
            Pane.SPEAKERS: self.shown.speakers.rows,
            Pane.RECOMMENDATIONS: self.shown.recommendations.rows,
        }
        if pane in (Pane.DETAIL, Pane.SOURCE):
            self.look(views.moved(self.view, pane, stop))
        elif stop < len(stops[pane]):
            self.look(views.moved(self.view, pane, str(stops[pane][stop])))

    # What keys do.

    def action_clear(self) -> None:
        """Clears the query."""
        self.action_escape()

    def action_follow(self) -> None:
        """Follows the row under the cursor: one step of the history."""
        if self.view.main is Pane.SOURCE:
            self.go_to_claim()
            return
        view = views.followed(self.index, self.view)
        if view.narrowed != self.view.narrowed or view.focus is not self.view.focus:
            self.history = self.history.stepped(self.view)
        self.look(view)

    def action_back(self) -> None:
        """Goes one step back."""
        self._step(self.history.back)

    def action_forward(self) -> None:
        """Goes one step forward again."""
        self._step(self.history.forward)

    def _step(self, step: Callable[[View], tuple[History, View]]) -> None:
        self.history, view = step(self.view)
        self.look(view)

    def action_escape(self) -> None:
        """Undoes the first of zoom, query, narrowing."""
        if self.view.main is Pane.SOURCE and not self.view.searching:
            self.action_back()
        else:
            self.look(views.escaped(self.view))

    def action_zoom(self) -> None:
        """Gives the focused pane the screen, or takes it back."""
        self.look(views.zoomed(self.view))

    def action_pane(self, name: str) -> None:
        """Goes to a pane."""
        self.look(views.entered(self.view, Pane(name)))

    def action_next_pane(self) -> None:
        """Goes to the next pane."""
        self._turn(1)

    def action_previous_pane(self) -> None:
        """Goes to the pane before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        panes = views.beside(self.view)
        place = panes.index(self.view.focus) + step
        self.look(views.entered(self.view, panes[place % len(panes)]))

    def action_cursor_down(self) -> None:
        """Moves to the next row."""
        self._move(self._steered.pane, self._steered.down())

    def action_cursor_up(self) -> None:
        """Moves to the row before."""
        self._move(self._steered.pane, self._steered.up())

    def action_page(self, pages: float) -> None:
        """Moves by pages, or parts of a page."""
        self._move(self._steered.pane, self._steered.page(pages))

    def action_first(self) -> None:
        """Moves to the first row."""
        self._move(self._steered.pane, self._steered.first())

    def action_last(self) -> None:
        """Moves to the last row."""
        self._move(self._steered.pane, self._steered.last())

    @property
    def _steered(self) -> CursorPane:
        acting = views.acting(self.index, self.view)
        return next(pane for pane in self.cursor_panes() if pane.pane is acting)

    def cursor_panes(self) -> list[CursorPane]:
        """Gives the panes that there are by now: the sources' is made when it is first opened."""
        panes = [self.event, self.speakers, self.recommendations, self.detail]
        return [*panes, self.source] if self.source else panes
